"""Read an article from its page: every piece of text that its readers see, in their order.

The selectors belong to the article. Nothing here knows what the page of any one article looks like.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from bs4 import BeautifulSoup
from bs4.element import CData, NavigableString, PageElement, Tag
from soupsieve import SelectorSyntaxError

from asadvertised.article.model import Article, PageLayout, Panels, Select
from asadvertised.article.passage import Passage
from asadvertised.article.sentences import plain, split_sentences
from asadvertised.errors import ConfigurationError
from asadvertised.outcome import Cause, CouldNotTell

# fmt: off
INLINE = frozenset([
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "br", "cite", "code", "data", "del", "dfn", "em", "font", "i",
    "img", "ins", "kbd", "mark", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u",
    "var", "wbr",
])
# fmt: on
Run = list[str]


class LayoutNotFound(CouldNotTell):
    """The page is not laid out as the article's selectors say: they, or the page, have changed."""

    def __init__(self, part: str, selector: str) -> None:
        reason = f"The page has nothing readable where the article's selectors look for its {part} ({selector})."
        super().__init__(reason, Cause.CONFIGURATION)
        self.part = part
        self.selector = selector


@dataclass(frozen=True)
class Panel:
    """What an attribute tells of one panel: the slot that its body stands in, its heading, and its body again."""

    id: str
    heading: str
    body: str


def read_page(html: str, layout: PageLayout, article: Article) -> list[Passage]:
    """Read every sentence of the article's page.

    Raises LayoutNotFound when there is no title, no text, or an unreadable panel where the selectors look.
    """
    known = {sentence.text for sentence in article.sentences}
    try:
        blocks = _blocks(BeautifulSoup(html, "lxml"), layout)
    except RecursionError:
        raise LayoutNotFound("text", "it is nested too deep to be read") from None
    return [
        Passage(text, block.section, block.heading)
        for block in blocks
        for text in ([block.text] if block.heading else split_sentences(block.text, known))
    ]


def _blocks(soup: BeautifulSoup, layout: PageLayout) -> list[Passage]:
    content = next(iter(_selected(soup, layout.content)), None)
    title = _title(soup, layout.title)
    blocks = list(_Reader(content, layout, title).blocks()) if content else []
    if not blocks:
        raise LayoutNotFound("text", layout.content)
    return [Passage(title, title, heading=True), *blocks]


def _title(soup: BeautifulSoup, title: Select) -> str:
    found = next(iter(_selected(soup, title.select)), None)
    text = _value(found, title.attribute) if found else ""
    if not found or not text:
        raise LayoutNotFound("title", title.select)
    if not title.attribute:
        found.extract()
    return text


def _selected(tag: Tag, selector: str) -> list[Tag]:
    if not selector.strip():
        return []
    try:
        return list(tag.select(selector))
    except SelectorSyntaxError:
        raise ConfigurationError("is not a CSS selector", selector, "mend it in the article's [page] table") from None


def _value(tag: Tag, attribute: str) -> str:
    return plain(str(tag.get(attribute.lower()) or "") if attribute else _text(tag))


def _text(tag: Tag) -> str:
    return "".join(" " if _is_break(element) else _own(element) for element in tag.descendants)


def _is_break(element: PageElement) -> bool:
    return isinstance(element, Tag) and element.name == "br"


def _own(element: PageElement | None) -> str:
    """Give the words of a piece of text; comments and scripts are pieces of text of other types."""
    return str(element) if type(element) in (NavigableString, CData) else ""


class _Reader:
    """Walks the content once; text that no block holds is read too, so that nothing is lost silently."""

    def __init__(self, root: Tag, layout: PageLayout, section: str) -> None:
        for unwanted in _selected(root, ", ".join(layout.ignore)):
            unwanted.decompose()
        self._root = root
        self._layout = layout
        self._section = section
        self._panels = self._ids(layout.panels.select if layout.panels else "")
        self._marked = self._panels | self._ids(layout.block) | self._ids(layout.heading)
        self._headings = {id(tag) for tag in _selected(root, layout.heading) if not self._holds_blocks(tag)}
        self._slots: dict[str, Panel] = {}

    def _ids(self, selector: str) -> set[int]:
        return {id(tag) for tag in _selected(self._root, selector)}

    def blocks(self) -> Iterator[Passage]:
        """Give the text of each block, in order, not yet split into sentences."""
        run: Run = []
        yield from self._walk(self._root, run)
        yield from self._ended(run)

    def _walk(self, element: Tag, run: Run) -> Iterator[Passage]:
        for child in element.children:
            if isinstance(child, Tag):
                yield from self._tag(child, run)
            else:
                run.append(_own(child))

    def _tag(self, tag: Tag, run: Run) -> Iterator[Passage]:
        if self._is_inline(tag):
            run.append(" " if tag.name == "br" else "")
            yield from self._walk(tag, run)
            return
        yield from self._ended(run)
        if id(tag) in self._headings:
            yield from self._headed(_value(tag, ""))
        elif panel := self._slots.pop(str(tag.get("slot")), None):
            yield from self._panel(panel, tag)
        else:
            yield from self._unslotted(tag)
            yield from self._walk(tag, run)
        yield from self._ended(run)

    def _ended(self, run: Run) -> Iterator[Passage]:
        text = plain("".join(run))
        run.clear()
        if text:
            yield Passage(text, self._section)

    def _headed(self, text: str) -> Iterator[Passage]:
        if text:
            self._section = text
            yield Passage(text, text, heading=True)

    def _panel(self, panel: Panel, body: Tag) -> Iterator[Passage]:
        """Read a panel; what follows it stands under the heading that its neighbours stand under, too."""
        outer = self._section
        yield from self._headed(panel.heading)
        yield from _Reader(body, self._layout, self._section).blocks()
        self._section = outer

    def _unslotted(self, tag: Tag) -> Iterator[Passage]:
        """Note which slots will hold a set's panels, and read the panels that have none from the attribute."""
        if not self._layout.panels or id(tag) not in self._panels:
            return
        for panel in _panels(tag, self._layout.panels):
            if self._root.find(slot=panel.id):
                self._slots[panel.id] = panel
            else:
                yield from self._panel(panel, BeautifulSoup(panel.body, "lxml"))

    def _is_inline(self, tag: Tag) -> bool:
        """Tell what stands within a sentence; of custom elements only their surroundings tell."""
        if id(tag) in self._marked or tag.get("slot") in self._slots:
            return False
        if tag.name in INLINE:
            return True
        return "-" in tag.name and not self._holds_blocks(tag) and (self._within_block(tag) or _beside_text(tag))

    def _holds_blocks(self, tag: Tag) -> bool:
        return any(
            id(inner) in self._marked or (inner.name not in INLINE and "-" not in inner.name)
            for inner in tag.find_all(name=True)
        )

    def _within_block(self, tag: Tag) -> bool:
        return any(id(parent) in self._marked for parent in tag.parents)


def _beside_text(tag: Tag) -> bool:
    return any(_own(sibling).strip() for sibling in (tag.previous_sibling, tag.next_sibling))


def _panels(tag: Tag, panels: Panels) -> list[Panel]:
    """Read the panels' names; if they cannot be read, headings would seem to be gone that are not."""
    try:
        entries: Any = json.loads(str(tag.get(panels.attribute.lower()) or "[]"))
        return [Panel(str(e[panels.id]), plain(e[panels.heading]), str(e.get(panels.body, ""))) for e in entries]
    except (ValueError, TypeError, KeyError, AttributeError):
        raise LayoutNotFound("panels", f"{panels.select}[{panels.attribute}]") from None
