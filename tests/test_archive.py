"""What is kept of fetches: each one, the bytes once, nothing secret, and nothing lost by a crash or by company."""

import json
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from pathlib import Path

import pytest
from warcio.archiveiterator import ArchiveIterator

from asadvertised.article.fetching.archive import Archive
from asadvertised.article.fetching.fetch import Manners, fetch_page
from asadvertised.article.fetching.kept import parse_when
from asadvertised.article.fetching.page import Page
from asadvertised.article.fetching.raw import keep_raw
from asadvertised.article.fetching.reading import read_kept
from asadvertised.article.fetching.warc import write_warc
from asadvertised.errors import ConfigurationError

NOON = datetime(2026, 1, 31, 12, tzinfo=UTC)
URL = "https://help.example/en/article?a=1"
HEADERS = (
    ("Content-Type", "text/html; charset=iso-8859-1"),
    ("ETag", '"1"'),
    ("Set-Cookie", "***"),
    ("Content-Encoding", "gzip"),
    ("Transfer-Encoding", "chunked"),
)


def a_page(text: str = "<p>é", at: datetime = NOON, source: str = URL) -> Page:
    body = text.encode("latin-1")
    asked = (("User-Agent", "asadvertised/1"), ("Accept", "text/html"))
    return Page(source, text, sha256(body).hexdigest(), body, source, 200, HEADERS, asked, at, charset="cp1252")


def test_each_fetch_is_kept_and_equal_bytes_once(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    for hours, text in enumerate(["<p>one", "<p>two", "<p>one"]):
        archive.keep(a_page(text, NOON + timedelta(hours=hours)))
    archive.keep(a_page("<p>other", source="https://other.example/"))
    assert len(list((tmp_path / "pages").iterdir())) == 3
    assert [archive.page(kept.sha256) for kept in archive.fetches(URL)] == [b"<p>one", b"<p>two", b"<p>one"]
    assert len(archive.fetches()) == 4
    latest = archive.latest(URL)
    assert latest
    assert (latest.at, latest.etag, latest.url) == (NOON + timedelta(hours=2), '"1"', URL)
    assert archive.latest("https://nowhere.example/") is None
    assert (tmp_path / "pages" / f"{sha256(b'<p>two').hexdigest()}.html").read_bytes() == b"<p>two"


def test_what_was_fetched_since_a_date_and_at_one(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    for days in (2, 0, 1):  # clocks, and who writes first, need not agree
        archive.keep(a_page(f"<p>{days}", NOON + timedelta(days=days)))
    assert [kept.at.day for kept in archive.since("2026-02-01")] == [1, 2]
    assert [kept.at.day for kept in archive.since(date(2026, 1, 31))] == [31, 1, 2]
    assert archive.since("2026-02-03") == []
    at = archive.at("2026-02-01T11:59:59Z")
    assert at
    assert archive.page(at.sha256) == b"<p>0"
    assert archive.at("2026-01-31") is None


@pytest.mark.parametrize(
    ("said", "utc"),
    [
        ("2026-01-31", "2026-01-31T00:00:00+00:00"),
        ("2026-01-31T12:00", "2026-01-31T12:00:00+00:00"),
        ("2026-01-31T12:00:00Z", "2026-01-31T12:00:00+00:00"),
        ("2026-01-31T12:00:00+02:00", "2026-01-31T10:00:00+00:00"),
        (date(2026, 1, 31), "2026-01-31T00:00:00+00:00"),
    ],
)
def test_dates_are_utc_unless_they_say_otherwise(said: str | date, utc: str) -> None:
    assert parse_when(said).isoformat() == utc


@pytest.mark.parametrize("said", ["yesterday", "", "31.1.2026", "2026-02-30", "0001-01-01T00:00+14:00"])
def test_what_is_no_date_is_wrong_usage(said: str) -> None:
    with pytest.raises(ConfigurationError, match="2026-01-31"):
        parse_when(said)


@pytest.mark.parametrize("torn", ['{"at": "2026-01-', "{}", "\0\0\0", "null", "[" * 10_000])
def test_a_torn_line_costs_no_other(torn: str, tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    archive.keep(a_page("<p>one"))
    with (tmp_path / "fetches.jsonl").open("a", encoding="utf-8") as lines:
        lines.write(torn)
    archive.keep(a_page("<p>two", NOON + timedelta(hours=1)))
    assert [archive.page(kept.sha256) for kept in archive.fetches()] == [b"<p>one", b"<p>two"]


def test_a_line_of_a_later_version_is_read(tmp_path: Path) -> None:
    line = json.loads(Archive(tmp_path).keep(a_page()).model_dump_json()) | {"new": 1}
    (tmp_path / "fetches.jsonl").write_text(json.dumps(line) + "\n", encoding="utf-8")
    assert len(Archive(tmp_path).fetches()) == 1


KEEPS = """
import sys
from pathlib import Path
from tests_of_archive import a_page
from asadvertised.article.fetching.archive import Archive
for number in range(150):
    Archive(Path(sys.argv[1])).keep(a_page(f"<p>{number}" + "x" * 5000, source="https://a.example/" + "y" * 5000))
"""


def test_two_processes_share_a_folder(tmp_path: Path) -> None:
    code = KEEPS.replace("tests_of_archive", Path(__file__).stem)
    start = [sys.executable, "-c", f"import sys; sys.path.insert(0, {str(Path(__file__).parent)!r})\n{code}"]
    both = [subprocess.Popen([*start, str(tmp_path)]) for _ in range(2)]
    assert [one.wait(60) for one in both] == [0, 0]
    fetches = Archive(tmp_path).fetches()
    assert len(fetches) == 300
    assert len({kept.sha256 for kept in fetches}) == 150
    assert len(list((tmp_path / "pages").iterdir())) == 150


def test_no_cookie_and_no_password_is_kept(tmp_path: Path) -> None:
    source = "https://user:hunter2@help.example/"
    archive = Archive(tmp_path / "history")
    archive.keep(a_page(source=source))
    keep_raw(tmp_path / "run", a_page(source=source))
    write_warc(tmp_path / "run" / "page.warc", a_page(source=source))
    kept = [path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()]
    assert len(kept) == 5
    assert not [one for one in kept if b"hunter2" in one]
    assert len(archive.fetches(source)) == 1
    assert archive.latest(source) == archive.latest("https://help.example/")


@pytest.mark.parametrize("digest", ["0" * 64, "../fetches", "", "g" * 64, "A" * 64])
def test_what_is_not_kept_is_wrong_usage(digest: str, tmp_path: Path) -> None:
    Archive(tmp_path).keep(a_page())
    with pytest.raises(ConfigurationError, match="keeps no page"):
        Archive(tmp_path).page(digest)


def test_what_is_damaged_is_told(tmp_path: Path) -> None:
    kept = Archive(tmp_path).keep(a_page())
    next((tmp_path / "pages").iterdir()).write_bytes(b"<p>other")
    with pytest.raises(ConfigurationError, match="damaged"):
        Archive(tmp_path).page(kept.sha256)


def test_a_folder_that_cannot_be_written_is_wrong_usage(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    with pytest.raises(ConfigurationError, match="history"):
        Archive(tmp_path / "file").keep(a_page())
    with pytest.raises(ConfigurationError):
        keep_raw(tmp_path / "file", a_page())
    with pytest.raises(ConfigurationError):
        write_warc(tmp_path / "file" / "page.warc", a_page())


def test_a_kept_page_is_read_again_as_it_was(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    plain = read_kept(archive, archive.keep(a_page()))
    assert (plain.html, plain.url, plain.fetched_at, plain.media_type) == ("<p>é", URL, NOON, "text/html")
    rendered = replace(a_page(), html="<p>é and more", rendered=True)
    again = read_kept(archive, archive.keep(rendered))
    assert (again.html, again.body, again.rendered) == ("<p>é and more", a_page().body, True)


def test_a_fetched_file_is_kept(tmp_path: Path) -> None:
    draft = tmp_path / "draft.md"
    draft.write_text("# Title\n\nWords.", encoding="utf-8")
    archive = Archive(tmp_path / "history")
    fetch_page(str(draft), 5, manners=Manners(archive=archive))
    kept = archive.latest(str(draft))
    assert kept
    assert read_kept(archive, kept).html == "# Title\n\nWords."
    assert read_kept(archive, kept).media_type == "text/markdown"


def test_the_raw_page_is_kept_in_the_runs_folder(tmp_path: Path) -> None:
    page = replace(a_page(), html="<p>made", rendered=True, notes=("read as cp1252",), robots_ignored=True)
    raw = keep_raw(tmp_path / "run", page)
    assert raw.read_bytes() == page.body
    assert (tmp_path / "run" / "page.rendered.html").read_text(encoding="utf-8") == "<p>made"
    said = json.loads((tmp_path / "run" / "page.json").read_bytes())
    assert said["sha256"] == sha256(raw.read_bytes()).hexdigest()
    assert said["at"] == "2026-01-31T12:00:00Z"
    assert ["ETag", '"1"'] in said["headers"]
    assert (said["url"], said["robots_ignored"], said["notes"]) == (URL, True, ["read as cp1252"])


def records(path: Path) -> dict[str, tuple[dict[str, str], bytes, object]]:
    with path.open("rb") as file:
        return {
            record.rec_type: (dict(record.rec_headers.headers), record.content_stream().read(), record.http_headers)
            for record in ArchiveIterator(file, check_digests="raise")
        }


@pytest.mark.parametrize("name", ["page.warc", "page.warc.gz"])
def test_a_web_archive_has_what_was_asked_and_answered(name: str, tmp_path: Path) -> None:
    write_warc(tmp_path / name, a_page())
    found = records(tmp_path / name)
    assert set(found) == {"warcinfo", "response", "request"}
    said, body, http = found["response"]
    assert body == a_page().body
    assert said["WARC-Target-URI"] == URL
    assert said["WARC-Date"].startswith("2026-01-31T12:00:00")
    assert said["WARC-Payload-Digest"].startswith("sha1:")
    assert http.get_header("Content-Encoding") is None  # type: ignore[attr-defined]
    assert http.get_header("Content-Length") == str(len(body))  # type: ignore[attr-defined]
    asked, _, http = found["request"]
    assert asked["WARC-Concurrent-To"] == said["WARC-Record-ID"]
    assert (http.protocol, http.statusline) == ("GET", "/en/article?a=1 HTTP/1.1")  # type: ignore[attr-defined]
    assert (tmp_path / "page.warc").suffix != name or (tmp_path / name).read_bytes().startswith(b"WARC/1.1")


def test_a_web_archive_of_what_had_not_changed_was_rendered_or_is_a_file(tmp_path: Path) -> None:
    path = tmp_path / "page.warc"
    write_warc(path, replace(a_page(), not_modified=True, status=304))
    found = records(path)
    assert found["resource"][1] == a_page().body
    assert found["revisit"][0]["WARC-Profile"].endswith("server-not-modified")
    write_warc(path, replace(a_page(), rendered=True, html="<p>made é"))
    assert records(path)["conversion"][1] == "<p>made é".encode()
    (tmp_path / "a.html").write_text("<p>x", encoding="utf-8")
    write_warc(path, fetch_page(str(tmp_path / "a.html"), 5))
    assert records(path)["resource"][1] == b"<p>x"
    assert records(path)["resource"][0]["WARC-Target-URI"] == (tmp_path / "a.html").as_uri()
