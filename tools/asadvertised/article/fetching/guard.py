"""No request leaves for a private address that the user did not name.

An address is checked as it is connected to, not when its name is looked up before: a name may answer differently the
second time. What a proxy connects to, the proxy looks up; there only what the name itself tells can be checked.
"""

import contextlib
import os
import socket
from collections.abc import Callable
from functools import partial
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from urllib.parse import urlsplit

from asadvertised.article.fetching.page import PageUnavailable
from asadvertised.outcome import Cause

NAT64 = IPv6Network("64:ff9b::/96")
COMPATIBLE = IPv6Network("::/96")
PORTS = {"http": 80, "https": 443, "ws": 80, "wss": 443}
WITHIN = (".localhost", ".local", ".internal", ".home.arpa", ".lan", ".intranet")
Place = tuple[str, int]


class PrivateAddress(PageUnavailable):
    """The page leads into a network that only we can reach, and that nobody named."""

    def __init__(self, source: str, host: str, address: str) -> None:
        told = host if host == address else f"{host} ({address})"
        why = f"it leads to the private address {told}; if that is meant, name it as the page's own address"
        super().__init__(source, why, Cause.TARGET)
        self.host = host


def is_private(address: str) -> bool:
    """Tell an address that is not the whole internet's, also where one is wrapped in another."""
    ip = ip_address(address.partition("%")[0])
    return not _is_public(ip) or any(not _is_public(inner) for inner in _wrapped(ip))


def _is_public(ip: IPv4Address | IPv6Address) -> bool:
    if isinstance(ip, IPv6Address) and ip.ipv4_mapped:
        return _is_public(ip.ipv4_mapped)
    return ip.is_global and not ip.is_multicast and not getattr(ip, "is_site_local", False)


def _wrapped(ip: IPv4Address | IPv6Address) -> list[IPv4Address]:
    if isinstance(ip, IPv4Address):
        return []
    last = [IPv4Address(int(ip) & 0xFFFFFFFF)] if ip in NAT64 or ip in COMPATIBLE else []
    return [inner for inner in (ip.sixtofour, *(ip.teredo or ()), *last) if inner]


def place_of(url: str) -> Place:
    """Give the host and port that an address leads to."""
    parts = urlsplit(url)
    return (parts.hostname or "").rstrip("."), parts.port or PORTS.get(parts.scheme, 0)


class Guard:
    """Lets connections go to public addresses, and to the one place that the user named, wherever it is.

    A named place that was public once must stay so: a name that turns private later is a trick, not a wish.
    """

    def __init__(self, source: str, named: str = "") -> None:
        self._source = source
        self._named = place_of(named or source)
        self._was_public = False

    def addresses(self, host: str, port: int) -> list[str]:
        """Look a host up, and give all its addresses; raise PrivateAddress if one must not be connected to."""
        found = socket.getaddrinfo(host.strip("[]"), port, type=socket.SOCK_STREAM)
        addresses = list(dict.fromkeys(str(entry[4][0]) for entry in found))
        private = next((address for address in addresses if is_private(address)), "")
        is_named = (host.strip("[]").rstrip("."), port) == self._named
        if private and not (is_named and not self._was_public):
            raise PrivateAddress(self._source, host, private)
        self._was_public = self._was_public or (is_named and not private)
        return addresses

    def check_before_a_proxy(self, url: str) -> None:
        """Raise PrivateAddress for what is private by its name alone; the proxy looks up all else."""
        host, port = place_of(url)
        if (host, port) == self._named:
            return
        has_one_label = "." not in host and ":" not in host
        if has_one_label or host.endswith(WITHIN):
            raise PrivateAddress(self._source, host, host)
        with contextlib.suppress(OSError, UnicodeError):
            for entry in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_NUMERICHOST):
                if is_private(str(entry[4][0])):
                    raise PrivateAddress(self._source, host, str(entry[4][0]))


class Lines:
    """The connections of a fetch, and whatever else must end with it, so that they can be cut when its time is over.

    Duplicates of sockets are held, for TLS takes a socket itself away.
    """

    def __init__(self) -> None:
        self._endings: list[Callable[[], None]] = []
        self._is_over = False

    def hold(self, made: socket.socket) -> None:
        """Note a connection."""
        self.at_the_end(partial(_shut, socket.socket(fileno=os.dup(made.fileno()))))

    def at_the_end(self, ending: Callable[[], None]) -> None:
        """Note what has to be done at the end."""
        self._endings.append(ending)
        if self._is_over:
            self.cut()

    def cut(self) -> None:
        """End everything, and whatever is noted from now on."""
        self._is_over = True
        while self._endings:
            self._endings.pop()()


def _shut(line: socket.socket) -> None:
    with contextlib.suppress(OSError):
        line.shutdown(socket.SHUT_RDWR)
    line.close()
