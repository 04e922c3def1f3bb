"""What the tests of the machinery share: the article, its ledger, a running reference, and the command."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from asadvertised.article.ledger import Ledger, load_ledger
from asadvertised.content import own_root
from asadvertised.target.client import Target
from asadvertised.target.contract import load_contract
from asadvertised.target.launch import Reference

Run = Callable[..., subprocess.CompletedProcess[str]]
CHECKOUT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def article_folder() -> Path:
    """Give the folder of the first article."""
    return own_root() / "features" / "personalization"


@pytest.fixture(scope="session")
def ledger(article_folder: Path) -> Ledger:
    """Give the ledger of the first article."""
    return load_ledger(article_folder)


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
