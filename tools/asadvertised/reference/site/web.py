"""The web layout: sign in, the home feed, More options at the bottom left, Settings, Privacy and data, Save."""

from typing import Annotated

from fastapi import APIRouter, Depends, Form, Response
from fastapi.responses import RedirectResponse

from asadvertised.reference.http.safety import safe
from asadvertised.reference.model import Choice
from asadvertised.reference.site import browsing, settings, signing_in
from asadvertised.reference.site.visiting import (
    LATER,
    WEB,
    FormToken,
    Member,
    only_from_our_form,
    web_member,
    web_visitor,
)

router = APIRouter(include_in_schema=False)
Guest = Annotated[Member, Depends(web_visitor)]
SignedIn = Annotated[Member, Depends(web_member)]


@router.get("/")
@router.get(WEB)
async def begin() -> Response:
    """Lead to the home feed, or to the form to sign in with."""
    return safe(RedirectResponse(f"{WEB}/home", LATER))


@router.get(f"{WEB}/sign-in")
async def sign_in_form(member: Guest, after: str = "") -> Response:
    """Show the form to sign in with."""
    return signing_in.form(member, after)


@router.post(f"{WEB}/sign-in")
async def sign_in(
    member: Guest,
    email: Annotated[str, Form(max_length=320)] = "",
    password: Annotated[str, Form(max_length=200)] = "",
    after: Annotated[str, Form(max_length=400)] = "",
    form_token: FormToken = "",
) -> Response:
    """Sign in, in this browser."""
    return signing_in.sign_in(member, email, password, after, form_token, phone=None)


@router.post(f"{WEB}/sign-out")
async def sign_out(member: SignedIn, form_token: FormToken = "") -> Response:
    """Sign out, in this browser."""
    return signing_in.sign_out(member, form_token, phone=None)


@router.get(f"{WEB}/home")
async def home(member: SignedIn) -> Response:
    """Show the home feed, with Pins and ads."""
    return member.shows(member.pages.page_of_web_home(browsing.home_view(member)))


@router.get(f"{WEB}/more-options")
async def more_options(member: SignedIn) -> Response:
    """Show the menu behind the icon at the bottom left."""
    return member.shows(member.pages.page_of_more_options(member.place))


@router.get(f"{WEB}/settings")
async def account(member: SignedIn) -> Response:
    """Show the account settings."""
    return member.shows(member.pages.page_of_web_account(member.place))


@router.get(f"{WEB}/settings/privacy-and-data")
async def privacy_and_data(member: SignedIn, saved: str = "") -> Response:
    """Show the personalization settings as they were last saved."""
    view = settings.settings_view(member, changed=bool(saved))
    return member.shows(member.pages.page_of_web_settings(view))


@router.post(f"{WEB}/settings/privacy-and-data")
async def save(
    member: SignedIn,
    choice: Annotated[list[Choice] | None, Form()] = None,
    version: Annotated[str, Form(max_length=64)] = "",
    form_token: FormToken = "",
) -> Response:
    """Save the personalization settings."""
    only_from_our_form(form_token, member)
    return settings.save(member, choice or [], version)


router.include_router(browsing.router, prefix=WEB, dependencies=[Depends(web_member)])
