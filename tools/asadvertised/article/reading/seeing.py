"""What of a page its readers do not see. What is only put aside for those who see it is read: it is read out."""

import re
from collections.abc import Mapping
from typing import Any

from bs4.element import Tag

# Not the head: where a page has no body tag, lxml leaves what it does not know, such as <main>, in there.
# fmt: off
NEVER_SHOWN = frozenset([
    "script", "style", "template", "noscript", "datalist", "iframe", "object", "video", "audio", "canvas",
    "noembed", "noframes", "rp", "area", "param", "title",
])
# fmt: on
STRUCK_OUT = frozenset(["del", "s", "strike"])
NOT_READ = NEVER_SHOWN | STRUCK_OUT
TELLING = frozenset(["hidden", "style"])
NOT_SHOWN = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|content-visibility\s*:\s*hidden)", re.IGNORECASE)
VISIBILITY = re.compile(r"(?:^|;)\s*visibility\s*:\s*(\w+)", re.IGNORECASE)
FAINT = re.compile(r"(?:^|;)\s*(?:opacity|font-size)\s*:\s*0(?:\.0*)?[a-z%]*\s*(?:;|!|$)", re.IGNORECASE)
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)


def never_shown(tag: Tag) -> bool:
    """Tell what no reader meets by its very type, or because it is struck out."""
    return tag.name in NOT_READ or (tag.name == "dialog" and "open" not in tag.attrs)


def hidden(attributes: Mapping[str, Any]) -> bool:
    """Tell what is hidden by its attributes; what a search finds, and what only speakers pass over, is seen."""
    if "hidden" in attributes and str(attributes["hidden"]).lower() != "until-found":
        return True
    style = _style(attributes)
    return bool(style) and bool(NOT_SHOWN.search(style) or FAINT.search(style))


def visibility(attributes: Mapping[str, Any]) -> bool | None:
    """Tell whether a tag makes its text seen or unseen, which a tag within may undo."""
    found = VISIBILITY.findall(_style(attributes))
    return found[-1].lower() == "visible" if found else None


def _style(attributes: Mapping[str, Any]) -> str:
    return COMMENT.sub("", str(attributes.get("style") or ""))


def opened_by_others(attributes: Mapping[str, Any]) -> list[str]:
    """Name what a tag opens for its reader when it is pressed, hidden as that may be until then."""
    return str(attributes.get("aria-controls") or "").split()
