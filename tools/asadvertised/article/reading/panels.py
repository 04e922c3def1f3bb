"""The panels of accordions: named in an attribute, with their bodies on the page, or in the attribute alone."""

import json
from collections import defaultdict, deque
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from bs4.element import Tag

from asadvertised.article.model import Panels
from asadvertised.article.reading.faults import LayoutNotFound
from asadvertised.article.sentences import plain


@dataclass(frozen=True)
class Panel:
    """A panel's slot, its heading, its body as the attribute has it, and the tag that stands in the slot."""

    id: str
    heading: str
    body: str
    slot: Tag | None = None


def panels_of(tags: Iterable[Tag], panels: Panels, slotted: Iterable[Tag]) -> dict[int, list[Panel]]:
    """Give the panels of each set, by the set's identity; slots of one name belong to the sets in their order.

    Raises LayoutNotFound where they cannot be read: headings would seem to be gone that are not.
    """
    free: dict[str, deque[Tag]] = defaultdict(deque)
    for tag in slotted:
        free[str(tag.attrs["slot"])].append(tag)
    return {id(tag): [_slotted(panel, free) for panel in _named(tag, panels)] for tag in tags}


def _slotted(panel: Panel, free: dict[str, deque[Tag]]) -> Panel:
    slots = free.get(panel.id)
    slot = slots.popleft() if slots else None
    if slot is not None and not slot.get_text(strip=True):
        return panel
    return Panel(panel.id, panel.heading, panel.body, slot)


def _named(tag: Tag, panels: Panels) -> list[Panel]:
    try:
        entries: Any = json.loads(str(tag.get(panels.attribute.lower()) or "[]"))
        return [
            Panel(str(entry[panels.id]), plain(_whole(entry[panels.heading])), _whole(str(entry.get(panels.body, ""))))
            for entry in entries
        ]
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        raise LayoutNotFound("panels", f"{panels.select}[{panels.attribute}]") from None


def _whole(text: str) -> str:
    """Replace halves of letters, which JSON can hold and no file can."""
    return text.encode("utf-8", "replace").decode()
