"""Exploring: the reference holds, a violation is found, and the sequence that shows it is short and readable."""

import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from services import answering, violating

Run = Callable[..., subprocess.CompletedProcess[str]]
SEED = "20"


def record(folder: Path) -> Any:
    return json.loads((folder / "asadvertised-report" / "results.json").read_text(encoding="utf-8"))


def test_the_reference_does_what_the_model_says(asadvertised: Run, tmp_path: Path) -> None:
    run = asadvertised("explore", "--steps", "600", "--seed", SEED)
    assert run.returncode == 0, run.stdout + run.stderr
    found = record(tmp_path)["exploration"]
    assert found["outcome"] == "passed"
    assert found["acts"] >= 300
    assert found["sequences"] >= 30
    assert found["seed"] == int(SEED)


@pytest.mark.parametrize(
    ("name", "acts"),
    [("the-opt-out-is-not-heeded", 3), ("personalization-comes-back-at-sign-in", 4), ("a-reset-ends-the-opt-out", 5)],
)
def test_a_violation_is_found_and_shrunk(asadvertised: Run, tmp_path: Path, name: str, acts: int) -> None:
    with violating(name) as url:
        run = asadvertised("explore", "--target", url, "--steps", "4000", "--seed", SEED)
    assert run.returncode == 1, run.stdout + run.stderr
    found = record(tmp_path)
    [sequence] = found["scenarios"]
    assert sequence["outcome"] == "failed"
    assert sequence["promised"]
    assert sequence["seen"]
    done = sequence["steps"][1:-1]
    assert 1 <= len(done) <= acts, [step["text"] for step in done]
    assert all(step["exchanges"] for step in sequence["steps"])
    report = (tmp_path / "asadvertised-report" / "index.html").read_text(encoding="utf-8")
    assert all(step["text"].replace("'", "&#39;") in report for step in done)
    assert f"seed {SEED}" in report


def test_the_same_seed_finds_the_same(asadvertised: Run, tmp_path: Path) -> None:
    found = []
    for _ in range(2):
        with violating("the-opt-out-is-not-heeded") as url:
            asadvertised("explore", "--target", url, "--steps", "500", "--seed", SEED)
        found.append([step["text"] for step in record(tmp_path)["scenarios"][0]["steps"]])
    assert found[0] == found[1]


def test_a_service_that_answers_badly_is_no_verdict(asadvertised: Run, tmp_path: Path) -> None:
    with answering(lambda *_: (500, "text/plain", b"oops")) as url:
        run = asadvertised("explore", "--target", url, "--steps", "20")
    assert run.returncode == 4, run.stdout
    assert record(tmp_path)["exploration"]["outcome"] == "cantTell"


@pytest.mark.parametrize("arguments", [["--target", "nonsense"], ["--steps", "0"], ["--name", "nobody"]])
def test_wrong_usage_is_one_clear_line(asadvertised: Run, arguments: list[str]) -> None:
    run = asadvertised("explore", *arguments, timeout=20)
    assert run.returncode == 2
    assert run.stderr.strip()
    assert "Traceback" not in run.stderr
