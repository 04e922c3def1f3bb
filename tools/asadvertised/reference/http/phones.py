"""A phone's own settings, and what the app does on it."""

from fastapi import APIRouter

from asadvertised.reference.http import problems
from asadvertised.reference.http.doors import Service
from asadvertised.reference.http.shapes import AdsOptOut, AppOpening, Identifier, PhoneState, TrackingAnswer
from asadvertised.reference.model import Phone
from asadvertised.reference.service import Pinterest

router = APIRouter(prefix="/phones/{phone}", tags=["phones"])


def state_of(service: Pinterest, phone: str) -> PhoneState:
    """Give a phone as its settings stand."""
    state, advertising_id = _known(service, phone)
    return PhoneState(
        id=phone,
        platform=state.platform,
        os_version=".".join(str(part) for part in state.os_version),
        advertising_id=advertising_id,
        ads_opted_out=state.opted_out,
        tracking=state.tracking,
    )


def _known(service: Pinterest, phone: str) -> tuple[Phone, str]:
    found = service.store.phone(phone)
    if found is None:
        raise problems.not_found("phone")
    return found


@router.get("", operation_id="getPhone")
async def get_phone(service: Service, phone: Identifier) -> PhoneState:
    """Look at a phone's settings."""
    return state_of(service, phone)


@router.post("/advertising-id", operation_id="resetAdvertisingId")
async def reset_advertising_id(service: Service, phone: Identifier) -> PhoneState:
    """Reset the phone's advertising identifier: it gets a new one."""
    state, before = _known(service, phone)
    service.reset_advertising_id(phone, state, before)
    return state_of(service, phone)


@router.put("/ads-opt-out", operation_id="setAdsOptOut")
async def set_ads_opt_out(service: Service, phone: Identifier, body: AdsOptOut) -> PhoneState:
    """Opt out, for this phone, of the use of its advertising identifier for targeted ads, or back in."""
    _known(service, phone)
    service.store.set_phone(phone, opted_out=body.opted_out)
    return state_of(service, phone)


@router.post("/app/openings", operation_id="openApp")
async def open_app(service: Service, phone: Identifier) -> AppOpening:
    """Open the Pinterest app, which may ask for permission to track."""
    state, _ = _known(service, phone)
    return AppOpening(asks_permission=service.rules.must_ask_permission(state))


@router.put("/tracking", operation_id="setTracking")
async def set_tracking(service: Service, phone: Identifier, body: TrackingAnswer) -> PhoneState:
    """Answer the app's question, or change the answer later in the phone's settings."""
    state, _ = _known(service, phone)
    service.answer_tracking(phone, state, body.tracking)
    return state_of(service, phone)
