"""Which folder of features a folder of steps asks, and which of its scenarios a test is."""

from collections.abc import Container, Iterable
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


def chosen(items: Iterable[pytest.Item], ids: Container[str]) -> list[pytest.Item]:
    """Give the tests that are scenarios of these ids."""
    return [item for item in items if (scenario := _scenario_of_item(item)) and scenario.id in ids]


def _scenario_of_item(item: pytest.Item) -> Scenario | None:
    from pytest_bdd.scenario import scenario_wrapper_template_registry

    template = scenario_wrapper_template_registry.get(getattr(item, "obj", None))  # type: ignore[arg-type]
    if template is None:
        return None
    example = getattr(item, "callspec", None)
    row = dict(example.params.get("_pytest_bdd_example", {})) if example else {}
    return scenario_of(template.feature.filename, template.line_number, row)
