"""Tell whether a record is what was signed, and where it is not."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from asadvertised.errors import ConfigurationError
from asadvertised.record.attesting.beside import digests_beside
from asadvertised.record.attesting.check_record import check_record
from asadvertised.record.attesting.envelope import PAYLOAD_TYPE, decoded, pae
from asadvertised.record.attesting.files import read_attestation, signed_skeleton, statement_of
from asadvertised.record.attesting.flaws import Attested, Finding, Flaw, Gone
from asadvertised.record.attesting.keys import PublicKey
from asadvertised.record.attesting.model import SHA256, SKELETON, Attestation, Statement
from asadvertised.record.attesting.places import Places
from asadvertised.record.files import read_body, results_in


def check_attestation(file: Path, key: PublicKey) -> Attested:
    """Hold a record, and what lies beside it, against its attestation.

    What is said in an attestation counts for nothing until its signature holds. Raises ConfigurationError where there
    is no record, or no attestation beside it.
    """
    body = read_body(file)
    attestation = read_attestation(file)
    if findings := tuple(_of_signatures(attestation, key)):
        return Attested(key.id, findings)
    statement = statement_of(attestation)
    if not statement or not signed_skeleton(attestation):
        return Attested(key.id, (Finding(Flaw.STATEMENT, "what was signed is no statement that this version knows"),))
    beside = attestation.asadvertised
    signed, there = _signed_files(statement), digests_beside(file.parent)
    of_files = tuple(_of_files(signed, there, beside.left_out))
    gone = signed.keys() - there.keys()
    attested = Attested(key.id, of_files, statement, left_out=tuple(sorted(gone.intersection(beside.left_out))))
    try:
        results = results_in(body, file)
    except ConfigurationError as error:
        return replace(attested, findings=(Finding(Flaw.RECORD, error.what, file.name), *of_files))
    of_record = check_record(body, results, attestation, statement)
    places = Places(body.decode())
    withheld = tuple(Gone(pointer, places.kind(pointer)) for pointer in beside.withheld)
    return replace(attested, findings=(*of_record, *of_files), withheld=withheld, results=results)


def _of_signatures(attestation: Attestation, key: PublicKey) -> Iterator[Finding]:
    if attestation.payload_type != PAYLOAD_TYPE:
        yield Finding(Flaw.PAYLOAD_TYPE, f"what was signed is said to be of the type {attestation.payload_type!r}")
    if not attestation.signatures:
        yield Finding(Flaw.NO_SIGNATURE, "there is no signature")
        return
    payload = decoded(attestation.payload)
    message = pae(attestation.payload_type, payload or b"")
    holding = [one for one in attestation.signatures if key.holds(decoded(one.sig) or b"", message)]
    if any(one.keyid == key.id and one not in holding for one in attestation.signatures):
        yield Finding(Flaw.SIGNATURE, "the signature that is said to be by this key does not hold")
    elif payload is None or not holding:
        others = ", ".join(one.keyid or "an unnamed key" for one in attestation.signatures)
        yield Finding(Flaw.ANOTHER_KEY, f"no signature is by the key {key.id}, but by {others}, as is said")
    for one in holding:
        if one.keyid not in {"", key.id}:
            yield Finding(Flaw.KEY_ID, f"the signature is by the key {key.id}, and is said to be by {one.keyid}")


def _signed_files(statement: Statement) -> dict[str, str]:
    """Give the digest of each file that was signed by its bytes, by its name."""
    return {one.name: one.digest.get(SHA256, "") for one in statement.subject if SKELETON not in one.digest}


def _of_files(signed: Mapping[str, str], there: Mapping[str, str], left_out: Collection[str]) -> Iterator[Finding]:
    for name in sorted(signed.keys() | there.keys()):
        if name not in signed:
            yield Finding(Flaw.FILE_ADDED, "was not there when the record was signed", name)
        elif name in there and there[name] != signed[name]:
            yield Finding(Flaw.FILE_CHANGED, "is not what was signed", name)
        elif name not in there and name not in left_out:
            yield Finding(Flaw.FILE_MISSING, "was signed, and is not there", name)
