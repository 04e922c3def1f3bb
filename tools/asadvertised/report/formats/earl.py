"""A run in the W3C's Evaluation and Report Language, as JSON-LD: an assertion for each sentence and each scenario.

Its outcomes are ours. There is one more assertion for the article as a whole, and one for the text of its page.

Source: https://www.w3.org/TR/EARL10-Schema/
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from asadvertised.article.drift import DriftOutcome
from asadvertised.outcome import Outcome
from asadvertised.record.model import Qualifier, Results, ScenarioResult, SentenceResult
from asadvertised.record.rollup import exit_code_of_exploring
from asadvertised.report.formats.naming import address, document, instant, of_article, of_run, of_sentence
from asadvertised.report.formats.standing import (
    decided,
    text_words,
    untold,
    waits,
    waiver_words,
    waivers_of,
    words_of,
)
from asadvertised.report.formats.telling import line_of
from asadvertised.report.view import BINDS, SAYS

Node = dict[str, Any]
NOTE = (
    "Outcomes are those of the record. EARL has no word for what is waived, was kept only on a repeat or in part, or "
    "waits for a person: that stands in earl:info, and a waived sentence has failed all the same."
)
TERMS = ("assertedBy", "subject", "test", "mode", "outcome")
CONTEXT = {
    "earl": "http://www.w3.org/ns/earl#",
    "dct": "http://purl.org/dc/terms/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    **{f"earl:{term}": {"@id": f"earl:{term}", "@type": "@id"} for term in TERMS},
    "dct:isPartOf": {"@id": "dct:isPartOf", "@type": "@id"},
    "dct:source": {"@id": "dct:source", "@type": "@id"},
    "dct:date": {"@id": "dct:date", "@type": "xsd:dateTime"},
}
TEXT = {
    DriftOutcome.UNCHANGED: Outcome.PASSED,
    DriftOutcome.DRIFTED: Outcome.FAILED,
    DriftOutcome.CANT_TELL: Outcome.CANT_TELL,
    DriftOutcome.NOT_ASKED: Outcome.UNTESTED,
}
WHOLE = {0: Outcome.PASSED, 1: Outcome.FAILED}
UNSAID = {
    Qualifier.FLAKY: "It was kept only on a repeat.",
    Qualifier.IN_PART: "It was kept in part: not all that it needs is offered, or was asked here.",
    Qualifier.NOT_EXERCISED: "The service was not seen to use this permission.",
    Qualifier.NOT_OFFERED: "The service says that it does not offer this.",
    Qualifier.NOT_LOOKED_AT: "Nobody could look.",
    Qualifier.NOT_REACHED: "What comes before it could not be done.",
    Qualifier.OTHER_SHARD: "Another shard asks it.",
}


def render(results: Results) -> str:
    """Give the report of a run."""
    return document({"@context": CONTEXT, "@graph": list(_Report(results).nodes())})


@dataclass(frozen=True)
class _Answer:
    """What came of a test: in words, and in more of them that the outcome leaves unsaid."""

    outcome: Outcome
    words: str
    info: Sequence[str] = ()


class _Report:
    """The nodes of one report; whatever every run has alike is named alike in all of them."""

    def __init__(self, results: Results) -> None:
        run = results.run
        self.results = results
        self.tool = of_article(results, "tool", run.versions.asadvertised).urn
        self.article = of_article(results, "article", run.article.sha256).urn
        self.service = address(run.target) or of_run(results, "service").urn
        page = results.drift.source or run.article.page or run.article.source
        self.page = address(page) or of_article(results, "page").urn
        self.text = of_article(results, "text", run.article.sha256).urn
        self.sequences = of_article(results, "sequences").urn
        self.waivers = waivers_of(results)
        self.criteria = {sentence.id: of_sentence(results, sentence).urn for sentence in results.sentences}

    def nodes(self) -> Iterator[Node]:
        """Give who asserts, what was tested, by which criteria, and what came of each."""
        yield from self._parties()
        yield from self._of_the_whole()
        for sentence in self.results.sentences:
            yield self._requirement(sentence)
            yield self._of_sentence(sentence)
        for scenario in self.results.scenarios:
            yield self._case(scenario)
            yield self._of_scenario(scenario)

    def _parties(self) -> Iterator[Node]:
        run = self.results.run
        yield {
            "@id": self.tool,
            "@type": ["earl:Assertor", "earl:Software"],
            "dct:title": "As Advertised",
            "dct:description": NOTE,
            "dct:hasVersion": line_of(run.versions.asadvertised),
        }
        yield {"@id": self.service, "@type": "earl:TestSubject", "dct:title": line_of(run.name or run.target)}
        yield {"@id": self.page, "@type": "earl:TestSubject", "dct:title": line_of(run.article.title)}
        yield {
            "@id": self.article,
            "@type": "earl:TestRequirement",
            "dct:title": line_of(run.article.title),
            "dct:publisher": line_of(run.article.publisher),
            "dct:identifier": run.article.sha256,
            **self._source(run.article.source),
        }

    @staticmethod
    def _source(text: str) -> Node:
        iri = address(text)
        return {"dct:source": iri} if iri else {}

    def _of_the_whole(self) -> Iterator[Node]:
        results = self.results
        verdict, *more = decided(results)
        yield self._assertion(
            "whole", self.service, self.article, _Answer(_whole(results), verdict, [*more, *untold(results)])
        )
        yield {"@id": self.text, "@type": "earl:TestRequirement", "dct:title": "The page says what was transcribed."}
        drift = results.drift
        changes = [line_of(f"{one.kind.value}: {one.sentence or one.section}") for one in drift.changes]
        yield self._assertion("text", self.page, self.text, _Answer(TEXT[drift.outcome], text_words(drift), changes))
        if results.exploration:
            title = "Sequences of acts break no promise."
            yield {"@id": self.sequences, "@type": "earl:TestRequirement", "dct:title": title}
            answer = _Answer(_sequences(results), verdict)
            yield self._assertion("sequences", self.service, self.sequences, answer)

    def _requirement(self, sentence: SentenceResult) -> Node:
        return {
            "@id": self.criteria[sentence.id],
            "@type": "earl:TestRequirement",
            "dct:title": line_of(sentence.text),
            "dct:description": BINDS[sentence.modality],
            "dct:identifier": line_of(sentence.id),
            "dct:isPartOf": self.article,
        }

    def _of_sentence(self, sentence: SentenceResult) -> Node:
        answer = _Answer(sentence.outcome, words_of(sentence), list(self._unsaid(sentence)))
        return self._assertion(f"sentence {sentence.id}", self.service, self.criteria[sentence.id], answer)

    def _unsaid(self, sentence: SentenceResult) -> Iterator[str]:
        if sentence.qualifier:
            yield UNSAID[sentence.qualifier]
        if sentence.excused:
            yield f"It does not block a release: {sentence.excused.value}."
        if waiver := self.waivers.get(sentence.id):
            yield f"Waived: {waiver_words(waiver)}"
        if waits(sentence):
            yield f"It waits for a person. Does the text still say it? {SAYS[sentence.says]}."

    def _case(self, scenario: ScenarioResult) -> Node:
        parts = [self.criteria[name] for name in scenario.sentences if name in self.criteria]
        return {
            "@id": self._test_of(scenario),
            "@type": "earl:TestCase",
            "dct:title": line_of(scenario.name),
            "dct:identifier": line_of(scenario.id),
            "dct:isPartOf": parts or [self.article],
        }

    def _test_of(self, scenario: ScenarioResult) -> str:
        return of_article(self.results, "scenario", scenario.id, scenario.name).urn

    def _of_scenario(self, scenario: ScenarioResult) -> Node:
        answer = _Answer(scenario.outcome, words_of(scenario), list(_unsaid(scenario)))
        return self._assertion(f"scenario {scenario.id}", self.service, self._test_of(scenario), answer)

    def _assertion(self, name: str, subject: str, test: str, answer: _Answer) -> Node:
        return {
            "@id": of_run(self.results, "assertion", name).urn,
            "@type": "earl:Assertion",
            "earl:assertedBy": self.tool,
            "earl:subject": subject,
            "earl:test": test,
            "earl:mode": "earl:automatic",
            "earl:result": {
                "@id": of_run(self.results, "result", name).urn,
                "@type": "earl:TestResult",
                "earl:outcome": f"earl:{answer.outcome.value}",
                "dct:description": answer.words,
                "dct:date": instant(self.results.run.finished),
                **({"earl:info": [*answer.info]} if answer.info else {}),
            },
        }


def _unsaid(scenario: ScenarioResult) -> Iterator[str]:
    if scenario.qualifier:
        yield UNSAID[scenario.qualifier]
    if scenario.cause:
        yield f"Cause: {scenario.cause.value}."
    if scenario.capability:
        yield line_of(f"Not offered: {scenario.capability}.")
    if scenario.suspect or scenario.to_review:
        yield "It was made for another wording than the page's."


def _whole(results: Results) -> Outcome:
    """Say what came of the article as a whole, whatever a gate lets through; drifted text says something else."""
    if results.exploration:
        return Outcome.FAILED if results.exploration.outcome is Outcome.FAILED else Outcome.CANT_TELL
    code = results.gate.exit_code_without if results.gate else results.run.exit_code
    return WHOLE.get(code, Outcome.CANT_TELL)


def _sequences(results: Results) -> Outcome:
    exploration = results.exploration
    if exploration is None or exploration.outcome is Outcome.FAILED:
        return Outcome.FAILED
    kept = exit_code_of_exploring(exploration, complete=results.run.complete) == 0
    return Outcome.PASSED if kept else Outcome.CANT_TELL
