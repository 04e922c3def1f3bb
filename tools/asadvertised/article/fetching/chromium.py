"""A Chromium of our own, which ends when we say so: a page whose script never ends holds its driver for ever."""

import contextlib
import os
import shutil
import signal
import subprocess
import tempfile
import time
from pathlib import Path
from typing import Self

from asadvertised.article.fetching.guard import Lines
from asadvertised.errors import ConfigurationError

PLACE = "ASADVERTISED_CHROMIUM"
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
SHELLS = ("chromium-headless-shell", "chrome-headless-shell")
MEND = f"install Chromium, or name it by {PLACE}, or do without --browser"
QUIETLY = (
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--no-default-browser-check",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-extensions",
)
FLAGS = (
    "--headless",
    *QUIETLY,
    "--dns-prefetch-disable",
    "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",
    "--host-resolver-rules=MAP * ~NOTFOUND",
    "--proxy-server=http://nowhere.invalid:9",
    "--proxy-bypass-list=<-loopback>",
    "--remote-debugging-port=0",
)
LOOKS_EVERY_S = 0.05


class Chromium:
    """A running browser with a profile that lasts as long as it does, and no way to any network."""

    def __init__(self, fallback: str, lines: Lines) -> None:
        self._path = chromium_path(fallback)
        self._lines = lines
        self._profile = Path(tempfile.mkdtemp(prefix="asadvertised-"))
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
        self._process = subprocess.Popen(  # noqa: S603  the user's own browser
            [self._path, *FLAGS, *sandbox, f"--user-data-dir={self._profile}", "about:blank"],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        self._lines.at_the_end(self.end)
        return self

    def __exit__(self, *_: object) -> None:
        self.end()

    def end(self) -> None:
        """End the browser with all its processes, and remove its profile; twice does no harm."""
        if self._process:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait(10)
        shutil.rmtree(self._profile, ignore_errors=True)

    def address(self, timeout: float) -> str:
        """Give where its driver finds it; raise OSError if it does not come up in time (seconds)."""
        told, end = self._profile / "DevToolsActivePort", time.monotonic() + timeout
        while time.monotonic() < end and self._process and self._process.poll() is None:
            with contextlib.suppress(OSError, ValueError):
                port, path = told.read_text(encoding="ascii").split()
                return f"ws://127.0.0.1:{port}{path}"
            time.sleep(LOOKS_EVERY_S)
        raise OSError("it did not start")


def chromium_path(fallback: str = "", *, bare: bool = False) -> str:
    """Find a browser: the one that is named, one on the path, or the driver's own; raise ConfigurationError.

    A `bare` one, without what people see of a browser, renders alike and costs a third; it has no settings of its own.
    """
    named = os.environ.get(PLACE, "")
    if named and not shutil.which(named):
        raise ConfigurationError(f"{named!r} is no program", PLACE, MEND)
    names = [named] if named else [*(SHELLS if bare else ()), *NAMES]
    found = next(filter(None, map(shutil.which, names)), None)
    found = found or (fallback if Path(fallback).is_file() else None)
    if not found:
        raise ConfigurationError("no browser was found", "--browser", MEND)
    return found
