"""What partners are told about a person."""

from pytest_bdd import then

from asadvertised.outcome import Cause, CouldNotTell
from asadvertised.suite.asking import permission, promise

from .words import phrase
from .world import Somebody, World, utc_today

ON_PINTEREST = {"pin-click", "board", "purchase-on-pinterest"}


def shared_about(world: World, somebody: Somebody) -> list[str]:
    """Give the kinds of what partners hold about somebody.

    Raises CouldNotTell when the day has changed since the person was made, and with it perhaps their age.
    """
    items = world.seam.call("listShared", person=somebody.id)["items"]
    if utc_today() != somebody.made_on:
        raise CouldNotTell(
            "Midnight passed while the scenario ran, and ages with it; run it again.", Cause.INFRASTRUCTURE
        )
    return sorted({item["activity"] for item in items})


@then(phrase("nothing about WHO is shared with partners"))
def _(world: World, who: str) -> None:
    for somebody in world.who(who):
        shared = shared_about(world, somebody)
        promise(not shared, f"nothing about {who} is shared with partners", seen=f"shared: {', '.join(shared)}")


@then(phrase("nothing that WHO did off Pinterest is shared with partners"))
def _(world: World, who: str) -> None:
    for somebody in world.who(who):
        shared = set(shared_about(world, somebody)) - ON_PINTEREST
        seen = f"shared: {', '.join(sorted(shared))}"
        promise(not shared, "partners are told of activity on Pinterest alone", seen=seen)


@then(phrase("something about WHO may be shared with partners"))
def _(world: World, who: str) -> None:
    for somebody in world.who(who):
        permission(shared_about(world, somebody), "anything shared with partners")
