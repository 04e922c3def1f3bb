"""How often a service whose answers vary is asked the same, and what such an experiment measured."""

from dataclasses import dataclass
from typing import Annotated

from pydantic import Field

from asadvertised.target.exchange import Part

Probability = Annotated[float, Field(ge=0, le=1)]


@dataclass(frozen=True)
class Trials:
    """How many people play each of two roles that are compared, and how often each of them looks.

    `asked` is how many scenarios share what one run may spend on false alarms.
    """

    people: int = 1
    looks: int = 1
    asked: int = 1

    @property
    def is_experiment(self) -> bool:
        """Whether a difference is judged by its chance; once is enough for a service that does not vary."""
        return self.people > 1 or self.looks > 1


class Measurement(Part):
    """What one comparison of two groups found, and what it would have found.

    `p_value` is corrected for the number of `things` that were shown; a difference is told where it is `alpha` or less.
    A leak shows something in `leak` more of the looks of one group. `power` is the probability that one would have been
    told of something that is otherwise never shown, `power_in_noise` that of something that `base_rate` of all looks
    show anyway, which is how often what varied most was shown (or not shown).
    """

    what: str
    people: Annotated[int, Field(ge=1)]
    looks: Annotated[int, Field(ge=1)]
    things: Annotated[int, Field(ge=0)]
    p_value: Probability
    alpha: Probability
    leak: Probability
    power: Probability
    base_rate: Probability
    power_in_noise: Probability

    @property
    def differs(self) -> bool:
        """Whether the groups were told apart."""
        return self.p_value <= self.alpha
