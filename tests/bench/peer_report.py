"""The results of many scenarios as tests that a peer's plugin reports; each attaches what it exchanged."""

import os
import sys
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).parent))
from many import SCENARIOS, exchanges, fails

PEER = os.environ.get("PEER", "")


@pytest.mark.parametrize("number", range(SCENARIOS))
def test_scenario(number: int, request: pytest.FixtureRequest) -> None:
    for place, sent in enumerate(exchanges(number)):
        _attach(f"{place} {sent.method} {sent.url}", sent.text, request)
    assert not fails(number), "the twins see the same ads"


def _attach(name: str, text: str, request: pytest.FixtureRequest) -> None:
    if PEER == "html":
        extras: Any = request.getfixturevalue("extras")
        from pytest_html import extras as kinds

        extras.append(kinds.text(text, name=name))
    elif PEER == "allure":
        import allure

        allure.attach(text, name, allure.attachment_type.TEXT)
