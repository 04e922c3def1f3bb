"""Attestations on disk: beside the record that each is of."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from asadvertised.article.writing import write_whole
from asadvertised.errors import ConfigurationError
from asadvertised.record.attesting.digests import Openings
from asadvertised.record.attesting.envelope import decoded, encoded
from asadvertised.record.attesting.model import ALGORITHM, SKELETON, Attestation, Beside, Statement
from asadvertised.record.attesting.salts import LENGTH, Salts

SUFFIX = ".attestation.json"
MEND = "give the file that `asadvertised attest` has written"


def attestation_of(record: Path) -> Path:
    """Give the file in which the attestation of a record lies."""
    return record.with_name(f"{record.stem}{SUFFIX}")


def to_json(attestation: Attestation) -> str:
    """Give an attestation as JSON."""
    return attestation.model_dump_json(by_alias=True, indent=1) + "\n"


def write_attestation(record: Path, attestation: Attestation) -> Path:
    """Write the attestation of a record beside it, and give where.

    Raises ConfigurationError where that is impossible.
    """
    file = attestation_of(record)
    write_whole(file, to_json(attestation))
    return file


def read_attestation(record: Path) -> Attestation:
    """Read the attestation of a record.

    Raises ConfigurationError where none lies beside it, or what lies there is none.
    """
    file = attestation_of(record)
    try:
        body = file.read_bytes()
    except FileNotFoundError:
        what = "is not there: the record was not signed, or was given without it"
        raise ConfigurationError(what, str(file), "sign a record with `asadvertised attest`") from None
    except OSError as error:
        raise ConfigurationError(f"cannot be read: {error.strerror}", str(file), "make it readable") from None
    try:
        json.loads(body, object_pairs_hook=_said_once)
        return Attestation.model_validate_json(body)
    except (ValueError, RecursionError) as error:
        raise ConfigurationError(f"is no attestation: {_why(error)}", str(file), MEND) from None


def _why(error: Exception) -> str:
    if isinstance(error, ValidationError):
        first = error.errors()[0]
        return f"{'.'.join(str(part) for part in first['loc']) or 'the file'}: {first['msg']}"
    return str(error)


def _said_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    said = dict(pairs)
    if len(said) < len(pairs):
        raise ValueError("a key stands there twice")
    return said


def must_not_be_signed(record: Path, run: str) -> None:
    """Refuse, by ConfigurationError, to replace the signature of a run; that of another, which lay there, may go."""
    file = attestation_of(record)
    if not file.exists():
        return
    statement = statement_of(read_attestation(record))
    if not statement or statement.predicate.run.id == run:
        raise ConfigurationError("is there already, and would be lost", str(file), "move it away to sign anew")


def statement_of(attestation: Attestation) -> Statement | None:
    """Read what an attestation says; nothing where that is no statement of ours."""
    payload = decoded(attestation.payload)
    try:
        return Statement.model_validate_json(payload) if payload is not None else None
    except ValidationError:
        return None


def signed_skeleton(attestation: Attestation) -> str:
    """Give the digest of the record's skeleton that was signed; nothing where it is none that this version can make."""
    statement = statement_of(attestation)
    if not statement or statement.predicate.algorithm != ALGORITHM:
        return ""
    return next((one.digest[SKELETON] for one in statement.subject if SKELETON in one.digest), "")


def openings_in(beside: Beside) -> Openings:
    """Give what goes with a record for its digests to be made; what is not as long as a seed or a salt is none."""
    return Openings(
        Salts(_in_bytes(beside.seeds), _in_bytes(beside.salts)),
        {place: bytes.fromhex(digest) for place, digest in beside.withheld.items()},
    )


def _in_bytes(encoded_seeds: Mapping[str, str]) -> dict[str, bytes]:
    read = {place: decoded(text) for place, text in encoded_seeds.items()}
    return {place: seed for place, seed in read.items() if seed and len(seed) == LENGTH}


def in_base64(seeds: Mapping[str, bytes]) -> dict[str, str]:
    """Give seeds, or salts, as they stand in a file."""
    return {place: encoded(seed) for place, seed in seeds.items()}
