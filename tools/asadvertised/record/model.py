"""The shape of `results.json`; its published JSON Schema is made from these classes."""

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import ConfigDict, Field

from asadvertised.article.change import Change, ChangeKind
from asadvertised.article.drift import Against, DriftOutcome
from asadvertised.article.model import Check, Coverage, Kind, Modality
from asadvertised.article.reviews import Review
from asadvertised.outcome import Cause, Outcome
from asadvertised.record.gate_model import Excuse, Gate, WaiverResult
from asadvertised.record.proof import ProofSummary
from asadvertised.record.shapes import Digest, RunId, Time
from asadvertised.record.turns import Says, Turn
from asadvertised.target.exchange import Exchange, Header, Observation, Part, Request, Response
from asadvertised.target.trials import Measurement

__all__ = ["Exchange", "Header", "Measurement", "Request", "Response"]

SCHEMA = "https://asadvertised.example/schema/results-1.json"
Seconds = Annotated[float, Field(ge=0)]
Pixels = Annotated[int, Field(gt=0)]


class Picture(Part):
    """What a browser showed during a step; `file` is where it lies beside the record, sizes are CSS pixels."""

    sha256: Digest
    media_type: Literal["image/webp", "image/png", "image/jpeg"]
    width: Pixels
    height: Pixels
    about: str
    file: Annotated[str, Field(pattern=r"^pictures/[0-9a-f]{16}\.(webp|png|jpg)$")]


class Step(Part):
    """One step of a scenario, and its evidence; `left_out` is how many exchanges are not kept."""

    keyword: str
    text: str
    outcome: Outcome
    duration_s: Seconds
    exchanges: tuple[Exchange, ...] = ()
    left_out: Annotated[int, Field(ge=0)] = 0
    observations: tuple[Observation, ...] = ()
    pictures: tuple[Picture, ...] = ()


class Qualifier(StrEnum):
    """What an outcome leaves unsaid."""

    NOT_EXERCISED = "notExercised"
    NOT_OFFERED = "notOffered"
    FLAKY = "flaky"
    IN_PART = "inPart"
    NOT_LOOKED_AT = "notLookedAt"
    NOT_REACHED = "notReached"
    OTHER_SHARD = "otherShard"


class Side(Part):
    """One of those who should have been shown the same, and each thing that was shown to them.

    `more` are those that an experiment told them apart by: shown to these more often than chance explains.
    """

    who: str
    sees: tuple[str, ...]
    more: tuple[str, ...] = ()


class ScenarioResult(Part):
    """What became of one scenario; `cause` says whose doing it is when there is no verdict.

    `capability` is what the service says it does not offer, where that is why the scenario does not apply.
    `seed` gives the orders that were left to chance, if any were. What was `asked_again` from its beginning has the
    evidence of the second time.
    It is `suspect` where the page now says something else, and `to_review` where that was accepted, and nobody has
    looked at the scenario since: it tests the old wording.
    """

    id: str
    feature: str
    line: int
    name: str
    sentences: tuple[str, ...]
    outcome: Outcome
    qualifier: Qualifier | None = None
    cause: Cause | None = None
    capability: str = ""
    reason: str = ""
    promised: str = ""
    seen: str = ""
    sides: tuple[Side, ...] = ()
    duration_s: Seconds = 0.0
    suspect: bool = False
    to_review: bool = False
    experiments: tuple[Measurement, ...] = ()
    seed: str = ""
    asked_again: bool = False
    steps: tuple[Step, ...] = ()


class SentenceResult(Part):
    """One sentence of the article and what became of it; `reason` says why none asks it, or why there is no pass.

    Sentences that share `block` stand in one paragraph; `level` is a heading's, 1 to 6, and 0 for all else.
    `says` answers whether the text still says it, `outcome` whether the service still does it; `turn` is whose it is.
    `excused` is why the gate does not block on a broken sentence, if it does not.
    """

    id: str
    section: str
    kind: Kind
    block: int
    item: bool = False
    level: int = Field(default=0, ge=0, le=6)
    text: str
    modality: Modality
    check: Check
    reason: str = ""
    says: Says = Says.NOT_ASKED
    outcome: Outcome
    qualifier: Qualifier | None = None
    turn: Turn = Turn.NOBODY
    to_review: bool = False
    excused: Excuse | None = None
    scenarios: tuple[str, ...] = ()


class Drift(Part):
    """How the page's text compares with the transcription; `reason` says why that could not be told.

    `against` says where it was compared with another text than that. `notes` are what a reader should know of how the
    page was had.
    """

    outcome: DriftOutcome
    against: Against = Against.TRANSCRIPTION
    source: str = ""
    reason: str = ""
    changes: tuple[Change, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def telling(self) -> tuple[Change, ...]:
        """The changes that say something else, or say it otherwise; looks aside."""
        return tuple(change for change in self.changes if change.kind is not ChangeKind.COSMETIC)


class ArticleSource(Part):
    """Which article was asked about, and where its page was read."""

    name: str
    title: str
    publisher: str
    source: str
    locale: str
    sha256: Digest
    page: str = ""
    page_sha256: str = ""


class Versions(Part):
    """What ran."""

    asadvertised: str
    python: str
    pytest: str = ""
    pytest_bdd: str = ""


class Shard(Part):
    """Which part of the scenarios a run asked: the `number`th of so many, by a split of `scenarios` in all."""

    number: Annotated[int, Field(ge=1)]
    of: Annotated[int, Field(ge=1)]
    scenarios: Annotated[int, Field(ge=0)]


class Run(Part):
    """One run; times are RFC 3339 in UTC. `complete` is false when it was cut short, `exit_code` the gate's.

    `name` is the target's for people, `profile` the file that says how it was asked, `profile_text` what stands in it,
    secrets masked, and `presumed` what it says in the target's stead. `own_reference` says that the target was ours.
    One that is `unfinished` was still under way, or was killed. `shards` are the runs that one was merged of.
    """

    id: RunId
    started: Time
    finished: Time
    duration_s: Seconds
    versions: Versions
    target: str
    name: str = ""
    profile: str = ""
    profile_text: str = ""
    presumed: tuple[str, ...] = ()
    article: ArticleSource
    suite_sha256: Digest
    own_reference: bool = False
    shard: Shard | None = None
    shards: tuple[RunId, ...] = ()
    complete: bool = True
    unfinished: bool = False
    exit_code: Literal[0, 1, 2, 3, 4]


class Counts(Part):
    """How many had each outcome.

    `not_exercised` and `not_offered` are inapplicable, `flaky` and `in_part` passed, and `waived` sentences failed.
    """

    passed: int = 0
    failed: int = 0
    cantTell: int = 0  # noqa: N815  EARL's spelling
    inapplicable: int = 0
    untested: int = 0
    not_exercised: int = 0
    not_offered: int = 0
    flaky: int = 0
    in_part: int = 0
    waived: int = 0


class Summary(Part):
    """The counts, and the verdict in one line; `causes` and `not_offered` count scenarios, the latter by capability.

    `not_looked_at` counts scenarios by what was missing to look.
    `unaccounted` sentences, and what is `to_review` (outlines, and reasons not to ask), are a person's to settle.
    """

    verdict: str
    sentences: Counts
    scenarios: Counts
    changes: int
    unaccounted: int = 0
    to_review: int = 0
    turns: dict[Turn, int] = Field(default_factory=dict)
    causes: dict[Cause, int] = Field(default_factory=dict)
    not_offered: dict[str, int] = Field(default_factory=dict)
    not_looked_at: dict[str, int] = Field(default_factory=dict)


class BoundaryResult(Part):
    """A table of combinations that was asked: what is combined, how far, and how many rows it has."""

    says: str
    coverage: Coverage
    rows: int
    outlines: tuple[str, ...]


class Exploration(Part):
    """Random sequences of acts: how many were tried, by which seed; what went wrong is the scenario `explored`.

    `compared` counts what was held against the model, and `untold` the sequences that ended early since the service
    could not be asked; `cause` says whose doing that is.
    """

    outcome: Outcome
    sequences: int
    acts: int
    compared: int
    untold: int
    seed: int
    reason: str = ""
    cause: Cause | None = None


class Results(Part):
    """The whole record of a run; only one that tried sequences, or is older than gates, has no `gate`."""

    schema_: str = Field(default=SCHEMA, alias="schema")
    run: Run
    summary: Summary
    sentences: tuple[SentenceResult, ...]
    scenarios: tuple[ScenarioResult, ...]
    drift: Drift
    reviews: tuple[Review, ...] = ()
    boundaries: tuple[BoundaryResult, ...] = ()
    proof: ProofSummary = ProofSummary(proven=False)
    exploration: Exploration | None = None
    gate: Gate | None = None
    waivers: tuple[WaiverResult, ...] = ()

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)
