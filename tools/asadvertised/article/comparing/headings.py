"""Tell headings that went away from what stood under them: it stands under another name now."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import product
from typing import NamedTuple

from asadvertised.article.change import Signal
from asadvertised.article.comparing.alignment import Match
from asadvertised.article.comparing.lexicon import meanings
from asadvertised.article.comparing.tokens import tokens
from asadvertised.article.passage import Passage


class Stay(NamedTuple):
    """How many passages stayed under a heading, left it, and came under it."""

    kept: int
    lost: int
    gained: int


def headings_apart(old: Sequence[Passage], new: Sequence[Passage], matches: Sequence[Match]) -> frozenset[int]:
    """Give the headings that moved and left most under them behind, or stand where another's contents stay."""
    return frozenset(
        match.old[0]
        for match, (kept, lost, gained) in _stays(old, new, matches)
        if (lost > kept and gained > kept) or (match.moved and max(lost, gained) > kept)
    )


def other_platform(old: str, new: str) -> bool:
    """Tell whether two headings name platforms, and not the same."""
    one, other = _platforms(old), _platforms(new)
    return bool(one and other) and one != other


def _stays(old: Sequence[Passage], new: Sequence[Passage], matches: Sequence[Match]) -> Iterator[tuple[Match, Stay]]:
    above, now_above = _above(old), _above(new)
    before, after, both = Counter[int](), Counter[int](), Counter[tuple[int, int]]()
    for match in matches:
        i, j = match.old[0], match.new[0]
        if not old[i].heading:
            before.update(above[i])
            after.update(now_above[j])
            both.update(product(above[i], now_above[j]))
    for match in matches:
        i, j = match.old[0], match.new[0]
        if old[i].heading and new[j].heading:
            kept = both[i, j]
            yield match, Stay(kept, before[i] - kept, after[j] - kept)


def _above(passages: Sequence[Passage]) -> list[tuple[int, ...]]:
    """Give the numbers of the headings above each passage; one of an unknown level ends all before it."""
    found: list[tuple[int, ...]] = []
    last: tuple[int, ...] = ()
    for number, passage in enumerate(passages):
        if passage.heading:
            last = (*(one for one in last if 0 < passages[one].level < passage.level), number)
        found.append(last)
    return found


def _platforms(heading: str) -> frozenset[str]:
    words = tuple(token.norm for token in tokens(heading))
    return frozenset(hit.meaning.entry for hit in meanings(words) if hit.meaning.signal is Signal.PLATFORM)
