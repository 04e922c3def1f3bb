"""A record as tools for test results see one: suites of cases, each with one outcome, and whether the gate lets it be.

Scenarios are cases, and so are the sentences, whether the text still says each of them, and the rules of the gate.
Where a run does not pass, one case at least says so, whatever the others say.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from asadvertised.article.change import Change
from asadvertised.article.drift import DriftOutcome
from asadvertised.article.model import Check
from asadvertised.outcome import Cause, Outcome
from asadvertised.record.gate_model import Excuse, RuleName
from asadvertised.record.model import Qualifier, Results, ScenarioResult, SentenceResult
from asadvertised.record.policy import Untold
from asadvertised.record.rollup import BROKEN, COULD_NOT_TELL, DRIFTED, EXCUSED, KEPT
from asadvertised.report.formats.standing import untold
from asadvertised.report.formats.telling import told_of_change, told_of_scenario
from asadvertised.report.headlines import headline

SENTENCES, TEXT, GATE, EXPLORATION = "sentences", "text", "gate", "exploration"
EXIT_CODE = "exit code"
THE_PAGE = "the page"
THE_WHOLE = "the whole"
WARNED = "warning"
LET_THROUGH = {
    **{excuse.value: f"The gate lets it through: {words}." for excuse, words in EXCUSED.items()},
    WARNED: "The gate only warns of it.",
}
OF_CODE = {
    KEPT: Outcome.PASSED,
    BROKEN: Outcome.FAILED,
    DRIFTED: Outcome.FAILED,
    COULD_NOT_TELL: Outcome.CANT_TELL,
}
OF_TEXT = {
    DriftOutcome.UNCHANGED: Outcome.PASSED,
    DriftOutcome.DRIFTED: Outcome.FAILED,
    DriftOutcome.CANT_TELL: Outcome.CANT_TELL,
    DriftOutcome.NOT_ASKED: Outcome.UNTESTED,
}
# What the page tells of a sentence that is not among its changes; one page that cannot be read is one trouble.
OF_A_SENTENCE = {
    Outcome.PASSED: Outcome.PASSED,
    Outcome.FAILED: Outcome.PASSED,
    Outcome.CANT_TELL: Outcome.UNTESTED,
    Outcome.UNTESTED: Outcome.UNTESTED,
}


@dataclass(frozen=True)
class Case:
    """One question; `let_through` says by which right the gate does not block on its outcome, if it does not.

    `told` explains the outcome, a line each. Whatever is let through is still what it is, and never passed. `decides`
    says that the run does not pass because of this, whatever the outcome is called.
    """

    id: str
    name: str
    outcome: Outcome
    qualifier: Qualifier | None = None
    cause: Cause | None = None
    let_through: str = ""
    reason: str = ""
    told: tuple[str, ...] = ()
    scenario: ScenarioResult | None = None
    decides: bool = False

    @property
    def word(self) -> str:
        """The outcome by EARL's name, and what says more of it, such as `cantTell:target` or `failed:waived`."""
        excuse = self.let_through if self.outcome is Outcome.FAILED else ""
        more = next((one for one in (self.cause, self.qualifier, excuse) if one), "")
        return f"{self.outcome.value}:{more}" if more else self.outcome.value

    @property
    def why(self) -> str:
        """The outcome in a line: its reason, and that the gate lets it through if it does."""
        said = [self.reason] if self.reason else []
        return " ".join([*said, *([LET_THROUGH[self.let_through]] if self.let_through else [])])


@dataclass(frozen=True)
class Suite:
    """Cases that belong together: those of a feature's file, or those of one question about the article."""

    name: str
    cases: tuple[Case, ...]
    file: str = ""


def suites_of(results: Results) -> list[Suite]:
    """Give every suite of a record; a run that tried sequences asked no sentence by itself."""
    asked = [
        Suite(SENTENCES, tuple(_sentence(results, one) for one in results.sentences)),
        Suite(TEXT, tuple(_text(results))),
    ]
    own = [Suite(EXPLORATION, (_exploration(results),))] if results.exploration else asked
    return [*_features(results), *own, Suite(GATE, tuple(_gate(results)))]


def _features(results: Results) -> Iterator[Suite]:
    files = dict.fromkeys(scenario.feature for scenario in results.scenarios)
    sentences = {sentence.id: sentence for sentence in results.sentences}
    for file in files:
        of_file = (one for one in results.scenarios if one.feature == file)
        yield Suite(file, tuple(_scenario(results, one, sentences) for one in of_file), file)


def _scenario(results: Results, scenario: ScenarioResult, sentences: dict[str, SentenceResult]) -> Case:
    cited = [sentences[name] for name in scenario.sentences if name in sentences]
    return Case(
        scenario.id,
        scenario.name,
        scenario.outcome,
        scenario.qualifier,
        scenario.cause,
        _excuse(cited) if scenario.outcome is Outcome.FAILED else _only_warned(results, scenario.outcome),
        scenario.reason,
        tuple(told_of_scenario(scenario, cited)),
        scenario,
    )


def _excuse(cited: list[SentenceResult]) -> str:
    """Say why a broken scenario does not block: each sentence that it cites has to be excused."""
    excuses = [sentence.excused for sentence in cited]
    return min((one.value for one in excuses if one), default="") if all(excuses) else ""


def _only_warned(results: Results, outcome: Outcome) -> str:
    settings = results.gate.settings if results.gate else None
    setting = settings and {Outcome.CANT_TELL: settings.cant_tell, Outcome.UNTESTED: settings.untested}.get(outcome)
    return WARNED if setting is Untold.WARN else ""


def _sentence(results: Results, sentence: SentenceResult) -> Case:
    """Tell what became of a sentence; what a person has yet to settle of it could not be told."""
    wording = f"“{sentence.text}”"
    if sentence.check is Check.UNACCOUNTED:
        return Case(sentence.id, sentence.id, Outcome.CANT_TELL, reason=sentence.reason, told=(wording,))
    if sentence.to_review and sentence.outcome is not Outcome.FAILED:
        reason = "To review: its wording was changed since what asks it was made."
        return Case(sentence.id, sentence.id, Outcome.CANT_TELL, reason=reason, told=(wording,))
    excused = sentence.excused.value if sentence.excused else ""
    return Case(
        sentence.id,
        sentence.id,
        sentence.outcome,
        sentence.qualifier,
        let_through=excused or _only_warned(results, sentence.outcome),
        reason=sentence.reason,
        told=(wording,),
    )


def _text(results: Results) -> Iterator[Case]:
    """Tell whether the text says the same: as a whole, sentence by sentence, and what is new in it."""
    drift = results.drift
    outcome, right = OF_TEXT[drift.outcome], _right(results, drift.telling)
    yield Case(THE_PAGE, THE_PAGE, outcome, let_through=right, reason=drift.reason or f"{headline(drift)}.")
    known = {sentence.id for sentence in results.sentences}
    changed = {change.sentence: change for change in drift.telling if change.sentence and change.sentence in known}
    for sentence in results.sentences:
        change = changed.get(sentence.id)
        if change:
            yield _changed(results, change, sentence.id)
        else:
            yield Case(sentence.id, sentence.id, OF_A_SENTENCE[outcome], reason=drift.reason)
    others = (change for change in drift.telling if change is not changed.get(change.sentence or ""))
    for number, change in enumerate(others, start=1):
        yield _changed(results, change, f"{change.kind.value} {number}: {change.sentence or change.section}")


def _changed(results: Results, change: Change, name: str) -> Case:
    reason = f"The text was changed: {change.kind.value}."
    right = _right(results, [change])
    return Case(name, name, Outcome.FAILED, let_through=right, reason=reason, told=tuple(told_of_change(change)))


def _right(results: Results, changes: "list[Change] | tuple[Change, ...]") -> str:
    """Say by which right changes of the text, or a text that could not be compared, do not block."""
    gate = results.gate
    if results.drift.outcome is DriftOutcome.CANT_TELL:
        return WARNED if gate and gate.settings.text_cant_tell is Untold.WARN else ""
    if not gate or not changes:
        return ""
    if all(change.severity not in gate.settings.text for change in changes):
        return Excuse.POLICY.value
    lets_be = any(rule.rule is RuleName.TEXT and not rule.blocks for rule in gate.rules)
    return Excuse.BASELINE.value if lets_be else ""


def _exploration(results: Results) -> Case:
    tried = results.exploration
    assert tried  # noqa: S101  it is asked for where there is one
    told = (f"{tried.acts} acts in {tried.sequences} sequences, {tried.compared} comparisons, seed {tried.seed}",)
    return Case("explored", "explored", tried.outcome, cause=tried.cause, reason=tried.reason, told=told)


def _of_a_part(results: Results) -> Iterator[Case]:
    """Tell what was not asked here, where that is no reason to fail: by other shards, or in a run of sequences."""
    if results.run.shard or results.exploration:
        why = next(untold(results), "Sequences of acts were tried; what the scenarios ask was not asked.")
        yield Case(THE_WHOLE, THE_WHOLE, Outcome.UNTESTED, let_through=WARNED, reason=why)


def _gate(results: Results) -> Iterator[Case]:
    """Tell each rule, and the exit code, which is the one case that never looks better than the run."""
    for rule in results.gate.rules if results.gate else ():
        outcome = OF_CODE[rule.exit_code] if rule.blocks or rule.warns else Outcome.PASSED
        right = WARNED if rule.warns else ""
        reason = f"{rule.found} {rule.says}"
        yield Case(rule.rule.value, rule.rule.value, outcome, let_through=right, reason=reason, decides=rule.blocks)
    yield from _of_a_part(results)
    code = results.run.exit_code
    reason = f"The run exits with {code}: {results.summary.verdict}"
    yield Case(EXIT_CODE, EXIT_CODE, OF_CODE.get(code, Outcome.CANT_TELL), reason=reason, decides=code != KEPT)
