"""Find the phrases of a table in a run of words; the longest counts."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Generic, NamedTuple, TypeVar

from asadvertised.article.comparing.tokens import tokens

T = TypeVar("T")


class Hit(NamedTuple, Generic[T]):
    """A phrase that was found, from one word up to another, and what the table says of it."""

    start: int
    end: int
    meaning: T


class Phrases(Generic[T]):
    """A table of phrases; the first entry of a phrase counts."""

    def __init__(self, entries: Iterable[tuple[str, T]]) -> None:
        self._entries: dict[tuple[str, ...], T] = {}
        lengths: dict[str, set[int]] = defaultdict(set)
        for phrase, meaning in entries:
            words = tuple(token.norm for token in tokens(phrase))
            self._entries.setdefault(words, meaning)
            lengths[words[0]].add(len(words))
        self._lengths = {word: sorted(found, reverse=True) for word, found in lengths.items()}

    def find(self, words: Sequence[str]) -> Iterator[Hit[T]]:
        """Give the phrases of a run of words, from left to right, none within another."""
        start = 0
        for at, word in enumerate(words):
            if at >= start and word in self._lengths and (hit := self._longest(words, at)):
                yield hit
                start = hit.end

    def may_find(self, words: Collection[str]) -> bool:
        """Tell whether any phrase may be found."""
        return not self._lengths.keys().isdisjoint(words)

    def _longest(self, words: Sequence[str], at: int) -> Hit[T] | None:
        for length in self._lengths[words[at]]:
            phrase = tuple(words[at : at + length])
            if len(phrase) == length and phrase in self._entries:
                return Hit(at, at + length, self._entries[phrase])
        return None
