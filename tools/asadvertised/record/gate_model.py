"""What a record says of its gate: which policy, waivers and baseline there were, and which rule decided."""

from datetime import date
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field

from asadvertised.record.policy import Settings
from asadvertised.record.shapes import Digest, RunId, Time
from asadvertised.target.exchange import Part

Count = Annotated[int, Field(ge=0)]


class Excuse(StrEnum):
    """Why a broken sentence does not block: it stays broken all the same."""

    WAIVED = "waived"
    BASELINE = "baseline"
    POLICY = "policy"


class RuleName(StrEnum):
    """The rules of a gate, in the order in which they decide; those without a key in the policy always block."""

    BROKEN = "broken"
    TEXT = "text"
    COMPLETE = "complete"
    SETTLED = "settled"
    SOMETHING_ASKED = "something_asked"
    MIN_ASKED = "min_asked"
    CANT_TELL = "cant_tell"
    UNTESTED = "untested"
    TEXT_CANT_TELL = "text_cant_tell"


class Rule(Part):
    """One rule: what it says, what it found, how many it concerned, and whether it blocks.

    `blocking` counts those that count against the run, `warns` says that they would if the policy did not only warn.
    `exit_code` is what the rule makes of a run that it blocks.
    """

    rule: RuleName
    says: str
    found: str
    concerned: Count
    blocking: Count
    blocks: bool
    warns: bool = False
    exit_code: Literal[1, 3, 4]


class PolicySource(Part):
    """Where a policy came from: a file's name and SHA-256, and the table that it is if the file is not ours alone."""

    file: str
    table: str = ""
    sha256: Digest


class BaselineSource(Part):
    """Which record a run was held against; `failures` and `changes` count what is now as it was then."""

    file: str
    sha256: Digest
    run: RunId
    started: Time
    target: str
    name: str
    failures: Count = 0
    changes: Count = 0


class Gate(Part):
    """The gate of a run; `decided` is the rule that gave the exit code, and nothing where none blocks.

    Without a `policy` the settings are the defaults. `day` is the one that waivers were judged by, in UTC, and
    `exit_code_without` what the exit code is without policy, waivers and baseline.
    """

    policy: PolicySource | None = None
    settings: Settings
    baseline: BaselineSource | None = None
    day: date
    rules: tuple[Rule, ...]
    decided: RuleName | None = None
    exit_code: Literal[0, 1, 3, 4]
    exit_code_without: Literal[0, 1, 3, 4]


class WaiverState(StrEnum):
    """Whether a waiver holds."""

    IN_FORCE = "inForce"
    VOID = "void"


class Ground(StrEnum):
    """Why a waiver is void."""

    UNKNOWN_SENTENCE = "unknownSentence"
    TEXT_CHANGED = "textChanged"
    ANOTHER_FAILURE = "anotherFailure"
    EXPIRED = "expired"
    NOT_NEEDED = "notNeeded"


class WaiverResult(Part):
    """One waiver, and what became of it: `grounds` are why it is void, `why` says that, and what else is to say.

    `days_left` is 0 on its last day, and negative after it; `seen` are those of its observations that were seen.
    """

    sentence: str
    owner: str
    reason: str
    ticket: str
    expires: date
    observations: tuple[str, ...]
    state: WaiverState
    grounds: tuple[Ground, ...] = ()
    why: tuple[str, ...] = ()
    days_left: int
    seen: tuple[str, ...] = ()
