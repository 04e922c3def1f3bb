"""Tell whether a record is what was signed."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from asadvertised.record.attesting.flaws import Attested

TAMPERED = 1
MOST_KINDS = 20


def verify(
    results: Annotated[
        Path, typer.Argument(metavar="RESULTS.json", help="The record of a run, its attestation beside.")
    ],
    key: Annotated[Path, typer.Option(metavar="FILE", help="The public key of who is to have signed it.")],
) -> None:
    """Hold a record against its signature, and say what is withheld; exits 0 if it is what was signed, and 1 if not."""
    raise typer.Exit(run_verify(results, key))


def run_verify(results: Path, key: Path) -> int:
    """Check the signature, say what was found, and give the exit code."""
    from asadvertised.cli.streams import say
    from asadvertised.record.attesting.check import check_attestation
    from asadvertised.record.attesting.keys import read_public

    attested = check_attestation(results, read_public(key))
    say("".join(f"{line}\n" for line in said_of(attested)))
    return 0 if attested.is_good else TAMPERED


def said_of(attested: "Attested") -> Iterator[str]:
    """Say whether a record is what was signed, and what is not there any more, a line each."""
    from asadvertised.report.words import one_line

    if not attested.is_good:
        yield "The record is not what was signed:"
        yield from (f"- {one_line(str(finding))}" for finding in attested.findings)
    elif attested.statement:
        run = attested.statement.predicate.run
        yield "The record is what was signed."
        yield f"Signed by the key {attested.key_id}."
        yield f"The run {run.id} ended {run.finished} with exit code {run.exit_code}: {one_line(run.verdict)}"
    if attested.is_good:
        kinds = Counter(gone.kind for gone in attested.withheld)
        for kind, count in kinds.most_common(MOST_KINDS):
            yield f"Withheld since: {one_line(kind)}, {count} times."
        if len(kinds) > MOST_KINDS:
            yield f"Withheld since: {sum(kinds.values())} values in all, of {len(kinds)} kinds."
    yield from (f"Left out since: {one_line(name)}" for name in attested.left_out)
