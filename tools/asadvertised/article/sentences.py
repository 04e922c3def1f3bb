"""Split a block of text into sentences."""

import re
import unicodedata
from collections.abc import Collection, Iterator
from itertools import pairwise

OPENING = "\"'(\\[\u201c\u2018\u00ab"
CLOSING = "\"')\\]\u201d\u2019\u00bb"
UNSEEN = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
END = re.compile(rf"(?P<mark>[.!?…]+)[{CLOSING}]*(?=\s)")
NEXT_WORD = re.compile(rf"\s+[{OPENING}]*(\S+)")
LAST_WORD = re.compile(rf"[^\s{OPENING}]+$")
DOTTED = re.compile(r"(?:[a-z]\.)+[a-z]")

# fmt: off
NEVER_LAST = frozenset(["e.g", "i.e", "vs", "cf", "approx", "mr", "mrs", "ms", "dr", "prof", "st", "mt"])
SOMETIMES_LAST = frozenset([
    "etc", "inc", "ltd", "co", "corp", "dept", "est", "a.m", "p.m", "no", "nos", "art", "sec", "fig",
    "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec",
])
# fmt: on


def plain(text: str) -> str:
    """Fold white space, compose letters, and drop what no reader sees: soft hyphens and zero-width marks."""
    return " ".join(UNSEEN.sub("", unicodedata.normalize("NFC", text)).split())


def split_sentences(text: str, known: Collection[str] = ()) -> list[str]:
    """Split a block of text, never within a sentence that is `known` already."""
    text = plain(text)
    whole = list(_occurrences(text, known))
    cuts = (match.end() for match in END.finditer(text) if _ends(text, match))
    free = [cut for cut in cuts if not any(start < cut < end for start, end in whole)]
    return [text[a:b].strip() for a, b in pairwise([0, *free, len(text)]) if text[a:b].strip()]


def _occurrences(text: str, known: Collection[str]) -> Iterator[tuple[int, int]]:
    for sentence in filter(None, map(plain, known)):
        start = text.find(sentence)
        while start >= 0:
            yield start, start + len(sentence)
            start = text.find(sentence, start + 1)


def _ends(text: str, match: re.Match[str]) -> bool:
    """Tell the end of a sentence from the dot of an abbreviation, a number, an initial, and from an ellipsis."""
    following = NEXT_WORD.match(text, match.end())
    if not following or _goes_on(following[1]):
        return False
    last = LAST_WORD.search(text, 0, match.start()) if match["mark"] == "." else None
    return last is None or _may_close(last, following[1])


def _goes_on(word: str) -> bool:
    """Tell a word that continues a sentence; a name such as iOS may begin one."""
    return word[0].islower() and not any(letter.isupper() for letter in word)


def _may_close(last: re.Match[str], following: str) -> bool:
    word = last[0].lower()
    if word in NEVER_LAST or (len(word) == 1 and word.isalpha()):
        return False
    if word.isdigit() and last.start() == 0:
        return False
    if word in SOMETIMES_LAST or DOTTED.fullmatch(word):
        return following[0].isupper()
    return True
