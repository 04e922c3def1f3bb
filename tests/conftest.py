"""What the tests of the machinery share: the article, its ledger, a running reference, and the command."""

import os
import re
import shutil
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest

from asadvertised.article.ledger import Ledger, load_ledger
from asadvertised.content import own_root
from asadvertised.reference.rendering import Pages
from asadvertised.target.client import Target
from asadvertised.target.contract import load_contract
from asadvertised.target.launch import Reference

Run = Callable[..., subprocess.CompletedProcess[str]]
KEPT_ROWS = 2
KEPT_SCENARIOS = 1
TAG_LINE = re.compile(r"^ *@.*", re.MULTILINE)
BETWEEN_SCENARIOS = re.compile(r"\n\n(?=  (?:@|Scenario))")
BY_ROW = re.compile(r"\s*\|.*\bin a browser\b")
BY_STEP = re.compile(r"^ +(?:Given|When|Then|And) .*\b(?:in a browser\b|browser of their own)", re.MULTILINE)
CHECKOUT = Path(__file__).resolve().parent.parent

if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:  # a job in a shell's background; what we start has to hear it
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(scope="session")
def article_folder() -> Path:
    """Give the folder of the first article."""
    return own_root() / "features" / "personalization"


@pytest.fixture(scope="session")
def ledger(article_folder: Path) -> Ledger:
    """Give the ledger of the first article."""
    return load_ledger(article_folder)


@pytest.fixture(scope="session")
def page(ledger: Ledger) -> str:
    """Give the help page of the first article, as the reference shows it."""
    return Pages.page_of_article(ledger.article)


@pytest.fixture(scope="session")
def reference_url() -> Iterator[str]:
    """Serve the reference for the whole session."""
    with Reference("asadvertised.reference") as reference:
        yield reference.url()


@pytest.fixture
def target(reference_url: str, article_folder: Path) -> Iterator[Target]:
    """Give a client of the served reference."""
    client = Target(reference_url, load_contract(article_folder / "openapi.yaml"))
    yield client
    client.close()


@pytest.fixture(scope="session")
def small_pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a copy of the content with two rows of each table, for tests of what does not depend on their number."""
    content = tmp_path_factory.mktemp("small")
    for part in ("features", "steps"):
        shutil.copytree(own_root() / part, content / part, ignore=shutil.ignore_patterns("__pycache__", "proof.json"))
    article = content / "features" / "personalization" / "article.toml"
    article.write_text(article.read_text(encoding="utf-8").split("[[boundary]]")[0], encoding="utf-8")
    for feature in (content / "features").rglob("*.feature"):
        feature.write_text(with_short_tables(feature.read_text(encoding="utf-8")), encoding="utf-8")
    return content


@pytest.fixture(scope="session")
def plain_content(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a copy of the whole content, without what takes a browser, which costs as much as all the rest."""
    content = tmp_path_factory.mktemp("plain")
    for part in ("features", "steps"):
        shutil.copytree(own_root() / part, content / part, ignore=shutil.ignore_patterns("__pycache__", "proof.json"))
    leave_browsers_out(content)
    return content


@pytest.fixture(scope="session")
def short_content(small_pages: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the same, without what takes a browser."""
    content = tmp_path_factory.mktemp("short")
    shutil.copytree(small_pages, content, dirs_exist_ok=True)
    leave_browsers_out(content)
    return content


@pytest.fixture(scope="session")
def small_content(short_content: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the same with few scenarios of each sentence, for what does not depend on what exactly is asked."""
    content = tmp_path_factory.mktemp("smaller")
    shutil.copytree(short_content, content, dirs_exist_ok=True)
    keep_one_of_each(content)
    return content


@pytest.fixture(scope="session")
def small_ledger(small_content: Path) -> Ledger:
    """Give the ledger of the first article with fewer scenarios, for reports that are read again and again."""
    return load_ledger(small_content / "features" / "personalization")


def leave_browsers_out(content: Path) -> None:
    """Take what takes a browser out of every feature."""
    for feature in (content / "features").rglob("*.feature"):
        feature.write_text(without_a_browser(feature.read_text(encoding="utf-8")), encoding="utf-8")


def keep_one_of_each(content: Path) -> None:
    """Keep of every feature what is the first to carry one of its tags, such as a sentence."""
    carried: Counter[str] = Counter()
    for feature in sorted((content / "features").rglob("*.feature")):
        feature.write_text(with_few_scenarios(feature.read_text(encoding="utf-8"), carried), encoding="utf-8")


def with_few_scenarios(feature: str, carried: Counter[str]) -> str:
    """Give a feature without the scenarios all of whose tags others carry, and count what is carried."""
    head, *scenarios = BETWEEN_SCENARIOS.split(feature.rstrip("\n"))
    kept = [head]
    for scenario in scenarios:
        tags = re.findall(r"@\S+", "\n".join(TAG_LINE.findall(scenario)))
        if any(carried[tag] < KEPT_SCENARIOS for tag in tags):
            kept.append(scenario)
            carried.update(tags)
    return "\n\n".join(kept) + "\n"


def without_a_browser(feature: str) -> str:
    """Give a feature without the scenarios, and the rows of tables, in which somebody looks by a browser."""
    parts = BETWEEN_SCENARIOS.split("\n".join(x for x in feature.splitlines() if not BY_ROW.match(x)))
    return "\n\n".join(part for part in parts if not BY_STEP.search(part)) + "\n"


def with_short_tables(feature: str) -> str:
    """Give a feature whose tables have lost all but their first two rows."""
    rows, kept = 0, []
    for line in feature.splitlines():
        rows = rows + 1 if line.lstrip().startswith("|") else 0
        kept += [line] if rows <= 1 + KEPT_ROWS else []
    return "\n".join(kept) + "\n"


@pytest.fixture
def small_check(asadvertised: Run, small_content: Path) -> Run:
    """Give the main job, run with few scenarios."""
    return partial(asadvertised, "check", "--content", str(small_content))


@pytest.fixture
def short_check(asadvertised: Run, short_content: Path) -> Run:
    """Give the main job, run with short tables."""
    return partial(asadvertised, "check", "--content", str(short_content))


@pytest.fixture
def asadvertised(tmp_path: Path) -> Run:
    """Give the command, run in an empty folder as a user would."""

    def run(*arguments: str, timeout: float = 240, **environment: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "asadvertised", *arguments],
            cwd=tmp_path,
            capture_output=True,
            text=True,
            timeout=timeout,
            check=False,
            stdin=subprocess.DEVNULL,
            env={**os.environ, **environment},
        )

    return run
