"""Phones: their settings, and what the app asks on them."""

from pytest_bdd import then

from asadvertised.suite.asking import promise

from .comparing import differing
from .seeing import in_the_ads
from .words import act, phrase
from .world import Phone, World

PLATFORMS = {"Android": "android", "iOS": "ios"}
SYSTEM = r"(?P<system>Android|iOS) (?P<version>[\d.]+)"
ALLOWED = "(?P<allowed>, with tracking allowed)?"
ANSWERS = {"Allow": "allow", "Ask App Not to Track": "ask-app-not-to-track"}
ANSWER = r"“(?P<answer>Allow|Ask App Not to Track)”"


@act(rf"WHO (?:has (?:a|another) phone with|uses (?:the browser beside )?the app on) {SYSTEM}{ALLOWED}")
def _(world: World, who: str, system: str, version: str, allowed: str | None) -> None:
    for somebody in world.who(who):
        world.make_phone(somebody, PLATFORMS[system], version)
        if allowed:
            _answer(somebody.phone, ANSWERS["Allow"])


def _answer(phone: Phone, answer: str) -> None:
    phone.app.call("setTracking", {"tracking": answer}, phone=phone.id)


@act("WHO opts out on the phone")
def _(world: World, who: str) -> None:
    for somebody in world.who(who):
        somebody.phone.app.call("setAdsOptOut", {"opted_out": True}, phone=somebody.phone.id)


@act("WHO opts out on the first phone")
def _(world: World, who: str) -> None:
    for somebody in world.who(who):
        first = somebody.phones[0]
        first.app.call("setAdsOptOut", {"opted_out": True}, phone=first.id)


@act("WHO resets the phone's advertising identifier")
def _(world: World, who: str) -> None:
    for somebody in world.who(who):
        phone = somebody.phone
        world.noted[f"identifier of {somebody.name} before"] = phone.advertising_id
        phone.advertising_id = phone.app.call("resetAdvertisingId", phone=phone.id)["advertising_id"]


@then(phrase("the phone of WHO has another advertising identifier than before"))
def _(world: World, who: str) -> None:
    for somebody in world.who(who):
        before, now = world.noted[f"identifier of {somebody.name} before"], somebody.phone.advertising_id
        promise(before != now, "a reset gives the phone another advertising identifier", seen="the same one as before")


@act(f"WHO selects {ANSWER}")
def _(world: World, who: str, answer: str) -> None:
    for somebody in world.who(who):
        _answer(somebody.phone, ANSWERS[answer])


@act(f"WHO selects {ANSWER} on the first phone")
def _(world: World, who: str, answer: str) -> None:
    for somebody in world.who(who):
        _answer(somebody.phones[0], ANSWERS[answer])


@act("WHO opens the app")
def _(world: World, who: str) -> None:
    for somebody in world.who(who):
        opened = somebody.phone.app.call("openApp", phone=somebody.phone.id)
        world.noted[f"asked {somebody.name}"] = opened["asks_permission"]


@then(phrase("the app has asked for permission, or makes no use of what the shop's app saw, even if allowed"))
def _(world: World) -> None:
    twins = world.who("each twin")
    if all(world.noted[f"asked {twin.name}"] for twin in twins):
        return
    unused = not differing(world, "ads before permission", in_the_ads)
    for twin in twins:
        _answer(twin.phone, ANSWERS["Allow"])
    unused = not differing(world, "ads after permission", in_the_ads) and unused
    seen = "it did not ask, and what the shop's app saw is used for ads"
    promise(unused, "the app asks for permission, if such information is used for ads", seen=seen)


@then(phrase("the phone of WHO still says “(?P<answer>Allow|Ask App Not to Track)”"))
def _(world: World, who: str, answer: str) -> None:
    for somebody in world.who(who):
        says = somebody.phone.app.call("getPhone", phone=somebody.phone.id)["tracking"]
        promise(says == ANSWERS[answer], f"the phone keeps its own answer, “{answer}”", seen=f"“{says}”")
