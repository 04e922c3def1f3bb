"""How the commands have a page fetched, and where what came is kept."""

import os
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from asadvertised.article.drift import Errand, Found
from asadvertised.article.fetching.archive import Archive
from asadvertised.article.fetching.fetch import Manners
from asadvertised.article.fetching.local import STANDARD_INPUT
from asadvertised.article.fetching.page import Page
from asadvertised.errors import ConfigurationError

ON_THE_WEB = ("http://", "https://")


@dataclass(frozen=True)
class Fetching:
    """What the command line says of fetching; without a folder, no history is kept."""

    ignore_robots: bool = False
    browser: bool = False
    history: Path | None = None
    warc: Path | None = None

    def errand(self, source: str, timeout: float, locale: str) -> Errand:
        """Give how a page is had; what is piped in has no history. `timeout` is in seconds.

        Raises ConfigurationError where a browser is to render what is no page of the web.
        """
        self.must_fit(source)
        archive = None if source == STANDARD_INPUT else self.archive()
        return Errand(timeout, manners=Manners(self.ignore_robots, self.browser, archive, locale))

    def must_fit(self, source: str | None) -> None:
        """Refuse, by ConfigurationError, to let a browser render what is named and is no page of the web."""
        if self.browser and source and not source.lower().startswith(ON_THE_WEB):
            where = "standard input" if source == STANDARD_INPUT else source
            mend = "leave it out, and what is there is read as it is; or give an http(s) address"
            raise ConfigurationError("only a page of the web is rendered in a browser", f"--browser, {where}", mend)

    def within(self, folder: Path) -> "Fetching":
        """Have the web archive written in a folder, for one service of several."""
        return replace(self, warc=folder / self.warc.name if self.warc else None)

    def archive(self) -> Archive | None:
        """Give the history, if one is kept."""
        return Archive(self.history) if self.history else None

    def write_warc(self, page: Page | None) -> None:
        """Write the exchange by which a page came as WARC, where that is wanted."""
        if self.warc and page:
            from asadvertised.article.fetching.warc import write_warc

            write_warc(self.warc, page)


ANY_FETCHING = Fetching()
OURS = "asadvertised-history"


def history_in(folder: Path | None, *, no_history: bool) -> Path | None:
    """Give where fetches are kept: in the folder that is named, else in our own here, if this is a place to write.

    Raises ConfigurationError where it is also said that nothing is kept.
    """
    if folder and no_history:
        raise ConfigurationError("contradict each other", "--history, --no-history", "leave one of them out")
    if no_history:
        return None
    if folder or not os.access(Path.cwd(), os.W_OK):
        return folder
    return Path(OURS)


def notes_on(found: Found) -> Iterator[str]:
    """Say what a reader of the result should know of how its page was had."""
    page = found.page
    if page:
        yield from page.notes
        if page.robots_ignored:
            yield "robots.txt was not asked, as --ignore-robots says"
        if page.rendered:
            yield "the page was rendered in a browser"
        if page.not_modified:
            yield "the server says that the page has not changed since the last fetch, which was read again"
        if page.redirects:
            yield f"it was redirected to {page.url}"
