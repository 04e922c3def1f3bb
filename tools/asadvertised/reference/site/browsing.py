"""What a person does on Pinterest, on the web and in the app alike: look, search, click Pins, create boards, buy."""

from secrets import token_hex
from typing import Annotated

from fastapi import APIRouter, Depends, Form, Query, Response

from asadvertised.reference.http import problems
from asadvertised.reference.http.safety import FORM_ID, sent_once
from asadvertised.reference.http.shapes import Identifier, Subject
from asadvertised.reference.model import Ad, Pin, Shown, SignalKind, Surface
from asadvertised.reference.rendering import Pages
from asadvertised.reference.service import HOUSE_PINS, PARTNER, Viewer
from asadvertised.reference.site.visiting import FormToken, Member, only_from_our_form, who_is_signed_in
from asadvertised.reference.store import Event
from asadvertised.reference.views import BoardsView, HomeView, PinView, Reason, SearchView, ShownThing

router = APIRouter(include_in_schema=False)
Browsing = Annotated[Member, Depends(who_is_signed_in)]
HOUSE = {"pinterest": "Pinterest", PARTNER: "Partner network"}
Once = Annotated[str, Form(pattern=FORM_ID)]
About = Annotated[str, Query(max_length=200)]
Formed = Annotated[Subject, Form()]


def fresh_form() -> str:
    """Give the id of a form that counts once."""
    return f"form-{token_hex(8)}"


def looks(member: Member) -> Viewer:
    """Give who looks, and where."""
    return member.service.viewer(member.signed_in, do_not_track=_not_tracked(member))


def _not_tracked(member: Member) -> bool:
    """Tell whether the browser asks not to be tracked; the app has no such feature."""
    return member.browser.do_not_track and member.place.surface is Surface.WEB


def _reasons(pages: Pages, kinds: Shown) -> tuple[Reason, ...]:
    return tuple(Reason(kind, pages.words_of_reason(kind)) for kind in kinds)


def _ad(member: Member, ad: Ad, why: Shown) -> ShownThing:
    by = HOUSE.get(ad.advertiser) or member.service.store.advertiser_name(ad.advertiser) or ad.advertiser
    return ShownThing(ad.id, ad.subject, _reasons(member.pages, why), by, ad.third_party)


def _pin(member: Member, pin: Pin, why: Shown = ()) -> ShownThing:
    return ShownThing(pin.id, pin.subject, _reasons(member.pages, why))


def note(member: Member, kind: SignalKind, subject: str) -> None:
    """Note what somebody did."""
    session = member.signed_in
    event = Event(kind, subject, person=session.person, browser=session.browser)
    member.service.store.add_event(event, do_not_track=_not_tracked(member))


def home_view(member: Member) -> HomeView:
    """Give what the home feed shows."""
    viewer = looks(member)
    ads = [_ad(member, ad, why) for ad, why in member.service.ads_for(viewer)]
    pins = [_pin(member, pin, why) for pin, why in member.service.home_feed_for(viewer)]
    return HomeView(member.place, tuple(ads), tuple(pins))


@router.get("/search")
async def search(member: Browsing, about: About = "") -> Response:
    """Show the Pins about something."""
    found = member.service.store.pins_about([about]) if about else []
    pins = tuple(_pin(member, pin) for pin in found)
    return member.shows(member.pages.page_of_search(SearchView(member.place, about, pins)))


@router.get("/pins/{pin}")
async def look_at_pin(member: Browsing, pin: Identifier, bought: str = "") -> Response:
    """Click a Pin, and see it."""
    found = member.service.store.pin(pin)
    if found and not bought:
        note(member, SignalKind.PIN_CLICK, found.subject)
    view = PinView(member.place, _pin(member, found or _of_house(pin)), fresh_form(), bought=bool(bought))
    return member.shows(member.pages.page_of_pin(view))


def _of_house(pin: str) -> Pin:
    for own in HOUSE_PINS:
        if own.id == pin:
            return own
    raise problems.not_found("Pin")


@router.post("/pins/{pin}/purchases")
async def buy(member: Browsing, pin: Identifier, form_token: FormToken = "", once: Once = "") -> Response:
    """Initiate a purchase of what a Pin is about."""
    only_from_our_form(form_token, member)
    found = member.service.store.pin(pin)
    if found is None:
        raise problems.not_found("Pin")
    if member.service.counts(sent_once(once, "purchase", pin)):
        note(member, SignalKind.PURCHASE_ON_PINTEREST, found.subject)
    return member.goes_to(f"{member.place.root}/pins/{pin}?bought=yes")


@router.get("/boards")
async def boards(member: Browsing, about: About = "") -> Response:
    """Show a person's boards, and the form to create one."""
    own = tuple(member.service.store.boards_of(member.signed_in.person))
    view = BoardsView(member.place, own, fresh_form(), about)
    return member.shows(member.pages.page_of_boards(view))


@router.post("/boards")
async def create_board(member: Browsing, subject: Formed, form_token: FormToken = "", once: Once = "") -> Response:
    """Create a board."""
    only_from_our_form(form_token, member)
    if member.service.counts(sent_once(once, "board", subject)):
        note(member, SignalKind.BOARD, subject)
    return member.goes_to(f"{member.place.root}/boards")
