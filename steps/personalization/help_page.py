"""The help page itself: its link to a person, and its feedback form."""

from bs4 import BeautifulSoup
from pytest_bdd import given, parsers, then, when

from asadvertised.outcome import CouldNotTell
from asadvertised.suite.asking import promise

from .words import phrase
from .world import World

TITLE = "Personalization and data"


@given("the help article")
def _(world: World) -> None:
    read_article(world)


def read_article(world: World) -> None:
    """Let a reader open the help article.

    Raises CouldNotTell for a page that is another.
    """
    reader = world.service.agent("a reader")
    world.noted["reader"] = reader
    html = reader.call("getHelpArticle")
    if TITLE.lower() not in html.lower():
        raise CouldNotTell(f"What was answered is not the help article: its title, “{TITLE}”, is not in it.")
    world.noted["page"] = BeautifulSoup(html, "lxml")


@then(parsers.parse("the link “{words}” leads to a page"))
def _(world: World, words: str) -> None:
    page = world.noted["page"]
    link = next((tag for tag in page.select("[href]") if tag.get_text(strip=True) == words), None)
    promise(link is not None, f"the article has a link “{words}”", seen="no link of this name")
    led_to = world.service.agent("a reader").follow(str(link["href"]) if link else "")
    promise(led_to, f"the link “{words}” leads to a page", seen="no page where it leads")


@when(phrase("a reader answers “(?P<helpful>yes|no)” to whether the article was helpful, and says more"))
def _(world: World, helpful: str) -> None:
    send_feedback(world, helpful)


@when("a reader says how to make the article better, and nothing else")
def _(world: World) -> None:
    send_feedback(world, "")


@when("a robot fills in the form, and the field that is to be left blank too")
def _(world: World) -> None:
    send_feedback(world, "yes", trap="https://robot.invalid")


def send_feedback(world: World, helpful: str, trap: str = "") -> None:
    """Let a reader answer the form, or a robot that fills in the trap too."""
    form = {"helpful": helpful, "additional_response": f"better {world.mark}", "homepage": trap}
    world.service.agent("a reader").call("sendFeedback", form)


@then(parsers.parse("the answer “{helpful}” is kept once"))
def _(world: World, helpful: str) -> None:
    kept = feedback_kept(world)
    promise(kept == [helpful], f"one answer is kept, “{helpful}”", seen=f"kept: {', '.join(kept) or 'none'}")


@then("what the reader said is kept once")
def _(world: World) -> None:
    kept = feedback_kept(world)
    promise(kept == [""], "what a reader says is kept once", seen=f"{len(kept)} times")


@then("no answer is kept")
def _(world: World) -> None:
    kept = feedback_kept(world)
    promise(not kept, "what a robot sends is not kept", seen=f"kept: {', '.join(kept)}")


def feedback_kept(world: World, text: str = "") -> list[str]:
    """Give which answers of this scenario's were kept, with this text or the usual one."""
    return list(world.seam.call("listFeedback", text=text or f"better {world.mark}")["helpful"])
