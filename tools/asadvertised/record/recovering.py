"""Make a record whole whose run was killed, of the lines that it wrote until then."""

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from asadvertised.outcome import Outcome
from asadvertised.record import rollup
from asadvertised.record.gate import Terms
from asadvertised.record.judging import judge_whole
from asadvertised.record.model import Results, ScenarioResult
from asadvertised.record.rollup import Found, Unsettled

GROWING = "results.partial.jsonl"
Line = dict[str, Any]


def recovered(results: Results, folder: Path) -> Results:
    """Give a record with what its run wrote before it was ended; one that is finished is as it is."""
    lines = _lines_of(folder, results.run.id) if results.run.unfinished else {}
    if not lines:
        return results
    scenarios = tuple(_with_line(scenario, lines.get(scenario.id)) for scenario in results.scenarios)
    summary, drift = results.summary, results.drift
    left = Unsettled(summary.unaccounted, summary.to_review)
    found = Found(rollup.rolled_up(results.sentences, scenarios, drift), scenarios, drift, left, complete=False)
    terms = Terms() if results.gate is None else replace(Terms(), day=results.gate.day)
    judged = judge_whole(found, terms, results.run.shard)
    ended = datetime.fromtimestamp((folder / GROWING).stat().st_mtime, UTC)
    run = results.run.model_copy(
        update={
            "finished": ended.isoformat(timespec="milliseconds"),
            "duration_s": max(0.0, (ended - datetime.fromisoformat(results.run.started)).total_seconds()),
            "exit_code": judged.gate.exit_code,
        }
    )
    return results.model_copy(update={"run": run, "scenarios": scenarios, **vars(judged)})


def _with_line(blank: ScenarioResult, line: Line | None) -> ScenarioResult:
    """Give a scenario with what was written of it; what is no record of one tells nothing."""
    if line is None or blank.outcome is not Outcome.UNTESTED:
        return blank
    known = blank.model_dump(mode="json", include={"feature", "line", "name", "sentences", "suspect", "to_review"})
    try:
        return ScenarioResult.model_validate({**line, **known})
    except ValidationError:
        return blank


def _lines_of(folder: Path, run: str) -> Mapping[str, Line]:
    """Give what a run wrote, by scenario; a line that was cut off is none."""
    try:
        lines = [_parsed(line) for line in (folder / GROWING).read_bytes().split(b"\n")[:-1]]
    except OSError:
        return {}
    if not lines or lines[0].get("run") != run:
        return {}
    return {str(line["id"]): line for line in lines[1:] if "id" in line}


def _parsed(line: bytes) -> Line:
    try:
        told = json.loads(line)
    except ValueError:
        return {}
    return told if isinstance(told, dict) else {}
