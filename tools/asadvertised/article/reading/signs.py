"""What the tags of one page are, by an article's selectors, and where those are silent, by custom."""

from collections.abc import Iterator
from contextlib import suppress
from typing import NamedTuple

from bs4 import BeautifulSoup
from bs4.element import NavigableString, PageElement, Tag

from asadvertised.article.model import Kind, PageLayout
from asadvertised.article.reading.panels import Panel, panels_of
from asadvertised.article.reading.seeing import opened_by_others
from asadvertised.article.reading.selecting import marks

# fmt: off
INLINE = frozenset([
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "br", "cite", "code", "data", "del", "dfn", "em", "font", "i",
    "img", "ins", "kbd", "mark", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u",
    "var", "wbr",
])
# fmt: on
NOTES = "aside, .note, .admonition, .callout, .alert"
LABELS = "label, legend, button, option, form, .visually-hidden, .sr-only"
LABELLING = ("button", "banner")  # what the last word of a custom element's name says
HEADINGS = {f"h{level}": level for level in range(1, 7)}


class Traits(NamedTuple):
    """What a tag is by name, classes and the selectors that match it."""

    is_ignored: bool
    is_heading: bool
    is_block: bool
    is_set: bool
    is_step: bool
    is_inline: bool
    is_custom: bool
    kind: Kind | None


class Signs:
    """Learns each tree once, so that asking costs the same however large the page."""

    def __init__(self, layout: PageLayout, *, everything: bool = False) -> None:
        self._layout = layout
        sets = layout.panels.select if layout.panels else ""
        self._marks = {
            "ignore": marks("" if everything else ", ".join(layout.ignore)),
            "heading": marks(layout.heading),
            "block": marks(f"{layout.heading}, {layout.block}, {sets}"),
            "sets": marks(sets),
            "step": marks(layout.step),
            "note": marks(layout.note or NOTES),
            "label": marks(layout.label or LABELS),
        }
        every = self._marks.values()
        self._asked = {name: [mark for mark in every if name in mark.named] for mark in every for name in mark.named}
        self._matched: set[int] = set()
        self._traits: dict[tuple[str, tuple[str, ...]], Traits] = {}
        self._panels: dict[int, list[Panel]] = {}
        self._passed: set[int] = set()
        self._holds_blocks: set[int] = set()
        self._holds_marked: set[int] = set()
        self._opened: set[str] = set()

    def pass_over(self, tag: Tag) -> None:
        """Leave out a tag that has been read already."""
        self._passed.add(id(tag))

    def look(self, root: BeautifulSoup) -> None:
        """Learn a tree, in one pass over its tags.

        Raises LayoutNotFound for panels that cannot be read.
        """
        for mark in self._marks.values():
            self._matched.update(mark.look(root))
        sets, slotted = [], []
        for tag in tags_of(root):
            self._matched.update(id(tag) for mark in self._asked.get(tag.name, ()) if mark.ask(tag))
            traits = self.traits(tag)
            self._note_surroundings(tag, traits)
            if traits.is_set:
                sets.append(tag)
            if "slot" in tag.attrs:
                slotted.append(tag)
        if self._layout.panels:
            found = panels_of(sets, self._layout.panels, slotted)
            self._panels.update(found)
            self._passed.update(id(p.slot) for panels in found.values() for p in panels if p.slot is not None)

    def traits(self, tag: Tag) -> Traits:
        """Say what a tag is; those that no selector singles out are as all of their name and classes."""
        if id(tag) in self._matched:
            return self._found(tag)
        key = tag.name, tuple(tag.attrs.get("class") or ())
        known = self._traits.get(key)
        if known is None:
            known = self._traits[key] = self._found(tag)
        return known

    def _found(self, tag: Tag) -> Traits:
        found = {name for name, mark in self._marks.items() if tag in mark}
        is_block = "block" in found
        custom = "-" in tag.name
        is_label = "label" in found or (custom and tag.name.rpartition("-")[2] in LABELLING)
        return Traits(
            is_ignored="ignore" in found,
            is_heading="heading" in found,
            is_block=is_block,
            is_set="sets" in found,
            is_step="step" in found,
            is_inline=tag.name in INLINE and not is_block,
            is_custom=custom and not is_block,
            kind=Kind.NOTE if "note" in found else Kind.LABEL if is_label else None,
        )

    def _note_surroundings(self, tag: Tag, traits: Traits) -> None:
        around = tag.parent
        if traits.is_block:
            _climb(around, self._holds_marked)
        if not (traits.is_inline or traits.is_custom):
            _climb(around, self._holds_blocks)
        if "aria-controls" in tag.attrs:
            self._opened.update(opened_by_others(tag.attrs))

    def passed_over(self, tag: Tag) -> bool:
        """Tell what has been read already, or is read elsewhere."""
        return id(tag) in self._passed

    def can_be_opened(self, tag: Tag) -> bool:
        """Tell what is hidden only until its reader opens it."""
        return tag.attrs.get("id") in self._opened or tag.attrs.get("role") == "tabpanel"

    def panels(self, tag: Tag) -> list[Panel]:
        """Give the panels that a tag holds, in the order in which it shows them."""
        return self._panels.get(id(tag), [])

    def is_heading(self, tag: Tag, traits: Traits) -> bool:
        """Tell a heading from what, for a broken end tag, has swallowed the blocks after it."""
        return traits.is_heading and id(tag) not in self._holds_marked

    def is_inline(self, tag: Tag, traits: Traits, *, within_block: bool) -> bool:
        """Tell what stands within a sentence; of custom elements only their surroundings tell."""
        if not traits.is_custom:
            return traits.is_inline
        return id(tag) not in self._holds_blocks and (within_block or _beside_text(tag))

    def kind(self, tag: Tag, traits: Traits) -> Kind | None:
        """Say what a block is by itself, if it says so."""
        if traits.is_step or (not self._layout.step and _is_numbered(tag)):
            return Kind.STEP
        return Kind.NOTE if tag.attrs.get("role") == "note" else traits.kind

    def level(self, tag: Tag) -> int:
        """Give a heading's level, or 0 if it does not say."""
        if tag.name in HEADINGS:
            return HEADINGS[tag.name]
        with suppress(ValueError):
            return min(max(int(str(tag.attrs.get("level") or tag.attrs.get("aria-level") or 0)), 0), 6)
        return 0

    def target(self, tag: Tag) -> str | None:
        """Give where a tag leads, if it is a link of any make."""
        found = tag.attrs.get("href") or tag.attrs.get("linkurl")
        return None if found is None or tag.name in ("link", "base") else str(found)


def is_item(tag: Tag) -> bool:
    """Tell an item of any list."""
    return tag.name == "li" or tag.attrs.get("role") == "listitem"


def _is_numbered(tag: Tag) -> bool:
    around = tag.parent if is_item(tag) else None
    return around is not None and (around.name == "ol" or around.attrs.get("type") == "ordered")


def tags_of(soup: BeautifulSoup) -> Iterator[Tag]:
    """Go from tag to tag of a whole tree; the library's own ways ask more of each."""
    element: PageElement | None = next(iter(soup.contents), None)
    while element is not None:
        if isinstance(element, Tag):
            yield element
        element = element.next_element


def _climb(around: Tag | None, holding: set[int]) -> None:
    """Note all that is around, up to where that was done before."""
    while around is not None and id(around) not in holding:
        holding.add(id(around))
        around = around.parent


def _beside_text(tag: Tag) -> bool:
    beside = (tag.previous_sibling, tag.next_sibling)
    return any(type(sibling) is NavigableString and bool(sibling.strip()) for sibling in beside)
