"""Say what follows of all that a run found: the verdict, by its terms, and what each sentence comes to."""

from dataclasses import dataclass, replace

from asadvertised.article.model import Check
from asadvertised.outcome import Outcome
from asadvertised.record import rollup
from asadvertised.record.gate import Terms, judge_run
from asadvertised.record.gate_model import Gate, RuleName, WaiverResult
from asadvertised.record.model import Qualifier, SentenceResult, Shard, Summary
from asadvertised.record.rollup import Found

BY_ANOTHER = {
    "outcome": Outcome.UNTESTED,
    "qualifier": Qualifier.OTHER_SHARD,
    "reason": "Asked by another shard.",
}
KEPT_HERE = "Kept where this shard asked it; others may ask more of it."


@dataclass(frozen=True)
class Judged:
    """What follows of a run."""

    summary: Summary
    sentences: tuple[SentenceResult, ...]
    gate: Gate
    waivers: tuple[WaiverResult, ...]


def judge_whole(found: Found, terms: Terms, shard: Shard | None) -> Judged:
    """Judge what was found; a shard answers for nothing that another one asks, and says of nothing that it is whole."""
    others = {one.id for one in found.sentences if shard and one.check is Check.SCENARIOS and not one.scenarios}
    asked = tuple(one for one in found.sentences if one.id not in others)
    own = replace(found, sentences=asked, is_part=shard is not None)
    gated = judge_run(own, terms)
    known = {sentence.id: sentence for sentence in gated.sentences}
    floor = next((rule.found for rule in gated.gate.rules if rule.rule is RuleName.MIN_ASKED and rule.blocks), "")
    summary = rollup.summary(replace(own, sentences=gated.sentences), floor.rstrip("."))
    sentences = (known.get(one.id) or one.model_copy(update=BY_ANOTHER) for one in found.sentences)
    return Judged(
        summary.model_copy(update={"verdict": f"{_part(shard)}: {summary.verdict}"}) if shard else summary,
        tuple(map(_in_part, sentences) if shard else sentences),
        gated.gate,
        gated.waivers,
    )


def _part(shard: Shard) -> str:
    return f"Part {shard.number} of {shard.of}, and no verdict on the whole"


def _in_part(sentence: SentenceResult) -> SentenceResult:
    """Say of what a shard saw kept that others may ask more of it."""
    if sentence.outcome is not Outcome.PASSED or sentence.qualifier:
        return sentence
    return sentence.model_copy(update={"qualifier": Qualifier.IN_PART, "reason": sentence.reason or KEPT_HERE})
