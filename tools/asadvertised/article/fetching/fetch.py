"""Fetch a page: over HTTP, from a file or from standard input; within a time that bounds the whole."""

from collections.abc import Callable, Mapping
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from http import HTTPStatus
from threading import Thread
from urllib.parse import urlsplit

import requests

from asadvertised.article.fetching.archive import Archive
from asadvertised.article.fetching.charset import decoded
from asadvertised.article.fetching.guard import Guard, Lines
from asadvertised.article.fetching.kept import KeptFetch
from asadvertised.article.fetching.local import AN_ADDRESS_OR_A_FILE, STANDARD_INPUT, read_local
from asadvertised.article.fetching.media import kind_of
from asadvertised.article.fetching.page import HTML, Page, PageUnavailable
from asadvertised.article.fetching.reading import Came, page_of
from asadvertised.article.fetching.robots import LARGEST_ROBOTS, Robots
from asadvertised.article.fetching.visit import Answer, Visit
from asadvertised.article.fetching.walls import turned_away
from asadvertised.article.fetching.wire import ANY_WAY, Way, session_for
from asadvertised.errors import ConfigurationError
from asadvertised.outcome import Cause


@dataclass(frozen=True)
class Manners:
    """How a page is asked for: whether robots.txt is heeded, whether a browser renders it, where fetches are kept.

    One for a whole run, for it remembers what each robots.txt said. `locale` is the language that is asked for.
    """

    ignore_robots: bool = False
    browser: bool = False
    archive: Archive | None = None
    locale: str = ""
    robots: Robots = field(default_factory=Robots)


def fetch_page(source: str, timeout: float, way: Way = ANY_WAY, manners: Manners | None = None) -> Page:
    """Fetch a page from an http(s) address, a file: address, a path or standard input (`-`).

    `timeout` bounds the whole, in seconds. Raises PageUnavailable, or ConfigurationError for what is no source.
    """
    manners, lines = manners or Manners(), Lines()
    if not _is_on_the_web(source):
        page = _within(source, timeout, lambda: _from_here(source), lines)
    else:
        page = _within(source, timeout, lambda: _Fetch(source, timeout, way, manners, lines).page(), lines)
    if manners.archive:
        manners.archive.keep(page, manners.locale)
    return page


def _is_on_the_web(source: str) -> bool:
    try:
        scheme = urlsplit(source).scheme
        if scheme in ("http", "https"):
            requests.Request("GET", source).prepare()
    except ValueError as error:
        raise ConfigurationError("is no address", source, AN_ADDRESS_OR_A_FILE) from error
    return scheme in ("http", "https")


def _within(source: str, timeout: float, work: Callable[[], Page], lines: Lines) -> Page:
    """Bound the whole: a server that sends a byte now and then never times out by itself, nor does a pipe."""
    coming: Future[Page] = Future()
    Thread(target=_deliver, args=(coming, work), daemon=True).start()
    try:
        return coming.result(timeout)
    except TimeoutError:
        raise PageUnavailable(source, f"it did not come within {timeout:g} s") from None
    finally:
        lines.cut()


def _deliver(coming: Future[Page], work: Callable[[], Page]) -> None:
    try:
        coming.set_result(work())
    except BaseException as error:  # noqa: BLE001  the one who waits raises it
        coming.set_exception(error)


class _Fetch:
    """One fetch over HTTP."""

    def __init__(self, source: str, timeout: float, way: Way, manners: Manners, lines: Lines) -> None:
        self._source = source
        self._manners = manners
        self._lines = lines
        self._start = requests.Request("GET", source).prepare().url or source
        self._session = session_for(way, Guard(source, self._start), lines, manners.locale)
        self._visit = Visit(source, self._session, timeout)
        self._kept = _to_ask_by(manners, source)

    def page(self) -> Page:
        """Give the page; raise PageUnavailable where none came."""
        with self._session:
            answer, passed = self._visit.follow(self._start, self._may, self._conditions)
            page = self._read(answer)
            page = replace(page, redirects=passed, robots_ignored=self._manners.ignore_robots, asked=answer.asked)
            if not self._manners.browser or page.media_type != HTML:
                return page
            from asadvertised.article.fetching.browser import render

            return render(page, self._visit, self._lines, self._may, self._manners.locale)

    def _may(self, url: str) -> None:
        if not self._manners.ignore_robots:
            self._manners.robots.check(self._source, url, lambda at: self._visit.robots(at, LARGEST_ROBOTS))

    def _conditions(self, url: str) -> Mapping[str, str]:
        """Ask the address that the kept page came from whether it has changed."""
        if not self._kept or url != self._kept[0].url:
            return {}
        kept = self._kept[0]
        said = {"If-None-Match": kept.etag, "If-Modified-Since": kept.last_modified}
        return {name: value for name, value in said.items() if value}

    def _read(self, answer: Answer) -> Page:
        if answer.status == HTTPStatus.NOT_MODIFIED and self._kept and self._conditions(answer.url):
            return self._as_kept(answer, *self._kept)
        if answer.status != HTTPStatus.OK:
            raise self._refused(answer)
        page = page_of(
            self._source, Came(answer.body, answer.headers, kind_of(answer.header("Content-Type"), answer.url))
        )
        return replace(page, url=answer.url, fetched_at=datetime.now(UTC))

    def _as_kept(self, answer: Answer, kept: KeptFetch, body: bytes) -> Page:
        """Read the kept bytes, under the kept headers as the answer renews them (RFC 9111, 3.2)."""
        renewed = {name.lower() for name, _ in answer.headers}
        headers = answer.headers + tuple(pair for pair in kept.headers if pair[0].lower() not in renewed)
        page = page_of(self._source, Came(body, headers, kept.media_type))
        return replace(page, url=answer.url, fetched_at=datetime.now(UTC), not_modified=True, status=answer.status)

    def _refused(self, answer: Answer) -> PageUnavailable:
        """Say with what status it was refused, and by what, where a wall shows itself."""
        text = decoded(answer.body, answer.header("Content-Type")).text
        page = Page(self._source, text, "", url=answer.url, status=answer.status, headers=answer.headers)
        wall = turned_away(page)
        if wall:
            return PageUnavailable(self._source, wall.why, wall.cause)
        return PageUnavailable(self._source, f"it answered with status {answer.status}", Cause.TARGET)


def _to_ask_by(manners: Manners, source: str) -> tuple[KeptFetch, bytes] | None:
    """Give the last kept fetch that a server can be asked to compare with, if its bytes are still there."""
    if not manners.archive:
        return None
    kept = manners.archive.latest(source)
    if not kept or kept.locale != manners.locale or not (kept.etag or kept.last_modified):
        return None
    with suppress(ConfigurationError):
        return kept, manners.archive.page(kept.sha256)
    return None


def _from_here(source: str) -> Page:
    is_piped = source == STANDARD_INPUT
    kind = "" if is_piped else kind_of("", source)
    page = page_of(source, Came(read_local(source), (), kind, Cause.CONFIGURATION, may_be_a_draft=is_piped))
    return replace(page, url=source, fetched_at=datetime.now(UTC))
