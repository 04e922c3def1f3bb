"""Which scenarios ask which sentence, and what of them is told first."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from asadvertised.outcome import WITHOUT_ANSWER, WORST_FIRST, Outcome
from asadvertised.record.model import Results, ScenarioResult, SentenceResult
from asadvertised.report import view
from asadvertised.report.view import BY_OUTCOME, Mark


@dataclass(frozen=True)
class Asked:
    """The scenarios of a record, worst first, by the sentences that they ask."""

    scenarios: tuple[ScenarioResult, ...]
    asking: dict[str, tuple[ScenarioResult, ...]]
    texts: dict[str, str]

    def by(self, sentence: SentenceResult) -> tuple[ScenarioResult, ...]:
        """Give the scenarios that ask a sentence."""
        return self.asking.get(sentence.id, ())

    def text(self, sentence: str) -> str:
        """Give the wording of a sentence, by its id; nothing for one that the article no longer has."""
        return self.texts.get(sentence, "")

    def failing(self, sentence: SentenceResult) -> tuple[ScenarioResult, ...]:
        """Give those that saw it broken, the plainest first: the one that took the fewest exchanges to see it."""
        failed = (scenario for scenario in self.by(sentence) if scenario.outcome is Outcome.FAILED)
        return tuple(sorted(failed, key=_length))

    def untold(self, sentence: SentenceResult) -> tuple[ScenarioResult, ...]:
        """Give those that brought no answer."""
        return tuple(scenario for scenario in self.by(sentence) if scenario.outcome in WITHOUT_ANSWER)

    @staticmethod
    def counted(scenarios: Iterable[ScenarioResult]) -> list[tuple[Mark, int]]:
        """Count scenarios by their marks, worst first."""
        found = Counter(BY_OUTCOME[scenario.outcome].name for scenario in scenarios)
        marks = [BY_OUTCOME[outcome] for outcome in WORST_FIRST]
        return [(mark, found[mark.name]) for mark in marks if found[mark.name]]


def asked_of(results: Results) -> Asked:
    """Sort the scenarios of a record."""
    worst_first = {outcome: weight for weight, outcome in enumerate(WORST_FIRST)}
    scenarios = sorted(results.scenarios, key=lambda one: (worst_first[one.outcome], not is_told_in_full(one)))
    asking: dict[str, list[ScenarioResult]] = {}
    for scenario in scenarios:
        for name in scenario.sentences:
            asking.setdefault(name, []).append(scenario)
    texts = {sentence.id: sentence.text for sentence in results.sentences}
    return Asked(tuple(scenarios), {name: tuple(found) for name, found in asking.items()}, texts)


def is_told_in_full(scenario: ScenarioResult) -> bool:
    """Tell whether a page says all of a scenario by itself: of whatever did not simply pass."""
    return scenario.outcome is not Outcome.PASSED or scenario.qualifier is not None


def weight_of(mark: Mark) -> int:
    """Give where a mark stands among all, the worst first."""
    return view.WORST_FIRST.index(mark) if mark in view.WORST_FIRST else len(view.WORST_FIRST)


def _length(scenario: ScenarioResult) -> int:
    return sum(len(step.exchanges) + step.left_out for step in scenario.steps)
