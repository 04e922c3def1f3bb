"""Compare what the page says with the transcription, sentence by sentence, and say what it means for the suite."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from asadvertised.article.change import Change, ChangeKind
from asadvertised.article.comparing import compare
from asadvertised.article.difference import Difference
from asadvertised.article.fetching.fetch import Manners, fetch_page
from asadvertised.article.fetching.page import HTML, Page
from asadvertised.article.fetching.walls import must_be_the_page
from asadvertised.article.fetching.wire import ANY_WAY, Way
from asadvertised.article.model import Article
from asadvertised.article.passage import Passage, passages_of
from asadvertised.article.reading import LayoutNotFound, read
from asadvertised.outcome import CouldNotTell

THERE = 0.3  # of the transcribed sentences: no wall quotes so much of an article
ScenariosOf = Callable[[str], tuple[str, ...]]


class DriftOutcome(StrEnum):
    """Whether the page still says what was transcribed."""

    UNCHANGED = "unchanged"
    DRIFTED = "drifted"
    CANT_TELL = "cantTell"
    NOT_ASKED = "notAsked"


@dataclass(frozen=True)
class Found:
    """What came of comparing a page; `reason` says why nothing could be told, `page` is what was read, if any came.

    `differences` are by number: of our sentences, and of the passages in `reading`.
    """

    outcome: DriftOutcome
    source: str
    reason: str = ""
    changes: tuple[Change, ...] = ()
    page: Page | None = None
    reading: tuple[Passage, ...] = ()
    differences: tuple[Difference, ...] = ()

    @property
    def page_sha256(self) -> str:
        """The SHA-256 of the page's bytes, or nothing."""
        return self.page.sha256 if self.page else ""


def check_drift(
    article: Article,
    source: str,
    timeout: float,
    scenarios_of: ScenariosOf,
    way: Way = ANY_WAY,
    manners: Manners | None = None,
) -> Found:
    """Fetch a page and compare it; a page that cannot be had or read is neither drift nor unchanged."""
    page = None
    try:
        page = fetch_page(source, timeout, way, manners)
        passages = read_article(article, page)
    except CouldNotTell as fault:
        return Found(DriftOutcome.CANT_TELL, source, fault.reason, page=page)
    differences = compare(passages_of(article), passages)
    changes = changes_of(article, passages, scenarios_of, differences)
    return Found(outcome_of(changes), source, "", changes, page, tuple(passages), differences)


def read_article(article: Article, page: Page) -> list[Passage]:
    """Read the article from what came.

    Raises what reading raises; PageUnavailable where something else stands in the article's place.
    """
    locale = article.article.locale
    try:
        passages = read(page.html, page.media_type, article.page, article, page.url)
    except LayoutNotFound:
        if page.media_type == HTML:
            must_be_the_page(page, is_there=False, locale=locale)
        raise
    if page.media_type == HTML:
        must_be_the_page(page, is_there=_is_there(article, passages), locale=locale)
    return passages


def _is_there(article: Article, passages: Sequence[Passage]) -> bool:
    known = {sentence.text for sentence in article.sentences}
    return len(known & {passage.text for passage in passages}) >= THERE * len(known)


def outcome_of(changes: Sequence[Change]) -> DriftOutcome:
    """Tell drift from changes that no reader would call one."""
    drifted = any(change.kind is not ChangeKind.COSMETIC for change in changes)
    return DriftOutcome.DRIFTED if drifted else DriftOutcome.UNCHANGED


def changes_of(
    article: Article,
    passages: Sequence[Passage],
    scenarios_of: ScenariosOf,
    differences: Sequence[Difference] | None = None,
) -> tuple[Change, ...]:
    """Give every difference between the transcription and another reading of it, in the transcription's order.

    Of a sentence that was split, and of each that were merged, one change is told.
    """
    telling = _Telling(article, passages, scenarios_of)
    found = compare(passages_of(article), passages) if differences is None else differences
    return tuple(change for difference in found for change in telling.changes(difference))


class _Telling:
    """Both readings, and what the transcription knows of its sentences."""

    def __init__(self, article: Article, passages: Sequence[Passage], scenarios_of: ScenariosOf) -> None:
        self._old = passages_of(article)
        self._new = passages
        self._sections = {sentence.id: section.id for section in article.section for sentence in section.sentence}
        self._section_under = {passage.section: self._sections[passage.id] for passage in reversed(self._old)}
        self._scenarios_of = scenarios_of

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
