"""The ledger as a table for a spreadsheet: a row for each sentence and each scenario that asks it."""

import csv
from collections.abc import Iterator
from io import StringIO

from asadvertised.record.model import Results, ScenarioResult, SentenceResult
from asadvertised.report.asked import Asked

COLUMNS = (
    "sentence",
    "section",
    "text",
    "binds",
    "check",
    "text says it",
    "service does it",
    "so far as",
    "whose turn",
    "excused",
    "scenario",
    "outcome",
    "qualifier",
    "cause",
    "reason",
    "promised",
    "seen",
)
FORMULAS = tuple("=+-@\t\r\n＝＋－＠")


def header() -> str:
    """Give the first line."""
    return _line(COLUMNS)


def rows_of(results: Results, asked: Asked) -> list[tuple[str, list[str]]]:
    """Give the lines of each sentence, by its id."""
    return [(sentence.id, list(_rows(sentence, asked.by(sentence)))) for sentence in results.sentences]


def _rows(sentence: SentenceResult, scenarios: tuple[ScenarioResult, ...]) -> Iterator[str]:
    held = (sentence.modality, sentence.check, sentence.says)
    stands = (sentence.outcome, sentence.qualifier or "", sentence.turn, sentence.excused or "")
    said = (sentence.id, sentence.section, sentence.text, *held, *stands)
    if not scenarios:
        yield _line((*said, "", "", sentence.qualifier or "", "", sentence.reason, "", ""))
    for one in scenarios:
        why = (one.qualifier or "", one.cause or "", one.reason if not one.promised else "", one.promised, one.seen)
        yield _line((*said, one.id, one.outcome, *why))


def _line(cells: tuple[str, ...]) -> str:
    out = StringIO()
    csv.writer(out, lineterminator="\r\n", quoting=csv.QUOTE_ALL).writerow([_inert(cell) for cell in cells])
    return out.getvalue()


def _inert(cell: str) -> str:
    """Keep a spreadsheet from taking words for a formula.

    Source: https://owasp.org/www-community/attacks/CSV_Injection
    """
    return f"'{cell}" if cell.startswith(FORMULAS) or cell.lstrip().startswith(FORMULAS) else cell
