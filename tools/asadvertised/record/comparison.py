"""The shape of a comparison of two records; its published JSON Schema is made from these classes."""

import json
from collections.abc import Iterator
from enum import StrEnum
from typing import Literal

from pydantic import ConfigDict, Field

from asadvertised.article.change import Change
from asadvertised.article.drift import DriftOutcome
from asadvertised.outcome import Outcome
from asadvertised.record.model import Qualifier
from asadvertised.record.shapes import Digest, RunId, Time
from asadvertised.target.exchange import Part

SCHEMA = "https://asadvertised.example/schema/comparison-1.json"


class Became(StrEnum):
    """What became of a sentence, or of a scenario, between two runs; the first weigh most.

    Of `OTHER_TEXT` is a sentence that reads otherwise now: what was told of it before was told of another one.
    `NEWLY_UNTOLD` is what is asked, or unaccounted for, since the old run, and could not be told. Of what is
    `MENDED_IN_PART`, the rest could be told in neither run.
    """

    NEWLY_BROKEN = "newlyBroken"
    BROKEN_OTHERWISE = "brokenOtherwise"
    UNTOLD_NOW = "untoldNow"
    NO_LONGER_ASKED = "noLongerAsked"
    NEWLY_UNTOLD = "newlyUntold"
    STILL_BROKEN = "stillBroken"
    OTHER_TEXT = "otherText"
    MENDED_IN_PART = "mendedInPart"
    MENDED = "mended"
    STILL_UNTOLD = "stillUntold"
    TOLD_NOW = "toldNow"
    NEWLY_ASKED = "newlyAsked"
    SAME = "same"


BROKEN_NOW = (Became.NEWLY_BROKEN, Became.BROKEN_OTHERWISE)


class Standing(Part):
    """How something stood in one of the two records."""

    outcome: Outcome
    qualifier: Qualifier | None = None


class ScenarioComparison(Part):
    """What became of one scenario; what is `promised`, `seen` and the `reason` are the new record's, if it has it.

    `fingerprint` names the failure, where there is one: the new record's, or the last before the scenario was gone.
    """

    id: str
    feature: str
    line: int
    name: str
    became: Became
    before: Standing | None
    after: Standing | None
    fingerprint: str = ""
    promised: str = ""
    seen: str = ""
    reason: str = ""


class SentenceComparison(Part):
    """What became of one sentence, or the worst that became of what asks it.

    `old_text` is what it read before, where it reads otherwise now. It is newly `suspect` where its scenarios test
    another wording than the text's, and newly `to_review` where that was accepted and nobody has looked since.
    """

    id: str
    text: str
    old_text: str = ""
    became: Became
    suspect: bool = False
    to_review: bool = False
    before: Standing | None
    after: Standing | None
    scenarios: tuple[ScenarioComparison, ...] = ()


class TextComparison(Part):
    """How the page stood to the transcription in each run: which changes are new, and which are gone.

    `untold_now` says that it was compared before, and not now; the `reason` says why.
    """

    before: DriftOutcome
    after: DriftOutcome
    reason: str = ""
    new: tuple[Change, ...] = ()
    gone: tuple[Change, ...] = ()
    untold_now: bool = False


class Side(Part):
    """One of the two runs; the time is RFC 3339 in UTC."""

    run: RunId
    name: str
    target: str
    started: Time
    complete: bool
    suite_sha256: Digest
    article_sha256: Digest
    verdict: str
    exit_code: Literal[0, 1, 2, 3, 4]


class Comparison(Part):
    """Two runs held against each other; `sentences` has those of which something is to be said, `counts` all.

    `homeless` are scenarios that cite no sentence of the article, where anything became of them.
    """

    schema_: str = Field(default=SCHEMA, alias="schema")
    old: Side
    new: Side
    notes: tuple[str, ...] = ()
    counts: dict[Became, int]
    suspect: int
    sentences: tuple[SentenceComparison, ...]
    homeless: tuple[ScenarioComparison, ...] = ()
    text: TextComparison
    exit_code: Literal[0, 1, 3, 4]

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)

    def having(self, became: Became) -> Iterator[SentenceComparison]:
        """Give the sentences of which this became."""
        return (sentence for sentence in self.sentences if sentence.became is became)


def comparison_json(comparison: Comparison) -> str:
    """Give a comparison as JSON."""
    return comparison.model_dump_json(by_alias=True, indent=1) + "\n"


def comparison_schema() -> str:
    """Give the published JSON Schema of comparisons."""
    return json.dumps(Comparison.model_json_schema(by_alias=True), indent=1, ensure_ascii=False) + "\n"
