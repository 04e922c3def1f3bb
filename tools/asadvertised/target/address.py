"""The address of a service."""

from urllib.parse import urlsplit

from asadvertised.errors import ConfigurationError
from asadvertised.target.masking import Mask


def check_url(url: str) -> str:
    """Give a target's address without a trailing slash.

    Raises ConfigurationError for what is not an http(s) address.
    """
    if not _is_address(url):
        mend = "give an address such as http://127.0.0.1:8000"
        raise ConfigurationError(f"{Mask().text(url)!r} is not an http or https address", "--target", mend)
    return url.rstrip("/")


def _is_address(url: str) -> bool:
    try:
        parts = urlsplit(url)
        (parts.hostname or "").encode("idna")
        return parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False
