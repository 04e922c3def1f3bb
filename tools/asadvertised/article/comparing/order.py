"""Tell steps that are out of order from steps that went elsewhere together."""

from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise

from asadvertised.article.comparing.alignment import Match
from asadvertised.article.model import Kind
from asadvertised.article.passage import Passage


def steps_out_of_order(old: Sequence[Passage], matches: Sequence[Match]) -> frozenset[int]:
    """Give the steps that come before one that they followed, or after one that they preceded, in one list."""
    lists: dict[tuple[str, str], list[Match]] = defaultdict(list)
    for match in matches:
        first = old[match.old[0]]
        if first.kind is Kind.STEP or first.step:
            lists[first.panel, first.section].append(match)
    return frozenset(
        match.old[0]
        for steps in lists.values()
        for pair in pairwise(sorted(steps, key=lambda step: step.old))
        if pair[0].new > pair[1].new
        for match in pair
    )
