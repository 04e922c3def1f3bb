"""Fetch a page: over HTTP with bounds, or from a file."""

import re
import time
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from urllib.parse import unquote, urlsplit

import requests

from asadvertised import __version__
from asadvertised.errors import ConfigurationError
from asadvertised.outcome import Cause, CouldNotTell

USER_AGENT = f"asadvertised/{__version__} (help-content checker)"
LARGEST_PAGE = 10_000_000
MOST_REDIRECTS = 5
META_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]+)", re.IGNORECASE)
HEAD = 4096


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


def fetch_page(source: str, timeout: float) -> Page:
    """Fetch a page from an http(s) address, a file: address or a path; `timeout` bounds the whole, in seconds.

    Raises PageUnavailable, or ConfigurationError for what is neither an address nor a file.
    """
    scheme = urlsplit(source).scheme
    if scheme in ("http", "https"):
        return _from_web(source, timeout)
    path = Path(unquote(urlsplit(source).path)) if scheme == "file" else Path(source)
    return _page(source, _read(source, path), "")


def _read(source: str, path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(LARGEST_PAGE)
    except OSError as error:
        mend = "give an http(s) address or a file"
        raise ConfigurationError(f"cannot be read: {error.strerror}", f"--article {source}", mend) from None


def _from_web(url: str, timeout: float) -> Page:
    deadline = time.monotonic() + timeout
    with requests.Session() as session:
        session.max_redirects = MOST_REDIRECTS
        session.headers.update({"User-Agent": USER_AGENT, "Accept": "text/html,application/xhtml+xml"})
        try:
            with session.get(url, timeout=timeout, stream=True) as answer:
                _must_be_a_page(url, answer)
                body = _bounded(url, answer, deadline)
                return _page(url, body, answer.headers.get("Content-Type", ""))
        except requests.TooManyRedirects:
            raise PageUnavailable(url, "it redirects without end", Cause.TARGET) from None
        except requests.Timeout:
            raise PageUnavailable(url, f"nothing came within {timeout:g} s") from None
        except (requests.exceptions.InvalidURL, requests.exceptions.InvalidSchema) as error:
            what = f"is not an address: {type(error).__name__}"
            raise ConfigurationError(what, f"--article {url}", "give an http(s) address or a file") from None
        except requests.RequestException as error:
            raise PageUnavailable(url, f"the connection could not be made, or broke ({type(error).__name__})") from None


def _must_be_a_page(url: str, answer: requests.Response) -> None:
    kind = answer.headers.get("Content-Type", "").partition(";")[0].strip().lower()
    if answer.status_code != requests.codes.ok:
        raise PageUnavailable(url, f"it answered with status {answer.status_code}", Cause.TARGET)
    if kind not in ("text/html", "application/xhtml+xml", ""):
        raise PageUnavailable(url, f"it is not HTML but {kind}", Cause.TARGET)


def _bounded(url: str, answer: requests.Response, deadline: float) -> bytes:
    body = bytearray()
    for chunk in answer.iter_content(65536):
        body += chunk
        if len(body) > LARGEST_PAGE:
            raise PageUnavailable(url, f"it is larger than {LARGEST_PAGE} bytes", Cause.TARGET)
        if time.monotonic() > deadline:
            raise PageUnavailable(url, "it came too slowly to be read in the time allowed")
    return bytes(body)


def _page(source: str, body: bytes, content_type: str) -> Page:
    return Page(source, body.decode(_charset(body, content_type), "replace"), sha256(body).hexdigest())


def _charset(body: bytes, content_type: str) -> str:
    declared = re.search(r"charset\s*=\s*[\"']?([A-Za-z0-9_.:-]+)", content_type, re.IGNORECASE)
    in_page = META_CHARSET.search(body[:HEAD])
    name = declared[1] if declared else in_page[1].decode("ascii") if in_page else "utf-8-sig"
    try:
        "".encode(name)
    except LookupError:
        return "utf-8"
    return name
