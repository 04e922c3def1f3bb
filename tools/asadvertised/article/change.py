"""What can become of a sentence between two readings of a text, how much that matters, and why we say so."""

from collections import Counter
from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import Self

from pydantic import BaseModel, ConfigDict


class ChangeKind(StrEnum):
    """What happened to a sentence."""

    COSMETIC = "cosmetic"
    REWORDED = "reworded"
    SUBSTANTIVE = "substantive"
    ADDED = "added"
    REMOVED = "removed"
    MOVED = "moved"


class Severity(StrEnum):
    """How much a change matters, in SARIF's levels: it suspects no test, it may, it does."""

    NOTE = "note"
    WARNING = "warning"
    ERROR = "error"


class Signal(StrEnum):
    """What a rule of the service could depend on, and was seen to differ."""

    MODALITY = "modality"
    NEGATION = "negation"
    NUMBER = "number"
    AGE = "age"
    DATE = "date"
    VERSION = "version"
    REGION = "region"
    PLATFORM = "platform"
    ACTOR = "actor"
    CONDITION = "condition"
    QUANTIFIER = "quantifier"
    CONJUNCTION = "conjunction"
    LABEL = "label"
    POSITION = "position"
    LINK = "link"
    ORDER = "order"
    SPLIT = "split"
    MERGE = "merge"
    WORDS = "words"


def suspects(kind: ChangeKind, severity: Severity) -> bool:
    """Say whether the scenarios of a sentence, or the reason why none asks it, can no longer be relied on."""
    return severity is Severity.ERROR or kind in (ChangeKind.SUBSTANTIVE, ChangeKind.REMOVED)


class Change(BaseModel):
    """One difference: `old` is the transcription's wording, `new` the page's; the scenarios test the old one.

    `why` has a line for each signal, with the words that gave it.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    kind: ChangeKind
    sentence: str | None = None
    old: str = ""
    new: str = ""
    section: str = ""
    signals: tuple[Signal, ...] = ()
    why: tuple[str, ...] = ()
    scenarios: tuple[str, ...] = ()
    severity: Severity

    def of_the_text(self) -> Self:
        """Give the change as it is whatever the suite asks."""
        return self.model_copy(update={"scenarios": ()})


def beyond(changes: Iterable[Change], known: Iterable[Change]) -> Iterator[Change]:
    """Give the changes that are not among those that are known; what is there twice has to be known twice."""
    left = Counter(change.of_the_text() for change in known)
    for change in changes:
        if left[change.of_the_text()] > 0:
            left[change.of_the_text()] -= 1
        else:
            yield change
