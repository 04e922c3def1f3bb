"""Compare what the page says with the transcription, sentence by sentence."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from pydantic import BaseModel, ConfigDict
from rapidfuzz import fuzz

from asadvertised.article.fetch import fetch_page
from asadvertised.article.model import Article, Sentence
from asadvertised.article.page import Passage, read_page
from asadvertised.article.sentences import plain
from asadvertised.outcome import CouldNotTell

ALIKE = 50.0
ScenariosOf = Callable[[str], tuple[str, ...]]


class DriftOutcome(StrEnum):
    """Whether the page still says what was transcribed."""

    UNCHANGED = "unchanged"
    DRIFTED = "drifted"
    CANT_TELL = "cantTell"
    NOT_ASKED = "notAsked"


class ChangeKind(StrEnum):
    """What happened to a sentence."""

    CHANGED = "changed"
    ADDED = "added"
    REMOVED = "removed"
    MOVED = "moved"


class Change(BaseModel):
    """One difference: `old` is the transcription's wording, `new` the page's; the scenarios test the old one."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    kind: ChangeKind
    sentence: str | None = None
    old: str = ""
    new: str = ""
    section: str = ""
    scenarios: tuple[str, ...] = ()


@dataclass(frozen=True)
class Found:
    """What came of comparing a page; `reason` says why nothing could be told."""

    outcome: DriftOutcome
    source: str
    reason: str = ""
    changes: tuple[Change, ...] = ()
    page_sha256: str = ""


def check_drift(article: Article, source: str, timeout: float, scenarios_of: ScenariosOf) -> Found:
    """Fetch a page and compare it; a page that cannot be had or read is neither drift nor unchanged."""
    digest = ""
    try:
        page = fetch_page(source, timeout)
        digest = page.sha256
        changes = compare(article, read_page(page.html, article.page, article), scenarios_of)
    except CouldNotTell as fault:
        return Found(DriftOutcome.CANT_TELL, source, fault.reason, page_sha256=digest)
    outcome = DriftOutcome.DRIFTED if changes else DriftOutcome.UNCHANGED
    return Found(outcome, source, changes=changes, page_sha256=digest)


@dataclass(frozen=True)
class Pair:
    """A sentence of the transcription beside what stands in its place on the page; either may be missing."""

    old: Sentence | None
    new: Passage | None


def compare(article: Article, passages: Sequence[Passage], scenarios_of: ScenariosOf) -> tuple[Change, ...]:
    """Give every difference between the transcription and the page, in the transcription's order."""
    pairs = list(_pairs(article.sentences, passages))
    moved = _moved(pairs)
    sections = {s.id: section.id for section in article.section for s in section.sentence}
    changes = (_change(pair, moved, sections, scenarios_of) for pair in pairs)
    return tuple(change for change in changes if change)


def _pairs(old: Sequence[Sentence], new: Sequence[Passage]) -> Iterator[Pair]:
    """Anchor on equal sentences; pair what lies between by likeness."""
    olds, news = [plain(sentence.text) for sentence in old], [plain(passage.text) for passage in new]
    matcher = SequenceMatcher(None, olds, news, autojunk=False)
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag == "equal":
            yield from (Pair(one, other) for one, other in zip(old[a:b], new[c:d], strict=True))
        else:
            yield from _in_gap(old[a:b], new[c:d])


def _in_gap(old: Sequence[Sentence], new: Sequence[Passage]) -> Iterator[Pair]:
    """Pair, without crossing, the sentences of a gap so that they are as alike as can be."""
    partner = _likest(old, new)
    following = 0
    for index, sentence in enumerate(old):
        at = partner.get(index)
        if at is None:
            yield Pair(sentence, None)
            continue
        yield from (Pair(None, passage) for passage in new[following:at])
        yield Pair(sentence, new[at])
        following = at + 1
    yield from (Pair(None, passage) for passage in new[following:])


def _likest(old: Sequence[Sentence], new: Sequence[Passage]) -> dict[int, int]:
    """Align two short runs for the greatest sum of likeness (the classic table of an edit distance)."""
    rows, columns = len(old), len(new)
    likeness = [[_alike(one.text, other.text) for other in new] for one in old]
    best = [[0.0] * (columns + 1) for _ in range(rows + 1)]
    for i in range(rows - 1, -1, -1):
        for j in range(columns - 1, -1, -1):
            best[i][j] = max(best[i + 1][j], best[i][j + 1], best[i + 1][j + 1] + likeness[i][j])
    partner, i, j = {}, 0, 0
    while i < rows and j < columns:
        if likeness[i][j] and best[i][j] == best[i + 1][j + 1] + likeness[i][j]:
            partner[i] = j
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return partner


def _alike(one: str, other: str) -> float:
    score = fuzz.ratio(one, other)
    return score if score >= ALIKE else 0.0


def _moved(pairs: list[Pair]) -> Counter[str]:
    """Count the sentences that are gone here and new there."""
    gone = Counter(plain(pair.old.text) for pair in pairs if pair.old and not pair.new)
    come = Counter(plain(pair.new.text) for pair in pairs if pair.new and not pair.old)
    return gone & come


def _change(
    pair: Pair, moved: Counter[str], sections: dict[str, str], scenarios_of: ScenariosOf
) -> Change | None:
    if pair.old is None:
        assert pair.new  # noqa: S101  a pair has a side
        return _added(pair.new, moved)
    old, new = pair.old, pair.new
    if new and plain(new.text) == plain(old.text):
        return None
    kind = ChangeKind.CHANGED if new else ChangeKind.MOVED if moved[plain(old.text)] > 0 else ChangeKind.REMOVED
    return Change(
        kind=kind,
        sentence=old.id,
        old=old.text,
        new=new.text if new else old.text if kind is ChangeKind.MOVED else "",
        section=sections[old.id],
        scenarios=scenarios_of(old.id),
    )


def _added(passage: Passage, moved: Counter[str]) -> Change | None:
    """Say that a sentence is new, unless it was told as moved already."""
    if moved[plain(passage.text)] > 0:
        return None
    return Change(kind=ChangeKind.ADDED, new=passage.text, section=passage.section)
