"""Print the waiver of a broken sentence, with what it has to name: the sentence's digest, and its failures."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from asadvertised.cli.streams import say
from asadvertised.record.files import read_results
from asadvertised.record.policy import today
from asadvertised.record.waiving import waiver_of, waiver_toml


@dataclass(frozen=True)
class Wanted:
    """What the command line asked for."""

    results: Path
    sentence: str
    owner: str
    reason: str
    ticket: str
    expires: date


def run_waive(wanted: Wanted) -> int:
    """Print the waiver, and give the exit code."""
    said = {"owner": wanted.owner, "reason": wanted.reason, "ticket": wanted.ticket}
    waiver = waiver_of(read_results(wanted.results), wanted.sentence, said, wanted.expires, today())
    say(waiver_toml(waiver))
    return 0
