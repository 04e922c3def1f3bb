"""Build the record of a run from what the suite saw and what the page says."""

import platform
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from importlib.metadata import version
from typing import Any
from uuid import uuid4

from asadvertised import __version__
from asadvertised.article.change import suspects
from asadvertised.article.drift import DriftOutcome
from asadvertised.article.ledger import Ledger
from asadvertised.article.model import Boundary
from asadvertised.article.reviews import open_reviews
from asadvertised.article.scenarios import Scenario
from asadvertised.outcome import Outcome
from asadvertised.record import rollup
from asadvertised.record.gate import Terms
from asadvertised.record.judging import judge_whole
from asadvertised.record.model import (
    ArticleSource,
    BoundaryResult,
    Drift,
    Exploration,
    Results,
    Run,
    ScenarioResult,
    Shard,
    Step,
    Versions,
)
from asadvertised.record.proof import read_proof
from asadvertised.record.rollup import Found
from asadvertised.record.shards import is_in


@dataclass(frozen=True)
class Circumstances:
    """What a run was, apart from what it found; `page` is where the article's page was read.

    `name` is the target's for people, `profile` the file that says how it was asked, `presumed` what that says itself,
    and `profile_text` its words, without secrets.
    """

    target: str
    started: datetime
    name: str = ""
    profile: str = ""
    page: str = ""
    page_sha256: str = ""
    complete: bool = True
    unfinished: bool = False
    own_reference: bool = False
    shard: Shard | None = None
    id: str = field(default_factory=lambda: uuid4().hex)
    presumed: tuple[str, ...] = ()
    profile_text: str = ""


def build_results(
    ledger: Ledger,
    records: Mapping[str, Mapping[str, Any]],
    drift: Drift,
    circumstances: Circumstances,
    terms: Terms | None = None,
) -> Results:
    """Build the whole record; a scenario without a record was not asked, and counts as untested.

    Without `terms` all that is not kept blocks.
    """
    suspect = {name for change in drift.changes if suspects(change.kind, change.severity) for name in change.scenarios}
    scenarios = tuple(
        _standing(ledger, scenario, _scenario(scenario, records.get(scenario.id)), suspect)
        for scenario in ledger.scenarios
        if is_in(scenario.id, circumstances.shard)
    )
    return _results(ledger, scenarios, drift, circumstances, terms or Terms())


def build_exploration(
    ledger: Ledger,
    exploration: Exploration,
    found: tuple[Scenario, Mapping[str, Any]] | None,
    circumstances: Circumstances,
) -> Results:
    """Build the record of a run that tried sequences, and asked no scenario but the one that it found."""
    scenarios = (_scenario(*found),) if found else ()
    drift = Drift(outcome=DriftOutcome.NOT_ASKED, reason="Not compared: this run tried sequences of acts.")
    results = _results(ledger, scenarios, drift, circumstances, Terms())
    complete = circumstances.complete
    exit_code = rollup.exit_code_of_exploring(exploration, complete=complete)
    run = results.run.model_copy(update={"exit_code": exit_code})
    verdict = rollup.verdict_of_exploring(exploration, complete=complete)
    summary = results.summary.model_copy(update={"verdict": verdict})
    return results.model_copy(update={"run": run, "summary": summary, "exploration": exploration, "gate": None})


def _results(
    ledger: Ledger, scenarios: tuple[ScenarioResult, ...], drift: Drift, circumstances: Circumstances, terms: Terms
) -> Results:
    sentences = rollup.rolled_up(rollup.sentences_of(ledger), scenarios, drift)
    found = Found(sentences, scenarios, drift, rollup.unsettled(ledger), circumstances.complete)
    judged = judge_whole(found, terms, circumstances.shard)
    return Results(
        run=_run(ledger, circumstances, judged.gate.exit_code),
        **vars(judged),
        scenarios=scenarios,
        drift=drift,
        reviews=tuple(open_reviews(ledger.reviews)),
        boundaries=tuple(_boundary(ledger, boundary) for boundary in ledger.article.boundary),
        proof=read_proof(ledger.folder, ledger.suite_digest),
    )


def _boundary(ledger: Ledger, boundary: Boundary) -> BoundaryResult:
    rows = len(ledger.rows_of(boundary))
    return BoundaryResult(says=boundary.says, coverage=boundary.coverage, rows=rows, outlines=boundary.outlines)


def _scenario(scenario: Scenario, record: Mapping[str, Any] | None) -> ScenarioResult:
    steps = tuple(Step(keyword=k, text=t, outcome=Outcome.UNTESTED, duration_s=0) for k, t in scenario.steps)
    not_asked = {"outcome": Outcome.UNTESTED, "reason": "Not asked: the run ended before.", "steps": steps}
    known = {
        "id": scenario.id,
        "feature": scenario.feature,
        "line": scenario.line,
        "name": scenario.name,
        "sentences": scenario.sentences,
    }
    return ScenarioResult.model_validate({**(record or not_asked), **known})


def _standing(ledger: Ledger, scenario: Scenario, result: ScenarioResult, suspect: Collection[str]) -> ScenarioResult:
    """Say how far a scenario's outcome can be relied on; one of what the article no longer says promises nothing."""
    known: dict[str, Any] = {"suspect": scenario.id in suspect, "to_review": ledger.to_review(scenario)}
    if ledger.is_retired(scenario):
        untold = {"qualifier": None, "cause": None, "promised": "", "seen": "", "capability": ""}
        known |= {"outcome": Outcome.INAPPLICABLE, "reason": "The article no longer says what this asks.", **untold}
    return result.model_copy(update=known)


def _run(ledger: Ledger, circumstances: Circumstances, exit_code: rollup.ExitCode) -> Run:
    finished = datetime.now(UTC)
    return Run(
        id=circumstances.id,
        started=circumstances.started.isoformat(timespec="milliseconds"),
        finished=finished.isoformat(timespec="milliseconds"),
        duration_s=round((finished - circumstances.started).total_seconds(), 3),
        versions=Versions(
            asadvertised=__version__,
            python=platform.python_version(),
            pytest=version("pytest"),
            pytest_bdd=version("pytest-bdd"),
        ),
        target=circumstances.target,
        name=circumstances.name or circumstances.target,
        profile=circumstances.profile,
        profile_text=circumstances.profile_text,
        presumed=circumstances.presumed,
        article=_source(ledger, circumstances),
        suite_sha256=ledger.suite_digest,
        own_reference=circumstances.own_reference,
        shard=circumstances.shard,
        complete=circumstances.complete,
        unfinished=circumstances.unfinished,
        exit_code=exit_code,
    )


def _source(ledger: Ledger, circumstances: Circumstances) -> ArticleSource:
    about = ledger.article.article
    return ArticleSource(
        name=about.name,
        title=about.title,
        publisher=about.publisher,
        source=about.source,
        locale=about.locale,
        sha256=about.sha256,
        page=circumstances.page,
        page_sha256=circumstances.page_sha256,
    )
