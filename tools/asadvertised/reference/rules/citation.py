"""A rule says which sentence of the article it implements."""

from collections.abc import Callable
from typing import TypeVar

Rule = TypeVar("Rule", bound=Callable[..., object])

CITATIONS: dict[str, tuple[str, ...]] = {}


def implements(*sentences: str) -> Callable[[Rule], Rule]:
    """Note which sentences a rule implements, so that a test can hold the rules against the ledger."""

    def cite(rule: Rule) -> Rule:
        CITATIONS[f"{rule.__module__}.{rule.__qualname__}"] = sentences
        return rule

    return cite
