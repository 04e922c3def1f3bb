"""Where a record differs from what was signed, and how such a place is called."""

import json
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any, NamedTuple

from asadvertised.record.attesting.fields import FIELD
from asadvertised.record.attesting.leaves import json_leaves
from asadvertised.record.attesting.skeleton import SUM, part_of

ONE_OF = {  # what one item of a list is called
    "scenarios": "scenario",
    "sentences": "sentence",
    "steps": "step",
    "exchanges": "exchange",
    "headers": "header",
    "pictures": "picture",
    "sides": "side",
    "changes": "change",
    "waivers": "waiver",
    "rules": "rule",
}
HEADER = re.compile(r".*/headers/\d+/value")
WHOLE = {"body": "body", "url": "address"}
MOST_DIGITS = 9
KNOWN_BY = ("id", "operation", "name", "who", "sentence", "rule")


class Difference(NamedTuple):
    """A place in a part of a record that differs, the first of it; `says` is how."""

    pointer: str
    says: str


def differences(record: str, signed: Mapping[str, bytes], present: Mapping[str, bytes]) -> list[Difference]:
    """Give the first place of each part that differs, in the order of the record."""
    differing = {part for part in signed.keys() | present.keys() if signed.get(part) != present.get(part)}
    pointers: dict[str, list[str]] = defaultdict(list)
    for leaf in json_leaves(record):
        if (part := part_of(leaf.pointer)) in differing:
            pointers[part].append(leaf.pointer)
    in_order = sorted(differing, key=_by_numbers)
    return [_difference(part, pointers[part], signed.get(part), present.get(part)) for part in in_order]


def _by_numbers(pointer: str) -> list[tuple[int, str]]:
    return [(int(name), "") if _is_number(name) else (-1, name) for name in pointer.split("/")]


def _difference(part: str, pointers: list[str], signed: bytes | None, present: bytes | None) -> Difference:
    if signed is None:
        return Difference(part, "was not there when it was signed")
    if present is None:
        return Difference(part, "is gone")
    unequal = list(_unequal(signed, present))
    first = unequal[0] if unequal else min(len(signed), len(present)) // SUM
    if first == len(pointers):
        return Difference(part, "has less in it than what was signed")
    others = len(unequal) - 1 if len(signed) == len(present) else 0
    return Difference(pointers[first], _says(pointers[first], others))


def _says(pointer: str, others: int) -> str:
    """Say how a place differs; of a value with a salt, either of the two may be the one that was changed."""
    says = "is not what was signed"
    if FIELD.fullmatch(pointer):
        says += ", or the salt beside the signature is not its own"
    return f"{says}; {others} more beside it" if others else says


def _unequal(signed: bytes, present: bytes) -> Iterator[int]:
    """Give the numbers of the values whose sums differ."""
    for start in range(0, min(len(signed), len(present)), SUM):
        if signed[start : start + SUM] != present[start : start + SUM]:
            yield start // SUM


class Places:
    """The places of a record, by name; it is read only when there is one to name."""

    def __init__(self, record: str) -> None:
        self._record = record

    @cached_property
    def _document(self) -> Any:
        return json.loads(self._record)

    def name(self, pointer: str) -> str:
        """Say where a pointer leads, by the names of what it passes; what is not there any more, by its number."""
        return ", ".join(self._names(_names_in(pointer))) or "the record"

    def says(self, pointer: str) -> str:
        """Give the text that stands there, if one does."""
        here = self._document
        for name in _names_in(pointer):
            here = _below(here, name)
        return here if isinstance(here, str) else ""

    def kind(self, pointer: str) -> str:
        """Say what kind of value stands there: of which header, under which key, in which text."""
        if HEADER.fullmatch(pointer):
            return f"header {self.says(pointer.removesuffix('value') + 'name')}"
        for member, words in (("body", "body's "), ("url", "parameter ")):
            _, is_message, within = pointer.partition(f"/{member}/")
            if is_message or pointer.endswith(f"/{member}"):
                last = within and _last_name(within)
                return f"{words}{last}" if last and (member == "body" or within.startswith("query/")) else WHOLE[member]
        return _last_name(pointer)

    def _names(self, names: list[str]) -> Iterator[str]:
        here, of = self._document, ""
        for name in names:
            here = _below(here, name)
            if _is_number(name) and of in ONE_OF:
                yield f"{ONE_OF[of]} {_called(here, int(name) + 1)}"
            elif name not in ONE_OF and not (name == "value" and _is_number(of)):
                yield name
            of = name


def _names_in(pointer: str) -> list[str]:
    return [name.replace("~1", "/").replace("~0", "~") for name in pointer.split("/")[1:]]


def _last_name(pointer: str) -> str:
    """Give the last name of a pointer that is no number."""
    return next((name for name in reversed(_names_in(f"/{pointer}")) if not name.isdecimal()), "")


def _is_number(name: str) -> bool:
    return name.isdecimal() and len(name) <= MOST_DIGITS


def _below(here: Any, name: str) -> Any:
    if isinstance(here, list):
        return here[int(name)] if _is_number(name) and int(name) < len(here) else None
    return here.get(name) if isinstance(here, dict) else None


def _called(thing: Any, number: int) -> str:
    known = next((str(thing[key]) for key in KNOWN_BY if thing.get(key)), "") if isinstance(thing, dict) else ""
    return f"{number} ({known})" if known else str(number)
