"""Which scenario belongs to which shard: by its id alone, so that the split is the same everywhere and at any time."""

import re
from dataclasses import dataclass
from hashlib import sha256
from typing import Self

from asadvertised.errors import ConfigurationError
from asadvertised.record.model import Shard

SAID = re.compile(r"(\d{1,4})/(\d{1,4})")
MOST = 1000
MERGE = "merge the parts first"


@dataclass(frozen=True)
class Split:
    """Which shard is meant, of how many."""

    number: int
    of: int

    @classmethod
    def said(cls, text: str) -> Self:
        """Read what an option says, such as 2/8.

        Raises ConfigurationError.
        """
        found = SAID.fullmatch(text.strip())
        number, of = (int(found[1]), int(found[2])) if found else (0, 0)
        if not 1 <= number <= of <= MOST:
            what = f"{text!r} is no shard"
            raise ConfigurationError(what, "--shard", f"write it as 2/8: the second of eight, at most {MOST}")
        return cls(number, of)

    def has(self, scenario: str) -> bool:
        """Tell whether a scenario is of this shard."""
        return number_of(scenario, self.of) == self.number

    def of_all(self, scenarios: int) -> Shard:
        """Give what a record says of it."""
        return Shard(number=self.number, of=self.of, scenarios=scenarios)


def is_in(scenario: str, shard: Shard | None) -> bool:
    """Tell whether a scenario is one of a shard's; without shards all are."""
    return shard is None or number_of(scenario, shard.of) == shard.number


def said_of_part(shard: Shard | None) -> str:
    """Say which part of a run a shard is; nothing where it is no shard, but whole."""
    return f"a part of a run, {shard.number}/{shard.of}" if shard else ""


def number_of(scenario: str, of: int) -> int:
    """Give the shard that a scenario is of, from 1 on."""
    return int.from_bytes(sha256(scenario.encode()).digest()[:8]) % of + 1
