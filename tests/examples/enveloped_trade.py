"""The parts of `enveloped.py` that are no member's: its administration, devices, partners."""

from datetime import datetime
from secrets import token_hex
from typing import Annotated, Any

from examples.common import Service
from examples.enveloped_words import (
    ACTS,
    ANSWERS,
    COUNTRIES,
    SORTS,
    SOURCES,
    USEFUL,
    Json,
    Only,
    Partner,
    Text,
    administrator,
    enveloped,
    theirs,
)
from fastapi import APIRouter, Body, Depends, HTTPException

from asadvertised.reference.model import Phone, Platform, SignalKind
from asadvertised.reference.service import Pinterest
from asadvertised.reference.store import Event

admin = APIRouter(prefix="/v2/admin", dependencies=[Depends(administrator)])
trade = APIRouter(prefix="/v2")


@admin.put("/members")
async def make_member(
    service: Service, sort: Text = "private", born: Text = "", lives_in: Annotated[str, Body(alias="livesIn")] = ""
) -> Json:
    mail, secret = f"{token_hex(8)}@members.invalid", token_hex(16)
    day = datetime.strptime(born, "%d/%m/%Y").date() if born else None  # noqa: DTZ007  a date has no zone
    country = COUNTRIES.get(lives_in, lives_in) or None
    ref = service.store.add_person(mail, secret, day, country, SORTS[sort])
    return enveloped(member={"ref": ref, "mail": mail, "secrets": [{"kind": "password", "value": secret}]})


@admin.delete("/members/{ref}")
async def remove_member(service: Service, ref: str) -> Json:
    return enveloped(removed=service.store.remove_person(ref))


@admin.get("/members/{ref}/disclosures")
async def disclosures(service: Service, ref: str) -> Json:
    told = [{"what": theirs(SOURCES, item.activity), "topic": item.subject} for item in service.shared_about(ref)]
    return enveloped(to=[{"partner": "network", "items": told}] if told else [])


@admin.put("/partners")
async def make_partner(service: Service, title: Only) -> Json:
    ref, key = service.store.add_advertiser(title)
    return enveloped(partner={"ref": ref, "key": key})


@admin.delete("/partners/{ref}")
async def remove_partner(service: Service, ref: str) -> Json:
    return enveloped(removed=service.store.remove_advertiser(ref))


@admin.put("/devices")
async def make_device(service: Service, system: Only) -> Json:
    platform, _, version = system.partition(" ")
    major, minor, *_ = *(int(part) for part in version.split(".")), 0
    return device_of(service, service.store.add_phone(Platform(platform.lower()), (major, minor)))


@admin.put("/pictures")
async def publish(service: Service, topic: Only) -> Json:
    return enveloped(picture={"ref": service.store.add_pin(topic)})


@admin.get("/opinions")
async def opinions(service: Service, saying: str) -> Json:
    return enveloped(opinions=[{"useful": USEFUL[helpful]} for helpful in service.store.feedback(saying)])


def device(service: Pinterest, ref: str) -> tuple[Phone, str]:
    found = service.store.phone(ref)
    if found is None:
        raise HTTPException(404, "no such device")
    return found


def device_of(service: Pinterest, ref: str) -> Json:
    state, identifier = device(service, ref)
    version = ".".join(str(part) for part in state.os_version)
    ads = {"id": identifier, "limited": int(state.opted_out), "tracking": theirs(ANSWERS, state.tracking)}
    return enveloped(device={"ref": ref, "system": f"{state.platform} {version}", "ads": ads})


@trade.get("/devices/{ref}")
async def look_at_device(service: Service, ref: str) -> Json:
    return device_of(service, ref)


@trade.delete("/devices/{ref}/ads/id")
async def another_identifier(service: Service, ref: str) -> Json:
    state, before = device(service, ref)
    service.reset_advertising_id(ref, state, before)
    return device_of(service, ref)


@trade.patch("/devices/{ref}/ads")
async def set_up_device(
    service: Service, ref: str, limited: Annotated[int | None, Body()] = None, tracking: Annotated[str, Body()] = ""
) -> Json:
    state, _ = device(service, ref)
    if limited is not None:
        service.store.set_phone(ref, opted_out=bool(limited))
    if tracking:
        service.answer_tracking(ref, state, ANSWERS[tracking])
    return device_of(service, ref)


@trade.post("/devices/{ref}/launches")
async def launch(service: Service, ref: str) -> Json:
    state, _ = device(service, ref)
    return enveloped(prompts=["tracking"] if service.rules.must_ask_permission(state) else [])


@trade.put("/partner/ads")
async def advertise(service: Service, who: Partner, topic: Only) -> Json:
    return enveloped(ad={"ref": service.store.add_ad(who, topic)})


@trade.put("/partner/app-events")
async def app_events(service: Service, who: Partner, events: Annotated[list[dict[str, str]], Body(embed=True)]) -> Any:
    for one in events:
        act, device = ACTS[one["act"]], one["device"]
        service.store.add_event(Event(SignalKind.APP_EVENT, one["topic"], act, advertiser=who, advertising_id=device))
    return enveloped(accepted=str(len(events)))


@trade.put("/partner/customers")
async def customers(service: Service, who: Partner, mails: Annotated[list[str], Body(embed=True)]) -> Json:
    service.store.add_customers(who, [service.rules.fingerprint(mail) for mail in mails])
    return enveloped(accepted=str(len(mails)))


@trade.get("/partner/report")
async def report(service: Service, who: Partner) -> Json:
    rows = [
        [one.ad.id, one.ad.subject, one.views, one.visits, one.check_outs, one.purchases]
        for one in service.effectiveness(who)
    ]
    return enveloped(columns=["ref", "topic", "views", "looked", "to-the-till", "paid"], rows=rows)
