"""Who hears of what happens at a service."""

from collections.abc import Callable
from dataclasses import dataclass

from asadvertised.target.exchange import Evidence
from asadvertised.target.picture import Picture
from asadvertised.target.trials import Measurement


@dataclass
class Hearers:
    """Who hears of what happens: of exchanges, repeats and measurements, and of what is seen at pages, and pictured.

    With `every_picture`, one is taken before whatever is used on a page; without, only where something went wrong.
    """

    exchange: Callable[[Evidence], None] | None = None
    repeat: Callable[[str], None] | None = None
    measured: Callable[[Measurement], None] | None = None
    observed: Callable[[Evidence], None] | None = None
    picture: Callable[[Picture], None] | None = None
    every_picture: bool = False
