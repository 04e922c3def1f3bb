"""Where the values stand in a text: in JSON at any depth, in an address, in a form that was sent.

Nothing is read and written again. A value is a stretch of its text, so that all around it stays to the letter.
"""

import json
import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple, NoReturn
from urllib.parse import unquote_plus

TOKEN = re.compile(r'("[^"\\]*(?:\\.[^"\\]*)*")(\s*:)?|[{}\[\]]|[^\s{}\[\],:"]+')
ADDRESS = re.compile(r"((?:[a-z][a-z0-9+.-]*:)?//[^/?#]*)?([^?#]*)(\?[^#]*)?(#.*)?", re.IGNORECASE | re.DOTALL)
SEGMENT = re.compile(r"[^/]+")
PAIR = re.compile(r"([^=&]*)=([^&]*)")
FORM = re.compile(r"[^=&\s<>{}\"]+=[^&\s<>{}\"]*(?:&[^=&\s<>{}\"]+=[^&\s<>{}\"]*)*")
DEEPEST = 64  # what is nested deeper is not taken apart
BEGINNINGS = ("{", "[")  # of what is taken apart


class Leaf(NamedTuple):
    """One value: where in the document, as a JSON pointer (RFC 6901), and where in the text."""

    pointer: str
    start: int
    end: int


class NotPlain(ValueError):  # noqa: N818  it is nobody's error
    """A document that says something twice, or is nested too deep."""


def _refuse(constant: str) -> NoReturn:
    raise NotPlain(f"{constant} is no JSON")


STRICTLY = json.JSONDecoder(parse_constant=_refuse)


def text_of(written: str) -> str:
    """Give what a text says that is written as in JSON."""
    return str(json.loads(written)) if "\\" in written else written[1:-1]


class _Container:
    """An object or a list that is not at its end yet."""

    __slots__ = ("is_list", "items", "keys", "pointer")

    def __init__(self, pointer: str, *, is_list: bool) -> None:
        self.pointer = pointer
        self.is_list = is_list
        self.items = 0
        self.keys: set[str] = set()

    def key(self, written: str) -> str:
        """Give the pointer of what stands under a key."""
        name = name_of(written)
        if name in self.keys:
            raise NotPlain(f"{self.pointer}/{name} stands there twice")
        self.keys.add(name)
        return f"{self.pointer}/{name}"

    def item(self) -> str:
        """Give the pointer of the next item of a list."""
        self.items += 1
        return f"{self.pointer}/{self.items - 1}"


def json_leaves(text: str) -> Iterator[Leaf]:
    """Give the values of a JSON document, in their order; its syntax has to have been checked.

    Raises NotPlain.
    """
    within: list[_Container] = []
    place = ""
    for found in TOKEN.finditer(text):
        written = found[0]
        if found[2] is not None:
            place = within[-1].key(found[1])
            continue
        if written in {"}", "]"}:
            within.pop()
            continue
        if within and within[-1].is_list:
            place = within[-1].item()
        if written in BEGINNINGS:
            if len(within) == DEEPEST:
                raise NotPlain(f"{place} is nested too deep")
            within.append(_Container(place, is_list=written == "["))
        else:
            yield Leaf(place, found.start(), found.end())


@lru_cache(maxsize=10_000)
def name_of(written: str) -> str:
    """Give a key as it stands in a pointer; one that no text can hold stands there as it is written."""
    name = text_of(written)
    if not (name.isascii() or _can_be_written(name)):
        name = written[1:-1]
    return name.replace("~", "~0").replace("/", "~1")


def _can_be_written(name: str) -> bool:
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True


def is_like_json(body: str) -> bool:
    """Tell whether a body begins as an object or a list does."""
    return body.lstrip()[:1] in BEGINNINGS


def leaves_of_body(body: str) -> list[Leaf]:
    """Give the values of a message's body; none where it is neither JSON nor a form, and has to be taken as a whole."""
    if is_like_json(body):
        try:
            STRICTLY.decode(body)
            return list(json_leaves(body))
        except (ValueError, RecursionError):
            return []
    return list(_pairs(body, 0, "")) if FORM.fullmatch(body) else []


def leaves_of_address(address: str) -> list[Leaf]:
    """Give the segments of an address's path, what stands in its query, and its fragment."""
    found = ADDRESS.match(address)
    if not found:
        return []
    path = enumerate(SEGMENT.finditer(address, *found.span(2)))
    leaves = [Leaf(f"/path/{number}", *segment.span()) for number, segment in path]
    if found[3]:
        leaves += _pairs(found[3][1:], found.start(3) + 1, "/query")
    if found[4]:
        leaves.append(Leaf("/fragment", found.start(4) + 1, found.end(4)))
    return leaves


def _pairs(text: str, offset: int, pointer: str) -> Iterator[Leaf]:
    """Give the values of `name=value&name=value`; what has no name is a value too."""
    start = offset
    for number, pair in enumerate(text.split("&")):
        found = PAIR.fullmatch(pair)
        name = name_of(json.dumps(unquote_plus(found[1]), ensure_ascii=False)) if found else ""
        begins = start + (found.start(2) if found else 0)
        yield Leaf(f"{pointer}/{number}/{name}", begins, start + len(pair))
        start += len(pair) + 1
