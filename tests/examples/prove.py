"""Ask both examples every violation of the catalogue: each that can be moved to them has to be caught there too.

`make examples` runs this. A violation is asked by the scenarios of the sentence that it breaks. It cannot be moved
where all that catch it on the reference rest on something that an example does not offer.
"""

import argparse
import os
import sys
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import cache, partial
from multiprocessing import get_context
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from examples.serving import EXAMPLES, profile_of, serving

from asadvertised.content import own_root
from asadvertised.outcome import Outcome
from asadvertised.record.proof import PROOF, Proof
from asadvertised.reference.variants import VIOLATIONS
from asadvertised.suite.run import run_suite

ARTICLE = "personalization"
CAUGHT, SURVIVED, UNTOLD, NOT_MOVED = "caught", "SURVIVED", "COULD NOT TELL", "not moved"
TOLD = (Outcome.PASSED, Outcome.FAILED, Outcome.INAPPLICABLE)


def ask(content: Path, asked: tuple[str, str]) -> tuple[str, str]:
    """Give what came of asking an example with a violation, and why."""
    example, violation = asked[0], VIOLATIONS[asked[1]]
    with serving(example, {violation.part: violation.replacement}) as environment:
        os.environ.update(environment)
        more = ["--no-evidence", "-m", violation.sentence]
        run = run_suite(
            content, ARTICLE, str(profile_of(example)), timeout=10, workers=1, listener=lambda _: None, more=more
        )
    if run.troubles:
        return UNTOLD, run.troubles[0].splitlines()[-1]
    failed = [name for name, record in run.records.items() if record["outcome"] == Outcome.FAILED]
    untold = [record["reason"] for record in run.records.values() if record["outcome"] not in TOLD]
    lacking = sorted({record["capability"] for record in run.records.values()} - {""})
    kept = [name for name, record in run.records.items() if record["outcome"] == Outcome.PASSED]
    if untold:
        return UNTOLD, untold[0]
    if failed:
        return CAUGHT, f"by {len(failed)} of {len(run.records)} scenarios of {violation.sentence}"
    if lacking and not catching(violation.name) & set(kept):
        return NOT_MOVED, f"what shows it is not offered there: {', '.join(lacking)}"
    return SURVIVED, f"{len(kept)} of {len(run.records)} scenarios of {violation.sentence} kept"


@cache
def catching(violation: str) -> set[str]:
    """Give the scenarios that catch a violation on the reference, as the article's proof has them."""
    proof = Proof.model_validate_json((own_root() / "features" / ARTICLE / PROOF).read_bytes())
    return {name for known in proof.violations if known.name == violation for name in known.scenarios}


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
