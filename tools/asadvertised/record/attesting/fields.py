"""What can be withheld of a record: whatever a service, a page or a profile said, and every text that quotes it.

All else is structure: what was asked, what came of it, when, and how it was counted. It stays open, so that a record
of which much is withheld still says what it found.
"""

import json
import re
from collections.abc import Iterable, Iterator
from json.encoder import encode_basestring
from typing import NamedTuple

from asadvertised.record.attesting.leaves import (
    Leaf,
    is_like_json,
    json_leaves,
    leaves_of_address,
    leaves_of_body,
    text_of,
)
from asadvertised.target.masking import WITHHELD

WITHHELD_IN_JSON = json.dumps(WITHHELD)
MESSAGE = r"url|body|headers/\d+/value"
EXCHANGE = rf"fault|after|(?:request|response)/(?:{MESSAGE})"
OBSERVATION = r"given/.+|came(?:/.+)?|trouble/reason"
STEP = rf"exchanges/\d+/(?:{EXCHANGE})|observations/\d+/(?:{OBSERVATION})|pictures/\d+/about"
SCENARIO = rf"reason|promised|seen|sides/\d+/(?:sees|more)/\d+|steps/\d+/(?:{STEP})"
FIELD = re.compile(
    rf"/scenarios/\d+/(?:{SCENARIO})"
    r"|/sentences/\d+/reason"
    r"|/run/(?:target|name|profile_text|presumed/\d+|article/page)"
    r"|/drift/(?:source|reason|notes/\d+|changes/\d+/(?:new|section|why/\d+))"
    r"|/exploration/reason"
    r"|/gate/baseline/(?:target|name)"
    r"|/waivers/\d+/(?:owner|reason)"
)


class Field(NamedTuple):
    """One value that can be withheld: its place in the record, and the stretch of the file that holds it, quotes too.

    `text` is what it says, and `written` how the file spells that; `header` is the name of the header that it is of.
    """

    pointer: str
    start: int
    end: int
    text: str
    written: str
    header: str = ""

    @property
    def is_plain(self) -> bool:
        """Whether it is spelled as records are, so that what it says tells each letter of the file."""
        return "\\" not in self.written or encode_basestring(self.text) == self.written

    @property
    def is_body(self) -> bool:
        """Whether it is the body of a message, whose values stand under keys."""
        return self.pointer.endswith("/body")

    @property
    def is_json(self) -> bool:
        """Whether the values within, if it has any, are written as in JSON."""
        return self.is_body and is_like_json(self.text)

    @property
    def mark(self) -> str:
        """What comes in the place of a value within."""
        return WITHHELD_IN_JSON if self.is_json else WITHHELD

    def without(self, leaves: Iterable[Leaf]) -> str:
        """Give what it says with marks in the places of some values within."""
        parts, end = [], 0
        for leaf in sorted(leaves, key=lambda leaf: leaf.start):
            parts += [self.text[end : leaf.start], self.mark]
            end = leaf.end
        return "".join([*parts, self.text[end:]])

    def leaves(self) -> list[Leaf]:
        """Give the values within, which can be withheld one by one; their pointers begin where this one's ends."""
        if not self.is_plain:
            return []
        if self.is_body:
            return leaves_of_body(self.text)
        return leaves_of_address(self.text) if self.pointer.endswith("/url") else []


def is_field(pointer: str, written: str) -> bool:
    """Tell whether what stands there can be withheld: a text, at one of those places."""
    return written[0] == '"' and FIELD.fullmatch(pointer) is not None


def field_at(leaf: Leaf, written: str, header: str = "") -> Field:
    """Give the field that a value of a record is."""
    return Field(*leaf, text_of(written), written, header)


def fields_of(record: str) -> Iterator[Field]:
    """Give the fields of a record, in their order.

    Raises NotPlain for a record that says something twice.
    """
    name = ""
    for leaf in json_leaves(record):
        written = record[leaf.start : leaf.end]
        if is_field(leaf.pointer, written):
            yield field_at(leaf, written, name if "/headers/" in leaf.pointer else "")
        elif leaf.pointer.endswith("/name"):
            name = text_of(written)
