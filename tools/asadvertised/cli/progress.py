"""What is said while a run goes on: calm on a terminal, some lines elsewhere, a broken promise at once and only once.

It goes to standard error, which is nobody's result.
"""

import time
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from asadvertised.article.scenarios import Scenario
from asadvertised.cli.pace import EvenPace, Pace, time_left
from asadvertised.cli.status import Clock, StatusLine
from asadvertised.cli.streams import say
from asadvertised.outcome import WITHOUT_ANSWER, Broken, Outcome, worst
from asadvertised.record.rollup import number

if TYPE_CHECKING:
    from asadvertised.suite.explore import Explored

Tally = Counter[Outcome | None]
LINES = 10
LONGEST_TEXT = 100


class Progress:
    """Counts sentences as all that asks them has ended, and says which are broken as soon as one scenario does."""

    def __init__(
        self,
        scenarios: Sequence[Scenario],
        texts: Mapping[str, str],
        status: StatusLine,
        clock: Clock = time.monotonic,
    ) -> None:
        self._texts = texts
        self._asks = {one.id: [name for name in one.sentences if name in texts] for one in scenarios}
        asking = Counter(name for names in self._asks.values() for name in names)
        self._ended: dict[str, Outcome] = {}
        # How many had each outcome; without one are those that are not heard of yet.
        self._endings: Tally = Counter({None: len(self._asks)})
        self._heard: dict[str, Tally] = {name: Counter({None: count}) for name, count in asking.items()}
        self._became: Tally = Counter({None: len(asking)})
        self._status = status
        self._tenths = Tenths(len(scenarios))
        self._pace = Pace(scenarios, clock)

    def begin(self, target: str) -> None:
        """Say what is asked."""
        self._status.say(f"Asking {target}: {self._tenths.total} scenarios for {len(self._heard)} sentences")

    def heard(self, record: Mapping[str, Any]) -> None:
        """Note that a scenario ended."""
        self._note(record["id"], Outcome(record["outcome"]))
        self._pace.ended(record["id"], record["duration_s"])
        if self._status.live:
            self._show()
        elif self._tenths.passed(len(self._ended)):
            self._status.say(f"{self._so_far()}: {', '.join(self._found())}")

    def heard_again(self, record: Mapping[str, Any]) -> None:
        """Note that a scenario that had broken down was asked again: what came of it now is what counts."""
        self._note(record["id"], Outcome(record["outcome"]))
        sums = "" if self._status.live else f": {', '.join(self._found())}"
        self._status.say(f"asked again: {record['id']}: {record['outcome']}{sums}")
        self._show()

    def _note(self, scenario: str, outcome: Outcome) -> None:
        earlier = self._ended.get(scenario)
        self._ended[scenario] = outcome
        _recount(self._endings, earlier, outcome)
        for name in self._asks.get(scenario, ()):
            before = self._became_of(name)
            _recount(self._heard[name], earlier, outcome)
            after = self._became_of(name)
            _recount(self._became, before, after)
            if after is Outcome.FAILED is not before:
                self._status.say(f"{name}: “{_short(self._texts[name])}” ({scenario})", "broken")

    def _became_of(self, name: str) -> Outcome | None:
        """Give what became of a sentence: broken at once, all else when all that asks it has ended."""
        heard = self._heard[name]
        found = [outcome for outcome, count in heard.items() if outcome and count]
        return worst(found) if heard[Outcome.FAILED] or not heard[None] else None

    def _so_far(self) -> str:
        return f"{len(self._ended)} of {self._tenths.total} scenarios"

    def _found(self) -> list[str]:
        untold = sum(self._became[outcome] for outcome in WITHOUT_ANSWER)
        broken = self._became[Outcome.FAILED]
        found = [
            f"{self._became[Outcome.PASSED]} of {len(self._heard)} sentences kept",
            f"{broken} broken in {number(self._endings[Outcome.FAILED], 'scenario')}" if broken else "",
            time_left(self._pace.left_s()) if len(self._ended) < self._tenths.total else "",
            f"{untold} not told" if untold else "",
        ]
        return [part for part in found if part]

    def _show(self) -> None:
        self._status.show([*self._found(), self._so_far()])


class Exploring:
    """Counts the acts of an exploration."""

    def __init__(self, acts: int, status: StatusLine, clock: Clock = time.monotonic) -> None:
        self._status = status
        self._tenths = Tenths(acts)
        self._pace = EvenPace(acts, clock)
        self._broken = False

    def heard(self, explored: "Explored") -> None:
        """Note that an act was done; what broke is told in full at the end, without its secrets."""
        found = [
            f"{explored.acts} of about {self._tenths.total} acts",
            f"{explored.compared} comparisons",
            "looking for the shortest sequence" if explored.error else time_left(self._pace.left_s(explored.acts)),
        ]
        if isinstance(explored.error, Broken) and not self._broken:
            self._broken = True
            self._status.say("a sequence of acts breaks a promise; looking for the shortest", "broken")
        if self._status.live:
            self._status.show(found)
        elif self._tenths.passed(explored.acts):
            self._status.say(", ".join(filter(None, found)))


class Proving:
    """Counts the variants of a proof; what became of each is a line of standard output, unless nobody wants it."""

    def __init__(self, total: int, status: StatusLine, clock: Clock = time.monotonic) -> None:
        self._status = status
        self._total = total
        self._pace = EvenPace(total, clock)
        self._asked = self._wrong = 0

    def heard(self, line: str, *, right: bool) -> None:
        """Note what became of one."""
        self._asked += 1
        self._wrong += not right
        self.say(line)
        wrong = f"{self._wrong} not as it should be" if self._wrong else ""
        self._status.show([f"{self._asked} of {self._total} asked", wrong, time_left(self._pace.left_s(self._asked))])

    def say(self, line: str) -> None:
        """Say a line on standard output."""
        if not self._status.quiet:
            with self._status.aside():
                say(f"{line}\n")


class Tenths:
    """Tells when the next tenth of so many is reached."""

    def __init__(self, total: int) -> None:
        self.total = total
        self._told = 0

    def passed(self, done: int) -> bool:
        """Tell whether another tenth is done since this was true."""
        tenths = min(done, self.total) * LINES // max(self.total, 1)
        self._told, before = max(tenths, self._told), self._told
        return tenths > before


def _recount(counts: Tally, before: Outcome | None, after: Outcome | None) -> None:
    counts[before] -= 1
    counts[after] += 1


def _short(text: str) -> str:
    return text if len(text) <= LONGEST_TEXT else f"{text[:LONGEST_TEXT]}…"
