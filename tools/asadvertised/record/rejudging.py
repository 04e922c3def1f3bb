"""Hold a record against what its own evidence comes to when it is judged again: all of it but what says itself."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from itertools import zip_longest
from typing import Any

from asadvertised.article.drift import DriftOutcome
from asadvertised.article.ledger import Ledger
from asadvertised.article.model import Check
from asadvertised.outcome import Outcome
from asadvertised.record.build import Circumstances, build_results
from asadvertised.record.model import Drift, Qualifier, Results, ScenarioResult
from asadvertised.record.terms_again import terms_of
from asadvertised.target.masking import WITHHELD

Records = Mapping[str, dict[str, Any]]
OF_THE_TAPE = ("strayed", "left", "cut")
NOT_OF_THE_RECORD = {"id", "feature", "line", "name", "sentences", "suspect", "to_review"}
NO_EVIDENCE = "nothing of what was asked was kept"
IN_PART = "not all of what was asked was kept"
NO_REASON = "nothing shows why there is no verdict"
NO_PAGE = "it does not lie beside the record as it was"
BASELINE = "it rests on a baseline, which is not here"
WITH_A_PAGE = (DriftOutcome.UNCHANGED, DriftOutcome.DRIFTED)
TAKEN_AWAY = "what it takes was withheld since"
SAYS_ITSELF = re.compile(
    r"schema"
    r"|run/(id|started|finished|duration_s|versions|target|name|profile|profile_text|presumed|shards|complete|unfinished)"
    r"|run/(own_reference|article/page|article/page_sha256)"
    r"|scenarios/\d+/(duration_s|seed|asked_again|steps/\d+/(duration_s|exchanges|left_out|observations|pictures))"
    r"|drift/(source|notes)|gate/policy/(file|sha256|table)|gate/day|proof"
)
BY_A_BASELINE = re.compile(r"run/exit_code|gate|sentences/\d+/excused|summary/(verdict|sentences/waived)|waivers")


class Aspect(StrEnum):
    """In what a record and its evidence differ."""

    OUTCOME = "outcome"
    EVIDENCE = "evidence"
    TEXT = "text"
    RECORD = "record"


@dataclass(frozen=True)
class Difference:
    """Where the evidence comes to something else than the record says."""

    aspect: Aspect
    about: str
    recorded: str
    judged: str


@dataclass(frozen=True)
class Rejudged:
    """What came of judging again; `untold` says of what it could not be done, and why.

    `nothing_asked` counts scenarios of which there is nothing to judge: nobody asked them. `part` is which shard it is.
    """

    scenarios: int
    sentences: int
    differences: tuple[Difference, ...]
    untold: Mapping[str, str] = field(default_factory=dict)
    nothing_asked: int = 0
    text: str = ""
    part: str = ""


def has_something_to_judge(scenario: ScenarioResult) -> bool:
    """Tell whether a scenario was asked at all, or found not to apply."""
    return scenario.outcome not in {Outcome.UNTESTED, Outcome.CANT_TELL} or _has_evidence(scenario)


def hold(
    recorded: Results, records: Records, page: Drift | None, ledger: Ledger, forged_pictures: Iterable[str] = ()
) -> Rejudged:
    """Hold a record against records of its scenarios that were judged again, and its page if that was read again."""
    untold: dict[str, str] = {}
    found = [Difference(Aspect.EVIDENCE, name, "a picture by its SHA-256", "another one") for name in forged_pictures]
    judged: dict[str, Any] = {}
    for scenario in recorded.scenarios:
        again = dict(records.get(scenario.id, ()))
        tape = {part: again.pop(part, None) for part in OF_THE_TAPE}
        why = _why_untold(scenario, again, tape, recorded)
        if why:
            untold[scenario.id] = why
        elif again:
            found += _differences(scenario, again, tape)
        judged[scenario.id] = _with_reason(scenario, again) if again and not why else _as_recorded(scenario, ledger)
    drift = page or recorded.drift
    if page is None and recorded.drift.outcome in WITH_A_PAGE:
        untold["the page"] = NO_PAGE
    if recorded.gate and recorded.gate.baseline:
        untold["the gate"] = BASELINE
    rebuilt = build_results(ledger, judged, drift, _circumstances(recorded, ledger), terms_of(recorded))
    found += _of_the_whole(recorded, rebuilt, known=found)
    asked = [one for one in recorded.scenarios if has_something_to_judge(one) and one.id not in untold]
    return Rejudged(
        len(asked),
        sum(sentence.check is Check.SCENARIOS and bool(sentence.scenarios) for sentence in rebuilt.sentences),
        tuple(found),
        untold,
        len(recorded.scenarios) - len(asked) - sum(one.id in untold for one in recorded.scenarios),
        page.outcome.value if page else "",
        f"{recorded.run.shard.number} of {recorded.run.shard.of}" if recorded.run.shard else "",
    )


def _has_evidence(scenario: ScenarioResult) -> bool:
    return any(step.exchanges or step.observations for step in scenario.steps)


def _why_untold(scenario: ScenarioResult, again: Mapping[str, Any], tape: Mapping[str, Any], recorded: Results) -> str:
    """Say why a scenario cannot be judged again, if it cannot; what was asked otherwise than then is another matter."""
    if not again:
        looked = scenario.outcome is Outcome.UNTESTED and scenario.qualifier is Qualifier.NOT_LOOKED_AT
        cut_short = scenario.outcome is Outcome.UNTESTED and not recorded.run.complete
        return "" if looked or cut_short else NO_REASON
    if tape["strayed"] and not _has_evidence(scenario):
        return NO_EVIDENCE
    off = bool(tape["strayed"] or tape["left"])
    if (off or again["outcome"] != scenario.outcome) and WITHHELD in scenario.model_dump_json(include={"steps"}):
        return TAKEN_AWAY
    in_part = tape["cut"] or any(step.left_out for step in scenario.steps)
    return IN_PART if in_part and off else ""


def _differences(scenario: ScenarioResult, again: dict[str, Any], tape: Mapping[str, Any]) -> Iterator[Difference]:
    if scenario.asked_again and again["outcome"] == Outcome.PASSED:
        again["qualifier"] = Qualifier.FLAKY.value
    then, now = _verdict(scenario.model_dump(mode="json")), _verdict(again)
    if then != now:
        yield Difference(Aspect.OUTCOME, scenario.id, then, f"{now}: {again['reason']}" if again["reason"] else now)
    if tape["strayed"]:
        yield Difference(Aspect.EVIDENCE, scenario.id, "answers to what the scenario asks", str(tape["strayed"]))
    elif tape["left"]:
        yield Difference(Aspect.EVIDENCE, scenario.id, f"{tape['left']} answers more", "nobody asks for them")


def _verdict(record: Mapping[str, Any]) -> str:
    parts = (record["outcome"], record["qualifier"], record["cause"], record["capability"])
    return ", ".join(str(part) for part in parts if part)


def _with_reason(scenario: ScenarioResult, again: dict[str, Any]) -> dict[str, Any]:
    """Take over why there is no verdict: a fault is told again by what was kept of it, which is less."""
    if scenario.outcome is Outcome.CANT_TELL or scenario.asked_again:
        again["reason"] = scenario.reason
    return again


def _as_recorded(scenario: ScenarioResult, ledger: Ledger) -> dict[str, Any]:
    """Give a record of what is not judged again, with the steps that the suite has."""
    record = scenario.model_dump(mode="json", exclude=NOT_OF_THE_RECORD)
    steps = next((one.steps for one in ledger.scenarios if one.id == scenario.id), ())
    for step, (keyword, text) in zip(record["steps"], steps, strict=False):
        step |= {"keyword": keyword, "text": text}
    return record


def _of_the_whole(then: Results, now: Results, known: Iterable[Difference]) -> Iterator[Difference]:
    """Hold everything that the record says against what was built again."""
    told = {difference.about for difference in known}
    rests_on_more = then.gate is not None and then.gate.baseline is not None
    for place, recorded, judged in _pairs(_plain(then), _plain(now), ""):
        name = _name_of(place, then)
        free = SAYS_ITSELF.match(place) or (rests_on_more and BY_A_BASELINE.match(place))
        if not free and name not in told:
            aspect = Aspect.TEXT if place.startswith("drift") else Aspect.RECORD
            yield Difference(aspect, f"{name}, {place}" if name else place, _short(recorded), _short(judged))


def _plain(results: Results) -> Any:
    return results.model_dump(mode="json", by_alias=True)


def _pairs(then: Any, now: Any, place: str) -> Iterator[tuple[str, Any, Any]]:
    """Give each place where two plain values differ."""
    if SAYS_ITSELF.fullmatch(place):
        return
    if isinstance(then, dict) and isinstance(now, dict):
        for key in {**then, **now}:
            yield from _pairs(then.get(key), now.get(key), f"{place}/{key}" if place else key)
    elif isinstance(then, list) and isinstance(now, list):
        for number, (one, other) in enumerate(zip_longest(then, now)):
            yield from _pairs(one, other, f"{place}/{number}")
    elif then != now:
        yield place, then, now


def _name_of(place: str, results: Results) -> str:
    """Name the sentence or scenario that a place is of."""
    kind, _, rest = place.partition("/")
    number = rest.partition("/")[0]
    ids = {"scenarios": [one.id for one in results.scenarios], "sentences": [one.id for one in results.sentences]}
    named = ids.get(kind, [])
    return named[int(number)] if number.isdigit() and int(number) < len(named) else ""


def _short(value: Any) -> str:
    return "nothing" if value is None else str(value)


def _circumstances(recorded: Results, ledger: Ledger) -> Circumstances:
    started = datetime.fromisoformat(recorded.run.started)
    shard = recorded.run.shard
    known = shard and shard.model_copy(update={"scenarios": len(ledger.scenarios)})
    return Circumstances(recorded.run.target, started, complete=recorded.run.complete, shard=known)
