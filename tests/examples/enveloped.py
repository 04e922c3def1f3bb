"""An example: the same promises, spoken quite otherwise. JSON in envelopes, other paths, methods, names and words.

`enveloped.toml` is all that is needed to ask it. The promises themselves are the reference's, so that whatever breaks
one there breaks it here too.
"""

import time
from secrets import token_hex
from typing import Annotated, Any

from examples.common import Service, Words, note, note_elsewhere, person_of, the_article, the_service, viewer_of
from examples.enveloped_trade import admin, device, trade
from examples.enveloped_words import (
    ACTS,
    OPINIONS,
    SOURCES,
    SWITCHES,
    YES_OR_NO,
    Json,
    Member,
    Only,
    Text,
    Untracked,
    Visitor,
    enveloped,
    theirs,
)
from fastapi import APIRouter, Body, FastAPI, HTTPException, Request, Response

from asadvertised.reference.model import Answer, Choice, ShopEvent, Shown, SignalKind
from asadvertised.reference.rendering import Pages
from asadvertised.reference.service import Pinterest
from asadvertised.reference.store import Event, Session

CATCHES_UP_AFTER_S = 0.02  # what is shown to somebody follows what they did so late
A_PAGE = 2
router = APIRouter()


@router.put("/v2/sessions")
async def sign_in(  # noqa: PLR0913, PLR0917  what a browser or a device signs in with
    service: Service, who: Visitor, mail: Text, secret: Text, device: Text = "", dnt: Untracked = ""
) -> Json:
    person = person_of(service, mail, secret)
    if device:
        return enveloped(session={"ticket": service.sign_in(person, phone=device)})
    service.store.set_browser(who, do_not_track=dnt == "1")
    return enveloped(session={"ticket": service.sign_in(person, browser=who)})


def noted(request: Request, who: Session, kind: SignalKind, topic: str, dnt: str) -> Json:
    note(the_service(request), who, kind, topic, dnt)
    request.app.state.changed[who.person] = time.monotonic()
    return enveloped(noted=True)


@router.patch("/v2/pictures/{ref}")
async def click(request: Request, service: Service, who: Member, ref: str, dnt: Untracked = "") -> Json:
    picture = service.store.pin(ref)
    if picture is None:
        raise HTTPException(404, "no such picture")
    return noted(request, who, SignalKind.PIN_CLICK, picture.subject, dnt)


@router.put("/v2/me/collections/{topic}")
async def collect(request: Request, who: Member, topic: str, dnt: Untracked = "") -> Json:
    return noted(request, who, SignalKind.BOARD, topic, dnt)


@router.post("/v2/baskets")
async def fill_a_basket(request: Request, who: Member, topic: Only) -> Json:
    basket = token_hex(4)
    request.app.state.baskets[basket] = (who.person, topic)
    return enveloped(basket={"ref": basket})


@router.put("/v2/baskets/{ref}/order")
async def order(request: Request, who: Member, ref: str, dnt: Untracked = "") -> Json:
    owner, topic = request.app.state.baskets.pop(ref, ("", ""))
    if owner != who.person:
        raise HTTPException(404, "no such basket")
    return noted(request, who, SignalKind.PURCHASE_ON_PINTEREST, topic, dnt)


def why(reasons: Shown) -> list[dict[str, str]]:
    return [{"source": theirs(SOURCES, kind), "words": Pages.words_of_reason(kind)} for kind in reasons]


def shown(request: Request, who: Session, dnt: str, kind: str) -> list[dict[str, Any]]:
    """Give what somebody is shown; nothing personal while the index has not caught up with them."""
    service = the_service(request)
    viewer = viewer_of(service, who, dnt)
    if kind == "pictures":
        found = [{"ref": pin.id, "topic": pin.subject, "why": why(w)} for pin, w in service.home_feed_for(viewer)]
    else:
        found = [
            {"ref": ad.id, "topic": ad.subject, "by": ad.advertiser, "network": int(ad.third_party), "why": why(w)}
            for ad, w in service.ads_for(viewer)
        ]
    behind = time.monotonic() - request.app.state.changed.get(who.person, 0) < CATCHES_UP_AFTER_S
    return [one for one in found if not (behind and one["why"])]


@router.get("/v2/me/placements")
async def placements(request: Request, who: Member, dnt: Untracked = "", after: int = 0) -> Json:
    """Give two ads and a cursor."""
    every = shown(request, who, dnt, "ads")
    more = {"next": after + A_PAGE if after + A_PAGE < len(every) else None}
    return {"data": {"placements": every[after : after + A_PAGE]}, "meta": more}


@router.get("/v2/me/wall")
async def wall(request: Request, who: Member, dnt: Untracked = "", row: int = 0) -> Json:
    """Give two Pins and the address of more, if there are any."""
    every, start = shown(request, who, dnt, "pictures"), row * A_PAGE
    links = {"next": f"/v2/me/wall?row={row + 1}"} if start + A_PAGE < len(every) else {}
    return {"data": {"pictures": every[start : start + A_PAGE]}, "meta": {"links": links}}


@router.get("/pixel.gif")
async def pixel(  # noqa: PLR0913, PLR0917  what a pixel is asked with
    service: Service, who: Visitor, topic: str, act: str = "", shop: str = "", dnt: Untracked = ""
) -> Response:
    """Note a visit, as pages elsewhere do: those with a button or a widget of ours, and shops with a tag."""
    kind, did = SignalKind.TAG if act else SignalKind.SITE_VISIT, ShopEvent.VISIT if shop else None
    _, person = service.store.browser_person(who)
    event = Event(kind, topic, ACTS.get(act, did), person, shop or None, who)
    note_elsewhere(service, who, event, dnt)
    return Response(b"GIF89a", headers={"Set-Cookie": f"seen={who}; Path=/"}, media_type="image/gif")


@router.get("/v2/targeting")
async def targeting(service: Service, who: Visitor) -> Json:
    return enveloped(targeted="no" if service.says_opted_out(who) else "yes")


@router.delete("/v2/targeting")
async def opt_out(service: Service, who: Visitor) -> Json:
    return enveloped(targeted="no" if service.opt_out(who) else "yes")


def offered(service: Pinterest, who: Session) -> list[Choice]:
    person = service.store.person(who.person)
    if person is None:
        raise HTTPException(401, "no such member")
    return list(service.rules.offered_choices(person, service.surface_of(who)))


def switches(service: Pinterest, who: Session, choices: dict[Choice, bool]) -> Json:
    stand = {theirs(SWITCHES, one): theirs(YES_OR_NO, choices[one]) for one in offered(service, who)}
    return enveloped(switches=stand)


def wanted(service: Pinterest, who: Session, body: dict[str, str]) -> dict[Choice, bool]:
    found = {SWITCHES[name]: YES_OR_NO[word] for name, word in body.items()}
    if not found.keys() <= set(offered(service, who)):
        raise HTTPException(409, "not offered here")
    return found


@router.get("/v2/me/privacy")
async def privacy(service: Service, who: Member) -> Json:
    person = service.store.person(who.person)
    return switches(service, who, person.choices if person else {})


@router.patch("/v2/me/privacy/draft")
async def draft(service: Service, who: Member, body: Annotated[dict[str, str], Body()]) -> Json:
    return switches(service, who, service.adjust_on_web(who, wanted(service, who, body)))


@router.post("/v2/me/privacy/draft/publication", status_code=202)
async def publish_draft(request: Request, service: Service, who: Member) -> Json:
    """Save, as a job; whoever wants to know what came of it has to look."""
    job = token_hex(4)
    request.app.state.jobs[job] = (time.monotonic() + CATCHES_UP_AFTER_S, switches(service, who, service.save(who)))
    return enveloped(job={"href": f"/v2/jobs/{job}"})


@router.get("/v2/jobs/{job}")
async def look_at_job(request: Request, job: str) -> Json:
    done_at, result = request.app.state.jobs[job]
    return enveloped(state="done", result=result["data"]) if time.monotonic() > done_at else enveloped(state="running")


@router.patch("/v2/me/privacy")
async def adjust_on_device(service: Service, who: Member, body: Annotated[dict[str, str], Body()]) -> Json:
    state, _ = device(service, who.phone or "")
    return switches(service, who, service.adjust_in_app(who, state, wanted(service, who, body)))


@router.get("/v2/help/privacy")
async def help_page(pages: Words) -> Json:
    return enveloped(page={"html": pages.page_of_article(the_article())})


@router.get("/en/contact")
async def contact(pages: Words) -> Response:
    return Response(pages.page_of_contact(), media_type="text/html")


@router.put("/v2/help/privacy/opinions")
async def opinion(service: Service, words: Text, useful: Text = "unsaid", website: Text = "") -> Json:
    service.receive_feedback(Answer(OPINIONS[useful], words), trap=website)
    return enveloped(thanks=True)


def create_app(service: Pinterest, pages: Pages) -> FastAPI:
    """Build the application around the promises and the pages that are given to it."""
    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)
    app.state.service, app.state.pages = service, pages
    app.state.changed, app.state.baskets, app.state.jobs = {}, {}, {}
    for part in (admin, trade, router):
        app.include_router(part)
    return app
