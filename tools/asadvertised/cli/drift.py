"""Compare a help page with the transcription, or with another fetch of it, or a translation with the original."""

from dataclasses import dataclass
from functools import partial
from pathlib import Path

from asadvertised.article.change import Severity
from asadvertised.article.drift import DriftOutcome, check_drift
from asadvertised.article.history import History, Versions
from asadvertised.article.ledger import Ledger
from asadvertised.article.writing import write_whole
from asadvertised.cli.common import folder_of, load, scenarios_of, shown
from asadvertised.cli.handing import NO_FORMATS, Formats
from asadvertised.cli.options import FailOn
from asadvertised.cli.outputs import prepare_outputs
from asadvertised.cli.pages import ANY_FETCHING, Fetching, notes_on
from asadvertised.cli.streams import say
from asadvertised.errors import ConfigurationError
from asadvertised.record.model import Drift
from asadvertised.record.rollup import COULD_NOT_TELL, DRIFTED, KEPT
from asadvertised.target.masking import Mask

FAILING = {
    FailOn.COSMETIC: frozenset(Severity),
    FailOn.REWORDED: frozenset([Severity.WARNING, Severity.ERROR]),
    FailOn.SUBSTANTIVE: frozenset([Severity.ERROR]),
}


@dataclass(frozen=True)
class Wanted:
    """What the command line asked for; `between` names two kept fetches, `since` one, the last being the other."""

    article: str | None
    timeout: float
    json: Path | None
    name: str | None
    content: Path | None
    formats: Formats = NO_FORMATS
    fetching: Fetching = ANY_FETCHING
    fail_on: FailOn = FailOn.REWORDED
    locale: str | None = None
    since: str | None = None
    between: tuple[str, str] | None = None


def run_drift(wanted: Wanted) -> int:
    """Compare, say what changed, and give the exit code."""
    from asadvertised.report.markdown import drift_markdown
    from asadvertised.report.summary import render_drift

    _can_be_meant(wanted)
    outputs = [(wanted.json, "--json"), (wanted.fetching.warc, "--warc"), *wanted.formats.outputs]
    transcription = folder_of(wanted.name, wanted.content) / "article.toml"
    prepare_outputs(outputs, (wanted.article, transcription))
    _, ledger = load(wanted.name, wanted.content)
    drift = _compared(wanted, ledger)
    if wanted.json:
        write_whole(wanted.json, drift.model_dump_json(indent=1) + "\n")
    wanted.formats.hand_over(drift, ledger, drift_markdown(drift))
    say(render_drift(drift))
    return _code(drift, wanted.fail_on)


def _can_be_meant(wanted: Wanted) -> None:
    wanted.fetching.must_fit(wanted.article)
    of_history = "--since" if wanted.since else "--between" if wanted.between else ""
    if wanted.since and wanted.between:
        raise ConfigurationError("say the same thing twice", "--since, --between", "give one of them")
    if of_history and not wanted.fetching.history:
        raise ConfigurationError("there is no history to look into", of_history, "say where it is by --history DIR")
    if of_history and (wanted.locale or wanted.fetching.warc):
        raise ConfigurationError("nothing is fetched then", of_history, "leave out --locale and --warc")
    if wanted.locale and not wanted.article:
        raise ConfigurationError("where is the translation?", "--locale", "name its page or file by --article")


def _compared(wanted: Wanted, ledger: Ledger) -> Drift:
    source = wanted.article or ledger.article.article.source
    if wanted.since or wanted.between:
        return _over_time(wanted, ledger, source)
    locale = wanted.locale or ledger.article.article.locale
    errand = wanted.fetching.errand(source, wanted.timeout, locale)
    if wanted.locale:
        from asadvertised.article.translation import check_translation

        found = check_translation(ledger.article, source, errand, wanted.locale)
    else:
        found = check_drift(ledger.article, source, errand, partial(scenarios_of, ledger))
    wanted.fetching.write_warc(found.page)
    return shown(found, Mask(), notes_on(found))


def _over_time(wanted: Wanted, ledger: Ledger, source: str) -> Drift:
    archive = wanted.fetching.archive()
    assert archive  # noqa: S101  it was asked for above
    history = History(archive, ledger.article, source)
    if wanted.between:
        old, new = history.first(wanted.between[0]), history.last(wanted.between[1])
    else:
        old, new = history.since(wanted.since or "")
    versions = history.between(old, new, partial(scenarios_of, ledger))
    return shown(versions.found, Mask(), _notes_on_versions(versions))


def _notes_on_versions(versions: Versions) -> tuple[str, ...]:
    sides = " with ".join(f"{kept.at:%Y-%m-%d %H:%M} UTC ({kept.sha256[:12]})" for kept in (versions.old, versions.new))
    notes = [f"two fetches were compared: {sides}"]
    if versions.of_ours:
        notes.append(f"{versions.of_ours} differences come of how we read it then, not of the page, and are not listed")
    return tuple(notes)


def _code(drift: Drift, fail_on: FailOn) -> int:
    if drift.outcome is DriftOutcome.CANT_TELL:
        return COULD_NOT_TELL
    return DRIFTED if any(change.severity in FAILING[fail_on] for change in drift.changes) else KEPT
