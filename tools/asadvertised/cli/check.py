"""The main job: ask, compare, record, report, and give a verdict, for one service or several."""

from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path

from asadvertised.article.fetching.local import must_be_there
from asadvertised.article.ledger import Ledger
from asadvertised.article.writing import write_whole
from asadvertised.cli.annotating import annotate
from asadvertised.cli.common import folder_of, load, reference_of
from asadvertised.cli.handing import NO_FORMATS, Formats
from asadvertised.cli.outputs import must_differ, prepare_outputs
from asadvertised.cli.pages import ANY_FETCHING, ON_THE_WEB, Fetching
from asadvertised.cli.rendering import NO_RENDERINGS, Renderings
from asadvertised.cli.streams import say
from asadvertised.cli.terms import terms_of
from asadvertised.errors import ConfigurationError
from asadvertised.record.files import RESULTS, prepare_folder, to_json
from asadvertised.record.gate import Terms
from asadvertised.record.growing import growing
from asadvertised.record.model import Results
from asadvertised.record.shards import Split
from asadvertised.report.formats import FORMATS
from asadvertised.target.opening import Named, look_at
from asadvertised.target.stopping import take_stops_as_interrupts

REPORT = "index.html"
MADE_OF_A_RECORD = (REPORT, "results.attestation.json", *(one.file for one in FORMATS.values()))


@dataclass(frozen=True)
class Wanted:
    """What the command line asked for."""

    targets: tuple[str, ...]
    article: str | None
    no_article: bool
    out: Path
    workers: int
    timeout: float | None
    rate: float | None
    name: str | None
    content: Path | None
    evidence: str = "all"
    har: Path | None = None
    formats: Formats = NO_FORMATS
    fetching: Fetching = ANY_FETCHING
    pictures: str = "failed"
    browser: bool = True
    gate: Path | None = None
    baseline: Path | None = None
    quiet: bool = False
    shard: Split | None = None
    renderings: Renderings = NO_RENDERINGS


def run_check(wanted: Wanted) -> int:
    """Run the main job and give its exit code."""
    named = _each_once([look_at(target) for target in wanted.targets])
    _prepare(wanted, named)
    _must_be_there(wanted.article)
    root, ledger = load(wanted.name, wanted.content)
    terms = terms_of(wanted.gate, wanted.baseline, ledger.article.article.name, ledger.article.article.locale)
    prepare_folder(wanted.out)
    take_stops_as_interrupts()
    with ExitStack() as stack:
        reference = None if named else stack.enter_context(reference_of(ledger))
        # The suite's imports cost as much as the reference's start; they overlap.
        from asadvertised.cli.asking import ask
        from asadvertised.report.markdown import results_markdown

        if reference:
            named = [look_at(reference.url())]
        if len(named) == 1:
            with growing(wanted.out, MADE_OF_A_RECORD) as record:
                results = ask(wanted, root, ledger, named[0], record, terms)
                record.clear()
                is_a_part = wanted.shard is not None
                wanted.formats.hand_over(results.drift, ledger, results_markdown(results), is_a_part=is_a_part)
                hand_over(results, wanted.out, wanted.har, wanted.renderings, quiet=wanted.quiet)
            return _ended(wanted, ledger, [results])
        with growing(wanted.out):
            return _several(wanted, root, ledger, named, terms)


def _prepare(wanted: Wanted, services: Sequence[Named]) -> None:
    """Refuse files that cannot be written, or would replace each other or what is read; several have a folder each."""
    wanted.fetching.must_fit(wanted.article)
    several = len(wanted.targets) > 1
    named = [(wanted.har, "--har"), *wanted.formats.outputs, (wanted.fetching.warc, "--warc")]
    own = [(Path(file.name), option) for file, option in named if file] if several else named
    must_differ([*_in_folder(Path() if several else wanted.out, wanted.renderings), *own])
    folders = [wanted.out / _folder(number, one) for number, one in enumerate(services, 1)] if several else [wanted.out]
    transcription = folder_of(wanted.name, wanted.content) / "article.toml"
    read = (wanted.article, transcription, wanted.gate, wanted.baseline, *wanted.targets)
    must_differ([file for folder in folders for file in _in_folder(folder, wanted.renderings)], read)
    prepare_outputs([file for folder in folders for file in wanted.renderings.outputs(folder)])
    prepare_outputs(named, read)


def _in_folder(folder: Path, renderings: Renderings) -> list[tuple[Path, str]]:
    """Give what is written into the folder of a report."""
    return [*((folder / name, "--out") for name in (RESULTS, REPORT)), *renderings.outputs(folder)]


def _ended(wanted: Wanted, ledger: Ledger, found: Sequence[Results]) -> int:
    """Tell those who run the job, if somebody is to be told more than the verdict, and give the worst exit code."""
    from asadvertised.report.columns import worst_code

    if not wanted.quiet:
        annotate(ledger, found)
    return worst_code([results.run.exit_code for results in found])


def _must_be_there(article: str | None) -> None:
    """Refuse a draft that is not there before a whole suite is asked for nothing."""
    if article and not article.lower().startswith(ON_THE_WEB):
        must_be_there(article)


def _several(wanted: Wanted, root: Path, ledger: Ledger, named: Sequence[Named], terms: Terms) -> int:
    """Ask one service after the other, each with a report of its own, and put them side by side."""
    from asadvertised.cli.asking import ask
    from asadvertised.report.columns import render_columns, render_columns_json
    from asadvertised.report.markdown import results_markdown

    columns: list[tuple[str, Results]] = []
    for one in named:
        folder = _folder(len(columns) + 1, one)
        prepare_folder(wanted.out / folder)
        its_own = replace(wanted, fetching=wanted.fetching.within(wanted.out / folder))
        with growing(wanted.out / folder, MADE_OF_A_RECORD) as record:
            results = ask(its_own, root, ledger, one, record, terms)
            record.clear()
            say(f"== {one.name}\n")
            har = wanted.out / folder / wanted.har.name if wanted.har else None
            hand_over(results, wanted.out / folder, har, wanted.renderings, quiet=wanted.quiet)
        formats = wanted.formats.within(wanted.out / folder)
        formats.hand_over(results.drift, ledger, results_markdown(results), is_a_part=wanted.shard is not None)
        columns.append((folder, results))
        if not results.run.complete:
            break
    write_whole(wanted.out / REPORT, render_columns(columns))
    write_whole(wanted.out / "targets.json", render_columns_json(columns))
    say(f"\nSide by side: {wanted.out / REPORT}\n")
    return _ended(wanted, ledger, [results for _, results in columns])


def _each_once(named: list[Named]) -> list[Named]:
    for place, one in enumerate(named):
        if any(one.name == other.name for other in named[:place]):
            mend = "give each profile a `name` of its own under [service]"
            raise ConfigurationError(f"two services are called {one.name!r}", "--target", mend)
    return named


def _folder(number: int, one: Named) -> str:
    """Name the folder of one service of several."""
    return f"{number}-{_plain(one.name)}"


def _plain(name: str) -> str:
    return "".join(letter if letter.isalnum() else "-" for letter in name.lower()).strip("-") or "service"


def hand_over(
    results: Results,
    out: Path,
    har: Path | None = None,
    renderings: Renderings = NO_RENDERINGS,
    *,
    quiet: bool = False,
) -> int:
    """Write a record and its forms, say what was found (the verdict alone when `quiet`), and give the exit code."""
    from asadvertised.record.pictures import read_pictures, remove_others
    from asadvertised.report.html import render_html
    from asadvertised.report.summary import render_summary, render_verdict

    write_whole(out / RESULTS, to_json(results))
    remove_others(out, results)
    write_whole(out / REPORT, render_html(results, read_pictures(out, results)))
    if har:
        from asadvertised.report.har import har_json

        write_whole(har, har_json(results))
    renderings.write(results, out)
    render = render_verdict if quiet else render_summary
    say(render(results, str(out / REPORT)))
    return results.run.exit_code
