"""What follows from the scenarios: each sentence's outcome, the counts, the exit code and the verdict."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final, Literal

from asadvertised.article.drift import DriftOutcome
from asadvertised.article.ledger import Ledger
from asadvertised.article.model import Check, Section, Sentence
from asadvertised.outcome import WITHOUT_ANSWER, Outcome, worst
from asadvertised.record.gate_model import Excuse
from asadvertised.record.model import Counts, Drift, Exploration, Qualifier, ScenarioResult, SentenceResult, Summary
from asadvertised.record.turns import Turn, says_still, whose_turn

ExitCode = Literal[0, 1, 2, 3, 4]
KEPT: Final = 0
BROKEN: Final = 1
DRIFTED: Final = 3
COULD_NOT_TELL: Final = 4
NOBODY_SAYS = "Nobody has said yet how this sentence is held to account."
EXCUSED = {
    Excuse.WAIVED: "waived",
    Excuse.BASELINE: "as in the baseline",
    Excuse.POLICY: "of a modality that does not block",
}


def sentences_of(ledger: Ledger) -> tuple[SentenceResult, ...]:
    """Give every sentence of the article, in its order, as one that nobody has asked yet."""
    results, block = [], -1
    to_review = {review.sentence for review in ledger.reviews if review.open}
    for section in ledger.article.section:
        for sentences in section.blocks:
            block += 1
            results += [_sentence(section, one, block, to_review=one.id in to_review) for one in sentences]
    return tuple(results)


def rolled_up(
    sentences: Iterable[SentenceResult], scenarios: Iterable[ScenarioResult], drift: Drift
) -> tuple[SentenceResult, ...]:
    """Give sentences the outcome that scenarios come to, and say whose turn it is."""
    by_sentence: dict[str, list[ScenarioResult]] = {}
    for scenario in scenarios:
        for name in scenario.sentences:
            by_sentence.setdefault(name, []).append(scenario)
    return tuple(_with_outcome(sentence, by_sentence.get(sentence.id, []), drift) for sentence in sentences)


def _with_outcome(sentence: SentenceResult, asking: list[ScenarioResult], drift: Drift) -> SentenceResult:
    outcome = _outcome(sentence.check, asking)
    changes = (change for change in drift.changes if change.sentence == sentence.id)
    says = says_still(drift.outcome, changes, to_review=sentence.to_review)
    asked = sentence.check in (Check.SCENARIOS, Check.UNACCOUNTED)
    known = {
        "reason": _reason(outcome, asking) if sentence.check is Check.SCENARIOS else sentence.reason,
        "outcome": outcome,
        "qualifier": _qualifier(outcome, asking),
        "scenarios": tuple(scenario.id for scenario in asking),
        "says": says,
        "turn": whose_turn(says, outcome if asked else None),
        "excused": None,
    }
    return sentence.model_copy(update=known)


def _sentence(section: Section, sentence: Sentence, block: int, *, to_review: bool) -> SentenceResult:
    return SentenceResult(
        id=sentence.id,
        section=section.id,
        kind=sentence.kind,
        block=block,
        item=sentence.item,
        level=section.level if sentence.kind == "heading" else 0,
        text=sentence.text,
        modality=sentence.modality,
        check=sentence.check,
        reason=sentence.reason or (NOBODY_SAYS if sentence.check is Check.UNACCOUNTED else ""),
        outcome=Outcome.UNTESTED,
        to_review=to_review,
    )


def _outcome(check: Check, asking: list[ScenarioResult]) -> Outcome:
    if check in (Check.INFORMATIVE, Check.OUTSIDE_THE_SERVICE):
        return Outcome.INAPPLICABLE
    return worst(scenario.outcome for scenario in asking)


def _reason(outcome: Outcome, asking: list[ScenarioResult]) -> str:
    """Give the reason of the first scenario that decided; where all is kept, say what was not asked in full."""
    if outcome is not Outcome.PASSED:
        return next((s.reason for s in asking if s.outcome is outcome and s.reason), "")
    if flaky := next((scenario for scenario in asking if scenario.qualifier is Qualifier.FLAKY), None):
        return flaky.reason
    left = sum(scenario.outcome is Outcome.INAPPLICABLE for scenario in asking)
    return f"Kept where it was asked; {left} of {len(asking)} scenarios did not apply." if left else ""


def _qualifier(outcome: Outcome, asking: list[ScenarioResult]) -> Qualifier | None:
    """Give what a sentence's outcome leaves unsaid: not used before not offered, for somebody may have looked.

    What is kept where it was asked, and needs in part what is not offered, is kept in part.
    """
    found = {scenario.qualifier for scenario in asking}
    if outcome is Outcome.PASSED:
        in_part = Qualifier.IN_PART if Qualifier.NOT_OFFERED in found else None
        return Qualifier.FLAKY if Qualifier.FLAKY in found else in_part
    if outcome is Outcome.UNTESTED and Qualifier.NOT_LOOKED_AT in found:
        return Qualifier.NOT_LOOKED_AT
    if outcome is not Outcome.INAPPLICABLE:
        return None
    return next((one for one in (Qualifier.NOT_EXERCISED, Qualifier.NOT_OFFERED) if one in found), None)


@dataclass(frozen=True)
class Unsettled:
    """What a person has yet to decide: how sentences are held to account, and what tests another wording."""

    unaccounted: int = 0
    to_review: int = 0

    def __bool__(self) -> bool:
        return bool(self.unaccounted or self.to_review)


def unsettled(ledger: Ledger) -> Unsettled:
    """Count what a person has yet to decide."""
    unaccounted = sum(sentence.check is Check.UNACCOUNTED for sentence in ledger.article.sentences)
    return Unsettled(unaccounted, len({name for review in ledger.reviews for name in review.open}))


@dataclass(frozen=True)
class Found:
    """What a run found, before anybody says what follows of it; of one that is a part, nothing may be asked."""

    sentences: tuple[SentenceResult, ...]
    scenarios: tuple[ScenarioResult, ...]
    drift: Drift
    left: Unsettled = field(default_factory=Unsettled)
    complete: bool = True
    is_part: bool = False


def summary(found: Found, floor: str = "") -> Summary:
    """Count, and say in one line what the run found; `floor` says that too little was asked, if it was."""
    sentences, scenarios = found.sentences, found.scenarios
    return Summary(
        verdict=_verdict(found, floor),
        unaccounted=found.left.unaccounted,
        to_review=found.left.to_review,
        turns=Counter(sentence.turn for sentence in sentences if sentence.turn is not Turn.NOBODY),
        sentences=_counts(sentences),
        scenarios=_counts(scenarios),
        changes=len(found.drift.telling),
        causes=Counter(scenario.cause for scenario in scenarios if scenario.cause),
        not_offered=Counter(scenario.capability for scenario in scenarios if scenario.capability),
        not_looked_at=Counter(s.reason for s in scenarios if s.qualifier is Qualifier.NOT_LOOKED_AT),
    )


def _counts(results: Iterable[SentenceResult | ScenarioResult]) -> Counts:
    results = list(results)
    outcomes = Counter(result.outcome.value for result in results)
    qualified = Counter(result.qualifier for result in results)
    return Counts(
        **outcomes,
        not_exercised=qualified[Qualifier.NOT_EXERCISED],
        not_offered=qualified[Qualifier.NOT_OFFERED],
        flaky=qualified[Qualifier.FLAKY],
        in_part=qualified[Qualifier.IN_PART],
        waived=sum(isinstance(one, SentenceResult) and one.excused is Excuse.WAIVED for one in results),
    )


def something_asked(scenarios: Iterable[ScenarioResult]) -> bool:
    """Say whether anything was kept, or at least looked for; else nothing can be said of the whole."""
    return any(one.outcome is Outcome.PASSED or one.qualifier is Qualifier.NOT_EXERCISED for one in scenarios)


def exit_code(
    scenarios: Sequence[ScenarioResult],
    drift: Drift,
    left: Unsettled = Unsettled(),
    *,
    complete: bool,
    is_part: bool = False,
) -> ExitCode:
    """Give what the run's end tells a machine, if no gate says otherwise.

    Broken comes before drifted, drifted before could not tell. What a person has yet to settle could not be told: the
    text is the page's, so it did not drift, and whether the service does what it now says was not asked.
    """
    if any(scenario.outcome is Outcome.FAILED for scenario in scenarios):
        return BROKEN
    if drift.outcome is DriftOutcome.DRIFTED:
        return DRIFTED
    asked_in_vain = any(scenario.outcome in WITHOUT_ANSWER for scenario in scenarios)
    nothing_asked = not is_part and not something_asked(scenarios)
    if left or asked_in_vain or nothing_asked or not complete or drift.outcome is DriftOutcome.CANT_TELL:
        return COULD_NOT_TELL
    return KEPT


def exit_code_of_exploring(exploration: Exploration, *, complete: bool) -> ExitCode:
    """Give what the end of a run that tried sequences tells a machine; where nothing was compared, nothing is kept."""
    if exploration.outcome is Outcome.FAILED:
        return BROKEN
    kept = exploration.outcome is Outcome.PASSED and exploration.compared and complete
    return KEPT if kept else COULD_NOT_TELL


def verdict_of_exploring(exploration: Exploration, *, complete: bool) -> str:
    """Say in one line what a run found that tried sequences."""
    acts, sequences = number(exploration.acts, "act"), number(exploration.sequences, "sequence")
    tried = f"{acts} in {sequences}, {number(exploration.compared, 'comparison')}"
    if exploration.outcome is Outcome.FAILED:
        return f"A sequence of acts breaks a promise; tried: {tried}."
    if exit_code_of_exploring(exploration, complete=complete) == KEPT:
        return f"No sequence was found that breaks a promise; tried: {tried}."
    why = exploration.reason or "Nothing was compared."
    return f"Sequences of acts could not be told in full; tried: {tried}. {why}"


def _verdict(found: Found, floor: str) -> str:
    said = "; ".join(filter(None, _not_kept(found, floor)))
    if said:
        return f"{said[0].upper()}{said[1:]}."
    if exit_code(found.scenarios, found.drift, found.left, complete=found.complete, is_part=found.is_part) != KEPT:
        return "Nothing could be told."
    again = sum(scenario.qualifier is Qualifier.FLAKY for scenario in found.scenarios)
    text = f"; {number(again, 'scenario')} only on a repeat" if again else ""
    text += "" if found.drift.outcome is DriftOutcome.NOT_ASKED else ", and its page says what was transcribed"
    return f"Every promise that was asked is kept{text}."


def _not_kept(found: Found, floor: str) -> list[str]:
    """Give each part of a verdict that says what is not kept; nothing in its place where there is nothing to say."""
    broken = [sentence for sentence in found.sentences if sentence.outcome is Outcome.FAILED]
    asked = Counter(sentence.outcome for sentence in found.sentences if sentence.check is Check.SCENARIOS)
    unknown, untested = asked[Outcome.CANT_TELL], asked[Outcome.UNTESTED]
    drift, left = found.drift, found.left
    return [
        f"{number(len(broken), 'sentence')} broken{_excused(broken)}" if broken else "",
        f"the page's text drifted in {number(len(drift.telling), 'place')}" if drift.telling else "",
        f"{number(unknown, 'sentence')} could not be told" if unknown else "",
        f"{number(untested, 'sentence')} not tested" if untested else "",
        f"{number(left.unaccounted, 'sentence')} unaccounted for" if left.unaccounted else "",
        f"{number(left.to_review, 'question')} to review" if left.to_review else "",
        "the page's text could not be compared" if drift.outcome is DriftOutcome.CANT_TELL else "",
        "the run was cut short" if not found.complete else "",
        f"too little was asked: {floor}" if floor else "",
    ]


def _excused(broken: Sequence[SentenceResult]) -> str:
    """Say how many of the broken sentences do not block, and why; they are broken all the same."""
    excuses = Counter(sentence.excused for sentence in broken if sentence.excused)
    return f" ({', '.join(f'{count} {EXCUSED[excuse]}' for excuse, count in excuses.items())})" if excuses else ""


def number(count: int, thing: str) -> str:
    """Give a count with what is counted."""
    return f"{count} {thing}{'' if count == 1 else 's'}"
