"""The formats that other programs read: each is made of the record alone, and stands beside the report by one name."""

from collections.abc import Iterable
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING

from asadvertised.errors import ConfigurationError

if TYPE_CHECKING:
    from asadvertised.record.model import Results

OPTION = "--format"


@dataclass(frozen=True)
class Format:
    """One format: what it is called, the file that has it, its media type, and the module here that renders it."""

    name: str
    file: str
    media_type: str

    @property
    def option(self) -> str:
        """What was said to have it."""
        return f"{OPTION} {self.name}"

    def render(self, results: "Results") -> str:
        """Give a record in this format."""
        return str(import_module(f"{__name__}.{self.name}").render(results))


FORMATS = {
    one.name: one
    for one in (
        Format("junit", "junit.xml", "application/xml"),
        Format("cucumber", "cucumber.ndjson", "application/x-ndjson"),
        Format("ctrf", "ctrf.json", "application/json"),
        Format("sarif", "results.sarif", "application/sarif+json"),
        Format("earl", "earl.jsonld", "application/ld+json"),
        Format("oscal", "oscal-assessment-results.json", "application/json"),
        Format("intoto", "test-result.intoto.json", "application/vnd.in-toto+json"),
        Format("markdown", "report.md", "text/markdown"),
    )
}


def chosen(said: Iterable[str]) -> tuple[Format, ...]:
    """Give the formats that were named, between commas or one by one, each once.

    Raises ConfigurationError for a name that none has.
    """
    names = dict.fromkeys(name.strip() for part in said for name in part.split(","))
    for name in names:
        if name not in FORMATS:
            what = f"no format is called {name!r}" if name else "a name is missing between commas"
            raise ConfigurationError(what, OPTION, f"name some of {', '.join(FORMATS)}")
    return tuple(FORMATS[name] for name in names)
