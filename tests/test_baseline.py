"""A baseline: what was so then does not block, all that is new does, and what cannot be told is never let through."""

import os
from hashlib import sha256
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from small_records import DIGEST, change, drifted, found, gated, record_of, rule, scenario

from asadvertised.article.change import ChangeKind, Severity, Signal
from asadvertised.errors import ConfigurationError
from asadvertised.outcome import Outcome
from asadvertised.record.baseline import Baseline, baseline_of, read_baseline
from asadvertised.record.files import to_json
from asadvertised.record.gate_model import Excuse
from asadvertised.record.model import Exploration, Shard
from asadvertised.record.rollup import Found
from asadvertised.report.summary import render_summary

KEPT = scenario("kept", Outcome.PASSED, "k")
BROKEN = scenario("broken", Outcome.FAILED, "a")
OTHER = scenario("other", Outcome.FAILED, "a")
BOTH = scenario("both", Outcome.FAILED, "a", "b")


def then(run: Found) -> Baseline:
    return baseline_of(record_of(run), "results.json", DIGEST)


def code(now: Found, before: Found, **gate: Any) -> int:
    return gated(now, then(before), **gate).gate.exit_code


def test_what_was_broken_then_in_the_same_way_does_not_block() -> None:
    run = found(KEPT, BROKEN)
    passed = gated(run, then(run))
    assert (passed.gate.exit_code, passed.gate.exit_code_without) == (0, 1)
    broken = next(one for one in passed.sentences if one.id == "a")
    assert (broken.outcome, broken.excused) == (Outcome.FAILED, Excuse.BASELINE)
    assert passed.gate.baseline
    assert (passed.gate.baseline.failures, passed.gate.baseline.changes) == (1, 0)
    assert passed.gate.baseline.run == "0" * 32
    assert "1 as in the baseline" in rule(passed, "broken").found
    said = render_summary(record_of(run, passed), "x")
    assert "1 sentence broken (1 as in the baseline)." in said
    assert f"BASELINE run {'0' * 32} of 2026-05-01T00:00:00+00:00, then at http://then" in said


@pytest.mark.parametrize(
    ("before", "now"),
    [
        (found(KEPT), found(KEPT, BROKEN)),
        (found(KEPT, BROKEN), found(KEPT, BROKEN.model_copy(update={"seen": "worse"}))),
        (found(KEPT, BROKEN), found(KEPT, BROKEN, OTHER)),
        (found(KEPT, scenario("both", Outcome.FAILED, "a")), found(KEPT, BOTH)),
        (found(KEPT, scenario("broken", Outcome.CANT_TELL, "a")), found(KEPT, BROKEN)),
    ],
)
def test_a_new_failure_blocks(before: Found, now: Found) -> None:
    passed = gated(now, then(before))
    assert (passed.gate.exit_code, passed.gate.decided) == (1, "broken")


def test_the_failure_of_a_sentence_that_read_otherwise_then_is_new() -> None:
    before = found(KEPT, BROKEN)
    other = tuple(one.model_copy(update={"text": "Other words."}) for one in before.sentences)
    assert code(before, Found(other, before.scenarios, before.drift)) == 1


def test_fewer_failures_than_then_do_not_block() -> None:
    assert code(found(KEPT, BROKEN), found(KEPT, BROKEN, OTHER, BOTH)) == 0


SAME = change()
OTHERWISE: tuple[dict[str, Any], ...] = (
    {"why": ("the link leads to https://elsewhere.example",)},
    {"section": "another"},
    {"signals": (Signal.LINK,)},
    {"severity": Severity.WARNING},
)
CHANGES = [
    (drifted(SAME), drifted(SAME), 0),
    (drifted(SAME), drifted(SAME.model_copy(update={"scenarios": ("another",)})), 0),
    *((drifted(SAME), drifted(SAME.model_copy(update=other)), 3) for other in OTHERWISE),
    (drifted(), drifted(SAME), 3),
    (drifted(SAME), drifted(SAME.model_copy(update={"new": "Newer."})), 3),
    (drifted(SAME), drifted(SAME.model_copy(update={"old": "Older."})), 3),
    (drifted(SAME), drifted(SAME.model_copy(update={"sentence": "k"})), 3),
    (drifted(SAME), drifted(SAME.model_copy(update={"kind": ChangeKind.REWORDED})), 3),
    (drifted(SAME), drifted(SAME, SAME), 3),
    (drifted(SAME, SAME), drifted(SAME), 0),
]


@pytest.mark.parametrize(("before", "now", "expected"), CHANGES)
def test_only_a_change_of_the_text_that_was_not_there_then_blocks(before: Any, now: Any, expected: int) -> None:
    assert code(found(KEPT, drift=now), found(KEPT, drift=before)) == expected


def test_a_new_change_that_matters_less_than_the_policy_asks_does_not_block() -> None:
    lesser = change(severity=Severity.NOTE, sentence="k")
    now = found(KEPT, drift=drifted(SAME, lesser))
    assert code(now, found(KEPT, drift=drifted(SAME)), text=["error"]) == 0
    assert code(now, found(KEPT, drift=drifted(SAME))) == 3


@pytest.mark.parametrize("outcome", [Outcome.CANT_TELL, Outcome.UNTESTED])
def test_what_cannot_be_told_now_blocks_whatever_it_was_then(outcome: Outcome) -> None:
    now = found(KEPT, BROKEN.model_copy(update={"outcome": outcome}))
    name = "cant_tell" if outcome is Outcome.CANT_TELL else "untested"
    lost = gated(now, then(found(KEPT, BROKEN)))
    assert (lost.gate.exit_code, lost.gate.decided) == (4, name)
    assert "1 scenario had an answer in the baseline" in rule(lost, name).found
    never = gated(now, then(now))
    assert never.gate.exit_code == 4
    assert "baseline" not in rule(never, name).found


def test_what_had_an_answer_then_is_known_by_the_words_of_its_row() -> None:
    before = found(KEPT, scenario("o#1", Outcome.PASSED, "a", name="o (iOS)"))
    moved = scenario("o#2", Outcome.CANT_TELL, "a", name="o (iOS)")
    other = scenario("o#1", Outcome.CANT_TELL, "a", name="o (Android)")
    assert "1 scenario had an answer" in rule(gated(found(KEPT, moved), then(before)), "cant_tell").found
    assert "baseline" not in rule(gated(found(KEPT, other), then(before)), "cant_tell").found


def test_another_row_that_fails_is_another_failure() -> None:
    first, second = (scenario("o#1", Outcome.FAILED, "a", name=f"o ({row})") for row in ("iOS", "Android"))
    assert code(found(KEPT, second), found(KEPT, first)) == 1
    moved = first.model_copy(update={"id": "o#7"})
    assert code(found(KEPT, moved), found(KEPT, first)) == 0


def test_a_baseline_is_read_with_its_digest(tmp_path: Path) -> None:
    file = tmp_path / "old.json"
    file.write_text(to_json(record_of(found(KEPT, BROKEN))), encoding="utf-8")
    read = read_baseline(file, "small", "en")
    assert (read.source.file, read.source.target) == ("old.json", "http://then")
    assert read.source.sha256 == sha256(file.read_bytes()).hexdigest()
    assert gated(found(KEPT, BROKEN), read).gate.exit_code == 0


def test_a_baseline_from_a_pipe_is_read_once(tmp_path: Path) -> None:
    body, pipe = to_json(record_of(found(KEPT, BROKEN))).encode(), tmp_path / "pipe"
    os.mkfifo(pipe)
    writer = Thread(target=lambda: pipe.write_bytes(body), daemon=True)
    writer.start()
    reader = Thread(target=lambda: read.append(read_baseline(pipe, "small", "en")), daemon=True)
    read: list[Baseline] = []
    reader.start()
    reader.join(10)
    assert [one.source.sha256 for one in read] == [sha256(body).hexdigest()]


def test_a_baseline_of_another_target_is_said_to_be_one() -> None:
    run = found(KEPT, BROKEN)
    other = record_of(run).model_copy(update={"run": record_of(run).run.model_copy(update={"target": "http://old"})})
    same, another = (gated(run, baseline_of(one, "results.json", DIGEST)) for one in (record_of(run), other))
    assert "BASELINE run " in render_summary(record_of(run, same), "x")
    assert "BASELINE of another target: run " in render_summary(record_of(run, another), "x")
    assert another.gate.exit_code == 0


def test_a_record_from_before_there_were_gates_is_a_baseline_too(tmp_path: Path) -> None:
    old = record_of(found(KEPT, BROKEN)).model_copy(update={"gate": None, "waivers": ()})
    file = tmp_path / "old.json"
    file.write_text(old.model_dump_json(by_alias=True, exclude={"gate", "waivers"}), encoding="utf-8")
    assert gated(found(KEPT, BROKEN), read_baseline(file, "small", "en")).gate.exit_code == 0


def test_what_is_no_baseline_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "old.json"
    with pytest.raises(ConfigurationError, match="cannot be read"):
        read_baseline(file, "small", "en")
    file.write_text("{}", encoding="utf-8")
    with pytest.raises(ConfigurationError, match="is not a record"):
        read_baseline(file, "small", "en")
    record = record_of(found(KEPT))
    file.write_text(to_json(record), encoding="utf-8")
    with pytest.raises(ConfigurationError, match="another article: 'small', not 'large'"):
        read_baseline(file, "large", "en")
    with pytest.raises(ConfigurationError, match="another language: 'en', not 'de'"):
        read_baseline(file, "small", "de")
    tried = Exploration(outcome=Outcome.PASSED, sequences=1, acts=1, compared=1, untold=0, seed=1)
    file.write_text(to_json(record.model_copy(update={"exploration": tried})), encoding="utf-8")
    with pytest.raises(ConfigurationError, match="of exploring"):
        read_baseline(file, "small", "en")
    part = record.run.model_copy(update={"shard": Shard(number=1, of=40, scenarios=810)})
    file.write_text(to_json(record.model_copy(update={"run": part})), encoding="utf-8")
    with pytest.raises(ConfigurationError, match=r"is a part of a run, 1/40.*merge the parts first"):
        read_baseline(file, "small", "en")
