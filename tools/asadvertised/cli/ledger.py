"""Hold articles against their scenarios, and ask nobody: what can be told before a change is committed."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from asadvertised.cli.options import Content, Name
from asadvertised.content import article_folder, article_names, own_root
from asadvertised.errors import ConfigurationError

if TYPE_CHECKING:
    from asadvertised.article.ledger import Ledger

TOTAL, UNUSABLE, OPEN = 0, 2, 4


def ledger(
    *,
    allow_open: Annotated[
        bool, typer.Option("--allow-open", help="Let pass, and say, what a person has yet to account for or to review.")
    ] = False,
    name: Name = None,
    content: Content = None,
) -> None:
    """Look whether every sentence is accounted for and every scenario cites one, in each article; nothing is asked."""
    raise typer.Exit(run_ledger(name, content, allow_open=allow_open))


def run_ledger(name: str | None, content: Path | None, *, allow_open: bool) -> int:
    """Say what each article's ledger holds, or why it is not total, and give the exit code."""
    codes = [_look_at(folder, allow_open=allow_open) for folder in _folders(name, (content or own_root()).resolve())]
    return UNUSABLE if UNUSABLE in codes else max(codes)


def _folders(name: str | None, root: Path) -> list[Path]:
    """Find the articles that are meant.

    Raises ConfigurationError where there are none, since nothing would have been looked at.
    """
    names = [name] if name else article_names(root)
    if not names:
        raise ConfigurationError("holds no article", str(root / "features"), "name its folder by --content")
    return [article_folder(root, one) for one in names]


def _look_at(folder: Path, *, allow_open: bool) -> int:
    from asadvertised.article.ledger import load_ledger
    from asadvertised.cli.streams import say
    from asadvertised.report.words import one_line

    try:
        found = load_ledger(folder)
    except ConfigurationError as error:
        sys.stderr.write(f"asadvertised: {one_line(str(error))}\n")
        return UNUSABLE
    left = list(_open(found))
    say("".join(f"{folder.name}: {line}\n" for line in (_total(found), *left)))
    return OPEN if left and not allow_open else TOTAL


def _total(found: "Ledger") -> str:
    cited = {name for scenario in found.scenarios for name in scenario.sentences}
    sentences = [sentence.id for sentence in found.article.sentences]
    asked = len(cited.intersection(sentences))
    return f"{len(sentences)} sentences, {asked} of them asked by {len(found.scenarios)} scenarios"


def _open(found: "Ledger") -> Iterator[str]:
    """Say what no rule can settle, a line each."""
    from asadvertised.article.model import Check

    for sentence in found.article.sentences:
        if sentence.check is Check.UNACCOUNTED:
            yield f"{sentence.id} is unaccounted for: give it scenarios, or a reason"
    for review in found.reviews:
        for one in review.open:
            yield f"{one} is to review, since {review.sentence} reads otherwise: see `asadvertised accept --reviewed`"
