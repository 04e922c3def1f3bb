"""How often experiments raise a false alarm, and how often they catch a leak, by simulation: `make trials`."""

import time
from collections import Counter
from itertools import accumulate
from math import comb, prod
from random import Random

from asadvertised.suite.experiment import LEAK, Allowance, p_value, power, trials_needed
from asadvertised.target.trials import Trials

RUNS, COMPARISONS, THINGS = 1000, 300, 4
LEAKS = 1000
RATES = (0.02, 0.1, 0.3, 0.5, 0.8)
Distribution = list[float]


def binomial(looks: int, rate: float) -> Distribution:
    """Give the probability of each number of looks, if each look is drawn by itself."""
    return [comb(looks, n) * rate**n * (1 - rate) ** (looks - n) for n in range(looks + 1)]


def noises(looks: int) -> list[Distribution]:
    """Give services that show things at random: drawn at each look, once for a person, or some of both."""
    by_look = [binomial(looks, rate) for rate in RATES]
    by_person = [[1 - rate, *[0.0] * (looks - 1), rate] for rate in RATES]
    both = [[sum(pair) / 2 for pair in zip(binomial(looks, 0.1), binomial(looks, 0.7), strict=True)]]
    return [list(accumulate(noise)) for noise in (*by_look, *by_person, *both)]


def at_least(one: list[int], other: list[int]) -> float:
    """Give a part of the p-value that is quick to count: to deal the same counts to each group, by other people."""
    all_counts, ones = Counter(one + other), Counter(one)
    return prod(comb(all_counts[count], ones[count]) for count in ones) / comb(2 * len(one), len(one))


def false_alarms(trials: Trials, runs: int = RUNS, seed: int = 1) -> int:
    """Count the runs in which at least one of all comparisons told a difference where there is none."""
    draw, pick = Random(seed).choices, Random(seed + 1).choice  # noqa: S311  the same each time
    services, counts = noises(trials.looks), range(trials.looks + 1)
    alpha = Allowance.of(COMPARISONS).spend() / THINGS
    alarmed = 0
    for _ in range(runs):
        alarms = 0
        for _ in range(COMPARISONS * THINGS):
            drawn = draw(counts, cum_weights=pick(services), k=2 * trials.people)
            one, other = drawn[: trials.people], drawn[trials.people :]
            alarms += at_least(one, other) <= alpha and p_value(one, other) <= alpha
        alarmed += alarms > 0
    return alarmed


def caught(trials: Trials, leaks: int = LEAKS, seed: int = 1) -> int:
    """Count how many leaks of something otherwise never shown are told, each of them a tenth of the looks."""
    draw = Random(seed).choices  # noqa: S311  the same each time
    leaking = list(accumulate(binomial(trials.looks, LEAK)))
    alpha = Allowance.of(trials.asked).spend() / 2
    nothing = [0] * trials.people
    drawn = (draw(range(trials.looks + 1), cum_weights=leaking, k=trials.people) for _ in range(leaks))
    return sum(p_value(one, nothing) <= alpha for one in drawn)


def main() -> None:
    """Simulate, and say what came of it."""
    trials = trials_needed(COMPARISONS)
    started = time.perf_counter()
    print(f"{trials.people} people in each group, {trials.looks} looks each")
    print(f"runs with a false alarm: {false_alarms(trials)} of {RUNS}, of {COMPARISONS} comparisons of {THINGS} things")
    alpha = Allowance.of(trials.asked).spend()
    print(f"leaks caught: {caught(trials)} of {LEAKS}; computed: {power(trials, alpha, 2):.4f}")
    print(f"{time.perf_counter() - started:.0f} s")


if __name__ == "__main__":
    main()
