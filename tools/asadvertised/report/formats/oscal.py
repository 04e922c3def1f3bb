"""A run as OSCAL 1.1.3 assessment results: the article is a control, and each sentence a statement of it.

OSCAL knows `satisfied` and `not-satisfied` only. Satisfied is what is kept; what could not be told, was not asked or
does not apply is not satisfied for another reason than a failure, and says so. What does not apply has the
implementation status that OSCAL has for it, and brings no risk. Of one that promises nothing there is no finding.

Source: https://pages.nist.gov/OSCAL-Reference/models/v1.1.3/assessment-results/json-reference/
"""

from collections.abc import Iterator
from urllib.parse import quote

from asadvertised.outcome import WITHOUT_ANSWER, Outcome
from asadvertised.record.files import RESULTS
from asadvertised.record.gate_model import WaiverResult
from asadvertised.record.model import Results, ScenarioResult, SentenceResult
from asadvertised.report.asked import Asked, asked_of
from asadvertised.report.formats.naming import document, instant
from asadvertised.report.formats.oscal_frame import (
    Json,
    definitions,
    metadata,
    name_of,
    promises,
    props,
    resources,
    reviewed,
    token,
)
from asadvertised.report.formats.standing import (
    decided,
    is_plainly_kept,
    text_words,
    untold,
    waits,
    waiver_words,
    waivers_of,
    words_of,
)
from asadvertised.report.formats.telling import line_of
from asadvertised.report.headlines import place_of, wordings_of


def render(results: Results) -> str:
    """Give the assessment results of a run."""
    return document({"assessment-results": _Assessment(results).whole()})


class _Assessment:
    """What is told of one run; each part has a UUID that is made of the run's id, and so is the same each time."""

    def __init__(self, results: Results) -> None:
        self.results = results
        self.asked: Asked = asked_of(results)
        self.waivers = waivers_of(results)

    def name(self, *parts: str) -> str:
        """Name a part of the document."""
        return name_of(self.results, *parts)

    def whole(self) -> Json:
        """Give the whole document."""
        return {
            "uuid": self.name("assessment-results"),
            "metadata": metadata(self.results),
            "import-ap": {
                "href": f"#{self.name('plan')}",
                "remarks": "There is no assessment plan in OSCAL: what was asked is the suite of this digest.",
            },
            "results": [self.result()],
            "back-matter": {"resources": list(resources(self.results))},
        }

    def result(self) -> Json:
        """Give what came of the run; what there is none of is left out, since OSCAL has no empty lists."""
        run, [verdict, *more] = self.results.run, decided(self.results)
        parts: Json = {
            "observations": [*self.observations(), *self.changes()],
            "risks": list(self.risks()),
            "findings": list(self.findings()),
        }
        return {
            "uuid": self.name("result"),
            "title": f"Run {run.id}",
            "description": verdict,
            "start": instant(run.started),
            "end": instant(run.finished),
            **props({"complete": str(run.complete).lower(), "exit-code": str(run.exit_code)}),
            "local-definitions": definitions(self.results),
            "reviewed-controls": reviewed(self.results),
            **{name: found for name, found in parts.items() if found},
            "remarks": "\n\n".join([*more, *untold(self.results), text_words(self.results.drift)]),
        }

    def observations(self) -> Iterator[Json]:
        """Tell each scenario that was asked."""
        for scenario in self.results.scenarios:
            if scenario.outcome is not Outcome.UNTESTED:
                yield {
                    "uuid": self.name("scenario", scenario.id),
                    "title": line_of(scenario.name),
                    "description": words_of(scenario),
                    **props(_told(scenario) | {"cause": scenario.cause or "", "lacks": scenario.capability}),
                    "methods": ["TEST"],
                    "types": ["control-objective"],
                    "origins": self.origins(),
                    "subjects": [{"subject-uuid": self.name("service"), "type": "component"}],
                    "relevant-evidence": [_evidence(scenario)],
                    "collected": instant(self.results.run.finished),
                }

    def changes(self) -> Iterator[Json]:
        """Tell each change of the page's text."""
        for number, change in enumerate(self.results.drift.changes):
            yield {
                "uuid": self.name("change", str(number)),
                "title": line_of(f"{change.kind.value}: {place_of(change)}"),
                "description": line_of(" ".join(wordings_of(change))),
                **props({"change": change.kind, "severity": change.severity}),
                "methods": ["EXAMINE"],
                "origins": self.origins(),
                "subjects": [{"subject-uuid": self.name("page"), "type": "resource"}],
                "collected": instant(self.results.run.finished),
            }

    def origins(self) -> list[Json]:
        """Say what made an observation or a finding."""
        return [{"actors": [{"type": "tool", "actor-uuid": self.name("tool")}]}]

    def findings(self) -> Iterator[Json]:
        """Tell each sentence that promises something."""
        for sentence in filter(promises, self.results.sentences):
            risk = {"related-risks": [{"risk-uuid": self.name("risk", sentence.id)}]} if _is_at_risk(sentence) else {}
            yield {
                "uuid": self.name("finding", sentence.id),
                "title": line_of(sentence.text),
                "description": words_of(sentence),
                **props(_told(sentence) | {"modality": sentence.modality, "text": sentence.says}),
                "origins": self.origins(),
                "target": _target(sentence),
                **self.seen(sentence),
                **risk,
            }

    def seen(self, sentence: SentenceResult) -> Json:
        """Name what was seen of a sentence, on the service and on the page."""
        asked = [one.id for one in self.asked.by(sentence) if one.outcome is not Outcome.UNTESTED]
        changed = [number for number, one in enumerate(self.results.drift.changes) if one.sentence == sentence.id]
        names = [self.name("scenario", one) for one in asked] + [self.name("change", str(one)) for one in changed]
        return {"related-observations": [{"observation-uuid": name} for name in names]} if names else {}

    def risks(self) -> Iterator[Json]:
        """Tell what is broken, and what nobody could tell; a waiver approves a deviation until its last day."""
        for sentence in filter(_is_at_risk, self.results.sentences):
            waiver = self.waivers.get(sentence.id)
            yield {
                "uuid": self.name("risk", sentence.id),
                "title": line_of(f"{sentence.id}: {sentence.outcome.value}"),
                "description": words_of(sentence),
                "statement": line_of(sentence.text),
                **props(_told(sentence) | {"excused": sentence.excused or ""}),
                "status": "deviation-approved" if waiver else "open",
                "origins": self.origins(),
                **(self.deviation(sentence, waiver) if waiver else {}),
                **self.seen(sentence),
            }

    def deviation(self, sentence: SentenceResult, waiver: WaiverResult) -> Json:
        """Tell the waiver of a sentence; when it was given is not known, but it was in force when the run ended."""
        entry = {
            "uuid": self.name("waiver", sentence.id),
            "title": "A waiver of the policy is in force.",
            "description": waiver_words(waiver),
            "start": instant(self.results.run.finished),
            **props({"owner": waiver.owner, "ticket": waiver.ticket}),
            "status-change": "deviation-approved",
        }
        return {"deadline": f"{waiver.expires}T23:59:59Z", "risk-log": {"entries": [entry]}}


def _target(sentence: SentenceResult) -> Json:
    """Say whether a sentence is satisfied, and whether that is all there is to say."""
    words = words_of(sentence)
    aside = {"implementation-status": {"state": "not-applicable", "remarks": words}}
    return {
        "type": "statement-id",
        "target-id": token(sentence.id),
        "title": line_of(sentence.id),
        "status": {
            "state": "satisfied" if sentence.outcome is Outcome.PASSED else "not-satisfied",
            "reason": _reason(sentence),
            "remarks": words,
        },
        **(aside if sentence.outcome is Outcome.INAPPLICABLE else {}),
    }


def _is_at_risk(sentence: SentenceResult) -> bool:
    return promises(sentence) and sentence.outcome in (Outcome.FAILED, *WITHOUT_ANSWER)


def _reason(sentence: SentenceResult) -> str:
    if sentence.outcome is Outcome.FAILED:
        return "fail"
    return "pass" if is_plainly_kept(sentence) and not waits(sentence) else "other"


def _told(result: SentenceResult | ScenarioResult) -> dict[str, str]:
    return {"outcome": result.outcome, "qualifier": result.qualifier or ""}


def _evidence(scenario: ScenarioResult) -> Json:
    words = f"Each step with its exchanges, in the record under scenarios, id {scenario.id}."
    return {"href": f"{RESULTS}#{quote(scenario.id, safe='', errors='replace')}", "description": line_of(words)}
