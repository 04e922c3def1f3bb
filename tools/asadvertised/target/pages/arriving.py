"""How somebody comes to the pages: over plain HTTP, or in a browser of their own."""

from collections.abc import Mapping
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from asadvertised.outcome import Cause, CouldNotTell, NotOffered
from asadvertised.target.client import Target
from asadvertised.target.pages.doors import filled
from asadvertised.target.pages.plain import PlainVisitor

if TYPE_CHECKING:
    from asadvertised.target.pages.seen import BrowserVisitor

PORTS = {"http": 80, "https": 443}


def over_http(target: Target, name: str) -> PlainVisitor:
    """Give somebody with plain HTTP, who shares nothing with others.

    Raises NotOffered where the service says that its pages need scripts.
    """
    if target.doors.scripts:
        raise NotOffered("scripts", "pages that can be used without scripts")
    return PlainVisitor(target, target.agent(name))


def in_a_browser(target: Target, name: str) -> "BrowserVisitor":
    """Give somebody with a browser, who shares nothing with others.

    Raises NotLookedAt where there is no browser.
    """
    from asadvertised.target.pages.seen import BrowserVisitor

    return BrowserVisitor(target, name, target.browsers.fresh())


def in_a_browser_of_their_own(target: Target, name: str, *, do_not_track: bool) -> "BrowserVisitor":
    """Give somebody with a browser in which third parties have cookies, and which may ask not to be tracked.

    Raises NotLookedAt where there is no browser.
    """
    from asadvertised.target.pages.seen import BrowserVisitor

    return BrowserVisitor(target, name, target.browsers.of_its_own(do_not_track=do_not_track))


def entry_of(target: Target, layout: str, values: Mapping[str, str]) -> str:
    """Give the address at which a person begins.

    Raises NotOffered where the service says that it has no such pages, and CouldNotTell where nobody said where.
    """
    if layout in target.missing_layouts:
        missing = target.missing_layouts[layout]
        raise NotOffered(missing.capability, missing.says)
    _is_there(target, layout)
    if layout not in target.doors.layout:
        raise _nobody_said(f"the pages “{layout}” begin", f"[pages.layout.{layout}]")
    return _whole(target, target.doors.layout[layout].entry, values)


def place_of(target: Target, place: str, values: Mapping[str, str]) -> str:
    """Give the address of a single page.

    Raises NotOffered where the service says that it has none, and CouldNotTell where nobody said where that is.
    """
    _is_there(target, place)
    if place not in target.doors.place:
        raise _nobody_said(f"the page “{place}” is", f"`{place}` in [pages.place]")
    return _whole(target, target.doors.place[place], values)


def _is_there(target: Target, name: str) -> None:
    if name in target.doors.without:
        raise NotOffered(f"pages: {name}", f"the pages “{name}”")


def _whole(target: Target, address: str, values: Mapping[str, str]) -> str:
    parts = urlsplit(target.url)
    about = {"host": str(parts.hostname), "port": str(parts.port or PORTS[parts.scheme])}
    return urljoin(f"{target.url}/", filled(address, about | dict(values)))


def _nobody_said(what: str, key: str) -> CouldNotTell:
    return CouldNotTell(f"Nobody said where {what} (say so by {key} of the profile).", Cause.CONFIGURATION)
