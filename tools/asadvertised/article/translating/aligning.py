"""Find what stands for what in a translation: by length, kind, and what no translation changes (after Gale and Church).

Lengths alone tell little of a short sentence; anchors, and what joins two clauses in one sentence, tell the rest.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

VARIANCE = 3.0  # of a translation's length, for each letter of the original
WORST_LENGTH = 10.0
BAND = 24


@dataclass(frozen=True)
class Unit:
    """A sentence or a block, as far as aligning needs to know it."""

    length: int
    kind: str = ""
    anchors: frozenset[str] = frozenset()
    parts: int = 1
    joints: int = 0


@dataclass(frozen=True)
class Costs:
    """What it costs, beside unlike lengths, to leave one out, to add one, and to make one of two or two of one.

    `apart` is for those that have a kind of their own, such as steps: they are not joined but for a reason.
    """

    gone: float
    come: float
    merge: float
    split: float
    kind: float = 12.0
    part: float = 0.7
    anchor: float = 1.5
    lost: float = 1.2
    joint: float = 1.5
    apart: float = 0.0


@dataclass(frozen=True)
class Bead:
    """Old units that became new ones, by their numbers."""

    old: tuple[int, ...]
    new: tuple[int, ...]


SHAPES = ((1, 1), (1, 0), (0, 1), (2, 1), (1, 2))


def align(old: Sequence[Unit], new: Sequence[Unit], rate: float, costs: Costs) -> list[Bead]:
    """Align without crossing, for the least cost; `rate` is how much longer the translation is as a whole."""
    best: dict[tuple[int, int], tuple[float, tuple[int, int]]] = {(0, 0): (0.0, (0, 0))}
    slope = len(new) / max(len(old), 1)
    for i in range(len(old) + 1):
        middle = round(i * slope)
        band = BAND + abs(len(new) - len(old))
        for j in range(max(0, middle - band), min(len(new), middle + band) + 1):
            for shape in SHAPES:
                before = best.get((i - shape[0], j - shape[1]))
                if before is None:
                    continue
                cost = before[0] + _cost(old[i - shape[0] : i], new[j - shape[1] : j], rate, costs)
                if (i, j) not in best or cost < best[i, j][0]:
                    best[i, j] = (cost, shape)
    return _traced(best, len(old), len(new))


def _traced(best: dict[tuple[int, int], tuple[float, tuple[int, int]]], i: int, j: int) -> list[Bead]:
    beads = []
    while i or j:
        _, (down, across) = best[i, j]
        beads.append(Bead(tuple(range(i - down, i)), tuple(range(j - across, j))))
        i, j = i - down, j - across
    return beads[::-1]


def _cost(old: Sequence[Unit], new: Sequence[Unit], rate: float, costs: Costs) -> float:
    if not new:
        return costs.gone
    if not old:
        return costs.come
    unlike = unlike_lengths(sum(u.length for u in old), sum(u.length for u in new), rate)
    return unlike + _kinds(old, new, costs) + _anchors(old, new, costs) + _joining(old, new, costs)


def unlike_lengths(old: int, new: int, rate: float) -> float:
    """Say how unlikely a translation of such a length is, as a negative logarithm."""
    deviation = abs(new - old * rate) / math.sqrt(VARIANCE * max(old * rate, 1.0))
    chance = math.erfc(deviation / math.sqrt(2))
    return min(WORST_LENGTH, -math.log(max(chance, 1e-9)))


def _kinds(old: Sequence[Unit], new: Sequence[Unit], costs: Costs) -> float:
    kinds = {unit.kind for unit in (*old, *new)}
    differ = len(kinds) > 1
    parts = abs(sum(unit.parts for unit in old) - sum(unit.parts for unit in new))
    return costs.kind * differ + costs.part * parts


def _anchors(old: Sequence[Unit], new: Sequence[Unit], costs: Costs) -> float:
    one = frozenset[str]().union(*(unit.anchors for unit in old))
    other = frozenset[str]().union(*(unit.anchors for unit in new))
    shared, alone = len(one & other), len(one ^ other)
    return costs.lost * min(alone, 3) - costs.anchor * min(shared, 4)


def _joining(old: Sequence[Unit], new: Sequence[Unit], costs: Costs) -> float:
    """Take two for one the sooner, the more the one shows where it was joined."""
    if len(old) == len(new):
        return 0.0
    many, one, cost = (old, new, costs.merge) if len(old) > len(new) else (new, old, costs.split)
    joined = sum(unit.joints for unit in one) - sum(unit.joints for unit in many)
    cost += costs.apart * any(unit.kind for unit in (*old, *new))
    return cost - costs.joint * max(-1, min(joined, 2))
