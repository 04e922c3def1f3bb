"""Sharing about people of whom nothing may be shared, where it may not, or more than may."""

from dataclasses import replace
from datetime import date, timedelta
from functools import partial

from asadvertised.reference.model import Account, Choice, Person, SharedItem, Shown, Signal, SignalKind
from asadvertised.reference.rules import Rules, sharing
from asadvertised.reference.rules.regions import (
    EUROPEAN_UNION,
    NEVER_SHARED,
    SHARING_COUNTRIES,
    TERRITORIES_OF_THE_UNION,
)
from asadvertised.reference.variants.catalogue import add_violation, violates

NEVER = "sharing.not-under-16-or-eea"
CHOOSE = "introduction.choose-use-and-sharing"
BY_LOCATION = "sharing.may-share-by-location"
IN_COUNTRIES = "introduction.may-share-in-certain-countries"
OFF = "turn-off.account-settings"
OFF_BOTH = "turn-off.on-or-off-pinterest"
FORGOTTEN = {"HR": "Croatia", "CY": "Cyprus", "IS": "Iceland", "LI": "Liechtenstein", "NO": "Norway"}
TERRITORIES = {"AX": "Åland", "GP": "Guadeloupe", "RE": "Réunion"}
NEIGHBOURS = {"GB": "the United Kingdom", "CH": "Switzerland"}
PLAIN = str.maketrans("åé", "ae")
Subjects = dict[str, Shown]


@violates(NEVER, "old_enough_to_share")
def shares_from_fifteen(birth_date: date | None, today: date) -> bool:
    """Off by one: sharing begins at fifteen."""
    return birth_date is not None and sharing.age_on(birth_date, today) >= sharing.AGE_OF_SHARING - 1


@violates(NEVER, "old_enough_to_share")
def shares_from_thirteen(birth_date: date | None, today: date) -> bool:
    """Another law's age: sharing begins at thirteen."""
    return birth_date is not None and sharing.age_on(birth_date, today) >= 13  # noqa: PLR2004  the wrong age


@violates(NEVER, "old_enough_to_share")
def small_children_fall_through(birth_date: date | None, today: date) -> bool:
    """Accounts begin at thirteen, so that an age below falls through the check."""
    child = birth_date is not None and sharing.age_on(birth_date, today) < 13  # noqa: PLR2004  the age of accounts
    return child or sharing.old_enough_to_share(birth_date, today)


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


@violates(NEVER, "may_share")
def business_accounts_are_shared_about(self: Rules, person: Person, today: date) -> bool:
    """Business accounts are shared about whoever and wherever their people are."""
    business = person.account is Account.BUSINESS and self.choices_allow_sharing(person)
    return business or Rules.may_share(self, person, today)


@violates(NEVER, "shares_in")
def territories_are_forgotten(country: str | None) -> bool:
    """The list of places has member states only, and not their territories that have codes of their own."""
    return country in TERRITORIES_OF_THE_UNION or sharing.shares_in(country)


def _shares_in_too(forgotten: str, country: str | None) -> bool:
    return country == forgotten or sharing.shares_in(country)


for code, place in (FORGOTTEN | TERRITORIES | NEIGHBOURS).items():
    words = f"{place[0].upper()}{place[1:]} is missing from the list of places where nothing is shared."
    slug = place.removeprefix("the ").lower().replace(" ", "-").translate(PLAIN)
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


@violates(BY_LOCATION, "shareable", also=(IN_COUNTRIES,))
def shares_what_shops_told(signals: list[Signal]) -> list[SharedItem]:
    """Partners are told of what people did off Pinterest as well."""
    return [SharedItem(signal.kind, signal.subject) for signal in signals]


@violates(IN_COUNTRIES, "shareable", also=(BY_LOCATION,))
def shares_visits_to_sites(signals: list[Signal]) -> list[SharedItem]:
    """The Save button on a site counts as Pinterest, so that partners are told of visits to the site."""
    visits = [SharedItem(signal.kind, signal.subject) for signal in signals if signal.kind is SignalKind.SITE_VISIT]
    return [*sharing.shareable(signals), *visits]


@violates(NEVER, "third_party_subjects")
def third_party_ads_know_more_in_europe(shared: list[SharedItem], person: Person, signals: list[Signal]) -> Subjects:
    """Where nothing may be shared, third-party ads follow what people do on Pinterest all the same."""
    known = sharing.shareable(signals) if person.country in NEVER_SHARED else shared
    return sharing.third_party_subjects(known, person, signals)


@violates("off-pinterest.opt-out-of-all", "choices_allow_sharing", also=(OFF, OFF_BOTH))
def off_spares_third_party_ads(person: Person) -> bool:
    """Turning personalization off leaves third-party ads as personal as they were."""
    return person.choices[Choice.SHARE_WITH_PARTNERS]
