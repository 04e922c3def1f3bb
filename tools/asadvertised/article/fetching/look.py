"""What a page shows at a look: its words, headings, scripts and fields, whatever it is built of."""

import re
from dataclasses import dataclass
from functools import cached_property

from bs4 import BeautifulSoup
from bs4.element import NavigableString, Tag

from asadvertised.article.fetching.page import HTML, Page

LONGEST = 2_000_000
SCRIPT = 50_000
LINE = 500
UNSEEN = ("script", "style", "template", "noscript", "svg", "title")
HIDDEN = re.compile(r"display\s*:\s*none", re.IGNORECASE)
NAMED = ("src", "href", "action", "id", "class", "data-sitekey")
PARTS = ("script", "iframe", "form", "div", "section", "main", "link", "meta", "body", "input", "img", "a")


@dataclass(frozen=True)
class Look:
    """A look at a page; what is too deep to be looked at shows nothing."""

    page: Page

    @cached_property
    def soup(self) -> BeautifulSoup:
        """The parsed page, or what its first part is."""
        return BeautifulSoup(self.page.html[:LONGEST] if self.page.media_type == HTML else "", "lxml")

    @cached_property
    def title(self) -> str:
        """The words of the title, and nothing else."""
        return _squeezed(self.soup.title.get_text(" "))[:LINE] if self.soup.title else ""

    @cached_property
    def headings(self) -> list[str]:
        """The first headings, wherever they keep their words."""
        found = self.soup.select("h1, h2, [role=heading]", limit=3)
        words = (_squeezed(tag.get_text(" ")) or str(tag.get("aria-label") or tag.get("title") or "") for tag in found)
        return [said[:LINE] for said in words]

    @cached_property
    def words(self) -> int:
        """How many words a reader sees."""
        return len(self.text.split())

    @cached_property
    def text(self) -> str:
        """What a reader sees."""
        return visible(self.soup) if self.page.media_type == HTML else self.page.html[:LONGEST]

    @cached_property
    def parts(self) -> str:
        """The addresses, ids, classes and scripts of the markup, a line each, without any prose."""
        lines = [
            " ".join(str(value) for value in (tag.get(name) for name in NAMED) if value)
            for tag in self.soup.find_all(PARTS, limit=5_000)
        ]
        lines += [(script.string or "")[:SCRIPT] for script in self.scripts]
        return "\n".join(lines)

    @cached_property
    def scripts(self) -> list[Tag]:
        """The scripts that run."""
        return [tag for tag in self.soup.find_all("script") if "json" not in str(tag.get("type") or "")]

    @cached_property
    def noscript(self) -> str:
        """What is said to those without scripts."""
        return " ".join(_squeezed(tag.get_text(" ")) for tag in self.soup.find_all("noscript", limit=20))


def visible(root: Tag) -> str:
    """Give the text of a part that is not hidden by its own element."""
    kept: list[str] = []
    skipped: set[int] = set()
    for element in root.descendants:
        hides = id(element.parent) in skipped
        if isinstance(element, Tag):
            if hides or element.name in UNSEEN or _is_hidden(element):
                skipped.add(id(element))
        elif type(element) is NavigableString and not hides:
            kept.append(str(element))
    return _squeezed(" ".join(kept))


def _is_hidden(tag: Tag) -> bool:
    return tag.has_attr("hidden") or bool(HIDDEN.search(str(tag.get("style") or "")))


def _squeezed(text: str) -> str:
    return " ".join(text.split())
