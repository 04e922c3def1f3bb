"""Say which old passages became which new ones."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from asadvertised.article.change import ChangeKind
from asadvertised.article.comparing.classing import class_of
from asadvertised.article.comparing.likeness import Text, alike_elsewhere, alike_pairs
from asadvertised.article.comparing.lines import Gap, Pair, between, equal_pairs
from asadvertised.article.comparing.parts import parted
from asadvertised.article.model import Kind

Key = Callable[[Text], Hashable]
PROSE = (Kind.PARAGRAPH, Kind.NOTE)
# Equal sentences of two panels belong to their own panel; only what is left over is looked for elsewhere.
KEYS: tuple[Key, ...] = (
    lambda text: (*text.place, text.plain),
    lambda text: (text.passage.section, text.plain),
    lambda text: text.plain,
    lambda text: text.words or text.plain,
)


@dataclass(frozen=True)
class Match:
    """Passages that stand for one another: one for one, or several where one was split or merged."""

    old: tuple[int, ...]
    new: tuple[int, ...]
    moved: bool = False


def align(old: Sequence[Text], new: Sequence[Text]) -> list[Match]:
    """Pair equal passages first, then those that moved, then in each gap those that are alike, then split ones."""
    pairs, gaps = _anchored(old, new)
    moved = dict(_moved(old, new, gaps))
    gaps = [_left(gap, moved) for gap in gaps]
    for gap in gaps:
        pairs += _in_gap(old, new, gap)
    matches = parted(old, new, dict(pairs), _unpaired(len(old), len(new), pairs, moved))
    paired = [(i, j) for one, other in matches for i in one for j in other]
    far = alike_elsewhere(old, new, _unpaired(len(old), len(new), paired, moved))
    found = [Match(*match) for match in matches]
    found += [Match((i,), (j,), moved=True) for i, j in chain(moved.items(), far)]
    return sorted(found, key=lambda match: match.old)


def _anchored(old: Sequence[Text], new: Sequence[Text]) -> tuple[list[Pair], list[Gap]]:
    pairs: list[Pair] = []
    gaps = [Gap(range(len(old)), range(len(new)))]
    for key in KEYS:
        left: list[Gap] = []
        before, after = _keys(key, old, gaps, 0), _keys(key, new, gaps, 1)
        for gap in gaps:
            found = equal_pairs(before, after, gap)
            pairs += found
            left += between(gap, found)
        gaps = [gap for gap in left if gap.old or gap.new]
    return pairs, gaps


def _keys(key: Key, texts: Sequence[Text], gaps: Sequence[Gap], which: int) -> dict[int, Hashable]:
    return {i: key(texts[i]) for gap in gaps if gap.old and gap.new for i in gap[which]}


def _moved(old: Sequence[Text], new: Sequence[Text], gaps: Sequence[Gap]) -> Iterator[Pair]:
    """Pair equal passages across gaps, in their own panel and section rather than in another."""
    gone = [i for gap in gaps for i in gap.old]
    come = [j for gap in gaps for j in gap.new]
    for key in KEYS:
        standing = defaultdict(list)
        for j in reversed(come):
            standing[key(new[j])].append(j)
        found = {i: standing[key(old[i])].pop() for i in gone if standing.get(key(old[i]))}
        yield from found.items()
        taken = set(found.values())
        gone, come = [i for i in gone if i not in found], [j for j in come if j not in taken]


def _left(gap: Gap, moved: dict[int, int]) -> Gap:
    come = set(moved.values()) if moved else set()
    return Gap([i for i in gap.old if i not in moved], [j for j in gap.new if j not in come])


def _unpaired(old: int, new: int, pairs: Sequence[Pair], moved: dict[int, int]) -> Gap:
    gone = {i for i, _ in pairs} | set(moved)
    come = {j for _, j in pairs} | set(moved.values())
    return Gap([i for i in range(old) if i not in gone], [j for j in range(new) if j not in come])


def _in_gap(old: Sequence[Text], new: Sequence[Text], gap: Gap) -> list[Pair]:
    """Pair what is alike, and what stands alone in another's place and says the same.

    A heading, step or label that stands alone in another's place is it, whatever it says.
    """
    if not (gap.old and gap.new):
        return []
    pairs = alike_pairs(old, new, gap)
    alone = [
        (inner.old[0], inner.new[0])
        for inner in between(gap, pairs)
        if len(inner.old) == len(inner.new) == 1 and _same_place(old[inner.old[0]], new[inner.new[0]])
    ]
    return sorted([*pairs, *alone])


def _same_place(one: Text, other: Text) -> bool:
    if one.passage.heading != other.passage.heading or one.place != other.place:
        return False
    return one.passage.kind not in PROSE or class_of(one.passage, other.passage).kind is not ChangeKind.SUBSTANTIVE
