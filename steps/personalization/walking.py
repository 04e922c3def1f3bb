"""A walk through everything that scenarios ask of a service, once, before any verdict depends on it."""

from collections.abc import Callable, Iterable

from asadvertised.target.client import Target

from . import controls, help_page, off_pinterest, on_pinterest, panels, people, phones, shops  # noqa: F401  their acts
from .help_page import feedback_kept, read_article, send_feedback
from .seeing import in_the_ads, in_the_home_feed
from .settings import settings_of
from .sharing import shared_about
from .words import perform
from .world import World

Visit = tuple[str, Callable[[World], object]]
WHO = "the person"
CHOICE = "personalization"


def _does(*words: str) -> Callable[[World], object]:
    def do(world: World) -> None:
        for each in words:
            perform(world, each)

    return do


def _looks_back(world: World) -> None:
    settings_of(world.people[WHO])
    somebody = world.people[WHO]
    somebody.browser.call("getOptOut")


def _reads_the_phone(world: World) -> None:
    phone = world.people[WHO].phone
    phone.app.call("getPhone", phone=phone.id)


def _follows_the_web_panel(world: World) -> None:
    perform(world, f"{WHO} follows the web panel over plain HTTP, to its end")


VISITS: tuple[Visit, ...] = (
    ("a shop advertises", _does("a shop that advertises a pair of shoes")),
    ("somebody uses the service", _does(f"{WHO} clicks a Pin for a pair of shoes", f"{WHO} signs in again")),
    ("somebody makes a board", _does(f"{WHO} creates a board for a pair of shoes")),
    ("somebody buys on the service", _does(f"{WHO} buys a pair of shoes on Pinterest")),
    (
        "somebody visits a site with its features",
        _does(f"{WHO} visits a page about a pair of shoes that has the Save button"),
    ),
    ("somebody looks at a thing in a shop", _does(f"{WHO} looks at a pair of shoes in the shop")),
    ("somebody is on a customer list", _does(f"{WHO} is on the shop's customer list")),
    ("the ads", lambda world: in_the_ads(world, world.people[WHO])),
    ("the home feed", lambda world: in_the_home_feed(world, world.people[WHO])),
    ("what a shop is told", lambda world: world.shop.agent.call("getEffectiveness")),
    ("what is shared", lambda world: shared_about(world, world.people[WHO])),
    ("the settings on the web", _does(f"{WHO} turns {CHOICE} off in the account settings")),
    ("the choice page", _does(f"{WHO} opts out on the choice page")),
    ("what the settings and the choice page say", _looks_back),
    ("the app", _does(f"{WHO} has a phone with iOS 17.0", f"{WHO} opens the app", f"{WHO} selects “Allow”")),
    ("what the phone says", _reads_the_phone),
    ("the settings in the app", _does(f"{WHO} turns {CHOICE} on in the app")),
    ("an event of a shop's app", _does(f"{WHO} looks at a pair of shoes in the shop's app")),
    (
        "another phone's opt-out and reset",
        _does(
            f"{WHO} has another phone with Android 14",
            f"{WHO} opts out on the phone",
            f"{WHO} resets the phone's advertising identifier",
        ),
    ),
    ("the pages on the web", _follows_the_web_panel),
    ("the help article", read_article),
    ("its feedback form", lambda world: send_feedback(world, "yes")),
    ("the feedback that was kept", feedback_kept),
)


class Walker:
    """Somebody who does each thing once; what one visit made the next may use."""

    def __init__(self, service: Target) -> None:
        self.world = World(service)

    def arrive(self) -> None:
        """Make a person who signs in."""
        perform(self.world, "a person")

    def leave(self) -> None:
        """Remove everything again.

        Raises CouldNotTell where that is not possible.
        """
        self.world.remove_all()

    def visits(self) -> Iterable[tuple[str, Callable[[], object]]]:
        """Give each thing to do, in order, by a name that tells a reader what it is."""
        for name, visit in VISITS:
            yield name, lambda visit=visit: visit(self.world)
