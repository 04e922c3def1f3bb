"""Compare where the words of a sentence lead."""

from collections import defaultdict
from collections.abc import Hashable, Sequence
from typing import NamedTuple
from urllib.parse import parse_qsl, urlencode, urlsplit

from asadvertised.article.model import Link
from asadvertised.article.sentences import plain

TRACKING = ("utm_", "gclid", "fbclid", "msclkid", "mc_eid", "mc_cid", "_ga", "igshid")


class Led(NamedTuple):
    """Words that led somewhere, and where they lead now: nowhere, if `new` is empty."""

    words: str
    old: str
    new: str = ""


def changed_links(old: Sequence[Link], new: Sequence[Link]) -> list[Led]:
    """Give the links of ours that lead elsewhere now, or nowhere; where ours led is not always known.

    Links are paired by their words, else by their target, else by their place if as many are left on both sides.
    """
    left, rest, pairs = list(old), list(new), list[tuple[Link, Link]]()
    for key in (_words_and_target, _words, _target):
        standing = defaultdict[Hashable, list[Link]](list)
        for link in reversed(rest):
            standing[key(link)].append(link)
        found = [(link, standing[key(link)].pop() if standing[key(link)] else None) for link in left]
        pairs += [(link, other) for link, other in found if other]
        left = [link for link, other in found if not other]
        rest = [link for links in standing.values() for link in reversed(links)]
    pairs += zip(left, rest if len(left) == len(rest) else [Link(text="")] * len(left), strict=True)
    return [Led(a.text, a.href, b.href) for a, b in pairs if a.href and not (b.href and _leads_alike(a.href, b.href))]


def _words_and_target(link: Link) -> Hashable:
    return _words(link), _target(link)


def _words(link: Link) -> Hashable:
    return plain(link.text).casefold()


def _target(link: Link) -> Hashable:
    return _parts(link.href)[1:] if link.href else None


def _leads_alike(one: str, other: str) -> bool:
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
