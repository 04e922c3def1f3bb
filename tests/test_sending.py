"""Sending again: only where that is safe and may help, after a pause that grows, and with every attempt kept."""

import gzip
import time
import zlib
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from email.utils import formatdate
from pathlib import Path
from typing import Any

import faults
import pytest
import requests
from faults import answer, saying, speaking
from services import Answer, answering

from asadvertised.article.fetching.fetch import fetch_page
from asadvertised.article.fetching.page import PageUnavailable
from asadvertised.outcome import Cause, CouldNotTell, Outcome
from asadvertised.suite.run import SuiteRun, ask_again
from asadvertised.target.bodies import text_of
from asadvertised.target.client import Target
from asadvertised.target.contract import Contract, load_contract
from asadvertised.target.exchange import Evidence
from asadvertised.target.faults import NotAsked
from asadvertised.target.hearing import Hearers
from asadvertised.target.sending import LONGEST_PAUSE_S, Courier, Reach, Sent
from asadvertised.target.silence import why_silent

SAFE = ("GET", "HEAD", "OPTIONS", "PUT", "DELETE")
UNSAFE = ("POST", "PATCH")
MADE = b'{"id": "p-1", "email": "a@b.example", "password": "abc"}'


@pytest.fixture(scope="module")
def contract(article_folder: Path) -> Contract:
    """Give the contract of the first article."""
    return load_contract(article_folder / "openapi.yaml")


def attempts(url: str, method: str, reach: Reach | None = None, **more: Any) -> tuple[list[Sent], list[float]]:
    """Send a request, and give each attempt, and each pause before the next."""
    pauses: list[float] = []
    courier = Courier(reach or Reach(timeout=2), pauses.append)
    request = requests.Request(method, url).prepare()
    return list(courier.attempts(requests.Session(), request, **more)), pauses


@contextmanager
def first(status: int, times: int = 1, **headers: str) -> Iterator[tuple[str, Counter[str]]]:
    """Answer with a status so many times, then well; give the address, and a count of what was asked."""
    asked: Counter[str] = Counter()

    def say(one: Any) -> None:
        asked["requests"] += 1
        named = [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
        one.sendall(answer(b"no", *named, status=status) if asked["requests"] <= times else answer(b"{}", status=200))

    with speaking(say) as host:
        yield f"http://{host}/", asked


@pytest.mark.parametrize("status", [502, 503, 504])
@pytest.mark.parametrize("method", SAFE)
def test_what_is_safe_is_sent_again(method: str, status: int) -> None:
    with first(status) as (url, asked):
        sent, _ = attempts(url, method)
    assert asked["requests"] == 2
    assert [(one.number, one.after) for one in sent] == [(1, ""), (2, f"status {status}")]


@pytest.mark.parametrize("status", [500, 502, 503, 504])
@pytest.mark.parametrize("method", UNSAFE)
def test_what_may_have_been_done_is_not_done_twice(method: str, status: int) -> None:
    with first(status) as (url, asked):
        sent, _ = attempts(url, method)
    assert asked["requests"] == len(sent) == 1


@pytest.mark.parametrize("say", [faults.half_closed, faults.resetting, saying(answer(b"{", length=9))])
def test_an_answer_that_was_lost_is_asked_for_again_only_where_that_is_safe(say: faults.Conversation) -> None:
    with speaking(say) as host:
        assert len(attempts(f"http://{host}/", "POST")[0]) == 1
        assert len(attempts(f"http://{host}/", "POST", repeatable=True)[0]) == 3
        assert len(attempts(f"http://{host}/", "GET")[0]) == 3
        assert len(attempts(f"http://{host}/", "GET", repeatable=False)[0]) == 1


@pytest.mark.parametrize("method", [*SAFE, *UNSAFE])
def test_what_never_arrived_or_was_turned_away_is_sent_again(method: str) -> None:
    assert len(attempts("http://127.0.0.1:1/", method)[0]) == 3
    with first(429) as (url, asked):
        assert [one.after for one in attempts(url, method)[0]] == ["", "status 429"]
    assert asked["requests"] == 2


@pytest.mark.parametrize("before", [b"103 Early Hints", b"102 Processing", b"100 Continue"])
def test_what_is_said_before_an_answer_is_passed_over(before: bytes) -> None:
    hint = b"HTTP/1.1 " + before + b"\r\nLink: </a>\r\n\r\n"
    with speaking(saying(hint * 2, answer(b"{}", status=200))) as host:
        [sent] = attempts(f"http://{host}/", "POST")[0]
    assert sent.response is not None
    assert (sent.response.status_code, sent.response.content) == (200, b"{}")
    assert "Link" not in sent.response.headers


PAGE = b"<h1>Hello</h1><p>" + bytes(range(256)) * 9
PACKED = {"gzip": gzip.compress(PAGE), "deflate": zlib.compress(PAGE)}


@pytest.mark.parametrize("coding", PACKED)
@pytest.mark.parametrize("left", [4, 100, -9, -1])
def test_what_is_packed_and_cut_short_is_never_taken_for_whole(coding: str, left: int) -> None:
    with speaking(
        saying(answer(PACKED[coding][:left], f"Content-Encoding: {coding}", status=200, kind="text/html"))
    ) as host:
        sent = attempts(f"http://{host}/", "GET")[0]
        with pytest.raises(PageUnavailable, match="broke"):
            fetch_page(f"http://{host}/", 5)
    assert len(sent) == 3
    assert isinstance(sent[-1].error, requests.exceptions.ChunkedEncodingError)
    assert why_silent(sent[-1].error, 2).cause is Cause.INFRASTRUCTURE


@pytest.mark.parametrize(
    ("packed", "coding"),
    [
        (PACKED["gzip"], "gzip"),
        (PACKED["deflate"], "deflate"),
        (PACKED["deflate"][2:-4], "deflate"),
        (gzip.compress(PACKED["gzip"]), "gzip, gzip"),
        (gzip.compress(PAGE[:99]) + gzip.compress(PAGE[99:]), "gzip"),
        (PACKED["gzip"] + b"\0", "gzip"),
        (PACKED["gzip"] + b"\0" * 99, "gzip"),
    ],
)
def test_what_is_packed_and_whole_is_read(packed: bytes, coding: str) -> None:
    with speaking(saying(answer(packed, f"Content-Encoding: {coding}", status=200, kind="text/html"))) as host:
        [sent] = attempts(f"http://{host}/", "GET")[0]
    assert sent.response is not None
    assert sent.response.content == PAGE


@pytest.mark.parametrize(("method", "status"), [("HEAD", 200), ("GET", 204), ("GET", 200)])
def test_nothing_may_be_said_to_be_packed(method: str, status: int) -> None:
    with speaking(saying(answer(b"", "Content-Encoding: gzip", status=status))) as host:
        [sent] = attempts(f"http://{host}/", method)[0]
    assert sent.response is not None


def test_hints_without_end_are_no_answer() -> None:
    with speaking(faults.without_end("", b"HTTP/1.1 103 Early Hints\r\n\r\n", 0.01)) as host:
        [sent] = attempts(f"http://{host}/", "POST", Reach(timeout=0.3))[0]
    assert isinstance(sent.error, requests.Timeout)


@pytest.mark.parametrize(
    "say",
    [
        saying(b"SSH-2.0-OpenSSH_9.6\r\n"),
        saying(answer(b"{}", "Content-Encoding: gzip")),
        saying(answer(b"x" * 6_000_000)),
        saying(answer(b"{}", *["X: y"] * 200)),
    ],
    ids=["no HTTP", "not gzip", "too large", "too many headers"],
)
def test_what_no_repeat_mends_is_not_repeated(say: faults.Conversation) -> None:
    with speaking(say) as host:
        assert len(attempts(f"http://{host}/", "GET")[0]) == 1


def test_pauses_grow_and_are_bounded() -> None:
    sent, pauses = attempts("http://127.0.0.1:1/", "GET", Reach(timeout=1, retries=10))
    assert len(sent) == 11
    assert pauses == sorted(pauses)
    assert 0.1 < pauses[0] < 0.3
    assert pauses[-1] == LONGEST_PAUSE_S


@pytest.mark.parametrize("status", [429, 503])
def test_a_service_is_given_the_time_that_it_asks_for(status: int) -> None:
    with first(status, Retry_After="7") as (url, _):
        assert attempts(url, "GET")[1] == [7.0]
    with first(status, Retry_After=formatdate(time.time() + 20, usegmt=True)) as (url, _):
        [pause] = attempts(url, "GET")[1]
    assert 15 < pause <= 20
    with first(status, Retry_After=formatdate(time.time() - 90, usegmt=True)) as (url, _):
        assert attempts(url, "GET")[1] == [0.0]


@pytest.mark.parametrize(
    "asked", ["31", "9" * 400, formatdate(time.time() + 86_400, usegmt=True)], ids=["just over", "long", "a date"]
)
def test_longer_than_is_reasonable_is_not_waited_for(asked: str) -> None:
    with first(429, Retry_After=asked) as (url, count):
        assert attempts(url, "GET")[1] == []
    assert count["requests"] == 1


@pytest.mark.parametrize("nonsense", ["soon", "-5", "\u00b2", "Thu, 99 Foo 2020", "1.5", ""])
def test_what_no_time_is_read_from_is_passed_over(nonsense: str) -> None:
    with first(429, Retry_After=nonsense) as (url, count):
        [pause] = attempts(url, "GET")[1]
    assert 0.1 < pause < 0.3
    assert count["requests"] == 2


def test_a_rate_is_kept() -> None:
    times: list[float] = []

    def note(*_: object) -> Answer:
        times.append(time.monotonic())
        return 200, "text/plain", b""

    with answering(note) as url:
        courier = Courier(Reach(rate=50))
        for _ in range(26):
            list(courier.attempts(requests.Session(), requests.Request("GET", url).prepare()))
    assert len(times) == 26
    assert times[-1] - times[0] > 0.45


def test_a_repeat_keeps_to_the_rate_too() -> None:
    _, pauses = attempts("http://127.0.0.1:1/", "GET", Reach(rate=0.1))
    assert len([pause for pause in pauses if pause > 5]) == 2


def test_every_attempt_is_evidence(contract: Contract) -> None:
    seen: list[Evidence] = []
    repeats: list[str] = []
    with first(503, times=2, Retry_After="0") as (url, _), pytest.raises(CouldNotTell):
        Target(url.rstrip("/"), contract, hearers=Hearers(seen.append, repeats.append)).agent("a").call("getAds")
    assert [(one["attempt"], one["after"], one["response"]["status"]) for one in seen] == [
        (1, "", 503),
        (2, "status 503", 503),
        (3, "status 503", 200),
    ]
    assert repeats == ["status 503", "status 503"]


def test_one_who_only_says_that_it_cannot_is_asked_no_more(contract: Contract) -> None:
    with first(429, times=100, Retry_After="0") as (url, asked):
        target = Target(url.rstrip("/"), contract)
        for _ in range(3):
            with pytest.raises(CouldNotTell) as fault:
                target.agent("a").call("getAds")
            assert fault.value.cause is Cause.INFRASTRUCTURE
        with pytest.raises(NotAsked, match="status 429, after 3 attempts"):
            target.agent("a").call("getAds")
    assert asked["requests"] == 9


@pytest.mark.parametrize("charset", ["", "; charset=iso-8859-1", "; charset=utf-16", "; charset=nonsense"])
def test_json_is_utf_8_whatever_its_header_says(contract: Contract, charset: str) -> None:
    body = '{"id": "Zoë", "email": "a@b.example", "password": "abc"}'.encode()
    with answering(lambda *_: (201, f"application/json{charset}", body)) as url:
        assert Target(url, contract).agent("a").call("createPerson", {})["id"] == "Zoë"


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("text/html", '<meta charset="utf-8">“Zoë”'.encode()),
        ("text/html", "“Zoë”".encode()),
        ("text/html", '<meta charset="windows-1252">“Zoë”'.encode("cp1252")),
        ("text/html; charset=windows-1252", "“Zoë”".encode("cp1252")),
        ("text/html; charset=nonsense", "“Zoë”".encode()),
    ],
)
def test_a_page_is_decoded_as_browsers_do(kind: str, body: bytes) -> None:
    with answering(lambda *_: (200, kind, body)) as url:
        assert "“Zoë”" in text_of(requests.get(url, timeout=5))


def record(name: str, outcome: str, cause: str | None = None, reason: str = "") -> dict[str, Any]:
    """Give what a record has of that matters here."""
    return {"id": name, "outcome": outcome, "cause": cause, "reason": reason, "qualifier": None}


def asking(*answers: dict[str, Any]) -> tuple[Callable[..., SuiteRun], list[set[str]]]:
    """Give a suite that answers so when it is asked again, and what it was asked."""
    asked: list[set[str]] = []

    def ask(more: list[str], keep: object = None) -> SuiteRun:
        assert keep is None
        asked.append(set(Path(more[more.index("--only") + 1]).read_text(encoding="utf-8").splitlines()))
        return SuiteRun({one["id"]: one for one in answers})

    return ask, asked


def test_only_what_broke_down_is_asked_again() -> None:
    records = (
        record("kept", Outcome.PASSED),
        record("broken", Outcome.FAILED),
        record("misshapen", Outcome.CANT_TELL, Cause.TARGET),
        record("ours", Outcome.CANT_TELL, Cause.HARNESS),
        record("lost", Outcome.CANT_TELL, Cause.INFRASTRUCTURE, "It hung up."),
        record("lost for ever", Outcome.CANT_TELL, Cause.INFRASTRUCTURE, "It hung up."),
    )
    before = SuiteRun({one["id"]: one for one in records})
    again = record("lost for ever", Outcome.CANT_TELL, Cause.INFRASTRUCTURE, "It hung up again.")
    ask, asked = asking(record("lost", Outcome.PASSED), again)
    after = ask_again(before, ask, [])
    assert asked == [{"lost", "lost for ever"}]
    assert after.records["lost"]["qualifier"] == "flaky"
    assert "asked again. The first time: It hung up." in after.records["lost"]["reason"]
    assert after.records["lost for ever"] == again
    assert [after.records[one["id"]] for one in records[:4]] == list(records[:4])


def test_a_promise_that_is_seen_broken_on_the_repeat_is_broken() -> None:
    lost = record("lost", Outcome.CANT_TELL, Cause.INFRASTRUCTURE)
    broken = record("lost", Outcome.FAILED)
    ask, _ = asking(broken)
    assert (
        ask_again(SuiteRun({"lost": lost, "kept": record("kept", Outcome.PASSED)}), ask, []).records["lost"] == broken
    )


def test_a_service_that_is_down_is_not_asked_again() -> None:
    down = {name: record(name, Outcome.CANT_TELL, Cause.INFRASTRUCTURE) for name in ("a", "b")}
    ask, asked = asking()
    assert (
        ask_again(SuiteRun({**down, "c": record("c", Outcome.PASSED)}), ask, []).records["a"]["outcome"] == "cantTell"
    )
    assert asked == []
