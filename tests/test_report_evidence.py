"""What the report keeps of evidence: each text once, all of it found again, and a failure that explains itself."""

import base64
import csv
import gzip
import json
import re
from io import StringIO
from typing import Any

import pytest
from bs4 import BeautifulSoup
from test_report import results

from asadvertised.article.ledger import Ledger
from asadvertised.outcome import Outcome
from asadvertised.record.model import Exchange, Qualifier, ScenarioResult, Side, Step
from asadvertised.report.asked import asked_of
from asadvertised.report.failing import Row, broken_step, repeating, side_by_side
from asadvertised.report.html import render_html, scenario_anchor
from asadvertised.report.packing import IN_A_PART, Pack, pack
from asadvertised.report.table import COLUMNS, header, rows_of
from asadvertised.report.view import BY_OUTCOME, Marks


def exchange(method: str = "GET", body: str = "", *, answered: bool = True, url: str = "http://x/a") -> Exchange:
    answer = {"status": 200, "headers": [], "body": '{"a": 1}'}
    request = {"method": method, "url": url, "headers": [], "body": body}
    told: dict[str, Any] = {"operation": "o", "agent": "the harness", "request": request, "duration_s": 0.1}
    return Exchange.model_validate(
        {**told, "response": answer if answered else None, "fault": "" if answered else "no"}
    )


def scenario(name: str, *steps: Step, outcome: Outcome = Outcome.PASSED, **more: Any) -> ScenarioResult:
    known = {"feature": "a.feature", "line": 1, "name": name, "sentences": ()}
    return ScenarioResult(id=name, outcome=outcome, steps=steps, **known, **more)


def step(*exchanges: Exchange, outcome: Outcome = Outcome.PASSED) -> Step:
    return Step(keyword="Given", text="a person", outcome=outcome, duration_s=0.1, exchanges=exchanges)


def unpacked(packed: str) -> Any:
    return json.loads(gzip.decompress(base64.b64decode(packed)))


def found_again(packed: Pack, one: ScenarioResult) -> list[list[Any]]:
    """Read a scenario's evidence as the page's script does."""
    part, shared = unpacked(packed.parts[packed.place(one)]), unpacked(packed.shared)
    texts = [*shared, *part["texts"]]
    steps = part["scenarios"][scenario_anchor(one.id)]
    return [[texts[number] for number in each] for _, _, _, _, exchanges in steps for each in exchanges]


def test_what_is_packed_is_found_again_and_stands_once() -> None:
    scenarios = [
        scenario(f"s{n}", step(exchange("POST", "same" * 50), exchange("POST", f"own {n}"))) for n in range(600)
    ]
    packed = pack(scenarios, scenario_anchor)
    assert len(packed.parts) == -(-600 // IN_A_PART) == 3
    for number in (0, 250, 599):
        first, second = found_again(packed, scenarios[number])
        assert first[:3] == ["POST", "http://x/a", "200"]
        assert "same" * 50 in first[4]
        assert f"own {number}" in second[4]
    assert sum("same" in text for text in unpacked(packed.shared)) == 1
    assert not any("same" in text for part in packed.parts.values() for text in unpacked(part)["texts"])


def test_packing_gives_the_same_bytes_each_time() -> None:
    scenarios = [scenario(f"s{n}", step(exchange("POST", f"{n}"))) for n in range(10)]
    assert pack(scenarios, scenario_anchor) == pack(scenarios, scenario_anchor)


def test_a_lone_surrogate_can_be_packed() -> None:
    one = scenario("s", step(exchange("POST", "a \ud800 b")))
    [[*_, request, _, _]] = found_again(pack([one], scenario_anchor), one)
    assert "a \\ud800 b" in request


def test_what_both_were_shown_is_told_from_what_one_was() -> None:
    sides = (Side(who="one twin", sees=("a", "b")), Side(who="the other twin", sees=("b", "c")))
    both = side_by_side(scenario("s", sides=sides))
    assert both
    assert both.rows == (Row("a", "", differs=True), Row("", "c", differs=True), Row("b", "b", differs=False))
    assert side_by_side(scenario("s")) is None


def test_what_chance_explains_is_not_marked() -> None:
    one = Side(who="the one group", sees=("ad (40 of 48 looks)", "tea (20 of 48 looks)"), more=("ad",))
    other = Side(who="the other group", sees=("ad (0 of 48 looks)", "tea (21 of 48 looks)"))
    both = side_by_side(scenario("s", sides=(one, other)))
    assert both
    assert both.rows == (
        Row("ad (40 of 48 looks)", "ad (0 of 48 looks)", differs=True),
        Row("tea (20 of 48 looks)", "tea (21 of 48 looks)", differs=False),
    )


def test_the_sides_stand_in_the_page_with_the_difference_marked(small_ledger: Ledger) -> None:
    found = results(small_ledger, "words")
    failed = next(one for one in found.scenarios if one.outcome is Outcome.FAILED)
    sides = (
        Side(who="one twin", sees=("ad for shoes", "ad")),
        Side(who="the other twin", sees=("ad",)),
    )
    others = tuple(one for one in found.scenarios if one is not failed)
    changed = (failed.model_copy(update={"sides": sides}), *others)
    page = BeautifulSoup(render_html(found.model_copy(update={"scenarios": changed})), "lxml")
    [table] = page.select("table.sides")
    assert [cell.get_text(strip=True) for cell in table.select("td")] == [
        "≠ad for shoes",
        "not shown",
        "ad",
        "ad",
    ]


def test_calls_that_only_read_are_left_out_until_it_broke() -> None:
    steps = (
        step(exchange("POST", "make"), exchange("GET")),
        step(exchange("POST", "act", answered=False), exchange("POST", "act")),
        step(exchange("GET", url="http://x/look"), outcome=Outcome.FAILED),
        step(exchange("DELETE"), outcome=Outcome.UNTESTED),
    )
    one = scenario("s", *steps, outcome=Outcome.FAILED)
    assert broken_step(one) == 3
    lines = repeating(one)
    assert [("make" in line, "act" in line, "http://x/look" in line) for line in lines] == [
        (True, False, False),
        (False, True, False),
        (False, False, True),
    ]


def test_a_failure_leads_to_the_step_it_broke_at(small_ledger: Ledger) -> None:
    found = results(small_ledger, "words")
    failed = next(one for one in found.scenarios if one.outcome is Outcome.FAILED)
    steps = (failed.steps[0], failed.steps[0].model_copy(update={"outcome": Outcome.FAILED, "text": "it is so"}))
    changed = tuple(one.model_copy(update={"steps": steps}) if one is failed else one for one in found.scenarios)
    page = BeautifulSoup(render_html(found.model_copy(update={"scenarios": changed})), "lxml")
    link = page.select_one(f"#{scenario_anchor(failed.id)} .at a")
    assert link
    step_shown = page.find(id=str(link["href"])[1:])
    assert step_shown
    assert "it is so" in step_shown.get_text()


@pytest.mark.parametrize("in_full", [0, 5, 10_000])
def test_without_javascript_all_that_did_not_pass_is_there(
    small_ledger: Ledger, monkeypatch: pytest.MonkeyPatch, in_full: int
) -> None:
    monkeypatch.setattr("asadvertised.report.html.IN_FULL", in_full)
    found = results(small_ledger, "words")
    page = BeautifulSoup(render_html(found), "lxml")  # which knows of no script, and so reads what <noscript> holds
    for one in found.scenarios:
        shown = page.find(id=scenario_anchor(one.id))
        assert shown
        assert shown.select_one("summary")
        if one.outcome is not Outcome.PASSED:
            assert len(shown.select(".exchange")) == len([e for step in one.steps for e in step.exchanges])
            assert not one.reason or one.reason in shown.get_text()
    assert len(page.select("#ledger-rows tr")) == len(found.sentences)
    assert len(page.select("article.change")) == len(found.drift.changes)
    assert "results.json" in page.select_one("#scenarios noscript").get_text()  # type: ignore[union-attr]


def test_the_table_has_a_row_for_each_sentence_and_scenario(small_ledger: Ledger) -> None:
    found = results(small_ledger, "=1+1")
    rows = rows_of(found, asked_of(found))
    text = header() + "".join(line for _, lines in rows for line in lines)
    read = list(csv.DictReader(StringIO(text)))
    assert tuple(read[0]) == COLUMNS
    asked = {(row["sentence"], row["scenario"]) for row in read if row["scenario"]}
    assert asked == {(name, one.id) for one in found.scenarios for name in one.sentences}
    assert {row["sentence"] for row in read} == {sentence.id for sentence in found.sentences}
    assert not [cell for row in read for cell in row.values() if cell.startswith("=")]
    assert any(row["seen"] == "'=1+1" for row in read)
    assert all(re.fullmatch(r'"[^"]*(?:""[^"]*)*"(?:,"[^"]*(?:""[^"]*)*")*\r\n', line) for _, ls in rows for line in ls)


@pytest.mark.parametrize("formula", ["=1q", "+1q", "-1q", "@q", "\t=1q", "\n=1q", " =1q", "＝1q"])
def test_no_cell_is_a_formula(small_ledger: Ledger, formula: str) -> None:
    found = results(small_ledger, formula)
    lines = [line for _, lines in rows_of(found, asked_of(found)) for line in lines]
    cells = [cell for row in csv.reader(StringIO("".join(lines))) for cell in row if formula in cell]
    assert cells
    assert all(cell.startswith("'") for cell in cells)


def test_the_table_says_how_far_a_sentence_is_kept(small_ledger: Ledger) -> None:
    found = results(small_ledger, "words")
    first = found.sentences[0].model_copy(update={"outcome": Outcome.PASSED, "qualifier": Qualifier.IN_PART})
    found = found.model_copy(update={"sentences": (first, *found.sentences[1:])})
    [row, *_] = csv.DictReader(StringIO(header() + "".join(rows_of(found, asked_of(found))[0][1])))
    assert (row["service does it"], row["so far as"]) == ("passed", "inPart")


@pytest.mark.parametrize("outcome", [Outcome.FAILED, Outcome.CANT_TELL, Outcome.UNTESTED])
@pytest.mark.parametrize("qualifier", list(Qualifier))
def test_what_is_left_unsaid_makes_nothing_look_kept(outcome: Outcome, qualifier: Qualifier) -> None:
    assert Marks.of(scenario("s", outcome=outcome, qualifier=qualifier)) == BY_OUTCOME[outcome]


def test_the_ledgers_lines_are_in_the_page_by_their_rows(small_ledger: Ledger) -> None:
    found = results(small_ledger, "words")
    page = BeautifulSoup(render_html(found), "lxml")
    packed = page.find(id="rows-of-the-ledger")
    assert packed
    _, lines = unpacked(packed.get_text())
    assert [row for row, *_ in lines] == [row["id"] for row in page.select("#ledger-rows tr")]
