"""Send a request and bring its answer: within bounds of time and size, at a bounded rate, again where that is safe."""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http import HTTPStatus

import requests
from requests.cookies import extract_cookies_to_jar
from urllib3.exceptions import HTTPError

from asadvertised.article.fetching.packing import must_be_whole
from asadvertised.article.fetching.patience import asked_to_wait, pause_before
from asadvertised.target.deadline import Watch, watched_adapter
from asadvertised.target.silence import MAX_BODY, TooLarge, why_silent

CHUNK = 65536
LONGEST_PAUSE_S = 30.0
REPEATABLE = frozenset({"GET", "HEAD", "OPTIONS", "PUT", "DELETE"})
GATEWAY = (HTTPStatus.BAD_GATEWAY, HTTPStatus.SERVICE_UNAVAILABLE, HTTPStatus.GATEWAY_TIMEOUT)


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
    def turned_away(self) -> bool:
        """Whether the service said that it did not act, and that it may later."""
        return self.response is not None and self.response.status_code == HTTPStatus.TOO_MANY_REQUESTS

    @property
    def trouble(self) -> str:
        """What went wrong, in a word; nothing if an answer came that is worth reading."""
        if self.response is None:
            return "no answer"
        status = self.response.status_code
        return f"status {status}" if status in GATEWAY or self.turned_away else ""


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
            if not after or number > self.reach.retries or not self._may_repeat(sent, safe=safe):
                return
            pause = pause_before_repeat(sent, number)
            if pause > LONGEST_PAUSE_S:
                return
            self._sleep(pause)

    def _may_repeat(self, sent: Sent, *, safe: bool) -> bool:
        """Tell whether a repeat may help, and does nothing twice: the request is safe, or cannot have been acted on."""
        if sent.error is None:
            return safe or sent.turned_away
        silence = why_silent(sent.error, self.reach.timeout)
        return silence.may_pass and (safe or not silence.reached)

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
            # Not by the session, which reads the whole body of whatever redirects.
            response = self.adapter.send(request, True, reach.timeout, reach.verify, reach.certificate, reach.proxies)  # noqa: FBT003
            extract_cookies_to_jar(session.cookies, request, response.raw)  # type: ignore[no-untyped-call]
            response._content = _body(response)  # noqa: SLF001  requests offers no other way to bound a body
        except (requests.RequestException, HTTPError, OSError, ValueError) as error:
            if self._watch.struck:
                raise requests.ReadTimeout from None
            raise error if isinstance(error, requests.RequestException) else requests.ConnectionError(error) from None
        finally:
            self._watch.stop()
        if self._watch.struck:  # a body without a length ends where its connection does
            raise requests.ReadTimeout
        return response


def _body(response: requests.Response) -> bytes:
    body = bytearray()
    for chunk in response.iter_content(CHUNK):
        body += chunk
        if len(body) > MAX_BODY:
            response.close()
            response._content = bytes(body)  # noqa: SLF001  what came of it is evidence
            raise TooLarge(response=response)
    must_be_whole(response, bytes(body))
    return bytes(body)


def pause_before_repeat(sent: Sent, number: int) -> float:
    """Give how long to wait, in seconds: as long as the service asks, or longer each time."""
    asked = asked_to_wait(sent.response)
    if asked is not None:
        return asked
    return pause_before(number, LONGEST_PAUSE_S)
