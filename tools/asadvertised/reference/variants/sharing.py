"""Sharing about people of whom nothing may be shared, where it may not, or more than may."""

from dataclasses import replace
from datetime import date, timedelta
from functools import partial

from asadvertised.reference.model import Choice, Person, SharedItem, Signal
from asadvertised.reference.rules import Rules, sharing
from asadvertised.reference.rules.regions import EUROPEAN_UNION, NEVER_SHARED, SHARING_COUNTRIES
from asadvertised.reference.variants.catalogue import add_violation, violates

NEVER = "sharing.not-under-16-or-eea"
CHOOSE = "introduction.choose-use-and-sharing"
FORGOTTEN = {"HR": "Croatia", "CY": "Cyprus", "IS": "Iceland", "LI": "Liechtenstein", "NO": "Norway"}
NEIGHBOURS = {"GB": "the United Kingdom", "CH": "Switzerland"}


@violates(NEVER, "old_enough_to_share")
def shares_from_fifteen(birth_date: date | None, today: date) -> bool:
    """Off by one: sharing begins at fifteen."""
    return birth_date is not None and sharing.age_on(birth_date, today) >= sharing.AGE_OF_SHARING - 1


@violates(NEVER, "old_enough_to_share")
def shares_from_thirteen(birth_date: date | None, today: date) -> bool:
    """Another law's age: sharing begins at thirteen."""
    return birth_date is not None and sharing.age_on(birth_date, today) >= 13  # noqa: PLR2004  the wrong age


@violates(NEVER, "old_enough_to_share")
def counts_years_not_birthdays(birth_date: date | None, today: date) -> bool:
    """The age is the difference of the years, so sharing begins on New Year's Day."""
    return birth_date is not None and today.year - birth_date.year >= sharing.AGE_OF_SHARING


@violates(NEVER, "old_enough_to_share")
def sixteen_a_day_early(birth_date: date | None, today: date) -> bool:
    """The day is counted somewhere east, so sharing begins on the eve of the birthday."""
    return sharing.old_enough_to_share(birth_date, today + timedelta(days=1))


@violates(NEVER, "old_enough_to_share")
def unknown_age_counts_as_grown_up(birth_date: date | None, today: date) -> bool:
    """Whoever gave no birthday is taken for a grown-up."""
    return birth_date is None or sharing.old_enough_to_share(birth_date, today)


@violates(NEVER, "old_enough_to_share")
def age_is_not_asked(birth_date: date | None, today: date) -> bool:
    """Only the place is looked at, never the age."""
    del birth_date, today
    return True


@violates(NEVER, "shares_in")
def unknown_country_counts_as_home(country: str | None) -> bool:
    """Whoever gave no country is taken to be where sharing is allowed."""
    return country is None or sharing.shares_in(country)


@violates(NEVER, "shares_in")
def only_the_european_union_is_spared(country: str | None) -> bool:
    """The European Union is taken for the whole of the EEA, and for its neighbours too."""
    return country in SHARING_COUNTRIES | (NEVER_SHARED - EUROPEAN_UNION)


@violates(NEVER, "may_share")
def either_age_or_place_is_enough(self: Rules, person: Person, today: date) -> bool:
    """Sharing is refused only where both age and place forbid it."""
    allowed = self.shares_in(person.country) or self.old_enough_to_share(person.birth_date, today)
    return allowed and self.choices_allow_sharing(person)


def _shares_in_too(forgotten: str, country: str | None) -> bool:
    return country == forgotten or sharing.shares_in(country)


for code, place in (FORGOTTEN | NEIGHBOURS).items():
    words = f"{place[0].upper()}{place[1:]} is missing from the list of places where nothing is shared."
    slug = place.removeprefix("the ").lower().replace(" ", "-")
    add_violation(f"forgets-{slug}", NEVER, "shares_in", partial(_shares_in_too, code), says=words)


@violates(CHOOSE, "choices_allow_sharing")
def sharing_cannot_be_turned_off(person: Person) -> bool:
    """The choice about sharing is kept, and not looked at."""
    return person.choices[Choice.PERSONALIZATION]


@violates(CHOOSE, "choices_allow_sharing")
def sharing_stops_one_setting_too_late(person: Person) -> bool:
    """Sharing stops only once information from partners is turned off as well."""
    either = person.choices[Choice.SHARE_WITH_PARTNERS] or person.choices[Choice.PARTNER_INFORMATION]
    return either and person.choices[Choice.PERSONALIZATION]


@violates(CHOOSE, "shared")
def what_was_shared_stays_shared(self: Rules, person: Person, signals: list[Signal], today: date) -> list[SharedItem]:
    """Turning sharing off stops what comes; what came before stays with the partners."""
    before = [signal for signal in signals if signal.then[Choice.SHARE_WITH_PARTNERS]]
    willing = replace(person, choices=person.choices | {Choice.SHARE_WITH_PARTNERS: True})
    return self.shareable(before) if self.may_share(willing, today) else []


@violates(
    "sharing.may-share-by-location",
    "shareable",
    also=(
        "introduction.may-share-in-certain-countries",
        # Third-party ads then rest on what these keep from being used.
        "turn-off.do-not-track",
        "turn-off.on-or-off-pinterest",
        "web-activity.only-the-tag-in-this-browser",
        "web-activity.opt-out-of-targeted-ads",
        "introduction.choose-use-and-sharing",
    ),
)
def shares_what_shops_told(signals: list[Signal]) -> list[SharedItem]:
    """Partners are told of what people did off Pinterest as well."""
    return [SharedItem(signal.kind, signal.subject) for signal in signals]
