"""Look whether a service can be asked: in full for `doctor`, in short before a check."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from asadvertised.article.ledger import Ledger
from asadvertised.cli.common import load
from asadvertised.cli.streams import say
from asadvertised.outcome import Cause
from asadvertised.record.rollup import COULD_NOT_TELL, KEPT
from asadvertised.report.words import one_line
from asadvertised.suite.doctor import Doctor, Finding, Listener, Sign, doctor_of
from asadvertised.target.client import Target
from asadvertised.target.contract import load_contract
from asadvertised.target.hearing import Hearers
from asadvertised.target.masking import Mask
from asadvertised.target.opening import Named, Wishes, look_at, open_target
from asadvertised.target.pages.doors import load_doors

MISCONFIGURED = 2
MARKS = {Sign.WELL: "✓", Sign.TROUBLE: "✗", Sign.LEFT_OUT: "–"}


def run_doctor(target: str, timeout: float | None, name: str | None, content: Path | None) -> int:
    """Examine a service in full, say what was found, and give the exit code."""
    named = look_at(target)
    root, ledger = load(name, content)
    with _doctor(root, ledger, named, Wishes(timeout)) as (doctor, hidden):
        if doctor is None:
            say("This article's steps cannot walk through a service: they have no walking.py.\n")
            return COULD_NOT_TELL
        say(f"Examining {named.name} at {Mask().text(named.url)}\n")
        findings = list(_told(hidden(doctor.in_full())))
        say(_conclusion(ledger, doctor, findings))
    return _code(findings)


def trouble_with(root: Path, ledger: Ledger, named: Named, wishes: Wishes) -> Finding | None:
    """Examine a service in short, and give the first trouble, if there is one."""
    with _doctor(root, ledger, named, wishes) as (doctor, hidden):
        found = hidden(doctor.in_short()) if doctor else iter(())
        return next((finding for finding in found if finding.sign is Sign.TROUBLE), None)


@contextmanager
def _doctor(
    root: Path, ledger: Ledger, named: Named, wishes: Wishes
) -> Iterator[tuple[Doctor | None, Callable[[Iterator[Finding]], Iterator[Finding]]]]:
    """Give a doctor, and what hides the secrets that it came upon in what it finds."""
    contract = load_contract(ledger.folder / ledger.article.service.contract)
    doors = load_doors(ledger.folder, ledger.article.service.pages)
    opened: list[Target] = []

    def open_with(listener: Listener) -> Target:
        hearers = Hearers(listener.exchange)
        opened.append(open_target(named.spec, contract, ledger.article.capability, wishes, hearers, doors))
        return opened[-1]

    def hidden(findings: Iterator[Finding]) -> Iterator[Finding]:
        for finding in findings:
            says = finding.says
            for target in opened:
                says = target.mask.text(says)
            yield replace(finding, says=says)

    doctor = doctor_of(root, ledger.folder.name, open_with, named.clock_tolerance_s)
    try:
        yield doctor, hidden
    finally:
        if doctor:
            doctor.end()


def _told(findings: Iterator[Finding]) -> Iterator[Finding]:
    for finding in findings:
        cause = f" [{finding.cause}]" if finding.cause else ""
        says = f": {one_line(finding.says)}" if finding.says else ""
        say(f"{MARKS[finding.sign]} {finding.about}{cause}{says}\n")
        yield finding


def _conclusion(ledger: Ledger, doctor: Doctor, findings: list[Finding]) -> str:
    troubles = sum(finding.sign is Sign.TROUBLE for finding in findings)
    left_out = sum(finding.sign is Sign.LEFT_OUT for finding in findings)
    offered = ", ".join(capability.id for capability in ledger.article.capability) or "none"
    lines = [
        f"{len(findings)} things looked at: {troubles} in trouble, {left_out} left out.",
        f"{len(doctor.listener.operations)} operations were asked.",
        f"What a profile can leave out by `without`: {offered}." if troubles or left_out else "",
        "Mend the first trouble first; later ones may come of it." if troubles else "It can be asked.",
    ]
    return "\n".join(filter(None, lines)) + "\n"


def _code(findings: list[Finding]) -> int:
    troubles = [finding for finding in findings if finding.sign is Sign.TROUBLE]
    if any(finding.cause is Cause.CONFIGURATION for finding in troubles):
        return MISCONFIGURED
    return COULD_NOT_TELL if troubles else KEPT
