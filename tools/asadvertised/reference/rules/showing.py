"""Which ads and Pins a person is shown, and the reasons that are given for them."""

from collections.abc import Iterable

from asadvertised.reference.model import Ad, Effectiveness, Pin, ReasonKind, ShopEvent, Shown, Signal, SignalKind
from asadvertised.reference.rules.citation import implements

FOR_THE_HOME_FEED = (SignalKind.PIN_CLICK, SignalKind.BOARD, SignalKind.SITE_VISIT)
Reasons = dict[str, Shown]


@implements(
    "introduction.uses-activity-and-site-features",
    "personalized-ads.on-and-off-activity",
    "personalized-ads.pinterest-activity",
    "personalized-ads.similar-ads",
)
def is_theirs(signal: Signal, person: str) -> bool:
    """Tell whether an act is a person's own: not somebody else's who is signed in, in the same browser."""
    return signal.actor == person


@implements("introduction.uses-activity-and-site-features", "save-button.visit-personalizes-and-measures")
def serves_home_feed(signal: Signal) -> bool:
    """Tell whether a signal serves the home feed. What advertisers send is said to serve ads; most protective: only.

    The article names what is used for an example ("information like"), so that another service may use more.
    """
    return signal.kind in FOR_THE_HOME_FEED


@implements("personalized-ads.shoes-not-bought")
def still_wanted(signals: Iterable[Signal]) -> list[Signal]:
    """Leave out what was looked at or checked out, and then bought, in the same shop."""
    signals = list(signals)
    bought = {(s.advertiser, s.subject) for s in signals if s.event is ShopEvent.PURCHASE}
    return [s for s in signals if s.event is None or (s.advertiser, s.subject) not in bought]


@implements(
    "introduction.partners-may-inform",
    "personalized-ads.on-and-off-activity",
    "personalized-ads.customer-list",
    "personalized-ads.customers-see-relevant-ads",
    "personalized-ads.tag-and-app-events",
    "personalized-ads.right-people",
    "personalized-ads.pinterest-activity",
    "personalized-ads.similar-ads",
)
def reasons_for_ad(ad: Ad, signals: Iterable[Signal]) -> Shown:
    """Give every reason for which an ad is shown to a person; an ad with none is not shown.

    An advertiser's own information serves that advertiser's ads; other advertisers are not said to have a part in it.
    """
    return _kinds(signal for signal in signals if _speaks_for(signal, ad))


@implements("introduction.uses-activity-and-site-features")
def reasons_for_pin(pin: Pin, signals: Iterable[Signal]) -> Shown:
    """Give every reason for which a Pin stands in a person's home feed."""
    return _kinds(signal for signal in signals if signal.subject == pin.subject)


@implements("save-button.visit-personalizes-and-measures", "personalized-ads.tag-and-app-events")
def effect_of(ad: Ad, views: int, signals: Iterable[Signal]) -> Effectiveness:
    """Give how an ad did, from what counts in measuring: numbers, and nobody's name."""
    events = [signal.event for signal in signals if signal.subject == ad.subject]
    numbers = (events.count(event) for event in (ShopEvent.VISIT, ShopEvent.CHECK_OUT, ShopEvent.PURCHASE))
    return Effectiveness(ad, views, *numbers)


def _speaks_for(signal: Signal, ad: Ad) -> bool:
    if signal.kind is SignalKind.CUSTOMER_LIST:
        return signal.advertiser == ad.advertiser
    own = signal.kind not in (SignalKind.TAG, SignalKind.APP_EVENT) or signal.advertiser == ad.advertiser
    return own and signal.subject == ad.subject


def _kinds(signals: Iterable[Signal]) -> Shown:
    return tuple(sorted({ReasonKind(signal.kind.value) for signal in signals}))
