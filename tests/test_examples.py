"""Two services in other shapes are asked by a profile alone, and what breaks a promise there is caught there."""

import json
import subprocess
import sys
import tomllib
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from chromium import the_browser
from conftest import CHECKOUT
from examples.serving import EXAMPLES, profile_of, serving
from jsonschema import Draft202012Validator
from thorough import first_at_once

from asadvertised.target.profile.model import json_schema

Run = Callable[..., subprocess.CompletedProcess[str]]
SCHEMA = CHECKOUT / "tools" / "asadvertised" / "target" / "profile" / "profile.schema.json"
SAMPLE = (
    "the-opt-out-is-not-kept",
    "personalization-stays-on",
    "do-not-track-is-not-heeded",
    "unknown-country-counts-as-home",
    "robots-are-heard",
    "contact-us-is-gone",
)


def profile(example: str) -> dict[str, Any]:
    return tomllib.loads(profile_of(example).read_text(encoding="utf-8"))


def no_pages(example: str) -> list[str]:
    return list(profile(example)["pages"].get("without", []))


def asked(short_check: Run, example: str, file: Path, tmp_path: Path) -> tuple[Any, subprocess.CompletedProcess[str]]:
    with serving(example, {}) as environment:
        run = short_check("--target", str(file), "--no-article", "--out", "report", "--workers", "2", **environment)
    return json.loads((tmp_path / "report" / "results.json").read_text(encoding="utf-8")), run


@pytest.mark.parametrize("example", first_at_once(EXAMPLES))
def test_it_passes_with_a_profile_and_no_code(short_check: Run, tmp_path: Path, example: str) -> None:
    the_browser()
    found, run = asked(short_check, example, profile_of(example), tmp_path)
    assert run.returncode == 0, run.stdout + run.stderr
    outcomes = Counter(scenario["outcome"] for scenario in found["scenarios"])
    assert outcomes.total() > 100
    assert outcomes["passed"] > outcomes.total() / 2
    assert set(outcomes) <= {"passed", "inapplicable"}
    without = {*profile(example)["service"]["without"], *(f"pages: {name}" for name in no_pages(example))}
    assert {s["capability"] for s in found["scenarios"] if s["outcome"] == "inapplicable"} == without


@pytest.mark.thorough
def test_what_an_index_has_not_caught_up_with_is_not_seen(short_check: Run, tmp_path: Path) -> None:
    hasty = tmp_path / "hasty.toml"
    text = profile_of("enveloped").read_text(encoding="utf-8")
    assert 'settle = "25ms"' in text
    hasty.write_text(text.replace('settle = "25ms"', 'settle = "0s"'), encoding="utf-8")
    found, _ = asked(short_check, "enveloped", hasty, tmp_path)
    assert [s["id"] for s in found["scenarios"] if s["qualifier"] == "notExercised"]


@pytest.mark.parametrize("example", first_at_once(EXAMPLES))
def test_what_breaks_a_promise_is_caught_there_too(short_content: Path, example: str) -> None:
    prove = [sys.executable, str(CHECKOUT / "tests" / "examples" / "prove.py"), "--content", str(short_content)]
    run = subprocess.run([*prove, "--example", example, *SAMPLE], capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr
    assert f"{example}: {len(SAMPLE)} of {len(SAMPLE)} caught" in run.stdout


def test_a_page_that_an_example_does_not_have_cannot_be_broken_there(short_content: Path) -> None:
    prove = [sys.executable, str(CHECKOUT / "tests" / "examples" / "prove.py"), "--content", str(short_content)]
    run = subprocess.run([*prove, "settings-is-called-preferences"], capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr
    for example in EXAMPLES:
        assert f"{example}: 1 of 1 not moved" in run.stdout
    assert run.stdout.count("none is page_of_more_options") == len(EXAMPLES)


def test_what_is_not_offered_cannot_be_broken(short_content: Path) -> None:
    prove = [sys.executable, str(CHECKOUT / "tests" / "examples" / "prove.py"), "--content", str(short_content)]
    names = ["--example", "forms", "a-reset-changes-nothing"]
    run = subprocess.run([*prove, *names], capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr
    assert "not moved" in run.stdout
    assert "mobile-app" in run.stdout


@pytest.mark.parametrize("example", EXAMPLES)
def test_it_shows_what_a_stranger_may_need(example: str) -> None:
    text = profile_of(example).read_text(encoding="utf-8")
    assert text.count("#") > 15
    assert "${EXAMPLE_URL}" in text


def test_the_published_schema_is_the_models_own() -> None:
    assert SCHEMA.read_text(encoding="utf-8") == json_schema(), "run `make schema`"


@pytest.mark.parametrize("example", EXAMPLES)
def test_the_published_schema_knows_the_examples(example: str) -> None:
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema)
    known = profile(example)
    validator.validate(known)
    for wrong in ({**known, "servce": {}}, {**known, "service": {}}, {**known, "auth": {"kind": "magic"}}):
        assert not validator.is_valid(wrong)
