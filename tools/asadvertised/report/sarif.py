"""What changed, as SARIF 2.1.0, so that code scanning marks the lines in the article's and the features' files.

Source: https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import quote

from asadvertised import __version__
from asadvertised.article.change import Change, ChangeKind, Severity, suspects
from asadvertised.article.drift import DriftOutcome
from asadvertised.article.ledger import Ledger
from asadvertised.article.scenarios import Scenario
from asadvertised.article.transcription import sentence_lines
from asadvertised.record.model import Drift, ScenarioResult
from asadvertised.report.words import one_line

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
ROOT = "%SRCROOT%"
ROOTS = {ROOT: {"description": {"text": "The root of the sources."}}}
LONGEST = 1_000
Json = dict[str, Any]

RULES = {
    ChangeKind.COSMETIC: (
        "The page writes a sentence otherwise",
        "Nothing changed that a reader would take otherwise.",
    ),
    ChangeKind.REWORDED: (
        "The page says a sentence in other words",
        "No rule depends on what changed; confirm that the same is meant.",
    ),
    ChangeKind.SUBSTANTIVE: (
        "The page promises something else",
        "The scenarios of the sentence test the old wording. Make service and scenarios follow, or mend the page.",
    ),
    ChangeKind.ADDED: (
        "The page has a new sentence",
        "Nobody accounts for it yet: write scenarios, or a reason why none asks it.",
    ),
    ChangeKind.REMOVED: (
        "The page no longer has a sentence",
        "Its scenarios ask what is no longer promised. Take them away, or put the sentence back.",
    ),
    ChangeKind.MOVED: (
        "The page has a sentence elsewhere",
        "Steps in another order ask readers for something else.",
    ),
}
ACCEPT = "`asadvertised accept` takes the page's wording over, and notes what has to be looked at again."
LEVELS = {
    ChangeKind.COSMETIC: Severity.NOTE,
    ChangeKind.REWORDED: Severity.WARNING,
    ChangeKind.MOVED: Severity.WARNING,
}


class Where(Protocol):
    """Where a sentence that changed stands, and the scenarios that ask it."""

    def of_change(self, change: Change) -> Json:
        """Give the location of a sentence."""

    def of_scenarios(self, change: Change) -> Iterator[Json]:
        """Give the locations of the scenarios that ask the sentence, each with what the change makes of it."""


@dataclass(frozen=True)
class Places:
    """Where the article's sentences and scenarios stand, in its own files."""

    ledger: Ledger
    root: Path
    texts: dict[str, int] = field(default_factory=dict)
    sections: dict[str, int] = field(default_factory=dict)

    @classmethod
    def of(cls, ledger: Ledger, root: Path) -> "Places":
        """Look up the line of each sentence's words, and of each section's heading."""
        source = (ledger.folder / "article.toml").read_text(encoding="utf-8")
        lines = source.splitlines()
        texts = {name: _line_of_text(lines, opens) for name, opens in sentence_lines(source).items()}
        sections: dict[str, int] = {}
        for section in ledger.article.section:
            line = texts[section.sentence[0].id] if section.sentence else 1
            sections |= {section.id: line} | ({section.sentence[0].text: line} if section.sentence else {})
        return cls(ledger, root, texts, sections)

    def of_change(self, change: Change) -> Json:
        """Give the line of a sentence; of a new one, that of the heading that it stands under."""
        line = self.texts.get(change.sentence or "") or self.sections.get(change.section, 1)
        return self._location(self.ledger.folder / "article.toml", line)

    def of_scenarios(self, change: Change) -> Iterator[Json]:
        """Give the line of each scenario that asks the sentence, or of its row."""
        named = set(change.scenarios)
        asking = [scenario for scenario in self.ledger.scenarios if scenario.id in named]
        for number, scenario in enumerate(asking, start=1):
            location = self._location(self.ledger.folder / scenario.feature, scenario.line)
            yield related(number, location, scenario, change)

    def _location(self, file: Path, line: int) -> Json:
        path = file.relative_to(self.root) if file.is_relative_to(self.root) else Path(file.name)
        return place(path.as_posix(), line)


def place(path: str, line: int) -> Json:
    """Give a line of a file that is named from the root of the sources."""
    artifact = {"uri": quote(path, errors="replace"), "uriBaseId": ROOT}
    return {"physicalLocation": {"artifactLocation": artifact, "region": {"startLine": line}}}


def related(number: int, location: Json, scenario: Scenario | ScenarioResult, change: Change) -> Json:
    """Give where a scenario stands, with what a change of its sentence makes of it."""
    state = "suspect" if suspects(change.kind, change.severity) else "asks this sentence"
    return {"id": number, **location, "message": {"text": plain(f"{scenario.name}: {state}")}}


def sarif_json(drift: Drift, ledger: Ledger, root: Path) -> str:
    """Give the log of one comparison; one that could not be made is a run that did not succeed."""
    places = Places.of(ledger, root)
    run = {
        "tool": {"driver": {**driver(), "semanticVersion": __version__, "rules": text_rules()}},
        "invocations": [_invocation(drift)],
        "originalUriBaseIds": ROOTS,
        "columnKind": "unicodeCodePoints",
        "results": [text_result(change, places) for change in drift.changes],
    }
    return json.dumps(log_of(run), indent=1, ensure_ascii=False) + "\n"


def log_of(run: Json) -> Json:
    """Give the log of one run."""
    return {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}


def driver() -> Json:
    """Say what made a log."""
    return {"name": "As Advertised"}


def text_rules(prefix: str = "") -> list[Json]:
    """Give a rule for each kind of change; a prefix keeps their ids from being those of sentences."""
    return [
        {
            "id": f"{prefix}{kind.value}",
            "name": f"Text{kind.value.title()}",
            "shortDescription": {"text": f"{short}."},
            "fullDescription": {"text": long},
            "help": {"text": f"{long} {ACCEPT}"},
            "defaultConfiguration": {"level": LEVELS.get(kind, Severity.ERROR).value},
        }
        for kind, (short, long) in RULES.items()
    ]


def _invocation(drift: Drift) -> Json:
    told = drift.outcome is not DriftOutcome.CANT_TELL
    return {"executionSuccessful": told} | ({} if told else {"toolExecutionNotifications": [notice(drift.reason)]})


def notice(text: str) -> Json:
    """Say what a run could not do."""
    return {"level": "error", "message": {"text": plain(text)}}


def text_result(change: Change, where: Where, prefix: str = "", first: int = 0) -> Json:
    """Tell one change; `first` is the index of the first rule of changes."""
    asking = list(where.of_scenarios(change))
    return {
        "ruleId": f"{prefix}{change.kind.value}",
        "ruleIndex": first + list(RULES).index(change.kind),
        "level": change.severity.value,
        "message": {"text": _message(change)},
        "locations": [where.of_change(change)],
        "partialFingerprints": {"change/v1": _fingerprint(change)},
        "properties": {
            "sentence": one_line(change.sentence or ""),
            "signals": [signal.value for signal in change.signals],
            "scenarios": len(change.scenarios),
        },
    } | ({"relatedLocations": asking} if asking else {})


def _message(change: Change) -> str:
    short = RULES[change.kind][0]
    was = f" It was: “{plain(change.old)}”" if change.old else ""
    now = f" It is: “{plain(change.new)}”" if change.new and change.new != change.old else ""
    why = f" Because: {plain('; '.join(change.why))}." if change.why else ""
    return f"{short}{f' ({plain(change.sentence)})' if change.sentence else ''}.{was}{now}{why}"


def _fingerprint(change: Change) -> str:
    """Tell a change from others, wherever its lines come to stand."""
    return fingerprint_of(change.kind.value, change.sentence or change.section, change.old, change.new)


def fingerprint_of(*parts: str) -> str:
    """Give the SHA-256 of what a result is known by in another run."""
    return sha256("\0".join(parts).encode(errors="surrogatepass")).hexdigest()


def plain(text: str) -> str:
    """Make others' words plain in a message, where brackets make links and braces are places to fill."""
    line = one_line(text)
    line = line if len(line) <= LONGEST else f"{line[:LONGEST]}…"
    return re.sub(r"([\\\[\]])", r"\\\1", line).replace("{", "{{").replace("}", "}}")


def _line_of_text(lines: list[str], opens: int) -> int:
    """Give the line of a table's words; both lines count from 1."""
    found = (n for n in range(opens + 1, len(lines) + 1) if re.match(r"\s*text\s*=", lines[n - 1]))
    return next(found, opens)
