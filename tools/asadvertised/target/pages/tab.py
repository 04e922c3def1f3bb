"""A tab of a browser: what it asks for, where it gets to, and when it has come to rest."""

import contextlib
import time
from typing import TYPE_CHECKING, TypeVar

from asadvertised.target.pages import scripts

T = TypeVar("T")

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Dialog, Frame, Page, Request, Response

TICK_MS = 20
QUIET_S = 0.5  # nothing was asked for so long: scripts have done what they do
BUSY_S = 3.0  # what asks for ever, such as a page that is told news, is waited for no longer
LOADED_WITHIN_MS = 5000  # a picture that never comes keeps nobody from a page
ENDLESS = ("eventsource", "websocket", "ping", "media")
LEFT = ("because of a navigation", "not attached to the DOM")
NO_PAGE = ("net::ERR_ABORTED", "Download is starting")


class Tab:
    """Follows a page; `status` is that of the last page that came, 0 if none has since the last click.

    Whatever the page asks in a dialog is answered by yes.
    """

    def __init__(self, page: "Page") -> None:
        self.page = page
        self.status = 0
        self.came: list[Response] = []
        self.whole: set[Request] = set()
        self.opened: list[Page] = []
        self.crashed = False
        self.failed = ""
        self._frame = page.main_frame
        self._going: Request | None = None
        self._landed = self._saved = self._asked = False
        self._under_way: set[Request] = set()
        self._heard = 0.0
        page.on("request", self._begins)
        page.on("response", self._answers)
        page.on("requestfinished", self._ends)
        page.on("requestfailed", self._fails)
        page.on("framenavigated", self._lands)
        page.on("download", lambda _: self._saves())
        page.on("popup", lambda popup: self.opened.append(popup))  # noqa: PLW0108  it takes no built-in
        page.on("dialog", _say_yes)
        page.on("crash", lambda _: self._crashes())

    @property
    def shows(self) -> bool:
        """Whether the page that was asked for is what is shown, and not an error's."""
        return self.status < 400 and not self._saved  # noqa: PLR2004  HTTP's first of the errors

    @property
    def has_moved(self) -> bool:
        """Whether anything came of what was used last: something was asked for, or opened."""
        return self._asked or self._landed or self._saved or bool(self.opened)

    def go(self, address: str) -> bool:
        """Open an address; tell whether what came is shown, and not nothing or a file to keep."""
        from playwright.sync_api import Error

        self.attend(self.page.main_frame)
        try:
            self.page.goto(address, wait_until="domcontentloaded")
        except Error as error:
            if not any(why in str(error) for why in NO_PAGE):
                raise
            self._runs()  # a page that has crashed says so
            return False
        self.rest()
        return self.shows

    def attend(self, frame: "Frame") -> None:
        """Begin anew, before something is used in a frame."""
        self._frame, self._going = frame, None
        self._landed = self._saved = self._asked = False
        self.status, self.failed, self._heard = 0, "", time.monotonic()
        self.opened.clear()
        self._under_way.clear()

    def settle(self, *, leads_on: bool) -> None:
        """Wait for what a click leads to: another page, or what scripts do.

        Raises Playwright's TimeoutError where it leads to a page that does not come.
        """
        if not leads_on and not self._going and not self._runs():
            return
        self._heard = time.monotonic()
        end = self._heard + BUSY_S
        while not self._landed and not self.opened and self._is_busy(end):
            self._tick()
        if self._going:
            self._wait_for_the_page()
        if self._landed:
            self.rest()

    def rest(self, *, whatever: bool = False) -> None:
        """Wait until the page is loaded, and its scripts, or `whatever` it embeds, have done what they do.

        That is never waited for long.
        """
        from playwright.sync_api import TimeoutError as TooLate

        with contextlib.suppress(TooLate):
            self.page.wait_for_load_state("load", timeout=LOADED_WITHIN_MS)
        if whatever or self._runs():
            end = time.monotonic() + BUSY_S
            while self._is_busy(end):
                self._tick()

    def steadily(self, look: "Callable[[], T]") -> T:
        """Look at the page; once more, if it was just being left, or made anew."""
        from playwright.sync_api import Error

        try:
            return look()
        except Error as error:
            if not any(why in str(error) for why in LEFT):
                raise
            self.rest()
            return look()

    def _wait_for_the_page(self) -> None:
        from playwright.sync_api import TimeoutError as TooLate

        with contextlib.suppress(TooLate):
            self.page.wait_for_event("framenavigated", lambda _: not self._going)
        if self._going:
            raise TooLate("no page came")

    def _is_busy(self, end: float) -> bool:
        now = time.monotonic()
        return now < end and bool(self._going or self._under_way or now - self._heard < QUIET_S)

    def _tick(self) -> None:
        self.page.wait_for_timeout(TICK_MS)

    def _runs(self) -> bool:
        """Tell whether the page can change by itself; one that is just being left can."""
        from playwright.sync_api import Error

        try:
            return any(frame.evaluate(scripts.RUNS) for frame in self.page.frames)
        except Error:
            if self.page.is_closed() or self.crashed:
                raise
            return True

    def _begins(self, request: "Request") -> None:
        self._heard, self._asked = time.monotonic(), True
        if request.resource_type not in ENDLESS:
            self._under_way.add(request)
        if self._is_ours(request):
            self._going, self._landed = request, False

    def _answers(self, response: "Response") -> None:
        if self._is_ours(response.request):
            self.came.append(response)
            self.status = response.status

    def _ends(self, request: "Request") -> None:
        self.whole.add(request)
        self._is_over(request)

    def _fails(self, request: "Request") -> None:
        if request == self._going and NO_PAGE[0] not in str(request.failure):
            self.failed = str(request.failure)
        self._is_over(request)

    def _is_over(self, request: "Request") -> None:
        self._heard = time.monotonic()
        self._under_way.discard(request)
        if request == self._going:
            self._going = None

    def _lands(self, frame: "Frame") -> None:
        self._heard = time.monotonic()
        if frame == self._frame and self._going:
            self._going, self._landed = None, True

    def _saves(self) -> None:
        self._saved = True

    def _crashes(self) -> None:
        self.crashed = True

    def _is_ours(self, request: "Request") -> bool:
        from playwright.sync_api import Error

        with contextlib.suppress(Error):  # a frame that is not there yet has none
            return request.is_navigation_request() and request.frame in {self.page.main_frame, self._frame}
        return False


def _say_yes(dialog: "Dialog") -> None:
    from playwright.sync_api import Error

    with contextlib.suppress(Error):
        dialog.accept()
