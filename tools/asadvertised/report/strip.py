"""A strip of marks, one for each run, as the paths of a small drawing: what is broken hangs below the line.

Runs that told the same are one piece of a path, dashed so that each run has its own mark; so 500 runs of 84 sentences
stay a small page, and every strip of a target has the same place for the same run.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from asadvertised.record.rollup import number
from asadvertised.record.runs import Told
from asadvertised.record.timeline import OTHERWISE, Line, Past
from asadvertised.report.view import BY_CHECK, WORST_FIRST, Mark, mark_of, tone_of

CELL = 10  # units of a drawing, from one run to the next; 28 are its height
LINE, ABOVE, BELOW, FOOT = 12, 6, 18, 26
HEIGHTS = {"passed": ABOVE, "failed": BELOW, "flaky": 8, "in-part": 8}
GAP = Mark("gap", "not come to: the run was cut short", "┊")
TEXT = Mark("text-change", "from here on in other words", "")
PAGE = Mark("page-says", "the page said otherwise", "")
SUITE = Mark("suite-change", "from here on another suite, which asks other questions", "")

Paths = tuple[tuple[str, str], ...]
Marks = Sequence[Mark | None]


@dataclass(frozen=True)
class Stretch:
    """Runs one after the other that told the same of a sentence, by the places of the first and the last."""

    mark: Mark
    runs: int
    first: int
    last: int


@dataclass(frozen=True)
class Strip:
    """What is drawn: each path with the class of its mark; `label` says the same in words."""

    runs: int
    paths: Paths
    label: str


@dataclass(frozen=True)
class Row:
    """A sentence over all runs; no stretch counts gaps, or runs that do not have it."""

    past: Past
    strip: Strip
    stretches: tuple[Stretch, ...]

    @property
    def mark(self) -> Mark:
        """How it stands."""
        return mark_of_told(self.past.last)

    @property
    def changed(self) -> bool:
        """Whether it did not stand the same, in the same words, in all runs that came to it."""
        return len(self.stretches) > 1 or bool(self.past.wordings)


def row_of(past: Past) -> Row:
    """Give a sentence's row."""
    marks = [_mark_at(past, place) for place in range(len(past.told))]
    known = [(mark, place) for place, mark in enumerate(marks) if mark and mark is not GAP]
    alike = [(mark, [place for _, place in found]) for mark, found in groupby(known, key=lambda one: one[0])]
    stretches = tuple(Stretch(mark, len(places), places[0], places[-1]) for mark, places in alike)
    changes = {wording.place for wording in past.wordings if not wording.of_page}
    otherwise: Marks = [PAGE if told and told.says in OTHERWISE else None for told in past.told]
    paths = (*_paths(marks), *_paths(otherwise), *_ticks(TEXT, changes))
    return Row(past, Strip(len(marks), paths, _label(marks, len(past.wordings))), stretches)


def strip_of_codes(line: Line) -> Strip:
    """Give the strip of the runs themselves, by their exit codes."""
    marks = [tone_of(run.about.exit_code, lets_through=run.lets_through) for run in line.runs]
    cut = [None if run.about.complete else GAP for run in line.runs]
    return Strip(len(marks), (*_paths(cut), *_paths(marks)), _label(marks, 0))


def suites_of(line: Line) -> str:
    """Give the path of where another suite began to ask."""
    suites = [run.about.suite_sha256 for run in line.runs]
    return "".join(f"M{CELL * place} 0v28" for place in range(1, len(suites)) if suites[place] != suites[place - 1])


def strip_of_mark(mark: Mark) -> Strip:
    """Give a mark alone, for the key."""
    paths = _ticks(mark, {0}) if mark in (TEXT, SUITE) else _paths([mark])
    return Strip(1, tuple(paths), mark.word)


def mark_of_told(told: Told) -> Mark:
    """Give the mark of what was told of a sentence; of what is no promise, it says so."""
    return BY_CHECK.get(told.check) or mark_of(told.outcome, told.qualifier)


def worst_first(mark: Mark) -> int:
    """Give the weight of a mark."""
    return WORST_FIRST.index(mark) if mark in WORST_FIRST else len(WORST_FIRST)


def _mark_at(past: Past, place: int) -> Mark | None:
    told = past.told[place]
    if told is None:
        return None
    return GAP if place in past.gaps else mark_of_told(told)


def _label(marks: Marks, changes: int) -> str:
    counts = Counter(mark.word for mark in marks if mark)
    told = [f"{count} {word}" for word, count in counts.most_common()]
    absent = marks.count(None)
    told += [f"not there in {absent}"] if absent else []
    told += [f"{number(changes, 'change')} of the words"] if changes else []
    return f"{number(len(marks), 'run')}: {', '.join(told)}"


def _paths(marks: Marks) -> Iterator[tuple[str, str]]:
    """Draw each kind of mark; what is broken has a line too, which stays to be seen where runs are narrow."""
    found: dict[str, list[tuple[int, int]]] = {}
    place = 0
    for mark, alike in groupby(marks):
        runs = len(list(alike))
        if mark:
            found.setdefault(mark.name, []).append((place, runs))
        place += runs
    for name, stretches in found.items():
        yield name, "".join(_bars(name, *stretch) for stretch in stretches)
    if "failed" in found:
        yield "least", "".join(f"M{CELL * start + 5} 13v10" for start, _ in found["failed"])


def _bars(name: str, start: int, runs: int) -> str:
    height = FOOT if name == PAGE.name else HEIGHTS.get(name, LINE)
    return f"M{CELL * start + 1} {height}h{CELL * runs - 2}"


def _ticks(mark: Mark, places: Iterable[int]) -> Iterator[tuple[str, str]]:
    drawn = "".join(f"M{CELL * place + 1} 0v28" for place in sorted(places))
    if drawn:
        yield mark.name, drawn
