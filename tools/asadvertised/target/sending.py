"""Send a request and bring its answer: within bounds of time and size, at a bounded rate, again where that is safe."""

import random
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from typing import Any

import requests
from urllib3.exceptions import HTTPError, NewConnectionError

from asadvertised.target.deadline import Watch, watched_adapter

MAX_BODY = 5_000_000
CHUNK = 65536
FIRST_PAUSE_S = 0.2
LONGEST_PAUSE_S = 30.0
REPEATABLE = frozenset({"GET", "HEAD", "OPTIONS", "PUT", "DELETE"})
LATER = (HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.SERVICE_UNAVAILABLE)
GATEWAY = (HTTPStatus.BAD_GATEWAY, HTTPStatus.SERVICE_UNAVAILABLE, HTTPStatus.GATEWAY_TIMEOUT)


class TooLarge(requests.RequestException):
    """An answer's body is larger than any that is read."""


@dataclass(frozen=True)
class Reach:
    """How a service is reached; times in seconds, `rate` in requests a second."""

    timeout: float = 10.0
    retries: int = 2
    rate: float | None = None
    proxies: dict[str, str] = field(default_factory=dict)
    verify: bool | str = True
    certificate: tuple[str, str] | str | None = None


@dataclass(frozen=True)
class Sent:
    """One attempt: what came of it, and why it was made again, if it was; `at` is in seconds since the epoch."""

    number: int
    after: str
    at: float
    duration_s: float
    response: requests.Response | None = None
    error: requests.RequestException | None = None

    @property
    def trouble(self) -> str:
        """What went wrong, in a word; nothing if an answer came that is worth reading."""
        if self.response is None:
            return "no answer"
        status = self.response.status_code
        return f"status {status}" if status in GATEWAY or status == HTTPStatus.TOO_MANY_REQUESTS else ""


class Courier:
    """Carries requests of every agent over shared connections."""

    def __init__(self, reach: Reach, sleep: Callable[[float], None] = time.sleep) -> None:
        self.reach = reach
        self._watch = Watch()
        self.adapter = watched_adapter(self._watch, pool_connections=4, pool_maxsize=16)
        self._sleep = sleep
        self._next = 0.0

    def attempts(
        self, session: requests.Session, request: requests.PreparedRequest, *, repeatable: bool | None = None
    ) -> Iterator[Sent]:
        """Send a request, and again while that is safe and may help; the last attempt is what came of it."""
        safe = request.method in REPEATABLE if repeatable is None else repeatable
        after = ""
        for number in range(1, self.reach.retries + 2):
            sent = self._attempt(session, request, number, after)
            yield sent
            after = sent.trouble
            if not after or number > self.reach.retries or not (safe or _was_not_taken(sent)):
                return
            self._sleep(_pause(sent, number))

    def _attempt(self, session: requests.Session, request: requests.PreparedRequest, number: int, after: str) -> Sent:
        self._keep_to_the_rate()
        at, started = time.time(), time.perf_counter()
        try:
            response = self._exchange(session, request)
        except requests.RequestException as error:
            return Sent(number, after, at, time.perf_counter() - started, error=error)
        return Sent(number, after, at, time.perf_counter() - started, response)

    def _keep_to_the_rate(self) -> None:
        if self.reach.rate is None:
            return
        now = time.monotonic()
        if now < self._next:
            self._sleep(self._next - now)
        self._next = max(now, self._next) + 1 / self.reach.rate

    def _exchange(self, session: requests.Session, request: requests.PreparedRequest) -> requests.Response:
        reach = self.reach
        self._watch.start(reach.timeout)
        try:
            response = session.send(
                request,
                timeout=reach.timeout,
                allow_redirects=False,
                stream=True,
                proxies=reach.proxies,
                verify=reach.verify,
                cert=reach.certificate,
            )
            response._content = _body(response)  # noqa: SLF001  requests offers no other way to bound a body
        except (requests.RequestException, HTTPError, OSError) as error:
            if self._watch.struck:
                raise requests.ReadTimeout from None
            raise error if isinstance(error, requests.RequestException) else requests.ConnectionError(error) from None
        finally:
            self._watch.stop()
        return response


def _body(response: requests.Response) -> bytes:
    body = bytearray()
    for chunk in response.iter_content(CHUNK):
        body += chunk
        if len(body) > MAX_BODY:
            response.close()
            response._content = bytes(body)  # noqa: SLF001  what came of it is evidence
            raise TooLarge(response=response)
    return bytes(body)


def _was_not_taken(sent: Sent) -> bool:
    """Tell whether the service cannot have acted: it turned the request away, or was never reached."""
    if sent.response is not None:
        return sent.response.status_code == HTTPStatus.TOO_MANY_REQUESTS
    reason: Any = sent.error.args[0] if sent.error and sent.error.args else None
    return isinstance(getattr(reason, "reason", reason), NewConnectionError)


def _pause(sent: Sent, number: int) -> float:
    """Give how long to wait, in seconds: as long as the service asks, within reason, or longer each time."""
    asked = _retry_after(sent.response)
    if asked is not None:
        return min(asked, LONGEST_PAUSE_S)
    return FIRST_PAUSE_S * 2.0 ** (number - 1) * random.uniform(0.8, 1.2)  # noqa: S311  spread, not a secret


def _retry_after(response: requests.Response | None) -> float | None:
    """Read Retry-After (RFC 9110, 10.2.3): seconds, or a date; None where there is none that can be read."""
    if response is None or response.status_code not in LATER:
        return None
    said = response.headers.get("Retry-After", "").strip()
    if said.isdigit():
        return float(said)
    try:
        return max(0.0, parsedate_to_datetime(said).timestamp() - time.time())
    except (ValueError, TypeError):
        return None
