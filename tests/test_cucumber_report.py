"""Cucumber's own HTML report reads our messages, and shows what became of each scenario."""

import os
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from chromium import chromium, opened, playwright
from format_records import OUTCOMES, RECORDS
from hostile import RAN
from playwright.sync_api import Page

from asadvertised.report.formats import FORMATS

PACKAGES = ("@cucumber/html-formatter@24.2.0", "@cucumber/messages@34.2.1")
PROGRAM = """
import fs from 'node:fs'
import { CucumberHtmlStream } from '@cucumber/html-formatter'
import { parseEnvelope } from '@cucumber/messages'
const page = new CucumberHtmlStream()
page.pipe(fs.createWriteStream(process.argv[3]))
for (const line of fs.readFileSync(process.argv[2], 'utf-8').split('\\n')) if (line) page.write(parseEnvelope(line))
page.end()
"""
SHOWN = {
    "passed": "100% (2 / 2) passed",
    "failed": "FAILED 1",
    "cantTell": "AMBIGUOUS 1",
    "inapplicable": "SKIPPED 1",
    "untested": "PENDING 1",
    "flaky": "100% (2 / 2) passed",
    "waived": "SKIPPED 1",
}
__all__ = ["chromium", "opened", "playwright"]  # the fixtures of the browser
Show = Callable[[str], Page]
pytestmark = pytest.mark.thorough


@pytest.fixture(scope="module")
def formatter(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Install the report; where there is no npm, CI fails, and whoever has none is told."""
    if not shutil.which("npm"):
        (pytest.fail if os.environ.get("CI") else pytest.skip)("no npm on this machine")
    folder = tmp_path_factory.mktemp("formatter")
    subprocess.run(["npm", "install", "--silent", "--no-audit", "--no-fund", *PACKAGES], cwd=folder, check=True)
    (folder / "page.mjs").write_text(PROGRAM, encoding="utf-8")
    return folder


@pytest.fixture
def show(formatter: Path, tmp_path: Path, opened: Callable[..., Page]) -> Show:
    """Give the report of a record, opened; it holds that no script of the page failed, and that nothing was fetched."""

    def shown(record: str) -> Page:
        messages, html = tmp_path / "cucumber.ndjson", tmp_path / "cucumber.html"
        messages.write_text(FORMATS["cucumber"].render(RECORDS[record]), encoding="utf-8")
        subprocess.run(["node", "page.mjs", str(messages), str(html)], cwd=formatter, check=True)
        page = opened("desktop")
        troubles: list[str] = []
        page.on("pageerror", lambda error: troubles.append(str(error)))
        page.on("request", lambda request: troubles.append(request.url) if "file:" not in request.url else None)
        page.add_init_script(f"window.{RAN.removesuffix('()')} = () => {{ document.title = 'ran' }}")
        page.goto(html.as_uri())
        page.get_by_text("asadvertised@", exact=False).first.wait_for()
        assert troubles == []
        return page

    return shown


@pytest.mark.parametrize("outcome", OUTCOMES)
def test_each_outcome_is_counted_as_the_docs_say(show: Show, outcome: str) -> None:
    said = re.sub(r"\s+", " ", show(outcome).inner_text("body"))
    assert SHOWN[outcome] in said
    assert ("The run exits with" in said) is (RECORDS[outcome].run.exit_code != 0)


def test_what_was_seen_stands_at_the_step(show: Show) -> None:
    said = show("failed").inner_text("body")
    assert "Promised: it is off" in said
    assert "exchanges.json" in said


@pytest.mark.parametrize("record", ["hostile", "nasty"])
def test_what_others_wrote_is_text_there(show: Show, record: str) -> None:
    page = show(record)
    assert page.title() != "ran"
    assert "Scenario" in page.inner_text("body")
