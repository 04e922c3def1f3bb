"""Compare what the page says with the transcription, sentence by sentence, and say what it means for the suite."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from asadvertised.article.change import Change, ChangeKind
from asadvertised.article.comparing import compare
from asadvertised.article.difference import Difference
from asadvertised.article.fetching.fetch import Manners, fetch_page
from asadvertised.article.fetching.page import HTML, Page, PageUnavailable
from asadvertised.article.fetching.walls import must_be_the_page
from asadvertised.article.fetching.wire import ANY_WAY, Way
from asadvertised.article.model import Article, Kind
from asadvertised.article.passage import Passage, passages_of
from asadvertised.article.reading import LayoutNotFound, read
from asadvertised.article.readings import keep_reading
from asadvertised.outcome import Cause, CouldNotTell

GONE = 0.9  # of the transcribed sentences: no edit leaves so little
THERE = 0.3  # of the transcribed sentences: no wall quotes so much of an article
ScenariosOf = Callable[[str], tuple[str, ...]]


class DriftOutcome(StrEnum):
    """Whether the page still says what was transcribed."""

    UNCHANGED = "unchanged"
    DRIFTED = "drifted"
    CANT_TELL = "cantTell"
    NOT_ASKED = "notAsked"


class Against(StrEnum):
    """What a text is compared with: the transcription, or an earlier fetch of it; or what a translation is held to."""

    TRANSCRIPTION = "transcription"
    FETCH = "fetch"
    ORIGINAL = "original"


class AnotherText(CouldNotTell):
    """What was read has next to nothing of the article, so that nothing can be said of what changed in it."""

    def __init__(self, source: str, gone: int, known: int) -> None:
        what = f"of the article's {known} sentences, {gone} are not there in any wording"
        super().__init__(f"{source} seems to be another text: {what}. Name the article's own page or draft.")
        self.gone = gone
        self.known = known


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
    against: Against = Against.TRANSCRIPTION

    @property
    def page_sha256(self) -> str:
        """The SHA-256 of the page's bytes, or nothing."""
        return self.page.sha256 if self.page else ""


@dataclass(frozen=True)
class Errand:
    """How a page is had; `timeout` is in seconds."""

    timeout: float
    way: Way = ANY_WAY
    manners: Manners | None = None


def check_drift(article: Article, source: str, errand: Errand, scenarios_of: ScenariosOf) -> Found:
    """Fetch a page and compare it; a page that cannot be had or read is neither drift nor unchanged."""
    try:
        page = fetch_page(source, errand.timeout, errand.way, errand.manners)
    except CouldNotTell as fault:
        return Found(DriftOutcome.CANT_TELL, source, fault.reason)
    return compare_page(article, source, page, errand.manners, scenarios_of)


def compare_page(
    article: Article, source: str, page: Page, manners: Manners | None, scenarios_of: ScenariosOf
) -> Found:
    """Compare a page that is there."""
    ours = passages_of(article)
    try:
        passages = read_article(article, page)
        differences = compare(ours, passages)
        _must_be_this_article(source, ours, differences)
        if manners and manners.archive:
            keep_reading(manners.archive, article.page, page.sha256, passages)
    except CouldNotTell as fault:
        return Found(DriftOutcome.CANT_TELL, source, fault.reason, page=page)
    changes = told(Sides(article, ours, passages), differences, scenarios_of)
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
        _must_be_whole(article, page, passages)
    return passages


def _must_be_whole(article: Article, page: Page, passages: Sequence[Passage]) -> None:
    """Raise PageUnavailable for a page that breaks off, which a server that tells no length cannot tell us."""
    html = page.html.lower()
    breaks_off = "<html" in html and "</html" not in html and "</body" not in html
    if breaks_off and article.sentences[-1].text not in {passage.text for passage in passages}:
        raise PageUnavailable(page.source, "it breaks off before its end; fetch it again", Cause.INFRASTRUCTURE)


def _must_be_this_article(source: str, ours: Sequence[Passage], differences: Sequence[Difference]) -> None:
    gone = sum(len(one.old) for one in differences if not one.new)
    if gone > GONE * len(ours):
        raise AnotherText(source, gone, len(ours))


def _is_there(article: Article, passages: Sequence[Passage]) -> bool:
    known = {sentence.text for sentence in article.sentences}
    return len(known & {passage.text for passage in passages}) >= THERE * len(known)


def outcome_of(changes: Sequence[Change]) -> DriftOutcome:
    """Tell drift from changes that no reader would call one."""
    drifted = any(change.kind is not ChangeKind.COSMETIC for change in changes)
    return DriftOutcome.DRIFTED if drifted else DriftOutcome.UNCHANGED


def changes_of(article: Article, passages: Sequence[Passage], scenarios_of: ScenariosOf) -> tuple[Change, ...]:
    """Give every difference between the transcription and another reading of it, in the transcription's order.

    Of a sentence that was split, and of each that were merged, one change is told.
    """
    ours = passages_of(article)
    return told(Sides(article, ours, passages), compare(ours, passages), scenarios_of)


@dataclass(frozen=True)
class Sides:
    """Two readings of an article; passages of the old one bear the ids of the sentences that they are."""

    article: Article
    old: Sequence[Passage]
    new: Sequence[Passage]

    def section_of(self, passage: Passage) -> str:
        """Name the section by its id where the sentence or the heading is ours, else by the heading."""
        for section in self.article.section:
            ids = {sentence.id for sentence in section.sentence}
            headings = {sentence.text for sentence in section.sentence if sentence.kind is Kind.HEADING}
            if passage.id in ids or (not passage.id and passage.section in headings):
                return section.id
        return passage.section or next((section.id for section in self.article.section), "")


def told(sides: Sides, differences: Iterable[Difference], scenarios_of: ScenariosOf) -> tuple[Change, ...]:
    """Say what differences mean: one change for each sentence of ours, or for each passage that is new."""
    return tuple(change for one in differences for change in _changes(sides, one, scenarios_of))


def _changes(sides: Sides, found: Difference, scenarios_of: ScenariosOf) -> Iterator[Change]:
    new = " ".join(sides.new[j].text for j in found.new)
    for passage in [sides.old[i] for i in found.old] or [replace(sides.new[found.new[0]], id="")]:
        yield Change(
            kind=found.kind,
            sentence=passage.id or None,
            old=passage.text if found.old else "",
            new=new,
            section=sides.section_of(passage),
            signals=found.signals,
            why=found.why,
            scenarios=scenarios_of(passage.id) if passage.id else (),
            severity=found.severity,
        )
