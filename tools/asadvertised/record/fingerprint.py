"""What makes one failure the same as another: how it was asked, what was promised, and what was seen instead.

A row is known by its words, since its number may be another's tomorrow, and what an experiment saw by the things that
it told the groups apart by, and which of them was shown more. Only ids that every run makes anew are no part of that;
numbers and dates are, so that a failure that looks otherwise today is another one.
"""

import json
import re
from hashlib import sha256

from asadvertised.outcome import Outcome
from asadvertised.record.model import ScenarioResult

DIGITS = 16
MADE_ANEW = re.compile(
    r"\b(?:"
    r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"  # a UUID
    r"|(?!\d+e\d+\b)(?=[0-9a-f]*\d)(?=[0-9a-f]*[a-f])[0-9a-f]{12,}"  # an id in hexadecimal, and no plain number
    r")\b",
    re.IGNORECASE,
)


def asked_by(scenario: ScenarioResult) -> tuple[str, str]:
    """Give what a scenario is known by in another run: its outline, and the words of its row."""
    return scenario.id.partition("#")[0], scenario.name


def fingerprint(scenario: ScenarioResult) -> str:
    """Give 16 hexadecimal digits that name the failure of a scenario, in this run and in any other."""
    failing = next((step.text for step in scenario.steps if step.outcome is Outcome.FAILED), "")
    parts = [*asked_by(scenario), failing, scenario.promised]
    name = json.dumps([[_lasting(part) for part in parts], _seen(scenario)])
    return sha256(name.encode()).hexdigest()[:DIGITS]


def _seen(scenario: ScenarioResult) -> str | list[list[str]]:
    """Give what was seen; of an experiment without how often and how likely, which chance decides."""
    told = [sorted({_lasting(thing) for thing in side.more}) for side in scenario.sides]
    return told if any(told) else _lasting(scenario.seen)


def _lasting(text: str) -> str:
    return MADE_ANEW.sub("*", text)
