"""What happens in a browser off Pinterest: sites with its features, shops with its tag, the choice page."""

from fastapi import APIRouter

from asadvertised.reference.http import problems
from asadvertised.reference.http.doors import Browser, Service
from asadvertised.reference.http.shapes import Identifier, OptOut, ShopAct, SiteVisit
from asadvertised.reference.model import ShopEvent, SignalKind
from asadvertised.reference.service import Pinterest
from asadvertised.reference.store import Event

router = APIRouter(tags=["browsers"])


@router.post("/sites/visits", operation_id="visitSite", status_code=204)
async def visit_site(service: Service, browser: Browser, body: SiteVisit) -> None:
    """Visit, in this browser, a page that has the Save button or a Pinterest widget."""
    if body.advertiser:
        _must_exist(service, body.advertiser)
    act = ShopEvent.VISIT if body.advertiser else None
    event = Event(SignalKind.SITE_VISIT, body.subject, act, browser.person, body.advertiser, browser.id)
    service.store.add_event(event, do_not_track=browser.do_not_track)


@router.post("/tag/{advertiser}/events", operation_id="sendTagEvent", status_code=204)
async def send_tag_event(service: Service, browser: Browser, advertiser: Identifier, body: ShopAct) -> None:
    """Visit, check out or buy, in this browser, in an advertiser's shop that has the Pinterest tag."""
    _must_exist(service, advertiser)
    event = Event(SignalKind.TAG, body.subject, body.event, browser.person, advertiser, browser.id)
    service.store.add_event(event, do_not_track=browser.do_not_track)


@router.get("/choice-page", operation_id="getOptOut")
async def get_opt_out(service: Service, browser: Browser) -> OptOut:
    """Look at the choice page, which stands in for the DAA's: whether this browser has opted out."""
    return OptOut(opted_out=service.says_opted_out(browser.id))


@router.post("/choice-page/opt-out", operation_id="optOut")
async def opt_out(service: Service, browser: Browser) -> OptOut:
    """Opt out, for this browser, of the use for targeted ads of what the tag collects."""
    return OptOut(opted_out=service.opt_out(browser.id))


def _must_exist(service: Pinterest, advertiser: str) -> None:
    if not service.store.has_advertiser(advertiser):
        raise problems.not_found("advertiser")
