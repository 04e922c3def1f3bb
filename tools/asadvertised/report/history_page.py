"""Many runs as one page: small multiples, a strip of marks for each sentence, what changed first and worst first."""

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from urllib.parse import quote

from asadvertised.record.rollup import number
from asadvertised.record.runs import PastRun
from asadvertised.record.timeline import Line, notes_of
from asadvertised.report import history
from asadvertised.report.history import Moment
from asadvertised.report.html import environment, style_of
from asadvertised.report.moments import minute, second
from asadvertised.report.strip import (
    GAP,
    PAGE,
    SUITE,
    TEXT,
    Row,
    Stretch,
    Strip,
    row_of,
    strip_of_codes,
    strip_of_mark,
    suites_of,
    worst_first,
)
from asadvertised.report.view import (
    BROKEN,
    BY_CODE,
    CHANGED,
    INFORMATIVE,
    OUTSIDE,
    UNKNOWN,
    Mark,
    Marks,
    tone_of,
)

LONGEST = 600  # letters of one wording
WORDINGS = 3  # changes of one sentence's words that are shown; the last
STRETCHES = 5  # of one sentence that are told in words; the last
RUNS = 20  # that stand in the table at once; the last
OPEN = (BROKEN, UNKNOWN)
NO_PROMISE = (INFORMATIVE, OUTSIDE)
DRIFTED = BY_CODE[3]


@dataclass(frozen=True)
class Fold:
    """Sentences that stood the same in every run, under one heading."""

    title: str
    open: bool
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Part:
    """The part of a page that tells of one target."""

    number: int
    line: Line
    codes: Strip
    suites: str
    changed: tuple[Row, ...]
    folds: tuple[Fold, ...]
    key: tuple[tuple[Mark, Strip], ...]
    notes: dict[int, list[str]]

    @property
    def latest(self) -> list[tuple[int, PastRun]]:
        """The runs with their places, the last first."""
        return list(enumerate(self.line.runs))[::-1]

    @cached_property
    def when(self) -> list[str]:
        """When each run began: its day, where no two began on one."""
        whole = [minute(run.started) for run in self.line.runs]
        days = [moment[:10] for moment in whole]
        return days if len(set(days)) == len(days) else whole

    def times(self, stretch: Stretch) -> list[str]:
        """Give when the first and the last run of a stretch began, once where that is the same."""
        return list(dict.fromkeys((self.when[stretch.first], self.when[stretch.last])))


def render_history_page(lines: Sequence[Line], moment: Moment | None, page: Path) -> str:
    """Give the page; links are relative to where it is written."""
    return (
        environment()
        .get_template("history.html.j2")
        .render(
            parts=[_part(number, line) for number, line in enumerate(lines, 1)],
            moment=moment,
            now=datetime.now(UTC),
            history=history,
            href=lambda report: _href(report, page),
            cut=_cut,
            number=number,
            second=second,
            tone_of=tone_of,
            limits={"wordings": WORDINGS, "stretches": STRETCHES, "runs": RUNS},
            **style_of(),
        )
    )


def _part(place: int, line: Line) -> Part:
    rows = [row_of(past) for past in line.sentences]
    changed = sorted((row for row in rows if row.changed), key=lambda row: (worst_first(row.mark), -len(row.stretches)))
    same = [row for row in rows if not row.changed]
    notes: dict[int, list[str]] = {}
    for run, note in notes_of(line):
        notes.setdefault(run, []).append(note)
    return Part(
        number=place,
        line=line,
        codes=strip_of_codes(line),
        suites=suites_of(line),
        changed=tuple(changed),
        folds=tuple(_folds(same)),
        key=tuple(_key([strip_of_codes(line), *(row.strip for row in rows)], suites=bool(suites_of(line)))),
        notes=notes,
    )


def _folds(rows: Sequence[Row]) -> Iterator[Fold]:
    for mark in sorted({row.mark for row in rows}, key=worst_first):
        found = tuple(row for row in rows if row.mark == mark)
        told = mark.word.capitalize() + ("" if mark in NO_PROMISE else " all along")
        yield Fold(f"{told}: {number(len(found), 'sentence')}", mark in OPEN, found)


def _key(strips: Sequence[Strip], *, suites: bool) -> list[tuple[Mark, Strip]]:
    """Give each kind of mark that is drawn."""
    drawn = {name for strip in strips for name, _ in strip.paths} | ({SUITE.name} if suites else set())
    marks = (*(mark for mark in Marks.all() if mark != CHANGED), INFORMATIVE, DRIFTED, GAP, TEXT, PAGE, SUITE)
    return [(mark, strip_of_mark(mark)) for mark in marks if mark.name in drawn]


def _href(report: Path, page: Path) -> str:
    """Give where a report lies, seen from the page, as an address that is never anything but relative."""
    way = os.path.relpath(os.path.realpath(report), os.path.dirname(os.path.realpath(page)))  # noqa: PTH120
    return quote(os.fsencode(way))


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"
