"""Exploring: the reference holds, a violation is found, and the sequence that shows it is short and readable."""

import json
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from services import answering, violating
from thorough import first_at_once

from asadvertised.cli.explore import _ending
from asadvertised.outcome import Broken, Cause, CouldNotTell, DoesNotApply, Outcome
from asadvertised.reference.variants import VIOLATIONS
from asadvertised.suite.explore import Explored, explore, replay

Run = Callable[..., subprocess.CompletedProcess[str]]
SEED = "20"


def record(folder: Path) -> Any:
    return json.loads((folder / "asadvertised-report" / "results.json").read_text(encoding="utf-8"))


def test_the_reference_does_what_the_model_says(asadvertised: Run, tmp_path: Path) -> None:
    run = asadvertised("explore", "--steps", "300", "--seed", SEED)
    assert run.returncode == 0, run.stdout + run.stderr
    found = record(tmp_path)["exploration"]
    assert found["outcome"] == "passed"
    assert found["acts"] >= 150
    assert found["sequences"] >= 15
    assert found["seed"] == int(SEED)
    assert found["compared"] > found["acts"]
    assert found["untold"] == 0
    assert f"{found['compared']} comparisons" in run.stdout


@pytest.mark.parametrize(
    ("name", "acts", "seed"),
    first_at_once(
        [
            ("the-opt-out-is-not-heeded", 3, 20),
            ("personalization-comes-back-at-sign-in", 4, 20),
            ("choices-are-lost-at-sign-in", 4, 20),
            ("save-does-not-save", 1, 20),
            ("adjusting-one-choice-resets-the-others", 2, 20),
            ("signing-in-ends-the-opt-out", 2, 20),
            ("everybody-counts-as-opted-out", 1, 20),
        ],
        at_once=1,
    ),
)
def test_a_violation_is_found_shrunk_and_rightly_blamed(
    asadvertised: Run, tmp_path: Path, name: str, acts: int, seed: int
) -> None:
    with violating(name) as url:
        run = asadvertised("explore", "--target", url, "--steps", "4000", "--seed", str(seed))
    assert run.returncode == 1, run.stdout + run.stderr
    found = record(tmp_path)
    [sequence] = found["scenarios"]
    assert sequence["outcome"] == "failed"
    assert sequence["promised"]
    assert sequence["seen"]
    violation = VIOLATIONS[name]
    assert violation.sentence in sequence["sentences"]
    assert set(sequence["sentences"]) <= {violation.sentence, *violation.also}
    done = sequence["steps"][1:-1]
    assert 1 <= len(done) <= acts, [step["text"] for step in done]
    assert all(step["exchanges"] for step in sequence["steps"])
    report = (tmp_path / "asadvertised-report" / "index.html").read_text(encoding="utf-8")
    assert all(step["text"].replace("'", "&#39;") in report for step in done)
    assert f"seed {seed}" in report


@pytest.mark.thorough
def test_the_same_seed_finds_the_same(asadvertised: Run, tmp_path: Path) -> None:
    found = []
    for _ in range(2):
        with violating("signing-in-ends-the-opt-out") as url:
            asadvertised("explore", "--target", url, "--steps", "2000", "--seed", SEED)
        whole = record(tmp_path)
        [sequence] = whole["scenarios"]
        found.append(([step["text"] for step in sequence["steps"]], whole["exploration"]))
    assert found[0] == found[1]


def test_a_service_that_answers_badly_is_no_verdict(asadvertised: Run, tmp_path: Path) -> None:
    with answering(lambda *_: (500, "text/plain", b"oops")) as url:
        run = asadvertised("explore", "--target", url, "--steps", "20")
    assert run.returncode == 4, run.stdout
    found = record(tmp_path)["exploration"]
    assert found["outcome"] == "cantTell"
    assert found["cause"] == "target"
    assert found["untold"] == found["sequences"]
    assert "500" in found["reason"]


def test_a_run_that_is_stopped_still_reports(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "asadvertised", "explore", "--steps", "100000"]
    with subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr
        assert process.stderr.readline().startswith("Exploring")
        time.sleep(2)
        process.send_signal(signal.SIGINT)
        told, _ = process.communicate(timeout=60)
    assert process.returncode == 4, told
    found = record(tmp_path)
    assert not found["run"]["complete"]
    assert found["exploration"]["acts"] > 0
    assert found["exploration"]["outcome"] == "untested"
    assert "stopped" in told


def test_nothing_compared_is_nothing_kept(asadvertised: Run, small_content: Path, tmp_path: Path) -> None:
    content = tmp_path / "content"
    shutil.copytree(small_content, content)
    with (content / "steps" / "personalization" / "exploring.py").open("a", encoding="utf-8") as steps:
        steps.write("\n\nExplorer.check = lambda self: None\n")
    run = asadvertised("explore", "--steps", "20", "--seed", SEED, "--content", str(content))
    assert run.returncode == 4, run.stdout
    assert "No sequence was found" not in run.stdout
    found = record(tmp_path)["exploration"]
    assert found["acts"] > 0
    assert (found["compared"], found["outcome"]) == (0, "untested")


@dataclass(frozen=True)
class Numbered:
    """A move that is a number."""

    number: int

    @property
    def words(self) -> tuple[str, ...]:
        """The steps that it takes."""
        return (f"does {self.number}",)


class Scripted:
    """What an article's `exploring` module offers, without a service: each number does what a test says."""

    opening = ("nothing",)

    def __init__(self, does: Callable[[list[int]], None], opens: Callable[[], None] = lambda: None) -> None:
        self.does, self.opens = does, opens
        self.did: list[int] = []
        self.compared = 0

    def open(self) -> None:
        """Do what a test says."""
        self.opens()

    def close(self) -> None:
        """Remove nothing."""

    def possible(self) -> Sequence[Sequence[Numbered]]:
        """Give the digits."""
        return [[Numbered(number) for number in range(10)]]

    def perform(self, words: str) -> None:
        """Remember the number."""
        self.did.append(int(words.split()[1]))

    def note(self, move: Numbered) -> None:
        """Have no model."""

    def check(self) -> None:
        """Do what a test says."""
        self.compared += 1
        self.does(self.did)

    def blamed(self) -> tuple[str, ...]:
        """Blame one."""
        return ("a.b",)


def breaks_at(*numbers: int) -> Callable[[list[int]], None]:
    def does(did: list[int]) -> None:
        if did and did[-1] in numbers:
            raise Broken(f"never {did[-1]}", "it")

    return does


def ending(explored: Explored, does: Callable[[list[int]], None]) -> Any:
    found = replay(lambda _: Scripted(does), explored.moves) if explored.error or explored.untold else None
    return _ending(explored, found[1] if found else None)


def test_several_ways_to_break_are_one_breach_each() -> None:
    def does(did: list[int]) -> None:
        if did and did[-1] == 3:
            raise Broken("never three", "it")
        if did and did[-1] == 4:
            raise Broken("never four", "it")

    for seed in range(5):
        explored = explore(lambda: Scripted(does), 300, seed)
        assert isinstance(explored.error, Broken)
        assert len(explored.moves) == 1
        assert ending(explored, does).outcome is Outcome.FAILED


def test_what_could_not_be_told_ends_its_sequence_alone() -> None:
    def does(did: list[int]) -> None:
        if did[-1:] == [7]:
            raise CouldNotTell("no answer", Cause.INFRASTRUCTURE)

    explored = explore(lambda: Scripted(does), 300, 1)
    assert explored.error is None
    assert 0 < explored.untold < explored.sequences
    told = ending(explored, does)
    assert (told.outcome, told.cause) == (Outcome.CANT_TELL, Cause.INFRASTRUCTURE)
    assert f"{explored.untold} of {explored.sequences}" in told.reason
    assert "no answer" in told.reason


def test_a_breach_comes_before_what_could_not_be_told() -> None:
    def does(did: list[int]) -> None:
        if did[-1:] == [7]:
            raise CouldNotTell("no answer", Cause.INFRASTRUCTURE)
        breaks_at(5)(did)

    explored = explore(lambda: Scripted(does), 300, 1)
    assert explored.untold
    assert ending(explored, does).outcome is Outcome.FAILED


def test_trouble_that_comes_and_goes_is_no_fault_of_ours() -> None:
    chance = random.Random(3)  # noqa: S311  trouble, not a secret

    def does(_: list[int]) -> None:
        if chance.random() < 0.05:
            raise CouldNotTell("no answer", Cause.INFRASTRUCTURE)

    explored = explore(lambda: Scripted(does), 600, 1)
    assert explored.untold > 1
    assert explored.sequences >= 60
    assert explored.error is None


def test_a_service_that_cannot_be_asked_at_all_is_told_with_its_cause() -> None:
    def opens() -> None:
        raise CouldNotTell("refused", Cause.INFRASTRUCTURE)

    explored = explore(lambda: Scripted(breaks_at(), opens), 100, 1)
    assert (explored.error, explored.acts, explored.moves) == (None, 0, [])
    assert explored.untold == explored.sequences > 0
    told = ending(explored, breaks_at())
    assert (told.outcome, told.cause) == (Outcome.CANT_TELL, Cause.INFRASTRUCTURE)


def test_what_does_not_apply_compares_nothing() -> None:
    def opens() -> None:
        raise DoesNotApply("not offered")

    explored = explore(lambda: Scripted(breaks_at(), opens), 100, 1)
    assert (explored.compared, explored.untold, explored.error) == (0, 0, None)
    assert ending(explored, breaks_at()).outcome is Outcome.UNTESTED


def test_an_opening_that_goes_wrong_has_no_moves_of_another_sequence() -> None:
    opened = 0

    def opens() -> None:
        nonlocal opened
        opened += 1
        if opened > 2:
            raise ZeroDivisionError

    explored = explore(lambda: Scripted(breaks_at(), opens), 100, 1)
    assert explored.acts > 0
    assert explored.moves == []
    assert explored.error


def test_what_does_not_break_again_is_not_told() -> None:
    explored = explore(lambda: Scripted(breaks_at(5)), 300, 1)
    assert isinstance(explored.error, Broken)
    scenario, repeated = replay(lambda _: Scripted(breaks_at()), explored.moves)
    assert scenario.sentences == ()
    assert (repeated["outcome"], repeated["cause"]) == ("cantTell", "target")
    told = _ending(explored, repeated)
    assert told.outcome is Outcome.CANT_TELL
    assert "otherwise" in told.reason


def test_an_interruption_keeps_what_was_found() -> None:
    def does(did: list[int]) -> None:
        if len(did) > 5:
            raise KeyboardInterrupt

    explored = explore(lambda: Scripted(does), 300, 1)
    assert explored.interrupted
    assert explored.acts == 6
    assert _ending(explored, None).outcome is Outcome.UNTESTED


@pytest.mark.parametrize("arguments", [["--target", "nonsense"], ["--steps", "0"], ["--name", "nobody"]])
def test_wrong_usage_is_one_clear_line(asadvertised: Run, arguments: list[str]) -> None:
    run = asadvertised("explore", *arguments, timeout=20)
    assert run.returncode == 2
    assert run.stderr.strip()
    assert "Traceback" not in run.stderr
