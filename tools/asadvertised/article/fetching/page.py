"""A page as it came, and why one did not."""

from dataclasses import dataclass
from datetime import UTC, datetime
from http import HTTPStatus

from asadvertised.outcome import Cause, CouldNotTell

HTML, MARKDOWN, PLAIN = "text/html", "text/markdown", "text/plain"
Headers = tuple[tuple[str, str], ...]
NEVER = datetime.fromtimestamp(0, UTC)


class PageUnavailable(CouldNotTell):
    """The page could not be had, so nothing can be said about its text."""

    def __init__(self, source: str, why: str, cause: Cause = Cause.INFRASTRUCTURE) -> None:
        super().__init__(f"The page {source} could not be read: {why}", cause)
        self.source = source
        self.why = why


@dataclass(frozen=True)
class Page:
    """A page as it came: where from, its text, and the SHA-256 of its bytes.

    `body` is what came, unpacked, and `html` what a reader is given: the same, decoded, or what a browser made of it
    (`rendered`). `url` is where the redirects led, `redirects` the addresses before it, in order. `notes` say what a
    reader of the result should know of how the page was had.
    """

    source: str
    html: str
    sha256: str
    body: bytes = b""
    url: str = ""
    status: int = HTTPStatus.OK
    headers: Headers = ()
    asked: Headers = ()
    fetched_at: datetime = NEVER
    media_type: str = HTML
    charset: str = "utf-8"
    redirects: tuple[str, ...] = ()
    robots_ignored: bool = False
    not_modified: bool = False
    rendered: bool = False
    notes: tuple[str, ...] = ()

    def header(self, name: str) -> str:
        """Give a header's value, or nothing."""
        return next((value for key, value in self.headers if key.lower() == name.lower()), "")
