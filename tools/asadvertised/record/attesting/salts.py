"""Salts, one for each value, all from one root: who has the seed of a place has the salts of all that is below it.

The seed of a place is made of that of the place above it and of its name, by HMAC, which nobody turns around. To
withhold a value is to open the way to it: no seed of a place on the way is kept, but those of all that stands beside
the way. So the salt of what is withheld cannot be had, and without it a digest tells nothing, however easy the value is
to guess. A tree as that of Goldreich, Goldwasser and Micali (1986), with names for bits.
"""

import hmac
import secrets
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

LENGTH = 32
OWN = b"salt"  # the name of no place: those begin with a slash


def ways_to(pointers: Iterable[str]) -> set[str]:
    """Give some places, and all that are above them."""
    found: set[str] = set()
    for pointer in pointers:
        place = pointer
        while place not in found:
            found.add(place)
            place = above(place)
    return found


def above(pointer: str) -> str:
    """Give the place above; the whole document is above itself."""
    return pointer.rpartition("/")[0]


@dataclass(frozen=True)
class Salts:
    """What is known of the salts: `seeds` of places, each for all that is below, and the `own` salts of some places."""

    seeds: Mapping[str, bytes]
    own: Mapping[str, bytes] = field(default_factory=dict)

    @classmethod
    def new(cls) -> "Salts":
        """Make a root that nobody can guess."""
        return cls({"": secrets.token_bytes(LENGTH)})

    @cached_property
    def _found(self) -> dict[str, bytes | None]:
        return {"": None, **self.seeds}

    def seed(self, pointer: str) -> bytes | None:
        """Give the seed of a place, if it can be had."""
        found, way, place = self._found, [], pointer
        while place not in found:
            way.append(place)
            place = above(place)
        seed = found[place]
        for below in reversed(way):
            seed = _derived(seed, below[below.rindex("/") :].encode()) if seed else None
            found[below] = seed
        return seed

    def own_salt(self, pointer: str) -> bytes | None:
        """Give the salt of a place that has values below it, if it can be had; of any other its seed is the salt."""
        seed = self.seed(pointer)
        return _derived(seed, OWN) if seed else self.own.get(pointer)

    def without(self, withheld: Collection[str], kept: Collection[str]) -> "Salts":
        """Give the least that tells the salts of the places that are `kept`, and none of those that are `withheld`."""
        opened = ways_to(withheld)
        places = ways_to(kept) if opened else {""}
        tops = (place for place in places - opened if not place or above(place) in opened)
        seeds = {place: seed for place in sorted(tops) if (seed := self.seed(place))}
        own = {place: salt for place in sorted(opened.intersection(kept)) if (salt := self.own_salt(place))}
        return Salts(seeds, own)


def _derived(seed: bytes, name: bytes) -> bytes:
    return hmac.digest(seed, name, "sha256")
