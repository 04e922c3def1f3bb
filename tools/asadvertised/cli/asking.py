"""Ask one service: look whether it can be asked, ask it, ask again what broke down, and compare its page."""

import sys
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from asadvertised.article.drift import DriftOutcome, check_drift
from asadvertised.article.fetching.page import Page
from asadvertised.article.fetching.raw import keep_raw
from asadvertised.article.fetching.wire import Way
from asadvertised.article.ledger import Ledger
from asadvertised.cli.clean import cleaning
from asadvertised.cli.common import scenarios_of, shown
from asadvertised.cli.examining import trouble_with
from asadvertised.cli.pages import notes_on
from asadvertised.cli.progress import Progress
from asadvertised.cli.status import StatusLine
from asadvertised.outcome import Cause, Outcome
from asadvertised.record.build import Circumstances, build_results
from asadvertised.record.gate import Terms
from asadvertised.record.model import Drift, Results
from asadvertised.record.pictures import write_pictures
from asadvertised.report.words import visible
from asadvertised.suite.run import SuiteRun, ask_again, run_suite
from asadvertised.target.masking import Mask
from asadvertised.target.opening import Named, Wishes, reach_of
from asadvertised.target.profile.shown import shown as profile_shown
from asadvertised.target.sending import Reach

if TYPE_CHECKING:
    from asadvertised.cli.check import Wanted

Record = dict[str, Any]
PAGE = "page"


def ask(  # noqa: PLR0913, PLR0917  what is asked, of whom, and by what it is judged
    wanted: "Wanted", root: Path, ledger: Ledger, named: Named, folder: Path, terms: Terms
) -> Results:
    """Ask a service everything, and give the record; the page that was compared, and pictures, are kept in a folder."""
    started = datetime.now(UTC)
    spec = named.spec if wanted.targets else ""
    with cleaning(spec, wanted.out, ledger, wanted.timeout, quiet=wanted.quiet) as journal:
        run = _asked(wanted, root, ledger, named, journal)
    if wanted.article:
        run.know(wanted.article)
    drift, page = _compare(wanted, ledger, named, run.mask, skip=run.interrupted)
    if page:
        keep_raw(folder / PAGE, _without_secrets(page, run.mask))
    complete = not run.interrupted and not run.troubles
    records = run.records
    if run.troubles:
        sys.stderr.write(f"asadvertised: a fault of ours; please report it:\n{visible(run.troubles[0])}\n")
        records = _all_untold(ledger, records, f"A fault of ours: {_last_line(run.troubles[0])}", Cause.HARNESS)
    url = run.mask.text(named.url)
    presumed = tuple(run.mask.text(says) for says in named.presumed)
    known = (url, started, named.name, named.profile, drift.source, page.sha256 if page else "")
    says = profile_shown(named.text, run.mask)
    circumstances = Circumstances(*known, complete=complete, presumed=presumed, profile_text=says)
    results = build_results(ledger, records, drift, circumstances, terms)
    write_pictures(folder, results, run.pictures)
    return results


def _without_secrets(page: Page, mask: Mask) -> Page:
    """Give a page whose addresses are fit to be kept; its bytes are its publisher's, and stay as they are."""
    headers = tuple((name, mask.text(value)) for name, value in page.headers)
    source, url, passed = mask.text(page.source), mask.text(page.url), tuple(map(mask.text, page.redirects))
    return replace(page, source=source, url=url, headers=headers, redirects=passed)


def _asked(wanted: "Wanted", root: Path, ledger: Ledger, named: Named, journal: Path | None) -> SuiteRun:
    if not ledger.scenarios:
        return SuiteRun()
    try:
        trouble = trouble_with(
            root, ledger, named, Wishes(wanted.timeout, wanted.rate, journal, browser=wanted.browser)
        )
    except KeyboardInterrupt:
        return SuiteRun(interrupted=True)
    if trouble:
        reason = f"Not asked: {trouble.about} – but {trouble.says}"
        return SuiteRun(_all_untold(ledger, {}, reason, trouble.cause or Cause.HARNESS))
    ask_suite = partial(run_suite, root, ledger.folder.name, named.spec, timeout=wanted.timeout, workers=wanted.workers)
    more = ["--evidence", wanted.evidence, "--pictures", wanted.pictures]
    more += [] if wanted.targets else ["--ends-with-the-run"]
    more += [] if wanted.browser else ["--no-browser"]
    more += ["--rate", str(wanted.rate)] if wanted.rate else []
    more += ["--journal", str(journal.resolve())] if journal else []
    with StatusLine(quiet=wanted.quiet) as status:
        progress = Progress(ledger.scenarios, {one.id: one.text for one in ledger.article.sentences}, status)
        progress.begin(Mask().text(named.url))
        run = ask_suite(listener=progress.heard, more=more)
        return ask_again(run, partial(ask_suite, listener=progress.heard_again), more)


def _all_untold(ledger: Ledger, records: dict[str, Record], reason: str, cause: Cause) -> dict[str, Record]:
    """Say of every scenario without a record why it was not asked, and whose doing that is."""
    untold: Record = {"outcome": Outcome.CANT_TELL, "cause": cause, "reason": reason}
    return {scenario.id: records.get(scenario.id, untold) for scenario in ledger.scenarios}


def _last_line(text: str) -> str:
    return next((line for line in reversed(text.splitlines()) if line.strip()), "")


def _compare(wanted: "Wanted", ledger: Ledger, named: Named, mask: Mask, *, skip: bool) -> tuple[Drift, Page | None]:
    if wanted.no_article or skip:
        reason = "The run was stopped before." if skip else "Not compared, as was asked by --no-article."
        return Drift(outcome=DriftOutcome.NOT_ASKED, reason=reason), None
    source = wanted.article or f"{named.url}{ledger.article.page.path}"
    reach = Reach() if wanted.article else reach_of(named.spec)
    way = Way(reach.verify, reach.certificate, reach.proxies)
    errand = wanted.fetching.errand(source, wanted.timeout or reach.timeout, ledger.article.article.locale)
    found = check_drift(ledger.article, source, replace(errand, way=way), partial(scenarios_of, ledger))
    wanted.fetching.write_warc(found.page)
    return shown(found, mask, notes_on(found)), found.page
