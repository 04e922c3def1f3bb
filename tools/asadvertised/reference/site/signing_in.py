"""Signing in and out, on the web and in the app: the form takes what the contract's operation takes."""

from http import HTTPStatus

from fastapi import Response

from asadvertised.reference.site.visiting import (
    APP_SESSION,
    SESSION,
    Member,
    as_a_guest,
    only_from_our_form,
    only_own_path,
)
from asadvertised.reference.views import SignInView


def form(member: Member, after: str) -> Response:
    """Show the form."""
    guest = as_a_guest(member)
    view = SignInView(guest.place, only_own_path(after, guest.place.root))
    return guest.shows(guest.pages.page_of_sign_in(view))


def sign_in(member: Member, email: str, password: str, after: str, token: str, phone: str | None) -> Response:  # noqa: PLR0913, PLR0917  a form's fields
    """Sign somebody in, where they are, and go on to the page that they wanted; or show the form again."""
    guest = as_a_guest(member)
    only_from_our_form(token, guest)
    after = only_own_path(after, guest.place.root)
    person = guest.service.store.person_by_password(email.strip(), password)
    if person is None:
        view = SignInView(guest.place, after, email, wrong=True)
        return guest.shows(guest.pages.page_of_sign_in(view), HTTPStatus.FORBIDDEN)
    browser = None if phone else guest.browser.id
    answer = guest.goes_to(after)
    session = guest.service.sign_in(person, browser=browser, phone=phone)
    answer.set_cookie(_cookie(phone), session, path=guest.place.root, httponly=True, samesite="lax")
    return answer


def sign_out(member: Member, token: str, phone: str | None) -> Response:
    """Sign somebody out, where they are."""
    only_from_our_form(token, member)
    member.service.store.close_session(member.signed_in)
    answer = member.goes_to(f"{member.place.root}/sign-in")
    answer.delete_cookie(_cookie(phone), path=member.place.root, httponly=True, samesite="lax")
    return answer


def _cookie(phone: str | None) -> str:
    return APP_SESSION if phone else SESSION
