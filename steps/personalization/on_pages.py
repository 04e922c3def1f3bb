"""What people do on pages beside the panels: the feedback form, an app's question, a shop and the choice page."""

from pytest_bdd import parsers, then, when

from asadvertised.outcome import NotReached
from asadvertised.suite.asking import only_where, promise
from asadvertised.target.pages.arriving import in_a_browser_of_their_own, place_of
from asadvertised.target.pages.seen import BrowserVisitor

from .help_page import feedback_kept
from .pages import HOW, LOG_IN, go, judged, open_layout, visit
from .panels import at_the_pages, in_the_browser
from .phones import ANSWERS
from .words import act, phrase
from .world import Somebody, World

MARKUP = "<script>alert(1)</script> & 'ü' ☃"
OWN = "a browser of their own(?P<dnt>, with Do Not Track on)?"


@when(parsers.re(f"a reader opens the help article {HOW}$"))
def _(world: World, how: str) -> None:
    visitor = visit(world, "a reader", how)
    open_layout(world, visitor, "help")


@when(parsers.re("the reader (?P<does>chooses|has chosen) “(?P<answer>yes|no)” there$"))
def _(world: World, does: str, answer: str) -> None:
    chosen = at_the_pages(world).turn(answer, on=True)
    asked = "the article asks whether it was helpful"
    judged(does == "chooses", chosen, asked, seen=f"“{answer}” cannot be chosen")


@when(parsers.re("the reader (?P<does>writes|has written) how to make it better(?P<markup>, with markup in it)?$"))
def _(world: World, does: str, markup: str | None) -> None:
    text = f"better {world.mark}{f' {MARKUP}' if markup else ''}"
    there = at_the_pages(world).fill("Additional Response", text)
    asked = "the article asks how to make it better"
    judged(does == "writes", there, asked, seen="there is no field to write in")


@when("a robot fills in the field that is to be left blank")
def _(world: World) -> None:
    there = at_the_pages(world).fill("Leave this field blank", "https://robot.invalid")
    promise(there, "there is a field that is to be left blank", seen="no field of this name")


@then("the field that is to be left blank is there, and blank")
def _(world: World) -> None:
    holds = at_the_pages(world).holds("Leave this field blank")
    seen = "no field of this name" if holds is None else "something is in it"
    promise(holds == "", "there is a field that is to be left blank, and is", seen=seen)


@when(parsers.re("the form (?P<does>is|has been) sent(?P<twice>, and sent again)?$"))
def _(world: World, does: str, twice: str | None) -> None:
    visitor = at_the_pages(world)
    for again in (False, True) if twice else (False,):
        if again:
            visitor.back()
        sent = visitor.sees("Submit") and visitor.click("Submit")
        judged(does == "is", sent, "the form can be sent", seen="there is nothing to send it by, or it is refused")


@then("the answer that comes is the one that a person gets")
def _(world: World) -> None:
    told = at_the_pages(world).says()
    people = visit(world, "a person", "over plain HTTP")
    open_layout(world, people, "help")
    people.turn("yes", on=True)
    people.click("Submit")
    promise(
        told == people.says(),
        "a robot is not told that it was found out",
        seen="it is answered otherwise than a person",
    )


@then(parsers.re("what was written is kept to the letter$"))
def _(world: World) -> None:
    kept = feedback_kept(world, f"better {world.mark} {MARKUP}")
    promise(kept, "what a reader writes is kept as it was written", seen="nothing that reads so")


@act(f"WHO opens the app {HOW}")
def _(world: World, who: str, how: str) -> None:
    [somebody] = world.who(who)
    visitor = visit(world, somebody.name, how)
    open_layout(world, visitor, "ios", somebody)


@then(phrase("the app asks WHO there, if it asks for permission at all"))
def _(world: World, who: str) -> None:
    [somebody] = world.who(who)
    phone = somebody.phone
    only_where(phone.app.call("openApp", phone=phone.id)["asks_permission"], "The app does not ask for permission.")
    visitor = at_the_pages(world)
    missing = [answer for answer in ANSWERS if not visitor.sees(answer)]
    asked = "the app asks for permission where a person sees it"
    promise(not missing, asked, seen=f"not there: {', '.join(f'“{answer}”' for answer in missing)}")


@then(phrase("WHO is heard, having answered “(?P<answer>Allow|Ask App Not to Track)” there"))
def _(world: World, who: str, answer: str) -> None:
    [somebody] = world.who(who)
    visitor, phone = at_the_pages(world), somebody.phone
    only_where(visitor.sees(answer), f"The app does not ask there: no “{answer}” is there.")
    promise(visitor.click(answer), f"“{answer}” can be answered", seen="it leads nowhere")
    says = phone.app.call("getPhone", phone=phone.id)["tracking"]
    promise(says == ANSWERS[answer], f"the phone keeps the answer, “{answer}”", seen=f"“{says}”")


@act(f"WHO takes {OWN}")
def _(world: World, who: str, dnt: str | None) -> None:
    for somebody in world.who(who):
        name = f"{somebody.name}, in a browser of their own{dnt or ''}"
        visitor = in_a_browser_of_their_own(world.service, name, do_not_track=bool(dnt))
        world.visitors.append(visitor)
        _log_in(world, visitor, somebody)


def _log_in(world: World, visitor: BrowserVisitor, somebody: Somebody) -> None:
    open_layout(world, visitor, "web")
    go(visitor, somebody, (LOG_IN,))


@act("WHO looks at THING in the shop with it")
def _(world: World, who: str, thing: str) -> None:
    values = {"advertiser": world.shop.id, "subject": world.subject(thing)}
    _open(world, "shop", values)


def _open(world: World, place: str, values: dict[str, str]) -> None:
    visitor = in_the_browser(world)
    if not visitor.open(place_of(world.service, place, values)):
        raise NotReached(f"The page “{place}” is not there.")
    visitor.wait()


@act("WHO (?P<does>opts|has opted) out on the choice page with it")
def _(world: World, who: str, does: str) -> None:
    _open(world, "choices", {})
    visitor = in_the_browser(world)
    done = visitor.sees("Opt out") and visitor.click("Opt out")
    judged(does == "opts", done, "the choice page lets a browser opt out", seen="no “Opt out” there, or it is refused")


@act("WHO clears its cookies")
def _(world: World, who: str) -> None:
    in_the_browser(world).clear_cookies()


@then(phrase("the choice page (?P<says>says|does not say) there that WHO has opted out"))
def _(world: World, says: str, who: str) -> None:
    _open(world, "choices", {})
    opted_out = in_the_browser(world).reads("opted out")
    promised = f"the choice page {says} that the browser has opted out"
    promise(opted_out is (says == "says"), promised, seen="it says otherwise")
