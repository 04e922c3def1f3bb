"""What people do off Pinterest: on sites with its features, in shops with its tag, in shops' apps."""

from .on_pinterest import pin_about
from .words import act
from .world import Phone, Somebody, World

EVENTS = {"looks at": "visit", "checks out": "check-out", "buys": "purchase"}
DOES = r"(?P<does>looks at|checks out|buys)"
FEATURE = r"(?P<feature>the Save button|a Pinterest widget)"
FEATURES = {"the Save button": "save-button", "a Pinterest widget": "widget"}


@act(f"WHO visits a page about THING that has {FEATURE}")
def _(world: World, who: str, thing: str, feature: str) -> None:
    pin_about(world, thing)
    for somebody in world.who(who):
        visit = {"feature": FEATURES[feature], "subject": world.subject(thing)}
        somebody.browser.call("visitSite", visit)


@act(f"WHO visits the shop's page about THING that has {FEATURE}")
def _(world: World, who: str, thing: str, feature: str) -> None:
    for somebody in world.who(who):
        visit = {"feature": FEATURES[feature], "subject": world.subject(thing), "advertiser": world.shop.id}
        somebody.browser.call("visitSite", visit)


@act(f"WHO {DOES} THING in the shop")
def _(world: World, who: str, does: str, thing: str) -> None:
    for somebody in world.who(who):
        event = {"event": EVENTS[does], "subject": world.subject(thing)}
        somebody.browser.call("sendTagEvent", event, advertiser=world.shop.id)


@act(f"WHO {DOES} THING in the shop's app")
def _(world: World, who: str, does: str, thing: str) -> None:
    for somebody in world.who(who):
        _in_the_app(world, somebody.phone, EVENTS[does], thing)


@act(f"WHO {DOES} THING in the shop's app on the first phone")
def _(world: World, who: str, does: str, thing: str) -> None:
    for somebody in world.who(who):
        _in_the_app(world, _first(somebody), EVENTS[does], thing)


def _in_the_app(world: World, phone: Phone, event: str, thing: str) -> None:
    """Send what the shop's app saw, under the identifier that the phone has at that time."""
    seen = {"advertising_id": phone.advertising_id, "event": event, "subject": world.subject(thing)}
    world.shop.agent.call("sendAppEvent", seen)


def _first(somebody: Somebody) -> Phone:
    return somebody.phones[0]
