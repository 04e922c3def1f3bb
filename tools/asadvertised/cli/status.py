"""A line on a terminal that says how far things are, and goes without a trace; elsewhere there is none.

The cursor is left where the line begins. So whatever a terminal makes of it when it is resized stands after the cursor,
where one sequence erases it, and what comes next, of ours or of a shell, takes its place.
"""

import os
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from types import TracebackType
from typing import Self, TextIO

from asadvertised.report.words import one_line

ERASE = "\x1b[J"
RED, PLAIN = "\x1b[1;31m", "\x1b[0m"
NO_TERMINALS = ("dumb", "unknown")
USUAL_COLUMNS = 80
REST_S = 0.1
SEPARATOR = ", "
Clock = Callable[[], float]


class StatusLine:
    """What is said while work goes on: lines that stay, and one that does not; it has no escapes but our own."""

    def __init__(self, out: TextIO | None = None, *, quiet: bool = False, clock: Clock = time.monotonic) -> None:
        self._out = out or sys.stderr
        self._clock = clock
        self._shown = ""
        self._drawn_at = -REST_S
        self.quiet = quiet
        self.live = not quiet and self._out.isatty() and os.environ.get("TERM") not in NO_TERMINALS
        self._red = self.live and not os.environ.get("NO_COLOR")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._shown = ""
        self._draw("")

    def say(self, line: str, alarm: str = "") -> None:
        """Say something that stays, behind a word of `alarm` if there is one."""
        if self.quiet:
            return
        word = f"{RED}{alarm}{PLAIN}" if alarm and self._red else alarm
        self._draw(f"{word}{': ' if alarm else ''}{one_line(line)}\n")

    def show(self, parts: Sequence[str]) -> None:
        """Show what stands until the next: as much of it as one line has room for, the first parts first."""
        if self.live:
            self._shown = _fitting([one_line(part) for part in parts if part], self._columns() - 1)
            if self._clock() - self._drawn_at >= REST_S:
                self._drawn_at = self._clock()
                self._draw("")

    @contextmanager
    def aside(self) -> Iterator[None]:
        """Make room for what others say on the same terminal."""
        if self.live:
            self._out.write(f"\r{ERASE}")
            self._out.flush()
        yield
        self._draw("")

    def _draw(self, first: str) -> None:
        """Write what stays, and what was shown below it."""
        if self.live:
            shown = self._shown[: max(self._columns() - 1, 0)]
            start = f"\r{ERASE}{first}" if first else "\r"
            self._out.write(f"{start}{shown}{ERASE}\r")
        else:
            self._out.write(first)
        self._out.flush()

    def _columns(self) -> int:
        try:
            return os.get_terminal_size(self._out.fileno()).columns or USUAL_COLUMNS
        except (OSError, ValueError):
            return USUAL_COLUMNS


def _fitting(parts: Sequence[str], room: int) -> str:
    """Join as many parts as there is room for; the first is cut before nothing is said."""
    line = parts[0][: max(room, 0)] if parts else ""
    for part in parts[1:]:
        if len(line) + len(SEPARATOR) + len(part) > room:
            break
        line += f"{SEPARATOR}{part}"
    return line
