"""Compare what the page says with the transcription, sentence by sentence."""

from enum import StrEnum

from pydantic import BaseModel, ConfigDict


class DriftOutcome(StrEnum):
    """Whether the page still says what was transcribed."""

    UNCHANGED = "unchanged"
    DRIFTED = "drifted"
    CANT_TELL = "cantTell"
    NOT_ASKED = "notAsked"


class ChangeKind(StrEnum):
    """What happened to a sentence."""

    CHANGED = "changed"
    ADDED = "added"
    REMOVED = "removed"
    MOVED = "moved"


class Change(BaseModel):
    """One difference: `old` is the transcription's wording, `new` the page's; the scenarios test the old one."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    kind: ChangeKind
    sentence: str | None = None
    old: str = ""
    new: str = ""
    section: str = ""
    scenarios: tuple[str, ...] = ()
