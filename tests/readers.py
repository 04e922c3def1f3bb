"""Two readers of pages, over HTTP and in a real browser, who are asked the same: to press, to choose, to look."""

from dataclasses import dataclass, field
from typing import Any, Protocol
from urllib.parse import urljoin

from bs4 import Tag
from pages import PageVisitor, name_of
from playwright.sync_api import Locator, Page

PRESSED = "a[href], button, input[type=submit]"
SMALLEST = 24
SEEN = """found => {
  const box = found.getBoundingClientRect(), at = [box.x + box.width / 2, box.y + box.height / 2];
  const top = document.elementFromPoint(...at), covered = !top || !(found === top || found.contains(top));
  return !covered && found.checkVisibility({checkOpacity: true, checkVisibilityCSS: true});
}"""


class StuckError(Exception):
    """A page does not let its reader go on."""


class Reader(Protocol):
    """Somebody at a page."""

    def opens(self, path: str) -> None:
        """Open an address."""

    def presses(self, name: str, corner: str = "") -> None:
        """Press what has this name, which stands in this corner, and be on the page that follows."""

    def fills(self, kind: str, text: str) -> None:
        """Write into the field of a kind."""

    def turns(self, name: str) -> None:
        """Turn a choice by its name."""

    def shows(self, name: str) -> bool:
        """Tell whether a choice is shown as on."""

    def says(self, words: str) -> bool:
        """Tell whether the page says something."""

    def headed(self, name: str) -> bool:
        """Tell whether the page is headed like this."""

    def into_the_frame(self) -> None:
        """Open what the page embeds."""


@dataclass
class PlainReader:
    """Reads over HTTP: where things are it cannot see."""

    url: str
    visitor: PageVisitor = field(init=False)
    filled: dict[str, Any] = field(default_factory=dict)
    turned: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.visitor = PageVisitor(self.url)

    def opens(self, path: str) -> None:
        """Open an address."""
        self.visitor.opens(path)
        self._arrives()

    def presses(self, name: str, corner: str = "") -> None:
        """Press what has this name; where it stands is not known."""
        del corner
        found = self._found(PRESSED, name)
        form = found.find_parent("form")
        if found.name == "a":
            self.opens(urljoin(self.visitor.answer.url, str(found["href"])))
        elif form is None or found.get("type") == "button":
            raise StuckError(name)
        elif form.get("method") == "get":
            self.opens(urljoin(self.visitor.answer.url, str(form["action"])))
        else:
            pressed = {found["name"]: found["value"]} if found.get("name") else {}
            self.visitor.sends(form, self._fields_of(form) | pressed)
            self._arrives()

    def fills(self, kind: str, text: str) -> None:
        """Write into the field of a kind, as much as it takes."""
        fields = self.visitor.page.select(kind)
        if len(fields) != 1:
            raise StuckError(kind)
        self.filled[str(fields[0]["name"])] = text[: int(str(fields[0].get("maxlength", "9999")))]

    def turns(self, name: str) -> None:
        """Turn a choice: a switch that is a button is sent at once, a box with its form."""
        choice = self._choice(name)
        if choice.has_attr("disabled"):
            raise StuckError(name)
        if choice.name == "button":
            self.presses(name)
        else:
            self.turned ^= {str(choice.get("value"))}

    def shows(self, name: str) -> bool:
        """Tell whether a choice is shown as on."""
        choice = self._choice(name)
        return choice.get("aria-checked") == "true" or choice.has_attr("checked")

    def says(self, words: str) -> bool:
        """Tell whether the page says something."""
        return words in self.visitor.page.get_text()

    def headed(self, name: str) -> bool:
        """Tell whether the page is headed like this."""
        return name.casefold() in [one.casefold() for one in self.visitor.names("heading")]

    def into_the_frame(self) -> None:
        """Open what the page embeds."""
        frame = self.visitor.page.select_one("iframe")
        if frame is None:
            raise StuckError("frame")
        self.opens(str(frame["src"]))

    def _arrives(self) -> None:
        self.filled, self.turned = {}, set()
        if not self.visitor.answer.ok:
            raise StuckError(self.visitor.answer.url)

    def _found(self, selected: str, name: str) -> Tag:
        wanted = name.casefold()
        named = [one for one in self.visitor.page.select(selected) if name_of(one).casefold() == wanted]
        if not named or named[0].has_attr("disabled") or named[0].get("tabindex") == "-1":
            raise StuckError(name)
        return named[0]

    def _choice(self, name: str) -> Tag:
        page = self.visitor.page
        for box in page.select("input[type=checkbox]"):
            label = page.select_one(f"label[for='{box.get('id')}']") or box.find_parent("label")
            if label is not None and label.get_text().strip() == name:
                return box
        return self._found("[role=switch]", name)

    def _fields_of(self, form: Tag) -> dict[Any, Any]:
        fields = self.visitor.fields_of(form) | self.filled
        boxes = {str(box["value"]) for box in form.select("input[type=checkbox]")}
        sent = {str(box["value"]) for box in form.select("input[type=checkbox][checked]")} ^ (self.turned & boxes)
        kept = [str(box["value"]) for box in form.select("input[type=hidden][name=choice]")]
        return fields | {"choice": [*kept, *sent]} if boxes or len(kept) > 1 else fields


@dataclass
class SeeingReader:
    """Reads in a browser, and presses nothing that is small, covered, unseen or in another corner."""

    url: str
    page: Page

    def opens(self, path: str) -> None:
        """Open an address."""
        self.page.goto(urljoin(self.url, path))

    def presses(self, name: str, corner: str = "") -> None:
        """Press what has this name."""
        found = self.page.get_by_label(name, exact=True).or_(self.page.get_by_role("link", name=name, exact=True))
        found = found.or_(self.page.get_by_role("button", name=name, exact=True))
        found = found.or_(self.page.get_by_role("menuitem", name=name, exact=True)).and_(self.page.locator(PRESSED))
        self._must_be_seen(found, name)
        if corner and self._thirds(found) != corner:
            raise StuckError(corner)
        with self.page.expect_navigation():
            found.first.click()

    def fills(self, kind: str, text: str) -> None:
        """Write into the field of a kind."""
        self._must_be_seen(self.page.locator(kind), kind)
        self.page.locator(kind).fill(text)

    def turns(self, name: str) -> None:
        """Turn a choice by its name."""
        choice = self._choice(name)
        if not choice.is_visible() or choice.is_disabled():
            raise StuckError(name)
        choice.click()

    def shows(self, name: str) -> bool:
        """Tell whether a choice is shown as on."""
        return self._choice(name).is_checked()

    def says(self, words: str) -> bool:
        """Tell whether the page says something."""
        self.page.locator("main").first.wait_for()
        return words.casefold() in self.page.locator("main").first.inner_text().casefold()

    def headed(self, name: str) -> bool:
        """Tell whether the page is headed like this."""
        return self.page.get_by_role("heading", name=name, exact=False).count() > 0

    def into_the_frame(self) -> None:
        """Look into what the page embeds."""
        source = self.page.locator("iframe").get_attribute("src")
        self.opens(str(source))

    def _choice(self, name: str) -> Locator:
        return self.page.get_by_role("checkbox", name=name, exact=True).or_(
            self.page.get_by_role("switch", name=name, exact=True)
        )

    def _must_be_seen(self, found: Locator, name: str) -> None:
        if found.count() == 0 or not found.first.is_visible():
            raise StuckError(name)
        found.first.evaluate("found => found.scrollIntoView({block: 'center'})")
        box = found.first.bounding_box()
        small = box is None or box["width"] < SMALLEST or box["height"] < SMALLEST
        if small or not found.first.evaluate(SEEN):
            raise StuckError(name)

    def _thirds(self, found: Locator) -> str:
        box, screen = found.first.bounding_box(), self.page.viewport_size
        assert box is not None
        assert screen is not None
        across, down = (
            (box["x"] + box["width"] / 2) / screen["width"],
            (box["y"] + box["height"] / 2) / screen["height"],
        )
        rows, columns = ("top", "middle", "bottom"), ("left", "middle", "right")
        return f"{rows[min(2, max(0, int(down * 3)))]} {columns[min(2, max(0, int(across * 3)))]}"
