"""Serve the reference, for people who want to try it."""

import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

import typer

from asadvertised.cli.options import Content, Name
from asadvertised.cli.streams import say
from asadvertised.errors import ConfigurationError


def serve(  # noqa: PLR0913  one parameter for each option
    *,
    port: Annotated[int, typer.Option(min=0, max=65535, help="The port; 0 takes a free one.")] = 8000,
    database: Annotated[str, typer.Option(metavar="FILE", help="Keep everything in an SQLite file.")] = ":memory:",
    violate: Annotated[str | None, typer.Option(metavar="NAME", help="Serve it with this violation.")] = None,
    vary: Annotated[str | None, typer.Option(metavar="NAME", help="Serve this lawful variant of it.")] = None,
    violations: Annotated[bool, typer.Option("--violations", help="List the violations and lawful variants.")] = False,
    name: Name = None,
    content: Content = None,
) -> None:
    """Serve the reference, the article made executable, on loopback."""
    if violations:
        list_variants(name, content)
    else:
        run_serve(port, database, {"--violate": violate, "--vary": vary}, name, content)


def run_serve(
    port: int, database: str, variant: Mapping[str, str | None], name: str | None, content: Path | None
) -> None:
    """Become the reference's process.

    Raises ConfigurationError where it is to be more than one variant.
    """
    if all(variant.values()):
        raise ConfigurationError("one variant is served at a time", " ".join(variant), "give one of them")
    module = _reference(name, content)
    file = database.removeprefix("sqlite:///")
    chosen = [part for option, value in variant.items() if value is not None for part in (option, value)]
    arguments = ["--port", str(port), "--database", file, *chosen]
    os.execv(sys.executable, [sys.executable, "-m", module, *arguments])  # noqa: S606  our own module


def list_variants(name: str | None, content: Path | None) -> None:
    """Say, a line each, which violations and lawful variants can be served."""
    from asadvertised.suite.prove import variants_of

    offered = variants_of(_reference(name, content))
    for violation in offered["violations"]:
        say(f"{violation['name']}: {violation['sentence']}: {violation['says']}\n")
    for variant in offered["lawful"]:
        say(f"{variant['name']}: lawful: {variant['says']}\n")


def _reference(name: str | None, content: Path | None) -> str:
    from asadvertised.cli.common import load

    _, ledger = load(name, content)
    module = ledger.article.service.reference
    if not module:
        raise ConfigurationError("this article has no reference service", str(ledger.folder), "serve another one")
    return module
