"""What the reference knows of people, browsers, phones and advertisers, as plain values for the rules."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class Choice(StrEnum):
    """A choice under "Privacy and data"; on means that Pinterest may."""

    PERSONALIZATION = "personalization"
    PINTEREST_ACTIVITY = "pinterest-activity"
    SITE_VISITS = "site-visits"
    PARTNER_INFORMATION = "partner-information"
    SHARE_WITH_PARTNERS = "share-with-partners"


class SignalKind(StrEnum):
    """Where a piece of information about a person comes from; also the kind of a stated reason."""

    PIN_CLICK = "pin-click"
    BOARD = "board"
    SITE_VISIT = "site-visit"
    TAG = "tag"
    APP_EVENT = "app-event"
    CUSTOMER_LIST = "customer-list"
    PURCHASE_ON_PINTEREST = "purchase-on-pinterest"


class ReasonKind(StrEnum):
    """Why something is shown: one of the signals, or what a partner was told."""

    PIN_CLICK = "pin-click"
    BOARD = "board"
    SITE_VISIT = "site-visit"
    TAG = "tag"
    APP_EVENT = "app-event"
    CUSTOMER_LIST = "customer-list"
    PURCHASE_ON_PINTEREST = "purchase-on-pinterest"
    SHARED_WITH_PARTNER = "shared-with-partner"


class ShopEvent(StrEnum):
    """What a person did in an advertiser's shop or app."""

    VISIT = "visit"
    CHECK_OUT = "check-out"
    PURCHASE = "purchase"


class Purpose(StrEnum):
    """What a signal would be used for."""

    ADS = "ads"
    HOME_FEED = "home-feed"


class Surface(StrEnum):
    """Where a person is signed in: in a browser, or in the app on a phone."""

    WEB = "web"
    ANDROID = "android"
    IOS = "ios"


class Platform(StrEnum):
    """The maker's system that a phone runs."""

    ANDROID = "android"
    IOS = "ios"


class Tracking(StrEnum):
    """What a person answered when the app asked to track."""

    NOT_ANSWERED = "not-answered"
    ALLOW = "allow"
    ASK_APP_NOT_TO_TRACK = "ask-app-not-to-track"


class Account(StrEnum):
    """The two kinds of account."""

    PERSONAL = "personal"
    BUSINESS = "business"


Choices = dict[Choice, bool]


def everything_on() -> Choices:
    """Give the choices of somebody who has chosen nothing yet."""
    return dict.fromkeys(Choice, True)


@dataclass(frozen=True)
class Person:
    """What the rules may know of a person; `country` is ISO 3166-1 alpha-2; None is unknown."""

    id: str
    birth_date: date | None
    country: str | None
    choices: Choices = field(default_factory=everything_on)
    account: Account = Account.PERSONAL


@dataclass(frozen=True)
class Browser:
    """A browser as it stands now; what begins with `was` is how it stood when the signal came."""

    opted_out: bool = False
    do_not_track: bool = False
    was_opted_out: bool = False
    was_do_not_track: bool = False


@dataclass(frozen=True)
class Phone:
    """A phone as it stands now; what begins with `was` is how it stood then. `os_version` is (major, minor)."""

    platform: Platform
    os_version: tuple[int, int]
    opted_out: bool = False
    tracking: Tracking = Tracking.NOT_ANSWERED
    was_opted_out: bool = False
    was_tracking: Tracking = Tracking.NOT_ANSWERED


Origin = Browser | Phone | None


@dataclass(frozen=True)
class Devices:
    """Every browser and phone that a person uses, as each stands now."""

    browsers: tuple[Browser, ...] = ()
    phones: tuple[Phone, ...] = ()


@dataclass(frozen=True)
class Signal:
    """One piece of information about a person: about what, from whom, and from which browser or phone.

    `actor` is whose act it was; `then` is what that person had chosen when it came.
    """

    kind: SignalKind
    subject: str = ""
    advertiser: str = ""
    event: ShopEvent | None = None
    origin: Origin = None
    actor: str = ""
    then: Choices = field(default_factory=everything_on)


@dataclass(frozen=True)
class Ad:
    """An advertiser's ad about a subject."""

    id: str
    advertiser: str
    subject: str
    third_party: bool = False


@dataclass(frozen=True)
class Pin:
    """A Pin about a subject."""

    id: str
    subject: str


@dataclass(frozen=True)
class Effectiveness:
    """How an ad did, in numbers and without people."""

    ad: Ad
    views: int
    visits: int
    check_outs: int
    purchases: int


@dataclass(frozen=True)
class Answer:
    """An answer to the form under the article; `helpful` is yes, no or nothing."""

    helpful: str
    text: str


@dataclass(frozen=True)
class SharedItem:
    """One thing that a partner is told about a person."""

    activity: SignalKind
    subject: str


Shown = tuple[ReasonKind, ...]
