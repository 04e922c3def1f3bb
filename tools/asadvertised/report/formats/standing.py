"""What formats say of a record alike: what came of a question, whether it waits for a person, what is untold."""

from collections.abc import Iterator

from asadvertised.article.drift import DriftOutcome
from asadvertised.article.model import Check
from asadvertised.outcome import Cause, Outcome
from asadvertised.record.gate_model import Excuse, WaiverResult
from asadvertised.record.model import Drift, Qualifier, Results, ScenarioResult, SentenceResult
from asadvertised.record.rollup import exit_code_of_exploring, number, something_asked
from asadvertised.record.waivers import SAYS_OTHERWISE
from asadvertised.report.formats.telling import line_of
from asadvertised.report.gate_words import beside_the_gate, decision, excuse
from asadvertised.report.headlines import headline, not_looked_at
from asadvertised.report.view import Marks

PASSES = 0


def words_of(result: SentenceResult | ScenarioResult) -> str:
    """Say what came of a question, and why, in one line."""
    word = Marks.of(result).word
    excused = excuse(result) if isinstance(result, SentenceResult) else ""
    return line_of(f"{word[0].upper()}{word[1:]}{excused}. {_why(result)}")


def _why(result: SentenceResult | ScenarioResult) -> str:
    if isinstance(result, SentenceResult):
        return f"{result.reason}{' The scenarios are to review.' if result.to_review else ''}"
    if result.promised or result.seen:
        return f"Promised: {result.promised}. Seen: {result.seen}."
    return f"{result.reason}{f' No verdict because of {_whose(result.cause)}.' if result.cause else ''}"


def _whose(cause: Cause) -> str:
    return "a fault of ours" if cause is Cause.HARNESS else f"the {cause.value}"


def waivers_of(results: Results) -> dict[str, WaiverResult]:
    """Give the waivers that broken sentences are let through by, by their sentences; a policy has one for each."""
    waived = {sentence.id for sentence in results.sentences if sentence.excused is Excuse.WAIVED}
    return {waiver.sentence: waiver for waiver in results.waivers if waiver.sentence in waived}


def waiver_words(waiver: WaiverResult) -> str:
    """Say who waived a sentence, why, and until when."""
    return line_of(f"{waiver.reason} ({waiver.owner}, {waiver.ticket}, until {waiver.expires})")


def waits(sentence: SentenceResult) -> bool:
    """Say whether a person has to look at a sentence first: what is asked may not be what the page says."""
    return sentence.to_review or sentence.check is Check.UNACCOUNTED or sentence.says in SAYS_OTHERWISE


def is_plainly_kept(result: SentenceResult | ScenarioResult) -> bool:
    """Say whether something is kept, and nothing is left unsaid by that."""
    return result.outcome is Outcome.PASSED and result.qualifier is None


def untold(results: Results) -> Iterator[str]:
    """Say what could not be told of a run, a line each; nothing for a run in which all was."""
    if results.run.shard:
        part = results.run.shard
        yield f"This is part {part.number} of {part.of}: only the parts put together say what the whole comes to."
    if not results.run.complete:
        yield "The run was cut short: what it did not come to was not asked."
    if results.exploration:
        yield from _untold_sequences(results)
        return
    if not something_asked(results.scenarios):
        yield "No scenario was kept."
    for cause, count in results.summary.causes.items():
        yield f"No verdict because of {_whose(cause)}: {number(count, 'scenario')}."
    if count := sum(scenario.outcome is Outcome.UNTESTED for scenario in results.scenarios):
        yield f"Not asked: {number(count, 'scenario')}."
    yield from map(line_of, not_looked_at(results))
    if results.drift.outcome is DriftOutcome.CANT_TELL:
        yield line_of(text_words(results.drift))


def _untold_sequences(results: Results) -> Iterator[str]:
    exploration = results.exploration
    if exploration and exploration.outcome is not Outcome.FAILED:
        yield "Sequences of acts were tried; what the scenarios ask was not asked."
        if exit_code_of_exploring(exploration, complete=True) != PASSES:
            yield line_of(exploration.reason or "Nothing was compared.")


def text_words(drift: Drift) -> str:
    """Say what became of the page's text, and why that could not be told."""
    return line_of(f"{headline(drift)}. {drift.reason}")


def decided(results: Results) -> list[str]:
    """Say what a run found, what the gate made of that, and what it lets through."""
    gate = [decision(results.gate)] if results.gate else []
    return [line_of(line) for line in (results.summary.verdict, *gate, *beside_the_gate(results))]


def lets_through(results: Results) -> bool:
    """Say whether a run passes, though not all is plainly kept: waived, warned of, as before, or only on a repeat."""
    otherwise = results.gate.exit_code_without if results.gate else results.run.exit_code
    is_a_part = bool(results.exploration or results.run.shard)
    weaker = any(scenario.qualifier is Qualifier.FLAKY for scenario in results.scenarios)
    return results.run.exit_code == PASSES and (otherwise != PASSES or weaker or is_a_part)
