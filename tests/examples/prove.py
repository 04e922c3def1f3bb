"""Ask both examples every violation of the catalogue: each that can be moved to them has to be caught there too.

`make examples` runs this. A violation is asked by the scenarios of the sentence that it breaks. It cannot be moved
where all that catch it on the reference rest on something that an example does not offer.
"""

import argparse
import os
import sys
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from examples.serving import EXAMPLES, profile_of, serving

from asadvertised.content import own_root
from asadvertised.outcome import Outcome
from asadvertised.reference.variants import VIOLATIONS
from asadvertised.reference.variants.catalogue import Violation
from asadvertised.suite.run import run_suite

ARTICLE = "personalization"
CAUGHT, SURVIVED, UNTOLD, NOT_MOVED = "caught", "SURVIVED", "COULD NOT TELL", "not moved"


def ask(content: Path, asked: tuple[str, str]) -> tuple[str, str]:
    """Give what came of asking an example with a violation, and why."""
    example, violation = asked[0], VIOLATIONS[asked[1]]
    found = answers(content, example, violation)
    named = {verdict: [name for name, one in found.items() if one["outcome"] == verdict] for verdict in Outcome}
    untold = [one["reason"] for one in found.values() if one["outcome"] in (Outcome.CANT_TELL, Outcome.UNTESTED)]
    if untold or not found:
        return UNTOLD, next(iter(untold), "nothing was asked")
    if named[Outcome.FAILED]:
        return CAUGHT, f"by {len(named[Outcome.FAILED])} of {len(found)} scenarios of {violation.sentence}"
    lacking = ", ".join(sorted({one["capability"] for one in found.values()} - {""}))
    of_ours = answers(content, "", violation)
    kept = [name for name in named[Outcome.PASSED] if of_ours[name]["outcome"] == Outcome.FAILED]
    if lacking and not kept:
        return NOT_MOVED, f"what shows it is not offered there: {lacking}"
    return SURVIVED, f"kept, and not by the reference: {', '.join(kept) or 'nothing'}"


def answers(content: Path, example: str, violation: Violation) -> dict[str, dict[str, Any]]:
    """Ask an example, or else the reference, with a violation, by the sentence that it breaks."""
    with serving(example, {violation.part: violation.replacement}) as environment:
        os.environ.update(environment)
        target = str(profile_of(example)) if example else environment["EXAMPLE_URL"]
        more = ["--evidence", "none", "-m", violation.sentence]
        run = run_suite(content, ARTICLE, target, timeout=10, workers=1, listener=lambda _: None, more=more)
    return run.records


def results(content: Path, examples: list[str], names: list[str], workers: int) -> Iterator[tuple[str, str, str, str]]:
    """Ask everything, and give example, violation, verdict and reason of each in order."""
    pairs = [(example, name) for example in examples for name in names]
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        for (example, name), (verdict, why) in zip(pairs, pool.map(partial(ask, content), pairs), strict=True):
            yield example, name, verdict, why


def main() -> int:
    """Print the matrix; fail if a violation survived, or if it could not be told."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("violations", nargs="*", help="only these; else all")
    parser.add_argument("--example", action="append", choices=EXAMPLES, help="only this one; may be repeated")
    parser.add_argument("--content", type=Path, default=own_root(), help="a folder with features/ and steps/")
    parser.add_argument("--workers", type=int, default=2)
    arguments = parser.parse_args()
    if unknown := set(arguments.violations) - set(VIOLATIONS):
        parser.error(f"there is no violation called {', '.join(sorted(unknown))}")
    names = arguments.violations or list(VIOLATIONS)
    counts: dict[tuple[str, str], int] = {}
    for example, name, verdict, why in results(
        arguments.content, arguments.example or list(EXAMPLES), names, arguments.workers
    ):
        counts[example, verdict] = counts.get((example, verdict), 0) + 1
        print(f"{example:10} {verdict:15} {name}: {why}", flush=True)
    for (example, verdict), count in counts.items():
        print(f"{example}: {count} of {len(names)} {verdict}")
    return int(any(verdict in {SURVIVED, UNTOLD} for _, verdict in counts))


if __name__ == "__main__":
    sys.exit(main())
