"""What a person does on Pinterest, on the web or in the app."""

from fastapi import APIRouter

from asadvertised.reference.http import problems
from asadvertised.reference.http.doors import DNT, NOT_ASKED, Browser, BrowserCookie, Person, Service, Words
from asadvertised.reference.http.shapes import (
    AppCredentials,
    Credentials,
    HomeFeed,
    Identifier,
    NewBoard,
    Purchase,
    Reason,
    ShownAd,
    ShownAds,
    ShownPin,
    SignedIn,
)
from asadvertised.reference.model import Shown, SignalKind
from asadvertised.reference.rendering import Pages
from asadvertised.reference.service import Pinterest, Viewer
from asadvertised.reference.store import Event, Session

router = APIRouter(tags=["people"])


def _reasons(pages: Pages, kinds: Shown) -> list[Reason]:
    return [Reason(kind=kind, text=pages.words_of_reason(kind)) for kind in kinds]


@router.post("/web/sign-in", operation_id="signInOnWeb")
async def sign_in_on_web(service: Service, browser: Browser, body: Credentials) -> SignedIn:
    """Sign in, in this browser, which is the person's from now on."""
    person = _person(service, body)
    return SignedIn(token=service.sign_in(person, browser=browser.id))


@router.post("/app/sign-in", operation_id="signInInApp")
async def sign_in_in_app(service: Service, body: AppCredentials) -> SignedIn:
    """Sign in, in the app on one phone, which is the person's from now on."""
    if service.store.phone(body.phone) is None:
        raise problems.not_found("phone")
    return SignedIn(token=service.sign_in(_person(service, body), phone=body.phone))


def _person(service: Pinterest, body: Credentials) -> str:
    person = service.store.person_by_password(body.email.strip(), body.password)
    if person is None:
        raise problems.wrong_credentials()
    return person


@router.post("/sign-out", operation_id="signOut", status_code=204)
async def sign_out(service: Service, person: Person) -> None:
    """Sign out where this token was given."""
    service.store.close_session(person)


@router.post("/pins/{pin}/clicks", operation_id="clickPin", status_code=204)
async def click_pin(service: Service, person: Person, pin: Identifier, dnt: DNT = NOT_ASKED) -> None:
    """Click a Pin."""
    clicked = service.store.pin(pin)
    if clicked is None:
        raise problems.not_found("Pin")
    _note(service, person, SignalKind.PIN_CLICK, clicked.subject, dnt)


@router.post("/boards", operation_id="createBoard", status_code=204)
async def create_board(service: Service, person: Person, body: NewBoard, dnt: DNT = NOT_ASKED) -> None:
    """Create a board about a subject."""
    _note(service, person, SignalKind.BOARD, body.subject, dnt)


@router.post("/purchases", operation_id="buyOnPinterest", status_code=204)
async def buy_on_pinterest(service: Service, person: Person, body: Purchase, dnt: DNT = NOT_ASKED) -> None:
    """Initiate a purchase on Pinterest."""
    _note(service, person, SignalKind.PURCHASE_ON_PINTEREST, body.subject, dnt)


def _note(service: Pinterest, person: Session, kind: SignalKind, subject: str, dnt: str) -> None:
    event = Event(kind, subject, person=person.person, browser=person.browser)
    service.store.add_event(event, do_not_track=_asks_not_to_be_tracked(service, person, dnt))


def _asks_not_to_be_tracked(service: Pinterest, person: Session, dnt: str) -> bool:
    """Tell what the browser asks, and remember it; the app has no such feature."""
    if person.browser:
        service.store.set_browser(person.browser, do_not_track=dnt == "1")
    return dnt == "1"


def _viewer(service: Pinterest, person: Session, dnt: str) -> Viewer:
    return service.viewer(person, do_not_track=_asks_not_to_be_tracked(service, person, dnt))


@router.get("/ads", operation_id="getAds")
async def get_ads(
    service: Service, pages: Words, person: Person, dnt: DNT = NOT_ASKED, _: BrowserCookie = ""
) -> ShownAds:
    """Look at the ads, each with all the reasons why it is shown, where the person is signed in."""
    shown = service.ads_for(_viewer(service, person, dnt))
    ads = [
        ShownAd(
            id=ad.id,
            advertiser=ad.advertiser,
            subject=ad.subject,
            third_party=ad.third_party,
            reasons=_reasons(pages, why),
        )
        for ad, why in shown
    ]
    return ShownAds(ads=ads)


@router.get("/home-feed", operation_id="getHomeFeed")
async def get_home_feed(
    service: Service, pages: Words, person: Person, dnt: DNT = NOT_ASKED, _: BrowserCookie = ""
) -> HomeFeed:
    """Look at the home feed, each Pin with all the reasons why it is shown, where the person is signed in."""
    shown = service.home_feed_for(_viewer(service, person, dnt))
    return HomeFeed(pins=[ShownPin(id=pin.id, subject=pin.subject, reasons=_reasons(pages, why)) for pin, why in shown])
