"""The command line as a shell uses it: streams that are closed, full or poor in letters, and values that are empty."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

Run = Callable[..., CompletedProcess[str]]
DRIFT = f"{sys.executable} -m asadvertised drift --article page.html"
OTHER = ("under the age of 16 or", "under the age of 18 – “or”")


def shell(command: str, folder: Path, **environment: str) -> CompletedProcess[str]:
    """Run a command as a shell does, and give the code of what comes before a pipe."""
    return subprocess.run(
        ["bash", "-c", f"set -o pipefail; {command}"],
        cwd=folder,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
        stdin=subprocess.DEVNULL,
    )


@pytest.fixture
def drifted(tmp_path: Path, page: str) -> Path:
    assert OTHER[0] in page
    (tmp_path / "page.html").write_text(page.replace(*OTHER), encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("language", [{"PYTHONIOENCODING": "ascii"}, {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0"}])
def test_letters_that_a_stream_does_not_have_change_no_verdict(drifted: Path, language: dict[str, str]) -> None:
    run = shell(DRIFT, drifted, PYTHONUTF8="0", **language)
    assert (run.returncode, run.stderr) == (3, "")
    assert r"\u201c" in run.stdout


@pytest.mark.parametrize(
    ("where", "why"),
    [
        (">&-", "it is closed"),
        ("> /dev/full", "No space left on device"),
        ("| (exec <&-; sleep 3)", "Broken pipe"),
    ],
)
def test_a_standard_output_that_takes_nothing_changes_no_verdict(drifted: Path, where: str, why: str) -> None:
    run = shell(f"{DRIFT} --json found.json {where}", drifted)
    assert (run.returncode, run.stdout) == (3, "")
    assert run.stderr == f"asadvertised: standard output could not be written: {why}\n"
    assert (drifted / "found.json").read_text(encoding="utf-8").startswith("{")


@pytest.mark.parametrize("where", ["2>&-", "2> /dev/full", ">&- 2>&-", "<&- >&- 2>&-"])
def test_a_standard_error_that_takes_nothing_changes_no_verdict(drifted: Path, where: str) -> None:
    assert shell(f"{DRIFT} {where}", drifted).returncode == 3
    wrong = shell(f"{DRIFT} --locale de --since 2020-01-01 {where}", drifted)
    assert (wrong.returncode, wrong.stdout) == (2, "")


@pytest.mark.parametrize(
    ("arguments", "name"),
    [
        (("drift", "--since", ""), "--since"),
        (("drift", "--locale="), "--locale"),
        (("drift", "--history", ""), "--history"),
        (("drift", "--article", ""), "--article"),
        (("drift", "--between", "", "x"), "--between"),
        (("drift", "--between", "x", ""), "--between"),
        (("drift", "--json", ""), "--json"),
        (("drift", "--sarif="), "--sarif"),
        (("check", "--target", ""), "--target"),
        (("check", "--target", "http://a.invalid", "--target", ""), "--target"),
        (("explore", "--target", ""), "--target"),
        (("accept", "--reviewed", ""), "--reviewed"),
        (("new", "", "--name", "x"), "URL|FILE"),
        (("drift", "--browser", "--article", "page.html"), "--browser, page.html"),
        (("drift", "--browser", "--article", "-"), "--browser, standard input"),
        (("check", "--browser", "--article", "page.html"), "--browser, page.html"),
        (("new", "--browser", "page.html", "--name", "x"), "--browser, page.html"),
    ],
)
def test_what_answers_another_question_is_wrong_usage(
    asadvertised: Run, drifted: Path, arguments: tuple[str, ...], name: str
) -> None:
    run = asadvertised(*arguments)
    assert (run.returncode, run.stdout) == (2, "")
    assert len(run.stderr.splitlines()) == 1
    assert f"asadvertised: {name}: " in run.stderr
    assert [path.name for path in drifted.iterdir()] == ["page.html"]


def test_an_empty_value_may_be_part_of_another(asadvertised: Run, drifted: Path) -> None:
    (drifted / "page.html").rename(drifted / "a=")
    run = asadvertised("drift", "--article=a=")
    assert run.returncode == 3, run.stderr


@pytest.mark.parametrize("seconds", ["inf", "nan", "1e308", "-inf", "86401", "0"])
@pytest.mark.parametrize("command", ["drift", "check"])
def test_nobody_waits_for_ever(asadvertised: Run, command: str, seconds: str) -> None:
    run = asadvertised(command, "--timeout", seconds, "--article", "page.html")
    assert (run.returncode, run.stdout) == (2, "")
    assert "--timeout" in run.stderr
