"""Tell what became of every sentence over many runs, and which promises held at a moment."""

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from asadvertised.errors import ConfigurationError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from asadvertised.record.runs import Archive
    from asadvertised.report.history import Moment

PAGE = "history.html"
KEPT, COULD_NOT_TELL = 0, 4


def history(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Where the reports of your runs lie, at any depth.")],
    as_of: Annotated[
        str | None,
        typer.Option(
            metavar="DATE",
            help="Say which promises held at a time, or as a day ended; ISO 8601, UTC where no zone is named.",
        ),
    ] = None,
    out: Annotated[
        Path | None, typer.Option(metavar="FILE", help=f"Where the page is written; else {PAGE} in that folder.")
    ] = None,
    json: Annotated[Path | None, typer.Option("--json", metavar="FILE", help="Write it as JSON.")] = None,
) -> None:
    """Show what became of each sentence over many runs; it judges nothing, and exits 0.

    With --as-of it exits 4 where, at a target, no complete run had finished by then: that is "could not tell".
    """
    raise typer.Exit(run_history(folder, as_of, out, json))


def run_history(folder: Path, as_of: str | None, out: Path | None, json: Path | None) -> int:
    """Read every run, write the page, say what changed or what held, and give the exit code."""
    from asadvertised.article.writing import write_whole
    from asadvertised.cli.outputs import prepare_outputs
    from asadvertised.cli.streams import say
    from asadvertised.record.runs import read_runs
    from asadvertised.record.timeline import lines_of
    from asadvertised.report.history import render_history, render_standing
    from asadvertised.report.history_json import render_history_json
    from asadvertised.report.history_page import render_history_page

    moment = _moment(as_of)
    archive = read_runs(folder)
    for why in archive.passed_over:
        _mention(f"passed over {why}")
    if not archive.runs and moment is None:
        raise ConfigurationError("there is no whole run", str(folder), "put its parts together by `merge`")
    page = out or folder / PAGE
    _must_spare(archive, (page, json))
    prepare_outputs([(page, "--out"), (json, "--json")], [run.file for run in (*archive.runs, *archive.parts)])
    lines = lines_of(archive.runs)
    write_whole(page, render_history_page(lines, moment, page))
    if json:
        write_whole(json, render_history_json(archive, lines, moment))
    if moment is None:
        say(render_history(lines, str(page)))
        return KEPT
    say(render_standing(lines, moment, str(page)))
    answers = [line.at(moment.when, moment.now) for line in lines]
    return KEPT if answers and all(one and one.holds for one in answers) else COULD_NOT_TELL


def _moment(said: str | None) -> "Moment | None":
    """Read a moment; a day is meant to its end, so that the runs of that day count.

    Raises ConfigurationError.
    """
    from contextlib import suppress
    from datetime import UTC, date, datetime, time

    from asadvertised.article.fetching.kept import parse_when
    from asadvertised.report.history import Moment
    from asadvertised.report.moments import second

    if said is None:
        return None
    now = datetime.now(UTC)
    with suppress(ValueError):
        day = date.fromisoformat(said)
        return Moment(f"the end of {day.isoformat()} (UTC)", datetime.combine(day, time.max, UTC), now)
    try:
        when = parse_when(said)
    except ConfigurationError as error:
        raise ConfigurationError(error.what, f"--as-of {said}", error.mend) from None
    return Moment(second(when), when, now)


def _must_spare(archive: "Archive", outputs: "Iterable[Path | None]") -> None:
    """Refuse, by ConfigurationError, to replace the report of a run."""
    reports = {os.path.realpath(run.report) for run in (*archive.runs, *archive.parts) if run.report}
    for file in outputs:
        if file and os.path.realpath(file) in reports:
            raise ConfigurationError("is the report of a run, and would be replaced", str(file), "name another file")


def _mention(what: str) -> None:
    from asadvertised.report.words import one_line

    typer.echo(f"asadvertised: {one_line(what)}", err=True)
