"""What people see: their ads and their home feed.

What is stated as a reason is seen as well as what is shown, so that a service is caught by either.
"""

from collections.abc import Iterable, Iterator, Sequence

from asadvertised.target.client import Agent

from .world import Somebody, World

Shown = tuple[str, str, frozenset[str]]
Seen = set[Shown]
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


def each_in_words(seen: Iterable[Shown]) -> tuple[str, ...]:
    """Say each thing that was seen."""
    items = [f"{kind} for {subject}, because of {', '.join(sorted(why)) or 'nothing'}" for kind, subject, why in seen]
    return tuple(sorted(items))


def in_words(seen: Iterable[Shown]) -> str:
    """Say what was seen."""
    return "; ".join(each_in_words(seen)) or "none"


def about(seen: Seen, thing: str) -> Seen:
    """Give what is about a thing."""
    return {one for one in seen if one[1] == "-".join(thing.split()[1:])}


def third_party(seen: Seen) -> Seen:
    """Give the third-party ads."""
    return {one for one in seen if one[0].startswith(THIRD_PARTY)}
