"""Which values of a record are meant: those under a name or at a place, and whatever else says the same.

A secret seldom stands in one place only. Whatever holds a value that is to go, of as many letters as a mask takes for
certain, goes with it, in every way that it is written; unless the suite itself says it, for then it is no secret.
"""

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import unquote_plus

from asadvertised.errors import ConfigurationError
from asadvertised.record.attesting.fields import Field, fields_of, is_field
from asadvertised.record.attesting.leaves import Leaf, json_leaves
from asadvertised.target.masking import MASK, SHORTEST_SECRET, WITHHELD, Mask

QUERY = "/query/"
MEND = "give a header, a key of a body, a parameter of an address, or a JSON pointer such as /run/target"


@dataclass(frozen=True)
class Wanted:
    """What is to be withheld: `fields` by their names or JSON pointers, `values` wherever they stand."""

    fields: tuple[str, ...] = ()
    values: tuple[str, ...] = ()


@dataclass(frozen=True)
class Spot:
    """A value that can go: a field, or one value within a field."""

    field: Field
    leaf: Leaf | None = None

    @property
    def pointer(self) -> str:
        """Where it stands in the record."""
        return self.field.pointer + (self.leaf.pointer if self.leaf else "")

    @property
    def names(self) -> frozenset[str]:
        """What it is called: by its header, by the keys that it stands under, or by its parameter."""
        if not self.leaf:
            return frozenset({self.field.header.lower()} - {""})
        names = [_read(name) for name in self.leaf.pointer.split("/")[1:]]
        if self.field.is_body:
            return frozenset(name for name in names if not name.isdecimal())
        return frozenset(names[-1:] if self.leaf.pointer.startswith(QUERY) else ())

    def texts(self) -> Iterator[str]:
        """Give what it says, as it is written and as it is meant."""
        written = self.field.text[self.leaf.start : self.leaf.end] if self.leaf else self.field.text
        if self.leaf and self.field.is_json:
            yield str(json.loads(written)) if written.startswith('"') else written
        else:
            yield from (written, unquote_plus(written))


@dataclass(frozen=True)
class Chosen:
    """What is to go: the `spots`, how many of them were `named`, and the `mask` that knows what they say."""

    spots: tuple[Spot, ...]
    named: int
    mask: Mask


def choose(record: str, wanted: Wanted, withheld: Collection[str] = ()) -> Chosen:
    """Choose what is to be withheld of a record, beside what is `withheld` already.

    Raises ConfigurationError for what is not there.
    """
    fields = [one for one in fields_of(record) if one.pointer not in withheld]
    named = _named(record, fields, wanted.fields, withheld)
    for value in wanted.values:
        _must_be_there(value, fields)
    telling = {*wanted.values, *_telling(record, named)}
    mask = Mask(telling)
    alike = _alike(fields, named, mask) if telling else []
    whole = {spot.pointer for spot in alike if not spot.leaf}
    spots = {spot.pointer: spot for spot in (*named, *alike) if not spot.leaf or spot.field.pointer not in whole}
    return Chosen(tuple(spots.values()), len(named), mask)


def _must_be_there(value: str, fields: Iterable[Field]) -> None:
    """Refuse what is too short to be told from other words, or stands nowhere; it is not said, since it is a secret."""
    if len(value) < SHORTEST_SECRET:
        what = f"is a value of fewer than {SHORTEST_SECRET} letters, which could be any word"
        raise ConfigurationError(what, "--value", "name what it stands under with --field")
    if not Mask([value]).again(one.text for one in fields):
        what = "is a value that stands nowhere in the record where one can be withheld, or is withheld already"
        raise ConfigurationError(what, "--value", "give it as it stands there")


def _named(record: str, fields: Iterable[Field], names: Iterable[str], withheld: Collection[str]) -> list[Spot]:
    """Give what stands under the names, or at the places, that were given."""
    found: dict[str, list[Spot]] = {name: [] for name in names}
    for one in fields if found else ():
        within = [spot for leaf in one.leaves() if (spot := Spot(one, leaf)).pointer not in withheld]
        whole = Spot(one)
        for name, meant in found.items():
            meant.extend([whole] if _is_meant(whole, name) else [spot for spot in within if _is_meant(spot, name)])
    for name, spots in found.items():
        if not spots:
            raise ConfigurationError(_why_not(record, name), f"--field {name}", MEND)
    return [spot for spots in found.values() for spot in spots]


def _is_meant(spot: Spot, name: str) -> bool:
    if name.startswith("/"):
        return f"{spot.pointer}/".startswith(f"{name.rstrip('/')}/")
    return (name if spot.leaf else name.lower()) in spot.names


def _why_not(record: str, name: str) -> str:
    if name.startswith("/") and any(
        f"{leaf.pointer}/".startswith(f"{name.rstrip('/')}/") for leaf in json_leaves(record)
    ):
        return "says what was asked and what came of it, which is never withheld"
    return "is not in the record, or is withheld already"


def _telling(record: str, named: Iterable[Spot]) -> set[str]:
    """Give what is to go wherever it stands: what the values say, if that is long, and the suite does not say it."""
    learning = Mask()
    told = {text for spot in named for text in spot.texts()}
    learning.headers((spot.field.header, spot.field.text) for spot in named if not spot.leaf)
    told = {text for text in told.union(learning.news()) if len(_unmarked(text)) >= SHORTEST_SECRET}
    return told - _said_openly(record, told)


def _unmarked(text: str) -> str:
    return text.replace(MASK, "").replace(WITHHELD, "")


def _said_openly(record: str, told: set[str]) -> set[str]:
    """Give those texts that stand where nothing can be withheld."""
    said: set[str] = set()
    for text in Mask(told).again(texts_of(record)) if told else ():
        said |= {value for value in told - said if Mask([value]).known(text) != text}
    return said


def texts_of(record: str, *, fields: bool = False) -> Iterator[str]:
    """Give the values of a record as they are written, with or without `fields`, and the names that they have."""
    names: set[str] = set()
    for leaf in json_leaves(record):
        written = record[leaf.start : leaf.end]
        names.update(leaf.pointer.split("/"))
        if fields or not is_field(leaf.pointer, written):
            yield written
    yield from map(_read, names)


def _alike(fields: Iterable[Field], named: Iterable[Spot], mask: Mask) -> list[Spot]:
    """Give what else says what is to go: single values where that is enough, or whole fields."""
    going: dict[str, list[Leaf | None]] = defaultdict(list)
    for spot in named:
        going[spot.field.pointer].append(spot.leaf)
    hit = mask.again(one.text for one in fields)
    found: list[Spot] = []
    for one in fields:
        if one.text in hit and None not in going[one.pointer]:
            found += _within(one, [leaf for leaf in going[one.pointer] if leaf], mask)
    return found


def _within(one: Field, going: list[Leaf], mask: Mask) -> list[Spot]:
    leaves = [leaf for leaf in one.leaves() if leaf in going or _holds(mask, one.text[leaf.start : leaf.end])]
    if _holds(mask, one.without(leaves)):
        return [Spot(one)]
    return [Spot(one, leaf) for leaf in leaves if leaf not in going]


def _holds(mask: Mask, text: str) -> bool:
    return mask.known(text) != text


def _read(name: str) -> str:
    return name.replace("~1", "/").replace("~0", "~")
