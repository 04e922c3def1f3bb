"""Mask again what was kept before a secret was known, or in a process that did not know it."""

from collections.abc import Iterable
from typing import Any

from asadvertised.target.exchange import Evidence, over_texts
from asadvertised.target.masking import Mask
from asadvertised.target.pages.witness import masked

SAID = ("reason", "promised", "seen")


def mask_again(records: Iterable[dict[str, Any]], mask: Mask) -> None:
    """Hide every secret that a whole run brought to light in all that was kept of it."""
    records = list(records)
    steps = [step for record in records for step in record.get("steps", ())]
    hidden = mask.again({text for step in steps for exchange in step["exchanges"] for text in _texts(exchange)})
    for record in records:
        record.update({key: mask.text(record[key]) for key in SAID if record.get(key)})
        for measurement in record.get("experiments", ()):
            measurement["what"] = mask.text(measurement["what"])
        for side in record.get("sides", ()):
            side["sees"] = [mask.text(thing) for thing in side["sees"]]
    for step in steps:
        for picture in step.get("pictures", ()):
            picture["about"] = mask.text(picture["about"])
        step["observations"] = [masked(observation, mask) for observation in step.get("observations", ())]
    for step in steps if hidden else ():
        step["exchanges"] = over_texts(step["exchanges"], lambda text: hidden.get(text, text))


def _texts(exchange: Evidence) -> list[str]:
    """Give every text of an exchange that is not ours."""
    texts = [exchange["fault"]]
    for message in (exchange["request"], exchange["response"]):
        if message is not None:
            texts += [message.get("url", ""), message["body"]]
            texts += [header[part] for header in message["headers"] for part in ("name", "value")]
    return texts
