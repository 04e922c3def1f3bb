"""Print the waiver of a broken sentence, with what it has to name: the sentence's digest, and its failures."""

from datetime import date, datetime
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
    said = {"owner": owner, "reason": reason, "ticket": ticket}
    raise typer.Exit(run_waive(results, sentence, said, expires.date()))


def run_waive(results: Path, sentence: str, said: dict[str, str], expires: date) -> int:
    """Print the waiver, and give the exit code."""
    from asadvertised.cli.streams import say
    from asadvertised.record.files import read_results
    from asadvertised.record.policy import today
    from asadvertised.record.waiver_draft import waiver_of, waiver_toml

    say(waiver_toml(waiver_of(read_results(results), sentence, said, expires, today())))
    return 0
