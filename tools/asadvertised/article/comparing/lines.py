"""Find equal lines that keep their order: anchors that occur once on both sides first, then the longest common run."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Hashable, Iterator, Mapping, Sequence
from typing import NamedTuple

from rapidfuzz.distance import LCSseq

LARGEST_TABLE = 400_000_000  # cells of one bit
Pair = tuple[int, int]
Keys = Mapping[int, Hashable]


class Gap(NamedTuple):
    """Numbers of old and new passages between two that are paired, of which none is paired yet."""

    old: Sequence[int]
    new: Sequence[int]


def equal_pairs(old: Keys, new: Keys, gap: Gap) -> list[Pair]:
    """Pair equal keys within a gap, without crossing."""
    found: list[Pair] = []
    stack = [gap]
    while stack:
        inner = _trimmed(old, new, stack.pop(), found)
        if not (inner.old and inner.new):
            continue
        anchors = _increasing(_unique(old, new, inner))
        if anchors:
            found += anchors
            stack += list(between(inner, anchors))
        else:
            found += _common(old, new, inner)
    return sorted(found)


def _trimmed(old: Keys, new: Keys, gap: Gap, found: list[Pair]) -> Gap:
    """Pair what is equal at the beginning and at the end."""
    start, a, b = 0, len(gap.old), len(gap.new)
    while start < min(a, b) and old[gap.old[start]] == new[gap.new[start]]:
        found.append((gap.old[start], gap.new[start]))
        start += 1
    while min(a, b) > start and old[gap.old[a - 1]] == new[gap.new[b - 1]]:
        a, b = a - 1, b - 1
        found.append((gap.old[a], gap.new[b]))
    return Gap(gap.old[start:a], gap.new[start:b])


def _unique(old: Keys, new: Keys, gap: Gap) -> list[Pair]:
    before, after = Counter(old[i] for i in gap.old), Counter(new[j] for j in gap.new)
    place = {new[j]: j for j in gap.new if after[new[j]] == 1}
    return [(i, place[old[i]]) for i in gap.old if before[old[i]] == 1 and old[i] in place]


def _increasing(pairs: Sequence[Pair]) -> list[Pair]:
    """Give the longest run of pairs that do not cross."""
    tails: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for number, (_, j) in enumerate(pairs):
        at = bisect_left(tails, j)
        before.append(ends[at - 1] if at else -1)
        tails[at : at + 1] = [j]
        ends[at : at + 1] = [number]
    chain, number = [], ends[-1] if ends else -1
    while number >= 0:
        chain.append(pairs[number])
        number = before[number]
    return chain[::-1]


def between(gap: Gap, pairs: Sequence[Pair]) -> Iterator[Gap]:
    """Give what is left of a gap before, between and after some of its pairs."""
    a = b = 0
    for i, j in pairs:
        c, d = bisect_left(gap.old, i), bisect_left(gap.new, j)
        yield Gap(gap.old[a:c], gap.new[b:d])
        a, b = c + 1, d + 1
    yield Gap(gap.old[a:], gap.new[b:])


def _common(old: Keys, new: Keys, gap: Gap) -> list[Pair]:
    """Give the longest common run where every equal key is repeated; too large a table is not drawn."""
    shared = {old[i] for i in gap.old} & {new[j] for j in gap.new}
    left = [i for i in gap.old if old[i] in shared]
    right = [j for j in gap.new if new[j] in shared]
    if not left or len(left) * len(right) > LARGEST_TABLE:
        return []
    codes = LCSseq.opcodes([old[i] for i in left], [new[j] for j in right])
    return [
        (left[code.src_start + k], right[code.dest_start + k])
        for code in codes
        if code.tag == "equal"
        for k in range(code.src_end - code.src_start)
    ]
