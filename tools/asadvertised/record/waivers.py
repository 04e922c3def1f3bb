"""Waivers held against what a run found: in force, or void and why. A waived sentence stays broken."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from asadvertised.article.change import Change
from asadvertised.outcome import WITHOUT_ANSWER, Outcome
from asadvertised.record.fingerprint import fingerprint
from asadvertised.record.gate_model import Ground, WaiverResult, WaiverState
from asadvertised.record.model import Drift, ScenarioResult, SentenceResult
from asadvertised.record.policy import Waiver
from asadvertised.record.turns import Says, says_still

SAYS_OTHERWISE = (Says.REWORDED, Says.CHANGED, Says.GONE)
MOST_NAMED = 3
Void = tuple[Ground, str]


def digest_of_sentence(text: str) -> str:
    """Give the SHA-256 of a sentence's text as it was transcribed, in UTF-8."""
    return sha256(text.encode()).hexdigest()


def failures_of(sentence: str, scenarios: Iterable[ScenarioResult]) -> list[ScenarioResult]:
    """Give the scenarios that a sentence is broken by."""
    return [one for one in scenarios if one.outcome is Outcome.FAILED and sentence in one.sentences]


def says_otherwise(sentence: str, drift: Drift) -> bool:
    """Say whether the page has other words for a sentence, or none; looks, and its place, do not count."""
    changes: list[Change] = [change for change in drift.changes if change.sentence == sentence]
    return says_still(drift.outcome, changes, to_review=False) in SAYS_OTHERWISE


@dataclass(frozen=True)
class Seen:
    """What there is to hold waivers against."""

    sentences: Sequence[SentenceResult]
    scenarios: Sequence[ScenarioResult]
    drift: Drift
    day: date


def judge(waiver: Waiver, seen: Seen) -> WaiverResult:
    """Say whether a waiver is in force; each ground that it is void by is told."""
    sentence = next((one for one in seen.sentences if one.id == waiver.sentence), None)
    failures = failures_of(waiver.sentence, seen.scenarios)
    found = {fingerprint(failure) for failure in failures}
    void = list(_void(waiver, sentence, failures, seen))
    notes = [] if void or not sentence else list(_notes(waiver, sentence, found))
    return WaiverResult(
        **waiver.model_dump(exclude={"sentence_sha256"}),
        state=WaiverState.VOID if void else WaiverState.IN_FORCE,
        grounds=tuple(ground for ground, _ in void),
        why=(*(words for _, words in void), *notes),
        days_left=(waiver.expires - seen.day).days,
        seen=tuple(name for name in waiver.observations if name in found),
    )


def _void(
    waiver: Waiver, sentence: SentenceResult | None, failures: Sequence[ScenarioResult], seen: Seen
) -> Iterator[Void]:
    if sentence is None:
        yield Ground.UNKNOWN_SENTENCE, f"The article has no sentence {waiver.sentence!r}."
        return
    yield from _other_text(waiver, sentence, seen.drift)
    others = [failure for failure in failures if fingerprint(failure) not in waiver.observations]
    if others:
        yield Ground.ANOTHER_FAILURE, f"Another failure is seen than those that are waived: {_named(others)}."
    if waiver.expires < seen.day:
        yield Ground.EXPIRED, f"It expired: its last day was {waiver.expires}."
    if sentence.outcome is Outcome.PASSED:
        yield Ground.NOT_NEEDED, "It is no longer needed: the sentence is kept now. Take it out of the policy."
    elif sentence.outcome is Outcome.INAPPLICABLE:
        yield Ground.NOT_NEEDED, "It is not needed: the sentence does not apply here. Take it out of the policy."


def _other_text(waiver: Waiver, sentence: SentenceResult, drift: Drift) -> Iterator[Void]:
    if digest_of_sentence(sentence.text) != waiver.sentence_sha256:
        yield Ground.TEXT_CHANGED, "The sentence has another text now than the one that was waived."
    elif says_otherwise(sentence.id, drift):
        yield Ground.TEXT_CHANGED, "The page no longer says the sentence as it was waived."


def _notes(waiver: Waiver, sentence: SentenceResult, found: set[str]) -> Iterator[str]:
    if sentence.outcome in WITHOUT_ANSWER:
        yield "Whether it is still needed could not be told."
    elif len(found) < len(set(waiver.observations)):
        yield f"Fewer failures are seen than are waived: {len(found)} of {len(set(waiver.observations))}."


def _named(scenarios: Sequence[ScenarioResult]) -> str:
    named = ", ".join(scenario.id for scenario in scenarios[:MOST_NAMED])
    return named + (f", and {len(scenarios) - MOST_NAMED} more" if len(scenarios) > MOST_NAMED else "")
