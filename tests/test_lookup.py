"""A step is found as pytest-bdd finds it, and pytest-bdd decides wherever that is not plain."""

import os
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
from conftest import CHECKOUT

from asadvertised.suite import lookup
from asadvertised.suite.lookup import Lookup

COMPARING = """
import pytest

found = []

@pytest.hookimpl(trylast=True)
def pytest_configure(config):
    from asadvertised.suite import lookup

    class Comparing(lookup.Lookup):
        def __call__(self, request, step):
            own, theirs = super().__call__(request, step), self.search(request=request, step=step)
            found.append(own.step_func is theirs.step_func and own.parser is theirs.parser)
            return own

    stock = getattr(lookup.bdd.get_step_function, "search", lookup.bdd.get_step_function)
    lookup.bdd.get_step_function = Comparing(stock)

def pytest_sessionfinish(session):
    assert len(found) > 50 and all(found), found
    print("COMPARED")
"""


@pytest.mark.thorough
def test_it_finds_what_pytest_bdd_finds(reference_url: str, tmp_path: Path) -> None:
    (tmp_path / "comparing.py").write_text(COMPARING, encoding="utf-8")
    plugins = ["-p", "comparing", "-p", "no:cacheprovider", "-p", "no:xdist"]
    run = subprocess.run(
        [sys.executable, "-m", "pytest", "steps", "--target", reference_url, "-k", "android", "-q", "-s", *plugins],
        capture_output=True,
        text=True,
        check=False,
        timeout=200,
        cwd=CHECKOUT,
        env={**os.environ, "PYTHONPATH": str(tmp_path)},
    )
    assert run.returncode == 0, run.stdout[-2000:] + run.stderr[-2000:]
    assert "COMPARED" in run.stdout


@pytest.mark.parametrize("matching", [0, 2])
def test_what_is_not_plain_is_left_to_pytest_bdd(monkeypatch: pytest.MonkeyPatch, matching: int) -> None:
    known = SimpleNamespace(type=None, parser=SimpleNamespace(is_matching=lambda _: True))
    monkeypatch.setattr(lookup, "_definitions", lambda _: [known] * matching)
    find = Lookup(lambda request, step: (request.path, step.name))
    request, step = SimpleNamespace(path="here"), SimpleNamespace(type="given", name="something")
    assert find(request, step) == ("here", "something")


def test_another_build_of_pytest_bdd_is_left_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    other = SimpleNamespace(get_step_function=object())
    monkeypatch.setattr(lookup, "bdd", other)
    before = other.get_step_function
    lookup.install()
    assert other.get_step_function is before


def test_what_one_session_saw_is_nothing_to_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    parts = ("get_fixture_names", "getfixturedefs", "step_function_context_registry")
    stock = object()
    monkeypatch.setattr(lookup, "bdd", SimpleNamespace(get_step_function=stock, **dict.fromkeys(parts)))
    lookup.install()
    first = lookup.bdd.get_step_function
    lookup.install()
    assert lookup.bdd.get_step_function is not first
    assert lookup.bdd.get_step_function.search is stock
