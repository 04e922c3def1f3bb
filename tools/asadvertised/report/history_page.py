"""Many runs as one page: small multiples, a strip of marks for each sentence, what changed first and worst first."""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
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
    Strip,
    Stretch,
    row_of,
    strip_of_codes,
    strip_of_mark,
    suites_of,
    worst_first,
)
from asadvertised.report.view import BROKEN, INFORMATIVE, OUTSIDE, UNKNOWN, UNTESTED, Mark, Marks, tone_of

LONGEST = 1_000  # letters of one wording
WORDINGS = 5  # changes of one sentence's words that are shown; the last
STRETCHES = 8  # of one sentence that are told in words; the last
RUNS = 20  # that stand in the table at once; the last
OPEN = (BROKEN, UNKNOWN, UNTESTED)
NO_PROMISE = (INFORMATIVE, OUTSIDE)


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

    def when(self, place: int) -> str:
        """Give when a run began: its day, where no two began on one."""
        days = [minute(run.started)[:10] for run in self.line.runs] if len(self.line.runs) < RUNS else []
        whole = minute(self.line.runs[place].started)
        return whole[:10] if days and len(set(days)) == len(days) else whole

    def told(self, stretch: Stretch) -> str:
        """Say in which runs a sentence stood so."""
        first, last = self.when(stretch.first), self.when(stretch.last)
        return f"{number(stretch.runs, 'run')}, {first}" + (f" to {last}" if last != first else "")


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
            second=second,
            tone_of=tone_of,
            limits={"wordings": WORDINGS, "stretches": STRETCHES, "runs": RUNS},
            **style_of(),
        )
    )


def _part(place: int, line: Line) -> Part:
    rows = [row_of(past) for past in line.sentences]
    changed = sorted(
        (row for row in rows if row.changed), key=lambda row: (worst_first(row.mark), -len(row.stretches))
    )
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
        folds=tuple(_folds(same, len(line.runs))),
        key=tuple(_key(rows, suites=bool(suites_of(line)))),
        notes=notes,
    )


def _folds(rows: Sequence[Row], runs: int) -> list[Fold]:
    marks = sorted({row.mark for row in rows}, key=worst_first)
    every = f"in {'the one run' if runs == 1 else f'all {runs} runs'}"
    folds = []
    for mark in marks:
        found = tuple(row for row in rows if row.mark == mark)
        title = f"{mark.word.capitalize()}{'' if mark in NO_PROMISE else f' {every}'}: {number(len(found), 'sentence')}"
        folds.append(Fold(title, mark in OPEN, found))
    return folds


def _key(rows: Sequence[Row], *, suites: bool) -> list[tuple[Mark, Strip]]:
    """Give each kind of mark that is drawn."""
    drawn = {name for row in rows for name, _ in row.strip.paths} | ({SUITE.name} if suites else set())
    marks = (*Marks.all(), INFORMATIVE, GAP, TEXT, PAGE, SUITE)
    return [(mark, strip_of_mark(mark)) for mark in marks if mark.name in drawn]


def _href(report: Path, page: Path) -> str:
    """Give where a report lies, seen from the page, as an address that is never anything but relative."""
    way = os.path.relpath(os.path.realpath(report), os.path.dirname(os.path.realpath(page)))  # noqa: PTH120
    return quote(os.fsencode(way))


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"
