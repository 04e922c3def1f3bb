"""The page of a run, kept in the run's own folder as it came."""

import json
from pathlib import Path

from asadvertised.article.fetching.archive import SUFFIXES
from asadvertised.article.fetching.kept import kept_as
from asadvertised.article.fetching.page import Page
from asadvertised.article.writing import write_whole


def keep_raw(folder: Path, page: Page) -> Path:
    """Write the bytes of a page, and beside them its SHA-256, headers and time; give where the bytes are.

    What a browser made of it is written too. Raises ConfigurationError where nothing can be written.
    """
    raw = folder / f"page{SUFFIXES.get(page.media_type, '.html')}"
    rendered = page.html.encode("utf-8", "replace") if page.rendered else b""
    said = kept_as(page, None, "").model_dump(mode="json", exclude={"rendered", "locale"})
    write_whole(raw, page.body)
    write_whole(folder / "page.json", json.dumps(said, indent=1, ensure_ascii=False) + "\n")
    if rendered:
        write_whole(folder / "page.rendered.html", rendered)
    return raw
