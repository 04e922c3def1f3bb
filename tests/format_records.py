"""Records for the tests of formats: one for each outcome, and one for each thing else that can be the matter."""

from typing import Any

from hostile import PAYLOADS
from small_records import DAY, DIGEST, change, drifted, found, gated, record_of, scenario, sentence
from test_report_words import hostile
from test_report_words import record as with_all

from asadvertised.article.change import ChangeKind, Severity
from asadvertised.article.drift import DriftOutcome
from asadvertised.article.model import Check
from asadvertised.outcome import Cause, Outcome
from asadvertised.record.baseline import baseline_of
from asadvertised.record.fingerprint import fingerprint
from asadvertised.record.model import Drift, Exploration, Picture, Qualifier, Results, ScenarioResult, Side, Step
from asadvertised.record.rollup import Found, Unsettled
from asadvertised.record.waivers import digest_of_sentence
from asadvertised.target.exchange import Exchange, Header, Request, Response

ASKED = "asked"
SENTENCE = "a"
KEPT = scenario("kept", Outcome.PASSED, "k")
UNREADABLE = Drift(outcome=DriftOutcome.CANT_TELL, reason="The page answered 500.")
UNASKED = Drift(outcome=DriftOutcome.NOT_ASKED, reason="Not compared, as was asked by --no-article.")
VERY_LONG = "A word and another; " * 50_000
NASTY = ("\x00\x1b[2J", "\ud800", "]]>", "<b a='1'>&amp;", "\ufffe\uffff", "::error::owned", "##vso[task.complete]x")


def asked(outcome: Outcome, *sentences: str, **more: Any) -> ScenarioResult:
    """Give the one scenario that a record is about, with steps that end as it does."""
    then = Outcome.PASSED if outcome is Outcome.PASSED else outcome
    steps = (step("Given", Outcome.PASSED), step("When", Outcome.PASSED, exchange()), step("Then", then))
    known = {"feature": "some/thing.feature", "line": 7, "name": "It is off", "steps": steps, "reason": "", **more}
    return scenario(ASKED, outcome, *(sentences or (SENTENCE,)), **known)


def step(keyword: str, outcome: Outcome, *exchanges: Exchange, **more: Any) -> Step:
    return Step(keyword=keyword, text=f"{keyword} it is", outcome=outcome, duration_s=0.25, exchanges=exchanges, **more)


def exchange(body: str = '{"on": true}', **more: Any) -> Exchange:
    request = Request(method="POST", url="http://then/x?y=1", headers=(Header(name="a", value="b"),), body=body)
    response = Response(status=200, body=body)
    known: dict[str, Any] = {"response": response, "started": "2026-05-01T00:00:00.250+00:00", **more}
    return Exchange(operation="switchOff", agent="browser", request=request, duration_s=0.1, **known)


def about(*scenarios: ScenarioResult, **more: Any) -> Results:
    return record_of(found(KEPT, *scenarios, **more))


def waived() -> Results:
    broken = asked(Outcome.FAILED)
    waiver = {
        "sentence": SENTENCE,
        "owner": "o",
        "reason": "r",
        "ticket": "t",
        "expires": DAY,
        "sentence_sha256": digest_of_sentence(f"Words of {SENTENCE}."),
        "observations": [fingerprint(broken)],
    }
    run = found(KEPT, broken)
    return record_of(run, gated(run, waivers=(waiver,)))


def judged(*scenarios: ScenarioResult, drift: Drift | None = None, **gate: Any) -> Results:
    run = found(KEPT, *scenarios, **({"drift": drift} if drift else {}))
    return record_of(run, gated(run, **gate))


def unsettled(**update: Any) -> Results:
    """Give a run in which a person has yet to settle something of a sentence that was kept."""
    run = found(KEPT, asked(Outcome.PASSED), left=Unsettled(to_review=1))
    sentences = tuple(one.model_copy(update=update if one.id == SENTENCE else {}) for one in run.sentences)
    run = Found(sentences, run.scenarios, run.drift, run.left)
    return record_of(run)


def cut_short() -> Results:
    results = record_of(found(KEPT, asked(Outcome.PASSED), complete=False))
    return results.model_copy(update={"run": results.run.model_copy(update={"complete": False})})


def explored(outcome: Outcome, code: int, *scenarios: ScenarioResult) -> Results:
    tried = Exploration(outcome=outcome, sequences=3, acts=9, compared=2, untold=0, seed=1, cause=None)
    results = record_of(found(*scenarios, drift=UNASKED))
    run = results.run.model_copy(update={"exit_code": code})
    return results.model_copy(update={"run": run, "exploration": tried, "gate": None})


def as_in_the_baseline() -> Results:
    run = found(KEPT, asked(Outcome.FAILED), drift=drifted(change()))
    return record_of(run, gated(run, baseline_of(record_of(run), "results.json", DIGEST)))


def with_texts(*texts: str) -> Results:
    """Put texts wherever somebody else decides what stands in a record, but where a shape refuses it."""
    changes = [
        change(text, new=text, section=text, why=(text,), **more) for text in texts for more in ({}, {"sentence": None})
    ]
    drift = drifted(*changes).model_copy(update={"reason": texts[0], "source": texts[0], "notes": texts})
    results = about(*(_broken_with(text, number) for number, text in enumerate(texts)), drift=drift)
    run = results.run.model_copy(update={"name": texts[0], "target": texts[0], "profile": texts[0]})
    sentences = tuple(
        one.model_copy(update={"text": text, "reason": text})
        for one, text in zip(results.sentences, (*texts, *texts), strict=False)
    )
    return results.model_copy(update={"run": run, "sentences": sentences})


def _broken_with(text: str, number: int) -> ScenarioResult:
    sides = (Side(who=text, sees=(text,)), Side(who=text, sees=(text, text)))
    told = {"reason": text, "promised": text, "seen": text, "sides": sides, "name": text, "feature": f"{text}.feature"}
    steps = (step("Then", Outcome.FAILED, exchange(text, fault=text, after=text)),)
    broken = asked(Outcome.FAILED, f"s{number}")
    return broken.model_copy(update={**told, "id": f"{ASKED}-{number}", "steps": steps})


FLAKY = asked(Outcome.PASSED, qualifier=Qualifier.FLAKY, reason="It answered the second time.")
NOT_LOOKED_AT = asked(Outcome.UNTESTED, qualifier=Qualifier.NOT_LOOKED_AT, reason="No browser.")
NOT_OFFERED = asked(Outcome.INAPPLICABLE, qualifier=Qualifier.NOT_OFFERED, capability="apps", reason="It has no apps.")
UNTOLD = asked(Outcome.CANT_TELL, cause=Cause.TARGET, reason="It answered 500.")
# What docs/formats.md has a column for: what becomes of the scenario `asked`, by the outcome that it has.
OUTCOMES = {
    "passed": about(asked(Outcome.PASSED)),
    "failed": about(asked(Outcome.FAILED)),
    "cantTell": about(UNTOLD),
    "inapplicable": about(NOT_OFFERED),
    "untested": about(NOT_LOOKED_AT),
    "flaky": about(FLAKY),
    "waived": waived(),
}
PICTURE = Picture(
    sha256=DIGEST, media_type="image/png", width=1, height=1, about="x", file="pictures/0000000000000000.png"
)
RECORDS = {
    **OUTCOMES,
    **{f"cantTell:{cause}": about(asked(Outcome.CANT_TELL, cause=cause, reason="No.")) for cause in Cause},
    "not exercised": about(asked(Outcome.INAPPLICABLE, qualifier=Qualifier.NOT_EXERCISED)),
    "not reached": about(asked(Outcome.CANT_TELL, cause=Cause.TARGET, qualifier=Qualifier.NOT_REACHED)),
    "retired, and its steps failed": about(asked(Outcome.INAPPLICABLE, steps=(step("Then", Outcome.FAILED),))),
    "not asked at all": about(asked(Outcome.UNTESTED, steps=(step("Given", Outcome.UNTESTED),))),
    "untold, though each step passed": about(UNTOLD.model_copy(update={"steps": (step("Then", Outcome.PASSED),)})),
    "without steps": about(asked(Outcome.FAILED, steps=())),
    "homeless": about(scenario("homeless", Outcome.FAILED)),
    "drifted": about(drift=drifted(*(change(kind=kind) for kind in ChangeKind), change(sentence=None, old=""))),
    "drifted, and nothing told": about(drift=Drift(outcome=DriftOutcome.DRIFTED)),
    "drifted a little": judged(drift=drifted(change(severity=Severity.NOTE)), text=["error"]),
    "unreadable": about(drift=UNREADABLE),
    "unreadable, and only warned of": judged(drift=UNREADABLE, text_cant_tell="warn"),
    "not compared": about(drift=UNASKED),
    "only warned of": judged(UNTOLD, scenario("n", Outcome.UNTESTED, "n"), cant_tell="warn", untested="warn"),
    "of no modality that blocks": judged(asked(Outcome.FAILED), broken=["step"]),
    "too little": judged(UNTOLD, cant_tell="warn", min_asked="90%"),
    "as in the baseline": as_in_the_baseline(),
    "to review": unsettled(to_review=True),
    "unaccounted for": unsettled(check=Check.UNACCOUNTED, outcome=Outcome.UNTESTED),
    "cut short": cut_short(),
    "explored and broken": explored(Outcome.FAILED, 1, asked(Outcome.FAILED)),
    "explored and kept": explored(Outcome.PASSED, 0),
    "explored in vain": explored(Outcome.UNTESTED, 4),
    "nothing": record_of(Found((sentence("z", ()),), (), UNASKED)),
    "older than gates": about(asked(Outcome.FAILED)).model_copy(update={"gate": None}),
    "all at once": with_all("broken"),
    "hostile": hostile(with_all("broken")),
    "very long": with_texts(VERY_LONG),
    "with pictures": about(asked(Outcome.FAILED, steps=(step("Then", Outcome.FAILED, pictures=(PICTURE,)),))),
    "nasty": with_texts(*NASTY, *PAYLOADS),
}
