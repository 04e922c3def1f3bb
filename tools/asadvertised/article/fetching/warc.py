"""A fetch as a web archive (WARC 1.1, ISO 28500:2017), for those whose tools read that."""

from collections.abc import Iterator
from http import HTTPStatus
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from asadvertised import __version__
from asadvertised.article.fetching.kept import without_password
from asadvertised.article.fetching.page import HTML, Page
from asadvertised.article.writing import write_whole

NOT_MODIFIED = "http://netpreserve.org/warc/1.1/revisit/server-not-modified"
OF_THE_WIRE = frozenset(["content-encoding", "transfer-encoding", "content-length"])


def write_warc(path: Path, page: Page) -> None:
    """Write the request and the response of a fetch, unpacked, with a digest of the payload.

    A page that had not changed is a revisit, with the kept bytes as a resource. What a browser made of it is a
    conversion. Raises ConfigurationError where it cannot be written.
    """
    from warcio.warcwriter import WARCWriter

    packed = BytesIO()
    writer = WARCWriter(packed, gzip=path.suffix == ".gz", warc_version="WARC/1.1")
    writer.write_record(writer.create_warcinfo_record(path.name, {"software": f"asadvertised/{__version__}"}))
    for record in _records(writer, page):
        writer.write_record(record)
    write_whole(path, packed.getvalue())


def _records(writer: Any, page: Page) -> Iterator[Any]:
    url, when = _uri(page), {"WARC-Date": page.fetched_at.strftime("%Y-%m-%dT%H:%M:%S.%fZ")}
    if url.startswith("http"):
        answer = _answer(writer, page, url, when)
        request = _request(writer, page, url, when)
        request.rec_headers.add_header("WARC-Concurrent-To", answer.rec_headers.get_header("WARC-Record-ID"))
        yield from (answer, request)
    if page.not_modified or not url.startswith("http"):
        yield _record(writer, url, "resource", (page.body, page.media_type), when)
    if page.rendered:
        yield _record(writer, url, "conversion", (page.html.encode("utf-8", "replace"), HTML), when)


def _answer(writer: Any, page: Page, url: str, when: dict[str, str]) -> Any:
    from warcio.statusandheaders import StatusAndHeaders

    body = b"" if page.not_modified else page.body
    headers = [_unpacked(pair) for pair in page.headers] + [("Content-Length", str(len(body)))]
    http = StatusAndHeaders(f"{page.status} {HTTPStatus(page.status).phrase}", headers, "HTTP/1.1")
    if page.not_modified:
        record = writer.create_warc_record(url, "revisit", BytesIO(), 0, http_headers=http, warc_headers_dict=when)
        record.rec_headers.add_header("WARC-Profile", NOT_MODIFIED)
        return record
    return writer.create_warc_record(
        url, "response", BytesIO(body), len(body), http_headers=http, warc_headers_dict=when
    )


def _request(writer: Any, page: Page, url: str, when: dict[str, str]) -> Any:
    from warcio.statusandheaders import StatusAndHeaders

    parts = urlsplit(url)
    target = parts._replace(scheme="", netloc="", fragment="").geturl() or "/"
    http = StatusAndHeaders(
        f"GET {target} HTTP/1.1", [("Host", parts.netloc), *page.asked], "HTTP/1.1", is_http_request=True
    )
    return writer.create_warc_record(url, "request", BytesIO(), 0, http_headers=http, warc_headers_dict=when)


def _record(writer: Any, url: str, kind: str, content: tuple[bytes, str], when: dict[str, str]) -> Any:
    body, media_type = content
    return writer.create_warc_record(
        url, kind, BytesIO(body), warc_content_type=media_type, warc_headers_dict=when, length=len(body)
    )


def _unpacked(pair: tuple[str, str]) -> tuple[str, str]:
    """Rename what was true of the bytes on their way, which are kept unpacked and whole."""
    name, value = pair
    return (f"X-Archive-Orig-{name}" if name.lower() in OF_THE_WIRE else name), value


def _uri(page: Page) -> str:
    url = without_password(page.url)
    if url.startswith("http") or url.lower().startswith("file:"):
        return url
    return "urn:asadvertised:standard-input" if url == "-" else Path(url).resolve().as_uri()
