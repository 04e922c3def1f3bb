"""Hold two records against each other: what broke, what is mended, and what nobody can tell any more."""

from pathlib import Path
from typing import Annotated

import typer


def compare(
    old: Annotated[Path, typer.Argument(metavar="OLD.json", help="The record of one run.")],
    new: Annotated[Path, typer.Argument(metavar="NEW.json", help="The record of the run that is held against it.")],
    json: Annotated[
        Path | None, typer.Option("--json", metavar="FILE", help="Write what became of it as JSON.")
    ] = None,
    html: Annotated[Path | None, typer.Option("--html", metavar="FILE", help="Write it as one page.")] = None,
) -> None:
    """Say what became of each sentence between two runs, and exit 0 when nothing got worse.

    Else 1 when a promise is newly broken, or otherwise; 3 when the text newly drifted; 4 when what was told before
    cannot be told, is no longer asked, or is to review, or when what is new could not be told.
    """
    raise typer.Exit(run_compare(old, new, json, html))


def run_compare(old: Path, new: Path, json: Path | None, html: Path | None) -> int:
    """Compare two records, say what became of each sentence, and give the exit code."""
    from asadvertised.article.writing import write_whole
    from asadvertised.cli.outputs import must_differ, prepare_outputs
    from asadvertised.cli.streams import say
    from asadvertised.record.comparing import compare_results
    from asadvertised.record.comparison import comparison_json
    from asadvertised.record.files import read_results
    from asadvertised.report.comparison import render_comparison, render_comparison_page

    outputs = [(json, "--json"), (html, "--html")]
    must_differ(outputs, [old, new])
    comparison = compare_results(read_results(old), read_results(new))
    prepare_outputs(outputs)
    if json:
        write_whole(json, comparison_json(comparison))
    if html:
        write_whole(html, render_comparison_page(comparison))
    say(render_comparison(comparison, str(html or "")))
    return comparison.exit_code
