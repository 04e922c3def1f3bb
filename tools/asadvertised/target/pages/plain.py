"""A person at a page over plain HTTP: links, forms and cookies, without style and scripts."""

from http import HTTPStatus
from typing import Any
from urllib.parse import urldefrag, urljoin, urlsplit

import requests
from bs4 import BeautifulSoup, Tag

from asadvertised.outcome import Cause, CouldNotTell, NotLookedAt
from asadvertised.target.bodies import text_of
from asadvertised.target.client import Agent, Target
from asadvertised.target.contract import Operation
from asadvertised.target.faults import UnexpectedAnswer
from asadvertised.target.pages.doors import Thing
from asadvertised.target.pages.naming import CLICKED, FILLED, SWITCHED, all_called, name_of, plain
from asadvertised.target.pages.visitor import Screen
from asadvertised.target.understanding import unexpected

MOST_REDIRECTS = 20
AS_IT_WAS = (HTTPStatus.TEMPORARY_REDIRECT, HTTPStatus.PERMANENT_REDIRECT)
PAGE = Operation("a page", "GET", "", {}, "", secured=False, answers={HTTPStatus.OK: ("text/html", None)})
SUBMITS = "button:not([type=button], [type=reset]), input:is([type=submit], [type=image])"


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
        return self._use(self._called(words, f"{CLICKED}, {SWITCHED}")[0], words)

    def fill(self, words: str, text: str) -> bool:
        """Write into a field, as much as it takes; tell whether there is one."""
        found = self._called(words, FILLED)
        for field in found[:1]:
            most = str(field.get("maxlength", ""))
            written = text[: int(most)] if most.isdigit() else text
            if field.name == "textarea":
                field.string = written
            else:
                field["value"] = written
        return bool(found)

    def holds(self, words: str) -> str | None:
        """Give what is written in a field, hidden or not; None where there is none."""
        thing = self._thing(words)
        names = {plain(name) for name in thing.names}
        found = [tag for tag in self._page.select(thing.css or FILLED) if thing.css or plain(name_of(tag)) in names]
        return (
            None
            if not found
            else found[0].get_text()
            if found[0].name == "textarea"
            else str(found[0].get("value", ""))
        )

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
        if found[0].get("type") == "radio":
            self._choose(found[0])
        elif on:
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

    def close(self) -> None:
        """Leave; there is nothing to close."""

    def _called(self, words: str, kind: str) -> list[Tag]:
        return all_called(self._page, self._thing(words), kind)

    def _thing(self, words: str) -> Thing:
        return self._target.doors.called(words)

    def _choose(self, chosen: Tag) -> None:
        for other in self._page.select("input[type=radio]"):
            if other.get("name") == chosen.get("name") and other.find_parent("form") is chosen.find_parent("form"):
                del other["checked"]
        chosen["checked"] = ""

    def _use(self, tag: Tag, words: str) -> bool:
        link = tag if tag.name == "a" else tag.find_parent("a")
        if link and link.get("href") and not str(link["href"]).startswith(("#", "javascript:")):
            return self._go("GET", urljoin(self._base, str(link["href"])))
        form = self._form_of(tag)
        if form is None or not tag.css.match(SUBMITS):
            raise NotLookedAt(f"“{words}” takes scripts, which plain HTTP does not run.")
        if tag.has_attr("disabled"):
            return False
        return self._send(form, tag)

    @property
    def _base(self) -> str:
        """From where the page's addresses are meant."""
        base = self._page.select_one("base[href]")
        return urljoin(self._url, str(base["href"])) if base else self._url

    def _form_of(self, tag: Tag) -> Tag | None:
        found = self._page.find("form", id=str(tag["form"])) if tag.get("form") else tag.find_parent("form")
        return found if isinstance(found, Tag) else None

    def _send(self, form: Tag, pressed: Tag) -> bool:
        """Send a form as it stands, by this button."""
        from mechanicalsoup import Browser

        asked: dict[str, Any] = Browser.get_request_kwargs(form, self._base)
        fields = asked.get("data") or asked.get("params") or []
        for button in self._page.select(SUBMITS):
            field = (button.get("name"), button.get("value", ""))
            if button is not pressed and field in fields:
                fields.remove(field)
            elif button is pressed and button.get("name") and field not in fields:
                fields.append(field)
        self._target.mask.learn(dict(fields))
        method, url = str(asked.pop("method")).upper(), str(asked.pop("url"))
        if pressed.get("formaction"):
            url = urljoin(self._base, str(pressed["formaction"]))
        return self._go(method, url, **{key: value for key, value in asked.items() if value})

    def _go(self, method: str, url: str, **body: Any) -> bool:
        """Go somewhere, and on from there as a browser does; tell whether a page is there."""
        for _ in range(MOST_REDIRECTS):
            response = self._ask(method, urldefrag(url).url, **body)
            if not response.is_redirect:
                return self._arrive(response)
            url = urljoin(str(response.url), response.headers["Location"])
            if response.status_code not in AS_IT_WAS:
                method, body = "GET", {}
        raise UnexpectedAnswer(PAGE.id, url, "a page", f"more than {MOST_REDIRECTS} redirects", Cause.TARGET)

    def _ask(self, method: str, url: str, **body: Any) -> requests.Response:
        hosts = {urlsplit(self._target.url).netloc, *self._target.doors.hosts}
        if urlsplit(url).netloc not in hosts:
            mend = "add its host to `hosts` in [pages] of the profile, if it is the service's"
            raise CouldNotTell(f"The page leads to another site, {url[:200]} ({mend}).", Cause.CONFIGURATION)
        more = {"Accept": "text/html,application/xhtml+xml;q=0.9,*/*;q=0.1"}
        if method != "GET":
            more |= {"Origin": _origin(self._url), "Referer": self._url}
        return self._agent.sent(PAGE, self._agent.prepared(PAGE, method, url, more, **body))

    def _arrive(self, response: requests.Response) -> bool:
        if response.status_code >= HTTPStatus.INTERNAL_SERVER_ERROR:
            raise unexpected(PAGE, response)
        self._before.append((self._url, self._page))
        self._url, self._page = str(response.url), BeautifulSoup(text_of(response), "lxml")
        return response.ok


def _is_on(tag: Tag) -> bool:
    if tag.name == "input":
        return tag.has_attr("checked")
    return str(tag.get("aria-checked", "false")) == "true"


def _can_be_used(tag: Tag) -> bool:
    disabled = tag.has_attr("disabled") or tag.get("aria-disabled") == "true"
    return not disabled and tag.find_parent("fieldset", attrs={"disabled": True}) is None


def _origin(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"
