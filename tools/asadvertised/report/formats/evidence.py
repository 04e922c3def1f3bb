"""Evidence as attachments of Cucumber's messages: JSON of bounded length, that says how much of it is left out."""

import json
from collections.abc import Iterator
from typing import Any

from asadvertised.record.model import Exchange, Step
from asadvertised.report.formats.telling import line_of, plain

JSON = "application/json"
LOG = "text/x.cucumber.log+plain"
LONGEST_BODY = 4_000  # characters, of each body
MOST_OF_A_STEP = 40_000  # characters
MOST_OF_A_RUN = 4_000_000  # characters
Object = dict[str, Any]


def attached(media_type: str, body: str, name: str, **to: str) -> Object:
    """Attach a text to what is named."""
    about = {"body": body, "contentEncoding": "IDENTITY", "mediaType": media_type, "fileName": name}
    return {"attachment": {**about, **to}}


class Room:
    """How much evidence a run has room for still; what comes first has it."""

    def __init__(self, characters: int = MOST_OF_A_RUN) -> None:
        self._left = characters

    def evidence_of(self, step: Step, **to: str) -> Iterator[Object]:
        """Attach what a step exchanged, as far as there is room."""
        if not step.exchanges and not step.left_out:
            return
        kept: list[Object] = []
        room = min(MOST_OF_A_STEP, self._left)
        for exchange in step.exchanges:
            told = plain(_told(exchange))
            room -= len(json.dumps(told, ensure_ascii=False))
            if room < 0:
                break
            kept.append(told)
        found = {"exchanges": kept, "left_out": len(step.exchanges) - len(kept) + step.left_out}
        body = json.dumps(found, ensure_ascii=False, indent=1)
        self._left -= len(body)
        yield attached(JSON, body, "exchanges.json", **to)


def _told(exchange: Exchange) -> Object:
    told = exchange.model_dump(exclude_defaults=True)
    told["request"]["url"] = line_of(exchange.request.url)
    for message in (told["request"], told.get("response") or {}):
        if len(message.get("body", "")) > LONGEST_BODY:
            message["body"] = f"{message['body'][:LONGEST_BODY]}…"
    return told
