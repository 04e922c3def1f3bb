"""A whole run as SARIF 2.1.0: a rule for each sentence, and a result for whatever is not simply kept.

What was asked and has no verdict is `open`, which SARIF means by a rule that was evaluated without enough to decide.
What nobody looked at, was kept only on a repeat, or waits for a person is `review`. Only what is broken is `fail`.

Source: https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/sarif-v2.1.0-errata01-os-complete.html, 3.27.9
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from uuid import UUID, uuid5

from asadvertised.article.change import Change
from asadvertised.outcome import Outcome
from asadvertised.record.fingerprint import fingerprint
from asadvertised.record.gate_model import BaselineSource, Excuse, WaiverResult
from asadvertised.record.model import Qualifier, Results, ScenarioResult, SentenceResult
from asadvertised.report.asked import Asked, asked_of
from asadvertised.report.formats.naming import document, instant
from asadvertised.report.formats.standing import (
    decided,
    untold,
    waits,
    waiver_words,
    waivers_of,
    words_of,
)
from asadvertised.report.formats.telling import line_of
from asadvertised.report.sarif import (
    ROOTS,
    Json,
    driver,
    fingerprint_of,
    log_of,
    notice,
    place,
    plain,
    related,
    text_result,
    text_rules,
)
from asadvertised.report.view import BINDS

NOTE = (
    "A result says what was found, and never what the gate made of it. SARIF has no kind for what was not asked: it is "
    "“review”, as is what was kept only on a repeat. What was kept is one result for a sentence, and stands there only "
    "where nothing else is to say of it. Programs that know no kinds show each result as a problem."
)
TEXT = "text/"  # no id of a sentence has a slash
HOMELESS = "scenario/of-no-sentence"
KINDS = {
    Outcome.FAILED: "fail",
    Outcome.CANT_TELL: "open",
    Outcome.UNTESTED: "review",
    Outcome.PASSED: "pass",
    Outcome.INAPPLICABLE: "notApplicable",
}
GOOD = ("pass", "notApplicable")


@dataclass(frozen=True)
class Recorded:
    """Where what a record names stands; it has lines of scenarios, and none of sentences."""

    results: Results

    def of_sentence(self, sentence: str) -> Json:
        """Give where the article's file begins, and the sentence by its id."""
        logical = {"logicalLocations": [{"fullyQualifiedName": line_of(sentence)}]} if sentence else {}
        return place(self._file("article.toml"), 1) | logical

    def of_scenario(self, scenario: ScenarioResult) -> Json:
        """Give the line of a scenario, or of its row."""
        return place(self._file(scenario.feature), max(scenario.line, 1))

    def of_change(self, change: Change) -> Json:
        """Give where the article's file begins; of a new sentence, nothing more."""
        return self.of_sentence(change.sentence or "")

    def of_scenarios(self, change: Change) -> Iterator[Json]:
        """Give the line of each scenario that asks the sentence."""
        named = set(change.scenarios)
        asking = [scenario for scenario in self.results.scenarios if scenario.id in named]
        for number, scenario in enumerate(asking, start=1):
            yield related(number, self.of_scenario(scenario), scenario, change)

    def _file(self, name: str) -> str:
        return f"features/{self.results.run.article.name}/{name}"


def render(results: Results) -> str:
    """Give the log of a run."""
    run = results.run
    rules = [*map(_rule, results.sentences), _homeless_rule(), *text_rules(TEXT)]
    baseline = results.gate.baseline if results.gate else None
    log = log_of(
        {
            "tool": {"driver": {**driver(), "version": run.versions.asadvertised, "rules": rules}},
            "automationDetails": {
                "id": line_of(f"asadvertised/{run.article.name}/{run.name}/{run.id}"),
                "guid": _guid(run.id),
            },
            **({"baselineGuid": _guid(baseline.run)} if baseline else {}),
            "invocations": [_invocation(results)],
            "originalUriBaseIds": ROOTS,
            "columnKind": "unicodeCodePoints",
            "results": list(_results(results)),
            "properties": _properties(results),
        }
    )
    return document(log)


def _guid(run: str) -> str:
    """Name a run as SARIF wants it, whatever its id is."""
    return str(uuid5(UUID(hex=run), "sarif"))


def _properties(results: Results) -> Json:
    return {
        "note": NOTE,
        "decided": decided(results),
        "target": line_of(results.run.target),
        "complete": results.run.complete,
        "sentences": results.summary.sentences.model_dump(),
        "scenarios": results.summary.scenarios.model_dump(),
    }


def _invocation(results: Results) -> Json:
    """Say how the run went: one that could not tell everything has not done what it was for."""
    notices = [notice(line) for line in untold(results)]
    return {
        "executionSuccessful": not notices,
        "exitCode": results.run.exit_code,
        "exitCodeDescription": " ".join(decided(results)),
        "startTimeUtc": instant(results.run.started),
        "endTimeUtc": instant(results.run.finished),
        **({"toolExecutionNotifications": notices} if notices else {}),
    }


def _rule(sentence: SentenceResult) -> Json:
    words = line_of(sentence.text)
    return {
        "id": line_of(sentence.id),
        "shortDescription": {"text": words},
        "fullDescription": {"text": words},
        "help": {"text": f"“{words}” {BINDS[sentence.modality]}"},
        "defaultConfiguration": {"level": "error"},
        "properties": {
            "modality": sentence.modality.value,
            "check": sentence.check.value,
            "section": line_of(sentence.section),
            "outcome": sentence.outcome.value,
            "says": sentence.says.value,
            "turn": sentence.turn.value,
        },
    }


def _homeless_rule() -> Json:
    short = {"text": "A scenario asks what no sentence of the article says."}
    long = {"text": "A scenario asks what no sentence of the article says. Its sentence may have been retired."}
    return {"id": HOMELESS, "shortDescription": short, "fullDescription": long, "help": long}


def _results(results: Results) -> Iterator[Json]:
    asked, where, baseline = asked_of(results), Recorded(results), results.gate.baseline if results.gate else None
    waivers = waivers_of(results)
    for index, sentence in enumerate(results.sentences):
        rule = {"ruleId": line_of(sentence.id), "ruleIndex": index}
        state = _state_of(sentence, asked, baseline)
        for told in _told(sentence, asked, where):
            excused = (state | _excuse(sentence, told, waivers)) if told["kind"] == "fail" else {}
            yield rule | told | excused
    first = len(results.sentences)
    for scenario in _homeless(results):
        yield {"ruleId": HOMELESS, "ruleIndex": first, **_of_scenario(HOMELESS, scenario, where)}
    for change in results.drift.changes:
        yield text_result(change, where, TEXT, first + 1) | _state_of_change(change, results)


def _told(sentence: SentenceResult, asked: Asked, where: Recorded) -> Iterator[Json]:
    """Tell each scenario that brought anything but a plain pass; the sentence itself where none tells of it."""
    others = [scenario for scenario in asked.by(sentence) if _kind(scenario) not in GOOD]
    yield from (_of_scenario(sentence.id, scenario, where) for scenario in others)
    if not others or _kind(sentence) not in (*GOOD, *map(_kind, others)):
        yield _of_sentence(sentence, asked, where)


def _homeless(results: Results) -> Iterator[ScenarioResult]:
    known = {sentence.id for sentence in results.sentences}
    yield from (one for one in results.scenarios if known.isdisjoint(one.sentences) and _kind(one) not in GOOD)


def _kind(result: SentenceResult | ScenarioResult) -> str:
    kind = KINDS[result.outcome]
    weaker = result.qualifier is Qualifier.FLAKY or (isinstance(result, SentenceResult) and waits(result))
    return "review" if kind in GOOD and weaker else kind


def _of_scenario(rule: str, scenario: ScenarioResult, where: Recorded) -> Json:
    told = {"scenario": line_of(scenario.id), **_outcome(scenario)}
    return {
        **_of_kind(_kind(scenario)),
        "message": {"text": plain(f"{scenario.name}: {words_of(scenario)}")},
        "locations": [where.of_scenario(scenario)],
        "partialFingerprints": {"failure/v1": fingerprint_of(rule, fingerprint(scenario))},
        "properties": told | ({"cause": scenario.cause.value} if scenario.cause else {}),
    }


def _of_sentence(sentence: SentenceResult, asked: Asked, where: Recorded) -> Json:
    asking = asked.by(sentence)
    return {
        **_of_kind(_kind(sentence)),
        "message": {"text": plain(words_of(sentence))},
        "locations": [where.of_scenario(asking[0]) if asking else where.of_sentence(sentence.id)],
        "partialFingerprints": {"sentence/v1": fingerprint_of(sentence.id, sentence.text)},
        "properties": {"scenarios": len(asking), **_outcome(sentence)},
    }


def _outcome(result: SentenceResult | ScenarioResult) -> Json:
    qualifier = {"qualifier": result.qualifier.value} if result.qualifier else {}
    return {"outcome": result.outcome.value, **qualifier}


def _of_kind(kind: str) -> Json:
    return {"kind": kind, "level": "error" if kind == "fail" else "none"}


def _excuse(sentence: SentenceResult, told: Json, waivers: Mapping[str, WaiverResult]) -> Json:
    """Say that a failure is waived; what is let through by policy or baseline is only said to be so."""
    if not sentence.excused:
        return {}
    properties = {"properties": told["properties"] | {"excused": sentence.excused.value}}
    waiver = waivers.get(sentence.id)
    if not waiver:
        return properties
    suppression = {"kind": "external", "status": "accepted", "justification": waiver_words(waiver)}
    return properties | {"suppressions": [suppression]}


def _state_of(sentence: SentenceResult, asked: Asked, baseline: BaselineSource | None) -> Json:
    """Say whether a failure was there in the baseline, where the record tells: it names none of them, but counts."""
    if not baseline:
        return {}
    if sentence.excused is Excuse.BASELINE:
        return {"baselineState": "unchanged"}
    only_one = len(asked.failing(sentence)) == 1 and sentence.excused is not Excuse.WAIVED
    return {"baselineState": "new"} if only_one or not baseline.failures else {}


def _state_of_change(change: Change, results: Results) -> Json:
    """Say whether a change was there in the baseline, where all of them were, or none."""
    baseline, telling = results.gate.baseline if results.gate else None, results.drift.telling
    if not baseline or change not in telling:
        return {}
    state = {0: "new", len(telling): "unchanged"}.get(baseline.changes)
    return {"baselineState": state} if state else {}
