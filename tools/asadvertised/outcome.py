"""The five EARL outcomes, and the exceptions that carry one out of a step.

A step that returns has passed. One that does not raises the verdict itself, so that the runner needs no other
protocol: `Broken`, `CouldNotTell` and `DoesNotApply` never share a class. Anything else that a step raises is a
fault of ours.

Source: https://www.w3.org/TR/EARL10-Schema/#OutcomeValue
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum


class Outcome(StrEnum):
    """What became of a question, as EARL names it."""

    FAILED = "failed"
    CANT_TELL = "cantTell"
    UNTESTED = "untested"
    PASSED = "passed"
    INAPPLICABLE = "inapplicable"


class Cause(StrEnum):
    """Whose doing it is when there is no verdict."""

    CONFIGURATION = "configuration"
    AUTHENTICATION = "authentication"
    INFRASTRUCTURE = "infrastructure"
    TARGET = "target"
    HARNESS = "harness"


WORST_FIRST = (Outcome.FAILED, Outcome.CANT_TELL, Outcome.UNTESTED, Outcome.PASSED, Outcome.INAPPLICABLE)
WITHOUT_ANSWER = (Outcome.CANT_TELL, Outcome.UNTESTED)


def worst(outcomes: Iterable[Outcome]) -> Outcome:
    """Roll many outcomes up into one, worst first; nothing asked is untested, never passed."""
    found = set(outcomes)
    return next((outcome for outcome in WORST_FIRST if outcome in found), Outcome.UNTESTED)


class Verdict(Exception):  # noqa: N818  a verdict is an answer, not an error
    """The end of a scenario before its last step; `qualifier` is what the outcome leaves unsaid."""

    outcome: Outcome
    qualifier = ""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True)
class Side:
    """One of those who were compared, by what they are called, and each thing that was shown to them.

    `more` are those that an experiment told them apart by: shown to these more often than chance explains.
    """

    who: str
    sees: tuple[str, ...]
    more: tuple[str, ...] = ()


class Broken(Verdict):
    """The service was seen to break its promise; `sides` are those who should have been shown the same."""

    outcome = Outcome.FAILED

    def __init__(self, promised: str, seen: str, sides: Sequence[Side] = ()) -> None:
        super().__init__(f"Promised: {promised}. Seen: {seen}.")
        self.promised = promised
        self.seen = seen
        self.sides = tuple(sides)


class CouldNotTell(Verdict):
    """There is no verdict, and `cause` says whose doing that is."""

    outcome = Outcome.CANT_TELL

    def __init__(self, reason: str, cause: Cause = Cause.TARGET) -> None:
        super().__init__(reason)
        self.cause = cause


class NotReached(CouldNotTell):
    """What comes before this, and is asked by itself, could not be done."""

    qualifier = "notReached"


class NotLookedAt(Verdict):
    """Nobody could look: what looking takes, such as a browser, is not there."""

    outcome = Outcome.UNTESTED
    qualifier = "notLookedAt"


class DoesNotApply(Verdict):
    """The promise says nothing about this service, place or person."""

    outcome = Outcome.INAPPLICABLE


class NotOffered(DoesNotApply):
    """The service says that it does not offer the capability that a question needs."""

    qualifier = "notOffered"

    def __init__(self, capability: str, says: str) -> None:
        super().__init__(f"The service says that it does not offer this: {says}")
        self.capability = capability


class NotExercised(DoesNotApply):
    """A permission that the service was not seen to use; that breaks nothing."""

    qualifier = "notExercised"
