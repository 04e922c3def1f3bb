"""Hold a record against what was signed of it."""

import json
from collections.abc import Collection, Iterator
from typing import Any

from asadvertised.record.attesting.attest import outline_digest, signed_run
from asadvertised.record.attesting.digests import Digests, Openings
from asadvertised.record.attesting.envelope import decoded
from asadvertised.record.attesting.files import openings_in, signed_skeleton
from asadvertised.record.attesting.flaws import Finding, Flaw
from asadvertised.record.attesting.leaves import NotPlain
from asadvertised.record.attesting.model import Attestation, SignedRun, Statement
from asadvertised.record.attesting.places import Difference, Places, differences
from asadvertised.record.attesting.salts import ways_to
from asadvertised.record.attesting.skeleton import skeleton_of
from asadvertised.record.files import is_as_written
from asadvertised.record.model import Results
from asadvertised.target.masking import WITHHELD

TOLD = 5  # places; of all others that differ it is said how many there are


def check_record(body: bytes, results: Results, attestation: Attestation, statement: Statement) -> Iterator[Finding]:
    """Give what is wrong with a record, which is given as its file holds it, and as it was read."""
    run, beside = statement.predicate.run, attestation.asadvertised
    if results.run.id != run.id:
        what = f"the signature is of the run {run.id}, which ended {run.finished}, and the record of the run"
        yield Finding(Flaw.ANOTHER_RUN, f"{what} {results.run.id}")
        return
    if not is_as_written(body):
        yield Finding(Flaw.WRITING, "the record is not as a run writes it: something was changed in how it is written")
    yield from _of_claims(run, signed_run(results))
    record, openings = body.decode(), openings_in(beside)
    places = Places(record)
    try:
        made = skeleton_of(record, openings)
    except NotPlain as error:
        yield Finding(Flaw.RECORD, str(error))
        return
    yield from _of_withheld(places, openings, made.digests)
    is_outlined = outline_digest(beside.outline) == statement.predicate.outline_sha256
    if not is_outlined:
        yield Finding(Flaw.OUTLINE, "the outline beside the signature, which tells where a record differs, is another")
    if made.sha256 != signed_skeleton(attestation):
        outline = {part: decoded(sums) or b"" for part, sums in beside.outline.items()} if is_outlined else {}
        yield from _of_differences(places, differences(record, outline, made.sums) if outline else [], beside.withheld)


def _of_claims(signed: SignedRun, present: SignedRun) -> Iterator[Finding]:
    """Give what the statement says of the run, and the record says otherwise."""
    said = present.model_dump(mode="json")
    for name, value in signed.model_dump(mode="json").items():
        if said[name] != value:
            yield Finding(Flaw.CLAIM, f"{_shown(value, said[name])} was signed, and the record says otherwise", name)


def _shown(signed: Any, said: Any) -> str:
    """Show what was signed; of counts, those that differ."""
    if isinstance(signed, dict):
        return ", ".join(f"{name} {count}" for name, count in signed.items() if count != said[name])
    return json.dumps(signed, ensure_ascii=False)


def _of_withheld(places: Places, openings: Openings, digests: Digests) -> Iterator[Finding]:
    """Give what stands there though it was withheld, is said to be withheld and is not, or could be guessed."""
    for pointer in digests.unmarked:
        yield _at(places, pointer, Flaw.WITHHELD, "is said to be withheld, and something stands there")
    for pointer in openings.withheld.keys() - digests.met - set(digests.unmarked):
        yield _at(places, pointer, Flaw.WITHHELD, "is said to be withheld, and is no place in the record")
    salts = openings.salts
    if any(salts.seed(pointer) or salts.own_salt(pointer) for pointer in openings.withheld):
        yield Finding(Flaw.SALTS, "the salts of what is withheld are there, so that it can be guessed")
    elif salts.without(openings.withheld, digests.kept) != salts:
        yield Finding(Flaw.SALTS, "there are salts for places that the record does not have")
    for pointer in digests.unsalted[:TOLD]:
        yield _at(places, pointer, Flaw.SALTS, "has no salt beside the signature, so that nobody can tell what it was")


def _of_differences(places: Places, found: list[Difference], withheld: Collection[str]) -> Iterator[Finding]:
    for one in found[:TOLD]:
        if WITHHELD in places.says(one.pointer) and one.pointer not in ways_to(withheld):
            yield _at(places, one.pointer, Flaw.WITHHELD, "has the mark of what is withheld, and was not withheld")
        else:
            yield _at(places, one.pointer, Flaw.RECORD, one.says)
    if len(found) > TOLD:
        yield Finding(Flaw.RECORD, f"{len(found) - TOLD} more parts of the record are not what was signed")
    if not found:
        yield Finding(Flaw.RECORD, "the record is not what was signed, but no value in it tells where")


def _at(places: Places, pointer: str, flaw: Flaw, says: str) -> Finding:
    return Finding(flaw, says, places.name(pointer), pointer)
