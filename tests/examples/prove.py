"""Ask both examples every violation of the catalogue: each that can be moved to them has to be caught there too.

`make examples` runs this. A violation is asked by the scenarios of the sentence that it breaks. It cannot be moved
where all that catch it on the reference rest on something that an example does not offer, nor where it breaks a page of
the reference's in whose place an example has its own.
"""

import argparse
import os
import sys
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from examples.serving import EXAMPLES, profile_of, serving

from asadvertised.content import own_root
from asadvertised.outcome import NotLookedAt, NotReached, Outcome
from asadvertised.reference.rendering import Pages
from asadvertised.reference.variants import VIOLATIONS
from asadvertised.reference.variants.catalogue import Part, Violation
from asadvertised.suite.run import run_suite

ARTICLE = "personalization"
CAUGHT, SURVIVED, UNTOLD, NOT_MOVED = "caught", "SURVIVED", "COULD NOT TELL", "not moved"


def ask(content: Path, asked: tuple[str, str]) -> tuple[str, str]:
    """Give what came of asking an example with a violation, and why."""
    example, violation = asked[0], VIOLATIONS[asked[1]]
    found, used = answers(content, example, violation)
    named = {verdict: [name for name, one in found.items() if one["outcome"] == verdict] for verdict in Outcome}
    untold = [one["reason"] for one in found.values() if is_untold(one)]
    if untold or not found:
        return UNTOLD, next(iter(untold), "nothing was asked")
    if named[Outcome.FAILED]:
        return CAUGHT, f"by {len(named[Outcome.FAILED])} of {len(found)} scenarios of {violation.sentence}"
    if not used:
        return NOT_MOVED, f"the pages of the example are its own, and none is {violation.part}"
    lacking = ", ".join(sorted({one["capability"] for one in found.values()} - {""}))
    of_ours, _ = answers(content, "", violation)
    kept = [name for name in named[Outcome.PASSED] if of_ours[name]["outcome"] == Outcome.FAILED]
    if lacking and not kept:
        return NOT_MOVED, f"what shows it is not offered there: {lacking}"
    if kept and not answers(content, example, violation, kept)[1]:
        return NOT_MOVED, f"the page that shows it is the example's own, and not {violation.part}"
    return SURVIVED, f"kept, and not by the reference: {', '.join(kept) or 'nothing'}"


def is_untold(record: dict[str, Any]) -> bool:
    """Tell whether a scenario should have told something; what comes after a breach, or takes a browser, need not."""
    told = record["qualifier"] in (NotReached.qualifier, NotLookedAt.qualifier)
    return record["outcome"] in (Outcome.CANT_TELL, Outcome.UNTESTED) and not told


def answers(
    content: Path, example: str, violation: Violation, only: Iterable[str] = ()
) -> tuple[dict[str, dict[str, Any]], bool]:
    """Ask an example, or else the reference, with a violation, by the sentence that it breaks, or these scenarios only.

    Tells too whether the service used what was broken, as far as that is a page; of a rule, that it did.
    """
    part, uses = noting(violation)
    with serving(example, {violation.part: part}) as environment, NamedTemporaryFile("w", suffix=".txt") as file:
        file.write("\n".join(only))
        file.flush()
        os.environ.update(environment)
        target = str(profile_of(example)) if example else environment["EXAMPLE_URL"]
        chosen = ["--only", file.name] if only else ["-m", violation.sentence]
        more = ["--evidence", "none", "--pictures", "none", *([] if violation.looks else ["--no-browser"]), *chosen]
        run = run_suite(content, ARTICLE, target, timeout=10, workers=1, listener=lambda _: None, more=more)
    return run.records, bool(uses)


def noting(violation: Violation) -> tuple[Part, list[bool]]:
    """Give what replaces a part, and what is filled once a page of it is asked for; it is for a rule from the start."""
    if not hasattr(Pages, violation.part):
        return violation.replacement, [True]
    uses: list[bool] = []

    def noted(*given: Any) -> Any:
        uses.append(True)
        return violation.replacement(*given)

    return noted, uses


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
