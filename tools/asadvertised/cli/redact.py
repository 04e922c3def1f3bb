"""Withhold values of a record, in a copy or in its place, without breaking its signature."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

FROM_INPUT = "-"


def redact(  # noqa: PLR0913  one parameter for each option
    results: Annotated[Path, typer.Argument(metavar="RESULTS.json", help="The record of a run.")],
    *,
    field: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NAME",
            help="A header, a key of a body, a parameter of an address, or a JSON pointer; may be repeated.",
        ),
    ] = None,
    value: Annotated[
        list[str] | None,
        typer.Option(
            metavar="TEXT", help="A value, wherever it stands; - reads them from standard input, a line each."
        ),
    ] = None,
    without: Annotated[
        list[str] | None,
        typer.Option(metavar="FILE", help="A picture, or a file of the page, that is to go; may be repeated."),
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="Where the copy goes; else beside the record's folder, as …-redacted."),
    ] = None,
    in_place: Annotated[
        bool, typer.Option("--in-place", help="Make no copy: what is withheld is gone from the record for good.")
    ] = False,
) -> None:
    """Withhold values of a record for good, and write its report again; a signature holds as before."""
    from asadvertised.cli.redacting import redact_record
    from asadvertised.record.attesting.choosing import Wanted

    wanted = Wanted(tuple(field or ()), values_of(value or ()))
    redact_record(results, wanted, tuple(without or ()), out, in_place=in_place)


def values_of(values: Sequence[str]) -> tuple[str, ...]:
    """Give the values that were said, and those that standard input has."""
    said = tuple(value for value in values if value != FROM_INPUT)
    return (*said, *filter(None, sys.stdin.read().splitlines())) if FROM_INPUT in values else said
