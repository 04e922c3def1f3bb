"""Who is asking, and how: the person, the advertiser, the browser; the media type."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import Cookie, Depends, Header, Request, Response, Security
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from asadvertised.reference.http import problems
from asadvertised.reference.rendering import Pages
from asadvertised.reference.service import Pinterest
from asadvertised.reference.store import Session

person_token = HTTPBearer(scheme_name="person", description="The token that signing in gave.", auto_error=False)
advertiser_token = HTTPBearer(
    scheme_name="advertiser", description="The token that the advertiser was made with.", auto_error=False
)
DNT = Annotated[
    str,
    Header(alias="DNT", description="1 where the browser's Do Not Track feature is on.", pattern="^[01]$"),
]
NOT_ASKED = "0"
BrowserCookie = Annotated[
    str,
    Cookie(
        alias="browser",
        description="The cookie by which a browser is known; set by the first answer to a browser that has none.",
    ),
]
EmbeddedCookie = Annotated[str, Cookie(alias="browser-embedded", include_in_schema=False)]
A_YEAR_S = 365 * 24 * 3600


async def the_service(request: Request) -> Pinterest:
    """Give the service that the application was made with."""
    service: Pinterest = request.app.state.service
    return service


async def the_pages(request: Request) -> Pages:
    """Give the pages and words that the application was made with."""
    pages: Pages = request.app.state.pages
    return pages


Service = Annotated[Pinterest, Depends(the_service)]
Words = Annotated[Pages, Depends(the_pages)]


async def signed_in(
    service: Service, token: Annotated[HTTPAuthorizationCredentials | None, Security(person_token)]
) -> Session:
    """Give the session of the person who asks."""
    session = service.store.session(token.credentials) if token else None
    if session is None:
        raise problems.not_signed_in()
    return session


async def the_advertiser(
    service: Service, token: Annotated[HTTPAuthorizationCredentials | None, Security(advertiser_token)]
) -> str:
    """Give the id of the advertiser that asks."""
    advertiser = service.store.advertiser_by_token(token.credentials) if token else None
    if advertiser is None:
        raise problems.not_signed_in()
    return advertiser


async def in_its_media_type(request: Request) -> None:
    """Refuse a body that is not of the media type which the operation takes."""
    takes = request.scope["route"].body_field
    given = request.headers.get("Content-Type", "").partition(";")[0].strip().lower()
    sent = given or request.headers.get("Content-Length", "0") != "0" or "Transfer-Encoding" in request.headers
    if takes and sent and given != takes.field_info.media_type:
        raise problems.unsupported_media_type(takes.field_info.media_type)


@dataclass(frozen=True)
class AskingBrowser:
    """The browser that asks, whose it is, and whether it asks not to be tracked."""

    id: str
    person: str | None
    do_not_track: bool


async def the_browser(
    service: Service,
    response: Response,
    dnt: DNT = NOT_ASKED,
    cookie: BrowserCookie = "",
    embedded: EmbeddedCookie = "",
) -> AskingBrowser:
    """Know a browser by its cookie, and give one to a browser that has none.

    Browsers withhold that cookie from what other sites embed. A second one with the same value is for there: it has to
    be `Secure`, which browsers accept from loopback, and which clients that are none never send back.
    """
    known = [browser for browser in (cookie, embedded) if browser and service.store.browser_person(browser)[0]]
    browser = known[0] if known else service.store.add_browser()
    if browser != cookie:
        response.set_cookie("browser", browser, A_YEAR_S, httponly=True, samesite="lax")
        response.set_cookie("browser-embedded", browser, A_YEAR_S, httponly=True, samesite="none", secure=True)
    service.store.set_browser(browser, do_not_track=dnt == "1")
    return AskingBrowser(browser, service.store.browser_person(browser)[1], dnt == "1")


Person = Annotated[Session, Depends(signed_in)]
Advertiser = Annotated[str, Depends(the_advertiser)]
Browser = Annotated[AskingBrowser, Depends(the_browser)]
