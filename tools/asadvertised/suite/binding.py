"""Which folder of features a folder of steps asks, and which of its scenarios a test is."""

from functools import cache
from pathlib import Path

import pytest

from asadvertised.article.ledger import Ledger, load_ledger
from asadvertised.article.scenarios import Scenario
from asadvertised.errors import ConfigurationError


@cache
def ledger_of(folder: Path) -> Ledger:
    """Load the ledger of an article once in a process."""
    return load_ledger(folder)


def feature_folder(steps_file: str) -> str:
    """Give the features that the steps beside a file ask, once their ledger is known to be total.

    Raises pytest's CollectError otherwise, so that no scenario runs that nobody accounts for.
    """
    steps = Path(steps_file).resolve().parent
    folder = steps.parent.parent / "features" / steps.name
    try:
        ledger_of(folder)
    except ConfigurationError as error:
        raise pytest.Collector.CollectError(str(error)) from None
    return str(folder)


def scenario_of(feature_file: str, line: int, example: dict[str, str]) -> Scenario:
    """Find the scenario that a test is, by its file, its line and its row of examples."""
    return next(scenario for scenario in _rows_of(feature_file)[line] if scenario.example == example)


@cache
def _rows_of(feature_file: str) -> dict[int, list[Scenario]]:
    """Give a feature's scenarios by the line that they are written on; the rows of an outline share one."""
    file = Path(feature_file).resolve()
    folder = next(parent for parent in file.parents if (parent / "article.toml").is_file())
    name = file.relative_to(folder).as_posix()
    rows: dict[int, list[Scenario]] = {}
    for scenario in ledger_of(folder).scenarios:
        if scenario.feature == name:
            rows.setdefault(scenario.template_line, []).append(scenario)
    return rows
