"""What an advertiser does: run ads, send events, share a customer list, read how its ads did."""

from fastapi import APIRouter

from asadvertised.reference.http.doors import Advertiser, Service
from asadvertised.reference.http.shapes import (
    AdEffect,
    AdEffects,
    AppEvent,
    CustomerList,
    MadeThing,
    NewAd,
    Received,
)
from asadvertised.reference.model import SignalKind
from asadvertised.reference.store import Event

router = APIRouter(tags=["advertisers"])


@router.post("/advertising/ads", operation_id="createAd", status_code=201)
async def create_ad(service: Service, advertiser: Advertiser, body: NewAd) -> MadeThing:
    """Run an ad about a subject, for people to whom it may be of interest."""
    return MadeThing(id=service.store.add_ad(advertiser, body.subject))


@router.post("/advertising/app-events", operation_id="sendAppEvent", status_code=202)
async def send_app_event(service: Service, advertiser: Advertiser, body: AppEvent) -> Received:
    """Send what the advertiser's app, or its website on the phone, saw somebody do under an advertising identifier."""
    event = Event(
        SignalKind.APP_EVENT, body.subject, body.event, advertiser=advertiser, advertising_id=body.advertising_id
    )
    service.store.add_event(event)
    return Received(received=1)


@router.post("/advertising/customer-lists", operation_id="uploadCustomerList", status_code=202)
async def upload_customer_list(service: Service, advertiser: Advertiser, body: CustomerList) -> Received:
    """Share a list of customers' e-mail addresses; they are hashed at once and never given back."""
    service.store.add_customers(advertiser, [service.rules.fingerprint(email) for email in body.emails])
    return Received(received=len(body.emails))


@router.get("/advertising/effectiveness", operation_id="getEffectiveness")
async def get_effectiveness(service: Service, advertiser: Advertiser) -> AdEffects:
    """Read how the advertiser's ads did, in numbers and without people."""
    effects = [
        AdEffect(
            ad=effect.ad.id,
            subject=effect.ad.subject,
            views=effect.views,
            visits=effect.visits,
            check_outs=effect.check_outs,
            purchases=effect.purchases,
        )
        for effect in service.effectiveness(advertiser)
    ]
    return AdEffects(ads=effects)
