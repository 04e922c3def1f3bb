"""The main job: ask, compare, record, report, and give a verdict."""

import signal
import sys
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from types import FrameType
from typing import Any

from asadvertised.article.ledger import Ledger
from asadvertised.cli.common import load, reference_of, scenarios_of
from asadvertised.cli.progress import Progress
from asadvertised.outcome import Cause, Outcome
from asadvertised.record.files import RESULTS, prepare_folder, to_json, write_whole
from asadvertised.record.model import Drift, Results
from asadvertised.target.opening import check_target

REPORT = "index.html"
Record = dict[str, Any]


@dataclass(frozen=True)
class Wanted:
    """What the command line asked for."""

    target: str
    article: str | None
    no_article: bool
    out: Path
    workers: int
    timeout: float
    name: str | None
    content: Path | None


def run_check(wanted: Wanted) -> int:
    """Run the main job and give its exit code."""
    check_target(wanted.target)
    prepare_folder(wanted.out)
    root, ledger = load(wanted.name, wanted.content)
    with ExitStack() as stack:
        reference = None if wanted.target else stack.enter_context(reference_of(ledger))
        # The suite's imports cost as much as the reference's start; they overlap.
        from asadvertised.suite import run as _  # noqa: F401

        target = wanted.target or (reference.url() if reference else "")
        results = _ask(wanted, root, ledger, target)
    return hand_over(results, wanted.out)


def _ask(wanted: Wanted, root: Path, ledger: Ledger, target: str) -> Results:
    from asadvertised.record.build import Circumstances, build_results
    from asadvertised.suite.run import run_suite

    started = datetime.now(UTC)
    signal.signal(signal.SIGTERM, _as_an_interrupt)
    progress = Progress(len(ledger.scenarios), target)
    run = run_suite(
        root, ledger.folder.name, target, timeout=wanted.timeout, workers=wanted.workers, listener=progress.heard
    )
    progress.end()
    drift, page_sha256 = _compare(wanted, ledger, target, skip=run.interrupted)
    complete = not run.interrupted and not run.troubles
    records = run.records
    if run.troubles:
        sys.stderr.write(f"asadvertised: a fault of ours; please report it:\n{run.troubles[0]}\n")
        records = _with_our_fault(ledger, records, run.troubles[0])
    circumstances = Circumstances(target, started, drift.source, page_sha256, complete)
    return build_results(ledger, records, drift, circumstances)


def _with_our_fault(ledger: Ledger, records: dict[str, Record], trouble: str) -> dict[str, Record]:
    """Say of every scenario that we failed to ask that the fault is ours."""
    fault: Record = {
        "outcome": Outcome.CANT_TELL,
        "cause": Cause.HARNESS,
        "reason": f"A fault of ours: {_last_line(trouble)}",
    }
    return {scenario.id: records.get(scenario.id, fault) for scenario in ledger.scenarios}


def _last_line(text: str) -> str:
    return next((line for line in reversed(text.splitlines()) if line.strip()), "")


def _compare(wanted: Wanted, ledger: Ledger, target: str, *, skip: bool) -> tuple[Drift, str]:
    from asadvertised.article.drift import DriftOutcome, check_drift

    if wanted.no_article or skip:
        reason = "The run was stopped before." if skip else "Not compared, as was asked by --no-article."
        return Drift(outcome=DriftOutcome.NOT_ASKED, reason=reason), ""
    source = wanted.article or f"{target}{ledger.article.page.path}"
    found = check_drift(ledger.article, source, wanted.timeout, partial(scenarios_of, ledger))
    return Drift(
        outcome=found.outcome, source=found.source, reason=found.reason, changes=found.changes
    ), found.page_sha256


def hand_over(results: Results, out: Path) -> int:
    """Write a record and its report, say what was found, and give the exit code."""
    from asadvertised.report.html import render_html
    from asadvertised.report.summary import render_summary

    write_whole(out / RESULTS, to_json(results))
    write_whole(out / REPORT, render_html(results))
    sys.stdout.write(render_summary(results, str(out / REPORT)))
    return results.run.exit_code


def _as_an_interrupt(number: int, frame: FrameType | None) -> None:  # noqa: ARG001  the signal module calls it so
    """Let a pipeline that stops us have the report of what was asked until then."""
    raise KeyboardInterrupt
