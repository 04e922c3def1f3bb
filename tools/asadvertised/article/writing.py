"""Files are written whole or not at all."""

import os
import stat
import sys
from pathlib import Path
from tempfile import NamedTemporaryFile

from asadvertised.errors import ConfigurationError

ANYBODY_READS = 0o644
OUR_STREAMS = (1, 2)


def write_whole(file: Path, content: str | bytes, mode: int = ANYBODY_READS) -> None:
    """Replace a file at once, so that nobody ever reads half of it; it may be read as widely as before.

    What a link leads to is replaced, not the link. What is no file, as a device or a pipe, is written to as it is.
    Raises ConfigurationError where that is impossible.
    """
    body = content.encode() if isinstance(content, str) else content
    try:
        known = _known(file)
        if known and (stream := _stream_of(known)):
            _pour(stream, body)
        elif known and not stat.S_ISREG(known.st_mode):
            file.write_bytes(body)
        else:
            _replace(Path(os.path.realpath(file)), body, known.st_mode & 0o777 if known else mode)
    except OSError as error:
        what = f"cannot be written: {error.strerror or error}"
        raise ConfigurationError(what, str(file), "make room for it, or name another place") from None


def _known(file: Path) -> os.stat_result | None:
    try:
        return file.stat()
    except FileNotFoundError:
        return None


def _stream_of(known: os.stat_result) -> int:
    """Give the stream of ours that already writes to a file, which would be lost if another took its place."""
    for stream in OUR_STREAMS:
        try:
            if os.path.samestat(os.fstat(stream), known):
                return stream
        except OSError:
            continue
    return 0


def _pour(stream: int, body: bytes) -> None:
    for said in (sys.stdout, sys.stderr):
        if said:
            said.flush()
    left = memoryview(body)
    while left:
        left = left[os.write(stream, left) :]


def _replace(file: Path, body: bytes, mode: int) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    draft = None
    try:
        with NamedTemporaryFile(dir=file.parent, prefix=f".{file.name[:100]}.", delete=False) as draft:
            draft.write(body)
        Path(draft.name).chmod(mode)
        os.replace(draft.name, file)  # noqa: PTH105  replaces at once on every system
    except BaseException:
        if draft:
            Path(draft.name).unlink(missing_ok=True)
        raise
