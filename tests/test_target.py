"""The client: what it tells apart, what it bounds, and what it masks."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from services import Answer, answering, silence

from asadvertised.errors import ConfigurationError
from asadvertised.outcome import Cause, CouldNotTell
from asadvertised.target.address import check_url
from asadvertised.target.client import Target
from asadvertised.target.contract import Contract, load_contract
from asadvertised.target.exchange import Evidence
from asadvertised.target.faults import NotAsked, Refused, UnexpectedAnswer, Unreachable
from asadvertised.target.hearing import Hearers
from asadvertised.target.masking import KEPT_BODY, MASK, Mask
from asadvertised.target.sending import Reach

PROBLEM = json.dumps({"type": "urn:problem:no", "title": "No", "status": 403, "detail": "Not you."}).encode()


@pytest.fixture(scope="module")
def contract(article_folder: Path) -> Contract:
    """Give the contract of the first article."""
    return load_contract(article_folder / "openapi.yaml")


@pytest.mark.parametrize(
    ("answer", "fault", "cause"),
    [
        ((500, "text/plain", b"oops"), UnexpectedAnswer, Cause.TARGET),
        ((503, "text/plain", b"later"), UnexpectedAnswer, Cause.INFRASTRUCTURE),
        ((401, "application/problem+json", PROBLEM), Refused, Cause.AUTHENTICATION),
        ((403, "text/html", b"<h1>No</h1>"), UnexpectedAnswer, Cause.AUTHENTICATION),
        ((409, "application/problem+json", PROBLEM), Refused, Cause.TARGET),
        ((200, "application/json", b'{"ads": "none"}'), UnexpectedAnswer, Cause.TARGET),
        ((200, "application/json", b'{"ads": [{}]}'), UnexpectedAnswer, Cause.TARGET),
        ((200, "application/json", b"\xff\xfe"), UnexpectedAnswer, Cause.TARGET),
        ((204, "application/json", b""), UnexpectedAnswer, Cause.TARGET),
    ],
)
def test_what_came_instead(contract: Contract, answer: Answer, fault: type[CouldNotTell], cause: Cause) -> None:
    with answering(lambda *_: answer) as url, pytest.raises(fault) as seen:
        Target(url, contract).agent("a").call("getAds")
    assert type(seen.value) is fault
    assert seen.value.cause is cause


def test_more_than_the_contract_names_is_lawful(contract: Contract) -> None:
    with answering(lambda *_: (200, "application/json", b'{"ads": [], "surprise": 1}')) as url:
        assert Target(url, contract).agent("a").call("getAds")["ads"] == []


def test_it_gives_up_on_one_who_stays_silent(contract: Contract) -> None:
    with answering(silence(3)) as url:
        target = Target(url, contract, Reach(timeout=0.2, retries=0))
        for _ in range(3):
            with pytest.raises(Unreachable):
                target.agent("a").call("getAds")
        with pytest.raises(NotAsked) as seen:
            target.agent("a").call("getAds")
    assert seen.value.cause is Cause.INFRASTRUCTURE


def test_a_body_is_bounded(contract: Contract) -> None:
    seen: list[Evidence] = []
    huge = b'{"ads": ["' + b"x" * 20_000_000 + b'"]}'
    with answering(lambda *_: (200, "application/json", huge)) as url, pytest.raises(Unreachable) as fault:
        Target(url, contract, hearers=Hearers(seen.append)).agent("a").call("getAds")
    assert fault.value.cause is Cause.TARGET
    response = seen[0]["response"]
    assert response["truncated"]
    assert len(response["body"]) == KEPT_BODY


def test_agents_share_no_cookies_and_no_token(target: Target) -> None:
    one, other = target.agent("one"), target.agent("other")
    one.call("optOut")
    assert one.call("getOptOut") == {"opted_out": True}
    assert other.call("getOptOut") == {"opted_out": False}
    one.clear_cookies()
    assert one.call("getOptOut") == {"opted_out": False}


def test_a_path_parameter_cannot_leave_its_place(target: Target) -> None:
    with pytest.raises(Refused):
        target.agent("a").call("removePerson", person="../../ads?x=1#y")


@pytest.mark.parametrize(
    "url", ["", "nonsense", "ftp://x", "http://", "//host", "javascript:alert(1)", "http://x?", "http://x/#a"]
)
def test_what_is_no_address(url: str) -> None:
    with pytest.raises(ConfigurationError):
        check_url(url)


def test_an_operation_that_the_contract_does_not_have(target: Target) -> None:
    with pytest.raises(ConfigurationError, match="flyToTheMoon"):
        target.agent("a").call("flyToTheMoon")


@pytest.mark.parametrize("content", ["", "[]", "paths: 3", "paths: {/x: {get: {}}}", "a: ["])
def test_what_is_no_contract(tmp_path: Path, content: str) -> None:
    file = tmp_path / "openapi.yaml"
    file.write_text(content, encoding="utf-8")
    with pytest.raises(ConfigurationError):
        load_contract(file)


SECRET = "s3cret-value-0123456789"


@pytest.mark.parametrize(
    "body",
    [
        {"token": SECRET},
        {"deep": [{"access_token": SECRET}]},
        {"password": SECRET},
        {"clientSecret": SECRET},
        {"note": "write to somebody@people.example"},
        {"emails": ["a@b.example", "c%40d.example"]},
    ],
)
def test_secrets_in_bodies_are_masked(body: object) -> None:
    masked = Mask().body(json.dumps(body))
    assert SECRET not in masked
    assert "b.example" not in masked
    assert "people.example" not in masked
    assert MASK in masked


@pytest.mark.parametrize("name", ["Authorization", "cookie", "Set-Cookie", "X-API-Key"])
def test_secret_headers_are_masked(name: str) -> None:
    [header] = Mask().headers([(name, f"Bearer {SECRET}")])
    assert header["value"] == MASK


def test_a_secret_seen_once_is_masked_everywhere_after() -> None:
    mask = Mask()
    mask.body(json.dumps({"token": SECRET}))
    assert SECRET not in mask.text(f"https://x.example/?q={SECRET}")
    assert SECRET not in mask.text(mask.body(json.dumps({"note": f"it was {SECRET}"})))
    mask.headers([("Set-Cookie", "browser=another-secret-1; Path=/")])
    assert "another-secret-1" not in mask.text("browser another-secret-1")


def test_secrets_in_forms_and_urls_are_masked() -> None:
    assert Mask().text(f"a=1&password={SECRET}&b=2") == f"a=1&password={MASK}&b=2"
    assert SECRET not in Mask().text(f"https://x.example/?access_token={SECRET}&b=2")


@given(st.text(st.characters(blacklist_characters="@%=\"'[]{}0123456789tfnNI-")))
def test_masking_leaves_what_is_no_secret(text: str) -> None:
    assert Mask().body(text) == text


@given(st.text())
def test_masking_never_fails(text: str) -> None:
    assert isinstance(Mask().body(text), str)
