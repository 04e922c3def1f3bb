"""Words of others, made fit to be shown."""

import json
import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from math import floor

LINE_BREAKS = "\n\t"
OTHER_BREAKS = ("Zl", "Zp")
PICTURES = 0x2400
DELETE = 0x7F
LONGEST = 400
TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[][{},:]|[^][{},:"\s]+')
OPENING, CLOSING = frozenset("{["), frozenset("}]")
AFTER = {":": ": "}
INDENT = "  "
ORDER_OF_A_JOB = re.compile(r"^(?=[^\S\n]*::)|(?<=#)(?=#\w*\[)", re.MULTILINE)


def visible(text: str) -> str:
    """Show control, format and private characters, which could hide or reorder what stands beside them."""
    return text if text.isprintable() else text.translate(SHOWN)


def one_line(text: str) -> str:
    """Make a text safe for a terminal: one line, no escape sequences."""
    return visible(" ".join(text.split()))


def inert(text: str) -> str:
    """Keep those who run a job from taking a line of its log for an order: `::`, `##[`, `##vso[` and their like."""
    return ORDER_OF_A_JOB.sub(r"\\", text)


@lru_cache(maxsize=2_000)
def pretty(body: str) -> str:
    """Lay a JSON body out; leave any other as it is, with what cannot be seen made visible.

    Only space is added and taken away, and letters that are written by number are shown: a number stands as it was
    sent, and a name that was given twice stands there twice.
    """
    try:
        json.loads(body)
    except (ValueError, RecursionError):
        return visible(body)
    return visible("".join(_laid_out(TOKEN.findall(body))))


def _laid_out(tokens: Iterable[str]) -> Iterator[str]:
    depth, before = 0, ""
    for token in tokens:
        opened, closes = before in OPENING, token in CLOSING
        depth += opened - closes
        if opened != closes or before == ",":
            yield f"\n{INDENT * depth}"
        yield json.dumps(json.loads(token), ensure_ascii=False) if "\\u" in token else AFTER.get(token, token)
        before = token


class _Shown(dict[int, str]):
    """How each letter is shown, looked up once."""

    def __missing__(self, code: int) -> str:
        self[code] = _shown(chr(code))
        return self[code]


SHOWN = _Shown()


def shortened(text: str) -> str:
    """Give the beginning of a text as one line; the report has all of it."""
    line = one_line(text)
    return line if len(line) <= LONGEST else f"{line[:LONGEST]}…"


def _shown(letter: str) -> str:
    category = unicodedata.category(letter)
    if letter in LINE_BREAKS or (category[0] != "C" and category not in OTHER_BREAKS):
        return letter
    code = ord(letter)
    if code < ord(" "):
        return chr(PICTURES + code)
    return "\u2421" if code == DELETE else f"\\u{code:04x}"


def chance(probability: float) -> str:
    """Give a probability to two digits, rounded down so that nothing is promised too much."""
    return f"{floor(100 * probability) / 100:.2f}"
