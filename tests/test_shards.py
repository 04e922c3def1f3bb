"""Shards: each scenario in just one of them, wherever and whenever; put together they are what one run would be."""

import json
import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any

import pytest
import requests
import yaml
from hypothesis import given
from hypothesis import strategies as st
from services import violating

from asadvertised.article.ledger import Ledger
from asadvertised.cli.plan import Form, matrix
from asadvertised.errors import ConfigurationError
from asadvertised.record.shards import MOST, Split, number_of
from asadvertised.report.formats import FORMATS

Run = Callable[..., CompletedProcess[str]]
PAGE = "/en/article/personalization-and-data"
AS_ONE = ("id", "feature", "line", "outcome", "qualifier", "cause", "capability", "promised", "suspect", "to_review")


@given(st.text(min_size=1), st.integers(1, MOST))
def test_a_scenario_is_in_just_one_shard(scenario: str, of: int) -> None:
    number = number_of(scenario, of)
    assert 1 <= number <= of
    assert [n for n in range(max(1, number - 2), min(of, number + 2) + 1) if Split(n, of).has(scenario)] == [number]


def test_the_split_is_the_same_at_any_time() -> None:
    known = {"a:b#1": 1, "help-page:contact-us-leads-to-a-page": 5, "": 5}
    assert {name: number_of(name, 8) for name in known} == known


def test_shards_are_about_as_large(ledger: Ledger) -> None:
    sizes = Counter(number_of(scenario.id, 8) for scenario in ledger.scenarios)
    assert len(sizes) == 8
    assert max(sizes.values()) < 1.4 * len(ledger.scenarios) / 8


@pytest.mark.parametrize("said", ["0/8", "9/8", "1/0", "1/1001", "2", "2/8/1", "a/b", "-1/8", "1.5/8", "", "１/8 x"])
def test_what_is_no_shard(said: str) -> None:
    with pytest.raises(ConfigurationError, match="is no shard"):
        Split.said(said)


@pytest.mark.parametrize("form", Form)
def test_a_plan_names_each_shard_once(form: Form) -> None:
    printed = matrix([f"{n}/8" for n in range(1, 9)], form)
    read = json.loads(printed) if form is not Form.GITLAB else yaml.safe_load(printed)["parallel"]["matrix"][0]
    shards = read if form is Form.JSON else read["shard" if form is Form.GITHUB else "SHARD"]
    assert [Split.said(shard) for shard in shards] == [Split(n, 8) for n in range(1, 9)]
    assert form is not Form.GITHUB or "\n" not in printed


def test_the_plan_command_prints_the_matrix(asadvertised: Run) -> None:
    run = asadvertised("plan", "--shards", "2", "--format", "github")
    assert (run.returncode, run.stdout) == (0, '{"shard":["1/2","2/2"]}\n')


def record_in(folder: Path) -> Any:
    return json.loads((folder / "results.json").read_text(encoding="utf-8"))


def shards_and_whole(small_check: Run, folder: Path, of: int) -> tuple[list[int], int]:
    """Ask a service that breaks a promise, and whose page changed, by shards and at once; give the exit codes."""
    with violating("save-does-not-save") as url:
        html = requests.get(url + PAGE, timeout=5).text
        (folder / "page.html").write_text(html.replace("16 or", "18 or"), encoding="utf-8")
        ask = ("--target", url, "--article", "page.html", "--quiet")
        codes = [small_check(*ask, "--shard", f"{n}/{of}", "--out", f"shards/{n}").returncode for n in range(1, of + 1)]
        return codes, small_check(*ask, "--out", "whole").returncode


def merged_is_whole(asadvertised: Run, small_content: Path, folder: Path, codes: list[int], code: int) -> None:
    run = asadvertised("merge", "shards", "--out", "merged", "--quiet")
    assert run.returncode == code == 1, run.stdout + run.stderr
    assert 1 in codes
    one, all_of_them = record_in(folder / "whole"), record_in(folder / "merged")
    assert len(one["scenarios"]) > 50
    told = [[{part: scenario[part] for part in AS_ONE} for scenario in r["scenarios"]] for r in (one, all_of_them)]
    assert told[0] == told[1]
    assert one["sentences"] == all_of_them["sentences"]
    assert one["summary"] == all_of_them["summary"]
    assert one["gate"] == all_of_them["gate"]
    assert one["drift"]["changes"] == all_of_them["drift"]["changes"] != []
    assert any(scenario["suspect"] for scenario in all_of_them["scenarios"])
    assert len(all_of_them["run"]["shards"]) == len(codes)
    again = asadvertised("verify", "merged/results.json", "--content", str(small_content))
    assert again.returncode == 0, again.stdout + again.stderr


def test_two_shards_are_as_one_run(small_check: Run, asadvertised: Run, small_content: Path, tmp_path: Path) -> None:
    codes, code = shards_and_whole(small_check, tmp_path, 2)
    merged_is_whole(asadvertised, small_content, tmp_path, codes, code)
    first, second = (tmp_path / "shards" / number / "results.json" for number in "12")
    _what_is_missing_or_doubled_is_told(asadvertised, first, second, tmp_path)
    _what_is_of_another_day_is_told(asadvertised, first, second)
    _what_is_of_another_run_is_told(asadvertised, first, second)


def test_a_part_never_claims_the_whole(small_check: Run, asadvertised: Run, tmp_path: Path) -> None:
    summary = tmp_path / "summary.md"
    told = {"GITHUB_STEP_SUMMARY": str(summary)}
    every = ",".join(FORMATS)
    codes = [
        small_check("--no-article", "--quiet", "--shard", f"{n}/4", "--out", f"parts/{n}", "--format", every, **told)
        for n in range(1, 5)
    ]
    assert {run.returncode for run in codes} == {0}, codes[0].stderr
    assert not summary.exists()
    for number in range(1, 5):
        folder = tmp_path / "parts" / str(number)
        found = record_in(folder)
        assert found["summary"]["verdict"].startswith(f"Part {number} of 4, and no verdict on the whole: ")
        asked = [one for one in found["sentences"] if one["check"] == "scenarios"]
        assert {one["qualifier"] for one in asked if one["outcome"] == "passed"} == {"inPart"}
        statement = json.loads((folder / "test-result.intoto.json").read_text(encoding="utf-8"))
        assert statement["predicate"]["result"] == "WARNED"
        assert "part " in (folder / "results.sarif").read_text(encoding="utf-8")
        assert f"This is part {number} of 4" in (folder / "junit.xml").read_text(encoding="utf-8")
        assert f"This is part {number} of 4" in (folder / "ctrf.json").read_text(encoding="utf-8")
    whole = asadvertised("merge", "parts", "--out", "merged", "--format", every, **told)
    assert whole.returncode == 0, whole.stderr
    assert {file.name for file in (tmp_path / "merged").iterdir()} >= {one.file for one in FORMATS.values()}
    assert "Every promise that was asked is kept" in summary.read_text(encoding="utf-8")
    assert {one["qualifier"] for one in record_in(tmp_path / "merged")["sentences"]} <= {None, "notExercised"}


@pytest.mark.thorough
def test_eight_shards_are_as_one_run(small_check: Run, asadvertised: Run, small_content: Path, tmp_path: Path) -> None:
    codes, code = shards_and_whole(small_check, tmp_path, 8)
    merged_is_whole(asadvertised, small_content, tmp_path, codes, code)


def _refused(run: CompletedProcess[str], says: str) -> None:
    assert run.returncode == 2, run.stdout + run.stderr
    assert (run.stdout, len(run.stderr.splitlines())) == ("", 1)
    assert re.search(says, run.stderr), run.stderr


def _what_is_missing_or_doubled_is_told(asadvertised: Run, first: Path, second: Path, folder: Path) -> None:
    _refused(asadvertised("merge", str(first)), "of 2 shards one is missing: 2")
    _refused(asadvertised("merge", str(first), str(second), str(second)), "shard 2 of 2 is there 2 times")
    _refused(asadvertised("merge", str(folder / "whole")), "is the record of no shard")
    (folder / "empty").mkdir()
    _refused(asadvertised("merge", "empty"), "empty: has no results.json")
    into_one = asadvertised("merge", str(first), str(second), "--out", str(first.parent))
    _refused(into_one, "is read, and would be replaced")


def _what_is_of_another_day_is_told(asadvertised: Run, first: Path, second: Path) -> None:
    kept = second.read_text(encoding="utf-8")
    document = json.loads(kept)
    document["run"]["started"] = f"2019{document['run']['started'][4:]}"
    second.write_text(json.dumps(document), encoding="utf-8")
    run = asadvertised("merge", str(first), str(second), "--out", "far-apart", "--quiet")
    assert re.search(r"the shards were begun \d+ hours apart", run.stderr), run.stderr
    second.write_text(kept, encoding="utf-8")


def _what_is_of_another_run_is_told(asadvertised: Run, first: Path, second: Path) -> None:
    kept = second.read_text(encoding="utf-8")
    for change, says in OTHERS.items():
        document = json.loads(kept)
        part, key, value = change
        (document[part] if part else document)[key] = value
        second.write_text(json.dumps(document), encoding="utf-8")
        _refused(asadvertised("merge", str(first), str(second)), says)
    document = json.loads(kept)
    document["scenarios"].pop()
    second.write_text(json.dumps(document), encoding="utf-8")
    _refused(asadvertised("merge", str(first), str(second)), r"the shards have \d+ scenarios, and the suite \d+")
    document = json.loads(kept)
    document["scenarios"][0]["id"] = json.loads(first.read_text(encoding="utf-8"))["scenarios"][0]["id"]
    second.write_text(json.dumps(document), encoding="utf-8")
    _refused(asadvertised("merge", str(first), str(second)), "is not one of this shard")


OTHERS = {
    ("run", "suite_sha256", "0" * 64): "the suite is another than",
    ("run", "target", "https://else.example"): "the target is another than",
    ("run", "profile_text", "[service]"): "the profile is another than",
}
