"""What the article's folder calls exhausted is exhausted: each table is the whole of what it says."""

import re
from itertools import product

import pycountry
import pytest

from asadvertised.article.ledger import Ledger
from asadvertised.reference.model import SignalKind

PHONES = ("has a phone with Android 14", "has a phone with iOS 14.5, with tracking allowed")
BROWSERS = (
    "uses the browser beside the app on Android 14",
    "uses the browser beside the app on iOS 14.5, with tracking allowed",
)
PURCHASE = "buys a pair of shoes on Pinterest"
IN_BROWSER = (
    "clicks a Pin for a pair of shoes",
    "creates a board for a pair of shoes",
    "visits a page about a pair of shoes that has the Save button",
    "visits a page about a pair of shoes that has a Pinterest widget",
    "looks at a pair of shoes in the shop",
    "checks out a pair of shoes in the shop",
    "buys a pair of shoes in the shop",
)
ON_A_LIST = "is on the shop's customer list"
APPS = (
    "uses the app on Android 14",
    "uses the app on iOS 14.4",
    "uses the app on iOS 14.5, with tracking allowed",
)
ON_PINTEREST_IN_APP = ("clicks a Pin for a pair of shoes in the app", "creates a board for a pair of shoes in the app")
EVENTS = tuple(f"{does} a pair of shoes in the shop's app" for does in ("looks at", "checks out", "buys"))
EVERYWHERE = [*product(BROWSERS, (*IN_BROWSER, ON_A_LIST)), *product(APPS, (*ON_PINTEREST_IN_APP, *EVENTS))]
IN_APPS = [*product(APPS, (*ON_PINTEREST_IN_APP, f"{PURCHASE} in the app", *EVENTS))]
FROM_14_5 = [f"has a phone with iOS {version}" for version in ("14.5", "14.6", "14.10", "15.0", "17.0", "18.1")]
ANDROIDS = [f"has a phone with Android {version}" for version in (9, 14)]
GOVERNED = {
    "activity on Pinterest": {*IN_BROWSER[:2], *ON_PINTEREST_IN_APP},
    "visits to sites with the Save button": {*IN_BROWSER[2:4]},
    "information from partners": {*IN_BROWSER[4:], ON_A_LIST, *EVENTS},
}
UNDER_CHOICES = [
    (f"turns {choice} off in the account settings", place, act)
    for choice, acts in GOVERNED.items()
    for place, act in EVERYWHERE
    if act in acts
]
PHONE_CONTROLS = (
    ("has a phone with Android 14", "opts out on the phone"),
    ("has a phone with iOS 17.0", "selects “Ask App Not to Track”"),
)
OTHER_PHONES = tuple(
    f"has another phone with {system}" for system in ("Android 14", "iOS 14.4", "iOS 17.0, with tracking allowed")
)
OF_THE_TAG = IN_BROWSER[4:]
ALONE = [(act,) for act in (*IN_BROWSER, PURCHASE)]
TABLES = {
    "off-pinterest:with-personalization-off-nothing-that-is-done-afterwards-personalizes-anything": EVERYWHERE,
    "off-pinterest:with-personalization-off-nothing-that-was-known-before-personalizes-anything": EVERYWHERE,
    "introduction:a-choice-governs-what-comes-after-it": UNDER_CHOICES,
    "introduction:a-choice-governs-what-is-already-known": UNDER_CHOICES,
    "web-activity:what-the-tag-collects-after-the-opt-out-targets-no-ads": [*product(PHONES, OF_THE_TAG)],
    "web-activity:what-the-tag-had-collected-before-the-opt-out-targets-no-ads-either": [*product(PHONES, OF_THE_TAG)],
    "web-activity:the-opt-out-leaves-what-the-tag-does-not-collect-as-it-is": [
        *product(PHONES, (*IN_BROWSER[:4], PURCHASE, ON_A_LIST))
    ],
    "web-activity:the-opt-out-does-not-apply-to-mobile-apps": IN_APPS,
    "turn-off:with-do-not-track-on-what-is-done-in-the-browser-personalizes-nothing": [
        *product(PHONES, (*IN_BROWSER, PURCHASE))
    ],
    "turn-off:what-was-done-with-do-not-track-on-personalizes-nothing-in-another-browser": ALONE,
    "turn-off:what-was-done-before-do-not-track-was-on-personalizes-nothing-in-the-browser-while-it-is-on": ALONE,
    "off-pinterest:do-not-track-in-one-browser-leaves-another-browser-s-data-as-they-are": [*ALONE, (ON_A_LIST,)],
    "off-pinterest:do-not-track-in-a-browser-leaves-the-apps-data-as-they-are": IN_APPS,
    "android:what-comes-after-the-opt-out-targets-no-ads": [*product(ANDROIDS, EVENTS)],
    "android:what-came-before-the-opt-out-targets-no-ads-either": [*product(ANDROIDS, EVENTS)],
    "ios:without-an-answer-nothing-is-used": [*product(FROM_14_5, EVENTS)],
    "ios:what-is-sent-after-ask-app-not-to-track-is-not-used-while-it-is-connected-to-the-person": [
        *product(FROM_14_5, EVENTS)
    ],
    "ios:what-was-sent-before-ask-app-not-to-track-is-not-used-any-more": [*product(FROM_14_5, EVENTS)],
    "off-pinterest:a-phone-s-opt-out-leaves-a-browser-s-data-as-they-are": [
        (*control, act) for control, act in product(PHONE_CONTROLS, (*IN_BROWSER, PURCHASE, ON_A_LIST))
    ],
    "mobile-apps:an-opt-out-on-one-phone-leaves-another-phone-s-data-as-they-are": [
        (*control, other, act) for control, other, act in product(PHONE_CONTROLS, OTHER_PHONES, EVENTS)
    ],
    "personalized-ads:nothing-about-a-person-under-sixteen-is-shared": [
        *((f"person of {age} in United States (US)", IN_BROWSER[0]) for age in range(16)),
        *((f"person of {age} in United States (US)", act) for age, act in product((12, 15), (IN_BROWSER[1], PURCHASE))),
    ],
    "personalized-ads:a-business-account-shares-nothing-about-a-person-under-sixteen-either": [
        (f"person of {age} with a business account in {country}",)
        for age, country in product((0, 12, 15), ("United States (US)", "Canada (CA)", "Brazil (BR)", "Japan (JP)"))
    ],
}
PROTECTED = "personalized-ads:nothing-about-people-in-the-eea-the-united-kingdom-or-switzerland-is-shared-at-any-age"
# Written out from the list of members of the agreement, and from the maintenance agency's codes for their territories.
EUROPEAN_ECONOMIC_AREA = "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IS IT LI LT LU LV MT NL NO PL PT RO SE SI SK"
ITS_TERRITORIES = "AX GF GP MF MQ RE YT"
TWO_MORE = "CH GB"
ELSEWHERE = "personalized-ads:nothing-about-a-person-under-sixteen-is-shared-in-any-other-country"


def rows(ledger: Ledger, outline: str) -> list[list[str]]:
    return [[text for _, text in s.steps] for s in ledger.scenarios if s.outline == outline]


def asks(steps: list[str], phrases: tuple[str, ...]) -> bool:
    return all(any(step.endswith(f" {phrase}") for step in steps) for phrase in phrases)


@pytest.mark.parametrize("outline", TABLES)
def test_each_combination_is_asked_once(ledger: Ledger, outline: str) -> None:
    found = rows(ledger, outline)
    assert len(found) == len(TABLES[outline])
    for phrases in TABLES[outline]:
        assert sum(asks(steps, phrases) for steps in found) == 1, phrases


def test_no_signal_is_left_out(ledger: Ledger) -> None:
    """Purchases on Pinterest are exempt from the choices alone; all other signals are in the tables."""
    del ledger
    kinds = {
        SignalKind.PIN_CLICK: IN_BROWSER[0],
        SignalKind.BOARD: IN_BROWSER[1],
        SignalKind.SITE_VISIT: IN_BROWSER[2],
        SignalKind.TAG: IN_BROWSER[4],
        SignalKind.APP_EVENT: EVENTS[0],
        SignalKind.CUSTOMER_LIST: ON_A_LIST,
    }
    assert set(SignalKind) - set(kinds) == {SignalKind.PURCHASE_ON_PINTEREST}
    assert set(kinds.values()) <= {act for _, act in EVERYWHERE}
    assert set().union(*GOVERNED.values()) == {act for _, act in EVERYWHERE}


def codes(ledger: Ledger, outline: str) -> list[str]:
    return [re.findall(r"\(([A-Z]{2})\)", steps[0])[0] for steps in rows(ledger, outline)]


def test_every_country_of_iso_3166_is_asked_once(ledger: Ledger) -> None:
    protected, elsewhere = codes(ledger, PROTECTED), codes(ledger, ELSEWHERE)
    every = {country.alpha_2 for country in pycountry.countries}
    assert len(every) == 249
    assert sorted(protected + elsewhere) == sorted(every)
    assert sorted(protected) == sorted(f"{EUROPEAN_ECONOMIC_AREA} {ITS_TERRITORIES} {TWO_MORE}".split())


def test_each_age_around_sixteen_is_asked(ledger: Ledger) -> None:
    around = ("one turns 16 tomorrow", "one turns 16 today", "one did yesterday")
    assert all(age in steps[0] for steps in rows(ledger, PROTECTED) for age in around)
    assert all("turns 16 tomorrow" in steps[0] for steps in rows(ledger, ELSEWHERE))


def test_a_grown_up_with_a_business_account_is_asked_about_wherever_nothing_is_shared(ledger: Ledger) -> None:
    for steps in rows(ledger, PROTECTED):
        [place] = re.findall(r" in .+ \([A-Z]{2}\)", steps[0])
        assert f"a person with a business account{place}" in steps[1]


def test_the_article_names_each_of_these_tables_and_no_other(ledger: Ledger) -> None:
    named = [outline for boundary in ledger.article.boundary for outline in boundary.outlines]
    assert sorted(named) == sorted([*TABLES, PROTECTED, ELSEWHERE])
    assert {boundary.coverage for boundary in ledger.article.boundary} == {"full product"}
