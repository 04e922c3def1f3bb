"""A terminal for tests to write to: one end of a pseudo-terminal, and what a reader would see at the other."""

import fcntl
import os
import pty
import re
import select
import struct
import termios
from dataclasses import dataclass, field
from typing import Self, TextIO

PIECES = re.compile(r"\x1b\[[0-9;]*[A-Za-z]|.", re.DOTALL)


@dataclass
class Row:
    """A row of the screen; one that `goes_on` was too long, and the next is the rest of it."""

    text: str = ""
    goes_on: bool = False


@dataclass
class Screen:
    """What stands on a screen, whose lines are wrapped anew when it is resized, as most terminals do, or are not."""

    width: int
    rows: list[Row] = field(default_factory=lambda: [Row()])
    row: int = 0
    column: int = 0

    @property
    def text(self) -> list[str]:
        """The rows, without those at the end that are empty."""
        return "\n".join(row.text.rstrip() for row in self.rows).rstrip("\n").split("\n")

    def feed(self, written: str) -> None:
        """Take what was written; raises AssertionError for an escape that the display has no need of."""
        for piece in PIECES.findall(written):
            if piece == "\r":
                self.column = 0
            elif piece == "\n":
                self._down()
            elif piece == "\x1b[J":
                self._erase()
            elif not re.fullmatch(r"\x1b\[[0-9;]*m", piece):
                assert piece.isprintable(), repr(piece)
                self._put(piece)

    def resize(self, width: int, *, wraps: bool) -> None:
        """Make it narrower or wider; the cursor stays at its letter."""
        self.width = width
        if not wraps:
            self.rows = [Row(row.text[:width]) for row in self.rows]
            self.column = min(self.column, width - 1)
            return
        old, at = self.rows, (self.row, self.column)
        self.rows, start = [], 0
        for number in range(len(old)):
            if number and old[number - 1].goes_on:
                continue
            end = next(i for i in range(number, len(old)) if not old[i].goes_on)
            before = sum(len(old[i].text) for i in range(number, min(at[0], end)))
            start = len(self.rows)
            self._wrap("".join(old[i].text for i in range(number, end + 1)))
            if number <= at[0] <= end:
                self.row, self.column = start + (before + at[1]) // width, (before + at[1]) % width

    def _wrap(self, line: str) -> None:
        parts = [line[i : i + self.width] for i in range(0, len(line), self.width)] or [""]
        self.rows += [Row(part, goes_on=part is not parts[-1]) for part in parts]

    def _down(self) -> None:
        self.row += 1
        if self.row == len(self.rows):
            self.rows.append(Row())

    def _erase(self) -> None:
        self.rows = self.rows[: self.row + 1]
        self.rows[-1] = Row(self.rows[-1].text[: self.column])

    def _put(self, letter: str) -> None:
        if self.column == self.width:
            self.rows[self.row].goes_on = True
            self._down()
            self.column = 0
        row = self.rows[self.row]
        row.text = row.text[: self.column].ljust(self.column) + letter + row.text[self.column + 1 :]
        self.column += 1


class Terminal:
    """A pseudo-terminal of some width; `out` is what programs write to."""

    def __init__(self, width: int = 80) -> None:
        self.reader, self.writer = pty.openpty()
        self.out: TextIO = os.fdopen(os.dup(self.writer), "w", encoding="utf-8")
        self.screen = Screen(width)
        self.raw = ""
        self._pending = b""
        self._set_width(width)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.out.close()
        os.close(self.reader)
        os.close(self.writer)

    def look(self, wait_s: float = 0.0) -> list[str]:
        """Give what stands on the screen now, or once something more was written."""
        while select.select([self.reader], [], [], wait_s)[0]:
            wait_s = 0.0
            self._pending += os.read(self.reader, 65536)
        told = self._pending.decode(errors="ignore")
        self._pending = self._pending[len(told.encode()) :]
        self.raw += told
        self.screen.feed(told)
        return self.screen.text

    def resize(self, width: int, *, wraps: bool) -> None:
        """Change the width, as somebody who pulls at a window does."""
        self.look()
        self._set_width(width)
        self.screen.resize(width, wraps=wraps)

    def _set_width(self, width: int) -> None:
        fcntl.ioctl(self.writer, termios.TIOCSWINSZ, struct.pack("HHHH", 24, width, 0, 0))
