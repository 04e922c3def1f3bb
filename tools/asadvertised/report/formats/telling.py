"""What explains an outcome, in lines of bounded length; whatever others wrote in them is made visible."""

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from typing import Any

from asadvertised.article.change import Change
from asadvertised.outcome import Outcome
from asadvertised.record.model import ScenarioResult, SentenceResult
from asadvertised.report.failing import broken_step
from asadvertised.report.words import one_line, visible

LONGEST_LINE = 2_000
MOST_THINGS = 50
LONGEST_S = 10_000_000  # four months; nothing lasts longer, but what a record was made to say
NEVER = datetime.fromtimestamp(0, UTC)
TESTS_THE_OLD = "It tests the old wording: "


def line_of(text: str) -> str:
    """Give a text as one line of bounded length."""
    line = one_line(text)
    return line if len(line) <= LONGEST_LINE else f"{line[:LONGEST_LINE]}…"


def lines_of(text: str) -> str:
    """Give a text whose lines are of bounded length."""
    return "\n".join(map(line_of, text.split("\n")))


def plain(value: Any, shown: Callable[[str], str] = visible) -> Any:
    """Make every text of a document visible, so that none of its letters can command, hide or be refused."""
    if isinstance(value, str):
        return shown(str(value))
    if isinstance(value, dict):
        return {shown(str(key)): plain(one, shown) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [plain(one, shown) for one in value]
    return value


def moment_of(time: str) -> datetime:
    """Give a time of a record; what has the form of one, and is none, is never."""
    try:
        return datetime.fromisoformat(time)
    except ValueError:
        return NEVER


def lasting(seconds: float) -> float:
    """Give how long something lasted, in seconds that every format can hold."""
    return min(seconds, LONGEST_S)


def told_of_scenario(scenario: ScenarioResult, cited: Sequence[SentenceResult]) -> Iterator[str]:
    """Say where a scenario stands, what it asks, and what was seen."""
    yield f"Asked in {scenario.feature}:{scenario.line}, as {scenario.id}"
    yield from (f"{sentence.id}: “{sentence.text}”" for sentence in cited)
    if (scenario.promised or scenario.seen) and not scenario.reason:
        yield f"Promised: {scenario.promised}"
        yield f"Seen: {scenario.seen}"
    yield from (_shown(side.who, side.sees) for side in scenario.sides)
    place = broken_step(scenario)
    if place and scenario.outcome is not Outcome.PASSED:
        step = scenario.steps[place - 1]
        yield f"Ended at step {place}: {step.keyword} {step.text}"
    if scenario.suspect:
        yield f"{TESTS_THE_OLD}the page says something else now."
    if scenario.to_review:
        yield f"{TESTS_THE_OLD}another one was accepted, and nobody has looked at it since."


def _shown(who: str, things: Sequence[str]) -> str:
    more = f", and {len(things) - MOST_THINGS} more" if len(things) > MOST_THINGS else ""
    return f"{who} was shown: {', '.join(things[:MOST_THINGS]) or 'nothing'}{more}"


def told_of_change(change: Change) -> Iterator[str]:
    """Give both wordings, and why they are no longer the same."""
    if change.old:
        yield f"It was: “{change.old}”"
    if change.new and change.new != change.old:
        yield f"It is: “{change.new}”"
    yield from (f"Because: {why}" for why in change.why)
