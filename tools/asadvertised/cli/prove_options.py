"""The command that proves a suite: what it takes, and what its help says."""

from pathlib import Path
from typing import Annotated

import typer

from asadvertised.cli.options import Content, Name, Quiet, Timeout


def prove(  # noqa: PLR0913  one parameter for each option
    *,
    violation: Annotated[list[str] | None, typer.Option(metavar="NAME", help="Only this one; may be repeated.")] = None,
    workers: Annotated[int, typer.Option(min=1, max=64, help="How many services are asked at a time.")] = 2,
    json: Annotated[Path | None, typer.Option("--json", metavar="FILE", help="Write the proof as JSON.")] = None,
    resume: Annotated[
        bool, typer.Option("--resume", help="Ask only what the --json of this suite does not hold yet.")
    ] = False,
    repeats: Annotated[
        int, typer.Option(min=0, help="Instead, ask the reference so often, in random order: it must never fail.")
    ] = 0,
    timeout: Timeout = 10.0,
    browser: Annotated[
        bool, typer.Option("--browser", help="Look by a browser at every service, not only where that may see more.")
    ] = False,
    quiet: Quiet = False,
    name: Name = None,
    content: Content = None,
) -> None:
    """Seed every violation: the suite must catch it, and blame the right sentence, and no lawful variant; 1 if not."""
    from asadvertised.cli.prove import Wanted, run_prove

    how = (workers, json, resume, repeats, timeout, browser, name, content, quiet)
    raise typer.Exit(run_prove(Wanted(tuple(violation or ()), *how)))
