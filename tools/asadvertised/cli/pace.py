"""How long what is left may take, judged by what its like took; nothing before that can be judged."""

import time
from collections import Counter
from collections.abc import Iterable

from asadvertised.article.scenarios import Scenario
from asadvertised.cli.status import Clock

LEAST_PART = 0.05
LEAST_S = 3.0
STEP_S, MINUTE_S, MINUTES = 10, 60, 60


class Pace:
    """Rows of one outline cost alike, and so, less closely, do scenarios of one feature.

    How many are asked at a time, and what comes between them, shows in how long they took together.
    """

    def __init__(self, scenarios: Iterable[Scenario], clock: Clock = time.monotonic) -> None:
        self._kinds = {one.id: (one.outline, one.feature, "") for one in scenarios}
        self._left = Counter(self._kinds.values())
        self._took = Counter[str]()
        self._ended = Counter[str]()
        self._clock = clock
        self._start: float | None = None

    def ended(self, scenario: str, took_s: float) -> None:
        """Note how long a scenario took."""
        if self._start is None:
            self._start = self._clock() - took_s
        kinds = self._kinds[scenario]
        self._left[kinds] -= 1
        for kind in kinds:
            self._took[kind] += took_s  # type: ignore[assignment]
            self._ended[kind] += 1

    def left_s(self) -> float | None:
        """Give the seconds that are left, or None where too little has ended to tell."""
        elapsed = self._clock() - self._start if self._start is not None else 0.0
        if elapsed < LEAST_S or self._ended[""] < LEAST_PART * len(self._kinds) or not self._took[""]:
            return None
        work = sum(count * self._expected(kinds) for kinds, count in self._left.items())
        return work * elapsed / self._took[""]

    def _expected(self, kinds: tuple[str, ...]) -> float:
        known = next(kind for kind in kinds if self._ended[kind])
        return self._took[known] / self._ended[known]


class EvenPace:
    """Things that each take as long as another."""

    def __init__(self, total: int, clock: Clock = time.monotonic) -> None:
        self._total = total
        self._clock = clock
        self._start = clock()

    def left_s(self, done: int) -> float | None:
        """Give the seconds that are left when so many are done, or None where that is too few to tell."""
        elapsed = self._clock() - self._start
        if elapsed < LEAST_S or done <= LEAST_PART * self._total:
            return None
        return max(self._total - done, 0) * elapsed / done


def time_left(seconds: float | None) -> str:
    """Say it no more exactly than it is known, or nothing where it is not."""
    if seconds is None:
        return ""
    tens, minutes = round(seconds / STEP_S), round(seconds / MINUTE_S)
    if tens < 1:
        return "a few seconds left"
    if tens * STEP_S < MINUTE_S:
        return f"about {tens * STEP_S} s left"
    if minutes < MINUTES:
        return f"about {minutes} min left"
    return f"about {minutes // MINUTES} h {minutes % MINUTES} min left"
