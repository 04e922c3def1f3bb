"""Where each sentence of the transcription stands on the page, by number, as a comparison found it."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from asadvertised.article.change import ChangeKind
from asadvertised.article.difference import Difference
from asadvertised.errors import ConfigurationError


@dataclass(frozen=True)
class Standing:
    """Which sentence a passage of the page is (`old_of`); of one that was split, the first part.

    `moved` are the passages that stand out of order, `new` those that are no sentence of ours yet.
    """

    old_of: dict[int, int]
    moved: frozenset[int]
    new: frozenset[int]
    gone: tuple[int, ...]

    @property
    def settled(self) -> dict[int, int]:
        """Which passage a sentence is that stays where it is, by the sentence's number."""
        return {old: new for new, old in self.old_of.items() if new not in self.moved}


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
    moved = {one.new[0] for one in differences if one.kind is ChangeKind.MOVED and one.new}
    stay = set(old_of.values())
    return Standing(
        old_of, frozenset(moved), frozenset(come - set(old_of)), tuple(i for i in sorted(changed) if i not in stay)
    )


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKC", text).casefold()))
