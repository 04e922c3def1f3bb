"""Tell whether something is asked as it was, though what is made anew in every run reads otherwise.

A scenario marks what it makes by random letters of its own. Where just such a word differs, and wherever it stands,
the old word is taken for the new one from there on; whatever else differs is another question.
"""

import re
from typing import Any

from asadvertised.target.exchange import over_texts
from asadvertised.target.masking import MASK

WORD = re.compile(r"[A-Za-z0-9]+")
HIDDEN = re.compile(r"(?:\[|%5B)(?:masked|withheld)(?:\]|%5D)(?:(?:@|%40)[A-Za-z0-9.-]+)?", re.IGNORECASE)
MADE_ANEW = re.compile(r"[0-9a-f]{8,}")


class Likeness:
    """Which words of now stand for which of then."""

    def __init__(self) -> None:
        self._then: dict[str, str] = {}
        self._now: dict[str, str] = {}

    def is_like(self, now: str, then: str) -> bool:
        """Tell whether two texts are the same but for words that are made anew; know those words from here on."""
        now, then = HIDDEN.sub(MASK, now), HIDDEN.sub(MASK, then)
        if now == then:
            return True
        if WORD.sub("", now) != WORD.sub("", then):
            return False
        pairs = list(zip(WORD.findall(now), WORD.findall(then), strict=False))
        return len(pairs) == len(WORD.findall(then)) == len(WORD.findall(now)) and all(
            self._is_the_word(new, old) for new, old in pairs
        )

    def _is_the_word(self, now: str, then: str) -> bool:
        if now == then or self._then.get(now) == then:
            return True
        if now in self._then or then in self._now or len(now) != len(then):
            return False
        if not (MADE_ANEW.fullmatch(now) and MADE_ANEW.fullmatch(then)):
            return False
        self._then[now], self._now[then] = then, now
        return True

    def told_now(self, then: Any) -> Any:
        """Give what was told, in the words of now."""
        return _in_words(then, self._now)

    def told_then(self, now: Any) -> Any:
        """Give what is told, in the words of then."""
        return _in_words(now, self._then)


def _in_words(value: Any, words: dict[str, str]) -> Any:
    if not words:
        return value
    return over_texts(value, lambda text: WORD.sub(lambda found: words.get(found[0], found[0]), text))
