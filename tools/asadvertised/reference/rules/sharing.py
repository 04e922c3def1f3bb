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
    """Tell whether a person is 16 or older. An unknown age is not said to be; most protective: it is not."""
    return birth_date is not None and age_on(birth_date, today) >= AGE_OF_SHARING


@implements(
    "sharing.not-under-16-or-eea", "introduction.may-share-in-certain-countries", "sharing.may-share-by-location"
)
def shares_in(country: str | None) -> bool:
    """Tell whether data of people in a country may be shared. Unknown is not said; most protective: it may not."""
    return country in SHARING_COUNTRIES and country not in NEVER_SHARED


@implements("introduction.choose-use-and-sharing")
def choices_allow_sharing(person: Person) -> bool:
    """Tell whether a person's choices let anything be shared. Turning personalization off is read to cover it."""
    return person.choices[Choice.SHARE_WITH_PARTNERS] and person.choices[Choice.PERSONALIZATION]


@implements("introduction.may-share-in-certain-countries", "sharing.may-share-by-location")
def shareable(signals: list[Signal]) -> list[SharedItem]:
    """Give what of a person's activity on Pinterest partners may be told: not purchases, which are not mentioned.

    Nothing from a browser that asks not to be tracked; the article is silent on it, and that is more protective.
    """
    return [
        SharedItem(signal.kind, signal.subject)
        for signal in signals
        if signal.kind in SHAREABLE and not getattr(signal.origin, "was_do_not_track", False)
    ]


@implements("introduction.may-share-in-certain-countries", "sharing.may-share-by-location")
def third_party_subjects(shared: list[SharedItem]) -> dict[str, Shown]:
    """Give the subjects of third-party ads that what was shared makes better, each with its reason."""
    return {item.subject: (ReasonKind.SHARED_WITH_PARTNER,) for item in shared}
