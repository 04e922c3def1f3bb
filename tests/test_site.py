"""The reference's pages over HTTP: the article's panels step by step, what holds elsewhere too, and what is refused."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
import requests
from conftest import CHECKOUT
from pages import PageVisitor
from services import reference_with

from asadvertised.reference.rendering import Pages
from asadvertised.reference.views import Place
from asadvertised.target.client import Agent, Target
from asadvertised.target.contract import load_contract

CONTRACT = CHECKOUT / "features" / "personalization" / "openapi.yaml"
PRIVACY = "/site/settings/privacy-and-data"
ARTICLE = "/en/article/personalization-and-data"
NAMES = {
    "personalization": "Personalization",
    "pinterest-activity": "Activity on Pinterest",
    "site-visits": "Visits to sites with the Save button",
    "partner-information": "Information from partners",
    "share-with-partners": "Sharing with partners",
}
MARKUP = """<script>alert("1")</script> & 'ü' ☃"""


@dataclass(frozen=True)
class Somebody:
    """A person who was made for a test, with an agent that asks the contract's operations as them."""

    known: dict[str, str]
    seam: Agent
    agent: Agent

    @property
    def id(self) -> str:
        """Give their id."""
        return self.known["id"]

    @property
    def credentials(self) -> dict[str, str]:
        """Give what they sign in with."""
        return {"email": self.known["email"], "password": self.known["password"]}

    def chosen(self) -> dict[str, bool]:
        """Give their choices, as the contract's operation tells them."""
        return dict(self.agent.call("getSettings")["choices"])

    def phone(self, platform: str, version: str = "17.0") -> str:
        """Give a new phone."""
        return str(self.seam.call("createPhone", {"platform": platform, "os_version": version})["id"])

    def in_app(self, phone: str) -> Agent:
        """Sign in in the app, by the contract's operation."""
        app = self.agent.with_the_same_cookies("app")
        app.token = app.call("signInInApp", {**self.credentials, "phone": phone})["token"]
        return app


def somebody(target: Target, **facts: str) -> Somebody:
    seam, agent = target.agent("seam"), target.agent("agent")
    known = seam.call("createPerson", {"country": "US", "birth_date": "1990-01-01", **facts})
    agent.token = agent.call("signInOnWeb", {"email": known["email"], "password": known["password"]})["token"]
    return Somebody(known, seam, agent)


@pytest.fixture
def person(target: Target) -> Somebody:
    return somebody(target)


@pytest.fixture
def visitor(reference_url: str) -> Iterator[PageVisitor]:
    visitor = PageVisitor(reference_url)
    yield visitor
    visitor.session.close()


@pytest.fixture
def signed_in(visitor: PageVisitor, person: Somebody) -> PageVisitor:
    return on_the_web(visitor, person)


def on_the_web(visitor: PageVisitor, who: Somebody) -> PageVisitor:
    visitor.opens("/site")
    visitor.clicks("Log in", **who.credentials)
    assert visitor.answer.url.endswith("/site/home")
    return visitor


def in_the_app(visitor: PageVisitor, who: Somebody, platform: str, phone: str) -> PageVisitor:
    visitor.opens(f"/app/{platform}/{phone}")
    if "Allow" in visitor.names("button"):
        visitor.clicks("Allow")
    visitor.clicks("Log in", **who.credentials)
    assert visitor.answer.url.endswith(f"/app/{platform}/{phone}/home")
    return visitor


def checked(visitor: PageVisitor) -> dict[str, bool]:
    boxes = visitor.page.select("input[type=checkbox]")
    labels = {label["for"]: label.get_text() for label in visitor.page.select("label[for]")}
    assert boxes
    return {str(labels[box["id"]]): box.has_attr("checked") for box in boxes}


def switched(visitor: PageVisitor) -> dict[str, bool]:
    switches = visitor.page.select("[role=switch]")
    assert switches
    return {switch.get_text(): switch["aria-checked"] == "true" for switch in switches}


def all_but(*off: str) -> list[str]:
    return [choice for choice in NAMES if choice not in off]


def shown_ads(visitor: PageVisitor) -> dict[str, list[str]]:
    """Give the subjects of the ads with their reasons."""
    cards = visitor.page.select("[data-ad]")
    return {
        str(card.select_one(".subject").get_text()): [str(li["data-reason"]) for li in card.select("[data-reason]")]  # type: ignore[union-attr]
        for card in cards
    }


def shop(target: Target, subject: str) -> str:
    made = target.agent("seam").call("createAdvertiser", {"name": "Fine Shoes"})
    owner = target.agent("owner")
    owner.token = made["token"]
    owner.call("createAd", {"subject": subject})
    return str(made["id"])


# The panels.


def test_the_web_panel_leads_to_what_save_keeps(visitor: PageVisitor, person: Somebody) -> None:
    on_the_web(visitor, person)
    for name in ("More options", "Settings", "Privacy and data"):
        visitor.follows(name)
    assert visitor.names("heading")[0] == "Privacy and data"
    assert checked(visitor) == dict.fromkeys(NAMES.values(), True)
    visitor.clicks("Save", choice=all_but("site-visits"))
    assert visitor.page.select_one("[role=status]").get_text().startswith("Saved")  # type: ignore[union-attr]
    assert checked(visitor) == {name: name != NAMES["site-visits"] for name in NAMES.values()}
    assert person.chosen() == {choice: choice != "site-visits" for choice in NAMES}


@pytest.mark.parametrize("platform", ["ios", "android"])
def test_the_apps_panels_lead_to_what_holds_at_once(visitor: PageVisitor, person: Somebody, platform: str) -> None:
    in_the_app(visitor, person, platform, person.phone(platform))
    for name in ("Your profile picture", "Your profile photo", "Privacy and data"):
        visitor.follows(name)
    assert "Save" not in visitor.names("button")
    assert switched(visitor) == dict.fromkeys(NAMES.values(), True)
    visitor.clicks("Personalization", role="switch")
    assert switched(visitor)["Personalization"] is False
    assert person.chosen() == {choice: choice != "personalization" for choice in NAMES}


@pytest.mark.parametrize("platform", ["ios", "android"])
def test_a_business_account_goes_by_the_ellipsis(visitor: PageVisitor, target: Target, platform: str) -> None:
    business = somebody(target, account="business")
    in_the_app(visitor, business, platform, business.phone(platform))
    visitor.follows("Your profile photo")
    assert visitor.names("link").count("Your profile photo") == 1
    for name in ("More options (ellipsis)", "Privacy and data"):
        visitor.follows(name)
    visitor.clicks("Activity on Pinterest", role="switch")
    assert business.chosen()["pinterest-activity"] is False


def test_what_is_offered_depends_on_location(visitor: PageVisitor, target: Target) -> None:
    on_the_web(visitor, somebody(target, country="DE"))
    visitor.opens(PRIVACY)
    assert set(NAMES.values()) - set(checked(visitor)) == {NAMES["share-with-partners"]}
    visitor.clicks("Save", choice=all_but())
    assert visitor.answer.status_code == 409
    assert "not offered" in visitor.page.get_text()


# What is set in one place holds in the others.


def test_leaving_without_save_changes_nothing(signed_in: PageVisitor, person: Somebody) -> None:
    signed_in.opens(PRIVACY)
    signed_in.follows("Leave without saving")
    signed_in.follows("Privacy and data")
    assert checked(signed_in) == dict.fromkeys(NAMES.values(), True)
    assert person.chosen() == dict.fromkeys(NAMES, True)


def test_what_the_contract_sets_is_on_the_pages(visitor: PageVisitor, person: Somebody) -> None:
    person.agent.call("adjustSettingsOnWeb", {"choices": {"partner-information": False}})
    on_the_web(visitor, person).opens(PRIVACY)
    assert checked(visitor)[NAMES["partner-information"]] is True
    person.agent.call("saveSettings")
    visitor.opens(PRIVACY)
    assert checked(visitor)[NAMES["partner-information"]] is False
    phone = person.phone("android")
    person.in_app(phone).call("adjustSettingsInApp", {"choices": {"site-visits": False}})
    visitor.opens(PRIVACY)
    assert checked(visitor)[NAMES["site-visits"]] is False


def test_what_the_app_sets_is_on_the_web_and_the_reverse(visitor: PageVisitor, person: Somebody) -> None:
    phone = person.phone("android")
    in_the_app(visitor, person, "android", phone).opens(f"/app/android/{phone}/settings/privacy-and-data")
    visitor.clicks("Sharing with partners", role="switch")
    web = on_the_web(PageVisitor(visitor.url), person)
    web.opens(PRIVACY)
    assert checked(web)[NAMES["share-with-partners"]] is False
    web.clicks("Save", choice=all_but("site-visits"))
    visitor.opens(f"/app/android/{phone}/settings/privacy-and-data")
    assert [name for name, on in switched(visitor).items() if not on] == [NAMES["site-visits"]]
    web.session.close()


# Nothing is lost.


def test_a_form_that_is_sent_twice_is_saved_once(signed_in: PageVisitor, person: Somebody) -> None:
    signed_in.opens(PRIVACY)
    form = signed_in.the_form()
    fields = {**signed_in.fields_of(form), "choice": all_but("site-visits")}
    for _ in range(2):
        signed_in.sends(form, fields)
        assert signed_in.answer.status_code == 200
        assert signed_in.answer.url.endswith(f"{PRIVACY}?saved=yes")
    assert person.chosen()["site-visits"] is False


def test_an_old_form_loses_nothing(signed_in: PageVisitor, person: Somebody) -> None:
    signed_in.opens(PRIVACY)
    old, fields = signed_in.the_form(), signed_in.fields_of(signed_in.the_form())
    signed_in.clicks("Save", choice=all_but("partner-information"))
    signed_in.sends(old, {**fields, "choice": all_but("site-visits")})
    assert signed_in.answer.status_code == 409
    assert signed_in.names("heading")[0] == "Nothing was saved yet"
    assert person.chosen() == {choice: choice != "partner-information" for choice in NAMES}
    assert checked(signed_in) == {name: name != NAMES["partner-information"] for name in NAMES.values()}
    said = {str(row.label.get_text()): row.get_text() for row in signed_in.page.select(".choice:has(.wanted)")}  # type: ignore[union-attr]
    assert list(said) == [NAMES["site-visits"], NAMES["partner-information"]]
    assert "It is on; you had chosen off." in said[NAMES["site-visits"]]
    assert "It is off; you had chosen on." in said[NAMES["partner-information"]]
    signed_in.clicks("Save", choice=all_but("site-visits", "partner-information"))
    assert {choice for choice, on in person.chosen().items() if not on} == {"site-visits", "partner-information"}


def test_a_switch_that_is_told_twice_stays_as_it_was_told(visitor: PageVisitor, person: Somebody) -> None:
    phone = person.phone("android")
    in_the_app(visitor, person, "android", phone).opens(f"/app/android/{phone}/settings/privacy-and-data")
    form = visitor.finds("switch", "Activity on Pinterest").find_parent("form")
    assert form is not None
    for _ in range(2):
        visitor.sends(form, visitor.fields_of(form))
        assert switched(visitor)["Activity on Pinterest"] is False


def test_a_board_that_is_created_twice_by_one_form_is_one(signed_in: PageVisitor) -> None:
    signed_in.opens("/site/boards")
    form = signed_in.the_form()
    fields = {**signed_in.fields_of(form), "subject": MARKUP}
    for _ in range(2):
        signed_in.sends(form, fields)
    assert [card.get_text() for card in signed_in.page.select(".card .subject")] == [MARKUP]
    signed_in.sends(form, {**fields, "subject": "tea"})
    assert [card.get_text() for card in signed_in.page.select(".card .subject")] == [MARKUP, "tea"]


def test_two_tabs_can_sign_in(visitor: PageVisitor, person: Somebody) -> None:
    visitor.opens("/site")
    form = visitor.the_form()
    for _ in range(2):
        visitor.sends(form, {**visitor.fields_of(form), **person.credentials})
        assert visitor.answer.url.endswith("/site/home")


# What people do on pages counts as what the contract's operations say.


def test_what_is_done_on_pages_is_why_things_are_shown(
    signed_in: PageVisitor, target: Target, person: Somebody
) -> None:
    subject = f"shoes of {person.id}"
    shop(target, subject)
    pin = target.agent("seam").call("publishPin", {"subject": subject})["id"]
    signed_in.opens("/site/search")
    signed_in.opens(f"/site/search?about={subject}")
    signed_in.follows(subject)
    assert signed_in.answer.url.endswith(f"/site/pins/{pin}")
    signed_in.clicks("Save to a board")
    signed_in.opens(f"/site/pins/{pin}")
    signed_in.clicks("Buy")
    signed_in.opens("/site/home")
    own, third = {"pin-click", "board", "purchase-on-pinterest"}, {"shared-with-partner"}
    shown = [ad for ad in signed_in.page.select("[data-ad]") if subject in ad.get_text()]
    assert [{li["data-reason"] for li in ad.select("[data-reason]")} for ad in shown] == [own, third]
    told = [ad["reasons"] for ad in person.agent.call("getAds")["ads"] if ad["subject"] == subject]
    assert [{reason["kind"] for reason in reasons} for reasons in told] == [own, third]
    assert "Why am I seeing this ad?" in {summary.get_text() for summary in signed_in.page.select("summary")}


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/others/pages/save-button?about={}", "site-visit"),
        ("/others/pages/widget?about={}", "site-visit"),
        ("/others/shop/{shop}?about={}", "tag"),
        ("/others/shop/{shop}/check-out?about={}", "tag"),
    ],
)
@pytest.mark.parametrize("do_not_track", ["0", "1"])
def test_what_others_embed_tells_of_visits(  # noqa: PLR0913, PLR0917  where, what, and who
    signed_in: PageVisitor, target: Target, person: Somebody, path: str, kind: str, do_not_track: str
) -> None:
    subject = f"shoes-{person.id}"
    signed_in.opens(path.format(subject, shop=shop(target, subject)), DNT=do_not_track)
    assert signed_in.answer.status_code == 200
    signed_in.opens("/site/home", DNT=do_not_track)
    assert shown_ads(signed_in).get(subject) == ([kind] if do_not_track == "0" else None)


def test_the_opt_out_belongs_to_the_browsers_cookie(signed_in: PageVisitor, target: Target, person: Somebody) -> None:
    subject = f"shoes-{person.id}"
    signed_in.opens(f"/others/shop/{shop(target, subject)}?about={subject}")
    signed_in.opens("/choices")
    signed_in.opens(str(signed_in.page.select_one("iframe")["src"]))  # type: ignore[index]
    assert "has not opted out" in signed_in.page.get_text()
    signed_in.clicks("Opt out")
    assert "has opted out" in signed_in.page.get_text()
    signed_in.opens("/site/home")
    assert subject not in shown_ads(signed_in)
    signed_in.session.cookies.clear()
    signed_in.opens("/embedded/choice")
    assert "has not opted out" in signed_in.page.get_text()


def test_an_iphone_asks_once_and_its_settings_can_say_otherwise(visitor: PageVisitor, person: Somebody) -> None:
    phone = person.phone("ios")
    visitor.opens(f"/app/ios/{phone}")
    assert visitor.names("button") == ["Ask App Not to Track", "Allow"]
    visitor.clicks("Ask App Not to Track")
    assert person.seam.call("getPhone", phone=phone)["tracking"] == "ask-app-not-to-track"
    visitor.opens(f"/app/ios/{phone}")
    assert visitor.answer.url.partition("?")[0].endswith("/sign-in")
    visitor.opens(f"/device/{phone}")
    for name in ("Privacy", "Tracking"):
        visitor.follows(name)
    visitor.clicks("Pinterest", role="switch")
    assert person.seam.call("getPhone", phone=phone)["tracking"] == "allow"


def test_an_older_iphone_does_not_ask(visitor: PageVisitor, person: Somebody) -> None:
    phone = person.phone("ios", "14.4")
    visitor.opens(f"/app/ios/{phone}")
    assert visitor.names("button") == ["Log in"]
    visitor.opens(f"/device/{phone}/privacy")
    assert visitor.names("link") == ["Settings", "Advertising"]
    visitor.opens(f"/device/{phone}/privacy/tracking")
    assert visitor.answer.status_code == 404


def test_an_android_phone_opts_out_and_resets_its_identifier(visitor: PageVisitor, person: Somebody) -> None:
    phone = person.phone("android")
    before = person.seam.call("getPhone", phone=phone)["advertising_id"]
    visitor.opens(f"/device/{phone}")
    for name in ("Privacy", "Ads"):
        visitor.follows(name)
    visitor.clicks("Opt out of ads personalization", role="switch")
    assert switched(visitor) == {"Opt out of ads personalization": True}
    visitor.clicks("Reset advertising ID")
    after = person.seam.call("getPhone", phone=phone)
    assert after["ads_opted_out"] is True
    assert after["advertising_id"] != before
    assert visitor.page.select_one("[data-advertising-id]").get_text() == after["advertising_id"]  # type: ignore[union-attr]


# The feedback form.


def kept(person: Somebody, text: str) -> list[str]:
    return list(person.seam.call("listFeedback", text=text)["helpful"])


@pytest.mark.parametrize("helpful", ["yes", "no"])
def test_what_readers_say_is_kept_as_they_said_it(visitor: PageVisitor, person: Somebody, helpful: str) -> None:
    text = f"{MARKUP} {person.id}"
    visitor.opens(ARTICLE)
    for _ in range(2):
        visitor.opens(ARTICLE)
        form = visitor.the_form()
        fields = {**visitor.fields_of(form), "helpful": helpful, "additional_response": text}
        for _ in range(2):
            visitor.sends(form, fields)
            assert visitor.names("heading") == ["Thank you for your feedback"]
    assert kept(person, text) == [helpful] * 2
    visitor.sends(form, {**fields, "additional_response": f"{text}, and more"})
    assert kept(person, f"{text}, and more") == [helpful]


def test_a_robot_is_thanked_and_not_heard(visitor: PageVisitor, person: Somebody) -> None:
    visitor.opens(ARTICLE)
    form = visitor.the_form()
    fields = {**visitor.fields_of(form), "helpful": "yes", "additional_response": person.id}
    visitor.sends(form, {**fields, "homepage": "spam"})
    to_the_robot = visitor.answer.text
    assert kept(person, person.id) == []
    visitor.sends(form, fields)
    assert visitor.answer.text == to_the_robot
    assert kept(person, person.id) == ["yes"]


def test_too_much_is_refused_in_words_for_people(visitor: PageVisitor, person: Somebody) -> None:
    visitor.opens(ARTICLE)
    fields = {**visitor.fields_of(visitor.the_form()), "additional_response": "x" * 5001}
    visitor.sends(visitor.the_form(), fields, Accept="text/html")
    assert visitor.answer.status_code == 422
    assert visitor.names("heading") == ["This could not be read"]
    assert kept(person, "x" * 200) == []


# Safety.


def forms_of_everybody(visitor: PageVisitor, person: Somebody, target: Target) -> Iterator[tuple[str, Any]]:
    """Open every page that has forms, and give each form that changes something."""
    phone, old = person.phone("ios"), person.phone("android")
    pin = target.agent("seam").call("publishPin", {"subject": "shoes"})["id"]
    signed_out = ["/site/sign-in", f"/app/ios/{phone}", f"/app/ios/{phone}/sign-in", "/embedded/choice"]
    devices = [f"/device/{old}/privacy/ads", f"/device/{phone}/privacy/tracking"]
    web = [f"/site/{page}" for page in ("boards", f"pins/{pin}", "settings/privacy-and-data", "more-options")]
    app = [f"/app/ios/{phone}/{page}" for page in ("boards", f"pins/{pin}", "settings/privacy-and-data", "settings")]
    for page in [*signed_out, *devices, *web, *app]:
        if page == web[0]:
            on_the_web(visitor, person)
        if page == app[0]:
            in_the_app(visitor, person, "ios", phone)
        visitor.opens(page)
        forms = visitor.page.select("form[method=post]")
        assert forms, page
        for form in forms:
            yield page, form


def test_a_form_without_its_token_is_refused(visitor: PageVisitor, person: Somebody, target: Target) -> None:
    tried = 0
    for page, form in forms_of_everybody(visitor, person, target):
        fields = {**visitor.fields_of(form), "tracking": "allow", "turn": "off", "subject": "shoes"}
        for token in ("", "0" * 64, "ü"):
            visitor.sends(form, {**fields, "form_token": token})
            assert visitor.answer.status_code == 403, page
            assert visitor.names("heading") == ["Nothing was changed"]
            tried += 1
    assert tried > 60
    assert person.chosen() == dict.fromkeys(NAMES, True)


def test_one_persons_token_is_not_anothers(signed_in: PageVisitor, target: Target) -> None:
    signed_in.opens(PRIVACY)
    stolen = signed_in.fields_of(signed_in.the_form())["form_token"]
    victim = somebody(target)
    other = on_the_web(PageVisitor(signed_in.url), victim)
    other.opens(PRIVACY)
    other.clicks("Save", choice=[], form_token=stolen)
    assert other.answer.status_code == 403
    assert victim.chosen() == dict.fromkeys(NAMES, True)
    other.session.close()


@pytest.mark.parametrize(
    "path",
    [
        "https://evil.invalid/",
        "/site/sign-out",
        "//evil.invalid",
        "/\\evil.invalid",
        "/site/../..//evil.invalid",
        "javascript:1",
        "",
    ],
)
def test_signing_in_leads_to_our_own_pages_only(visitor: PageVisitor, person: Somebody, path: str) -> None:
    visitor.opens("/site/sign-in?after=" + requests.utils.quote(path, safe=""))
    form = visitor.the_form()
    assert visitor.fields_of(form)["after"] == "/site/home"
    visitor.clicks("Log in", **person.credentials, after=path)
    assert visitor.answer.url == f"{visitor.url}/site/home"


def test_signing_in_leads_back_to_the_page_that_was_wanted(visitor: PageVisitor, person: Somebody) -> None:
    visitor.opens(PRIVACY)
    visitor.clicks("Log in", **person.credentials)
    assert visitor.answer.url.endswith(PRIVACY)


def test_a_wrong_password_is_told_and_signing_out_ends_it(visitor: PageVisitor, person: Somebody) -> None:
    visitor.opens("/site")
    visitor.clicks("Log in", email='"><b>@people.invalid', password="guess")
    assert visitor.answer.status_code == 403
    assert visitor.page.select_one("[role=alert]") is not None
    assert visitor.fields_of(visitor.the_form())["email"] == '"><b>@people.invalid'
    on_the_web(visitor, person).opens("/site/more-options")
    token = visitor.session.cookies["session"]
    visitor.clicks("Log out")
    visitor.session.cookies.set("session", token, path="/site")
    visitor.opens("/site/home")
    assert visitor.names("button") == ["Log in"]


def test_a_session_is_one_browsers(signed_in: PageVisitor) -> None:
    token = signed_in.session.cookies["session"]
    thief = PageVisitor(signed_in.url)
    thief.session.cookies.set("session", token, path="/site")
    thief.opens("/site/home")
    assert thief.names("button") == ["Log in"]
    thief.session.close()


def test_cookies_are_kept_from_scripts_and_from_other_sites(visitor: PageVisitor, person: Somebody) -> None:
    on_the_web(visitor, person)
    phone = person.phone("android")
    in_the_app(visitor, person, "android", phone)
    answers = [*visitor.answer.history, visitor.answer]
    visitor.session.cookies.clear()
    visitor.opens("/site")
    visitor.clicks("Log in", **person.credentials)
    answers += visitor.answer.history
    set_ones = {line.partition("=")[0]: line for answer in answers for line in answer.raw.headers.getlist("Set-Cookie")}
    assert set(set_ones) >= {"session", "app"}
    for name, line in set_ones.items():
        assert "HttpOnly" in line
        assert ("SameSite=lax" in line) or name == "browser-embedded"
    assert f"Path=/app/android/{phone}" in set_ones["app"]


PAGES = [
    "/site/sign-in",
    "/site/home",
    "/site/nowhere",
    "/choices",
    "/others/pages/widget?about=tea",
    "/embedded/choice",
    "/embedded/widget?about=tea",
    ARTICLE,
    "/en/contact",
]


@pytest.mark.parametrize("path", PAGES)
def test_every_page_says_what_it_may_do(signed_in: PageVisitor, path: str) -> None:
    signed_in.opens(path)
    headers = signed_in.answer.headers
    rules = dict(part.strip().split(" ", 1) for part in headers["Content-Security-Policy"].split(";"))
    assert rules["default-src"] == "'none'"
    assert rules["style-src"] == rules["form-action"] == "'self'"
    assert "unsafe" not in headers["Content-Security-Policy"]
    framed = path.startswith("/embedded")
    assert (rules["frame-ancestors"] == "'none'") is not framed
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cache-Control"] == "no-store"
    assert headers["Content-Type"].startswith("text/html")
    page = signed_in.page
    assert not page.select("style, [style], [onclick], [onload]")
    assert not [script for script in page.select("script:not([src])") if script.get("type") != "application/json"]


def test_what_people_write_is_text(signed_in: PageVisitor, target: Target) -> None:
    subject = f"{MARKUP} {'y' * 100}"
    target.agent("seam").call("publishPin", {"subject": subject})
    named = target.agent("seam").call("createAdvertiser", {"name": MARKUP})
    for path in (
        f"/site/search?about={requests.utils.quote(subject)}",
        f"/site/boards?about={requests.utils.quote(subject)}",
        f"/others/pages/widget?about={requests.utils.quote(subject)}",
        f"/embedded/widget?about={requests.utils.quote(subject)}",
        f"/others/shop/{named['id']}?about={requests.utils.quote(subject)}",
    ):
        signed_in.opens(path)
        assert signed_in.answer.status_code == 200
        assert "<script>alert" not in signed_in.answer.text
        assert "☃" in signed_in.answer.text
        assert not signed_in.page.select("script")


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/site/nowhere", 404),
        ("GET", "/site/pins/nothing", 404),
        ("GET", "/app/ios/nobody", 404),
        ("GET", "/device/nobody", 404),
        ("GET", "/others/shop/nobody", 404),
        ("GET", "/embedded/tag/nobody?event=visit&about=tea", 404),
        ("DELETE", "/site/home", 405),
        ("GET", "/embedded/widget", 422),
    ],
)
def test_refusals_are_pages(signed_in: PageVisitor, method: str, path: str, status: int) -> None:
    answer = signed_in.session.request(method, signed_in.url + path, timeout=5)
    assert answer.status_code == status
    assert answer.headers["Content-Type"].startswith("text/html")
    assert re.search(r"<h1>.+</h1>", answer.text)
    assert "urn:problem" not in answer.text


def test_a_phone_of_the_other_make_has_no_such_app(visitor: PageVisitor, person: Somebody) -> None:
    visitor.opens(f"/app/ios/{person.phone('android')}")
    assert visitor.answer.status_code == 404


def without_settings(place: Place) -> str:
    return Pages.page_of_more_options(place).replace("Settings", "Preferences")


def another_place() -> str:
    return Pages.stylesheet().replace("left: 1rem; bottom: 1rem", "right: 1rem; top: 1rem")


def test_a_page_is_a_part_that_can_be_replaced() -> None:
    with reference_with({"page_of_more_options": without_settings, "stylesheet": another_place}) as url:
        target = Target(url, load_contract(CONTRACT))
        visitor = on_the_web(PageVisitor(url), somebody(target))
        visitor.follows("More options")
        assert "Settings" not in visitor.names("link")
        visitor.follows("Preferences")
        assert visitor.names("heading")[0] == "Settings"
        visitor.opens("/site/style.css")
        assert visitor.answer.text != Pages.stylesheet()
        visitor.session.close()
        target.close()


def test_the_document_knows_no_page(reference_url: str) -> None:
    paths = requests.get(f"{reference_url}/openapi.json", timeout=5).json()["paths"]
    assert len(paths) > 20
    assert not [path for path in paths if path.startswith(("/site/", "/app/ios", "/device", "/embedded", "/others"))]
