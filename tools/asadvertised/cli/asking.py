"""Ask one service: look whether it can be asked, ask it, ask again what broke down, and compare its page."""

import sys
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from asadvertised.article.drift import DriftOutcome, check_drift
from asadvertised.article.fetching.page import Page
from asadvertised.article.fetching.raw import PAGE, forget_raw, keep_raw
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
from asadvertised.record.growing import Growing
from asadvertised.record.model import Drift, Results
from asadvertised.record.pictures import write_pictures
from asadvertised.report.words import visible
from asadvertised.suite.run import SuiteRun, ask_again, named_in_a_file, run_suite
from asadvertised.target.masking import Mask
from asadvertised.target.opening import Named, Wishes, mask_of, reach_of
from asadvertised.target.profile.shown import shown as profile_shown
from asadvertised.target.sending import Reach

if TYPE_CHECKING:
    from asadvertised.cli.check import Wanted

Record = dict[str, Any]
STOPPED = "The run was stopped before."
BY_ANOTHER = "Compared by the first shard."
UNDER_WAY = Drift(outcome=DriftOutcome.NOT_ASKED, reason=STOPPED)


def ask(  # noqa: PLR0913, PLR0917  what is asked, of whom, and by what it is judged
    wanted: "Wanted", root: Path, ledger: Ledger, named: Named, record: Growing, terms: Terms
) -> Results:
    """Ask a service everything, and give the record; the page that was compared, and pictures, are kept in its folder.

    It is on disk as far as it goes, whatever ends us.
    """
    begun = _begun(wanted, ledger, named)
    blank = build_results(ledger, {}, UNDER_WAY, replace(begun, complete=False, unfinished=True), terms)
    forget_raw(record.folder / PAGE)
    spec = named.spec if wanted.targets else ""
    with cleaning(spec, wanted.out, ledger, wanted.timeout, quiet=wanted.quiet) as journal:
        run = _asked(wanted, root, ledger, named, journal, record, blank)
    if wanted.article:
        run.know(wanted.article)
    drift, page = _compare(wanted, ledger, named, run.mask, skip=run.interrupted)
    if page:
        keep_raw(record.folder / PAGE, _without_secrets(page, run.mask))
    complete = not run.interrupted and not run.troubles
    records = run.records
    if run.troubles:
        sys.stderr.write(f"asadvertised: a fault of ours; please report it:\n{visible(run.troubles[0])}\n")
        records = _all_untold(ledger, records, f"A fault of ours: {_last_line(run.troubles[0])}", Cause.HARNESS)
    ended = replace(begun, **_said_of(named, run.mask), complete=complete)
    circumstances = replace(ended, page=drift.source, page_sha256=page.sha256 if page else "")
    results = build_results(ledger, records, drift, circumstances, terms)
    write_pictures(record.folder, results, run.pictures)
    return results


def _begun(wanted: "Wanted", ledger: Ledger, named: Named) -> Circumstances:
    said = _said_of(named, mask_of(named.spec))
    shard = wanted.shard.of_all(len(ledger.scenarios)) if wanted.shard else None
    own = not wanted.targets
    return Circumstances(
        started=datetime.now(UTC), name=named.name, profile=named.profile, own_reference=own, shard=shard, **said
    )


def _said_of(named: Named, mask: Mask) -> dict[str, Any]:
    """Give what is said of a service, without the secrets that are known."""
    return {
        "target": mask.text(named.url),
        "presumed": tuple(mask.text(says) for says in named.presumed),
        "profile_text": profile_shown(named.text, mask),
    }


def _without_secrets(page: Page, mask: Mask) -> Page:
    """Give a page whose addresses are fit to be kept; its bytes are its publisher's, and stay as they are."""
    headers = tuple((name, mask.text(value)) for name, value in page.headers)
    source, url, passed = mask.text(page.source), mask.text(page.url), tuple(map(mask.text, page.redirects))
    return replace(page, source=source, url=url, headers=headers, redirects=passed)


def _asked(  # noqa: PLR0913, PLR0917  what is asked, of whom, and what is noted of it
    wanted: "Wanted",
    root: Path,
    ledger: Ledger,
    named: Named,
    journal: Path | None,
    record: Growing,
    blank: Results,
) -> SuiteRun:
    scenarios = [scenario for scenario in ledger.scenarios if wanted.shard is None or wanted.shard.has(scenario.id)]
    if not scenarios:
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
    record.begin(blank)
    ask_suite = partial(run_suite, root, ledger.folder.name, named.spec, timeout=wanted.timeout, workers=wanted.workers)
    more = ["--evidence", wanted.evidence, "--pictures", wanted.pictures]
    more += [] if wanted.targets else ["--ends-with-the-run"]
    more += [] if wanted.browser else ["--no-browser"]
    more += ["--rate", str(wanted.rate)] if wanted.rate else []
    more += ["--journal", str(journal.resolve())] if journal else []
    with StatusLine(quiet=wanted.quiet) as status, named_in_a_file(one.id for one in scenarios) as only:
        more += ["--only", only] if wanted.shard else []
        progress = Progress(scenarios, {one.id: one.text for one in ledger.article.sentences}, status)
        progress.begin(Mask().text(named.url))
        run = ask_suite(listener=progress.heard, more=more, keep=record.note)
        return ask_again(run, partial(ask_suite, listener=progress.heard_again), more, record.note)


def _all_untold(ledger: Ledger, records: dict[str, Record], reason: str, cause: Cause) -> dict[str, Record]:
    """Say of every scenario without a record why it was not asked, and whose doing that is."""
    untold: Record = {"outcome": Outcome.CANT_TELL, "cause": cause, "reason": reason}
    return {scenario.id: records.get(scenario.id, untold) for scenario in ledger.scenarios}


def _last_line(text: str) -> str:
    return next((line for line in reversed(text.splitlines()) if line.strip()), "")


def _compare(wanted: "Wanted", ledger: Ledger, named: Named, mask: Mask, *, skip: bool) -> tuple[Drift, Page | None]:
    by_another = wanted.shard is not None and wanted.shard.number > 1
    if wanted.no_article or skip or by_another:
        reason = BY_ANOTHER if by_another else STOPPED if skip else "Not compared, as was asked by --no-article."
        return Drift(outcome=DriftOutcome.NOT_ASKED, reason=reason), None
    source = wanted.article or f"{named.url}{ledger.article.page.path}"
    reach = Reach() if wanted.article else reach_of(named.spec)
    way = Way(reach.verify, reach.certificate, reach.proxies)
    errand = wanted.fetching.errand(source, wanted.timeout or reach.timeout, ledger.article.article.locale)
    found = check_drift(ledger.article, source, replace(errand, way=way), partial(scenarios_of, ledger))
    wanted.fetching.write_warc(found.page)
    return shown(found, mask, notes_on(found)), found.page
