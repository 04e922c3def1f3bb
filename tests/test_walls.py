"""What stands in the article's place is recognised, and nothing else is taken for it."""

import random
import time
from pathlib import Path

import pytest
from services import Told, hosting

from asadvertised.article.fetching import patience
from asadvertised.article.fetching.fetch import Manners, fetch_page
from asadvertised.article.fetching.page import Headers, Page, PageUnavailable
from asadvertised.article.fetching.walls import WallKind, must_be_the_page, recognise
from asadvertised.article.ledger import Ledger
from asadvertised.outcome import Cause
from asadvertised.reference.rendering import _template

HERE = "https://help.example/en/article/about"
SENTENCE = "We use what you do to choose what you see, and you can turn that off in your settings at any time. "
PROSE = f"<p>{SENTENCE * 30}</p>"
ACCEPT = "<button>Accept all</button><button>Reject</button>"
NAV = "<nav><a href=/>Home</a> <a href=/login>Log in</a> <a href=/signup>Sign up</a></nav>"


def page(
    html: str, *, url: str = HERE, came_by: tuple[str, ...] = (), headers: Headers = (), rendered: bool = False
) -> Page:
    return Page(HERE, html, "", html.encode(), url, headers=headers, redirects=came_by, rendered=rendered)


@pytest.fixture(scope="module")
def faithful(ledger: Ledger) -> str:
    """Give the page that says all that it should: with a feedback form, a honeypot, and a plea for JavaScript."""
    numbers = random.Random(1)  # noqa: S311  tokens, not secrets
    html = _template("article.html.j2").render(article=ledger.article, token=lambda: f"{numbers.getrandbits(64):x}")
    plea = "<noscript>You must have JavaScript enabled to use this form.</noscript>"
    assert "</form>" in html
    html = html.replace("</form>", f"{plea}</form>")
    assert "Leave this field blank" in html
    return html


def saying(title: str, body: str, head: str = "") -> str:
    return f"<!doctype html><html lang=en><head><title>{title}</title>{head}</head><body>{body}</body></html>"


CHALLENGE = "<script src=/cdn-cgi/challenge-platform/h/b/orchestrate/chl_page/v1></script>"
BOTS = {
    "Cloudflare": saying("Just a moment...", f"<script>window._cf_chl_opt={{}}</script>{CHALLENGE}"),
    "Cloudflare by its text": saying("Attention Required! | Cloudflare", "<h1>Sorry, you have been blocked</h1>"),
    "Akamai": saying("Access Denied", "<h1>Access Denied</h1>Reference #18.2d3 https://errors.edgesuite.net/18.2d3"),
    "Akamai by its script": saying("", "<div id=sec-if-cpt-container></div><script src=/_sec/cp_challenge/a></script>"),
    "DataDome": saying(
        "help.example", "<script>var dd={'rt':'c'}</script><script src=https://ct.captcha-delivery.com/c.js>"
    ),
    "PerimeterX": saying("Access to this page has been denied", "<div id=px-captcha></div>"),
    "Imperva": saying(
        "", "<iframe src='/_Incapsula_Resource?CWUDNSAI=9'>Request unsuccessful. Incapsula incident ID: 1"
    ),
    "AWS WAF": saying("", "<script src=https://a.token.awswaf.com/challenge.js></script>"),
    "a captcha": saying("Verify you are human", "<script src=https://js.hcaptcha.com/1/api.js></script>"),
}
CONSENTS = {
    "a container": saying("Help", f"<div id=onetrust-consent-sdk><p>We value your privacy.</p>{ACCEPT}</div>"),
    "a class": saying("Help", f"{NAV}<section class='page cookie-wall'><p>Cookies first.</p>{ACCEPT}</section>"),
    "a form": saying("Before you continue", f"<form action=https://consent.help.example/save>{ACCEPT}</form>"),
}
LOGINS = {
    "a form": saying("Welcome", f"{NAV}<form><input name=user><input type=password name=p><button>Go</button></form>"),
    "shouting": saying("Welcome", '<FORM><INPUT TYPE="PASSWORD"></FORM>'),
}
SHELLS = {
    "an empty root": saying("Help", "<div id=root></div><script src=/app.js></script>"),
    "a plea": saying(
        "Help", "<noscript>You need to enable JavaScript to run this app.</noscript><app-root></app-root>"
    ),
    "a frame around nothing": saying("Help", f"{NAV * 8}<div id=__next><i>Loading</i></div><script>boot()</script>"),
}
ERRORS = {
    "a title": saying("404 | Help", f"{NAV}<p>Try our search."),
    "a heading": saying("Help", "<h1>Page not found</h1>"),
    "politely": saying("Help", "<h1>Sorry, we can’t find that page</h1><a href=/>Home</a>"),
    "unavailable": saying("Help", "<h2>This article is no longer available</h2>"),
    "down": saying("503 Service Unavailable", "<p>Back soon."),
    "by role": saying("Help", "<x-heading role=heading aria-label='Page not found'></x-heading><p>Sorry."),
    "in German": saying("Seite nicht gefunden", "<p>Leider."),
}
REFRESH = {
    "at once": saying("Moved", "<p>Moved.", "<meta http-equiv=refresh content='0; url=/en/article/other'>"),
    "shouting": saying(
        "", "<a href=/x>go</a>", "<META HTTP-EQUIV='Refresh' CONTENT=\"5;URL='https://other.example/'\">"
    ),
}
MET = [
    (kind, name, html)
    for kind, htmls in [
        (WallKind.BOT, BOTS),
        (WallKind.CONSENT, CONSENTS),
        (WallKind.LOGIN, LOGINS),
        (WallKind.SHELL, SHELLS),
        (WallKind.ERROR, ERRORS),
        (WallKind.ELSEWHERE, REFRESH),
    ]
    for name, html in htmls.items()
]


@pytest.mark.parametrize(
    ("kind", "html"), [(kind, html) for kind, _, html in MET], ids=[f"{k}: {n}" for k, n, _ in MET]
)
def test_what_stands_in_the_articles_place_is_recognised(kind: WallKind, html: str) -> None:
    wall = recognise(page(html), is_there=False, locale="en")
    assert wall
    assert wall.kind is kind
    assert "\n" not in wall.why
    with pytest.raises(PageUnavailable) as told:
        must_be_the_page(page(html), is_there=False, locale="en")
    assert told.value.cause is wall.cause
    assert wall.why in told.value.reason
    assert recognise(page(html), is_there=True, locale="en") is None


SAID_BY = [
    ("cf-mitigated", "challenge"),
    ("X-DataDome", "protected"),
    ("x-amzn-waf-action", "captcha"),
    ("x-vercel-mitigated", "challenge"),
]


@pytest.mark.parametrize("header", SAID_BY)
def test_a_bot_wall_is_known_by_its_headers_however_much_it_says(header: tuple[str, str]) -> None:
    wall = recognise(page(saying("Help", PROSE), headers=(header,)), is_there=False)
    assert wall
    assert wall.kind is WallKind.BOT
    assert recognise(page(saying("Help", PROSE), headers=(header,)), is_there=True) is None


@pytest.mark.parametrize(
    ("url", "kind"),
    [
        ("https://help.example/login?next=/en/article/about", WallKind.LOGIN),
        ("https://help.example/members/sign_in", WallKind.LOGIN),
        ("https://login.help.example/x", WallKind.LOGIN),
        ("https://idp.example/saml2/idp", WallKind.LOGIN),
        ("https://consent.help.example/collect", WallKind.CONSENT),
        ("https://help.example/cookie-consent?to=1", WallKind.CONSENT),
        ("https://help.example/", WallKind.ERROR),
        ("https://help.example/en", WallKind.ERROR),
        ("https://help.example/en-gb/", WallKind.ERROR),
    ],
)
def test_where_a_redirect_led_is_told(url: str, kind: WallKind) -> None:
    wall = recognise(page(saying("Help", PROSE), url=url, came_by=(HERE,)), is_there=False, locale="en")
    assert wall
    assert wall.kind is kind
    assert recognise(page(saying("Help", PROSE), url=url, came_by=(HERE,)), is_there=True, locale="en") is None
    assert recognise(page(saying("Help", PROSE), url=url), is_there=False, locale="en") is None


ABOUT = {
    "cookies": (
        "About cookies",
        f"<div class=cookie-policy><h1>Cookie consent</h1>{PROSE}<p>OneTrust, Cookiebot.</div>",
    ),
    "a banner beside": ("Help", f"{PROSE}<div id=onetrust-banner-sdk>We use cookies. {ACCEPT}</div>"),
    "logging in": (
        "Log in to your account",
        f"<h1>Log in</h1><p>Type your password, then log in at /login.</p>{PROSE}",
    ),
    "a login in the header": ("Help", f"<header><form><input type=password></form></header>{PROSE}"),
    "captchas": ("Captchas", f"<p>Cloudflare says Just a moment. DataDome, px-captcha, Incapsula incident.</p>{PROSE}"),
    "a captcha in a form": (
        "Help",
        f"{PROSE}<form><script src=https://www.google.com/recaptcha/api.js></script></form>",
    ),
    "Cloudflare beside": ("Help", f"{PROSE}{CHALLENGE}"),
    "errors": ("What 404 means", f"<h1>404 and page not found</h1>{PROSE}"),
    "JavaScript": ("Help", f"<noscript>Please enable JavaScript.</noscript>{PROSE}<script>x</script>"),
    "a reload": ("Help", f"<meta http-equiv=refresh content='300'>{PROSE}"),
    "few words": ("Help", "<p>Another article, with few words."),
}


@pytest.mark.parametrize("name", ABOUT)
def test_a_page_about_such_things_is_none(name: str) -> None:
    html = saying(*ABOUT[name])
    for is_there in (True, False):
        assert recognise(page(html), is_there=is_there, locale="en") is None


def test_the_faithful_page_is_none(faithful: str) -> None:
    for is_there in (True, False):
        for locale in ("en", "en-GB", "en_US", ""):
            assert recognise(page(faithful), is_there=is_there, locale=locale) is None


def test_a_page_without_a_body_tag_is_no_shell() -> None:
    words = "".join(f"<p>The table of harbour {number} is made every six hours.</p>" for number in range(30))
    html = f"<html lang=en><title>Tides</title><script>1</script><main><h1>Tides</h1>{words}</main></html>"
    assert recognise(page(html), is_there=False) is None


def test_a_shell_says_what_helps() -> None:
    shell = SHELLS["an empty root"]
    bare, rendered = (recognise(page(shell, rendered=tried), is_there=False) for tried in (False, True))
    assert bare
    assert rendered
    assert "--browser" in bare.why
    assert "in a browser, too" in rendered.why


GERMAN = (
    "<p>Wir möchten dir die besten Inhalte zeigen, wenn du den Dienst nutzt. Du kannst in den Einstellungen wählen, "
    "ob wir für dich und deine Werbung Daten von anderen verwenden oder nicht. Das ist auf dem Handy und im Web nicht "
    "anders, und die Einstellung gilt für alle Geräte, mit denen du dich anmeldest, auch wenn du sie nicht mehr nutzt."
)
LINKS = (
    "<link rel=canonical href=/de/artikel><link rel=alternate hreflang=en href=/en/article/about>"
    "<link rel=alternate hreflang=de href=https://help.example/de/artikel>"
)


@pytest.mark.parametrize(
    ("html", "headers"),
    [
        (f"<html lang=de><body>{PROSE}", ()),
        (f"<html dir=ltr LANG='de-AT'><body>{PROSE}", ()),
        (f"<!-- <html lang=en> --><html lang='de'><body>{PROSE}", ()),
        (f"<html><body>{PROSE}", (("Content-Language", "de"),)),
        (f"<html><head>{LINKS}</head>{PROSE}", ()),
    ],
)
def test_a_page_that_says_it_is_in_another_language_is_told(html: str, headers: Headers) -> None:
    for is_there in (True, False):
        wall = recognise(page(html, headers=headers), is_there=is_there, locale="en")
        assert wall
        assert (wall.kind, wall.cause) == (WallKind.LANGUAGE, Cause.CONFIGURATION)
        assert "'de" in wall.why
    assert recognise(page(html, headers=headers), is_there=True, locale="de") is None


@pytest.mark.parametrize(
    ("declared", "expected", "other"),
    [
        ("en-US", "en-GB", False),
        ("en", "en-US", False),
        ("EN_us", "en", False),
        ("nb", "no", False),
        ("pt-BR", "pt", False),
        ("zh-TW", "zh-CN", True),
        ("zh-Hant", "zh-HK", False),
        ("zh", "zh-TW", False),
        ("fr", "en", True),
        ("x", "en", False),
        ("", "en", False),
        ("{{lang}}", "en", False),
    ],
)
def test_a_region_makes_no_other_language(declared: str, expected: str, other: bool) -> None:
    assert bool(recognise(page(f"<html lang='{declared}'>{PROSE}"), is_there=True, locale=expected)) == other


CYRILLIC = (
    "<p>Мы используем сведения о ваших действиях, чтобы показывать вам рекламу, которая вам интересна сейчас.</p>"
)
KANA = "<p>" + "お客様の設定に基づいて、興味のある広告を表示します。" * 4


@pytest.mark.parametrize(
    ("html", "locale", "found"),
    [
        (GERMAN, "en", "de"),
        (f"<html lang=en>{GERMAN}", "en", "de"),
        (GERMAN, "de", ""),
        (GERMAN, "", ""),
        (GERMAN, "fi", ""),
        (PROSE, "de", "en"),
        (PROSE, "ja", "en"),
        (CYRILLIC, "en", "ru"),
        (CYRILLIC, "uk", ""),
        (KANA, "en", "ja"),
        (KANA, "ja", ""),
        ("<p>Der die das und.</p>", "en", ""),
        ("<p>" + "qwert zuiop " * 100, "en", ""),
    ],
)
def test_the_language_of_the_words_is_told_only_where_it_is_certain(html: str, locale: str, found: str) -> None:
    wall = recognise(page(html), is_there=False, locale=locale)
    assert (wall is not None) == bool(found)
    assert not wall or f"{found!r}" in wall.why
    assert recognise(page(html), is_there=True, locale=locale) is None


@pytest.mark.parametrize("status", [403, 429, 503])
def test_a_bot_wall_is_told_with_its_status(status: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patience, "FIRST_PAUSE_S", 0.02)
    with hosting({"/": Told(BOTS["Cloudflare"].encode(), status)}) as site:
        with pytest.raises(PageUnavailable, match=rf"bot wall \(Cloudflare\) stands before it with status {status}"):
            fetch_page(f"{site.url}/", 5, manners=Manners(ignore_robots=True))
        site.pages["/"] = Told(b"<h1>Forbidden", status)
        with pytest.raises(PageUnavailable, match=f"it answered with status {status}"):
            fetch_page(f"{site.url}/", 5, manners=Manners(ignore_robots=True))


def test_a_status_that_wants_a_login_is_told() -> None:
    with hosting({"/": Told(b"<p>no", 401)}) as site, pytest.raises(PageUnavailable, match="wants a login") as told:
        fetch_page(f"{site.url}/", 5)
    assert told.value.cause is Cause.AUTHENTICATION


@pytest.mark.parametrize(
    "html",
    [
        "<div>" * 100_000 + "x",
        "<div id=onetrust>" * 20_000,
        "<a " + "a=b " * 200_000 + ">",
        "<html " + "x" * 2_000_000,
        "<link " * 200_000,
        "<!--" * 200_000,
        "<p>" + "page " * 400_000,
        "<title>" + "page can't " * 100_000,
        "<h1>" + "the page you asked for " * 50_000,
        "<meta http-equiv=refresh content='" + "0" * 1_000_000 + ";'>",
        "\0" * 1_000_000,
    ],
)
def test_odd_pages_are_looked_at_in_bounded_time(html: str) -> None:
    started = time.monotonic()
    recognise(page(html), is_there=False, locale="en")
    assert time.monotonic() - started < 15


def test_a_draft_has_no_walls(tmp_path: Path) -> None:
    (tmp_path / "draft.md").write_text("# Page not found\n\n<div id=root></div>\n", encoding="utf-8")
    draft = fetch_page(str(tmp_path / "draft.md"), 5)
    assert recognise(draft, is_there=False, locale="en") is None
