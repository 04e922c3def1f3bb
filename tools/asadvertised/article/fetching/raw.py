"""The page of a run, kept in the run's own folder as it came."""

import json
from pathlib import Path

from asadvertised.article.fetching.archive import SUFFIXES, write_whole
from asadvertised.article.fetching.kept import kept_as
from asadvertised.article.fetching.page import Page
from asadvertised.errors import ConfigurationError


def keep_raw(folder: Path, page: Page) -> Path:
    """Write the bytes of a page, and beside them its SHA-256, headers and time; give where the bytes are.

    What a browser made of it is written too. Raises ConfigurationError where nothing can be written.
    """
    raw = folder / f"page{SUFFIXES.get(page.media_type, '.html')}"
    rendered = page.html.encode("utf-8", "replace") if page.rendered else b""
    said = kept_as(page, None, "").model_dump(mode="json", exclude={"rendered", "locale"})
    try:
        write_whole(raw, page.body)
        write_whole(folder / "page.json", json.dumps(said, indent=1, ensure_ascii=False).encode() + b"\n")
        if rendered:
            write_whole(folder / "page.rendered.html", rendered)
    except OSError as error:
        raise ConfigurationError(f"cannot be written: {error.strerror}", str(folder), "choose another folder") from None
    return raw
