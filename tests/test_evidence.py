"""Evidence: what is secret stands in nothing that a run writes or says; what is not can be repeated and exported."""

import base64
import html
import json
import shlex
import shutil
import subprocess
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import count
from pathlib import Path
from typing import Any
from urllib.parse import quote, quote_plus

import pytest
import requests
from services import answering, violating
from thorough import first_at_once

from asadvertised.outcome import Broken, Side
from asadvertised.record.model import Exchange, Results
from asadvertised.report.curl import curl_line
from asadvertised.suite.masking import mask_again
from asadvertised.suite.recorder import ending_of
from asadvertised.suite.run import SuiteRun
from asadvertised.target.client import Target
from asadvertised.target.contract import load_contract
from asadvertised.target.exchange import Evidence
from asadvertised.target.hearing import Hearers
from asadvertised.target.masking import MASK, Mask

Run = Callable[..., subprocess.CompletedProcess[str]]
PLACES = (
    *("profile-path", "profile-query", "profile-header", "profile-token-command", "profile-form"),
    *("answer-header", "answer-innocent-header", "set-cookie", "second-cookie", "bearer-in-text", "basic"),
    *("json-key", "json-list", "json-deep", "json-in-json", "number-like", "innocent-key", "multi-line"),
    *("query-in-text", "fragment", "userinfo", "article-userinfo", "article-query", "location", "problem-detail"),
    *("hidden-input", "meta", "attribute", "script", "jwt", "percent-encoded", "odd-letters"),
)
SECRETS = {place: f"{number:02d}xQ7{place.replace('-', '')}9Zk{number:02d}" for number, place in enumerate(PLACES)}
SECRETS["number-like"] = "8261940375528164"
SECRETS["odd-letters"] = 'pä&ss/"w0rd" <91>+x'
SECRETS["percent-encoded"] = "k9/Zr+7==&q4~w8Lm"
SECRETS["jwt"] = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJub2JvZHkifQ.c2lnbmF0dXJlLW9mLW5vYm9keQ"
PROFILE = """
[service]
url = "{url}"

[auth]
kind = "header"
name = "X-Harness"
prefix = "Key "
token_command = ["cat", "{token}"]

[operations.createPerson]
method = "POST"
path = "/at/${{PATH_SECRET}}/test/people"
query = {{ v = "${{QUERY_SECRET}}" }}
headers = {{ X-Trace = "${{HEADER_SECRET}}" }}
json = {{ birth_date = "{{{{ birth_date }}}}", country = "{{{{ country }}}}", account = "{{{{ account }}}}" }}

[operations.createAdvertiser]
method = "POST"
path = "/test/advertisers"
json = {{ name = "{{{{ name }}}}" }}
query = {{ note = "${{FORM_SECRET}}" }}
"""
S = SECRETS
BEFORE_IT_IS_KNOWN = {"note": list(S.values()), "lines": "first\n" + "\n".join(f"then {one}," for one in S.values())}
REVEALED = {
    "clientSecret": S["json-key"],
    "tokens": [S["json-list"], S["innocent-key"], S["multi-line"], S["odd-letters"], S["percent-encoded"]],
    "credentials": {"deep": {"value": S["json-deep"]}},
    "inner": json.dumps({"password": S["json-in-json"]}),
    "session_number": int(S["number-like"]),
    "said": f"Authorization: Bearer {S['bearer-in-text']} was sent to https://me:{S['userinfo']}@x.example/",
    "link": f"https://x.example/?a=1&access_token={S['query-in-text']}#id_token={S['fragment']}",
    "jwt": f"It is {S['jwt']}.",
}
ECHOED = {
    "echo": [form for one in S.values() for form in (quote(one, safe=""), quote_plus(one), html.escape(one))],
    "encoded": [base64.b64encode(f"user{'x' * n}:{one}".encode()).decode() for n in range(3) for one in S.values()],
}
MARKUP = (
    f'<input name="csrf_token" type="hidden" value="{S["hidden-input"]}">'
    f'<meta name="csrf-token" content="{S["meta"]}"><i data-session-key="{S["attribute"]}"></i>'
    f"<script>var apiKey = '{S['script']}';</script>"
).encode()


def bad_answer(method: str, path: str, number: int) -> tuple[int, str, str, dict[str, str]] | None:
    """Give what is answered in the service's place, now and then: a problem, or a redirect."""
    if method == "GET" and path.endswith("/ads") and number % 5 == 0:
        detail = f"{S['problem-detail']} is not known, token={S['problem-detail']}; nor {S['innocent-key']}"
        return 409, "application/problem+json", json.dumps({"title": "No", "detail": detail}), {}
    if method == "GET" and path.endswith("/ads") and number % 5 == 1:
        return 302, "text/plain", "", {"Location": f"/go?session={S['location']}&b={S['json-key']}"}
    if method == "DELETE" and number % 3 == 0:
        return 409, "application/problem+json", json.dumps({"title": S["json-key"]}), {}
    return None


@contextmanager
def planting(service: str, seen: list[str]) -> Iterator[str]:
    """Stand before a service, and plant secrets in every answer; `seen` gets all that passes."""
    turn = count()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def handle_one_request(self) -> None:
            self.raw_requestline = self.rfile.readline(65537)
            if not self.raw_requestline or not self.parse_request():
                self.close_connection = True
                return
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            seen.append(f"{self.requestline}\n{self.headers}\n{body!r}")
            number, path = next(turn), self.path.replace(f"/at/{S['profile-path']}", "").partition("?")[0]
            if found := bad_answer(self.command, path, number):
                self.answer(*found)
                return
            kept = {k: v for k, v in self.headers.items() if k.lower() not in ("host", "content-length", "connection")}
            answer = requests.request(
                self.command, service + path, headers=kept, data=body, timeout=20, allow_redirects=False
            )
            self.pass_on(answer, number)

        def pass_on(self, answer: requests.Response, number: int) -> None:
            text, kind = answer.text, answer.headers.get("Content-Type", "")
            if "json" in kind and text.startswith("{"):
                planted = REVEALED if number > 30 else BEFORE_IT_IS_KNOWN
                text = json.dumps({**answer.json(), **planted, **(ECHOED if number % 4 == 0 else {})})
            elif "html" in kind:
                text = text.replace("</body>", MARKUP.decode() + "</body>")
            cookies = {"Set-Cookie": answer.headers["Set-Cookie"]} if "Set-Cookie" in answer.headers else {}
            self.answer(answer.status_code, kind, text, cookies)

        def answer(self, status: int, kind: str, text: str, headers: Mapping[str, str]) -> None:
            self.send_response(status)
            basic = base64.b64encode(f"me:{S['basic']}".encode()).decode()
            late = {"X-Auth-Token": S["answer-header"], "Proxy-Authorization": f"Basic {basic}"}
            early = {"X-Debug": f"{S['answer-innocent-header']} {S['basic']} {S['set-cookie']}"}
            always = {"X-Session": S["answer-innocent-header"]}
            for name, value in {**headers, **late, **early, **always, "Content-Type": kind}.items():
                self.send_header(name, value)
            self.send_header("Set-Cookie", f"sid={S['set-cookie']}; Path=/")
            self.send_header("Set-Cookie", f'other="{S["second-cookie"]}"; Path=/; HttpOnly')
            self.send_header("Content-Length", str(len(text.encode())))
            self.end_headers()
            self.wfile.write(text.encode())
            seen.append(f"{headers} {late} {early} {text}")

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


def forms(secret: str) -> set[str]:
    """Give the ways in which somebody who looks for a secret would look."""
    encoded = {base64.b64encode(b"x" * n + secret.encode()).decode()[4:-4] for n in range(3)}
    return {secret, quote(secret, safe=""), quote_plus(secret), json.dumps(secret)[1:-1], html.escape(secret), *encoded}


def test_no_secret_of_many_is_in_anything_that_a_run_writes_or_says(
    small_check: Run, asadvertised: Run, tmp_path: Path, reference_url: str
) -> None:
    assert len(set(SECRETS.values())) == len(PLACES) > 20
    token, profile, seen = tmp_path / "token.txt", tmp_path / "service.toml", []
    token.write_text(SECRETS["profile-token-command"], encoding="utf-8")
    environment = {
        "PATH_SECRET": SECRETS["profile-path"],
        "QUERY_SECRET": SECRETS["profile-query"],
        "HEADER_SECRET": SECRETS["profile-header"],
        "FORM_SECRET": SECRETS["profile-form"],
    }
    with planting(reference_url, seen) as url:
        profile.write_text(PROFILE.format(url=url, token=token), encoding="utf-8")
        host = url.removeprefix("http://")
        article = (
            f"http://me:{S['article-userinfo']}@{host}/en/article/personalization-and-data?token={S['article-query']}"
        )
        arguments = ["--target", str(profile), "--article", article, "--workers", "2", "--har", "all.har"]
        run = small_check(*arguments, **environment)
        cleaned = asadvertised("clean", **environment)
    assert run.returncode in {1, 3, 4}, run.stderr
    passed = "\n".join(seen)
    for place, secret in SECRETS.items():
        assert place == "article-userinfo" or any(form in passed for form in forms(secret)), f"{place} was not planted"
    folder = tmp_path / "asadvertised-report"
    again = asadvertised("report", str(folder / "results.json"), "--out", "again")
    written = {file.name: file.read_text(encoding="utf-8") for file in folder.rglob("*") if file.is_file()}
    assert written.pop("page.html")  # the publisher's bytes, to which the hash in the record belongs
    assert {"results.json", "index.html", "made.jsonl"} <= set(written), run.stderr + cleaned.stderr
    said = {"stdout": run.stdout, "stderr": run.stderr, "clean": cleaned.stdout + cleaned.stderr, "again": again.stdout}
    har = (tmp_path / "all.har").read_text(encoding="utf-8")
    page = (tmp_path / "again" / "index.html").read_text(encoding="utf-8")
    found = [
        f"{place} in {name}: …{text[max(0, at - 90) : at + 60]}…"
        for name, text in {**written, **said, "har": har, "page": page}.items()
        for place, secret in SECRETS.items()
        for form in forms(secret)
        if (at := text.find(form)) >= 0
    ]
    assert not found, found[:5]
    record = Results.model_validate_json(written["results.json"])
    exchanges = [e for s in record.scenarios for step in s.steps for e in step.exchanges]
    assert len(exchanges) > 200
    assert any(MASK in scenario.reason for scenario in record.scenarios)
    assert "curl --globoff" in written["index.html"]
    assert written["results.json"].count(MASK) > 2000


def test_what_a_verdict_and_a_trouble_say_is_masked_when_all_is_known() -> None:
    secret = SECRETS["json-key"]
    ending = ending_of(Broken(f"{secret} is shown", f"an ad for {secret}", [Side("one twin", (secret,))]))
    said = {"reason": ending.reason, "promised": ending.promised, "seen": ending.seen, "sides": ending.sides}
    record = said | {"steps": []}
    run = SuiteRun({"one": record}, [f"KeyError: {secret}"], output=f"E {secret}", mask=Mask([secret]))
    run.hide_secrets()
    assert secret not in repr((run.records, run.troubles, run.output))
    assert record["seen"] == f"an ad for {MASK}"


@pytest.mark.parametrize("cut", range(12, 18))
def test_a_secret_that_was_cut_off_is_masked(cut: int) -> None:
    secret = SECRETS["json-key"]
    assert len(secret) >= cut
    assert Mask([secret]).text(f"it was {secret[:cut]}") == f"it was {MASK}"


def test_what_was_seen_before_it_was_known_and_by_another_is_masked() -> None:
    secret, one, other = SECRETS["json-key"], Mask(), Mask()
    request = {"url": one.by_rule(f"/x/{secret}"), "headers": [], "body": one.body(json.dumps([secret]))}
    kept: Any = [{"request": request, "response": None, "fault": ""}]
    assert secret in json.dumps(kept)
    other.body(json.dumps({"token": secret}))
    record: dict[str, Any] = {"steps": [{"exchanges": kept}]}
    mask_again([record], Mask(other.news()))
    assert secret not in json.dumps(record)


def test_what_is_short_is_masked_by_its_key_alone() -> None:
    mask = Mask()
    assert json.loads(mask.body('{"pin_token": "1234", "year": "1234"}')) == {"pin_token": MASK, "year": "1234"}


@pytest.mark.parametrize("body", ['{"a": 1.50,  "b": [true]}', "plain text, with a = b", '["\\u00e9"]', '{"a": "x"}'])
def test_what_holds_no_secret_is_kept_as_it_came(body: str) -> None:
    kept = Mask().body(body)
    assert kept == body or json.loads(kept) == json.loads(body)
    assert "\\" in body or kept == body


@pytest.fixture
def heard(article_folder: Path) -> Iterator[tuple[Exchange, bytes]]:
    """Give an exchange that holds nothing secret but much that a shell would trip over."""
    seen: list[Evidence] = []
    contract = load_contract(article_folder / "openapi.yaml")
    with answering(lambda method, path: (200, "text/plain", f"{method} {path}".encode())) as url:
        agent = Target(url, contract, hearers=Hearers(seen.append)).agent("a")
        operation = contract.operation("createPerson")
        text = 'it\'s "quoted" $HOME `id` \\n\n[1-3]{a,b} é @x'
        address = f"{url}/a/../b%20c?x=[1-2]&y={{a,b}}&z='"
        request = agent.prepared(operation, "POST", address, {"X-Odd": "a 'b' $c", "X-None": ""}, data=text.encode())
        answer = agent.sent(operation, request)
        yield Exchange.model_validate(seen[0]), answer.content


@pytest.mark.skipif(shutil.which("curl") is None, reason="there is no curl here")
def test_a_line_repeats_an_exchange(heard: tuple[Exchange, bytes]) -> None:
    exchange, answer = heard
    line = curl_line(exchange).replace("--include", "--silent")
    again = subprocess.run(line, shell=True, capture_output=True, check=True, timeout=20)  # noqa: S602  a shell's line
    assert again.stdout == answer


def test_a_line_is_a_word_for_each_part(heard: tuple[Exchange, bytes]) -> None:
    words = shlex.split(curl_line(heard[0]))
    assert words[words.index("--data-raw") + 1] == heard[0].request.body
    assert heard[0].request.url in words
    assert "X-Odd: a 'b' $c" in words
    assert "X-None;" in words
    assert "Content-Type:" in words


def test_the_archive_is_what_its_specification_says(small_check: Run, asadvertised: Run, tmp_path: Path) -> None:
    with violating("robots-are-heard") as url:
        run = small_check("--target", url, "--no-article", "--har", "check.har")
    assert run.returncode == 1, run.stderr
    asadvertised("report", "asadvertised-report/results.json", "--har", "report.har")
    archive = (tmp_path / "check.har").read_text(encoding="utf-8")
    assert (tmp_path / "report.har").read_text(encoding="utf-8") == archive
    log = json.loads(archive)["log"]
    assert log["version"] == "1.2"
    assert set(log["creator"]) == {"name", "version"}
    pages = {page["id"] for page in log["pages"]}
    assert len(log["entries"]) > 200
    times = [entry_is_valid(entry, pages) for entry in log["entries"]]
    assert times == sorted(times)


def entry_is_valid(entry: Any, pages: set[str]) -> datetime:
    """Hold an entry against HAR 1.2, and give when it started."""
    assert {"startedDateTime", "time", "request", "response", "cache", "timings"} <= set(entry)
    assert entry["pageref"] in pages
    started = datetime.fromisoformat(entry["startedDateTime"])
    assert started.utcoffset() is not None
    assert entry["time"] == sum(entry["timings"][part] for part in ("send", "wait", "receive"))
    request, response = entry["request"], entry["response"]
    parts = {"method", "url", "httpVersion", "cookies", "headers", "queryString", "headersSize", "bodySize"}
    assert parts <= set(request)
    answered = {"status", "statusText", "httpVersion", "cookies", "headers", "content", "redirectURL"}
    assert answered | {"headersSize", "bodySize"} <= set(response)
    assert {"size", "mimeType"} <= set(response["content"])
    assert {"mimeType", "params", "text"} <= set(request.get("postData", {"mimeType": "", "params": [], "text": ""}))
    for pair in (*request["cookies"], *request["headers"], *request["queryString"], *response["headers"]):
        assert {"name", "value"} <= set(pair)
    assert request["headersSize"] == response["headersSize"] == -1
    assert isinstance(response["status"], int)
    return started


@pytest.mark.parametrize(
    ("kept", "of_the_passed", "of_the_rest"), first_at_once([("failed", 0, 1), ("none", 0, 0), ("all", 1, 1)])
)
def test_of_which_scenarios_exchanges_are_kept(
    small_check: Run, tmp_path: Path, kept: str, of_the_passed: int, of_the_rest: int
) -> None:
    with violating("robots-are-heard") as url:
        run = small_check("--target", url, "--no-article", "--evidence", kept)
    assert run.returncode == 1, run.stderr
    record = Results.model_validate_json((tmp_path / "asadvertised-report" / "results.json").read_bytes())
    exchanges = {s.id: sum(len(step.exchanges) for step in s.steps) for s in record.scenarios}
    passed = [exchanges[s.id] for s in record.scenarios if s.outcome == "passed"]
    rest = [exchanges[s.id] for s in record.scenarios if s.outcome != "passed"]
    assert passed
    assert rest
    assert bool(sum(passed)) == bool(of_the_passed)
    assert all(bool(one) == bool(of_the_rest) for one in rest)
