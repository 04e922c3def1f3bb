"""The session that carries a fetch: guarded, bounded in redirects, and without repeats of its own."""

import socket
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import requests
from requests.adapters import HTTPAdapter
from requests.utils import select_proxy
from urllib3.connection import HTTPConnection
from urllib3.exceptions import LocationParseError, NameResolutionError, NewConnectionError

from asadvertised import __version__
from asadvertised.article.fetching.guard import Guard, Lines
from asadvertised.article.fetching.hints import PastHints
from asadvertised.article.fetching.pooling import PooledAdapter

PRODUCT = "asadvertised"
USER_AGENT = f"{PRODUCT}/{__version__} (help-content checker)"
ACCEPTED = "text/html, application/xhtml+xml, text/markdown;q=0.9, text/plain;q=0.8"


@dataclass(frozen=True)
class Way:
    """How a page's server is reached, where it is not as any other: whom to trust, what to show, whom to go by."""

    verify: bool | str = True
    certificate: tuple[str, str] | str | None = None
    proxies: Mapping[str, str] = field(default_factory=dict)


ANY_WAY = Way()


class _Session(requests.Session):
    """A session that goes where it is sent, and reads nothing by itself; the library would read a redirect's body."""

    def resolve_redirects(self, *_: Any, **__: Any) -> Iterator[Any]:
        """Give nothing to follow: whoever asks decides about each address."""
        return iter(())


def session_for(way: Way, guard: Guard, lines: Lines, locale: str = "") -> requests.Session:
    """Give a session that goes nowhere but where the guard lets it."""
    session = _Session()
    if way != ANY_WAY:
        session.trust_env = False  # it would overrule what is said here
        session.verify, session.cert = way.verify, way.certificate
        session.proxies.update(way.proxies)
    adapter = _guarded_adapter(guard, lines)
    session.mount("http://", adapter)
    session.mount("https://", adapter)
    session.headers.update({"User-Agent": USER_AGENT, "Accept": ACCEPTED, "Accept-Encoding": "gzip, deflate, br"})
    if locale:
        session.headers["Accept-Language"] = locale.replace("_", "-")
    return session


def _guarded_adapter(guard: Guard, lines: Lines) -> HTTPAdapter:
    class Plain(HTTPConnection):
        response_class = PastHints

        def _new_conn(self) -> socket.socket:
            """Connect to the very addresses that were looked at."""
            name = self._dns_host
            try:
                return self._to_first(_looked_up(self, guard, name))
            finally:
                self._dns_host = name

        def _to_first(self, addresses: list[str]) -> socket.socket:
            for left, self._dns_host in zip(range(len(addresses) - 1, -1, -1), addresses, strict=True):
                try:
                    made = super()._new_conn()
                except NewConnectionError:
                    if not left:
                        raise
                else:
                    lines.hold(made)
                    return made
            raise NewConnectionError(self, "it has no address")

    class Adapter(PooledAdapter):
        def send(self, request: requests.PreparedRequest, *arguments: Any, **options: Any) -> requests.Response:
            if select_proxy(request.url or "", options.get("proxies")):
                guard.check_before_a_proxy(request.url or "")
            return super().send(request, *arguments, **options)

    return Adapter(Plain, max_retries=0)


def _looked_up(connection: HTTPConnection, guard: Guard, host: str) -> list[str]:
    try:
        return guard.addresses(host, connection.port)
    except socket.gaierror as error:
        raise NameResolutionError(host, connection, error) from error
    except UnicodeError:
        raise LocationParseError(f"'{host}', label empty or too long") from None
