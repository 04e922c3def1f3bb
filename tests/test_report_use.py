"""The report in the hands of its readers: rows are found, sorted and saved, evidence opens, and all by keyboard too."""

import csv
from collections.abc import Callable
from io import StringIO
from pathlib import Path

import pytest
from chromium import chromium, opened, playwright
from playwright.sync_api import Page, expect
from test_report import exchange, results

from asadvertised.article.ledger import Ledger
from asadvertised.outcome import Outcome
from asadvertised.record.model import Results
from asadvertised.report.html import anchor, render_html, scenario_anchor
from asadvertised.report.table import COLUMNS

__all__ = ["chromium", "opened", "playwright"]  # the fixtures of the browser

LEDGER = "#ledger-rows > tr"
SCENARIOS = "#scenario-rows > .scenario"


@pytest.fixture(scope="module")
def found(small_ledger: Ledger) -> Results:
    return results(small_ledger, "words")


@pytest.fixture(scope="module")
def report(found: Results, tmp_path_factory: pytest.TempPathFactory) -> str:
    page = tmp_path_factory.mktemp("used") / "index.html"
    page.write_text(render_html(found), encoding="utf-8")
    return Path(page).as_uri()


@pytest.fixture
def page(opened: Callable[..., Page], report: str) -> Page:
    shown = opened("desktop")
    shown.goto(report)
    return shown


def visible(page: Page, rows: str) -> int:
    return page.locator(f"{rows}:not([hidden])").count()


def test_rows_are_found_by_words(page: Page, found: Results) -> None:
    page.locator("#ledger [data-find]").fill("android.opt-out")
    wanted = [s for s in found.sentences if "android.opt-out" in f"{s.id}{s.text}{s.reason}{s.scenarios}"]
    assert visible(page, LEDGER) == len(wanted) < len(found.sentences)
    assert page.locator("#ledger .told").inner_text() == f"{len(wanted)} of {len(found.sentences)} are shown."
    page.locator("#ledger [data-find]").fill("")
    assert visible(page, LEDGER) == len(found.sentences)


def test_scenarios_are_found_by_what_became_of_them_and_why(page: Page, found: Results) -> None:
    failed = [one for one in found.scenarios if one.outcome is Outcome.FAILED]
    page.get_by_label("Ended").select_option("broken")
    assert visible(page, SCENARIOS) == len(failed) > 0
    page.get_by_label("Ended").select_option("")
    page.get_by_label("Because of").select_option("harness")
    assert visible(page, SCENARIOS) == sum(one.cause == "harness" for one in found.scenarios) > 0


def test_a_click_on_a_head_sorts_and_another_turns_it_round(page: Page, found: Results) -> None:
    head = page.get_by_role("button", name="Sentence", exact=True)
    head.click()
    names = page.locator(f"{LEDGER} > th code").all_inner_texts()
    assert names == sorted(names, key=str.lower)
    assert page.locator("th[aria-sort]").get_attribute("aria-sort") == "ascending"
    head.click()
    assert page.locator(f"{LEDGER} > th code").all_inner_texts() == names[::-1]
    assert page.locator("th[aria-sort]").get_attribute("aria-sort") == "descending"
    page.locator("#ledger [data-sort]").select_option("mark")
    assert page.locator(LEDGER).first.get_attribute("data-mark") == "broken"
    page.locator("#ledger [data-sort]").select_option("place")
    assert page.locator(f"{LEDGER} > th code").all_inner_texts() == [sentence.id for sentence in found.sentences]


def test_what_is_shown_is_saved_as_a_table(page: Page, found: Results) -> None:
    page.get_by_label("The service does it").select_option("broken")
    with page.expect_download() as saving:
        page.get_by_role("button", name="Save as CSV").click()
    saved = Path(saving.value.path()).read_text(encoding="utf-8-sig")
    assert saving.value.suggested_filename == "ledger.csv"
    read = list(csv.DictReader(StringIO(saved)))
    assert tuple(read[0]) == COLUMNS
    broken = {sentence.id for sentence in found.sentences if sentence.outcome is Outcome.FAILED}
    assert {row["sentence"] for row in read} == broken
    asked = {(name, one.id) for one in found.scenarios for name in one.sentences if name in broken}
    assert {(row["sentence"], row["scenario"]) for row in read} == asked


def test_evidence_is_laid_out_when_it_is_opened(page: Page, found: Results) -> None:
    passed = next(one for one in found.scenarios if one.outcome is Outcome.PASSED and one.steps)
    shown = page.locator(f"#{scenario_anchor(passed.id)}")
    assert shown.locator(".step").count() == 0
    shown.locator("summary").first.click()
    expect(shown.locator(".step")).to_have_count(len(passed.steps))
    shown.locator(".exchange summary").first.click()
    assert shown.locator("pre").all_inner_texts() == ["words: words\n\nwords", "words: words\n\nwords"]
    assert exchange("words")["request"]["body"] in shown.locator(".exchange code").first.inner_text()


def test_what_is_laid_out_late_is_what_stands_there_at_once(
    opened: Callable[..., Page], found: Results, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    failed = next(one for one in found.scenarios if one.outcome is Outcome.FAILED)
    shown = []
    for in_full in (10_000, 0):
        monkeypatch.setattr("asadvertised.report.html.IN_FULL", in_full)
        (tmp_path / "index.html").write_text(render_html(found), encoding="utf-8")
        page = opened("desktop")
        page.goto(f"{(tmp_path / 'index.html').as_uri()}#{scenario_anchor(failed.id)}")
        steps = page.locator(f"#{scenario_anchor(failed.id)} .steps")
        steps.wait_for()
        shown.append((steps.inner_text().split(), steps.locator("pre").all_text_contents()))
    assert shown[0] == shown[1]


def test_an_address_shows_what_a_search_had_hidden(page: Page, found: Results) -> None:
    page.locator("#scenarios [data-find]").fill("nothing is called so")
    assert visible(page, SCENARIOS) == 0
    page.evaluate("id => { location.hash = id; }", scenario_anchor(found.scenarios[3].id))
    expect(page.locator("#scenarios .told")).to_have_text(f"All {len(found.scenarios)} are shown.")
    expect(page.locator(f"#{scenario_anchor(found.scenarios[3].id)}")).to_be_in_viewport()


def test_an_address_that_names_nothing_is_no_trouble(page: Page) -> None:
    said: list[str] = []
    page.on("pageerror", lambda error: said.append(str(error)))
    for place in ("%E0%A4%A", "nowhere", "s-1-2", "\\"):
        page.evaluate("id => { location.hash = id; }", place)
    page.wait_for_timeout(50)
    assert said == []


def test_an_address_opens_what_it_names(page: Page, found: Results, report: str) -> None:
    passed = [one for one in found.scenarios if one.outcome is Outcome.PASSED and one.steps][-1]
    page.goto("about:blank")
    page.goto(f"{report}#{scenario_anchor(passed.id)}-1")
    expect(page.locator(f"#{scenario_anchor(passed.id)}-1")).to_be_in_viewport()


@pytest.mark.parametrize("size", ["desktop", "phone"])
def test_a_sentence_opens_beside_the_article_and_escape_closes_it(
    opened: Callable[..., Page], report: str, size: str
) -> None:
    page = opened(size)
    page.goto(report)
    link = page.locator(".sentence.failed a").first
    link.focus()
    page.keyboard.press("Enter")
    panel = page.locator(".panel:target")
    expect(panel).to_be_in_viewport()
    assert "broken" in panel.inner_text()
    assert panel.get_by_role("link", name="Close").is_visible()
    page.keyboard.press("Escape")
    assert page.locator(".panel:target").count() == 0
    expect(page.locator(".sentence:target")).to_be_in_viewport()


def test_without_javascript_nothing_is_offered_that_would_not_work(
    chromium_without_scripts: Page, report: str, found: Results
) -> None:
    page = chromium_without_scripts
    page.goto(report)
    assert page.locator(".tools:visible").count() == 0
    assert page.locator("th button").count() == 0
    assert page.locator("#scenarios noscript p").is_visible()
    assert visible(page, LEDGER) == len(found.sentences)
    assert page.locator(SCENARIOS).count() == len(found.scenarios)
    page.locator(".sentence.failed a").first.click()
    expect(page.locator(".panel:target")).to_be_in_viewport()
    failed = next(one for one in found.scenarios if one.outcome is Outcome.FAILED)
    assert page.locator(f"#{scenario_anchor(failed.id)} .exchange").count() == 1


@pytest.fixture
def chromium_without_scripts(opened: Callable[..., Page]) -> Page:
    return opened("desktop", java_script_enabled=False)


def test_on_paper_whatever_did_not_pass_stands_open(page: Page, found: Results) -> None:
    page.locator("#scenarios [data-find]").fill("nothing is called so")
    page.locator("#ledger [data-find]").fill("nothing is called so")
    page.emulate_media(media="print")
    assert page.locator("header").is_hidden()
    assert page.locator(".tools:visible").count() == 0
    assert page.locator("#scenario-rows > .passed:visible").count() == 0
    untold = [one for one in found.scenarios if one.outcome is not Outcome.PASSED and one.steps][-1]
    assert page.locator(f"#{scenario_anchor(untold.id)} .step").first.is_visible()
    assert page.locator(f"#{anchor(f'row {found.sentences[0].id}')}").is_visible()
    assert page.get_by_text("Scenarios that passed are not printed here").is_visible()
    assert page.pdf()[:5] == b"%PDF-"
