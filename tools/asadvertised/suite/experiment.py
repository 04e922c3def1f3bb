"""Whether two groups of people are shown the same by a service whose answers vary.

After Datta, Tschantz and Datta 2015, "Automated Experiments on Ad Privacy Settings" (AdFisher): people are dealt into
two groups at random, and what they see is judged by a permutation test, which supposes nothing about the service. A
unit is a person with all their looks, so that what a service drew once for somebody raises no false alarm. All ways of
dealing are counted, none is sampled: what a suite of hundreds of comparisons may spend on each is too little to sample.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache, partial
from itertools import accumulate
from math import comb
from random import Random
from typing import Generic, TypeVar

from asadvertised.target.trials import Trials

FALSE_ALARMS_IN_A_RUN = 1 / 5000  # then 1,000 runs raise at most one with a probability of more than 0.98
LEAK = 0.1
WANTED_POWER = 0.999
COST_OF_A_PERSON = 10  # in looks: a person has to be made, signed in, and to act
MOST_PEOPLE = 200
MOST_LOOKS = 1000
DRAWN = 400

Thing = TypeVar("Thing", bound=Hashable)
Looks = Counter[Thing]


@dataclass
class Allowance:
    """What a scenario may still spend on false alarms; each comparison takes half of it, so that it never runs out."""

    left: float

    @classmethod
    def of(cls, asked: int) -> "Allowance":
        """Give a scenario its equal part of what a run may spend."""
        return cls(FALSE_ALARMS_IN_A_RUN / asked)

    def spend(self) -> float:
        """Take what the next comparison may spend."""
        self.left /= 2
        return self.left


@dataclass(frozen=True)
class Difference(Generic[Thing]):
    """How often a thing was shown in all looks of each group, and how likely chance deals so unequally or more so."""

    thing: Thing
    one: int
    other: int
    p_value: float


def differences(one: Sequence[Looks[Thing]], other: Sequence[Looks[Thing]]) -> list[Difference[Thing]]:
    """Compare two groups, each a count of what was shown for each person; the least likely difference comes first.

    Each p-value is corrected for the number of things (Bonferroni), which no way of dealing changes.
    """
    things = {thing for looks in (*one, *other) for thing in looks}
    found = [_difference(thing, one, other, len(things)) for thing in things]
    return sorted(found, key=lambda difference: (difference.p_value, str(difference.thing)))


def _difference(
    thing: Thing, one: Sequence[Looks[Thing]], other: Sequence[Looks[Thing]], things: int
) -> Difference[Thing]:
    first, second = [looks[thing] for looks in one], [looks[thing] for looks in other]
    return Difference(thing, sum(first), sum(second), min(1.0, things * p_value(first, second)))


def p_value(one: Sequence[int], other: Sequence[int]) -> float:
    """Give the part of all ways to deal two equal groups whose sums lie as far apart as these, or farther.

    Raises ValueError for groups of unlike size.
    """
    if len(one) != len(other):
        raise ValueError(f"{len(one)} and {len(other)} people cannot be dealt equally")
    return _part_as_far_apart(tuple(sorted((*one, *other))), abs(sum(one) - sum(other)))


@lru_cache(maxsize=10_000)
def _part_as_far_apart(counts: tuple[int, ...], apart: int) -> float:
    """Count by sums; an integer for each size of a group has a field for each sum, as adding such is quick."""
    if apart == 0:
        return 1.0
    half, total = len(counts) // 2, sum(counts)
    everything = comb(len(counts), half)
    width = everything.bit_length()
    ways = [1] + [0] * half
    for number, count in enumerate(counts):
        for size in range(min(half, number + 1), 0, -1):
            ways[size] += ways[size - 1] << (count * width)
    # Who is not in the one group is in the other: sums as high as these mirror sums as low, and are as many.
    low = ways[half] & ((1 << width * ((total - apart) // 2 + 1)) - 1)
    return 2 * _sum_of_fields(low, width) / everything


def _sum_of_fields(fields: int, width: int) -> int:
    mask, added = (1 << width) - 1, 0
    while fields:
        added += fields & mask
        fields >>= width
    return added


def least_p_value(people: int) -> float:
    """Give the least p-value that so many people in each group can bring: all of the one group, none of the other."""
    return 2 / comb(2 * people, people) if people > 0 else 1.0


def least_people(alpha: float, things: int = 1) -> int:
    """Give how many people in each group it takes for any difference at all to be told."""
    return next(people for people in range(1, MOST_PEOPLE) if least_p_value(people) * max(1, things) <= alpha)


@cache
def power(trials: Trials, alpha: float, things: int, base_rate: float = 0.0, leak: float = LEAK) -> float:
    """Give the probability that a leak is told from chance, if every look is drawn by itself.

    The leak is that looks of one group show something with a probability `leak` above `base_rate`, which holds for the
    other. Exact where the base rate is 0, by binomial sums; above it the share of so many drawn experiments.
    """
    if least_p_value(trials.people) * things > alpha:
        return 0.0
    if base_rate == 0:
        return _power_from_nothing(trials, alpha / things, leak)
    return _power_above(trials, alpha / things, base_rate, min(1.0, base_rate + leak))


def _power_from_nothing(trials: Trials, alpha: float, leak: float) -> float:
    """Only how many people saw it matters: no deal but theirs parts all of them from all others."""
    people = trials.people
    deals = comb(2 * people, people)
    needed = next(seeing for seeing in range(1, people + 1) if 2 * comb(2 * people - seeing, people) <= alpha * deals)
    return sum(_binomial(people, 1 - (1 - leak) ** trials.looks)[needed:])


def _power_above(trials: Trials, alpha: float, base: float, leaking: float) -> float:
    draw = Random(DRAWN).choices  # noqa: S311  an estimate, not a secret; the same each time
    counts, people = range(trials.looks + 1), trials.people
    one, other = (list(accumulate(_binomial(trials.looks, rate))) for rate in (leaking, base))
    caught = sum(
        p_value(draw(counts, cum_weights=one, k=people), draw(counts, cum_weights=other, k=people)) <= alpha
        for _ in range(DRAWN)
    )
    return caught / DRAWN


def _binomial(trials: int, rate: float) -> list[float]:
    """Give the probability of each number of successes."""
    return [comb(trials, number) * rate**number * (1 - rate) ** (trials - number) for number in range(trials + 1)]


@cache
def trials_needed(asked: int, things: int = 2, wanted: float = WANTED_POWER, leak: float = LEAK) -> Trials:
    """Give the cheapest trials by which a leak of what is otherwise never shown is told with the wanted power.

    It counts on two comparisons in a scenario, of so many things each. Raises ValueError where no number would do.
    """
    allowance = Allowance.of(asked)
    allowance.spend()
    alpha = allowance.spend()

    def reached(looks: int, people: int) -> float:
        return power(Trials(people, looks), alpha, things, 0.0, leak)

    enough = []
    for people in range(least_people(alpha, things), MOST_PEOPLE):
        looks = bisect_left(range(MOST_LOOKS), wanted, key=partial(reached, people=people))
        enough += [Trials(people, looks, asked)] if looks < MOST_LOOKS else []
    return min(enough, key=lambda trials: trials.people * (trials.looks + COST_OF_A_PERSON))
