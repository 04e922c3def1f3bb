"""Advertisers: what they advertise, whom they list, what they are told."""

from pytest_bdd import then

from asadvertised.suite.asking import permission, promise

from .on_pinterest import pin_about
from .words import act, phrase
from .world import World

NUMBERS = {"visit": "visits", "check-out": "check_outs", "purchase": "purchases"}


@act("a shop that advertises THING")
def _(world: World, thing: str) -> None:
    """Publish a Pin too, so that what is used for the home feed, instead of ads, is seen there."""
    pin_about(world, thing)
    world.make_shop().agent.call("createAd", {"subject": world.subject(thing)})


@act("WHO is on the shop's customer list")
def _(world: World, who: str) -> None:
    emails = [somebody.email for somebody in world.who(who)]
    world.shop.agent.call("uploadCustomerList", {"emails": emails})


@act("WHO is on the shop's customer list, spelt in capitals with spaces around")
def _(world: World, who: str) -> None:
    emails = [f"  {somebody.email.upper()} " for somebody in world.who(who)]
    world.shop.agent.call("uploadCustomerList", {"emails": emails})


@act("a namesake of WHO is on the shop's customer list")
def _(world: World, who: str) -> None:
    emails = [f"{somebody.email.partition('@')[0]}@namesakes.invalid" for somebody in world.who(who)]
    world.shop.agent.call("uploadCustomerList", {"emails": emails})


@then(phrase(r"the shop may learn that somebody made a (?P<event>visit|check-out|purchase)"))
def _(world: World, event: str) -> None:
    numbers = world.shop.agent.call("getEffectiveness")["ads"]
    counted = sum(ad[NUMBERS[event]] for ad in numbers)
    permission(counted, f"a {event} in how the shop's ads did")


@then(phrase("nothing that the shop is told names WHO"))
def _(world: World, who: str) -> None:
    told = str(world.shop.agent.call("getEffectiveness"))
    for somebody in world.who(who):
        names = [somebody.id, somebody.email, *(phone.advertising_id for phone in somebody.phones)]
        named = [name for name in names if name in told]
        promise(not named, "the shop is told numbers that name nobody", seen=f"{len(named)} names of {who} in them")
