"""Read the corpus's documents with plain means: blocks of text, and the sentences of each, with their links.

A real reader may take the place of `passages_in`; the edits name words, not places.
"""

from dataclasses import dataclass, field

from bs4 import BeautifulSoup
from bs4.element import CData, NavigableString, Tag
from markdown_it import MarkdownIt

from asadvertised.article.model import Kind, Link
from asadvertised.article.passage import Passage
from asadvertised.article.sentences import plain, split_sentences

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
BLOCKS = (*HEADINGS, "p", "li", "dt", "dd", "td", "th", "div", "body", "main", "blockquote")
UNREAD = ("script", "style", "pre", "svg", "nav", "form", "select", "noscript", "head")


@dataclass(eq=False)
class Block:
    """An element and the strings that stand in no other block within it."""

    element: Tag
    strings: list[NavigableString] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The text as a reader sees it; a pilcrow only links to its own heading."""
        return plain("".join(self.strings).replace("¶", "").strip())

    @property
    def heading(self) -> bool:
        """Whether the block is a heading."""
        return self.element.name in HEADINGS


def soup_of(text: str, *, markdown: bool) -> BeautifulSoup:
    """Parse a page, or a Markdown file as the page that it makes."""
    return BeautifulSoup(f"<body>{MarkdownIt('commonmark').render(text)}</body>" if markdown else text, "lxml")


def blocks_in(soup: BeautifulSoup, content: str, ignore: str = "") -> list[Block]:
    """Give the blocks of the page's content that have text, in order."""
    unread = {id(tag) for tag in soup.select(ignore)} if ignore else set()
    found: dict[int, Block] = {}
    for string in _strings(soup, content):
        above = list(string.parents)
        element = next((tag for tag in above if tag.name in BLOCKS), None)
        if element and not any(tag.name in UNREAD or id(tag) in unread for tag in above):
            found.setdefault(id(element), Block(element)).strings.append(string)
    return [block for block in found.values() if block.text]


def _strings(soup: BeautifulSoup, content: str) -> list[NavigableString]:
    top = soup.select_one(content)
    strings = top.find_all(string=True) if top else []
    return [string for string in strings if type(string) in (NavigableString, CData)]


def sentences_of(block: Block) -> list[str]:
    """Give a block's sentences; a heading is one."""
    return [block.text] if block.heading else split_sentences(block.text)


def passages_in(blocks: list[Block]) -> list[Passage]:
    """Give the sentences of blocks, each under the heading above it."""
    found: list[Passage] = []
    section = ""
    for number, block in enumerate(blocks):
        section = block.text if block.heading else section
        found += [_passage(text, block, section, number) for text in sentences_of(block)]
    return found


def _passage(text: str, block: Block, section: str, number: int) -> Passage:
    step = int(block.element.find_parent("ol") is not None)
    links = [Link(text=plain(a.get_text()).replace("¶", "").strip(), href=str(a["href"])) for a in _links(block)]
    return Passage(
        text=text,
        section=section,
        heading=block.heading,
        kind=Kind.HEADING if block.heading else Kind.STEP if step else Kind.PARAGRAPH,
        level=int(block.element.name[1]) if block.heading else 0,
        step=step,
        block=number,
        links=tuple(link for link in links if link.text and link.text in text),
    )


def _links(block: Block) -> list[Tag]:
    return [a for a in block.element.find_all("a", href=True) if a.find_parent(BLOCKS) is block.element]
