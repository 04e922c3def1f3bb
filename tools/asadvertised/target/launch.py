"""Start our own reference as a process of its own, to be asked over HTTP like any other service."""

import subprocess
import sys
from collections.abc import Sequence
from types import TracebackType
from typing import Self

from asadvertised.errors import ConfigurationError


class Reference:
    """A reference that runs as long as this object is open, and no longer than this process."""

    def __init__(self, module: str, arguments: Sequence[str] = ()) -> None:
        command = [sys.executable, "-m", module, "--until-stdin-closes", *arguments]
        self._module = module
        # In a group of its own, since who interrupts us in a terminal does not mean the service.
        self._process = subprocess.Popen(  # noqa: S603  our own module
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, process_group=0
        )

    def url(self) -> str:
        """Wait until it listens, and say where.

        Raises ConfigurationError when it does not start.
        """
        assert self._process.stdout  # noqa: S101  a pipe was asked for above
        line = self._process.stdout.readline().strip()
        if not line:
            raise ConfigurationError("the reference service did not start", self._module, "see what it printed above")
        return line

    def close(self) -> None:
        """Stop it and wait for its end."""
        assert self._process.stdin  # noqa: S101  a pipe was asked for above
        self._process.stdin.close()
        self._process.wait(timeout=10)
        if self._process.stdout:
            self._process.stdout.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
