"""A person at a page in a real browser: what style shows, hides and places, and what scripts do."""

import contextlib
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from asadvertised.outcome import Cause, CouldNotTell
from asadvertised.target.client import Target
from asadvertised.target.pages import scripts
from asadvertised.target.pages.camera import picture_of
from asadvertised.target.pages.finding import ALL, CLICKED, FILLED, SWITCHED, find
from asadvertised.target.pages.hosts import check_host
from asadvertised.target.pages.kept import keep
from asadvertised.target.pages.tab import Tab
from asadvertised.target.pages.trouble import trouble_at
from asadvertised.target.pages.visitor import Look, Screen
from asadvertised.target.pages.witness import witnessed
from asadvertised.target.picture import Picture

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, ElementHandle, Page

CLICKED_WITHIN_MS = 2000  # as long as something may move, or lie before something else
ANSWERS_WITHIN_S = 20.0  # beside what the service may take
SERVER_ERROR = 500
NOTHING = "about:blank"


ACTS = "begin fits clear_cookies open sees click fill holds stands turn back look_at reaches_by_keyboard says wait"


@witnessed(*ACTS.split())
class BrowserVisitor:
    """Somebody at a page in a tab of a browser; the pages that they come to are evidence, as exchanges and pictures."""

    def __init__(self, target: Target, name: str, take: "Callable[[], BrowserContext]") -> None:
        self._target = target
        self._name = name
        self._take_a_browser = take
        self._at = ""
        self._shown: tuple[ElementHandle, str] | None = None
        self._tabs: list[Tab] = []
        self.begin()

    def begin(self) -> None:
        """Take a browser, and a page of it."""
        self._context = self._take_a_browser()
        with self._asking("a new page"):
            self._has(self._context.new_page())
        self._target.cameras.append(self._take)

    @property
    def _tab(self) -> Tab:
        return self._tabs[-1]

    @property
    def _page(self) -> "Page":
        return self._tab.page

    def close(self) -> None:
        """Close the whole browser of this person."""
        if self._take in self._target.cameras:
            self._target.cameras.remove(self._take)
        with contextlib.suppress(Exception), self._watched():
            self._context.close()

    def fits(self, screen: Screen) -> None:
        """Give the page a screen of a size, in CSS pixels."""
        width, height = screen
        with self._asking("a screen of another size"):
            self._page.set_viewport_size({"width": width, "height": height})

    def clear_cookies(self) -> None:
        """Clear the browser's cookies, all of them."""
        with self._asking("the cookies"):
            self._context.clear_cookies()

    def open(self, address: str) -> bool:
        """Open an address; tell whether a page is there."""
        self._at = address
        with self._asking(address):
            there = self._tab.go(address)
        return self._arrived() and there

    def sees(self, words: str) -> bool:
        """Tell whether there is something of this name to click, to switch or to fill in."""
        with self._asking(words):
            return self._find(words, ALL) is not None

    def click(self, words: str) -> bool:
        """Click; tell whether a page is there then."""
        with self._asking(words):
            pressed = self._tab.steadily(lambda: self._click(words))
        return pressed and self._arrived()

    def _click(self, words: str) -> bool:
        found = self._find(words, (*CLICKED, *SWITCHED)) or self._find(words, FILLED)
        return found is not None and self._press(found, words)

    def fill(self, words: str, text: str) -> bool:
        """Write into a field; tell whether there is one that can be written in."""
        with self._asking(words):
            found = self._find(words, FILLED)
            if found is None or not found.is_editable():
                return False
            self._target.mask.learn({words: text})
            found.fill(text)
            return True

    def holds(self, words: str) -> str | None:
        """Give what is written in a field, hidden or not; None where there is none."""
        with self._asking(words):
            found = self._find(words, FILLED, hidden=True)
            return None if found is None else found.input_value()

    def stands(self, words: str) -> bool | None:
        """Tell whether something is switched on; None where there is nothing to switch."""
        with self._asking(words):
            found = self._find(words, SWITCHED)
            return None if found is None else bool(found.evaluate(scripts.STANDS))

    def turn(self, words: str, *, on: bool) -> bool:
        """Switch something on or off; tell whether that can be done."""
        with self._asking(words):
            found = self._find(words, SWITCHED)
            if found is None or not found.is_enabled():
                return False
            if bool(found.evaluate(scripts.STANDS)) is on:
                return True
            if not on and found.evaluate(scripts.IS_RADIO):
                return False
            pressed = self._press(found, words)
        return pressed and self._arrived()

    def back(self) -> None:
        """Go back to the page before, by the browser's own button; from a tab that a page has opened, by closing it."""
        with self._asking("the page before"):
            if len(self._tabs) > 1 and self._page.evaluate(scripts.IS_THE_FIRST):
                self._tabs.pop().page.close()
                return
            self._tab.attend(self._page.main_frame)
            self._page.go_back(wait_until="domcontentloaded")
            self._tab.rest()
        self._arrived()

    def looks_at(self, words: str, screens: Sequence[Screen], *, scrolled: bool = False) -> Iterator[Look]:
        """Look at something on one screen after another; `scrolled` to it, as a person would who cannot see it yet.

        The screen stays as it is where whoever looks stops; at the end it is the first again.
        """
        for screen in screens:
            self.fits(screen)
            yield self.look_at(words, screen, scrolled=scrolled)
        self.fits(screens[0])

    def look_at(self, words: str, screen: Screen, *, scrolled: bool) -> Look:
        """Look at something on a screen that is there already."""
        with self._asking(words):
            return self._look(words, screen, scrolled=scrolled)

    def _look(self, words: str, screen: Screen, *, scrolled: bool) -> Look:
        self._page.evaluate(scripts.SCROLL_BACK)
        found = self._find(words, ALL, hidden=True)
        self._shown = None if found is None else (found, words)
        if found is None:
            return Look(screen, shown=False)
        if scrolled:
            found.evaluate(scripts.BRING_INTO_VIEW)
        box, corner = found.evaluate(scripts.BOX), found.evaluate(scripts.CORNER_WITHIN)
        whole = found.bounding_box() if box and corner else None
        if whole:
            box |= {"x": box["x"] + whole["x"] - corner[0], "y": box["y"] + whole["y"] - corner[1]}
        return Look(screen, shown=bool(box), **(box or {}))

    def reaches_by_keyboard(self, words: str) -> bool:
        """Press Tab until the focus is on it, at most as often as there is something to focus."""
        with self._asking(words):
            found = self._find(words, ALL)
            if found is None:
                return False
            self._page.evaluate(scripts.START_AGAIN)
            stops = sum(int(frame.evaluate(scripts.FOCUSABLE)) for frame in self._page.frames)
        return any(self._tabs_to(found, words) for _ in range(stops))

    def _tabs_to(self, found: "ElementHandle", words: str) -> bool:
        with self._asking(words):
            self._page.keyboard.press("Tab")
            return bool(found.evaluate(scripts.HAS_FOCUS))

    def says(self) -> str:
        """Give what can be read on the page, and in what it embeds."""
        with self._asking("what the page says"):
            return self._tab.steadily(lambda: "\n".join(frame.evaluate(scripts.SAYS) for frame in self._page.frames))

    def wait(self) -> None:
        """Wait until the page, and what it embeds, asks for nothing more; one that always does is not waited for."""
        with self._asking("a page that does not come to an end"):
            self._tab.rest(whatever=True)

    def _find(self, words: str, roles: tuple[str, ...], *, hidden: bool = False) -> "ElementHandle | None":
        thing = self._target.doors.called(words)
        return self._tab.steadily(lambda: find(self._page, thing, roles, hidden=hidden))

    def _press(self, found: "ElementHandle", words: str) -> bool:
        """Click, and wait for what that leads to; tell whether it could be clicked, and what leads on led anywhere."""
        from playwright.sync_api import TimeoutError as TooLate

        self._show(found, words)
        frame = found.owner_frame() or self._page.main_frame
        before = frame.evaluate(scripts.STAMP)
        leads_on = bool(found.evaluate(scripts.LEADS_ON))
        pressed = found.evaluate_handle(scripts.ITS_LABEL_IF_ALONE).as_element() or found
        tab = self._tab
        tab.attend(frame)
        try:
            pressed.click(timeout=CLICKED_WITHIN_MS, no_wait_after=True)
        except TooLate:
            if not found.is_enabled() or not self._is_free(found):
                return False
            pressed.click(timeout=CLICKED_WITHIN_MS, no_wait_after=True, force=True)  # it moves without end
        self._settle(leads_on=leads_on)
        return not leads_on or tab.has_moved or frame.evaluate(scripts.STAMP) != before

    def _is_free(self, found: "ElementHandle") -> bool:
        """Tell whether something is on the screen, scrolled to, and nothing lies before it."""
        found.evaluate(scripts.BRING_INTO_VIEW)
        box, screen = found.evaluate(scripts.BOX), self._page.viewport_size
        if not box or box["covered_by"] or screen is None:
            return False
        return Look((screen["width"], screen["height"]), shown=True, **box).is_within

    def _settle(self, *, leads_on: bool) -> None:
        """Wait for what a click leads to, be it in a tab of its own, or that a tab is closed."""
        from playwright.sync_api import Error

        try:
            self._tab.settle(leads_on=leads_on)
        except Error:
            if not self._page.is_closed() or len(self._tabs) == 1:
                raise
        for page in self._tab.opened:
            self._has(page)
        if self._page.is_closed() and len(self._tabs) > 1:
            self._tabs.pop()

    def _has(self, page: "Page") -> None:
        page.set_default_timeout(1000 * self._target.reach.timeout)
        self._tabs.append(Tab(page))
        if page.url != NOTHING or len(self._tabs) > 1:
            self._tab.rest(whatever=True)

    @contextlib.contextmanager
    def _asking(self, what: str) -> Iterator[None]:
        """Tell of what the browser could not do as what it is: nothing that was promised."""
        from playwright.sync_api import Error

        try:
            with self._watched():
                try:
                    yield
                finally:
                    keep(self._tabs, self._name, self._target.hearers.exchange, self._target.mask)
        except Error as error:
            struck = self._target.browsers.watch.struck
            raise trouble_at(self._target.mask.text(what), error, self._context, self._tabs, struck=struck) from None

    def _watched(self) -> contextlib.AbstractContextManager[None]:
        return self._target.browsers.watch.over(ANSWERS_WITHIN_S + self._target.reach.timeout)

    def _arrived(self) -> bool:
        url = self._target.mask.text(self._page.url)
        if self._tab.failed:
            raise trouble_at(url, self._tab.failed, self._context, self._tabs, struck=False)
        if self._tab.status >= SERVER_ERROR:
            raise CouldNotTell(f"The service answered {self._tab.status} at {url}", Cause.TARGET)
        if urlsplit(self._page.url).scheme.startswith("http"):
            check_host(self._target, self._page.url, opened=self._at)
        return self._tab.shows

    def _show(self, found: "ElementHandle", words: str) -> None:
        """Remember what is used, so that a picture can outline it; take one, if every one is wanted."""
        self._shown = (found, words)
        if self._target.hearers.every_picture and self._target.hearers.picture:
            found.evaluate(scripts.BRING_INTO_VIEW)
            if picture := self._take():
                self._target.hearers.picture(picture)

    def _take(self) -> Picture | None:
        """Take a picture of what is on the screen; None where that cannot be done, which is no reason to fail."""
        from playwright.sync_api import Error

        with contextlib.suppress(Error), self._watched():
            title = self._target.mask.text(self._page.title() or "without a title")
            return picture_of(self._page, f"The page “{title}”", self._shown)
        return None
