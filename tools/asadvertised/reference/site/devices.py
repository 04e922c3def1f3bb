"""A phone's own settings, as its maker shows them: Privacy, then Ads on Android; Privacy, then Tracking on iOS."""

from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Form, Response

from asadvertised.reference.http import problems
from asadvertised.reference.http.doors import Browser, Service, Words
from asadvertised.reference.http.safety import form_token as token_of
from asadvertised.reference.http.shapes import Identifier
from asadvertised.reference.model import Phone, Platform, Surface, Tracking
from asadvertised.reference.rules.devices import FIRST_IOS_THAT_ASKS
from asadvertised.reference.site.visiting import FormToken, Member, only_from_our_form
from asadvertised.reference.views import DeviceView, Place

router = APIRouter(prefix="/device/{phone}", include_in_schema=False)


def device_view(member: Member, phone: str) -> DeviceView:
    """Give a phone as its settings show it."""
    found = member.service.store.phone(phone)
    if found is None:
        raise problems.not_found("phone")
    state, identifier = found
    version = ".".join(str(part) for part in state.os_version)
    asks = state.platform is Platform.IOS and state.os_version >= FIRST_IOS_THAT_ASKS
    return DeviceView(member.place, state.platform, version, identifier, state.opted_out, state.tracking, asks)


async def _holder(service: Service, pages: Words, browser: Browser, response: Response, phone: Identifier) -> Member:
    found = service.store.phone(phone)
    if found is None:
        raise problems.not_found("phone")
    place = Place(Surface(found[0].platform.value), f"/device/{phone}", token_of(browser.id))
    return Member(service, pages, browser, place, browser.id, cookies=response, phone=found[0])


Holder = Annotated[Member, Depends(_holder)]


def _state(holder: Member) -> Phone:
    if holder.phone is None:
        raise problems.not_found("phone")
    return holder.phone


@router.get("")
async def device(holder: Holder, phone: Identifier) -> Response:
    """Open the phone's settings."""
    return holder.shows(holder.pages.page_of_device(device_view(holder, phone)))


@router.get("/privacy")
async def privacy(holder: Holder, phone: Identifier) -> Response:
    """Select Privacy."""
    return holder.shows(holder.pages.page_of_device_privacy(device_view(holder, phone)))


@router.get("/privacy/ads")
async def ads(holder: Holder, phone: Identifier) -> Response:
    """Select Ads: the advertising identifier, and the opt-out."""
    return holder.shows(holder.pages.page_of_device_ads(device_view(holder, phone)))


@router.post("/privacy/ads/identifier")
async def reset(holder: Holder, phone: Identifier, form_token: FormToken = "") -> Response:
    """Reset the advertising identifier."""
    only_from_our_form(form_token, holder)
    holder.service.reset_advertising_id(phone, _state(holder), device_view(holder, phone).advertising_id)
    return holder.goes_to(f"{holder.place.root}/privacy/ads")


@router.post("/privacy/ads")
async def opt_out(
    holder: Holder, phone: Identifier, turn: Annotated[Literal["on", "off"], Form()], form_token: FormToken = ""
) -> Response:
    """Opt out of the identifier's use for targeted ads (on), or back in."""
    only_from_our_form(form_token, holder)
    holder.service.store.set_phone(phone, opted_out=turn == "on")
    return holder.goes_to(f"{holder.place.root}/privacy/ads")


@router.get("/privacy/tracking")
async def tracking(holder: Holder, phone: Identifier) -> Response:
    """Select Tracking: which apps may track."""
    if not device_view(holder, phone).asks:
        raise problems.not_found("setting of this phone")
    return holder.shows(holder.pages.page_of_device_tracking(device_view(holder, phone)))


@router.post("/privacy/tracking")
async def track(
    holder: Holder, phone: Identifier, turn: Annotated[Literal["on", "off"], Form()], form_token: FormToken = ""
) -> Response:
    """Allow the app to track (on), or ask it not to."""
    only_from_our_form(form_token, holder)
    wanted = Tracking.ALLOW if turn == "on" else Tracking.ASK_APP_NOT_TO_TRACK
    holder.service.answer_tracking(phone, _state(holder), wanted)
    return holder.goes_to(f"{holder.place.root}/privacy/tracking")
