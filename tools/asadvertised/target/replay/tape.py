"""What a record holds of one scenario, in the order in which it came; whoever asks is answered from it, once."""

import json
from collections import defaultdict, deque
from collections.abc import Callable, Iterator

from asadvertised.outcome import Cause, CouldNotTell, NotLookedAt
from asadvertised.target.exchange import Evidence
from asadvertised.target.replay.likeness import Likeness

OF_CREDENTIALS = "getting a token"
OF_THE_WAY = frozenset({"user-agent", "content-length", "host", "connection", "cookie", "accept-encoding"})
ABOUT = 300


class OffTheRecord(CouldNotTell):
    """Something is asked that was not asked then, so that the record has no answer to it."""

    def __init__(self, asked: str, then: str) -> None:
        super().__init__(f"Asked now: {asked}. Asked then: {then or 'nothing more'}.", Cause.HARNESS)
        self.asked = asked
        self.then = then


class Tape:
    """The evidence of a scenario, played once.

    `strayed` is where it was left, if it was; it is `cut` where no more than the beginning of an answer was kept.
    `not_looked_at` is why nobody could look at pages, where nobody could.
    """

    def __init__(self, record: Evidence, set_clock: Callable[[str], None] = lambda _: None) -> None:
        self.likeness = Likeness()
        self.strayed: OffTheRecord | None = None
        self.cut = False
        self._set_clock = set_clock
        looked = record.get("qualifier") == NotLookedAt.qualifier
        self.not_looked_at = str(record.get("reason", "")) if looked else ""
        self.seed = str(record.get("seed", ""))
        started = [exchange["started"] for step in record.get("steps", ()) for exchange in step["exchanges"]]
        if started and started[0]:
            set_clock(min(started))
        self._exchanges: dict[str, deque[Evidence]] = defaultdict(deque)
        self._observations: dict[str, deque[Evidence]] = defaultdict(deque)
        steps = record.get("steps", ())
        for observation in (one for step in steps for one in step.get("observations", ())):
            self._observations[observation["agent"]].append(observation)
        for exchange in (one for step in steps for one in step["exchanges"]):
            if exchange["operation"] != OF_CREDENTIALS and exchange["agent"] not in self._observations:
                self._exchanges[exchange["agent"]].append(exchange)

    def attempts(self, agent: str, request: Evidence) -> Iterator[Evidence]:
        """Give what came of the next request of somebody, as often as it was sent then.

        Raises OffTheRecord where that was another request.
        """
        waiting = self._exchanges[agent]
        if not waiting or not self._is_like(request, waiting[0]["request"]):
            raise self.stray(_in_words(request), _in_words(waiting[0]["request"]) if waiting else "")
        exchange = waiting.popleft()
        while True:
            if exchange["started"]:
                self._set_clock(exchange["started"])
            self.cut = self.cut or bool(exchange["response"] and exchange["response"]["truncated"])
            yield exchange
            if not waiting or waiting[0]["attempt"] != exchange["attempt"] + 1:
                return
            exchange = waiting.popleft()

    def observation(self, agent: str, act: str, given: Evidence) -> Evidence:
        """Give what came of what somebody did next at a page.

        Raises OffTheRecord where that was something else.
        """
        waiting = self._observations[agent]
        asked, then = _act_in_words(act, given), ""
        if waiting:
            then = _act_in_words(waiting[0]["act"], waiting[0]["given"])
        if not waiting or not self.likeness.is_like(asked, then):
            raise self.stray(asked, then)
        return waiting.popleft()

    @property
    def left(self) -> int:
        """How much of it was not asked for."""
        return sum(map(len, (*self._exchanges.values(), *self._observations.values())))

    def _is_like(self, now: Evidence, then: Evidence) -> bool:
        parts = ((now[part], then[part]) for part in ("method", "url", "body"))
        return all(self.likeness.is_like(*pair) for pair in parts) and self.likeness.is_like(
            _headers(now), _headers(then)
        )

    def stray(self, asked: str, then: str) -> OffTheRecord:
        """Give the error of what was not asked then, and keep the first."""
        error = OffTheRecord(asked[:ABOUT], then[:ABOUT])
        self.strayed = self.strayed or error
        return error


def _headers(request: Evidence) -> str:
    """Give the headers that somebody's own doing, or the contract, decides."""
    said = sorted((header["name"].lower(), header["value"]) for header in request["headers"])
    return "\n".join(f"{name}: {value}" for name, value in said if name not in OF_THE_WAY)


def _in_words(request: Evidence) -> str:
    body = f" {request['body']}" if request["body"] else ""
    return f"{request['method']} {request['url']}{body}"


def _act_in_words(act: str, given: Evidence) -> str:
    return f"{act} {json.dumps(given, ensure_ascii=False, sort_keys=True)}"
