"""Compare what the page says with the transcription, sentence by sentence, and say what it means for the suite."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from asadvertised.article.change import Change, ChangeKind
from asadvertised.article.comparing import compare
from asadvertised.article.difference import Difference
from asadvertised.article.fetching.fetch import fetch_page
from asadvertised.article.fetching.wire import ANY_WAY, Way
from asadvertised.article.model import Article
from asadvertised.article.passage import Passage, passages_of
from asadvertised.article.reading import read_page
from asadvertised.outcome import CouldNotTell

ScenariosOf = Callable[[str], tuple[str, ...]]


class DriftOutcome(StrEnum):
    """Whether the page still says what was transcribed."""

    UNCHANGED = "unchanged"
    DRIFTED = "drifted"
    CANT_TELL = "cantTell"
    NOT_ASKED = "notAsked"


@dataclass(frozen=True)
class Found:
    """What came of comparing a page; `reason` says why nothing could be told."""

    outcome: DriftOutcome
    source: str
    reason: str = ""
    changes: tuple[Change, ...] = ()
    page_sha256: str = ""


def check_drift(article: Article, source: str, timeout: float, scenarios_of: ScenariosOf, way: Way = ANY_WAY) -> Found:
    """Fetch a page and compare it; a page that cannot be had or read is neither drift nor unchanged."""
    digest = ""
    try:
        page = fetch_page(source, timeout, way)
        digest = page.sha256
        changes = changes_of(article, read_page(page.html, article.page, article), scenarios_of)
    except CouldNotTell as fault:
        return Found(DriftOutcome.CANT_TELL, source, fault.reason, page_sha256=digest)
    return Found(outcome_of(changes), source, changes=changes, page_sha256=digest)


def outcome_of(changes: Sequence[Change]) -> DriftOutcome:
    """Tell drift from changes that no reader would call one."""
    drifted = any(change.kind is not ChangeKind.COSMETIC for change in changes)
    return DriftOutcome.DRIFTED if drifted else DriftOutcome.UNCHANGED


def changes_of(article: Article, passages: Sequence[Passage], scenarios_of: ScenariosOf) -> tuple[Change, ...]:
    """Give every difference between the transcription and another reading of it, in the transcription's order.

    Of a sentence that was split, and of each that were merged, one change is told.
    """
    telling = _Telling(article, passages, scenarios_of)
    return tuple(change for difference in telling.differences() for change in telling.changes(difference))


class _Telling:
    """Both readings, and what the transcription knows of its sentences."""

    def __init__(self, article: Article, passages: Sequence[Passage], scenarios_of: ScenariosOf) -> None:
        self._old = passages_of(article)
        self._new = passages
        self._sections = {sentence.id: section.id for section in article.section for sentence in section.sentence}
        self._section_under = {passage.section: self._sections[passage.id] for passage in reversed(self._old)}
        self._scenarios_of = scenarios_of

    def differences(self) -> tuple[Difference, ...]:
        """Compare."""
        return compare(self._old, self._new)

    def changes(self, found: Difference) -> Iterator[Change]:
        """Give one change for each sentence of ours, or for each that is new."""
        new = " ".join(self._new[j].text for j in found.new)
        for i in found.old:
            passage = self._old[i]
            yield Change(
                kind=found.kind,
                sentence=passage.id,
                old=passage.text,
                new=new,
                section=self._sections[passage.id],
                signals=found.signals,
                why=found.why,
                scenarios=self._scenarios_of(passage.id),
                severity=found.severity,
            )
        if not found.old:
            yield self._added(found, self._new[found.new[0]])

    def _added(self, found: Difference, passage: Passage) -> Change:
        """Name the section by its id where the heading is ours, else by the heading."""
        heading = passage.section or next(iter(self._section_under), "")
        section = self._section_under.get(heading, heading)
        return Change(
            kind=found.kind,
            new=passage.text,
            section=section,
            signals=found.signals,
            why=found.why,
            severity=found.severity,
        )
