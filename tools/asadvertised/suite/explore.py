"""Random sequences of acts against a service and a model, and the shortest one on which they disagree.

Hypothesis chooses and shrinks; what can be done, and what must then hold, is the article's `exploring` module.
"""

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Any, Protocol

import hypothesis
from hypothesis import HealthCheck, Phase, Verbosity, settings
from hypothesis import strategies as st
from hypothesis.errors import Flaky
from hypothesis.reporting import with_reporter
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule, run_state_machine_as_test

from asadvertised.article.scenarios import Scenario
from asadvertised.errors import ConfigurationError
from asadvertised.outcome import Broken, Cause, CouldNotTell, DoesNotApply
from asadvertised.suite.modules import steps_module
from asadvertised.suite.recorder import Recorder, ending_of
from asadvertised.suite.reporting import record_of
from asadvertised.target.client import Target
from asadvertised.target.stopping import stop_if_told

ACTS_IN_A_SEQUENCE = 10
FEATURE = "explored"
OTHERWISE = "The service did otherwise when the same acts were repeated."


class Move(Protocol):
    """Something that can be done next."""

    @property
    def words(self) -> tuple[str, ...]:
        """The steps that it takes."""


class Explorer(Protocol):
    """What an article's `exploring` module offers as `Explorer`: a service and a model that do the same."""

    opening: tuple[str, ...]
    compared: int
    """How often `check` held something of the service against the model."""

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
    """What exploring brought: how much was done, and the shortest sequence that went wrong, if any.

    `untold` counts the sequences that ended before their end since the service could not be asked; `first_untold` is
    why the first did. `moves` are those of the sequence that went wrong last, or else of the first untold one.
    """

    sequences: int = 0
    acts: int = 0
    compared: int = 0
    untold: int = 0
    moves: list[Any] = field(default_factory=list)
    error: Exception | None = None
    first_untold: CouldNotTell | None = None
    interrupted: bool = False

    def fails(self, moves: Sequence[Any], error: Exception) -> None:
        """Note a sequence that went wrong; Hypothesis tries the shortest last."""
        self.moves, self.error = list(moves), error

    def ends_untold(self, moves: Sequence[Any], error: CouldNotTell) -> None:
        """Note a sequence that could not be followed to its end."""
        self.untold += 1
        if self.first_untold is None:
            self.first_untold = error
            self.moves = self.moves if self.error else list(moves)


def explorer_of(root: Path, name: str) -> Callable[[Target], Explorer]:
    """Give what explores an article.

    Raises ConfigurationError for an article whose steps have no `exploring` module.
    """
    module = steps_module(root, name, "exploring")
    if module is None:
        where = str(root / "steps" / name)
        raise ConfigurationError("this article cannot be explored", where, "add exploring.py with an Explorer")
    made: Callable[[Target], Explorer] = module.Explorer
    return made


def explore(
    make: Callable[[], Explorer], acts: int, seed: int, listener: Callable[[Explored], None] = lambda _: None
) -> Explored:
    """Try about so many acts in random order; the same seed tries the same. An interruption ends it early.

    `listener` hears how far it is after each act.
    """
    explored = Explored()
    machine = hypothesis.seed(seed)(_machine(make, explored, listener))
    with with_reporter(lambda _: None):
        try:
            run_state_machine_as_test(machine, settings=_settings(acts))
        except KeyboardInterrupt:
            explored.interrupted = True
        except Flaky:
            explored.error = explored.error or CouldNotTell(OTHERWISE, Cause.TARGET)
        except Exception as error:  # noqa: BLE001  a verdict, or a fault of ours that is told as one
            explored.error = error
    return explored


def _settings(acts: int) -> settings:
    return settings(
        max_examples=max(1, acts // ACTS_IN_A_SEQUENCE),
        stateful_step_count=ACTS_IN_A_SEQUENCE,
        deadline=None,
        database=None,
        derandomize=False,
        print_blob=False,
        report_multiple_bugs=False,
        verbosity=Verbosity.quiet,
        phases=(Phase.generate, Phase.shrink),
        suppress_health_check=list(HealthCheck),
    )


def _machine(
    make: Callable[[], Explorer], explored: Explored, listener: Callable[[Explored], None]
) -> type[RuleBasedStateMachine]:
    class Machine(RuleBasedStateMachine):
        """One sequence; where the service cannot be asked any more, only the model goes on to its end."""

        def __init__(self) -> None:
            super().__init__()
            self.explorer: Explorer | None = None
            self.done: list[Any] = []
            self.ended = False

        @initialize()
        def open(self) -> None:
            explored.sequences += 1
            self.explorer = make()
            self.asks(self.explorer.open)

        @precondition(lambda self: self.explorer is not None)
        @rule(data=st.data())
        def act(self, data: Any) -> None:
            assert self.explorer  # noqa: S101  the precondition
            group = data.draw(st.sampled_from(self.explorer.possible()))
            move = data.draw(st.sampled_from(group))
            if self.ended:
                self.explorer.note(move)
                return
            self.done.append(move)
            explored.acts += 1
            self.asks(partial(_do, self.explorer, move))
            listener(explored)

        def asks(self, doing: Callable[[], None]) -> None:
            stop_if_told()
            self.ended = not _is_done(doing, explored, self.done)

        def teardown(self) -> None:
            if self.explorer:
                explored.compared += self.explorer.compared
                with suppress(CouldNotTell):
                    self.explorer.close()

    return Machine


def _is_done(doing: Callable[[], None], explored: Explored, moves: Sequence[Any]) -> bool:
    """Do something on the service, and tell whether it can be asked further; raises what went wrong."""
    try:
        doing()
    except CouldNotTell as error:
        explored.ends_untold(moves, error)
        return False
    except DoesNotApply:
        return False
    except Exception as error:
        explored.fails(moves, error)
        raise
    return True


def _do(explorer: Explorer, move: Any) -> None:
    """Make a move, in the model first: what can be done next must not depend on what the service answers."""
    explorer.note(move)
    for words in move.words:
        explorer.perform(words)
    explorer.check()


def replay(make: Callable[[Callable[..., None]], Explorer], moves: Sequence[Any]) -> tuple[Scenario, dict[str, Any]]:
    """Do a sequence once more, as a scenario with its evidence; `make` is given what listens to exchanges.

    It went wrong before: where it now does not, nothing can be told.
    """
    recorder = Recorder()
    explorer = make(recorder.exchange)
    scenario = _scenario(explorer.opening, moves)
    recorder.begin(scenario)
    error = _follow(recorder, explorer, moves) or CouldNotTell(OTHERWISE, Cause.TARGET)
    blamed = explorer.blamed() if isinstance(error, Broken) else ()
    with suppress(CouldNotTell):
        explorer.close()
    return replace(scenario, sentences=blamed), record_of(recorder, ending_of(error))


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
    name = {0: "No act yet", 1: "One act"}.get(len(acts), f"A sequence of {len(acts)} acts")
    return Scenario(f"{FEATURE}:sequence", FEATURE, 1, name, (), 1, tuple(steps))
