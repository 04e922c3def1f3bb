"""The app's layouts on a phone: the question, the home feed, the profile at the bottom right, settings without Save."""

from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Form, Response

from asadvertised.reference.http.shapes import Identifier
from asadvertised.reference.model import Choice, Tracking
from asadvertised.reference.site import browsing, settings, signing_in
from asadvertised.reference.site.devices import device_view
from asadvertised.reference.site.visiting import (
    FormToken,
    Member,
    app_member,
    app_visitor,
    as_a_guest,
    only_from_our_form,
)

ROOT = "/app/{platform}/{phone}"
router = APIRouter(prefix=ROOT, include_in_schema=False)
Guest = Annotated[Member, Depends(app_visitor)]
SignedIn = Annotated[Member, Depends(app_member)]


@router.get("")
async def open_app(member: Guest, phone: Identifier) -> Response:
    """Open the app, which may ask for permission to track before anything else."""
    guest = as_a_guest(member)
    if member.phone and member.service.rules.must_ask_permission(member.phone):
        return guest.shows(guest.pages.page_of_permission(device_view(guest, phone)))
    return member.goes_to(f"{member.place.root}/home")


@router.post("/permission")
async def answer(
    member: Guest, phone: Identifier, tracking: Annotated[Tracking, Form()], form_token: FormToken = ""
) -> Response:
    """Answer the app's question."""
    only_from_our_form(form_token, as_a_guest(member))
    if member.phone:
        member.service.answer_tracking(phone, member.phone, tracking)
    return member.goes_to(f"{member.place.root}/home")


@router.get("/sign-in")
async def sign_in_form(member: Guest, after: str = "") -> Response:
    """Show the form to sign in with."""
    return signing_in.form(member, after)


@router.post("/sign-in")
async def sign_in(  # noqa: PLR0913, PLR0917  a form's fields, and whose phone it is
    member: Guest,
    phone: Identifier,
    email: Annotated[str, Form(max_length=320)] = "",
    password: Annotated[str, Form(max_length=200)] = "",
    after: Annotated[str, Form(max_length=400)] = "",
    form_token: FormToken = "",
) -> Response:
    """Sign in, in the app on this phone."""
    return signing_in.sign_in(member, email, password, after, form_token, phone)


@router.post("/sign-out")
async def sign_out(member: SignedIn, phone: Identifier, form_token: FormToken = "") -> Response:
    """Sign out, in the app on this phone."""
    return signing_in.sign_out(member, form_token, phone)


@router.get("/home")
async def home(member: SignedIn) -> Response:
    """Show the home feed, with Pins and ads."""
    return member.shows(member.pages.page_of_app_home(browsing.home_view(member)))


@router.get("/profile")
async def profile(member: SignedIn) -> Response:
    """Show a person's own profile, which the picture at the bottom right leads to."""
    return member.shows(member.pages.page_of_app_profile(member.place))


@router.get("/settings")
async def account(member: SignedIn) -> Response:
    """Show the account settings, which the photo at the top left leads to, or a business account's ellipsis."""
    return member.shows(member.pages.page_of_app_account(member.place))


@router.get("/settings/privacy-and-data")
async def privacy_and_data(member: SignedIn, changed: str = "") -> Response:
    """Show the personalization settings, each a switch."""
    view = settings.settings_view(member, changed=bool(changed))
    return member.shows(member.pages.page_of_app_settings(view))


@router.post("/settings/privacy-and-data")
async def switch(
    member: SignedIn,
    choice: Annotated[Choice, Form()],
    turn: Annotated[Literal["on", "off"], Form()],
    form_token: FormToken = "",
) -> Response:
    """Turn one choice on or off, at once."""
    only_from_our_form(form_token, member)
    return settings.switch(member, choice, on=turn == "on")


router.include_router(browsing.router, dependencies=[Depends(app_member)])
