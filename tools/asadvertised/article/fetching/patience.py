"""How long to wait before asking again: as long as the service says, or longer each time."""

import random
import time
from email.utils import parsedate_to_datetime
from http import HTTPStatus

import requests

FIRST_PAUSE_S = 0.2
LATER = (HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.SERVICE_UNAVAILABLE)


def pause_before(number: int, longest: float) -> float:
    """Give how long to wait after an attempt of this number, in seconds, where the service says nothing."""
    spread = random.uniform(0.8, 1.2)  # noqa: S311  spread, not a secret
    return min(FIRST_PAUSE_S * 2.0 ** (number - 1) * spread, longest)


def asked_to_wait(response: requests.Response | None) -> float | None:
    """Read Retry-After (RFC 9110, 10.2.3), in seconds, from seconds or a date; None where none can be read."""
    if response is None or response.status_code not in LATER:
        return None
    said = response.headers.get("Retry-After", "").strip()
    if said.isascii() and said.isdigit():
        return float(said)
    date = parse_date(said)
    return None if date is None else max(0.0, date - time.time())


def parse_date(said: str) -> float | None:
    """Read a date of HTTP as seconds since the epoch; None for what is none."""
    try:
        return parsedate_to_datetime(said).timestamp()
    except (ValueError, TypeError, OverflowError):
        return None
