"""What can become of a sentence between two readings of a text, how much that matters, and why we say so."""

from enum import StrEnum

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
