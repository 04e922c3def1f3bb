"""Two records held against each other: what got worse is told, and nothing is mended by looking away."""

import json
import re
import subprocess
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from itertools import pairwise, product
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from bs4 import BeautifulSoup
from chromium import chromium, opened, playwright, violations_of
from playwright.sync_api import Page

from asadvertised.article.change import Change, ChangeKind, Severity
from asadvertised.article.drift import DriftOutcome
from asadvertised.article.ledger import Ledger
from asadvertised.article.model import Check, Modality
from asadvertised.article.writing import write_whole
from asadvertised.content import templates
from asadvertised.errors import ConfigurationError
from asadvertised.outcome import Outcome
from asadvertised.record.build import Circumstances, build_exploration, build_results
from asadvertised.record.comparing import compare_results
from asadvertised.record.comparison import (
    Became,
    Comparison,
    SentenceComparison,
    comparison_json,
    comparison_schema,
)
from asadvertised.record.files import read_results, to_json
from asadvertised.record.model import Drift, Exploration, Results, Shard
from asadvertised.report.comparison import WORDS, render_comparison, render_comparison_page

__all__ = ["chromium", "opened", "playwright"]  # the fixtures of the browser

Run = Callable[..., subprocess.CompletedProcess[str]]
Endings = Mapping[str, Mapping[str, Any]]
NOW = datetime(2026, 1, 1, tzinfo=UTC)
SENTENCE = "android.opt-out"
PASSED: dict[str, Any] = {"outcome": "passed"}
FAILED: dict[str, Any] = {"outcome": "failed", "promised": "the same ads", "seen": "others"}
OTHERWISE: dict[str, Any] = {**FAILED, "seen": "none at all"}
UNTOLD: dict[str, Any] = {"outcome": "cantTell", "cause": "target", "reason": "It answered 500."}
UNSEEN: dict[str, Any] = {"outcome": "untested", "qualifier": "notLookedAt", "reason": "No browser is here."}
UNUSED: dict[str, Any] = {"outcome": "inapplicable", "qualifier": "notExercised"}
NOT_OFFERED: dict[str, Any] = {"outcome": "inapplicable", "qualifier": "notOffered", "capability": "apps"}
B = Became
HOSTILE = "<script>alert(1)</script></style>\"'><img src=x> \x1b[31mred\x1b[0m \x07 \u202egnp.exe"


def run_of(ledger: Ledger, endings: Endings | None = None, drift: Drift | None = None, **how: Any) -> Results:
    """Make a record in which all is kept but what is said."""
    records = {one.id: {**PASSED, **(endings or {}).get(one.id, {})} for one in ledger.scenarios}
    circumstances = Circumstances("http://x", how.pop("started", NOW), **how)
    return build_results(ledger, records, drift or Drift(outcome=DriftOutcome.UNCHANGED), circumstances)


@pytest.fixture(scope="session")
def asking(ledger: Ledger) -> list[str]:
    """Give the scenarios that ask a sentence, and ask no other."""
    found = [scenario.id for scenario in ledger.asking(SENTENCE) if scenario.sentences == (SENTENCE,)]
    assert len(found) > 2
    assert len(found) == len(ledger.asking(SENTENCE))
    return found


def of(comparison: Comparison) -> SentenceComparison | None:
    """Give what became of the one sentence that these tests are about; nothing else may have changed."""
    assert len(comparison.sentences) <= 1
    return next(iter(comparison.sentences), None)


def without(results: Results, names: list[str]) -> Results:
    left = tuple(scenario for scenario in results.scenarios if scenario.id not in names)
    return results.model_copy(update={"scenarios": left})


def reworded(results: Results, text: str) -> Results:
    sentences = [s.model_copy(update={"text": text}) if s.id == SENTENCE else s for s in results.sentences]
    article = results.run.article.model_copy(update={"sha256": "f" * 64})
    run = results.run.model_copy(update={"article": article})
    return results.model_copy(update={"sentences": tuple(sentences), "run": run})


@pytest.mark.parametrize(
    ("endings", "became", "code"),
    [
        ((PASSED, PASSED), None, 0),
        ((PASSED, UNUSED), None, 0),
        ((PASSED, FAILED), B.NEWLY_BROKEN, 1),
        ((UNTOLD, FAILED), B.NEWLY_BROKEN, 1),
        ((NOT_OFFERED, FAILED), B.NEWLY_BROKEN, 1),
        ((FAILED, FAILED), B.STILL_BROKEN, 0),
        ((FAILED, OTHERWISE), B.BROKEN_OTHERWISE, 1),
        ((FAILED, PASSED), B.MENDED, 0),
        ((FAILED, UNUSED), B.MENDED, 0),
        ((PASSED, UNTOLD), B.UNTOLD_NOW, 4),
        ((FAILED, UNTOLD), B.UNTOLD_NOW, 4),
        ((PASSED, UNSEEN), B.UNTOLD_NOW, 4),
        ((UNTOLD, UNSEEN), B.STILL_UNTOLD, 0),
        ((UNTOLD, PASSED), B.TOLD_NOW, 0),
        ((PASSED, NOT_OFFERED), B.NO_LONGER_ASKED, 4),
        ((FAILED, NOT_OFFERED), B.NO_LONGER_ASKED, 4),
        ((UNTOLD, NOT_OFFERED), B.NO_LONGER_ASKED, 4),
        ((NOT_OFFERED, PASSED), B.NEWLY_ASKED, 0),
        ((NOT_OFFERED, UNTOLD), B.NEWLY_UNTOLD, 4),
        ((NOT_OFFERED, NOT_OFFERED), None, 0),
    ],
)
def test_what_becomes_of_a_sentence(
    ledger: Ledger, asking: list[str], endings: tuple[Any, Any], became: Became | None, code: int
) -> None:
    old, new = (run_of(ledger, dict.fromkeys(asking, ending)) for ending in endings)
    found = compare_results(old, new)
    told = of(found)
    assert (told.became if told else None, found.exit_code) == (became, code)
    if told:
        assert (told.id, {one.became for one in told.scenarios}) == (SENTENCE, {became})
        assert WORDS[told.became] in render_comparison(found).lower()


def test_one_failure_more_is_broken_otherwise_and_one_less_is_not(ledger: Ledger, asking: list[str]) -> None:
    one, both = run_of(ledger, {asking[0]: FAILED}), run_of(ledger, dict.fromkeys(asking[:2], FAILED))
    more = of(compare_results(one, both))
    assert more
    assert more.became is B.BROKEN_OTHERWISE
    assert {one.id: one.became for one in more.scenarios} == {asking[0]: B.STILL_BROKEN, asking[1]: B.NEWLY_BROKEN}
    less = of(compare_results(both, one))
    assert less
    assert less.became is B.STILL_BROKEN
    assert {one.id: one.became for one in less.scenarios} == {asking[0]: B.STILL_BROKEN, asking[1]: B.MENDED}


def test_taking_the_scenario_away_that_failed_mends_nothing(ledger: Ledger, asking: list[str]) -> None:
    old = run_of(ledger, {asking[0]: FAILED})
    found = compare_results(old, without(run_of(ledger), asking[:1]))
    told = of(found)
    assert told
    assert (told.became, found.exit_code) == (B.NO_LONGER_ASKED, 4)
    [gone] = told.scenarios
    assert (gone.id, gone.after, gone.seen) == (asking[0], None, "others")


@pytest.mark.parametrize(("lost", "became"), [(UNTOLD, B.UNTOLD_NOW), (NOT_OFFERED, B.NO_LONGER_ASKED)])
def test_nothing_is_lost_behind_what_is_broken_still(
    ledger: Ledger, asking: list[str], lost: Any, became: Became
) -> None:
    old = run_of(ledger, {asking[0]: FAILED})
    found = compare_results(old, run_of(ledger, {asking[0]: FAILED, asking[1]: lost}))
    told = of(found)
    assert told
    assert (told.became, found.exit_code) == (became, 4)


def test_what_could_be_told_in_neither_does_not_hide_what_is_mended(ledger: Ledger, asking: list[str]) -> None:
    old = run_of(ledger, {asking[0]: FAILED, asking[1]: UNSEEN})
    found = compare_results(old, run_of(ledger, {asking[1]: UNSEEN}))
    told = of(found)
    assert told
    assert (told.became, found.exit_code) == (B.MENDED_IN_PART, 0)
    for said in (render_comparison(found), render_comparison_page(found)):
        assert "mended in part" in said
        assert "the rest could be told in neither run" in said


def test_a_new_scenario_that_cannot_be_told_leaves_its_sentence_untold(ledger: Ledger, asking: list[str]) -> None:
    found = compare_results(without(run_of(ledger), asking[:1]), run_of(ledger, {asking[0]: UNTOLD}))
    told = of(found)
    assert told
    assert (told.became, found.exit_code) == (B.UNTOLD_NOW, 4)


def test_nothing_is_mended_where_a_new_scenario_could_not_be_told(ledger: Ledger, asking: list[str]) -> None:
    old = without(run_of(ledger, {asking[0]: FAILED}), asking[1:2])
    found = compare_results(old, run_of(ledger, {asking[1]: UNTOLD}))
    told = of(found)
    assert told
    assert (told.became, found.exit_code) == (B.UNTOLD_NOW, 4)
    assert {one.became for one in told.scenarios} == {B.MENDED, B.NEWLY_UNTOLD}


def test_a_new_sentence_that_nobody_has_accounted_for_is_worse(ledger: Ledger, asking: list[str]) -> None:
    whole = without(run_of(ledger), asking)
    nobody = {"check": Check.UNACCOUNTED, "outcome": Outcome.UNTESTED, "scenarios": ()}
    sentences = [s.model_copy(update=nobody) if s.id == SENTENCE else s for s in whole.sentences]
    new = whole.model_copy(update={"sentences": tuple(sentences)})
    old = new.model_copy(update={"sentences": tuple(s for s in sentences if s.id != SENTENCE)})
    found = compare_results(old, new)
    told = of(found)
    assert told
    assert (told.became, found.exit_code) == (B.NEWLY_UNTOLD, 4)
    assert render_comparison(found).startswith("1 sentence new, and could not be told.\n")


@pytest.mark.parametrize(("now", "became", "code"), [(FAILED, B.NEWLY_BROKEN, 1), (UNTOLD, B.UNTOLD_NOW, 4)])
def test_what_cites_no_sentence_of_the_article_counts(
    ledger: Ledger, asking: list[str], now: Any, became: Became, code: int
) -> None:
    old, new = (homeless(run_of(ledger, {asking[0]: ending}), asking[0]) for ending in (PASSED, now))
    found = compare_results(old, new)
    assert ([one.became for one in found.homeless], found.sentences, found.exit_code) == ([became], (), code)
    for said in (render_comparison(found), render_comparison_page(found)):
        assert f"1 scenario of no sentence {WORDS[became]}" in said
        assert found.homeless[0].name in said
    assert compare_results(new, new).exit_code == 0


def homeless(results: Results, name: str) -> Results:
    """Give a record in which a scenario cites what the article does not have."""
    known = {one.id: one for one in results.scenarios}
    known[name] = known[name].model_copy(update={"sentences": ("no.such",)})
    sentences = tuple(one for one in results.sentences if one.id != SENTENCE)
    return results.model_copy(update={"scenarios": tuple(known.values()), "sentences": sentences})


def test_a_row_is_known_by_its_words(ledger: Ledger) -> None:
    outline = next(one.outline for one in ledger.scenarios if one.id.endswith("#3"))
    rows = [one for one in ledger.scenarios if one.outline == outline]
    old = run_of(ledger, {rows[2].id: FAILED})
    moved = {rows[0].id: f"{outline}#99", **{later.id: row.id for row, later in pairwise(rows)}}
    scenarios = [one.model_copy(update={"id": moved.get(one.id, one.id)}) for one in old.scenarios]
    found = compare_results(old, old.model_copy(update={"scenarios": tuple(scenarios)}))
    assert {one.became for one in found.sentences} == {B.STILL_BROKEN}
    assert found.exit_code == 0


def test_a_sentence_or_scenario_of_one_run_only(ledger: Ledger, asking: list[str]) -> None:
    whole = run_of(ledger)
    sentences = tuple(sentence for sentence in whole.sentences if sentence.id != SENTENCE)
    part = without(whole, asking).model_copy(update={"sentences": sentences})
    lost, come = compare_results(whole, part), compare_results(part, whole)
    for found, became, code in ((lost, B.NO_LONGER_ASKED, 4), (come, B.NEWLY_ASKED, 0)):
        told = of(found)
        assert told
        assert (told.became, found.exit_code, len(told.scenarios)) == (became, code, len(asking))


@pytest.mark.parametrize(
    ("endings", "became", "code"),
    [
        ((PASSED, PASSED), B.OTHER_TEXT, 0),
        ((FAILED, PASSED), B.OTHER_TEXT, 0),
        ((FAILED, FAILED), B.NEWLY_BROKEN, 1),
        ((PASSED, UNTOLD), B.UNTOLD_NOW, 4),
        ((PASSED, NOT_OFFERED), B.NO_LONGER_ASKED, 4),
        ((UNTOLD, UNTOLD), B.NEWLY_UNTOLD, 4),
    ],
)
def test_another_text_is_another_sentence(
    ledger: Ledger, asking: list[str], endings: tuple[Any, Any], became: Became, code: int
) -> None:
    old, new = (run_of(ledger, dict.fromkeys(asking, ending)) for ending in endings)
    found = compare_results(reworded(old, "What it was."), new)
    told = of(found)
    assert told
    assert (told.became, told.old_text, found.exit_code) == (became, "What it was.", code)
    assert any("1 with another text, which is not comparable as the same" in note for note in found.notes)
    assert "its text was another: “What it was.”" in render_comparison(found)


def drifted(*changes: Change) -> Drift:
    return Drift(outcome=DriftOutcome.DRIFTED, changes=changes)


AGE = Change(kind=ChangeKind.SUBSTANTIVE, sentence=SENTENCE, old="at 16", new="at 18", severity=Severity.ERROR)
LOOKS = Change(kind=ChangeKind.COSMETIC, sentence=SENTENCE, old="a", new="A", severity=Severity.NOTE)
LED = Change(
    kind=ChangeKind.SUBSTANTIVE,
    sentence=SENTENCE,
    old="here",
    new="here",
    why=("the link leads to https://a.example",),
    severity=Severity.ERROR,
)
LED_ELSEWHERE = LED.model_copy(update={"why": ("the link leads to https://evil.example",)})
MORE = Change(kind=ChangeKind.ADDED, new="And more.", severity=Severity.ERROR)
SAME = Drift(outcome=DriftOutcome.UNCHANGED)
UNREAD = Drift(outcome=DriftOutcome.CANT_TELL, reason="A bot wall stands there.")
UNASKED = Drift(outcome=DriftOutcome.NOT_ASKED, reason="Not asked.")


@pytest.mark.parametrize(
    ("drifts", "new", "gone", "code"),
    [
        ((SAME, drifted(AGE)), (AGE,), (), 3),
        ((SAME, Drift(outcome=DriftOutcome.UNCHANGED, changes=(LOOKS,))), (), (), 0),
        ((drifted(AGE), drifted(AGE)), (), (), 0),
        ((drifted(AGE), drifted(MORE)), (MORE,), (AGE,), 3),
        ((drifted(AGE, MORE), drifted(AGE)), (), (MORE,), 0),
        ((drifted(MORE), drifted(MORE, MORE)), (MORE,), (), 3),
        ((drifted(MORE, MORE), drifted(MORE)), (), (MORE,), 0),
        ((drifted(LED), drifted(LED_ELSEWHERE)), (LED_ELSEWHERE,), (LED,), 3),
        ((drifted(AGE), drifted(AGE.model_copy(update={"scenarios": ("more",)}))), (), (), 0),
        ((drifted(AGE), SAME), (), (AGE,), 0),
        ((UNASKED, drifted(AGE)), (AGE,), (), 3),
        ((SAME, UNREAD), (), (), 4),
        ((drifted(AGE), UNASKED), (), (), 4),
        ((UNASKED, UNREAD), (), (), 0),
        ((UNREAD, SAME), (), (), 0),
    ],
)
def test_what_becomes_of_the_text(ledger: Ledger, drifts: tuple[Drift, Drift], new: Any, gone: Any, code: int) -> None:
    old, now = (run_of(ledger, drift=drift) for drift in drifts)
    found = compare_results(old, now)
    assert (found.text.new, found.text.gone, found.exit_code) == (new, gone, code)
    said = render_comparison(found)
    assert said.count("NEW CHANGE") == len(new)
    assert said.count("CHANGE GONE") == len(gone)
    assert ("TEXT no longer compared" in said) == (code == 4)


def test_why_a_change_is_one_is_said(ledger: Ledger) -> None:
    found = compare_results(run_of(ledger), run_of(ledger, drift=drifted(LED_ELSEWHERE)))
    for said in (render_comparison(found), render_comparison_page(found)):
        assert "https://evil.example" in said


def test_what_binds_less_or_is_kept_only_on_a_repeat_is_a_note(ledger: Ledger, asking: list[str]) -> None:
    old, new = run_of(ledger), run_of(ledger, {asking[0]: {**PASSED, "qualifier": "flaky", "reason": "Again."}})
    weaker = [s.model_copy(update={"modality": Modality.MAY}) if s.id == SENTENCE else s for s in new.sentences]
    was = next(s.modality for s in old.sentences if s.id == SENTENCE)
    found = compare_results(old, new.model_copy(update={"sentences": tuple(weaker)}))
    assert found.exit_code == 0
    assert found.notes == (
        f"Sentences of another modality now: {SENTENCE} ({was} → may).",
        f"Kept only on a repeat now, and at once before: {asking[0]}.",
    )
    assert compare_results(new, new).notes == ("Both are the record of the same run.",)


def test_what_is_newly_suspect_is_said_once(ledger: Ledger, asking: list[str]) -> None:
    change = AGE.model_copy(update={"scenarios": tuple(asking)})
    old, new = run_of(ledger), run_of(ledger, drift=drifted(change))
    found = compare_results(old, new)
    assert [one.id for one in found.sentences if one.suspect] == [SENTENCE]
    assert f"NEWLY SUSPECT {SENTENCE}" in render_comparison(found)
    assert compare_results(new, new).suspect == 0


def test_what_was_accepted_and_not_looked_at_is_told_no_more(ledger: Ledger) -> None:
    new = run_of(ledger)
    review = {"to_review": True, "says": "changed"}
    sentences = tuple(s.model_copy(update=review) if s.id == SENTENCE else s for s in new.sentences)
    found = compare_results(run_of(ledger), new.model_copy(update={"sentences": sentences}))
    assert found.exit_code == 4
    assert "scenarios are to review" in render_comparison(found)


@pytest.mark.parametrize(("broken", "drifts", "lost"), [*product([True, False], repeat=3)])
def test_exit_codes_come_in_their_order(
    ledger: Ledger, asking: list[str], broken: bool, drifts: bool, lost: bool
) -> None:
    other = next(one.id for one in ledger.scenarios if SENTENCE not in one.sentences)
    endings = {**({asking[0]: FAILED} if broken else {}), **({other: UNTOLD} if lost else {})}
    found = compare_results(run_of(ledger), run_of(ledger, endings, drifted(AGE) if drifts else SAME))
    assert found.exit_code == (1 if broken else 3 if drifts else 4 if lost else 0)


def test_what_a_reader_should_know_first(ledger: Ledger) -> None:
    old, later = run_of(ledger), run_of(ledger, started=NOW + timedelta(days=1))
    assert compare_results(old, later).notes == ()
    assert "began before" in " ".join(compare_results(later, old).notes)
    assert "same run" in " ".join(compare_results(old, old).notes)
    cut = run_of(ledger, complete=False, started=NOW + timedelta(days=1))
    assert "The new run was cut short" in " ".join(compare_results(old, cut).notes)
    suite = later.model_copy(update={"run": later.run.model_copy(update={"suite_sha256": "0" * 64})})
    [note] = compare_results(old, suite).notes
    assert "suites differ" in note
    assert note in render_comparison(compare_results(old, suite))
    assert note in render_comparison_page(compare_results(old, suite))


def test_what_is_of_two_articles_or_asks_nothing_is_refused(ledger: Ledger) -> None:
    one = run_of(ledger)
    run = one.run.model_copy(update={"article": one.run.article.model_copy(update={"name": "billing"})})
    with pytest.raises(ConfigurationError, match="billing"):
        compare_results(one, one.model_copy(update={"run": run}))
    tried = Exploration(outcome=Outcome.PASSED, sequences=2, acts=9, compared=3, untold=0, seed=1)
    explored = build_exploration(ledger, tried, None, Circumstances("http://x", NOW))
    with pytest.raises(ConfigurationError, match="the old record is of `explore`"):
        compare_results(explored, one)
    part = one.run.model_copy(update={"shard": Shard(number=1, of=40, scenarios=810)})
    for which, pair in (("old", (part, one.run)), ("new", (one.run, part))):
        with pytest.raises(ConfigurationError, match=f"the {which} record is a part of a run, 1/40"):
            compare_results(*(one.model_copy(update={"run": run}) for run in pair))


def test_the_published_schema_is_the_comparisons_own(ledger: Ledger, asking: list[str]) -> None:
    published = (templates() / "comparison.schema.json").read_text(encoding="utf-8")
    assert published == comparison_schema(), "run `make schema`"
    found = compare_results(run_of(ledger), run_of(ledger, {asking[0]: FAILED}))
    document = json.loads(comparison_json(found))
    jsonschema.validate(document, json.loads(published))
    assert document["counts"] == {"newlyBroken": 1, "same": len(ledger.article.sentences) - 1}
    assert document["sentences"][0]["scenarios"][0]["fingerprint"]


def hostile(ledger: Ledger, asking: list[str]) -> Comparison:
    failing = {"outcome": "failed", "promised": HOSTILE, "seen": HOSTILE, "reason": HOSTILE}
    untold = {"outcome": "cantTell", "cause": "target", "reason": HOSTILE}
    other = next(one.id for one in ledger.scenarios if SENTENCE not in one.sentences)
    change = AGE.model_copy(update={"new": HOSTILE, "section": HOSTILE})
    old = run_of(ledger, {asking[1]: UNTOLD, asking[2]: FAILED}, name=HOSTILE)
    new = run_of(ledger, {asking[0]: failing, other: untold}, drifted(change, MORE), name=HOSTILE)
    return compare_results(reworded(old, HOSTILE), new)


def test_nothing_that_a_target_sent_is_alive(ledger: Ledger, asking: list[str]) -> None:
    found = hostile(ledger, asking)
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f\u202a-\u202e]", render_comparison(found))
    html = render_comparison_page(found)
    page = BeautifulSoup(html, "lxml")
    assert page.find_all(["script", "img", "iframe", "link", "form"]) == []
    assert "<script>alert(1)</script>" in page.get_text()
    assert not re.search("[\x00-\x08\x0b-\x1f\u202a-\u202e]", html)
    ids = [tag["id"] for tag in page.find_all(id=True)]
    assert len(ids) == len(set(ids))
    assert {str(link["href"])[1:] for link in page.find_all("a")} <= set(ids)


@pytest.fixture
def page_of_worst(ledger: Ledger, asking: list[str], tmp_path: Path) -> str:
    """Write the page of a comparison that is hostile in every field, and give its address."""
    file = tmp_path / "compare.html"
    file.write_text(render_comparison_page(hostile(ledger, asking)), encoding="utf-8")
    return file.as_uri()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", ["desktop", "phone"])
def test_the_page_is_accessible_and_as_wide_as_the_screen(
    opened: Callable[..., Page], page_of_worst: str, size: str, scheme: str
) -> None:
    page, said = opened(size, color_scheme=scheme), []
    page.on("console", lambda message: said.append(message.text))
    page.goto(page_of_worst)
    page.locator("summary").first.click()
    assert page.locator(".scenario").first.is_visible()
    assert violations_of(page) == []
    assert not page.evaluate("document.documentElement.scrollWidth > innerWidth")
    assert said == []


@pytest.fixture
def two(ledger: Ledger, asking: list[str], tmp_path: Path) -> Path:
    """Write two records, of which the second is worse."""
    write_whole(tmp_path / "old.json", to_json(run_of(ledger)))
    write_whole(tmp_path / "new.json", to_json(run_of(ledger, {asking[0]: FAILED})))
    return tmp_path


def test_the_command_tells_writes_and_exits(asadvertised: Run, two: Path) -> None:
    run = asadvertised("compare", "old.json", "new.json", "--json", "found.json", "--html", "found.html")
    assert (run.returncode, run.stderr) == (1, "")
    assert run.stdout.startswith("1 sentence newly broken.\n")
    assert json.loads((two / "found.json").read_text(encoding="utf-8"))["exit_code"] == 1
    assert "newly broken" in (two / "found.html").read_text(encoding="utf-8")
    assert asadvertised("compare", "old.json", "old.json").returncode == 0


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("old.json", "missing.json"), "missing.json: cannot be read"),
        (("old.json", "other.json"), "other.json: is of another schema, 'results-2'"),
        (("old.json", "new.json", "--json", "new.json"), "is read, and would be replaced"),
        (("old.json", "new.json", "--json", "x", "--html", "x"), "is written by --json already"),
        (("old.json", "missing.json", "--json", "x/found.json"), "missing.json: cannot be read"),
        (("old.json", "mis\nsing.json"), "mis sing.json: cannot be read"),
        (("old.json", "new.json", "--html", ""), "--html: is given, and empty"),
    ],
)
def test_wrong_usage_is_one_clear_line(asadvertised: Run, two: Path, arguments: tuple[str, ...], says: str) -> None:
    document = json.loads((two / "old.json").read_text(encoding="utf-8")) | {"schema": "results-2", "more": 1}
    (two / "other.json").write_text(json.dumps(document), encoding="utf-8")
    run = asadvertised("compare", *arguments)
    assert (run.returncode, run.stdout, len(run.stderr.splitlines())) == (2, "", 1)
    assert says in run.stderr
    assert not (two / "x").exists()


def test_a_record_of_another_schema_is_never_read_as_ours(ledger: Ledger, tmp_path: Path) -> None:
    file = tmp_path / "results.json"
    write_whole(file, to_json(run_of(ledger).model_copy(update={"schema_": "results-0"})))
    with pytest.raises(ConfigurationError, match="another schema, 'results-0'"):
        read_results(file)
