"""One answer of a service, as JSON, HTML or text, and the places in it."""

from collections.abc import Iterator
from functools import cached_property
from typing import Any

import jmespath
import requests
from bs4 import BeautifulSoup, Tag
from jmespath.exceptions import JMESPathError, JMESPathTypeError
from jsonpointer import JsonPointerException, resolve_pointer
from soupsieve import SelectorSyntaxError

from asadvertised.target.bodies import NotJson, is_html, json_of, text_of
from asadvertised.target.profile.model import Reads

MISSING: Any = object()
Node = Any


class NotAPath(ValueError):  # noqa: N818  a fault is made of it where the key is known
    """What names a place names none in an answer of this kind."""


class Answer:
    """An answer that came, and the pages that went on from it."""

    def __init__(self, response: requests.Response, reads: Reads | None = None) -> None:
        self.response = response
        self.further: list[Answer] = []
        self._reads = reads or _by_content_type(response)

    @cached_property
    def node(self) -> Node:
        """The whole of it: a JSON document, a parsed page, or a text.

        Raises NotJson.
        """
        if self._reads is Reads.HTML:
            return BeautifulSoup(text_of(self.response), "lxml")
        if self._reads is Reads.TEXT:
            return text_of(self.response)
        return json_of(self.response) if self.response.content else None

    @property
    def document(self) -> Any:
        """The whole of it as it is, which only JSON can be.

        Raises NotJson.
        """
        if self._reads is not Reads.JSON:
            raise NotJson("JSON, or a profile that says where each field is found")
        return self.node

    def nodes(self) -> Iterator[Node]:
        """Give this answer and each that went on from it."""
        yield self.node
        for answer in self.further:
            yield from answer.nodes()


def _by_content_type(response: requests.Response) -> Reads:
    kind = response.headers.get("Content-Type", "").partition(";")[0]
    if "json" in kind or not response.content:
        return Reads.JSON
    return Reads.HTML if is_html(response) else Reads.TEXT


def within(node: Node, path: str) -> Any:
    """Give what stands at a path in a JSON document; MISSING where nothing does."""
    if not path:
        return node
    if path.startswith("/"):
        try:
            return resolve_pointer(node, path, MISSING)
        except JsonPointerException:
            return MISSING
    try:
        found = jmespath.search(path, node)
    except JMESPathTypeError:
        return MISSING  # what stands there is not what the path expects
    except JMESPathError:
        raise NotAPath(f"{path!r} is not a JMESPath, and this answer is not a page") from None
    return MISSING if found is None else found


def every(node: Node, path: str) -> Any:
    """Give each thing that a path names: elements of a page, or items of a list; MISSING where no list is."""
    if isinstance(node, Tag):
        return _selected(node, path)
    found = within(node, path)
    return found if isinstance(found, list) else MISSING


def first(node: Tag, css: str) -> Any:
    """Give the first element that a selector names, which is the whole where it says nothing; or MISSING."""
    return next(iter(_selected(node, css, limit=1)), MISSING) if css else node


def _selected(node: Tag, css: str, limit: int = 0) -> list[Tag]:
    try:
        return list(node.select(css, limit=limit))
    except SelectorSyntaxError:
        raise NotAPath(f"{css!r} is not a CSS selector, and this answer is a page") from None


def element(node: Node, css: str, attribute: str | None) -> Any:
    """Give the text or an attribute of the first element that a selector names; MISSING where there is none."""
    found = first(node, css) if isinstance(node, Tag) else MISSING
    if found is MISSING:
        return MISSING
    if attribute is None:
        return found.get_text(" ", strip=True)
    value = found.get(attribute, MISSING)
    return " ".join(value) if isinstance(value, list) else value
