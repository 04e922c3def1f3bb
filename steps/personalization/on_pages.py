"""What people do on pages beside the panels: the feedback form, an app's question, a shop and the choice page."""

from pytest_bdd import given, parsers, then, when

from asadvertised.outcome import Cause, CouldNotTell, NotReached
from asadvertised.suite.asking import only_where, promise
from asadvertised.target.pages.arriving import in_a_browser_of_their_own, must_be_offered, place_of
from asadvertised.target.pages.own import OwnBrowser

from .help_page import feedback_kept
from .pages import HOW, LOG_IN, go, judged, open_layout, visit
from .panels import at_the_pages
from .phones import ANSWERS
from .words import act, phrase
from .world import Somebody, World

MARKUP = "<script>alert(1)</script> & 'ü' ☃"
OWN = "(?:a|another) browser of their own(?P<dnt>, with Do Not Track on)?"


@given(parsers.re(f"a reader (?:opens|has opened) the help article {HOW}$"))
def _(world: World, how: str) -> None:
    open_layout(world, visit(world, "a reader", how, "help"), "help")


@given(parsers.re("the reader (?P<does>chooses|has chosen) “(?P<answer>yes|no)” there$"))
@when(parsers.re("the reader (?P<does>chooses|has chosen) “(?P<answer>yes|no)” there$"))
def _(world: World, does: str, answer: str) -> None:
    visitor = at_the_pages(world)
    chosen = visitor.turn(answer, on=True) or (visitor.sees(answer) and visitor.click(answer))
    asked = "the article asks whether it was helpful"
    judged(does == "chooses", chosen, asked, seen=f"“{answer}” cannot be chosen")


@given(parsers.re("the reader (?P<does>writes|has written) how to make it better(?P<markup>, with markup in it)?$"))
@when(parsers.re("the reader (?P<does>writes|has written) how to make it better(?P<markup>, with markup in it)?$"))
def _(world: World, does: str, markup: str | None) -> None:
    text = f"better {world.mark}{f' {MARKUP}' if markup else ''}"
    there = at_the_pages(world).fill("Additional Response", text)
    asked = "the article asks how to make it better"
    judged(does == "writes", there, asked, seen="there is no field to write in")


@then("the field that is to be left blank is there, and blank")
def _(world: World) -> None:
    holds = at_the_pages(world).holds("Leave this field blank")
    seen = "no field of this name" if holds is None else "something is in it"
    promise(holds == "", "there is a field that is to be left blank, and is", seen=seen)


@when("a robot has filled in the field that is to be left blank, and sent the form")
def _(world: World) -> None:
    robot = at_the_pages(world)
    robot.fill("Leave this field blank", "https://robot.invalid")
    if robot.sees("Submit"):
        robot.click("Submit")  # a service may refuse it


@when(parsers.re("the form (?P<does>is|has been) sent$"))
def _(world: World, does: str) -> None:
    visitor = at_the_pages(world)
    sent = visitor.sees("Submit") and visitor.click("Submit")
    judged(does == "is", sent, "the form can be sent", seen="there is nothing to send it by, or it is refused")


@then(parsers.re("what was written is kept to the letter$"))
def _(world: World) -> None:
    kept = feedback_kept(world, f"better {world.mark} {MARKUP}")
    promise(kept, "what a reader writes is kept as it was written", seen="nothing that reads so")


@act(f"WHO (?:opens|has opened) the app {HOW}")
def _(world: World, who: str, how: str) -> None:
    [somebody] = world.who(who)
    open_layout(world, visit(world, somebody.name, how, "ios"), "ios", somebody)


def _only_where_the_app_asks(world: World, who: str) -> None:
    [somebody] = world.who(who)
    asks = somebody.phone.app.call("openApp", phone=somebody.phone.id)["asks_permission"]
    only_where(asks, "The app does not ask for permission.")


@then(phrase("the app asks WHO there, if it asks for permission at all"))
def _(world: World, who: str) -> None:
    _only_where_the_app_asks(world, who)
    visitor = at_the_pages(world)
    missing = [answer for answer in ANSWERS if not visitor.sees(answer)]
    asked = "the app asks for permission where a person sees it"
    promise(not missing, asked, seen=f"not there: {', '.join(f'“{answer}”' for answer in missing)}")


@act("WHO has answered “(?P<answer>Allow|Ask App Not to Track)” there")
def _(world: World, who: str, answer: str) -> None:
    _only_where_the_app_asks(world, who)
    visitor = at_the_pages(world)
    answered = visitor.sees(answer) and visitor.click(answer)
    judged(False, answered, f"the app takes “{answer}” for an answer", seen="it is not there, or leads nowhere")  # noqa: FBT003


@act(f"WHO takes {OWN}")
def _(world: World, who: str, dnt: str | None) -> None:
    must_be_offered(world.service, "web")
    for somebody in world.who(who):
        name = f"{somebody.name}, in a browser of their own{dnt or ''}"
        own = in_a_browser_of_their_own(world.service, name, do_not_track=bool(dnt))
        world.visitors.append(own)
        world.own_browsers[somebody.name] = own
        open_layout(world, own, "web")
        go(own, somebody, (LOG_IN,))


@act("WHO looks at THING in the shop in that browser")
def _(world: World, who: str, thing: str) -> None:
    for somebody in world.who(who):
        values = {"advertiser": world.shop.id, "subject": world.subject(thing)}
        own = _open(world, somebody, "shop", values)
        _tag_has_loaded(own)
        own.lend_cookies_to(somebody.browser)


def _open(world: World, somebody: Somebody, place: str, values: dict[str, str]) -> OwnBrowser:
    own = world.own_browsers[somebody.name]
    if not own.open(place_of(world.service, place, values)):
        raise NotReached(f"The page “{place}” is not there.")
    own.wait()
    return own


def _tag_has_loaded(own: OwnBrowser) -> None:
    """Hold that the shop's page asked something of the service, and that the browser asked it as its owner wished.

    Raises NotReached, and CouldNotTell where the browser is not what it was to be.
    """
    asked = own.asked_of_the_service()
    if not asked:
        raise NotReached("The shop's page asked nothing of the service, so that no tag can have seen anything.")
    if own.does_not_track and not any(headers.get("dnt") == "1" for headers in asked):
        raise CouldNotTell("The browser did not send Do Not Track, though it was set to.", Cause.HARNESS)
    if not any("cookie" in headers for headers in asked):
        raise CouldNotTell("The browser kept the service's cookies back from the shop's page.", Cause.HARNESS)


@act("WHO (?P<does>opts|has opted) out on the choice page in that browser")
def _(world: World, who: str, does: str) -> None:
    for somebody in world.who(who):
        own = _open(world, somebody, "choices", {})
        done = own.sees("Opt out") and own.click("Opt out") and own.reads("opted out")
        seen = "no “Opt out” is there, or it changes nothing"
        judged(does == "opts", done, "the choice page lets a browser opt out, and says so", seen=seen)


@act("WHO clears the cookies of that browser")
def _(world: World, who: str) -> None:
    for somebody in world.who(who):
        world.own_browsers[somebody.name].clear_cookies()


@then(phrase("the choice page still offers WHO to opt out in that browser"))
def _(world: World, who: str) -> None:
    for somebody in world.who(who):
        own = _open(world, somebody, "choices", {})
        told = "opted out" if own.reads("opted out") else "nothing that can be read"
        offered = own.sees("Opt out") and own.reads("not opted out")
        promise(offered, "the choice page says that the browser has not opted out, and offers it", seen=told)
