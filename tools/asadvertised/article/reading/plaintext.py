"""Read plain text: its shape on the page of a typewriter is all that tells headings, items and paragraphs."""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from asadvertised.article.model import Kind
from asadvertised.article.reading.blocks import MOST_LETTERS, Block, Under
from asadvertised.article.reading.faults import NoArticle
from asadvertised.article.reading.walking import NOTE
from asadvertised.article.sentences import plain

UNDERLINE = re.compile(r"\s*([=\-~^\"'*+#`])\1{2,}\s*$")
ITEM = re.compile(
    r"(?P<indent>\s*)(?P<mark>\d{1,3}[.)]|[a-z][.)]|[-*+\u2022\u25e6\u2023\u2013])\s+(?=\S)", re.IGNORECASE
)
DIRECTIVE = re.compile(r"\s*\.\.\s+(?P<name>[\w-]+)::\s*(?P<rest>.*)$")
UNSHOWN = re.compile(r"\s*(?:\.\.(?:\s+_.*:.*|\s*)|:[\w-]+:(?:\s+\S+)?)$")
SENTENCE_END = re.compile(r"[.!?\u2026:;,]['\")\]\u201d\u2019]*$")
GOES_ON = re.compile(r"[,;\u2013-]$")
LOWER_CASE = re.compile(r"[^\W\d_A-Z]+(?:['\u2019-][^\W\d_A-Z]+)*[.,:;!?)\u2019'\"]*$")
NARROWEST, WIDEST = 30, 132
NEARLY_FULL, MOSTLY_FULL = 0.75, 0.3
SHORT = 50
LONGEST_HEADING = 80
LONGEST_UNDERLINE = 3  # how much longer or shorter than its heading
SPAN = 3  # words on each side of a break that show whether a known sentence goes over it


@dataclass
class _Paragraph:
    """Lines that belong together."""

    words: list[str] = field(default_factory=list)
    line: int = 0
    mark: str = ""
    indent: int = 0
    level: int = 0
    lines: list[int] = field(default_factory=list)

    def add(self, text: str, line: int) -> None:
        self.words.append(text)
        self.lines.append(line)

    @property
    def text(self) -> str:
        return plain(" ".join(self.words))


def text_blocks(text: str, known: Collection[str] = ()) -> list[Block]:
    """Give the blocks of a plain text.

    Raises NoArticle for more than can be read in bounds.
    """
    if len(text) > MOST_LETTERS:
        raise NoArticle(f"it has more than {MOST_LETTERS} letters")
    rows = list(enumerate(text.replace("\0", "").expandtabs().splitlines(), 1))
    joiner = _Joiner([len(row.rstrip()) for _, row in rows if row.strip()], known)
    paragraphs = [paragraph for group in _groups(rows) for paragraph in _paragraphs(group, joiner)]
    return list(_blocks(paragraphs))


class _Joiner:
    """Tells a wrapped line from one that ended where its writer wanted."""

    def __init__(self, lengths: Sequence[int], known: Collection[str]) -> None:
        self._width = _wrapped_at(lengths)
        self._known = frozenset(map(plain, known))
        self._all_known = "\n".join(self._known)
        self._most_lines = max((len(text.split()) for text in self._known), default=0)

    def goes_on(self, paragraph: _Paragraph, before: str, row: str) -> bool:
        """Tell whether a line belongs to the paragraph of the one before it."""
        words, following = plain(before).split(), plain(row).split()
        if not words or not following or self._is_whole(paragraph) or NOTE.match(row.lstrip()):
            return False
        if paragraph.mark and len(row) - len(row.lstrip()) >= paragraph.indent:
            return True
        over = " ".join([*words[-SPAN:], *following[:SPAN]])
        if over in self._all_known or GOES_ON.search(words[-1]) or LOWER_CASE.match(following[0]):
            return True
        return bool(self._width) and len(before) + 1 + len(following[0]) > self._width

    def _is_whole(self, paragraph: _Paragraph) -> bool:
        short_enough = len(paragraph.words) <= self._most_lines
        return bool(paragraph.level) or (short_enough and paragraph.text in self._known)


def _wrapped_at(lengths: Sequence[int]) -> int:
    """Give the width that a text was wrapped at, or 0 if its lines end where they like."""
    ordered = sorted(lengths)
    width = ordered[len(ordered) * 19 // 20] if ordered else 0
    full = sum(length > width * NEARLY_FULL for length in ordered)
    is_wrapped = NARROWEST <= width <= WIDEST and full > len(ordered) * MOSTLY_FULL
    return width if is_wrapped else 0


def _groups(rows: Iterable[tuple[int, str]]) -> Iterator[list[tuple[int, str]]]:
    """Part at empty lines; lines that only a typesetter reads are none."""
    group: list[tuple[int, str]] = []
    for number, row in rows:
        directive = DIRECTIVE.match(row)
        if row.strip() and not directive and not UNSHOWN.match(row):
            group.append((number, row.rstrip()))
            continue
        if group:
            yield group
        group = []
        if directive and directive["rest"] and directive["name"] not in ("image", "figure", "include", "code-block"):
            group.append((number, directive["rest"]))
    if group:
        yield group


def _paragraphs(group: Sequence[tuple[int, str]], joiner: _Joiner) -> Iterator[_Paragraph]:
    current = _Paragraph()
    for at, (number, row) in enumerate(group):
        before = group[at - 1][1] if at else ""
        if at and _underlines(row, before) and len(current.words) == 1 and not current.mark:
            current.level = 1 if row.strip()[0] == "=" else 2
            continue
        if not at and UNDERLINE.match(row):
            continue
        item = ITEM.match(row)
        if item and _begins(item, current, before):
            yield from [current] if current.words else []
            current = _Paragraph(mark=item["mark"], indent=item.end())
            current.add(row[item.end() :], number)
        elif current.words and not joiner.goes_on(current, before, row):
            yield current
            current = _Paragraph()
            current.add(row, number)
        else:
            current.add(row, number)
    yield from [current] if current.words else []


def _underlines(row: str, before: str) -> bool:
    return bool(UNDERLINE.match(row)) and abs(len(row.strip()) - len(before.strip())) <= LONGEST_UNDERLINE


def _begins(item: re.Match[str], current: _Paragraph, before: str) -> bool:
    """Tell an item from a wrapped line that happens to begin like one."""
    if not before or current.mark or SENTENCE_END.search(before):
        return True
    return item["mark"] in ("1.", "1)", "*", "\u2022") or len(before) < SHORT


def _blocks(paragraphs: Sequence[_Paragraph]) -> Iterator[Block]:
    under, step, has_title = Under(), 0, False
    for at, paragraph in enumerate(paragraphs):
        text = paragraph.text
        level = paragraph.level or (_shaped_level(paragraphs, at) if not paragraph.mark else 0)
        step = step + 1 if paragraph.mark[:1].isdigit() else 0
        if level:
            level = 1 if not has_title else max(level, 2)
            under, has_title = replace(under, section=text, level=level), True
            yield Block(text, under, Kind.HEADING, level, lines=_lines(paragraph))
        elif text:
            kind = Kind.STEP if step else Kind.NOTE if NOTE.match(text) else Kind.PARAGRAPH
            yield Block(text, under, kind, step=step, item=bool(paragraph.mark), lines=_lines(paragraph))


def _shaped_level(paragraphs: Sequence[_Paragraph], at: int) -> int:
    """Take a short line that ends as no sentence does for a heading, if there is text below it."""
    if not _is_short(paragraphs[at]):
        return 0
    below = [p for p in paragraphs[at + 1 : at + 3] if p.mark or not _is_short(p)]
    return 2 if below else 0


def _is_short(paragraph: _Paragraph) -> bool:
    if paragraph.mark or len(paragraph.words) != 1:
        return False
    text = paragraph.text
    return len(text) <= LONGEST_HEADING and not SENTENCE_END.search(text) and text[:1].isalnum()


def _lines(paragraph: _Paragraph) -> tuple[tuple[int, int], ...]:
    starts, found = 0, []
    for words, line in zip(paragraph.words, paragraph.lines, strict=True):
        found.append((starts, line))
        starts += len(plain(words).replace(" ", ""))
    return tuple(found)
