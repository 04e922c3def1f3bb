"""The account settings "Privacy and data": on the web with Save, in the app at once."""

from fastapi import APIRouter

from asadvertised.reference.http import problems
from asadvertised.reference.http.doors import Person, Service
from asadvertised.reference.http.shapes import Adjustment, Settings
from asadvertised.reference.model import Choice, Choices
from asadvertised.reference.model import Person as Somebody
from asadvertised.reference.service import Pinterest
from asadvertised.reference.store import Session

router = APIRouter(tags=["account settings"])


@router.get("/settings", operation_id="getSettings")
async def get_settings(service: Service, person: Person) -> Settings:
    """Open "Privacy and data": the choices that are offered where the person is, as they were last saved."""
    return _view(service, person, _who(service, person).choices)


@router.patch("/web/settings", operation_id="adjustSettingsOnWeb")
async def adjust_settings_on_web(service: Service, person: Person, body: Adjustment) -> Settings:
    """Adjust choices on the web. Nothing is changed until `saveSettings`; leaving without it loses the adjustment."""
    _only_on("web", person.browser)
    _only_offered(service, person, body.choices)
    return _view(service, person, service.adjust_on_web(person, body.choices))


@router.post("/web/settings/save", operation_id="saveSettings")
async def save_settings(service: Service, person: Person) -> Settings:
    """Click Save: what was adjusted where the person is signed in holds from now on, everywhere."""
    _only_on("web", person.browser)
    return _view(service, person, service.save(person))


@router.patch("/app/settings", operation_id="adjustSettingsInApp")
async def adjust_settings_in_app(service: Service, person: Person, body: Adjustment) -> Settings:
    """Adjust choices in the app. They hold at once, everywhere; there is no Save."""
    _only_on("app", person.phone)
    _only_offered(service, person, body.choices)
    phone, _ = service.store.phone(person.phone or "") or (None, "")
    if phone is None:
        raise problems.not_found("phone")
    return _view(service, person, service.adjust_in_app(person, phone, body.choices))


def _who(service: Pinterest, session: Session) -> Somebody:
    person = service.store.person(session.person)
    if person is None:
        raise problems.not_signed_in()
    return person


def _only_on(surface: str, signed_in_on: str | None) -> None:
    if signed_in_on is None:
        raise problems.wrong_surface(surface)


def _offered(service: Pinterest, session: Session) -> tuple[Choice, ...]:
    return service.rules.offered_choices(_who(service, session), service.surface_of(session))


def _only_offered(service: Pinterest, session: Session, wanted: Choices) -> None:
    offered = _offered(service, session)
    for choice in wanted:
        if choice not in offered:
            raise problems.not_offered(choice)


def _view(service: Pinterest, session: Session, choices: Choices) -> Settings:
    offered = list(_offered(service, session))
    return Settings(offered=offered, choices={choice: choices[choice] for choice in offered})
