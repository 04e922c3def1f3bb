"""Pinterest as the article describes it: what is stored, judged by the rules. It knows no HTTP."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime

from asadvertised.reference.model import (
    Ad,
    Pin,
    Purpose,
    SharedItem,
    ShopEvent,
    Shown,
    Signal,
    SignalKind,
)
from asadvertised.reference.rules import Rules
from asadvertised.reference.store import Store

HOUSE_ADS = tuple(Ad(f"house-{number}", "pinterest", "pinterest") for number in (1, 2))
HOUSE_PINS = tuple(Pin(f"house-pin-{number}", "pinterest") for number in (1, 2, 3))
PARTNER = "partner-network"


def utc_today() -> date:
    """Give the day by which ages are counted."""
    return datetime.now(UTC).date()


@dataclass(frozen=True)
class Effectiveness:
    """How an ad did, in numbers and without people."""

    ad: Ad
    views: int
    visits: int
    check_outs: int
    purchases: int


@dataclass(frozen=True)
class Pinterest:
    """The service: what it remembers, the rules it keeps, and the day it is."""

    store: Store
    rules: Rules
    today: Callable[[], date] = utc_today

    def ads_for(self, person: str, *, do_not_track: bool) -> list[tuple[Ad, Shown]]:
        """Give the ads that a person sees, each with all its reasons, personalized ones first."""
        signals = self._usable(person, Purpose.ADS, do_not_track=do_not_track)
        wanted = self.rules.still_wanted(signals)
        offered = self.store.ads_about({s.subject for s in wanted}, {s.advertiser for s in wanted} - {""})
        own = [(ad, reasons) for ad in offered if (reasons := self.rules.reasons_for_ad(ad, wanted))]
        self.store.count_views(ad.id for ad, _ in own)
        third = [] if do_not_track else self._third_party_ads(person)
        return [*own, *third, *((ad, ()) for ad in HOUSE_ADS)]

    def home_feed_for(self, person: str, *, do_not_track: bool) -> list[tuple[Pin, Shown]]:
        """Give the Pins of a person's home feed, each with all its reasons, personalized ones first."""
        signals = self._usable(person, Purpose.HOME_FEED, do_not_track=do_not_track)
        pins = self.store.pins_about({signal.subject for signal in signals})
        own = [(pin, reasons) for pin in pins if (reasons := self.rules.reasons_for_pin(pin, signals))]
        return [*own, *((pin, ()) for pin in HOUSE_PINS)]

    def shared_about(self, person: str) -> list[SharedItem]:
        """Give what partners hold about a person: what may not be shared is withdrawn from them."""
        who = self.store.person(person)
        if who is None or not self.rules.may_share(who, self.today()):
            return []
        return self.rules.shareable(self.store.signals_of(person))

    def effectiveness(self, advertiser: str) -> list[Effectiveness]:
        """Give how an advertiser's ads did."""
        signals = [s for s in self.store.signals_about(advertiser) if self.rules.counts_in_measuring(s)]
        return [self._effect(ad, views, signals) for ad, views in self.store.ads_of(advertiser)]

    def _effect(self, ad: Ad, views: int, signals: list[Signal]) -> Effectiveness:
        events = [s.event for s in signals if s.subject == ad.subject]
        numbers = (events.count(event) for event in (ShopEvent.VISIT, ShopEvent.CHECK_OUT, ShopEvent.PURCHASE))
        return Effectiveness(ad, views, *numbers)

    def _third_party_ads(self, person: str) -> list[tuple[Ad, Shown]]:
        subjects = self.rules.third_party_subjects(self.shared_about(person))
        return [(Ad(f"third-{about}", PARTNER, about, third_party=True), why) for about, why in subjects.items()]

    def _usable(self, person: str, purpose: Purpose, *, do_not_track: bool) -> list[Signal]:
        who = self.store.person(person)
        if who is None or not self.rules.may_personalize_view(do_not_track=do_not_track):
            return []
        return [s for s in self._known(person) if self.rules.may_personalize(s, purpose, who.choices)]

    def _known(self, person: str) -> list[Signal]:
        events = self.store.app_events_of(person)
        from_apps = [signal for signal, sent, now in events if self.rules.same_device(sent, now)]
        return [*self.store.signals_of(person), *from_apps, *self._listings(person)]

    def _listings(self, person: str) -> list[Signal]:
        email = self.store.email(person)
        listed = self.store.listed_by(self.rules.fingerprint(email))
        return [
            Signal(SignalKind.CUSTOMER_LIST, advertiser=advertiser)
            for advertiser, fingerprints in listed.items()
            if self.rules.on_list(email, fingerprints)
        ]
