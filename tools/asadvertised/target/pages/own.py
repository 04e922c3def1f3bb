"""A browser of somebody's own: its settings are its owner's, and what others embed of a service is a third party."""

import contextlib
from collections.abc import Callable
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from asadvertised.target.client import Agent, Target
from asadvertised.target.pages.naming import plain
from asadvertised.target.pages.seen import BrowserVisitor
from asadvertised.target.pages.witness import witnessed

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Page, Response

CLIENT_ERROR = 400


@witnessed("open", "asked_of_the_service", "cookies", "reads")
class OwnBrowser(BrowserVisitor):
    """Somebody in a browser of their own, which notes what pages embed of the service."""

    def __init__(
        self, target: Target, name: str, take: "Callable[[], BrowserContext]", *, does_not_track: bool
    ) -> None:
        self.does_not_track = does_not_track
        self._embedded: list[Response] = []
        super().__init__(target, name, take)

    def _has(self, page: "Page") -> None:
        page.on("response", self._note_answer)
        super()._has(page)

    def open(self, address: str) -> bool:
        """Open an address; tell whether a page is there."""
        self._embedded.clear()
        return super().open(address)

    def _note_answer(self, response: "Response") -> None:
        self._embedded.append(response)

    def asked_of_the_service(self) -> list[dict[str, str]]:
        """Give the headers of what the page that was opened asked of the service, and got."""
        host = urlsplit(self._target.url).netloc
        asked = []
        for response in self._embedded:
            of_the_page = urlsplit(response.url).netloc == host and not self._is_the_page(response)
            if of_the_page and response.status < CLIENT_ERROR:
                with contextlib.suppress(Exception):  # a page that was left knows nothing of its requests
                    asked.append(response.request.all_headers())
        return asked

    @staticmethod
    def _is_the_page(response: "Response") -> bool:
        return response.request.is_navigation_request() and response.frame.parent_frame is None

    def lend_cookies_to(self, agent: Agent) -> None:
        """Let an agent ask as this browser would: with its cookies, and not to be tracked if it asks that."""
        for cookie in self.cookies():
            agent.session.cookies.set(cookie["name"], cookie["cookie"], domain=cookie["domain"], path=cookie["path"])
            agent.learn(cookie)
        if self.does_not_track:
            agent.headers["DNT"] = "1"

    def cookies(self) -> list[dict[str, str]]:
        """Give the cookies that the service has in this browser."""
        with self._asking("the cookies"):
            cookies = self._context.cookies(self._target.url)
        return [
            {"name": one["name"], "cookie": one["value"], "domain": one["domain"], "path": one["path"]}
            for one in cookies
        ]

    def reads(self, words: str) -> bool:
        """Tell whether a line of the page, or of what it embeds, says what the article calls so."""
        thing = self._target.doors.called(words)
        if thing.css:
            with self._asking(words):
                return any(frame.locator(thing.css).first.is_visible() for frame in self._page.frames)
        lines = {plain(line) for line in self.says().splitlines()}
        return any(plain(name) in lines for name in thing.names)
