"""Fetching a page: politely, within bounds, told truly, and never from where nobody was sent."""

import gzip
import os
import socket
import subprocess
import sys
import time
import tracemalloc
import zlib
from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

import brotli
import faults
import pytest
from faults import saying, speaking, without_end
from renderings import WIDTHS, markdown, plain_text
from services import Asked, Site, Told, answering, hosting, silence

from asadvertised.article.drift import DriftOutcome, Errand, check_drift
from asadvertised.article.fetching import patience
from asadvertised.article.fetching.archive import Archive
from asadvertised.article.fetching.fetch import Manners, fetch_page
from asadvertised.article.fetching.guard import Guard, PrivateAddress, is_private
from asadvertised.article.fetching.media import looks_like
from asadvertised.article.fetching.page import HTML, MARKDOWN, PLAIN, Page, PageUnavailable
from asadvertised.article.fetching.reading import Came, page_of
from asadvertised.article.fetching.visit import LARGEST_PAGE, MOST_REDIRECTS
from asadvertised.article.fetching.wire import USER_AGENT, Way
from asadvertised.article.ledger import Ledger
from asadvertised.errors import ConfigurationError
from asadvertised.outcome import Cause

HELLO = b"<h1>Hello</h1><p>This is a page."
PAGE = Told(HELLO)
SEEN_BY_ALL = "93.184.216.34"
AT = {"Content-Type": "text/html"}


@pytest.fixture(autouse=True)
def impatience(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ask again sooner than real services would want."""
    monkeypatch.setattr(patience, "FIRST_PAUSE_S", 0.02)


def to(where: str, status: int = 302) -> Told:
    return Told(b"moved", status, {"Location": where})


def robots(text: str) -> Told:
    return Told(text.encode(), 200, {"Content-Type": "text/plain"})


def refused(url: str, timeout: float = 5, **more: Any) -> PageUnavailable:
    with pytest.raises(PageUnavailable) as told:
        fetch_page(url, timeout, **more)
    assert "\n" not in told.value.reason
    return told.value


def test_a_page_says_where_it_came_from_when_and_what_it_was() -> None:
    headers = {"Content-Type": "text/html; charset=utf-8", "Set-Cookie": "session=secret", "ETag": '"1"'}
    with hosting({"/a": to("/b"), "/b": to("/c", 308), "/c": Told(HELLO, 200, headers)}) as site:
        page = fetch_page(f"{site.url}/a", 5)
    assert (page.source, page.url) == (f"{site.url}/a", f"{site.url}/c")
    assert page.redirects == (f"{site.url}/a", f"{site.url}/b")
    assert (page.body, page.html, page.media_type, page.status) == (HELLO, HELLO.decode(), "text/html", 200)
    assert page.sha256 == sha256(HELLO).hexdigest()
    assert abs(page.fetched_at.timestamp() - time.time()) < 10
    assert page.header("etag") == '"1"'
    assert not page.robots_ignored
    assert not page.not_modified
    assert "secret" not in repr(page)


def test_we_say_who_we_are_and_what_we_read() -> None:
    with hosting({"/": PAGE}) as site:
        fetch_page(f"{site.url}/", 5, manners=Manners(locale="de"))
    for asked in site.asked:
        assert asked.headers["User-Agent"] == USER_AGENT
        assert USER_AGENT.startswith("asadvertised/")
        assert "br" in asked.headers["Accept-Encoding"]
        assert "text/markdown" in asked.headers["Accept"]
        assert asked.headers["Accept-Language"] == "de"


# robots.txt


@pytest.mark.parametrize(
    ("rules", "may"),
    [
        ("User-agent: *\nDisallow: /", False),
        ("User-agent: asadvertised\nDisallow: /help", False),
        ("User-agent: AsAdvertised\nDisallow:\n\nUser-agent: *\nDisallow: /", True),
        ("User-agent: *\nDisallow: /\nAllow: /help$", True),
        ("User-agent: other\nDisallow: /", True),
        ("User-agent: *\nDisallow: /*.pdf$", True),
        ("\ufeffUser-agent: *\nDisallow: /help", False),
        ("<html>no rules</html>", True),
    ],
)
def test_robots_are_heeded(rules: str, may: bool) -> None:
    with hosting({"/robots.txt": robots(rules), "/help": PAGE}) as site:
        if may:
            assert fetch_page(f"{site.url}/help", 5).html
        else:
            assert "robots.txt" in refused(f"{site.url}/help").why
        assert ("/help" in site.paths) == may
        ignored = fetch_page(f"{site.url}/help", 5, manners=Manners(ignore_robots=True))
    assert ignored.robots_ignored


@pytest.mark.parametrize(("status", "may"), [(404, True), (401, True), (403, True), (500, False), (503, False)])
def test_robots_that_are_not_there_forbid_nothing_and_robots_that_fail_cannot_tell(status: int, may: bool) -> None:
    with hosting({"/robots.txt": Told(b"", status), "/": PAGE}) as site:
        if may:
            assert fetch_page(f"{site.url}/", 5).html
        else:
            assert f"robots.txt answered with status {status}" in refused(f"{site.url}/").why
            assert "/" not in site.paths


def test_robots_are_asked_for_once_a_run_at_each_place() -> None:
    manners = Manners()
    with hosting({"/robots.txt": robots("User-agent: *\nDisallow: /no"), "/a": PAGE, "/b": PAGE}) as site:
        for path in ("/a", "/b", "/a"):
            fetch_page(f"{site.url}{path}", 5, manners=manners)
        refused(f"{site.url}/no", manners=manners)
    assert site.paths == ["/robots.txt", "/a", "/b", "/a"]


def test_where_a_page_redirects_to_is_asked_too() -> None:
    with hosting({"/robots.txt": robots("User-agent: *\nDisallow: /no"), "/a": to("/no"), "/no": PAGE}) as site:
        assert "robots.txt" in refused(f"{site.url}/a").why
    assert "/no" not in site.paths


def test_robots_may_redirect_but_not_for_ever() -> None:
    forbidden = robots("User-agent: *\nDisallow: /")
    with hosting({"/robots.txt": to("/rules"), "/rules": forbidden, "/": PAGE}) as site:
        assert "not to fetch" in refused(f"{site.url}/").why
    with hosting({"/robots.txt": to("/robots.txt"), "/": PAGE}) as site:
        assert "redirects without end" in refused(f"{site.url}/").why
        assert len(site.paths) == MOST_REDIRECTS + 1


def test_of_endless_robots_only_the_first_part_counts() -> None:
    many = "# padding\n" * 50_000
    with hosting({"/robots.txt": robots(f"User-agent: *\nDisallow: /a\n{many}Disallow: /b\n"), "/b": PAGE}) as site:
        assert fetch_page(f"{site.url}/b", 5).html
        refused(f"{site.url}/a")


# Conditional requests


def versioned(asked: Asked) -> Told:
    if asked.headers.get("If-None-Match") == '"one"':
        return Told(b"", 304, {"ETag": '"one"', "X-Now": "renewed"})
    return Told(b"<p>One.", 200, {"Content-Type": "text/html; charset=utf-8", "ETag": '"one"', "X-Now": "first"})


def test_what_has_not_changed_is_read_as_it_was_kept(tmp_path: Path) -> None:
    manners = Manners(archive=Archive(tmp_path))
    with hosting({"/": versioned}) as site:
        first, second, third = (fetch_page(f"{site.url}/", 5, manners=manners) for _ in range(3))
    assert (first.not_modified, second.not_modified, third.not_modified) == (False, True, True)
    assert first.html == second.html == third.html
    assert first.sha256 == second.sha256
    assert second.header("X-Now") == "renewed"
    assert second.header("Content-Type") == first.header("Content-Type")
    assert [kept.status for kept in manners.archive.fetches()] == [200, 304, 304]  # type: ignore[union-attr]


def test_a_date_is_asked_by_where_there_is_no_tag(tmp_path: Path) -> None:
    date = "Wed, 21 Oct 2015 07:28:00 GMT"
    with hosting({"/": Told(HELLO, 200, {**AT, "Last-Modified": date})}) as site:
        for _ in range(2):
            fetch_page(f"{site.url}/", 5, manners=Manners(archive=Archive(tmp_path)))
    assert [asked.headers.get("If-Modified-Since") for asked in site.asked if asked.path == "/"] == [None, date]


def test_nothing_is_compared_with_bytes_that_are_gone_or_damaged(tmp_path: Path) -> None:
    manners = Manners(archive=Archive(tmp_path))
    with hosting({"/": versioned}) as site:
        digest = fetch_page(f"{site.url}/", 5, manners=manners).sha256
        (tmp_path / "pages" / f"{digest}.html").write_bytes(b"<p>Two.")
        again = fetch_page(f"{site.url}/", 5, manners=manners)
    assert not again.not_modified
    assert again.html == "<p>One."
    assert manners.archive
    assert manners.archive.page(digest) == b"<p>One."


def test_a_tag_of_one_address_is_not_shown_to_another(tmp_path: Path) -> None:
    pages: dict[str, Any] = {"/": to("/a"), "/a": versioned, "/b": versioned}
    with hosting(pages) as site:
        fetch_page(f"{site.url}/", 5, manners=Manners(archive=Archive(tmp_path)))
        pages["/"] = to("/b")
        page = fetch_page(f"{site.url}/", 5, manners=Manners(archive=Archive(tmp_path)))
    assert not page.not_modified
    assert "If-None-Match" not in site.asked[-1].headers


def test_not_modified_without_a_question_is_no_page() -> None:
    with hosting({"/": Told(b"", 304, {})}) as site:
        assert "304" in refused(f"{site.url}/").why


# Asking again


def failing(times: int, status: int, **headers: str) -> Callable[[Asked], Told]:
    left = iter(range(times))
    return lambda _: Told(b"later", status, headers) if next(left, None) is not None else PAGE


def test_what_passes_is_asked_for_again() -> None:
    for status in (429, 502, 503, 504):
        with hosting({"/": failing(2, status)}) as site:
            assert fetch_page(f"{site.url}/", 9).html
        assert site.paths.count("/") == 3


def test_what_does_not_pass_is_asked_for_once() -> None:
    with hosting({"/": failing(1, 500)}) as site:
        assert "status 500" in refused(f"{site.url}/").why
    assert site.paths.count("/") == 1


def test_a_server_is_waited_for_as_long_as_it_asks() -> None:
    with hosting({"/": failing(1, 503, **{"Retry-After": "1"})}) as site:
        started = time.monotonic()
        assert fetch_page(f"{site.url}/", 9).html
    assert time.monotonic() - started >= 1


def test_a_server_that_asks_for_longer_than_there_is_is_not_waited_for() -> None:
    with hosting({"/": failing(1, 429, **{"Retry-After": "3600"})}) as site:
        started = time.monotonic()
        assert "status 429" in refused(f"{site.url}/", 5).why
    assert time.monotonic() - started < 4
    assert site.paths.count("/") == 1


def test_a_page_that_broke_off_is_asked_for_again() -> None:
    turns = iter([faults.answer(HELLO, status=200, kind="text/html", length=99)])

    def say(one: socket.socket) -> None:
        one.sendall(next(turns, faults.answer(HELLO, status=200, kind="text/html")))

    with speaking(say) as host:
        assert fetch_page(f"http://{host}/", 9, manners=Manners(ignore_robots=True)).body == HELLO


# Private addresses


# fmt: off
PRIVATE = [
    "127.0.0.1", "127.9.9.9", "10.0.0.1", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0",  # noqa: S104
    "::1", "::", "fc00::1", "fd00:ec2::254", "fe80::1%eth0", "fec0::1", "::ffff:10.0.0.1", "::10.0.0.1", "ff02::1",
    "64:ff9b::a00:1", "2002:a00:1::", "2001:0:a00:1::", "224.0.0.1", "255.255.255.255", "192.0.2.1", "198.18.0.1",
]
# fmt: on


@pytest.mark.parametrize("address", PRIVATE)
def test_private_addresses(address: str) -> None:
    assert is_private(address)


@pytest.mark.parametrize("address", [SEEN_BY_ALL, "8.8.8.8", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808"])
def test_public_addresses(address: str) -> None:
    assert not is_private(address)


@pytest.fixture
def secret() -> Iterator[Site]:
    """Give a site that nobody named."""
    with hosting({"/": Told(b"<p>Secret."), "/robots.txt": robots("")}) as site:
        yield site
    assert site.asked == []


def test_a_redirect_never_leads_to_a_private_address(secret: Site) -> None:
    port = secret.url.rpartition(":")[2]
    hosts = ["127.0.0.1", "localhost", "127.1", "0x7f000001", "2130706433", "0177.0.0.1", "[::ffff:127.0.0.1]", "[::1]"]
    for host in hosts:
        with hosting({"/": to(f"http://{host}:{port}/")}) as site:
            told = refused(f"{site.url}/")
        assert isinstance(told, PrivateAddress), host
        assert "private address" in told.why
        assert told.cause is Cause.TARGET


def test_robots_redirect_to_no_private_address_either(secret: Site) -> None:
    with hosting({"/": PAGE, "/robots.txt": to(f"{secret.url}/")}) as site:
        assert "private address" in refused(f"{site.url}/").why
    assert "/" not in site.paths


@pytest.mark.parametrize(
    "where", ["file:///etc/passwd", "ftp://127.0.0.1/", "gopher://127.0.0.1/", "http://a b/", "data:,x"]
)
def test_a_redirect_leads_to_the_web_alone(where: str) -> None:
    with hosting({"/": to(where)}) as site:
        assert "cannot be used" in refused(f"{site.url}/").why


Answers = dict[str, list[str]]


@pytest.fixture
def names(monkeypatch: pytest.MonkeyPatch) -> Answers:
    """Answer for names: each in turn, the last one for ever."""
    known: Answers = {}
    real = socket.getaddrinfo

    def look_up(host: str, port: int, *more: Any, **options: Any) -> Any:
        if host in known:
            answers = known[host]
            host = answers.pop(0) if len(answers) > 1 else answers[0]
        return real(host, port, *more, **options)

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    return known


def test_a_name_that_the_user_gave_may_be_private_and_no_other(names: Answers, secret: Site) -> None:
    names.update({"intranet.example": ["127.0.0.1"], "other.example": ["127.0.0.1"]})
    pages: dict[str, Any] = {"/": PAGE}
    with hosting(pages) as site:
        port = site.url.rpartition(":")[2]
        assert fetch_page(f"http://intranet.example:{port}/", 5).body == HELLO
        other_port = secret.url.rpartition(":")[2]
        for other in (f"http://other.example:{port}/", f"http://intranet.example:{other_port}/", site.url):
            pages["/"] = to(other)
            assert isinstance(refused(f"http://intranet.example:{port}/"), PrivateAddress)


def test_a_name_that_turns_private_is_a_trick(names: Answers) -> None:
    names["rebound.example"] = [SEEN_BY_ALL, "127.0.0.1"]
    guard = Guard("http://rebound.example/")
    assert guard.addresses("rebound.example", 80) == [SEEN_BY_ALL]
    with pytest.raises(PrivateAddress):
        guard.addresses("rebound.example", 80)


def test_what_is_connected_to_is_what_was_looked_at(names: Answers) -> None:
    """A second look-up, between the check and the connection, would lead elsewhere."""
    with hosting({"/": PAGE}) as site:
        names["twice.example"] = ["127.0.0.1", "127.0.0.2"]
        port = site.url.rpartition(":")[2]
        page = fetch_page(f"http://twice.example:{port}/", 5, manners=Manners(ignore_robots=True))
    assert page.body == HELLO
    assert names["twice.example"] == ["127.0.0.2"]


def test_one_private_address_among_public_ones_is_enough() -> None:
    guard = Guard("http://a.example/")

    def mixed(*_: Any, **__: Any) -> Any:
        return [(0, 0, 0, "", (SEEN_BY_ALL, 80)), (0, 0, 0, "", ("10.0.0.1", 80))]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket, "getaddrinfo", mixed)
        with pytest.raises(PrivateAddress):
            guard.addresses("b.example", 80)


def test_by_a_proxy_nothing_private_is_asked_for_by_its_name() -> None:
    there = "http://public.example/"
    pages: dict[str, Any] = {there: PAGE, "http://public.example/robots.txt": Told(b"", 404)}
    with hosting(pages) as proxy:
        way = Way(proxies={"http": proxy.url, "https": proxy.url})
        assert fetch_page(there, 5, way).body == HELLO
        hosts = ["10.0.0.1", "localhost", "a.localhost", "0x7f000001", "2130706433", "[::ffff:10.0.0.1]", "[::1]", "db"]
        for host in [*hosts, "metadata.google.internal", "169.254.169.254"]:
            pages[there] = to(f"http://{host}/")
            assert isinstance(refused(there, way=way), PrivateAddress), host
        assert {asked.path for asked in proxy.asked} == set(pages)


# Characters and packing


@pytest.mark.parametrize(
    ("content_type", "body", "text"),
    [
        ("text/html; charset=iso-8859-1", "<p>é".encode("latin-1"), "<p>é"),
        ("text/html", "<meta charset=windows-1252>\u201d".encode("cp1252"), "<meta charset=windows-1252>\u201d"),
        ("text/html; charset=nonsense", "<p>é".encode(), "<p>é"),
        ("text/html; charset=punycode", "<p>é".encode(), "<p>é"),
        ("text/html", "<p>é".encode(), "<p>é"),
        ("text/html; charset=iso-8859-1", "<p>é".encode("utf-8-sig"), "<p>é"),
        ("text/html; charset=iso-8859-1", "<p>é".encode("utf-16"), "<p>é"),
        ("text/html; charset=windows-1251", "<meta charset=utf-8><p>да".encode("cp1251"), "<meta charset=utf-8><p>да"),
        ("text/html", "<meta charset=utf-16><p>é".encode(), "<meta charset=utf-16><p>é"),
        ("text/html; charset=utf-8", b"<p>one\0two\0", "<p>onetwo"),
    ],
)
def test_the_declared_charset_is_heeded(content_type: str, body: bytes, text: str) -> None:
    with hosting({"/": Told(body, 200, {"Content-Type": content_type})}) as site:
        page = fetch_page(f"{site.url}/", 5)
    assert page.html == text
    assert page.body == body


GERMAN = "<p>Wir möchten dir schöne Inhalte zeigen. Über „Einstellungen“ änderst du, was für dich gewählt wird."
RUSSIAN = "<p>Мы используем сведения о ваших действиях, чтобы показывать рекламу, которая вам интересна."
JAPANESE = "<p>お客様の設定に基づいて、興味のある広告を表示します。設定から変更できます。"


WRITTEN = {
    GERMAN: ["utf-8", "cp1252", "utf-16-le", "utf-16-be"],
    RUSSIAN: ["utf-8", "cp1251", "koi8-r"],
    JAPANESE: ["utf-8", "cp932", "euc_jp"],
}


# By a charset of single bytes UTF-16 can be read, if badly, and a declaration that can be true is believed.
DECLARED = [
    (text, charset, said)
    for text, charsets in WRITTEN.items()
    for charset in charsets
    for said in ("", "utf-8", "iso-8859-1")
    if not (said == "iso-8859-1" and charset.startswith("utf-16"))
]


@pytest.mark.parametrize(("text", "charset", "said"), DECLARED)
def test_the_real_charset_is_found_where_none_or_another_is_declared(text: str, charset: str, said: str) -> None:
    content_type = f"text/html; charset={said}" if said else "text/html"
    with hosting({"/": Told(text.encode(charset), 200, {"Content-Type": content_type})}) as site:
        page = fetch_page(f"{site.url}/", 5)
    assert page.html == text
    as_said = {"": "utf-8", "iso-8859-1": "cp1252"}.get(said, said)
    assert bool(page.notes) == (charset != as_said)


PACKERS: dict[str, Callable[[bytes], bytes]] = {"gzip": gzip.compress, "br": brotli.compress, "deflate": zlib.compress}


@pytest.mark.parametrize("coding", PACKERS)
def test_packed_pages_are_unpacked_and_never_taken_for_whole_when_they_are_not(coding: str) -> None:
    body = HELLO + os.urandom(3000).hex().encode()
    packed = PACKERS[coding](body)
    headers = {**AT, "Content-Encoding": coding}
    with hosting({"/": Told(packed, 200, headers), "/cut": Told(packed[:-9], 200, headers)}) as site:
        assert fetch_page(f"{site.url}/", 5).body == body
        assert "broke" in refused(f"{site.url}/cut").why


def test_what_is_not_packed_as_it_says_is_no_page() -> None:
    with hosting({"/": Told(HELLO, 200, {**AT, "Content-Encoding": "br"})}) as site:
        assert "unpacked" in refused(f"{site.url}/").why


# What a page is


@pytest.mark.parametrize(
    ("path", "content_type", "kind"),
    [
        ("/a", "text/html", "text/html"),
        ("/a", "application/xhtml+xml; charset=utf-8", "text/html"),
        ("/a", "text/markdown", "text/markdown"),
        ("/a", "text/x-markdown", "text/markdown"),
        ("/a", "text/plain", "text/plain"),
        ("/a.md", "text/plain; charset=utf-8", "text/markdown"),
        ("/a.md?raw=1", "", "text/markdown"),
        ("/a.txt", "text/html", "text/html"),
        ("/a", "", "text/html"),
    ],
)
def test_the_kind_of_a_page_is_told(path: str, content_type: str, kind: str) -> None:
    headers = {"Content-Type": content_type} if content_type else {}
    with hosting({path: Told(HELLO, 200, headers)}) as site:
        assert fetch_page(f"{site.url}{path}", 5).media_type == kind


@pytest.mark.parametrize("content_type", ["application/json", "application/pdf", "image/png", "text/css"])
def test_what_is_no_text_is_no_page(content_type: str) -> None:
    with hosting({"/": Told(HELLO, 200, {"Content-Type": content_type})}) as site:
        told = refused(f"{site.url}/")
    assert f"not HTML but {content_type}" in told.why
    assert told.cause is Cause.TARGET


@pytest.mark.parametrize(("body", "why"), [(b"", "empty"), (b" \n\0", "empty"), (b"just words", "not HTML")])
def test_an_empty_page_is_no_page(body: bytes, why: str, tmp_path: Path) -> None:
    (tmp_path / "page.html").write_bytes(body)
    assert why in refused(str(tmp_path / "page.html")).why
    with hosting({"/": Told(body)}) as site:
        assert why in refused(f"{site.url}/").why


@pytest.mark.parametrize(
    ("name", "body", "kind"),
    [
        ("a.html", HELLO, "text/html"),
        ("a b%20c.html", HELLO, "text/html"),
        ("a.md", b"# Hello", "text/markdown"),
        ("A.MARKDOWN", b"Hello", "text/markdown"),
        ("a.txt", b"Hello", "text/plain"),
        ("saved", HELLO, "text/html"),
    ],
)
def test_files_are_read(name: str, body: bytes, kind: str, tmp_path: Path) -> None:
    file = tmp_path / name
    file.write_bytes(body)
    for source in (str(file), file.as_uri(), file.as_uri().replace("file:///", "file://localhost/")):
        page = fetch_page(source, 5)
        assert (page.source, page.body, page.media_type) == (source, body, kind)


def test_a_file_that_is_none_is_wrong_usage(tmp_path: Path, ledger: Ledger) -> None:
    for source in (str(tmp_path / "missing.html"), str(tmp_path), "file://elsewhere/a.html", "a\0b", "http://[", ""):
        with pytest.raises(ConfigurationError) as told:
            fetch_page(source, 5)
        assert "\n" not in str(told.value)
    with pytest.raises(ConfigurationError):
        check_drift(ledger.article, str(tmp_path / "missing.html"), Errand(2.0), lambda _: ())


def test_a_pipe_that_says_nothing_and_a_file_that_is_too_large_end_too(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert "within 0.5 s" in refused(str(tmp_path / "pipe"), 0.5).why
    with (tmp_path / "large.html").open("wb") as file:
        file.truncate(50_000_000)
    assert "larger than" in refused(str(tmp_path / "large.html")).why


READS = """
import sys
from asadvertised.article.fetching.fetch import fetch_page
try:
    page = fetch_page("-", float(sys.argv[1]))
    print(page.media_type, page.html)
except Exception as error:
    print(error)
"""


def piped(given: Any, timeout: float = 20, **how: Any) -> str:
    run = subprocess.run(
        [sys.executable, "-c", READS, str(timeout)], capture_output=True, timeout=30, check=True, **given, **how
    )
    assert not run.stderr
    return run.stdout.decode()


@pytest.mark.parametrize(
    ("text", "kind"),
    [("<p>Hé.", "text/html"), ("# Title\n\nHé.", "text/markdown"), ("Just words, hé.", "text/plain")],
)
def test_standard_input_is_read_and_its_kind_is_seen(text: str, kind: str) -> None:
    assert piped({"input": text.encode()}) == f"{kind} {text}\n"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Steps\n=====\n\n1. Go to Settings\n2. Save\n\n- One * two * three\n> 5 of_these_names", PLAIN),
        ("Steps\n~~~~~\n\nDo this.", PLAIN),
        ("Say #1 and [1] (or 2 * 3 * 4).", PLAIN),
        ("## A heading", MARKDOWN),
        ("---\ntitle: A\n---\nWords.", MARKDOWN),
        ("---\nWords.", PLAIN),
        ("```\ncode\n```", MARKDOWN),
        ("See [this](#a).", MARKDOWN),
        ("Press **Save** now.", MARKDOWN),
        ("Press _Save_ now.", MARKDOWN),
        (f"{'Words. ' * 2000}Press *Save* now.", MARKDOWN),
    ],
)
def test_only_signs_of_markdown_make_a_text_markdown(text: str, kind: str) -> None:
    assert looks_like(text) == kind


@pytest.mark.parametrize("width", WIDTHS)
def test_the_article_in_plain_text_is_read_alike_with_and_without_a_name(tmp_path: Path, width: int) -> None:
    file = tmp_path / "article.txt"
    file.write_text(plain_text(width=width), encoding="utf-8")
    named = fetch_page(str(file), 5)
    assert piped({"input": file.read_bytes()}) == f"{named.media_type} {named.html}\n"
    assert looks_like(markdown()) == MARKDOWN


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("<!DOCTYPE html><title>a</title><p>Words.", HTML),
        ("\n<!-- a -->\n<html><p>Words.", HTML),
        ("Write <html> at the beginning.", PLAIN),
        ("<htmlx> is no tag.", PLAIN),
    ],
)
def test_html_that_is_sent_as_plain_text_is_html(text: str, kind: str) -> None:
    headers = (("Content-Type", "text/plain; charset=utf-8"),)
    assert page_of("http://x.invalid", Came(text.encode(), headers, PLAIN)).media_type == kind
    assert page_of("a.txt", Came(text.encode(), (), PLAIN)).media_type == PLAIN


def test_a_standard_input_that_never_ends_is_not_waited_for() -> None:
    reading, writing = os.pipe()
    assert "did not come within 0.5 s" in piped({"stdin": reading}, 0.5)
    os.close(reading)
    os.close(writing)


# What goes wrong


def no_scenarios(_: str) -> tuple[str, ...]:
    return ()


NOTHING = ("text/html", b"<html></html>")
UNAVAILABLE = {
    "500": (lambda *_: (500, *NOTHING), Cause.TARGET),
    "404": (lambda *_: (404, *NOTHING), Cause.TARGET),
    "JSON": (lambda *_: (200, "application/json", b"{}"), Cause.TARGET),
    "a redirect loop": (lambda *_: (302, *NOTHING), Cause.TARGET),
    "too large": (lambda *_: (200, "text/html", b"x" * 11_000_000), Cause.TARGET),
    "silence": (silence(5), Cause.INFRASTRUCTURE),
}
PATIENCE_S = {"silence": 0.5}


@pytest.mark.parametrize("name", UNAVAILABLE)
def test_a_page_that_cannot_be_had_is_could_not_tell(name: str, ledger: Ledger) -> None:
    answer, cause = UNAVAILABLE[name]
    longest = PATIENCE_S.get(name, 2.0)
    started = time.monotonic()
    with answering(answer) as url:
        found = check_drift(ledger.article, url, Errand(longest), no_scenarios)
        assert refused(url, longest, manners=Manners(ignore_robots=True)).cause is cause
    assert found.outcome is DriftOutcome.CANT_TELL
    assert found.reason
    assert time.monotonic() - started < 10


def test_nobody_there(ledger: Ledger) -> None:
    found = check_drift(ledger.article, "http://127.0.0.1:9/", Errand(2.0), no_scenarios)
    assert found.outcome is DriftOutcome.CANT_TELL


def test_a_name_that_is_nowhere_is_told() -> None:
    assert "DNS" in refused("http://nowhere.invalid/", 9).why


HEAD = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"


def gzip_bomb(one: socket.socket) -> None:
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    one.sendall(f"{HEAD}Content-Encoding: gzip\r\n\r\n".encode())
    while True:
        one.sendall(packer.compress(b"<p>" * 1_000_000))


def brotli_bomb(one: socket.socket) -> None:
    packed = brotli.compress(b"<p>" * 20_000_000)
    one.sendall(f"{HEAD}Content-Encoding: br\r\nContent-Length: {len(packed)}\r\n\r\n".encode() + packed)


HOSTILE: dict[str, tuple[faults.Conversation, str]] = {
    "a body without end": (without_end(f"{HEAD}\r\n", b"<p>" * 30_000), "larger than"),
    "50 MB": (saying(f"{HEAD}Content-Length: 50000000\r\n\r\n".encode(), *[b"<p>x" * 250_000] * 50), "larger than"),
    "a gzip bomb": (gzip_bomb, "larger than"),
    "a brotli bomb": (brotli_bomb, "larger than"),
    "a body that drips": (without_end(f"{HEAD}\r\n", b"<", 0.2), "within 1 s|too slowly"),
    "headers that drip": (without_end("HTTP/1.1 200 OK\r\n", b"X", 0.2), "within 1 s"),
    "headers without end": (without_end("HTTP/1.1 200 OK\r\n", b"X-Y: z\r\n"), "broke"),
    "a header without end": (without_end("HTTP/1.1 200 OK\r\nX: ", b"y" * 1000), "broke"),
    "hints without end": (without_end("", b"HTTP/1.1 103 Early Hints\r\n\r\n", 0.01), "within 1 s"),
    "redirects with bodies without end": (
        without_end("HTTP/1.1 302 Found\r\nLocation: /more\r\n\r\n", b"<p>" * 30_000),
        "redirects without end",
    ),
    "chunks that lie": (saying(f"{HEAD}Transfer-Encoding: chunked\r\n\r\nzz\r\n".encode()), "broke"),
    "no HTTP": (saying(b"220 ready\r\n"), "broke"),
    "silence": (faults.silent, "within 1 s"),
    "nothing": (saying(b""), "broke"),
    "an address that is none": (saying(b"HTTP/1.1 302 Found\r\nLocation: http://[::\r\n\r\n"), "cannot be used"),
    "an address of bytes": (saying(b"HTTP/1.1 302 Found\r\nLocation: http://\xff\xfe/\r\n\r\n"), "cannot be used|DNS"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_answers_end_in_bounded_time_and_memory(name: str) -> None:
    say, why = HOSTILE[name]
    with speaking(say) as host:
        tracemalloc.start()
        started = time.monotonic()
        with pytest.raises(PageUnavailable, match=why):
            fetch_page(f"http://{host}/", 1 if "within" in why else 9, manners=Manners(ignore_robots=True))
        took, (_, peak) = time.monotonic() - started, tracemalloc.get_traced_memory()
        tracemalloc.stop()
    assert took < 10
    assert peak < 8 * LARGEST_PAGE


def test_no_thread_is_left_behind_by_a_server_that_drips() -> None:
    import threading

    before = {thread.ident for thread in threading.enumerate()}
    with speaking(without_end("HTTP/1.1 200 OK\r\n", b"X", 0.05)) as host:
        refused(f"http://{host}/", 0.5, manners=Manners(ignore_robots=True))
        end = time.monotonic() + 3
        while time.monotonic() < end and _fetching(before):
            time.sleep(0.05)
        assert not _fetching(before)


def _fetching(before: set[int | None]) -> list[str]:
    import threading

    return [t.name for t in threading.enumerate() if t.ident not in before and "_deliver" in t.name]


# The browser


SHELL = b"<!doctype html><title>Help</title><div id=root></div><script src=/app.js></script>"
SCRIPT = b"fetch('/data').then(r => r.text()).then(t => {document.getElementById('root').innerHTML = '<p>' + t})"
SPY = (
    b"<p id=out>x<script>fetch('%s').then(() => 'in', () => 'out').then(w => {out.textContent = 'kept ' + w})</script>"
)


def in_browser(url: str, timeout: float = 40, **more: Any) -> Page:
    return fetch_page(url, timeout, manners=Manners(browser=True, **more))


def has_browser() -> bool:
    from asadvertised.article.fetching.chromium import chromium_path

    try:
        chromium_path()
    except ConfigurationError:
        return False
    return True


with_browser = pytest.mark.skipif(not has_browser(), reason="there is no Chromium here")


@with_browser
def test_a_browser_shows_what_scripts_make_and_the_raw_page_is_kept(tmp_path: Path) -> None:
    pages: dict[str, Any] = {"/": Told(SHELL), "/app.js": Told(SCRIPT, 200, {"Content-Type": "text/javascript"})}
    pages["/data"] = Told("Made by a script é.".encode(), 200, {"Content-Type": "text/plain; charset=utf-8"})
    with hosting(pages) as site:
        page = in_browser(f"{site.url}/", archive=Archive(tmp_path))
    assert "<p>Made by a script é.</p>" in page.html
    assert page.body == SHELL
    assert page.rendered
    assert {asked.headers["User-Agent"] for asked in site.asked} == {USER_AGENT}
    [kept] = Archive(tmp_path).fetches()
    assert Archive(tmp_path).page(kept.sha256) == SHELL
    assert Archive(tmp_path).page(str(kept.rendered)).decode() == page.html


@with_browser
def test_a_page_in_a_browser_reaches_nothing_private(secret: Site) -> None:
    with hosting({"/": Told(SPY % f"{secret.url}/".encode())}) as site:
        assert "kept out" in in_browser(f"{site.url}/").html


@with_browser
def test_a_script_without_end_ends_with_its_browser() -> None:
    with hosting({"/": Told(b"<p>x<script>for(;;);</script>")}) as site:
        started = time.monotonic()
        refused(f"{site.url}/", 4, manners=Manners(browser=True))
    assert time.monotonic() - started < 12


def test_without_a_browser_it_is_said_how_to_get_one(monkeypatch: pytest.MonkeyPatch) -> None:
    with hosting({"/": PAGE}) as site:
        monkeypatch.setitem(sys.modules, "playwright.sync_api", None)
        with pytest.raises(ConfigurationError, match=r"asadvertised\[browser\]"):
            in_browser(f"{site.url}/")
        monkeypatch.undo()
        monkeypatch.setenv("ASADVERTISED_CHROMIUM", "no-such-browser")
        with pytest.raises(ConfigurationError, match=r"no-such-browser.*install Chromium"):
            in_browser(f"{site.url}/")


def test_what_is_not_asked_for_is_not_loaded() -> None:
    """A fetch without a browser must not cost the import of its driver, nor that of the archive's writer."""
    code = "import sys, asadvertised.article.fetching.fetch; print(*sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = set(run.stdout.split())
    assert "protego" in loaded
    assert not loaded & {"playwright", "warcio"}
