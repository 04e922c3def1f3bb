"""TOML that others wrote: whatever is wrong with it is one error."""

import tomllib
from typing import Any


class NotToml(ValueError):  # noqa: N818  it says what a text is
    """A text is not TOML, or has in it what nobody could read."""


def read_toml(text: str) -> dict[str, Any]:
    """Read a text as TOML.

    Raises NotToml, also for numbers and nesting that have no end.
    """
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise NotToml(str(error)) from None
    except ValueError:
        raise NotToml("a number has too many digits") from None
    except RecursionError:
        raise NotToml("it is nested too deep") from None
