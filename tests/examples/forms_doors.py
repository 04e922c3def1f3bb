"""Who asks `forms.py`: a browser that sends forms from its pages, a member, a partner, an administrator."""

import hmac
from hashlib import sha256
from secrets import token_hex
from typing import Annotated, Any

from examples.common import Service, browser_of
from examples.forms_pages import rendered
from fastapi import Cookie, Depends, Form, Header, HTTPException, Request, Response
from fastapi.responses import RedirectResponse

from asadvertised.reference.store import Session

ADMIN_PASSWORD = "example-password"
ADMIN_SESSION = token_hex(16)
SECRET = token_hex(16).encode()
SEE_OTHER = 303

Field = Annotated[str, Form()]
Untracked = Annotated[str, Header(alias="DNT")]


def csrf_of(visitor: str) -> str:
    """Give the token that only this browser's forms carry."""
    return hmac.new(SECRET, visitor.encode(), sha256).hexdigest()


async def the_visitor(request: Request, service: Service, response: Response) -> str:
    """Know the browser by its cookie, or give it one; refuse a form that did not come from one of its pages."""
    visitor = browser_of(service, request.cookies.get("visitor", ""))
    response.set_cookie("visitor", visitor, httponly=True)
    if request.method == "POST" and (await request.form()).get("csrf") != csrf_of(visitor):
        raise HTTPException(403, "the form is not from here")
    return visitor


def leading_to(place: str, response: Response) -> RedirectResponse:
    """Answer a form by leading on, so that nobody sends it twice; cookies that were set go along."""
    answer = RedirectResponse(place, SEE_OTHER)
    answer.raw_headers += [header for header in response.raw_headers if header[0] == b"set-cookie"]
    return answer


class SignInFirst(Exception):  # noqa: N818  an answer, not an error
    """Somebody has to sign in before they see a page; `place` is where."""

    def __init__(self, place: str) -> None:
        super().__init__(place)
        self.place = place


async def the_member(service: Service, session: Annotated[str, Cookie()] = "") -> Session:
    """Give the session of whoever is signed in."""
    found = service.store.session(session)
    if found is None:
        raise SignInFirst("/sign-in")
    return found


async def the_partner(service: Service, partner: Annotated[str, Cookie()] = "") -> str:
    """Give the partner that is signed in."""
    found = service.store.advertiser_by_token(partner)
    if found is None:
        raise SignInFirst("/partners/sign-in")
    return found


async def the_administrator(admin: Annotated[str, Cookie()] = "") -> None:
    """Let the administrator in."""
    if admin != ADMIN_SESSION:
        raise SignInFirst("/admin/sign-in")


Visitor = Annotated[str, Depends(the_visitor)]
Member = Annotated[Session, Depends(the_member)]
Partner = Annotated[str, Depends(the_partner)]


def page(name: str, visitor: str = "", **values: Any) -> str:
    """Give a page, whose forms are this browser's."""
    return rendered(name, csrf=csrf_of(visitor), **values)
