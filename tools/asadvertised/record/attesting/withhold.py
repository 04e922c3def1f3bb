"""Withhold values of a record: a mark comes in the place of each, and its salt goes, so that it cannot be guessed."""

from collections import defaultdict
from collections.abc import Iterable
from json.encoder import encode_basestring

from asadvertised.errors import ConfigurationError
from asadvertised.record.attesting.choosing import Chosen, Spot, texts_of
from asadvertised.record.attesting.digests import MARK, Digests, Openings
from asadvertised.record.attesting.files import in_base64, openings_in, signed_skeleton
from asadvertised.record.attesting.leaves import Leaf
from asadvertised.record.attesting.model import Attestation
from asadvertised.record.attesting.salts import ways_to
from asadvertised.record.attesting.skeleton import skeleton_of
from asadvertised.record.files import RESULTS

LONGEST_SHOWN = 60


def without(record: str, chosen: Chosen) -> str:
    """Give a record, as its file holds it, without the values that were chosen.

    Raises ConfigurationError where what they say also stands where nothing can be withheld.
    """
    leaves: dict[str, list[Leaf]] = defaultdict(list)
    fields = {spot.field.pointer: spot.field for spot in chosen.spots}
    for spot in chosen.spots:
        leaves[spot.field.pointer] += [spot.leaf] if spot.leaf else []
    parts, end = [], 0
    for pointer, one in sorted(fields.items(), key=lambda item: item[1].start):
        within = leaves[pointer]
        parts += [record[end : one.start], encode_basestring(one.without(within)) if within else MARK]
        end = one.end
    redacted = "".join([*parts, record[end:]])
    if left := chosen.mask.again(texts_of(redacted, fields=True)):
        what = f"stands also in {min(left)[:LONGEST_SHOWN]}, which says what was asked and what came of it"
        raise ConfigurationError(what, "--value", "that cannot be withheld; it is part of the verdict")
    return redacted


def without_salts(attestation: Attestation, redacted: str, chosen: Chosen, left_out: Iterable[str] = ()) -> Attestation:
    """Give the attestation of a record from which what was chosen is gone: the same signature, and less beside it.

    Raises ConfigurationError for one that is of another record, which would still be.
    """
    beside, known = attestation.asadvertised, openings_in(attestation.asadvertised)
    whole = {spot.pointer for spot in chosen.spots if not spot.leaf}
    withheld = {place: digest for place, digest in known.withheld.items() if whole.isdisjoint(ways_to([place]))}
    digests = Digests(known)
    withheld |= {spot.pointer: _digest(digests, spot) for spot in chosen.spots}
    made = skeleton_of(redacted, Openings(known.salts, withheld))
    if made.sha256 != signed_skeleton(attestation):
        mend = "check it with `asadvertised verify`, or move the attestation away"
        raise ConfigurationError("is not the record that the attestation beside it is of", RESULTS, mend)
    salts = known.salts.without(withheld, made.digests.kept)
    known_now = {
        "seeds": in_base64(salts.seeds),
        "salts": in_base64(salts.own),
        "withheld": {place: withheld[place].hex() for place in sorted(withheld)},
        "left_out": tuple(sorted({*beside.left_out, *left_out})),
    }
    return attestation.model_copy(update={"asadvertised": beside.model_copy(update=known_now)})


def _digest(digests: Digests, spot: Spot) -> bytes:
    return digests.of_leaf(spot.field, spot.leaf) if spot.leaf else digests.of_field(spot.field)
