"""The orders that are left to chance: dealt by a seed of each scenario, so that they can be dealt again."""

from collections.abc import MutableSequence
from random import Random
from secrets import token_hex
from typing import Any


class Order:
    """Shuffles; `told` is the seed, once something was shuffled by it."""

    def __init__(self) -> None:
        self.begin()

    def begin(self, seed: str = "") -> None:
        """Begin a scenario, by a seed of its own unless one is given."""
        self._seed = seed or token_hex(8)
        self._random = Random(self._seed)  # noqa: S311  an order, not a secret
        self.told = ""

    def shuffle(self, things: MutableSequence[Any]) -> None:
        """Put things into another order."""
        self.told = self._seed
        self._random.shuffle(things)


ORDER = Order()
