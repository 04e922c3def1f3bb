"""Sign the record of a run, so that nobody can change it unseen."""

from pathlib import Path
from typing import Annotated

import typer


def attest(
    results: Annotated[Path, typer.Argument(metavar="RESULTS.json", help="The record of a run.")],
    key: Annotated[Path, typer.Option(metavar="FILE", help="The private key, as `keygen` makes one.")],
) -> None:
    """Sign a record, its pictures and the page that was compared: RESULTS.attestation.json comes beside it."""
    raise typer.Exit(run_attest(results, key))


def run_attest(results: Path, key: Path) -> int:
    """Sign, say what was signed, and give the exit code."""
    from asadvertised.cli.streams import say
    from asadvertised.record.attesting.attest import attest
    from asadvertised.record.attesting.files import write_attestation
    from asadvertised.record.attesting.keys import read_private

    private = read_private(key)
    attestation = attest(results, private)
    file = write_attestation(results, attestation)
    say(f"{file}: {results} is signed by the key {private.public.id}.\n")
    return 0
