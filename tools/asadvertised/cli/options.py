"""The options that several commands share, in the words of their help."""

import math
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperCommand

from asadvertised.errors import ConfigurationError
from asadvertised.report.formats import FORMATS

A_DAY_S = 86_400


class Command(TyperCommand):
    """A command that takes no empty value: what a script left empty would be another question, and answered."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Refuse, by ConfigurationError, what was said to be nothing."""
        if "" in args or any(arg.startswith("--") and arg.endswith("=") for arg in args):
            said, _, _ = self.make_parser(ctx).parse_args(args=list(args))
            for parameter in self.get_params(ctx):
                if "" in _values(said.get(parameter.name or "")):
                    mend = "leave it out, or say what is meant"
                    raise ConfigurationError("is given, and empty", _called(parameter), mend)
        return super().parse_args(ctx, args)


def _values(given: Any) -> list[Any]:
    """Give one value, or those of an option that has two or is repeated."""
    return [one for more in given for one in _values(more)] if isinstance(given, list | tuple) else [given]


def _called(parameter: Any) -> str:
    return str(parameter.opts[0] if parameter.param_type_name == "option" else parameter.metavar)


def finite(value: float | None) -> float | None:
    """Refuse what is no number, or no end of one."""
    if value is not None and not math.isfinite(value):
        raise typer.BadParameter(f"{value} is no number that can be counted to.")
    return value


Name = Annotated[str | None, typer.Option(help="Which article, if there are several.")]
Content = Annotated[Path | None, typer.Option(help="A folder with features/ and steps/ of your own articles.")]
Article = Annotated[
    str | None, typer.Option(metavar="URL|FILE", help="Another help page: an address, a file, or - for standard input.")
]
Sarif = Annotated[Path | None, typer.Option(metavar="FILE", help="Write what changed as SARIF, for code scanning.")]
Markdown = Annotated[
    Path | None, typer.Option(metavar="FILE", help="Write what was found as Markdown, for a pull request.")
]
Har = Annotated[Path | None, typer.Option(metavar="FILE", help="Write every exchange as an HTTP Archive (HAR) too.")]
Written = Annotated[
    list[str] | None,
    typer.Option(
        "--format", metavar="NAME,…", help=f"Write the record as {', '.join(FORMATS)} too, in the report's folder."
    ),
]
Timeout = Annotated[float, typer.Option(min=0.1, max=A_DAY_S, callback=finite, help="Seconds to wait for an answer.")]
TargetTimeout = Annotated[
    float | None,
    typer.Option(min=0.1, max=A_DAY_S, callback=finite, help="Seconds to wait for an answer; 10 if unsaid."),
]
Rate = Annotated[float | None, typer.Option(min=0.01, callback=finite, help="At most so many requests a second.")]
Out = Annotated[Path, typer.Option(metavar="DIR", help="Where the report is written.")]
Quiet = Annotated[bool, typer.Option("--quiet", help="Say the verdict, the gate, errors, and nothing else.")]
REPORT_FOLDER = Path("asadvertised-report")
IgnoreRobots = Annotated[
    bool, typer.Option("--ignore-robots", help="Fetch what robots.txt keeps us from; the result says so.")
]
Browser = Annotated[bool, typer.Option("--browser", help="Render the page with Chromium first, for JavaScript.")]
History = Annotated[
    Path | None,
    typer.Option(metavar="DIR", help="Where fetches are kept; of `drift` always, in asadvertised-history."),
]
NoHistory = Annotated[bool, typer.Option("--no-history", help="Keep nothing of this fetch.")]
Warc = Annotated[Path | None, typer.Option(metavar="FILE", help="Write the exchange as a web archive (WARC), too.")]

Gate = Annotated[
    Path | None,
    typer.Option(
        metavar="FILE", help="A policy in TOML: what blocks, and what is waived; or a pyproject.toml with one."
    ),
]
Baseline = Annotated[
    Path | None, typer.Option(metavar="RESULTS.json", help="An earlier record: what was so then does not block.")
]


Target = Annotated[
    list[str] | None,
    typer.Option(metavar="URL|FILE", help="The service, by address or profile; may be repeated."),
]
BrowserOrNone = Annotated[
    bool | None,
    typer.Option(
        "--browser/--no-browser",
        help="Render the help page with Chromium too, or start no browser; if unsaid, one looks where it is needed.",
    ),
]


class FailOn(StrEnum):
    """The least change that fails `drift`."""

    COSMETIC = "cosmetic"
    REWORDED = "reworded"
    SUBSTANTIVE = "substantive"


class Kept(StrEnum):
    """Of which scenarios exchanges, or pictures, are kept."""

    NONE = "none"
    FAILED = "failed"
    ALL = "all"
