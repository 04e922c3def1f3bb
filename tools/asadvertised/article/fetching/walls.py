"""Recognise what stands in the article's place: a wall, a login, a shell, an error page, another language.

Decided by structure, and only where the article is not on the page: a page may be *about* any of these. Pure functions
of the page, so that a kept one can be judged again.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from http import HTTPStatus
from urllib.parse import urljoin, urlsplit

from bs4.element import Tag

from asadvertised.article.fetching import marks
from asadvertised.article.fetching.language import declared_language, is_other, spoken_other
from asadvertised.article.fetching.look import Look, visible
from asadvertised.article.fetching.page import Page, PageUnavailable
from asadvertised.outcome import Cause

PROSE, SHORT, SOME, FEW = 300, 120, 60, 40
LOCKED = (HTTPStatus.UNAUTHORIZED, HTTPStatus.PROXY_AUTHENTICATION_REQUIRED)
HOME = re.compile(r"^/?(?:[a-z]{2}(?:[-_][a-z]{2,4})?/?)?(?:index\.\w+|home/?)?$", re.IGNORECASE)
BY_HAND = "check a copy that a browser saved, by --article FILE"


class WallKind(StrEnum):
    """What stands in the article's place."""

    BOT = "bot wall"
    CONSENT = "cookie wall"
    LOGIN = "login page"
    SHELL = "empty shell"
    ERROR = "error page"
    ELSEWHERE = "refresh"
    LANGUAGE = "another language"


@dataclass(frozen=True)
class Wall:
    """What was met, why we think so and how to mend it, in a line, and whose doing it is."""

    kind: WallKind
    why: str
    cause: Cause = Cause.TARGET


def recognise(page: Page, *, is_there: bool, locale: str = "") -> Wall | None:
    """Say what stands in the article's place; `is_there` says that the reader has found its text.

    Where it is there nothing stands in its place, but that it may be in another language than `locale`.
    """
    language = _declared_other(page, locale)
    if is_there or language:
        return language
    look = Look(page)
    try:
        found = (recogniser(look) for recogniser in RECOGNISERS)
        return next((wall for wall in found if wall), None) or _spoken_other(look, locale)
    except RecursionError:
        return None


def must_be_the_page(page: Page, *, is_there: bool, locale: str = "") -> None:
    """Raise PageUnavailable where something else stands in the article's place."""
    if wall := recognise(page, is_there=is_there, locale=locale):
        raise PageUnavailable(page.source, wall.why, wall.cause)


def turned_away(page: Page) -> Wall | None:
    """Say what refused us, of an answer whose status is an error."""
    look = Look(page)
    if page.status in LOCKED:
        why = f"it answered with status {page.status}: it wants a login; {BY_HAND}"
        return Wall(WallKind.LOGIN, why, Cause.AUTHENTICATION)
    return _bot_wall(look) or _captcha(look)


def _bot_wall(look: Look) -> Wall | None:
    found = next((mark for mark in marks.BOT_WALLS if _shows(mark, look)), None)
    return _by_product(found.product, look) if found else None


def _captcha(look: Look) -> Wall | None:
    return _by_product(marks.CAPTCHA.product, look) if look.words < SHORT and _shows(marks.CAPTCHA, look) else None


def _by_product(product: str, look: Look) -> Wall:
    status = "" if look.page.status == HTTPStatus.OK else f" with status {look.page.status}"
    why = f"a bot wall ({product}) stands before it{status}; let its owner let {_us(look)} in, or {BY_HAND}"
    return Wall(WallKind.BOT, why)


def _us(look: Look) -> str:
    agent = next((value for name, value in look.page.asked if name.lower() == "user-agent"), "")
    return agent or "our user agent"


def _shows(mark: marks.Mark, look: Look) -> bool:
    if mark.header:
        return bool(re.search(mark.value, look.page.header(mark.header), re.IGNORECASE))
    if look.words > PROSE:
        return False
    seen = look.parts if look.words > SHORT else look.page.html[:200_000]
    in_title = mark.title and re.search(mark.title, look.title, re.IGNORECASE)
    return bool(in_title or (mark.part and re.search(mark.part, seen, re.IGNORECASE)))


def _error_page(look: Look) -> Wall | None:
    named = next((said for said in [look.title, *look.headings] if marks.ERROR_TITLE.search(said)), "")
    if named and look.words <= PROSE:
        why = f"it is an error page ({named[:60]!r}), with status {look.page.status}; check the address"
        return Wall(WallKind.ERROR, why)
    if look.page.redirects and HOME.match(urlsplit(look.page.url).path) and not HOME.match(_asked_path(look)):
        return Wall(WallKind.ERROR, "it redirects to the home page, so the article is gone; check the address")
    return None


def _asked_path(look: Look) -> str:
    return urlsplit(look.page.redirects[0] if look.page.redirects else look.page.url).path


def _cookie_wall(look: Look) -> Wall | None:
    why = f"a cookie wall stands before it; {BY_HAND}"
    parts = urlsplit(look.page.url)
    moved = look.page.redirects and (marks.CONSENT_HOST.match(parts.netloc) or marks.CONSENT_PATH.search(parts.path))
    if moved or any(_asks_for_consent(form) for form in look.soup.find_all("form", limit=20)):
        return Wall(WallKind.CONSENT, why)
    inside = [len(visible(tag).split()) for tag in _consent_places(look) if tag.find(["button", "input", "a"])]
    is_wall = inside and 0 < max(inside) <= PROSE and look.words - max(inside) < SOME
    return Wall(WallKind.CONSENT, why) if is_wall else None


def _consent_places(look: Look) -> list[Tag]:
    """Give the outermost places that ask for consent."""
    places: list[Tag] = []
    within: set[int] = set()
    for tag in look.soup.find_all(name=True, limit=5_000):
        if id(tag.parent) in within:
            within.add(id(tag))
        elif tag.name != "body" and _is_consent(tag):
            within.add(id(tag))
            places.append(tag)
    return places


def _is_consent(tag: Tag) -> bool:
    names = [str(tag.get("id") or ""), *map(str, tag.get_attribute_list("class"))]
    return any(marks.CONSENT_PLACE.search(name) for name in names)


def _asks_for_consent(form: Tag) -> bool:
    parts = urlsplit(str(form.get("action") or ""))
    return bool(marks.CONSENT_HOST.match(parts.netloc) or marks.CONSENT_PATH.search(parts.path))


def _login(look: Look) -> Wall | None:
    wall = Wall(WallKind.LOGIN, f"it leads to a login page; {BY_HAND}", Cause.AUTHENTICATION)
    if look.page.redirects and _is_login(look.page.url) and not _is_login(look.page.redirects[0]):
        return wall
    has_password = look.soup.select_one("input[type=password i]") is not None
    return wall if has_password and look.words <= PROSE else None


def _is_login(url: str) -> bool:
    parts = urlsplit(url)
    return bool(marks.LOGIN_PATH.search(parts.path) or marks.LOGIN_HOST.match(parts.netloc))


def _elsewhere(look: Look) -> Wall | None:
    tag = look.soup.select_one("meta[http-equiv=refresh i]")
    said = marks.REFRESH.match(str(tag.get("content") or "")) if tag else None
    if not said or look.words > SOME:
        return None
    target = urljoin(look.page.url, said[2].strip())
    if target == look.page.url or not target.startswith("http"):
        return None
    return Wall(WallKind.ELSEWHERE, f"it only sends readers on to {target[:200]}; name that address instead")


def _shell(look: Look) -> Wall | None:
    is_bare = look.words < FEW and bool(look.scripts or marks.WANTS_SCRIPTS.search(look.noscript))
    if not is_bare and not (look.words < SHORT and look.scripts and _has_empty_root(look)):
        return None
    if look.page.rendered:
        return Wall(WallKind.SHELL, f"it stays empty in a browser, too; {BY_HAND}")
    return Wall(WallKind.SHELL, "it is an empty shell that needs JavaScript; render it with --browser")


def _has_empty_root(look: Look) -> bool:
    roots = (look.soup.find(id=name) or look.soup.find(name) for name in marks.ROOTS)
    return any(isinstance(root, Tag) and len(visible(root).split()) < FEW for root in roots)


def _declared_other(page: Page, locale: str) -> Wall | None:
    found = declared_language(page)
    return _in_language(found, locale, "says that it is") if is_other(found, locale) else None


def _spoken_other(look: Look, locale: str) -> Wall | None:
    found = spoken_other(look.text, locale) if locale else ""
    return _in_language(found, locale, "is written") if found else None


def _in_language(found: str, locale: str, how: str) -> Wall:
    why = f"it {how} in another language ({found[:20]!r}, not {locale!r}); name the address of the {locale!r} page"
    return Wall(WallKind.LANGUAGE, why, Cause.CONFIGURATION)


RECOGNISERS: tuple[Callable[[Look], Wall | None], ...] = (
    _bot_wall, _error_page, _cookie_wall, _login, _captcha, _elsewhere, _shell,
)  # fmt: skip
