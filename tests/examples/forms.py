"""An example: the same promises on pages with forms, cookies, and tokens against forged requests. No JSON anywhere.

`forms.toml` is all that is needed to ask it. A choice is adjusted on one page, reviewed on the next, and holds once
Save is clicked there. There is no app; the promises themselves are the reference's.
"""

import hmac
from datetime import date
from secrets import token_hex
from typing import Annotated

from examples.common import Service, Words, browser_of, note, note_elsewhere, person_of, the_article, viewer_of
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
from fastapi import APIRouter, Cookie, Depends, FastAPI, HTTPException, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from asadvertised.reference.model import Account, Answer, Choice, ShopEvent, SignalKind
from asadvertised.reference.rendering import Pages
from asadvertised.reference.service import Pinterest
from asadvertised.reference.store import Event, Session

ADS_ON_A_PAGE = 4
router = APIRouter(default_response_class=HTMLResponse)
admin = APIRouter(prefix="/admin", default_response_class=HTMLResponse, dependencies=[Depends(the_administrator)])


@router.get("/sign-in")
async def sign_in_form(visitor: Visitor) -> str:
    return page("sign-in", visitor)


@router.post("/sign-in")
async def sign_in(  # noqa: PLR0913, PLR0917  a form's fields, and whose browser it is
    service: Service, visitor: Visitor, response: Response, email: Field, password: Field, dnt: Untracked = ""
) -> Response:
    service.store.set_browser(visitor, do_not_track=dnt == "1")
    response.set_cookie("session", service.sign_in(person_of(service, email, password), browser=visitor))
    return leading_to("/settings", response)


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


def choices_of(service: Pinterest, who: Session) -> tuple[list[Choice], dict[Choice, bool]]:
    """Give which choices are offered, and how they stand."""
    person = service.store.person(who.person)
    if person is None:
        raise SignInFirst("/sign-in")
    return list(service.rules.offered_choices(person, service.surface_of(who))), person.choices


@router.get("/settings")
async def settings(service: Service, visitor: Visitor, who: Member) -> str:
    offered, choices = choices_of(service, who)
    return page("settings", visitor, offered=offered, choices=choices)


@router.post("/settings")
async def adjust(request: Request, service: Service, _: Visitor, who: Member) -> Response:
    """Adjust what the form names; a radio button that nobody touched is not sent."""
    offered, _choices = choices_of(service, who)
    form = await request.form()
    service.adjust_on_web(who, {choice: form[choice] == "on" for choice in offered if choice in form})
    return RedirectResponse("/settings/review", SEE_OTHER)


@router.get("/settings/review")
async def review(service: Service, visitor: Visitor, who: Member) -> str:
    """Show the choices as they will be, with the button Save."""
    offered, choices = choices_of(service, who)
    return page("review", visitor, offered=offered, choices=service.rules.adjusted(choices, who.draft))


@router.post("/settings/save")
async def save(service: Service, _: Visitor, who: Member) -> Response:
    service.save(who)
    return RedirectResponse("/settings", SEE_OTHER)


@router.get("/choices")
async def choice_page(service: Service, visitor: Visitor) -> str:
    return page("choices", visitor, opted_out=service.says_opted_out(visitor))


@router.post("/choices")
async def opt_out(service: Service, visitor: Visitor, response: Response) -> Response:
    service.opt_out(visitor)
    return leading_to("/choices", response)


@router.post("/elsewhere", status_code=204)
async def elsewhere(  # noqa: PLR0913, PLR0917  what other sites send from a browser
    service: Service, subject: Field, visitor: Annotated[str, Cookie()] = "", advertiser: Field = "", event: Field = "",
    dnt: Untracked = "",
) -> Response:  # fmt: skip
    """Note what a button, a widget or a tag saw on another site; no page of ours was open, so no form is checked."""
    browser = browser_of(service, visitor)
    kind, did = SignalKind.TAG if event else SignalKind.SITE_VISIT, ShopEvent.VISIT if advertiser else None
    who = service.store.browser_person(browser)[1]
    act = Event(kind, subject, ShopEvent(event) if event else did, who, advertiser or None, browser)
    note_elsewhere(service, browser, act, dnt)
    response = Response(status_code=204)
    response.set_cookie("visitor", browser, httponly=True)
    return response


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


@router.get("/help")
async def help_page(pages: Words) -> str:
    return pages.page_of_article(the_article())


@router.post("/help")
async def feedback(service: Service, helpful: Field = "", more: Field = "", homepage: Field = "") -> Response:
    service.receive_feedback(Answer(helpful, more), trap=homepage)
    return RedirectResponse("/help", SEE_OTHER)


@router.get("/en/contact")
async def contact(pages: Words) -> str:
    return pages.page_of_contact()


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
    app.include_router(router)
    app.include_router(admin)
    return app
