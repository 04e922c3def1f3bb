"""Try acts in random order against a service and the article's model, and report the shortest that goes wrong."""

import random
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from asadvertised.article.ledger import Ledger
from asadvertised.cli.check import hand_over
from asadvertised.cli.clean import cleaning
from asadvertised.cli.common import load, reference_of
from asadvertised.cli.progress import Exploring
from asadvertised.cli.status import StatusLine
from asadvertised.outcome import CouldNotTell, Outcome, Verdict
from asadvertised.record.build import Circumstances, build_exploration
from asadvertised.record.files import prepare_folder
from asadvertised.record.model import Exploration, Results
from asadvertised.suite.explore import Explored, Explorer, explore, explorer_of, replay
from asadvertised.suite.masking import mask_again
from asadvertised.suite.recorder import Ending, ending_of
from asadvertised.target.client import Target
from asadvertised.target.contract import load_contract
from asadvertised.target.hearing import Hearers
from asadvertised.target.masking import Mask
from asadvertised.target.opening import Named, Wishes, look_at, open_target
from asadvertised.target.stopping import take_stops_as_interrupts

LARGEST_SEED = 2**32


@dataclass(frozen=True)
class Wanted:
    """What the command line asked for."""

    target: str
    steps: int
    seed: int | None
    out: Path
    timeout: float | None
    name: str | None
    content: Path | None
    quiet: bool = False


@dataclass(frozen=True)
class Tries:
    """About how many acts are tried, in the order of which seed, and who hears how far it is."""

    acts: int
    seed: int
    listener: Callable[[Explored], None]


def run_explore(wanted: Wanted) -> int:
    """Explore, report, and give the exit code."""
    named = look_at(wanted.target) if wanted.target else None
    prepare_folder(wanted.out)
    root, ledger = load(wanted.name, wanted.content)
    take_stops_as_interrupts()
    make = explorer_of(root, ledger.folder.name)
    seed = random.randrange(LARGEST_SEED) if wanted.seed is None else wanted.seed  # noqa: S311  an order, no secret
    with ExitStack() as stack:
        named = named or look_at(stack.enter_context(reference_of(ledger)).url())
        status = stack.enter_context(StatusLine(quiet=wanted.quiet))
        status.say(f"Exploring {Mask().text(named.url)}: about {wanted.steps} acts, seed {seed}")
        cleaned = cleaning(wanted.target, wanted.out, ledger, wanted.timeout, quiet=wanted.quiet)
        journal = stack.enter_context(cleaned)
        tries = Tries(wanted.steps, seed, Exploring(wanted.steps, status).heard)
        results = _explore(ledger, make, named, Wishes(wanted.timeout, journal=journal), tries)
    return hand_over(results, wanted.out, quiet=wanted.quiet)


def _explore(ledger: Ledger, make: Callable[[Target], Explorer], named: Named, wishes: Wishes, tries: Tries) -> Results:
    started, targets = datetime.now(UTC), []
    contract = load_contract(ledger.folder / ledger.article.service.contract)

    def opened(hearers: Hearers | None = None) -> Target:
        targets.append(open_target(named.spec, contract, ledger.article.capability, wishes, hearers))
        return targets[-1]

    service = opened()
    explored = explore(lambda: make(service), tries.acts, tries.seed, tries.listener)
    found = None
    if explored.error or explored.untold:
        found = replay(lambda listener: make(opened(Hearers(listener))), explored.moves)
    mask = Mask(secret for target in targets for secret in target.mask.news())
    if found:
        mask_again([found[1]], mask)
    for target in targets:
        target.close()
    exploration = _exploration(explored, _ending(explored, found[1] if found else None), tries.seed, mask)
    complete = not explored.interrupted
    circumstances = Circumstances(mask.text(named.url), started, named.name, named.profile, complete=complete)
    return build_exploration(ledger, exploration, found, circumstances)


def _ending(explored: Explored, replayed: dict[str, Any] | None) -> Ending:
    """Tell how exploring ended: what went wrong has to go wrong again when it is repeated."""
    if explored.error and not isinstance(explored.error, Verdict):
        return ending_of(explored.error)
    if replayed and (explored.error or replayed["outcome"] == Outcome.FAILED):
        return Ending(Outcome(replayed["outcome"]), replayed["reason"], replayed["cause"])
    if explored.first_untold:
        return _untold(explored, explored.first_untold)
    if explored.interrupted:
        return Ending(Outcome.UNTESTED, "The run was stopped before its end.")
    if not explored.compared:
        return Ending(Outcome.UNTESTED, "Nothing that the service did could be held against the article.")
    return Ending()


def _untold(explored: Explored, first: CouldNotTell) -> Ending:
    reason = f"{explored.untold} of {explored.sequences} could not be followed to the end, the first since: "
    return Ending(Outcome.CANT_TELL, f"{reason}{first.reason}", first.cause)


def _exploration(explored: Explored, ending: Ending, seed: int, mask: Mask) -> Exploration:
    return Exploration(
        outcome=ending.outcome,
        sequences=explored.sequences,
        acts=explored.acts,
        compared=explored.compared,
        untold=explored.untold,
        seed=seed,
        reason=mask.text(ending.reason),
        cause=ending.cause,
    )
