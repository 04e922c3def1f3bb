"""A run as Cucumber Messages, one a line, which Cucumber's own reports and services read.

A step has no "could not tell" there: it is `AMBIGUOUS`, since whoever takes the worst of the steps, as Cucumber does,
counts `UNKNOWN` as less than passed. What the article says is no scenario: it is told by the hook that is the gate.

Source: https://github.com/cucumber/messages, messages.schema.json
"""

import json
from collections.abc import Iterable, Iterator, Sequence
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
    cases = [case for suite in suites for case in suite.cases]
    asked = [(case, case.scenario) for case in cases if case.scenario]
    told = [_Told(results, f"scenario-{number}", *one) for number, one in enumerate(asked, start=1)]
    yield {"meta": _meta(results)}
    for file in (suite.file for suite in suites if suite.file):
        yield from feature_messages(file, [(one.name, one.scenario) for one in told if one.scenario.feature == file])
    yield from _definitions()
    yield {"testRunStarted": {"id": RUN, "timestamp": _timestamp(_nanoseconds(results.run.started))}}
    yield from ({"testCase": one.test_case()} for one in told)
    room = Room()
    for one in told:
        yield from one.messages(room)
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


class _Told:
    """What is told of one scenario; its steps follow each other from the first exchange, or the run's start.

    What became of the whole is told by the first step that it became so at; where there is none, by a hook.
    """

    def __init__(self, results: Results, name: str, case: Case, scenario: ScenarioResult) -> None:
        self.name = name
        self.case = case
        self.scenario = scenario
        self.whole = status_of(case)
        self.statuses = [_status_of_step(step, self.whole) for step in scenario.steps]
        self.told_at = self.statuses.index(self.whole) if self.whole in self.statuses else None
        self.has_hook = self.told_at is None or (self.whole == PASSED and bool(case.qualifier))
        self.now = _nanoseconds(_first_exchange(scenario) or results.run.started)

    def test_case(self) -> Object:
        """Give what is tested: the pickle, step by step, and the hook if it has something to tell."""
        matched = {"stepDefinitionIds": [DEFINITION], "stepMatchArgumentsLists": [{"stepMatchArguments": []}]}
        pickled = pickle_steps_of(self.name, self.scenario)
        steps: list[Object] = [{"id": f"{one}-test", "pickleStepId": one, **matched} for one in pickled]
        steps += [{"id": self._hook, "hookId": VERDICT}] if self.has_hook else []
        return {"id": self._case_id, "pickleId": pickle_of(self.name), "testSteps": steps, "testRunStartedId": RUN}

    def messages(self, room: Room) -> Iterator[Object]:
        """Give what happened, from the start to the end."""
        started = {"id": self._attempt, "testCaseId": self._case_id, "attempt": 0}
        yield {"testCaseStarted": {**started, "timestamp": _timestamp(self.now)}}
        for place, pickled in enumerate(pickle_steps_of(self.name, self.scenario)):
            yield from self._step(f"{pickled}-test", place, room)
        if self.has_hook:
            yield from self._verdict()
        finished = {"testCaseStartedId": self._attempt, "timestamp": _timestamp(self.now), "willBeRetried": False}
        yield {"testCaseFinished": finished}

    @property
    def _attempt(self) -> str:
        return f"{self.name}-attempt"

    @property
    def _case_id(self) -> str:
        return f"{self.name}-case"

    @property
    def _hook(self) -> str:
        return f"{self.name}-{VERDICT}"

    def _step(self, identity: str, place: int, room: Room) -> Iterator[Object]:
        step = self.scenario.steps[place]
        evidence = room.evidence_of(step, **self._to(identity)) if self.case.word != Outcome.PASSED else ()
        told = self.case if place == self.told_at else None
        yield from self._took(identity, _result(self.statuses[place], told, step.duration_s), step.duration_s, evidence)

    def _verdict(self) -> Iterator[Object]:
        """Tell what became of the whole where no step does, or what a pass leaves unsaid."""
        unsaid = [attached(LOG, _said(self.case), "verdict.txt", **self._to(self._hook))]
        yield from self._took(
            self._hook, _result(self.whole, self.case), attachments=unsaid if self.whole == PASSED else ()
        )

    def _to(self, identity: str) -> dict[str, str]:
        return {"testCaseStartedId": self._attempt, "testStepId": identity}

    def _took(
        self, identity: str, result: Object, seconds: float = 0.0, attachments: Iterable[Object] = ()
    ) -> Iterator[Object]:
        to = self._to(identity)
        yield {"testStepStarted": {**to, "timestamp": _timestamp(self.now)}}
        yield from attachments
        self.now += _lasted(seconds)
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


def _result(status: str, case: Case | None = None, seconds: float = 0.0) -> Object:
    """Give a result, with what explains it if it has not passed."""
    told: Object = {"status": status, "duration": _timestamp(_lasted(seconds))}
    if case and status != PASSED:
        told |= {"message": _said(case), "exception": {"type": case.word, "message": _said(case)}}
    return told


def _said(case: Case) -> str:
    return "\n".join(map(line_of, [f"Outcome: {case.word}", case.why, *case.told]))


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
        {"of": suite.name, "about": line_of(case.name), "outcome": case.word, "told": _said(case)}
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
