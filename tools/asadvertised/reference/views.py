"""What pages show, as plain values: a page is a function of one of these, and of nothing else."""

from dataclasses import dataclass

from asadvertised.reference.model import Account, Choice, Platform, ReasonKind, Surface, Tracking


@dataclass(frozen=True)
class Place:
    """Where a page stands: on the web or in the app, under which path, and the token that its forms carry."""

    surface: Surface
    root: str
    form_token: str
    signed_in: bool = False
    account: Account = Account.PERSONAL


@dataclass(frozen=True)
class Reason:
    """Why something is shown, in words for people."""

    kind: ReasonKind
    text: str


@dataclass(frozen=True)
class ShownThing:
    """A Pin or an ad with all its reasons; `by` is empty for a Pin."""

    id: str
    subject: str
    reasons: tuple[Reason, ...] = ()
    by: str = ""
    third_party: bool = False


@dataclass(frozen=True)
class SignInView:
    """A form to sign in; `after` is the path that it leads to."""

    place: Place
    after: str
    email: str = ""
    wrong: bool = False


@dataclass(frozen=True)
class HomeView:
    """The home feed."""

    place: Place
    ads: tuple[ShownThing, ...]
    pins: tuple[ShownThing, ...]


@dataclass(frozen=True)
class SearchView:
    """What a search found; nothing was asked where `about` is empty."""

    place: Place
    about: str
    pins: tuple[ShownThing, ...]


@dataclass(frozen=True)
class PinView:
    """One Pin, and the id of the form to buy it with, which counts once."""

    place: Place
    pin: ShownThing
    once: str
    bought: bool = False


@dataclass(frozen=True)
class BoardsView:
    """A person's boards, and the id of the form to create one with, which counts once."""

    place: Place
    boards: tuple[str, ...]
    once: str
    suggested: str = ""


@dataclass(frozen=True)
class ChoiceRow:
    """A choice as it stands; `wanted` is what a stale form asked for, where that differs."""

    choice: Choice
    label: str
    explained: str
    on: bool
    wanted: bool | None = None


@dataclass(frozen=True)
class SettingsView:
    """The choices that are offered; `version` tells a form that was filled in before they changed."""

    place: Place
    rows: tuple[ChoiceRow, ...]
    version: str = ""
    changed: bool = False


@dataclass(frozen=True)
class DeviceView:
    """A phone's own settings; `asks` tells whether apps on it have to ask before they track."""

    place: Place
    platform: Platform
    version: str
    advertising_id: str
    opted_out: bool
    tracking: Tracking
    asks: bool


@dataclass(frozen=True)
class ChoiceView:
    """How a browser stands with the choice page."""

    place: Place
    opted_out: bool


@dataclass(frozen=True)
class ElsewhereView:
    """A page of somebody else's, which embeds something from the service's `address`."""

    address: str
    about: str = ""
    feature: str = ""
    shop: str = ""
    shop_name: str = ""
    event: str = ""


@dataclass(frozen=True)
class ProblemView:
    """A refusal, for people, and where to go from there; a page that is embedded leads out of its frame."""

    title: str
    detail: str
    path: str
    leads_to: str
