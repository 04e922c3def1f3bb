"""A browser that does not answer holds whoever waits for it, for ever: it is ended from beside."""

import contextlib
import os
import signal
from collections.abc import Iterator
from threading import Timer
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Browser


class Watch:
    """Ends the browsers that it knows once one of them has not answered in time; `struck` says that it has."""

    def __init__(self) -> None:
        self.struck = False
        self._processes: list[int] = []

    def know(self, browser: "Browser") -> None:
        """Know the process of a browser."""
        session = browser.new_browser_cdp_session()
        told = session.send("SystemInfo.getProcessInfo")["processInfo"]
        session.detach()
        self._processes += [int(process["id"]) for process in told if process["type"] == "browser"]

    def forget(self) -> None:
        """Forget browsers that have ended: others may have their numbers now."""
        self._processes.clear()

    @contextlib.contextmanager
    def over(self, seconds: float) -> Iterator[None]:
        """Watch over whatever is done with a browser."""
        self.struck = False
        timer = Timer(seconds, self._strike)
        timer.daemon = True
        timer.start()
        try:
            yield
        finally:
            timer.cancel()

    def _strike(self) -> None:
        self.struck = True
        for process in self._processes:
            with contextlib.suppress(OSError):
                os.kill(process, signal.SIGKILL)
        self.forget()
