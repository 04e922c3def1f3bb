"""Two records of one article held against each other: what got worse, what got better, and what is not comparable.

What nobody knew to be broken before is newly broken, and what nobody can tell any more is worse than what was told:
a comparison never takes silence for a pass.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from asadvertised.article.change import beyond
from asadvertised.article.drift import DriftOutcome
from asadvertised.errors import ConfigurationError
from asadvertised.outcome import WITHOUT_ANSWER, Outcome
from asadvertised.record.cautions import cautions_of
from asadvertised.record.comparison import (
    BROKEN_NOW,
    Became,
    Comparison,
    ScenarioComparison,
    SentenceComparison,
    Side,
    Standing,
    TextComparison,
)
from asadvertised.record.fingerprint import asked_by, fingerprint
from asadvertised.record.model import Drift, Qualifier, Results, ScenarioResult, SentenceResult
from asadvertised.record.rollup import BROKEN, COULD_NOT_TELL, DRIFTED, KEPT, ExitCode
from asadvertised.record.shards import MERGE, said_of_part
from asadvertised.record.turns import Says

Result = SentenceResult | ScenarioResult
Asking = Mapping[tuple[str, str, int], ScenarioResult]
WORST_FIRST = tuple(Became)
LOST = {Became.UNTOLD_NOW, Became.NO_LONGER_ASKED, Became.NEWLY_UNTOLD}
COMPARED = (DriftOutcome.UNCHANGED, DriftOutcome.DRIFTED)
SUSPECT = (Says.CHANGED, Says.GONE)
ORDER = (Outcome.PASSED, Outcome.FAILED, Outcome.CANT_TELL, None)
_B = Became
# fmt: off
BECAME = {
    # now:               kept            broken           could not tell   not asked
    Outcome.PASSED:    (_B.SAME,        _B.NEWLY_BROKEN, _B.UNTOLD_NOW,   _B.NO_LONGER_ASKED),
    Outcome.FAILED:    (_B.MENDED,      _B.STILL_BROKEN, _B.UNTOLD_NOW,   _B.NO_LONGER_ASKED),
    Outcome.CANT_TELL: (_B.TOLD_NOW,    _B.NEWLY_BROKEN, _B.STILL_UNTOLD, _B.NO_LONGER_ASKED),
    None:              (_B.NEWLY_ASKED, _B.NEWLY_BROKEN, _B.NEWLY_UNTOLD, _B.SAME),
}
# fmt: on


def compare_results(old: Results, new: Results) -> Comparison:
    """Say what became of each sentence, and of the text, between two runs.

    Raises ConfigurationError for records of two articles, for runs that ask no scenarios, and for parts of runs.
    """
    _must_be_comparable(old, new)
    sentences = tuple(_sentences(old, new))
    homeless = tuple(_homeless(old, new))
    text = _text(old.drift, new.drift)
    return Comparison(
        old=_side(old),
        new=_side(new),
        notes=tuple(cautions_of(old, new)),
        counts=Counter(sentence.became for sentence in sentences),
        suspect=sum(sentence.suspect for sentence in sentences),
        sentences=tuple(one for one in sentences if one.became is not Became.SAME or one.suspect),
        homeless=homeless,
        text=text,
        exit_code=_exit_code(sentences, homeless, text),
    )


def _must_be_comparable(old: Results, new: Results) -> None:
    one, other = ((side.run.article.name, side.run.article.locale) for side in (old, new))
    if one != other:
        what = f"the old record is of {' in '.join(one)}, the new one of {' in '.join(other)}"
        raise ConfigurationError(what, "compare", "give two records of one article in one language")
    for which, side in (("old", old), ("new", new)):
        if side.exploration:
            what = f"the {which} record is of `explore`, which asks no scenarios"
            raise ConfigurationError(what, "compare", "give two records of `check`")
        if part := said_of_part(side.run.shard):
            raise ConfigurationError(f"the {which} record is {part}", "compare", MERGE)


def _sentences(old: Results, new: Results) -> Iterator[SentenceComparison]:
    """Compare every sentence of either, in the article's order; those that are gone come last."""
    olds, news = ({sentence.id: sentence for sentence in side.sentences} for side in (old, new))
    before, after = _asking(old), _asking(new)
    for name in [*news, *(name for name in olds if name not in news)]:
        scenarios = tuple(_scenarios(before.get(name, {}), after.get(name, {})))
        yield _sentence(olds.get(name), news.get(name), scenarios)


def _asking(results: Results) -> dict[str, dict[tuple[str, str, int], ScenarioResult]]:
    """Give, for each sentence, what asks it."""
    asking: dict[str, dict[tuple[str, str, int], ScenarioResult]] = {}
    for key, scenario in _by_words(results).items():
        for name in scenario.sentences:
            asking.setdefault(name, {})[key] = scenario
    return asking


def _by_words(results: Results) -> dict[tuple[str, str, int], ScenarioResult]:
    """Give the scenarios by what they are known by; of those that are known by the same, each is one of so many."""
    times = Counter[tuple[str, str]]()
    known = {}
    for scenario in results.scenarios:
        key = asked_by(scenario)
        times[key] += 1
        known[(*key, times[key])] = scenario
    return known


def _homeless(old: Results, new: Results) -> Iterator[ScenarioComparison]:
    """Compare the scenarios that cite no sentence which either run knows: what they find counts all the same."""
    cited = {sentence.id for side in (old, new) for sentence in side.sentences}
    before, after = (
        {key: one for key, one in _by_words(side).items() if cited.isdisjoint(one.sentences)} for side in (old, new)
    )
    return (one for one in _scenarios(before, after) if one.became is not Became.SAME)


def _scenarios(olds: Asking, news: Asking) -> Iterator[ScenarioComparison]:
    for key in [*news, *(key for key in olds if key not in news)]:
        yield _scenario(olds.get(key), news.get(key))


def _scenario(old: ScenarioResult | None, new: ScenarioResult | None) -> ScenarioComparison:
    told = new or old
    assert told  # noqa: S101  at least one of them has it
    became = BECAME[_state(old)][ORDER.index(_state(new))]
    if became is Became.STILL_BROKEN and old and new and fingerprint(old) != fingerprint(new):
        became = Became.BROKEN_OTHERWISE
    broken = told.outcome is Outcome.FAILED
    return ScenarioComparison(
        id=told.id,
        feature=told.feature,
        line=told.line,
        name=told.name,
        became=became,
        before=_standing(old),
        after=_standing(new),
        fingerprint=fingerprint(told) if broken else "",
        promised=told.promised,
        seen=told.seen,
        reason=told.reason if new else "",
    )


def _state(result: Result | None) -> Outcome | None:
    """Give what a comparison rests on: kept, broken, could not tell, or None for what nobody asked.

    A permission that was not used was asked. What is not offered, and what does not apply, was not.
    """
    if result is None or (result.outcome is Outcome.INAPPLICABLE and result.qualifier is not Qualifier.NOT_EXERCISED):
        return None
    if result.outcome in WITHOUT_ANSWER:
        return Outcome.CANT_TELL
    return Outcome.FAILED if result.outcome is Outcome.FAILED else Outcome.PASSED


def _standing(result: Result | None) -> Standing | None:
    return Standing(outcome=result.outcome, qualifier=result.qualifier) if result else None


def _sentence(
    old: SentenceResult | None, new: SentenceResult | None, scenarios: Sequence[ScenarioComparison]
) -> SentenceComparison:
    told = new or old
    assert told  # noqa: S101  at least one of them has it
    another = old is not None and new is not None and old.text != new.text
    return SentenceComparison(
        id=told.id,
        text=told.text,
        old_text=old.text if another and old else "",
        became=_headline(_became(old, new, scenarios, another=another), scenarios),
        suspect=_doubtful(new) and not _doubtful(old),
        to_review=bool(new and new.to_review) and not (old and old.to_review),
        before=_standing(old),
        after=_standing(new),
        scenarios=tuple(one for one in scenarios if one.became is not Became.SAME),
    )


def _became(
    old: SentenceResult | None, new: SentenceResult | None, scenarios: Iterable[ScenarioComparison], *, another: bool
) -> Became:
    """Say what became of a sentence as a whole; of another text nothing is known from before."""
    became = BECAME[_state(old)][ORDER.index(_state(new))]
    if another and _state(new) is Outcome.FAILED:
        return Became.NEWLY_BROKEN
    if another and became is Became.STILL_UNTOLD:
        return Became.NEWLY_UNTOLD
    if another:
        return became if became in LOST else Became.OTHER_TEXT
    found = {one.became for one in scenarios}
    if became is Became.STILL_BROKEN:
        return Became.BROKEN_OTHERWISE if found & set(BROKEN_NOW) else Became.STILL_BROKEN
    if became is Became.UNTOLD_NOW and Became.MENDED in found and not found & LOST:
        return Became.MENDED_IN_PART  # what is left could not be told before either
    return became


def _headline(became: Became, scenarios: Iterable[ScenarioComparison]) -> Became:
    """Give the worst of what became of a sentence and of what asks it.

    So nothing is mended by taking away the scenario that failed, and nothing is lost behind what is broken still.
    """
    if became in BROKEN_NOW:
        return became
    return min((became, *(one.became for one in scenarios)), key=WORST_FIRST.index)


def _doubtful(sentence: SentenceResult | None) -> bool:
    """Tell whether a sentence's scenarios test another wording than the text's."""
    return sentence is not None and sentence.says in SUSPECT


def _text(old: Drift, new: Drift) -> TextComparison:
    told = new.outcome in COMPARED
    return TextComparison(
        before=old.outcome,
        after=new.outcome,
        reason="" if told else new.reason,
        new=tuple(beyond(new.telling, old.telling)),
        gone=tuple(beyond(old.telling, new.telling)) if told else (),
        untold_now=old.outcome in COMPARED and not told,
    )


def _side(results: Results) -> Side:
    run = results.run
    return Side(
        run=run.id,
        name=run.name or run.target,
        target=run.target,
        started=run.started,
        complete=run.complete,
        suite_sha256=run.suite_sha256,
        article_sha256=run.article.sha256,
        verdict=results.summary.verdict,
        exit_code=run.exit_code,
    )


def _exit_code(
    sentences: Iterable[SentenceComparison], homeless: Iterable[ScenarioComparison], text: TextComparison
) -> ExitCode:
    """Give what a comparison tells a machine, in the order of the exit codes of a run."""
    found = {sentence.became for sentence in sentences} | {scenario.became for scenario in homeless}
    if found & set(BROKEN_NOW):
        return BROKEN
    if text.new:
        return DRIFTED
    if found & LOST or text.untold_now or any(sentence.to_review for sentence in sentences):
        return COULD_NOT_TELL
    return KEPT
