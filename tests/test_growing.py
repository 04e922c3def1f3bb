"""A record that grows: whatever ends a run, what had ended until then is there, and nothing of another run."""

import json
import random
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_records import found, record_of, scenario

from asadvertised.cli.check import MADE_OF_A_RECORD
from asadvertised.errors import ConfigurationError
from asadvertised.outcome import Outcome
from asadvertised.record.files import RESULTS, read_results, to_json
from asadvertised.record.growing import growing
from asadvertised.record.model import Results
from asadvertised.record.recovering import GROWING

Run = Callable[..., CompletedProcess[str]]
HEARD = "heard.txt"
SPY = f"""
import os
from asadvertised.cli import progress

heard = progress.Progress.heard

def noting(self, record):
    with open({HEARD!r}, "ab", buffering=0) as file:
        file.write(record["id"].encode() + b"\\n")
    heard(self, record)

progress.Progress.heard = noting
from asadvertised.__main__ import main
main()
"""


def blank(*names: str) -> Results:
    """Give the record of a run in which nothing was asked yet."""
    record = record_of(found(*(scenario(name, Outcome.UNTESTED, "a", "b") for name in names), complete=False))
    return record.model_copy(update={"run": record.run.model_copy(update={"unfinished": True, "complete": False})})


def line(name: str, outcome: str = "passed", **more: Any) -> dict[str, Any]:
    return {"id": name, "outcome": outcome, "qualifier": None, "cause": None, "reason": "", "steps": [], **more}


def written(folder: Path, *lines: dict[str, Any], of: tuple[str, ...] = ("one", "two", "three")) -> Results:
    """Write a record as far as a run gets that is killed, and read it."""
    record = blank(*of)
    (folder / RESULTS).write_text(to_json(record), encoding="utf-8")
    every = [{"run": record.run.id}, *lines]
    (folder / GROWING).write_text("".join(json.dumps(one) + "\n" for one in every), encoding="utf-8")
    return read_results(folder / RESULTS)


def outcomes(results: Results) -> list[str]:
    return [one.outcome.value for one in results.scenarios]


def test_what_had_ended_is_there_and_rolled_up(tmp_path: Path) -> None:
    results = written(tmp_path, line("two", "failed", promised="p", seen="s"), line("one"))
    assert outcomes(results) == ["passed", "failed", "untested"]
    assert [sentence.outcome for sentence in results.sentences] == [Outcome.FAILED, Outcome.FAILED]
    assert (results.run.exit_code, results.run.complete, results.run.unfinished) == (1, False, True)
    assert "the run was cut short" in results.summary.verdict
    assert (results.summary.scenarios.passed, results.summary.scenarios.untested) == (1, 1)


def test_what_was_asked_again_is_as_it_was_then(tmp_path: Path) -> None:
    results = written(tmp_path, line("one", "cantTell", cause="infrastructure"), line("one", qualifier="flaky"))
    assert [one.qualifier for one in results.scenarios] == ["flaky", None, None]


def test_all_passed_is_no_pass_while_the_run_has_not_ended(tmp_path: Path) -> None:
    results = written(tmp_path, line("one"), line("two"), line("three"))
    assert outcomes(results) == ["passed"] * 3
    assert results.run.exit_code == 4


@given(st.data())
def test_a_line_that_was_cut_off_is_none(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    folder = tmp_path_factory.mktemp("cut")
    written(folder, line("one"), line("two"))
    whole = (folder / GROWING).read_bytes()
    (folder / GROWING).write_bytes(whole[: data.draw(st.integers(0, len(whole)))])
    kept = (folder / GROWING).read_bytes().count(b"\n")
    told = outcomes(read_results(folder / RESULTS)).count("passed")
    assert told == max(0, kept - 1)


@pytest.mark.parametrize(
    "spoilt",
    [
        b"",
        b"no JSON\n",
        b"[]\n",
        b'{"run": "0123456789abcdef0123456789abcdef"}\n{"id": "one", "outcome": "passed", "steps": []}\n',
        b'{"id": "one", "outcome": "passed", "steps": []}\n',
    ],
    ids=["nothing", "no JSON", "no object", "another run", "no run"],
)
def test_what_is_no_line_of_this_run_tells_nothing(tmp_path: Path, spoilt: bytes) -> None:
    written(tmp_path)
    (tmp_path / GROWING).write_bytes(spoilt)
    assert outcomes(read_results(tmp_path / RESULTS)) == ["untested"] * 3


@pytest.mark.parametrize("outcome", ["kept", "", None, 1])
def test_a_line_that_is_no_record_tells_nothing(tmp_path: Path, outcome: object) -> None:
    results = written(tmp_path, line("one") | {"outcome": outcome}, line("two"), {"id": 3}, {"id": "unknown"})
    assert outcomes(results) == ["untested", "passed", "untested"]


def test_a_finished_record_takes_nothing_from_lines(tmp_path: Path) -> None:
    written(tmp_path, line("one"))
    record = blank("one", "two", "three")
    done = record.model_copy(update={"run": record.run.model_copy(update={"unfinished": False})})
    (tmp_path / RESULTS).write_text(to_json(done), encoding="utf-8")
    assert outcomes(read_results(tmp_path / RESULTS)) == ["untested"] * 3


def test_a_folder_is_for_one_run(tmp_path: Path) -> None:
    with growing(tmp_path) as first:
        first.begin(blank("one"))
        first.note(line("one"), {})
        with pytest.raises(ConfigurationError, match="another run is writing there"), growing(tmp_path):
            pass
        assert outcomes(read_results(tmp_path / RESULTS)) == ["passed"]
    assert not (tmp_path / GROWING).exists()


def test_the_report_of_an_earlier_run_is_not_taken_for_this_ones(tmp_path: Path) -> None:
    for name in MADE_OF_A_RECORD:
        (tmp_path / name).write_text("of another run", encoding="utf-8")
    with growing(tmp_path, MADE_OF_A_RECORD) as record:
        assert (tmp_path / "index.html").exists()
        record.begin(blank("one"))
        assert {file.name for file in tmp_path.iterdir()} == {RESULTS, GROWING}


def test_what_was_written_is_only_ours_to_read(tmp_path: Path) -> None:
    with growing(tmp_path):
        assert (tmp_path / GROWING).stat().st_mode & 0o077 == 0


def test_two_runs_at_once_into_one_folder(small_check: Run, small_content: Path, tmp_path: Path) -> None:
    first = started(small_content, tmp_path, "--no-article")
    until = time.monotonic() + 60
    while not (tmp_path / "out" / GROWING).exists():
        assert time.monotonic() < until
        time.sleep(0.02)
    second = small_check("--no-article", "--out", "out")
    assert first.wait(120) == 0
    assert second.returncode == 2
    assert "another run is writing there" in second.stderr
    assert read_results(tmp_path / "out" / RESULTS).run.complete


def started(content: Path, folder: Path, *more: str) -> subprocess.Popen[bytes]:
    (folder / "spy.py").write_text(SPY, encoding="utf-8")
    command = [sys.executable, "spy.py", "check", "--content", str(content), "--out", "out", *more]
    return subprocess.Popen(
        command, cwd=folder, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )


def kill_at(seconds: float, content: Path, folder: Path, reference_url: str, *, once_begun: bool = False) -> str:
    """Kill a run after so many seconds, of its start or of its first question; hold that nothing is lost."""
    folder.mkdir()
    run = started(content, folder, "--target", reference_url, "--no-article")
    while once_begun and not (folder / "out" / RESULTS).exists() and run.poll() is None:
        time.sleep(0.01)
    time.sleep(seconds)
    run.send_signal(signal.SIGKILL)
    run.wait(30)
    heard = (folder / HEARD).read_text(encoding="utf-8").split("\n")[:-1] if (folder / HEARD).exists() else []
    file = folder / "out" / RESULTS
    if not file.exists():
        assert not heard
        return "before anything was asked"
    results = read_results(file)
    known = {one.id for one in results.scenarios if one.outcome is not Outcome.UNTESTED}
    assert set(heard) <= known, f"lost: {set(heard) - known}"
    if results.run.complete:
        return "after its end"
    assert results.run.exit_code != 0
    return "in its midst" if known else "before anything had ended"


def test_a_run_that_is_killed_leaves_what_had_ended(
    asadvertised: Run, small_content: Path, tmp_path: Path, reference_url: str
) -> None:
    how, tries = "", 0
    while how != "in its midst":
        tries += 1
        assert tries < 20
        folder = tmp_path / str(tries)
        how = kill_at(1.2 + 0.2 * tries, small_content, folder, reference_url)
    file = str(folder / "out" / RESULTS)
    report = asadvertised("report", file)
    assert report.returncode == 4, report.stderr
    assert "the run was cut short" in report.stdout
    verify = asadvertised("verify", file, "--content", str(small_content))
    assert verify.returncode == 0, verify.stdout + verify.stderr
    assert re.search(r"Nothing to judge: \d+ scenarios that nobody asked", verify.stdout)
    again = asadvertised("check", "--content", str(small_content), "--no-article", "--out", str(folder / "out"))
    assert again.returncode == 0
    kept = {file.name for file in (folder / "out").iterdir()} - {"made.jsonl"}  # what the killed run left elsewhere
    assert kept == {"results.json", "index.html"}


@pytest.mark.thorough
@pytest.mark.parametrize("batch", range(20))
def test_ten_of_two_hundred_kills_lose_nothing(
    small_content: Path, tmp_path: Path, reference_url: str, batch: int
) -> None:
    moments = random.Random(batch)  # noqa: S311  the same each time
    told = [
        kill_at(moments.uniform(0, 3), small_content, tmp_path / str(n), reference_url, once_begun=n % 2 == 0)
        for n in range(10)
    ]
    assert set(told) - {"before anything was asked"}, told
