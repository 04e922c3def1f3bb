"""Numbers as each language writes them: digits with its separators, small ones in words, clocks of twelve hours."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from asadvertised.article.translating.languages import Language

GROUPED = r"\d{1,3}(?:[.,'’ \u00a0\u202f\u2009]\d{3})+(?![.,]?\d)"
NUMBER = re.compile(
    rf"(?<!\d)(?<!\d[.,])(?P<number>{GROUPED}|\d+(?:[.,]\d+)*)(?P<noon>(?=(?::\d\d)?\s?p\.?m\b))?", re.IGNORECASE
)
GROUP = re.compile(GROUPED)
DATE = re.compile(r"\d{1,2}\.\d{1,2}\.(?:\d{4}|\d{2})|\d{4}\.\d{1,2}\.\d{1,2}")
LIST = re.compile(r"\d{1,2}(?:,\d{1,2}){2,}")
WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
NOON = 12
ONE = frozenset(["1"])


@dataclass(frozen=True)
class Number:
    """A number and what else it may be read as; one in words may as well be left out by a translator."""

    readings: frozenset[str]
    shown: str
    in_words: bool = False


def numbers_of(text: str, language: Language) -> list[Number]:
    """Give the numbers of a text."""
    text = "".join(str(unicodedata.digit(letter)) if letter.isdigit() and _plain(letter) else letter for letter in text)
    return [*_digits(text), *_words(text, language)]


def _plain(letter: str) -> bool:
    return unicodedata.category(letter) == "Nd"


def _digits(text: str) -> Iterator[Number]:
    for match in NUMBER.finditer(text):
        written = match["number"]
        for part in _parts(written):
            value = canonical(part)
            readings = {value}
            if match["noon"] is not None and value.isdigit():
                readings.add(str(int(value) % NOON + NOON))
            yield Number(frozenset(readings), part)


def _parts(written: str) -> list[str]:
    """Part the numbers of a date, and of a list that has no spaces."""
    if DATE.fullmatch(written):
        return written.split(".")
    return written.split(",") if LIST.fullmatch(written) else [written]


def canonical(written: str) -> str:
    """Write a number one way: without group separators and leading zeros, with a decimal point."""
    if GROUP.fullmatch(written):
        return re.sub(r"\D", "", written).lstrip("0") or "0"
    parts = written.replace(",", ".").split(".")
    return ".".join([parts[0].lstrip("0") or "0", *parts[1:]])


def _words(text: str, language: Language) -> Iterator[Number]:
    for match in WORD.finditer(text):
        value = language.numbers.get(match[0].lower())
        if value is not None:
            yield Number(frozenset([str(value)]), match[0], in_words=True)


def unmatched(old: Sequence[Number], new: Sequence[Number]) -> tuple[list[Number], list[Number]]:
    """Give the numbers that stand on one side only; each on the other accounts for one of the same value.

    An article is also a one: it accounts for the digit only where no other digit is left to have taken its place.
    """
    left, right = list(old), list(new)
    for written_alike in (True, False):
        for number in list(left):
            alike = [other for other in right if written_alike <= (number.in_words == other.in_words)]
            if number.readings == ONE and not written_alike and any(not other.in_words for other in right):
                continue
            if found := next((other for other in alike if number.readings & other.readings), None):
                left.remove(number)
                right.remove(found)
    return left, right
