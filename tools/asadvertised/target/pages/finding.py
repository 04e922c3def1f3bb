"""Find what a person would take for a thing, by its role and accessible name, as the browser tells them."""

import re
from collections.abc import Iterable
from functools import reduce
from typing import TYPE_CHECKING

from asadvertised.target.pages import scripts
from asadvertised.target.pages.doors import Thing
from asadvertised.target.pages.naming import FILLED as FIELDS
from asadvertised.target.pages.naming import TRAILING, field_of, plain

if TYPE_CHECKING:
    from playwright.sync_api import ElementHandle, Frame, Locator, Page

CLICKED = ("link", "button", "menuitem", "tab")
SWITCHED = ("checkbox", "switch", "radio", "menuitemcheckbox", "menuitemradio")
FILLED = ("textbox", "searchbox", "spinbutton")
ALL = (*CLICKED, *SWITCHED, *FILLED)
TO_ALL = ":not([aria-hidden=true], [aria-hidden=true] *)"


def find(page: "Page", thing: Thing, roles: tuple[str, ...], *, hidden: bool = False) -> "ElementHandle | None":
    """Find a thing in the page or in what it embeds; the first, if there are more.

    With `hidden`, also what style hides, if nothing else is there. A field that everybody knows by what it is for
    may be called anything.
    """
    found, known = _find(page, thing, roles, hidden=hidden), field_of(thing) if FILLED[0] in roles else None
    return _find(page, known, roles, hidden=hidden) if known and not found else found


def _find(page: "Page", thing: Thing, roles: tuple[str, ...], *, hidden: bool) -> "ElementHandle | None":
    unseen = None
    for frame in page.frames:
        every = _called(frame, thing, roles, hidden=hidden)
        found = every.element_handles() if every else []
        shown = frame.evaluate(scripts.FIRST_SHOWN, found) if found else -1
        if shown >= 0:
            return found[shown]
        unseen = unseen or next(iter(found), None)
    return unseen if hidden else None


def _called(frame: "Frame", thing: Thing, roles: tuple[str, ...], *, hidden: bool) -> "Locator | None":
    """Give what has one of these roles, or can be filled in, and one of the thing's names."""
    if thing.css:
        return frame.locator(thing.css)
    names = [_to_the_letter(name) for name in map(plain, thing.names) if name]
    if not names:
        return None
    called = re.compile(rf"^\s*(?:{'|'.join(names)})[{TRAILING}]*$", re.IGNORECASE)
    ways = [frame.get_by_role(role, name=called, include_hidden=hidden) for role in roles]  # type: ignore[arg-type]
    if CLICKED[0] in roles:
        ways.append(frame.locator("summary").filter(has_text=called))  # no role of its own
    if FILLED[0] in roles:
        ways.append(_fields(frame, called, hidden=hidden))
    return _any(ways)


def _fields(frame: "Frame", called: re.Pattern[str], *, hidden: bool) -> "Locator":
    """Give the fields of a name, by whatever it is written; a password's has no role."""
    ways = (frame.get_by_label(called), frame.get_by_placeholder(called), frame.get_by_title(called))
    return frame.locator(f":is({FIELDS}){'' if hidden else TO_ALL}").and_(_any(ways))


def _to_the_letter(name: str) -> str:
    """Give a name as a pattern, in which no letter means anything to a pattern, or to Playwright's selectors."""
    return "".join(one if one.isalnum() or one == " " or not one.isascii() else f"\\x{ord(one):02x}" for one in name)


def _any(ways: "Iterable[Locator]") -> "Locator":
    return reduce(lambda one, other: one.or_(other), ways)
