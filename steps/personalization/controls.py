"""A browser's own controls: the choice page, cookies, Do Not Track."""

from pytest_bdd import then

from asadvertised.suite.asking import promise

from .words import act, phrase
from .world import World


@act("WHO opts out on the choice page")
def _(world: World, who: str) -> None:
    for somebody in world.who(who):
        somebody.browser.call("optOut")


@act("WHO clears the browser's cookies")
def _(world: World, who: str) -> None:
    for somebody in world.who(who):
        somebody.browser.clear_cookies()


@act("WHO turns the browser's Do Not Track (?P<state>on|off)")
def _(world: World, who: str, state: str) -> None:
    for somebody in world.who(who):
        somebody.browser.headers["DNT"] = {"on": "1", "off": "0"}[state]


@then(phrase("the choice page says that WHO has opted out in this browser"))
def _(world: World, who: str) -> None:
    for somebody in world.who(who):
        opted_out = somebody.browser.call("getOptOut")["opted_out"]
        promise(opted_out, "the browser counts as opted out", seen="it does not")


@then(phrase("the choice page says that WHO has not opted out in this browser"))
def _(world: World, who: str) -> None:
    for somebody in world.who(who):
        opted_out = somebody.browser.call("getOptOut")["opted_out"]
        promise(not opted_out, "the browser does not count as opted out", seen="it does")
