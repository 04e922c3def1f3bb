"""What people do on Pinterest."""

from .words import act
from .world import World


def pin_about(world: World, thing: str) -> str:
    """Give the Pin about a thing, published once in a scenario."""
    if thing not in world.pins:
        world.pins[thing] = world.seam.call("publishPin", {"subject": world.subject(thing)})["id"]
    return world.pins[thing]


@act("WHO clicks a Pin for THING")
def _(world: World, who: str, thing: str) -> None:
    for somebody in world.who(who):
        somebody.browser.call("clickPin", pin=pin_about(world, thing))


@act("WHO creates a board for THING")
def _(world: World, who: str, thing: str) -> None:
    pin_about(world, thing)
    for somebody in world.who(who):
        somebody.browser.call("createBoard", {"subject": world.subject(thing)})


@act("WHO buys THING on Pinterest")
def _(world: World, who: str, thing: str) -> None:
    for somebody in world.who(who):
        somebody.browser.call("buyOnPinterest", {"subject": world.subject(thing)})


@act("WHO buys THING on Pinterest in the app")
def _(world: World, who: str, thing: str) -> None:
    for somebody in world.who(who):
        somebody.phone.app.call("buyOnPinterest", {"subject": world.subject(thing)})


@act("WHO clicks a Pin for THING in the app")
def _(world: World, who: str, thing: str) -> None:
    for somebody in world.who(who):
        somebody.phone.app.call("clickPin", pin=pin_about(world, thing))


@act("WHO creates a board for THING in the app")
def _(world: World, who: str, thing: str) -> None:
    pin_about(world, thing)
    for somebody in world.who(who):
        somebody.phone.app.call("createBoard", {"subject": world.subject(thing)})
