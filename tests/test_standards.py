"""Records as SARIF, EARL, OSCAL and in-toto: valid by the schema of each, and never claiming more than the record."""

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from hostile import PAYLOADS, RAN
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import ValidationError
from rdflib import RDF, Graph
from small_records import DIGEST, change, drifted, found, gated, record_of, scenario
from standard_readers import (
    DCT,
    EARL,
    annotations_of,
    asserted,
    criterion,
    graph_of,
    in_earl,
    in_intoto,
    in_oscal,
    in_sarif,
    intoto_of,
    oscal_of,
    outcome_of,
    sarif_of,
    validate_earl,
    validate_intoto,
    validate_oscal,
    validate_sarif,
)

from asadvertised.article.change import ChangeKind, Severity
from asadvertised.article.drift import DriftOutcome
from asadvertised.article.model import Check, Kind, Modality
from asadvertised.outcome import Cause, Outcome
from asadvertised.record.baseline import baseline_of
from asadvertised.record.files import results_in, to_json
from asadvertised.record.fingerprint import fingerprint
from asadvertised.record.model import Drift, Exploration, Qualifier, Results, ScenarioResult, SentenceResult
from asadvertised.record.rollup import Found, Unsettled
from asadvertised.record.turns import Says
from asadvertised.record.waivers import digest_of_sentence
from asadvertised.report.formats import earl, intoto, oscal, sarif
from asadvertised.report.formats.naming import address

ROOT = Path(__file__).parent.parent
FORMATS = {"sarif": sarif, "earl": earl, "oscal": oscal, "intoto": intoto}
VALIDATE = {"sarif": validate_sarif, "earl": validate_earl, "oscal": validate_oscal, "intoto": validate_intoto}
PASSED, FAILED, CANT_TELL, UNTESTED, INAPPLICABLE = (
    Outcome.PASSED,
    Outcome.FAILED,
    Outcome.CANT_TELL,
    Outcome.UNTESTED,
    Outcome.INAPPLICABLE,
)
FAILURE = scenario("f:a", FAILED, "a")
KEPT = scenario("f:k", PASSED, "k")
UNREAD = Drift(outcome=DriftOutcome.CANT_TELL, reason="A bot wall stands there.", source="https://help.invalid/a")


def waiver(*failures: ScenarioResult, sentence: str = "a") -> dict[str, Any]:
    return {
        "sentence": sentence,
        "owner": "team@example.org",
        "reason": "It is mended in March.",
        "ticket": "PRIV-12",
        "expires": date(2026, 12, 31),
        "sentence_sha256": digest_of_sentence(f"Words of {sentence}."),
        "observations": [fingerprint(failure) for failure in failures],
    }


def with_sentence(run: Found, **more: Any) -> Found:
    """Say more of the first sentence of a run."""
    first, *others = run.sentences
    return replace(run, sentences=(first.model_copy(update=more), *others))


def plain(*scenarios: ScenarioResult, **more: Any) -> Results:
    return record_of(found(*scenarios, **more))


def judged(*scenarios: ScenarioResult, **gate: Any) -> Results:
    run = found(*scenarios)
    return record_of(run, gated(run, **gate))


def against(then: Results, *scenarios: ScenarioResult) -> Results:
    return judged(*scenarios, baseline=baseline_of(then, "then.json", DIGEST))


def said(**more: Any) -> Results:
    return record_of(with_sentence(found(scenario("f:a", PASSED, "a")), **more))


def unasked(check: Check, outcome: Outcome) -> Results:
    run = with_sentence(found(scenario("f:a", PASSED, "a")), check=check, outcome=outcome, scenarios=(), reason="So.")
    return record_of(replace(run, scenarios=()))


def cut_short(run: Results) -> Results:
    return run.model_copy(update={"run": run.run.model_copy(update={"complete": False, "exit_code": 4})})


def explored(outcome: Outcome = PASSED, compared: int = 9) -> Results:
    tried = Exploration(outcome=outcome, sequences=1, acts=3, compared=compared, untold=0, seed=1)
    run = plain(scenario("f:a", UNTESTED, "a"), drift=Drift(outcome=DriftOutcome.NOT_ASKED))
    run = run.model_copy(update={"scenarios": (), "gate": None, "exploration": tried})
    code = 0 if outcome is PASSED and compared else 4
    return run.model_copy(update={"run": run.run.model_copy(update={"exit_code": code})})


def in_part() -> Results:
    run = found(scenario("f:a", PASSED, "a"), not_offered("f:b"))
    return record_of(with_sentence(run, outcome=PASSED, qualifier=Qualifier.IN_PART))


def not_offered(name: str = "f:a") -> ScenarioResult:
    qualifier = Qualifier.NOT_OFFERED
    return scenario(name, INAPPLICABLE, "a", qualifier=qualifier, capability="shops", reason="It has no shops.")


def qualified(outcome: Outcome, qualifier: Qualifier, **more: Any) -> ScenarioResult:
    return scenario("f:a", outcome, "a", qualifier=qualifier, reason="It was so.", **more)


SENTENCES: dict[str, Callable[[], Results]] = {
    "kept": lambda: plain(scenario("f:a", PASSED, "a")),
    "kept only on a repeat": lambda: plain(qualified(PASSED, Qualifier.FLAKY)),
    "kept in part": in_part,
    "kept, and to review": lambda: said(to_review=True, says=Says.CHANGED),
    "kept, and the page says something else": lambda: said(says=Says.REWORDED),
    "broken": lambda: plain(FAILURE),
    "broken, and waived": lambda: judged(FAILURE, waivers=(waiver(FAILURE),)),
    "broken, as in the baseline": lambda: against(plain(FAILURE), FAILURE),
    "broken, and not in the baseline": lambda: against(plain(KEPT), FAILURE),
    "broken, of a modality that does not block": lambda: judged(FAILURE, broken=["may"]),
    "could not tell": lambda: plain(scenario("f:a", CANT_TELL, "a", cause=Cause.TARGET, reason="No answer.")),
    "could not tell: what comes before it could not be done": lambda: plain(
        qualified(CANT_TELL, Qualifier.NOT_REACHED, cause=Cause.TARGET)
    ),
    "not asked": lambda: plain(scenario("f:a", UNTESTED, "a")),
    "not asked: nobody could look": lambda: plain(qualified(UNTESTED, Qualifier.NOT_LOOKED_AT)),
    "nobody accounts for it": lambda: unasked(Check.UNACCOUNTED, UNTESTED),
    "does not apply": lambda: plain(scenario("f:a", INAPPLICABLE, "a")),
    "not offered": lambda: plain(not_offered()),
    "a permission that was not seen to be used": lambda: plain(qualified(INAPPLICABLE, Qualifier.NOT_EXERCISED)),
    "promises nothing, or nothing of the service": lambda: unasked(Check.INFORMATIVE, INAPPLICABLE),
}
RUNS: dict[str, Callable[[], Results]] = {
    "all is kept": lambda: plain(KEPT),
    "all is kept, something only on a repeat": lambda: plain(qualified(PASSED, Qualifier.FLAKY)),
    "what is broken is waived": lambda: judged(KEPT, FAILURE, waivers=(waiver(FAILURE),)),
    "the policy only warns of what could not be told": lambda: judged(
        KEPT, scenario("f:a", CANT_TELL, "a", cause=Cause.TARGET), cant_tell="warn"
    ),
    "a sentence is broken": lambda: plain(KEPT, FAILURE),
    "the page's text drifted": lambda: plain(KEPT, drift=drifted(change())),
    "the page could not be compared": lambda: plain(KEPT, drift=UNREAD),
    "something could not be told": lambda: plain(KEPT, scenario("f:a", CANT_TELL, "a", cause=Cause.HARNESS)),
    "something was not asked": lambda: plain(KEPT, scenario("f:a", UNTESTED, "a")),
    "it was cut short": lambda: cut_short(plain(KEPT, complete=False)),
    "sequences of acts were tried, and broke nothing": explored,
}


@cache
def everything() -> Results:
    """Give a record with each outcome, cause, qualifier and kind of change in it."""
    causes = [scenario(f"f:{cause}", CANT_TELL, f"c.{cause}", cause=cause, reason="No.") for cause in Cause]
    kinds = [(PASSED, Qualifier.FLAKY), (INAPPLICABLE, Qualifier.NOT_EXERCISED), (UNTESTED, Qualifier.NOT_LOOKED_AT)]
    more = [scenario(f"f:{kind}", outcome, f"q.{kind.lower()}", qualifier=kind) for outcome, kind in kinds]
    changes = [
        change(kind=kind, sentence=None if kind is ChangeKind.ADDED else "k", scenarios=("f:k",), why=("16, now 18",))
        for kind in ChangeKind
    ]
    both = scenario("f:both", FAILED, "a", "k", "9th.sentence", name="Both [are](asked) {0}")
    run = found(KEPT, FAILURE, both, not_offered("f:c"), *causes, *more, drift=drifted(*changes))
    run = replace(with_sentence(run, to_review=True), left=Unsettled(1, 1), complete=False)
    then = baseline_of(plain(both), "then.json", DIGEST)
    return cut_short(record_of(run, gated(run, then, (waiver(FAILURE, both),))))


def rendered(name: str, results: Results) -> Any:
    return json.loads(FORMATS[name].render(results))


def check(name: str, results: Results) -> str:
    text = FORMATS[name].render(results)
    text.encode()
    VALIDATE[name](text)
    return str(text)


@pytest.mark.parametrize("name", FORMATS)
def test_whatever_a_record_says_is_valid(name: str) -> None:
    assert {one.outcome for one in everything().sentences} == set(Outcome)
    for results in (everything(), *(make() for make in (*SENTENCES.values(), *RUNS.values()))):
        check(name, results)


@pytest.mark.parametrize("name", FORMATS)
def test_the_same_record_gives_the_same_bytes(name: str) -> None:
    again = results_in(to_json(everything()).encode(), Path("results.json"))
    assert FORMATS[name].render(again) == FORMATS[name].render(everything())


SPOILT: dict[str, Callable[[Any], object]] = {
    "sarif": lambda log: log["runs"][0]["results"][0].update(kind="maybe"),
    "earl": lambda report: next(one for one in report["@graph"] if "earl:result" in one).pop("earl:assertedBy"),
    "oscal": lambda whole: whole["assessment-results"]["results"][0]["findings"][0]["target"].update(
        {"target-id": "1"}
    ),
    "intoto": lambda statement: statement["subject"][0].pop("digest"),
}


@pytest.mark.parametrize("name", FORMATS)
def test_the_schema_refuses_what_is_none(name: str) -> None:
    document = rendered(name, everything())
    SPOILT[name](document)
    with pytest.raises((ValueError, ValidationError)):
        VALIDATE[name](json.dumps(document))


@pytest.mark.parametrize(
    ("path", "value"),
    [("earl:outcome", "earl:maybe"), ("earl:outcome", None), ("dct:description", ""), ("dct:date", "yesterday")],
)
def test_the_shapes_look_at_results(path: str, value: str | None) -> None:
    report = rendered("earl", plain(KEPT))
    node = next(one for one in report["@graph"] if "earl:result" in one)["earl:result"]
    node[path] = value
    with pytest.raises(ValueError, match="Violation"):
        validate_earl(json.dumps(report))


def hostile(*texts: str, half: str = "") -> Results:
    """Give a record in which texts stand wherever others write, and half a character where none can be read."""
    scenarios, all_of_it = list(_hostile(texts, half)), "".join(texts)
    changes = [
        change(text, section=text, new=f"{text}!", sentence=None, why=(text,), scenarios=("g0",)) for text in texts
    ]
    drift = Drift(outcome=DriftOutcome.DRIFTED, source=all_of_it, reason=all_of_it, changes=tuple(changes))
    run = with_sentence(found(*scenarios, drift=drift), text=all_of_it, reason=all_of_it)
    known = {**waiver(*scenarios), "sentence_sha256": digest_of_sentence(all_of_it)}
    results = record_of(run, gated(run, waivers=(known,)))
    about = {"title": all_of_it, "publisher": all_of_it, "source": all_of_it, "name": all_of_it}
    article = results.run.article.model_copy(update=about)
    where = {"target": f"http://{all_of_it}", "name": all_of_it, "article": article}
    who = {"reason": all_of_it, "owner": all_of_it, "ticket": all_of_it}
    waived = tuple(one.model_copy(update=who) for one in results.waivers)
    return results.model_copy(update={"run": results.run.model_copy(update=where), "waivers": waived})


def _hostile(texts: Sequence[str], half: str) -> Iterator[ScenarioResult]:
    for number, text in enumerate(texts):
        told = {"promised": text, "reason": f"{text}{half}"}
        yield scenario(f"f{number}:{text}", FAILED, "a", name=f"{text}{half}", seen=text, **told)
        yield scenario(f"g{number}:{text}", CANT_TELL, "b", cause=Cause.TARGET, feature=text, reason=text)
        yield scenario(f"g{number}", INAPPLICABLE, "c", qualifier=Qualifier.NOT_OFFERED, capability=text)


LONG = "long words " * 20_000
ODD = ("]]>", "\x00", "", "[a](https://evil.invalid) {0} \\[", "%zz #a#b", "http://[::", "¼ a", LONG)
COMMANDS = re.compile("[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


@pytest.mark.parametrize("name", FORMATS)
def test_no_text_of_others_makes_a_document_invalid_or_commands(name: str) -> None:
    whole = [re.sub("[\ud800-\udfff]", "", text) for text in PAYLOADS]
    for texts in (whole, *([text] for text in ODD)):
        document = check(name, hostile(*texts))
        assert not COMMANDS.search(document.replace("\n", ""))
        assert RAN in document or texts is not whole


@pytest.mark.parametrize("name", FORMATS)
def test_what_is_long_is_told_in_part(name: str) -> None:
    told = scenario("f:a", FAILED, "a", name=LONG, promised=LONG, seen=LONG, reason=LONG)
    changed = change(LONG, new=f"{LONG}!", section=LONG, why=(LONG,))
    results = record_of(with_sentence(found(told, drift=drifted(changed)), reason=LONG))
    assert len(check(name, results)) < 30_000


@pytest.mark.parametrize("name", ["sarif", "earl"])
def test_half_a_character_is_written_as_a_whole_one(name: str) -> None:
    check(name, hostile("words", half="\ud800"))


def test_a_record_with_half_a_character_cannot_be_written_or_read() -> None:
    with pytest.raises(ValueError, match="surrogates"):
        to_json(hostile("words", half="\ud800"))


@given(st.text(max_size=40))
@settings(deadline=None, max_examples=25)
def test_any_text_is_valid_in_each(text: str) -> None:
    for name in ("sarif", "oscal", "intoto"):
        check(name, hostile(text))


def test_an_address_is_one_or_none() -> None:
    assert address("http://127.0.0.1:8000/a?b=c#d") == "http://127.0.0.1:8000/a?b=c#d"
    assert address("https://x.invalid/ä b") == "https://x.invalid/%C3%A4%20b"
    assert address("https://x.invalid/%zz%20") == "https://x.invalid/%25zz%20"
    assert [address(one) for one in ("", "page.html", "javascript:alert(1)", "http://", "http://[::")] == [None] * 5


# The tables of the documentation.


def tables() -> list[list[list[str]]]:
    """Give the rows of each table of the page, without its head."""
    text = (ROOT / "docs" / "formats-standards.md").read_text(encoding="utf-8")
    blocks = re.findall(r"(?:^\|.*\n)+", text, re.MULTILINE)
    rows = [
        [[cell.strip() for cell in line.strip("|\n").split("|")] for line in block.splitlines()] for block in blocks
    ]
    return [table[2:] for table in rows]


def claims(rows: list[list[str]]) -> dict[str, list[set[str]]]:
    return {label: [set(re.findall("`([^`]+)`", cell)) for cell in cells] for label, *cells in rows}


def test_each_sentence_becomes_what_the_table_says() -> None:
    table = claims(tables()[0])
    assert table.keys() == SENTENCES.keys()
    for label, cells in table.items():
        results = SENTENCES[label]()
        asking = [one.id for one in results.scenarios if "a" in one.sentences]
        became = [in_sarif(sarif.render(results)), in_earl(earl.render(results)), in_oscal(oscal.render(results))]
        assert [*became, in_intoto(intoto.render(results), asking)] == cells, label


def test_each_run_becomes_what_the_table_says() -> None:
    table = claims(tables()[1])
    assert table.keys() == RUNS.keys()
    for label, cells in table.items():
        assert list(of_run(RUNS[label]())) == cells, label


def of_run(results: Results) -> Iterator[set[str]]:
    run = sarif_of(sarif.render(results))
    [invocation] = run["invocations"]
    assert invocation["executionSuccessful"] is ("toolExecutionNotifications" not in invocation)
    yield {json.dumps(invocation["executionSuccessful"])}
    yield {_whole(graph_of(earl.render(results)))}
    result = oscal_of(oscal.render(results))
    yield {one["value"] for one in result["props"] if one["name"] == "exit-code"}
    yield {intoto_of(intoto.render(results))["result"]}


def _whole(graph: Graph) -> str:
    [article] = graph.subjects(DCT.publisher)
    return outcome_of(graph, asserted(graph, article))


# What each says beyond the tables.


def results_of(results: Results) -> list[Any]:
    return list(sarif_of(sarif.render(results))["results"])


def test_sarif_levels_are_of_what_is_broken_alone() -> None:
    told = results_of(everything())
    assert {one["kind"] for one in told if "kind" in one} == {"fail", "open", "review", "notApplicable"}
    for one in told:
        broken = one.get("kind", "fail") == "fail"
        assert (one["level"] != "none") is broken


def test_sarif_rules_are_sentences_and_changes_and_each_result_has_one() -> None:
    run = sarif_of(sarif.render(everything()))
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert len(set(rules)) == len(rules)
    assert all(rules[one["ruleIndex"]] == one["ruleId"] for one in run["results"])
    assert Counter(one["ruleId"] for one in run["results"] if one["ruleId"].startswith("text/")) == Counter(
        f"text/{kind.value}" for kind in ChangeKind
    )
    rule = next(rule for rule in run["tool"]["driver"]["rules"] if rule["id"] == "a")
    assert "Words of a." in rule["help"]["text"]
    assert rule["properties"]["modality"] == "must"


def test_sarif_places_are_lines_of_features() -> None:
    [failed] = results_of(plain(scenario("x:a", FAILED, "a", feature="x y.feature", line=7)))
    [location] = failed["locations"]
    assert location["physicalLocation"] == {
        "artifactLocation": {"uri": "features/small/x%20y.feature", "uriBaseId": "%SRCROOT%"},
        "region": {"startLine": 7},
    }
    assert all(one["locations"] for one in results_of(everything()))
    moved = next(one for one in results_of(everything()) if one["ruleId"] == "text/moved")
    assert [one["message"]["text"] for one in moved["relatedLocations"]] == ["f:k: suspect"]


def test_sarif_tells_a_failure_again_by_its_name_and_sentence() -> None:
    def prints(results: Results) -> list[str]:
        return [one["partialFingerprints"]["failure/v1"] for one in results_of(results) if one["kind"] == "fail"]

    again = scenario("f:a", FAILED, "a", line=99)
    other = scenario("f:a", FAILED, "a", seen="it is half on")
    assert prints(plain(FAILURE)) == prints(plain(again))
    assert prints(plain(FAILURE)) != prints(plain(other))
    assert len(set(prints(plain(scenario("f:a", FAILED, "a", "b"))))) == 2


def test_sarif_suppresses_what_is_waived_and_nothing_else() -> None:
    results = everything()
    told = results_of(results)
    waived = [one for one in told if "suppressions" in one]
    assert {one["ruleId"] for one in waived} == {"a"}
    assert len(waived) == 2
    for one in waived:
        [suppression] = one["suppressions"]
        assert suppression["status"] == "accepted"
        assert "It is mended in March. (team@example.org, PRIV-12, until 2026-12-31)" in suppression["justification"]
    old = {**waiver(FAILURE), "expires": date(2026, 1, 1), "reason": "It was to be mended in January."}
    assert not any("suppressions" in one for one in results_of(judged(FAILURE, waivers=(old,))))


def test_sarif_says_of_the_baseline_only_what_the_record_tells() -> None:
    other = scenario("f:b", FAILED, "a", seen="it is half on")
    both = [one.get("baselineState") for one in results_of(against(plain(FAILURE), FAILURE, other))]
    assert both == [None, None]
    assert [one.get("baselineState") for one in results_of(against(plain(KEPT), FAILURE, other))] == ["new", "new"]
    assert "baselineGuid" in sarif_of(sarif.render(against(plain(KEPT), FAILURE)))
    old, new = change(), change("Other.")
    cosmetic = change("C", ChangeKind.COSMETIC, severity=Severity.NOTE)
    then = plain(KEPT, drift=drifted(old))

    def states(*changes: Any) -> list[Any]:
        run = found(KEPT, drift=drifted(*changes))
        told = results_of(record_of(run, gated(run, baseline_of(then, "then.json", DIGEST))))
        return [one.get("baselineState") for one in told if one["ruleId"].startswith("text/")]

    assert states(old) == ["unchanged"]
    assert states(new) == ["new"]
    assert states(old, new, cosmetic) == [None, None, None]
    assert states(old, cosmetic) == ["unchanged", None]


def test_a_failure_of_no_sentence_is_told() -> None:
    lost = scenario("f:lost", FAILED, "k").model_copy(update={"sentences": ("gone",)})
    run = replace(found(KEPT), scenarios=(KEPT, lost))
    results = record_of(run)
    assert [one["ruleId"] for one in results_of(results) if one["kind"] == "fail"] == ["scenario/of-no-sentence"]
    graph = graph_of(check("earl", results))
    assert graph.value(criterion(graph, "f:lost", EARL.TestCase), DCT.isPartOf)
    result = oscal_of(check("oscal", results))
    assert "f:lost" in {one["title"] for one in result["observations"]}
    assert intoto_of(check("intoto", results))["failedTests"] == ["f:lost"]


def test_notifications_say_what_could_not_be_told() -> None:
    [invocation] = sarif_of(sarif.render(cut_short(plain(KEPT, drift=UNREAD))))["invocations"]
    words = " ".join(one["message"]["text"] for one in invocation["toolExecutionNotifications"])
    assert "cut short" in words
    assert "A bot wall stands there." in words
    assert invocation["exitCode"] == 4


@pytest.mark.parametrize("cause", Cause)
def test_the_cause_of_no_verdict_is_told_in_each(cause: Cause) -> None:
    results = plain(scenario("f:a", CANT_TELL, "a", cause=cause, reason="Because."))
    [told] = results_of(results)
    assert told["properties"]["cause"] == cause.value
    graph = graph_of(earl.render(results))
    assert f"Cause: {cause.value}." in {str(info) for info in graph.objects(None, EARL.info)}
    result = oscal_of(oscal.render(results))
    [seen] = result["observations"]
    assert cause.value in {one["value"] for one in seen["props"] if one["name"] == "cause"}
    assert annotations_of(intoto.render(results))["cantTell"] == ["f:a"]


def test_each_sentence_and_scenario_is_asserted_once_with_its_own_outcome() -> None:
    results, graph = everything(), graph_of(earl.render(everything()))
    known: dict[str, SentenceResult | ScenarioResult] = {
        one.id: one for one in (*results.sentences, *results.scenarios)
    }
    told = {}
    for assertion in graph.subjects(RDF.type, EARL.Assertion):
        name = str(graph.value(graph.value(assertion, EARL.test), DCT.identifier))
        outcome = graph.value(graph.value(assertion, EARL.result), EARL.outcome)
        told[name] = str(outcome).removeprefix(str(EARL))
    assert {name: told[name] for name in known} == {name: one.outcome.value for name, one in known.items()}


def test_criteria_have_one_name_in_every_run_and_another_wording_has_another() -> None:
    def name_of(results: Results) -> Any:
        return criterion(graph_of(earl.render(results)), "a")

    first = plain(FAILURE)
    other_run = first.model_copy(update={"run": first.run.model_copy(update={"id": "1" * 32})})
    assert name_of(first) == name_of(other_run)
    assert name_of(first) != name_of(said(text="Other words."))
    assert not set(graph_of(earl.render(first)).subjects(RDF.type, EARL.Assertion)) & set(
        graph_of(earl.render(other_run)).subjects(RDF.type, EARL.Assertion)
    )


def test_oscal_refers_to_nothing_that_is_not_there() -> None:
    text = oscal.render(everything())
    defined = re.findall(r'"uuid": "([^"]+)"', text)
    assert len(defined) == len(set(defined))
    referred = set(re.findall(r'"[a-z]+-uuid": "([^"]+)"|"href": "#([^"]+)"', text))
    assert len(referred) > 10
    assert {first or second for first, second in referred} <= set(defined)


def test_oscal_has_a_finding_for_each_promise_and_a_risk_for_each_that_is_not_told_kept() -> None:
    results = everything()
    result = oscal_of(oscal.render(results))
    assert len(result["findings"]) == len(results.sentences)
    assert "_9th.sentence" in {one["target"]["target-id"] for one in result["findings"]}
    at_risk = [one for one in results.sentences if one.outcome in (FAILED, CANT_TELL, UNTESTED)]
    assert len(result["risks"]) == len(at_risk) > 0
    asked = [one for one in results.scenarios if one.outcome is not UNTESTED]
    assert len(result["observations"]) == len(asked) + len(results.drift.changes)
    [approved] = [one for one in result["risks"] if one["status"] == "deviation-approved"]
    assert approved["deadline"] == "2026-12-31T23:59:59Z"
    [entry] = approved["risk-log"]["entries"]
    assert "It is mended in March." in entry["description"]
    assert {one["value"] for one in entry["props"]} == {"team@example.org", "PRIV-12"}


def test_oscal_and_in_toto_name_the_record_by_its_bytes() -> None:
    results = plain(KEPT)
    digest = sha256(to_json(results).encode()).hexdigest()
    [subject] = rendered("intoto", results)["subject"]
    assert subject["digest"] == {"sha256": digest}
    assert digest in json.dumps(rendered("oscal", results)["assessment-results"]["back-matter"])


def test_in_toto_describes_by_what_was_asked() -> None:
    predicate = intoto_of(intoto.render(everything()))
    assert [one["name"] for one in predicate["configuration"]] == ["suite", "article", "service", "policy", "baseline"]
    assert predicate["url"] == f"urn:uuid:{'0' * 8}-0000-0000-0000-{'0' * 12}"


@given(
    st.lists(st.tuples(st.sampled_from(Outcome), st.sampled_from([None, Qualifier.FLAKY])), min_size=1, max_size=5),
    st.sampled_from(["block", "warn"]),
    st.booleans(),
)
@settings(deadline=None, max_examples=60)
def test_a_reader_of_the_result_alone_takes_nothing_for_a_pass_that_is_none(
    outcomes: list[tuple[Outcome, Qualifier | None]], setting: str, complete: bool
) -> None:
    asked = [
        scenario(f"f:{n}", outcome, f"s{n}", qualifier=more if outcome is PASSED else None)
        for n, (outcome, more) in enumerate(outcomes)
    ]
    run = found(*asked, complete=complete)
    results = record_of(run, gated(run, cant_tell=setting, untested=setting))
    results = results if complete else cut_short(results)
    result = intoto_of(intoto.render(results))["result"]
    plainly = all(outcome in (PASSED, INAPPLICABLE) and not (outcome is PASSED and more) for outcome, more in outcomes)
    kept = any(outcome is PASSED for outcome, _ in outcomes)
    assert (result == "PASSED") is (plainly and kept and complete)
    if results.run.exit_code:
        assert result == "FAILED"


def test_exploring_that_could_not_tell_passes_nowhere() -> None:
    results = explored(compared=0)
    assert [one["kind"] for one in results_of(results)] == ["review"]
    assert intoto_of(intoto.render(results))["result"] == "FAILED"
    graph = graph_of(check("earl", results))
    assert EARL.passed not in set(graph.objects(None, EARL.outcome))


def test_every_modality_and_kind_can_be_told() -> None:
    for modality in Modality:
        for name in ("sarif", "earl"):
            check(name, plain(KEPT, modality=modality.value))
    check("oscal", said(kind=Kind.HEADING, level=2))
