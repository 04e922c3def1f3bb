"""Words that steps share: who acts, and on what."""

from collections.abc import Callable
from typing import TypeVar

from pytest_bdd import given, parsers, when

Step = TypeVar("Step", bound=Callable[..., object])

WHO = r"(?P<who>the person|one twin|the other twin|each twin|each of the three|the guest)"
THING = r"(?P<thing>a pair of \w+|an? (?!pair)\w+)"

ACTS: list[tuple[parsers.re, Callable[..., object]]] = []


def perform(world: object, words: str) -> None:
    """Do what a step of a scenario would do; exactly one definition has to know its words."""
    [(known, step)] = [(known, step) for known, step in ACTS if known.is_matching(words)]
    step(world, **known.parse_arguments(words))


def phrase(text: str) -> parsers.re:
    """Read a step's text: WHO and THING stand for somebody and something, the rest is a regular expression."""
    return parsers.re(text.replace("WHO", WHO).replace("THING", THING) + "$")


def act(text: str) -> Callable[[Step], Step]:
    """Define what somebody does, before (Given) or now (When)."""

    def define(step: Step) -> Step:
        ACTS.append((phrase(text), step))
        given(phrase(text), stacklevel=2)(step)
        return when(phrase(text), stacklevel=2)(step)

    return define
