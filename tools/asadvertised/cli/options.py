"""The options that several commands share, in the words of their help."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

Name = Annotated[str | None, typer.Option(help="Which article, if there are several.")]
Content = Annotated[Path | None, typer.Option(help="A folder with features/ and steps/ of your own articles.")]
Article = Annotated[
    str | None, typer.Option(metavar="URL|FILE", help="The help page, or - for standard input; else the service's own.")
]
Sarif = Annotated[Path | None, typer.Option(metavar="FILE", help="Write what changed as SARIF, for code scanning.")]
Markdown = Annotated[
    Path | None, typer.Option(metavar="FILE", help="Write what was found as Markdown, for a pull request.")
]
Har = Annotated[Path | None, typer.Option(metavar="FILE", help="Write every exchange as an HTTP Archive (HAR) too.")]
Timeout = Annotated[float, typer.Option(min=0.1, help="Seconds to wait for an answer.")]
TargetTimeout = Annotated[float | None, typer.Option(min=0.1, help="Seconds to wait for an answer; 10 if unsaid.")]


IgnoreRobots = Annotated[
    bool, typer.Option("--ignore-robots", help="Fetch what robots.txt keeps us from; the result says so.")
]
Browser = Annotated[bool, typer.Option("--browser", help="Render the page with Chromium first, for JavaScript.")]
History = Annotated[
    Path | None,
    typer.Option(metavar="DIR", help="Where fetches are kept; of `drift` always, in asadvertised-history."),
]
Warc = Annotated[Path | None, typer.Option(metavar="FILE", help="Write the exchange as a web archive (WARC), too.")]


class FailOn(StrEnum):
    """The least change that fails `drift`."""

    COSMETIC = "cosmetic"
    REWORDED = "reworded"
    SUBSTANTIVE = "substantive"


class Evidence(StrEnum):
    """Of which scenarios exchanges are kept."""

    NONE = "none"
    FAILED = "failed"
    ALL = "all"
