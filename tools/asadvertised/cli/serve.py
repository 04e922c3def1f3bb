"""Serve the reference, for people who want to try it."""

import os
import sys
from pathlib import Path

from asadvertised.cli.common import load
from asadvertised.errors import ConfigurationError


def run_serve(port: int, database: str, name: str | None, content: Path | None) -> None:
    """Become the reference's process."""
    _, ledger = load(name, content)
    module = ledger.article.service.reference
    if not module:
        raise ConfigurationError("this article has no reference service", str(ledger.folder), "serve another one")
    file = database.removeprefix("sqlite:///")
    os.execv(sys.executable, [sys.executable, "-m", module, "--port", str(port), "--database", file])  # noqa: S606  our own module
