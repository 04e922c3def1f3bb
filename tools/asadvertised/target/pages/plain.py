"""A person at a page over plain HTTP: links, forms and cookies, without style and scripts."""

from http import HTTPStatus
from typing import Any
from urllib.parse import urldefrag, urljoin, urlsplit

import requests
from bs4 import BeautifulSoup, Tag

from asadvertised.outcome import Cause, NotLookedAt
from asadvertised.target.bodies import text_of
from asadvertised.target.client import Agent, Target
from asadvertised.target.contract import Operation
from asadvertised.target.faults import UnexpectedAnswer
from asadvertised.target.pages.doors import Thing
from asadvertised.target.pages.forms import DISABLED, IN_THE_LEGEND, SUBMITS, form_of, request_of
from asadvertised.target.pages.hosts import check_host
from asadvertised.target.pages.leading import at_once, is_a_file
from asadvertised.target.pages.naming import CLICKED, FILLED, SWITCHED, all_called, shown_by
from asadvertised.target.pages.visitor import Screen
from asadvertised.target.understanding import unexpected

MOST_REDIRECTS = 20
AS_IT_WAS = (HTTPStatus.TEMPORARY_REDIRECT, HTTPStatus.PERMANENT_REDIRECT)
PAGE = Operation("a page", "GET", "", {}, "", secured=False, answers={HTTPStatus.OK: ("text/html", None)})
NO_CONTENT = (HTTPStatus.NO_CONTENT, HTTPStatus.RESET_CONTENT)


class PlainVisitor:
    """Somebody at a page, whose requests are evidence as any agent's are."""

    def __init__(self, target: Target, agent: Agent) -> None:
        self._target = target
        self._agent = agent
        self._url = target.url
        self._page = BeautifulSoup("", "lxml")
        self._before: list[tuple[str, BeautifulSoup]] = []

    @property
    def url(self) -> str:
        """Where this person is."""
        return self._url

    def open(self, address: str) -> bool:
        """Open an address; tell whether a page is there."""
        return self._go("GET", address)

    def sees(self, words: str) -> bool:
        """Tell whether there is something of this name to click, to switch or to fill in."""
        return bool(self._called(words, f"{CLICKED}, {SWITCHED}, {FILLED}"))

    def click(self, words: str) -> bool:
        """Follow a link, or send the form of a button; tell whether a page is there."""
        found = self._called(words, f"{CLICKED}, {SWITCHED}")
        if found:
            return self._use(found[0], words)
        return bool(self._called(words, FILLED))

    def fill(self, words: str, text: str) -> bool:
        """Write into a field, as much as it takes; tell whether there is one that can be written in."""
        found = self._called(words, FILLED)
        if not found or found[0].has_attr("readonly") or not _can_be_used(found[0]):
            return False
        self._target.mask.learn({words: text})
        field, most = found[0], str(found[0].get("maxlength", ""))
        written = text[: int(most)] if most.isdigit() else text
        if field.name == "textarea":
            field.string = written
        else:
            field["value"] = written
        return True

    def holds(self, words: str) -> str | None:
        """Give what is written in a field, hidden or not; None where there is none."""
        found = all_called(self._page, self._thing(words), FILLED, hidden=True)
        if not found:
            return None
        return found[0].get_text() if found[0].name == "textarea" else str(found[0].get("value", ""))

    def stands(self, words: str) -> bool | None:
        """Tell whether something is switched on; None where there is nothing to switch."""
        found = self._called(words, SWITCHED)
        return _is_on(found[0]) if found else None

    def turn(self, words: str, *, on: bool) -> bool:
        """Tick a box, or use a switch which is a button of a form of its own; tell whether that can be done."""
        found = [tag for tag in self._called(words, SWITCHED) if _can_be_used(tag)]
        if not found or _is_on(found[0]) is on:
            return bool(found)
        if found[0].name != "input":
            return self._use(found[0], words)
        if str(found[0].get("type")).lower() == "radio":
            if on:
                self._choose(found[0])
            return on
        if on:
            found[0]["checked"] = ""
        else:
            del found[0]["checked"]
        return True

    def fits(self, screen: Screen) -> None:
        """Have no screen at all."""

    def back(self) -> None:
        """Go back to the page before, as it was left."""
        if self._before:
            self._url, self._page = self._before.pop()

    def says(self) -> str:
        """Give what can be read on the page."""
        return shown_by(self._page)

    def close(self) -> None:
        """Leave; there is nothing to close."""

    def _called(self, words: str, kind: str) -> list[Tag]:
        return all_called(self._page, self._thing(words), kind)

    def _thing(self, words: str) -> Thing:
        return self._target.doors.called(words)

    def _choose(self, chosen: Tag) -> None:
        form = form_of(self._page, chosen)
        for other in self._page.select("input[type=radio i]"):
            if chosen.get("name") and other.get("name") == chosen["name"] and form_of(self._page, other) is form:
                del other["checked"]
        chosen["checked"] = ""

    def _use(self, tag: Tag, words: str) -> bool:
        link = tag if tag.name in {"a", "area"} else tag.find_parent("a")
        href = str(link.get("href", "")).strip() if link else ""
        if link and link.has_attr("href") and not href.lower().startswith("javascript:"):
            return href.startswith("#") or self._go("GET", urljoin(self._base, href))
        if tag.name == "summary":
            return _unfold(tag)
        if not tag.css.match(SUBMITS) or form_of(self._page, tag) is None:
            raise NotLookedAt(f"“{words}” takes scripts, which plain HTTP does not run.")
        return _can_be_used(tag) and self._send(tag)

    @property
    def _base(self) -> str:
        """From where the page's addresses are meant."""
        base = self._page.select_one("base[href]")
        return urljoin(self._url, str(base["href"])) if base else self._url

    def _send(self, pressed: Tag) -> bool:
        """Send a form as it stands, by this button."""
        asked = request_of(self._page, pressed, self._url, self._base)
        self._target.mask.learn(dict(asked.get("data") or asked.get("params") or []))
        method, url = str(asked.pop("method")), str(asked.pop("url"))
        return self._go(method, url, **{key: value for key, value in asked.items() if value})

    def _go(self, method: str, url: str, **body: Any) -> bool:
        """Go somewhere, and on from there as a browser does; tell whether a page is there."""
        for _ in range(MOST_REDIRECTS):
            response = self._ask(method, urldefrag(url).url, **body)
            if response.is_redirect:
                url = urljoin(str(response.url), response.headers["Location"])
                if response.status_code not in AS_IT_WAS:
                    method, body = "GET", {}
                continue
            there = self._arrive(response)
            refreshed = at_once(self._page) if there else None
            if refreshed is None:
                return there
            method, url, body = "GET", urljoin(self._base, refreshed), {}
        seen = f"more than {MOST_REDIRECTS} redirects"
        raise UnexpectedAnswer(PAGE.id, self._target.mask.text(url), "a page", seen, Cause.TARGET)

    def _ask(self, method: str, url: str, **body: Any) -> requests.Response:
        check_host(self._target, url)
        more = {"Accept": "text/html,application/xhtml+xml;q=0.9,*/*;q=0.1"}
        if method != "GET":
            more |= {"Origin": _origin(self._url), "Referer": self._url}
        return self._agent.sent(PAGE, self._agent.prepared(PAGE, method, url, more, **body))

    def _arrive(self, response: requests.Response) -> bool:
        if response.status_code >= HTTPStatus.INTERNAL_SERVER_ERROR:
            raise unexpected(PAGE, response)
        if response.status_code in NO_CONTENT:
            return bool(self._before)
        if is_a_file(response):
            return False
        self._before.append((self._url, self._page))
        self._url, self._page = str(response.url), BeautifulSoup(text_of(response), "lxml")
        return response.ok


def _is_on(tag: Tag) -> bool:
    if tag.name == "input":
        return tag.has_attr("checked")
    return "true" in {tag.get("aria-checked"), tag.get("aria-pressed")}


def _can_be_used(tag: Tag) -> bool:
    disabled = tag.has_attr("disabled") or tag.get("aria-disabled") == "true"
    return not disabled and (not tag.css.match(DISABLED) or tag.css.match(IN_THE_LEGEND))


def _unfold(summary: Tag) -> bool:
    """Open what a summary stands for, or close it."""
    details = summary.find_parent("details")
    if details and details.has_attr("open"):
        del details["open"]
    elif details:
        details["open"] = ""
    return details is not None


def _origin(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"
