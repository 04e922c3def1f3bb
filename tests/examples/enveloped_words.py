"""The words of `enveloped.py`, and who asks it: an administrator, a member, a partner, a browser."""

from typing import Annotated, Any

from examples.common import Service, browser_of
from fastapi import Body, Cookie, Depends, Header, HTTPException, Response

from asadvertised.reference.model import Account, Choice, ReasonKind, ShopEvent, SignalKind, Tracking
from asadvertised.reference.store import Session

ADMIN_KEY = "example-admin-key"

SWITCHES = {
    "everything": Choice.PERSONALIZATION,
    "own-activity": Choice.PINTEREST_ACTIVITY,
    "elsewhere": Choice.SITE_VISITS,
    "partners-tell-us": Choice.PARTNER_INFORMATION,
    "we-tell-partners": Choice.SHARE_WITH_PARTNERS,
}
YES_OR_NO = {"yes": True, "no": False}
OPINIONS = {"much": "yes", "little": "no", "unsaid": ""}
USEFUL = {ours: theirs for theirs, ours in OPINIONS.items()}
COUNTRIES = {"UK": "GB"}
SORTS = {"private": Account.PERSONAL, "company": Account.BUSINESS}
ANSWERS = {"unasked": Tracking.NOT_ANSWERED, "granted": Tracking.ALLOW, "denied": Tracking.ASK_APP_NOT_TO_TRACK}
ACTS = {"looked": ShopEvent.VISIT, "to-the-till": ShopEvent.CHECK_OUT, "paid": ShopEvent.PURCHASE}
SOURCES = {
    "clicked": SignalKind.PIN_CLICK,
    "collected": SignalKind.BOARD,
    "seen-elsewhere": SignalKind.SITE_VISIT,
    "shop": SignalKind.TAG,
    "shop-app": SignalKind.APP_EVENT,
    "customer": SignalKind.CUSTOMER_LIST,
    "ordered": SignalKind.PURCHASE_ON_PINTEREST,
    "told-a-partner": ReasonKind.SHARED_WITH_PARTNER,
}

Json = dict[str, Any]
Text = Annotated[str, Body()]
Only = Annotated[str, Body(embed=True)]
Untracked = Annotated[str, Header(alias="DNT")]


def theirs(table: dict[str, Any], ours: object) -> str:
    return next(word for word, value in table.items() if value == ours)


def enveloped(**data: object) -> Json:
    return {"data": data, "meta": {"version": 2}}


async def administrator(x_admin_key: Annotated[str, Header()] = "") -> None:
    if x_admin_key != ADMIN_KEY:
        raise HTTPException(401, "no such key")


async def member(service: Service, x_session: Annotated[str, Header()] = "") -> Session:
    session = service.store.session(x_session)
    if session is None:
        raise HTTPException(401, "no such session")
    return session


async def partner(service: Service, x_partner_key: Annotated[str, Header()] = "") -> str:
    advertiser = service.store.advertiser_by_token(x_partner_key)
    if advertiser is None:
        raise HTTPException(401, "no such partner")
    return advertiser


async def visitor(service: Service, response: Response, seen: Annotated[str, Cookie()] = "") -> str:
    browser = browser_of(service, seen)
    response.set_cookie("seen", browser)
    return browser


Member = Annotated[Session, Depends(member)]
Partner = Annotated[str, Depends(partner)]
Visitor = Annotated[str, Depends(visitor)]
