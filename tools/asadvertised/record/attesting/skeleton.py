"""The skeleton of a record: its file to the letter, but a salted digest for each value that can be withheld.

What is signed is the SHA-256 of the skeleton. A value can therefore go later, if its digest stays in its place; and no
byte of the file is left out, be it white space, the order of keys, or how a number is written.
"""

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256

from asadvertised.record.attesting.digests import DOMAIN, Digests, Openings, framed
from asadvertised.record.attesting.fields import field_at, is_field
from asadvertised.record.attesting.leaves import json_leaves

PART = re.compile(r"/scenarios/\d+(?:/steps/\d+/exchanges/\d+)?|/sentences/\d+|/[^/]+")
SUM = 3  # bytes of a digest that tell where a record differs; whether it does, the whole skeleton tells


@dataclass(frozen=True)
class Skeleton:
    """What the skeleton of a record is: its digest in hexadecimal, a sum of each value by the parts of the record.

    `digests` has what was to be noted of the fields.
    """

    sha256: str
    sums: dict[str, bytes]
    digests: Digests


def skeleton_of(record: str, openings: Openings) -> Skeleton:
    """Make the skeleton of a record, which is given as its file holds it.

    Raises NotPlain for one that says something twice.
    """
    digests, total, end = Digests(openings), sha256(DOMAIN + b"skeleton\0"), 0
    sums: dict[str, bytearray] = defaultdict(bytearray)
    for leaf in json_leaves(record):
        written = record[leaf.start : leaf.end]
        if is_field(leaf.pointer, written):
            digest = digests.of_field(field_at(leaf, written))
            total.update(framed(record[end : leaf.start]) + digest)
            end = leaf.end
        else:
            digest = _digest(written)
        sums[part_of(leaf.pointer)] += digest[:SUM]
    total.update(framed(record[end:]))
    return Skeleton(total.hexdigest(), {part: bytes(each) for part, each in sums.items()}, digests)


def part_of(pointer: str) -> str:
    """Give the part of a record that a place is counted to: an exchange, a scenario, a sentence, or a member."""
    found = PART.match(pointer)
    return found[0] if found else pointer


@lru_cache(maxsize=100_000)
def _digest(written: str) -> bytes:
    return sha256(written.encode()).digest()
