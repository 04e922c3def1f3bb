"""Read an article from its page: every piece of text that its readers see, in their order.

The selectors belong to the article. Nothing here knows what the page of any one article looks like.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from bs4 import BeautifulSoup, NavigableString, PageElement, Tag
from bs4.element import PreformattedString

from asadvertised.article.model import Article, PageLayout, Select
from asadvertised.article.sentences import plain, split_sentences
from asadvertised.outcome import Cause, CouldNotTell

INLINE = frozenset(
    ["a", "abbr", "b", "bdi", "bdo", "br", "cite", "code", "data", "del", "dfn", "em", "font", "i", "ins", "kbd", "mark"]
    + ["q", "s", "samp", "small", "span", "strong", "sub", "sup", "time", "u", "var", "wbr"]
)
Run = list[str]


class LayoutNotFound(CouldNotTell):
    """The page is not laid out as the article's selectors say: they, or the page, have changed."""

    def __init__(self, part: str, selector: str) -> None:
        super().__init__(f"The page has nothing where its {part} should be ({selector}).", Cause.CONFIGURATION)
        self.part = part
        self.selector = selector


@dataclass(frozen=True)
class Passage:
    """One sentence of the page, under the heading that stands above it."""

    text: str
    section: str
    heading: bool = False


@dataclass(frozen=True)
class Block:
    """The text of one element of the page."""

    text: str
    heading: bool = False


def read_page(html: str, layout: PageLayout, article: Article) -> list[Passage]:
    """Read every sentence of the article's page.

    Raises LayoutNotFound when a selector finds nothing.
    """
    soup = BeautifulSoup(html, "lxml")
    known = {sentence.text for sentence in article.sentences}
    passages, section = [], ""
    for block in _blocks(soup, layout):
        section = block.text if block.heading else section
        parts = [block.text] if block.heading else split_sentences(block.text, known)
        passages += [Passage(part, section, block.heading) for part in parts]
    return passages


def _blocks(soup: BeautifulSoup, layout: PageLayout) -> Iterator[Block]:
    yield Block(_title(soup, layout.title), heading=True)
    content = soup.select_one(layout.content)
    if content is None:
        raise LayoutNotFound("text", layout.content)
    for unwanted in content.select(", ".join(layout.ignore)) if layout.ignore else []:
        unwanted.decompose()
    blocks = [block for block in _Reader(content, layout).blocks() if block.text]
    if not blocks:
        raise LayoutNotFound("text", layout.content)
    yield from blocks


def _title(soup: BeautifulSoup, title: Select) -> str:
    found = soup.select_one(title.select)
    text = plain(_value(found, title.attribute)) if found else ""
    if not text:
        raise LayoutNotFound("title", title.select)
    return text


def _value(tag: Tag, attribute: str) -> str:
    return str(tag.get(attribute) or "") if attribute else tag.get_text()


class _Reader:
    """Walks the content once; text that no block holds is read too, so that nothing is lost silently."""

    def __init__(self, content: Tag, layout: PageLayout) -> None:
        self._content = content
        self._headings = {id(tag) for tag in content.select(layout.heading)}
        self._blocks = {id(tag) for tag in content.select(layout.block)}
        self._panels = {id(tag): tag for tag in content.select(layout.panels.select)} if layout.panels else {}
        self._attribute = layout.panels.attribute if layout.panels else ""
        self._names = self._panel_names(content)

    def blocks(self) -> Iterator[Block]:
        """Give the text of each block, in order."""
        run: Run = []
        yield from self._walk(self._content, run)
        yield from _ended(run)

    def _walk(self, element: Tag, run: Run) -> Iterator[Block]:
        for child in element.children:
            if isinstance(child, Tag):
                yield from self._tag(child, run)
            elif _is_text(child):
                run.append(str(child))

    def _tag(self, tag: Tag, run: Run) -> Iterator[Block]:
        if id(tag) in self._headings:
            yield from _ended(run)
            yield Block(plain(tag.get_text()), heading=True)
        elif tag.name in INLINE and id(tag) not in self._blocks:
            run.append("\n" if tag.name == "br" else "")
            yield from self._walk(tag, run)
        elif self._inline_link(tag):
            run.append(tag.get_text())
        else:
            yield from _ended(run)
            slot = str(tag.get("slot") or "")
            if slot in self._names:
                yield Block(self._names.pop(slot), heading=True)
            yield from self._walk(tag, run)
            yield from _ended(run)

    def _inline_link(self, tag: Tag) -> bool:
        """Tell a custom element that stands within a sentence from one that holds blocks."""
        return "-" in tag.name and id(tag) not in self._blocks and self._inside_block(tag)

    def _inside_block(self, tag: Tag) -> bool:
        return any(id(parent) in self._blocks for parent in tag.parents) and not tag.find(["p", "li", "div"])

    def _panel_names(self, content: Tag) -> dict[str, str]:
        """Give the headings of panels, which stand in an attribute only, by the slot that holds the panel's body."""
        names: dict[str, str] = {}
        for tag in self._panels.values():
            for panel in _json_list(str(tag.get(self._attribute) or "")):
                names[str(panel.get("id", ""))] = plain(str(panel.get("heading", "")))
        return names


def _ended(run: Run) -> Iterator[Block]:
    text = plain("".join(run))
    run.clear()
    if text:
        yield Block(text)


def _is_text(element: PageElement) -> bool:
    return isinstance(element, NavigableString) and not isinstance(element, PreformattedString)


def _json_list(text: str) -> list[dict[str, Any]]:
    try:
        found = json.loads(text)
    except ValueError:
        return []
    return [entry for entry in found if isinstance(entry, dict)] if isinstance(found, list) else []
