"""Try acts in random order against a service and the article's model, and report the shortest that goes wrong."""

import random
import sys
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from asadvertised.article.ledger import Ledger
from asadvertised.cli.check import hand_over
from asadvertised.cli.common import load, reference_of
from asadvertised.record.build import Circumstances, build_exploration
from asadvertised.record.files import prepare_folder
from asadvertised.record.model import Exploration
from asadvertised.suite.explore import Explored, Explorer, explore, explorer_of, replay
from asadvertised.suite.recorder import ending_of
from asadvertised.target.client import Hearers, Target
from asadvertised.target.contract import load_contract
from asadvertised.target.opening import Named, Wishes, look_at, open_target

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


def run_explore(wanted: Wanted) -> int:
    """Explore, report, and give the exit code."""
    named = look_at(wanted.target) if wanted.target else None
    prepare_folder(wanted.out)
    root, ledger = load(wanted.name, wanted.content)
    make = explorer_of(root, ledger.folder.name)
    seed = random.randrange(LARGEST_SEED) if wanted.seed is None else wanted.seed  # noqa: S311  an order, no secret
    with ExitStack() as stack:
        named = named or look_at(stack.enter_context(reference_of(ledger)).url())
        sys.stderr.write(f"Exploring {named.url}: about {wanted.steps} acts, seed {seed}\n")
        return _explore(wanted, ledger, make, named, seed)


def _explore(wanted: Wanted, ledger: Ledger, make: Callable[[Target], Explorer], named: Named, seed: int) -> int:
    started = datetime.now(UTC)
    contract = load_contract(ledger.folder / ledger.article.service.contract)
    opened = partial(open_target, named.spec, contract, ledger.article.capability, Wishes(wanted.timeout))
    service = opened()
    explored = explore(lambda: make(service), wanted.steps, seed)
    service.close()
    found = None
    if explored.error:
        found = replay(lambda listener: make(opened(Hearers(listener))), explored.moves)
    exploration = _exploration(explored, seed)
    results = build_exploration(
        ledger, exploration, found, Circumstances(named.url, started, named.name, named.profile)
    )
    return hand_over(results, wanted.out)


def _exploration(explored: Explored, seed: int) -> Exploration:
    ending = ending_of(explored.error)
    return Exploration(
        outcome=ending.outcome,
        sequences=explored.sequences,
        acts=explored.acts,
        seed=seed,
        reason=ending.reason,
    )
