"""What the catalogue seeds on pages stops a reader at the sentence that it names, and lawful pages stop nobody."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial

import pytest
from conftest import CHECKOUT
from playwright.sync_api import Browser, sync_playwright
from readers import PlainReader, Reader, SeeingReader, StuckError
from services import reference_with
from test_browser import ARGUMENTS, the_browser
from test_site import ARTICLE, Somebody, kept, somebody
from thorough import first_at_once

from asadvertised.reference.rendering import Pages
from asadvertised.reference.variants import LAWFUL, VIOLATIONS, site, site_app, site_others
from asadvertised.reference.variants.catalogue import Variant
from asadvertised.target.client import Target
from asadvertised.target.contract import load_contract

CONTRACT = load_contract(CHECKOUT / "features" / "personalization" / "openapi.yaml")
MODULES = {module.__name__ for module in (site, site_app, site_others)}
SEEDED = [name for name, violation in VIOLATIONS.items() if violation.replacement.__module__ in MODULES]
PAGE_PARTS = {name for name in vars(Pages) if name.startswith("page_of_")} | {"stylesheet"}
KEPT = [name for name, variant in LAWFUL.items() if variant.parts and set(variant.parts) <= PAGE_PARTS]
LOOKED_AT = {"decorates-pages", "has-longer-menus", "has-a-menu-for-a-list"}
SEEN = ["", *(name for name in KEPT if "stylesheet" in LAWFUL[name].parts or name in LOOKED_AT)]
MOVED = "-is-at-the-"
NARROW = {"width": 375, "height": 667}
OFF = ("Activity on Pinterest", "Information from partners")
ALL_ON = {"pinterest-activity": True, "partner-information": True, "personalization": True}
PROVIDES = "web-activity.provides-opt-out"


class BlamedError(Exception):
    """A sentence is broken."""


@contextmanager
def step(sentence: str) -> Iterator[None]:
    """Blame a sentence for whatever stops its reader."""
    try:
        yield
    except StuckError as stuck:
        raise BlamedError(sentence) from stuck


def must(*, hold: bool, sentence: str) -> None:
    if not hold:
        raise BlamedError(sentence)


def logs_in(reader: Reader, who: Somebody) -> None:
    reader.fills("input[name=email], input[type=email]", who.credentials["email"])
    reader.fills("input[type=password]", who.credentials["password"])
    reader.presses("Log in")


def chosen(who: Somebody) -> dict[str, bool]:
    """Give those of the choices that readers here look at."""
    return {choice: on for choice, on in who.chosen().items() if choice in ALL_ON}


def follow_the_web(reader: Reader, target: Target) -> None:
    who, ids = somebody(target), "settings.web"
    with step(f"{ids}.log-in"):
        reader.opens("/site")
        logs_in(reader, who)
    with step(f"{ids}.more-options"):
        reader.presses("More options", "bottom left")
    with step(f"{ids}.settings"):
        reader.presses("Settings")
        must(hold=reader.headed("Settings"), sentence=f"{ids}.privacy-and-data")
    with step(f"{ids}.privacy-and-data"):
        reader.presses("Privacy and data")
    with step(f"{ids}.adjust"):
        for name in OFF:
            reader.turns(name)
    with step("turn-off.account-settings"):
        reader.shows("Personalization")
    must(hold=chosen(who) == ALL_ON, sentence=f"{ids}.save")
    reader.presses("Leave without saving")
    must(hold=chosen(who) == ALL_ON, sentence=f"{ids}.save")
    reader.opens("/site/settings/privacy-and-data")
    for name in OFF:
        reader.turns(name)
    with step(f"{ids}.save"):
        reader.presses("Save")
    must(hold=[choice for choice, on in chosen(who).items() if on] == ["personalization"], sentence=f"{ids}.save")
    must(hold=not any(reader.shows(name) for name in OFF), sentence=f"{ids}.adjust")


def opens_the_app(reader: Reader, who: Somebody, system: str) -> None:
    phone = who.phone(system)
    with step(f"settings.{system}.open-app"):
        reader.opens(f"/app/{system}/{phone}")
    if system == "ios":
        must(hold=reader.says("track") and reader.says("Ask App Not to Track"), sentence="ios.must-ask-permission")
        reader.presses("Ask App Not to Track")
        told = who.seam.call("getPhone", phone=phone)["tracking"]
        must(hold=told == "ask-app-not-to-track", sentence="ios.ask-not-to-track")
    with step(f"settings.{system}.open-app"):
        logs_in(reader, who)


def follow_the_app(reader: Reader, target: Target, system: str) -> None:
    who, ids = somebody(target), f"settings.{system}"
    opens_the_app(reader, who, system)
    with step(f"{ids}.profile-picture"):
        reader.presses("Your profile picture", "bottom right")
    with step(f"{ids}.profile-photo"):
        reader.presses("Your profile photo", "top left")
    with step(f"{ids}.privacy-and-data"):
        reader.presses("Privacy and data")
    for on in (False, True):
        with step(f"{ids}.adjust"):
            must(hold=reader.shows(OFF[0]) is not on, sentence=f"{ids}.adjust")
            reader.turns(OFF[0])
        must(hold=chosen(who) == ALL_ON | {"pinterest-activity": on}, sentence=f"{ids}.adjust")


def follow_the_business(reader: Reader, target: Target, system: str) -> None:
    who = somebody(target, account="business")
    opens_the_app(reader, who, system)
    with step(f"settings.{system}.business"):
        reader.presses("Your profile photo", "bottom right")
        reader.presses("More options (ellipsis)", "top right")
        reader.presses("Privacy and data")
        reader.turns(OFF[0])


def opt_out(reader: Reader, target: Target) -> None:
    del target
    with step(PROVIDES):
        reader.opens("/choices")
        reader.into_the_frame()
        must(hold=reader.says("This browser has not opted out."), sentence=PROVIDES)
        reader.presses("Opt out")
    must(hold=reader.says("This browser has opted out."), sentence=PROVIDES)


def give_feedback(reader: Reader, target: Target) -> None:
    who = somebody(target)
    said = f"More pictures, says {who.id}."
    with step("help.contact-us"):
        reader.opens(ARTICLE)
        reader.presses("Contact us")
    reader.opens(ARTICLE)
    must(
        hold=reader.says("Leave this field blank") or isinstance(reader, SeeingReader), sentence="feedback.leave-blank"
    )
    answers(reader, said)
    found = kept(who, said)
    must(hold="no" not in found, sentence="feedback.was-this-helpful")
    unheard = "feedback.leave-blank" if trapped(reader) else "feedback.how-better"
    must(hold=found == ["yes"], sentence=unheard)
    if isinstance(reader, PlainReader):
        answers(reader, f"{said} Robot.", trap="spam")
        must(hold=kept(who, f"{said} Robot.") == [], sentence="feedback.leave-blank")


def trapped(reader: Reader) -> bool:
    reader.opens(ARTICLE)
    return isinstance(reader, PlainReader) and bool(reader.visitor.page.select(".trap input:not([value=''])"))


def answers(reader: Reader, said: str, trap: str = "") -> None:
    if isinstance(reader, SeeingReader):
        reader.page.get_by_label("Yes").check()
    else:
        assert isinstance(reader, PlainReader)
        [yes] = reader.visitor.page.select("#helpful-yes")
        reader.filled["helpful"] = yes["value"]
    with step("feedback.how-better"):
        reader.fills("textarea", said)
    if trap:
        reader.fills(".trap input", trap)
    with step("feedback.was-this-helpful"):
        reader.presses("Submit")


Walk = Callable[[Reader, Target], None]
follow_ios: Walk = partial(follow_the_app, system="ios")
WALKS: dict[str, Walk] = {
    "settings.web": follow_the_web,
    "turn-off": follow_the_web,
    "settings.ios.business": partial(follow_the_business, system="ios"),
    "settings.android.business": partial(follow_the_business, system="android"),
    "settings.ios": follow_ios,
    "settings.android": partial(follow_the_app, system="android"),
    "ios": follow_ios,
    "web-activity": opt_out,
    "help": give_feedback,
    "feedback": give_feedback,
}


def walk_of(sentence: str) -> Walk:
    return next(walk for begins, walk in WALKS.items() if sentence.startswith(begins))


def blamed(reader: Reader, walk: Walk) -> str:
    """Follow the pages, and give the sentence at which their reader has to stop."""
    target = Target(reader.url, CONTRACT)  # type: ignore[attr-defined]
    try:
        walk(reader, target)
    except BlamedError as error:
        return str(error)
    finally:
        target.close()
    return ""


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as running:
        browser = running.chromium.launch(executable_path=the_browser(), args=ARGUMENTS)
        yield browser
        browser.close()


@contextmanager
def seeing(chromium: Browser, url: str) -> Iterator[SeeingReader]:
    context = chromium.new_context(viewport=NARROW)  # type: ignore[arg-type]
    page = context.new_page()
    page.set_default_timeout(5_000)
    yield SeeingReader(url, page)
    context.close()


def needs_eyes(name: str) -> bool:
    return VIOLATIONS[name].part == "stylesheet" or MOVED in name


def test_the_catalogue_seeds_pages() -> None:
    assert len(SEEDED) > 100
    assert {VIOLATIONS[name].part for name in SEEDED} <= PAGE_PARTS | {"told_by_page"}
    assert len(KEPT) >= 15
    assert set(KEPT) >= LOOKED_AT


@pytest.mark.parametrize("name", first_at_once([name for name in SEEDED if not needs_eyes(name)]))
def test_each_page_that_is_wrong_stops_its_reader_where_it_says(name: str) -> None:
    violation = VIOLATIONS[name]
    with reference_with({violation.part: violation.replacement}) as url:
        assert blamed(PlainReader(url), walk_of(violation.sentence)) == violation.sentence


@pytest.mark.parametrize("name", first_at_once([name for name in SEEDED if needs_eyes(name)]))
def test_each_page_that_looks_wrong_stops_who_can_see(chromium: Browser, name: str) -> None:
    violation = VIOLATIONS[name]
    with reference_with({violation.part: violation.replacement}) as url:
        with seeing(chromium, url) as reader:
            assert blamed(reader, walk_of(violation.sentence)) == violation.sentence
        assert blamed(PlainReader(url), walk_of(violation.sentence)) == "", "who cannot see, cannot be stopped"


@pytest.mark.parametrize("name", first_at_once(["", *KEPT]))
def test_pages_that_keep_every_promise_stop_nobody(name: str) -> None:
    variant = LAWFUL[name] if name else Variant("the-reference", "The reference itself.")
    with reference_with(variant.parts) as url:
        for walk in set(WALKS.values()):
            assert blamed(PlainReader(url), walk) == ""


@pytest.mark.parametrize("name", first_at_once(SEEN))
def test_looks_that_keep_every_promise_stop_nobody_who_can_see(chromium: Browser, name: str) -> None:
    variant = LAWFUL[name] if name else Variant("the-reference", "The reference itself.")
    with reference_with(variant.parts) as url:
        for walk in set(WALKS.values()):
            with seeing(chromium, url) as reader:
                assert blamed(reader, walk) == ""
