"""Small runs for tests: a few scenarios, and the sentences that they cite, rolled up as they are in a record."""

from datetime import date
from typing import Any

from asadvertised.article.change import Change, ChangeKind, Severity
from asadvertised.article.drift import DriftOutcome
from asadvertised.article.model import Check, Kind, Modality
from asadvertised.outcome import Outcome, worst
from asadvertised.record.baseline import Baseline
from asadvertised.record.gate import Gated, Terms, judge_run
from asadvertised.record.gate_model import Rule
from asadvertised.record.model import ArticleSource, Drift, Results, Run, ScenarioResult, SentenceResult, Versions
from asadvertised.record.policy import Policy, PolicyFile
from asadvertised.record.rollup import Found, summary

DAY = date(2026, 6, 1)
DIGEST = "0" * 64
UNCHANGED = Drift(outcome=DriftOutcome.UNCHANGED)


def scenario(identity: str, outcome: Outcome, *sentences: str, seen: str = "it is on", **more: Any) -> ScenarioResult:
    told = {"promised": "it is off", "seen": seen} if outcome is Outcome.FAILED else {}
    known: dict[str, Any] = {
        "feature": "f.feature",
        "line": 1,
        "name": identity,
        "sentences": sentences,
        **told,
        **more,
    }
    return ScenarioResult(id=identity, outcome=outcome, **known)


def found(*scenarios: ScenarioResult, drift: Drift = UNCHANGED, modality: str = "must", **more: Any) -> Found:
    """Give a small run: its sentences are those that the scenarios cite, rolled up as they are."""
    names = dict.fromkeys(name for one in scenarios for name in one.sentences)
    return Found(tuple(sentence(name, scenarios, modality) for name in names), scenarios, drift, **more)


def sentence(name: str, scenarios: tuple[ScenarioResult, ...], modality: str = "must") -> SentenceResult:
    asking = [one for one in scenarios if name in one.sentences]
    return SentenceResult(
        id=name,
        section="s",
        kind=Kind.PARAGRAPH,
        block=0,
        text=f"Words of {name}.",
        modality=Modality(modality),
        check=Check.SCENARIOS,
        outcome=worst(one.outcome for one in asking),
        qualifier=next((one.qualifier for one in asking), None),
        scenarios=tuple(one.id for one in asking),
    )


def change(old: str = "Old.", kind: ChangeKind = ChangeKind.SUBSTANTIVE, **more: Any) -> Change:
    known: dict[str, Any] = {"sentence": "a", "new": "New.", "severity": Severity.ERROR, **more}
    return Change(kind=kind, old=old, **known)


def drifted(*changes: Change) -> Drift:
    return Drift(outcome=DriftOutcome.DRIFTED, changes=changes)


def gated(run: Found, baseline: Baseline | None = None, waivers: tuple[Any, ...] = (), **gate: Any) -> Gated:
    policy = Policy.model_validate({"gate": gate, "waiver": waivers})
    return judge_run(run, Terms(PolicyFile(policy, "gate.toml", DIGEST), baseline, DAY))


def rule(passed: Gated, name: str) -> Rule:
    return next(one for one in passed.gate.rules if one.rule == name)


def record_of(run: Found, passed: Gated | None = None, article: str = "small") -> Results:
    """Give the record of a run, as it is without a policy unless it was judged."""
    passed = passed or judge_run(run, Terms(day=DAY))
    source = ArticleSource(name=article, title="T", publisher="P", source="https://x", locale="en", sha256=DIGEST)
    return Results(
        run=Run(
            id="0" * 32,
            started="2026-05-01T00:00:00+00:00",
            finished="2026-05-01T00:00:01+00:00",
            duration_s=1,
            versions=Versions(asadvertised="0", python="3"),
            target="http://then",
            name="then",
            article=source,
            suite_sha256=DIGEST,
            exit_code=passed.gate.exit_code,
        ),
        summary=summary(Found(passed.sentences, run.scenarios, run.drift)),
        sentences=passed.sentences,
        scenarios=run.scenarios,
        drift=run.drift,
        gate=passed.gate,
        waivers=passed.waivers,
    )
