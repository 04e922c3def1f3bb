"""A run judged again from its record: it comes to the same where nobody touched it, and is told where somebody did."""

import json
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any

import pytest
import requests
import time_machine
from chromium import the_browser
from examples.serving import EXAMPLES, profile_of, serving
from hypothesis import given
from hypothesis import strategies as st
from services import violating
from thorough import first_at_once

from asadvertised.cli.rejudging import rejudge
from asadvertised.record.files import read_results
from asadvertised.target.replay.likeness import Likeness
from asadvertised.target.replay.tape import OffTheRecord, Tape

Run = Callable[..., CompletedProcess[str]]
Edit = Callable[[Any], object]
PAGE = "/en/article/personalization-and-data"
VIOLATION = "save-does-not-save"


def record_in(folder: Path) -> Any:
    return json.loads((folder / "results.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def recorded(tmp_path_factory: pytest.TempPathFactory, small_content: Path) -> Callable[[str], Path]:
    """Give the folder of a run of each kind; each is asked once."""
    known: dict[str, Path] = {}

    def of(kind: str) -> Path:
        if kind not in known:
            known[kind] = tmp_path_factory.mktemp(kind)
            asked(kind, known[kind], small_content)
        return known[kind]

    return of


def asked(kind: str, folder: Path, content: Path) -> None:
    from asadvertised.cli.app import app

    def check(url: str, *more: str) -> None:
        arguments = ["check", "--target", url, "--content", str(content), "--out", str(folder), "--quiet", *more]
        with pytest.raises(SystemExit):
            app(arguments)

    with violating(VIOLATION) if kind == "failing" else reference() as url:
        page = folder / "page.html"
        html = requests.get(url + PAGE, timeout=5).text
        page.write_text(html.replace("16 or", "18 or") if kind == "drifted" else html, encoding="utf-8")
        check(url, "--article", str(page))


@contextmanager
def reference() -> Iterator[str]:
    from asadvertised.target.launch import Reference

    with Reference("asadvertised.reference") as served:
        yield served.url()


@pytest.fixture
def verify(asadvertised: Run, small_content: Path) -> Callable[..., CompletedProcess[str]]:
    def run(folder: Path, *more: str) -> CompletedProcess[str]:
        return asadvertised("verify", str(folder / "results.json"), "--content", str(small_content), *more)

    return run


@pytest.mark.parametrize("kind", ["passing", "failing", "drifted"])
def test_a_run_comes_to_the_same(recorded: Callable[[str], Path], verify: Run, tmp_path: Path, kind: str) -> None:
    folder = recorded(kind)
    run = verify(folder, "--json", "again.json")
    assert run.returncode == 0, run.stdout + run.stderr
    found = json.loads((tmp_path / "again.json").read_text(encoding="utf-8"))
    told = record_in(folder)
    assert found["scenarios"] == len(told["scenarios"]) > 50
    assert found["sentences"] == sum(one["check"] == "scenarios" for one in told["sentences"]) > 50
    assert (found["differences"], found["untold"], found["nothing_asked"]) == ([], {}, 0)
    assert found["text"] == told["drift"]["outcome"] == ("drifted" if kind == "drifted" else "unchanged")
    assert (told["summary"]["scenarios"]["failed"] > 0) is (kind == "failing")
    assert "A signature is not there." in run.stdout


@pytest.mark.thorough
@pytest.mark.parametrize("example", EXAMPLES)
def test_a_run_against_an_example_comes_to_the_same(
    short_check: Run, asadvertised: Run, short_content: Path, tmp_path: Path, example: str
) -> None:
    the_browser()
    with serving(example, {}) as environment:
        asking = short_check("--target", str(profile_of(example)), "--no-article", "--quiet", **environment)
    assert asking.returncode == 0, asking.stdout + asking.stderr
    file = tmp_path / "asadvertised-report" / "results.json"
    run = asadvertised("verify", str(file), "--content", str(short_content))
    assert run.returncode == 0, run.stdout + run.stderr
    assert f"{len(record_in(file.parent)['scenarios'])} scenarios" in run.stdout


def test_what_was_seen_in_a_browser_is_judged_again_without_one(
    asadvertised: Run, small_pages: Path, tmp_path: Path, reference_url: str
) -> None:
    the_browser()
    only = {"ASADVERTISED_CHROMIUM": str(tmp_path / "none")}
    asking = asadvertised(
        "check", "--target", reference_url, "--no-article", "--content", str(small_pages), "--shard", "1/4", "--quiet"
    )
    assert asking.returncode == 0, asking.stdout + asking.stderr
    told = record_in(tmp_path / "asadvertised-report")
    seen = [step for one in told["scenarios"] for step in one["steps"] if step["observations"]]
    assert len(seen) > 10
    run = asadvertised("verify", "asadvertised-report/results.json", "--content", str(small_pages), **only)
    assert run.returncode == 0, run.stdout + run.stderr


def test_it_does_not_matter_on_what_day(recorded: Callable[[str], Path], small_content: Path) -> None:
    file = recorded("failing") / "results.json"
    with time_machine.travel(datetime.now(UTC) + timedelta(days=400)):
        found = rejudge(file, read_results(file), small_content, workers=1)
    assert (found.differences, found.untold) == ((), {})


def another_answer(document: Any) -> None:
    """Turn what the service said last of somebody's settings, in a scenario that passed."""
    exchanges = [
        [exchange for step in one["steps"] for exchange in step["exchanges"]]
        for one in document["scenarios"]
        if one["outcome"] == "passed" and "is off for" in one["steps"][-1]["text"]
    ]
    answer = exchanges[0][-1]["response"]
    assert "false" in answer["body"]
    answer["body"] = answer["body"].replace("false", "true")


def first_with(document: Any, count: int) -> Any:
    steps = [step for one in document["scenarios"] for step in one["steps"]]
    return next(step for step in steps if len({one["request"]["url"] for one in step["exchanges"]}) >= count)


def dropped(document: Any) -> None:
    first_with(document, 1)["exchanges"].pop(0)


def twice(document: Any) -> None:
    exchanges = first_with(document, 1)["exchanges"]
    exchanges.insert(0, exchanges[0])


def swapped(document: Any) -> None:
    by_agent = {}
    for step in (step for one in document["scenarios"] for step in one["steps"]):
        for number, exchange in enumerate(step["exchanges"]):
            key = (id(step), exchange["agent"])
            if key in by_agent and step["exchanges"][by_agent[key]]["request"] != exchange["request"]:
                other = by_agent[key]
                step["exchanges"][other], step["exchanges"][number] = exchange, step["exchanges"][other]
                return
            by_agent[key] = number
    raise AssertionError("nobody asks twice in a step")


def another_address(document: Any) -> None:
    request = first_with(document, 1)["exchanges"][0]["request"]
    request["url"] += "/else"


def as_kept(document: Any) -> None:
    broken = next(one for one in document["scenarios"] if one["outcome"] == "failed")
    broken |= {"outcome": "passed", "promised": "", "seen": "", "reason": ""}


def otherwise_seen(document: Any) -> None:
    next(one for one in document["scenarios"] if one["outcome"] == "failed")["seen"] = "nothing of note"


def kept_in_words(document: Any) -> None:
    next(one for one in document["sentences"] if one["outcome"] == "failed")["outcome"] = "passed"


def counted(document: Any) -> None:
    document["summary"]["sentences"]["passed"] += 1


def verdict(document: Any) -> None:
    document["summary"]["verdict"] = "Every promise that was asked is kept."


def let_through(document: Any) -> None:
    document["run"]["exit_code"] = 0


def by_the_gate(document: Any) -> None:
    document["run"]["exit_code"] = document["gate"]["exit_code"] = document["gate"]["exit_code_without"] = 0


def not_asked(document: Any) -> None:
    broken = next(one for one in document["scenarios"] if one["outcome"] == "failed")
    broken |= {"outcome": "untested", "promised": "", "seen": "", "reason": "Not asked."}


def unsaid(document: Any) -> None:
    document["drift"] |= {"outcome": "drifted", "changes": [], "reason": ""}


def failing(document: Any) -> Any:
    return next(one for one in document["scenarios"] if one["outcome"] == "failed")


def without_a_gate(document: Any) -> None:
    document["gate"] = None
    document["run"]["exit_code"] = 0
    verdict(document)


def by_a_policy(document: Any) -> None:
    document["gate"] |= {
        "policy": {"file": "gate.toml", "table": "", "sha256": "0" * 64},
        "exit_code": 0,
        "decided": None,
    }
    document["run"]["exit_code"] = 0
    verdict(document)


def waived(document: Any) -> None:
    for sentence in document["sentences"]:
        if sentence["outcome"] == "failed":
            sentence["excused"] = "waived"


def a_part(document: Any) -> None:
    asked = [one for one in document["scenarios"] if one["outcome"] != "failed"]
    document["run"]["shard"] = {"number": 1, "of": 1, "scenarios": len(asked)}
    document["scenarios"] = asked


def without_its_failures(document: Any) -> None:
    document["scenarios"] = [one for one in document["scenarios"] if one["outcome"] != "failed"]


def invented(document: Any) -> None:
    kept = next(one for one in document["scenarios"] if one["outcome"] == "passed")
    document["scenarios"] += [{**kept, "id": f"made:up#{number}", "steps": []} for number in range(50)]


def doubled(document: Any) -> None:
    document["scenarios"] += [{**one, "steps": []} for one in document["scenarios"]]


def another_step(document: Any) -> None:
    failing(document)["steps"][-1]["text"] = "nobody sees a thing"


def of_another_sentence(document: Any) -> None:
    failing(document)["sentences"] = [document["sentences"][0]["id"]]


def bound_less(document: Any) -> None:
    for sentence in document["sentences"]:
        sentence["modality"] = "may" if sentence["modality"] != "may" else "must"


def not_compared(document: Any) -> None:
    document["drift"] = {"outcome": "notAsked", "reason": "Not compared, as was asked by --no-article."}
    document["run"]["article"] |= {"page": "", "page_sha256": ""}
    for sentence in document["sentences"]:
        sentence["says"] = "notAsked"


def to_review(document: Any) -> None:
    document["summary"]["to_review"] = 9


EDITS: dict[str, Edit] = {
    "no gate": without_a_gate,
    "an invented policy": by_a_policy,
    "a whole as a part": a_part,
    "a waiver": waived,
    "its failures left out": without_its_failures,
    "invented scenarios": invented,
    "scenarios there twice": doubled,
    "the words of a step": another_step,
    "another sentence": of_another_sentence,
    "how sentences bind": bound_less,
    "the text as not compared": not_compared,
    "what is to review": to_review,
    "an answer": another_answer,
    "a dropped exchange": dropped,
    "an exchange that is there twice": twice,
    "two exchanges swapped": swapped,
    "another address": another_address,
    "a broken promise as kept": as_kept,
    "what was seen": otherwise_seen,
    "a sentence": kept_in_words,
    "a count": counted,
    "the verdict": verdict,
    "the exit code": let_through,
    "the gate": by_the_gate,
    "a broken promise as not asked": not_asked,
    "the text": unsaid,
}


@pytest.mark.parametrize("name", first_at_once(list(EDITS), at_once=5))
def test_a_record_that_was_edited_comes_to_something_else(
    recorded: Callable[[str], Path], verify: Run, tmp_path: Path, name: str
) -> None:
    folder = tmp_path / "edited"
    shutil.copytree(recorded("failing"), folder)
    document = record_in(folder)
    before = json.dumps(document)
    EDITS[name](document)
    assert json.dumps(document) != before
    (folder / "results.json").write_text(json.dumps(document), encoding="utf-8")
    run = verify(folder)
    assert run.returncode == 1, run.stdout + run.stderr
    assert "comes to something else" in run.stdout


def test_without_evidence_nothing_can_be_told(small_check: Run, verify: Run, tmp_path: Path) -> None:
    assert small_check("--no-article", "--evidence", "none", "--quiet").returncode == 0
    run = verify(tmp_path / "asadvertised-report")
    assert run.returncode == 4, run.stdout + run.stderr
    assert "nothing of what was asked was kept" in run.stdout


@pytest.mark.parametrize("what", ["taken away", "changed"])
def test_without_its_page_the_text_cannot_be_told(
    recorded: Callable[[str], Path], verify: Run, tmp_path: Path, what: str
) -> None:
    folder = tmp_path / "moved"
    shutil.copytree(recorded("passing"), folder)
    page = folder / "page" / "page.html"
    if what == "changed":
        page.write_text(page.read_text(encoding="utf-8").replace("16 or", "18 or"), encoding="utf-8")
    else:
        page.unlink()
    run = verify(folder)
    assert run.returncode == 4, run.stdout + run.stderr
    assert "the page: it does not lie beside the record as it was" in run.stdout


def test_a_page_of_an_earlier_run_is_not_taken_for_this_ones(small_check: Run, verify: Run, tmp_path: Path) -> None:
    folder = tmp_path / "asadvertised-report"
    assert small_check("--quiet").returncode == 0
    assert (folder / "page" / "page.json").exists()
    assert small_check("--no-article", "--quiet").returncode == 0
    assert not list((folder / "page").iterdir())
    run = verify(folder)
    assert run.returncode == 0, run.stdout + run.stderr
    assert "The text was not compared in this run." in run.stdout


def test_another_suite_is_told_as_one(recorded: Callable[[str], Path], asadvertised: Run) -> None:
    run = asadvertised("verify", str(recorded("passing") / "results.json"))
    assert (run.returncode, run.stdout) == (2, "A signature is not there.\n")
    assert "is of another suite than the one here" in run.stderr
    assert len(run.stderr.splitlines()) == 1


def test_what_is_no_record_is_one_line(asadvertised: Run) -> None:
    run = asadvertised("verify", "nowhere.json")
    assert (run.returncode, run.stdout, len(run.stderr.splitlines())) == (2, "", 1)
    assert "nowhere.json: cannot be read" in run.stderr


def test_a_signature_needs_a_key(recorded: Callable[[str], Path], verify: Run) -> None:
    run = verify(recorded("passing"), "--only-signature")
    assert (run.returncode, run.stdout) == (2, "")
    assert "there is no key to check a signature with" in run.stderr


WORDS = st.text('abcdef0123456789-:/ {}"', max_size=40)


@given(WORDS)
def test_what_is_the_same_is_alike(text: str) -> None:
    assert Likeness().is_like(text, text)


@given(WORDS, st.integers(0, 39), st.sampled_from("ghijk!"))
def test_a_letter_that_no_run_makes_anew_is_another_question(text: str, place: int, letter: str) -> None:
    assert not Likeness().is_like(text, text[:place] + letter + text[place:])


def test_a_mark_is_the_same_wherever_it_stands() -> None:
    alike = Likeness()
    assert alike.is_like('{"name": "shop-0123456789ab"}', '{"name": "shop-ba9876543210"}')
    assert alike.is_like("/ads?about=shoes-0123456789ab", "/ads?about=shoes-ba9876543210")
    assert not alike.is_like("/ads?about=shoes-0123456789ab", "/ads?about=shoes-cccccccccccc")
    assert not alike.is_like("/ads?about=shoes-dddddddddddd", "/ads?about=shoes-ba9876543210")
    assert alike.told_now({"ad": ["shoes-ba9876543210"]}) == {"ad": ["shoes-0123456789ab"]}
    assert alike.told_then("shoes-0123456789ab") == "shoes-ba9876543210"


@pytest.mark.parametrize(("now", "then"), [("2026-01-01", "2026-01-02"), ("off", "on"), ("12345678", "1234567")])
def test_what_is_decided_is_not_made_anew(now: str, then: str) -> None:
    assert not Likeness().is_like(now, then)


def test_a_tape_answers_each_who_asks_in_order_and_only_once() -> None:
    def exchange(agent: str, path: str) -> dict[str, Any]:
        request = {"method": "GET", "url": path, "headers": [], "body": ""}
        return {"operation": "o", "agent": agent, "request": request, "response": None, "attempt": 1, "started": ""}

    told = [exchange("a", "/1"), exchange("b", "/1"), exchange("a", "/2")]
    tape = Tape({"steps": [{"exchanges": told}]})
    assert [*tape.attempts("b", told[1]["request"])] == [told[1]]
    assert [*tape.attempts("a", told[0]["request"])] == [told[0]]
    assert (tape.left, tape.strayed) == (1, None)
    with pytest.raises(OffTheRecord) as caught:
        next(tape.attempts("a", told[0]["request"]))
    assert (caught.value.asked, caught.value.then, tape.strayed) == ("GET /1", "GET /2", caught.value)
    with pytest.raises(OffTheRecord, match="nothing more"):
        next(tape.attempts("b", told[1]["request"]))
