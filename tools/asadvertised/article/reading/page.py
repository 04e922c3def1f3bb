"""Read an article from its page: every piece of text that its readers see, in their order.

The selectors belong to the article. Nothing here knows what the page of any one article looks like.
"""

from collections.abc import Sequence
from math import inf

from bs4 import BeautifulSoup
from bs4.element import PageElement, Tag

from asadvertised.article.model import Article, Kind, PageLayout, Select
from asadvertised.article.passage import Passage
from asadvertised.article.reading.blocks import Block, Splitter, Under, passages_from
from asadvertised.article.reading.expecting import hold_to
from asadvertised.article.reading.faults import LayoutNotFound, NoArticle
from asadvertised.article.reading.parsing import base_of, parsed, refreshes_to, resolved, uncollected
from asadvertised.article.reading.seeing import hidden, never_shown
from asadvertised.article.reading.selecting import selected
from asadvertised.article.reading.signs import Signs
from asadvertised.article.reading.walking import TEXT, Around, Walk
from asadvertised.article.sentences import plain

AT_ONCE = 5.0  # seconds, in which nobody reads an article


@uncollected()
def read_page(html: str, layout: PageLayout, article: Article, address: str = "") -> list[Passage]:
    """Read every sentence of the article's page; its links are told as they lead from `address`, or from its source.

    Raises LayoutNotFound where the selectors find no title, no text, an unreadable panel, or far less than the
    transcription lets expect; NoArticle for a page that cannot have one.
    """
    soup = parsed(html)
    labels = frozenset(plain(sentence.text) for sentence in article.sentences if sentence.kind is Kind.LABEL)
    around = Around(base_of(soup, address or article.article.source), labels)
    try:
        blocks = _blocks(soup, layout, around)
        hold_to(article, layout, blocks, lambda: _all_text(soup, layout))
    except LayoutNotFound:
        _must_stay(soup, around.base)
        raise
    _must_stay(soup, around.base, AT_ONCE)
    known = [[sentence.text for sentence in block] for section in article.section for block in section.blocks]
    return passages_from(blocks, Splitter(known))


@uncollected()
def read_unknown_page(html: str, layout: PageLayout, address: str = "") -> list[Passage]:
    """Read a page that has no transcription to be held to yet.

    Raises LayoutNotFound where the selectors find no title, no text, or an unreadable panel.
    """
    soup = parsed(html)
    base = base_of(soup, address)
    try:
        return passages_from(_blocks(soup, layout, Around(base)), Splitter([]))
    except LayoutNotFound:
        _must_stay(soup, base)
        raise


def _must_stay(soup: BeautifulSoup, address: str, within: float = inf) -> None:
    """Raise NoArticle for a page whose readers do not stay on it, whatever it says."""
    elsewhere = refreshes_to(soup, within)
    if elsewhere and resolved(elsewhere, address) != address:
        raise NoArticle(f"it sends its readers on to {elsewhere}")


def _blocks(soup: BeautifulSoup, layout: PageLayout, around: Around) -> Sequence[Block]:
    content = next(filter(_is_shown, selected(soup, layout.content)), None)
    signs = Signs(layout)
    title = _title(soup, layout.title, signs)
    if content is None:
        raise LayoutNotFound("text", layout.content)
    signs.look(soup)
    blocks = Walk(signs, around, title).blocks(content)
    if not blocks:
        raise LayoutNotFound("text", layout.content)
    return [Block(title, Under(title, 1), Kind.HEADING, 1), *blocks]


def _title(soup: BeautifulSoup, title: Select, signs: Signs) -> str:
    found = next(selected(soup, title.select), None)
    text = plain(_value(found, title.attribute)) if found else ""
    if not found or not text:
        raise LayoutNotFound("title", title.select)
    if not title.attribute:
        signs.pass_over(found)
    return text


def _value(tag: Tag, attribute: str) -> str:
    if attribute:
        return str(tag.get(attribute.lower()) or "")
    return "".join(" " if getattr(piece, "name", "") == "br" else _own(piece) for piece in tag.descendants)


def _own(piece: PageElement) -> str:
    return str(piece) if type(piece) in TEXT else ""


def _is_shown(tag: Tag) -> bool:
    return not any(never_shown(around) or hidden(around.attrs) for around in (tag, *tag.parents))


def _all_text(soup: BeautifulSoup, layout: PageLayout) -> str:
    signs = Signs(layout, everything=True)
    signs.look(soup)
    return " ".join(block.text for block in Walk(signs, Around()).blocks(soup))
