"""Who looks at a page, where, and how a page is answered."""

import re
from dataclasses import dataclass, field, replace
from http import HTTPStatus
from typing import Annotated

from fastapi import Cookie, Depends, Form, Request, Response
from fastapi.responses import RedirectResponse

from asadvertised.reference.http import problems
from asadvertised.reference.http.doors import AskingBrowser, Browser, Service, Words
from asadvertised.reference.http.safety import form_token, is_form_token, page, safe
from asadvertised.reference.http.shapes import Identifier
from asadvertised.reference.model import Account, Person, Phone, Platform, Surface
from asadvertised.reference.rendering import Pages
from asadvertised.reference.service import Pinterest
from asadvertised.reference.site.problems import GoElsewhereError
from asadvertised.reference.store import Session
from asadvertised.reference.views import Place

WEB = "/site"
SESSION, APP_SESSION = "session", "app"
OWN_PATH = re.compile(r"/(?:site|app/(?:ios|android)/[A-Za-z0-9._~-]+)(?:/(?!sign-)[A-Za-z0-9-]+){0,3}")
LATER = HTTPStatus.SEE_OTHER


@dataclass(frozen=True)
class Visitor:
    """Somebody who looks at a page; `secret` is the cookie that the tokens of their forms are made of."""

    service: Pinterest
    pages: Pages
    browser: AskingBrowser
    place: Place
    secret: str
    session: Session | None = None
    cookies: Response = field(default_factory=Response)
    phone: Phone | None = None

    def shows(self, html: str, status: HTTPStatus = HTTPStatus.OK, rules: str = "") -> Response:
        """Answer with a page."""
        return self._with_cookies(page(html, status, rules))

    def goes_to(self, path: str) -> Response:
        """Answer a form with the page that follows it, so that a reload sends nothing again."""
        return self._with_cookies(safe(RedirectResponse(path, LATER)))

    def safely(self, response: Response) -> Response:
        """Answer with something that is no page."""
        return self._with_cookies(safe(response))

    def _with_cookies(self, response: Response) -> Response:
        kept = [(name, value) for name, value in self.cookies.raw_headers if name == b"set-cookie"]
        response.raw_headers.extend(kept)
        return response


@dataclass(frozen=True)
class Member(Visitor):
    """Somebody who is signed in where they look."""

    @property
    def signed_in(self) -> Session:
        """Give where they are signed in."""
        if self.session is None:
            raise problems.not_signed_in()
        return self.session

    @property
    def person(self) -> Person:
        """Give what is known of them."""
        found = self.service.store.person(self.signed_in.person)
        if found is None:
            raise problems.not_signed_in()
        return found


def _place(service: Pinterest, session: Session | None, surface: Surface, root: str, secret: str) -> Place:
    person = service.store.person(session.person) if session else None
    account = person.account if person else Account.PERSONAL
    return Place(surface, root, form_token(secret), signed_in=person is not None, account=account)


async def web_visitor(
    service: Service,
    pages: Words,
    browser: Browser,
    response: Response,
    session: Annotated[str, Cookie(alias=SESSION)] = "",
) -> Member:
    """Know who looks at the web layout; whoever is not signed in is known by their browser."""
    found = service.store.session(session) if session else None
    found = found if found and found.browser == browser.id else None
    secret = session if found else browser.id
    place = _place(service, found, Surface.WEB, WEB, secret)
    return Member(service, pages, browser, place, secret, found, response)


async def app_visitor(  # noqa: PLR0913, PLR0917  all that a request to the app consists of
    service: Service,
    pages: Words,
    browser: Browser,
    response: Response,
    platform: Platform,
    phone: Identifier,
    session: Annotated[str, Cookie(alias=APP_SESSION)] = "",
) -> Member:
    """Know who looks at the app's layout on a phone."""
    known = service.store.phone(phone)
    if known is None or known[0].platform is not platform:
        raise problems.not_found("phone of this make")
    found = service.store.session(session) if session else None
    found = found if found and found.phone == phone else None
    secret = session if found else browser.id
    place = _place(service, found, Surface(platform.value), f"/app/{platform}/{phone}", secret)
    return Member(service, pages, browser, place, secret, found, response, known[0])


def only_signed_in(member: Member, request: Request) -> Member:
    """Send somebody who is not signed in to the form, and back from there to the page that they wanted."""
    if member.place.signed_in:
        return member
    wanted = request.url.path if request.method == "GET" else f"{member.place.root}/home"
    raise GoElsewhereError(f"{member.place.root}/sign-in?after={wanted}")


def only_own_path(path: str, root: str) -> str:
    """Give a path to go to after signing in: one of our own pages under the same root, or the home feed."""
    own = OWN_PATH.fullmatch(path) and (path == root or path.startswith(f"{root}/"))
    return path if own else f"{root}/home"


def only_from_our_form(given: str, visitor: Visitor) -> None:
    """Refuse a form that another site made somebody send, or that comes without the cookie which it was made for."""
    if not is_form_token(given, visitor.secret):
        title = "Nothing was changed"
        detail = "The form is too old, not from a page of ours, or your browser keeps our cookie back. Open it again."
        raise problems.ProblemError(HTTPStatus.FORBIDDEN, "forged", title, detail)


def as_a_guest(member: Member) -> Member:
    """Give somebody's forms the token of their browser, which signing in does not change."""
    secret = member.browser.id
    return replace(member, secret=secret, place=replace(member.place, form_token=form_token(secret)))


FormToken = Annotated[str, Form(max_length=200)]


async def web_member(member: Annotated[Member, Depends(web_visitor)], request: Request) -> Member:
    """Give somebody who is signed in on the web."""
    request.state.member = only_signed_in(member, request)
    return member


async def app_member(member: Annotated[Member, Depends(app_visitor)], request: Request) -> Member:
    """Give somebody who is signed in in the app."""
    request.state.member = only_signed_in(member, request)
    return member


async def who_is_signed_in(request: Request) -> Member:
    """Give whoever one of the two above has found: pages that both layouts have need not know where they are."""
    member: Member = request.state.member
    return member
