"""Test seams: what a harness needs and no ordinary user does."""

from secrets import token_hex, token_urlsafe

from fastapi import APIRouter

from asadvertised.reference.http import problems
from asadvertised.reference.http.doors import Service
from asadvertised.reference.http.links import undone_by
from asadvertised.reference.http.phones import state_of
from asadvertised.reference.http.shapes import (
    Identifier,
    KeptFeedback,
    MadeAdvertiser,
    MadePerson,
    MadeThing,
    NewAdvertiser,
    NewPerson,
    NewPhone,
    NewPin,
    PhoneState,
    SharedThing,
    SharedThings,
    Subject,
)
from asadvertised.reference.service import PARTNER

router = APIRouter(prefix="/test", tags=["test seams"])


@router.post("/people", operation_id="createPerson", status_code=201, responses=undone_by("removePerson", person="id"))
async def create_person(service: Service, body: NewPerson) -> MadePerson:
    """Make a person with a birth date, a country and a kind of account, who can sign in at once."""
    email, password = f"{token_hex(8)}@people.invalid", token_urlsafe(16)
    person = service.store.add_person(email, password, body.birth_date, body.country, body.account)
    return MadePerson(id=person, email=email, password=password)


@router.delete("/people/{person}", operation_id="removePerson", status_code=204)
async def remove_person(service: Service, person: Identifier) -> None:
    """Remove a person and everything known of them."""
    if not service.store.remove_person(person):
        raise problems.not_found("person")


@router.get("/people/{person}/shared", operation_id="listShared")
async def list_shared(service: Service, person: Identifier) -> SharedThings:
    """List everything that partners have been told about a person and still hold."""
    if service.store.person(person) is None:
        raise problems.not_found("person")
    items = service.shared_about(person)
    things = [SharedThing(partner=PARTNER, activity=item.activity, subject=item.subject) for item in items]
    return SharedThings(items=things)


@router.post(
    "/advertisers",
    operation_id="createAdvertiser",
    status_code=201,
    responses=undone_by("removeAdvertiser", advertiser="id"),
)
async def create_advertiser(service: Service, body: NewAdvertiser) -> MadeAdvertiser:
    """Make an advertiser that has a shop with the tag, a mobile app, and no ads yet."""
    advertiser, token = service.store.add_advertiser(body.name)
    return MadeAdvertiser(id=advertiser, token=token)


@router.delete("/advertisers/{advertiser}", operation_id="removeAdvertiser", status_code=204)
async def remove_advertiser(service: Service, advertiser: Identifier) -> None:
    """Remove an advertiser with its ads, events and customer lists."""
    if not service.store.remove_advertiser(advertiser):
        raise problems.not_found("advertiser")


@router.post("/phones", operation_id="createPhone", status_code=201)
async def create_phone(service: Service, body: NewPhone) -> PhoneState:
    """Make a phone, as it comes out of its box: nothing opted out of, nothing answered."""
    major, minor, *_ = *(int(part) for part in body.os_version.split(".")), 0
    return state_of(service, service.store.add_phone(body.platform, (major, minor)))


@router.post("/pins", operation_id="publishPin", status_code=201)
async def publish_pin(service: Service, body: NewPin) -> MadeThing:
    """Publish a Pin about a subject, which may then stand in anybody's home feed."""
    return MadeThing(id=service.store.add_pin(body.subject))


@router.get("/feedback", operation_id="listFeedback")
async def list_feedback(service: Service, text: Subject) -> KeptFeedback:
    """List what was kept of the answers to the article's form that carry exactly this text."""
    return KeptFeedback(helpful=service.store.feedback(text))
