"""Turn bytes that were decoded into a tree, within bounds, and resolve its links as a browser does."""

import gc
import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from math import inf
from urllib.parse import urljoin, urlsplit

from bs4 import BeautifulSoup
from bs4.element import NavigableString, Tag

from asadvertised.article.reading.faults import NoArticle

MOST_TAGS = 300_000
MOST_LETTERS = 60_000_000
NO_BASE = ("data", "javascript")  # https://html.spec.whatwg.org/#set-the-frozen-base-url
OVERRIDES = re.compile(r"<bdo\b", re.IGNORECASE)
OVERRIDE = {"ltr": "\u202d", "rtl": "\u202e"}
BLANKS = re.compile(r"[\t\n\r]")


@contextmanager
def uncollected() -> Iterator[None]:
    """Let the garbage collector wait: it would look through a whole tree again and again that is in use anyway."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def parsed(html: str) -> BeautifulSoup:
    """Parse a page; its NUL bytes are dropped, which browsers pass over and parsers stumble on.

    Raises NoArticle for more than can be parsed in bounded time and memory.
    """
    if len(html) > MOST_LETTERS:
        raise NoArticle(f"it has more than {MOST_LETTERS} letters")
    if html.count("<") > MOST_TAGS:
        raise NoArticle(f"it has more than {MOST_TAGS} tags")
    soup = BeautifulSoup(html.replace("\0", ""), "lxml")
    if OVERRIDES.search(html):
        _override(soup)
    return soup


def _override(soup: BeautifulSoup) -> None:
    """Say by letters where the reading direction is overridden, which text alone cannot tell."""
    for tag in soup.find_all("bdo", dir=True):
        letter = OVERRIDE.get(str(tag["dir"]).strip().lower(), "")
        for piece in tag.find_all(string=True) if letter else ():
            if type(piece) is NavigableString and not piece.isspace():
                piece.replace_with(f"{letter}{piece}")


def base_of(soup: BeautifulSoup, address: str) -> str:
    """Give the address that links are relative to: the first `<base>` counts, wherever it leads."""
    base = soup.find("base", href=True)
    wanted = resolved(str(base["href"]), address) if isinstance(base, Tag) else ""
    try:
        return wanted if wanted and urlsplit(wanted).scheme not in NO_BASE else address
    except ValueError:
        return address


@lru_cache(4096)
def resolved(href: str, base: str) -> str:
    """Give where a link leads; nothing for one that leads nowhere but to the place it stands in."""
    href = BLANKS.sub("", href).strip()
    if href in ("", "#") or href.lower().startswith("javascript:"):
        return ""
    try:
        return urljoin(base, href)
    except ValueError:
        return href


def refreshes_to(soup: BeautifulSoup, within: float = inf) -> str:
    """Give where a page sends its readers on to by itself, within some seconds, if it does."""
    for meta in soup.find_all("meta", attrs={"http-equiv": re.compile(r"^\s*refresh\s*$", re.IGNORECASE)}):
        delay, _, where = str(meta.get("content") or "").partition(";")
        seconds = float(delay) if delay.strip().isdecimal() else 0.0
        if "=" in where and seconds <= within:
            return where.partition("=")[2].strip(" '\"")
    return ""
