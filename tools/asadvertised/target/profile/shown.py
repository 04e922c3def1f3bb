"""A profile's words as they may be shown: what says where a secret is found is none."""

import re
from typing import Any

import tomlkit

from asadvertised.target.masking import MASK, Mask, is_secret

REMARK = re.compile(r"^\s*#.*", re.MULTILINE)
NO_SECRET = re.compile(r"/|\$\{|.*\{\{", re.DOTALL)
FINDS = frozenset({"answer", "answers", "csrf", "pages"})
Place = tuple[str, ...]


def shown(text: str, mask: Mask) -> str:
    """Mask the secrets of a profile, but keep what it takes to read it again: places, templates and variables."""
    if not text:
        return ""
    document = tomlkit.parse(REMARK.sub(lambda found: mask.text(found[0]), text))
    _mask(document, (), mask)
    return tomlkit.dumps(document)


def _mask(table: Any, place: Place, mask: Mask) -> None:
    for key, value in list(table.items() if isinstance(table, dict) else enumerate(table)):
        within = (*place, str(key))
        if isinstance(value, dict | list):
            _mask(value, within, mask)
        elif isinstance(value, str) and (hidden := _hidden(str(value), within, mask)) != value:
            table[key] = hidden


def _hidden(value: str, place: Place, mask: Mask) -> str:
    if NO_SECRET.match(value) or not FINDS.isdisjoint(place):
        return value
    return MASK if any(map(is_secret, place)) else mask.text(value)
