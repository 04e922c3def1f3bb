"""The shapes of requests and answers."""

import re
from datetime import date
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StrictBool, StringConstraints

from asadvertised.reference.model import Account, Choice, Platform, ReasonKind, ShopEvent, SignalKind, Tracking

Subject = Annotated[
    str,
    StringConstraints(min_length=1, max_length=200, pattern=r"^[^\x00-\x1f\x7f]+$"),
    Field(description="What something is about, such as a pair of shoes."),
]
Country = Annotated[str, Field(pattern="^[A-Z]{2}$", description="ISO 3166-1 alpha-2.", examples=["US"])]
Name = Annotated[str, StringConstraints(min_length=1, max_length=200, pattern=r"^[^\x00-\x1f\x7f]+$")]
Identifier = Annotated[str, StringConstraints(min_length=1, max_length=200, pattern=r"^[A-Za-z0-9._~-]+$")]
Email = Annotated[
    str, StringConstraints(min_length=3, max_length=320, pattern=r"^[ \t]*[^@\x00-\x20\x7f]+@[^@\x00-\x20\x7f]+[ \t]*$")
]


def _as_a_day(written: object) -> object:
    """Refuse the numbers and times that pydantic would read as a day."""
    if isinstance(written, str) and re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", written):
        return written
    raise ValueError("a day is written YYYY-MM-DD")


Day = Annotated[date, BeforeValidator(_as_a_day)]


class Shape(BaseModel):
    """A body; unknown keys in a request are refused."""

    model_config = ConfigDict(extra="forbid")


class NewPerson(Shape):
    """A person to be made; what is left out is unknown to the service."""

    birth_date: Day | None = None
    country: Country | None = None
    account: Account = Account.PERSONAL


class MadePerson(Shape):
    """A person who can sign in."""

    id: str
    email: str
    password: str


class NewAdvertiser(Shape):
    """An advertiser to be made."""

    name: Name


class MadeAdvertiser(Shape):
    """An advertiser, with the token that speaks for it."""

    id: str
    token: str


class NewPhone(Shape):
    """A phone to be made."""

    platform: Platform
    os_version: Annotated[str, Field(pattern=r"^[0-9]{1,3}(\.[0-9]{1,3}){0,2}$", examples=["14.5"])]


class PhoneState(Shape):
    """A phone as its settings stand."""

    id: str
    platform: Platform
    os_version: str
    advertising_id: str = Field(description="What apps on the phone tell advertisers about it.")
    ads_opted_out: bool = Field(description="Whether the person opted out of the identifier's use for targeted ads.")
    tracking: Tracking = Field(description="What the person answered when the app asked to track (iOS).")


class NewPin(Shape):
    """A Pin to be published."""

    subject: Subject


class MadeThing(Shape):
    """The id of what was made."""

    id: str


class SharedThing(Shape):
    """One thing that a partner is told about a person."""

    partner: str
    activity: SignalKind
    subject: str


class SharedThings(Shape):
    """Everything that partners hold about a person now."""

    items: list[SharedThing]


class Credentials(Shape):
    """What a person signs in with on the web."""

    email: Email
    password: Annotated[str, StringConstraints(max_length=200)]


class AppCredentials(Credentials):
    """What a person signs in with in the app, on one phone."""

    phone: Identifier


class SignedIn(Shape):
    """The token that speaks for the person where they signed in."""

    token: str


class NewBoard(Shape):
    """A board to be created."""

    subject: Subject


class Purchase(Shape):
    """A purchase that a person initiates on Pinterest."""

    subject: Subject


class Reason(Shape):
    """Why something is shown: the kind of information that was used, and words for people."""

    kind: ReasonKind
    text: str


class ShownAd(Shape):
    """An ad with all the reasons why it is shown; none if it is shown to everybody."""

    id: str
    advertiser: str
    subject: str
    third_party: bool
    reasons: list[Reason]


class ShownAds(Shape):
    """The ads that a person sees now, in order."""

    ads: list[ShownAd]


class ShownPin(Shape):
    """A Pin with all the reasons why it is shown; none if it is shown to everybody."""

    id: str
    subject: str
    reasons: list[Reason]


class HomeFeed(Shape):
    """The home feed that a person sees now, in order."""

    pins: list[ShownPin]


class Settings(Shape):
    """The choices under "Privacy and data": which are offered, and how they stand (on means that Pinterest may)."""

    offered: list[Choice]
    choices: dict[Choice, bool]


class Adjustment(Shape):
    """Choices to be turned on (true) or off (false); those not named stay."""

    choices: dict[Choice, StrictBool]


class SiteVisit(Shape):
    """A visit to a page with a feature of Pinterest; the advertiser is named if the site is one's shop."""

    feature: Annotated[str, Field(pattern="^(save-button|widget)$")]
    subject: Subject
    advertiser: Identifier | None = None


class ShopAct(Shape):
    """What a person did in an advertiser's shop."""

    event: ShopEvent
    subject: Subject


class OptOut(Shape):
    """Whether this browser has opted out of targeted ads."""

    opted_out: bool


class AdsOptOut(Shape):
    """Whether a phone opts out of its identifier's use for targeted ads."""

    opted_out: StrictBool


class TrackingAnswer(Shape):
    """The answer to the app's question, or what the phone's settings were changed to."""

    tracking: Annotated[Tracking, Field(description="`allow` or `ask-app-not-to-track`.")]


class AppOpening(Shape):
    """What the app does when it is opened."""

    asks_permission: bool = Field(description="Whether the app asks for permission to track.")


class NewAd(Shape):
    """An ad to be run."""

    subject: Subject


class AppEvent(Shape):
    """What an advertiser's app, or its website in a phone's browser, saw a person do."""

    advertising_id: Identifier
    event: ShopEvent
    subject: Subject


class CustomerList(Shape):
    """E-mail addresses of an advertiser's customers; hashed at once, never given back."""

    emails: Annotated[list[Email], Field(max_length=10_000)]


class Received(Shape):
    """How many entries were received; not who was found."""

    received: int


class AdEffect(Shape):
    """How one ad did: numbers, and nobody's name."""

    ad: str
    subject: str
    views: int
    visits: int
    check_outs: int
    purchases: int


class AdEffects(Shape):
    """How an advertiser's ads did."""

    ads: list[AdEffect]


class KeptFeedback(Shape):
    """What the answers with one text said of the article: `yes`, `no` or nothing."""

    helpful: list[str]
