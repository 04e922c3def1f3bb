"""Render a page with Chromium, when it is an empty shell without its scripts.

The browser itself reaches no network: each of its requests is carried by the session of the fetch, so that the same
guard, bounds and user agent hold for it, also where a name answers differently the second time. It asks for what makes
text, and sends nothing but GET.
"""

import contextlib
import time
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import urldefrag

from asadvertised.article.fetching.chromium import Chromium
from asadvertised.article.fetching.guard import Lines
from asadvertised.article.fetching.page import Page, PageUnavailable
from asadvertised.article.fetching.visit import LARGEST_PAGE, Answer, Visit
from asadvertised.article.fetching.wire import USER_AGENT
from asadvertised.errors import ConfigurationError
from asadvertised.outcome import Cause, CouldNotTell

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Request, Route
    from playwright.sync_api import Page as Tab

SETTLES_S = 3.0
MOST_REQUESTS = 300
FOR_TEXT = frozenset(["document", "script", "xhr", "fetch", "stylesheet"])
OF_THE_WIRE = frozenset(["content-encoding", "transfer-encoding", "content-length", "set-cookie"])
OUR_OWN = frozenset(["host", "user-agent", "accept-encoding", "cookie", "connection", "if-none-match"])
May = Callable[[str], None]


def render(page: Page, visit: Visit, lines: Lines, may: May, locale: str = "") -> Page:
    """Give the page as a browser shows it, beside its bytes as they came.

    Raises ConfigurationError where there is no browser, and PageUnavailable where it does not come to an end.
    """
    try:
        from playwright.sync_api import Error, sync_playwright
    except ImportError:
        mend = "pip install 'asadvertised[browser]', or do without --browser"
        raise ConfigurationError("needs Playwright, which is not there", "--browser", mend) from None
    try:
        with sync_playwright() as playwright, Chromium(playwright.chromium.executable_path, lines) as chromium:
            browser = playwright.chromium.connect_over_cdp(chromium.address(visit.left), timeout=visit.left * 1000)
            html, url = _Rendering(page, visit, may).shown(browser, locale)
    except (Error, OSError) as error:
        told = str(error).partition("\n")[0][:200]
        why = f"the browser did not render it in the time allowed, or broke ({told}); give it longer with --timeout"
        raise PageUnavailable(page.source, why) from None
    if len(html) > LARGEST_PAGE:
        raise PageUnavailable(page.source, f"it is larger than {LARGEST_PAGE} bytes when rendered", Cause.TARGET)
    return replace(page, html=html.replace("\0", ""), url=url, rendered=True)


class _Rendering:
    """One page in the browser, and the requests that it makes."""

    def __init__(self, page: Page, visit: Visit, may: May) -> None:
        self._page = page
        self._visit = visit
        self._may = may
        self._requests = 0

    def shown(self, browser: "Browser", locale: str) -> tuple[str, str]:
        """Give the document after its scripts, and its address."""
        from playwright.sync_api import TimeoutError as TooLate

        wait = self._visit.left * 1000
        context = browser.new_context(
            service_workers="block", accept_downloads=False, user_agent=USER_AGENT, locale=locale or None
        )
        context.set_default_timeout(wait)
        context.route("**/*", self._carry)
        context.route_web_socket("**/*", lambda socket: socket.close())
        tab = context.new_page()
        tab.goto(self._page.url, wait_until="domcontentloaded", timeout=wait)
        with contextlib.suppress(TooLate):
            tab.wait_for_load_state("networkidle", timeout=min(SETTLES_S, self._visit.left) * 1000)
        return _content(tab, self._visit), tab.url

    def _carry(self, route: "Route", request: "Request") -> None:
        """Answer a request of the browser by the fetch's own session, or not at all."""
        self._requests += 1
        try:
            if not self._is_wanted(request):
                route.abort()
            elif self._is_the_page(request):
                route.fulfill(status=200, headers=_passed_on(self._page.headers), body=self._page.body)
            else:
                answer = self._answer(request)
                route.fulfill(status=answer.status, headers=_passed_on(answer.headers), body=answer.body)
        except CouldNotTell:
            route.abort()

    def _is_wanted(self, request: "Request") -> bool:
        is_safe = request.method == "GET" and request.url.startswith(("http://", "https://"))
        return is_safe and request.resource_type in FOR_TEXT and self._requests <= MOST_REQUESTS

    def _is_the_page(self, request: "Request") -> bool:
        return request.is_navigation_request() and urldefrag(request.url)[0] == urldefrag(self._page.url)[0]

    def _answer(self, request: "Request") -> Answer:
        may = self._may if request.is_navigation_request() else _anything
        more = {name: value for name, value in request.headers.items() if name not in OUR_OWN}
        return self._visit.follow(request.url, may, lambda _: more)[0]


def _content(tab: "Tab", visit: Visit) -> str:
    """Take the document once it is at rest; a page that is navigating has none to give."""
    from playwright.sync_api import Error

    for _ in range(10):
        try:
            return tab.content()
        except Error as error:
            if "navigating" not in str(error) or visit.left < 1:
                raise
            time.sleep(0.2)
    return tab.content()


def _anything(_: str) -> None:
    """Let the parts of a page be asked for; robots.txt is about pages."""


def _passed_on(headers: tuple[tuple[str, str], ...]) -> dict[str, str]:
    return {name: value for name, value in headers if name.lower() not in OF_THE_WIRE}
