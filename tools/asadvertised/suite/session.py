"""One session of asking: the service, and the recorder that follows what is asked of it."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Self

import pytest

from asadvertised.suite.binding import ledger_of, scenario_of
from asadvertised.suite.recorder import Recorder
from asadvertised.target.client import Target, check_url
from asadvertised.target.contract import load_contract
from asadvertised.target.launch import Reference
from asadvertised.target.trials import Trials

RECORDER = pytest.StashKey[Recorder]()


@dataclass
class Asking:
    """What a session holds on to."""

    target: Target
    recorder: Recorder

    @classmethod
    @contextmanager
    def open(cls, session: pytest.Session, steps: Path) -> Iterator[Self]:
        """Open a session for the article whose steps stand in a folder."""
        config = session.config
        ledger = ledger_of(steps.parent.parent / "features" / steps.name)
        files = ledger.article.service
        recorder = Recorder()
        with ExitStack() as stack:
            url = config.getoption("--target") or stack.enter_context(Reference(files.reference)).url()
            contract = load_contract(ledger.folder / files.contract)
            timeout = config.getoption("--target-timeout")
            listener = None if config.getoption("--no-evidence") else recorder.exchange
            trials = Trials(config.getoption("--target-people"), config.getoption("--target-looks"), len(session.items))
            target = Target(check_url(url), contract, timeout, listener, trials=trials, measured=recorder.measure)
            stack.callback(target.close)
            yield cls(target, recorder)

    def begin(self, item: pytest.Item, feature_file: str, line: int) -> None:
        """Follow the scenario that a test is."""
        example = getattr(item, "callspec", None)
        row = dict(example.params.get("_pytest_bdd_example", {})) if example else {}
        self.recorder.begin(scenario_of(feature_file, line, row))
        item.stash[RECORDER] = self.recorder
