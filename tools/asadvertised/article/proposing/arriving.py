"""The one way in which a page becomes passages to be proposed, with the layout that they were read by."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from asadvertised.article.fetching.page import HTML, Page
from asadvertised.article.model import About, PageLayout, Select
from asadvertised.article.passage import Passage
from asadvertised.article.proposing.origin import Origin, about, holds_private, origin_of
from asadvertised.article.proposing.writing import draft
from asadvertised.article.reading import guess_layout, read, read_text, read_unknown_page

MOST_READINGS = 4
UNSEEN = PageLayout(path="", title=Select(select="h1"), content="body", heading="h1, h2, h3, h4, h5, h6", block="p, li")


@dataclass(frozen=True)
class Arrived:
    """A page that was read without a transcription to hold it against."""

    passages: tuple[Passage, ...]
    layout: PageLayout
    about: About


def arrive(page: Page, name: str) -> Arrived:
    """Read a page, or a draft, that no transcription exists of; a draft's page has still to be looked at."""
    is_page = page.media_type == HTML
    origin = origin_of(page.html) if is_page else Origin()
    layout = guess_layout(page.html, _path_of(page.source)) if is_page else UNSEEN
    passages = _settled(page, layout, about(name, page.source, "", origin))
    title = next((passage.text for passage in passages if passage.heading), "")
    return Arrived(tuple(map(_public, passages)), layout, about(name, page.source, title, origin))


def _path_of(source: str) -> str:
    return urlsplit(source).path if source.startswith("http") else ""


def _settled(page: Page, layout: PageLayout, known: About) -> Sequence[Passage]:
    """Read until nothing changes: sentences that are known are not split, and each reading makes more of them known."""
    if page.media_type == HTML:
        passages = read_unknown_page(page.html, layout, page.url)
    else:
        passages = read_text(page.html, page.media_type, (), page.url)
    for _ in range(MOST_READINGS):
        again = read(page.html, page.media_type, layout, draft(passages, known, layout), page.url)
        if [one.text for one in again] == [one.text for one in passages]:
            break
        passages = again
    return passages


def _public(passage: Passage) -> Passage:
    """Leave out the target of a link that was made for one person: the next one to look will see another."""
    links = tuple(link.model_copy(update={"href": ""}) if holds_private(link.href) else link for link in passage.links)
    return replace(passage, links=links)
