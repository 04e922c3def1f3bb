"""Make a page of bytes that came, from wherever, or that were kept."""

from dataclasses import dataclass, replace
from hashlib import sha256

from asadvertised.article.fetching.archive import Archive
from asadvertised.article.fetching.charset import decoded
from asadvertised.article.fetching.kept import KeptFetch
from asadvertised.article.fetching.media import KINDS, is_html_by_its_beginning, looks_like, said_of
from asadvertised.article.fetching.page import HTML, PLAIN, Headers, Page, PageUnavailable
from asadvertised.outcome import Cause


@dataclass(frozen=True)
class Came:
    """Bytes that came: the kind that is said of them, if any, whose doing it is if they are no page.

    What is piped in has no name to tell its kind, so that it `may_be_a_draft`.
    """

    body: bytes
    headers: Headers = ()
    kind: str = ""
    cause: Cause = Cause.TARGET
    may_be_a_draft: bool = False


def page_of(source: str, came: Came) -> Page:
    """Give what came as a page; raise PageUnavailable if it is empty, or no text that is read."""
    content_type = next((value for name, value in came.headers if name.lower() == "content-type"), "")
    if came.kind and came.kind not in KINDS.values():
        raise PageUnavailable(source, f"it is not HTML but {said_of(content_type) or came.kind}", came.cause)
    text = decoded(came.body, content_type)
    kind = _seen(came, said_of(content_type), text.text)
    if not text.text.strip():
        raise PageUnavailable(source, "it is empty", came.cause)
    is_unnamed_draft = kind != HTML and not came.kind and not came.may_be_a_draft
    if is_unnamed_draft or (kind == HTML and "<" not in text.text):
        raise PageUnavailable(source, "it is not HTML; a draft is named .md or .txt", came.cause)
    return Page(
        source,
        text.text,
        sha256(came.body).hexdigest(),
        came.body,
        headers=came.headers,
        media_type=kind,
        charset=text.charset,
        notes=(text.note,) if text.note else (),
    )


def _seen(came: Came, said: str, text: str) -> str:
    """Give the kind, by its look where nothing is said of it; a server that says plain text may mean HTML."""
    is_html = came.kind == PLAIN == said and is_html_by_its_beginning(text)
    return HTML if is_html else came.kind or looks_like(text)


def read_kept(archive: Archive, kept: KeptFetch) -> Page:
    """Give a kept page as it was fetched, to be read again; raise ConfigurationError where it is not kept whole."""
    rendered = archive.page(kept.rendered) if kept.rendered else None
    return as_fetched(kept, archive.page(kept.sha256), rendered)


def as_fetched(kept: KeptFetch, body: bytes, rendered: bytes | None) -> Page:
    """Give a page of its bytes, and of what a browser made of them if one did, as it was fetched."""
    page = page_of(kept.source, Came(body, kept.headers, kept.media_type))
    return replace(
        page,
        html=page.html if rendered is None else rendered.decode(),
        url=kept.url,
        status=kept.status,
        fetched_at=kept.at,
        redirects=kept.redirects,
        robots_ignored=kept.robots_ignored,
        not_modified=kept.not_modified,
        rendered=rendered is not None,
    )
