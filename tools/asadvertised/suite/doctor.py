"""Look whether a service can be asked at all, before any verdict depends on it."""

import socket
import time
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Protocol
from urllib.parse import urlsplit

from asadvertised.article.fetching.patience import parse_date
from asadvertised.outcome import Cause, CouldNotTell, Outcome
from asadvertised.suite.modules import steps_module
from asadvertised.suite.recorder import Ending, ending_of
from asadvertised.target.client import Target
from asadvertised.target.exchange import Evidence

PAUSE_S = 0.5
NOTHING_SEEN = "nothing was seen there; if there should be something, mend the mapping, or prohibitions seem kept"
ARRIVES = "it answers, lets the harness in, and a person can be made, who signs in"


class Walker(Protocol):
    """What the steps of an article offer to walk through a service."""

    def arrive(self) -> None:
        """Make somebody."""

    def leave(self) -> None:
        """Remove everything again."""

    def visits(self) -> Iterable[tuple[str, Callable[[], object]]]:
        """Give each thing to do, once."""


class Sign(StrEnum):
    """What was found of one thing."""

    WELL = "well"
    TROUBLE = "trouble"
    LEFT_OUT = "left out"


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at, and what was found; `cause` says whose doing a trouble is."""

    about: str
    sign: Sign
    says: str = ""
    cause: Cause | None = None


@dataclass
class Listener:
    """Hears the exchanges of a walk: which operations were asked, and what the service's clock said."""

    operations: set[str] = field(default_factory=set)
    clock_ahead_s: float | None = None

    def exchange(self, evidence: Evidence) -> None:
        """Take an exchange."""
        self.operations.add(evidence["operation"])
        response = evidence["response"] or {"headers": []}
        for header in response["headers"]:
            if header["name"].lower() == "date":
                said = parse_date(header["value"])
                self.clock_ahead_s = None if said is None else said - time.time()


@dataclass
class Doctor:
    """Examines one service by what the steps of an article do."""

    target: Target
    walker: Walker
    listener: Listener
    clock_tolerance_s: float = 60.0
    pause: Callable[[float], None] = time.sleep
    _incomplete: bool = False

    def in_short(self) -> Iterator[Finding]:
        """Look whether somebody can be made and removed, and whether the clocks agree; twice, if it breaks down."""
        made = self._tried(ARRIVES, self.walker.arrive)
        if made.cause is Cause.INFRASTRUCTURE:
            self.pause(PAUSE_S)
            self._incomplete = False
            made = self._tried(ARRIVES, self.walker.arrive)
        yield made
        if made.sign is Sign.WELL:
            yield self._clock()
            yield self._tried("what was made can be removed", self.walker.leave)

    def in_full(self) -> Iterator[Finding]:
        """Look at everything: the way there, who is let in, and each operation once."""
        resolved = self._resolves()
        yield resolved
        if resolved.sign is Sign.TROUBLE:
            return
        arrived = self._tried(ARRIVES, self.walker.arrive)
        yield arrived
        if arrived.sign is Sign.TROUBLE:
            return
        yield self._clock()
        for name, visit in self.walker.visits():
            yield self._tried(name, visit)
        yield self._tried("what was made can be removed", self.walker.leave)

    def end(self) -> None:
        """Remove what a walk made that ended early, and let the service go."""
        with suppress(CouldNotTell):
            self.walker.leave()
        self.target.close()

    def _tried(self, about: str, act: Callable[[], object]) -> Finding:
        try:
            seen = act()
        except Exception as error:  # noqa: BLE001  whatever it is, it is told as what it is
            if self._incomplete and isinstance(error, LookupError):
                return Finding(about, Sign.LEFT_OUT, "it needs what was not there before")
            self._incomplete = True
            return _found(about, ending_of(error))
        empty = isinstance(seen, Collection) and not seen
        return Finding(about, Sign.WELL, NOTHING_SEEN if empty else "")

    def _resolves(self) -> Finding:
        parts = urlsplit(self.target.url)
        about = f"the name {parts.hostname} resolves"
        try:
            found = socket.getaddrinfo(parts.hostname, parts.port or parts.scheme, type=socket.SOCK_STREAM)
        except OSError as error:
            says = f"it does not: {error.strerror} (check the host in the address, and your DNS)"
            return Finding(about, Sign.TROUBLE, says, Cause.INFRASTRUCTURE)
        return Finding(about, Sign.WELL, f"to {found[0][4][0]}")

    def _clock(self) -> Finding:
        ahead = self.listener.clock_ahead_s
        about = "the clocks agree"
        if ahead is None:
            return Finding(about, Sign.LEFT_OUT, "the service sends no Date, so its clock was not looked at")
        if abs(ahead) > self.clock_tolerance_s:
            direction = "ahead of" if ahead > 0 else "behind"
            says = f"the service's clock is {abs(ahead):.0f} s {direction} ours, and ages are counted by days"
            return Finding(about, Sign.TROUBLE, f"{says} (set the clocks, or `clock_tolerance`)", Cause.INFRASTRUCTURE)
        return Finding(about, Sign.WELL, f"within {max(1, round(abs(ahead)))} s")


def doctor_of(root: Path, name: str, open_with: Callable[[Listener], Target], tolerance_s: float) -> Doctor | None:
    """Give who examines a service; None for an article whose steps have no `walking` module."""
    module = steps_module(root, name, "walking")
    if module is None:
        return None
    listener = Listener()
    target = open_with(listener)
    return Doctor(target, module.Walker(target), listener, tolerance_s)


def _found(about: str, ending: Ending) -> Finding:
    if ending.outcome is Outcome.INAPPLICABLE:
        return Finding(about, Sign.LEFT_OUT, ending.reason)
    return Finding(about, Sign.TROUBLE, ending.reason, ending.cause)
