"""The proof of a suite: what it catches of the violations that were seeded, tied to the suite's own hash."""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Annotated, Any

from pydantic import Field, ValidationError

from asadvertised.errors import ConfigurationError
from asadvertised.record.shapes import Digest
from asadvertised.target.exchange import Part

PROOF = "proof.json"


class ViolationResult(Part):
    """What became of one violation: `blamed` are the sentences that failed, `scenarios` those that failed them.

    Where nobody `looked` by a browser, the scenarios that take one were not asked.

    `caught` says that the violated sentence is among the blamed; `rightly` that it is, and that none is blamed beyond
    it and those that promise the same, or rest on it.
    """

    name: str
    sentence: str
    says: str
    looked: bool = True
    caught: bool
    rightly: bool
    blamed: tuple[str, ...]
    scenarios: tuple[str, ...]


class LawfulResult(Part):
    """What became of one lawful variant: `scenarios` are those that blamed it, or could not tell."""

    name: str
    says: str
    looked: bool = True
    passed: bool
    scenarios: tuple[str, ...]


class Proof(Part):
    """A run of a suite against violations; `score` is the part of them that was rightly caught.

    `complete` says that the whole catalogue was asked; `catalogue_sha256` which catalogue that was.
    """

    suite_sha256: Digest
    catalogue_sha256: Digest | None = None
    complete: bool = False
    score: Annotated[float, Field(ge=0, le=1)]
    violations: tuple[ViolationResult, ...]
    lawful: tuple[LawfulResult, ...] = ()

    @property
    def holds(self) -> bool:
        """Whether something was seeded, all of it was rightly caught, and nothing lawful was blamed."""
        caught = bool(self.violations) and all(violation.rightly for violation in self.violations)
        return caught and all(variant.passed for variant in self.lawful)


class SentenceProof(Part):
    """How many violations of a sentence were seeded, and how many of them were rightly caught."""

    rightly: int
    seeded: int


class Seeded(Part):
    """A violation that was seeded, in words, and whether the suite blamed the sentence that it breaks, and no other."""

    name: str
    sentence: str
    says: str
    rightly: bool


class ProofSummary(Part):
    """What a record says of its suite's proof.

    `proven` is true only where the suite as it is now was asked the whole catalogue (`complete`), and all was rightly
    caught and nothing lawful blamed (`holds`). `lawful_passed` counts those of the `lawful` that were not blamed.
    """

    proven: bool
    reason: str = ""
    holds: bool = False
    complete: bool = False
    catalogue_sha256: Digest | None = None
    score: float | None = None
    caught: int = 0
    rightly: int = 0
    seeded: int = 0
    lawful: int = 0
    lawful_passed: int = 0
    sentences: dict[str, SentenceProof] = Field(default_factory=dict)
    violations: tuple[Seeded, ...] = ()


def catalogue_digest(offered: Mapping[str, Any]) -> str:
    """Give the SHA-256 over a catalogue as a reference offers it: every name, sentence and word of it."""
    return sha256(json.dumps(offered, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def score_of(violations: Sequence[ViolationResult]) -> float:
    """Give the part of the violations that was rightly caught; nothing asked proves nothing."""
    return round(sum(v.rightly for v in violations) / len(violations), 4) if violations else 0.0


def read_proof(folder: Path, suite_sha256: str) -> ProofSummary:
    """Give what can be said of the suite of an article.

    Raises ConfigurationError for a proof that cannot be read.
    """
    file = folder / PROOF
    if not file.is_file():
        return ProofSummary(proven=False, reason="This suite was never asked to catch seeded violations.")
    try:
        proof = Proof.model_validate_json(file.read_bytes())
    except ValidationError as error:
        what = f"is not a proof: {error.errors()[0]['msg']}"
        raise ConfigurationError(what, str(file), "write it again with `asadvertised prove --json`") from None
    if proof.suite_sha256 != suite_sha256:
        return ProofSummary(proven=False, reason="The suite has changed since it was last proven.")
    return _summary(proof)


def _summary(proof: Proof) -> ProofSummary:
    seeded = Counter(v.sentence for v in proof.violations)
    rightly = Counter(v.sentence for v in proof.violations if v.rightly)
    return ProofSummary(
        proven=proof.complete and proof.holds,
        reason=_why_not(proof),
        holds=proof.holds,
        complete=proof.complete,
        catalogue_sha256=proof.catalogue_sha256,
        score=score_of(proof.violations),
        caught=sum(v.caught for v in proof.violations),
        rightly=sum(rightly.values()),
        seeded=len(proof.violations),
        lawful=len(proof.lawful),
        lawful_passed=sum(variant.passed for variant in proof.lawful),
        sentences={name: SentenceProof(rightly=rightly[name], seeded=seeded[name]) for name in sorted(seeded)},
        violations=tuple(map(_seeded, proof.violations)),
    )


def _seeded(violation: ViolationResult) -> Seeded:
    told = violation.model_dump(include=set(Seeded.model_fields))
    return Seeded(**told)


def _why_not(proof: Proof) -> str:
    if not proof.complete:
        return "It was asked a part of the seeded violations and lawful variants only."
    return "" if proof.holds else "It was asked every seeded violation and every lawful variant, and the proof fails."


def proof_json(proof: Proof) -> str:
    """Give a proof as JSON."""
    return json.dumps(proof.model_dump(mode="json"), indent=1, ensure_ascii=False) + "\n"
