"""Hold a record against what its own evidence comes to, when it is judged again."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from asadvertised.article.drift import DriftOutcome
from asadvertised.article.ledger import Ledger
from asadvertised.outcome import Outcome
from asadvertised.record.build import Circumstances, build_results
from asadvertised.record.model import Drift, Qualifier, Results, ScenarioResult, SentenceResult, Summary
from asadvertised.target.masking import WITHHELD

Records = Mapping[str, dict[str, Any]]
OF_THE_TAPE = ("strayed", "left", "cut")
NOT_OF_THE_RECORD = {"id", "feature", "line", "name", "sentences", "suspect", "to_review"}
NO_EVIDENCE = "nothing of what was asked was kept"
IN_PART = "not all of what was asked was kept"
NO_PAGE = "it does not lie beside the record as it was"
WITH_A_PAGE = (DriftOutcome.UNCHANGED, DriftOutcome.DRIFTED)
TAKEN_AWAY = "what it takes was withheld since"


class Aspect(StrEnum):
    """In what a record and its evidence differ."""

    OUTCOME = "outcome"
    WORDS = "words"
    EVIDENCE = "evidence"
    SENTENCE = "sentence"
    TEXT = "text"
    COUNT = "count"


@dataclass(frozen=True)
class Difference:
    """Where the evidence comes to something else than the record says."""

    aspect: Aspect
    about: str
    recorded: str
    judged: str


@dataclass(frozen=True)
class Rejudged:
    """What came of judging again; `untold` says of what it could not be done, and why, by scenario.

    `nothing_asked` counts scenarios of which there is nothing to judge: nobody asked them.
    """

    scenarios: int
    sentences: int
    differences: tuple[Difference, ...]
    untold: Mapping[str, str] = field(default_factory=dict)
    nothing_asked: int = 0
    text: str = ""


def has_something_to_judge(scenario: ScenarioResult) -> bool:
    """Tell whether a scenario was asked at all, or found not to apply."""
    told = scenario.outcome not in {Outcome.UNTESTED, Outcome.CANT_TELL}
    return told or (scenario.outcome is Outcome.CANT_TELL and _has_evidence(scenario))


def hold(recorded: Results, records: Records, drift: Drift | None, ledger: Ledger) -> Rejudged:
    """Hold a record against records of its scenarios that were judged again, and its page if that was read again."""
    untold: dict[str, str] = {}
    found: list[Difference] = []
    judged: dict[str, Any] = {}
    for scenario in recorded.scenarios:
        again = dict(records.get(scenario.id, ()))
        tape = {part: again.pop(part, None) for part in OF_THE_TAPE}
        if scenario.asked_again and again.get("outcome") == Outcome.PASSED:
            again["qualifier"] = Qualifier.FLAKY.value
        why = _why_untold(scenario, again, tape) if again else ""
        if why:
            untold[scenario.id] = why
        elif again:
            found += _differences(scenario, again, tape)
        judged[scenario.id] = again if again and not why else _as_recorded(scenario)
    if drift is None and recorded.drift.outcome in WITH_A_PAGE:
        untold["the page"] = NO_PAGE
    rebuilt = build_results(ledger, judged, drift or recorded.drift, _circumstances(recorded))
    found += [*_of_sentences(recorded.sentences, rebuilt.sentences), *_of_text(recorded.drift, drift)]
    found += [*_of_counts(recorded.summary, rebuilt.summary), *_of_the_gate(recorded, rebuilt)]
    asked = sum(map(has_something_to_judge, recorded.scenarios))
    return Rejudged(
        asked - sum(name in judged for name in untold),
        len(rebuilt.sentences),
        tuple(found),
        untold,
        len(recorded.scenarios) - asked,
        drift.outcome.value if drift else "",
    )


def _has_evidence(scenario: ScenarioResult) -> bool:
    return any(step.exchanges or step.observations for step in scenario.steps)


def _why_untold(scenario: ScenarioResult, again: Mapping[str, Any], tape: Mapping[str, Any]) -> str:
    """Say why a scenario cannot be judged again, if it cannot; what was asked otherwise than then is another matter."""
    if tape["strayed"] and not _has_evidence(scenario):
        return NO_EVIDENCE
    off = bool(tape["strayed"] or tape["left"])
    if (off or again["outcome"] != scenario.outcome) and WITHHELD in scenario.model_dump_json(include={"steps"}):
        return TAKEN_AWAY
    in_part = tape["cut"] or any(step.left_out for step in scenario.steps)
    return IN_PART if in_part and off else ""


def _differences(scenario: ScenarioResult, again: dict[str, Any], tape: Mapping[str, Any]) -> Iterator[Difference]:
    then, now = _verdict(scenario.model_dump(mode="json")), _verdict(again)
    if then != now:
        yield Difference(Aspect.OUTCOME, scenario.id, then, f"{now}: {again['reason']}" if again["reason"] else now)
    if tape["strayed"]:
        yield Difference(Aspect.EVIDENCE, scenario.id, "answers to what the scenario asks", str(tape["strayed"]))
    elif tape["left"]:
        yield Difference(Aspect.EVIDENCE, scenario.id, f"{tape['left']} answers more", "nobody asks for them")
    elif then == now:
        yield from _of_words(scenario, again)


def _verdict(record: Mapping[str, Any]) -> str:
    parts = (record["outcome"], record["qualifier"], record["cause"], record["capability"])
    return ", ".join(str(part) for part in parts if part)


def _of_words(scenario: ScenarioResult, again: Mapping[str, Any]) -> Iterator[Difference]:
    then = scenario.model_dump(mode="json")
    for part in ("promised", "seen", "sides"):
        if then[part] != _plain(again[part]):
            yield Difference(Aspect.WORDS, f"{scenario.id}, {part}", str(then[part]), str(_plain(again[part])))


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(inner) for key, inner in value.items()}
    return [_plain(inner) for inner in value] if isinstance(value, list | tuple) else value


def _as_recorded(scenario: ScenarioResult) -> dict[str, Any]:
    return scenario.model_dump(mode="json", exclude=NOT_OF_THE_RECORD)


def _of_sentences(then: Iterable[SentenceResult], now: Iterable[SentenceResult]) -> Iterator[Difference]:
    known = {sentence.id: _of_sentence(sentence) for sentence in now}
    told = {sentence.id: _of_sentence(sentence) for sentence in then}
    for name in {**told, **known}:
        if told.get(name) != known.get(name):
            yield Difference(Aspect.SENTENCE, name, told.get(name, "not there"), known.get(name, "not there"))


def _of_sentence(sentence: SentenceResult) -> str:
    said = f"{sentence.outcome}{f', {sentence.qualifier}' if sentence.qualifier else ''}, text {sentence.says}"
    return f"{said}, “{sentence.text}”, asked by {len(sentence.scenarios)}"


def _of_text(then: Drift, now: Drift | None) -> Iterator[Difference]:
    if now is None:
        return
    if then.outcome != now.outcome:
        yield Difference(Aspect.TEXT, "the page", then.outcome.value, now.outcome.value)
    told, known = ([(c.kind.value, c.sentence or "", c.old, c.new) for c in drift.changes] for drift in (then, now))
    for change in [*told, *known]:
        if (change in told) is not (change in known):
            yield Difference(Aspect.TEXT, change[1] or "a new sentence", *_either(change, is_told=change in told))


def _either(change: tuple[str, str, str, str], *, is_told: bool) -> tuple[str, str]:
    words = f"{change[0]}: “{change[2]}” is “{change[3]}”"
    return (words, "no such change") if is_told else ("no such change", words)


def _of_counts(then: Summary, now: Summary) -> Iterator[Difference]:
    for what in ("sentences", "scenarios", "causes", "not_offered", "not_looked_at", "turns", "changes"):
        told, known = (_counted(getattr(summary, what)) for summary in (then, now))
        if told != known:
            yield Difference(Aspect.COUNT, f"summary, {what}", str(told), str(known))


def _counted(part: Any) -> Any:
    """Give what is counted; what a policy excuses is its own."""
    counts = part.model_dump(exclude={"waived", "flaky"}) if hasattr(part, "model_dump") else part
    return {str(key): count for key, count in counts.items() if count} if isinstance(counts, dict) else counts


def _of_the_gate(then: Results, now: Results) -> Iterator[Difference]:
    """Hold the exit code: by the strictest policy where another was given, for that is no part of the evidence."""
    if then.gate is None or now.gate is None:
        return
    told, known = then.gate.exit_code_without, now.gate.exit_code_without
    if told != known:
        yield Difference(Aspect.COUNT, "exit code without a policy", str(told), str(known))
    plain = then.gate.policy is None and then.gate.baseline is None
    expected = known if plain else then.gate.exit_code
    if then.run.exit_code != expected or then.gate.exit_code != expected:
        recorded = f"{then.run.exit_code}, and {then.gate.exit_code} by the gate"
        yield Difference(Aspect.COUNT, "exit code", recorded, str(expected))
    if plain and then.summary.verdict != now.summary.verdict:
        yield Difference(Aspect.COUNT, "verdict", then.summary.verdict, now.summary.verdict)


def _circumstances(recorded: Results) -> Circumstances:
    started = datetime.fromisoformat(recorded.run.started)
    return Circumstances(recorded.run.target, started, complete=recorded.run.complete, shard=recorded.run.shard)
