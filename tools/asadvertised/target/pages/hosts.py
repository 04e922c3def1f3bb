"""Whose pages somebody is at: the service's, or a host's that its profile names."""

from urllib.parse import urlsplit

from asadvertised.outcome import Cause, CouldNotTell
from asadvertised.target.client import Target

PORTS = {"http": 80, "https": 443}


def check_host(target: Target, url: str, opened: str = "") -> None:
    """Hold that a page is the service's, or of the host which somebody has `opened`.

    Raises CouldNotTell for one that is another's.
    """
    known = {host_of(one) for one in (target.url, opened, *(f"//{host}" for host in target.doors.hosts))}
    if host_of(url).partition(":")[0] not in known and host_of(url) not in known:
        mend = "add its host to `hosts` in [pages] of the profile, if it is the service's"
        told = target.mask.text(url)[:200]
        raise CouldNotTell(f"The page leads to another site, {told} ({mend}).", Cause.CONFIGURATION)


def host_of(url: str) -> str:
    """Give a host and its port, unless that is the usual one."""
    parts = urlsplit(url)
    usual = parts.port in {None, PORTS.get(parts.scheme)}
    return str(parts.hostname) if usual else f"{parts.hostname}:{parts.port}"
