"""The history of a page: each fetch is kept, and the bytes of equal ones once.

`fetches.jsonl` has a line for each fetch and is only ever added to, by one write a line, so that several processes may
share a folder and one that ends in the middle of its line costs no other.
"""

import contextlib
import os
from collections.abc import Iterator
from datetime import date, datetime
from hashlib import sha256
from pathlib import Path

from pydantic import ValidationError

from asadvertised.article.fetching.kept import KeptFetch, kept_as, parse_when, without_password
from asadvertised.article.fetching.page import MARKDOWN, PLAIN, Page
from asadvertised.article.writing import write_whole
from asadvertised.errors import ConfigurationError

LINES = "fetches.jsonl"
PAGES = "pages"
SUFFIXES = {MARKDOWN: ".md", PLAIN: ".txt"}
DIGITS = frozenset("0123456789abcdef")
LENGTH = 64
ONLY_WE_READ = 0o600


class Archive:
    """The fetches that a folder keeps; times are UTC."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._lines = folder / LINES

    def keep(self, page: Page, locale: str = "") -> KeptFetch:
        """Keep a fetch, with its bytes where they are new; raise ConfigurationError where that is impossible."""
        try:
            rendered = self._keep_bytes(page.html.encode("utf-8", "replace"), ".html") if page.rendered else None
            self._keep_bytes(page.body, SUFFIXES.get(page.media_type, ".html"))
            kept = kept_as(page, rendered, locale)
            self._append(kept.model_dump_json())
        except OSError as error:
            raise _no_history(self.folder, f"cannot be written: {error.strerror}") from None
        except ConfigurationError as error:
            raise _no_history(self.folder, error.what) from None
        return kept

    def fetches(self, source: str = "") -> list[KeptFetch]:
        """Give the fetches of a source, or of all, the oldest first."""
        asked = without_password(source)
        found = [kept for kept in self._read() if not source or kept.source == asked]
        return sorted(found, key=lambda kept: kept.at)

    def since(self, when: str | date | datetime, source: str = "") -> list[KeptFetch]:
        """Give the fetches from a moment on, the oldest first."""
        start = parse_when(when)
        return [kept for kept in self.fetches(source) if kept.at >= start]

    def at(self, when: str | date | datetime, source: str = "") -> KeptFetch | None:
        """Give the last fetch that is not later than a moment, which is what the page was then, as far as we know."""
        end = parse_when(when)
        return next((kept for kept in reversed(self.fetches(source)) if kept.at <= end), None)

    def latest(self, source: str) -> KeptFetch | None:
        """Give the last fetch of a source."""
        return next(reversed(self.fetches(source)), None)

    def page(self, digest: str) -> bytes:
        """Give kept bytes by their SHA-256; raise ConfigurationError where they are not there, or damaged."""
        path = self._path(digest)
        try:
            body = path.read_bytes() if path else b""
        except OSError as error:
            raise _no_history(path or self.folder, f"cannot be read: {error.strerror}") from None
        if path is None:
            raise _no_history(self.folder, f"keeps no page {digest!r}")
        if sha256(body).hexdigest() != digest:
            raise _no_history(path, "is damaged: its bytes are not those that were kept")
        return body

    def _path(self, digest: str) -> Path | None:
        is_digest = len(digest) == LENGTH and DIGITS.issuperset(digest)
        names = (self.folder / PAGES / f"{digest}{suffix}" for suffix in (".html", *SUFFIXES.values()))
        return next((path for path in names if path.is_file()), None) if is_digest else None

    def _keep_bytes(self, body: bytes, suffix: str) -> str:
        digest = sha256(body).hexdigest()
        path = self._path(digest)
        if path is None or path.read_bytes() != body:
            write_whole(path or self.folder / PAGES / f"{digest}{suffix}", body, ONLY_WE_READ)
        return digest

    def _append(self, line: str) -> None:
        """Add a line by one write; after a torn one, begin a new one."""
        handle = os.open(self._lines, os.O_RDWR | os.O_APPEND | os.O_CREAT, ONLY_WE_READ)
        try:
            size = os.lseek(handle, 0, os.SEEK_END)
            os.lseek(handle, max(0, size - 1), os.SEEK_SET)
            start = "" if os.read(handle, 1) in (b"", b"\n") else "\n"
            data = f"{start}{line}\n".encode()
            if os.write(handle, data) != len(data):
                raise OSError(0, "the disk is full")
        finally:
            os.close(handle)

    def _read(self) -> Iterator[KeptFetch]:
        try:
            with self._lines.open("rb") as lines:
                for line in lines:
                    with contextlib.suppress(ValidationError):  # a torn line says nothing
                        yield KeptFetch.model_validate_json(line)
        except FileNotFoundError:
            return
        except OSError as error:
            raise _no_history(self._lines, f"cannot be read: {error.strerror}") from None


def _no_history(path: Path, what: str) -> ConfigurationError:
    return ConfigurationError(what, str(path), "choose another folder for the history, or mend it")
