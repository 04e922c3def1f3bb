"""What is shown to the wrong people, and what advertisers are told about whom."""

from collections.abc import Iterable
from dataclasses import replace
from hashlib import sha256

from asadvertised.reference.model import Ad, Effectiveness, Phone, Signal, SignalKind, Tracking
from asadvertised.reference.rules import showing
from asadvertised.reference.variants.catalogue import violates

FEED = "introduction.uses-activity-and-site-features"
LIST = "personalized-ads.customer-list"
CUSTOMERS = "personalized-ads.customers-see-relevant-ads"
ON_AND_OFF = "personalized-ads.on-and-off-activity"
ON_PINTEREST = "personalized-ads.pinterest-activity"
SIMILAR = "personalized-ads.similar-ads"
REFUSED = Tracking.ASK_APP_NOT_TO_TRACK
SHORT = 8  # letters


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


@violates("ios.advertisers-may-still-send", "effect_of", also=("ios.only-once-disconnected",))
def shops_are_told_who_refused(ad: Ad, views: int, signals: Iterable[Signal]) -> Effectiveness:
    """What is sent after “Ask App Not to Track” is told on under the phone's identifier."""
    signals = list(signals)
    refused = [s for s in signals if isinstance(s.origin, Phone) and s.origin.tracking is REFUSED]
    names = _with_names(ad, views, refused, SignalKind.APP_EVENT).ad
    return replace(showing.effect_of(ad, views, signals), ad=names)


@violates(CUSTOMERS, "fingerprint", also=(LIST,))
def namesakes_are_taken_for_customers(email: str) -> str:
    """Only what stands before the @ is compared, so that a namesake elsewhere is taken for a customer."""
    return sha256(email.strip().lower().partition("@")[0].encode()).hexdigest()


@violates(LIST, "fingerprint", also=(CUSTOMERS,))
def addresses_are_cut_short(email: str) -> str:
    """Only the first letters of an address are kept, so that whoever shares them is on the list too."""
    return sha256(email.strip().lower()[:SHORT].encode()).hexdigest()


@violates(ON_PINTEREST, "is_theirs", also=(FEED, ON_AND_OFF, SIMILAR))
def a_shared_browser_mixes_its_people(signal: Signal, person: str) -> bool:
    """What a guest does in somebody's browser, signed in as themselves, shapes what that somebody sees."""
    del signal, person
    return True


@violates(SIMILAR, "is_theirs", also=(FEED, ON_AND_OFF, ON_PINTEREST))
def a_guests_clicks_count_for_the_browser(signal: Signal, person: str) -> bool:
    """What a guest clicks in somebody's browser brings that somebody similar ads."""
    return signal.kind is SignalKind.PIN_CLICK or showing.is_theirs(signal, person)


@violates(FEED, "is_theirs", also=(ON_AND_OFF,))
def a_guests_visits_count_for_the_browser(signal: Signal, person: str) -> bool:
    """The Save button knows the browser, and not who is signed in, in it."""
    return signal.kind is SignalKind.SITE_VISIT or showing.is_theirs(signal, person)


@violates(ON_AND_OFF, "is_theirs")
def a_guests_shopping_counts_for_the_browser(signal: Signal, person: str) -> bool:
    """The tag knows the browser, and not who is signed in, in it."""
    return signal.kind is SignalKind.TAG or showing.is_theirs(signal, person)
