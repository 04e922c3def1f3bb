"""Put the records of shards together, write the report of the whole, and give its verdict."""

from pathlib import Path
from typing import Annotated

import typer

from asadvertised.cli.options import REPORT_FOLDER, Baseline, Gate, Out, Quiet, Written


def merge(  # noqa: PLR0913  one parameter for each option
    *,
    results: Annotated[
        list[Path], typer.Argument(metavar="RESULTS…", help="The record of each shard, or folders that hold them.")
    ],
    gate: Gate = None,
    baseline: Baseline = None,
    formats: Written = None,
    out: Out = REPORT_FOLDER,
    quiet: Quiet = False,
) -> None:
    """Put the records of all shards of a run together; exits as one whole run would have."""
    from asadvertised.cli.merging import Wanted, run_merge
    from asadvertised.cli.rendering import Renderings

    raise typer.Exit(run_merge(Wanted(tuple(results), out, gate, baseline, Renderings.of(formats), quiet)))
