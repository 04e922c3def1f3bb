"""Many runs for machines: each target's runs, what each told of every sentence, and what held at a moment."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from asadvertised.record.runs import Archive, PastRun, Told
from asadvertised.record.timeline import Line, Past
from asadvertised.report.history import Moment
from asadvertised.report.words import visible

SCHEMA = "https://asadvertised.example/schema/history-1.json"


def render_history_json(archive: Archive, lines: Sequence[Line], moment: Moment | None) -> str:
    """Give all of it as one document; outcomes stand in the order of the runs, null where a sentence was not there."""
    document = {
        "schema": SCHEMA,
        "as_of": moment.when.isoformat() if moment else None,
        "targets": [_line(line, moment) for line in lines],
        "passed_over": [visible(why) for why in archive.passed_over],
    }
    return json.dumps(document, indent=1) + "\n"


def _line(line: Line, moment: Moment | None) -> dict[str, Any]:
    article, changed = line.runs[-1].about.article, line.changed
    return {
        "article": article.name,
        "locale": article.locale,
        "title": article.title,
        "target": line.target,
        "runs": [_run(run) for run in line.runs],
        "sentences": [_sentence(past) for past in line.sentences],
        "last": {
            "newly_broken": changed.broken,
            "newly_kept": changed.kept,
            "newly_untold": changed.untold,
            "not_come_to": changed.not_come_to,
        },
        "flaky": line.flaky,
        "as_of": _at(line, moment) if moment else None,
    }


def _run(run: PastRun) -> dict[str, Any]:
    about = run.about
    return {
        "id": about.id,
        "started": about.started,
        "finished": about.finished,
        "target": about.target,
        "complete": about.complete,
        "exit_code": about.exit_code,
        "verdict": run.verdict,
        "suite_sha256": about.suite_sha256,
        "article_sha256": about.article.sha256,
        "record": _path(run.file),
        "report": _path(run.report) if run.report else None,
    }


def _path(file: Path) -> str:
    return visible(str(file))


def _sentence(past: Past) -> dict[str, Any]:
    return {
        "id": past.id,
        "text": past.last.text,
        "check": past.last.check,
        "outcomes": [told.outcome if told else None for told in past.told],
        "qualifiers": {place: told.qualifier for place, told in enumerate(past.told) if told and told.qualifier},
        "gaps": sorted(past.gaps),
        "wordings": [
            {"run": one.place, "of": "page" if one.of_page else "transcription", "old": one.old, "new": one.new}
            for one in past.wordings
        ],
    }


def _at(line: Line, moment: Moment) -> dict[str, Any] | None:
    standing = line.at(moment.when, moment.now)
    if standing is None:
        return None
    about = standing.run.about
    return {
        "answer": standing.holds,
        "run": about.id,
        "target": about.target,
        "started": about.started,
        "finished": about.finished,
        "age_s": int(standing.age.total_seconds()),
        "sentences": [_told(told, answer=standing.holds) for told in standing.run.sentences.values()],
    }


def _told(told: Told, *, answer: bool) -> dict[str, Any]:
    """Give what was told of a sentence; `held` is true only of what a complete run saw kept."""
    held = answer and told.outcome == "passed"
    return {"id": told.id, "text": told.text, "outcome": told.outcome, "qualifier": told.qualifier, "held": held}
