"""Prove the suite: it must catch every violation, blame the right sentence, and leave lawful services alone."""

import random
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from asadvertised.article.ledger import Ledger
from asadvertised.cli.common import load
from asadvertised.errors import ConfigurationError
from asadvertised.record.files import prepare_folder, write_whole
from asadvertised.record.proof import LawfulResult, Proof, ViolationResult, proof_json, score_of
from asadvertised.suite.prove import Asked, Suite, ask_variant, ask_variants, variants_of

HOLDS, FAILS = 0, 1


@dataclass(frozen=True)
class Wanted:
    """What the command line asked for."""

    violations: tuple[str, ...]
    workers: int
    json: Path | None
    repeats: int
    timeout: float
    name: str | None
    content: Path | None


def run_prove(wanted: Wanted) -> int:
    """Ask every variant, print the matrix, and tell whether the proof holds."""
    if wanted.json:
        prepare_folder(wanted.json.parent, "--json")
    root, ledger = load(wanted.name, wanted.content)
    module = ledger.article.service.reference
    if not module:
        raise ConfigurationError("this article has no reference whose violations could be seeded", str(ledger.folder))
    suite = Suite(root, ledger.folder.name, module, wanted.timeout)
    if wanted.repeats:
        return _repeat(suite, wanted)
    proof = _prove(suite, ledger, wanted)
    if wanted.json:
        write_whole(wanted.json, proof_json(proof))
    sys.stdout.write(_conclusion(proof))
    return HOLDS if proof.holds else FAILS


def _prove(suite: Suite, ledger: Ledger, wanted: Wanted) -> Proof:
    offered = variants_of(suite.reference)
    violations = _chosen(offered["violations"], wanted.violations)
    lawful = [] if wanted.violations else offered["lawful"]
    arguments = [("--violate", v["name"]) for v in violations] + [("--vary", v["name"]) for v in lawful]
    _say(
        f"Asking {len(violations)} violations and {len(lawful)} lawful variants, {len(ledger.scenarios)} scenarios each"
    )
    asked = ask_variants(suite, arguments, wanted.workers)
    caught = [_violation(ledger, violation, next(asked)) for violation in violations]
    passed = [_lawful(variant, next(asked)) for variant in lawful]
    return Proof(
        suite_sha256=ledger.suite_digest, score=score_of(caught), violations=tuple(caught), lawful=tuple(passed)
    )


def _chosen(offered: list[dict[str, Any]], names: Sequence[str]) -> list[dict[str, Any]]:
    known = {violation["name"]: violation for violation in offered}
    for name in names:
        if name not in known:
            raise ConfigurationError(f"there is no violation {name!r}", "--violation", "list them: serve --violations")
    return [known[name] for name in names] or offered


def _violation(ledger: Ledger, violation: dict[str, Any], asked: Asked) -> ViolationResult:
    blamed = {name for s in ledger.scenarios if s.id in asked.failed for name in s.sentences}
    sentence, touched = violation["sentence"], {violation["sentence"], *violation["also"]}
    result = ViolationResult(
        name=violation["name"],
        sentence=sentence,
        says=violation["says"],
        caught=bool(asked.failed),
        rightly=sentence in blamed and blamed <= touched and not asked.untold,
        blamed=tuple(sorted(blamed)),
        scenarios=tuple(sorted(asked.failed)),
    )
    _say(_line(result, asked, sorted(blamed - touched)))
    return result


def _line(result: ViolationResult, asked: Asked, wrongly: list[str]) -> str:
    verdict = "caught" if result.rightly else "MISBLAMED" if result.caught else "SURVIVED"
    parts = [f"{verdict:9} {result.name}: {result.sentence} by {len(result.scenarios)} scenarios"]
    parts += [f"blamed without reason: {', '.join(wrongly)}"] if wrongly else []
    parts += [f"not blamed: {result.sentence}"] if result.caught and result.sentence not in result.blamed else []
    parts += [f"could not tell in {len(asked.untold)}: {asked.reason}"] if asked.untold else []
    return "; ".join(parts)


def _lawful(variant: dict[str, Any], asked: Asked) -> LawfulResult:
    blaming = sorted({*asked.failed, *asked.untold})
    _say(
        f"{'BLAMED' if blaming else 'kept':9} {variant['name']} (lawful)" + "".join(f"\n  {one}" for one in blaming[:5])
    )
    return LawfulResult(name=variant["name"], says=variant["says"], passed=not blaming, scenarios=tuple(blaming))


def _conclusion(proof: Proof) -> str:
    caught, rightly = sum(v.caught for v in proof.violations), sum(v.rightly for v in proof.violations)
    lines = [f"{caught} of {len(proof.violations)} violations caught, {rightly} with the right sentence blamed."]
    if proof.lawful:
        lines.append(f"{sum(one.passed for one in proof.lawful)} of {len(proof.lawful)} lawful variants kept all.")
    return "\n".join([*lines, f"Score: {proof.score:.2%}"]) + "\n"


def _repeat(suite: Suite, wanted: Wanted) -> int:
    """Ask the reference itself again and again, each time in another order."""
    failures = 0
    for number in range(1, wanted.repeats + 1):
        seed = random.randrange(2**32)  # noqa: S311  an order, not a secret
        asked = ask_variant(suite, (), wanted.workers, ["--shuffle", str(seed)])
        failures += bool(asked.failed or asked.untold)
        blamed = ", ".join([*asked.failed, *asked.untold][:5])
        _say(f"run {number} of {wanted.repeats}, order {seed}: {f'NOT KEPT: {blamed}' if blamed else 'all kept'}")
    sys.stdout.write(f"{wanted.repeats - failures} of {wanted.repeats} runs in random order kept all.\n")
    return FAILS if failures else HOLDS


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()
