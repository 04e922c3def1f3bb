"""What a terminal is told at the end: short, and fit for a log."""

from collections import Counter
from collections.abc import Iterator

from asadvertised.article.change import suspects
from asadvertised.article.model import Check
from asadvertised.outcome import WITHOUT_ANSWER, Cause, Outcome
from asadvertised.record.model import Drift, Qualifier, Results
from asadvertised.record.proof import ProofSummary
from asadvertised.report.gate_words import beside_the_gate, decision, excuse
from asadvertised.report.headlines import headline, not_looked_at, place_of, wordings_of
from asadvertised.report.words import chance, one_line, shortened

MOST_REASONS = 5


def render_summary(results: Results, report: str) -> str:
    """Give the verdict, what the gate decided, the counts, whatever is not kept, and where the report is."""
    lines = [
        *_decided(results),
        *_counts(results),
        *_broken(results),
        *_changes(results.drift),
        *_unsettled(results),
        *_unknown(results),
        *_experiments(results),
        *_flaky(results),
        _proof(results.proof),
        f"Report: {report}",
    ]
    return "\n".join(lines) + "\n"


def render_verdict(results: Results, report: str) -> str:
    """Give the verdict, what the gate decided and lets through, and where the report is, for whoever wants no more."""
    return "\n".join([*_decided(results), f"Report: {report}"]) + "\n"


def _decided(results: Results) -> Iterator[str]:
    yield one_line(results.summary.verdict)
    if results.gate:
        yield decision(results.gate)
    yield from beside_the_gate(results)


def render_drift(drift: Drift) -> str:
    """Say what became of the text alone."""
    counts = Counter(change.kind.value for change in drift.changes)
    told = [f"{len(drift.changes)} changes: {', '.join(f'{n} {kind}' for kind, n in counts.items())}"] if counts else []
    return "\n".join([f"{headline(drift)}: {one_line(drift.source)}", *told, *_changes(drift)]) + "\n"


def _proof(proof: ProofSummary) -> str:
    if not proof.seeded:
        return f"Suite: not proven. {one_line(proof.reason)}".rstrip()
    found = (
        f"{proof.rightly} of {proof.seeded} seeded violations rightly caught, "
        f"{proof.lawful_passed} of {proof.lawful} lawful variants kept all"
    )
    return f"Suite: {found}" if proof.proven else f"Suite: not proven. {one_line(proof.reason)} {found}."


def _experiments(results: Results) -> Iterator[str]:
    silent = [found for scenario in results.scenarios for found in scenario.experiments if not found.differs]
    if silent:
        weakest = min(silent, key=lambda found: found.power)
        noisiest = min(silent, key=lambda found: found.power_in_noise)
        anyway = f"{chance(noisiest.power_in_noise)} of what {noisiest.base_rate:.0%} of looks show anyway"
        yield (
            f"Experiments: {len(silent)} told no difference; each would have caught a {weakest.leak:.0%} leak"
            f" with probability {chance(weakest.power)} or more{f' ({anyway})' if noisiest.base_rate else ''}"
        )


def _counts(results: Results) -> Iterator[str]:
    for thing, counts in (("Sentences", results.summary.sentences), ("Scenarios", results.summary.scenarios)):
        again = f" ({counts.flaky} only on a repeat)" if counts.flaky else ""
        again += f" ({counts.in_part} in part)" if counts.in_part else ""
        unused = f"{counts.not_exercised} not exercised, {counts.not_offered} not offered"
        waived = f" ({counts.waived} waived)" if counts.waived else ""
        yield (
            f"{thing}: {counts.passed} kept{again}, {counts.failed} broken{waived}, {counts.cantTell} could not tell, "
            f"{counts.inapplicable} do not apply ({unused}), {counts.untested} not tested"
        )
    for capability, count in results.summary.not_offered.items():
        yield f"Not offered: {one_line(capability)}, needed by {count} scenarios"
    yield from map(shortened, not_looked_at(results))
    for says in results.run.presumed:
        yield f"Said by the profile, not seen of the service: {one_line(says)}"
    for cause, count in results.summary.causes.items():
        whose = "a fault of ours" if cause is Cause.HARNESS else f"the {cause.value}"
        yield f"No verdict because of {whose}: {count} scenarios"


def _broken(results: Results) -> Iterator[str]:
    failed = [scenario for scenario in results.scenarios if scenario.outcome is Outcome.FAILED]
    for sentence in results.sentences:
        if sentence.outcome is not Outcome.FAILED:
            continue
        yield f"\nBROKEN{excuse(sentence)} {one_line(sentence.id)}: “{one_line(sentence.text)}”"
        asking = [scenario for scenario in failed if sentence.id in scenario.sentences]
        for scenario in asking[:MOST_REASONS]:
            yield f"  {one_line(scenario.feature)}:{scenario.line} {one_line(scenario.name)}"
            yield f"    promised: {shortened(scenario.promised)}"
            yield f"    seen:     {shortened(scenario.seen)}"
        if len(asking) > MOST_REASONS:
            yield f"  and {len(asking) - MOST_REASONS} more scenarios"


def _changes(drift: Drift) -> Iterator[str]:
    yield from (f"NOTE {one_line(note)}" for note in drift.notes)
    if drift.reason:
        yield f"\nTEXT {drift.outcome.value}: {shortened(drift.reason)}"
    for change in drift.changes:
        yield f"\n{change.kind.upper()} {place_of(change)}"
        yield from wordings_of(change)
        if change.scenarios:
            suspect = ", now suspect" if suspects(change.kind, change.severity) else ""
            yield f"  asked by {len(change.scenarios)} scenarios{suspect}, such as {one_line(change.scenarios[0])}"


def _unsettled(results: Results) -> Iterator[str]:
    for review in results.reviews:
        made = f"accepted {review.accepted}; {len(review.open)} made for the old wording:"
        yield f"\nTO REVIEW {one_line(review.sentence)}, {made}"
        yield f"  - {one_line(review.old)}"
        such = f"such as {review.open[0]}; once it was looked at: asadvertised accept --reviewed {review.sentence}"
        yield f"  {one_line(such)}"
    for sentence in results.sentences:
        if sentence.check is Check.UNACCOUNTED:
            yield f"\nUNACCOUNTED {one_line(sentence.id)}: “{one_line(sentence.text)}”"
    if results.summary.turns:
        turns = ", ".join(f"{turn.value} in {count}" for turn, count in results.summary.turns.items())
        yield f"\nWhose turn it is, by sentences: {turns}"


def _unknown(results: Results) -> Iterator[str]:
    unknown = [s for s in results.scenarios if s.outcome in WITHOUT_ANSWER]
    if causes := results.summary.causes:
        yield f"\nNo verdict, by cause: {', '.join(f'{count} {cause.value}' for cause, count in causes.items())}"
    unknown = [scenario for scenario in unknown if scenario.qualifier is not Qualifier.NOT_LOOKED_AT]
    reasons = Counter((scenario.cause, scenario.reason) for scenario in unknown)
    for (cause, reason), times in reasons.most_common(MOST_REASONS):
        yield f"\nCOULD NOT TELL in {times} scenarios{f' ({cause})' if cause else ''}: {shortened(reason)}"
    if len(reasons) > MOST_REASONS:
        yield f"and {len(reasons) - MOST_REASONS} more reasons, all in the report"


def _flaky(results: Results) -> Iterator[str]:
    flaky = [scenario for scenario in results.scenarios if scenario.qualifier is Qualifier.FLAKY]
    if flaky:
        named = ", ".join(scenario.id for scenario in flaky[:MOST_REASONS])
        more = f", and {len(flaky) - MOST_REASONS} more" if len(flaky) > MOST_REASONS else ""
        yield f"\nFLAKY, kept only on a repeat: {len(flaky)} scenarios: {shortened(named)}{more}"
