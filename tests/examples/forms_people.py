"""What people find on the pages of `forms.py`: the way to their settings, the choice page, a shop, the help.

A choice is adjusted on one page, and saved there, or else reviewed on the next and saved on that. A form says what it
showed, so that one that has become old changes only what was changed on it.
"""

from secrets import token_hex
from typing import Annotated

from examples.common import Service, Words, browser_of, note_elsewhere, person_of, the_article
from examples.forms_doors import SEE_OTHER, Field, Member, SignInFirst, Untracked, Visitor, leading_to, page
from fastapi import APIRouter, Cookie, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from asadvertised.reference.model import Answer, Choice, Choices, ShopEvent, SignalKind, Surface
from asadvertised.reference.service import Pinterest
from asadvertised.reference.store import Event, Session

people = APIRouter(default_response_class=HTMLResponse)


@people.get("/sign-in")
async def sign_in_form(visitor: Visitor) -> str:
    return page("sign-in", visitor)


@people.post("/sign-in")
async def sign_in(  # noqa: PLR0913, PLR0917  a form's fields, and whose browser it is
    service: Service, visitor: Visitor, response: Response, email: Field, password: Field, dnt: Untracked = ""
) -> Response:
    service.store.set_browser(visitor, do_not_track=dnt == "1")
    response.set_cookie("session", service.sign_in(person_of(service, email, password), browser=visitor))
    return leading_to("/start", response)


@people.get("/start")
async def start(_: Member) -> str:
    return page("start")


@people.get("/more")
async def more(_: Member) -> str:
    return page("more")


@people.get("/account")
async def account(_: Member) -> str:
    return page("account")


def choices_of(service: Pinterest, who: Session) -> tuple[list[Choice], Choices]:
    """Give which choices are offered, and how they stand."""
    person = service.store.person(who.person)
    if person is None:
        raise SignInFirst("/sign-in")
    return list(service.rules.offered_choices(person, service.surface_of(who))), person.choices


async def named_by_form(request: Request, offered: list[Choice]) -> Choices:
    """Give the choices that a form names; a box that is not ticked leaves what stands hidden before it."""
    form = await request.form()
    return {choice: form[choice] == "on" for choice in offered if choice in form}


@people.get("/settings")
async def settings(service: Service, visitor: Visitor, who: Member) -> str:
    offered, choices = choices_of(service, who)
    return page("settings", visitor, offered=offered, choices=choices)


@people.post("/settings")
async def adjust(request: Request, service: Service, _: Visitor, who: Member) -> Response:
    service.adjust_on_web(who, await named_by_form(request, choices_of(service, who)[0]))
    return RedirectResponse("/settings/review", SEE_OTHER)


@people.get("/settings/review")
async def review(service: Service, visitor: Visitor, who: Member) -> str:
    """Show the choices as they will be."""
    offered, choices = choices_of(service, who)
    return page("review", visitor, offered=offered, choices=service.rules.adjusted(choices, who.draft))


@people.post("/settings/save")
async def save(service: Service, _: Visitor, who: Member) -> Response:
    service.save(who)
    return RedirectResponse("/settings", SEE_OTHER)


@people.post("/settings/save-these")
async def save_these(request: Request, service: Service, _: Visitor, who: Member) -> Response:
    """Save what was changed on a form."""
    wanted = await named_by_form(request, choices_of(service, who)[0])
    shown = (await request.form()).getlist("shown")
    told = service.rules.told_by_page(Surface.WEB, {choice: choice in shown for choice in wanted}, wanted)
    service.adjust_on_web(who, told)
    service.save(service.store.session(request.cookies["session"]) or who)
    return RedirectResponse("/settings", SEE_OTHER)


@people.get("/choices")
async def choice_page(service: Service, visitor: Visitor) -> str:
    return page("choices", visitor, opted_out=service.says_opted_out(visitor))


@people.post("/choices")
async def opt_out(service: Service, visitor: Visitor, response: Response) -> Response:
    service.opt_out(visitor)
    return leading_to("/choices", response)


@people.get("/shops/{shop}")
async def look_around(_: Visitor, shop: str, about: str) -> str:
    return page("shop", about=about, event={"subject": about, "advertiser": shop, "event": ShopEvent.VISIT})


@people.post("/elsewhere", status_code=204)
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


@people.get("/help")
async def help_page(pages: Words) -> str:
    return pages.page_of_article(the_article())


@people.get("/help/feedback")
async def opinion() -> str:
    return page("opinion", sheet=token_hex(8))


@people.post("/help")
async def feedback(
    service: Service, helpful: Field = "", more: Field = "", homepage: Field = "", sheet: Field = ""
) -> Response:
    service.receive_feedback(Answer(helpful, more), homepage, sheet)
    return RedirectResponse("/help/thanks", SEE_OTHER)


@people.get("/help/thanks")
async def thanks() -> str:
    return page("thanks")


@people.get("/en/contact")
async def contact(pages: Words) -> str:
    return pages.page_of_contact()
