"""The account settings on pages: what is offered, a form that may have become old, and what follows from it."""

import json
from hashlib import sha256
from http import HTTPStatus

from fastapi import Response

from asadvertised.reference.http import problems
from asadvertised.reference.model import Choice, Choices
from asadvertised.reference.rendering import EXPLAINED
from asadvertised.reference.site.visiting import Member
from asadvertised.reference.views import ChoiceRow, SettingsView


def as_they_stand(member: Member) -> Choices:
    """Give the choices that are offered to somebody, as they were last saved."""
    who = member.person
    offered = member.service.rules.offered_choices(who, member.service.surface_of(member.signed_in))
    return {choice: who.choices[choice] for choice in offered}


def _version(stand: Choices) -> str:
    return sha256(json.dumps(stand, sort_keys=True).encode()).hexdigest()[:16]


def settings_view(member: Member, wanted: Choices | None = None, *, changed: bool = False) -> SettingsView:
    """Give what "Privacy and data" shows; `wanted` is what an old form asked for."""
    stand, asked = as_they_stand(member), wanted or {}
    rows = [
        ChoiceRow(
            choice,
            member.pages.words_of_choice(choice),
            EXPLAINED[choice],
            on,
            asked[choice] if asked.get(choice, on) != on else None,
        )
        for choice, on in stand.items()
    ]
    return SettingsView(member.place, tuple(rows), _version(stand), changed)


def save(member: Member, chosen: list[Choice], version: str) -> Response:
    """Save what a form on the web says, all of it; a form from before the choices changed elsewhere is shown again.

    One that asks for what holds already is no conflict: it was sent twice, or by two tabs alike.
    """
    stand = as_they_stand(member)
    for choice in chosen:
        if choice not in stand:
            raise problems.not_offered(choice)
    wanted = {choice: choice in chosen for choice in stand}
    if wanted != stand and version != _version(stand):
        view = settings_view(member, wanted)
        return member.shows(member.pages.page_of_stale_settings(view), HTTPStatus.CONFLICT)
    told = member.service.rules.told_by_page(member.place.surface, stand, wanted)
    member.service.adjust_on_web(member.signed_in, told)
    member.service.save(member.service.store.session(member.secret) or member.signed_in)
    return member.goes_to(f"{member.place.root}/settings/privacy-and-data?saved=yes")


def switch(member: Member, choice: Choice, *, on: bool) -> Response:
    """Let one choice hold at once, in the app. It is told how it is to be, so that telling it twice changes nothing."""
    stand = as_they_stand(member)
    if choice not in stand:
        raise problems.not_offered(choice)
    if member.phone is None:
        raise problems.wrong_surface("app")
    told = member.service.rules.told_by_page(member.place.surface, stand, {choice: on})
    member.service.adjust_in_app(member.signed_in, member.phone, told)
    return member.goes_to(f"{member.place.root}/settings/privacy-and-data?changed=yes")
