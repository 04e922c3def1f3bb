"""Words of others, made fit to be shown."""

import unicodedata
from math import floor

LINE_BREAKS = "\n\t"
PICTURES = 0x2400
DELETE = 0x7F
LONGEST = 400


def visible(text: str) -> str:
    """Show control, format and private characters, which could hide or reorder what stands beside them."""
    return text if text.isprintable() else "".join(_shown(letter) for letter in text)


def one_line(text: str) -> str:
    """Make a text safe for a terminal: one line, no escape sequences."""
    return visible(" ".join(text.split()))


def shortened(text: str) -> str:
    """Give the beginning of a text as one line; the report has all of it."""
    line = one_line(text)
    return line if len(line) <= LONGEST else f"{line[:LONGEST]}…"


def _shown(letter: str) -> str:
    if letter in LINE_BREAKS or unicodedata.category(letter)[0] != "C":
        return letter
    code = ord(letter)
    if code < ord(" "):
        return chr(PICTURES + code)
    return "\u2421" if code == DELETE else f"\\u{code:04x}"


def chance(probability: float) -> str:
    """Give a probability to two digits, rounded down so that nothing is promised too much."""
    return f"{floor(100 * probability) / 100:.2f}"
