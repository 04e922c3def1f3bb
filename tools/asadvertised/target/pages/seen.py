"""A person at a page in a real browser: what style shows, hides and places, and what scripts do."""

import base64
import contextlib
import re
import time
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from functools import reduce
from typing import TYPE_CHECKING, Any

from asadvertised.outcome import Cause, CouldNotTell
from asadvertised.target.client import Target
from asadvertised.target.exchange import Evidence
from asadvertised.target.faults import Unreachable
from asadvertised.target.masking import KEPT_BODY
from asadvertised.target.pages import scripts
from asadvertised.target.pages.doors import Thing
from asadvertised.target.pages.naming import plain
from asadvertised.target.pages.visitor import Look, Screen
from asadvertised.target.picture import Picture

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Frame, Locator, Page, Response

CLICKED = ("link", "button", "menuitem", "tab")
SWITCHED = ("checkbox", "switch", "radio", "menuitemcheckbox", "menuitemradio")
FILLED = ("textbox", "searchbox", "spinbutton")
QUALITY = 70
CLICKED_WITHIN_MS = 2000  # as long as something may move, or lie before something else
SERVER_ERROR = 500
CLIENT_ERROR = 400


class BrowserVisitor:
    """Somebody at a page in a tab of a browser; the pages that they come to are evidence, as exchanges and pictures."""

    def __init__(self, target: Target, name: str, context: "BrowserContext", page: "Page | None" = None) -> None:
        self._target = target
        self._name = name
        self._context = context
        self._page = page or context.new_page()
        self._page.set_default_timeout(1000 * target.reach.timeout)
        self._came: list[Response] = []
        self._status = 0
        self._shown: tuple[Locator, str] | None = None
        self._page.on("response", self._note)
        target.cameras.append(self._take)

    def close(self) -> None:
        """Close the whole browser of this person."""
        if self._take in self._target.cameras:
            self._target.cameras.remove(self._take)
        with contextlib.suppress(Exception):
            self._context.close()

    def fits(self, screen: Screen) -> None:
        """Give the page a screen of a size, in CSS pixels."""
        width, height = screen
        self._page.set_viewport_size({"width": width, "height": height})

    def clear_cookies(self) -> None:
        """Clear the browser's cookies, all of them."""
        self._context.clear_cookies()

    def open(self, address: str) -> bool:
        """Open an address; tell whether a page is there."""
        with self._asking(address):
            self._page.goto(address)
        return self._arrived()

    def sees(self, words: str) -> bool:
        """Tell whether there is something of this name to click, to switch or to fill in."""
        return self._find(words, (*CLICKED, *SWITCHED, *FILLED)) is not None

    def click(self, words: str) -> bool:
        """Click; tell whether a page is there then."""
        found = self._needed(words, (*CLICKED, *SWITCHED))
        self._show(found, words)
        with self._asking(words):
            pressed = self._press(found)
        return pressed and self._arrived()

    def fill(self, words: str, text: str) -> bool:
        """Write into a field; tell whether there is one."""
        found = self._find(words, FILLED)
        if found is not None:
            with self._asking(words):
                found.fill(text)
        return found is not None

    def holds(self, words: str) -> str | None:
        """Give what is written in a field, hidden or not; None where there is none."""
        found = self._find(words, FILLED, hidden=True)
        return None if found is None else found.input_value()

    def stands(self, words: str) -> bool | None:
        """Tell whether something is switched on; None where there is nothing to switch."""
        found = self._find(words, SWITCHED)
        return None if found is None else bool(found.evaluate(scripts.STANDS))

    def turn(self, words: str, *, on: bool) -> bool:
        """Switch something on or off; tell whether that can be done."""
        found = self._find(words, SWITCHED)
        if found is None or not found.is_enabled():
            return False
        if bool(found.evaluate(scripts.STANDS)) is not on:
            self._show(found, words)
            with self._asking(words):
                pressed = self._press(found)
            return pressed and self._arrived()
        return True

    def back(self) -> None:
        """Go back to the page before, by the browser's own button."""
        with self._asking("the page before"):
            self._page.go_back()
        self._arrived()

    def another_tab(self) -> "BrowserVisitor":
        """Give another tab of the same browser, at the same page."""
        other = BrowserVisitor(self._target, self._name, self._context)
        other.open(self._page.url)
        return other

    def looks_at(self, words: str, screens: Sequence[Screen], *, scrolled: bool = False) -> Iterator[Look]:
        """Look at something on one screen after another; `scrolled` to it, as a person would who cannot see it yet.

        The last screen stays as it is.
        """
        for screen in screens:
            self.fits(screen)
            self._page.evaluate(scripts.SCROLL_BACK)
            found = self._find(words, (*CLICKED, *SWITCHED, *FILLED), hidden=True)
            self._shown = None if found is None else (found, words)
            if found is not None and scrolled:
                found.evaluate(scripts.BRING_INTO_VIEW)
            box = found.evaluate(scripts.BOX) if found is not None else None
            yield Look(screen, shown=True, **box) if box else Look(screen, shown=False)

    def reaches_by_keyboard(self, words: str) -> bool:
        """Press Tab until the focus is on it, at most as often as there is something to focus."""
        found = self._needed(words, (*CLICKED, *SWITCHED, *FILLED))
        self._page.evaluate(scripts.START_AGAIN)
        for _ in range(int(self._page.evaluate(scripts.FOCUSABLE))):
            self._page.keyboard.press("Tab")
            if found.evaluate(scripts.HAS_FOCUS):
                return True
        return False

    def says(self) -> str:
        """Give what can be read on the page, and in what it embeds."""
        return "\n".join(frame.inner_text("body") for frame in self._page.frames)

    def wait(self) -> None:
        """Wait until the page, and what it embeds, asks for nothing more."""
        with self._asking("a page that does not come to an end"):
            self._page.wait_for_load_state("networkidle")

    def reads(self, words: str) -> bool:
        """Tell whether the page, or what it embeds, says what the article calls so."""
        said, thing = plain(self.says()), self._target.doors.called(words)
        return self.sees(words) if thing.css else any(plain(name) in said for name in thing.names)

    def _needed(self, words: str, roles: tuple[str, ...]) -> "Locator":
        found = self._find(words, roles)
        if found is None:
            raise LookupError(words)
        return found

    def _find(self, words: str, roles: tuple[str, ...], *, hidden: bool = False) -> "Locator | None":
        """Find what a person would take for something, in the page or in what it embeds; the first, if there are more.

        With `hidden`, also what style hides, if nothing else is there.
        """
        thing = self._target.doors.called(words)
        every = [found for frame in self._page.frames for found in _called(frame, thing, roles, hidden=hidden).all()]
        shown = (found for found in every if found.is_visible() or found.evaluate(scripts.BOX))
        return next(shown, every[0] if every and hidden else None)

    def _press(self, found: "Locator") -> bool:
        """Click, and wait for the page that it leads to, or for what it opens; tell whether it could be clicked."""
        from playwright.sync_api import TimeoutError as TooLate

        label = found.evaluate_handle(scripts.ITS_LABEL_IF_ALONE).as_element()
        pressed, frame = label or found, found.element_handle().owner_frame()
        try:
            pressed.click(timeout=CLICKED_WITHIN_MS, trial=True)
        except TooLate:
            return False
        with contextlib.suppress(TooLate):
            if frame and found.evaluate(scripts.LEADS_ON):
                with frame.expect_navigation():
                    pressed.click()
            else:
                pressed.click()
                self._page.wait_for_load_state("networkidle")
        return True

    @contextlib.contextmanager
    def _asking(self, what: str) -> Iterator[None]:
        """Tell of what the browser could not do as what it is: nothing that was promised."""
        from playwright.sync_api import Error
        from playwright.sync_api import TimeoutError as TooLate

        try:
            yield
        except TooLate as error:
            raise CouldNotTell(f"The browser waited in vain at “{what}”: {_first_line(error)}", Cause.TARGET) from None
        except Error as error:
            raise Unreachable("a page", self._target.mask.text(what), _first_line(error)) from None
        finally:
            self._keep()

    def _note(self, response: "Response") -> None:
        if response.request.is_navigation_request() and response.frame == self._page.main_frame:
            self._came.append(response)
            self._status = response.status

    def _arrived(self) -> bool:
        if self._status >= SERVER_ERROR:
            raise CouldNotTell(f"The service answered {self._status} at {self._page.url}", Cause.TARGET)
        return self._status < CLIENT_ERROR

    def _keep(self) -> None:
        """Keep the pages that came as evidence."""
        came, self._came = self._came, []
        for response in came if self._target.hearers.exchange else ():
            assert self._target.hearers.exchange  # noqa: S101  the loop is empty otherwise
            self._target.hearers.exchange(self._evidence(response))

    def _evidence(self, response: "Response") -> Evidence:
        mask, request = self._target.mask, response.request
        body = ""
        with contextlib.suppress(Exception):  # what redirects, or what was left at once, has none
            body = response.text()
        began = request.timing["startTime"] / 1000
        return {
            "operation": "a page",
            "agent": self._name,
            "request": {
                "method": request.method,
                "url": mask.by_rule(request.url),
                "headers": mask.headers(request.headers.items()),
                "body": mask.body(request.post_data or ""),
            },
            "response": {
                "status": response.status,
                "headers": mask.headers(response.headers.items()),
                "body": mask.body(body),
                "truncated": len(body) > KEPT_BODY,
            },
            "fault": "",
            "attempt": 1,
            "after": "",
            "started": datetime.fromtimestamp(began if began > 0 else time.time(), UTC).isoformat(
                timespec="milliseconds"
            ),
            "duration_s": round(max(0.0, request.timing["responseEnd"]) / 1000, 6),
        }

    def _show(self, found: "Locator | None", words: str) -> None:
        """Remember what is used, so that a picture can outline it; take one, if every one is wanted."""
        self._shown = None if found is None else (found, words)
        if self._target.hearers.every_picture and self._target.hearers.picture and found is not None:
            found.evaluate(scripts.BRING_INTO_VIEW)
            self._target.hearers.picture(self._take())

    def _take(self) -> Picture:
        """Take a picture of what is on the screen, with what was last used outlined and secrets hidden."""
        element, about = None, f"The page {self._target.mask.text(self._path)}"
        if self._shown and self._shown[0].count() == 1:
            element = self._shown[0].element_handle(timeout=500)
            about += f", with “{self._shown[1]}” outlined"
        self._page.evaluate(scripts.HIDE, element)
        try:
            told = self._context.new_cdp_session(self._page).send(
                "Page.captureScreenshot", {"format": "webp", "quality": QUALITY}
            )
        finally:
            self._page.evaluate(scripts.SHOW_AGAIN)
        size: Any = self._page.viewport_size
        return Picture(base64.b64decode(told["data"]), size["width"], size["height"], about)

    @property
    def _path(self) -> str:
        return re.sub(r"^[a-z]+://[^/]+", "", self._page.url) or "/"


def _called(frame: "Frame", thing: Thing, roles: tuple[str, ...], *, hidden: bool) -> "Locator":
    """Give what has one of these roles, or can be filled in, and one of the thing's names."""
    if thing.css:
        return frame.locator(thing.css)
    names = "|".join(re.escape(" ".join(name.split())) for name in thing.names)
    called = re.compile(rf"^\s*({names})[\s.…:*]*$", re.IGNORECASE)
    ways = [frame.get_by_role(role, name=called, include_hidden=hidden) for role in roles]  # type: ignore[arg-type]
    if FILLED[0] in roles:
        ways.append(frame.get_by_label(called))  # a password's field has no role
    return reduce(lambda one, other: one.or_(other), ways)


def _first_line(error: Exception) -> str:
    return str(error).partition("\n")[0][:200]
