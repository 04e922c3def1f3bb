"""Measure our report of 10,000 scenarios beside pytest-html's and Allure's of the same results: `make bench`.

A peer's writing time is how much longer its run takes than one without it, and for Allure the making of its page too.
Pages are opened in one and the same Chromium: when something is first painted (in turn, so that the machine's moods
are shared; the median), when the page has loaded, when the first failure can be read, and of how many nodes it then is.
"""

import json
import os
import shlex
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import median
from typing import Any

from playwright.sync_api import Page, sync_playwright

HERE = Path(__file__).resolve().parent
PEERS = Path(sys.argv[1])  # an environment with pytest-html and Allure in it
sys.path.insert(0, str(HERE.parent))
from chromium import ARGUMENTS, the_browser  # noqa: E402  it stands beside the tests

PAINTED = """() => new Promise(done => new PerformanceObserver(seen => {
  const [first] = seen.getEntriesByName("first-contentful-paint");
  if (first) done(first.startTime);
}).observe({ type: "paint", buffered: true }))"""
LOADED = "performance.getEntriesByType('navigation')[0].loadEventEnd"
NODES = "document.querySelectorAll('*').length"
TIMES = 21  # of what is so short that the machine's own unrest shows in it
MEGABYTE = 1_000_000
FIRST_ROW = {"ours": ".scenario.failed .name", "pytest-html": "tr.collapsible td", "allure": "text=/\\b9,?900\\b|99%/"}


@dataclass(frozen=True)
class Figures:
    """What a report cost: seconds to write, megabytes on the disk and in memory, and milliseconds in a browser."""

    seconds: float
    size: float
    memory: float
    painted: float = 0.0
    loaded: float = 0.0
    readable: float = 0.0
    nodes: int = 0


def run(*command: str, **environment: str) -> tuple[float, float, str]:
    """Run a command, and give seconds, the most megabytes that it used, and what it printed."""
    timed = [sys.executable, str(HERE / "timed.py"), *command]
    done = subprocess.run(timed, capture_output=True, text=True, check=True, env={**os.environ, **environment})
    told = json.loads(done.stderr.splitlines()[-1])
    return told["seconds"], told["peak_mb"], done.stdout


def ours(folder: Path) -> Figures:
    """Write our report."""
    _, _, said = run(sys.executable, str(HERE / "our_report.py"), str(folder))
    told = json.loads(said.splitlines()[-1])
    return Figures(told["seconds"], _size(folder / "index.html"), told["peak_mb"])


def pytest_run(peer: str, *options: str) -> tuple[float, float]:
    """Run the peer's tests; give seconds and megabytes."""
    options = (*options, "-q", "--no-header", "--tb=line", "-p", "no:cacheprovider", "--noconftest", "-c", os.devnull)
    command = [str(PEERS / "bin" / "python"), "-m", "pytest", str(HERE / "peer_report.py"), *options]
    seconds, memory, _ = run("sh", "-c", f"{shlex.join(command)} > {os.devnull} 2>&1 || true", PEER=peer)
    return seconds, memory


def pytest_html(folder: Path, plain: float) -> Figures:
    """Write pytest-html's report."""
    page = folder / "index.html"
    seconds, memory = pytest_run("html", f"--html={page}", "--self-contained-html")
    return Figures(seconds - plain, _size(page), memory)


def allure(folder: Path, plain: float) -> Figures:
    """Write Allure's report."""
    command = str(PEERS / "node_modules" / ".bin" / "allure")
    seconds, memory = pytest_run("allure", f"--alluredir={folder / 'raw'}")
    made, more, _ = run(command, "generate", "--single-file", "-o", str(folder / "page"), str(folder / "raw"))
    (folder / "page" / "index.html").rename(folder / "index.html")
    return Figures(seconds - plain + made, _size(folder / "index.html"), max(memory, more))


def _size(file: Path) -> float:
    return file.stat().st_size / MEGABYTE


@contextmanager
def browser() -> Iterator[Page]:
    """Open a browser."""
    with sync_playwright() as running:
        chromium = running.chromium.launch(executable_path=the_browser(), args=ARGUMENTS)
        yield chromium.new_page(viewport={"width": 1440, "height": 900})
        chromium.close()


def painted(page: Path) -> float:
    """Give when something of a report is first painted (milliseconds), in a browser of its own."""
    with browser() as tab:
        tab.goto(page.as_uri(), wait_until="commit")
        return float(tab.evaluate(PAINTED))


def opened(name: str, page: Path, figures: Figures) -> Figures:
    """Open a report, and add what that took."""
    with browser() as tab:
        tab.set_default_timeout(300_000)
        begun = time.perf_counter()
        tab.goto(page.as_uri(), wait_until="load")
        tab.locator(FIRST_ROW[name]).first.wait_for(state="attached")
        readable = (time.perf_counter() - begun) * 1000
        told: dict[str, Any] = {"loaded": tab.evaluate(LOADED), "readable": readable, "nodes": tab.evaluate(NODES)}
    return replace(figures, **told)


def line(name: str, found: Figures) -> str:
    """Say what a report cost in one line."""
    written = f"{found.seconds:6.1f} s to write {found.size:6.1f} MB, at most {found.memory:5.0f} MB in memory"
    shown = f"painted after {found.painted:6.0f} ms, loaded {found.loaded:6.0f} ms, readable {found.readable:6.0f} ms"
    return f"{name:12} {written}; {shown}, {found.nodes} nodes\n"


def main() -> int:
    """Measure all three, and fail where a peer is faster, smaller or painted before."""
    with tempfile.TemporaryDirectory() as name:
        folders = {peer: Path(name) / peer for peer in FIRST_ROW}
        for folder in folders.values():
            folder.mkdir()
        plain, _ = pytest_run("")
        found = {"ours": ours(folders["ours"]), "pytest-html": pytest_html(folders["pytest-html"], plain)}
        found |= {"allure": allure(folders["allure"], plain)}
        pages = {peer: folder / "index.html" for peer, folder in folders.items()}
        paints = [{peer: painted(page) for peer, page in pages.items()} for _ in range(TIMES)]
        measured = {peer: opened(peer, pages[peer], figures) for peer, figures in found.items()}
    for peer, figures in measured.items():
        measured[peer] = replace(figures, painted=median(one[peer] for one in paints))
    for peer, figures in measured.items():
        sys.stdout.write(line(peer, figures))
    return _verdict(measured)


def _verdict(measured: dict[str, Figures]) -> int:
    mine = measured.pop("ours")
    lost = [
        f"{peer} is better by {what}"
        for peer, theirs in measured.items()
        for what in ("seconds", "size", "painted")
        if getattr(theirs, what) <= getattr(mine, what)
    ]
    sys.stdout.write("".join(f"{one}\n" for one in lost) or "Ours is written faster, is smaller, and paints first.\n")
    return 1 if lost else 0


if __name__ == "__main__":
    sys.exit(main())
