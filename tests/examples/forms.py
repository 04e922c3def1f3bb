"""An example: the same promises on pages with forms, cookies, and tokens against forged requests. No JSON anywhere.

`forms.toml` is all that is needed to ask it, and to walk its pages for people, which are in German. There is no app;
the promises themselves are the reference's.
"""

import hmac
from datetime import date
from secrets import token_hex

from examples.common import Service, Words, note, viewer_of
from examples.forms_doors import (
    ADMIN_PASSWORD,
    ADMIN_SESSION,
    SEE_OTHER,
    Field,
    Member,
    Partner,
    SignInFirst,
    Untracked,
    Visitor,
    leading_to,
    page,
    the_administrator,
)
from examples.forms_people import people
from fastapi import APIRouter, Depends, FastAPI, HTTPException, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from asadvertised.reference.model import Account, SignalKind
from asadvertised.reference.rendering import Pages
from asadvertised.reference.service import Pinterest

ADS_ON_A_PAGE = 4
router = APIRouter(default_response_class=HTMLResponse)
admin = APIRouter(prefix="/admin", default_response_class=HTMLResponse, dependencies=[Depends(the_administrator)])


@router.get("/boards")
async def boards(visitor: Visitor, who: Member) -> str:
    return page("boards", visitor, who=who)


@router.post("/boards")
async def create_board(service: Service, _: Visitor, who: Member, subject: Field, dnt: Untracked = "") -> Response:
    note(service, who, SignalKind.BOARD, subject, dnt)
    return RedirectResponse("/boards", SEE_OTHER)


@router.get("/checkout")
async def checkout(visitor: Visitor, who: Member) -> str:
    return page("checkout", visitor, who=who)


@router.post("/checkout")
async def buy(service: Service, _: Visitor, who: Member, subject: Field, dnt: Untracked = "") -> Response:
    note(service, who, SignalKind.PURCHASE_ON_PINTEREST, subject, dnt)
    return RedirectResponse("/checkout", SEE_OTHER)


@router.get("/pins/{pin}")
async def look_at_pin(service: Service, visitor: Visitor, pin: str) -> str:
    return page("pin", visitor, pin=service.store.pin(pin))


@router.post("/pins/{pin}/clicks")
async def click(service: Service, _: Visitor, who: Member, pin: str, dnt: Untracked = "") -> Response:
    clicked = service.store.pin(pin)
    if clicked is None:
        raise HTTPException(404, "no such Pin")
    note(service, who, SignalKind.PIN_CLICK, clicked.subject, dnt)
    return RedirectResponse(f"/pins/{pin}", SEE_OTHER)


@router.get("/ads")
async def ads(service: Service, pages: Words, who: Member, dnt: Untracked = "", start: int = 0) -> str:
    shown = service.ads_for(viewer_of(service, who, dnt))
    more = start + ADS_ON_A_PAGE if start + ADS_ON_A_PAGE < len(shown) else None
    return page("ads", ads=shown[start : start + ADS_ON_A_PAGE], more=more, words=pages.words_of_reason)


@router.get("/feed")
async def feed(service: Service, pages: Words, who: Member, dnt: Untracked = "") -> str:
    return page("feed", pins=service.home_feed_for(viewer_of(service, who, dnt)), words=pages.words_of_reason)


@router.get("/partners/sign-in")
async def partner_form(visitor: Visitor) -> str:
    return page("partner-sign-in", visitor)


@router.post("/partners/sign-in")
async def sign_in_partner(_: Visitor, response: Response, key: Field) -> Response:
    response.set_cookie("partner", key, httponly=True)
    return leading_to("/partners", response)


@router.get("/partners")
async def partners(service: Service, visitor: Visitor, who: Partner, received: int = 0) -> str:
    return page("partners", visitor, effects=service.effectiveness(who), received=received)


@router.post("/partners/ads")
async def create_ad(service: Service, _: Visitor, who: Partner, subject: Field) -> str:
    return page("made", made={"id": service.store.add_ad(who, subject)})


@router.post("/partners/customers")
async def customers(service: Service, _: Visitor, who: Partner, emails: Field) -> Response:
    lines = emails.splitlines()
    service.store.add_customers(who, [service.rules.fingerprint(line) for line in lines])
    return RedirectResponse(f"/partners?received={len(lines)}", SEE_OTHER)


@router.get("/admin/sign-in")
async def admin_form(visitor: Visitor) -> str:
    return page("admin-sign-in", visitor)


@router.post("/admin/sign-in")
async def sign_in_admin(_: Visitor, response: Response, password: Field) -> Response:
    if not hmac.compare_digest(password, ADMIN_PASSWORD):
        raise HTTPException(403, "not you")
    response.set_cookie("admin", ADMIN_SESSION, httponly=True)
    return leading_to("/admin", response)


@admin.get("")
async def administration(visitor: Visitor) -> str:
    return page("admin", visitor)


@admin.post("/people")
async def create_person(
    service: Service, _: Visitor, account: Field = "personal", birth_date: Field = "", country: Field = ""
) -> str:
    email, password = f"{token_hex(8)}@people.invalid", token_hex(16)
    born = date.fromisoformat(birth_date) if birth_date else None
    person = service.store.add_person(email, password, born, country or None, Account(account))
    return page("made", made={"id": person, "email": email, "password": password})


@admin.get("/people/{person}")
async def look_at_person(service: Service, visitor: Visitor, person: str) -> str:
    return page("person", visitor, person=person, shared=service.shared_about(person))


@admin.post("/people/{person}")
async def remove_person(service: Service, _: Visitor, person: str) -> Response:
    service.store.remove_person(person)
    return RedirectResponse("/admin", SEE_OTHER)


@admin.post("/partners")
async def create_partner(service: Service, _: Visitor, name: Field) -> str:
    advertiser, key = service.store.add_advertiser(name)
    return page("made", made={"id": advertiser, "key": key})


@admin.post("/partners/{advertiser}")
async def remove_partner(service: Service, _: Visitor, advertiser: str) -> Response:
    service.store.remove_advertiser(advertiser)
    return RedirectResponse("/admin", SEE_OTHER)


@admin.post("/pins")
async def publish(service: Service, _: Visitor, subject: Field) -> str:
    return page("made", made={"id": service.store.add_pin(subject)})


@admin.get("/feedback")
async def kept_feedback(service: Service, text: str) -> str:
    return page("feedback", kept=service.store.feedback(text))


async def _sign_in_first(_: Request, first: Exception) -> Response:
    return RedirectResponse(getattr(first, "place", "/"), SEE_OTHER)


def create_app(service: Pinterest, pages: Pages) -> FastAPI:
    """Build the application around the promises and the pages that are given to it."""
    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)
    app.state.service, app.state.pages = service, pages
    app.add_exception_handler(SignInFirst, _sign_in_first)
    app.include_router(people)
    app.include_router(router)
    app.include_router(admin)
    return app
