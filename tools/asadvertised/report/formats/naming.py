"""Names for what a record has: the same each time it is rendered, and of no other record's."""

import json
import re
from hashlib import sha256
from urllib.parse import quote, urlsplit, urlunsplit
from uuid import NAMESPACE_URL, UUID, uuid5

from asadvertised.record.files import to_json
from asadvertised.record.model import Results, SentenceResult

HOMEPAGE = "https://asadvertised.example/"
WEB = ("http", "https")
HOST, REST = "!$&'()*+,;=:@[]%", "!$&'()*+,;=:@/?%"
NETWORK_PLACE = re.compile(r"([^@]*@)?(\[[0-9A-Fa-f:.]+\]|[^:@\[\]]+)(:[0-9]*)?")
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


def urn(name: UUID) -> str:
    """Give a name as an IRI that leads nowhere."""
    return name.urn


def digest_of(results: Results) -> str:
    """Give the SHA-256 of a record as it is written to `results.json`."""
    return sha256(to_json(results).encode()).hexdigest()
