"""Where each sentence of the transcription stands on the page, by number, as a comparison found it."""

import unicodedata
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from asadvertised.article.change import ChangeKind
from asadvertised.article.difference import Difference
from asadvertised.errors import ConfigurationError


@dataclass(frozen=True)
class Standing:
    """Which sentence a passage of the page is (`old_of`); of one that was split, the first part.

    `moved` are the passages that stand out of order, `new` those that are no sentence of ours yet, and `passing` those
    that no reader would call one: a clock, a counter. `gone` are the sentences that the page no longer has, but for
    those that are `spared`, which were no more than that.
    """

    old_of: dict[int, int]
    moved: frozenset[int]
    new: frozenset[int]
    passing: frozenset[int]
    gone: tuple[int, ...]
    spared: frozenset[int]


def standing(olds: Sequence[str], news: Sequence[str], differences: Sequence[Difference]) -> Standing:
    """Find what stands where; what no difference names is the same on both sides, in one order.

    Raises ConfigurationError where it is not.
    """
    changed = {old for one in differences for old in one.old}
    come = {new for one in differences for new in one.new}
    left = [i for i in range(len(olds)) if i not in changed]
    right = [j for j in range(len(news)) if j not in come]
    if [_letters(olds[i]) for i in left] != [_letters(news[j]) for j in right]:
        what = "sentences that are told to be unchanged are not the same"
        raise ConfigurationError(what, "the comparison", "a fault of ours: please report it with the page")
    old_of = dict(zip(right, left, strict=True))
    old_of |= {one.new[0]: one.old[0] for one in differences if one.old and one.new}
    lonely = [one for one in differences if not (one.old and one.new) and one.kind is ChangeKind.COSMETIC]
    passing = frozenset(new for one in lonely for new in one.new)
    spared = frozenset(old for one in lonely for old in one.old)
    gone = tuple(sorted(changed - spared - set(old_of.values())))
    return Standing(old_of, _moved(old_of), frozenset(come - set(old_of) - passing), passing, gone, spared)


def _moved(old_of: Mapping[int, int]) -> frozenset[int]:
    """Give the fewest passages that are to be lifted, so that all others stand in the transcription's order."""
    ends: list[int] = []
    length: dict[int, int] = {}
    for new in sorted(old_of):
        place = bisect_left(ends, old_of[new])
        ends[place : place + 1] = [old_of[new]]
        length[new] = place + 1
    kept, wanted = set(), len(ends)
    bound = max(old_of.values(), default=0) + 1
    for new in sorted(old_of, reverse=True):
        if length[new] == wanted and old_of[new] < bound:
            kept.add(new)
            wanted, bound = wanted - 1, old_of[new]
    return frozenset(set(old_of) - kept)


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKC", text).casefold()))
