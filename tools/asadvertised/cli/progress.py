"""What is said while the suite runs: calm on a terminal, plain lines elsewhere, a broken promise at once."""

import sys
from collections.abc import Mapping
from typing import Any

from asadvertised.outcome import Outcome

LINES = 10


class Progress:
    """Counts the scenarios as they end; it writes to standard error, which is nobody's result."""

    def __init__(self, total: int, target: str) -> None:
        self._total = total
        self._asked = 0
        self._out = sys.stderr
        self._live = self._out.isatty()
        self._say(f"Asking {target}: {total} scenarios")

    def heard(self, record: Mapping[str, Any]) -> None:
        """Note that a scenario ended."""
        self._asked += 1
        if record["outcome"] == Outcome.FAILED:
            self._say(f"broken: {record['id']}")
        if self._live:
            self._out.write(f"\r{self._asked} of {self._total}")
            self._out.flush()
        elif self._asked % max(1, self._total // LINES) == 0:
            self._say(f"{self._asked} of {self._total}")

    def heard_again(self, record: Mapping[str, Any]) -> None:
        """Note that a scenario that had broken down was asked again."""
        self._say(f"asked again: {record['id']}: {record['outcome']}")

    def end(self) -> None:
        """Leave the line."""
        if self._live:
            self._out.write("\r" + " " * 20 + "\r")

    def _say(self, line: str) -> None:
        self._out.write(f"\r{line}\n" if self._live else f"{line}\n")
        self._out.flush()
