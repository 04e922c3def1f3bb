"""A line for a shell that sends a request again."""

import shlex
from collections.abc import Iterator

from asadvertised.record.model import Exchange, Header
from asadvertised.target.masking import KEPT_BODY

MADE_BY_CURL = ("content-length", "host", "connection")
ENCODING = "accept-encoding"


def curl_line(exchange: Exchange) -> str:
    """Give the line that repeats an exchange; what is masked in it has to be filled in."""
    return " ".join(shlex.quote(word) for word in _words(exchange))


def repeats_in_full(exchange: Exchange) -> bool:
    """Tell whether the whole request was kept."""
    return len(exchange.request.body) < KEPT_BODY


def _words(exchange: Exchange) -> Iterator[str]:
    request = exchange.request
    yield from ("curl", "--globoff", "--path-as-is", "--include")
    if request.method == "HEAD":
        yield "--head"
    elif request.method != "GET" or request.body:
        yield from ("--request", request.method)
    yield request.url
    names = {header.name.lower() for header in request.headers}
    for header in request.headers:
        yield from _header(header)
    for name in ("Accept", "User-Agent", *(("Content-Type",) if request.body else ())):
        if name.lower() not in names:
            yield from ("--header", f"{name}:")  # so that curl sends none of its own
    if request.body:
        yield from ("--data-raw", request.body)


def _header(header: Header) -> Iterator[str]:
    if header.name.lower() == ENCODING:
        yield "--compressed"
    elif header.name.lower() not in MADE_BY_CURL:
        yield from ("--header", f"{header.name}: {header.value}" if header.value else f"{header.name};")
