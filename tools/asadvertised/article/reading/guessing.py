"""Guess how a page that nobody has described is laid out, as a first draft of its selectors."""

import json
import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from bs4 import BeautifulSoup
from bs4.element import Tag

from asadvertised.article.model import PageLayout, Panels, Select
from asadvertised.article.reading.faults import LayoutNotFound
from asadvertised.article.reading.markdown import GENERIC
from asadvertised.article.reading.parsing import parsed
from asadvertised.article.reading.seeing import hidden, never_shown
from asadvertised.article.reading.selecting import selected
from asadvertised.article.reading.signs import tags_of
from asadvertised.article.reading.walking import TEXT

BESIDE = frozenset(["nav", "footer", "header", "aside", "form", "dialog", "menu"])
BESIDE_ROLES = frozenset(["navigation", "banner", "contentinfo", "complementary", "search"])
CONTAINERS = frozenset(["body", "main", "article", "section", "div", "td"])
MEANT = frozenset(["main", "article"])
MOST, MUCH = 0.85, 0.6  # of the text that is no link: in the tightest container, and in one that is meant for it
STABLE = re.compile(r"(?!.*\d{3})(?![0-9a-f]{8,}$)[a-z][\w-]*", re.IGNORECASE)
TITLES = (("h1", ""), ("[role=heading][aria-level='1'][title]", "title"))
LAST_TITLES = (("meta[property='og:title']", "content"), ("title", ""))
HEADINGS, BLOCKS = ("heading", "headline"), ("paragraph", "button", "label", "item", "text")
IGNORED = ("footer", "select", "[role=navigation]", "[role=search]", ".breadcrumb", ".breadcrumbs")


@dataclass
class _Weight:
    text: int = 0
    links: int = 0

    @property
    def own(self) -> int:
        return self.text - self.links


def guess_layout(html: str, path: str = "/") -> PageLayout:
    """Give selectors that find a title and the text on a page.

    Raises LayoutNotFound if there is none.
    """
    soup = parsed(html)
    tags = list(tags_of(soup))
    content = _container(tags)
    if content is None:
        raise LayoutNotFound("text", "body")
    within = _selector(soup, content)
    title = next(_titles(soup, tags, within), None)
    if title is None:
        raise LayoutNotFound("title", "h1")
    custom = {tag.name: tag.name.rpartition("-")[2] for tag in tags if "-" in tag.name}
    return PageLayout(
        path=path,
        title=title,
        content=within,
        ignore=(*GENERIC.ignore, *IGNORED),
        heading=", ".join([GENERIC.heading, *sorted(name for name, word in custom.items() if word in HEADINGS)]),
        block=", ".join([GENERIC.block, *sorted(name for name, word in custom.items() if word in BLOCKS)]),
        panels=next(_panels(tags), None),
    )


def _titles(soup: BeautifulSoup, tags: Iterable[Tag], within: str) -> Iterator[Select]:
    headers = {(f"{tag.name}[title]", "title") for tag in tags if re.search(r"-(?:header|title)$", tag.name)}
    for selector, attribute in ((f"{within} h1", ""), *TITLES, *sorted(headers), *LAST_TITLES):
        found = next(selected(soup, selector), None)
        if found and (found.get(attribute) if attribute else found.get_text(strip=True)):
            yield Select(select=selector, attribute=attribute)


def _container(tags: list[Tag]) -> Tag | None:
    """Find the tightest container of most of the text, or one that says that it is meant for it."""
    weights = _weights(tags)
    whole = max((weights[id(tag)].own for tag in tags), default=0)
    if not whole:
        return None
    holding = [tag for tag in tags if tag.name in CONTAINERS or "-" in tag.name]
    meant = [tag for tag in holding if _is_meant(tag) and weights[id(tag)].own >= MUCH * whole]
    tight = [tag for tag in holding if weights[id(tag)].own >= MOST * whole]
    return next(iter([*meant[-1:], *tight[-1:], *tags[:1]]), None)


def _is_meant(tag: Tag) -> bool:
    return tag.name in MEANT or tag.attrs.get("role") in ("main", "article")


def _weights(tags: list[Tag]) -> dict[int, _Weight]:
    """Count the letters in each tag, and those that are links; children come after their parents in a page."""
    weights = {id(tag): _Weight() for tag in tags}
    for tag in reversed(tags):
        weight = weights[id(tag)]
        weight.text += sum(len(str(child).strip()) for child in tag.contents if type(child) in TEXT)
        if tag.name == "a":
            weight.links = weight.text
        around = weights.get(id(tag.parent))
        if around and not _is_beside(tag):
            around.text += weight.text
            around.links += weight.links
    return weights


def _is_beside(tag: Tag) -> bool:
    if never_shown(tag) or hidden(tag.attrs):
        return True
    return tag.name in BESIDE or tag.attrs.get("role") in BESIDE_ROLES


def _selector(soup: BeautifulSoup, tag: Tag) -> str:
    return next(selector for selector in [*_selectors(tag), _path(tag)] if next(selected(soup, selector), None) is tag)


def _selectors(tag: Tag) -> Iterator[str]:
    """Give ways to name a tag, the most lasting first."""
    name = str(tag.attrs.get("id") or "")
    if tag.name in MEANT:
        yield from (tag.name, f"{tag.name} {tag.name}")
    if STABLE.fullmatch(name):
        yield f"#{name}"
    if tag.attrs.get("role") == "main":
        yield "[role=main]"
    yield from (f"{tag.name}.{word}" for word in tag.attrs.get("class") or () if STABLE.fullmatch(word))
    yield tag.name


def _path(tag: Tag) -> str:
    steps = []
    around: Tag | None = tag
    while around is not None and around.parent is not None:
        alike = around.parent.find_all(around.name, recursive=False)
        number = next(at for at, child in enumerate(alike, 1) if child is around)
        steps.append(f"{around.name}:nth-of-type({number})")
        around = around.parent
    return " > ".join(reversed(steps))


def _panels(tags: Iterable[Tag]) -> Iterator[Panels]:
    for tag in tags:
        for attribute, value in tag.attrs.items():
            if isinstance(value, str) and value.lstrip().startswith("[{") and (keys := _keys(value)):
                name, heading, body = keys
                yield Panels(select=tag.name, attribute=attribute, id=name, heading=heading, body=body)


def _keys(value: str) -> tuple[str, str, str] | None:
    """Tell which keys of a list of panels hold what: the body is markup, the heading words, the id neither."""
    with suppress(ValueError, RecursionError):
        entries: Any = json.loads(value)
        first = entries[0] if all(isinstance(entry, dict) for entry in entries) else {}
        body = next((key for key, said in first.items() if "</" in str(said)), "")
        name = next((key for key in first if key.lower() in ("id", "key", "slot", "name")), "")
        heading = next((key for key in first if key not in (body, name) and isinstance(first[key], str)), "")
        if body and name and heading:
            return name, heading, body
    return None
