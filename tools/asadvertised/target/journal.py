"""What a run made and has to remove again, written down at once, so that a crash leaves nothing behind unknown."""

import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from asadvertised.target.contract import Operation, Undo
from asadvertised.target.masking import Mask

JOURNAL = "made.jsonl"
ADDRESS = "://"


def name_of(target: str) -> str:
    """Give the name by which a journal knows a target: its profile's full path, or its address without secrets."""
    return Mask().text(target.rstrip("/")) if ADDRESS in target else str(Path(target).resolve())


@dataclass(frozen=True)
class Removal:
    """An operation that removes something from a target, and its parameters."""

    target: str
    operation: str
    parameters: tuple[tuple[str, str], ...]


class Journal:
    """A file to which several processes append a line for each thing that was made, and for each that was removed.

    Each line names the target, since a file may hold what earlier runs left elsewhere.
    """

    def __init__(self, file: Path, target: str) -> None:
        self.file = file
        self.target = name_of(target)

    def note(self, operation: Operation, document: Any, parameters: Mapping[str, str]) -> None:
        """Note what an operation that was answered made or removed, if it is one of those that do."""
        if operation.undo:
            self.made(operation.undo, document)
        elif operation.method == "DELETE":
            self.removed(operation.id, parameters)

    def made(self, undo: Undo, document: Any) -> None:
        """Note what was made."""
        from jsonpointer import resolve_pointer

        parameters = {name: str(resolve_pointer(document, pointer)) for name, pointer in undo.parameters.items()}
        self._append("made", undo.operation, parameters)

    def removed(self, operation: str, parameters: Mapping[str, str]) -> None:
        """Note that it was removed."""
        self._append("removed", operation, parameters)

    def left(self) -> list[Removal]:
        """Give the removals that are still to be made at this target, the latest first."""
        return [removal for removal in left_in(self.file) if removal.target == self.target]

    def _append(self, what: str, operation: str, parameters: Mapping[str, str]) -> None:
        entry = {"what": what, "at": self.target, "by": operation, "parameters": dict(parameters)}
        line = f"\n{json.dumps(entry)}\n"  # it begins on a line of its own, whatever a crash cut off before it
        descriptor = os.open(self.file, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        try:
            os.write(descriptor, line.encode())
        finally:
            os.close(descriptor)


def left_in(file: Path) -> list[Removal]:
    """Give what a journal says is still to be removed anywhere, the latest first."""
    left: dict[Removal, None] = {}
    for what, removal in _lines(file):
        if what == "made":
            left[removal] = None
        else:
            left.pop(removal, None)
    return list(left)[::-1]


def _lines(file: Path) -> Iterator[tuple[str, Removal]]:
    """Give the entries of a journal; a line that a crash cut off is passed over."""
    if not file.is_file():
        return
    for line in file.read_text(encoding="utf-8", errors="replace").splitlines():
        try:
            entry = json.loads(line)
            removal = Removal(entry["at"], entry["by"], tuple(sorted(entry["parameters"].items())))
        except (ValueError, KeyError, TypeError, AttributeError):
            continue
        yield entry["what"], removal
