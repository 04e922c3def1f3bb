"""A real browser for tests to open pages in, and what axe says of them."""

import os
import shutil
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome")
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"]
SIZES = {"desktop": (1440, 900), "tablet": (820, 1180), "phone": (390, 844)}
AXE = {"resultTypes": ["violations"], "rules": {"target-size": {"enabled": True}}}


def the_browser() -> str:
    """Give the browser of this machine. Where none is, CI fails, and whoever has none is told."""
    found = next((path for name in NAMES if (path := shutil.which(name))), None)
    if found is None and os.environ.get("CI"):
        pytest.fail("no Chromium on this machine: install the package `chromium`")
    if found is None:
        pytest.skip("no Chromium on this machine")
    return found


def violations_of(page: Page) -> list[tuple[str, str]]:
    """Give each rule of axe's that a page breaks, and where it does first."""
    found = Axe().run(page, options=AXE).response["violations"]
    return [(violation["id"], violation["nodes"][0]["html"]) for violation in found]


@pytest.fixture(scope="module")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as running:
        yield running


@pytest.fixture(scope="module")
def chromium(playwright: Playwright) -> Iterator[Browser]:
    browser = playwright.chromium.launch(executable_path=the_browser(), args=ARGUMENTS)
    yield browser
    browser.close()


@pytest.fixture
def opened(chromium: Browser) -> Iterator[Callable[..., Page]]:
    contexts: list[BrowserContext] = []

    def open_page(size: str, **options: Any) -> Page:
        width, height = SIZES[size]
        contexts.append(chromium.new_context(viewport={"width": width, "height": height}, **options))
        return contexts[-1].new_page()

    yield open_page
    for context in contexts:
        context.close()
