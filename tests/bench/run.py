"""Measure a whole check against its floor and a peer, in one run: `make bench`.

The suite asks a service; the floor sends the very same requests in a bare loop over one connection; behave runs
scenarios of the same shape, whose steps send the same requests as its users would: a session for each of those who
ask, and the answer read as JSON. It keeps no evidence. Start-up, collection, and scenarios that read pages, which
neither of the others does, are left out of all three.
"""

import re
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import captured
import requests

from asadvertised.article.ledger import load_ledger
from asadvertised.content import own_root
from asadvertised.suite.recorder import Recorder
from asadvertised.suite.run import named_in_a_file, run_suite
from asadvertised.target import client

HERE = Path(__file__).resolve().parent
NAME = "personalization"
ROUNDS = 3
MOST_TIMES_THE_FLOOR = 1.5
READS_PAGES = re.compile(r"over plain HTTP|in a browser|browser of their own|help article|the article")


@contextmanager
def fresh_service() -> Iterator[str]:
    """Start the reference anew, with identifiers in the order in which they came before."""
    command = [sys.executable, str(HERE / "seeded.py"), "--until-stdin-closes"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdin
        assert process.stdout
        yield process.stdout.readline().strip()
        process.stdin.close()


class Clock:
    """Measures from the start of the first scenario to the end of the last."""

    def __init__(self) -> None:
        self.first: float | None = None
        self.last = 0.0
        self.count = 0

    def heard(self, record: dict[str, Any]) -> None:
        """Note that a scenario ended."""
        self.last = time.perf_counter()
        self.first = self.first if self.first is not None else self.last - record["duration_s"]
        self.count += 1
        assert record["outcome"] == "passed" or record["qualifier"] == "notLookedAt", record

    @property
    def seconds(self) -> float:
        """What it took in all."""
        assert self.first is not None
        return self.last - self.first


def capture() -> list[captured.Asked]:
    """Run the suite once, and note what it sends."""
    asked: list[captured.Asked] = []
    recorders: list[Recorder] = []
    begin, send = Recorder.begin, client.Target.send

    def noting_begin(self: Recorder, scenario: Any) -> None:
        recorders[:] = [self]
        asked.append(captured.Asked(scenario.id, list(scenario.steps)))
        begin(self, scenario)

    def noting_send(
        self: Any, operation: Any, agent: Any, request: requests.PreparedRequest, *, repeatable: bool | None = None
    ) -> Any:
        running = recorders[0].running
        step = recorders[0].steps.index(running) if running else captured.AFTER
        body = request.body.decode() if isinstance(request.body, bytes) else request.body
        path = str(request.url).removeprefix(self.url)
        headers = {name: value for name, value in request.headers.items() if name != "Content-Length"}
        asked[-1].sent.setdefault(step, []).append(captured.Sent(str(request.method), path, headers, body, agent.name))
        return send(self, operation, agent, request, repeatable=repeatable)

    Recorder.begin, client.Target.send = noting_begin, noting_send  # type: ignore[method-assign]
    try:
        check()
    finally:
        Recorder.begin, client.Target.send = begin, send  # type: ignore[method-assign]
    return asked


def check() -> Clock:
    """Ask every scenario, with its evidence."""
    clock = Clock()
    scenarios = load_ledger(own_root() / "features" / NAME).scenarios
    asking = [one.id for one in scenarios if not any(READS_PAGES.search(text) for _, text in one.steps)]
    with fresh_service() as url, named_in_a_file(asking) as only:
        more = ["--no-browser", "--only", only]
        run = run_suite(own_root(), NAME, url, timeout=10, workers=1, listener=clock.heard, more=more)
    assert not run.troubles, run.troubles
    return clock


def floor(scenarios: list[captured.Asked]) -> float:
    """Send the same requests in a bare loop over one connection, and give the seconds that it took."""
    every = [sent for scenario in scenarios for sent in scenario.in_order()]
    with fresh_service() as url, captured.a_session() as session:
        session.trust_env = False
        started = time.perf_counter()
        statuses = [captured.send(session, url, sent).status_code for sent in every]
        seconds = time.perf_counter() - started
    refused = [sent for sent, status in zip(every, statuses, strict=True) if status >= requests.codes.bad_request]
    assert not refused, f"{len(refused)} requests were refused, so that the floor would be too low: {refused[0]}"
    return seconds


def behave(scenarios: list[captured.Asked]) -> float:
    """Run the same scenarios by behave, and give the seconds that it took."""
    with tempfile.TemporaryDirectory() as name, fresh_service() as url:
        folder = Path(name)
        (folder / "steps").mkdir()
        captured.write(folder / "captured.json", scenarios)
        for file, place in (("peer_environment.py", "environment.py"), ("peer_steps.py", "steps/steps.py")):
            (folder / place).write_text((HERE / file).read_text(encoding="utf-8"), encoding="utf-8")
        (folder / "all.feature").write_text(_feature(scenarios), encoding="utf-8")
        command = [
            sys.executable,
            "-m",
            "behave",
            "--format",
            "null",
            "--no-summary",
            "--no-capture",
            "-D",
            f"url={url}",
        ]
        done = subprocess.run(
            [*command, str(folder)],
            cwd=folder,
            env={"PYTHONPATH": str(HERE)},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
        return float((folder / "seconds.txt").read_text(encoding="utf-8"))


def _feature(scenarios: list[captured.Asked]) -> str:
    lines = ["Feature: The same scenarios"]
    for scenario in scenarios:
        lines += [f"  Scenario: {scenario.name}", *(f"    {keyword} {text}" for keyword, text in scenario.steps)]
    return "\n".join(lines) + "\n"


def main() -> int:
    """Measure, and say the ratios of the medians."""
    scenarios = capture()
    exchanges = sum(len(scenario.in_order()) for scenario in scenarios)
    rounds = [(check().seconds, floor(scenarios), behave(scenarios)) for _ in range(ROUNDS)]
    ours, bare, peer = (statistics.median(column) for column in zip(*rounds, strict=True))
    count = len(scenarios)
    sys.stdout.write(
        f"{count} scenarios, {exchanges} exchanges, median of {ROUNDS} rounds\n"
        f"check:     {ours:6.2f} s  {ours / count * 1000:5.1f} ms per scenario\n"
        f"bare loop: {bare:6.2f} s  {bare / count * 1000:5.1f} ms per scenario\n"
        f"behave:    {peer:6.2f} s  {peer / count * 1000:5.1f} ms per scenario\n"
        f"check / bare loop: {ours / bare:.2f} (at most {MOST_TIMES_THE_FLOOR})\n"
        f"check / behave:    {ours / peer:.2f} (below 1)\n"
        f"largest memory of the checking process: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB\n"
    )
    return int(ours / bare > MOST_TIMES_THE_FLOOR or ours >= peer)


if __name__ == "__main__":
    sys.exit(main())
