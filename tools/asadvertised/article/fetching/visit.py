"""Ask for an address over HTTP: within bounds of time, size and redirects, and again where that may help."""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from urllib.parse import urljoin

import requests
from urllib3.exceptions import HTTPError, LocationValueError, NameResolutionError

from asadvertised.article.fetching.causes import causes_of
from asadvertised.article.fetching.packing import must_be_whole
from asadvertised.article.fetching.page import Headers, PageUnavailable
from asadvertised.article.fetching.patience import asked_to_wait, pause_before
from asadvertised.outcome import Cause

LARGEST_PAGE = 10_000_000
MOST_REDIRECTS = 5
ATTEMPTS = 3
LONGEST_PAUSE_S = 5.0
CHUNK = 16_384
PASSING = (429, 502, 503, 504)
SECRET = frozenset(["set-cookie", "cookie", "authorization", "proxy-authorization", "set-cookie2"])
UNUSABLE = (requests.exceptions.InvalidURL, requests.exceptions.InvalidSchema, LocationValueError, ValueError)
LASTING = (requests.exceptions.SSLError, requests.exceptions.InvalidHeader, requests.exceptions.ContentDecodingError)

WHY: tuple[tuple[type[Exception], str], ...] = (
    (requests.Timeout, "it did not come within {timeout:g} s"),
    (requests.exceptions.SSLError, "no secure connection could be made; check its certificate (TLS)"),
    (NameResolutionError, "its name cannot be resolved; check the host in the address (DNS)"),
    (ConnectionRefusedError, "nobody answers there; check the host and the port in the address"),
    (requests.exceptions.ContentDecodingError, "it could not be unpacked: it broke on the way, or is packed otherwise"),
)


@dataclass(frozen=True)
class Answer:
    """What a server answered: `leads_to` is where a redirect goes; the rest is as it came, unpacked."""

    url: str
    status: int
    headers: Headers
    body: bytes
    asked: Headers
    leads_to: str = ""
    pause: float | None = None

    def header(self, name: str) -> str:
        """Give a header's value, or nothing."""
        return next((value for key, value in self.headers if key.lower() == name.lower()), "")


class Visit:
    """A visit to the servers of one page; `ends` is by the monotonic clock, `timeout` in seconds."""

    def __init__(self, source: str, session: requests.Session, timeout: float) -> None:
        self.source = source
        self._session = session
        self._timeout = timeout
        self._ends = time.monotonic() + timeout

    @property
    def left(self) -> float:
        """The time that is left, in seconds."""
        return max(0.001, self._ends - time.monotonic())

    def follow(
        self, url: str, may: Callable[[str], None], more: Callable[[str], Mapping[str, str]]
    ) -> tuple[Answer, tuple[str, ...]]:
        """Ask for an address, and for those that it leads to; give the last answer and the addresses before it.

        `may` raises for an address that must not be asked for; `more` gives an address's own headers.
        """
        passed: list[str] = []
        while len(passed) <= MOST_REDIRECTS:
            may(url)
            answer = self.ask(url, more(url))
            if not answer.leads_to:
                return answer, tuple(passed)
            passed.append(url)
            url = answer.leads_to
        raise PageUnavailable(self.source, "it redirects without end", Cause.TARGET)

    def robots(self, url: str, bound: int) -> tuple[int, bytes]:
        """Give the status and body of a robots.txt, which nobody has to allow; what is beyond the bound is left."""
        for _ in range(MOST_REDIRECTS + 1):
            answer = self.ask(url, {}, bound)
            if not answer.leads_to:
                return answer.status, answer.body
            url = answer.leads_to
        raise requests.TooManyRedirects

    def ask(self, url: str, more: Mapping[str, str], bound: int | None = None) -> Answer:
        """Ask once, and again after a while where that may help; raise PageUnavailable if nothing could be had."""
        for number in range(1, ATTEMPTS + 1):
            answer, error = self._attempt(url, more, bound)
            pause = _pause(answer, error, number)
            if pause is None or number == ATTEMPTS or pause >= self.left:
                break
            time.sleep(pause)
        if answer is None:
            raise self._told(error or requests.RequestException()) from None
        return answer

    def _attempt(self, url: str, more: Mapping[str, str], bound: int | None) -> tuple[Answer | None, Exception | None]:
        try:
            with self._session.get(
                url, headers=dict(more), timeout=self.left, stream=True, allow_redirects=False
            ) as response:
                return self._answer(response, bound), None
        except (requests.RequestException, HTTPError, ValueError) as error:
            return None, error

    def _answer(self, response: requests.Response, bound: int | None) -> Answer:
        leads_to = self._session.get_redirect_target(response)
        return Answer(
            response.url,
            response.status_code,
            masked(response.raw.headers.items()),
            b"" if leads_to else self._body(response, bound),
            masked(response.request.headers.items()),
            urljoin(response.url, leads_to) if leads_to else "",
            asked_to_wait(response),
        )

    def _body(self, response: requests.Response, bound: int | None) -> bytes:
        body = bytearray()
        for chunk in response.iter_content(CHUNK):
            body += chunk
            if bound and len(body) > bound:
                return bytes(body)
            if len(body) > LARGEST_PAGE:
                raise PageUnavailable(self.source, f"it is larger than {LARGEST_PAGE} bytes", Cause.TARGET)
            if time.monotonic() > self._ends:
                raise PageUnavailable(self.source, "it came too slowly to be read in the time allowed")
        must_be_whole(response, bytes(body))
        return bytes(body)

    def _told(self, error: Exception) -> PageUnavailable:
        """Say why nothing came."""
        if isinstance(error, UNUSABLE) and not isinstance(error, requests.exceptions.InvalidHeader):
            return PageUnavailable(self.source, "it leads to an address that cannot be used", Cause.TARGET)
        causes = tuple(causes_of(error))
        known = (why for kind, why in WHY if any(isinstance(cause, kind) for cause in causes))
        broke = f"the connection could not be made, or broke ({type(error).__name__})"
        return PageUnavailable(self.source, next(known, broke).format(timeout=self._timeout))


def masked(headers: object) -> Headers:
    """Keep headers, and of those that let somebody in only their names."""
    pairs = [(str(key), str(value)) for key, value in headers]  # type: ignore[attr-defined]
    return tuple((key, "***" if key.lower() in SECRET else value) for key, value in pairs)


def _pause(answer: Answer | None, error: Exception | None, number: int) -> float | None:
    """Give how long to wait before asking again, in seconds; None where that is of no use."""
    if error is not None:
        may_pass = isinstance(error, requests.ConnectionError | requests.exceptions.ChunkedEncodingError)
        return pause_before(number, LONGEST_PAUSE_S) if may_pass and not isinstance(error, LASTING) else None
    if answer is None or answer.status not in PASSING:
        return None
    return pause_before(number, LONGEST_PAUSE_S) if answer.pause is None else answer.pause
