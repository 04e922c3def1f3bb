"""What became of each sentence over many runs of one target, and what could be said of it at a moment.

Silence is never taken for an answer: what a run did not come to, since it was cut short, is a gap, and no change; what
could not be told was not kept.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from itertools import pairwise

from asadvertised.outcome import WITHOUT_ANSWER, Outcome
from asadvertised.record.model import Qualifier
from asadvertised.record.runs import PastRun, Told
from asadvertised.record.turns import Says
from asadvertised.target.masking import WITHHELD

BACK_AND_FORTH = 3  # changes; what broke once and was mended has two
ANSWERS = (Outcome.PASSED, Outcome.FAILED)
OTHERWISE = (Says.REWORDED, Says.CHANGED, Says.GONE)
UNKNOWN = (Says.NOT_ASKED, Says.CANT_TELL)


@dataclass(frozen=True)
class Wording:
    """Words that changed from one run to the next: those of the transcription, or `of_page` where it departs from it.

    What the page has in another place has the same words as before, and what it has no more has none.
    """

    place: int
    old: str
    new: str
    of_page: bool = False


@dataclass(frozen=True)
class Past:
    """One sentence over all runs of a target: what each told of it, or None where it was not there.

    `gaps` are the places of runs that were cut short before they came to it.
    """

    id: str
    told: tuple[Told | None, ...]
    gaps: frozenset[int]

    @cached_property
    def last(self) -> Told:
        """What was told last; of a sentence that no run came to, what the last run says of that."""
        known = [(place not in self.gaps, place) for place, one in enumerate(self.told) if one]
        told = self.told[max(known)[1]]
        assert told  # noqa: S101  at least one run has it
        return told

    @cached_property
    def wordings(self) -> tuple[Wording, ...]:
        """Each change of the words, the oldest first."""
        return tuple(sorted([*self._asked(), *self._shown()], key=lambda one: (one.place, one.of_page)))

    def _asked(self) -> Iterator[Wording]:
        known = [(place, one) for place, one in enumerate(self.told) if one]
        for (_, old), (place, new) in pairwise(known):
            if old.text != new.text:
                yield Wording(place, old.text, new.text)

    def _shown(self) -> Iterator[Wording]:
        before: str | None = None
        for place, one in enumerate(self.told):
            if one and one.says in OTHERWISE and one.page != before:
                yield Wording(place, one.text if before is None else before, one.page, of_page=True)
            if one and one.says not in UNKNOWN:
                before = one.page if one.says in OTHERWISE else None

    def before(self, place: int) -> Told | None:
        """Give what was told before a run, by the last that came to it."""
        earlier = (self.told[one] for one in range(place - 1, -1, -1) if one not in self.gaps)
        return next(earlier, None)


@dataclass(frozen=True)
class Changed:
    """What a run told otherwise than the one before, by the sentences' ids."""

    broken: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    untold: tuple[str, ...] = ()
    not_come_to: tuple[str, ...] = ()


@dataclass(frozen=True)
class Line:
    """All runs that asked one target one article, the oldest first."""

    target: str
    runs: tuple[PastRun, ...]

    @cached_property
    def sentences(self) -> tuple[Past, ...]:
        """Every sentence, in the order of the last run that has it; those that are gone come last."""
        names = dict.fromkeys(name for run in reversed(self.runs) for name in run.sentences)
        return tuple(self._past(name) for name in names)

    def _past(self, name: str) -> Past:
        told = tuple(run.sentences.get(name) for run in self.runs)
        gaps = (place for place, one in enumerate(told) if one and not_come_to(self.runs[place], one))
        return Past(name, told, frozenset(gaps))

    @cached_property
    def changed(self) -> Changed:
        """What the last run told otherwise than the one before."""
        last = len(self.runs) - 1
        found: dict[str, list[str]] = {"broken": [], "kept": [], "untold": [], "not_come_to": []}
        for past in self.sentences if last else ():
            if what := _what_changed(past, last):
                found[what].append(past.id)
        return Changed(**{what: tuple(names) for what, names in found.items()})

    @cached_property
    def flaky(self) -> tuple[str, ...]:
        """The sentences that were kept only on a repeat, or went back and forth while nobody changed the question."""
        return tuple(past.id for past in self.sentences if self._is_flaky(past))

    def _is_flaky(self, past: Past) -> bool:
        if any(one and one.qualifier is Qualifier.FLAKY for one in past.told):
            return True
        asked = [
            (one.outcome, one.text, run.about.suite_sha256)
            for one, run in zip(past.told, self.runs, strict=True)
            if one and one.outcome in ANSWERS
        ]
        turned = sum(old[0] is not new[0] and old[1:] == new[1:] for old, new in pairwise(asked))
        return turned >= BACK_AND_FORTH

    def at(self, moment: datetime, now: datetime) -> "Standing | None":
        """Give the run that an answer rests on: the last complete one that had finished, else the last cut short."""
        finished = [run for run in self.runs if run.finished <= moment]
        known = sorted(finished, key=lambda run: (run.about.complete, run.finished, run.started))
        return Standing(known[-1], max(min(moment, now) - known[-1].finished, timedelta())) if known else None


@dataclass(frozen=True)
class Standing:
    """What an answer about a moment rests on, and how old that was then, or is now if that is earlier."""

    run: PastRun
    age: timedelta

    @property
    def holds(self) -> bool:
        """Whether it is an answer: a run that was cut short gives none."""
        return self.run.about.complete


def not_come_to(run: PastRun, told: Told) -> bool:
    """Tell what was not asked since the run was cut short."""
    return not run.about.complete and told.outcome is Outcome.UNTESTED and told.qualifier is not Qualifier.NOT_LOOKED_AT


def lines_of(runs: Sequence[PastRun]) -> list[Line]:
    """Group runs by their article and target, in the order in which each was first asked."""
    groups: dict[tuple[str, str, str], list[PastRun]] = {}
    for run in runs:
        article = run.about.article
        groups.setdefault((article.name, article.locale, _known_as(run)), []).append(run)
    return [Line(target, tuple(found)) for (_, _, target), found in groups.items()]


def _known_as(run: PastRun) -> str:
    """Give what tells a run's target from others; one whose name is withheld could be any, so it stands alone."""
    return f"{run.target} of run {run.about.id}" if WITHHELD in run.target else run.target


def _what_changed(past: Past, place: int) -> str:
    """Say what became of a sentence in a run, or nothing where it stands as before."""
    now, before = past.told[place], past.before(place)
    if now is None:
        return ""
    if place in past.gaps:
        return "not_come_to"
    was = before.outcome if before else None
    if now.outcome is Outcome.FAILED and was is not Outcome.FAILED:
        return "broken"
    if now.outcome is Outcome.PASSED and was is not Outcome.PASSED:
        return "kept"
    return "untold" if now.outcome in WITHOUT_ANSWER and was not in WITHOUT_ANSWER else ""


def notes_of(line: Line) -> Iterator[tuple[int, str]]:
    """Say, by a run's place, what makes it unlike the one before."""
    for place, (old, new) in enumerate(pairwise(line.runs), 1):
        if old.about.suite_sha256 != new.about.suite_sha256:
            yield place, "another suite, which asks other questions"
        if old.about.article.sha256 != new.about.article.sha256:
            yield place, "another transcription of the article"
        if old.about.target != new.about.target:
            yield place, f"another address: {new.about.target}"
    for place, run in enumerate(line.runs):
        if not run.about.complete:
            yield place, "cut short: what it did not come to is a gap"
