"""What is seen while one scenario runs: its steps, their exchanges, and how it ended."""

import platform
import time
import traceback
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any

from asadvertised import __version__
from asadvertised.article.scenarios import Scenario
from asadvertised.errors import ConfigurationError
from asadvertised.outcome import Broken, Cause, CouldNotTell, NotOffered, Outcome, Verdict
from asadvertised.suite.chance import ORDER
from asadvertised.target.exchange import Evidence
from asadvertised.target.masking import Mask
from asadvertised.target.picture import Picture
from asadvertised.target.replay.tape import Tape
from asadvertised.target.trials import Measurement

MOST_EXCHANGES = 200  # an experiment brings thousands, each like the others

MOST_TOLD = 300


@dataclass
class StepSeen:
    """One step while it runs, and after; times are seconds on a clock of its own."""

    keyword: str
    text: str
    outcome: Outcome = Outcome.UNTESTED
    started: float = 0.0
    duration_s: float = 0.0
    exchanges: list[Evidence] = field(default_factory=list)
    left_out: int = 0
    observations: list[Evidence] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)
    ended: bool = False

    def keep(self, exchange: Evidence) -> None:
        """Keep an exchange, or count that it is not kept."""
        if len(self.exchanges) < MOST_EXCHANGES:
            self.exchanges.append(exchange)
        else:
            self.left_out += 1

    def end(self, outcome: Outcome) -> None:
        """Note how the step ended."""
        self.outcome = outcome
        self.ended = True
        self.duration_s = time.perf_counter() - self.started


@dataclass
class Ending:
    """How a scenario ended, in plain values."""

    outcome: Outcome = Outcome.PASSED
    reason: str = ""
    cause: Cause | None = None
    promised: str = ""
    seen: str = ""
    qualifier: str = ""
    capability: str = ""
    sides: tuple[dict[str, Any], ...] = ()


class Keeping(StrEnum):
    """Of which scenarios exchanges, or pictures, are kept; a pass that needed a repeat counts as failed here."""

    NONE = "none"
    FAILED = "failed"
    ALL = "all"


@dataclass
class Recorder:
    """Follows one scenario; before and after it, what is exchanged is nobody's evidence.

    `mask` knows what must not be shown of it.
    """

    keeping: Keeping = Keeping.ALL
    keeping_pictures: Keeping = Keeping.FAILED
    mask: Mask = field(default_factory=Mask)
    scenario: Scenario | None = None
    steps: list[StepSeen] = field(default_factory=list)
    running: StepSeen | None = None
    started: float = 0.0
    repeats: list[str] = field(default_factory=list)
    experiments: list[Measurement] = field(default_factory=list)
    tape: Tape | None = None

    def begin(self, scenario: Scenario) -> None:
        """Follow a scenario from here on: all its steps are untested yet."""
        self.scenario = scenario
        self.steps = [StepSeen(keyword, text) for keyword, text in scenario.steps]
        self.running = None
        self.repeats = []
        self.experiments = []
        ORDER.begin()
        self.started = time.perf_counter()

    def repeat(self, why: str) -> None:
        """Note that something had to be sent again."""
        self.repeats.append(why)

    def begin_step(self) -> None:
        """Follow the next step."""
        self.running = next(step for step in self.steps if not step.ended)
        self.running.started = time.perf_counter()

    def end_step(self, error: BaseException | None = None) -> None:
        """Note how the running step ended."""
        if self.running:
            self.running.end(ending_of(error).outcome)
        self.running = None

    def exchange(self, exchange: Evidence) -> None:
        """Keep an exchange as evidence of the running step."""
        if self.running:
            self.running.keep(exchange)

    def observe(self, observation: Evidence) -> None:
        """Keep what somebody was told at a page as evidence of the running step."""
        if self.running:
            self.running.observations.append(observation)

    def picture(self, picture: Picture) -> None:
        """Keep a picture as evidence of the running step, once."""
        if self.running and picture not in self.running.pictures:
            self.running.pictures.append(picture)

    def measure(self, measurement: Measurement) -> None:
        """Keep what an experiment of the scenario measured."""
        self.experiments.append(measurement)


def ending_of(error: BaseException | None) -> Ending:
    """Tell a verdict from a fault of the configuration, and both from one of ours."""
    if error is None:
        return Ending()
    if isinstance(error, Broken):
        sides = tuple(map(asdict, error.sides))
        return Ending(error.outcome, error.reason, promised=error.promised, seen=error.seen, sides=sides)
    if isinstance(error, CouldNotTell):
        return Ending(error.outcome, error.reason, cause=error.cause, qualifier=error.qualifier)
    if isinstance(error, Verdict):
        capability = error.capability if isinstance(error, NotOffered) else ""
        return Ending(error.outcome, error.reason, qualifier=error.qualifier, capability=capability)
    if isinstance(error, ConfigurationError):
        return Ending(Outcome.CANT_TELL, str(error), cause=Cause.CONFIGURATION)
    return Ending(Outcome.CANT_TELL, fault_of_ours(error), cause=Cause.HARNESS)


def fault_of_ours(error: BaseException) -> str:
    """Say what went wrong, where, and what a report of it needs."""
    calls = traceback.extract_tb(error.__traceback__)
    place = f" at {Path(calls[-1].filename).name}:{calls[-1].lineno} in {calls[-1].name}" if calls else ""
    what = f"{type(error).__name__}: {error}"[:MOST_TOLD]
    versions = f"asadvertised {__version__} and Python {platform.python_version()}"
    return f"A fault of ours: {what}{place} (please report this line, with {versions}, and what stands before it)"
