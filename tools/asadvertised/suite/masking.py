"""Mask again what was kept before a secret was known, or in a process that did not know it."""

from collections.abc import Iterable, Iterator
from typing import Any

from asadvertised.target.masking import Mask

SAID = ("reason", "promised", "seen")


def mask_again(records: Iterable[dict[str, Any]], mask: Mask) -> None:
    """Hide every secret that a whole run brought to light in all that was kept of it."""
    records = list(records)
    exchanges = [step["exchanges"] for record in records for step in record.get("steps", ())]
    hidden = mask.again(_texts(exchanges))
    for record in records:
        record.update({key: mask.text(record[key]) for key in SAID if record.get(key)})
        for step in record.get("steps", ()) if hidden else ():
            step["exchanges"] = _with(step["exchanges"], hidden)


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from _texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(inner)


def _with(value: Any, hidden: dict[str, str]) -> Any:
    if isinstance(value, str):
        return hidden.get(value, value)
    if isinstance(value, dict):
        return {key: _with(inner, hidden) for key, inner in value.items()}
    return [_with(inner, hidden) for inner in value] if isinstance(value, list) else value
