"""A run in the Common Test Report Format: "could not tell" is `other`, and `rawStatus` has each outcome as it is.

Source: https://ctrf.io, schema of specification 0.0
"""

import json
from collections import Counter
from typing import Any
from uuid import UUID

from asadvertised.outcome import Outcome
from asadvertised.record.model import Qualifier, Results, Step
from asadvertised.record.rollup import KEPT
from asadvertised.report.formats.cases import Case, Suite, suites_of
from asadvertised.report.formats.telling import lasting, lines_of, moment_of, plain

SPECIFICATION = "0.0.0"
PASSED, FAILED, SKIPPED, PENDING, OTHER = "passed", "failed", "skipped", "pending", "other"
OF_OUTCOME = {
    Outcome.PASSED: PASSED,
    Outcome.FAILED: FAILED,
    Outcome.CANT_TELL: OTHER,
    Outcome.INAPPLICABLE: SKIPPED,
    Outcome.UNTESTED: PENDING,
}
THOUSAND = 1_000
NOTE = (
    "CTRF has no word for what could not be told, nor for what is broken and let through by the gate: both are "
    "`other`. What was not asked is `pending`, what does not apply `skipped`. Whatever makes the run exit with another "
    "code than 0 stands in the suite `gate`, and has failed."
)
Object = dict[str, Any]


def render(results: Results) -> str:
    """Give a record in CTRF."""
    suites = suites_of(results)
    tests = [_test(results, suite, case) for suite in suites for case in suite.cases]
    document = {
        "reportFormat": "CTRF",
        "specVersion": SPECIFICATION,
        "reportId": str(UUID(results.run.id)),
        "runId": results.run.id,
        "timestamp": results.run.finished,
        "generatedBy": "asadvertised",
        "results": {
            "tool": {"name": "asadvertised", "version": results.run.versions.asadvertised, "extra": {"note": NOTE}},
            "summary": _summary(results, tests, len(suites)),
            "tests": tests,
            "environment": _environment(results),
        },
    }
    return json.dumps(plain(document, lines_of), indent=1, ensure_ascii=False) + "\n"


def status_of(case: Case) -> str:
    """Give the status of a case; what the gate lets through is neither failed nor passed."""
    if case.decides:
        return FAILED
    lets_be = case.let_through and case.outcome is Outcome.FAILED
    return OTHER if lets_be else OF_OUTCOME[case.outcome]


def _summary(results: Results, tests: list[Object], suites: int) -> Object:
    found = Counter(test["status"] for test in tests)
    start, stop = _milliseconds(results.run.started), _milliseconds(results.run.finished)
    return {
        "tests": len(tests),
        **{status: found[status] for status in (PASSED, FAILED, SKIPPED, PENDING, OTHER)},
        "flaky": sum(test.get("flaky", False) for test in tests),
        "suites": suites,
        "start": start,
        "stop": stop,
        "duration": max(stop - start, 0),
    }


def _test(results: Results, suite: Suite, case: Case) -> Object:
    scenario = case.scenario
    lasted = scenario.duration_s if scenario else 0.0
    found: Object = {
        "testId": f"{suite.name}: {case.id}",
        "name": case.name or case.id or "nameless",
        "status": status_of(case),
        "rawStatus": case.word,
        "duration": round(lasting(lasted) * THOUSAND),
        "suite": [results.run.article.name, suite.name],
        "labels": _labels(case),
    }
    if case.why:
        found["message"] = case.why
    if case.told and case.word != Outcome.PASSED:
        found["trace"] = "\n".join(case.told)
    if case.qualifier is Qualifier.FLAKY:
        found["flaky"] = True
    if scenario:
        place = {"filePath": scenario.feature, "line": scenario.line, "tags": list(scenario.sentences)}
        found |= {**place, "steps": [_step(step) for step in scenario.steps]}
    return found


def _labels(case: Case) -> Object:
    """Give what an outcome leaves unsaid, by name."""
    known = {"qualifier": case.qualifier, "cause": case.cause, "letThrough": case.let_through}
    return {"outcome": case.outcome.value, **{name: str(value) for name, value in known.items() if value}}


def _step(step: Step) -> Object:
    extra = {"outcome": step.outcome.value, "durationSeconds": step.duration_s}
    return {"name": f"{step.keyword} {step.text}", "status": OF_OUTCOME[step.outcome], "extra": extra}


def _environment(results: Results) -> Object:
    run = results.run
    return {
        "reportName": run.article.title,
        "appName": run.name,
        "testEnvironment": run.target,
        "healthy": run.exit_code == KEPT,
        "extra": {
            "verdict": results.summary.verdict,
            "exitCode": run.exit_code,
            "complete": run.complete,
            "article": run.article.name,
            "articleSha256": run.article.sha256,
            "suiteSha256": run.suite_sha256,
        },
    }


def _milliseconds(time: str) -> int:
    return round(moment_of(time).timestamp() * THOUSAND)
