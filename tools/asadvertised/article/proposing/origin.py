"""Say where a page's wording comes from, as far as the page itself tells it."""

import warnings
from dataclasses import dataclass
from pathlib import PurePath
from urllib.parse import parse_qsl, urlencode, urlsplit

from bs4 import BeautifulSoup, XMLParsedAsHTMLWarning

from asadvertised.article.model import About

UNKNOWN_LOCALE = "en"
CAPTURE = (
    "Read from the page by its selectors, which were guessed: compare it with the page before anything rests on it."
)
SECRET_PARTS = ("token", "secret", "session", "password", "key", "sig", "auth", "code", "mail", "user")


@dataclass(frozen=True)
class Origin:
    """What a page tells of itself."""

    title: str = ""
    publisher: str = ""
    source: str = ""
    locale: str = ""


def parsed(html: str) -> BeautifulSoup:
    """Parse a page; one that says it is XML is read as browsers read it, and without a warning."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", XMLParsedAsHTMLWarning)
        return BeautifulSoup(html, "lxml")


def origin_of(html: str) -> Origin:
    """Read what an HTML page's head tells."""
    soup = parsed(html)

    def value(selector: str, attribute: str) -> str:
        found = soup.select_one(selector)
        return str(found.get(attribute) or "").strip() if found else ""

    title = soup.title.get_text(" ", strip=True) if soup.title else ""
    canonical = value('link[rel~="canonical"][href]', "href")
    return Origin(title, value('meta[property="og:site_name"]', "content"), canonical, value("html[lang]", "lang"))


def about(name: str, source: str, title: str, origin: Origin) -> About:
    """Name the page and its publisher, without what an address or a path tells of the one who read it."""
    given = urlsplit(source)
    own = source if given.scheme in ("http", "https") else origin.source
    address = public_address(own) if own.startswith(("http://", "https://")) else PurePath(given.path).name
    publisher = origin.publisher or (urlsplit(address).hostname or "")
    return About(
        name=name,
        title=title or origin.title or name,
        publisher=publisher,
        source=address,
        locale=origin.locale or UNKNOWN_LOCALE,
        capture=CAPTURE,
        sha256="",
    )


def public_address(address: str) -> str:
    """Give an address without a sign-in, a fragment, and whatever its query may hold that is one person's."""
    parts = urlsplit(address)
    kept = [(key, value) for key, value in parse_qsl(parts.query, keep_blank_values=True) if not is_private(key)]
    host = parts.netloc.rpartition("@")[2]
    return parts._replace(netloc=host, query=urlencode(kept), fragment="").geturl()


def is_private(key: str) -> bool:
    """Tell a part of a query that may be one person's: a token, a session, an address of theirs."""
    return any(part in key.lower() for part in SECRET_PARTS)


def holds_private(address: str) -> bool:
    """Tell an address that was made for one person."""
    parts = urlsplit(address)
    return "@" in parts.netloc or any(is_private(key) for key, _ in parse_qsl(parts.query))
