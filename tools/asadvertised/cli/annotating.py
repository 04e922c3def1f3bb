"""Say what went wrong where those who run this job show it: at the lines of the files that say it."""

import os
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from asadvertised.article.ledger import Ledger
from asadvertised.article.transcription import sentence_lines
from asadvertised.cli.streams import order
from asadvertised.record.model import Results

if TYPE_CHECKING:
    from asadvertised.report.annotations import Note

SOURCES = ("GITHUB_WORKSPACE", "BUILD_SOURCESDIRECTORY")
TRANSCRIPTION = "article.toml"


def annotate(ledger: Ledger, found: Sequence[Results]) -> None:
    """Order annotations of what was found, of all services together, where somebody heeds such orders."""
    from asadvertised.report.annotations import bounded, order_of

    if said := order_of(os.environ):
        order("".join(f"{said(note)}\n" for note in bounded([*_placed(ledger, found)])))


def _placed(ledger: Ledger, found: Sequence[Results]) -> "Iterator[Note]":
    """Name each file from the root of the sources; one that lies elsewhere is none of theirs."""
    from asadvertised.report.annotations import notes_of

    folder = _from_the_root(ledger.folder)
    lines = sentence_lines((ledger.folder / TRANSCRIPTION).read_text(encoding="utf-8"))
    for results in found:
        of = f" ({results.run.name})" if len(found) > 1 else ""
        for note in notes_of(results):
            file, line = (note.file, note.line) if note.file else (TRANSCRIPTION, lines.get(note.sentence, 1))
            place = (folder / file).as_posix() if folder else ""
            yield replace(note, title=f"{note.title}{of}", file=place, line=line)


def _from_the_root(folder: Path) -> Path | None:
    """Name a folder from the root of the sources, if it lies there."""
    roots = [Path(os.environ[name]).resolve() for name in SOURCES if os.environ.get(name)] or [Path.cwd()]
    return next((folder.relative_to(root) for root in roots if folder.is_relative_to(root)), None)
