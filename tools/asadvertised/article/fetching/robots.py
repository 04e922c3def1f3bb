"""What robots.txt asks of us, by RFC 9309: asked once a run at each place, and heeded."""

from collections.abc import Callable
from http import HTTPStatus
from urllib.parse import urlsplit

import requests
from protego import Protego

from asadvertised.article.fetching.guard import PrivateAddress
from asadvertised.article.fetching.page import PageUnavailable
from asadvertised.article.fetching.wire import PRODUCT
from asadvertised.outcome import Cause, CouldNotTell

LARGEST_ROBOTS = 500_000
MEND = "--ignore-robots goes on without it, and the result says so"
Rules = Protego | CouldNotTell
Ask = Callable[[str], tuple[int, bytes]]


class Robots:
    """The rules of each place that was asked for them, or why it could not be asked."""

    def __init__(self) -> None:
        self._rules: dict[str, Rules] = {}

    def check(self, source: str, url: str, ask: Ask) -> None:
        """Hold that an address may be fetched; raise PageUnavailable where it may not, or where nobody can tell."""
        parts = urlsplit(url)
        place = f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}"
        if place not in self._rules:
            self._rules[place] = _rules_of(f"{place}/robots.txt", ask)
        rules = self._rules[place]
        if isinstance(rules, CouldNotTell):
            raise PageUnavailable(source, rules.reason, rules.cause)
        if not rules.can_fetch(url, PRODUCT):
            raise PageUnavailable(source, f"its robots.txt asks {PRODUCT} not to fetch it ({MEND})", Cause.TARGET)


def _rules_of(url: str, ask: Ask) -> Rules:
    try:
        status, body = ask(url)
    except PageUnavailable as fault:
        if isinstance(fault, PrivateAddress) and fault.host == urlsplit(url).hostname:
            raise  # it is the page itself that is there
        return CouldNotTell(f"{fault.why}; that was its robots.txt ({MEND})", fault.cause)
    except requests.TooManyRedirects:
        return CouldNotTell(f"its robots.txt redirects without end ({MEND})")
    if HTTPStatus.BAD_REQUEST <= status < HTTPStatus.INTERNAL_SERVER_ERROR:
        return Protego.parse("")
    if not HTTPStatus.OK <= status < HTTPStatus.MULTIPLE_CHOICES:
        return CouldNotTell(f"its robots.txt answered with status {status} ({MEND})")
    return Protego.parse(_whole_lines(body).decode("utf-8-sig", "replace"))


def _whole_lines(body: bytes) -> bytes:
    """Leave out what is beyond the bound, with the line that it cuts."""
    return body if len(body) <= LARGEST_ROBOTS else body[:LARGEST_ROBOTS].rpartition(b"\n")[0]
