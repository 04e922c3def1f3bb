"""Prove the suite: it must catch every violation, blame the right sentence, and leave lawful services alone."""

import random
from collections.abc import Mapping, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from pydantic import ValidationError

from asadvertised.article.ledger import Ledger, suite_digest
from asadvertised.article.writing import write_whole
from asadvertised.cli.common import folder_of, load
from asadvertised.cli.outputs import prepare_outputs
from asadvertised.cli.progress import Proving
from asadvertised.cli.status import StatusLine
from asadvertised.cli.streams import say
from asadvertised.errors import ConfigurationError
from asadvertised.record.proof import LawfulResult, Proof, ViolationResult, catalogue_digest, proof_json, score_of
from asadvertised.report.words import one_line
from asadvertised.suite.prove import Asked, Suite, ask_variant, ask_variants, variants_of
from asadvertised.target.stopping import take_stops_as_interrupts

HOLDS, FAILS = 0, 1
Result = TypeVar("Result", ViolationResult, LawfulResult)
Known = dict[tuple[str, ...], ViolationResult | LawfulResult]


@dataclass(frozen=True)
class Wanted:
    """What the command line asked for."""

    violations: tuple[str, ...]
    workers: int
    json: Path | None
    resume: bool
    repeats: int
    timeout: float
    by_browser: bool
    name: str | None
    content: Path | None
    quiet: bool = False


@dataclass(frozen=True)
class Chosen:
    """What is asked of a catalogue: some violations, or everything (`whole`)."""

    violations: list[dict[str, Any]]
    lawful: list[dict[str, Any]]
    whole: bool

    def but(self, known: Known) -> "Chosen":
        """Give what is left of it, where some is known."""
        violations = [violation for violation in self.violations if _key(violation) not in known]
        return Chosen(violations, [variant for variant in self.lawful if _key(variant) not in known], self.whole)

    def variants(self, *, by_browser: bool) -> list[tuple[tuple[str, ...], bool]]:
        """Give what starts each of them, and whether somebody looks at it in a browser."""
        starts = [(("--violate", v["name"]), v) for v in self.violations] + [
            (("--vary", v["name"]), v) for v in self.lawful
        ]
        return [(arguments, by_browser or looks(entry)) for arguments, entry in starts]


def run_prove(wanted: Wanted) -> int:
    """Ask every variant, print the matrix, and tell whether the proof holds."""
    if wanted.repeats and (wanted.json or wanted.violations):
        mend = "leave --json and --violation out"
        raise ConfigurationError("asks the reference itself, and writes no proof", "--repeats", mend)
    if wanted.resume and not wanted.json:
        raise ConfigurationError("has no proof to go on from", "--resume", "name it by --json")
    prepare_outputs([(wanted.json, "--json")], [folder_of(wanted.name, wanted.content) / "article.toml"])
    root, ledger = load(wanted.name, wanted.content)
    module = ledger.article.service.reference
    if not module:
        raise ConfigurationError("this article has no reference whose violations could be seeded", str(ledger.folder))
    take_stops_as_interrupts()
    suite = Suite(root, ledger.folder.name, module, wanted.timeout)
    return _repeat(suite, wanted) if wanted.repeats else _prove(suite, ledger, wanted)


def _prove(suite: Suite, ledger: Ledger, wanted: Wanted) -> int:
    offered = variants_of(suite.reference)
    chosen = _chosen(offered, wanted.violations)
    known = _known(wanted.json, ledger) if wanted.resume and wanted.json else {}
    caught, passed = _ask(suite, ledger, chosen.but(known), wanted)
    caught = _in_order(chosen.violations, caught, known)
    passed = _in_order(chosen.lawful, passed, known)
    if suite_digest(ledger.folder) != ledger.suite_digest:
        say("The suite changed while it was asked: nothing is proven, and nothing was written.\n")
        return FAILS
    to_the_end = len(caught) == len(chosen.violations) and len(passed) == len(chosen.lawful)
    proof = Proof(
        suite_sha256=ledger.suite_digest,
        catalogue_sha256=catalogue_digest(offered),
        complete=chosen.whole and to_the_end,
        score=score_of(caught),
        violations=tuple(caught),
        lawful=tuple(passed),
    )
    if wanted.json:
        write_whole(wanted.json, proof_json(proof))
    say(_conclusion(proof, len(chosen.violations) + len(chosen.lawful)))
    return HOLDS if proof.holds and to_the_end else FAILS


def _known(file: Path, ledger: Ledger) -> Known:
    """Give what a proof of this very suite holds already: what was rightly caught, and what was lawful and passed."""
    try:
        before = Proof.model_validate_json(file.read_bytes())
    except (OSError, ValidationError):
        return {}
    if before.suite_sha256 != ledger.suite_digest:
        return {}
    caught: Known = {_key(v.model_dump()): v for v in before.violations if v.rightly}
    return caught | {_key(variant.model_dump()): variant for variant in before.lawful if variant.passed}


def _key(entry: Mapping[str, Any]) -> tuple[str, ...]:
    return (entry["name"], entry["says"], entry.get("sentence", ""))


def _in_order(offered: Sequence[Mapping[str, Any]], results: Sequence[Result], known: Known) -> list[Result]:
    """Give new and known results in the catalogue's order."""
    new = {result.name: result for result in results}
    found = [new.get(entry["name"], known.get(_key(entry))) for entry in offered]
    return [result for result in found if result is not None]  # type: ignore[misc]


def _ask(
    suite: Suite, ledger: Ledger, chosen: Chosen, wanted: Wanted
) -> tuple[list[ViolationResult], list[LawfulResult]]:
    """Ask what was chosen, one after another; an interruption ends that, and loses nothing of what was told."""
    caught: list[ViolationResult] = []
    passed: list[LawfulResult] = []
    variants = chosen.variants(by_browser=wanted.by_browser)
    with StatusLine(quiet=wanted.quiet) as status, suppress(KeyboardInterrupt):
        told = Proving(len(variants), status)
        told.say(
            f"Asking {len(chosen.violations)} violations and {len(chosen.lawful)} lawful variants, "
            f"{len(ledger.scenarios)} scenarios each"
        )
        with closing(ask_variants(suite, variants, wanted.workers)) as asked:
            for violation in chosen.violations:
                answer = next(asked)
                caught.append(_violation(ledger, violation, answer, looked=wanted.by_browser or looks(violation)))
                told.heard(_line(caught[-1], violation, answer), right=caught[-1].rightly)
            for variant in chosen.lawful:
                answer = next(asked)
                passed.append(_lawful(variant, answer, looked=wanted.by_browser or looks(variant)))
                told.heard(_lawful_line(passed[-1]), right=passed[-1].passed)
    return caught, passed


def _chosen(offered: dict[str, list[dict[str, Any]]], names: Sequence[str]) -> Chosen:
    known = {violation["name"]: violation for violation in offered["violations"]}
    for name in names:
        if name not in known:
            raise ConfigurationError(f"there is no violation {name!r}", "--violation", "list them: serve --violations")
    if names:
        return Chosen([known[name] for name in dict.fromkeys(names)], [], whole=False)
    return Chosen(offered["violations"], offered["lawful"], whole=True)


def looks(entry: Mapping[str, Any]) -> bool:
    """Tell whether only a browser sees all of a variant; a reference that does not say so may mean any."""
    return bool(entry.get("looks", True))


def _violation(ledger: Ledger, violation: dict[str, Any], asked: Asked, *, looked: bool) -> ViolationResult:
    blamed = {name for s in ledger.scenarios if s.id in asked.failed for name in s.sentences}
    sentence, touched = violation["sentence"], {violation["sentence"], *violation["also"]}
    return ViolationResult(
        name=violation["name"],
        sentence=sentence,
        says=violation["says"],
        looked=looked,
        caught=sentence in blamed,
        rightly=sentence in blamed and blamed <= touched and not asked.untold,
        blamed=tuple(sorted(blamed)),
        scenarios=tuple(sorted(asked.failed)),
    )


def _line(result: ViolationResult, violation: dict[str, Any], asked: Asked) -> str:
    wrongly = sorted({*result.blamed} - {result.sentence, *violation["also"]})
    parts = [f"{_verdict(result, asked):19} {result.name}: {result.sentence} by {len(result.scenarios)} scenarios"]
    parts += [f"blamed without reason: {', '.join(wrongly)}"] if wrongly else []
    parts += [f"not blamed: {result.sentence}"] if result.blamed and not result.caught else []
    parts += [f"could not tell in {len(asked.untold)}: {one_line(asked.reason)}"] if asked.untold else []
    return "; ".join(parts)


def _verdict(result: ViolationResult, asked: Asked) -> str:
    if result.caught:
        return "caught rightly" if result.rightly else "CAUGHT, NOT RIGHTLY"
    if result.blamed:
        return "MISBLAMED"
    return "COULD NOT TELL" if asked.untold else "SURVIVED"


def _lawful(variant: dict[str, Any], asked: Asked, *, looked: bool) -> LawfulResult:
    blaming = tuple(sorted({*asked.failed, *asked.untold, *asked.unreached, *(asked.unseen if looked else ())}))
    return LawfulResult(
        name=variant["name"], says=variant["says"], looked=looked, passed=not blaming, scenarios=blaming
    )


def _lawful_line(result: LawfulResult) -> str:
    verdict = "kept" if result.passed else "BLAMED"
    return "\n  ".join([f"{verdict:19} {result.name} (lawful)", *result.scenarios[:5]])


def _conclusion(proof: Proof, chosen: int) -> str:
    caught, rightly = sum(v.caught for v in proof.violations), sum(v.rightly for v in proof.violations)
    asked = len(proof.violations) + len(proof.lawful)
    lines = [f"Stopped after {asked} of {chosen}."] if asked < chosen else []
    lines += [f"{caught} of {len(proof.violations)} violations caught, {rightly} rightly."]
    if proof.lawful:
        lines.append(f"{sum(one.passed for one in proof.lawful)} of {len(proof.lawful)} lawful variants kept all.")
    lines += [] if proof.complete else ["A part of the catalogue was asked, which proves no suite."]
    return "\n".join([*lines, f"Score: {proof.score:.2%}"]) + "\n"


def _repeat(suite: Suite, wanted: Wanted) -> int:
    """Ask the reference itself again and again, each time in another order."""
    kept = 0
    with StatusLine(quiet=wanted.quiet) as status, suppress(KeyboardInterrupt):
        told = Proving(wanted.repeats, status)
        for number in range(1, wanted.repeats + 1):
            kept += _is_kept(suite, wanted, number, told)
    say(f"{kept} of {wanted.repeats} runs in random order kept all.\n")
    return HOLDS if kept == wanted.repeats else FAILS


def _is_kept(suite: Suite, wanted: Wanted, number: int, told: Proving) -> bool:
    seed = random.randrange(2**32)  # noqa: S311  an order, not a secret
    asked = ask_variant(suite, (), wanted.workers, ["--shuffle", str(seed)])
    blamed = ", ".join([*asked.failed, *asked.untold, *asked.unreached, *asked.unseen][:5])
    became = f"NOT KEPT: {blamed}" if blamed else "all kept"
    told.heard(f"run {number} of {wanted.repeats}, order {seed}: {became}", right=not blamed)
    return not blamed
