"""From pytest's reports to the record's, and back into pytest's words."""

import base64
import time
from collections.abc import Iterable
from typing import Any

import pytest

from asadvertised.outcome import Cause, Outcome
from asadvertised.suite.chance import ORDER
from asadvertised.suite.recorder import Ending, Keeping, Recorder, StepSeen, ending_of
from asadvertised.suite.session import RECORDER
from asadvertised.target.masking import Mask
from asadvertised.target.picture import Picture
from asadvertised.target.replay.tape import Tape

ATTRIBUTE = "asadvertised"
SECRETS = "asadvertised_secrets"
PICTURES = "asadvertised_pictures"
ASKED_TO_WAIT = "status 429"


def describe(item: pytest.Item, call: pytest.CallInfo[None], report: pytest.TestReport) -> None:
    """Attach a scenario's record to the report of its call, as plain values that cross processes."""
    recorder = item.stash.get(RECORDER, None)
    if recorder is None:
        return
    if call.when == "call" and recorder.scenario is not None:
        ending = ending_of(call.excinfo.value if call.excinfo else None)
        setattr(report, ATTRIBUTE, record_of(recorder, ending))
        setattr(report, PICTURES, _images(recorder, ending))
        _in_pytests_words(report, ending, item)
        recorder.scenario = None
    _without_secrets(report, recorder.mask)


def _without_secrets(report: pytest.TestReport, mask: Mask) -> None:
    """Hide what is secret in what pytest will print, and let the process that all reports come to know of it."""
    setattr(report, SECRETS, mask.news())
    if isinstance(report.longrepr, tuple):
        path, line, reason = report.longrepr
        report.longrepr = (path, line, mask.text(reason))
    elif report.longrepr:
        report.longrepr = mask.text(str(report.longrepr))


def record_of(recorder: Recorder, ending: Ending) -> dict[str, Any]:
    """Give the record of a scenario that has ended, as plain values."""
    scenario = recorder.scenario
    assert scenario  # noqa: S101  describe() saw to it
    repeated = [why for why in recorder.repeats if why != ASKED_TO_WAIT]
    told_then = recorder.tape.likeness.told_then if recorder.tape else lambda text: text
    return {
        "id": scenario.id,
        "outcome": ending.outcome.value,
        "qualifier": _qualifier(ending, repeated),
        "capability": ending.capability,
        "cause": ending.cause and ending.cause.value,
        "reason": told_then(ending.reason or _of_repeats(repeated)),
        "promised": told_then(ending.promised),
        "seen": told_then(ending.seen),
        "sides": told_then(list(ending.sides)),
        "duration_s": round(time.perf_counter() - recorder.started, 6),
        **(_held(recorder.tape) if recorder.tape else {}),
        "experiments": [measurement.model_dump() for measurement in recorder.experiments],
        "seed": ORDER.told,
        "steps": [_step(step, recorder, ending) for step in recorder.steps],
    }


def _held(tape: Tape) -> dict[str, Any]:
    """Give how far a scenario that was told again kept to its record."""
    return {"strayed": tape.strayed.reason if tape.strayed else "", "left": tape.left, "cut": tape.cut}


def _images(recorder: Recorder, ending: Ending) -> dict[str, str]:
    """Give the bytes of what is kept of a scenario's pictures, which are no part of its record, in base64, by hash."""
    kept = _is_kept(recorder.keeping_pictures, recorder, ending)
    pictures = [picture for step in recorder.steps for picture in step.pictures] if kept else []
    return {picture.sha256: base64.b64encode(picture.image).decode() for picture in pictures}


def _is_kept(keeping: Keeping, recorder: Recorder, ending: Ending) -> bool:
    """Tell whether the evidence of a scenario that has ended is kept."""
    if keeping is Keeping.FAILED:
        return ending.outcome is not Outcome.PASSED or bool(recorder.repeats)
    return keeping is Keeping.ALL


def _qualifier(ending: Ending, repeated: list[str]) -> str | None:
    """Give what the outcome leaves unsaid; a pass that needed a repeat is flaky, unless it was only asked to wait."""
    if ending.qualifier:
        return ending.qualifier
    return "flaky" if repeated and ending.outcome is Outcome.PASSED else None


def _of_repeats(repeated: list[str]) -> str:
    if not repeated:
        return ""
    times = f", {len(repeated)} times" if len(repeated) > 1 else ""
    return f"Kept, but only when a request was repeated after {' and '.join(sorted(set(repeated)))}{times}."


def _step(step: StepSeen, recorder: Recorder, ending: Ending) -> dict[str, Any]:
    return {
        "keyword": step.keyword,
        "text": step.text,
        "outcome": step.outcome.value,
        "duration_s": round(step.duration_s, 6),
        "exchanges": step.exchanges if _is_kept(recorder.keeping, recorder, ending) else [],
        "left_out": step.left_out,
        "observations": step.observations if _is_kept(recorder.keeping, recorder, ending) else [],
        "pictures": _described(step.pictures) if _is_kept(recorder.keeping_pictures, recorder, ending) else [],
    }


def _described(pictures: Iterable[Picture]) -> list[dict[str, Any]]:
    told = ("sha256", "media_type", "width", "height", "about", "file")
    return [{name: getattr(picture, name) for name in told} for picture in pictures]


def _in_pytests_words(report: pytest.TestReport, ending: Ending, item: pytest.Item) -> None:
    """Never green but for a pass: what could not be told fails, what does not apply is skipped."""
    if ending.outcome is Outcome.INAPPLICABLE:
        report.outcome = "skipped"
        report.longrepr = (str(item.path), item.location[1] or 0, f"Skipped: {ending.reason}")
    elif ending.outcome is Outcome.FAILED:
        report.longrepr = f"Broken. {ending.reason}"
    elif ending.outcome is Outcome.UNTESTED:
        report.longrepr = f"Not looked at. {ending.reason}"
    elif ending.outcome is Outcome.CANT_TELL and ending.cause is not Cause.HARNESS:
        report.longrepr = f"Could not tell ({ending.cause}). {ending.reason}"
