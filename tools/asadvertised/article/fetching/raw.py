"""The page of a run, kept in the run's own folder as it came."""

import json
from hashlib import sha256
from pathlib import Path

from pydantic import ValidationError

from asadvertised.article.fetching.archive import SUFFIXES
from asadvertised.article.fetching.kept import KeptFetch, kept_as
from asadvertised.article.fetching.page import Page
from asadvertised.article.fetching.reading import as_fetched
from asadvertised.article.writing import write_whole
from asadvertised.errors import ConfigurationError

PAGE = "page"
RENDERED = "page.rendered.html"


def forget_raw(folder: Path) -> None:
    """Remove the page that an earlier run kept in its folder, so that nobody takes it for another run's.

    Raises ConfigurationError where one cannot be removed.
    """
    try:
        for name in (*(f"page{suffix}" for suffix in {*SUFFIXES.values(), ".html"}), RENDERED, "page.json"):
            (folder / name).unlink(missing_ok=True)
    except OSError as error:
        what = f"cannot be cleared of an earlier run's page: {error.strerror or error}"
        raise ConfigurationError(what, str(folder), "remove it, or name another place") from None


def keep_raw(folder: Path, page: Page) -> Path:
    """Write the bytes of a page, and beside them its SHA-256, headers and time; give where the bytes are.

    What a browser made of it is written too. Raises ConfigurationError where nothing can be written.
    """
    raw = folder / f"page{SUFFIXES.get(page.media_type, '.html')}"
    rendered = page.html.encode("utf-8", "replace") if page.rendered else b""
    said = kept_as(page, None, "").model_dump(mode="json", exclude={"rendered", "locale"})
    forget_raw(folder)
    write_whole(raw, page.body)
    write_whole(folder / "page.json", json.dumps(said, indent=1, ensure_ascii=False) + "\n")
    if rendered:
        write_whole(folder / RENDERED, rendered)
    return raw


def page_in(folder: Path) -> Page | None:
    """Read the page of a run again, if one is kept in its folder; its bytes have to be those that are said."""
    try:
        kept = KeptFetch.model_validate_json((folder / "page.json").read_bytes())
        body = (folder / f"page{SUFFIXES.get(kept.media_type, '.html')}").read_bytes()
    except (OSError, ValidationError):
        return None
    rendered = folder / RENDERED
    made = rendered.read_bytes() if rendered.is_file() else None
    return as_fetched(kept, body, made) if sha256(body).hexdigest() == kept.sha256 else None
