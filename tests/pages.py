"""A person at a page, over plain HTTP: what is there is found by what it is and what it is called, and used."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urljoin

import requests
from bs4 import BeautifulSoup, Tag

ROLES = {
    "link": "a[href]",
    "button": "button:not([role]), input[type=submit]",
    "switch": "[role=switch]",
    "heading": "h1, h2, h3, pin-page-header",
}


def name_of(found: Tag) -> str:
    """Give the accessible name of a link, a button or a heading."""
    written = found.get("value") if found.name == "input" else ""
    texts = [text for text in found.find_all(string=True) if not text.find_parent(attrs={"aria-hidden": "true"})]
    return str(found.get("aria-label") or written or " ".join(" ".join(texts).split()))


@dataclass
class PageVisitor:
    """Somebody with a browser that knows cookies, links and forms, and nothing else."""

    url: str
    session: requests.Session = field(default_factory=requests.Session)
    answer: requests.Response = field(default_factory=requests.Response)

    @property
    def page(self) -> BeautifulSoup:
        """Give the page that is open."""
        return BeautifulSoup(self.answer.text, "lxml")

    def opens(self, path: str, **headers: str) -> None:
        """Open an address, and look at the pictures and frames that it embeds."""
        self.answer = self.session.get(urljoin(self.url, path), headers=headers, timeout=10)
        for embedded in self.page.select("iframe[src], img[src]"):
            self.session.get(urljoin(self.answer.url, str(embedded["src"])), headers=headers, timeout=10)

    def finds(self, role: str, name: str) -> Tag:
        """Give the only thing of a role that has this name."""
        [found] = [tag for tag in self.page.select(ROLES[role]) if name_of(tag) == name]
        return found

    def names(self, role: str) -> list[str]:
        """Give the names of everything of a role."""
        return [name_of(tag) for tag in self.page.select(ROLES[role])]

    def follows(self, name: str) -> None:
        """Click a link."""
        self.opens(urljoin(self.answer.url, str(self.finds("link", name)["href"])))

    def clicks(self, name: str, role: str = "button", **filled: Any) -> None:
        """Fill in the form of a button, and click it."""
        button = self.finds(role, name)
        form = button.find_parent("form")
        assert form is not None
        pressed = {button["name"]: button["value"]} if button.get("name") else {}
        self.sends(form, {**self.fields_of(form), **pressed, **filled})

    def sends(self, form: Tag, fields: Mapping[Any, Any], **headers: str) -> None:
        """Send a form with these fields."""
        action = urljoin(self.answer.url, str(form["action"]))
        self.answer = self.session.post(action, data=fields, headers=headers, timeout=10)

    @staticmethod
    def fields_of(form: Tag) -> dict[Any, Any]:
        """Give what a browser would send of a form that nobody has touched."""
        sent: dict[Any, Any] = {}
        for tag in form.select("input[name], textarea[name]"):
            if tag.get("type") not in {"checkbox", "radio"}:
                sent[tag["name"]] = tag.get("value") or tag.get_text()
            elif tag.has_attr("checked"):
                sent.setdefault(tag["name"], []).append(tag["value"])
        return sent

    def the_form(self) -> Tag:
        """Give the only form inside the page's main part that changes something."""
        [form] = self.page.select("main form[method=post]")
        return form
