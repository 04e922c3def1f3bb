"""What other sites embed of ours. The browser's cookie comes with it where the browser lets third parties have any."""

from base64 import b64decode
from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Query, Response

from asadvertised.reference.http import problems
from asadvertised.reference.http.doors import AskingBrowser, Browser, Service, Words
from asadvertised.reference.http.safety import form_token as token_of
from asadvertised.reference.http.safety import policy
from asadvertised.reference.http.shapes import Identifier, Subject
from asadvertised.reference.model import ShopEvent, SignalKind, Surface
from asadvertised.reference.service import Pinterest
from asadvertised.reference.site.hosts import Hosts, the_hosts
from asadvertised.reference.site.visiting import FormToken, Member, only_from_our_form
from asadvertised.reference.store import Event
from asadvertised.reference.views import ChoiceView, ElsewhereView, Place

router = APIRouter(prefix="/embedded", include_in_schema=False)
ONE_PIXEL = b64decode("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7")
Where = Annotated[Hosts, Depends(the_hosts)]
About = Annotated[Subject, Query()]


async def _embedded(service: Service, pages: Words, browser: Browser, response: Response) -> Member:
    place = Place(Surface.WEB, "/embedded", token_of(browser.id))
    return Member(service, pages, browser, place, browser.id, cookies=response)


Embedded = Annotated[Member, Depends(_embedded)]


def _note(service: Pinterest, browser: AskingBrowser, event: Event) -> None:
    if event.advertiser and not service.store.has_advertiser(event.advertiser):
        raise problems.not_found("advertiser")
    service.store.add_event(event, do_not_track=browser.do_not_track)


@router.get("/tag/{advertiser}")
async def tag(visitor: Embedded, advertiser: Identifier, event: ShopEvent, about: About) -> Response:
    """Be told by an advertiser's tag what somebody did in its shop."""
    browser = visitor.browser
    _note(visitor.service, browser, Event(SignalKind.TAG, about, event, browser.person, advertiser, browser.id))
    pixel = Response(ONE_PIXEL, media_type="image/gif", headers={"Cross-Origin-Resource-Policy": "cross-origin"})
    return visitor.safely(pixel)


@router.get("/choice")
async def choice(visitor: Embedded, hosts: Where) -> Response:
    """Say how this browser stands, on the choice page or alone."""
    opted_out = visitor.service.says_opted_out(visitor.browser.id)
    view = ChoiceView(visitor.place, opted_out)
    html = visitor.pages.page_of_framed_choice(view)
    return visitor.shows(html, rules=policy(framed_by=["'self'", hosts.named("choices")]))


@router.post("/choice")
async def opt_out(visitor: Embedded, form_token: FormToken = "") -> Response:
    """Opt this browser out."""
    only_from_our_form(form_token, visitor)
    visitor.service.opt_out(visitor.browser.id)
    return visitor.goes_to("/embedded/choice")


@router.get("/{feature}")
async def feature(
    visitor: Embedded,
    hosts: Where,
    feature: Literal["save-button", "widget"],
    about: About,
    advertiser: Identifier | None = None,
) -> Response:
    """Give the Save button or the widget to a page about something, and note the visit to it."""
    browser = visitor.browser
    act = ShopEvent.VISIT if advertiser else None
    _note(visitor.service, browser, Event(SignalKind.SITE_VISIT, about, act, browser.person, advertiser, browser.id))
    view = ElsewhereView(f"{hosts.service}/site/boards", about, feature)
    html = visitor.pages.page_of_framed_feature(view)
    return visitor.shows(html, rules=policy(framed_by=["'self'", hosts.named("*")]))
