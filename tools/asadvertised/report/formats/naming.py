"""Names for what a record has: the same each time it is rendered, and of no other record's."""

import json
import re
from datetime import UTC
from hashlib import sha256
from typing import Any
from urllib.parse import quote, urlsplit, urlunsplit
from uuid import NAMESPACE_URL, UUID, uuid5

from pydantic_core import PydanticSerializationError

from asadvertised.record.files import to_json
from asadvertised.record.model import Results, SentenceResult
from asadvertised.report.formats.telling import NEVER, moment_of, plain

HOMEPAGE = "https://asadvertised.example/"
WEB = ("http", "https")
HOST, REST = "!$&'()*+,;=:@[]%", "!$&'()*+,;=:@/?%"
NETWORK_PLACE = re.compile(r"([^@]*@)?(\[[0-9A-Fa-f:.]+\]|[^:@\[\]]+)(:[0-9]*)?")
SHA_256 = re.compile("[0-9a-f]{64}")
LAST_YEAR = 2999  # that OSCAL knows
STRAY = re.compile("%(?![0-9A-Fa-f]{2})")


def of_run(results: Results, *parts: str) -> UUID:
    """Name a part of one run."""
    return uuid5(UUID(hex=results.run.id), json.dumps(parts))


def of_article(results: Results, *parts: str) -> UUID:
    """Name what every run of an article has."""
    article = results.run.article
    return uuid5(NAMESPACE_URL, json.dumps([HOMEPAGE, article.name, article.locale, *parts]))


def of_sentence(results: Results, sentence: SentenceResult) -> UUID:
    """Name a sentence with its wording: one that reads otherwise is another sentence."""
    return of_article(results, "sentence", sentence.id, sentence.text)


def address(text: str) -> str | None:
    """Give a web address as it may stand in a document; nothing for what is none."""
    try:
        parts = urlsplit(text)
    except ValueError:
        return None
    if parts.scheme not in WEB or not NETWORK_PLACE.fullmatch(parts.netloc):
        return None
    rest = (_quoted(part, REST) for part in (parts.path, parts.query, parts.fragment))
    return urlunsplit((parts.scheme, _quoted(parts.netloc, HOST), *rest))


def _quoted(part: str, safe: str) -> str:
    return STRAY.sub("%25", quote(part, safe=safe, errors="replace"))


def instant(time: str) -> str:
    """Give a time in UTC as every format takes it; one that no calendar of theirs has is never."""
    try:
        moment = moment_of(time).astimezone(UTC)
    except OverflowError:
        moment = NEVER
    told = moment if NEVER.year <= moment.year <= LAST_YEAR else NEVER
    return told.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def is_digest(text: str) -> bool:
    """Say whether a text is a SHA-256 as formats take it."""
    return bool(SHA_256.fullmatch(text))


def digest_of(results: Results) -> str:
    """Give the SHA-256 of a record as it is written to `results.json`; one with half a character never is."""
    try:
        written = to_json(results)
    except PydanticSerializationError:
        written = document(results.model_dump(mode="json", by_alias=True))
    return sha256(written.encode()).hexdigest()


def document(content: Any) -> str:
    """Give JSON in which every text is visible."""
    return json.dumps(plain(content), ensure_ascii=False, indent=1) + "\n"
