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
from asadvertised.outcome import Broken, Outcome, worst

if TYPE_CHECKING:
    from asadvertised.suite.explore import Explored

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
        self._left = Counter(name for names in self._asks.values() for name in names)
        self._sentences = len(self._left)
        self._outcomes: dict[str, set[Outcome]] = {name: set() for name in self._left}
        self._became = Counter[Outcome]()
        self._asked = self._failing = 0
        self._status = status
        self._tenths = Tenths(len(scenarios))
        self._pace = Pace(scenarios, clock)

    def begin(self, target: str) -> None:
        """Say what is asked."""
        self._status.say(f"Asking {target}: {self._tenths.total} scenarios for {self._sentences} sentences")

    def heard(self, record: Mapping[str, Any]) -> None:
        """Note that a scenario ended."""
        self._asked += 1
        outcome = Outcome(record["outcome"])
        self._failing += outcome is Outcome.FAILED
        for name in self._asks[record["id"]]:
            self._note(name, outcome, record["id"])
        self._pace.ended(record["id"], record["duration_s"])
        self._tell()

    def heard_again(self, record: Mapping[str, Any]) -> None:
        """Note that a scenario that had broken down was asked again."""
        self._status.say(f"asked again: {record['id']}: {record['outcome']}")

    def _note(self, name: str, outcome: Outcome, scenario: str) -> None:
        if outcome is Outcome.FAILED and Outcome.FAILED not in self._outcomes[name]:
            self._became[Outcome.FAILED] += 1
            self._status.say(f"{name}: “{_short(self._texts[name])}” ({scenario})", "broken")
        self._left[name] -= 1
        self._outcomes[name].add(outcome)
        if not self._left[name] and Outcome.FAILED not in self._outcomes[name]:
            self._became[worst(self._outcomes[name])] += 1

    def _tell(self) -> None:
        asked = f"{self._asked} of {self._tenths.total} scenarios"
        untold = self._became[Outcome.CANT_TELL] + self._became[Outcome.UNTESTED]
        broken = self._became[Outcome.FAILED]
        found = [
            f"{self._became[Outcome.PASSED]} of {self._sentences} sentences kept",
            f"{broken} broken in {self._failing} scenario{'' if self._failing == 1 else 's'}" if broken else "",
            time_left(self._pace.left_s()) if self._asked < self._tenths.total else "",
            f"{untold} not told" if untold else "",
        ]
        if self._status.live:
            self._status.show([*found, asked])
        elif self._tenths.passed(self._asked):
            self._status.say(f"{asked}: {', '.join(filter(None, found))}")


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


def _short(text: str) -> str:
    return text if len(text) <= LONGEST_TEXT else f"{text[:LONGEST_TEXT]}…"
