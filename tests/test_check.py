"""The main job, as its users run it: end to end, in a process of its own, in an empty folder."""

import json
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import IO, Any

import jsonschema
import pytest
import requests
from services import answering, reasons_that_lie, reference_with, silence, violating
from thorough import first_at_once

from asadvertised.article.ledger import Ledger
from asadvertised.content import templates
from asadvertised.record.files import json_schema
from asadvertised.reference.variants import LAWFUL, VIOLATIONS

SEEN_IN_SHORT_TABLES = ("save-does-not-save", "robots-are-heard", "shares-from-fifteen", "the-app-never-asks")
Run = Callable[..., subprocess.CompletedProcess[str]]


def record(folder: Path) -> Any:
    found = json.loads((folder / "asadvertised-report" / "results.json").read_text(encoding="utf-8"))
    jsonschema.validate(found, json.loads(json_schema()))
    assert (folder / "asadvertised-report" / "index.html").stat().st_size > 1000
    return found


def outcomes(found: Any) -> dict[str, str]:
    return {one["id"]: one["outcome"] for one in [*found["sentences"], *found["scenarios"]]}


def wait_for_progress(told: IO[str], scenarios: int) -> None:
    """Wait until so many scenarios have ended; raises AssertionError where that is never told."""
    for line in told:
        if (found := re.match(r"(\d+) of", line)) and int(found[1]) >= scenarios:
            return
    raise AssertionError("the run ended before")


def test_the_published_schema_is_the_records_own() -> None:
    assert (templates() / "results.schema.json").read_text(encoding="utf-8") == json_schema(), "run `make schema`"


@pytest.mark.thorough
def test_the_reference_keeps_every_promise_twice_over(
    asadvertised: Run, plain_content: Path, tmp_path: Path, ledger: Ledger
) -> None:
    first = asadvertised("check", "--content", str(plain_content))
    assert first.returncode == 0, first.stdout + first.stderr
    before = record(tmp_path)
    second = asadvertised("check", "--content", str(plain_content), "--workers", "2")
    assert second.returncode == 0
    after = record(tmp_path)
    assert outcomes(before) == outcomes(after)
    assert [s["id"] for s in before["sentences"]] == [s.id for s in ledger.article.sentences]
    assert {s["outcome"] for s in before["scenarios"]} == {"passed"}
    assert before["summary"]["sentences"]["not_exercised"] == 0
    assert before["drift"]["outcome"] == "unchanged"
    assert before["run"]["id"] != after["run"]["id"]
    assert not list((tmp_path / "asadvertised-report").glob(".*"))


def test_one_long_lived_service_can_be_asked_again(small_check: Run, tmp_path: Path, reference_url: str) -> None:
    assert small_check("--target", reference_url).returncode == 0
    before = outcomes(record(tmp_path))
    assert small_check("--target", reference_url).returncode == 0
    assert outcomes(record(tmp_path)) == before


@pytest.mark.parametrize("name", first_at_once(SEEN_IN_SHORT_TABLES))
def test_a_broken_promise_is_seen_and_the_right_sentence_blamed(small_check: Run, tmp_path: Path, name: str) -> None:
    sentence = VIOLATIONS[name].sentence
    with violating(name) as url:
        run = small_check("--target", url)
    assert run.returncode == 1, run.stdout
    assert f"BROKEN {sentence}" in run.stdout
    found = record(tmp_path)
    assert outcomes(found)[sentence] == "failed"
    failed = [s for s in found["scenarios"] if s["outcome"] == "failed"]
    assert all(s["promised"] and s["seen"] and s["cause"] is None for s in failed)
    for scenario in (s for s in failed if "twin alone" in s["seen"]):
        one, other = scenario["sides"]
        assert set(one["sees"]) != set(other["sees"])
    untold = [s for s in found["scenarios"] if s["outcome"] == "cantTell"]
    assert {s["qualifier"] for s in untold} <= {"notReached"}  # they come after what the service does not do


def test_a_service_whose_reasons_lie_is_still_caught(small_check: Run, tmp_path: Path) -> None:
    parts = {"reasons_for_ad": reasons_that_lie, "opt_out_allows": VIOLATIONS["the-opt-out-is-not-heeded"].replacement}
    with reference_with(parts) as url:
        run = small_check("--target", url)
    assert run.returncode == 1
    assert outcomes(record(tmp_path))["web-activity.opt-out-of-targeted-ads"] == "failed"


def test_permissions_that_are_not_used_break_nothing(small_check: Run, tmp_path: Path) -> None:
    with reference_with(LAWFUL["uses-no-permission"].parts) as url:
        run = small_check("--target", url)
    assert run.returncode == 0, run.stdout
    found = record(tmp_path)
    unused = {s["id"] for s in found["sentences"] if s["qualifier"] == "notExercised"}
    assert {"personalized-ads.shoes-not-bought", "introduction.partners-may-inform"} <= unused
    assert all(s["outcome"] == "inapplicable" for s in found["sentences"] if s["id"] in unused)


def test_a_changed_word_on_the_page_is_drift(small_check: Run, tmp_path: Path, reference_url: str) -> None:
    page = tmp_path / "page.html"
    html = requests.get(f"{reference_url}/en/article/personalization-and-data", timeout=5).text
    assert html.count("under the age of 16 or") == 1
    page.write_text(html.replace("under the age of 16 or", "under the age of 18 or"), encoding="utf-8")
    run = small_check("--target", reference_url, "--article", str(page))
    assert run.returncode == 3, run.stdout
    found = record(tmp_path)
    [change] = found["drift"]["changes"]
    assert (change["kind"], change["sentence"]) == ("substantive", "sharing.not-under-16-or-eea")
    asking = [s["id"] for s in found["scenarios"] if change["sentence"] in s["sentences"]]
    assert change["scenarios"] == asking
    assert len(asking) > 1
    report = (tmp_path / "asadvertised-report" / "index.html").read_text(encoding="utf-8")
    assert "<del>16</del><ins>18</ins>" in report


@pytest.mark.thorough
def test_broken_comes_before_drifted(small_check: Run, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    with violating("robots-are-heard") as url:
        html = requests.get(f"{url}/en/article/personalization-and-data", timeout=5).text
        page.write_text(html.replace("Click Settings", "Click Options"), encoding="utf-8")
        assert small_check("--target", url, "--article", str(page)).returncode == 1
    assert record(tmp_path)["drift"]["outcome"] == "drifted"


BAD_SERVICES = {
    "500": ("target", lambda *_: (500, "text/plain", b"oops")),
    "HTML": ("target", lambda *_: (200, "text/html", b"<h1>Hello</h1>")),
    "not JSON": ("target", lambda *_: (201, "application/json", b"{")),
    "another shape": ("target", lambda *_: (201, "application/json", b'{"data": []}')),
    "404": ("configuration", lambda *_: (404, "text/html", b"<h1>Not found</h1>")),
    "redirects without end": ("configuration", lambda *_: (302, "text/plain", b"")),
    "nothing at all": ("target", lambda *_: (200, "text/html", b"")),
}


@pytest.mark.parametrize("name", first_at_once(BAD_SERVICES, at_once=3))
def test_a_service_that_answers_badly_is_no_verdict(small_check: Run, tmp_path: Path, name: str) -> None:
    cause, answer = BAD_SERVICES[name]
    with answering(answer) as url:
        run = small_check("--target", url)
    assert run.returncode == 4, run.stdout
    assert "COULD NOT TELL" in run.stdout
    found = record(tmp_path)
    assert {s["outcome"] for s in found["scenarios"]} == {"cantTell"}
    assert {s["cause"] for s in found["scenarios"]} == {cause}
    assert found["drift"]["outcome"] == "cantTell"
    assert all(s["outcome"] != "passed" for s in found["sentences"])


def test_a_service_that_is_silent_is_given_up_in_bounded_time(small_check: Run, tmp_path: Path) -> None:
    started = time.monotonic()
    with answering(silence(30)) as url:
        run = small_check("--target", url, "--timeout", "1")
    assert run.returncode == 4
    assert time.monotonic() - started < 25
    found = record(tmp_path)
    assert {s["cause"] for s in found["scenarios"]} == {"infrastructure"}
    assert "nothing came within 1 s" in run.stdout


def test_a_wrong_address(small_check: Run, tmp_path: Path) -> None:
    run = small_check("--target", "http://127.0.0.1:9")
    assert run.returncode == 4
    assert "refused the connection" in run.stdout
    assert record(tmp_path)["summary"]["causes"] == {"infrastructure": len(record(tmp_path)["scenarios"])}


def test_a_service_that_stops_half_way(small_content: Path, tmp_path: Path) -> None:
    service = subprocess.Popen(
        [sys.executable, "-m", "asadvertised.reference"], stdout=subprocess.PIPE, text=True, stdin=subprocess.DEVNULL
    )
    assert service.stdout
    url = service.stdout.readline().strip()
    check = subprocess.Popen(
        [sys.executable, "-m", "asadvertised", "check", "--content", str(small_content), "--target", url],
        cwd=tmp_path,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert check.stderr
    wait_for_progress(check.stderr, 30)
    service.kill()
    service.wait()
    assert check.wait(60) == 4
    service.stdout.close()
    check.stderr.close()
    found = record(tmp_path)
    counts = found["summary"]["scenarios"]
    assert counts["passed"] >= 30
    assert 0 < counts["cantTell"] == len(found["scenarios"]) - counts["passed"]
    assert found["run"]["exit_code"] == 4


@pytest.mark.parametrize("how", first_at_once([signal.SIGTERM, signal.SIGINT]))
def test_a_run_that_is_stopped_still_reports(small_content: Path, tmp_path: Path, how: signal.Signals) -> None:
    command = [sys.executable, "-m", "asadvertised", "check", "--content", str(small_content)]
    check = subprocess.Popen(command, cwd=tmp_path, stderr=subprocess.PIPE, text=True)
    assert check.stderr
    wait_for_progress(check.stderr, 20)
    check.send_signal(how)
    assert check.wait(60) == 4
    said = check.stderr.read()
    check.stderr.close()
    assert "Traceback" not in said
    found = record(tmp_path)
    assert found["run"]["complete"] is False
    assert found["summary"]["scenarios"]["passed"] >= 20
    assert found["summary"]["scenarios"]["untested"] > 0


@pytest.mark.parametrize(
    "arguments",
    [
        ["check", "--target", "nonsense"],
        ["check", "--target", "ftp://127.0.0.1/"],
        ["check", "--name", "nobody"],
        ["check", "--workers", "0"],
        ["check", "--out", "/proc/nowhere"],
        ["check", "--content", "/nowhere"],
        ["check", "--surprise"],
        ["check", "--gate", "missing.toml"],
        ["check", "--baseline", "missing.json"],
        ["report", "missing.json"],
        ["drift", "--article", "missing.html"],
        ["drift", "--json", "."],
        ["serve", "--database", "/nowhere/at/all.db"],
        ["surprise"],
    ],
)
def test_wrong_usage_is_one_clear_line(asadvertised: Run, arguments: list[str]) -> None:
    run = asadvertised(*arguments)
    assert run.returncode == 2, run.stdout + run.stderr
    assert "Traceback" not in run.stderr
    assert run.stderr.strip()


def test_a_page_that_cannot_be_read_is_not_unchanged(small_check: Run, tmp_path: Path, reference_url: str) -> None:
    page = tmp_path / "page.html"
    page.write_text("<h1>Please sign in</h1>", encoding="utf-8")
    run = small_check("--target", reference_url, "--article", str(page))
    assert run.returncode == 4
    assert record(tmp_path)["drift"]["outcome"] == "cantTell"


def test_a_report_can_be_written_again(asadvertised: Run, small_check: Run, tmp_path: Path) -> None:
    with violating("robots-are-heard") as url:
        small_check("--target", url)
    written = (tmp_path / "asadvertised-report" / "index.html").read_text(encoding="utf-8")
    run = asadvertised("report", "asadvertised-report/results.json", "--out", "again")
    assert run.returncode == 1
    assert f"BROKEN {VIOLATIONS['robots-are-heard'].sentence}" in run.stdout
    assert (tmp_path / "again" / "index.html").read_text(encoding="utf-8") == written


@pytest.mark.parametrize("damage", ["", "{}", "[1", '{"schema": 1}'])
def test_a_damaged_record_is_one_clear_line(asadvertised: Run, tmp_path: Path, damage: str) -> None:
    (tmp_path / "results.json").write_text(damage, encoding="utf-8")
    run = asadvertised("report", "results.json")
    assert run.returncode == 2
    assert "results.json" in run.stderr
    assert "Traceback" not in run.stderr


def test_settings_of_a_host_project_do_not_leak_in(small_check: Run, tmp_path: Path, reference_url: str) -> None:
    (tmp_path / "pytest.ini").write_text("[pytest]\naddopts = --no-such-option\n", encoding="utf-8")
    (tmp_path / "conftest.py").write_text("raise RuntimeError('leaked')\n", encoding="utf-8")
    run = small_check("--target", reference_url, PYTEST_ADDOPTS="--collect-only", PYTEST_PLUGINS="nobody")
    assert run.returncode == 0, run.stderr


def test_a_second_article_moves_in_without_a_change_to_the_machinery(
    asadvertised: Run, small_content: Path, tmp_path: Path, reference_url: str
) -> None:
    content = tmp_path / "content"
    shutil.copytree(small_content, content, ignore=shutil.ignore_patterns("__pycache__"))
    for part in ("features", "steps"):
        shutil.copytree(content / part / "personalization", content / part / "second")
    several = asadvertised("check", "--content", str(content), "--target", reference_url)
    assert several.returncode == 2
    assert "second" in several.stderr
    broken = content / "features" / "second" / "android.feature"
    broken.write_text(broken.read_text(encoding="utf-8").replace("@android.opt-out", "@nobody"), encoding="utf-8")
    run = asadvertised("check", "--content", str(content), "--name", "second", "--target", reference_url)
    assert run.returncode == 2
    assert "android.feature" in run.stderr
    run = asadvertised("check", "--content", str(content), "--name", "personalization", "--target", reference_url)
    assert run.returncode == 0, run.stdout + run.stderr


def test_help_does_not_load_the_world() -> None:
    code = "import sys, asadvertised.cli.app; print(*sorted(sys.modules))"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert "typer" in loaded
    assert not {"pytest", "pydantic", "bs4", "fastapi", "requests", "jinja2", "yaml"} & set(loaded)


def test_nothing_secret_is_in_the_record(small_check: Run, tmp_path: Path) -> None:
    assert small_check().returncode == 0
    for name in ("results.json", "index.html"):
        text = (tmp_path / "asadvertised-report" / name).read_text(encoding="utf-8")
        assert "@people.invalid" not in text
        assert "%40people.invalid" not in text
        assert "Bearer " not in text
        assert not re.search(r"browser-[0-9a-f]{32}", text)
    found = record(tmp_path)
    exchanges = [e for s in found["scenarios"] for step in s["steps"] for e in step["exchanges"]]
    assert len(exchanges) > 500
    made = [e for e in exchanges if e["operation"] == "createPerson"]
    assert made
    assert all(json.loads(e["response"]["body"])["password"] == "[masked]" for e in made)


def test_a_page_that_is_not_there_is_told_before_anything_is_asked(small_check: Run, tmp_path: Path) -> None:
    run = small_check("--article", "nowhere.html")
    assert (run.returncode, run.stdout) == (2, "")
    assert "nowhere.html: cannot be read: No such file or directory" in run.stderr
    assert not (tmp_path / "asadvertised-report").exists()


def test_a_file_where_the_page_is_kept_is_told_before_anything_is_asked(
    small_check: Run, tmp_path: Path, reference_url: str
) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "page").write_text("mine", encoding="utf-8")
    run = small_check("--target", reference_url, "--out", "out")
    assert run.returncode == 2, run.stdout
    assert "out/page: cannot be cleared of an earlier run's page" in run.stderr
    assert "scenarios:" not in run.stderr
    assert (tmp_path / "out" / "page").read_text(encoding="utf-8") == "mine"
