"""Playwright: a process can run but one, so all of its targets share it."""

import contextlib
from collections.abc import Iterator
from contextlib import ExitStack
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Playwright


class Driver:
    """Runs for as long as somebody uses it."""

    def __init__(self) -> None:
        self._running: list[Playwright] = []
        self._users = 0
        self._end = ExitStack()

    @contextlib.contextmanager
    def used(self) -> "Iterator[Playwright]":
        """Use it.

        Raises ImportError where it is not there, and its own Error where it does not start.
        """
        from playwright.sync_api import sync_playwright

        if not self._users:
            self._running = [self._end.enter_context(sync_playwright())]
        self._users += 1
        try:
            yield self._running[0]
        finally:
            self._users -= 1
            if not self._users:
                self._end.close()


DRIVER = Driver()
