"""What is kept of a fetch: a line that says how a page was had, by which the kept bytes can be read again."""

import contextlib
from datetime import UTC, date, datetime
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import AwareDatetime, BaseModel, ConfigDict, StringConstraints

from asadvertised.article.fetching.page import HTML, Headers, Page
from asadvertised.errors import ConfigurationError

Sha256 = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]


class KeptFetch(BaseModel):
    """One fetch; `rendered` is the SHA-256 of what a browser made of the page, where one did."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    at: AwareDatetime
    source: str
    url: str
    status: int
    sha256: Sha256
    rendered: Sha256 | None = None
    media_type: str = HTML
    charset: str = "utf-8"
    locale: str = ""
    etag: str = ""
    last_modified: str = ""
    not_modified: bool = False
    robots_ignored: bool = False
    redirects: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    headers: Headers = ()


def parse_when(said: str | date | datetime) -> datetime:
    """Read a date, or a date and time, in ISO 8601; without a zone it is UTC, and a date is its first moment.

    Raises ConfigurationError.
    """
    try:
        when = datetime.fromisoformat(said if isinstance(said, str) else said.isoformat())
        return when.replace(tzinfo=UTC) if when.tzinfo is None else when.astimezone(UTC)
    except (ValueError, OverflowError):
        raise ConfigurationError("is no date", str(said), "write it as 2026-01-31 or 2026-01-31T12:00:00Z") from None


def without_password(source: str) -> str:
    """Give an address without the user and password in it, which are nobody's business later."""
    with contextlib.suppress(ValueError):
        parts = urlsplit(source)
        if parts.scheme in ("http", "https") and "@" in parts.netloc:
            return parts._replace(netloc=parts.netloc.rpartition("@")[2]).geturl()
    return source


def kept_as(page: Page, rendered: str | None, locale: str) -> KeptFetch:
    """Give the line of a page."""
    return KeptFetch(
        at=page.fetched_at,
        source=without_password(page.source),
        url=without_password(page.url),
        status=page.status,
        sha256=page.sha256,
        rendered=rendered,
        media_type=page.media_type,
        charset=page.charset,
        locale=locale,
        etag=page.header("ETag"),
        last_modified=page.header("Last-Modified"),
        not_modified=page.not_modified,
        robots_ignored=page.robots_ignored,
        redirects=tuple(map(without_password, page.redirects)),
        notes=page.notes,
        headers=page.headers,
    )
