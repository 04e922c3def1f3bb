"""The rules: pure, citing, and right at their boundaries."""

import ast
import inspect
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asadvertised.article.ledger import Ledger
from asadvertised.reference import rules
from asadvertised.reference.model import (
    Ad,
    Browser,
    Choice,
    Person,
    Phone,
    Platform,
    Purpose,
    ShopEvent,
    Signal,
    SignalKind,
    Tracking,
    everything_on,
)
from asadvertised.reference.rules import Rules, choices, devices, feedback, lists, sharing, showing
from asadvertised.reference.rules.citation import CITATIONS
from asadvertised.reference.rules.regions import EUROPEAN_ECONOMIC_AREA, NEVER_SHARED, SHARING_COUNTRIES

MODULES = (choices, devices, feedback, lists, sharing, showing)
RULES = Rules()
TODAY = date(2026, 3, 15)
signals = st.builds(
    Signal,
    kind=st.sampled_from(SignalKind),
    subject=st.just("shoes"),
    origin=st.one_of(
        st.none(),
        st.builds(Browser),
        st.builds(
            Phone, platform=st.sampled_from(Platform), os_version=st.tuples(st.integers(9, 18), st.integers(0, 9))
        ),
    ),
)


def public_rules() -> list[str]:
    return [
        f"{module.__name__}.{name}"
        for module in MODULES
        for name, function in inspect.getmembers(module, inspect.isfunction)
        if function.__module__ == module.__name__ and not name.startswith("_")
    ]


def test_every_rule_cites_a_sentence_of_the_article(ledger: Ledger) -> None:
    known = {sentence.id for sentence in ledger.article.sentences}
    assert len(public_rules()) > 20
    for rule in public_rules():
        assert CITATIONS.get(rule), f"{rule} cites nothing"
        assert set(CITATIONS[rule]) <= known, f"{rule} cites what the article does not have"


def test_rules_import_nothing_impure() -> None:
    allowed = {"collections.abc", "dataclasses", "datetime", "hashlib", "typing"}
    files = list(Path(inspect.getfile(rules)).parent.glob("*.py"))
    assert len(files) > 5
    for file in files:
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            names = [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            names += [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            for name in names:
                own = name.startswith(("asadvertised.reference.rules", "asadvertised.reference.model"))
                assert own or name in allowed, f"{file.name} imports {name}"
            called = node.func if isinstance(node, ast.Call) else None
            assert getattr(called, "attr", getattr(called, "id", "")) not in {"today", "now", "open", "print", "input"}


def test_the_european_economic_area_has_thirty_countries() -> None:
    assert len(EUROPEAN_ECONOMIC_AREA) == 30
    assert len(NEVER_SHARED) == 39
    assert not NEVER_SHARED & SHARING_COUNTRIES


@given(st.dates(date(1900, 1, 1), date(2020, 1, 1)), st.dates(date(2020, 1, 2), date(2100, 1, 1)))
def test_an_age_is_reached_on_the_birthday(born: date, day: date) -> None:
    age = sharing.age_on(born, day)
    assert age <= day.year - born.year <= age + 1
    assert sharing.age_on(born, day + timedelta(days=1)) - age in (0, 1)
    if (day.month, day.day) == (born.month, born.day):
        assert age == day.year - born.year


@pytest.mark.parametrize(
    ("born", "day", "old_enough"),
    [
        (date(2010, 3, 15), TODAY, True),
        (date(2010, 3, 16), TODAY, False),
        (date(2008, 2, 29), date(2024, 2, 28), False),
        (date(2008, 2, 29), date(2024, 2, 29), True),
        (date(2012, 2, 29), date(2027, 3, 1), False),
        (None, TODAY, False),
    ],
)
def test_sharing_begins_on_the_sixteenth_birthday(born: date | None, day: date, old_enough: bool) -> None:
    assert sharing.old_enough_to_share(born, day) is old_enough


@given(st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ", min_size=2, max_size=2) | st.none(), st.dates(date(1950, 1, 1), TODAY))
def test_nothing_is_shared_about_the_young_or_the_protected(country: str | None, born: date) -> None:
    may = RULES.may_share(Person("p", born, country), TODAY)
    if country is None or country in NEVER_SHARED or sharing.age_on(born, TODAY) < 16:
        assert not may


@given(signals, st.sampled_from(Purpose))
def test_personalization_off_forbids_every_use(signal: Signal, purpose: Purpose) -> None:
    off = everything_on() | {Choice.PERSONALIZATION: False}
    assert not RULES.may_personalize(signal, purpose, off)


@given(signals, st.sampled_from(Purpose), st.sampled_from(Choice))
def test_turning_a_choice_off_never_allows_more(signal: Signal, purpose: Purpose, choice: Choice) -> None:
    off = everything_on() | {choice: False}
    assert RULES.may_personalize(signal, purpose, off) <= RULES.may_personalize(signal, purpose, everything_on())


@given(signals, st.sampled_from(Purpose))
def test_do_not_track_forbids_whatever_the_browser_saw(signal: Signal, purpose: Purpose) -> None:
    for browser in (Browser(do_not_track=True), Browser(was_do_not_track=True)):
        seen = Signal(signal.kind, signal.subject, origin=browser)
        assert not RULES.may_personalize(seen, purpose, everything_on())


def test_the_opt_out_governs_the_tag_and_targeted_ads_only() -> None:
    opted_out = Browser(opted_out=True)
    for kind in SignalKind:
        signal = Signal(kind, "shoes", origin=opted_out)
        assert devices.opt_out_allows(signal, opted_out, Purpose.ADS) is (kind is not SignalKind.TAG)
        assert devices.opt_out_allows(signal, opted_out, Purpose.HOME_FEED)


@pytest.mark.parametrize(
    ("platform", "version", "asks"),
    [
        (Platform.IOS, (14, 4), False),
        (Platform.IOS, (14, 5), True),
        (Platform.IOS, (14, 10), True),
        (Platform.IOS, (15, 0), True),
        (Platform.ANDROID, (15, 0), False),
    ],
)
def test_who_is_asked(platform: Platform, version: tuple[int, int], asks: bool) -> None:
    phone = Phone(platform, version)
    assert devices.must_ask_permission(phone) is asks
    assert devices.tracking_allows(phone) is not asks
    assert not devices.must_ask_permission(Phone(platform, version, tracking=Tracking.ALLOW))


def test_what_was_bought_is_not_advertised_by_its_shop_again() -> None:
    checked = Signal(SignalKind.TAG, "shoes", "shop", ShopEvent.CHECK_OUT)
    bought = Signal(SignalKind.TAG, "shoes", "shop", ShopEvent.PURCHASE)
    ad = Ad("ad", "shop", "shoes")
    assert showing.reasons_for_ad(ad, showing.still_wanted([checked]))
    assert not showing.reasons_for_ad(ad, showing.still_wanted([checked, bought]))


@given(st.emails())
def test_an_address_is_matched_however_it_is_spelt(email: str) -> None:
    kept = frozenset({lists.fingerprint(email)})
    assert email not in "".join(kept)
    assert lists.fingerprint(f"  {email.lower()} ") in kept
    assert lists.fingerprint(f"x{email}") not in kept
