"""One session of asking: the service, and the recorder that follows what is asked of it."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Self

import pytest

from asadvertised.article.scenarios import Scenario
from asadvertised.outcome import Broken, CouldNotTell
from asadvertised.suite.binding import ledger_of, scenario_of
from asadvertised.suite.recorder import Keeping, Recorder
from asadvertised.target.client import Target
from asadvertised.target.contract import load_contract
from asadvertised.target.hearing import Hearers
from asadvertised.target.launch import Reference
from asadvertised.target.opening import Wishes, open_target
from asadvertised.target.pages.doors import load_doors

RECORDER = pytest.StashKey[Recorder]()


def wishes_of(config: pytest.Config, asked: int) -> Wishes:
    """Read what a run says of reaching the service; each of several processes takes its part of the rate."""
    rate, journal = config.getoption("--rate"), config.getoption("--journal")
    workers = getattr(config, "workerinput", {}).get("workercount", 1)
    return Wishes(
        timeout=config.getoption("--target-timeout"),
        rate=rate / workers if rate else None,
        journal=Path(journal) if journal else None,
        people=config.getoption("--target-people"),
        looks=config.getoption("--target-looks"),
        asked=asked,
        browser=not config.getoption("--no-browser"),
    )


@dataclass
class Asking:
    """What a session holds on to."""

    target: Target
    recorder: Recorder
    rewind: Callable[[Scenario], None] | None = None

    @classmethod
    @contextmanager
    def open(cls, session: pytest.Session, steps: Path) -> Iterator[Self]:
        """Open a session for the article whose steps stand in a folder."""
        config = session.config
        ledger = ledger_of(steps.parent.parent / "features" / steps.name)
        files = ledger.article.service
        recorder = Recorder(Keeping(config.getoption("--evidence")), Keeping(config.getoption("--pictures")))
        with ExitStack() as stack:
            if record := config.getoption("--replay"):
                from asadvertised.suite.replaying import replaying

                yield cls(*stack.enter_context(replaying(Path(record), ledger, recorder, len(session.items))))
                return
            url = config.getoption("--target") or stack.enter_context(Reference(files.reference)).url()
            contract = load_contract(ledger.folder / files.contract)
            wishes = wishes_of(config, len(session.items))
            doors, hearers = load_doors(ledger.folder, files.pages), hearers_of(recorder)
            target = open_target(url, contract, ledger.article.capability, wishes, hearers, doors)
            recorder.mask = target.mask
            target.ends_with_the_run = config.getoption("--ends-with-the-run") or not config.getoption("--target")
            stack.callback(target.close)
            yield cls(target, recorder)

    def begin(self, item: pytest.Item, feature_file: str, line: int) -> None:
        """Follow the scenario that a test is."""
        example = getattr(item, "callspec", None)
        row = dict(example.params.get("_pytest_bdd_example", {})) if example else {}
        scenario = scenario_of(feature_file, line, row)
        self.recorder.begin(scenario)
        if self.rewind:
            self.rewind(scenario)
        item.stash[RECORDER] = self.recorder

    def look_where_it_went_wrong(self, error: BaseException) -> None:
        """Have the pages shown that stood open when a step ended so; no trouble of a camera takes a verdict's place."""
        if isinstance(error, Broken | CouldNotTell):
            with suppress(Exception):
                self.target.take_pictures()


def hearers_of(recorder: Recorder) -> Hearers:
    """Let a recorder hear of what it keeps, and of nothing else."""
    listener = None if recorder.keeping is Keeping.NONE else recorder.exchange
    picture = None if recorder.keeping_pictures is Keeping.NONE else recorder.picture
    every = recorder.keeping_pictures is Keeping.ALL
    observed = None if recorder.keeping is Keeping.NONE else recorder.observe
    return Hearers(listener, recorder.repeat, recorder.measure, observed, picture, every_picture=every)
