"""The gate: what of a run's findings blocks a release, by a policy, its waivers and a baseline, and what decides."""

from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING

from asadvertised.outcome import Outcome
from asadvertised.record import rollup
from asadvertised.record.gate_model import BaselineSource, Excuse, Gate, PolicySource, WaiverResult, WaiverState
from asadvertised.record.gate_rules import rules_of
from asadvertised.record.model import SentenceResult
from asadvertised.record.policy import Policy, PolicyFile, today
from asadvertised.record.rollup import Found
from asadvertised.record.waivers import Seen, failures_of, judge

if TYPE_CHECKING:
    from asadvertised.record.baseline import Baseline


@dataclass(frozen=True)
class Terms:
    """By what a run is judged, and on which day; without a policy and a baseline, everything blocks."""

    policy: PolicyFile | None = None
    baseline: "Baseline | None" = None
    day: date = field(default_factory=today)


@dataclass(frozen=True)
class Gated:
    """The gate of a run, what became of each waiver, and the sentences with the excuse that each has."""

    gate: Gate
    waivers: tuple[WaiverResult, ...]
    sentences: tuple[SentenceResult, ...]


def judge_run(found: Found, terms: Terms) -> Gated:
    """Say what of a run's findings blocks; the first rule that does decides."""
    policy = terms.policy.policy if terms.policy else Policy()
    seen = Seen(found.sentences, found.scenarios, found.drift, terms.day)
    waivers = tuple(judge(waiver, seen) for waiver in policy.waiver)
    sentences = tuple(_with_excuse(sentence, found, policy, terms.baseline, waivers) for sentence in found.sentences)
    judged = replace(found, sentences=sentences)
    rules = tuple(rules_of(judged, policy.gate, terms.baseline))
    decided = next((rule for rule in rules if rule.blocks), None)
    gate = Gate(
        policy=_source(terms.policy),
        settings=policy.gate,
        baseline=_baseline(judged, terms.baseline),
        day=terms.day,
        rules=rules,
        decided=decided.rule if decided else None,
        exit_code=decided.exit_code if decided else rollup.KEPT,
        exit_code_without=rollup.exit_code(
            found.scenarios, found.drift, found.left, complete=found.complete, is_part=found.is_part
        ),
    )
    return Gated(gate, waivers, sentences)


def _with_excuse(
    sentence: SentenceResult,
    found: Found,
    policy: Policy,
    baseline: "Baseline | None",
    waivers: tuple[WaiverResult, ...],
) -> SentenceResult:
    """Say why a broken sentence does not block, if it does not: each of its failures has to be excused alike."""
    failures = failures_of(sentence.id, found.scenarios)
    excuse = None
    if any(waiver.sentence == sentence.id and waiver.state is WaiverState.IN_FORCE for waiver in waivers):
        excuse = Excuse.WAIVED
    elif baseline and all(baseline.had(sentence, failure) for failure in failures):
        excuse = Excuse.BASELINE
    elif sentence.modality not in policy.gate.broken:
        excuse = Excuse.POLICY
    return sentence.model_copy(update={"excused": excuse}) if failures else sentence


def _source(file: PolicyFile | None) -> PolicySource | None:
    return PolicySource(file=file.name, table=file.table, sha256=file.sha256) if file else None


def _baseline(found: Found, baseline: "Baseline | None") -> BaselineSource | None:
    """Name the baseline, with how much is as it was then."""
    if not baseline:
        return None
    failing = [one for one in found.scenarios if one.outcome is Outcome.FAILED]
    as_then = sum(any(baseline.had(s, one) for s in found.sentences if s.id in one.sentences) for one in failing)
    telling = found.drift.telling
    return baseline.source.model_copy(
        update={"failures": as_then, "changes": len(telling) - len(baseline.new_of(telling))}
    )
