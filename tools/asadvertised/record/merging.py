"""Put the records of shards together: what they found is one run, as if one had asked it all."""

from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

from asadvertised.article.change import suspects
from asadvertised.errors import ConfigurationError
from asadvertised.record import rollup
from asadvertised.record.gate import Terms
from asadvertised.record.judging import judge_whole
from asadvertised.record.model import Results, Run, ScenarioResult
from asadvertised.record.rollup import Found, Unsettled
from asadvertised.record.shards import number_of

AGAIN = "run `check --shard` once for each part of the same suite, at the same service"
Told = Callable[[Run], Any]
ALIKE: tuple[tuple[str, Told], ...] = (
    ("the article", lambda run: (run.article.name, run.article.sha256)),
    ("the suite", lambda run: run.suite_sha256),
    ("the target", lambda run: "our own reference" if run.own_reference else run.target),
    ("the profile", lambda run: run.profile_text),
    ("the version that ran", lambda run: run.versions.asadvertised),
    ("the number of shards", lambda run: run.shard.of if run.shard else 0),
)
Shards = Sequence[tuple[Path, Results]]


def in_order(shards: Shards) -> Shards:
    """Put shards into their order.

    Raises ConfigurationError for what is no shard.
    """
    if not shards:
        raise ConfigurationError("there is nothing to merge", mend="name the results.json of each shard")
    for file, results in shards:
        if results.run.shard is None:
            raise ConfigurationError("is the record of no shard", str(file), AGAIN)
    return sorted(shards, key=lambda shard: shard[1].run.shard.number if shard[1].run.shard else 0)


def merged(shards: Shards, terms: Terms) -> Results:
    """Put shards together that are in order; what one of them did not get to was not asked.

    Raises ConfigurationError where one is missing or there twice, or where they are not of one run.
    """
    _must_be_one(shards)
    records = [results for _, results in shards]
    first, scenarios = records[0], _scenarios(shards)
    complete = all(results.run.complete for results in records)
    sentences = rollup.rolled_up(first.sentences, scenarios, first.drift)
    left = Unsettled(first.summary.unaccounted, first.summary.to_review)
    judged = judge_whole(Found(sentences, scenarios, first.drift, left, complete), terms, None)
    run = _run(records, complete=complete).model_copy(update={"exit_code": judged.gate.exit_code})
    return first.model_copy(update={"run": run, "scenarios": scenarios, **vars(judged)})


def _must_be_one(shards: Shards) -> None:
    file, first = shards[0]
    for other, results in shards:
        for what, told in ALIKE:
            if told(results.run) != told(first.run):
                said = f"{what} is another than in {file}: {_short(told(results.run))}, and not "
                raise ConfigurationError(said + _short(told(first.run)), str(other), AGAIN)
    _must_be_all([(other, results.run.shard.number) for other, results in shards if results.run.shard], first)


def _must_be_all(numbered: Sequence[tuple[Path, int]], first: Results) -> None:
    of = first.run.shard.of if first.run.shard else 0
    counted = Counter(number for _, number in numbered)
    twice = next((number for number, times in counted.items() if times > 1), 0)
    if twice:
        files = " and ".join(str(file) for file, number in numbered if number == twice)
        raise ConfigurationError(f"shard {twice} of {of} is there {counted[twice]} times", files, AGAIN)
    missing = [str(number) for number in range(1, of + 1) if number not in counted]
    if missing:
        what = (
            f"of {of} shards {'one is' if len(missing) == 1 else f'{len(missing)} are'} missing: {', '.join(missing)}"
        )
        raise ConfigurationError(what, mend=AGAIN)


def _scenarios(ordered: Shards) -> tuple[ScenarioResult, ...]:
    """Give every scenario once; each has to be of the shard that has it, and none may be missing."""
    changes = ordered[0][1].drift.changes
    suspect = {name for change in changes if suspects(change.kind, change.severity) for name in change.scenarios}
    found: dict[str, ScenarioResult] = {}
    for file, results in ordered:
        shard = results.run.shard
        for scenario in results.scenarios:
            if shard is None or scenario.id in found or number_of(scenario.id, shard.of) != shard.number:
                raise ConfigurationError(f"scenario {scenario.id!r} is not one of this shard", str(file), AGAIN)
            told = _asked_of(scenario, results.run.target, ordered[0][1].run.target)
            found[scenario.id] = told.model_copy(update={"suspect": scenario.id in suspect})
    total = max(results.run.shard.scenarios for _, results in ordered if results.run.shard)
    if len(found) != total:
        what = f"the shards have {len(found)} scenarios, and the suite {total}"
        raise ConfigurationError(what, mend=AGAIN)
    return tuple(sorted(found.values(), key=lambda one: (one.feature, one.line)))


def _asked_of(scenario: ScenarioResult, theirs: str, ours: str) -> ScenarioResult:
    """Give a scenario as if it had been asked of the first shard's reference, which is the same at another port."""
    if theirs == ours:
        return scenario
    return ScenarioResult.model_validate_json(scenario.model_dump_json().replace(_place(theirs), _place(ours)))


def _place(target: str) -> str:
    return urlsplit(target).netloc


def _run(records: Sequence[Results], *, complete: bool) -> Run:
    first = records[0].run
    return first.model_copy(
        update={
            "id": uuid4().hex,
            "started": min(results.run.started for results in records),
            "finished": max(results.run.finished for results in records),
            "duration_s": round(sum(results.run.duration_s for results in records), 3),
            "shard": None,
            "shards": tuple(results.run.id for results in records),
            "complete": complete,
            "unfinished": False,
        }
    )


def _short(told: Any) -> str:
    text = ", ".join(map(str, told)) if isinstance(told, tuple) else str(told)
    return repr(text if len(text) <= 60 else f"{text[:60]}…")  # noqa: PLR2004  as much as a line has room for
