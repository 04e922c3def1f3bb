"""People at the service's pages: over plain HTTP, or in a browser.

Steps say what is asked in the present tense, and what is only the way to it in the perfect.
"""

from collections.abc import Callable

from asadvertised.outcome import Cause, CouldNotTell, NotReached
from asadvertised.suite.asking import promise
from asadvertised.target.client import Target
from asadvertised.target.pages.arriving import entry_of, in_a_browser, must_be_offered, over_http
from asadvertised.target.pages.visitor import Visitor

from .world import Somebody, World

HOW = r"(?P<how>over plain HTTP|in a browser)"
WAYS: dict[str, Callable[[Target, str], Visitor]] = {"over plain HTTP": over_http, "in a browser": in_a_browser}
LOG_IN = "Log in"
MEMBERS_ONLY = "what only members see"
FIELDS = {"Email": "email", "Password": "password"}


def visit(world: World, name: str, how: str, layout: str) -> Visitor:
    """Let somebody come to the pages, if there are any; steps speak of whoever came last."""
    must_be_offered(world.service, layout)
    visitor = WAYS[how](world.service, f"{name}, at the pages {how}")
    world.visitors.append(visitor)
    return visitor


def open_layout(world: World, visitor: Visitor, layout: str, somebody: Somebody | None = None) -> None:
    """Open the pages where a person begins.

    Raises CouldNotTell where they are not there.
    """
    doors = world.service.doors
    if layout in doors.layout:
        visitor.fits(doors.layout[layout].sizes[0])
    world.layout = layout
    have = {"phone": somebody.phone.id} if somebody and somebody.phones else {}
    address = entry_of(world.service, layout, have)
    if not visitor.open(address):
        mend = f"say where they begin in [pages.layout.{layout}] of the profile, or that there are none in `without`"
        raise CouldNotTell(f"There are no pages at {address} ({mend}).", Cause.CONFIGURATION)


def answer_the_question(visitor: Visitor) -> None:
    """Answer what an app asks before anything else, if it does, by the answer that allows least."""
    answer = next((answer for answer in ("Ask App Not to Track", "Allow") if visitor.sees(answer)), None)
    if answer:
        visitor.click(answer)


def is_logged_in(visitor: Visitor) -> bool:
    """Tell whether somebody is logged in, by what only members see."""
    return visitor.sees(MEMBERS_ONLY) and not visitor.sees("Password")


def log_in(visitor: Visitor, somebody: Somebody) -> bool:
    """Fill in the form and send it, behind a link to it if need be; tell whether that led to where members are.

    Raises CouldNotTell for a form that is not filled in by an address and a password.
    """
    if not visitor.sees("Password") and visitor.sees(LOG_IN):
        visitor.click(LOG_IN)
    missing = [field for field, value in FIELDS.items() if not visitor.fill(field, getattr(somebody, value))]
    if len(missing) == len(FIELDS):
        return False
    if missing:
        mend = f"say what it is called, by {missing[0]!r} in [pages.thing] of the profile"
        raise CouldNotTell(f"The form to log in with has no field “{missing[0]}” ({mend}).", Cause.CONFIGURATION)
    return visitor.sees(LOG_IN) and visitor.click(LOG_IN) and is_logged_in(visitor)


def use(visitor: Visitor, somebody: Somebody, step: str) -> bool:
    """Do what one step of a panel says; tell whether that could be done and led on."""
    if step == LOG_IN:
        return log_in(visitor, somebody)
    return visitor.sees(step) and visitor.click(step)


def go(visitor: Visitor, somebody: Somebody, steps: tuple[str, ...]) -> None:
    """Do what steps say which are only the way to another; nobody logs in twice.

    Raises NotReached at the first that cannot be done: its own scenario says so as what it is.
    """
    for step in steps:
        if step == LOG_IN and is_logged_in(visitor):
            continue
        if not use(visitor, somebody, step):
            raise NotReached(f"“{step}” comes before this, and could not be done.")


def judged(is_asked: bool, done: object, promised: str, *, seen: str) -> None:  # noqa: FBT001  it reads as a sentence
    """Say that a promise was broken, unless it was kept, where it is what a scenario asks; else it is only the way.

    Raises Broken or NotReached.
    """
    if is_asked:
        promise(done, promised, seen=seen)
    elif not done:
        raise NotReached(f"This comes before it, and could not be done: {promised}. Seen: {seen}.")
