"""Sign the record of a run, and what lies beside it."""

from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path

from asadvertised.errors import ConfigurationError
from asadvertised.record.attesting.beside import digests_beside, must_be_whole
from asadvertised.record.attesting.digests import Openings
from asadvertised.record.attesting.envelope import PAYLOAD_TYPE, encoded, signature_of
from asadvertised.record.attesting.files import in_base64, must_not_be_signed
from asadvertised.record.attesting.keys import PrivateKey
from asadvertised.record.attesting.model import (
    ALGORITHM,
    SHA256,
    SKELETON,
    Attestation,
    Beside,
    Predicate,
    SignedRun,
    Statement,
    Subject,
)
from asadvertised.record.attesting.salts import Salts
from asadvertised.record.attesting.skeleton import skeleton_of
from asadvertised.record.files import is_as_written, read_body, results_in
from asadvertised.record.model import Results
from asadvertised.record.recovering import GROWING


def attest(file: Path, key: PrivateKey) -> Attestation:
    """Sign a record and the files beside it.

    Raises ConfigurationError for what is no record, is not as a run writes one, is not whole, is signed already, or is
    of a run that was killed.
    """
    body = read_body(file)
    results = results_in(body, file)
    must_have_ended(results, file)
    must_be_as_written(body, file)
    must_not_be_signed(file, results.run.id)
    digests = digests_beside(file.parent)
    must_be_whole(file.parent, results, digests)
    salts = Salts.new()
    skeleton = skeleton_of(body.decode(), Openings(salts))
    outline = {part: encoded(sums) for part, sums in skeleton.sums.items()}
    statement = Statement(
        subject=(
            Subject(name=file.name, digest={SKELETON: skeleton.sha256}),
            *(Subject(name=name, digest={SHA256: digest}) for name, digest in digests.items()),
        ),
        predicate=Predicate(algorithm=ALGORITHM, run=signed_run(results), outline_sha256=outline_digest(outline)),
    )
    return _signed(statement, key, Beside(outline=outline, seeds=in_base64(salts.seeds)))


def must_have_ended(results: Results, file: Path) -> None:
    """Refuse, by ConfigurationError, a record whose evidence lies beside it, where no signature and no mark reaches."""
    if results.run.unfinished:
        what = f"is of a run that was cut off, whose evidence lies in {GROWING}"
        raise ConfigurationError(what, str(file), "let a run end, and give its record")


def must_be_as_written(body: bytes, file: Path) -> None:
    """Refuse, by ConfigurationError, a record that another hand than ours has written."""
    if not is_as_written(body):
        what = "is not as a run writes it, so that two readers could read it differently"
        raise ConfigurationError(what, str(file), "give the file that the run has written")


def _signed(statement: Statement, key: PrivateKey, beside: Beside) -> Attestation:
    payload = canonical(statement.model_dump(mode="json", by_alias=True))
    signatures = (signature_of(payload, key),)
    return Attestation(payload_type=PAYLOAD_TYPE, payload=encoded(payload), signatures=signatures, asadvertised=beside)


def signed_run(results: Results) -> SignedRun:
    """Give what is signed of a run beside its record."""
    run, summary = results.run, results.summary
    return SignedRun(
        id=run.id,
        finished=run.finished,
        suite_sha256=run.suite_sha256,
        complete=run.complete,
        exit_code=run.exit_code,
        verdict=summary.verdict,
        sentences=summary.sentences,
        scenarios=summary.scenarios,
    )


def outline_digest(outline: Mapping[str, str]) -> str:
    """Give the SHA-256 of an outline."""
    return sha256(canonical(dict(outline))).hexdigest()


def canonical(document: object) -> bytes:
    """Give a document as JSON that is the same whoever writes it (RFC 8785)."""
    import rfc8785

    return rfc8785.dumps(document)  # type: ignore[arg-type]
