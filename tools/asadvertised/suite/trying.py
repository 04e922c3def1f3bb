"""Ask two groups by experiment: people look in random order, chance is the judge, and what was measured is told."""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from math import ceil
from typing import Generic, TypeVar

from asadvertised.outcome import Cause, CouldNotTell, Side
from asadvertised.suite.chance import ORDER
from asadvertised.suite.experiment import (
    LEAK,
    Allowance,
    Difference,
    Looks,
    differences,
    least_p_value,
    least_people,
    power,
)
from asadvertised.target.client import Target
from asadvertised.target.trials import Measurement

Person = TypeVar("Person")
Thing = TypeVar("Thing", bound=Hashable)
MOST_TOLD = 3

shuffle = ORDER.shuffle


@dataclass(frozen=True)
class Compared(Generic[Thing]):
    """What a comparison of two groups found."""

    measurement: Measurement
    differences: tuple[Difference[Thing], ...]

    @property
    def told(self) -> tuple[Difference[Thing], ...]:
        """The differences that are not put down to chance."""
        return tuple(found for found in self.differences if found.p_value <= self.measurement.alpha)

    @property
    def varied(self) -> bool:
        """Whether any look differed from any other."""
        every = self.measurement.people * self.measurement.looks
        return any((found.one, found.other) != (every, every) for found in self.differences)

    def in_words(self, words_for: Callable[[Thing], str]) -> str:
        """Say which differences were told, and how likely chance brings each."""
        of = f"{self.measurement.people * self.measurement.looks} looks"
        told = [
            f"{words_for(found.thing)} in {found.one} of {of} of the one group and in {found.other} of {of} of the "
            f"other, which comes by chance with probability {found.p_value:.1g}"
            for found in self.told
        ]
        more = [f"and {len(told) - MOST_TOLD} more differences"] if len(told) > MOST_TOLD else []
        return "; ".join([*told[:MOST_TOLD], *more])

    def side_by_side(self, words_for: Callable[[Thing], str]) -> tuple[Side, Side]:
        """Give what each group was shown, in how many of its looks, and what of it more often than the other."""
        every = self.measurement.people * self.measurement.looks
        one = sorted(f"{words_for(found.thing)} ({found.one} of {every} looks)" for found in self.differences)
        other = sorted(f"{words_for(found.thing)} ({found.other} of {every} looks)" for found in self.differences)
        ones = sorted(words_for(found.thing) for found in self.told if found.one > found.other)
        others = sorted(words_for(found.thing) for found in self.told if found.one < found.other)
        return Side("the one group", tuple(one), tuple(ones)), Side("the other group", tuple(other), tuple(others))


@dataclass
class Experimenter:
    """Makes the comparisons of one scenario, and spends what it may on false alarms."""

    service: Target
    allowance: Allowance = field(init=False)

    def __post_init__(self) -> None:
        self.allowance = Allowance.of(self.service.trials.asked)

    def compare(
        self, what: str, one: Sequence[Person], other: Sequence[Person], look: Callable[[Person], Iterable[Thing]]
    ) -> Compared[Thing]:
        """Let everybody look as often as the trials say, and compare what the two groups were shown.

        Raises CouldNotTell where so few people could not be told apart, whatever they were shown.
        """
        alpha = self.allowance.spend()
        _enough(len(one), alpha, 1)
        found = tuple(differences(*looks_of(one, other, self.service.trials.looks, look)))
        measurement = self._measurement(what, found, alpha)
        if self.service.hearers.measured:
            self.service.hearers.measured(measurement)
        if not measurement.differs:
            _enough(len(one), alpha, len(found))
        return Compared(measurement, found)

    def _measurement(self, what: str, found: Sequence[Difference[Thing]], alpha: float) -> Measurement:
        trials = self.service.trials
        base_rate = _base_rate(found, trials.people * trials.looks)
        return Measurement(
            what=what,
            people=trials.people,
            looks=trials.looks,
            things=len(found),
            p_value=min((difference.p_value for difference in found), default=1.0),
            alpha=alpha,
            leak=LEAK,
            power=power(trials, alpha, len(found) + 1),
            base_rate=base_rate,
            power_in_noise=power(trials, alpha, len(found) + 1, base_rate),
        )


def looks_of(
    one: Sequence[Person], other: Sequence[Person], looks: int, look: Callable[[Person], Iterable[Thing]]
) -> tuple[list[Looks[Thing]], list[Looks[Thing]]]:
    """Count in how many looks each person was shown each thing; each round is in an order of its own."""
    seen: list[Looks[Thing]] = [Counter() for _ in (*one, *other)]
    everybody = list(zip((*one, *other), seen, strict=True))
    for _ in range(looks):
        shuffle(everybody)
        for person, counted in everybody:
            counted.update(set(look(person)))
    return seen[: len(one)], seen[len(one) :]


def _base_rate(found: Sequence[Difference[Thing]], looks: int) -> float:
    """Give how often what varied most was shown, or not shown; rounded up, so that power is never overstated."""
    rates = [(difference.one + difference.other) / (2 * looks) for difference in found]
    return ceil(100 * max((min(rate, 1 - rate) for rate in rates), default=0.0)) / 100


def _enough(people: int, alpha: float, things: int) -> None:
    things = max(1, things)
    if least_p_value(people) * things > alpha:
        raise CouldNotTell(
            f"Too few trials: with {people} people in each group no difference can be told from chance, which would "
            f"have to explain it with a probability of {alpha:.1g} or less. "
            f"It takes at least {least_people(alpha, things)} people.",
            Cause.CONFIGURATION,
        )
