"""The panels of the article, followed: each step by its words, on the page that the step before led to."""

from dataclasses import dataclass

from pytest_bdd import parsers, then

from asadvertised.suite.asking import only_where, promise
from asadvertised.target.pages.seen import BrowserVisitor
from asadvertised.target.pages.visitor import Look, Visitor

from .pages import HOW, LOG_IN, answer_the_question, go, judged, open_layout, use, visit
from .settings import CHOICE, offered_as, settings_of
from .settings import CHOICES as KEYS
from .words import act, phrase
from .world import Somebody, World


@dataclass(frozen=True)
class Panel:
    """The pages that a panel speaks of, and what it says to use on them, in order."""

    layout: str
    steps: tuple[str, ...]


PERSONAL = (LOG_IN, "your profile picture", "your profile photo", "Privacy and data")
BUSINESS = (LOG_IN, "your profile photo", "the ellipsis icon", "Privacy and data")
PANELS = {
    "web panel": Panel("web", (LOG_IN, "More options", "Settings", "Privacy and data")),
    "iOS panel": Panel("ios", PERSONAL),
    "Android panel": Panel("android", PERSONAL),
    "iOS panel's note on business accounts": Panel("ios", BUSINESS),
    "Android panel's note on business accounts": Panel("android", BUSINESS),
}
PANEL = f"(?P<panel>{'|'.join(PANELS)})"
STEP = "“(?P<step>[^”]+)”"
SMALLEST = 24  # CSS pixels; https://www.w3.org/TR/WCAG22/#target-size-minimum


def at_the_pages(world: World) -> Visitor:
    """Give whoever steps speak of."""
    return world.visitors[-1]


def in_the_browser(world: World) -> BrowserVisitor:
    """Give whoever steps speak of, who is in a browser."""
    visitor = world.visitors[-1]
    assert isinstance(visitor, BrowserVisitor)  # noqa: S101  the scenario said so
    return visitor


def follow(world: World, who: str, panel: str, how: str, before: str = "") -> None:
    """Let somebody follow a panel to its end, or until one of its steps is next."""
    [somebody] = world.who(who)
    world.panel = panel
    _follow_on(world, visit(world, somebody.name, how, PANELS[panel].layout), somebody, before)


def _follow_on(world: World, visitor: Visitor, somebody: Somebody, before: str = "") -> None:
    panel = PANELS[world.panel]
    open_layout(world, visitor, panel.layout, somebody)
    answer_the_question(visitor)
    go(visitor, somebody, panel.steps[: panel.steps.index(before)] if before else panel.steps)


@act(f"WHO (?:follows|has followed) the {PANEL} {HOW}, up to {STEP}")
def _(world: World, who: str, panel: str, how: str, step: str) -> None:
    follow(world, who, panel, how, step)


@act(f"WHO (?:follows|has followed) the {PANEL} {HOW}, to its end")
def _(world: World, who: str, panel: str, how: str) -> None:
    follow(world, who, panel, how)


@act("WHO has followed it once more")
def _(world: World, who: str) -> None:
    [somebody] = world.who(who)
    _follow_on(world, at_the_pages(world), somebody)


@then(phrase(f"{STEP} is there for WHO, and leads on"))
def _(world: World, who: str, step: str) -> None:
    [somebody] = world.who(who)
    _leads_on(at_the_pages(world), somebody, step)


@then(parsers.re(f"{STEP} leads a reader on$"))
def _(world: World, step: str) -> None:
    promise(at_the_pages(world).click(step), f"“{step}” leads on", seen="it leads nowhere")


def _leads_on(visitor: Visitor, somebody: Somebody, step: str) -> None:
    there = f"there is “{step}” where the step before leads"
    promise(step == LOG_IN or visitor.sees(step), there, seen="nothing of this name there")
    promise(use(visitor, somebody, step), f"“{step}” leads on", seen="it leads nowhere")


@then(parsers.re(rf"{STEP} is at the (?P<place>(?:top|bottom) (?:left|right)) of every screen$"))
def _(world: World, step: str, place: str) -> None:
    for look in in_the_browser(world).looks_at(step, screens(world)):
        promised = f"“{step}” is at the {place} of the screen, {look.in_words}"
        promise(look.shown, promised, seen="it is not there")
        promise(look.is_within and look.where == place, promised, seen=_place(look))


@then(parsers.re(rf"{STEP} can be seen, clicked and reached by keyboard on every screen$"))
def _(world: World, step: str) -> None:
    visitor = in_the_browser(world)
    for look in visitor.looks_at(step, screens(world), scrolled=True):
        there = f"“{step}” can be seen on the screen, {look.in_words}"
        promise(look.shown, there, seen="it is not there, or hidden")
        promise(look.is_within, there, seen=_place(look))
        free = f"“{step}” can be clicked, {look.in_words}"
        promise(not look.covered_by, free, seen=f"before it is {look.covered_by}")
        large = f"“{step}” is at least {SMALLEST} by {SMALLEST} pixels large, or stands in a text, {look.in_words}"
        enough = look.inline or min(look.width, look.height) >= SMALLEST
        promise(enough, large, seen=f"{look.width:.0f} by {look.height:.0f}")
    reached = visitor.reaches_by_keyboard(step)
    promise(reached, f"the keyboard leads to “{step}”", seen="no press of Tab leads there")


def screens(world: World) -> tuple[tuple[int, int], ...]:
    """Give the screens that the pages have to fit which are open."""
    return world.service.doors.layout[world.layout].sizes


def _place(look: Look) -> str:
    if not look.is_within:
        return f"it reaches beyond the screen, from {look.x:.0f}, {look.y:.0f} on"
    return f"it is at the {look.where}"


@act(f"WHO (?P<does>turns|has turned) {CHOICE} (?P<state>on|off) there")
def _(world: World, who: str, does: str, choice: str, state: str) -> None:
    [somebody] = world.who(who)
    offered_as(somebody, choice)
    can = at_the_pages(world).turn(choice, on=state == "on")
    promised = f"where the panel ends, “{choice}” can be turned {state}"
    judged(does == "turns", can, promised, seen="nothing of this name can be")


@act("WHO (?P<does>clicks|has clicked) Save there")
def _(world: World, who: str, does: str) -> None:
    visitor = at_the_pages(world)
    there = "there is “Save” where the panel ends"
    judged(does == "clicks", visitor.sees("Save"), there, seen="nothing of this name")
    judged(does == "clicks", visitor.click("Save"), "“Save” leads on", seen="it leads nowhere, or is refused")


@act("WHO has sent the same form again")
def _(world: World, who: str) -> None:
    visitor = at_the_pages(world)
    visitor.back()
    if visitor.sees("Save"):
        visitor.click("Save")  # a service may refuse it


@act("WHO has left without Save")
def _(world: World, who: str) -> None:
    visitor = at_the_pages(world)
    if visitor.sees("Leave without saving"):
        visitor.click("Leave without saving")


@act("WHO has gone elsewhere, and back by the browser's own button")
def _(world: World, who: str) -> None:
    [somebody] = world.who(who)
    visitor = at_the_pages(world)
    open_layout(world, visitor, PANELS[world.panel].layout, somebody)
    visitor.back()


@then(phrase(f"{CHOICE} is (?P<state>on|off) for WHO there"))
def _(world: World, who: str, choice: str, state: str) -> None:
    stands = {True: "on", False: "off", None: "not there"}[at_the_pages(world).stands(choice)]
    promise(stands == state, f"where the panel ends, “{choice}” is {state}", seen=f"it is {stands}")


@then(phrase("WHO finds the choices there that are offered"))
def _(world: World, who: str) -> None:
    [somebody] = world.who(who)
    offered = set(settings_of(somebody)["offered"])
    only_where(offered, "No choice is offered here.")
    found = {key for words, key in KEYS.items() if at_the_pages(world).stands(words) is not None}
    told = f"there: {', '.join(sorted(found)) or 'none'}; offered: {', '.join(sorted(offered)) or 'none'}"
    promise(found == offered, "the panel ends at what is offered", seen=told)
