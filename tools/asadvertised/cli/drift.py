"""Compare a help page with the transcription, alone."""

import sys
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from asadvertised.article.drift import DriftOutcome, check_drift
from asadvertised.article.writing import write_whole
from asadvertised.cli.common import load, scenarios_of, shown
from asadvertised.cli.handing import NO_FORMATS, Formats
from asadvertised.record.files import prepare_file
from asadvertised.record.rollup import COULD_NOT_TELL, DRIFTED, KEPT
from asadvertised.target.masking import Mask

CODES = {DriftOutcome.UNCHANGED: KEPT, DriftOutcome.DRIFTED: DRIFTED, DriftOutcome.CANT_TELL: COULD_NOT_TELL}


@dataclass(frozen=True)
class Wanted:
    """What the command line asked for."""

    article: str | None
    timeout: float
    json: Path | None
    name: str | None
    content: Path | None
    formats: Formats = NO_FORMATS


def run_drift(wanted: Wanted) -> int:
    """Compare, say what changed, and give the exit code."""
    from asadvertised.report.markdown import drift_markdown
    from asadvertised.report.summary import render_drift

    if wanted.json:
        prepare_file(wanted.json, "--json")
    wanted.formats.prepare()
    _, ledger = load(wanted.name, wanted.content)
    page = wanted.article or ledger.article.article.source
    found = check_drift(ledger.article, page, wanted.timeout, partial(scenarios_of, ledger))
    drift = shown(found, Mask())
    if wanted.json:
        write_whole(wanted.json, drift.model_dump_json(indent=1) + "\n")
    wanted.formats.hand_over(drift, ledger, drift_markdown(drift))
    sys.stdout.write(render_drift(drift))
    return CODES[drift.outcome]
