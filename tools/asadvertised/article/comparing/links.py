"""Compare where the words of a sentence lead."""

from collections.abc import Sequence
from urllib.parse import parse_qsl, urlencode, urlsplit

from asadvertised.article.model import Link
from asadvertised.article.sentences import plain

TRACKING = ("utm_", "gclid", "fbclid", "msclkid", "mc_eid", "mc_cid", "_ga", "igshid")


def changed_links(old: Sequence[Link], new: Sequence[Link]) -> list[tuple[str, str]]:
    """Give the targets that differ, of links of the same words, or of the same number if the words differ as well."""
    one, other = ([link for link in links if link.href] for links in (old, new))
    if not one or not other:
        return []
    by_words = {plain(link.text).casefold(): link.href for link in other}
    pairs = [(link.href, by_words[words]) for link in one if (words := plain(link.text).casefold()) in by_words]
    if not pairs and len(one) == len(other):
        pairs = [(a.href, b.href) for a, b in zip(one, other, strict=True)]
    return [(a, b) for a, b in pairs if not _same_target(a, b)]


def _same_target(one: str, other: str) -> bool:
    a, b = _parts(one), _parts(other)
    return a[1:] == b[1:] and (a[0] == b[0] or not a[0] or not b[0])


def _parts(href: str) -> tuple[str, str, str, str]:
    """Leave out what leads nowhere else: the scheme of the web, case of the host, tracking, a last slash."""
    try:
        url = urlsplit(href.strip())
        port = f":{url.port}" if url.port not in (None, 80, 443) else ""
    except ValueError:
        return ("", href, "", "")
    host = (url.hostname or "") + port
    if url.scheme not in ("", "http", "https"):
        host = f"{url.scheme}:{host}"
    query = sorted((key, value) for key, value in parse_qsl(url.query, keep_blank_values=True) if not _tracks(key))
    return host, url.path.rstrip("/"), urlencode(query), url.fragment


def _tracks(key: str) -> bool:
    return key.lower().startswith(TRACKING)
