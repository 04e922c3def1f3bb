"""What an attestation says, as an in-toto Statement, and the file that it travels in.

Source: https://github.com/in-toto/attestation/tree/main/spec/v1
"""

from typing import Annotated, Literal

from pydantic import ConfigDict, Field

from asadvertised.record.attesting.envelope import Signature
from asadvertised.record.model import Counts
from asadvertised.record.shapes import Digest, RunId, Time
from asadvertised.target.exchange import Part

ALGORITHM = "asadvertised-skeleton-1 (SHA-256; salts by HMAC-SHA-256)"
SKELETON = "asadvertised-skeleton-sha256"
SHA256 = "sha256"
Pointer = Annotated[str, Field(pattern=r"^(/[^/]*){0,100}$")]  # into a record, no deeper than one can be
Base64 = Annotated[str, Field(pattern=r"^[A-Za-z0-9+/]*={0,2}$")]


class Subject(Part):
    """One thing that is signed, by its name in the folder; the record by its skeleton, all else by its bytes."""

    name: str
    digest: dict[str, Digest]


class SignedRun(Part):
    """What is signed of a run beside the record itself, for who reads the statement alone."""

    id: RunId
    finished: Time
    suite_sha256: Digest
    complete: bool
    exit_code: Literal[0, 1, 2, 3, 4]
    verdict: str
    sentences: Counts
    scenarios: Counts


class Predicate(Part):
    """What is said of the subjects: the run, by which algorithm the skeleton is made, and the digest of the outline."""

    algorithm: str
    run: SignedRun
    outline_sha256: Digest


class Statement(Part):
    """The payload of an attestation."""

    type_: Literal["https://in-toto.io/Statement/v1"] = Field(default="https://in-toto.io/Statement/v1", alias="_type")
    subject: tuple[Subject, ...]
    predicate_type: Literal["https://asadvertised.example/attestation/record/v1"] = Field(
        default="https://asadvertised.example/attestation/record/v1", alias="predicateType"
    )
    predicate: Predicate

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class Beside(Part):
    """What is not signed, and goes with the signature: each part of it can be held against what is signed.

    `outline` has the sums of the record's values by its parts, in base64, three bytes each. `seeds` and `salts` are by
    JSON pointers into the record, as are the digests of what is `withheld`; `left_out` are files that were.
    """

    outline: dict[Pointer, Base64]
    seeds: dict[Pointer, Base64]
    salts: dict[Pointer, Base64] = Field(default_factory=dict)
    withheld: dict[Pointer, Digest] = Field(default_factory=dict)
    left_out: tuple[str, ...] = ()


class Attestation(Part):
    """The file: a DSSE envelope, and what goes with it."""

    payload_type: str = Field(alias="payloadType")
    payload: str
    signatures: tuple[Signature, ...]
    asadvertised: Beside

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)
