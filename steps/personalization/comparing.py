"""Whether two who are alike in everything but one act are shown the same; by experiment, where trials are wanted."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from pytest_bdd import then

from asadvertised.outcome import CouldNotTell, Side
from asadvertised.suite.asking import permission, promise
from asadvertised.suite.trying import Compared

from .seeing import (
    BROWSER,
    EVERYWHERE,
    Seen,
    Shown,
    about,
    each_in_words,
    in_the_ads,
    in_the_home_feed,
    in_words,
    third_party,
)
from .words import phrase
from .world import Somebody, World

Look = Callable[[World, Somebody], Seen]


@dataclass(frozen=True)
class Differing:
    """How what the twins are shown differs, in words, and side by side."""

    seen: str
    sides: tuple[Side, Side]


def differing(world: World, what: str, look: Look) -> Differing | None:
    """Say how what the twins are shown differs; nothing where it does not, or where chance may have done it."""
    if world.trials.is_experiment:
        compared = _compared(world, what, look)
        seen = compared.in_words(_in_words)
        return Differing(seen, compared.side_by_side(_in_words)) if seen else None
    one, other = _unions(world, look)
    if one == other:
        return None
    seen = f"one twin alone sees {in_words(one - other)}; the other alone sees {in_words(other - one)}"
    return Differing(seen, side_by_side(one, other))


def side_by_side(one: Seen, other: Seen) -> tuple[Side, Side]:
    """Give what each twin sees."""
    return Side("one twin", each_in_words(one)), Side("the other twin", each_in_words(other))


def _compared(world: World, what: str, look: Look) -> Compared[Shown]:
    one, other = world.twins
    return world.experimenter.compare(what, one, other, lambda twin: look(world, twin))


def _unions(world: World, look: Look) -> tuple[Seen, Seen]:
    """Give what anybody sees who plays the one twin, and what anybody sees who plays the other."""
    one, other = (set[Shown]().union(*(look(world, twin) for twin in twins)) for twins in world.twins)
    return one, other


def _in_words(shown: Shown) -> str:
    return in_words([shown])


def _same(world: World, what: str, look: Look) -> None:
    if found := differing(world, what, look):
        promise(kept=False, promised=f"the twins see the same {what}", seen=found.seen, sides=found.sides)


def _only_one_sees(world: World, thing: str, look: Look) -> Seen:
    one, other = _unions(world, look)
    return about(one - other, thing)


@then("the twins see the same ads")
def _(world: World) -> None:
    _same(world, "ads", in_the_ads)


@then(phrase("the twins see the same ads in the (?P<place>browser|app)"))
def _(world: World, place: str) -> None:
    _same(world, f"ads in the {place}", partial(in_the_ads, places=[place]))


@then("the twins see the same ads, third-party ads apart")
def _(world: World) -> None:
    _same(world, "ads of Pinterest's own advertisers", _own_ads)


@then("the twins see the same ads in the browser, third-party ads apart")
def _(world: World) -> None:
    _same(world, "ads of Pinterest's own advertisers in the browser", partial(_own_ads, places=[BROWSER]))


@then(phrase("the twins see the same home feed in the (?P<place>browser|app)"))
def _(world: World, place: str) -> None:
    _same(world, f"home feed in the {place}", partial(in_the_home_feed, places=[place]))


def _own_ads(world: World, twin: Somebody, places: Sequence[str] = EVERYWHERE) -> Seen:
    seen = in_the_ads(world, twin, places)
    return seen - third_party(seen)


def _third_party_ads(world: World, twin: Somebody) -> Seen:
    return third_party(in_the_ads(world, twin))


@then("the twins see the same home feed")
def _(world: World) -> None:
    _same(world, "home feed", in_the_home_feed)


@then(phrase("one twin may see an ad for THING that the other does not"))
def _(world: World, thing: str) -> None:
    permission(_only_one_sees(world, thing, in_the_ads), f"an ad for {thing} that only one twin sees")


@then(phrase("one twin may see a third-party ad for THING that the other does not"))
def _(world: World, thing: str) -> None:
    seen = _only_one_sees(world, thing, _third_party_ads)
    permission(seen, f"a third-party ad for {thing} that only one twin sees")


@then(phrase("one twin may see a Pin for THING in the home feed that the other does not"))
def _(world: World, thing: str) -> None:
    seen = _only_one_sees(world, thing, in_the_home_feed)
    permission(seen, f"a Pin for {thing} that only one twin sees")


@then("no third-party ad tells the twins apart")
def _(world: World) -> None:
    _same(world, "third-party ads", _third_party_ads)


@then("the ads of one twin are less personalized than the other's")
def _(world: World) -> None:
    if world.trials.is_experiment:
        _less_by_experiment(_compared(world, "how personalized ads are", in_the_ads))
        return
    one, other = _unions(world, in_the_ads)
    hers, others = _personalized(one, other), _personalized(other, one)
    permission(others, "an ad that rests on what the shop's app saw")
    seen = f"one twin sees {in_words(one)}; the other sees {in_words(other)}"
    promise(hers < others, "fewer ads of hers are personalized", seen=seen, sides=side_by_side(one, other))


def _personalized(seen: Seen, beside: Seen) -> set[tuple[str, str, str]]:
    """Give what is personalized of what somebody sees: each stated reason, and what somebody else does not see."""
    elsewhere = {(kind, subject) for kind, subject, _ in beside}
    alone = {(kind, subject, "shown") for kind, subject, _ in seen if (kind, subject) not in elsewhere}
    return alone | {(kind, subject, reason) for kind, subject, why in seen for reason in why}


def _less_by_experiment(compared: Compared[Shown]) -> None:
    """Where nothing varies, no difference means that there is none; where it does, there may be a small one."""
    permission(any(found.other for found in compared.differences), "an ad that rests on what the shop's app saw")
    with_reasons = {(kind, subject) for kind, subject, why in (found.thing for found in compared.differences) if why}
    told = [found for found in compared.told if found.thing[2] or found.thing[:2] not in with_reasons]
    fewer = told and all(found.one < found.other for found in told)
    if not told and compared.varied:
        raise CouldNotTell("Whether fewer ads of one twin are personalized could not be told from chance.")
    seen = compared.in_words(_in_words) or "both were shown the same, at each look"
    sides = compared.side_by_side(_in_words)
    promise(fewer, "fewer ads of hers are personalized", seen=seen, sides=sides)
