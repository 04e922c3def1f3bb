"""The account settings "Privacy and data": on the web with Save, in the app at once."""

from fastapi import APIRouter

from asadvertised.reference.http import problems
from asadvertised.reference.http.doors import Person, Service
from asadvertised.reference.http.shapes import Adjustment, Settings
from asadvertised.reference.model import Choices
from asadvertised.reference.model import Person as Somebody
from asadvertised.reference.service import Pinterest
from asadvertised.reference.store import Session

router = APIRouter(tags=["account settings"])


@router.get("/settings", operation_id="getSettings")
async def get_settings(service: Service, person: Person) -> Settings:
    """Open "Privacy and data": the choices that are offered where the person is, as they were last saved."""
    who = _who(service, person)
    return _view(service, who, who.choices)


@router.patch("/web/settings", operation_id="adjustSettingsOnWeb")
async def adjust_settings_on_web(service: Service, person: Person, body: Adjustment) -> Settings:
    """Adjust choices on the web. Nothing is changed until `saveSettings`; leaving without it loses the adjustment."""
    who = _who(service, person)
    _only_on("web", person.browser)
    _only_offered(service, who, body.choices)
    draft = service.rules.adjusted(person.draft, body.choices)
    service.store.set_draft(person, draft)
    return _view(service, who, service.rules.adjusted(who.choices, draft))


@router.post("/web/settings/save", operation_id="saveSettings")
async def save_settings(service: Service, person: Person) -> Settings:
    """Click Save: what was adjusted where the person is signed in holds from now on, everywhere."""
    who = _who(service, person)
    _only_on("web", person.browser)
    choices = service.rules.adjusted(who.choices, person.draft)
    service.store.set_choices(who.id, choices)
    service.store.set_draft(person, {})
    return _view(service, who, choices)


@router.patch("/app/settings", operation_id="adjustSettingsInApp")
async def adjust_settings_in_app(service: Service, person: Person, body: Adjustment) -> Settings:
    """Adjust choices in the app. They hold at once, everywhere; there is no Save."""
    who = _who(service, person)
    _only_on("app", person.phone)
    _only_offered(service, who, body.choices)
    choices = service.rules.adjusted(who.choices, body.choices)
    service.store.set_choices(who.id, choices)
    return _view(service, who, choices)


def _who(service: Pinterest, session: Session) -> Somebody:
    person = service.store.person(session.person)
    if person is None:
        raise problems.not_signed_in()
    return person


def _only_on(surface: str, signed_in_on: str | None) -> None:
    if signed_in_on is None:
        raise problems.wrong_surface(surface)


def _only_offered(service: Pinterest, who: Somebody, wanted: Choices) -> None:
    for choice in wanted:
        if choice not in service.rules.offered_choices(who.country):
            raise problems.not_offered(choice)


def _view(service: Pinterest, who: Somebody, choices: Choices) -> Settings:
    offered = list(service.rules.offered_choices(who.country))
    return Settings(offered=offered, choices={choice: choices[choice] for choice in offered})
