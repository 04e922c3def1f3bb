"""Say what follows of all that a run found: the verdict, by its terms, and what each sentence comes to."""

from dataclasses import dataclass, replace

from asadvertised.article.model import Check
from asadvertised.outcome import Outcome
from asadvertised.record import rollup
from asadvertised.record.gate import Terms, judge_run
from asadvertised.record.gate_model import Gate, RuleName, WaiverResult
from asadvertised.record.model import Qualifier, SentenceResult, Summary
from asadvertised.record.rollup import Found

BY_ANOTHER = {
    "outcome": Outcome.UNTESTED,
    "qualifier": Qualifier.OTHER_SHARD,
    "reason": "Asked by another shard.",
}


@dataclass(frozen=True)
class Judged:
    """What follows of a run."""

    summary: Summary
    sentences: tuple[SentenceResult, ...]
    gate: Gate
    waivers: tuple[WaiverResult, ...]


def judge_whole(found: Found, terms: Terms, *, is_shard: bool) -> Judged:
    """Judge what was found; a shard answers for nothing that another one asks."""
    others = {one.id for one in found.sentences if is_shard and one.check is Check.SCENARIOS and not one.scenarios}
    own = replace(found, sentences=tuple(one for one in found.sentences if one.id not in others))
    gated = judge_run(own, terms)
    known = {sentence.id: sentence for sentence in gated.sentences}
    floor = next((rule.found for rule in gated.gate.rules if rule.rule is RuleName.MIN_ASKED and rule.blocks), "")
    return Judged(
        rollup.summary(replace(own, sentences=gated.sentences), floor.rstrip(".")),
        tuple(known.get(one.id) or one.model_copy(update=BY_ANOTHER) for one in found.sentences),
        gated.gate,
        gated.waivers,
    )
