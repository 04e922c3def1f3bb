"""Many runs: each counts once, what changed is told, and what held at a moment rests on what was told by then."""

import json
import os
import re
import subprocess
import time
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from chromium import chromium, opened, playwright, violations_of
from playwright.sync_api import Page
from small_records import drifted, found, record_of, scenario
from thorough import first_at_once

from asadvertised.article.change import Change, ChangeKind, Severity
from asadvertised.cli.history import run_history
from asadvertised.errors import ConfigurationError
from asadvertised.outcome import Outcome
from asadvertised.record.files import read_results, to_json
from asadvertised.record.model import Drift, Exploration, Qualifier, Results, Shard
from asadvertised.record.recovering import GROWING
from asadvertised.record.runs import read_run, read_runs
from asadvertised.record.timeline import Line, Past, lines_of
from asadvertised.record.turns import Says
from asadvertised.report.history import Moment, render_history, render_standing
from asadvertised.report.history_page import render_history_page
from asadvertised.report.strip import GAP, row_of
from asadvertised.target.masking import WITHHELD

__all__ = ["chromium", "opened", "playwright"]  # the fixtures of the browser

Run = Callable[..., subprocess.CompletedProcess[str]]
PASSED, FAILED, UNTOLD, UNTESTED = Outcome.PASSED, Outcome.FAILED, Outcome.CANT_TELL, Outcome.UNTESTED
UNUSED = Outcome.INAPPLICABLE
FIRST = datetime(2026, 5, 1, 10, tzinfo=UTC)
NOW = datetime(2026, 6, 1, tzinfo=UTC)
HOSTILE = "<script>alert(1)</script></style>\"'><img src=x> \x1b[31mred \x00 \u202egnp.exe"


def run_of(number: int, outcomes: Mapping[str, Outcome], drift: Drift | None = None, **about: Any) -> Results:
    """Give the record of the run of a day, which took an hour; `about` is what its own part says otherwise."""
    asked = [scenario(f"asks {name}", outcome, name) for name, outcome in outcomes.items()]
    results = record_of(found(*asked, **({"drift": drift} if drift else {})))
    began = about.pop("began", FIRST + timedelta(days=number))
    times = {"started": began.isoformat(), "finished": (began + timedelta(hours=1)).isoformat()}
    run = results.run.model_copy(update={"id": f"{number:032x}", **times, **about})
    return results.model_copy(update={"run": run})


def told_otherwise(results: Results, name: str, **otherwise: Any) -> Results:
    sentences = [one.model_copy(update=otherwise if one.id == name else {}) for one in results.sentences]
    return results.model_copy(update={"sentences": tuple(sentences)})


def written(folder: Path, *results: Results) -> Path:
    for place, one in enumerate(results):
        file = folder / f"{place:03}" / "results.json"
        file.parent.mkdir(parents=True)
        file.write_text(to_json(one), encoding="utf-8")
    return folder


@pytest.fixture
def line_of(tmp_path: Path) -> Callable[..., Line]:
    """Give the runs of one target, written and read again."""

    def read(*results: Results) -> Line:
        [line] = lines_of(read_runs(written(tmp_path / "runs", *results)).runs)
        return line

    return read


def outcomes(line: Line, name: str) -> list[Outcome | None]:
    return [one.outcome if one else None for one in of(line, name).told]


def of(line: Line, name: str) -> Past:
    return next(past for past in line.sentences if past.id == name)


# What is read.


def test_only_what_lies_around_the_scenarios_is_read_and_it_is_the_same(tmp_path: Path) -> None:
    results = told_otherwise(run_of(1, {"a": PASSED, "b": FAILED}, drifted(CHANGE)), "a", says=Says.CHANGED)
    large = scenario("large", PASSED, "a", name='\n "drift": {\n "scenarios": [' + "x" * 3_000_000)
    results = results.model_copy(update={"scenarios": (large, *results.scenarios)})
    ours, theirs = tmp_path / "ours.json", tmp_path / "theirs.json"
    ours.write_text(to_json(results), encoding="utf-8")
    theirs.write_text(json.dumps(json.loads(to_json(results))), encoding="utf-8")
    read = read_run(ours)
    assert read == read_run(theirs)
    assert (read.sentences["a"].page, read.sentences["b"].outcome) == ("New.", FAILED)


CHANGE = Change(kind=ChangeKind.SUBSTANTIVE, sentence="a", old="Words of a.", new="New.", severity=Severity.ERROR)


def test_what_is_read_of_a_run_is_what_its_record_says(tmp_path: Path) -> None:
    results = run_of(1, {"a": PASSED, "b": UNTOLD})
    [file] = written(tmp_path, results).rglob("results.json")
    whole, read = read_results(file), read_run(file)
    assert [(one.id, one.outcome, one.text) for one in whole.sentences] == [
        (one.id, one.outcome, one.text) for one in read.sentences.values()
    ]
    assert (whole.run.id, whole.summary.verdict, whole.run.exit_code) == (
        read.about.id,
        read.verdict,
        read.about.exit_code,
    )


def test_runs_are_found_at_any_depth_and_each_once(tmp_path: Path) -> None:
    written(tmp_path / "deep" / "deeper", run_of(2, {"a": FAILED}), run_of(1, {"a": PASSED}))
    written(tmp_path / "copies", run_of(1, {"a": PASSED}))
    (tmp_path / "deep" / "back").symlink_to(tmp_path)
    (tmp_path / "itself").symlink_to(tmp_path / "itself")
    (tmp_path / "latest").symlink_to(tmp_path / "deep" / "deeper" / "000")
    archive = read_runs(tmp_path)
    assert [run.about.id[-1] for run in archive.runs] == ["1", "2"]
    assert archive.passed_over == ()


def test_another_record_of_the_same_run_is_told(tmp_path: Path) -> None:
    written(tmp_path, run_of(1, {"a": PASSED}), run_of(1, {"a": FAILED}))
    archive = read_runs(tmp_path)
    assert len(archive.runs) == 1
    [why] = archive.passed_over
    assert "is another record of the run in" in why
    assert archive.runs[0].sentences["a"].outcome is PASSED


NO_RECORDS: dict[str, tuple[str | bytes, str]] = {
    "empty": ("", "is not a record"),
    "no JSON": ("{", "is not a record"),
    "not UTF-8": (b"\xff\xfe\x00", "is not a record"),
    "another tool's": ('{"results": []}', "is not a record: run: Field required"),
    "another schema's": ('{"schema": "https://x/results-9.json"}', "is of another schema"),
    "deep": ("[" * 100_000, "is not a record"),
    "no time": ("0000-00-00T99:00:00Z", "is not a record: '0000-00-00T99:00:00Z' is no date"),
    "cut off": ("half", "is not a record"),
    "explored": ("explored", "is of `explore`"),
}


@pytest.mark.parametrize("kind", NO_RECORDS)
def test_what_is_no_record_is_one_line(asadvertised: Run, tmp_path: Path, kind: str) -> None:
    body, why = NO_RECORDS[kind]
    whole = to_json(run_of(2, {"a": PASSED}))
    if kind == "no time":
        body = to_json(run_of(2, {"a": PASSED}, started=str(body)))
    if kind == "cut off":
        body = whole[: len(whole) // 2]
    if kind == "explored":
        tried = Exploration(outcome=PASSED, sequences=1, acts=1, compared=1, untold=0, seed=1)
        body = to_json(run_of(2, {"a": PASSED}).model_copy(update={"exploration": tried}))
    file = tmp_path / "runs" / "other" / "results.json"
    file.parent.mkdir(parents=True)
    file.write_bytes(body if isinstance(body, bytes) else body.encode())
    alone = asadvertised("history", "runs")
    assert (alone.returncode, alone.stdout, alone.stderr.count("\n")) == (2, "", 1)
    assert why in alone.stderr
    written(tmp_path / "runs", run_of(1, {"a": PASSED}))
    beside = asadvertised("history", "runs")
    assert (beside.returncode, beside.stderr.count("\n")) == (0, 1)
    assert beside.stderr.startswith("asadvertised: passed over ")
    assert why in beside.stderr
    assert beside.stdout.startswith("1 run of ")


def test_what_is_no_file_is_passed_over_and_waits_for_nobody(tmp_path: Path) -> None:
    written(tmp_path, run_of(1, {"a": PASSED}))
    (tmp_path / "pipe").mkdir()
    os.mkfifo(tmp_path / "pipe" / "results.json")
    (tmp_path / "folder" / "results.json").mkdir(parents=True)
    (tmp_path / "nowhere").mkdir()
    (tmp_path / "nowhere" / "results.json").symlink_to("gone")
    archive = read_runs(tmp_path)
    assert len(archive.runs) == 1
    told = sorted(why.removeprefix(f"{tmp_path}/") for why in archive.passed_over)
    assert [why.partition(" (")[0] for why in told] == [
        "nowhere/results.json: cannot be read: No such file or directory",
        "pipe/results.json: is no file",
    ]


@pytest.mark.parametrize("folder", ["empty", "missing", "file"])
def test_where_no_run_is_that_is_one_line(asadvertised: Run, tmp_path: Path, folder: str) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "file").write_text("", encoding="utf-8")
    run = asadvertised("history", folder)
    assert (run.returncode, run.stdout, run.stderr.count("\n")) == (2, "", 1)
    assert f"{folder}: there is no record of a run" in run.stderr
    assert not list(tmp_path.rglob("*.html"))


def shard_of(number: int, outcomes: Mapping[str, Outcome], of: int = 2, **about: Any) -> Results:
    return run_of(number, outcomes, shard=Shard(number=number, of=of, scenarios=len(outcomes)), **about)


def test_a_part_of_a_run_is_none_and_that_is_told(asadvertised: Run, tmp_path: Path) -> None:
    parts = [shard_of(1, {"a": FAILED, "b": UNTESTED}), shard_of(2, {"a": PASSED, "b": PASSED})]
    written(tmp_path / "runs" / "parts", *parts)
    before = asadvertised("history", "runs", "--as-of", "2026-05-09", "--json", "all.json")
    assert before.returncode == 4
    assert before.stdout.startswith("Could not tell: there is no whole run; put its parts together")
    assert "KEPT" not in before.stdout
    assert "is a part of a run, 2/2: merge it" in before.stderr
    assert json.loads((tmp_path / "all.json").read_text(encoding="utf-8"))["targets"] == []
    assert "Could not tell: there is no whole run" in (tmp_path / "runs" / "history.html").read_text(encoding="utf-8")
    alone = asadvertised("history", "runs")
    assert (alone.returncode, alone.stdout) == (2, "")
    assert "runs: there is no whole run" in alone.stderr
    written(tmp_path / "runs" / "whole", run_of(3, {"a": FAILED, "b": PASSED}, shards=(f"{1:032x}",)))
    beside = asadvertised("history", "runs", "--as-of", "2026-05-09")
    assert beside.returncode == 0
    assert "BROKEN a:" in beside.stdout
    assert [line.removeprefix("asadvertised: passed over runs/parts/") for line in beside.stderr.splitlines()] == [
        "000/results.json: is a part of a run, 1/2: which lies in runs/whole/000/results.json",
        "001/results.json: is a part of a run, 2/2: merge it",
    ]


def test_parts_make_nothing_flaky_and_are_not_replaced(tmp_path: Path) -> None:
    outcomes = [{"a": PASSED if number % 2 else FAILED} for number in range(1, 9)]
    parts = [shard_of(number, one, of=8) for number, one in enumerate(outcomes, 1)]
    folder = written(tmp_path / "runs", *parts, run_of(9, {"a": PASSED}))
    [line] = lines_of(read_runs(folder).runs)
    assert (line.flaky, line.changed.kept, len(line.runs)) == ((), (), 1)
    with pytest.raises(ConfigurationError, match="would be replaced"):
        run_history(folder, None, folder / "000" / "results.json", None)


def test_of_a_run_that_was_killed_all_that_it_had_written_is_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    blank = run_of(1, {"a": UNTESTED, "b": UNTESTED}, complete=False, unfinished=True)
    folder = written(tmp_path / "runs", blank)
    told = {"outcome": "failed", "qualifier": None, "cause": None, "reason": "", "promised": "off", "seen": "on"}
    lines = [{"run": blank.run.id}, {"id": "asks a", "steps": [], **told}]
    (folder / "000" / GROWING).write_text("".join(f"{json.dumps(one)}\n" for one in lines), encoding="utf-8")
    run = read_run(folder / "000" / "results.json")
    assert {name: one.outcome for name, one in run.sentences.items()} == {"a": FAILED, "b": UNTESTED}
    assert (run.about.exit_code, run.about.complete) == (1, False)
    code, _ = as_of(folder, "9999-01-01", tmp_path / "page.html")
    assert code == 4
    assert "BROKEN a:" in capsys.readouterr().out


# What became of sentences.


def test_targets_and_articles_stand_apart(tmp_path: Path) -> None:
    other = run_of(3, {"a": PASSED})
    article = other.run.article.model_copy(update={"name": "other"})
    other = other.model_copy(update={"run": other.run.model_copy(update={"article": article})})
    named = run_of(2, {"a": PASSED}, name="now")
    lines = lines_of(read_runs(written(tmp_path, run_of(1, {"a": PASSED}), named, other)).runs)
    assert [(line.target, line.runs[0].about.article.name) for line in lines] == [
        ("then", "small"),
        ("now", "small"),
        ("then", "other"),
    ]
    said = render_history(lines, "p")
    assert said.count("1 run of “T”") == 3
    page = BeautifulSoup(render_history_page(lines, None, tmp_path / "p.html"), "lxml")
    assert [title.text for title in page.select(".verdict h2")] == ["then", "now", "then"]


def test_targets_whose_names_are_withheld_may_be_any_and_stand_apart(tmp_path: Path) -> None:
    told = [run_of(day, {"a": PASSED if day == 1 else FAILED}, name=WITHHELD) for day in (1, 2)]
    unnamed = run_of(3, {"a": PASSED}, name="", target=WITHHELD)
    lines = lines_of(read_runs(written(tmp_path, *told, unnamed)).runs)
    assert [line.changed.broken for line in lines] == [()] * 3
    assert [line.target for line in lines] == [f"{WITHHELD} of run {day:032x}" for day in (1, 2, 3)]


@pytest.mark.parametrize(
    ("before", "now", "became"),
    [
        (PASSED, FAILED, "broken"),
        (UNTOLD, FAILED, "broken"),
        (UNUSED, FAILED, "broken"),
        (FAILED, FAILED, ""),
        (FAILED, PASSED, "kept"),
        (UNTOLD, PASSED, "kept"),
        (PASSED, PASSED, ""),
        (PASSED, UNTOLD, "untold"),
        (FAILED, UNTOLD, "untold"),
        (PASSED, UNTESTED, "untold"),
        (UNTESTED, UNTOLD, ""),
        (PASSED, UNUSED, ""),
    ],
)
def test_what_changed_in_the_last_run(line_of: Callable[..., Line], before: Outcome, now: Outcome, became: str) -> None:
    changed = line_of(run_of(1, {"a": before, "b": PASSED}), run_of(2, {"a": now, "b": PASSED})).changed
    assert {what for what, names in vars(changed).items() if "a" in names} == ({became} if became else set())
    assert not any("b" in names for names in vars(changed).values())


def test_the_summary_names_what_changed(line_of: Callable[..., Line]) -> None:
    line = line_of(
        run_of(1, {"a": PASSED, "b": FAILED, "c": PASSED}),
        run_of(2, {"a": FAILED, "b": PASSED, "c": UNTOLD}),
    )
    said = render_history([line], "p")
    assert said.startswith("2 runs of “T” (small, en) at then, since 2026-05-02 10:00:00 UTC.\n")
    assert "Against the one before: 1 newly broken, 1 newly could not tell, 1 newly kept." in said
    for line_said in ("NEWLY BROKEN a: “Words of a.”", "NEWLY COULD NOT TELL c:", "NEWLY KEPT b:"):
        assert line_said in said
    assert said.endswith("\nPage: p\n")


def test_what_a_run_did_not_come_to_is_a_gap_and_no_change(line_of: Callable[..., Line]) -> None:
    cut = run_of(2, {"a": PASSED, "b": UNTESTED, "c": FAILED}, complete=False)
    line = line_of(run_of(1, {"a": PASSED, "b": PASSED, "c": PASSED}), cut, run_of(3, dict.fromkeys("abc", PASSED)))
    assert {past.id: past.gaps for past in line.sentences} == {"a": frozenset(), "b": frozenset({1}), "c": frozenset()}
    assert line.changed.kept == ("c",)
    row = row_of(of(line, "b"))
    assert [(one.mark.word, one.runs) for one in row.stretches] == [("kept", 2)]
    assert not row.changed
    assert row.strip.label == f"3 runs: 2 kept, 1 {GAP.word}"
    assert "1 run: cut short" in render_history([line], "p")
    last = Line(line.target, line.runs[:2])
    assert (last.changed.not_come_to, last.changed.untold, last.changed.broken) == (("b",), (), ("c",))
    assert "1 newly broken, 1 not come to." in render_history([last], "p")


def test_flaky_is_what_was_kept_on_a_repeat_or_went_back_and_forth(line_of: Callable[..., Line]) -> None:
    told = [
        run_of(day, {"back": PASSED if day % 2 else FAILED, "mended": FAILED if day == 1 else PASSED, "again": PASSED})
        for day in range(4)
    ]
    told[0] = told_otherwise(told[0], "again", qualifier=Qualifier.FLAKY)
    assert line_of(*told).flaky == ("back", "again")


def test_nothing_is_flaky_where_other_questions_were_asked(line_of: Callable[..., Line]) -> None:
    told = [run_of(day, {"a": PASSED if day % 2 else FAILED}, suite_sha256=f"{day:064}") for day in range(4)]
    line = line_of(*told)
    assert line.flaky == ()
    assert "3 runs: another suite, which asks other questions" in render_history([line], "p")


def test_the_words_of_a_sentence_and_of_its_page_are_told_over_time(line_of: Callable[..., Line]) -> None:
    moved = drifted(CHANGE.model_copy(update={"new": "Now."}))
    page = [told_otherwise(run_of(day, {"a": PASSED}, moved), "a", says=Says.CHANGED) for day in (1, 2)]
    unknown = told_otherwise(run_of(3, {"a": PASSED}), "a", says=Says.CANT_TELL)
    again = told_otherwise(run_of(4, {"a": PASSED}, moved), "a", says=Says.CHANGED)
    accepted = told_otherwise(run_of(5, {"a": PASSED}), "a", text="Now.", says=Says.YES)
    line = line_of(run_of(0, {"a": PASSED}), *page, unknown, again, accepted)
    assert [(one.place, one.old, one.new, one.of_page) for one in of(line, "a").wordings] == [
        (1, "Words of a.", "Now.", True),
        (5, "Words of a.", "Now.", False),
    ]
    page_of = BeautifulSoup(render_history_page([line], None, Path("p.html")), "lxml")
    assert [one.text for one in page_of.select(".reworded .hint")] == [
        "2026-05-02: the page said otherwise",
        "2026-05-06: asked in other words from here on",
    ]
    assert [one.text for one in page_of.select(".reworded ins")] == ["Now", "Now"]


def test_a_sentence_that_is_gone_stands_last_and_says_so(line_of: Callable[..., Line]) -> None:
    line = line_of(run_of(1, {"gone": FAILED, "a": PASSED}), run_of(2, {"a": PASSED, "new": PASSED}))
    assert [past.id for past in line.sentences] == ["a", "new", "gone"]
    assert (outcomes(line, "gone"), outcomes(line, "new")) == ([FAILED, None], [None, PASSED])
    page = BeautifulSoup(render_history_page([line], None, Path("p.html")), "lxml")
    [row] = [one for one in page.select(".past") if "Words of gone." in one.text]
    assert "not in the last run" in row.text
    assert (line.changed.broken, line.changed.kept) == ((), ("new",))


# What held at a moment.


def as_of(folder: Path, said: str | None, page: Path) -> tuple[int, dict[str, Any]]:
    code = run_history(folder, said, page, page.with_suffix(".json"))
    return code, json.loads(page.with_suffix(".json").read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("said", "run", "age_s"),
    [
        ("2026-05-02", 1, 13 * 3600 - 1),
        ("2026-05-02T11:00:00", 1, 0),
        ("2026-05-02T13:00:00+02:00", 1, 0),
        ("2026-05-03T10:59:59Z", 1, 86_399),
        ("2026-05-03", 2, 13 * 3600 - 1),
        ("2026-05-09", 2, (6 * 24 + 13) * 3600 - 1),
    ],
)
def test_what_held_rests_on_the_last_run_that_had_finished(tmp_path: Path, said: str, run: int, age_s: int) -> None:
    both = {"a": PASSED, "b": UNTOLD, "c": FAILED, "d": UNTESTED}
    folder = written(tmp_path / "runs", run_of(1, both), run_of(2, dict.fromkeys("abcd", PASSED)))
    code, told = as_of(folder, said, tmp_path / "page.html")
    [target] = told["targets"]
    answer = target["as_of"]
    assert (code, answer["run"], answer["age_s"], answer["target"]) == (0, f"{run:032x}", age_s, "http://then")
    held = {one["id"] for one in answer["sentences"] if one["held"]}
    assert held == ({"a"} if run == 1 else set("abcd"))


@pytest.mark.parametrize("said", ["2026-05-01", "2026-05-02T10:59:59.999Z", "0001-01-01"])
def test_before_the_first_run_nobody_can_tell(tmp_path: Path, capsys: pytest.CaptureFixture[str], said: str) -> None:
    folder = written(tmp_path / "runs", run_of(1, {"a": PASSED}))
    code, told = as_of(folder, said, tmp_path / "page.html")
    assert (code, told["targets"][0]["as_of"]) == (4, None)
    [line, *rest] = capsys.readouterr().out.splitlines()
    assert "could not tell: no run had finished by then; the first finished 2026-05-02 11:00:00 UTC." in line
    assert rest == ["", f"Page: {tmp_path / 'page.html'}"]


def test_no_answer_rests_on_a_run_that_was_cut_short(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    cut = [run_of(day, {"a": PASSED, "b": UNTESTED}, complete=False) for day in (1, 3)]
    folder = written(tmp_path / "runs", cut[0], run_of(2, {"a": FAILED, "b": PASSED}), cut[1])
    code, told = as_of(folder, "2026-05-09", tmp_path / "page.html")
    assert (code, told["targets"][0]["as_of"]["run"]) == (0, f"{2:032x}")
    code, told = as_of(folder, "2026-05-02", tmp_path / "page.html")
    answer = told["targets"][0]["as_of"]
    assert (code, answer["answer"], [one["held"] for one in answer["sentences"]]) == (4, False, [False, False])
    assert (
        "could not tell: no complete run had finished by then. What one that was cut short" in capsys.readouterr().out
    )
    page = (tmp_path / "page.html").read_text(encoding="utf-8")
    assert '<p class="alarm">Could not tell: no complete run had finished by then' in page


def test_one_target_that_cannot_be_told_is_enough(tmp_path: Path) -> None:
    folder = written(tmp_path / "runs", run_of(1, {"a": PASSED}), run_of(5, {"a": PASSED}, name="later"))
    assert as_of(folder, "2026-05-03", tmp_path / "page.html")[0] == 4
    assert as_of(folder, "2026-05-07", tmp_path / "page.html")[0] == 0


def test_what_held_is_said_a_line_for_each_sentence(line_of: Callable[..., Line]) -> None:
    line = line_of(told_otherwise(run_of(1, {"a": PASSED, "b": UNTOLD, "c": FAILED}), "a", says=Says.CHANGED))
    said = render_standing([line], Moment("then", FIRST + timedelta(days=9), FIRST + timedelta(days=4, hours=1)), "p")
    assert said.splitlines()[1:5] == [
        "  1 broken, 1 could not tell, 1 kept",
        "  BROKEN c: “Words of c.”",
        "  COULD NOT TELL b: “Words of b.”",
        "  KEPT a: “Words of a.” (the page said otherwise)",
    ]
    assert f"by run {1:032x} at http://then, which finished 2026-05-02 11:00:00 UTC, 3 days before." in said


@pytest.mark.parametrize("said", ["yesterday", "2026-13-01", "9999-12-31T23:59:59-23:00", "\x1b[31m"])
def test_what_is_no_date_is_one_line(asadvertised: Run, tmp_path: Path, said: str) -> None:
    written(tmp_path / "runs", run_of(1, {"a": PASSED}))
    run = asadvertised("history", "runs", "--as-of", said)
    assert (run.returncode, run.stdout, run.stderr.count("\n")) == (2, "", 1)
    assert "is no date" in run.stderr
    assert "\x1b" not in run.stderr


def test_help_says_what_a_day_means_and_what_it_exits_with(asadvertised: Run) -> None:
    said = " ".join(asadvertised("history", "--help", COLUMNS="200").stdout.split())
    assert "as a day ended" in said
    assert "exits 0" in said
    assert "exits 4" in said


# What is written.


def test_the_command_writes_a_page_beside_the_runs_with_links_to_their_reports(
    asadvertised: Run, tmp_path: Path
) -> None:
    folder = written(tmp_path / "my runs", run_of(1, {"a": PASSED}), run_of(2, {"a": FAILED}))
    odd = folder / "javascript:alert(1)#?%"
    (folder / "000").rename(odd)
    (odd / "index.html").write_text("It is the report.", encoding="utf-8")
    run = asadvertised("history", "my runs")
    assert (run.returncode, run.stderr) == (0, "")
    page = folder / "history.html"
    assert run.stdout.endswith(f"\nPage: {page.relative_to(tmp_path)}\n")
    [link] = BeautifulSoup(page.read_text(encoding="utf-8"), "lxml").select("td a")
    assert link["href"] == "javascript%3Aalert%281%29%23%3F%25/index.html"
    elsewhere = asadvertised("history", "my runs", "--out", "other/page.html", "--json", "other/all.json")
    assert elsewhere.returncode == 0
    [link] = BeautifulSoup((tmp_path / "other" / "page.html").read_text(encoding="utf-8"), "lxml").select("td a")
    assert link["href"] == f"../my%20runs/{'javascript%3Aalert%281%29%23%3F%25'}/index.html"


@pytest.mark.parametrize("option", ["--out", "--json"])
@pytest.mark.parametrize("name", ["results.json", "index.html"])
def test_no_record_and_no_report_is_replaced(tmp_path: Path, option: str, name: str) -> None:
    folder = written(tmp_path / "runs", run_of(1, {"a": PASSED}))
    (folder / "000" / "index.html").write_text("It is the report.", encoding="utf-8")
    before = (folder / "000" / name).read_bytes()
    files = {"--out": tmp_path / "p.html", "--json": None, option: folder / "000" / name}
    with pytest.raises(ConfigurationError, match="would be replaced"):
        run_history(folder, None, files["--out"], files["--json"])
    assert (folder / "000" / name).read_bytes() == before


def test_the_json_has_the_shape_that_the_paper_says(tmp_path: Path) -> None:
    folder = written(tmp_path / "runs", run_of(1, {"a": PASSED}), run_of(2, {"a": FAILED}, name="other"))
    _, told = as_of(folder, "2026-05-09", tmp_path / "page.html")
    paper = (Path(__file__).parent.parent / "docs" / "history.md").read_text(encoding="utf-8")
    keys = {key for key in keys_of(told) if not key.isdigit()}
    assert len(keys) > 20
    assert {key for key in keys if f"`{key}`" not in paper} == set()


def keys_of(document: Any) -> set[str]:
    if isinstance(document, dict):
        return {*document, *(key for value in document.values() for key in keys_of(value))}
    return {key for value in document for key in keys_of(value)} if isinstance(document, list) else set()


def hostile() -> Results:
    results = run_of(1, {HOSTILE: FAILED, "a": PASSED, HOSTILE * 2_000: UNTOLD}, name=HOSTILE, target=HOSTILE)
    article = results.run.article.model_copy(update={"title": HOSTILE, "name": HOSTILE, "locale": HOSTILE})
    summary = results.summary.model_copy(update={"verdict": HOSTILE * 1_000})
    run = results.run.model_copy(update={"article": article})
    return told_otherwise(results.model_copy(update={"run": run, "summary": summary}), "a", text=HOSTILE * 1_000)


def test_hostile_text_is_harmless(opened: Callable[..., Page], tmp_path: Path) -> None:
    first = hostile()
    second = told_otherwise(first, "a", text="Other.").model_copy(
        update={"run": first.run.model_copy(update={"id": "f" * 32, "suite_sha256": "1" * 64})}
    )
    lines = lines_of(read_runs(written(tmp_path / "runs", first, second)).runs)
    moment = Moment("then", NOW, NOW)
    for said in (render_history(lines, "p"), render_standing(lines, moment, "p")):
        assert max(map(len, said.splitlines())) < 3_000
        assert not re.search(r"[\x00-\x09\x0b-\x1f\u202e]", said)
    text = render_history_page(lines, moment, tmp_path / "p.html")
    assert len(text) < 200_000
    assert not re.search(r"[\x00-\x08\x0b-\x1f\u202e]", text)
    (tmp_path / "p.html").write_text(text, encoding="utf-8")
    page = opened("phone")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("dialog", lambda dialog: asked.append(dialog.message))
    page.goto((tmp_path / "p.html").as_uri())
    assert len(asked) == 1
    assert page.locator("script, img").count() == 0
    assert not page.evaluate("document.documentElement.scrollWidth > innerWidth")


def test_times_before_1970_and_far_ahead_have_their_place(line_of: Callable[..., Line]) -> None:
    old, ahead = datetime(1, 1, 2, tzinfo=UTC), datetime(9999, 12, 30, tzinfo=UTC)
    line = line_of(run_of(1, {"a": PASSED}, began=ahead), run_of(2, {"a": FAILED}, began=old), run_of(3, {"a": PASSED}))
    assert [run.about.id[-1] for run in line.runs] == ["2", "3", "1"]
    assert "since 0001-01-02 00:00:00 UTC" in render_history([line], "p")
    moment = Moment("now", NOW, NOW)
    assert f"run {3:032x}" in render_standing([line], moment, "p")
    far = Moment("then", datetime.max.replace(tzinfo=UTC), NOW)
    assert "0 seconds before" in render_standing([line], far, "p")
    page = BeautifulSoup(render_history_page([line], moment, Path("p.html")), "lxml")
    assert [row.select_one("time").text for row in page.select("tr") if "ahead of" in row.text] == [  # type: ignore[union-attr]
        "9999-12-30 00:00:00 UTC"
    ]


def test_many_runs_of_a_full_article_are_a_small_page_soon(tmp_path: Path) -> None:
    names = [f"s{number}" for number in range(84)]
    endings = (PASSED, FAILED, UNTOLD)
    three = [to_json(run_of(7, {name: endings[(i + k) % 3] for k, name in enumerate(names)})) for i in range(3)]
    for number in range(500):
        day = (FIRST + timedelta(hours=number)).isoformat()
        body = three[number % 3].replace(f"{7:032x}", f"{number:032x}").replace("2026-05-08T10:00:00+00:00", day)
        file = tmp_path / f"{number}" / "results.json"
        file.parent.mkdir()
        file.write_text(body, encoding="utf-8")
    began = time.process_time()
    [line] = lines_of(read_runs(tmp_path).runs)
    page = render_history_page([line], None, tmp_path / "p.html")
    took = time.process_time() - began
    assert len({id(told) for past in line.sentences for told in past.told}) == 3 * 84
    assert (len(line.runs), len(line.changed.broken) + len(line.changed.kept) + len(line.changed.untold)) == (500, 84)
    assert len(page) < 2_000_000
    assert took < 20, took


# The page.


def several() -> list[Results]:
    names = ["kept", "back", "lost", "unused", "renamed", "part"]
    told = []
    for day in range(24):
        cycle = [PASSED, FAILED, UNTOLD, PASSED][day % 4]
        outcomes = dict(zip(names, (PASSED, cycle, UNTOLD if day > 9 else PASSED, UNUSED, PASSED, FAILED), strict=True))
        results = run_of(day, outcomes, suite_sha256=f"{day // 12:064}", complete=day != 5)
        if day == 5:
            results = told_otherwise(results, "kept", outcome=UNTESTED)
        told.append(told_otherwise(results, "renamed", text="A long sentence. " * 9 if day > 3 else "Short."))
    drift = drifted(CHANGE.model_copy(update={"sentence": "kept"}))
    told[-1] = told_otherwise(told[-1].model_copy(update={"drift": drift}), "kept", says=Says.CHANGED)
    told.append(run_of(99, {"a": PASSED}, name="a-very-long-name-" * 20))
    return told


@pytest.fixture
def address(tmp_path: Path) -> str:
    """Write the page of two targets, and give its address."""
    folder = written(tmp_path / "runs", *several())
    for place in ("001", "023"):
        (folder / place / "index.html").write_text("It is the report.", encoding="utf-8")
    assert run_history(folder, "2026-05-12", tmp_path / "page.html", None) == 4
    return (tmp_path / "page.html").as_uri()


@pytest.mark.parametrize(("size", "scheme"), first_at_once(product(["phone", "desktop"], ["light", "dark"])))
def test_the_page_is_accessible_and_as_wide_as_the_screen(
    opened: Callable[..., Page], address: str, size: str, scheme: str
) -> None:
    page, said = opened(size, color_scheme=scheme), []
    page.on("console", lambda message: said.append(message.text))
    page.goto(address)
    for place in ("details:not([open])", "details"):
        assert page.locator(place).count() > 2
        page.evaluate("place => document.querySelectorAll(place).forEach(one => { one.open = !one.open; })", place)
        assert violations_of(page) == []
        assert not page.evaluate("document.documentElement.scrollWidth > innerWidth")
    assert said == []


def test_every_mark_is_told_in_words_too(opened: Callable[..., Page], address: str) -> None:
    page = opened("desktop")
    page.goto(address)
    row = page.locator("li.past", has_text="Words of back.").first
    assert row.get_by_role("img").get_attribute("aria-label") == "24 runs: 12 kept, 6 broken, 6 could not tell"
    assert "could not tell 1 run" in " ".join(row.locator(".stretches").inner_text().replace("?", "").split())
    drawn = {name for one in page.locator("svg[role=img] path").all() if (name := one.get_attribute("class"))}
    explained = {name for one in page.locator("ul.key path").all() if (name := one.get_attribute("class"))}
    assert {"passed", "failed", "cant-tell", "gap", "text-change", "page-says", "suite-change"} <= drawn
    assert drawn <= explained
    assert all(one.inner_text().strip() for one in page.locator("ul.key li").all())


def test_what_changed_stands_first_and_the_worst_of_it(opened: Callable[..., Page], address: str) -> None:
    page = opened("desktop")
    page.goto(address)
    titles = page.locator("#target-1 summary").all_inner_texts()
    assert [title for title in titles if "all along" in title][:1] == ["Broken all along: 1 sentence"]
    rows = page.locator("#target-1 .findings > .past code").all_inner_texts()
    assert rows[:4] == ["lost", "back", "kept", "renamed"]


def test_a_target_that_is_known_by_its_port_alone_is_hinted_at(tmp_path: Path) -> None:
    told = [run_of(day, {"a": PASSED}, name=f"127.0.0.1:{day}", target=f"http://127.0.0.1:{day}") for day in (1, 2)]
    lines = lines_of(read_runs(written(tmp_path, *told)).runs)
    assert "NOTE 2 targets of this machine are known by their ports alone" in render_history(lines, "p")


def test_our_own_reference_is_one_target_at_whatever_port(line_of: Callable[..., Line]) -> None:
    places = (f"127.0.0.1:{port}" for port in (1, 2))
    ours = [{"own_reference": True, "target": f"http://{place}", "name": place} for place in places]
    line = line_of(*(run_of(number, {"a": PASSED}, **about) for number, about in enumerate(ours)))
    assert [run.target for run in line.runs] == ["our own reference"] * 2
