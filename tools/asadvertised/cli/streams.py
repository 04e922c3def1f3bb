"""What is said reaches who can read it, and a stream that is closed, full or poor in letters changes no verdict."""

import io
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import TextIO

from asadvertised.report.words import inert, visible

STANDARD = (("stdout", 1), ("stderr", 2))


def say(text: str) -> None:
    """Say something on standard output, at once; whatever a field of it holds, it commands no terminal and no job."""
    order(inert(visible(text)))


def order(text: str) -> None:
    """Say on standard output what those who run a job are to do; every field of it has been escaped."""
    sys.stdout.write(visible(text))
    sys.stdout.flush()


class _Harmless(io.TextIOWrapper):
    """A stream of which no line orders those who run a job to do anything."""

    def write(self, text: str) -> int:
        """Pass on what is said, as nothing but words."""
        super().write(inert(text))
        return len(text)


class _Outlet(io.RawIOBase):
    """A stream of ours that takes everything, and remembers why not all of it could be passed on."""

    def __init__(self, handle: int) -> None:
        super().__init__()
        self._handle = handle
        self.why = ""

    def writable(self) -> bool:
        """Say that it is written to."""
        return True

    def fileno(self) -> int:
        """Give the descriptor."""
        return self._handle

    def isatty(self) -> bool:
        """Say whether somebody reads along."""
        return os.isatty(self._handle)

    def write(self, data: "bytes | bytearray | memoryview") -> int:  # type: ignore[override]
        """Pass on what can be."""
        if not self.why:
            try:
                return os.write(self._handle, data)
            except OSError as error:
                self.why = error.strerror or str(error)
        return len(data)


@contextmanager
def lasting_streams() -> Iterator[None]:
    """Let what is said fail alone: the exit code stays, and standard error has a line about standard output."""
    outlets = [_lasting(name, handle) for name, handle in STANDARD]
    try:
        yield
    finally:
        with suppress(ValueError):
            sys.stdout.flush()
        if outlets[0] and outlets[0].why:
            sys.stderr.write(f"asadvertised: standard output could not be written: {outlets[0].why}\n")
        with suppress(ValueError):
            sys.stderr.flush()


def _lasting(name: str, handle: int) -> _Outlet | None:
    """Put our own stream in a standard one's place; what somebody else has put there is left."""
    known: TextIO | None = getattr(sys, name)
    if known is not getattr(sys, f"__{name}__"):
        return None
    outlet = _Outlet(handle)
    if known is None:
        outlet.why = "it is closed"
        _occupy(handle)
    else:
        known.flush()
    encoding = known.encoding if known else "utf-8"
    buffer = io.BufferedWriter(outlet)  # type: ignore[type-var]
    by_line = name == "stderr" or outlet.isatty()
    stream = _Harmless if name == "stderr" else io.TextIOWrapper
    setattr(sys, name, stream(buffer, encoding, "backslashreplace", line_buffering=by_line))
    return outlet


def _occupy(handle: int) -> None:
    """Keep a closed descriptor from becoming that of the next file, which what others print would then go into."""
    nowhere = os.open(os.devnull, os.O_RDWR)
    if nowhere != handle:
        os.dup2(nowhere, handle)
        os.close(nowhere)
