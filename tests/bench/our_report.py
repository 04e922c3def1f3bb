"""Write our report of many scenarios, and print what that took: `our_report.py FOLDER`."""

import json
import resource
import sys
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from many import SCENARIOS, exchanges, fails

from asadvertised.article.drift import DriftOutcome
from asadvertised.article.ledger import load_ledger
from asadvertised.content import own_root
from asadvertised.outcome import Outcome
from asadvertised.record.build import Circumstances, build_results
from asadvertised.record.files import to_json
from asadvertised.record.model import Drift, Exchange, Results, ScenarioResult, Step
from asadvertised.report.html import render_html

WORDS = ("twins", "one twin clicks a Pin", "the other does not", "both look at ads", "the twins see the same ads")


def results() -> Results:
    """Make the record: the sentences of the first article, and many scenarios that ask them."""
    ledger = load_ledger(own_root() / "features" / "personalization")
    asked = [sentence.id for sentence in ledger.article.sentences if ledger.asking(sentence.id)]
    drift = Drift(outcome=DriftOutcome.UNCHANGED)
    empty = build_results(ledger, {}, drift, Circumstances("http://service", datetime(2026, 1, 1, tzinfo=UTC)))
    scenarios = tuple(_scenario(number, asked) for number in range(SCENARIOS))
    return empty.model_copy(update={"scenarios": scenarios})


def _scenario(number: int, asked: list[str]) -> ScenarioResult:
    outcome = Outcome.FAILED if fails(number) else Outcome.PASSED
    steps = tuple(
        Step(keyword="Given", text=words, outcome=Outcome.PASSED, duration_s=0.01, exchanges=(_exchange(sent),))
        for words, sent in zip(WORDS, map(vars, exchanges(number)), strict=True)
    )
    last = steps[-1].model_copy(update={"outcome": outcome})
    said = {"promised": WORDS[-1], "seen": "one twin alone sees an ad"} if outcome is Outcome.FAILED else {}
    known = {"feature": "many.feature", "line": number + 1, "sentences": (asked[number % len(asked)],)}
    name = f"The twins see the same ads ({number})"
    return ScenarioResult(id=f"many:{number}", name=name, outcome=outcome, steps=(*steps[:-1], last), **known, **said)


def _exchange(sent: dict[str, str]) -> Exchange:
    kind: list[Any] = [{"name": "content-type", "value": "application/json"}]
    request = {"method": sent["method"], "url": sent["url"], "headers": kind, "body": sent["request"]}
    answer = {"status": 200, "headers": kind, "body": sent["answer"]}
    told = {"operation": "listAds", "agent": "one twin", "duration_s": 0.01}
    return Exchange.model_validate({**told, "request": request, "response": answer})


def main(folder: Path) -> None:
    """Write the record and its report, and print seconds, bytes and the most memory that was in use."""
    found = results()
    record = folder / "results.json"
    record.write_text(to_json(found), encoding="utf-8")
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    begun = time.perf_counter()
    (folder / "index.html").write_text(render_html(found), encoding="utf-8")
    took = time.perf_counter() - begun
    after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    sys.stdout.write(json.dumps({"seconds": took, "record_mb": before / 1024, "peak_mb": after / 1024}) + "\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
