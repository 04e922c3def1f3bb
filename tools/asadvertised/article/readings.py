"""How kept pages were read, beside their bytes: what another reader made of the same bytes is no change of the page."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from pydantic import TypeAdapter

from asadvertised.article.fetching.archive import ONLY_WE_READ, Archive
from asadvertised.article.model import PageLayout
from asadvertised.article.passage import Passage
from asadvertised.article.reading import digest_of_layout
from asadvertised.article.writing import write_whole

READINGS = "readings"
DIGITS = 16  # of the hash of what read a page
PASSAGES: TypeAdapter[list[Passage]] = TypeAdapter(list[Passage])


def keep_reading(archive: Archive, layout: PageLayout, sha256: str, passages: Sequence[Passage]) -> None:
    """Keep how a page was read by its selectors; raise ConfigurationError where that is impossible."""
    file = _file(archive, layout, sha256)
    if not file.exists():
        write_whole(file, PASSAGES.dump_json(list(passages), exclude_defaults=True), ONLY_WE_READ)


def other_readings(archive: Archive, layout: PageLayout, sha256: str) -> Iterator[list[Passage]]:
    """Give what other selectors, or another reader, made of the same bytes; a damaged reading tells nothing."""
    ours = _file(archive, layout, sha256)
    for file in sorted(ours.parent.glob(f"{sha256}.*.json")):
        try:
            reading = PASSAGES.validate_json(file.read_bytes())
        except (OSError, ValueError):
            continue
        if file != ours:
            yield reading


def _file(archive: Archive, layout: PageLayout, sha256: str) -> Path:
    return archive.folder / READINGS / f"{sha256}.{digest_of_layout(layout)[:DIGITS]}.json"
