"""Ask variants of an article's own reference, many at a time: each in a process that starts its own service."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from asadvertised.errors import ConfigurationError
from asadvertised.outcome import Outcome
from asadvertised.suite.run import run_suite
from asadvertised.target.launch import Reference

KEPT = (Outcome.PASSED, Outcome.INAPPLICABLE)


@dataclass(frozen=True)
class Suite:
    """Which suite is asked, of which module's reference; `timeout` is in seconds."""

    root: Path
    name: str
    reference: str
    timeout: float


@dataclass(frozen=True)
class Asked:
    """What asking one service brought: the scenarios that failed, and those that told nothing, with their reasons."""

    failed: tuple[str, ...]
    untold: tuple[str, ...]
    reason: str = ""


def variants_of(module: str) -> dict[str, list[dict[str, Any]]]:
    """Give the violations and the lawful variants that a reference offers.

    Raises ConfigurationError for a reference that offers none.
    """
    command = [sys.executable, "-m", module, "--variants"]
    printed = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603  our own module
    if printed.returncode:
        raise ConfigurationError("this reference offers no violations", module, "give one that knows --variants")
    return dict(json.loads(printed.stdout))


def ask_variants(suite: Suite, arguments: Sequence[tuple[str, ...]], workers: int) -> Iterator[Asked]:
    """Ask the reference once for each set of its arguments, and give what came of each in that order."""
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        yield from pool.map(partial(ask_variant, suite), arguments)


def ask_variant(suite: Suite, arguments: tuple[str, ...], workers: int = 1, more: Sequence[str] = ()) -> Asked:
    """Ask the reference, started with some arguments, every scenario."""
    with Reference(suite.reference, arguments) as reference:
        run = run_suite(
            suite.root,
            suite.name,
            reference.url(),
            timeout=suite.timeout,
            workers=workers,
            listener=_nobody,
            more=["--evidence", "none", *more],
        )
    failed = [name for name, record in run.records.items() if record["outcome"] == Outcome.FAILED]
    untold = {name: record["reason"] for name, record in run.records.items() if _untold(record)}
    trouble = run.troubles[0] if run.troubles else "" if run.records else "nothing was asked"
    return Asked(tuple(failed), tuple(untold) or ((trouble,) if trouble else ()), next(iter(untold.values()), trouble))


def _nobody(record: object) -> None:
    """Hear of a scenario, and tell nobody."""


def _untold(record: dict[str, Any]) -> bool:
    return record["outcome"] not in (*KEPT, Outcome.FAILED)


def cores() -> int:
    """Give how many processes can work at once."""
    return os.cpu_count() or 1
