"""The command that makes a waiver: what it takes, and what its help says."""

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer


def waive(  # noqa: PLR0913  one parameter for each option
    results: Annotated[Path, typer.Argument(metavar="RESULTS.json", help="The record of a run.")],
    sentence: Annotated[str, typer.Argument(metavar="SENTENCE", help="The id of a sentence that is broken in it.")],
    *,
    owner: Annotated[str, typer.Option(help="Who answers for it, such as a team's address.")],
    reason: Annotated[str, typer.Option(help="Why it may be released so, for an auditor.")],
    ticket: Annotated[str, typer.Option(help="Where it is followed up.")],
    expires: Annotated[datetime, typer.Option(formats=["%Y-%m-%d"], metavar="DATE", help="Its last day, in UTC.")],
) -> None:
    """Print the waiver of a broken sentence, to be pasted into the policy of a gate; no file is changed."""
    from asadvertised.cli.waive import Wanted, run_waive

    raise typer.Exit(run_waive(Wanted(results, sentence, owner, reason, ticket, expires.date())))
