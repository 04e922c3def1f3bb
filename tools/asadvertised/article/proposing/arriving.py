"""The one way in which a page becomes passages to be proposed, with the layout that they were read by."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from asadvertised.article.fetch import Page
from asadvertised.article.model import About, Article, Kind, PageLayout, Select
from asadvertised.article.page import read_page
from asadvertised.article.passage import Passage
from asadvertised.article.proposing.origin import about, holds_private, origin_of, parsed
from asadvertised.article.proposing.writing import draft

CONTENTS = ("main article", "article", "main", "[role=main]", "#content", "body")
MOST_READINGS = 4
IGNORED = ("script", "style", "template", "noscript", "svg", "textarea", "input", "nav", "header nav", "footer")


@dataclass(frozen=True)
class Arrived:
    """A page that was read without a transcription to hold it against."""

    passages: tuple[Passage, ...]
    layout: PageLayout
    about: About


def arrive(page: Page, name: str) -> Arrived:
    """Read a page that no transcription exists of."""
    origin = origin_of(page.html)
    layout = guess_layout(page.html, page.source)
    passages = _settled(page, layout, about(name, page.source, "", origin))
    title = next((passage.text for passage in passages if passage.heading), "")
    return Arrived(tuple(map(_public, passages)), layout, about(name, page.source, title, origin))


def guess_layout(html: str, source: str) -> PageLayout:
    """Guess where a page has its article."""
    soup = parsed(html)
    content = next((selector for selector in CONTENTS if soup.select_one(selector)), "body")
    return PageLayout(
        path=urlsplit(source).path if source.startswith("http") else "",
        title=Select(select="h1" if soup.h1 else "title"),
        content=content,
        ignore=IGNORED,
        heading="h1, h2, h3, h4, h5, h6",
        block="p, li, td, th, dt, dd, legend, label, summary, figcaption, pre",
    )


def _settled(page: Page, layout: PageLayout, known: About) -> Sequence[Passage]:
    """Read until nothing changes: sentences that are known are not split, and each reading makes more of them known."""
    passages = _read(page, draft((), known, layout))
    for _ in range(MOST_READINGS):
        again = _read(page, draft(passages, known, layout))
        if [one.text for one in again] == [one.text for one in passages]:
            break
        passages = again
    return passages


def _read(page: Page, known: Article) -> Sequence[Passage]:
    return [
        Passage(text=one.text, section=one.section, heading=one.heading, kind=_kind(heading=one.heading), block=number)
        for number, one in enumerate(read_page(page.html, known.page, known))
    ]


def _kind(*, heading: bool) -> Kind:
    return Kind.HEADING if heading else Kind.PARAGRAPH


def _public(passage: Passage) -> Passage:
    """Leave out the target of a link that was made for one person: the next one to look will see another."""
    links = tuple(link.model_copy(update={"href": ""}) if holds_private(link.href) else link for link in passage.links)
    return replace(passage, links=links)
