"""What every table of a profile shares: strictness, durations, templates and paths."""

import re
from typing import Annotated

import jmespath
import soupsieve
from jmespath.exceptions import JMESPathError
from jsonpointer import JsonPointer, JsonPointerException
from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field

HEADER = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
DURATION = re.compile(r"(\d+(?:\.\d+)?)(ms|s|m)")
UNITS = {"ms": 0.001, "s": 1.0, "m": 60.0}
LONGEST_WAIT_S = 3600.0

Template = str


def seconds(text: object) -> float:
    """Read a duration such as 250ms, 5s or 2m, or a number of seconds, and give seconds."""
    if isinstance(text, int | float) and not isinstance(text, bool):
        return float(text)
    found = DURATION.fullmatch(str(text))
    if not found:
        raise ValueError('a duration is written like "250ms", "5s" or "2m"')
    return float(found[1]) * UNITS[found[2]]


def _within_reason(value: float) -> float:
    if not 0 <= value <= LONGEST_WAIT_S:
        raise ValueError(f"a duration is at most {LONGEST_WAIT_S:g} s")
    return value


Duration = Annotated[
    float,
    BeforeValidator(seconds),
    AfterValidator(_within_reason),
    Field(json_schema_extra={"type": ["string", "number"]}),
]
Status = Annotated[int, Field(ge=100, le=599)]


def _selector(css: str) -> str:
    try:
        soupsieve.compile(css or "*")
    except soupsieve.SelectorSyntaxError as error:
        raise ValueError(f"{css!r} is not a CSS selector: {str(error).splitlines()[0]}") from None
    return css


def _path(path: str) -> str:
    """Refuse what is no path of any kind; of which kind it is shows when the answer comes."""
    try:
        if path.startswith("/"):
            JsonPointer(path)
        elif path:
            jmespath.compile(path)
    except JsonPointerException as error:
        raise ValueError(f"{path!r} is not a JSON Pointer: {error}") from None
    except JMESPathError:
        try:
            _selector(path)
        except ValueError:
            raise ValueError(f"{path!r} is neither a JMESPath nor a CSS selector") from None
    return path


def _pattern(pattern: str) -> str:
    try:
        re.compile(pattern)
    except re.error as error:
        raise ValueError(f"{pattern!r} is not a regular expression: {error}") from None
    return pattern


def _header(name: str) -> str:
    """Refuse what HTTP has no header called (RFC 9110, section 5.6.2)."""
    if not HEADER.fullmatch(name):
        raise ValueError(f"{name!r} cannot be the name of a header")
    return name


Css = Annotated[str, AfterValidator(_selector)]
HeaderName = Annotated[str, AfterValidator(_header)]
Path = Annotated[str, AfterValidator(_path)]
Pattern = Annotated[str, AfterValidator(_pattern)]


class Table(BaseModel):
    """A table whose unknown keys are mistakes."""

    model_config = ConfigDict(extra="forbid", frozen=True)
