"""The files that a command line names to be written: each has to be another, and none what is read."""

import os
from collections.abc import Iterable
from pathlib import Path
from urllib.parse import unquote, urlsplit

from asadvertised.errors import ConfigurationError
from asadvertised.record.files import prepare_file

Outputs = Iterable[tuple[Path | None, str]]


def prepare_outputs(outputs: Outputs, read: Iterable[str | Path | None] = ()) -> None:
    """Make the folders of the files that options named.

    Raises ConfigurationError, before anything is done, where one cannot be written, or would replace another or
    what is `read`.
    """
    wanted = [(file, option) for file, option in outputs if file]
    must_differ(wanted, read)
    for file, option in wanted:
        prepare_file(file, option)


def must_differ(outputs: Outputs, read: Iterable[str | Path | None] = ()) -> None:
    """Refuse, by ConfigurationError, an output that is another one too, or that is read."""
    known = {_place(source): "is read, and would be replaced" for source in read if source}
    for file, option in outputs:
        place = _place(file) if file else os.devnull
        if place in known:
            raise ConfigurationError(known[place], f"{option} {file}", "name another file")
        if place != os.devnull:
            known[place] = f"is written by {option} already"


def _place(source: str | Path) -> str:
    """Give the one place that a path or a file: address leads to; an address on the web leads to none of ours."""
    text = str(source)
    is_address = text.lower().startswith("file:")
    return os.path.realpath(unquote(urlsplit(text).path) if is_address else text)
