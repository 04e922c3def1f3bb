"""Sharing with partners for third-party ads: only in certain countries, and never about some people."""

from datetime import date

from asadvertised.reference.model import Choice, Person, ReasonKind, SharedItem, Shown, Signal, SignalKind
from asadvertised.reference.rules.citation import implements
from asadvertised.reference.rules.regions import NEVER_SHARED, SHARING_COUNTRIES

AGE_OF_SHARING = 16
SHAREABLE = (SignalKind.PIN_CLICK, SignalKind.BOARD)


@implements("sharing.not-under-16-or-eea")
def age_on(birth_date: date, day: date) -> int:
    """Give the age in whole years, reached on the birthday itself; 29 February is reached on 1 March."""
    had_birthday = (day.month, day.day) >= (birth_date.month, birth_date.day)
    return day.year - birth_date.year - (not had_birthday)


@implements("sharing.not-under-16-or-eea")
def old_enough_to_share(birth_date: date | None, today: date) -> bool:
    """Tell whether a person is known to be 16 or older.

    The promise is made to whoever is under 16, and not to whoever said so. About people of unknown age it can only be
    kept by sharing nothing.
    """
    return birth_date is not None and age_on(birth_date, today) >= AGE_OF_SHARING


@implements(
    "sharing.not-under-16-or-eea", "introduction.may-share-in-certain-countries", "sharing.may-share-by-location"
)
def shares_in(country: str | None) -> bool:
    """Tell whether data of people in a country may be shared.

    The promise is made to whoever is in one of those places. About people in unknown places it can only be kept by
    sharing nothing.
    """
    return country in SHARING_COUNTRIES and country not in NEVER_SHARED


@implements("introduction.choose-use-and-sharing", "off-pinterest.opt-out-of-all")
def choices_allow_sharing(person: Person) -> bool:
    """Tell whether a person's choices let anything be shared.

    Turning personalization off covers it: third-party ads that rest on what was shared are ad personalization by the
    person's activity on Pinterest, of which the settings opt out altogether.
    """
    return person.choices[Choice.SHARE_WITH_PARTNERS] and person.choices[Choice.PERSONALIZATION]


@implements("introduction.may-share-in-certain-countries", "sharing.may-share-by-location")
def shareable(signals: list[Signal]) -> list[SharedItem]:
    """Give what of a person's activity partners may be told: of the activity on Pinterest, which is all that is named.

    The same paragraph calls the rest "off-Pinterest activity", and does not name it here. The article is silent on
    purchases, and on browsers that ask not to be tracked; most protective: neither is shared.
    """
    return [
        SharedItem(signal.kind, signal.subject)
        for signal in signals
        if signal.kind in SHAREABLE and not getattr(signal.origin, "was_do_not_track", False)
    ]


@implements(
    "introduction.may-share-in-certain-countries", "sharing.may-share-by-location", "sharing.not-under-16-or-eea"
)
def third_party_subjects(shared: list[SharedItem], person: Person, signals: list[Signal]) -> dict[str, Shown]:
    """Give the subjects of third-party ads, each with its reason: what was shared, and nothing else of the person's."""
    del person, signals
    return {item.subject: (ReasonKind.SHARED_WITH_PARTNER,) for item in shared}
