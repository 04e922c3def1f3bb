"""Make the pair of keys by which records are signed, and signatures are checked."""

from pathlib import Path
from typing import Annotated

import typer


def keygen(
    out: Annotated[
        Path, typer.Option(metavar="FILE", help="Where the private key goes; the public one goes to FILE.pub.")
    ] = Path("asadvertised.key"),
) -> None:
    """Make an Ed25519 key pair, to sign records with and to check that; no file is ever replaced."""
    raise typer.Exit(run_keygen(out))


def run_keygen(out: Path) -> int:
    """Make the pair, say where it is, and give the exit code."""
    from asadvertised.cli.streams import say
    from asadvertised.record.attesting.keys import PUBLIC, make_pair

    public = make_pair(out)
    say(f"{out}: the private key, which signs. Only you can read it; keep it so.\n")
    say(f"{out}{PUBLIC}: the public key, for whoever is to check. Its id is {public.id}.\n")
    return 0
