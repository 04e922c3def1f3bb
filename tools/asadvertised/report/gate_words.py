"""What a gate decided, and by which rule, in words; what is only warned of, waived, or as in a baseline is said too."""

from collections.abc import Iterator

from asadvertised.record.gate_model import BaselineSource, Gate, PolicySource, WaiverResult, WaiverState
from asadvertised.record.model import Results, SentenceResult
from asadvertised.record.rollup import EXCUSED
from asadvertised.report.words import one_line

DIGITS = 12


def decision(gate: Gate) -> str:
    """Say which rule decided the exit code, and by whose policy."""
    rule = next((rule for rule in gate.rules if rule.rule is gate.decided), None)
    why = f"decided by “{rule.rule.value}”: {one_line(f'{rule.says} {rule.found}')}" if rule else "no rule blocks."
    otherwise = gate.exit_code_without
    without = f" Without policy, waivers and baseline it would be {otherwise}." if otherwise != gate.exit_code else ""
    return f"Gate: exit code {gate.exit_code}, {why}{without} {_policy(gate.policy)}"


def excuse(sentence: SentenceResult) -> str:
    """Say why a broken sentence does not block; nothing where it does."""
    return f" ({EXCUSED[sentence.excused]})" if sentence.excused else ""


def _policy(policy: PolicySource | None) -> str:
    if not policy:
        return "No policy was given."
    table = f", table {one_line(policy.table)}" if policy.table else ""
    return f"Policy: {one_line(policy.file)}{table} (SHA-256 {policy.sha256[:DIGITS]}…)."


def beside_the_gate(results: Results) -> Iterator[str]:
    """Say what a reader of the decision has to know: warnings, the baseline, and each waiver."""
    gate = results.gate
    if not gate:
        return
    for rule in gate.rules:
        if rule.warns:
            yield f"WARNING, and not kept: “{rule.rule.value}”: {one_line(f'{rule.found} {rule.says}')}"
    others = [rule for rule in gate.rules if rule.blocks and rule.rule is not gate.decided]
    if others:
        yield f"Blocks too: {', '.join(f'“{rule.rule.value}” ({rule.concerned})' for rule in others)}"
    if gate.baseline:
        yield _baseline(gate.baseline, results.run.target)
    yield from map(_waiver, results.waivers)


def _baseline(baseline: BaselineSource, target: str) -> str:
    """Name what a run was held against; two builds may have two addresses, and two services may be meant as one."""
    other = "" if baseline.target == target else " of another target:"
    return (
        f"BASELINE{other} run {one_line(baseline.run)} of {one_line(baseline.started)}, "
        f"{one_line(baseline.name)} at {one_line(baseline.target)} "
        f"(SHA-256 {baseline.sha256[:DIGITS]}…): as then are {baseline.failures} failing scenarios and "
        f"{baseline.changes} changes of the text"
    )


def _waiver(waiver: WaiverResult) -> str:
    why = one_line(" ".join(waiver.why))
    who = f"{one_line(waiver.owner)}, {one_line(waiver.ticket)}: {one_line(waiver.reason)}"
    if waiver.state is WaiverState.VOID:
        return f"WAIVER VOID {one_line(waiver.sentence)}: {why} ({who})"
    days = f"{waiver.days_left} day{'' if waiver.days_left == 1 else 's'} left"
    return f"WAIVED {one_line(waiver.sentence)} until {waiver.expires}, {days}, by {who}{f' ({why})' if why else ''}"
