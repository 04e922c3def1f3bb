"""Run the scenarios of an article against a service, with pytest, apart from any project around it."""

import base64
import io
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, redirect_stdout
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

import pytest

from asadvertised.outcome import Cause, Outcome
from asadvertised.suite.masking import mask_again
from asadvertised.suite.reporting import ATTRIBUTE, PICTURES, SECRETS
from asadvertised.target.masking import Mask
from asadvertised.target.opening import mask_of

OWN_SETTINGS = Path(__file__).with_name("pytest.ini")
HOST_SETTINGS = ("PYTEST_ADDOPTS", "PYTEST_PLUGINS", "PYTEST_DISABLE_PLUGIN_AUTOLOAD")
PLUGINS = ("pytest_bdd.plugin", "xdist.plugin", "asadvertised.suite.plugin")
NOT_NEEDED = (
    *("cacheprovider", "debugging", "doctest", "faulthandler", "junitxml", "logging", "pastebin", "recwarn"),
    *("setuponly", "setupplan", "stepwise", "subtests", "threadexception", "unittest", "unraisableexception"),
)

Record = dict[str, Any]
Keep = Callable[[Record, Mapping[str, bytes]], None]


@dataclass
class SuiteRun:
    """What came of running a suite: a record for each scenario that was asked, and our own troubles, if any.

    `mask` knows every secret that any of its processes saw; nothing of what is here holds one of them. `pictures` are
    the bytes of those that records name, by their SHA-256.
    """

    records: dict[str, Record] = field(default_factory=dict)
    troubles: list[str] = field(default_factory=list)
    interrupted: bool = False
    output: str = ""
    pictures: dict[str, bytes] = field(default_factory=dict)
    mask: Mask = field(default_factory=Mask)

    def know(self, text: str) -> None:
        """Hide also the secrets of a text that no service saw, such as the address of a page."""
        self.mask.text(text)
        self.hide_secrets()

    def hide_secrets(self) -> None:
        """Mask all that was kept, now that every secret is known."""
        mask_again(self.records.values(), self.mask)
        self.troubles = [self.mask.text(trouble) for trouble in self.troubles]
        self.output = self.mask.text(self.output)


@dataclass(eq=False)
class Collector:
    """Listens to pytest, in the one process that all reports come to."""

    run: SuiteRun
    listener: Callable[[Record], None]
    keep: Keep | None = None

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Take a scenario's record; a failure without one is a trouble of ours."""
        for secret in getattr(report, SECRETS, ()):
            self.run.mask.remember(secret)
        # pytest keeps every report until the end, and would keep the pictures with it
        for digest, image in vars(report).pop(PICTURES, {}).items():
            self.run.pictures[digest] = base64.b64decode(image)
        record = getattr(report, ATTRIBUTE, None)
        if record is not None:
            self.run.records[record["id"]] = record
            if self.keep:
                mask_again([record], self.run.mask)
                self.keep(record, self.run.pictures)
            self.listener(record)
        elif report.failed:
            self.run.troubles.append(f"{report.nodeid}: {report.longreprtext}")

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        """Note scenarios that could not even be collected."""
        if report.failed:
            self.run.troubles.append(report.longreprtext)

    def pytest_keyboard_interrupt(self) -> None:
        """Note that somebody stopped the run."""
        self.run.interrupted = True

    def pytest_internalerror(self, excrepr: object) -> None:
        """Note a fault of pytest or of its plugins."""
        self.run.troubles.append(str(excrepr))


def run_suite(  # noqa: PLR0913  what a run is made of
    root: Path,
    name: str,
    target: str,
    *,
    timeout: float | None,
    workers: int,
    listener: Callable[[Record], None],
    keep: Keep | None = None,
    more: Sequence[str] = (),
) -> SuiteRun:
    """Ask every scenario of an article; `timeout` is in seconds, `listener` hears of each as it ends.

    `keep` has it before, with the pictures that there are, and with every secret hidden that is known by then.
    `more` are options of the plugin or of pytest itself.
    """
    run = SuiteRun(mask=mask_of(target))
    printed = io.StringIO()
    with _away_from_host_settings(), redirect_stdout(printed):
        code = pytest.main(
            [*_arguments(root, name, target, timeout, workers), *more], plugins=[Collector(run, listener, keep)]
        )
    run.output = printed.getvalue()
    if code in (pytest.ExitCode.USAGE_ERROR, pytest.ExitCode.NO_TESTS_COLLECTED) and not run.troubles:
        run.troubles.append(run.output[-2000:] or f"pytest ended with {code!r}")
    run.hide_secrets()
    return run


def ask_again(run: SuiteRun, ask: Callable[..., SuiteRun], more: Sequence[str], keep: Keep | None = None) -> SuiteRun:
    """Ask once more what broke down on the way, unless most did; what passes then is flaky, never plainly passed."""
    broken_down = [name for name, record in run.records.items() if record["cause"] == Cause.INFRASTRUCTURE]
    if not broken_down or run.interrupted or run.troubles or len(broken_down) > len(run.records) / 2:
        return run
    with named_in_a_file(broken_down) as only:
        keep_again = keep and (lambda record, pictures: keep(_on_a_repeat(run.records[record["id"]], record), pictures))
        repeated = ask(more=[*more, "--only", only], keep=keep_again)
    for name, record in repeated.records.items():
        run.records[name] = _on_a_repeat(run.records[name], record)
    run.pictures |= repeated.pictures
    run.interrupted, run.troubles = repeated.interrupted, repeated.troubles
    for secret in repeated.mask.news():
        run.mask.remember(secret)
    run.hide_secrets()
    return run


@contextmanager
def named_in_a_file(scenarios: Iterable[str]) -> Iterator[str]:
    """Give the path of a file that names scenarios, for the plugin's --only."""
    with NamedTemporaryFile("w", encoding="utf-8", suffix=".txt") as only:
        only.write("\n".join(scenarios))
        only.flush()
        yield only.name


def _on_a_repeat(before: Record, now: Record) -> Record:
    if now["outcome"] != Outcome.PASSED:
        return now
    reason = f"Kept only when it was asked again. The first time: {before['reason']}"
    return {**now, "qualifier": "flaky", "reason": reason, "asked_again": True}


def _arguments(root: Path, name: str, target: str, timeout: float | None, workers: int) -> list[str]:
    plugins = [part for plugin in PLUGINS for part in ("-p", plugin)]
    lean = [part for plugin in NOT_NEEDED for part in ("-p", f"no:{plugin}")]
    parallel = ["-n", str(workers)] if workers > 1 else []
    settings = ["--rootdir", str(root), "--config-file", str(OWN_SETTINGS), "--confcutdir", str(root / "steps")]
    waiting = ["--target-timeout", str(timeout)] if timeout is not None else []
    asked = ["--target", target, *waiting, str(root / "steps" / name)]
    quiet = ["--assert=plain", "--capture=no", "--tb=native", "-q"]  # other tracebacks cost more than a scenario
    return [*plugins, *lean, *parallel, *settings, *quiet, *asked]


@contextmanager
def _away_from_host_settings() -> Iterator[None]:
    """Keep the plugins and options of the environment around us out of the run."""
    before = {name: os.environ.pop(name, None) for name in HOST_SETTINGS}
    os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
    try:
        yield
    finally:
        del os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"]
        os.environ.update({name: value for name, value in before.items() if value is not None})
