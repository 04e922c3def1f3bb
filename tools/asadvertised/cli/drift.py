"""Compare a help page with the transcription, alone."""

import sys
from functools import partial
from pathlib import Path

from asadvertised.article.drift import DriftOutcome, check_drift
from asadvertised.article.writing import write_whole
from asadvertised.cli.common import load, scenarios_of, shown
from asadvertised.record.files import prepare_file
from asadvertised.record.rollup import COULD_NOT_TELL, DRIFTED, KEPT
from asadvertised.target.masking import Mask

CODES = {DriftOutcome.UNCHANGED: KEPT, DriftOutcome.DRIFTED: DRIFTED, DriftOutcome.CANT_TELL: COULD_NOT_TELL}


def run_drift(source: str | None, timeout: float, output: Path | None, name: str | None, content: Path | None) -> int:
    """Compare, say what changed, and give the exit code."""
    from asadvertised.report.summary import render_drift

    if output:
        prepare_file(output, "--json")
    _, ledger = load(name, content)
    page = source or ledger.article.article.source
    found = check_drift(ledger.article, page, timeout, partial(scenarios_of, ledger))
    drift = shown(found, Mask())
    if output:
        write_whole(output, drift.model_dump_json(indent=1) + "\n")
    sys.stdout.write(render_drift(drift))
    return CODES[drift.outcome]
