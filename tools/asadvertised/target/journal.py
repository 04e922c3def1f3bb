"""What a run made and has to remove again, written down at once, so that a crash leaves nothing behind unknown."""

import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from asadvertised.target.contract import Undo

JOURNAL = "made.jsonl"


@dataclass(frozen=True)
class Removal:
    """An operation that removes something, and its parameters."""

    operation: str
    parameters: tuple[tuple[str, str], ...]


class Journal:
    """A file to which several processes append a line for each thing that was made, and for each that was removed."""

    def __init__(self, file: Path) -> None:
        self.file = file

    def made(self, undo: Undo, document: Any) -> None:
        """Note what was made."""
        from jsonpointer import resolve_pointer

        parameters = {name: str(resolve_pointer(document, pointer)) for name, pointer in undo.parameters.items()}
        self._append("made", undo.operation, parameters)

    def removed(self, operation: str, parameters: Mapping[str, str]) -> None:
        """Note that it was removed."""
        self._append("removed", operation, parameters)

    def left(self) -> list[Removal]:
        """Give the removals that are still to be made, the latest first; a line that a crash cut off is passed over."""
        left: dict[Removal, None] = {}
        for what, removal in self._lines():
            if what == "made":
                left[removal] = None
            else:
                left.pop(removal, None)
        return list(left)[::-1]

    def _append(self, what: str, operation: str, parameters: Mapping[str, str]) -> None:
        line = json.dumps({"what": what, "by": operation, "parameters": dict(parameters)}) + "\n"
        descriptor = os.open(self.file, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        try:
            os.write(descriptor, line.encode())
        finally:
            os.close(descriptor)

    def _lines(self) -> Iterator[tuple[str, Removal]]:
        if not self.file.is_file():
            return
        for line in self.file.read_text(encoding="utf-8").splitlines():
            try:
                entry = json.loads(line)
                yield entry["what"], Removal(entry["by"], tuple(sorted(entry["parameters"].items())))
            except (ValueError, KeyError, TypeError, AttributeError):
                continue
