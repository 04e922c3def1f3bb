"""Several services side by side: one page with a column for each, and the same for machines."""

import json
from collections.abc import Sequence

from asadvertised.outcome import worst
from asadvertised.record.model import Results, SentenceResult
from asadvertised.report.html import environment, style_of
from asadvertised.report.view import Marks

WORST_FIRST = (2, 1, 3, 4, 0)
Columns = Sequence[tuple[str, Results]]


def worst_code(codes: Sequence[int]) -> int:
    """Give the exit code of a run that asked several services: the first, in the order in which codes weigh."""
    return next((code for code in WORST_FIRST if code in codes), 4)


def render_columns(columns: Columns) -> str:
    """Give the page; each column leads to the report of its service, which stands in the folder named with it."""
    first = columns[0][1]
    sentences = [(sentence, [_same(results, sentence) for _, results in columns]) for sentence in first.sentences]
    rows = [(sentence, row) for sentence, row in sentences if sentence.check == "scenarios"]
    return (
        environment()
        .get_template("columns.html.j2")
        .render(columns=columns, rows=rows, run=first.run, results=first, differ=_differ, Marks=Marks, **style_of())
    )


def render_columns_json(columns: Columns) -> str:
    """Give, for each service, its verdict, the rule that decided, and where its record stands."""
    told = [
        {
            "name": results.run.name,
            "target": results.run.target,
            "exit_code": results.run.exit_code,
            "decided": results.gate.decided if results.gate else None,
            "verdict": results.summary.verdict,
            "results": f"{folder}/results.json",
        }
        for folder, results in columns
    ]
    return json.dumps({"targets": told}, indent=1, ensure_ascii=False) + "\n"


def _same(results: Results, sentence: SentenceResult) -> SentenceResult:
    return next(one for one in results.sentences if one.id == sentence.id)


def _differ(row: Sequence[SentenceResult]) -> bool:
    return len({one.outcome for one in row}) > 1 or worst(one.outcome for one in row) == "failed"
