"""A run as Cucumber Messages, one a line, which Cucumber's own reports and services read.

A step has no "could not tell" there: it is `AMBIGUOUS`, since whoever takes the worst of the steps, as Cucumber does,
counts `UNKNOWN` as less than passed. What the article says is no scenario: it is told by the hook that is the gate.

Source: https://github.com/cucumber/messages, messages.schema.json
"""

import json
from collections.abc import Iterator, Sequence
from typing import Any

from asadvertised.outcome import Outcome
from asadvertised.record.model import Results, ScenarioResult, Step
from asadvertised.record.rollup import KEPT
from asadvertised.report.formats.cases import EXIT_CODE, Case, Suite, suites_of
from asadvertised.report.formats.evidence import JSON, LOG, Room, attached
from asadvertised.report.formats.gherkin import feature_messages, pickle_of, pickle_steps_of
from asadvertised.report.formats.telling import lasting, line_of, moment_of, plain

PROTOCOL = "34.2.1"
RUN, GATE, VERDICT, DEFINITION = "run", "gate", "verdict", "definition"
PASSED, SKIPPED, PENDING, AMBIGUOUS, FAILED = WORST_LAST = "PASSED", "SKIPPED", "PENDING", "AMBIGUOUS", "FAILED"
OF_OUTCOME = {
    Outcome.PASSED: PASSED,
    Outcome.FAILED: FAILED,
    Outcome.CANT_TELL: AMBIGUOUS,
    Outcome.INAPPLICABLE: SKIPPED,
    Outcome.UNTESTED: PENDING,
}
MOST_CASES = 500
NOTE = (
    "Cucumber has no words for some outcomes: AMBIGUOUS is what could not be told, PENDING what was not asked, SKIPPED "
    "what does not apply, was not reached, or is let through by the gate. Messages say which."
)
THOUSAND, BILLION = 1_000, 1_000_000_000
Object = dict[str, Any]


def render(results: Results) -> str:
    """Give a record as messages, one a line."""
    return "".join(f"{json.dumps(plain(one), ensure_ascii=False)}\n" for one in _messages(results))


def status_of(case: Case) -> str:
    """Give the status of a case; what the gate lets through is skipped, and never passed."""
    return SKIPPED if case.let_through else OF_OUTCOME[case.outcome]


def _messages(results: Results) -> Iterator[Object]:
    suites = suites_of(results)
    cases = [case for suite in suites for case in suite.cases if case.scenario]
    named = [(f"scenario-{number}", case, case.scenario) for number, case in enumerate(cases, 1) if case.scenario]
    yield {"meta": _meta(results)}
    for file in (suite.file for suite in suites if suite.file):
        yield from feature_messages(file, [(name, one) for name, _, one in named if one.feature == file])
    yield from _definitions()
    yield {"testRunStarted": {"id": RUN, "timestamp": _timestamp(_nanoseconds(results.run.started))}}
    yield from ({"testCase": _test_case(name, one)} for name, _, one in named)
    room = Room()
    for name, case, one in named:
        yield from _Told(results, name, case, one, room).messages()
    yield from _gate(results, [suite for suite in suites if not suite.file])
    yield {"testRunFinished": _finished(results)}


def _meta(results: Results) -> Object:
    versions = results.run.versions
    return {
        "protocolVersion": PROTOCOL,
        "implementation": {"name": "asadvertised", "version": versions.asadvertised},
        "runtime": {"name": "Python", "version": versions.python},
        "os": {"name": "not recorded"},
        "cpu": {"name": "not recorded"},
    }


def _definitions() -> Iterator[Object]:
    """Name the one definition that stands for all, since a record knows none, and the hooks that carry verdicts."""
    pattern = {"source": ".*", "type": "REGULAR_EXPRESSION"}
    yield {"stepDefinition": {"id": DEFINITION, "pattern": pattern, "sourceReference": {}}}
    hooks = ((VERDICT, "What became of the scenario", "AFTER_TEST_CASE"), (GATE, "The gate", "AFTER_TEST_RUN"))
    for identity, name, kind in hooks:
        yield {"hook": {"id": identity, "name": name, "type": kind, "sourceReference": {}}}


def _test_case(name: str, scenario: ScenarioResult) -> Object:
    matched = {"stepDefinitionIds": [DEFINITION], "stepMatchArgumentsLists": [{"stepMatchArguments": []}]}
    steps: list[Object] = [
        {"id": _step_id(name, place), "pickleStepId": pickled, **matched}
        for place, pickled in enumerate(pickle_steps_of(name, scenario), start=1)
    ]
    steps += [{"id": f"{name}-{VERDICT}", "hookId": VERDICT}]
    return {"id": f"{name}-case", "pickleId": pickle_of(name), "testSteps": steps, "testRunStartedId": RUN}


def _step_id(name: str, place: int) -> str:
    return f"{name}-test-step-{place}"


class _Told:
    """What is told of one scenario; its steps follow each other from the first exchange, or the run's start."""

    def __init__(self, results: Results, name: str, case: Case, scenario: ScenarioResult, room: Room) -> None:
        self.name = name
        self.case = case
        self.scenario = scenario
        self.room = room
        self.attempt = f"{name}-attempt"
        self.now = _nanoseconds(_first_exchange(scenario) or results.run.started)

    def messages(self) -> Iterator[Object]:
        """Give the messages of the scenario, from its start to its end."""
        started = {"id": self.attempt, "testCaseId": f"{self.name}-case", "attempt": 0}
        yield {"testCaseStarted": {**started, "timestamp": _timestamp(self.now)}}
        for place, step in enumerate(self.scenario.steps, start=1):
            yield from self._step(_step_id(self.name, place), step)
        yield from self._verdict(f"{self.name}-{VERDICT}")
        finished = {"testCaseStartedId": self.attempt, "timestamp": _timestamp(self.now), "willBeRetried": False}
        yield {"testCaseFinished": finished}

    def _step(self, identity: str, step: Step) -> Iterator[Object]:
        to = {"testCaseStartedId": self.attempt, "testStepId": identity}
        yield {"testStepStarted": {**to, "timestamp": _timestamp(self.now)}}
        if self.case.outcome is not Outcome.PASSED or self.case.qualifier:
            yield from self.room.evidence_of(step, **to)
        self.now += _lasted(step.duration_s)
        result = {"status": _status_of_step(step, status_of(self.case)), "duration": _duration(step.duration_s)}
        yield {"testStepFinished": {**to, "testStepResult": result, "timestamp": _timestamp(self.now)}}

    def _verdict(self, identity: str) -> Iterator[Object]:
        """Tell what became of the whole, which the worst of its steps need not say."""
        to = {"testCaseStartedId": self.attempt, "testStepId": identity}
        yield {"testStepStarted": {**to, "timestamp": _timestamp(self.now)}}
        result = _result(status_of(self.case), self.case)
        if result["status"] == PASSED and self.case.qualifier:
            yield attached(LOG, "\n".join(_lines(self.case)), "verdict.txt", **to)
        yield {"testStepFinished": {**to, "testStepResult": result, "timestamp": _timestamp(self.now)}}


def _first_exchange(scenario: ScenarioResult) -> str:
    return next((one.started for step in scenario.steps for one in step.exchanges if one.started), "")


def _status_of_step(step: Step, whole: str) -> str:
    """Give the status of a step: no worse than what became of the whole, unless that passed; never better."""
    if step.outcome is Outcome.UNTESTED and whole != PENDING:
        return SKIPPED
    own = OF_OUTCOME[step.outcome]
    worse = WORST_LAST.index(own) > WORST_LAST.index(whole)
    return whole if worse and whole != PASSED else own


def _result(status: str, case: Case) -> Object:
    told: Object = {"status": status, "duration": _duration(0)}
    if status != PASSED:
        lines = "\n".join(_lines(case))
        told |= {"message": lines, "exception": {"type": case.word, "message": lines}}
    return told


def _lines(case: Case) -> Iterator[str]:
    yield line_of(f"{case.word}: {case.why}")
    yield from map(line_of, case.told)


def _gate(results: Results, suites: Sequence[Suite]) -> Iterator[Object]:
    """Tell the gate's decision, and what became of the article, as a hook that fails where the run does not pass."""
    now, started = _timestamp(_nanoseconds(results.run.finished)), "gate-run"
    yield {"testRunHookStarted": {"id": started, "testRunStartedId": RUN, "hookId": GATE, "timestamp": now}}
    yield attached(JSON, _article(suites), "article.json", testRunHookStartedId=started)
    yield attached(LOG, NOTE, "note.txt", testRunHookStartedId=started)
    code = next(case for suite in suites for case in suite.cases if case.id == EXIT_CODE)
    result = _result(FAILED if code.decides else PASSED, code)
    yield {"testRunHookFinished": {"testRunHookStartedId": started, "result": result, "timestamp": now}}


def _article(suites: Sequence[Suite]) -> str:
    """Give what is no scenario and did not simply pass: sentences, the text, the rules of the gate."""
    telling = [(suite, case) for suite in suites for case in suite.cases if case.word != Outcome.PASSED]
    told = [
        {"of": suite.name, "about": line_of(case.name), "outcome": case.word, "told": list(_lines(case))}
        for suite, case in telling[:MOST_CASES]
    ]
    body = {"not_simply_passed": told, "left_out": len(telling) - len(told)}
    return json.dumps(plain(body), ensure_ascii=False, indent=1)


def _finished(results: Results) -> Object:
    return {
        "testRunStartedId": RUN,
        "success": results.run.exit_code == KEPT,
        "message": line_of(f"{results.summary.verdict} (exit code {results.run.exit_code})"),
        "timestamp": _timestamp(_nanoseconds(results.run.finished)),
    }


def _nanoseconds(time: str) -> int:
    """Give a time of the record in nanoseconds since 1970."""
    moment = moment_of(time)
    return int(moment.timestamp()) * BILLION + moment.microsecond * THOUSAND


def _lasted(seconds: float) -> int:
    return round(lasting(seconds) * BILLION)


def _timestamp(nanoseconds: int) -> Object:
    return dict(zip(("seconds", "nanos"), divmod(nanoseconds, BILLION), strict=True))


def _duration(seconds: float) -> Object:
    return _timestamp(_lasted(seconds))
