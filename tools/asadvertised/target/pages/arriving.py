"""How somebody comes to the pages: over plain HTTP, or in a browser of their own."""

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from asadvertised.outcome import Cause, CouldNotTell, NotOffered
from asadvertised.target.client import Target
from asadvertised.target.pages.doors import filled
from asadvertised.target.pages.plain import PlainVisitor
from asadvertised.target.pages.visitor import Visitor

if TYPE_CHECKING:
    from asadvertised.target.pages.own import OwnBrowser
    from asadvertised.target.pages.seen import BrowserVisitor

PORTS = {"http": 80, "https": 443}


def over_http(target: Target, name: str) -> Visitor:
    """Give somebody with plain HTTP, who shares nothing with others; where pages need scripts, with a browser."""
    if target.doors.scripts:
        return in_a_browser(target, name)
    return PlainVisitor(target, target.agent(name))


def in_a_browser(target: Target, name: str) -> "BrowserVisitor":
    """Give somebody with a browser, who shares nothing with others.

    Raises NotLookedAt where there is no browser.
    """
    from asadvertised.target.pages.seen import BrowserVisitor

    return BrowserVisitor(target, name, target.browsers.fresh)


def in_a_browser_of_their_own(target: Target, name: str, *, do_not_track: bool) -> "OwnBrowser":
    """Give somebody with a browser in which third parties have cookies, and which may ask not to be tracked.

    Raises NotLookedAt where there is no browser.
    """
    from asadvertised.target.pages.own import OwnBrowser

    take = partial(target.browsers.of_its_own, do_not_track=do_not_track)
    return OwnBrowser(target, name, take, does_not_track=do_not_track)


def entry_of(target: Target, layout: str, values: Mapping[str, str]) -> str:
    """Give the address at which a person begins.

    Raises NotOffered where the service says that it has no such pages, and CouldNotTell where nobody said where.
    """
    must_be_offered(target, layout)
    if layout not in target.doors.layout:
        raise _nobody_said(f"the pages “{layout}” begin", f"[pages.layout.{layout}]")
    return _whole(target, target.doors.layout[layout].entry, values)


def place_of(target: Target, place: str, values: Mapping[str, str]) -> str:
    """Give the address of a single page.

    Raises as `entry_of` does.
    """
    must_be_offered(target, place)
    if place not in target.doors.place:
        raise _nobody_said(f"the page “{place}” is", f"`{place}` in [pages.place]")
    return _whole(target, target.doors.place[place], values)


def must_be_offered(target: Target, pages: str) -> None:
    """Raise NotOffered for a layout or a place that the service says is not there."""
    if pages in target.doors.without:
        raise NotOffered(f"pages: {pages}", f"the pages “{pages}”")
    if pages in target.missing_pages:
        missing = target.missing_pages[pages]
        raise NotOffered(missing.capability, missing.says)


def _whole(target: Target, address: str, values: Mapping[str, str]) -> str:
    parts = urlsplit(target.url)
    about = {"host": str(parts.hostname), "port": str(parts.port or PORTS[parts.scheme])}
    return urljoin(f"{target.url}/", filled(address, about | dict(values)))


def _nobody_said(what: str, key: str) -> CouldNotTell:
    return CouldNotTell(f"Nobody said where {what} (say so by {key} of the profile).", Cause.CONFIGURATION)
