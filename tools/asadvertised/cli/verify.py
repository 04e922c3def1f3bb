"""Hold a record against its signature, and against what its own evidence comes to."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from asadvertised.cli.options import Content
from asadvertised.errors import ConfigurationError

if TYPE_CHECKING:
    from asadvertised.record.attesting.flaws import Attested

GOOD, TAMPERED, COULD_NOT_TELL = 0, 1, 4
MOST_KINDS = 20


@dataclass(frozen=True)
class Wanted:
    """What the command line asked for."""

    results: Path
    key: Path | None = None
    only_signature: bool = False
    workers: int = 1
    json: Path | None = None
    content: Path | None = None


def verify(  # noqa: PLR0913  one parameter for each option
    *,
    results: Annotated[
        Path, typer.Argument(metavar="RESULTS.json", help="The record of a run, with what lies beside it.")
    ],
    key: Annotated[
        Path | None, typer.Option(metavar="FILE", help="The public key of who is to have signed it.")
    ] = None,
    only_signature: Annotated[
        bool, typer.Option("--only-signature", help="Check the signature, and judge nothing again.")
    ] = False,
    workers: Annotated[int, typer.Option(min=1, max=64, help="How many processes judge.")] = 1,
    json: Annotated[Path | None, typer.Option("--json", metavar="FILE", help="Write what differs as JSON.")] = None,
    content: Content = None,
) -> None:
    """Judge a run again from its record, without its service, and check its signature; exits 0 if all of it holds.

    1 says that the record is not what was signed, or not what its evidence comes to; 4, that it could not be told.
    """
    raise typer.Exit(run_verify(Wanted(results, key, only_signature, workers, json, content)))


def run_verify(wanted: Wanted) -> int:
    """Check what there is to check, say what was found, and give the exit code."""
    if wanted.only_signature and wanted.key is None:
        raise ConfigurationError("there is no key to check a signature with", "--only-signature", "name one by --key")
    code = check_signature(wanted.results, wanted.key) if wanted.key else GOOD
    if wanted.only_signature or code != GOOD:
        return code
    return _judge_again(wanted)


def check_signature(results: Path, key: Path) -> int:
    """Check the signature, say what was found, and give the exit code."""
    from asadvertised.cli.streams import say
    from asadvertised.record.attesting.check import check_attestation
    from asadvertised.record.attesting.keys import read_public

    attested = check_attestation(results, read_public(key))
    say("".join(f"{line}\n" for line in said_of(attested)))
    return GOOD if attested.is_good else TAMPERED


def _tell_of_no_key(results: Path) -> None:
    """Say that nobody's signature was looked at, so that nobody takes the rest for it."""
    from asadvertised.cli.streams import say
    from asadvertised.record.attesting.files import attestation_of

    there = "is not checked: name a key by --key" if attestation_of(results).exists() else "is not there"
    say(f"A signature {there}.\n")


def _judge_again(wanted: Wanted) -> int:
    from asadvertised.article.writing import write_whole
    from asadvertised.cli.outputs import prepare_outputs
    from asadvertised.cli.rejudging import rejudge
    from asadvertised.cli.streams import say
    from asadvertised.record.files import read_results
    from asadvertised.report.rejudged import as_json, said

    prepare_outputs([(wanted.json, "--json")], [wanted.results, wanted.key])
    results = read_results(wanted.results)
    if wanted.key is None:
        _tell_of_no_key(wanted.results)
    found = rejudge(wanted.results, results, wanted.content, wanted.workers)
    say("".join(f"{line}\n" for line in said(found)))
    if wanted.json:
        write_whole(wanted.json, as_json(found))
    if found.differences:
        return TAMPERED
    return GOOD if found.scenarios and not found.untold else COULD_NOT_TELL


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
