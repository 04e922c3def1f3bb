"""The command line: what there is to say, each command loading its part of the machinery only when it runs."""

import sys
import traceback
from pathlib import Path
from typing import Annotated

import typer

from asadvertised import __version__
from asadvertised.cli.attest import attest
from asadvertised.cli.compare import compare
from asadvertised.cli.history import history
from asadvertised.cli.keygen import keygen
from asadvertised.cli.ledger import ledger
from asadvertised.cli.merge import merge
from asadvertised.cli.options import (
    REPORT_FOLDER,
    Article,
    Baseline,
    Browser,
    BrowserOrNone,
    Command,
    Content,
    FailOn,
    Gate,
    Har,
    History,
    IgnoreRobots,
    Kept,
    Markdown,
    Name,
    NoHistory,
    Out,
    Quiet,
    Rate,
    Sarif,
    Target,
    TargetTimeout,
    Timeout,
    Warc,
    Written,
)
from asadvertised.cli.plan import plan
from asadvertised.cli.prove_options import prove
from asadvertised.cli.redact import redact
from asadvertised.cli.serve import serve
from asadvertised.cli.streams import lasting_streams
from asadvertised.cli.verify import verify
from asadvertised.cli.waive import waive
from asadvertised.errors import ConfigurationError
from asadvertised.report.words import one_line, visible

EXIT_CODES = """\
Exit codes: 0 promises kept and text unchanged · 1 a promise is broken · 2 wrong usage or configuration ·
3 the text drifted · 4 could not tell. When several hold: 2, 1, 3, 4 in that order.
"""
WRONG_USAGE = 2
COULD_NOT_TELL = 4

app = typer.Typer(
    help="Does the service do what its help article says, and does the article still say it?",
    epilog=EXIT_CODES,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


@app.command(cls=Command)
def check(  # noqa: PLR0913  one parameter for each option
    *,
    target: Target = None,
    article: Article = None,
    no_article: Annotated[bool, typer.Option("--no-article", help="Do not compare the help page.")] = False,
    gate: Gate = None,
    baseline: Baseline = None,
    out: Out = REPORT_FOLDER,
    workers: Annotated[int, typer.Option(min=1, max=64, help="How many processes ask.")] = 1,
    evidence: Annotated[Kept, typer.Option(help="Of which scenarios exchanges are kept.")] = Kept.ALL,
    pictures: Annotated[Kept, typer.Option(help="Of which scenarios pictures of pages are kept.")] = Kept.FAILED,
    har: Har = None,
    sarif: Sarif = None,
    markdown: Markdown = None,
    formats: Written = None,
    history: History = None,
    ignore_robots: IgnoreRobots = False,
    browser: BrowserOrNone = None,
    warc: Warc = None,
    timeout: TargetTimeout = None,
    rate: Rate = None,
    shard: Annotated[
        str | None, typer.Option(metavar="I/N", help="Ask one part of N of the scenarios; `merge` puts them together.")
    ] = None,
    quiet: Quiet = False,
    name: Name = None,
    content: Content = None,
) -> None:
    """Ask a service every promise of an article, compare its help page, write a report, give a verdict."""
    from asadvertised.cli.check import Wanted, run_check
    from asadvertised.cli.handing import Formats
    from asadvertised.cli.pages import Fetching
    from asadvertised.cli.rendering import Renderings
    from asadvertised.record.shards import Split

    fetching = Fetching(ignore_robots, browser is True, history, warc)
    named = (out, workers, timeout, rate, name, content, evidence, har, Formats(sarif, markdown), fetching)
    part = Split.said(shard) if shard else None
    more = (pictures, browser is not False, gate, baseline, quiet, part, Renderings.of(formats))
    raise typer.Exit(run_check(Wanted(tuple(target or ()), article, no_article, *named, *more)))


@app.command(cls=Command)
def doctor(
    target: Annotated[str, typer.Option(metavar="URL|FILE", help="The service, by address or profile.")],
    timeout: TargetTimeout = None,
    name: Name = None,
    content: Content = None,
) -> None:
    """Look whether a service can be asked, do each thing once, and say what to mend; exits 0 only if all is well."""
    from asadvertised.cli.examining import run_doctor

    raise typer.Exit(run_doctor(target, timeout, name, content))


@app.command(cls=Command)
def drift(  # noqa: PLR0913  one parameter for each option
    *,
    article: Article = None,
    json: Annotated[Path | None, typer.Option("--json", metavar="FILE", help="Write what changed as JSON.")] = None,
    fail_on: Annotated[FailOn, typer.Option(help="The least change that exits 3.")] = FailOn.REWORDED,
    since: Annotated[
        str | None, typer.Option(metavar="DATE", help="Compare the page as it was then with the last fetch.")
    ] = None,
    between: Annotated[
        tuple[str, str] | None, typer.Option(metavar="A B", help="Compare two kept fetches: dates, or SHA-256s.")
    ] = None,
    locale: Annotated[
        str | None, typer.Option(metavar="TAG", help="The --article is a translation, such as de or pt-BR.")
    ] = None,
    sarif: Sarif = None,
    markdown: Markdown = None,
    history: History = None,
    no_history: NoHistory = False,
    ignore_robots: IgnoreRobots = False,
    browser: Browser = False,
    warc: Warc = None,
    timeout: Timeout = 10.0,
    name: Name = None,
    content: Content = None,
) -> None:
    """Compare a help page with the transcription, sentence by sentence; by default the published page."""
    from asadvertised.cli.drift import Wanted, run_drift
    from asadvertised.cli.handing import Formats
    from asadvertised.cli.pages import Fetching, history_in

    fetching = Fetching(ignore_robots, browser, history_in(history, no_history=no_history), warc)
    formats = Formats(sarif, markdown)
    wanted = Wanted(article, timeout, json, name, content, formats, fetching, fail_on, locale, since, between)
    raise typer.Exit(run_drift(wanted))


@app.command(cls=Command)
def accept(  # noqa: PLR0913  one parameter for each option
    *,
    article: Article = None,
    reviewed: Annotated[
        list[str] | None,
        typer.Option(metavar="ID", help="Instead, clear a scenario, or all of a sentence; may be repeated."),
    ] = None,
    note: Annotated[str, typer.Option(help="What is to be kept with what is cleared.")] = "",
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask before writing.")] = False,
    ignore_robots: IgnoreRobots = False,
    browser: Browser = False,
    timeout: Timeout = 10.0,
    name: Name = None,
    content: Content = None,
) -> None:
    """Take what the page says into the article's file, and note which scenarios a person has to look at again."""
    from asadvertised.cli.accept import Wanted, run_accept
    from asadvertised.cli.pages import Fetching

    fetching = Fetching(ignore_robots, browser)
    raise typer.Exit(run_accept(Wanted(article, tuple(reviewed or ()), note, yes, timeout, name, content, fetching)))


@app.command(cls=Command)
def new(  # noqa: PLR0913  one parameter for each option
    *,
    page: Annotated[str, typer.Argument(metavar="URL|FILE", help="The help page.")],
    name: Annotated[str, typer.Option(help="What to call the article: a folder under features/.")],
    ignore_robots: IgnoreRobots = False,
    browser: Browser = False,
    timeout: Timeout = 10.0,
    content: Content = None,
) -> None:
    """Begin a new article: write down every sentence of a page, none of them accounted for yet."""
    from asadvertised.cli.new import Wanted, run_new
    from asadvertised.cli.pages import Fetching

    raise typer.Exit(run_new(Wanted(page, name, content, timeout, Fetching(ignore_robots, browser))))


@app.command(cls=Command)
def report(
    results: Annotated[Path, typer.Argument(metavar="RESULTS.json", help="The record of a run.")],
    out: Annotated[Path | None, typer.Option(metavar="DIR", help="Where; else beside the record.")] = None,
    har: Har = None,
    formats: Written = None,
) -> None:
    """Write the report of a record again; exits as its run did."""
    from asadvertised.cli.rendering import Renderings
    from asadvertised.cli.report import run_report

    raise typer.Exit(run_report(results, out, har, Renderings.of(formats)))


for command in (waive, compare, history, merge, plan, keygen, attest, redact, verify, ledger):
    app.command(cls=Command)(command)


@app.command(cls=Command)
def explore(  # noqa: PLR0913  one parameter for each option
    *,
    target: Annotated[
        str, typer.Option(metavar="URL|FILE", help="The service, by address or profile; else our own reference.")
    ] = "",
    steps: Annotated[int, typer.Option(min=1, help="About how many acts are tried in all.")] = 1000,
    seed: Annotated[int | None, typer.Option(help="The order; the same seed tries the same.")] = None,
    out: Out = REPORT_FOLDER,
    timeout: TargetTimeout = None,
    quiet: Quiet = False,
    name: Name = None,
    content: Content = None,
) -> None:
    """Try acts in random order, and report the shortest sequence that breaks a promise, if one does."""
    from asadvertised.cli.explore import Wanted, run_explore

    raise typer.Exit(run_explore(Wanted(target, steps, seed, out, timeout, name, content, quiet)))


@app.command(cls=Command)
def clean(
    target: Annotated[
        str, typer.Option(metavar="URL|FILE", help="Only what was made there; else wherever it was.")
    ] = "",
    out: Annotated[Path, typer.Option(metavar="DIR", help="The folder of the run's report.")] = Path(
        "asadvertised-report"
    ),
    timeout: TargetTimeout = None,
    name: Name = None,
    content: Content = None,
) -> None:
    """Remove what a run made and could not remove: exits 0 when nothing is left, 4 when something is."""
    from asadvertised.cli.clean import Wanted, run_clean

    raise typer.Exit(run_clean(Wanted(target, out, timeout, name, content)))


app.command(cls=Command)(prove)


app.command(cls=Command)(serve)


def _version(wanted: bool) -> None:  # noqa: FBT001  Typer calls it so
    if wanted:
        typer.echo(f"asadvertised {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    *,
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version.")
    ] = False,
) -> None:
    pass


def main() -> None:
    """Run a command; what the user gave us and we cannot use is one clear line, a fault of ours is told as one."""
    with lasting_streams():
        try:
            app()
        except ConfigurationError as error:
            typer.echo(f"asadvertised: {one_line(str(error))}", err=True)
            sys.exit(WRONG_USAGE)
        except Exception as error:  # noqa: BLE001  whatever it is, it is no verdict about the service
            typer.echo(visible(traceback.format_exc()).rstrip(), err=True)
            what = f"a fault of ours, and no verdict: {type(error).__name__}: {error}"
            typer.echo(f"asadvertised: {one_line(what)}", err=True)
            sys.exit(COULD_NOT_TELL)
