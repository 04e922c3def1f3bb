"""A person at pages over plain HTTP: names, forms and the ways of answers, without style and scripts."""

import pytest
from starlette.responses import Response
from walks import (
    FORM,
    HAS,
    KINDS,
    PLACES,
    REDIRECTS,
    SENT,
    Place,
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

from asadvertised.errors import ConfigurationError
from asadvertised.outcome import Cause, CouldNotTell, NotLookedAt
from asadvertised.target.client import Target
from asadvertised.target.exchange import Evidence
from asadvertised.target.faults import UnexpectedAnswer, Unreachable
from asadvertised.target.pages.arriving import over_http
from asadvertised.target.pages.doors import Doors, filled
from asadvertised.target.pages.plain import PlainVisitor
from asadvertised.target.pages.visitor import Look

__all__ = ["kept", "open_service", "place", "service", "site"]


@pytest.fixture
def visitor(service: Target) -> PlainVisitor:
    return over_http(service, "Ada")


@pytest.mark.parametrize("button", SENT)
def test_a_form_sends_what_a_browser_would(visitor: PlainVisitor, place: Place, button: str) -> None:
    came = sends(visitor, place, FORM, button)
    assert (came.method, came.path, sorted(came.form)) == ("POST", "/there", sorted(SENT[button]))
    assert came.headers["origin"] == place.url


def test_a_button_may_send_a_form_elsewhere(visitor: PlainVisitor, place: Place) -> None:
    came = sends(visitor, place, FORM, "Elsewhere")
    assert (came.method, came.path) == ("GET", "/other")
    assert sorted(came.query) == sorted([*HAS, ("b", "Second"), ("far", "away"), ("o", "4")])


@pytest.mark.parametrize(("html", "path", "query"), PLACES.values(), ids=PLACES)
def test_an_address_is_meant_as_browsers_mean_it(
    visitor: PlainVisitor, place: Place, html: str, path: str, query: list[tuple[str, str]]
) -> None:
    place.pages |= {"/refresh": "<meta http-equiv=Refresh content=\"0; URL='/there'\">", "/far/off/x": "", "/far/x": ""}
    place.pages["/dir/x"] = "here"
    came = sends(visitor, place, html, "Go")
    assert (came.path, came.query) == (path, query)


def test_a_file_that_nobody_chose_is_sent_empty(visitor: PlainVisitor, place: Place) -> None:
    form = "<form method=post action=/there enctype=multipart/form-data><input name=a value=ü><input type=file name=f>"
    came = sends(visitor, place, f"{form}<button>Go", "Go")
    assert came.headers["content-type"].startswith("multipart/form-data")
    assert 'name="a"\r\n\r\nü\r\n' in came.body.decode()
    assert 'name="f"; filename=""\r\nContent-Type: application/octet-stream\r\n\r\n\r\n' in came.body.decode()


def test_a_picture_sends_where_it_was_clicked(visitor: PlainVisitor, place: Place) -> None:
    came = sends(visitor, place, "<form action=/there><input type=image name=i alt=Go>", "Go")
    assert [name for name, _ in came.query] == ["i.x", "i.y"]


def test_a_link_within_the_page_asks_for_nothing(visitor: PlainVisitor, place: Place) -> None:
    assert is_seen(visitor, place, "<a href='#part'>Go on</a>")
    assert visitor.click("Go on")
    assert len(place.came) == 1


@pytest.mark.parametrize("html", ["<a href='JavaScript:x()'>Go on</a>", "<button type=button>Go on</button>"])
def test_what_takes_scripts_is_not_looked_at(visitor: PlainVisitor, place: Place, html: str) -> None:
    assert is_seen(visitor, place, html)
    with pytest.raises(NotLookedAt, match="takes scripts"):
        visitor.click("Go on")


def test_a_summary_opens_what_it_stands_for(visitor: PlainVisitor, place: Place) -> None:
    assert is_seen(visitor, place, "<details><summary>Go on</summary><a href=/there>Away</a></details>")
    assert not visitor.sees("Away")
    assert visitor.click("Go on")
    assert visitor.sees("Away")


@pytest.mark.parametrize("status", REDIRECTS)
def test_a_redirect_is_followed_as_its_status_says(visitor: PlainVisitor, place: Place, status: int) -> None:
    place.pages["/on"] = redirect(status, "/there")
    came = sends(visitor, place, "<form action=/on method=post><input name=a value=1><button>Go", "Go")
    assert (came.method, came.form) == (REDIRECTS[status], [("a", "1")] if REDIRECTS[status] == "POST" else [])


def test_redirects_without_end_are_no_verdict(visitor: PlainVisitor, place: Place) -> None:
    place.pages["/on"] = redirect(302, "/on")
    with pytest.raises(UnexpectedAnswer) as told:
        visitor.open(f"{place.url}/on")
    assert told.value.cause is Cause.TARGET


def test_another_host_is_asked_only_where_the_profile_names_it(
    visitor: PlainVisitor, place: Place, service: Target
) -> None:
    other = place.url.replace("127.0.0.1", "localhost")
    place.pages["/on"] = redirect(302, f"{other}/there?token=abcdefgh12345678")
    with pytest.raises(CouldNotTell, match="another site") as told:
        visitor.open(f"{place.url}/on")
    assert told.value.cause is Cause.CONFIGURATION
    assert "abcdefgh12345678" not in told.value.reason
    service.doors = Doors(hosts=(other.partition("//")[2],))
    assert visitor.open(f"{place.url}/on")


@pytest.mark.parametrize(("answer", "there"), KINDS.values(), ids=KINDS)
def test_a_page_is_there_where_one_is_shown(visitor: PlainVisitor, place: Place, answer: Response, there: bool) -> None:
    place.pages["/"] = answer
    assert visitor.open(place.url) is there


def test_what_shows_no_page_leaves_one_where_one_is(visitor: PlainVisitor, place: Place) -> None:
    place.pages["/none"] = Response(status_code=204)
    assert is_seen(visitor, place, "<form action=/none method=post><button>Go on</button></form>")
    assert visitor.click("Go on")
    assert visitor.sees("Go on")


@pytest.mark.parametrize("status", [500, 503])
def test_an_error_of_the_service_is_no_verdict(visitor: PlainVisitor, place: Place, status: int) -> None:
    place.pages["/"] = Response("<button>Go on</button>", status, media_type="text/html")
    with pytest.raises(CouldNotTell):
        visitor.open(place.url)


def test_a_cookie_goes_where_its_path_says(
    visitor: PlainVisitor, place: Place, kept: list[Evidence], service: Target
) -> None:
    logs_in(visitor, place)
    assert "session=" in place.asked("/me").headers["cookie"]
    assert visitor.open(f"{place.url}/there")
    assert "cookie" not in place.asked("/there").headers
    tells_no_secret(kept[:-1], service)


def test_a_field_takes_what_it_can(visitor: PlainVisitor, place: Place) -> None:
    html = "<label>Go on <input maxlength=3></label><label>Fixed <input readonly></label><input disabled title=Off>"
    assert is_seen(visitor, place, html)
    assert visitor.fill("Go on", "abcdef")
    assert visitor.holds("Go on") == "abc"
    assert not visitor.fill("Fixed", "a")
    assert not visitor.fill("Off", "a")
    assert not visitor.fill("none", "a")
    assert visitor.holds("none") is None


def test_one_radio_of_a_group_is_chosen(visitor: PlainVisitor, place: Place) -> None:
    one, two = (f"<label><input type=radio name=r value={name}>{name}</label>" for name in ("One", "Two"))
    assert is_seen(visitor, place, f"<form>{one}{two}</form><fieldset disabled>{one.replace('One', 'Off')}", "One")
    assert visitor.turn("One", on=True)
    assert visitor.turn("Two", on=True)
    assert (visitor.stands("One"), visitor.stands("Two"), visitor.stands("none")) == (False, True, None)
    assert not visitor.turn("Two", on=False)
    assert not visitor.turn("Off", on=True)


def test_what_nobody_sees_is_not_read(visitor: PlainVisitor, place: Place) -> None:
    place.pages["/"] = "<title>t</title><p hidden>no</p><p>a<b>b</b></p><p aria-hidden=true>c</p><script>x</script>"
    assert visitor.open(place.url)
    assert visitor.says() == "ab c"


def test_a_service_that_is_gone_is_unreachable(service: Target, visitor: PlainVisitor) -> None:
    service.doors = Doors(hosts=("127.0.0.1:9",))
    with pytest.raises(Unreachable):
        visitor.open("http://127.0.0.1:9/")


def test_braces_are_filled_in_or_told_of() -> None:
    assert filled("/a/{phone}", {"phone": "x/y"}) == "/a/x%2Fy"
    for address in ("/a/{tablet}", "/a/{Phone}", "/a/{phone_id}"):
        with pytest.raises(ConfigurationError, match="known are: phone"):
            filled(address, {"phone": "1"})


@pytest.mark.parametrize(
    ("look", "within", "where"),
    [
        (Look((300, 300), shown=True, width=100, height=100), True, "top left"),
        (Look((300, 300), shown=True, x=200, y=200, width=100.4, height=100), True, "bottom right"),
        (Look((300, 300), shown=True, x=100, y=100, width=100, height=100), True, "middle middle"),
        (Look((300, 300), shown=True, x=-10, y=290, width=100, height=50), False, "bottom left"),
        (Look((300, 300), shown=True, x=400, y=-50, width=10, height=10), False, "top right"),
        (Look((300, 300), shown=False), False, "top left"),
    ],
)
def test_a_place_on_the_screen_is_told_in_words(look: Look, within: bool, where: str) -> None:
    assert (look.is_within, look.where) == (within, where)
