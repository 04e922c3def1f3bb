"""The address of a service, and of a proxy before it."""

import re
from importlib.util import find_spec
from urllib.parse import urlsplit

from asadvertised.errors import ConfigurationError
from asadvertised.target.masking import Mask

SOCKS = re.compile(r"socks(4a?|5h?)://", re.IGNORECASE)


def check_url(url: str) -> str:
    """Give a target's address without a trailing slash.

    Raises ConfigurationError for what is not an http(s) address, or for one that no path can be added to.
    """
    if not _is_address(url):
        mend = "give an address such as http://127.0.0.1:8000"
        raise ConfigurationError(f"{Mask().text(url)!r} is not an http or https address", "--target", mend)
    if "?" in url or "#" in url:
        what = f"{Mask().text(url)!r} has a query or a fragment, after which no path can stand"
        raise ConfigurationError(what, "--target", "leave out what begins with ? or #")
    return url.rstrip("/")


def check_proxy(url: str, where: str) -> None:
    """Hold that a proxy can be asked, which need not name its scheme.

    Raises ConfigurationError for what is not the address of one, or needs a package that is not there.
    """
    socks = SOCKS.match(url)
    if not _is_address(SOCKS.sub("http://", url) if "://" in url else f"http://{url}"):
        mend = "give one such as http://127.0.0.1:3128"
        raise ConfigurationError(f"{Mask().text(url)!r} is not the address of a proxy", where, mend)
    if socks and find_spec("socks") is None:
        raise ConfigurationError("a proxy of SOCKS needs a package that is not there", where, "install PySocks")


def _is_address(url: str) -> bool:
    try:
        parts = urlsplit(url)
        (parts.hostname or "").encode("idna")
        return parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False
