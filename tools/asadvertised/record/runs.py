"""Runs of long ago: of each record, only what a history needs is read and kept.

A record has 20 MB, and nearly all of it is what its scenarios exchanged. As we write it, each of its parts begins a
line of its own, which no text within it can do; so what lies between two parts is neither parsed nor read.
"""

import os
import stat
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, BinaryIO, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from asadvertised.article.change import ChangeKind
from asadvertised.article.fetching.kept import parse_when
from asadvertised.article.model import Check
from asadvertised.errors import ConfigurationError
from asadvertised.outcome import Outcome
from asadvertised.record.files import MEND, RESULTS, must_be_of_our_schema, not_a_record, read_results, to_json
from asadvertised.record.model import SCHEMA, Qualifier, Shard
from asadvertised.record.shapes import Digest, RunId, Time
from asadvertised.record.shards import said_of_part
from asadvertised.record.turns import Says

OURS = b'{\n "schema": "'
SKIPPED = b'\n "scenarios": ['
GOES_ON = b'\n "drift": {'
PORTION = 1 << 18  # bytes
T = TypeVar("T")
OWN_REFERENCE = "our own reference"


class Needed(BaseModel):
    """A part of a record of which some keys are needed; the others may be what they are."""

    model_config = ConfigDict(extra="ignore", frozen=True)


class Told(Needed):
    """What a run told of one sentence; `page` are the page's words, where it did not say it as it was asked."""

    id: str
    text: str
    check: Check
    outcome: Outcome
    qualifier: Qualifier | None = None
    says: Says = Says.NOT_ASKED
    page: str = ""


class AboutArticle(Needed):
    """Which article was asked about."""

    name: str
    title: str
    locale: str
    sha256: Digest


class AboutRun(Needed):
    """What is needed of a run's own part of its record; one that has a `shard` is a part of a run, and no whole one."""

    id: RunId
    started: Time
    finished: Time
    target: str
    name: str = ""
    article: AboutArticle
    suite_sha256: Digest
    shard: Shard | None = None
    shards: tuple[RunId, ...] = ()
    own_reference: bool = False
    complete: bool = True
    unfinished: bool = False
    exit_code: Literal[0, 1, 2, 3, 4]


class _Summary(Needed):
    verdict: str


class _Change(Needed):
    kind: ChangeKind
    sentence: str = ""
    new: str = ""


class _Drift(Needed):
    changes: tuple[_Change, ...] = ()


class _Gate(Needed):
    exit_code_without: int = 0


class _Record(Needed):
    schema_: str = Field(default=SCHEMA, alias="schema")
    run: AboutRun
    summary: _Summary
    sentences: tuple[Told, ...]
    drift: _Drift
    exploration: dict[str, Any] | None = None
    gate: _Gate | None = None


@dataclass(frozen=True)
class PastRun:
    """One run, as a history knows it; `sentences` are in the article's order, and `report` is there if its page is.

    `lets_through` says that a gate let pass what is not kept.
    """

    about: AboutRun
    started: datetime
    finished: datetime
    verdict: str
    lets_through: bool
    sentences: dict[str, Told]
    file: Path = field(compare=False)
    report: Path | None = field(default=None, compare=False)

    @property
    def target(self) -> str:
        """The target's name, or else its address; our own reference is the same at whatever port it was started."""
        return OWN_REFERENCE if self.about.own_reference else self.about.name or self.about.target


@dataclass(frozen=True)
class Archive:
    """The runs that a folder has, each once, the oldest first; `passed_over` is one line for each file that is none.

    `parts` are runs too, each of which asked one shard; there may be no others.
    """

    runs: tuple[PastRun, ...]
    passed_over: tuple[str, ...] = ()
    parts: tuple[PastRun, ...] = ()


def read_runs(folder: Path) -> Archive:
    """Read every record in a folder, at any depth.

    Raises ConfigurationError where there is no record.
    """
    found: dict[str, PastRun] = {}
    passed_over, known = list[str](), dict[Any, Any]()
    for file in _files(folder, passed_over):
        try:
            run = read_run(file, known)
        except ConfigurationError as error:
            passed_over.append(str(error))
            continue
        first = found.setdefault(run.about.id, run)
        if first != run:
            passed_over.append(f"{file}: is another record of the run in {first.file}, which is taken")
    if not found:
        what = f"there is no record of a run ({RESULTS}) that can be read"
        others = f"; {passed_over[0]}" if passed_over else ""
        raise ConfigurationError(what + others, str(folder), "name the folder that has the reports of your runs")
    runs = sorted(found.values(), key=lambda run: (run.started, run.about.id))
    whole = tuple(run for run in runs if run.about.shard is None)
    parts = tuple(run for run in runs if run.about.shard)
    return Archive(whole, (*passed_over, *(_about_part(part, whole) for part in parts)), parts)


def _about_part(part: PastRun, whole: Sequence[PastRun]) -> str:
    """Say that a record is a part of a run, and where that is, if it is there."""
    merged = next((run.file for run in whole if part.about.id in run.about.shards), None)
    what = f"which lies in {merged}" if merged else "merge it"
    return f"{part.file}: is {said_of_part(part.about.shard)}: {what}"


def _files(folder: Path, passed_over: list[str]) -> Iterator[Path]:
    """Give each file that is called as records are, those that lie highest first; links lead to each folder once."""
    been: set[tuple[int, int]] = set()
    waiting = [folder]
    while waiting:
        place = waiting.pop(0)
        try:
            here = place.stat()
            inside = sorted(os.scandir(place), key=lambda one: one.name)
        except OSError as error:
            passed_over.append(f"{place}: cannot be read: {error.strerror}")
            continue
        if (here.st_dev, here.st_ino) not in been:
            been.add((here.st_dev, here.st_ino))
            waiting += [Path(one) for one in inside if _is_folder(one)]
            yield from (Path(one) for one in inside if one.name == RESULTS and not _is_folder(one))


def _is_folder(one: os.DirEntry[str]) -> bool:
    """Tell a folder, or what leads to one; a link that leads to itself is none."""
    with suppress(OSError):
        return one.is_dir()
    return False


def read_run(file: Path, known: dict[Any, Any] | None = None) -> PastRun:
    """Read what is needed of a record; what is equal in many is kept once in `known`.

    Of a run that was killed, that is what it had written until then.

    Raises ConfigurationError for a file that is none, or that is of a run that asked no scenarios.
    """
    record = _record_in(_read(file), file)
    if record.run.unfinished:
        record = _record_in(to_json(read_results(file)).encode(), file)
    if record.exploration:
        raise ConfigurationError("is of `explore`, which asks no scenarios", str(file), MEND)
    known = {} if known is None else known
    page = {one.sentence: one.new for one in record.drift.changes if one.kind is not ChangeKind.COSMETIC}
    report = file.with_name("index.html")
    return PastRun(
        about=record.run,
        started=_moment(record.run.started, file),
        finished=_moment(record.run.finished, file),
        verdict=record.summary.verdict,
        lets_through=not record.run.exit_code and bool(record.gate and record.gate.exit_code_without),
        sentences={one.id: _once(_with_page(one, page), known) for one in record.sentences},
        file=file,
        report=report if report.is_file() else None,
    )


def _record_in(body: bytes, file: Path) -> _Record:
    try:
        record = _Record.model_validate_json(body)
    except ValidationError as error:
        raise not_a_record(error, body, file) from None
    must_be_of_our_schema(file, record.schema_)
    return record


def _with_page(told: Told, page: dict[str, str]) -> Told:
    return told.model_copy(update={"page": page[told.id]}) if told.id in page else told


def _once(told: T, known: dict[Any, Any]) -> T:
    kept: T = known.setdefault(told, told)
    return kept


def _moment(said: str, file: Path) -> datetime:
    try:
        return parse_when(said)
    except ConfigurationError as error:
        raise ConfigurationError(f"is not a record: {error.where!r} {error.what}", str(file), MEND) from None


def _read(file: Path) -> bytes:
    """Give a record without what its scenarios are; whole, if it is not laid out as we do."""
    try:
        if not stat.S_ISREG(file.stat().st_mode):
            raise ConfigurationError("is no file", str(file), MEND)
        with file.open("rb") as opened:
            head, tail = _head(opened), _tail(opened)
            if head and tail:
                return head + b'\n "scenarios": [],' + tail
            opened.seek(0)
            return opened.read()
    except OSError as error:
        raise ConfigurationError(f"cannot be read: {error.strerror}", str(file), MEND) from None


def _head(opened: BinaryIO) -> bytes:
    """Give what comes before the scenarios, or nothing where that cannot be told."""
    head = opened.read(PORTION)
    if not head.startswith(OURS):
        return b""
    while SKIPPED not in head:
        more = opened.read(PORTION)
        if not more:
            return b""
        head += more
    return head[: head.index(SKIPPED)]


def _tail(opened: BinaryIO) -> bytes:
    """Give what comes after the scenarios, or nothing where that cannot be told."""
    place = opened.seek(0, os.SEEK_END)
    tail = b""
    while GOES_ON not in tail:
        if not place:
            return b""
        size = min(PORTION, place)
        place -= size
        opened.seek(place)
        tail = opened.read(size) + tail
    return tail[tail.rindex(GOES_ON) :]
