"""What reads SARIF, EARL, OSCAL and in-toto in the tests: schemas, shapes, and what each says of a sentence."""

import json
import re
import warnings
from collections.abc import Callable, Collection
from functools import cache
from typing import Any

import jsonschema
import jsonschema_rs
import pyshacl
from conftest import CHECKOUT
from rdflib import RDF, Graph, Namespace, URIRef

from asadvertised.outcome import Outcome

SCHEMAS = CHECKOUT / "tests" / "schemas"
EARL = Namespace("http://www.w3.org/ns/earl#")
DCT = Namespace("http://purl.org/dc/terms/")
LISTS = {"passedTests", "warnedTests", "failedTests", *(outcome.value for outcome in Outcome)}


def validate_sarif(text: str) -> None:
    """Hold a log against its schema, of which one pattern is none to the quicker library, and its rules."""
    log = json.loads(text)
    _sarif_schema().validate(log)
    [run] = log["runs"]
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    for result in run["results"]:
        assert rules[result["ruleIndex"]] == result["ruleId"]
        assert (result["level"] == "none") is (result.get("kind", "fail") != "fail")
        assert result["locations"]


@cache
def _sarif_schema() -> Any:
    schema = json.loads((SCHEMAS / "sarif" / "sarif-schema-2.1.0.json").read_text(encoding="utf-8"))
    return jsonschema.Draft7Validator(schema, format_checker=jsonschema.FormatChecker())


def sarif_of(text: str) -> Any:
    [run] = json.loads(text)["runs"]
    return run


def in_sarif(text: str, sentence: str = "a") -> set[str]:
    told = [one for one in sarif_of(text)["results"] if one["ruleId"] == sentence]
    assert told
    words = {one["kind"] for one in told} | {one["baselineState"] for one in told if "baselineState" in one}
    return words | {"suppressions" for one in told if "suppressions" in one}


def graph_of(text: str) -> Graph:
    return _parsed(Graph(), text, "json-ld")


def _parsed(graph: Graph, text: str, form: str) -> Graph:
    """Parse what is in RDF; the library warns of parts of itself."""
    with warnings.catch_warnings(action="ignore", category=DeprecationWarning):
        return graph.parse(data=text, format=form)


@cache
def _vocabulary() -> Graph:
    """Give what EARL says of its own terms, each line without its fourth part, which says where it is from."""
    text = (SCHEMAS / "earl" / "earl.nq").read_text(encoding="utf-8")
    return _parsed(Graph(), re.sub(r"<[^<>]*> \.$", ".", text, flags=re.MULTILINE), "nt")


@cache
def _shapes() -> Graph:
    return _parsed(Graph(), (SCHEMAS / "earl" / "shapes.ttl").read_text(encoding="utf-8"), "turtle")


def validate_earl(text: str) -> None:
    """Hold a report against the shapes of EARL; raise ValueError with what they say."""
    with warnings.catch_warnings(action="ignore", category=DeprecationWarning):
        conforms, _, report = pyshacl.validate(graph_of(text) + _vocabulary(), shacl_graph=_shapes())
    if not conforms:
        raise ValueError(report)


def criterion(graph: Graph, identifier: str, kind: URIRef = EARL.TestRequirement) -> Any:
    """Give what is tested, by its id in the record."""
    [found] = [one for one in graph.subjects(RDF.type, kind) if str(graph.value(one, DCT.identifier)) == identifier]
    return found


def asserted(graph: Graph, test: Any) -> Any:
    """Give the result of the one assertion by a criterion."""
    [assertion] = graph.subjects(EARL.test, test)
    return graph.value(assertion, EARL.result)


def outcome_of(graph: Graph, result: Any) -> str:
    return str(graph.value(result, EARL.outcome)).removeprefix(str(EARL))


def in_earl(text: str, sentence: str = "a") -> set[str]:
    graph = graph_of(text)
    result = asserted(graph, criterion(graph, sentence))
    return {outcome_of(graph, result)} | ({"info"} if graph.value(result, EARL.info) else set())


@cache
def _quick(path: str) -> Callable[[Any], None]:
    schema = json.loads((SCHEMAS / path).read_text(encoding="utf-8"))
    validate: Callable[[Any], None] = jsonschema_rs.validator_for(schema, validate_formats=True).validate
    return validate


def validate_oscal(text: str) -> None:
    _quick("oscal/oscal_assessment-results_schema.json")(json.loads(text))


def oscal_of(text: str) -> Any:
    [result] = json.loads(text)["assessment-results"]["results"]
    return result


def in_oscal(text: str, sentence: str = "a") -> set[str]:
    result, words = oscal_of(text), set[str]()
    for finding in [one for one in result.get("findings", []) if one["target"]["target-id"] == sentence]:
        target = finding["target"]
        words |= {target["status"]["state"], target["status"]["reason"]}
        words |= {target["implementation-status"]["state"]} if "implementation-status" in target else set()
        named = {one["risk-uuid"] for one in finding.get("related-risks", [])}
        words |= {risk["status"] for risk in result.get("risks", []) if risk["uuid"] in named}
    return words


def validate_intoto(text: str) -> None:
    _quick("intoto/test-result.schema.json")(json.loads(text))


def intoto_of(text: str) -> Any:
    return json.loads(text)["predicate"]


def annotations_of(text: str) -> Any:
    [subject] = json.loads(text)["subject"]
    return subject["annotations"]


def in_intoto(text: str, names: Collection[str] = ("asked",)) -> set[str]:
    lists = {**intoto_of(text), **annotations_of(text)}
    return {name for name in LISTS & lists.keys() if set(names) & set(lists[name])}


def green_intoto(text: str) -> bool:
    return bool(intoto_of(text)["result"] != "FAILED")
