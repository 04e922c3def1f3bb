"""What makes one failure the same as another: how it was asked, what was promised, and what was seen instead.

What every run makes anew, such as ids, times and what an experiment counts, is no part of that; all else is, so that a
failure that looks otherwise today is another one.
"""

import re
from hashlib import sha256

from asadvertised.outcome import Outcome
from asadvertised.record.model import ScenarioResult

DIGITS = 16
MADE_ANEW = re.compile(
    r"\b(?:"
    r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"  # a UUID
    r"|\d{4}-\d\d-\d\dT[\d:.]+(?:Z|[+-]\d\d:\d\d)?"  # an RFC 3339 time
    r"|(?=[0-9a-f]*\d)[0-9a-f]{12,}"  # a hash, or what else a machine counts by
    r"|\d{5,}"
    r")\b",
    re.IGNORECASE,
)
COUNTED = re.compile(r"(?<!\S)\d+(?:\.\d+)?(?:e[+-]\d+)?(?= |$|\.$)")


def fingerprint(scenario: ScenarioResult) -> str:
    """Give 16 hexadecimal digits that name the failure of a scenario, in this run and in any other."""
    failing = next((step.text for step in scenario.steps if step.outcome is Outcome.FAILED), "")
    seen = _without_chance(scenario.seen) if scenario.experiments else scenario.seen
    parts = (scenario.id, failing, scenario.promised, seen)
    return sha256("\0".join(MADE_ANEW.sub("*", part) for part in parts).encode()).hexdigest()[:DIGITS]


def _without_chance(seen: str) -> str:
    """Give what an experiment saw without how often, how likely, and hence in which order, as chance decides those."""
    return "; ".join(sorted(COUNTED.sub("*", part) for part in seen.split("; ")))
