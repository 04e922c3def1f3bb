"""Random sequences of acts against a service and a model, and the shortest one on which they disagree.

Hypothesis chooses and shrinks; what can be done, and what must then hold, is the article's `exploring` module.
"""

import importlib
import importlib.util
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType
from typing import Any, Protocol

import hypothesis
from hypothesis import HealthCheck, Phase, Verbosity, settings
from hypothesis import strategies as st
from hypothesis.errors import Flaky
from hypothesis.reporting import with_reporter
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule, run_state_machine_as_test

from asadvertised.article.scenarios import Scenario
from asadvertised.errors import ConfigurationError
from asadvertised.outcome import Cause, CouldNotTell
from asadvertised.suite.recorder import Recorder, ending_of
from asadvertised.suite.reporting import record_of
from asadvertised.target.client import Target

ACTS_IN_A_SEQUENCE = 10
FEATURE = "explored"


class Move(Protocol):
    """Something that can be done next."""

    @property
    def words(self) -> tuple[str, ...]:
        """The steps that it takes."""


class Explorer(Protocol):
    """What an article's `exploring` module offers as `Explorer`: a service and a model that do the same."""

    opening: tuple[str, ...]

    def open(self) -> None:
        """Do the opening on the service."""

    def close(self) -> None:
        """Remove what was made."""

    def possible(self) -> Sequence[Sequence[Any]]:
        """Give every move that can be made next, in groups that are tried equally often, the simplest first."""

    def perform(self, words: str) -> None:
        """Do one step on the service."""

    def note(self, move: Any) -> None:
        """Let the model do what was done."""

    def check(self) -> None:
        """Hold the service against the model; raises Broken."""

    def blamed(self) -> tuple[str, ...]:
        """Give the sentences that the last check found broken."""


@dataclass
class Explored:
    """What exploring brought: how much was done, and the record of the shortest sequence that went wrong, if any."""

    sequences: int = 0
    acts: int = 0
    moves: list[Any] = field(default_factory=list)
    error: Exception | None = None


def explorer_of(root: Path, name: str) -> Callable[[Target], Explorer]:
    """Give what explores an article.

    Raises ConfigurationError for an article whose steps have no `exploring` module.
    """
    folder = root / "steps" / name
    if not (folder / "exploring.py").is_file():
        raise ConfigurationError("this article cannot be explored", str(folder), "add exploring.py with an Explorer")
    package = f"asadvertised_steps_{name.replace('-', '_')}"
    if package not in sys.modules:
        _load_package(package, folder)
    made: Callable[[Target], Explorer] = importlib.import_module(f"{package}.exploring").Explorer
    return made


def _load_package(package: str, folder: Path) -> ModuleType:
    file = folder / "__init__.py"
    spec = importlib.util.spec_from_file_location(package, file, submodule_search_locations=[str(folder)])
    assert spec  # noqa: S101  a file location always has one
    assert spec.loader  # noqa: S101  and it has a loader
    sys.modules[package] = module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def explore(make: Callable[[], Explorer], acts: int, seed: int) -> Explored:
    """Try about so many acts in random order; the same seed tries the same."""
    explored = Explored()
    machine = hypothesis.seed(seed)(_machine(make, explored))
    chosen = settings(
        max_examples=max(1, acts // ACTS_IN_A_SEQUENCE),
        stateful_step_count=ACTS_IN_A_SEQUENCE,
        deadline=None,
        database=None,
        derandomize=False,
        print_blob=False,
        verbosity=Verbosity.quiet,
        phases=(Phase.generate, Phase.shrink),
        suppress_health_check=list(HealthCheck),
    )
    with with_reporter(lambda _: None):
        try:
            run_state_machine_as_test(machine, settings=chosen)
        except Flaky:
            what = "The service did otherwise when the same acts were repeated."
            explored.error = CouldNotTell(what, Cause.TARGET)
        except Exception as error:  # noqa: BLE001  a verdict, or a fault of ours that is told as one
            explored.error = error
    return explored


def _machine(make: Callable[[], Explorer], explored: Explored) -> type[RuleBasedStateMachine]:
    class Machine(RuleBasedStateMachine):
        """One sequence; what it has done is noted for the one that goes wrong last, which is the shortest."""

        def __init__(self) -> None:
            super().__init__()
            self.explorer: Explorer | None = None
            self.done: list[Any] = []

        @initialize()
        def open(self) -> None:
            self.explorer = make()
            self.explorer.open()
            explored.sequences += 1

        @precondition(lambda self: self.explorer is not None)
        @rule(data=st.data())
        def act(self, data: Any) -> None:
            assert self.explorer  # noqa: S101  the precondition
            group = data.draw(st.sampled_from(self.explorer.possible()))
            move = data.draw(st.sampled_from(group))
            self.done.append(move)
            explored.acts += 1
            explored.moves = self.done
            _do(self.explorer, move)

        def teardown(self) -> None:
            if self.explorer:
                with suppress(CouldNotTell):
                    self.explorer.close()

    return Machine


def _do(explorer: Explorer, move: Any) -> None:
    for words in move.words:
        explorer.perform(words)
    explorer.note(move)
    explorer.check()


def replay(make: Callable[[Callable[..., None]], Explorer], moves: Sequence[Any]) -> tuple[Scenario, dict[str, Any]]:
    """Do a sequence once more, as a scenario with its evidence; `make` is given what listens to exchanges."""
    recorder = Recorder()
    explorer = make(recorder.exchange)
    scenario = _scenario(explorer.opening, moves)
    recorder.begin(scenario)
    error = _follow(recorder, explorer, moves)
    blamed = explorer.blamed() if error else ()
    with suppress(CouldNotTell):
        explorer.close()
    return _blaming(scenario, blamed), record_of(recorder, ending_of(error))


def _follow(recorder: Recorder, explorer: Explorer, moves: Sequence[Any]) -> Exception | None:
    try:
        recorder.begin_step()
        explorer.open()
        recorder.end_step()
        for move in moves:
            for words in move.words:
                recorder.begin_step()
                explorer.perform(words)
                recorder.end_step()
            explorer.note(move)
        recorder.begin_step()
        explorer.check()
        recorder.end_step()
    except Exception as error:  # noqa: BLE001  a verdict, or a fault of ours that is told as one
        recorder.end_step(error)
        return error
    return None


def _scenario(opening: Sequence[str], moves: Sequence[Any]) -> Scenario:
    acts = [words for move in moves for words in move.words]
    steps = [("Given", ", ".join(opening))]
    steps += [("And" if number else "When", words) for number, words in enumerate(acts)]
    steps.append(("Then", "what is seen is what the article allows"))
    name = f"A sequence of {len(acts)} acts" if len(acts) > 1 else "One act"
    return Scenario(f"{FEATURE}:sequence", FEATURE, 1, name, (), 1, tuple(steps))


def _blaming(scenario: Scenario, blamed: tuple[str, ...]) -> Scenario:
    return Scenario(scenario.id, scenario.feature, scenario.line, scenario.name, blamed, scenario.line, scenario.steps)
