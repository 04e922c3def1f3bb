"""The account settings "Privacy and data"."""

from typing import Any

from pytest_bdd import parsers, then

from asadvertised.outcome import NotReached
from asadvertised.suite.asking import only_where, promise

from .words import act, phrase
from .world import Somebody, World

CHOICES = {
    "activity on Pinterest": "pinterest-activity",
    "visits to sites with the Save button": "site-visits",
    "information from partners": "partner-information",
    "sharing with partners": "share-with-partners",
    "personalization": "personalization",
}
CHOICE = f"(?P<choice>{'|'.join(CHOICES)})"
OF_USE = ("pinterest-activity", "site-visits", "partner-information")


def settings_of(somebody: Somebody) -> dict[str, Any]:
    """Open "Privacy and data" in the browser in use."""
    return dict(somebody.browser.call("getSettings"))


def _turn(somebody: Somebody, *choices: str, on: bool = False) -> None:
    """Turn choices on or off on the web, and click Save."""
    _adjust_on_web(somebody, *choices, on=on)
    somebody.browser.call("saveSettings")


def _adjust_on_web(somebody: Somebody, *choices: str, on: bool = False) -> None:
    somebody.browser.call("adjustSettingsOnWeb", {"choices": dict.fromkeys(choices, on)})


def offered_as(somebody: Somebody, name: str) -> str:
    """Give what the interface calls a choice.

    Raises DoesNotApply where nobody is offered it.
    """
    choice = CHOICES[name]
    only_where(choice in settings_of(somebody)["offered"], f"{name!r} is not offered as a choice here.")
    return choice


@act(f"WHO turns {CHOICE} (?P<state>on|off) in the account settings")
def _(world: World, who: str, choice: str, state: str) -> None:
    for somebody in world.who(who):
        _turn(somebody, offered_as(somebody, choice), on=state == "on")


@act(f"WHO has turned {CHOICE} (?P<state>on|off) in the account settings")
def _(world: World, who: str, choice: str, state: str) -> None:
    for somebody in world.who(who):
        key, on = offered_as(somebody, choice), state == "on"
        _turn(somebody, key, on=on)
        if settings_of(somebody)["choices"].get(key) != on:
            raise NotReached(f"This comes before it, and could not be done: turning {choice!r} {state} on the web.")


@act("WHO turns every choice about use off in the account settings")
def _(world: World, who: str) -> None:
    for somebody in world.who(who):
        offered = settings_of(somebody)["offered"]
        _turn(somebody, *(choice for choice in OF_USE if choice in offered))


@act(f"WHO turns {CHOICE} (?P<state>on|off) on the web without clicking Save")
def _(world: World, who: str, choice: str, state: str) -> None:
    for somebody in world.who(who):
        _adjust_on_web(somebody, offered_as(somebody, choice), on=state == "on")


@act("WHO clicks Save")
def _(world: World, who: str) -> None:
    for somebody in world.who(who):
        somebody.browser.call("saveSettings")


@act(f"WHO turns {CHOICE} (?P<state>on|off) in the app")
def _(world: World, who: str, choice: str, state: str) -> None:
    for somebody in world.who(who):
        wanted = {offered_as(somebody, choice): state == "on"}
        somebody.phone.app.call("adjustSettingsInApp", {"choices": wanted})


@then(phrase(f"{CHOICE} is (?P<state>on|off) for WHO on the web"))
def _(world: World, who: str, choice: str, state: str) -> None:
    for somebody in world.who(who):
        _stands(somebody.browser.call("getSettings"), choice, state)


@then(phrase(f"{CHOICE} is (?P<state>on|off) for WHO in the app"))
def _(world: World, who: str, choice: str, state: str) -> None:
    for somebody in world.who(who):
        _stands(somebody.phone.app.call("getSettings"), choice, state)


def _stands(settings: dict[str, Any], choice: str, state: str) -> None:
    now = {True: "on", False: "off", None: "not offered"}[settings["choices"].get(CHOICES[choice])]
    promise(now == state, f"{choice!r} is {state}", seen=f"it is {now}")


@then(phrase("WHO is offered choices in the app"))
def _(world: World, who: str) -> None:
    for somebody in world.who(who):
        offered = somebody.phone.app.call("getSettings")["offered"]
        promise(offered, "the account settings offer something to adjust", seen="no choice at all")


@then(phrase("WHO can turn personalization off in the account settings"))
def _(world: World, who: str) -> None:
    choice = CHOICES["personalization"]
    for somebody in world.who(who):
        offered = settings_of(somebody)["offered"]
        told = f"offered: {', '.join(offered) or 'nothing'}"
        promise(choice in offered, "the account settings offer to turn personalization off", seen=told)
        _turn(somebody, choice)
        _stands(settings_of(somebody), "personalization", "off")


@then(parsers.re(r"somewhere among (?P<places>[A-Z, ]+) a choice about (?P<about>use|sharing) is offered$"))
def _(world: World, places: str, about: str) -> None:
    wanted = {*OF_USE, "personalization"} if about == "use" else {"share-with-partners"}
    offered: set[str] = set()
    for place in places.split(", "):
        somebody = world.make_person(f"somebody in {place}", birth_date="1990-06-15", country=place)
        offered |= set(settings_of(somebody)["offered"])
    promise(offered & wanted, f"somewhere there is a choice about {about}", seen=f"none in any of {places}")
