"""Evidence that is opened on demand: every text once, compressed, in parts of the page that nothing runs.

A part is JSON, gzipped, in base64, which a browser unpacks by itself. What stands in several parts is kept in one of
its own, so that a service that always answers the same costs next to nothing.
"""

import base64
import gzip
import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import Any

from asadvertised.record.model import Exchange, Header, Response, ScenarioResult, Step
from asadvertised.report.curl import curl_line, repeats_in_full
from asadvertised.report.words import pretty, visible

IN_A_PART = 250  # scenarios
LEVEL = 6
Number = Callable[[str], int]
Laid = dict[str, list[Any]]


@dataclass(frozen=True)
class Pack:
    """The parts of a page that are opened on demand, by name; `shared` texts come before those of every part."""

    shared: str
    parts: dict[str, str] = field(default_factory=dict)
    places: dict[str, str] = field(default_factory=dict)

    def place(self, scenario: ScenarioResult) -> str:
        """Give the part that a scenario's evidence is in."""
        return self.places[scenario.id]


def pack(scenarios: Sequence[ScenarioResult], key: Callable[[str], str]) -> Pack:
    """Pack the evidence of scenarios; `key` gives the name by which a page finds one again, for its id."""
    groups = [scenarios[start : start + IN_A_PART] for start in range(0, len(scenarios), IN_A_PART)]
    texts: dict[str, int] = {}
    laid = [
        {key(scenario.id): _scenario(scenario, lambda text: texts.setdefault(text, len(texts))) for scenario in group}
        for group in groups
    ]
    known, used = list(texts), [dict.fromkeys(_numbers(part)) for part in laid]
    shared = [number for number, parts in sorted(Counter(chain(*used)).items()) if parts > 1]
    parts = {str(number): _part(part, used[number], shared, known) for number, part in enumerate(laid)}
    places = {scenario.id: str(number) for number, group in enumerate(groups) for scenario in group}
    return Pack(squeeze([known[number] for number in shared]), parts, places)


def squeeze(document: Any) -> str:
    """Write a document as compressed JSON in base64, the same each time."""
    written = json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")
    return base64.b64encode(gzip.compress(written, LEVEL, mtime=0)).decode()


def _numbers(part: Laid) -> Iterator[int]:
    """Give the numbers of all texts of a part."""
    for _, keyword, text, _, exchanges in chain(*part.values()):
        yield from (keyword, text, *chain(*exchanges))


def _part(part: Laid, used: Iterable[int], shared: Sequence[int], known: Sequence[str]) -> str:
    """Write a part, with its texts numbered anew: at first those that several parts share, then its own."""
    place = {number: at for at, number in enumerate(shared)}
    own = [number for number in used if number not in place]
    place |= {number: at for at, number in enumerate(own, len(place))}
    scenarios = {
        name: [
            [outcome, place[keyword], place[text], left, [[place[one] for one in exchange] for exchange in exchanges]]
            for outcome, keyword, text, left, exchanges in steps
        ]
        for name, steps in part.items()
    }
    return squeeze({"texts": [known[number] for number in own], "scenarios": scenarios})


def _scenario(scenario: ScenarioResult, number: Number) -> list[Any]:
    """Give the steps of a scenario, its texts as numbers: what `report.js` reads."""
    repeats = scenario.outcome != "passed" or scenario.qualifier is not None
    return [_step(step, number, repeats=repeats) for step in scenario.steps]


def _step(step: Step, number: Number, *, repeats: bool) -> list[Any]:
    said = [number(visible(words)) for words in (step.keyword, step.text)]
    exchanges = [_exchange(one, number, repeats=repeats) for one in step.exchanges]
    return [step.outcome.value, *said, step.left_out, exchanges]


def _exchange(exchange: Exchange, number: Number, *, repeats: bool) -> list[Any]:
    request, answer = exchange.request, exchange.response
    texts = [
        visible(request.method),
        visible(request.url),
        str(answer.status) if answer else visible(exchange.fault),
        told(exchange),
        message(request.headers, request.body),
        answer_of(answer) if answer else "",
        visible(curl_line(exchange)) if repeats and repeats_in_full(exchange) else "",
    ]
    return [number(text) for text in texts]


def told(exchange: Exchange) -> str:
    """Say who asked, how long it took, and after what it was asked again."""
    again = f" · attempt {exchange.attempt}, after {visible(exchange.after)}" if exchange.after else ""
    return f"{visible(exchange.agent)} · {exchange.duration_s * 1000:.1f} ms{again}"


def answer_of(answer: Response) -> str:
    """Lay an answer out, and say so where its body is not kept whole."""
    cut = "\n\n(The rest of the body is not kept.)" if answer.truncated else ""
    return f"{message(answer.headers, answer.body)}{cut}"


def message(headers: Sequence[Header], body: str) -> str:
    """Lay a message out: its headers, and its body."""
    return "\n".join(_lines(headers, body))


def _lines(headers: Sequence[Header], body: str) -> Iterator[str]:
    yield from (f"{visible(header.name)}: {visible(header.value)}" for header in headers)
    if body:
        yield from ("", pretty(body))
