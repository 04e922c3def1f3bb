"""Fetch a page: over HTTP with bounds, or from a file."""

import time
from collections.abc import Mapping
from concurrent.futures import Future
from dataclasses import dataclass, field
from email.message import Message
from hashlib import sha256
from pathlib import Path
from threading import Thread
from urllib.parse import SplitResult, unquote, urlsplit

import requests
from bs4.dammit import EncodingDetector
from requests.adapters import HTTPAdapter
from urllib3.exceptions import LocationValueError
from urllib3.util import Retry

from asadvertised import __version__
from asadvertised.article.packing import must_be_whole
from asadvertised.errors import ConfigurationError
from asadvertised.outcome import Cause, CouldNotTell

USER_AGENT = f"asadvertised/{__version__} (help-content checker)"
HTML = ("text/html", "application/xhtml+xml")
LARGEST_PAGE = 10_000_000
MOST_REDIRECTS = 5
CHUNK = 16_384
PASSING = (429, 502, 503, 504)
# As browsers read these declarations (https://encoding.spec.whatwg.org/#names-and-labels).
READ_AS = {"ascii": "cp1252", "us-ascii": "cp1252", "iso-8859-1": "cp1252", "latin-1": "cp1252", "latin1": "cp1252"}


class PageUnavailable(CouldNotTell):
    """The page could not be had, so nothing can be said about its text."""

    def __init__(self, source: str, why: str, cause: Cause = Cause.INFRASTRUCTURE) -> None:
        super().__init__(f"The page {source} could not be read: {why}", cause)
        self.source = source
        self.why = why


@dataclass(frozen=True)
class Page:
    """A page as it came: where from, its text, and the SHA-256 of its bytes."""

    source: str
    html: str
    sha256: str


@dataclass(frozen=True)
class Way:
    """How a page's server is reached, where it is not as any other: whom to trust, what to show, whom to go by."""

    verify: bool | str = True
    certificate: tuple[str, str] | str | None = None
    proxies: Mapping[str, str] = field(default_factory=dict)


ANY_WAY = Way()


def fetch_page(source: str, timeout: float, way: Way = ANY_WAY) -> Page:
    """Fetch a page from an http(s) address, a file: address or a path; `timeout` bounds the whole, in seconds.

    Raises PageUnavailable, or ConfigurationError for what is neither an address nor a file.
    """
    parts = _parts(source)
    if parts.scheme in ("http", "https"):
        return _within(source, timeout, way)
    path = Path(unquote(parts.path)) if parts.scheme == "file" else Path(source)
    return _page(source, _read(source, path), "", Cause.CONFIGURATION)


def _parts(source: str) -> SplitResult:
    try:
        parts = urlsplit(source)
        if parts.scheme in ("http", "https"):
            requests.Request("GET", source).prepare()
    except ValueError as error:
        raise _neither(source, "is no address") from error
    return parts


def _neither(source: str, what: str) -> ConfigurationError:
    return ConfigurationError(what, source, "give an http(s) address or a file")


def _read(source: str, path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            body = file.read(LARGEST_PAGE + 1)
    except OSError as error:
        raise _neither(source, f"cannot be read: {error.strerror}") from None
    except ValueError:
        raise _neither(source, "is no path") from None
    if len(body) > LARGEST_PAGE:
        raise PageUnavailable(source, f"it is larger than {LARGEST_PAGE} bytes", Cause.CONFIGURATION)
    return body


def _within(url: str, timeout: float, way: Way) -> Page:
    """Bound the whole fetch: a server that sends a byte now and then never times out by itself."""
    coming: Future[Page] = Future()
    Thread(target=_deliver, args=(coming, url, timeout, way), daemon=True).start()
    try:
        return coming.result(timeout)
    except TimeoutError:
        raise PageUnavailable(url, f"it did not come within {timeout:g} s") from None


def _deliver(coming: Future[Page], url: str, timeout: float, way: Way) -> None:
    try:
        coming.set_result(_from_web(url, timeout, way))
    except Exception as error:  # noqa: BLE001  the one who waits raises it
        coming.set_exception(error)


def _from_web(url: str, timeout: float, way: Way) -> Page:
    deadline = time.monotonic() + timeout
    try:
        with _session(way) as session, session.get(url, timeout=timeout, stream=True) as answer:
            _must_be_a_page(url, answer)
            body = _bounded(url, answer, deadline)
            return _page(url, body, answer.headers.get("Content-Type", ""), Cause.TARGET)
    except requests.TooManyRedirects:
        raise PageUnavailable(url, "it redirects without end", Cause.TARGET) from None
    except (requests.exceptions.InvalidURL, requests.exceptions.InvalidSchema, LocationValueError):
        raise PageUnavailable(url, "it leads to an address that cannot be used", Cause.TARGET) from None
    except requests.Timeout:
        raise PageUnavailable(url, f"it did not come within {timeout:g} s") from None
    except requests.RequestException as error:
        raise PageUnavailable(url, f"the connection could not be made, or broke ({type(error).__name__})") from None


class _Session(requests.Session):
    def get_redirect_target(self, resp: requests.Response) -> str | None:
        """Go where an answer leads without its body, which would be read without bounds."""
        if resp.is_redirect:
            resp._content = b""  # noqa: SLF001  requests offers no other way
        return super().get_redirect_target(resp)


def _session(way: Way) -> requests.Session:
    session = _Session()
    if way != ANY_WAY:
        session.trust_env = False  # it would overrule what is said here
        session.verify, session.cert = way.verify, way.certificate
        session.proxies.update(way.proxies)
    again = Retry(2, backoff_factor=0.2, status_forcelist=PASSING, allowed_methods=("GET",), raise_on_status=False)
    session.mount("http://", HTTPAdapter(max_retries=again))
    session.mount("https://", HTTPAdapter(max_retries=again))
    session.max_redirects = MOST_REDIRECTS
    session.headers.update({"User-Agent": USER_AGENT, "Accept": ", ".join(HTML)})
    return session


def _must_be_a_page(url: str, answer: requests.Response) -> None:
    kind = answer.headers.get("Content-Type", "").partition(";")[0].strip().lower()
    if answer.status_code != requests.codes.ok:
        raise PageUnavailable(url, f"it answered with status {answer.status_code}", Cause.TARGET)
    if kind and kind not in HTML:
        raise PageUnavailable(url, f"it is not HTML but {kind}", Cause.TARGET)


def _bounded(url: str, answer: requests.Response, deadline: float) -> bytes:
    body = bytearray()
    for chunk in answer.iter_content(CHUNK):
        body += chunk
        if len(body) > LARGEST_PAGE:
            raise PageUnavailable(url, f"it is larger than {LARGEST_PAGE} bytes", Cause.TARGET)
        if time.monotonic() > deadline:
            raise PageUnavailable(url, "it came too slowly to be read in the time allowed")
    must_be_whole(answer, bytes(body))
    return bytes(body)


def _page(source: str, body: bytes, content_type: str, cause: Cause) -> Page:
    html = _decoded(body, content_type)
    if "<" not in html:
        raise PageUnavailable(source, "it is not HTML" if html.strip() else "it is empty", cause)
    return Page(source, html, sha256(body).hexdigest())


def _decoded(body: bytes, content_type: str) -> str:
    """Decode as a browser would: by the byte order mark, else the header, else what the page declares."""
    text, marked = EncodingDetector.strip_byte_order_mark(body)
    declared = marked or _charset(content_type) or EncodingDetector.find_declared_encoding(text, is_html=True)
    name = (declared or "utf-8").lower()
    try:
        return text.decode(READ_AS.get(name, name), "replace")
    except (LookupError, UnicodeError):
        return text.decode("utf-8", "replace")


def _charset(content_type: str) -> str:
    header = Message()
    header["Content-Type"] = content_type
    return str(header.get_param("charset", "") or "")
