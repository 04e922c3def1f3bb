"""Where a service's pages are, and what the things on them are called: the counterpart of the contract, for people."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import quote

import soupsieve
from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from asadvertised.article.toml import NotToml, read_toml
from asadvertised.errors import ConfigurationError

PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
Edge = Annotated[int, Field(ge=100, le=10_000)]
Size = tuple[Edge, Edge]


class Table(BaseModel):
    """A table whose unknown keys are mistakes."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Layout(Table):
    """Pages that belong together: the address at which a person begins, and the screens that they have to fit.

    `entry` is a path or an address, in which `{phone}` and the like stand for what the person has. Each of `sizes` is
    a width and a height in CSS pixels.
    """

    entry: str
    sizes: Annotated[tuple[Size, ...], Field(min_length=1)] = ((1440, 900), (820, 1180), (390, 844))


def _selector(css: str) -> str:
    try:
        soupsieve.compile(css or "*")
    except soupsieve.SelectorSyntaxError as error:
        raise ValueError(f"{css!r} is not a CSS selector: {str(error).splitlines()[0]}") from None
    return css


class Thing(Table):
    """What a service's pages call a thing that the article speaks of, or the CSS selector by which it is found."""

    names: tuple[str, ...] = ()
    css: Annotated[str, AfterValidator(_selector)] = ""


def _thing(given: Any) -> Any:
    """Read a list as names."""
    return {"names": given} if isinstance(given, list | tuple) else given


Named = Annotated[Thing, BeforeValidator(_thing, json_schema_input_type=tuple[str, ...] | Thing)]


class Doors(Table):
    """The layouts by name, the things by the article's words, single pages by name, and further hosts of the service.

    A thing that is not named here is called as the article calls it, in whatever case. Pages that need `scripts` are
    used in a browser where others are over plain HTTP. The layouts and places in `without` are not there.
    """

    layout: dict[str, Layout] = Field(default_factory=dict)
    thing: dict[str, Named] = Field(default_factory=dict)
    place: dict[str, str] = Field(default_factory=dict)
    hosts: tuple[str, ...] = ()
    scripts: bool = False
    without: tuple[str, ...] = ()

    def called(self, words: str) -> Thing:
        """Give how a thing is found that the article calls by these words."""
        own = {name.casefold(): thing for name, thing in self.thing.items()}
        return own.get(words.casefold(), Thing(names=(words,)))

    def over(self, usual: "Doors") -> "Doors":
        """Give what holds where this says otherwise than usual."""
        return Doors(
            layout={**usual.layout, **self.layout},
            thing={**usual.thing, **self.thing},
            place={**usual.place, **self.place},
            hosts=(*usual.hosts, *self.hosts),
            scripts=usual.scripts or self.scripts,
            without=(*usual.without, *self.without),
        )


def load_doors(folder: Path, name: str) -> Doors:
    """Read where an article expects the pages of a service; one without such a file has none.

    Raises ConfigurationError for a file that does not say so.
    """
    if not name:
        return Doors()
    file = folder / name
    try:
        return Doors.model_validate(read_toml(file.read_text(encoding="utf-8")))
    except (OSError, UnicodeDecodeError, NotToml) as error:
        raise ConfigurationError(f"cannot be read: {error}", str(file), "mend it") from None
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"])
        raise ConfigurationError(f"{place}: {first['msg']}", str(file), "mend it there") from None


def filled(address: str, values: Mapping[str, str]) -> str:
    """Give an address with what stands in braces filled in, quoted.

    Raises ConfigurationError for a name that nothing is known by.
    """

    def value(found: re.Match[str]) -> str:
        if found[1] not in values:
            known = ", ".join(sorted(values)) or "nothing"
            raise ConfigurationError(f"{address!r} wants {{{found[1]}}}", "[pages]", f"known are: {known}")
        return quote(values[found[1]], safe="")

    return PLACEHOLDER.sub(value, address)
