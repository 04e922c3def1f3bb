"""What a person does on pages, whatever they are looked at with."""

from dataclasses import dataclass
from typing import Protocol

Screen = tuple[int, int]


@dataclass(frozen=True)
class Look:
    """How a thing looks on one screen; sizes and places are CSS pixels, the screen's origin is its top left.

    `covered_by` says what stands before its middle; nothing if it can be clicked there. What is `inline` stands in a
    text, as large as its letters.
    """

    screen: Screen
    shown: bool
    x: float = 0.0
    y: float = 0.0
    width: float = 0.0
    height: float = 0.0
    covered_by: str = ""
    inline: bool = False

    @property
    def is_within(self) -> bool:
        """Whether all of it is on the screen, without scrolling; half a pixel is rounding."""
        right, bottom = self.x + self.width, self.y + self.height
        return self.shown and min(self.x, self.y) > -1 and right < self.screen[0] + 1 and bottom < self.screen[1] + 1

    @property
    def where(self) -> str:
        """In which ninth of the screen its middle is, such as "bottom left"."""
        down = _third(self.y + self.height / 2, self.screen[1], ("top", "middle", "bottom"))
        across = _third(self.x + self.width / 2, self.screen[0], ("left", "middle", "right"))
        return f"{down} {across}"

    @property
    def in_words(self) -> str:
        """The screen, for people."""
        return f"{self.screen[0]} x {self.screen[1]}"


def _third(middle: float, whole: float, names: tuple[str, str, str]) -> str:
    return names[min(2, max(0, int(3 * middle / whole)))]


class Visitor(Protocol):
    """Somebody at a page. Things are named by the article's words, and found by role and accessible name."""

    def open(self, address: str) -> bool:
        """Open an address; tell whether a page is there."""

    def sees(self, words: str) -> bool:
        """Tell whether there is something of this name to click, to switch or to fill in."""

    def click(self, words: str) -> bool:
        """Click what has this name, which `sees` has found; tell whether that led to a page, or opened something."""

    def fill(self, words: str, text: str) -> bool:
        """Write into the field of this name; tell whether there is one."""

    def holds(self, words: str) -> str | None:
        """Give what is written in the field of this name; None where there is none."""

    def stands(self, words: str) -> bool | None:
        """Tell whether what is called so is switched on; None where there is nothing to switch."""

    def turn(self, words: str, *, on: bool) -> bool:
        """Switch what is called so on or off; tell whether that can be done."""

    def fits(self, screen: Screen) -> None:
        """Have a screen of this size, as far as that matters."""

    def back(self) -> None:
        """Go back to the page before, as it was left."""

    def close(self) -> None:
        """Leave."""
