"""A person at pages in a real browser: what it judges as plain HTTP does, and what only it can see."""

import os
import re
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from chromium import the_browser
from playwright.sync_api import Page
from starlette.responses import Response
from walks import (
    FORM,
    HAS,
    KINDS,
    PLACES,
    REDIRECTS,
    SENT,
    Came,
    Place,
    a_place,
    is_seen,
    kept,
    logs_in,
    open_service,
    place,
    redirect,
    sends,
    service,
    site,
    tells_no_secret,
)

from asadvertised.outcome import Cause, CouldNotTell
from asadvertised.target.client import Target
from asadvertised.target.contract import load_contract
from asadvertised.target.exchange import Evidence
from asadvertised.target.faults import UnexpectedAnswer, Unreachable
from asadvertised.target.hearing import Hearers
from asadvertised.target.pages import camera, seen
from asadvertised.target.pages.arriving import in_a_browser, in_a_browser_of_their_own
from asadvertised.target.pages.doors import Doors
from asadvertised.target.pages.seen import BrowserVisitor
from asadvertised.target.pages.visitor import Look
from asadvertised.target.picture import Picture
from asadvertised.target.sending import Reach

__all__ = ["kept", "open_service", "place", "service", "site"]
SCREEN = (600, 400)


@pytest.fixture(scope="module", autouse=True)
def _browser() -> None:
    the_browser()


@pytest.fixture
def visitor(service: Target) -> Iterator[BrowserVisitor]:
    found = in_a_browser(service, "Ada")
    yield found
    found.close()


@pytest.fixture
def alone(site: Place, article_folder: Path) -> Iterator[Target]:
    """Give a target of its own, whose browser may end."""
    target = Target(site.url, load_contract(article_folder / "openapi.yaml"), Reach(timeout=2, retries=0))
    yield target
    target.close()


@pytest.mark.parametrize("button", SENT)
def test_a_form_sends_what_plain_http_does(visitor: BrowserVisitor, place: Place, button: str) -> None:
    came = sends(visitor, place, FORM, button)
    assert (came.method, came.path, sorted(came.form)) == ("POST", "/there", sorted(SENT[button]))


def test_a_button_may_send_a_form_elsewhere(visitor: BrowserVisitor, place: Place) -> None:
    came = sends(visitor, place, FORM, "Elsewhere")
    assert sorted(came.query) == sorted([*HAS, ("b", "Second"), ("far", "away"), ("o", "4")])


@pytest.mark.parametrize(("html", "path", "query"), PLACES.values(), ids=PLACES)
def test_an_address_is_meant_as_plain_http_means_it(
    visitor: BrowserVisitor, place: Place, html: str, path: str, query: list[tuple[str, str]]
) -> None:
    place.pages |= {"/refresh": "<meta http-equiv=Refresh content=\"0; URL='/there'\">", "/far/off/x": "", "/far/x": ""}
    place.pages |= {"/dir/x": "here", "/favicon.ico": ""}
    sends(visitor, place, html, "Go")
    came = [one for one in place.came if one.path != "/favicon.ico"][-1]
    assert (came.path, came.query) == (path, query)


@pytest.mark.parametrize("status", REDIRECTS)
def test_a_redirect_is_followed_as_its_status_says(visitor: BrowserVisitor, place: Place, status: int) -> None:
    place.pages["/on"] = redirect(status, "/there")
    came = sends(visitor, place, "<form action=/on method=post><input name=a value=1><button>Go", "Go")
    assert (came.method, came.form) == (REDIRECTS[status], [("a", "1")] if REDIRECTS[status] == "POST" else [])


@pytest.mark.parametrize("html", ["<a href=/on>Go on</a>", "<form action=/on><button>Go on</button></form>"])
def test_redirects_without_end_are_no_verdict(visitor: BrowserVisitor, place: Place, html: str) -> None:
    place.pages["/on"] = redirect(302, "/on")
    assert is_seen(visitor, place, html)
    with pytest.raises(UnexpectedAnswer):
        visitor.click("Go on")
    with pytest.raises(UnexpectedAnswer):
        visitor.open(f"{place.url}/on")


def test_another_host_counts_only_where_the_profile_names_it(
    visitor: BrowserVisitor, place: Place, service: Target
) -> None:
    other = place.url.replace("127.0.0.1", "localhost")
    assert is_seen(visitor, place, f"<a href='{other}/there?token=abcdefgh12345678'>Go on</a>")
    with pytest.raises(CouldNotTell, match="another site") as told:
        visitor.click("Go on")
    assert told.value.cause is Cause.CONFIGURATION
    assert "abcdefgh12345678" not in told.value.reason
    service.doors = Doors(hosts=(other.partition("//")[2],))
    visitor.open(place.url)
    assert visitor.click("Go on")


@pytest.mark.parametrize(("answer", "there"), KINDS.values(), ids=KINDS)
def test_a_page_is_there_where_one_is_shown(
    visitor: BrowserVisitor, place: Place, kept: list[Evidence], answer: Response, there: bool
) -> None:
    place.pages["/"] = answer
    assert visitor.open(place.url) is there
    assert [one["response"]["status"] for one in kept] == [answer.status_code]


@pytest.mark.parametrize("status", [500, 503])
def test_an_error_of_the_service_is_no_verdict(visitor: BrowserVisitor, place: Place, status: int) -> None:
    place.pages["/on"] = Response("<button>Go on</button>", status, media_type="text/html")
    assert is_seen(visitor, place, "<iframe src=/framed></iframe><a href=/on>Go on</a>")
    with pytest.raises(CouldNotTell, match=str(status)):
        visitor.click("Go on")


def test_an_error_in_a_frame_is_no_page_either(visitor: BrowserVisitor, place: Place) -> None:
    place.pages["/framed"] = "<form action=/none><button>Go on</button></form>"
    assert is_seen(visitor, place, "<iframe src=/framed></iframe>")
    assert not visitor.click("Go on")


def test_evidence_of_a_browser_tells_no_secret(
    visitor: BrowserVisitor, place: Place, kept: list[Evidence], service: Target
) -> None:
    logs_in(visitor, place)
    tells_no_secret(kept, service)
    assert "You are" in kept[-1]["response"]["body"]


BOXES = {
    "in the corner": ("right:0;bottom:0", {"is_within": True, "where": "bottom right", "covered_by": ""}),
    "off-screen": ("left:-300px;top:0", {"is_within": False, "shown": True}),
    "below": ("left:0;top:900px", {"is_within": False, "shown": True}),
    "transparent": ("left:0;top:0;opacity:0", {"shown": False}),
    "no size": ("left:0;top:0;width:0;height:0;padding:0;border:0;overflow:hidden", {"shown": False}),
    "not for the mouse": ("left:0;top:0;pointer-events:none", {"shown": True}),
}


def look_at(visitor: BrowserVisitor, *, scrolled: bool = False) -> Look:
    [look] = visitor.looks_at("Go on", [SCREEN], scrolled=scrolled)
    return look


@pytest.mark.parametrize(("style", "told"), BOXES.values(), ids=BOXES)
def test_a_thing_has_a_place(visitor: BrowserVisitor, place: Place, style: str, told: dict[str, object]) -> None:
    is_seen(visitor, place, f"<button style='position:fixed;width:90px;height:40px;{style}'>Go on</button>")
    look = look_at(visitor)
    assert {key: getattr(look, key) for key in told} == told
    assert bool(look.covered_by) is (style.endswith("none") and look.shown)


def test_a_place_is_told_of_each_screen(visitor: BrowserVisitor, place: Place) -> None:
    assert is_seen(visitor, place, "<button style='position:fixed;left:380px;top:0'>Go on</button>")
    looks = list(visitor.looks_at("Go on", [(390, 800), (1200, 800)]))
    assert [(look.where, look.is_within) for look in looks] == [("top right", False), ("top middle", True)]


def test_a_banner_covers_what_is_behind_it(visitor: BrowserVisitor, place: Place) -> None:
    banner = "<div id=banner style='position:fixed;inset:auto 0 0 0;height:200px'>Cookies! ada@example.org</div>"
    assert is_seen(visitor, place, f"<button style='position:fixed;bottom:9px'>Go on</button>{banner}")
    assert look_at(visitor).covered_by.startswith('<div id="banner"')
    assert not visitor.click("Go on")


def test_a_header_that_stays_covers_nothing_that_one_scrolls_to(visitor: BrowserVisitor, place: Place) -> None:
    header = "<div style='position:sticky;top:0;height:90px;background:red'>Top</div>"
    assert is_seen(
        visitor, place, f"{header}<p style='height:2000px'>a</p><button>Go on</button><p style='height:2000px'>"
    )
    assert not look_at(visitor).is_within
    look = look_at(visitor, scrolled=True)
    assert (look.is_within, look.covered_by) == (True, "")


def test_one_scrolls_in_what_scrolls(visitor: BrowserVisitor, place: Place) -> None:
    inner = "<p style='height:900px'>a</p><button>Go on</button>"
    assert is_seen(visitor, place, f"<div style='height:100px;overflow:auto'>{inner}</div>")
    assert not look_at(visitor).is_within
    assert look_at(visitor, scrolled=True).is_within


def test_a_frame_has_a_place_on_the_screen(visitor: BrowserVisitor, place: Place) -> None:
    place.pages["/framed"] = "<body style='margin:0'><button>Go on</button>"
    frame = "<iframe src=/framed style='position:fixed;left:390px;top:290px;border:10px solid'></iframe>"
    assert is_seen(visitor, place, frame)
    look = look_at(visitor)
    assert (look.x, look.y, look.where) == (400, 300, "bottom right")


@pytest.mark.parametrize("style", ["opacity:0", "position:absolute;clip:rect(0 0 0 0);width:1px"])
def test_a_box_is_switched_by_its_label(visitor: BrowserVisitor, place: Place, style: str) -> None:
    box = f"<input id=x type=checkbox style='{style}'><label for=x style='padding:9px'>Go on</label>"
    place.pages["/"] = box
    assert visitor.open(place.url)
    assert visitor.turn("Go on", on=True)
    assert visitor.stands("Go on")
    assert look_at(visitor).width > 20


def test_what_never_stops_moving_can_be_clicked(visitor: BrowserVisitor, place: Place) -> None:
    moving = "<style>@keyframes m { to { margin-left: 200px } } a { animation: m 2s infinite alternate }</style>"
    assert is_seen(visitor, place, f"{moving}<a href=/there style='display:block;height:40px'>Go on</a>")
    assert visitor.click("Go on")
    assert "arrived" in visitor.says()


@pytest.mark.parametrize(
    "dead",
    ["<a href=/there onclick='return false'>Go on</a>", "<form><button onclick='return false'>Go on</button></form>"],
)
def test_a_click_of_which_nothing_comes_leads_nowhere(visitor: BrowserVisitor, place: Place, dead: str) -> None:
    assert is_seen(visitor, place, dead)
    assert not visitor.click("Go on")


SCRIPTED = {
    "at once": "document.body.innerHTML = 'arrived'",
    "after a while": "setTimeout(() => { location = '/there' }, 300)",
    "in two steps": (
        "fetch('/there').then(r => r.text()).then(t => setTimeout(() => { document.body.innerHTML = t }, 200))"
    ),
    "a page of its own": "history.pushState({}, '', '/pushed'); document.body.innerHTML = 'arrived'",
    "an alert": "alert('now'); document.body.innerHTML = 'arrived'",
    "a question": "if (confirm('sure?')) document.body.innerHTML = 'arrived'",
    "a window": "window.open('/there')",
    "a window after a while": "setTimeout(() => window.open('/there'), 200)",
}


@pytest.mark.parametrize("script", SCRIPTED.values(), ids=SCRIPTED)
def test_what_a_script_does_is_waited_for(visitor: BrowserVisitor, place: Place, script: str) -> None:
    assert is_seen(visitor, place, f'<button onclick="{script}">Go on</button>')
    assert visitor.click("Go on")
    assert "arrived" in visitor.says()


@pytest.mark.parametrize("html", ["<a href=/there target=_blank>Go on</a>", "<a href=/there>Go on</a>"])
def test_one_goes_back_to_where_one_was(visitor: BrowserVisitor, place: Place, html: str) -> None:
    assert is_seen(visitor, place, html)
    assert visitor.click("Go on")
    assert not visitor.sees("Go on")
    visitor.back()
    assert visitor.sees("Go on")


def test_a_page_that_asks_whether_to_leave_is_left(visitor: BrowserVisitor, place: Place) -> None:
    ask = "<script>addEventListener('beforeunload', e => { e.preventDefault(); e.returnValue = 'x'; })</script>"
    assert is_seen(visitor, place, f"{ask}<label>Name <input></label><a href=/there>Go on</a>")
    assert visitor.fill("Name", "a")
    assert visitor.click("Go on")
    assert "arrived" in visitor.says()


def test_a_form_that_the_browser_does_not_send_leads_nowhere_soon(visitor: BrowserVisitor, place: Place) -> None:
    assert is_seen(visitor, place, "<form action=/there><input required><button>Go on</button></form>")
    began = time.monotonic()
    visitor.click("Go on")
    assert time.monotonic() - began < 3
    assert visitor.sees("Go on")


def test_a_page_that_always_asks_costs_little(visitor: BrowserVisitor, place: Place) -> None:
    def news(_: Came) -> Response:
        time.sleep(0.3)
        return Response("news")

    place.pages["/news"] = news
    ask = "<script>const ask = () => fetch('/news').then(ask); ask()</script>"
    began = time.monotonic()
    assert is_seen(visitor, place, f"{ask}<button type=button>Go on</button>")
    assert visitor.click("Go on")
    assert time.monotonic() - began < 2 * 3 + 3


def test_a_page_within_has_its_things_too(visitor: BrowserVisitor, place: Place) -> None:
    place.pages["/framed"] = "<a href=/there>Go on</a>"
    assert is_seen(visitor, place, "<iframe src=/framed></iframe>")
    assert visitor.click("Go on")
    assert "arrived" in visitor.says()


def test_a_field_takes_what_it_can(visitor: BrowserVisitor, place: Place) -> None:
    html = "<label>Go on <input maxlength=3></label><label>Fixed <input readonly></label><input disabled title=Off>"
    html += "<label>Gone <textarea style=display:none></textarea></label>"
    assert is_seen(visitor, place, html)
    assert visitor.fill("Go on", "abcdef")
    assert visitor.holds("Go on") == "abc"
    assert not visitor.fill("Fixed", "a")
    assert not visitor.fill("Off", "a")
    assert not visitor.fill("Gone", "a"), "a person sees what it is called, and nothing to write in"
    assert visitor.holds("none") is None
    assert not visitor.click("none")


def test_one_radio_of_a_group_is_chosen_and_reached(visitor: BrowserVisitor, place: Place) -> None:
    one, two = (f"<label><input type=radio name=r value={name}>{name}</label>" for name in ("One", "Two"))
    assert is_seen(visitor, place, f"<form>{one}{two}</form>", "One")
    assert visitor.turn("Two", on=True)
    assert (visitor.stands("One"), visitor.stands("Two")) == (False, True)
    assert not visitor.turn("Two", on=False)
    assert visitor.reaches_by_keyboard("One")


def test_the_keyboard_leads_only_to_what_it_can(visitor: BrowserVisitor, place: Place) -> None:
    html = "<a href=/1>1</a><button tabindex=-1>No</button><button>Go on</button>"
    assert is_seen(visitor, place, html)
    assert visitor.reaches_by_keyboard("Go on")
    assert not visitor.reaches_by_keyboard("No")
    assert not visitor.reaches_by_keyboard("none")


def test_a_service_that_goes_away_is_unreachable(article_folder: Path) -> None:
    with a_place() as place:
        target = Target(place.url, load_contract(article_folder / "openapi.yaml"), Reach(timeout=2, retries=0))
        visitor = in_a_browser(target, "Ada")
        assert is_seen(visitor, place, "<a href=/there>Go on</a>")
    try:
        with pytest.raises(Unreachable):
            visitor.click("Go on")
        with pytest.raises(Unreachable):
            visitor.open(f"{place.url}/there")
    finally:
        target.close()


def children() -> list[int]:
    """Give the browsers that this process has started."""
    told = subprocess.run(["ps", "-eo", "pid,ppid,args"], capture_output=True, text=True, check=True).stdout
    rows = [line.split(None, 2) for line in told.splitlines()[1:]]
    family = {os.getpid()}
    for _ in rows:
        more = {int(pid) for pid, parent, _ in rows if int(parent) in family} - family
        if not more:
            break
        family |= more
    return [int(pid) for pid, _, args in rows if int(pid) in family and "--type=" not in args and "chrom" in args]


def folders() -> set[str]:
    """Give what browsers leave in the folder of temporary files."""
    return {one.name for one in Path(tempfile.gettempdir()).iterdir() if "playwright" in one.name}


def crash(visitor: BrowserVisitor, _: set[int]) -> None:
    visitor.open("chrome://crash")


def kill(visitor: BrowserVisitor, processes: set[int]) -> None:
    for process in processes:
        os.kill(process, signal.SIGKILL)
    visitor.sees("Go on")


@pytest.mark.parametrize("end", [crash, kill])
def test_a_browser_that_ends_is_no_verdict_and_the_next_is_new(
    alone: Target, place: Place, end: Callable[[BrowserVisitor, set[int]], None]
) -> None:
    before = set(children())
    visitor = in_a_browser(alone, "Ada")
    assert is_seen(visitor, place, "<button>Go on</button>")
    with pytest.raises(CouldNotTell) as told:
        end(visitor, set(children()) - before)
    assert told.value.cause is Cause.INFRASTRUCTURE
    heard: list[Picture] = []
    alone.hearers = Hearers(picture=heard.append)
    other = in_a_browser(alone, "Bo")
    assert is_seen(other, place, "<button>Go on</button>")
    alone.take_pictures()
    assert len(heard) == 1
    visitor.close()


def test_a_script_that_never_ends_is_no_verdict(alone: Target, place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(seen, "ANSWERS_WITHIN_S", 1.0)
    visitor = in_a_browser(alone, "Ada")
    assert is_seen(visitor, place, "<button onclick='for (;;);'>Go on</button>")
    with pytest.raises(CouldNotTell, match="script does not end") as told:
        visitor.click("Go on")
    assert told.value.cause is Cause.TARGET
    assert is_seen(in_a_browser(alone, "Bo"), place, "<button>Go on</button>")


def test_nothing_stays_of_what_was_opened(site: Place, place: Place, article_folder: Path) -> None:
    was, left = set(children()), folders()
    own = set(Path(tempfile.gettempdir()).glob("asadvertised-*"))
    target = Target(site.url, load_contract(article_folder / "openapi.yaml"))
    visitor = in_a_browser(target, "Ada")
    theirs = in_a_browser_of_their_own(target, "Bo", do_not_track=True)
    place.pages["/"] = "<button>Go on</button>"
    assert visitor.open(site.url)
    assert theirs.open(site.url)
    assert place.came[-1].headers["dnt"] == "1"
    assert set(children()) - was
    target.close()
    assert set(children()) <= was
    assert folders() <= left
    assert set(Path(tempfile.gettempdir()).glob("asadvertised-*")) <= own


NO_BROWSER = """
import sys
from pathlib import Path
from asadvertised.target.pages.browsers import Browsers
{before}
try:
    Browsers(wanted={wanted}, proxies={{}}).fresh()
except Exception as error:
    print(type(error).__name__, error)
"""
WITHOUT = {
    "not wanted": ("", False, {}, "NotLookedAt It takes a browser, and --no-browser was given."),
    "no playwright": ("sys.modules['playwright.sync_api'] = None", True, {}, "NotLookedAt .*Playwright is not there"),
    "no browser": ("", True, {"PATH": "", "ASADVERTISED_CHROMIUM": ""}, "NotLookedAt .*no Chromium is there"),
    "no program": ("", True, {"ASADVERTISED_CHROMIUM": "/no/such"}, "ConfigurationError ASADVERTISED_CHROMIUM: '/no/"),
}


@pytest.mark.parametrize(("before", "wanted", "environment", "told"), WITHOUT.values(), ids=WITHOUT)
def test_without_a_browser_nobody_looks(before: str, wanted: bool, environment: dict[str, str], told: str) -> None:
    script = NO_BROWSER.format(before=before, wanted=wanted)
    env = {**os.environ, "PLAYWRIGHT_BROWSERS_PATH": "/no/such", **environment}
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False, env=env)
    assert len(ran.stdout.splitlines()) == 1, ran.stderr
    assert re.match(told, ran.stdout)


SHOWN = """<p style='color:red'>Ada, ada@example.org</p><input value=typed><textarea>typed</textarea>
<label>Go on <input type=checkbox></label><button style='margin: 1px'>Go on</button>
<input placeholder=bo@example.org><input type=button value=cy@example.org>"""


def looking_meanwhile(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Tell what stands on a page while a picture of it is taken, and how two of its parts look."""
    found: list[str] = []
    screenshot = camera._screenshot  # noqa: SLF001  between hiding and showing again

    def look(page: Page) -> bytes:
        found.extend(frame.evaluate("document.documentElement.outerHTML") for frame in page.frames)
        for part, style in (("input", "webkitTextSecurity"), ("[data-asadvertised-used]", "outlineStyle")):
            found.append(page.evaluate(f"getComputedStyle(document.querySelector('{part}')).{style}"))
        return screenshot(page)

    monkeypatch.setattr(camera, "_screenshot", look)
    return found


def test_a_picture_hides_and_outlines_and_leaves_the_page_as_it_was(
    visitor: BrowserVisitor, place: Place, service: Target, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard: list[Picture] = []
    service.hearers = Hearers(picture=heard.append)
    policy = {"Content-Security-Policy": "default-src 'self'; script-src 'none'; style-src 'none'"}
    place.pages["/framed"] = "di@example.org"
    place.pages["/"] = Response(f"{SHOWN}<iframe src=/framed></iframe>", headers=policy, media_type="text/html")
    assert visitor.open(f"{place.url}/?token=abcdefgh12345678")
    page = visitor._page  # noqa: SLF001  to see what its visitor does not
    was, meanwhile = page.content(), looking_meanwhile(monkeypatch)
    assert look_at(visitor).shown
    service.take_pictures()
    [picture] = heard
    assert (picture.image[:4], picture.image[8:12]) == (b"RIFF", b"WEBP")
    assert (picture.width, picture.height) == SCREEN
    assert picture.about.endswith("with “Go on” outlined")
    assert "abcdefgh12345678" not in picture.about
    assert meanwhile[2:] == ["disc", "solid"]
    assert "example.org" not in "".join(meanwhile)
    assert page.content() == was


def test_a_camera_in_trouble_keeps_no_other_from_working(service: Target, place: Place) -> None:
    heard: list[Picture] = []
    service.hearers = Hearers(picture=heard.append)
    closed, crashed, fine = (in_a_browser(service, name) for name in ("Ada", "Bo", "Cy"))
    for one in (closed, crashed, fine):
        assert is_seen(one, place, "<button>Go on</button>")
    closed._page.close()  # noqa: SLF001
    crashed._page.goto("about:blank")  # noqa: SLF001
    crashed._page.evaluate("document.documentElement.remove()")  # noqa: SLF001
    service.take_pictures()
    assert [picture.about for picture in heard][-1] == "The page “without a title”"
    for one in (closed, crashed, fine):
        one.close()
    assert not service.cameras
