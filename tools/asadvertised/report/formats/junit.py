"""A run as JUnit XML, by the schema of Jenkins' xUnit plugin, which says what most readers take.

It has no word for "could not tell": that is an error, of which the type says whose doing it is. What the gate lets
through is skipped, so that the file has a failure or an error exactly where the run does not exit with 0.

Source: https://github.com/jenkinsci/xunit-plugin, junit-10.xsd
"""

from collections import Counter
from collections.abc import Iterator
from xml.etree import ElementTree as ET

from asadvertised.outcome import Outcome
from asadvertised.record.model import Qualifier, Results
from asadvertised.report.formats.cases import LET_THROUGH, Case, Suite, suites_of
from asadvertised.report.formats.telling import lasting, line_of
from asadvertised.report.words import visible

FAILURE, ERROR, SKIPPED, FLAKY = "failure", "error", "skipped", "flakyError"
OF_OUTCOME = {
    Outcome.FAILED: FAILURE,
    Outcome.CANT_TELL: ERROR,
    Outcome.UNTESTED: SKIPPED,
    Outcome.INAPPLICABLE: SKIPPED,
}
NOTE = (
    "JUnit XML has no word for what could not be told: that is an error. What was not asked, does not apply, or is let "
    "through by the gate is skipped, and none of it passed. The type of each says what it is."
)


def render(results: Results) -> str:
    """Give a record as JUnit XML."""
    suites = suites_of(results)
    every = [case for suite in suites for case in suite.cases]
    root = _element("testsuites", name=results.run.article.title, **_counted(every, results.run.duration_s))
    for number, suite in enumerate(suites):
        root.append(_suite(results, suite, about=_about(results) if number == len(suites) - 1 else {}))
    ET.indent(root)
    body: bytes = ET.tostring(root, encoding="UTF-8", xml_declaration=True)
    return f"{body.decode()}\n"


def _element(tag: str, text: str = "", **attributes: str) -> ET.Element:
    """Make an element of texts that XML allows, and that stay in their line."""
    found = ET.Element(tag, {name: line_of(value) for name, value in attributes.items()})
    found.text = visible(text) or None
    return found


def sign_of(case: Case) -> str:
    """Give the element that says what became of a case; nothing stands for what passed."""
    if case.outcome is Outcome.PASSED:
        return FLAKY if case.qualifier is Qualifier.FLAKY else ""
    return SKIPPED if case.let_through else OF_OUTCOME[case.outcome]


def _counted(cases: list[Case], seconds: float) -> dict[str, str]:
    signs = Counter(map(sign_of, cases))
    counts = {"tests": len(cases), "failures": signs[FAILURE], "errors": signs[ERROR]}
    return {**{name: str(count) for name, count in counts.items()}, "time": f"{lasting(seconds):.3f}"}


def _suite(results: Results, suite: Suite, about: dict[str, str]) -> ET.Element:
    cases = list(suite.cases)
    lasted = sum(case.scenario.duration_s for case in cases if case.scenario)
    more = {"file": suite.file} if suite.file else {}
    skipped = str(sum(sign_of(case) == SKIPPED for case in cases))
    counted = _counted(cases, lasted)
    found = _element("testsuite", name=suite.name, **counted, skipped=skipped, timestamp=results.run.started, **more)
    properties = ET.SubElement(found, "properties")
    outcomes = {f"earl:outcome of {case.id}": case.word for case in cases}
    properties.extend(_element("property", name=name, value=value) for name, value in {**about, **outcomes}.items())
    found.extend(_case(results, suite, case) for case in cases)
    return found


def _about(results: Results) -> dict[str, str]:
    """Say which run it was, what came of it, and what the format cannot say."""
    run = results.run
    return {
        "note": NOTE,
        "verdict": results.summary.verdict,
        "exit code": str(run.exit_code),
        "complete": str(run.complete).lower(),
        "target": f"{run.name} ({run.target})",
        "run": run.id,
        "suite sha256": run.suite_sha256,
        "article sha256": run.article.sha256,
        "page": run.article.page,
        "asadvertised": run.versions.asadvertised,
    }


def _case(results: Results, suite: Suite, case: Case) -> ET.Element:
    named = f"{results.run.article.name}.{suite.name.removesuffix('.feature').replace('/', '.')}"
    seconds = lasting(case.scenario.duration_s if case.scenario else 0.0)
    found = _element("testcase", name=case.name, classname=named, time=f"{seconds:.3f}")
    said, sign = "\n".join(_said(case)), sign_of(case)
    if sign:
        found.append(_element(sign, said, type=case.word, message=case.why or case.word))
    elif case.qualifier:
        found.append(_element("system-out", said))
    return found


def _said(case: Case) -> Iterator[str]:
    yield f"Outcome: {case.word}"
    if case.reason:
        yield line_of(case.reason)
    if case.let_through:
        yield LET_THROUGH[case.let_through]
    yield from map(line_of, case.told)
