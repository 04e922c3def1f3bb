"""Where a key stands in a TOML file, so that an error can name the line to mend."""

import re
import tomllib
from collections.abc import Iterator, Sequence

HEADER = re.compile(r"\s*(\[\[?)(.+?)\]\]?\s*(?:#.*)?$")
KEY = re.compile(r"""\s*((?:[\w-]+|"[^"]*"|'[^']*')(?:\s*\.\s*(?:[\w-]+|"[^"]*"|'[^']*'))*)\s*=""")
Place = tuple[str | int, ...]


def line_of(text: str, place: Sequence[str | int]) -> int:
    """Give the line, from 1, of the innermost table or key on the way to a place, or in it; 1 where there is none."""
    wanted = tuple(place)
    best, depth = 1, 0
    for line, found in _places(text):
        shared = _shared(found, wanted)
        if shared in (len(found), len(wanted)) and shared > depth:
            best, depth = line, shared
    return best


def _places(text: str) -> Iterator[tuple[int, Place]]:
    table: Place = ()
    counts: dict[Place, int] = {}
    for line, written in enumerate(text.splitlines(), 1):
        if header := HEADER.match(written):
            table = _keys(header[2])
            if header[1] == "[[":
                counts[table] = counts.get(table, -1) + 1
                table = (*table, counts[table])
            yield line, table
        elif key := KEY.match(written):
            yield line, (*table, *_keys(key[1]))


def _keys(written: str) -> Place:
    """Read a dotted key as TOML does."""
    try:
        value = tomllib.loads(f"{written} = 0")
    except tomllib.TOMLDecodeError:
        return (written,)
    keys = []
    while isinstance(value, dict):
        [(key, value)] = value.items()
        keys.append(key)
    return tuple(keys)


def _shared(found: Place, wanted: Place) -> int:
    count = 0
    for one, other in zip(found, wanted, strict=False):
        if one != other:
            break
        count += 1
    return count
