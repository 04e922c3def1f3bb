"""What reads each format in the tests: its schema, what it says of the scenario `asked`, and whether it looks green."""

import json
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from conftest import CHECKOUT
from format_records import ASKED
from jsonschema import Draft202012Validator, FormatChecker
from jsonschema.validators import validator_for
from lxml import etree
from referencing import Registry, Resource
from standard_readers import (
    green_intoto,
    in_earl,
    in_intoto,
    in_oscal,
    in_sarif,
    validate_earl,
    validate_intoto,
    validate_oscal,
    validate_sarif,
)

SCHEMAS = CHECKOUT / "tests" / "schemas"
WORST_LAST = ("UNKNOWN", "PASSED", "SKIPPED", "PENDING", "UNDEFINED", "AMBIGUOUS", "FAILED")


@dataclass(frozen=True)
class Reader:
    """How a format is read: `validate` raises for what is none, `becomes` says what the scenario is, as the docs do.

    `is_green` says what a job concludes that reads nothing else; nothing where no job reads the format.
    """

    validate: Callable[[str], None]
    becomes: Callable[[str], set[str]]
    is_green: Callable[[str], bool] | None = None


@lru_cache
def junit_schema() -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(str(SCHEMAS / "junit" / "junit-10.xsd")))


def junit(text: str) -> Any:
    return etree.fromstring(text.encode(), etree.XMLParser(resolve_entities=False, huge_tree=True))


def _validate_junit(text: str) -> None:
    junit_schema().assertValid(junit(text))
    _counts_are_true(junit(text))


def _counts_are_true(root: Any) -> None:
    for suite in root.iter("testsuite"):
        told = [suite.get(name) for name in ("tests", "failures", "errors", "skipped")]
        real = [len(suite.findall(path)) for path in ("testcase", "*/failure", "*/error", "*/skipped")]
        assert told == [str(count) for count in real]
    told = [root.get(name) for name in ("tests", "failures", "errors")]
    assert told == [str(len(root.findall(path))) for path in ("*/testcase", "*/*/failure", "*/*/error")]


def _in_junit(text: str) -> set[str]:
    [case] = junit(text).xpath("//testcase[@name='It is off']")
    return {f"<{sign.tag} type={sign.get('type')}>" for sign in case} or {"<testcase>"}


def _green_junit(text: str) -> bool:
    return not junit(text).xpath("//failure | //error")


def ctrf(text: str) -> Any:
    return json.loads(text)


@lru_cache
def _ctrf_schema() -> Any:
    schema = json.loads((SCHEMAS / "ctrf" / "ctrf-schema-0.0.json").read_text(encoding="utf-8"))
    return validator_for(schema)(schema, format_checker=FormatChecker())


def _validate_ctrf(text: str) -> None:
    document = ctrf(text)
    _ctrf_schema().validate(document)
    summary, tests = document["results"]["summary"], document["results"]["tests"]
    assert summary["tests"] == len(tests) == len({test["testId"] for test in tests})
    for status in ("passed", "failed", "skipped", "pending", "other"):
        assert summary[status] == sum(test["status"] == status for test in tests)


def _in_ctrf(text: str) -> set[str]:
    [test] = [one for one in ctrf(text)["results"]["tests"] if one["testId"].endswith(f".feature: {ASKED}")]
    return {test["status"], *(["flaky"] if test.get("flaky") else [])}


def _green_ctrf(text: str) -> bool:
    return ctrf(text)["results"]["summary"]["failed"] == 0


def messages(text: str) -> list[Any]:
    return [json.loads(line) for line in text.split("\n") if line]


def of_kind(found: Iterable[Any], kind: str) -> list[Any]:
    return [one[kind] for one in found if kind in one]


@lru_cache
def _message_schema() -> Any:
    schema = json.loads((SCHEMAS / "cucumber" / "messages.schema.json").read_text(encoding="utf-8"))
    parts = [(part["$id"], Resource.from_contents(part)) for part in schema["$defs"].values()]
    return Draft202012Validator(schema, registry=Registry().with_resources(parts))


def _validate_cucumber(text: str) -> None:
    found = messages(text)
    for message in found:
        assert len(message) == 1
        _message_schema().validate(message)
    _order_is_cucumbers(found)
    _ids_lead_somewhere(found)


def _order_is_cucumbers(found: list[Any]) -> None:
    kinds = [next(iter(message)) for message in found]
    assert (kinds[0], kinds[-1], kinds.count("testRunStarted")) == ("meta", "testRunFinished", 1)
    assert kinds.count("source") == kinds.count("gherkinDocument")
    assert kinds.count("pickle") == kinds.count("testCase") == kinds.count("testCaseFinished")
    assert kinds.count("testStepStarted") == kinds.count("testStepFinished")


def _ids_lead_somewhere(found: list[Any]) -> None:
    """Hold that each id is one thing's, and that whatever is referred to came before."""
    known: set[str] = set()
    for message in found:
        [part] = message.values()
        for key, value in _ids(part):
            if key == "id":
                assert value not in known, value
                known.add(value)
            else:
                assert value in known, (key, value)


def _ids(part: Any) -> Iterable[tuple[str, str]]:
    """Give each id of a message, those that are made in it first, and what refers to one."""
    found = list(_all_ids(part))
    yield from sorted(found, key=lambda one: one[0] != "id")


def _all_ids(part: Any) -> Iterable[tuple[str, str]]:
    if isinstance(part, list):
        for one in part:
            yield from _all_ids(one)
    if isinstance(part, dict):
        for key, value in part.items():
            if key == "id" or (key.endswith("Id") and isinstance(value, str)):
                yield key, value
            elif key.endswith("Ids"):
                yield from ((key, one) for one in value)
            else:
                yield from _all_ids(value)


def status_in(found: list[Any], name: str) -> str:
    """Give what Cucumber makes of a scenario: the worst of its steps, and nothing known where it has none."""
    [pickle] = [one for one in of_kind(found, "pickle") if one["name"] == name]
    [case] = [one for one in of_kind(found, "testCase") if one["pickleId"] == pickle["id"]]
    [attempt] = [one for one in of_kind(found, "testCaseStarted") if one["testCaseId"] == case["id"]]
    results = [one for one in of_kind(found, "testStepFinished") if one["testCaseStartedId"] == attempt["id"]]
    statuses = [one["testStepResult"]["status"] for one in results]
    return max(statuses, key=WORST_LAST.index, default="UNKNOWN")


def _in_cucumber(text: str) -> set[str]:
    return {status_in(messages(text), "It is off")}


def _green_cucumber(text: str) -> bool:
    """Conclude what Cucumber does: the run's own word, and no step and no hook that is neither passed nor skipped."""
    found = messages(text)
    results = [one["testStepResult"] for one in of_kind(found, "testStepFinished")]
    results += [one["result"] for one in of_kind(found, "testRunHookFinished")]
    [finished] = of_kind(found, "testRunFinished")
    harmless = {one["status"] for one in results} <= {"PASSED", "SKIPPED"}
    assert finished["success"] or not harmless
    return bool(finished["success"] and harmless)


MARKS = {
    "Broken:": r"^Broken: .*`a( \([^)]*\))?`",
    "could not be told": "1 sentence could not be told",
    "not tested": "1 sentence not tested",
    "only on a repeat": "only on a repeat",
    "(waived)": r"^Broken: .*`a \(waived\)`",
}


def _validate_markdown(text: str) -> None:
    assert text.startswith("## ")


def _in_markdown(text: str) -> set[str]:
    return {mark for mark, pattern in MARKS.items() if re.search(pattern, text, re.MULTILINE)} or {"not named"}


READERS = {
    "junit": Reader(_validate_junit, _in_junit, _green_junit),
    "cucumber": Reader(_validate_cucumber, _in_cucumber, _green_cucumber),
    "ctrf": Reader(_validate_ctrf, _in_ctrf, _green_ctrf),
    "sarif": Reader(validate_sarif, in_sarif),
    "earl": Reader(validate_earl, in_earl),
    "oscal": Reader(validate_oscal, in_oscal),
    "intoto": Reader(validate_intoto, in_intoto, green_intoto),
    "markdown": Reader(_validate_markdown, _in_markdown),
}
