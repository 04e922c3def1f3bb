"""The terms by which a run was judged, as far as its record has them: a policy's settings and its waivers."""

from asadvertised.record.gate import Terms
from asadvertised.record.gate_model import Ground, WaiverResult
from asadvertised.record.model import Results
from asadvertised.record.policy import Policy, PolicyFile, Waiver
from asadvertised.record.waivers import digest_of_sentence

OF_OTHER_WORDS = "0" * 64


def terms_of(results: Results) -> Terms:
    """Give the terms of a run again; a baseline is another record, and no part of this one."""
    gate = results.gate
    if gate is None:
        return Terms()
    if gate.policy is None:
        return Terms(day=gate.day)
    words = {sentence.id: sentence.text for sentence in results.sentences}
    waivers = tuple(_waiver(one, words.get(one.sentence, "")) for one in results.waivers)
    policy = Policy.model_construct(gate=gate.settings, waiver=waivers)
    return Terms(PolicyFile(policy, gate.policy.file, gate.policy.sha256, gate.policy.table), None, gate.day)


def _waiver(result: WaiverResult, words: str) -> Waiver:
    """Give a waiver as it stood in the policy; of its sentence's text only is known whether it was this one."""
    changed = Ground.TEXT_CHANGED in result.grounds
    return Waiver.model_construct(
        sentence=result.sentence,
        owner=result.owner,
        reason=result.reason,
        ticket=result.ticket,
        expires=result.expires,
        sentence_sha256=OF_OTHER_WORDS if changed else digest_of_sentence(words),
        observations=result.observations,
    )
