"""The table of settings at the head of a draft, of which only the title is told to readers."""

import tomllib
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Any

import yaml

from asadvertised.article.reading.directives import Line
from asadvertised.article.sentences import plain

READERS: Mapping[str, Callable[[str], Any]] = {"---": yaml.safe_load, "+++": tomllib.loads}


def without_front_matter(text: str) -> tuple[str, list[Line]]:
    """Give the title, if there is one, and the lines that follow."""
    lines = [Line(number, line) for number, line in enumerate(text.replace("\0", "").splitlines(), 1)]
    fence = lines[0].text.lstrip("\ufeff").rstrip() if lines else ""
    end = next((at for at, line in enumerate(lines[1:], 1) if line.text.rstrip() == fence), 0)
    if fence not in READERS or not end:
        return "", lines
    return _title(READERS[fence], "\n".join(line.text for line in lines[1:end])), lines[end + 1 :]


def _title(reader: Callable[[str], Any], settings: str) -> str:
    """Read the title; settings that cannot be read have none, and matter to no reader of the text."""
    with suppress(yaml.YAMLError, tomllib.TOMLDecodeError, ValueError, RecursionError):
        found = reader(settings)
        title = found.get("title") if isinstance(found, dict) else None
        return plain(str(title)) if isinstance(title, str | int | float) else ""
    return ""
