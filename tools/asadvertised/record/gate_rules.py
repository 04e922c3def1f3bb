"""The rules of a gate: each says in plain words what it asks, and what it found of that in a run."""

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from asadvertised.article.change import Severity
from asadvertised.article.drift import DriftOutcome
from asadvertised.article.model import Check, Modality
from asadvertised.outcome import Outcome
from asadvertised.record.gate_model import Excuse, Rule, RuleName
from asadvertised.record.model import Drift, Qualifier, SentenceResult
from asadvertised.record.policy import PERCENT, Settings, Untold
from asadvertised.record.rollup import (
    BROKEN,
    COULD_NOT_TELL,
    DRIFTED,
    EXCUSED,
    Found,
    Unsettled,
    number,
    something_asked,
)

if TYPE_CHECKING:
    from asadvertised.record.baseline import Baseline

ANSWERED = (Outcome.PASSED, Outcome.FAILED)


def rules_of(found: Found, settings: Settings, baseline: "Baseline | None") -> Iterator[Rule]:
    """Give every rule with what it found, in the order in which they decide; sentences have their excuses."""
    yield _broken(found, settings)
    yield _text(found.drift, settings, baseline)
    yield _complete(found)
    yield _settled(found.left)
    if not found.is_part:
        yield _something_asked(found)
    if settings.min_asked is not None:
        yield _min_asked(found, settings.min_asked)
    yield _untold(RuleName.CANT_TELL, found, settings.cant_tell, baseline)
    yield _untold(RuleName.UNTESTED, found, settings.untested, baseline)
    yield _text_compared(found.drift, settings.text_cant_tell)


def _broken(found: Found, settings: Settings) -> Rule:
    """Tell broken sentences; a failure of a sentence that the article does not have is excused by nothing."""
    broken = [sentence for sentence in found.sentences if sentence.outcome is Outcome.FAILED]
    known = {sentence.id for sentence in broken}
    failing = [one for one in found.scenarios if one.outcome is Outcome.FAILED]
    homeless = sum(known.isdisjoint(one.sentences) for one in failing)
    blocking = sum(sentence.excused is None for sentence in broken) + homeless
    excuses = Counter(sentence.excused for sentence in broken if sentence.excused)
    told = [f"{count} {EXCUSED[excuse]}" for excuse, count in excuses.items()]
    return Rule(
        rule=RuleName.BROKEN,
        says=f"A broken sentence blocks{_of('modality', settings.broken, list(Modality))}.",
        found=_counted(number(len(broken) + homeless, "broken sentence"), blocking, told),
        concerned=len(broken) + homeless,
        blocking=blocking,
        blocks=blocking > 0,
        exit_code=BROKEN,
    )


def _text(drift: Drift, settings: Settings, baseline: "Baseline | None") -> Rule:
    """Tell changes of the text; drift of which no change is told cannot be excused."""
    new = baseline.new_of(drift.telling) if baseline else list(drift.telling)
    blocking = sum(change.severity in settings.text for change in new)
    known, lesser = len(drift.telling) - len(new), len(new) - blocking
    told = [f"{known} {EXCUSED[Excuse.BASELINE]}"] if known else []
    told += [f"{lesser} of a severity that does not block"] if lesser else []
    untold = drift.outcome is DriftOutcome.DRIFTED and not drift.telling
    return Rule(
        rule=RuleName.TEXT,
        says=_says_of_text(settings),
        found=_counted(number(len(drift.telling), "change"), blocking + untold, told),
        concerned=len(drift.telling) + untold,
        blocking=blocking + untold,
        blocks=blocking + untold > 0,
        exit_code=DRIFTED,
    )


def _says_of_text(settings: Settings) -> str:
    if not settings.text:
        return "No change of the page's text blocks."
    return f"A change of the page's text blocks{_of('severity', settings.text, list(Severity))}; looks alone are none."


def _complete(found: Found) -> Rule:
    says = "A run that was cut short blocks, whatever the policy."
    said = "It ran to its end." if found.complete else "It was cut short."
    return _always(RuleName.COMPLETE, says, said, int(not found.complete))


def _settled(left: Unsettled) -> Rule:
    says = "What a person has yet to settle blocks, whatever the policy."
    said = f"{number(left.unaccounted, 'sentence')} unaccounted for, {number(left.to_review, 'question')} to review."
    return _always(RuleName.SETTLED, says, said, left.unaccounted + left.to_review)


def _something_asked(found: Found) -> Rule:
    says = "A run in which no scenario was kept blocks, whatever the policy."
    asked = something_asked(found.scenarios)
    return _always(RuleName.SOMETHING_ASKED, says, "Some were." if asked else "None was.", int(not asked))


def _always(rule: RuleName, says: str, found: str, count: int) -> Rule:
    blocks = count > 0
    return Rule(
        rule=rule, says=says, found=found, concerned=count, blocking=count, blocks=blocks, exit_code=COULD_NOT_TELL
    )


def _min_asked(found: Found, least: float) -> Rule:
    """Hold what has an answer against the floor; what could not be told, was not asked, or is not offered has none."""
    held = [sentence for sentence in found.sentences if sentence.check is Check.SCENARIOS]
    answered = sum(_is_answered(sentence) for sentence in held)
    share = f"{Decimal(str(least)) * PERCENT:f}".rstrip("0").rstrip(".") if least < 1 else str(PERCENT)
    short = not held or answered < Decimal(str(least)) * len(held)
    missing = len(held) - answered
    return Rule(
        rule=RuleName.MIN_ASKED,
        says=f"At least {share} % of the sentences that scenarios ask must have an answer.",
        found=f"{answered} of {len(held)} have one.",
        concerned=missing,
        blocking=missing if short else 0,
        blocks=short,
        exit_code=COULD_NOT_TELL,
    )


def _is_answered(sentence: SentenceResult) -> bool:
    return sentence.outcome in ANSWERED or sentence.qualifier is Qualifier.NOT_EXERCISED


def _untold(rule: RuleName, found: Found, setting: Untold, baseline: "Baseline | None") -> Rule:
    outcome, what = {
        RuleName.CANT_TELL: (Outcome.CANT_TELL, "was asked and has no verdict"),
        RuleName.UNTESTED: (Outcome.UNTESTED, "was not asked"),
    }[rule]
    untold = [scenario for scenario in found.scenarios if scenario.outcome is outcome]
    lost = sum(map(baseline.had_an_answer, untold)) if baseline else 0
    then = f"; {number(lost, 'scenario')} had an answer in the baseline" if lost else ""
    said = f"{number(len(untold), 'scenario')}{then}."
    return _warning(rule, f"A scenario that {what}", said, len(untold), setting)


def _text_compared(drift: Drift, setting: Untold) -> Rule:
    untold = drift.outcome is DriftOutcome.CANT_TELL
    said = "The page's text could not be compared." if untold else "No page was beyond comparing."
    return _warning(RuleName.TEXT_CANT_TELL, "A page that could not be compared", said, int(untold), setting)


def _warning(rule: RuleName, what: str, found: str, count: int, setting: Untold) -> Rule:
    blocks = count > 0 and setting is Untold.BLOCK
    does = "blocks" if setting is Untold.BLOCK else "is only warned of, and is not kept"
    return Rule(
        rule=rule,
        says=f"{what} {does}.",
        found=found,
        concerned=count,
        blocking=count if blocks else 0,
        blocks=blocks,
        warns=count > 0 and not blocks,
        exit_code=COULD_NOT_TELL,
    )


def _of(what: str, chosen: Sequence[str], every: Collection[str]) -> str:
    return "" if set(chosen) >= set(every) else f" if its {what} is {' or '.join(chosen)}"


def _counted(what: str, blocking: int, excused: Sequence[str]) -> str:
    """Count what there is, and how much of it blocks or does not, and why."""
    parts = [f"{blocking} block{'s' if blocking == 1 else ''}"] if blocking else []
    return f"{what}: {', '.join([*parts, *excused])}." if parts or excused else f"{what}."
