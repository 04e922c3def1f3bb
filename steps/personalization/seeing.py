"""What people see: their ads and their home feed, and whether two who are alike see the same.

What is stated as a reason is compared as well as what is shown, so that a service is caught by either.
"""

from collections.abc import Iterator, Sequence

from pytest_bdd import then

from asadvertised.suite.asking import permission, promise
from asadvertised.target.client import Agent

from .words import phrase
from .world import Somebody, World

Seen = set[tuple[str, str, frozenset[str]]]
THIRD_PARTY = "third-party ad"
BROWSER, APP = "browser", "app"
EVERYWHERE = (BROWSER, APP)


def in_the_ads(world: World, somebody: Somebody, places: Sequence[str] = EVERYWHERE) -> Seen:
    """Give the ads that concern this scenario, each with the kinds of its stated reasons."""
    return {
        (f"{THIRD_PARTY if ad['third_party'] else 'ad'}{place}", _plain(world, ad["subject"]), _kinds(ad))
        for place, agent in _where(somebody, places)
        for ad in agent.call("getAds")["ads"]
        if ad["advertiser"] in {shop.id for shop in world.shops} or world.is_own(ad["subject"])
    }


def in_the_home_feed(world: World, somebody: Somebody, places: Sequence[str] = EVERYWHERE) -> Seen:
    """Give the Pins that concern this scenario, each with the kinds of its stated reasons."""
    return {
        (f"Pin{place}", _plain(world, pin["subject"]), _kinds(pin))
        for place, agent in _where(somebody, places)
        for pin in agent.call("getHomeFeed")["pins"]
        if world.is_own(pin["subject"])
    }


def _where(somebody: Somebody, places: Sequence[str]) -> Iterator[tuple[str, Agent]]:
    """Give the browser and the app that somebody has in use."""
    if BROWSER in places:
        yield "", somebody.browser
    if APP in places and somebody.phones:
        yield " in the app", somebody.phone.app


def _kinds(shown: dict[str, list[dict[str, str]]]) -> frozenset[str]:
    return frozenset(reason["kind"] for reason in shown["reasons"])


def _plain(world: World, subject: str) -> str:
    return subject.removesuffix(f"-{world.mark}")


def _in_words(seen: Seen) -> str:
    items = [f"{kind} for {subject}, because of {', '.join(sorted(why)) or 'nothing'}" for kind, subject, why in seen]
    return "; ".join(sorted(items)) or "none"


def _same(what: str, one: Seen, other: Seen) -> None:
    seen = f"one twin alone sees {_in_words(one - other)}; the other alone sees {_in_words(other - one)}"
    promise(one == other, f"the twins see the same {what}", seen=seen)


@then("the twins see the same ads")
def _(world: World) -> None:
    one, other = (in_the_ads(world, twin) for twin in world.twins)
    _same("ads", one, other)


@then(phrase("the twins see the same ads in the (?P<place>browser|app)"))
def _(world: World, place: str) -> None:
    one, other = (in_the_ads(world, twin, [place]) for twin in world.twins)
    _same(f"ads in the {place}", one, other)


@then("the twins see the same ads, third-party ads apart")
def _(world: World) -> None:
    one, other = (seen - _third_party(seen) for seen in (in_the_ads(world, twin) for twin in world.twins))
    _same("ads of Pinterest's own advertisers", one, other)


@then("the twins see the same ads in the browser, third-party ads apart")
def _(world: World) -> None:
    one, other = (seen - _third_party(seen) for seen in (in_the_ads(world, twin, [BROWSER]) for twin in world.twins))
    _same("ads of Pinterest's own advertisers in the browser", one, other)


@then(phrase("the twins see the same home feed in the (?P<place>browser|app)"))
def _(world: World, place: str) -> None:
    one, other = (in_the_home_feed(world, twin, [place]) for twin in world.twins)
    _same(f"home feed in the {place}", one, other)


@then("the twins see the same home feed")
def _(world: World) -> None:
    one, other = (in_the_home_feed(world, twin) for twin in world.twins)
    _same("home feed", one, other)


@then(phrase("one twin may see an ad for THING that the other does not"))
def _(world: World, thing: str) -> None:
    one, other = (in_the_ads(world, twin) for twin in world.twins)
    about = {seen for seen in one - other if _about(seen, thing)}
    permission(about, f"an ad for {thing} that only one twin sees")


@then(phrase("one twin may see a third-party ad for THING that the other does not"))
def _(world: World, thing: str) -> None:
    one, other = (in_the_ads(world, twin) for twin in world.twins)
    about = {seen for seen in one - other if _about(seen, thing) and seen[0].startswith(THIRD_PARTY)}
    permission(about, f"a third-party ad for {thing} that only one twin sees")


@then(phrase("one twin may see a Pin for THING in the home feed that the other does not"))
def _(world: World, thing: str) -> None:
    one, other = (in_the_home_feed(world, twin) for twin in world.twins)
    about = {seen for seen in one - other if _about(seen, thing)}
    permission(about, f"a Pin for {thing} that only one twin sees")


@then("no third-party ad tells the twins apart")
def _(world: World) -> None:
    one, other = (_third_party(in_the_ads(world, twin)) for twin in world.twins)
    _same("third-party ads", one, other)


@then("the ads of one twin are less personalized than the other's")
def _(world: World) -> None:
    one, other = (in_the_ads(world, twin) for twin in world.twins)
    hers, others = _personalized(one, other), _personalized(other, one)
    permission(others, "an ad that rests on what the shop's app saw")
    seen = f"one twin sees {_in_words(one)}; the other sees {_in_words(other)}"
    promise(hers < others, "fewer ads of hers are personalized", seen=seen)


def _personalized(seen: Seen, beside: Seen) -> set[tuple[str, str, str]]:
    """Give what is personalized of what somebody sees: each stated reason, and what somebody else does not see."""
    elsewhere = {(kind, subject) for kind, subject, _ in beside}
    alone = {(kind, subject, "shown") for kind, subject, _ in seen if (kind, subject) not in elsewhere}
    return alone | {(kind, subject, reason) for kind, subject, why in seen for reason in why}


def _about(seen: tuple[str, str, frozenset[str]], thing: str) -> bool:
    return seen[1] == "-".join(thing.split()[1:])


def _third_party(seen: Seen) -> Seen:
    return {one for one in seen if one[0].startswith(THIRD_PARTY)}
