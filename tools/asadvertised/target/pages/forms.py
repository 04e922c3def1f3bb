"""What a form sends when a button of it is pressed, as a browser would send it."""

import copy
import re
from typing import Any
from urllib.parse import urlsplit

from bs4 import BeautifulSoup, Tag

SUBMITS = "button:not([type=button i], [type=reset i]), input:is([type=submit i], [type=image i])"
FIELDS = "input, button, textarea, select"
DISABLED = "fieldset[disabled] :is(input, button, textarea, select)"
IN_THE_LEGEND = "fieldset[disabled] > legend:first-of-type *"
MARK = "data-asadvertised"
ENDS_OF_LINES = re.compile(r"\r\n|\r|\n")
CRLF = "\r\n"


def form_of(page: BeautifulSoup, tag: Tag) -> Tag | None:
    """Give the form that a field or a button belongs to, be it that it stands elsewhere."""
    found = page.find("form", id=str(tag["form"])) if tag.has_attr("form") else tag.find_parent("form")
    return found if isinstance(found, Tag) else None


def request_of(page: BeautifulSoup, pressed: Tag, url: str, base: str) -> dict[str, Any]:
    """Give the request that a button makes, as keyword arguments of requests; `base` is where addresses are meant from.

    The form is read in a copy of the page, in which just what it sends is left to it.
    """
    from mechanicalsoup import Browser

    pressed[MARK] = ""
    try:
        read = copy.copy(page)
    finally:
        del pressed[MARK]
    button = read.select(f"[{MARK}]")[0]
    form = form_of(read, button)
    assert form is not None  # noqa: S101  whoever presses has seen it
    _gather(read, form, button)
    asked: dict[str, Any] = Browser.get_request_kwargs(form, base if form.get("action") else url)
    if asked["method"].lower() != "post":
        parts = urlsplit(asked["url"])  # what a form asks takes the place of what its address asks
        return asked | {"method": "GET", "url": parts._replace(query="", fragment="").geturl()}
    if form.get("enctype") == "multipart/form-data":
        asked["files"] = [(name, (None, value)) for name, value in asked.pop("data")] + list(_files(asked))
    return asked | {"method": "POST"}


def _files(asked: dict[str, Any]) -> list[tuple[str, Any]]:
    """Give the files of a form: all of them are left empty, and told so."""
    return [(name, (told[0], told[1], "application/octet-stream")) for name, told in asked.pop("files", {}).items()]


def _gather(page: BeautifulSoup, form: Tag, pressed: Tag) -> None:
    """Leave to a form what it sends: what stands elsewhere for it, and of its buttons the one that is pressed."""
    for key in ("action", "method", "enctype"):
        if pressed.get(f"form{key}"):
            form[key] = str(pressed[f"form{key}"])
    legends = {id(tag) for tag in page.select(IN_THE_LEGEND)}
    disabled = {id(tag) for tag in page.select(DISABLED)} - legends
    for tag in page.select(FIELDS):
        if form_of(page, tag) is not form or id(tag) in disabled or (tag.css.match(SUBMITS) and tag is not pressed):
            tag["disabled"] = ""
        elif form not in tag.parents:
            form.append(tag.extract())
    for text in form.select("textarea"):
        text.string = ENDS_OF_LINES.sub(CRLF, text.get_text().removeprefix("\n"))
    if str(pressed.get("type")).lower() == "image" and not pressed.has_attr("disabled"):
        _click_the_image(page, pressed)


def _click_the_image(page: BeautifulSoup, pressed: Tag) -> None:
    """Send where a picture was clicked, in its stead."""
    name = f"{pressed['name']}." if pressed.get("name") else ""
    for axis in ("x", "y"):
        pressed.insert_before(page.new_tag("input", attrs={"name": f"{name}{axis}", "value": "0"}))
    pressed["disabled"] = ""
