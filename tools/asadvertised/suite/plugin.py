"""The pytest plugin: it wires pytest's hooks to the suite, and does nothing else.

Load it with `-p asadvertised.suite.plugin`.
"""

import gc
import random
import tomllib
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from asadvertised.content import article_names, own_root

if TYPE_CHECKING:
    from pytest_bdd.parser import Feature
    from pytest_bdd.parser import Scenario as BddScenario

    from asadvertised.suite.recorder import Recorder
    from asadvertised.suite.session import Asking


def pytest_addoption(parser: pytest.Parser) -> None:
    """Offer the options by which a service is named."""
    group = parser.getgroup("asadvertised", "the service that is asked")
    group.addoption("--target", default="", help="the service's address or profile; else the reference is started")
    group.addoption("--target-timeout", type=float, default=None, help="seconds to wait for an answer")
    group.addoption("--rate", type=float, default=None, help="at most so many requests a second")
    group.addoption("--ends-with-the-run", action="store_true", help="what was made need not be removed")
    group.addoption("--journal", default=None, help="a file that says what was made and has to be removed")
    group.addoption("--only", default=None, help="a file that names, a line each, the scenarios to ask")
    group.addoption("--target-people", type=int, default=None, help="how many play each of two roles that are compared")
    group.addoption("--target-looks", type=int, default=None, help="how often each of them looks")
    group.addoption("--shuffle", type=int, default=None, help="ask in a random order, by this seed")
    group.addoption(
        "--evidence", choices=("none", "failed", "all"), default="all", help="of which scenarios exchanges are kept"
    )
    group.addoption(
        "--pictures", choices=("none", "failed", "all"), default="failed", help="of which scenarios pictures are kept"
    )
    group.addoption("--replay", default=None, help="a record that is told again in place of a service")
    group.addoption("--no-browser", action="store_true", help="look at no page in a browser")


def pytest_configure(config: pytest.Config) -> None:
    """Make every sentence id a marker, so that `-m` selects by it."""
    from asadvertised.suite.lookup import install

    install()
    for root in {own_root(), config.rootpath}:
        for name in article_names(root):
            _mark_sentences(config, root / "features" / name / "article.toml")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Ask some, or in a random order, if that is wanted; every process chooses and shuffles alike."""
    if only := config.getoption("--only"):
        from asadvertised.suite.binding import chosen

        kept = chosen(items, set(Path(only).read_text(encoding="utf-8").splitlines()))
        config.hook.pytest_deselected(items=[item for item in items if item not in kept])
        items[:] = kept
    seed = config.getoption("--shuffle")
    if seed is not None:
        random.Random(seed).shuffle(items)  # noqa: S311  an order, not a secret


def pytest_runtest_logstart() -> None:
    """Begin no scenario once we were told to stop."""
    from asadvertised.target.stopping import stop_if_told

    stop_if_told()


def pytest_collection_finish() -> None:
    """Spare the garbage collector what was collected, which lives as long as the run."""
    gc.collect()
    gc.freeze()


def pytest_unconfigure() -> None:
    """Let the garbage collector have it back, where one process runs many times."""
    gc.unfreeze()


def _mark_sentences(config: pytest.Config, file: Path) -> None:
    article = tomllib.loads(file.read_text(encoding="utf-8"))
    said = [sentence for section in article.get("section", []) for sentence in section.get("sentence", [])]
    for sentence in [*said, *article.get("retired", [])]:
        config.addinivalue_line("markers", f"{sentence.get('id')}: asks this sentence of the article")


@pytest.fixture(scope="module")
def asking(request: pytest.FixtureRequest) -> "Iterator[Asking]":
    """One session of asking for each article; it starts the article's reference if no service is named."""
    from asadvertised.suite.session import Asking

    with Asking.open(request.session, request.path.parent) as session:
        yield session


@pytest.fixture
def service(asking: "Asking") -> object:
    """Give a step the service that is asked."""
    return asking.target


def pytest_bdd_before_scenario(request: pytest.FixtureRequest, feature: "Feature", scenario: "BddScenario") -> None:
    """Follow the scenario that begins."""
    asking: Asking = request.getfixturevalue("asking")
    asking.begin(request.node, feature.filename, scenario.line_number)


def _recorder(request: pytest.FixtureRequest) -> "Recorder":
    from asadvertised.suite.session import RECORDER

    recorder: Recorder = request.node.stash[RECORDER]
    return recorder


def pytest_bdd_before_step(request: pytest.FixtureRequest) -> None:
    """Follow the step that begins."""
    _recorder(request).begin_step()


def pytest_bdd_after_step(request: pytest.FixtureRequest) -> None:
    """Note that the step passed."""
    _recorder(request).end_step()


def pytest_bdd_step_error(request: pytest.FixtureRequest, exception: Exception) -> None:
    """Note how the step ended, and what was to be seen then."""
    asking: Asking = request.getfixturevalue("asking")
    asking.look_where_it_went_wrong(exception)
    _recorder(request).end_step(exception)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Put the scenario's record into pytest's report, and its outcome into pytest's words."""
    report = yield
    from asadvertised.suite.reporting import describe

    describe(item, call, report)
    return report


def pytest_bdd_apply_tag(tag: str, function: Any) -> bool:
    """Mark a test with the sentence that it asks."""
    getattr(pytest.mark, tag)(function)
    return True
