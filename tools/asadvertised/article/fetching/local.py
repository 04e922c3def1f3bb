"""A page from a file or from standard input, within a bound of size."""

import os
import stat
import sys
from errno import EACCES, EISDIR, ENOENT
from pathlib import Path
from urllib.parse import unquote, urlsplit

from asadvertised.article.fetching.page import PageUnavailable
from asadvertised.article.fetching.visit import LARGEST_PAGE
from asadvertised.errors import ConfigurationError
from asadvertised.outcome import Cause

STANDARD_INPUT = "-"
AN_ADDRESS_OR_A_FILE = "give an http(s) address, a file, or - for standard input"
CHUNK = 65_536


def read_local(source: str) -> bytes:
    """Read a file, a file: address or standard input (`-`).

    Raises ConfigurationError for what is no file, and PageUnavailable for one that is too large.
    """
    try:
        body = _standard_input() if source == STANDARD_INPUT else _file(_path(source))
    except OSError as error:
        raise _neither(source, f"cannot be read: {error.strerror}") from None
    except ValueError:
        raise _neither(source, "is no path") from None
    if len(body) > LARGEST_PAGE:
        raise PageUnavailable(source, f"it is larger than {LARGEST_PAGE} bytes", Cause.CONFIGURATION)
    return body


def must_be_there(source: str) -> None:
    """Raise ConfigurationError for a file that cannot be read; it is not read yet, for a pipe gives its words once."""
    if source == STANDARD_INPUT:
        return
    path = _path(source)
    try:
        reason = EISDIR if path.is_dir() else ENOENT if not path.exists() else 0 if os.access(path, os.R_OK) else EACCES
    except ValueError:
        raise _neither(source, "is no path") from None
    if reason:
        raise _neither(source, f"cannot be read: {os.strerror(reason)}")


def _path(source: str) -> Path:
    if not source.lower().startswith("file:"):
        return Path(source)
    parts = urlsplit(source)
    if parts.netloc.lower() not in ("", "localhost"):
        raise _neither(source, "is a file on another machine")
    return Path(unquote(parts.path))


def _file(path: Path) -> bytes:
    with path.open("rb") as file:
        if stat.S_ISREG(os.fstat(file.fileno()).st_mode) or stat.S_ISFIFO(os.fstat(file.fileno()).st_mode):
            return file.read(LARGEST_PAGE + 1)
    raise _neither(str(path), "is no file")


def _standard_input() -> bytes:
    """Read past the library's buffer, whose lock a reader that is left behind would hold for ever."""
    if sys.stdin is None or sys.stdin.isatty():
        raise _neither(STANDARD_INPUT, "nothing is given on standard input")
    body, handle = bytearray(), sys.stdin.fileno()
    while len(body) <= LARGEST_PAGE and (chunk := os.read(handle, CHUNK)):
        body += chunk
    return bytes(body)


def _neither(source: str, what: str) -> ConfigurationError:
    return ConfigurationError(what, source, AN_ADDRESS_OR_A_FILE)
