"""Results of many scenarios, the same for our report and for its peers: `many.py PLACE` is a pytest file for those."""

from collections.abc import Iterator
from dataclasses import dataclass

SCENARIOS = 10_000
EXCHANGES = 5
EVERY_FAILS = 100  # one of so many
SHARED = 40  # different answers that a service gives again and again


@dataclass(frozen=True)
class Sent:
    """One exchange, in texts."""

    method: str
    url: str
    request: str
    answer: str

    @property
    def text(self) -> str:
        """Give the whole, as a peer keeps it."""
        return f"{self.method} {self.url}\n\n{self.request}\n\n200\n\n{self.answer}"


def fails(number: int) -> bool:
    """Tell whether a scenario failed."""
    return number % EVERY_FAILS == 0


def exchanges(number: int) -> Iterator[Sent]:
    """Give what one scenario exchanged: a part of it is its own, and a part what others exchanged too."""
    for place in range(EXCHANGES):
        kind = (number * 7 + place) % SHARED
        ads = ", ".join(f'{{"id": "ad-{kind}-{n}", "subject": "thing {n}", "why": ["pin-click"]}}' for n in range(8))
        own = f'{{"id": "person-{number}-{place}", "country": "US"}}'
        yield Sent("POST" if place < 2 else "GET", f"http://service/{place}/ads", own, own if place < 2 else f"[{ads}]")
