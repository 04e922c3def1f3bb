"""Ask variants of an article's own reference, many at a time: each in a process that starts its own service."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Generator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import active_children, get_context
from pathlib import Path
from typing import Any

from asadvertised.errors import ConfigurationError
from asadvertised.outcome import NotExercised, NotLookedAt, NotOffered, NotReached, Outcome
from asadvertised.suite.run import SuiteRun, run_suite
from asadvertised.target.launch import Reference

KEPT = (Outcome.PASSED, Outcome.INAPPLICABLE)
UNREACHED, UNSEEN = NotReached.qualifier, NotLookedAt.qualifier
UNUSED = (NotExercised.qualifier, NotOffered.qualifier)
NO_BROWSER = "--no-browser"


@dataclass(frozen=True)
class Suite:
    """Which suite is asked, of which module's reference; `timeout` is in seconds."""

    root: Path
    name: str
    reference: str
    timeout: float


@dataclass(frozen=True)
class Asked:
    """What asking one service brought: the scenarios that failed, and those that told nothing, with the first reason.

    `unused` are those whose permission the service did not use, which breaks nothing; `unreached` those that come
    after something that could not be done; `unseen` those that nobody could look at.
    """

    failed: tuple[str, ...]
    untold: tuple[str, ...]
    reason: str = ""
    unused: tuple[str, ...] = ()
    unreached: tuple[str, ...] = ()
    unseen: tuple[str, ...] = ()


def variants_of(module: str) -> dict[str, list[dict[str, Any]]]:
    """Give the violations and the lawful variants that a reference offers.

    Raises ConfigurationError for a reference that offers none.
    """
    command = [sys.executable, "-m", module, "--variants"]
    printed = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603  our own module
    if printed.returncode:
        raise ConfigurationError("this reference offers no violations", module, "give one that knows --variants")
    return dict(json.loads(printed.stdout))


def ask_variants(suite: Suite, variants: Sequence[tuple[tuple[str, ...], bool]], workers: int) -> Generator[Asked]:
    """Ask the reference once for each set of its arguments, by a browser too or not, and give what came of it in order.

    Whoever stops before the end does not wait for the rest: a pool whose workers are gone gives up what is left.
    """
    context = get_context("spawn")
    with ProcessPoolExecutor(workers, mp_context=context, initializer=_leave_interrupts) as pool:
        every = [pool.submit(ask_variant, suite, each, more=() if looks else (NO_BROWSER,)) for each, looks in variants]
        try:
            for asking in every:
                yield _came_of(asking)
        except (KeyboardInterrupt, GeneratorExit):
            for worker in active_children():
                worker.terminate()
            raise


def _leave_interrupts() -> None:
    """Let the process that gives out the work decide what an interruption means."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _came_of(asking: Future[Asked]) -> Asked:
    try:
        return asking.result()
    except Exception as error:  # noqa: BLE001  trouble with one service is nothing that the others told
        reason = f"{type(error).__name__}: {error}"
        return Asked((), (reason,), reason)


def ask_variant(suite: Suite, arguments: tuple[str, ...], workers: int = 1, more: Sequence[str] = ()) -> Asked:
    """Ask the reference, started with some arguments, every scenario.

    Raises KeyboardInterrupt where that was stopped: what was not asked did not pass.
    """
    with Reference(suite.reference, arguments) as reference:
        run = run_suite(
            suite.root,
            suite.name,
            reference.url(),
            timeout=suite.timeout,
            workers=workers,
            listener=_nobody,
            more=["--evidence", "none", "--pictures", "none", "--ends-with-the-run", *more],
        )
    if run.interrupted and not run.troubles:
        raise KeyboardInterrupt
    return _asked(run)


def _asked(run: SuiteRun) -> Asked:
    failed = tuple(name for name, record in run.records.items() if record["outcome"] == Outcome.FAILED)
    unused = tuple(name for name, record in run.records.items() if record["qualifier"] in UNUSED)
    untold = {name: record["reason"] for name, record in run.records.items() if _untold(record)}
    trouble = run.troubles[0] if run.troubles else "" if run.records else "nothing was asked"
    named = tuple(untold) or ((trouble,) if trouble else ())
    reason = next(iter(untold.values()), trouble)
    return Asked(failed, named, reason, unused, _qualified(run, UNREACHED), _qualified(run, UNSEEN))


def _qualified(run: SuiteRun, qualifier: str) -> tuple[str, ...]:
    return tuple(name for name, record in run.records.items() if record["qualifier"] == qualifier)


def _nobody(record: object) -> None:
    """Hear of a scenario, and tell nobody."""


def _untold(record: dict[str, Any]) -> bool:
    known = record["outcome"] in (*KEPT, Outcome.FAILED) or record["qualifier"] in (UNREACHED, UNSEEN)
    return not known


def cores() -> int:
    """Give how many processes can work at once."""
    return os.cpu_count() or 1
