"""Split a block of text into sentences."""

import re
import unicodedata
from collections.abc import Collection, Iterator
from functools import lru_cache
from itertools import pairwise

from asadvertised.article.abbreviations import (
    BEFORE_A_NUMBER,
    CLOCK,
    EXCLAIMED,
    NEVER_LAST,
    NOT_AFTER_A_TIME,
    RARELY_LAST,
    STARTERS,
)

OPENING = "\"'(\\[{\u201c\u2018\u00ab\u201e\u300c"
CLOSING = "\"')\\]}\u201d\u2019\u00bb\u300d\u300f\uff09*_"
UNSEEN = re.compile("[\u00ad\u200b-\u200f\u202a-\u202c\u2060\u2066-\u2069\ufeff]")
END = re.compile(
    rf"(?<![.!?…؟।])(?P<mark>[.!?…؟।]++)(?P<close>[{CLOSING}]*)(?=\s)"
    rf"|(?P<wide>[。！？]++)(?P<wider>[{CLOSING}]*)"
    r"|\s(?P<bullet>[•‣▪●◦])(?=\s)"
)
NEXT_WORD = re.compile(rf"\s+[{OPENING}*_]*(\S+)")
LAST_WORD = re.compile(rf"[^\s{OPENING}]*$")
DOTTED = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]")
ENUMERATOR = re.compile(r"\d{1,3}|[a-zA-Z]|[ivxlc]+|[IVXLC]+")
NUMBERED = re.compile(r"[#(]?(?:\d|(?!I\b)(?:[IVXLC]+|[A-Z])\b)")
ADDRESS = re.compile(r"[a-z]{2,12}://|[\w.+-]+@\w")
LETTERED = re.compile(r"[a-z][.)]")
WORD = re.compile(r"[^\W\d_]+")


def plain(text: str) -> str:
    """Fold white space, compose letters, and drop what no reader sees: soft hyphens and zero-width marks.

    Letters that override the reading direction stay: readers see what follows them backwards.
    """
    return " ".join(UNSEEN.sub("", unicodedata.normalize("NFC", text)).split())


def split_sentences(text: str, known: Collection[str] = ()) -> list[str]:
    """Split a block of text, never within a sentence that is `known` already."""
    text = plain(text)
    whole = list(_occurrences(text, known)) if known else []
    cuts = [0]
    for match in END.finditer(text):
        cut = match.start("bullet") if match["bullet"] else match.end()
        if not any(start < cut < end for start, end in whole) and _ends(text, match, cuts[-1]):
            cuts.append(cut)
    return [piece for a, b in pairwise([*cuts, len(text)]) if (piece := text[a:b].strip())]


def _occurrences(text: str, known: Collection[str]) -> Iterator[tuple[int, int]]:
    for sentence in _divisible(frozenset(known)):
        start = text.find(sentence)
        while start >= 0:
            yield start, start + len(sentence)
            start = text.find(sentence, start + 1)


@lru_cache(maxsize=8)
def _divisible(known: frozenset[str]) -> tuple[str, ...]:
    """Keep those that would not be left whole anyway: looking for every sentence in every block is too slow."""
    return tuple(sorted(words for words in map(plain, known) if len(split_sentences(words)) > 1))


def _ends(text: str, match: re.Match[str], start: int) -> bool:
    """Tell the end of a sentence from the dot of an abbreviation, a number, an initial, and from an ellipsis."""
    if match["bullet"]:
        return bool(text[start : match.start()].strip())
    if match["wide"]:
        return not (match["wider"] and text[match.end() : match.end() + 1] in "とって的")
    following = NEXT_WORD.match(text, match.end())
    if not following or _goes_on(following[1]):
        return False
    first = WORD.match(following[1])
    starts = first is not None and first[0][0].isupper() and first[0].lower() in STARTERS
    if match["mark"] != ".":
        return _ends_by_another_mark(text, match, following[1], starts=starts) and _outside(
            text, match, start, starts=starts
        )
    return _outside(text, match, start, starts=starts) and _ends_by_a_dot(
        text, match.start(), start, following[1], starts=starts
    )


def _goes_on(word: str) -> bool:
    """Tell a word that continues a sentence; a name such as iOS, an address or the letter of an item may begin one."""
    if not word[0].islower() or ADDRESS.match(word) or LETTERED.fullmatch(word):
        return False
    return not any(letter.isupper() for letter in WORD.match(word)[0])  # type: ignore[index]


def _ends_by_another_mark(text: str, match: re.Match[str], following: str, *, starts: bool) -> bool:
    mark = match["mark"]
    if mark == "!":
        word = _last_word(text, match.start())
        return starts or word.lower() not in EXCLAIMED
    if mark.startswith(("…", "..")):
        return WORD.match(following) is None or WORD.match(following)[0] != "I"  # type: ignore[index]
    return True


def _outside(text: str, match: re.Match[str], start: int, *, starts: bool) -> bool:
    """Tell whether a bracket that closes here was a sentence by itself, and no aside within one."""
    if not any(bracket in match["close"] for bracket in ")]"):
        return True
    opened = max(text.rfind("(", start, match.start()), text.rfind("[", start, match.start()))
    return starts or opened < 0 or not text[start:opened].strip(" \"'“‘")


def _ends_by_a_dot(text: str, dot: int, start: int, following: str, *, starts: bool) -> bool:
    word = _last_word(text, dot)
    if ENUMERATOR.fullmatch(word) and _enumerates(text, dot - len(word), start):
        return False
    lower = word.lower()
    if lower in NEVER_LAST:
        return False
    if lower in BEFORE_A_NUMBER and NUMBERED.match(following):
        return False
    if lower in CLOCK:
        return following[0].isupper() and following.strip(".,;:)").lower() not in NOT_AFTER_A_TIME
    if lower in RARELY_LAST or (len(word) == 1 and word.isalpha()) or DOTTED.fullmatch(word):
        return starts
    return True


def _last_word(text: str, end: int) -> str:
    start = max(text.rfind(" ", 0, end) + 1, end - 60)
    return LAST_WORD.search(text[start:end])[0]  # type: ignore[index]


def _enumerates(text: str, at: int, start: int) -> bool:
    """Tell the number of a list's item: it stands first, or after a colon."""
    before = text[start:at].rstrip(" (*_•‣▪●◦-–—")
    return not before or before[-1] in ":;"
