"""The result of a run as an in-toto statement, which its owner may sign: the predicate is test-result v0.1.

A statement is of things that are known by their digest. A service that answers at an address has none that we know, so
the subject is the record, whose bytes say which service was asked. Whoever knows the digest of what was deployed can
attest that the record is of it.

PASSED is a run that passes, and in which nothing is let through. A reader of `result` alone never takes for a pass what
could not be told: that is FAILED where it blocks, and WARNED where the policy lets it through. In the lists a test is
named only by what it was: what could not be told, was not asked or does not apply is in none of them, since
`warnedTests` have passed and `failedTests` were seen to fail. The annotations of the subject name it.

Source: https://github.com/in-toto/attestation/blob/main/spec/predicates/test-result.md
"""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from asadvertised.outcome import Outcome
from asadvertised.record.files import RESULTS
from asadvertised.record.model import Qualifier, Results, ScenarioResult
from asadvertised.report.formats.naming import address, digest_of, document, is_digest
from asadvertised.report.formats.standing import PASSES, decided, lets_through, untold, waiver_words, waivers_of
from asadvertised.report.formats.telling import line_of

Json = dict[str, Any]
STATEMENT = "https://in-toto.io/Statement/v1"
TEST_RESULT = "https://in-toto.io/attestation/test-result/v0.1"
NOTE = (
    "The subject is the record of the run, since no digest of the service is known. Tests are scenarios. Those without "
    "a verdict, those that were not asked and those that do not apply are in none of the three lists, but in these "
    "annotations."
)


def render(results: Results) -> str:
    """Give the statement of a run."""
    return document(
        {
            "_type": STATEMENT,
            "subject": [_subject(results)],
            "predicateType": TEST_RESULT,
            "predicate": {
                "result": _result(results),
                "configuration": list(_configuration(results)),
                "url": UUID(hex=results.run.id).urn,
                "passedTests": _names(results, Outcome.PASSED),
                "warnedTests": _names(results, Outcome.PASSED, weaker=True),
                "failedTests": _names(results, Outcome.FAILED),
            },
        }
    )


def _result(results: Results) -> str:
    if results.run.exit_code != PASSES or not results.run.complete:
        return "FAILED"
    return "WARNED" if lets_through(results) else "PASSED"


def _names(results: Results, outcome: Outcome, *, weaker: bool = False) -> list[str]:
    """Name the scenarios of an outcome; those that passed only on a repeat apart."""
    found = [scenario for scenario in results.scenarios if scenario.outcome is outcome]
    return [line_of(scenario.id) for scenario in found if _is_weaker(scenario) is weaker]


def _is_weaker(scenario: ScenarioResult) -> bool:
    return scenario.outcome is Outcome.PASSED and scenario.qualifier is Qualifier.FLAKY


def _subject(results: Results) -> Json:
    run = results.run
    waived = {line_of(name): waiver_words(waiver) for name, waiver in waivers_of(results).items()}
    return {
        "name": RESULTS,
        "digest": {"sha256": digest_of(results)},
        "mediaType": "application/json",
        "annotations": {
            "note": NOTE,
            "service": line_of(run.target),
            "exitCode": run.exit_code,
            "complete": run.complete,
            "decided": decided(results),
            "untold": list(untold(results)),
            "waived": waived,
            **{one.value: _names(results, one) for one in (Outcome.CANT_TELL, Outcome.UNTESTED, Outcome.INAPPLICABLE)},
        },
    }


def _configuration(results: Results) -> Iterator[Json]:
    """Describe what was asked by, of what, and how it was judged."""
    run, gate = results.run, results.gate
    yield _described("suite", run.suite_sha256)
    yield _described("article", run.article.sha256, run.article.source)
    if is_digest(run.article.page_sha256):
        yield _described("page", run.article.page_sha256, run.article.page)
    if target := address(run.target):
        yield {"name": "service", "uri": target}
    if gate and gate.policy:
        yield _described("policy", gate.policy.sha256)
    if gate and gate.baseline:
        yield _described("baseline", gate.baseline.sha256)


def _described(name: str, digest: str, uri: str = "") -> Json:
    known = address(uri)
    return {"name": name, **({"uri": known} if known else {}), "digest": {"sha256": digest}}
