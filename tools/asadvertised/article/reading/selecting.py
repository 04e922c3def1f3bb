"""An article's selectors: checked before they are used, quick where they name types and classes, as most do."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import sha256

import soupsieve
from bs4.element import Tag
from soupsieve import SelectorSyntaxError, SoupSieve

from asadvertised.article.model import PageLayout
from asadvertised.errors import ConfigurationError

READER = 2  # counts up whenever the same page with the same selectors is read otherwise
NAME = re.compile(r"[a-z][\w-]*", re.IGNORECASE)
CLASS = re.compile(r"\.[a-z_][\w-]*", re.IGNORECASE)
# Brackets may hold combinators, three deep; outside of them there are none, so that it is about one tag.
WITHIN = r"[^()]|\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\)"
NAMED = re.compile(
    rf"(?P<name>[a-z][\w-]*)(?=[:.#\[])(?:[\w.#:-]|\[[^\[\]]*\]|\((?:{WITHIN})*\))*", re.IGNORECASE | re.ASCII
)
NESTING = re.compile(r"""\\.|"[^"]*"|'[^']*'|[(\[]|[)\]]|,""")


@dataclass
class Marks:
    """The tags that a selector means, looked up without matching each of them again."""

    names: frozenset[str] = frozenset()
    classes: frozenset[str] = frozenset()
    other: str = ""
    named: Mapping[str, SoupSieve] = field(default_factory=dict)
    ids: set[int] = field(default_factory=set)

    def look(self, root: Tag) -> set[int]:
        """Find in a tree what neither a name nor a class tells, and give the identities."""
        found = set(map(id, selected(root, self.other)))
        self.ids |= found
        return found

    def ask(self, tag: Tag) -> bool:
        """Find out about a tag of a name that is not all that the selector asks."""
        found = self.named[tag.name].match(tag)
        if found:
            self.ids.add(id(tag))
        return found

    def __contains__(self, tag: Tag) -> bool:
        if tag.name in self.names or (self.ids and id(tag) in self.ids):
            return True
        return bool(self.classes) and not self.classes.isdisjoint(tag.attrs.get("class") or ())


def marks(selector: str) -> Marks:
    """Prepare a selector that is asked of every tag.

    Raises ConfigurationError for what is no selector.
    """
    parts = [part.strip() for part in _alternatives(selector) if part.strip()]
    names = frozenset(part.lower() for part in parts if NAME.fullmatch(part))
    classes = frozenset(part[1:] for part in parts if CLASS.fullmatch(part))
    left = [part for part in parts if not NAME.fullmatch(part) and not CLASS.fullmatch(part)]
    named = {name: _compiled(", ".join(part for part in left if _name(part) == name)) for name in map(_name, left)}
    other = named.pop("", None)
    return Marks(names, classes, other.pattern if other else "", named)


def _alternatives(selector: str) -> Iterator[str]:
    depth = start = 0
    for match in NESTING.finditer(selector):
        depth += (match[0] in "([") - (match[0] in ")]")
        if match[0] == "," and not depth:
            yield selector[start : match.start()]
            start = match.end()
    yield selector[start:]


def _name(part: str) -> str:
    """Give the name that a selector of a tag by itself asks, whatever else it asks of it."""
    found = NAMED.fullmatch(part)
    return found["name"].lower() if found else ""


def _compiled(selector: str) -> SoupSieve:
    try:
        return soupsieve.compile(selector)
    except (SelectorSyntaxError, NotImplementedError):
        raise ConfigurationError("is not a CSS selector", selector, "mend it in the article's [page] table") from None


def selected(tag: Tag, selector: str) -> Iterator[Tag]:
    """Give what a selector matches, looked for only as far as it is asked for.

    Raises ConfigurationError for what is no selector.
    """
    if selector.strip():
        yield from _compiled(selector).iselect(tag)


def refuse_bad_selectors(layout: PageLayout, where: str) -> None:
    """Hold that every selector of a layout can be used.

    Raises ConfigurationError that names the key.
    """
    for key, selector in _selectors(layout):
        try:
            soupsieve.compile(selector)
        except (SelectorSyntaxError, NotImplementedError):
            what = f"page.{key} is not a CSS selector: {selector!r}"
            raise ConfigurationError(what, where, "mend it in the article's [page] table") from None


def _selectors(layout: PageLayout) -> Iterator[tuple[str, str]]:
    yield "title", layout.title.select
    yield "content", layout.content
    yield from ((f"ignore[{number}]", selector) for number, selector in enumerate(layout.ignore))
    yield "heading", layout.heading
    yield "block", layout.block
    if layout.panels:
        yield "panels", layout.panels.select
    yield from ((key, value) for key in ("step", "note", "label") if (value := getattr(layout, key)))


def digest_of_layout(layout: PageLayout) -> str:
    """Give a SHA-256 that changes whenever the same page may be read otherwise, so that our changes are told apart."""
    return sha256(json.dumps([READER, layout.model_dump(mode="json")], sort_keys=True).encode()).hexdigest()
