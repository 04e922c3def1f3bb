"""What changed, as Markdown for a pull request; whatever the page says stands in code, where nothing is alive."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from asadvertised.article.change import Change, Severity, suspects
from asadvertised.article.model import Check
from asadvertised.article.redline import marked, redline
from asadvertised.outcome import Outcome
from asadvertised.record.model import Drift, Results
from asadvertised.report.gate_words import beside_the_gate, decision, excuse
from asadvertised.report.headlines import headline, not_looked_at
from asadvertised.report.words import one_line

LONGEST = 65_000  # characters; a comment on a pull request may have 65,536
LONGEST_WORDS = 1_500
LONGEST_LINE = 600
ROOM_FOR_THE_END = 200
MOST_NAMES = 20
WORST_FIRST = (Severity.ERROR, Severity.WARNING, Severity.NOTE)
GAP = "\n\n"


def drift_markdown(drift: Drift) -> str:
    """Give what became of the text alone, the worst first, and never longer than a comment may be."""
    return _bounded([f"## {headline(drift)}", *_text(drift)], drift.changes)


def results_markdown(results: Results) -> str:
    """Give the verdict of a whole run, and what became of the text, never longer than a comment may be."""
    broken = [f"{one.id}{excuse(one)}" for one in results.sentences if one.outcome is Outcome.FAILED]
    unaccounted = [sentence.id for sentence in results.sentences if sentence.check is Check.UNACCOUNTED]
    head = [
        f"## {_code(results.run.article.title)} at {_code(results.run.name)}",
        _code(results.summary.verdict),
        *([_code(decision(results.gate))] if results.gate else []),
        *_first(beside_the_gate(results)),
        *_listed("Broken", broken),
        *_listed("To review", [review.sentence for review in results.reviews]),
        *_listed("Unaccounted for", unaccounted),
        *_first(not_looked_at(results)),
        f"### {headline(results.drift)}",
        *_text(results.drift),
    ]
    return _bounded(head, results.drift.changes)


def _text(drift: Drift) -> Iterator[str]:
    if drift.source:
        yield f"Read at {_code(drift.source)}."
    if drift.reason:
        yield _code(drift.reason)
    if drift.changes:
        kinds = Counter(change.kind.value for change in drift.changes)
        yield "\n".join(f"- {count} {kind}" for kind, count in kinds.items())


def _first(lines: Iterator[str]) -> Iterator[str]:
    """Give the first few, in code; the rest is in the report."""
    told = list(lines)
    yield from (_code(line[:LONGEST_LINE]) for line in told[:MOST_NAMES])
    if len(told) > MOST_NAMES:
        yield f"and {len(told) - MOST_NAMES} more, in the report"


def _listed(what: str, names: Sequence[str]) -> Iterator[str]:
    if names:
        more = f" and {len(names) - MOST_NAMES} more" if len(names) > MOST_NAMES else ""
        yield f"{what}: {', '.join(map(_code, names[:MOST_NAMES]))}{more}"


def _bounded(head: Sequence[str], changes: Sequence[Change]) -> str:
    parts, room = list(head), LONGEST - ROOM_FOR_THE_END - sum(len(part) + len(GAP) for part in head)
    for number, change in enumerate(sorted(changes, key=lambda change: WORST_FIRST.index(change.severity))):
        told = _told(change)
        room -= len(told) + len(GAP)
        if room < 0:
            parts.append(f"And {len(changes) - number} more changes, in the report.")
            break
        parts.append(told)
    return GAP.join(parts) + "\n"


def _told(change: Change) -> str:
    """Tell one change; each line of the block has a mark before it, so that no words can close the block."""
    name = _code(change.sentence) if change.sentence else "a new sentence"
    lines = [f"- {_short(change.old)}"] if change.old else []
    lines += [f"+ {_short(change.new)}"] if change.new and change.new != change.old else []
    if len(lines) > 1:
        lines.append(f"  {_short(marked(redline(one_line(change.old), one_line(change.new))))}")
    lines += [f"# {_short(why)}" for why in change.why]
    block = "\n".join(["```diff", *lines, "```"])
    return f"### {change.kind.value}: {name}\n\nIn {_code(change.section)}. {_asked(change)}\n\n{block}"


def _asked(change: Change) -> str:
    if not change.scenarios:
        return "No scenario asks it."
    ask = "test the old wording" if suspects(change.kind, change.severity) else "ask it"
    return f"Scenarios that {ask}: {len(change.scenarios)}, such as {_code(change.scenarios[0])}."


def _code(text: str) -> str:
    """Put words between more backticks than they hold anywhere together."""
    line = _short(text) or "nothing"
    fence = "`" * (1 + max((len(run) for run in re.findall("`+", line)), default=0))
    return f"{fence} {line} {fence}" if "`" in line else f"{fence}{line}{fence}"


def _short(text: str) -> str:
    line = one_line(text)
    return line if len(line) <= LONGEST_WORDS else f"{line[:LONGEST_WORDS]}…"
