"""Pinterest as the article describes it: what is stored, judged by the rules. It knows no HTTP."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

from asadvertised.reference.model import (
    Ad,
    Answer,
    Choices,
    Effectiveness,
    Person,
    Phone,
    Pin,
    Platform,
    Purpose,
    SharedItem,
    Shown,
    Signal,
    SignalKind,
    Surface,
    Tracking,
)
from asadvertised.reference.rules import Rules
from asadvertised.reference.store import Session, Store

HOUSE_ADS = tuple(Ad(f"house-{number}", "pinterest", "pinterest") for number in (1, 2))
HOUSE_PINS = tuple(Pin(f"house-pin-{number}", "pinterest") for number in (1, 2, 3))
PARTNER = "partner-network"


def utc_today() -> date:
    """Give the day by which ages are counted."""
    return datetime.now(UTC).date()


@dataclass(frozen=True)
class Viewer:
    """Who looks at Pinterest, where, and whether the browser asks not to be tracked."""

    person: str
    surface: Surface
    do_not_track: bool


@dataclass(frozen=True)
class Pinterest:
    """The service: what it remembers, the rules it keeps, and the day it is."""

    store: Store
    rules: Rules
    today: Callable[[], date] = utc_today

    def viewer(self, session: Session, *, do_not_track: bool) -> Viewer:
        """Tell who looks, and where; the app has no Do Not Track."""
        return Viewer(session.person, self.surface_of(session), do_not_track)

    def surface_of(self, session: Session) -> Surface:
        """Tell where somebody is signed in."""
        found = self.store.phone(session.phone) if session.phone else None
        if found is None:
            return Surface.WEB
        return Surface.IOS if found[0].platform is Platform.IOS else Surface.ANDROID

    def ads_for(self, viewer: Viewer) -> list[tuple[Ad, Shown]]:
        """Give the ads that a person sees, each with all its reasons, personalized ones first."""
        signals = self._usable(viewer, Purpose.ADS)
        wanted = self.rules.still_wanted(signals)
        offered = self.store.ads_about({s.subject for s in wanted}, {s.advertiser for s in wanted} - {""})
        own = [(ad, reasons) for ad in offered if (reasons := self.rules.reasons_for_ad(ad, wanted))]
        self.store.count_views(ad.id for ad, _ in own)
        third = [] if viewer.do_not_track else self._third_party_ads(viewer.person)
        return [*own, *third, *((ad, ()) for ad in HOUSE_ADS)]

    def home_feed_for(self, viewer: Viewer) -> list[tuple[Pin, Shown]]:
        """Give the Pins of a person's home feed, each with all its reasons, personalized ones first."""
        signals = self._usable(viewer, Purpose.HOME_FEED)
        pins = self.store.pins_about({signal.subject for signal in signals})
        own = [(pin, reasons) for pin in pins if (reasons := self.rules.reasons_for_pin(pin, signals))]
        return [*own, *((pin, ()) for pin in HOUSE_PINS)]

    def shared_about(self, person: str) -> list[SharedItem]:
        """Give what partners hold about a person."""
        return self.rules.shared(self._person(person), self._of_account(person), self.today())

    def effectiveness(self, advertiser: str) -> list[Effectiveness]:
        """Give how an advertiser's ads did."""
        signals = [s for s in self.store.signals_about(advertiser) if self.rules.counts_in_measuring(s)]
        return [self.rules.effect_of(ad, views, signals) for ad, views in self.store.ads_of(advertiser)]

    def sign_in(self, person: str, *, browser: str | None = None, phone: str | None = None) -> str:
        """Sign a person in on a browser or a phone, and give the token."""
        token = self.store.open_session(person, browser=browser, phone=phone)
        who = self._person(person)
        self._set_choices(who, self.rules.choices_after_sign_in(who.choices))
        if browser:
            this, others = self.store.browser(browser), self.store.devices_of(person, but=browser).browsers
            self.store.set_browser(browser, opted_out=self.rules.opted_out_after_sign_in(this, others))
        return token

    def adjust_on_web(self, session: Session, wanted: Choices) -> Choices:
        """Note what is adjusted on the web, to be saved later, and give the choices as they will be."""
        who = self._person(session.person)
        draft = self.rules.adjusted(session.draft, wanted)
        self.store.set_draft(session, draft)
        self._set_choices(who, self.rules.held_before_save(who.choices, draft))
        return self.rules.adjusted(who.choices, draft)

    def save(self, session: Session) -> Choices:
        """Let what was adjusted on the web hold, and give the choices."""
        who = self._person(session.person)
        choices = self.rules.saved(who.choices, session.draft)
        self._set_choices(who, choices)
        self.store.set_draft(session, {})
        return choices

    def adjust_in_app(self, session: Session, phone: Phone, wanted: Choices) -> Choices:
        """Let what is adjusted in the app hold, and give the choices."""
        who = self._person(session.person)
        choices = self.rules.adjusted_in_app(who.choices, wanted, phone)
        self._set_choices(who, choices)
        return choices

    def opt_out(self, browser: str) -> bool:
        """Opt a browser out on the choice page, and tell how it stands."""
        self.store.set_browser(
            browser, opted_out=self.rules.opted_out_by_choice(before=self.store.browser(browser).opted_out)
        )
        return self.says_opted_out(browser)

    def says_opted_out(self, browser: str) -> bool:
        """Tell what the choice page says of a browser."""
        return self.rules.says_opted_out(opted_out=self.store.browser(browser).opted_out)

    def reset_advertising_id(self, phone: str, state: Phone, before: str) -> None:
        """Give a phone another advertising identifier."""
        self.store.set_advertising_id(phone, self.rules.identifier_after_reset(before, self.store.fresh_identifier()))
        self.store.set_phone(phone, opted_out=self.rules.opted_out_after_reset(state))

    def answer_tracking(self, phone: str, state: Phone, answer: Tracking) -> None:
        """Keep what a person answered when the app asked to track."""
        self.store.set_phone(phone, tracking=self.rules.tracking_after(state, answer))

    def receive_feedback(self, answer: Answer, trap: str, form: str = "") -> None:
        """Keep what a person, and not a robot, says of the article; a form that has an id counts once."""
        if self.rules.from_a_person(trap) and self.counts(form):
            for kept in self.rules.kept_of(answer):
                self.store.add_feedback(kept)

    def counts(self, form: str) -> bool:
        """Tell whether a form that was sent counts: not one that was sent before. One without an id always does."""
        return not form or self.store.first_use(form)

    def _person(self, person: str) -> Person:
        found = self.store.person(person)
        if found is None:
            raise LookupError(person)
        return found

    def _set_choices(self, who: Person, choices: Choices) -> None:
        if choices != who.choices:
            self.store.set_choices(who.id, choices)

    def _third_party_ads(self, person: str) -> list[tuple[Ad, Shown]]:
        shared, who, signals = self.shared_about(person), self._person(person), self._of_account(person)
        subjects = self.rules.third_party_subjects(shared, who, signals)
        return [(Ad(f"third-{about}", PARTNER, about, third_party=True), why) for about, why in subjects.items()]

    def _usable(self, viewer: Viewer, purpose: Purpose) -> list[Signal]:
        who = self.store.person(viewer.person)
        if who is None or not self.rules.may_personalize_view(do_not_track=viewer.do_not_track):
            return []
        choices = self.rules.choices_on(viewer.surface, who.choices)
        return self.rules.usable(self._known(viewer.person), purpose, choices, viewer.surface)

    def _known(self, person: str) -> list[Signal]:
        devices = self.store.devices_of(person)
        events = self.store.app_events_of(person)
        from_apps = [signal for signal, sent, now in events if self.rules.same_device(sent, now)]
        known = [*self._of_account(person), *from_apps, *self._listings(person)]
        return [replace(s, origin=self.rules.controls_over(s.origin, devices)) for s in known]

    def _of_account(self, person: str) -> list[Signal]:
        return [s for s in self.store.signals_near(person) if self.rules.is_theirs(s, person)]

    def _listings(self, person: str) -> list[Signal]:
        own = self.rules.fingerprint(self.store.email(person))
        return [
            Signal(SignalKind.CUSTOMER_LIST, advertiser=advertiser, actor=person)
            for advertiser in self.store.listed_by(own)
        ]
