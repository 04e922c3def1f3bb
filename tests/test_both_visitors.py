"""What both drivers judge alike: which things are there, by their names or by a selector."""

from collections.abc import Iterator

import pytest
from chromium import the_browser
from walks import (
    NAMES,
    SEEN,
    SELECTORS,
    UNSEEN,
    Place,
    is_seen,
    kept,
    names_a_thing,
    open_service,
    place,
    service,
    site,
)

from asadvertised.target.client import Target
from asadvertised.target.pages.arriving import in_a_browser, over_http
from asadvertised.target.pages.doors import Thing
from asadvertised.target.pages.visitor import Visitor

__all__ = ["kept", "open_service", "place", "service", "site"]


@pytest.fixture(params=["over plain HTTP", "in a browser"])
def visitor(request: pytest.FixtureRequest, service: Target) -> Iterator[Visitor]:
    """Give somebody by either driver."""
    if request.param == "in a browser":
        the_browser()
    found = over_http(service, "Ada") if request.param == "over plain HTTP" else in_a_browser(service, "Ada")
    yield found
    found.close()


@pytest.mark.parametrize("html", SEEN.values(), ids=SEEN)
def test_a_thing_is_seen_by_its_name(visitor: Visitor, place: Place, html: str) -> None:
    assert is_seen(visitor, place, html)


@pytest.mark.parametrize("html", UNSEEN.values(), ids=UNSEEN)
def test_what_is_hidden_or_called_otherwise_is_not_seen(visitor: Visitor, place: Place, html: str) -> None:
    assert not is_seen(visitor, place, html)


@pytest.mark.parametrize("case", NAMES.values(), ids=NAMES)
def test_a_name_is_taken_to_the_letter(
    visitor: Visitor, place: Place, service: Target, case: tuple[str, tuple[str, ...], bool]
) -> None:
    html, names, is_there = case
    assert names_a_thing(visitor, place, service, html, Thing(names=names)) is is_there


@pytest.mark.parametrize("case", SELECTORS.values(), ids=SELECTORS)
def test_a_thing_is_seen_by_its_selector(
    visitor: Visitor, place: Place, service: Target, case: tuple[str, str, bool]
) -> None:
    html, css, is_there = case
    assert names_a_thing(visitor, place, service, html, Thing(css=css)) is is_there


LOGIN = "<label>{0} <input type=email></label><label>{1} <input type=password></label>"


def test_the_fields_to_log_in_with_are_known_by_what_they_are_for(
    visitor: Visitor, place: Place, service: Target
) -> None:
    html = LOGIN.format("Who are you?", "And what proves it?")
    assert names_a_thing(visitor, place, service, html, Thing(names=("Email", "Email address")))
    assert names_a_thing(visitor, place, service, html, Thing(names=("Password",)))
    assert not names_a_thing(visitor, place, service, html, Thing(names=("E-Mail",)))
    hidden = LOGIN.replace("<input", "<input hidden").format("Who?", "What?")
    assert not names_a_thing(visitor, place, service, hidden, Thing(names=("Email",)))
