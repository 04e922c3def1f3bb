"""The gate as its users meet it: the README's policy, a waiver that is printed, a baseline, and what is refused."""

import json
import re
import shutil
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any

import jsonschema
import pytest
from conftest import CHECKOUT
from services import violating
from small_records import DAY, found, record_of, scenario

from asadvertised.outcome import Outcome
from asadvertised.record.files import json_schema, to_json
from asadvertised.record.policy import read_policy
from asadvertised.reference.variants import VIOLATIONS

Run = Callable[..., CompletedProcess[str]]
NAME = "robots-are-heard"
SENTENCE = VIOLATIONS[NAME].sentence
SAID = ("--owner", "privacy-team@example.org", "--reason", "The form is replaced in March.", "--ticket", "PRIV-12")
SOON = str(datetime.now(UTC).date() + timedelta(days=30))


def record(folder: Path) -> Any:
    known = json.loads((folder / "results.json").read_text(encoding="utf-8"))
    jsonschema.validate(known, json.loads(json_schema()))
    return known


def policy_of_the_readme(expires: str) -> str:
    readme = (CHECKOUT / "README.md").read_text(encoding="utf-8")
    [policy] = [block for block in re.findall(r"```toml\n(.*?)```", readme, re.DOTALL) if "[gate]" in block]
    text, dates = re.subn(r"(?m)^expires = \S+$", f"expires = {expires}", policy)
    assert dates == 1
    return text


def test_a_release_is_judged_by_the_policy_and_the_baseline_that_are_named(
    asadvertised: Run, short_check: Run, tmp_path: Path, reference_url: str
) -> None:
    (tmp_path / "pyproject.toml").write_text('[tool.asadvertised.gate]\nbroken = ["must-not"]\n', encoding="utf-8")
    (tmp_path / "gate.toml").write_text(policy_of_the_readme(SOON), encoding="utf-8")
    report, old = tmp_path / "asadvertised-report", tmp_path / "old.json"
    judged_by = ("--gate", "gate.toml", "--baseline", "old.json", "--out", "both")
    with violating(NAME) as url:
        plain = short_check("--target", url)
        assert (plain.returncode, record(report)["gate"]["decided"]) == (1, "broken")
        assert "pyproject.toml has a policy that is not applied" in plain.stderr
        assert "Gate: exit code 1, decided by “broken”" in plain.stdout
        shutil.copy(report / "results.json", old)
        printed = asadvertised("waive", "old.json", SENTENCE, *SAID, "--expires", SOON)
        both = short_check("--target", url, "--target", reference_url, *judged_by)
    _the_readmes_waiver_is_what_is_printed(printed, tmp_path)
    _each_is_judged_by_the_policy(both, tmp_path / "both")
    [folder] = (tmp_path / "both").glob("1-*")
    _the_baseline_is_named(record(folder)["gate"]["baseline"], old)
    again = asadvertised("report", str(folder / "results.json"), "--out", "again")
    assert again.returncode == 0
    assert "1 sentence broken (1 waived)." in again.stdout
    assert f"WAIVED {SENTENCE}" in again.stdout


def _the_readmes_waiver_is_what_is_printed(printed: CompletedProcess[str], folder: Path) -> None:
    assert printed.returncode == 0, printed.stderr
    (folder / "printed.toml").write_text(printed.stdout, encoding="utf-8")
    today = datetime.now(UTC).date()
    ours, theirs = (read_policy(folder / name, today).policy.waiver for name in ("gate.toml", "printed.toml"))
    assert ours == theirs


def _each_is_judged_by_the_policy(both: CompletedProcess[str], folder: Path) -> None:
    assert both.returncode == 0, both.stdout + both.stderr
    broken, kept = (record(one) for one in sorted(folder.glob("[12]-*")))
    policy = sha256((folder.parent / "gate.toml").read_bytes()).hexdigest()
    for one in (broken, kept):
        assert one["gate"]["policy"] == {"file": "gate.toml", "table": "", "sha256": policy}
        assert one["gate"]["settings"]["min_asked"] == 0.9
        assert (one["run"]["exit_code"], one["gate"]["decided"]) == (0, None)
    [held], [left] = broken["waivers"], kept["waivers"]
    assert (held["state"], held["days_left"], held["why"]) == ("inForce", 30, [])
    assert (left["state"], left["grounds"]) == ("void", ["notNeeded"])
    assert (broken["gate"]["exit_code_without"], kept["gate"]["exit_code_without"]) == (1, 0)
    assert {one["id"]: one["excused"] for one in broken["sentences"] if one["outcome"] == "failed"} == {
        SENTENCE: "waived"
    }
    assert f"WAIVED {SENTENCE} until {SOON}, 30 days left" in both.stdout
    assert f"WAIVER VOID {SENTENCE}: It is no longer needed" in both.stdout
    told = json.loads((folder / "targets.json").read_text(encoding="utf-8"))["targets"]
    assert [one["decided"] for one in told] == [None, None]


def _the_baseline_is_named(source: Any, old: Path) -> None:
    then = json.loads(old.read_text(encoding="utf-8"))
    assert (source["run"], source["started"]) == (then["run"]["id"], then["run"]["started"])
    assert (source["file"], source["sha256"]) == (old.name, sha256(old.read_bytes()).hexdigest())
    assert (source["failures"], source["changes"]) == (2, 0)


def test_the_readmes_policy_says_what_it_shows(tmp_path: Path) -> None:
    (tmp_path / "gate.toml").write_text(policy_of_the_readme("2026-06-30"), encoding="utf-8")
    policy = read_policy(tmp_path / "gate.toml", DAY).policy
    assert policy.gate.untested == "warn"
    assert policy.gate.cant_tell == "block"
    assert policy.waiver[0].sentence == SENTENCE


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """Give a record in which one sentence is broken."""
    file = tmp_path / "asadvertised-report" / "results.json"
    file.parent.mkdir()
    run = found(scenario("kept", Outcome.PASSED, "k"), scenario("broken", Outcome.FAILED, "a"))
    file.write_text(to_json(record_of(run)), encoding="utf-8")
    return file


REFUSED = {
    "what is kept": (["waive", "{}", "k", *SAID, "--expires", SOON], "is kept in that run"),
    "a day that is past": (["waive", "{}", "a", *SAID, "--expires", "2020-01-01"], "is past"),
    "no day": (["waive", "{}", "a", *SAID, "--expires", "soon"], "soon"),
    "no reason": (["waive", "{}", "a", *SAID[:2], *SAID[4:], "--expires", SOON], "--reason"),
    "an empty reason": (["waive", "{}", "a", *SAID, "--reason", "", "--expires", SOON], "--reason"),
    "another article's baseline": (["check", "--baseline", "{}", "--out", "new"], "another article: 'small'"),
    "a baseline that would be replaced": (["check", "--baseline", "{}"], "would be replaced"),
    "a policy that would be replaced": (["check", "--gate", "a.toml", "--markdown", "a.toml"], "would be replaced"),
    "a key of two lines": (["check", "--gate", "lines.toml"], "gate.one two: is not a key of a policy"),
    "a policy of nothing": (["check", "--gate", "pyproject.toml"], "begin it with [tool.asadvertised.gate]"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_used_is_refused_before_anything_is_asked(
    asadvertised: Run, tmp_path: Path, old: Path, name: str
) -> None:
    arguments, words = REFUSED[name]
    (tmp_path / "pyproject.toml").write_text("[project]\n", encoding="utf-8")
    (tmp_path / "a.toml").write_text("[gate]\n", encoding="utf-8")
    (tmp_path / "lines.toml").write_text('[gate]\n"one\\ntwo" = 1\n', encoding="utf-8")
    before = old.read_bytes()
    run = asadvertised(*(one.format(old) for one in arguments))
    assert run.returncode == 2, run.stdout + run.stderr
    assert words in " ".join(run.stderr.replace("\u2502", " ").split())
    assert "Traceback" not in run.stderr
    assert "asadvertised:" not in run.stderr or len(run.stderr.splitlines()) == 1
    assert old.read_bytes() == before
    assert not (tmp_path / "new").exists()


def test_a_waiver_is_printed_and_no_file_is_changed(asadvertised: Run, tmp_path: Path, old: Path) -> None:
    run = asadvertised("waive", str(old), "a", *SAID, "--expires", SOON)
    assert run.returncode == 0, run.stderr
    assert run.stdout.startswith('[[waiver]]\nsentence = "a"\n')
    assert sorted(path.name for path in tmp_path.rglob("*") if path.is_file()) == ["results.json"]
