"""Judge a run again, from its record alone: the answers are told again to the scenarios, and the page is read again."""

from functools import partial
from pathlib import Path
from tempfile import NamedTemporaryFile

from asadvertised.article.drift import compare_page
from asadvertised.article.fetching.raw import PAGE, page_in
from asadvertised.article.ledger import Ledger
from asadvertised.cli.common import load, scenarios_of, shown
from asadvertised.errors import ConfigurationError
from asadvertised.record.files import to_json
from asadvertised.record.model import Drift, Results
from asadvertised.record.pictures import is_genuine, pictures_of, read_pictures
from asadvertised.record.rejudging import Rejudged, has_something_to_judge, hold
from asadvertised.suite.run import SuiteRun, named_in_a_file, run_suite
from asadvertised.target.masking import Mask


def rejudge(file: Path, results: Results, content: Path | None, workers: int) -> Rejudged:
    """Judge a run again.

    Raises ConfigurationError for a record of another suite than is here, or of a run that tried sequences.
    """
    root, ledger = load(results.run.article.name, content)
    _must_be_of(results, ledger, file)
    run = _told_again(root, ledger, results, workers)
    if run.troubles:
        raise RuntimeError(run.troubles[0])
    pictures = read_pictures(file.parent, results)
    forged = [pictures_of(results)[digest].file for digest, image in pictures.items() if not is_genuine(digest, image)]
    return hold(results, run.records, _read_again(file, results, ledger), ledger, forged)


def _must_be_of(results: Results, ledger: Ledger, file: Path) -> None:
    if results.exploration:
        what = "is of a run that tried sequences of acts, which cannot be judged again"
        raise ConfigurationError(what, str(file), "give the record of a check; explore can be repeated by its seed")
    if results.run.suite_sha256 != ledger.suite_digest:
        what = f"is of another suite than the one here: {results.run.suite_sha256[:12]}, and not "
        mend = "give the one that asked by --content, or use the version that ran"
        raise ConfigurationError(what + ledger.suite_digest[:12], str(file), mend)


def _told_again(root: Path, ledger: Ledger, results: Results, workers: int) -> SuiteRun:
    """Tell a record again that was read, and may be more than its file holds: its run may have been killed."""
    asked = [scenario.id for scenario in results.scenarios if has_something_to_judge(scenario)]
    if not asked:
        return SuiteRun()
    with named_in_a_file(asked) as only, NamedTemporaryFile("w", encoding="utf-8", suffix=".json") as told:
        told.write(to_json(results))
        told.flush()
        more = ["--replay", told.name, "--only", only]
        ask = partial(run_suite, root, ledger.folder.name, results.run.target, timeout=None, workers=workers)
        return ask(listener=lambda _: None, more=more)


def _read_again(file: Path, results: Results, ledger: Ledger) -> Drift | None:
    """Compare the page that was kept, if it is there and is the one; else nothing is said of the text."""
    page, named = page_in(file.parent / PAGE), results.run.article.page_sha256
    if page is None or (named and page.sha256 != named):
        return None
    return shown(compare_page(ledger.article, results.drift.source, page, None, partial(scenarios_of, ledger)), Mask())
