"""Blocks of text as they are met, and the sentences that they are made of."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import NamedTuple

from asadvertised.article.model import Kind, Link
from asadvertised.article.passage import Passage
from asadvertised.article.reading.faults import NoArticle
from asadvertised.article.sentences import plain, split_sentences

MOST_LETTERS = 10_000_000
MARK = re.compile(r"[.!?…:;。！？]")
WORD = re.compile(r"\w")


@dataclass(frozen=True)
class Under:
    """The headings that a text stands under."""

    section: str = ""
    level: int = 0
    panel: str = ""


@dataclass(frozen=True)
class Span:
    """Words that lead somewhere; `start` counts the letters of the block before them, without white space."""

    start: int
    link: Link


class Block(NamedTuple):
    """A heading, paragraph, item, step, note or label; `lines` gives the file's line from a letter on."""

    text: str
    under: Under = Under()
    kind: Kind = Kind.PARAGRAPH
    level: int = 0
    step: int = 0
    item: bool = False
    spans: tuple[Span, ...] = ()
    lines: tuple[tuple[int, int], ...] = ()


@dataclass
class OpenLink:
    """A link whose words are being read."""

    href: str
    start: int


class Run:
    """The text between two breaks, piece by piece as the page has it."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._links: list[tuple[int, int, str]] = []
        self._lines: list[tuple[int, int]] = []
        self._open: list[OpenLink] = []

    def __bool__(self) -> bool:
        return bool(self._pieces)

    def add(self, text: str) -> None:
        """Take the next piece; white space at the start is none."""
        if self._pieces or not text.isspace():
            self._pieces.append(text)

    def at_line(self, line: int) -> None:
        """Note the line that what follows stands in."""
        self._lines.append((len(self._pieces), line))

    def open(self, href: str) -> None:
        """Begin a link."""
        self._open.append(OpenLink(href, len(self._pieces)))

    def close(self) -> None:
        """End a link; one around another has no words of its own to press."""
        self._note(self._open.pop())

    def _note(self, link: OpenLink) -> None:
        if not any(first >= link.start for first, _, _ in self._links[-1:]):
            self._links.append((link.start, len(self._pieces), link.href))

    def taken(self) -> tuple[str, tuple[Span, ...], tuple[tuple[int, int], ...]]:
        """Give the text with its links and lines, and begin again; a link that is open goes on after the break."""
        whole = "".join(self._pieces)
        text = plain(whole) if whole and not whole.isspace() else ""
        for link in reversed(self._open):
            self._note(link)
            link.start = 0
        spans, lines = (self._spans(), self._counted_lines()) if text else ((), ())
        self._pieces.clear()
        self._links.clear()
        self._lines = [(0, line) for _, line in self._lines[-1:]]
        return text, spans, lines

    def _before(self) -> list[int]:
        return [0, *accumulate(len(solid(piece)) for piece in self._pieces)]

    def _spans(self) -> tuple[Span, ...]:
        if not self._links:
            return ()
        before = self._before()
        worded = ((first, plain("".join(self._pieces[first:last])), href) for first, last, href in self._links)
        return tuple(Span(before[first], Link(text=text, href=href)) for first, text, href in worded if text)

    def _counted_lines(self) -> tuple[tuple[int, int], ...]:
        if len(self._lines) <= 1:
            return tuple((0, line) for _, line in self._lines)
        before = self._before()
        return tuple((before[piece], line) for piece, line in self._lines)


def solid(text: str) -> str:
    """Give a text without its white space, whose letters can be counted whatever becomes of it."""
    return "".join(text.split()) if text.isascii() else plain(text).replace(" ", "")


class Splitter:
    """Splits blocks into sentences, but those that are known already, which most are."""

    def __init__(self, known: Iterable[Sequence[str]]) -> None:
        split = [[plain(sentence) for sentence in block] for block in known]
        self._known = {" ".join(block): block for block in split}
        self._risky = tuple(sentence for block in split for sentence in block if _may_part(sentence))

    def sentences(self, text: str) -> Sequence[str]:
        """Give the sentences of a block."""
        if not _may_part(text):
            return (text,)
        return self._known.get(text) or split_sentences(text, self._risky)


def _may_part(text: str) -> bool:
    """Tell a text that may be more than one sentence from one that has no word after its first mark."""
    mark = MARK.search(text)
    return bool(mark and WORD.search(text, mark.end()))


def passages_from(blocks: Sequence[Block], splitter: Splitter) -> list[Passage]:
    """Split blocks into sentences, each with its own links and line.

    Raises NoArticle for more text than any article has.
    """
    if sum(len(block.text) for block in blocks) > MOST_LETTERS:
        raise NoArticle(f"its text has more than {MOST_LETTERS} letters")
    return [passage for number, block in enumerate(blocks) for passage in _passages(block, number, splitter)]


def _passages(block: Block, number: int, splitter: Splitter) -> Iterator[Passage]:
    is_heading = block.kind is Kind.HEADING
    texts = [block.text] if is_heading else splitter.sentences(block.text)
    lengths = [len(text.replace(" ", "")) for text in texts] if block.spans or block.lines else []
    starts = [0, *accumulate(lengths)]
    for index, text in enumerate(texts):
        yield Passage(
            text=text,
            section=block.under.section,
            heading=is_heading,
            kind=block.kind,
            level=block.level,
            panel=block.under.panel,
            step=block.step,
            block=number,
            links=_links(block.spans, starts, index),
            line=_line(block.lines, starts[index] if lengths else 0),
        )


def _links(spans: Sequence[Span], starts: Sequence[int], index: int) -> tuple[Link, ...]:
    if not spans:
        return ()
    last = index + 2 == len(starts)
    return tuple(s.link for s in spans if starts[index] <= s.start and (last or s.start < starts[index + 1]))


def _line(lines: Sequence[tuple[int, int]], start: int) -> int:
    found = bisect_right([offset for offset, _ in lines], start)
    return lines[found - 1][1] if found else 0
