"""Walk a page once, in the reader's order and without recursion, and give each block of its text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import NamedTuple, cast

from bs4 import BeautifulSoup
from bs4.element import CData, NavigableString, PageElement, Tag

from asadvertised.article.model import Kind
from asadvertised.article.reading.blocks import Block, Run, Under
from asadvertised.article.reading.faults import LayoutNotFound
from asadvertised.article.reading.panels import Panel
from asadvertised.article.reading.parsing import parsed, resolved
from asadvertised.article.reading.seeing import TELLING, hidden, never_shown, visibility
from asadvertised.article.reading.signs import Signs, Traits, is_item
from asadvertised.article.sentences import plain

DEEPEST_PANEL = 8
LOWEST_LEVEL = 6
NOTE = re.compile(r"(?:note|please note|important|tip|hint|warning|caution|attention)\s*:", re.IGNORECASE)
TEXT = (NavigableString, CData)  # comments and scripts are pieces of text of other types


class Place(NamedTuple):
    """What holds of all text within a tag, until a tag within says otherwise."""

    kind: Kind = Kind.PARAGRAPH
    step: int = 0
    item: bool = False
    within_block: bool = False
    unseen: bool = False
    panels: int = 0


@dataclass(slots=True)
class Frame:
    """A tag that has been entered, what is left of it, and what its end brings back."""

    children: Iterator[PageElement | Panel]
    place: Place
    is_block: bool = False
    is_link: bool = False
    heading: int = 0
    outer: Under | None = None


@dataclass(frozen=True)
class Around:
    """What is known before a page is walked: where its links lead from, and labels that stay labels unseen."""

    base: str = ""
    labels: frozenset[str] = frozenset()
    line_attribute: str = ""


class Walk:
    """Text that no block holds is read too, so that nothing is lost silently."""

    def __init__(self, signs: Signs, around: Around, title: str = "") -> None:
        self._signs = signs
        self._around = around
        self._telling = TELLING | {around.line_attribute}
        self._under = Under(title, 1 if title else 0)
        self._run = Run()
        self._frames: list[Frame] = []
        self._steps: dict[int, int] = {}
        self._bodies: list[BeautifulSoup] = []  # kept, so that no two tags have one identity
        self._blocks: list[Block] = []

    def blocks(self, root: Tag) -> list[Block]:
        """Give the text of each block, in order, not yet split into sentences."""
        self._frames.append(Frame(iter(root.contents), Place(), is_block=True))
        while self._frames:
            frame = self._frames[-1]
            if not self._goes_deeper(frame):
                self._leave(self._frames.pop())
        return self._blocks

    def _goes_deeper(self, frame: Frame) -> bool:
        """Read on until there is a tag to be entered first."""
        depth, run = len(self._frames), self._run
        for child in frame.children:
            if isinstance(child, Tag):
                self._enter(child, frame.place)
            elif isinstance(child, Panel):
                self._open(child, frame.place)
            elif type(child) in TEXT and not frame.place.unseen:
                run.add(cast("NavigableString", child))
            if len(self._frames) > depth:
                return True
        return False

    def _enter(self, tag: Tag, place: Place) -> None:
        traits = self._signs.traits(tag)
        if traits.is_ignored or never_shown(tag) or self._signs.passed_over(tag):
            return
        if not self._telling.isdisjoint(tag.attrs):
            if hidden(tag.attrs) and not self._signs.can_be_opened(tag):
                self._keep_labels(tag)
                return
            place = self._looked_at(tag, place)
        if self._signs.is_heading(tag, traits):
            self._push_heading(tag, place)
        elif self._signs.is_inline(tag, traits, within_block=place.within_block):
            if tag.name == "br":
                self._run.add(" ")
            self._push(tag, Frame(iter(tag.contents), place))
        else:
            self._break()
            self._push_block(tag, Frame(iter(tag.contents), self._placed(tag, traits, place), is_block=True))

    def _looked_at(self, tag: Tag, place: Place) -> Place:
        if self._around.line_attribute in tag.attrs:
            self._line(tag)
        seen = visibility(tag.attrs)
        return place if seen is None or seen != place.unseen else place._replace(unseen=not seen)

    def _line(self, tag: Tag) -> None:
        if not self._signs.is_inline(tag, self._signs.traits(tag), within_block=True):
            self._break()
        line = str(tag.attrs[self._around.line_attribute])
        if line.isdecimal():
            self._run.at_line(int(line))

    def _push(self, tag: Tag, frame: Frame) -> None:
        target = self._signs.target(tag)
        if target is not None:
            self._run.open(resolved(target, self._around.base))
            frame.is_link = True
        if len(tag.contents) == 1 and type(tag.contents[0]) in TEXT:
            self._goes_deeper(frame)
            self._leave(frame)
        else:
            self._frames.append(frame)

    def _push_heading(self, tag: Tag, place: Place) -> None:
        self._break()
        level = self._signs.level(tag) or min(self._under.level + 1, LOWEST_LEVEL)
        self._push(tag, Frame(iter(tag.contents), place._replace(within_block=True), heading=level))

    def _push_block(self, tag: Tag, frame: Frame) -> None:
        panels = self._signs.panels(tag)
        if panels:
            self._frames += [frame, Frame(iter(panels), frame.place)]
        else:
            self._push(tag, frame)

    def _placed(self, tag: Tag, traits: Traits, place: Place) -> Place:
        """Say what a block is; what it is within counts unless it says more itself."""
        kind, within = self._signs.kind(tag, traits), place.within_block or traits.is_block
        if kind is Kind.STEP:
            step = self._steps[id(tag.parent)] = self._steps.get(id(tag.parent), 0) + 1
            return place._replace(kind=kind, step=step, item=True, within_block=within)
        item = place.item or is_item(tag)
        if (kind, within, item) == (None, place.within_block, place.item):
            return place
        return place._replace(kind=kind or place.kind, within_block=within, item=item)

    def _leave(self, frame: Frame) -> None:
        if frame.is_link:
            self._run.close()
        if frame.heading:
            self._headed(frame.heading)
        elif frame.is_block:
            self._ended(frame.place)
        if frame.outer:
            self._under = frame.outer

    def _break(self) -> None:
        self._ended(self._frames[-1].place)

    def _ended(self, place: Place) -> None:
        if not self._run:
            return
        text, spans, lines = self._run.taken()
        if not text:
            return
        kind = Kind.NOTE if place.kind in (Kind.PARAGRAPH, Kind.STEP) and NOTE.match(text) else place.kind
        step = place.step if kind is Kind.STEP else 0
        self._blocks.append(Block(text, self._under, kind, step=step, item=place.item, spans=spans, lines=lines))

    def _headed(self, level: int) -> None:
        text, spans, lines = self._run.taken()
        if text:
            self._under = replace(self._under, section=text, level=level)
            self._blocks.append(Block(text, self._under, Kind.HEADING, level, spans=spans, lines=lines))

    def _open(self, panel: Panel, place: Place) -> None:
        """Read a panel; what follows it stands under the heading that its neighbours stand under, too."""
        if place.panels == DEEPEST_PANEL:
            raise LayoutNotFound("panels", panel.id, "The page has panels within panels without end")
        outer, level = self._under, min(self._under.level + 1, LOWEST_LEVEL)
        self._break()
        self._under = Under(panel.heading or outer.section, level, panel.heading or outer.panel)
        if panel.heading:
            self._blocks.append(Block(panel.heading, self._under, Kind.HEADING, level))
        body = panel.slot or self._parsed(panel.body)
        inner = place._replace(panels=place.panels + 1)
        self._frames.append(Frame(iter(body.contents), inner, is_block=True, outer=outer))

    def _parsed(self, body: str) -> Tag:
        soup = parsed(body)
        self._bodies.append(soup)
        self._signs.look(soup)
        return soup

    def _keep_labels(self, tag: Tag) -> None:
        """Read a hidden field's label if the transcription has it: it is part of the form, and no sentence."""
        for label in tag.find_all(["label", "legend"]) if self._around.labels else ():
            text = plain(label.get_text())
            if text in self._around.labels:
                self._break()
                self._blocks.append(Block(text, self._under, Kind.LABEL))
