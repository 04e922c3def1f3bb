"""A record while its run is under way: each scenario is on disk when it has ended, whatever ends the run."""

import json
import os
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from asadvertised.article.writing import write_whole
from asadvertised.errors import ConfigurationError
from asadvertised.record.files import RESULTS, to_json
from asadvertised.record.model import Results
from asadvertised.record.recovering import GROWING

ONLY_OURS = 0o600  # a secret may stand there that was not known as one yet


class Growing:
    """The lines of a run under way: its id, then a record for each scenario that has ended."""

    def __init__(self, folder: Path, descriptor: int, made_of_it: Collection[str]) -> None:
        self.folder = folder
        self._descriptor = descriptor
        self._made_of_it = made_of_it
        self.has_begun = False

    def begin(self, blank: Results) -> None:
        """Put a record in the place of an earlier run's which says that nothing was asked yet.

        What was made of that one goes with it, so that nobody takes it for this run's.
        """
        self.has_begun = True
        os.ftruncate(self._descriptor, 0)
        self._write({"run": blank.run.id})
        self.clear()
        write_whole(self.folder / RESULTS, to_json(blank))

    def clear(self) -> None:
        """Take away what was made of an earlier record."""
        for name in self._made_of_it:
            with suppress(FileNotFoundError):
                (self.folder / name).unlink()

    def note(self, record: Mapping[str, Any], pictures: Mapping[str, bytes]) -> None:
        """Write down a scenario that has ended, and its pictures before it."""
        for picture in (one for step in record["steps"] for one in step["pictures"]):
            if picture["sha256"] in pictures:
                write_whole(self.folder / picture["file"], pictures[picture["sha256"]])
        self._write(record)

    def _write(self, line: Mapping[str, Any]) -> None:
        left = memoryview(json.dumps(line, ensure_ascii=True).encode() + b"\n")
        while left:
            left = left[os.write(self._descriptor, left) :]


@contextmanager
def growing(folder: Path, made_of_it: Collection[str] = ()) -> Iterator[Growing]:
    """Hold a folder for one run, and remove the lines once the whole record is there, or where none was begun.

    `made_of_it` names other files that are made of the record.

    Raises ConfigurationError where another run writes there.
    """
    file = folder / GROWING
    descriptor = os.open(file, os.O_CREAT | os.O_RDWR | os.O_APPEND, ONLY_OURS)
    record = Growing(folder, descriptor, made_of_it)
    try:
        _hold(descriptor, folder)
        try:
            yield record
        except BaseException:
            if not record.has_begun:
                file.unlink(missing_ok=True)
            raise
        file.unlink(missing_ok=True)
    finally:
        os.close(descriptor)


def _hold(descriptor: int, folder: Path) -> None:
    try:
        import fcntl
    except ImportError:
        return
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise _taken(folder) from None
    except OSError:  # a file system without locks
        return
    if not _is_still_there(descriptor, folder / GROWING):
        raise _taken(folder)


def _is_still_there(descriptor: int, file: Path) -> bool:
    """Tell whether a file that is held is the one of its name; another run may have ended, and begun, in between."""
    try:
        return os.path.samestat(os.fstat(descriptor), file.stat())
    except FileNotFoundError:
        return False


def _taken(folder: Path) -> ConfigurationError:
    return ConfigurationError("another run is writing there", str(folder), "wait for its end, or give another --out")
