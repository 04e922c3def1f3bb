"""Whatever a service sends, in every field that it controls, a browser that shows the report does none of it."""

from collections.abc import Callable
from pathlib import Path

import pytest
from chromium import chromium, opened, playwright
from hostile import PAYLOADS, RAN
from playwright.sync_api import Error, Page
from test_report import results
from thorough import first_at_once

from asadvertised.article.ledger import Ledger
from asadvertised.outcome import Outcome
from asadvertised.record.model import Measurement, Picture, Qualifier, Results, ScenarioResult, Side
from asadvertised.report.html import render_html

__all__ = ["chromium", "opened", "playwright"]  # the fixtures of the browser

WATCH = f"window.executed = 0; window.{RAN.removesuffix('()')} = window.alert = () => {{ window.executed += 1; }};"
OPEN_ALL = """async () => {
  for (let round = 0; round < 3; round++) {
    document.querySelectorAll("details").forEach((one) => { one.open = true; });
    await new Promise((done) => setTimeout(done, 60));
  }
  for (const link of document.querySelectorAll(".paper a")) location.hash = link.hash;
  await new Promise((done) => setTimeout(done, 60));
}"""
PER_OUTCOME = 2


def hostile(ledger: Ledger, words: str) -> Results:
    """Make a small record that has words in every field that a target has a say in."""
    found = results(ledger, words)
    few = [one for outcome in Outcome for one in [s for s in found.scenarios if s.outcome is outcome][:PER_OUTCOME]]
    run = found.run.model_copy(update={"name": words, "target": words, "profile_text": words, "presumed": (words,)})
    run = run.model_copy(update={"article": run.article.model_copy(update={"page": words})})
    summary = found.summary.model_copy(update={"not_offered": {words: 1}, "not_looked_at": {words: 1}})
    drift = found.drift.model_copy(update={"notes": (words,)})
    scenarios = tuple(_with(one, words) for one in few)
    return found.model_copy(update={"run": run, "summary": summary, "drift": drift, "scenarios": scenarios})


def _with(scenario: ScenarioResult, words: str) -> ScenarioResult:
    measured = {"people": 2, "looks": 2, "things": 1, "p_value": 0.5, "alpha": 0.1, "leak": 0.1, "power": 0.5}
    measurement = Measurement.model_validate({**measured, "what": words, "base_rate": 0.1, "power_in_noise": 0.1})
    picture = {
        "sha256": "0" * 64,
        "media_type": "image/png",
        "width": 1,
        "height": 1,
        "file": f"pictures/{'0' * 16}.png",
    }
    shown = Picture.model_validate({**picture, "about": words})
    steps = tuple(step.model_copy(update={"pictures": (shown,), "keyword": words}) for step in scenario.steps)
    sides = (Side(who=words, sees=(words,)), Side(who=words, sees=()))
    qualifier = Qualifier.NOT_OFFERED if scenario.outcome is Outcome.INAPPLICABLE else scenario.qualifier
    more = {"sides": sides, "capability": words, "qualifier": qualifier, "name": words}
    return scenario.model_copy(update={"experiments": (measurement,), "steps": steps, **more})


def test_there_are_enough_payloads() -> None:
    assert len(set(PAYLOADS)) == len(PAYLOADS) >= 50


@pytest.fixture(scope="module")
def written(small_ledger: Ledger, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], str]:
    folder = tmp_path_factory.mktemp("hostile")

    def write(words: str) -> str:
        page = Path(folder / "index.html")
        page.write_text(render_html(hostile(small_ledger, words)), encoding="utf-8", errors="replace")
        return page.as_uri()

    return write


@pytest.mark.parametrize("number", first_at_once(range(0, len(PAYLOADS), 10)))
def test_nothing_is_executed_requested_or_left(
    opened: Callable[..., Page], written: Callable[[str], str], number: int
) -> None:
    page, heard = opened("desktop"), list[str]()
    page.add_init_script(WATCH)
    page.on("console", lambda message: heard.append(message.text))
    page.on("pageerror", lambda error: heard.append(str(error)))
    page.on("popup", lambda other: heard.append(other.url))
    page.on("request", lambda request: None if request.url.partition("#")[0] == address else heard.append(request.url))
    for words in PAYLOADS[number : number + 10]:
        address = written(words)
        page.goto(address)
        page.evaluate(OPEN_ALL)
        assert page.evaluate("window.executed") == 0, words
        assert page.url.partition("#")[0] == address, words
        assert heard == [], words
        assert page.locator("#scenarios pre").count() > len(Outcome)


def ran(page: Page) -> bool:
    """Tell whether something was executed, or led the page elsewhere."""
    page.wait_for_timeout(20)
    try:
        return bool(page.evaluate("window.executed"))
    except Error:
        return True


def test_the_watch_would_see_what_is_executed(opened: Callable[..., Page], tmp_path: Path) -> None:
    """The page that shows that the tests here can fail: the same words, not escaped."""
    page, heard = opened("desktop"), list[str]()
    page.add_init_script(WATCH)
    page.on("request", lambda request: heard.append(request.url))
    naive = tmp_path / "naive.html"
    seen = 0
    for words in PAYLOADS[:40]:
        naive.write_text(f"<!DOCTYPE html><body><p>{words}</p>", encoding="utf-8", errors="replace")
        page.goto(naive.as_uri(), wait_until="commit")
        seen += ran(page) or len(heard) > 1
        heard.clear()
    assert seen > 20
