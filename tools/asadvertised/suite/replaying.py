"""A session whose service is a record, told again at the time that it was then."""

import json
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import datetime
from pathlib import Path

import time_machine

from asadvertised.article.ledger import Ledger
from asadvertised.article.scenarios import Scenario
from asadvertised.suite.chance import ORDER
from asadvertised.suite.recorder import Recorder
from asadvertised.target.client import Target
from asadvertised.target.contract import load_contract
from asadvertised.target.hearing import Hearers
from asadvertised.target.opening import Wishes
from asadvertised.target.pages.doors import load_doors
from asadvertised.target.replay.opening import open_replayed
from asadvertised.target.replay.replayed import Replayed
from asadvertised.target.replay.tape import Tape

Rewind = Callable[[Scenario], None]


@contextmanager
def replaying(file: Path, ledger: Ledger, recorder: Recorder, asked: int) -> Iterator[tuple[Target, Recorder, Rewind]]:
    """Open the service of a record, and give what puts it to the beginning of a scenario."""
    record = json.loads(file.read_bytes())
    told = {scenario["id"]: scenario for scenario in record["scenarios"]}
    files = ledger.article.service
    contract, doors = load_contract(ledger.folder / files.contract), load_doors(ledger.folder, files.pages)
    hearers = Hearers(repeat=recorder.repeat, measured=recorder.measure)
    with ExitStack() as stack:
        target = open_replayed(record["run"], contract, ledger.article.capability, Wishes(asked=asked), hearers, doors)
        stack.callback(target.close)
        recorder.mask = target.mask
        target.ends_with_the_run = True
        clock = stack.enter_context(time_machine.travel(datetime.fromisoformat(record["run"]["started"])))
        yield target, recorder, lambda scenario: _rewind(target, recorder, told[scenario.id], clock)


def _rewind(target: Replayed, recorder: Recorder, told: dict[str, object], clock: time_machine.Traveller) -> None:
    recorder.tape = Tape(told, lambda started: clock.move_to(datetime.fromisoformat(started)))
    ORDER.begin(recorder.tape.seed)
    target.rewind(recorder.tape)
