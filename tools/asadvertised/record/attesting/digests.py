"""Digests of the values that can be withheld, each with a salt of its own."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from hashlib import sha256

from asadvertised.record.attesting.fields import Field
from asadvertised.record.attesting.leaves import Leaf
from asadvertised.record.attesting.salts import LENGTH, Salts, ways_to
from asadvertised.target.masking import WITHHELD

DOMAIN = b"asadvertised/1 "
PARTS = b"parts"  # the kind of what has values within, each with a salt of its own
MARK = f'"{WITHHELD}"'
NO_SALT = bytes(LENGTH)


@dataclass(frozen=True)
class Openings:
    """What a record's digests are made with: what is known of the salts, and the digests of what is withheld."""

    salts: Salts
    withheld: Mapping[str, bytes] = field(default_factory=dict)


class Digests:
    """Makes the digests of a record's fields, and notes what is to say of their places.

    `kept` are the places whose salts are needed: of all that is not withheld, down to the values within a field where
    one of those is. `unsalted` have none, `unmarked` are withheld and stand there all the same, and `met` are withheld.
    """

    def __init__(self, openings: Openings) -> None:
        self._salts = openings.salts
        self._withheld = openings.withheld
        self._opened = ways_to(openings.withheld)
        self.kept: set[str] = set()
        self.unsalted: list[str] = []
        self.unmarked: list[str] = []
        self.met: set[str] = set()

    def of_field(self, one: Field) -> bytes:
        """Give the digest of a field; what is within it has its own, so that it can go alone."""
        pointer = one.pointer
        if pointer in self._withheld:
            return self._kept_digest(pointer, is_marked=one.written == MARK)
        self.kept.add(pointer)
        if not one.is_plain:
            return self._salted(b"spelled", pointer, one.written)
        if leaves := one.leaves():
            return self._salted(PARTS, pointer, b"".join(self._parts(one, leaves)))
        return self._salted(b"text", pointer, one.text)

    def of_leaf(self, one: Field, leaf: Leaf) -> bytes:
        """Give the digest of a value within a field."""
        pointer, written = one.pointer + leaf.pointer, one.text[leaf.start : leaf.end]
        if pointer in self._withheld:
            return self._kept_digest(pointer, is_marked=written == one.mark)
        if one.pointer in self._opened:
            self.kept.add(pointer)
        return self._salted(b"value", pointer, written)

    def _parts(self, one: Field, leaves: Iterable[Leaf]) -> Iterable[bytes]:
        """Give a field's text in parts: what stands between the values, and the digests of those."""
        end = 0
        for leaf in leaves:
            yield framed(one.text[end : leaf.start])
            yield self.of_leaf(one, leaf)
            end = leaf.end
        yield framed(one.text[end:])

    def _kept_digest(self, pointer: str, *, is_marked: bool) -> bytes:
        if is_marked:
            self.met.add(pointer)
        else:
            self.unmarked.append(pointer)
        return self._withheld[pointer]

    def _salted(self, kind: bytes, pointer: str, value: str | bytes) -> bytes:
        salt = self._salts.own_salt(pointer) if kind == PARTS else self._salts.seed(pointer)
        if salt is None:
            self.unsalted.append(pointer)
        body = value.encode() if isinstance(value, str) else value
        return sha256(b"%b%b\0%b%b" % (DOMAIN, kind, salt or NO_SALT, body)).digest()


def framed(text: str) -> bytes:
    """Give a text with its length before it, so that where it ends can be told in one way only."""
    body = text.encode()
    return b"%d:%b" % (len(body), body)
