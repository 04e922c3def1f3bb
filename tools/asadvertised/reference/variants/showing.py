"""What is shown to the wrong people, and what advertisers are told about whom."""

from collections.abc import Iterable
from dataclasses import replace
from hashlib import sha256

from asadvertised.reference.model import Ad, Effectiveness, Signal, SignalKind
from asadvertised.reference.rules import showing
from asadvertised.reference.variants.catalogue import violates


def _with_names(ad: Ad, views: int, signals: Iterable[Signal], kind: SignalKind) -> Effectiveness:
    signals = list(signals)
    names = sorted({signal.actor for signal in signals if signal.kind is kind and signal.subject == ad.subject})
    told = showing.effect_of(ad, views, signals)
    return replace(told, ad=replace(ad, subject=" ".join([ad.subject, *names])))


@violates("introduction.partners-may-inform", "effect_of", also=("personalized-ads.tag-and-app-events",))
def shops_are_told_who_came(ad: Ad, views: int, signals: Iterable[Signal]) -> Effectiveness:
    """A shop is told which people the tag saw, instead of how many."""
    return _with_names(ad, views, signals, SignalKind.TAG)


@violates(
    "personalized-ads.tag-and-app-events",
    "effect_of",
    also=("ios.advertisers-may-still-send", "ios.only-once-disconnected"),
)
def shops_are_told_which_phones_came(ad: Ad, views: int, signals: Iterable[Signal]) -> Effectiveness:
    """A shop is told which phones its app saw, instead of how many."""
    return _with_names(ad, views, signals, SignalKind.APP_EVENT)


@violates("save-button.visit-personalizes-and-measures", "effect_of")
def sites_are_told_who_visited(ad: Ad, views: int, signals: Iterable[Signal]) -> Effectiveness:
    """Measuring names the people who visited a site with the Save button."""
    return _with_names(ad, views, signals, SignalKind.SITE_VISIT)


@violates("personalized-ads.customers-see-relevant-ads", "fingerprint", also=("personalized-ads.customer-list",))
def namesakes_are_taken_for_customers(email: str) -> str:
    """Only what stands before the @ is compared, so that a namesake elsewhere is taken for a customer."""
    return sha256(email.strip().lower().partition("@")[0].encode()).hexdigest()


@violates(
    "personalized-ads.pinterest-activity",
    "is_theirs",
    also=(
        "introduction.uses-activity-and-site-features",
        "personalized-ads.on-and-off-activity",
        "personalized-ads.similar-ads",
    ),
)
def a_shared_browser_mixes_its_people(actor: str, person: str) -> bool:
    """What a guest does in somebody's browser, signed in as themselves, shapes what that somebody sees."""
    del actor, person
    return True
