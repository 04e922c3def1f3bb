"""The report in a real browser: accessible, as wide as the screen, its pictures small in place and large alone."""

from collections.abc import Callable
from datetime import UTC, datetime
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from chromium import chromium, opened, playwright, violations_of
from harbour import png
from playwright.sync_api import Page
from thorough import first_at_once

from asadvertised.article.change import Change, ChangeKind, Severity
from asadvertised.article.drift import DriftOutcome
from asadvertised.article.ledger import Ledger
from asadvertised.outcome import Broken, CouldNotTell, NotLookedAt, NotOffered, Outcome
from asadvertised.record.build import Circumstances, build_results
from asadvertised.record.model import Drift
from asadvertised.report.html import render_html
from asadvertised.suite.recorder import Recorder, ending_of
from asadvertised.suite.reporting import record_of
from asadvertised.target.picture import Picture

__all__ = ["chromium", "opened", "playwright"]  # the fixtures of the browser

NOW = datetime(2026, 1, 1, tzinfo=UTC)
SCREEN = Picture(png(144, 90, (30, 120, 200)), 1440, 900, "The web page, its switch outlined.", "image/png")
PHONE = Picture(png(39, 84, (200, 120, 30)), 390, 844, "The phone’s page, “Ads” outlined.", "image/png")
LOST = Picture(png(39, 84, (9, 9, 9)), 390, 844, "What nobody finds again.", "image/png")
LONG = "a-very-long-word-" * 12
ENDINGS = (
    None,
    Broken(f"the switch is there {LONG}", "it is not"),
    CouldNotTell("The page could not be understood."),
    NotLookedAt("No browser is here."),
    NotOffered("apps", "It has no app."),
)
EXCHANGE = {
    "operation": "listAds",
    "agent": "a browser",
    "request": {"method": "GET", "url": f"http://x/{LONG}", "headers": [], "body": ""},
    "response": {"status": 200, "headers": [{"name": "X", "value": LONG}], "body": '{"a": [1, 2, 3]}' * 400},
    "fault": "",
    "duration_s": 0.1,
}


def records(small_ledger: Ledger) -> dict[str, dict[str, Any]]:
    """Have a third of the scenarios end in every way there is, with pictures and an exchange."""
    found: dict[str, dict[str, Any]] = {one.id: {"outcome": Outcome.PASSED} for one in small_ledger.scenarios}
    for number, scenario in enumerate(small_ledger.scenarios[::3]):
        recorder, error = Recorder(), ENDINGS[number % len(ENDINGS)]
        recorder.begin(scenario)
        recorder.begin_step()
        for picture in (SCREEN, PHONE, LOST):
            recorder.picture(picture)
        recorder.end_step(error)
        found[scenario.id] = record_of(recorder, ending_of(error))
        found[scenario.id]["steps"][0]["exchanges"] = [EXCHANGE]
    return found


@pytest.fixture(scope="module")
def report(small_ledger: Ledger, tmp_path_factory: pytest.TempPathFactory) -> str:
    """Write a report with failures, drift and pictures, and give its address."""
    old, new = "Under the age of 16.", "Under the age of 18."
    name = small_ledger.scenarios[0].sentences[0]
    asking = tuple(scenario.id for scenario in small_ledger.asking(name))
    changes = (
        Change(kind=ChangeKind.SUBSTANTIVE, sentence=name, old=old, new=new, severity=Severity.ERROR, scenarios=asking),
        Change(kind=ChangeKind.ADDED, new=LONG, severity=Severity.ERROR),
    )
    drift = Drift(outcome=DriftOutcome.DRIFTED, source="http://x", changes=changes)
    found = build_results(small_ledger, records(small_ledger), drift, Circumstances("http://x", NOW))
    assert found.run.exit_code == 1
    assert found.summary.not_looked_at
    page = tmp_path_factory.mktemp("report") / "index.html"
    images = {picture.sha256: picture.image for picture in (SCREEN, PHONE)}
    page.write_text(render_html(found, images), encoding="utf-8")
    return Path(page).as_uri()


def anchor(picture: Picture) -> str:
    return f"picture-{picture.sha256[:16]}"


def test_every_link_leads_somewhere(report: str) -> None:
    page = BeautifulSoup(Path(report.removeprefix("file://")).read_text(encoding="utf-8"), "lxml")
    ids = {tag["id"] for tag in page.find_all(id=True)}
    assert len(page.select("figure a")) > 5
    assert [link["href"] for link in page.find_all("a", href=True) if str(link["href"])[1:] not in ids] == []


def page_of_first_sentence(page: Page, report: str) -> str:
    page.goto(report)
    return str(page.locator(".sentence.failed a").first.get_attribute("href"))


def open_one_that_passed(page: Page) -> None:
    page.locator("#scenario-rows > .passed").first.evaluate("one => { one.open = true; }")
    page.locator("#scenario-rows > .passed .steps").first.wait_for(state="attached")


@pytest.mark.parametrize(("size", "scheme"), first_at_once(product(["desktop", "phone"], ["light", "dark"])))
def test_the_report_is_accessible(opened: Callable[..., Page], report: str, size: str, scheme: str) -> None:
    page, said = opened(size, color_scheme=scheme), []
    page.on("console", lambda message: said.append(message.text))
    for place in ("", f"#{anchor(PHONE)}", page_of_first_sentence(page, report)):
        page.goto(report + place)
        open_one_that_passed(page)
        assert violations_of(page) == []
        assert not page.evaluate("document.documentElement.scrollWidth > innerWidth")
    assert said == []


@pytest.mark.parametrize("size", ["desktop", "phone"])
def test_pictures_are_small_in_their_places_and_large_alone(
    opened: Callable[..., Page], report: str, size: str
) -> None:
    page = opened(size)
    page.goto(report)
    shown = page.locator(f"#{anchor(PHONE)} img")
    assert page.locator("img").count() == 2
    box = shown.bounding_box()
    assert box
    assert (box["width"] < 240, box["height"] < 200) == (True, True)
    page.locator(f'#verdict a[href="#{anchor(PHONE)}"]').first.click()
    box, screen = shown.bounding_box(), page.viewport_size
    assert box
    assert screen
    assert box["width"] <= min(392, screen["width"])
    assert box["height"] > 700
    page.get_by_role("link", name="Close").click()
    assert page.url.partition("#")[2].startswith("sentence-")
    assert page.locator(".sentence:target").is_visible()


def test_a_picture_that_is_lost_is_told_in_its_place(opened: Callable[..., Page], report: str) -> None:
    page = opened("desktop")
    page.goto(f"{report}#{anchor(LOST)}")
    assert page.get_by_text(f"Not shown: {LOST.file} is missing.").is_visible()
