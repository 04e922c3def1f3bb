"""What explains a failure: those who should have been shown the same side by side, and how to see it again."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from asadvertised.outcome import Outcome
from asadvertised.record.model import Exchange, ScenarioResult, Side
from asadvertised.report.curl import curl_line, repeats_in_full
from asadvertised.report.words import visible

READS = ("GET", "HEAD")
LOOKS = re.compile(r" \(\d+ of \d+ looks\)$")


@dataclass(frozen=True)
class Row:
    """A thing as it was shown to one of two and to the other; nothing stands for one who was not shown it."""

    one: str
    other: str
    differs: bool


@dataclass(frozen=True)
class SideBySide:
    """Two who should have been shown the same; what differs comes first."""

    one: str
    other: str
    rows: tuple[Row, ...]


def side_by_side(scenario: ScenarioResult) -> SideBySide | None:
    """Put two sides next to each other, thing by thing; nothing where nobody was compared."""
    if len(scenario.sides) != len(("one", "other")):
        return None
    one, other = scenario.sides
    return SideBySide(one.who, other.who, tuple(sorted(_rows(one, other), key=lambda row: not row.differs)))


def _rows(one: Side, other: Side) -> Iterator[Row]:
    """Pair what is alike; where an experiment looked, it says what differs by more than chance."""
    ones, others = ({LOOKS.sub("", thing): thing for thing in side.sees} for side in (one, other))
    told = {*one.more, *other.more}
    for thing in dict.fromkeys([*ones, *others]):
        yield Row(
            ones.get(thing, ""), others.get(thing, ""), thing in told if told else (thing in ones) != (thing in others)
        )


def broken_step(scenario: ScenarioResult) -> int | None:
    """Give which step a scenario ended at, counted from 1."""
    ends = (place for place, step in enumerate(scenario.steps, 1) if step.outcome is not Outcome.PASSED)
    return next(ends, None)


def repeating(scenario: ScenarioResult) -> list[str]:
    """Give the calls that bring a service to what was seen, each as a line for a shell, and no more than it takes.

    What only reads changes nothing, so it is left out until the step that it broke at, and what was sent again since
    it was not answered is sent once.
    """
    return [_line(exchange) for exchange in _needed(scenario)]


def _needed(scenario: ScenarioResult) -> Iterator[Exchange]:
    end = broken_step(scenario) or len(scenario.steps)
    for place, step in enumerate(scenario.steps[:end], 1):
        for exchange in step.exchanges:
            if exchange.response and (place == end or exchange.request.method not in READS):
                yield exchange


def _line(exchange: Exchange) -> str:
    if repeats_in_full(exchange):
        return visible(curl_line(exchange))
    return f"# {visible(exchange.request.method)} {visible(exchange.request.url)}: its body is not kept in full"
