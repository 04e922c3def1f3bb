"""Compare what the page says with the transcription, sentence by sentence."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import product

from rapidfuzz.distance import Indel

from asadvertised.article import passage
from asadvertised.article.change import Change, ChangeKind, Severity, Signal
from asadvertised.article.difference import Difference
from asadvertised.article.fetch import ANY_WAY, Way, fetch_page
from asadvertised.article.model import Article, Kind, Sentence
from asadvertised.article.page import Passage, read_page
from asadvertised.article.sentences import plain
from asadvertised.outcome import CouldNotTell

ALIKE_IN_WORDS = 0.4
ALIKE_IN_LETTERS = 0.75
PROSE = (Kind.PARAGRAPH, Kind.NOTE)
ScenariosOf = Callable[[str], tuple[str, ...]]


class DriftOutcome(StrEnum):
    """Whether the page still says what was transcribed."""

    UNCHANGED = "unchanged"
    DRIFTED = "drifted"
    CANT_TELL = "cantTell"
    NOT_ASKED = "notAsked"


@dataclass(frozen=True)
class Found:
    """What came of comparing a page; `reason` says why nothing could be told.

    `reading` is the page's text as it was read; the numbers of the `differences` count in it, and in the transcription.
    """

    outcome: DriftOutcome
    source: str
    reason: str = ""
    changes: tuple[Change, ...] = ()
    page_sha256: str = ""
    reading: tuple[passage.Passage, ...] = ()
    differences: tuple[Difference, ...] = ()


def check_drift(article: Article, source: str, timeout: float, scenarios_of: ScenariosOf, way: Way = ANY_WAY) -> Found:
    """Fetch a page and compare it; a page that cannot be had or read is neither drift nor unchanged."""
    digest = ""
    try:
        page = fetch_page(source, timeout, way)
        digest = page.sha256
        passages = read_page(page.html, article.page, article)
        alignment = _aligned(article, passages)
        changes = _changes(article, passages, alignment, scenarios_of)
    except CouldNotTell as fault:
        return Found(DriftOutcome.CANT_TELL, source, fault.reason, page_sha256=digest)
    outcome = DriftOutcome.DRIFTED if changes else DriftOutcome.UNCHANGED
    reading = tuple(_as_read(number, one) for number, one in enumerate(passages))
    differences = tuple(_differences(article, passages, alignment))
    return Found(outcome, source, changes=changes, page_sha256=digest, reading=reading, differences=differences)


def _as_read(number: int, one: Passage) -> passage.Passage:
    kind = Kind.HEADING if one.heading else Kind.PARAGRAPH
    return passage.Passage(one.text, one.section, one.heading, kind, level=2 if one.heading else 0, block=number)


def _differences(article: Article, passages: Sequence[Passage], alignment: "Alignment") -> Iterator[Difference]:
    for number, sentence in enumerate(article.sentences):
        kind, _ = _fate(number, sentence.text, passages, alignment)
        new = alignment.placed.get(number, alignment.moved.get(number))
        if kind:
            there = () if new is None else (new,)
            yield Difference(kind, Severity.ERROR, (number,), there, *_why(kind))
    known = {*alignment.placed.values(), *alignment.moved.values()}
    for j in range(len(passages)):
        if j not in known:
            yield Difference(ChangeKind.ADDED, Severity.ERROR, (), (j,))


def _why(kind: ChangeKind) -> tuple[tuple[Signal, ...], tuple[str, ...]]:
    signals = {ChangeKind.SUBSTANTIVE: (Signal.WORDS,), ChangeKind.MOVED: (Signal.ORDER,)}.get(kind, ())
    return signals, tuple(f"{signal.value}: in doubt, it matters" for signal in signals)


@dataclass(frozen=True)
class Gap:
    """Numbers of sentences, and of the passages that stand in their place, between two that are equal."""

    old: Sequence[int]
    new: Sequence[int]


@dataclass
class Alignment:
    """Which passage stands for which sentence, by number; those of `moved` stand out of order."""

    placed: dict[int, int] = field(default_factory=dict)
    moved: dict[int, int] = field(default_factory=dict)

    def left(self, gap: Gap) -> Gap:
        """Give what has not moved out of, or into, a gap."""
        come = set(self.moved.values())
        return Gap([i for i in gap.old if i not in self.moved], [j for j in gap.new if j not in come])


def compare(article: Article, passages: Sequence[Passage], scenarios_of: ScenariosOf) -> tuple[Change, ...]:
    """Give every difference between the transcription and the page, in the transcription's order.

    Wording, case, quotation marks and punctuation count; white space and what no reader sees do not.
    """
    return _changes(article, passages, _aligned(article, passages), scenarios_of)


def _changes(
    article: Article, passages: Sequence[Passage], alignment: Alignment, scenarios_of: ScenariosOf
) -> tuple[Change, ...]:
    sections = {sentence.id: section.id for section in article.section for sentence in section.sentence}
    added = _added(article, passages, alignment, sections)
    changes = list(added[-1])
    for number, sentence in enumerate(article.sentences):
        kind, new = _fate(number, sentence.text, passages, alignment)
        if kind:
            section, asked = sections[sentence.id], scenarios_of(sentence.id)
            changes.append(_change(kind, sentence, new, section, asked))
        changes += added[number]
    return tuple(changes)


def _change(kind: ChangeKind, sentence: Sentence, new: str, section: str, scenarios: tuple[str, ...]) -> Change:
    signals, why = _why(kind)
    return Change(
        kind=kind,
        sentence=sentence.id,
        old=sentence.text,
        new=new,
        section=section,
        signals=signals,
        why=why,
        scenarios=scenarios,
        severity=Severity.ERROR,
    )


def _aligned(article: Article, passages: Sequence[Passage]) -> Alignment:
    """Anchor on equal sentences, then find what moved from gap to gap, then pair the rest of each gap by likeness."""
    old = [plain(sentence.text) for sentence in article.sentences]
    new = [plain(passage.text) for passage in passages]
    alignment, gaps = Alignment(), []
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            alignment.placed.update(zip(range(a, b), range(c, d), strict=True))
        else:
            gaps.append(Gap(range(a, b), range(c, d)))
    alignment.moved = _moved(old, new, gaps)
    for gap in gaps:
        alignment.placed.update(_pairs(article, passages, alignment.left(gap)))
    return alignment


def _moved(old: Sequence[str], new: Sequence[str], gaps: Sequence[Gap]) -> dict[int, int]:
    come = defaultdict(list)
    for j in (j for gap in gaps for j in gap.new):
        come[new[j]].append(j)
    gone = (i for gap in gaps for i in gap.old)
    return {i: come[old[i]].pop(0) for i in gone if come[old[i]]}


def _pairs(article: Article, passages: Sequence[Passage], gap: Gap) -> dict[int, int]:
    """Pair the changed sentences of a gap; a heading, step or label that stands alone in another's place is it."""
    old, new = [article.sentences[i] for i in gap.old], [passages[j] for j in gap.new]
    if len(old) == len(new) == 1 and old[0].kind not in PROSE and (old[0].kind is Kind.HEADING) == new[0].heading:
        return {gap.old[0]: gap.new[0]}
    likeness = [[_likeness(plain(one.text), plain(other.text)) for other in new] for one in old]
    return {gap.old[i]: gap.new[j] for i, j in _likest(likeness)}


def _likeness(one: str, other: str) -> float:
    """Say how alike two sentences are; none at all is zero, so that it is never worth pairing."""
    words = Indel.normalized_similarity(one.split(), other.split())
    letters = Indel.normalized_similarity(one, other)
    return words + letters if words >= ALIKE_IN_WORDS or letters >= ALIKE_IN_LETTERS else 0.0


def _likest(likeness: Sequence[Sequence[float]]) -> Iterator[tuple[int, int]]:
    """Align two runs, without crossing, for the greatest sum of likeness (the table of an edit distance)."""
    rows, columns = len(likeness), len(likeness[0]) if likeness else 0
    best = [[0.0] * (columns + 1) for _ in range(rows + 1)]
    for i, j in product(reversed(range(rows)), reversed(range(columns))):
        best[i][j] = max(best[i + 1][j], best[i][j + 1], best[i + 1][j + 1] + likeness[i][j])
    i = j = 0
    while i < rows and j < columns:
        if best[i][j] == best[i + 1][j]:
            i += 1
        elif best[i][j] == best[i][j + 1]:
            j += 1
        else:
            yield i, j
            i, j = i + 1, j + 1


def _fate(number: int, old: str, passages: Sequence[Passage], alignment: Alignment) -> tuple[ChangeKind | None, str]:
    """Say what became of a sentence, and what the page has in its stead."""
    if number in alignment.moved:
        return ChangeKind.MOVED, passages[alignment.moved[number]].text
    if number not in alignment.placed:
        return ChangeKind.REMOVED, ""
    new = passages[alignment.placed[number]].text
    return (None if plain(new) == plain(old) else ChangeKind.SUBSTANTIVE), new


def _added(
    article: Article, passages: Sequence[Passage], alignment: Alignment, sections: dict[str, str]
) -> dict[int, list[Change]]:
    """Give the sentences that are only on the page, by the number of the transcribed one that they follow."""
    number_of = {j: i for i, j in alignment.placed.items()}
    come = set(alignment.moved.values())
    added, last, section = defaultdict(list), -1, article.section[0].id
    for j, one in enumerate(passages):
        if j in number_of:
            last = number_of[j]
            section = sections[article.sentences[last].id]
        elif j not in come:
            section = one.text if one.heading else section
            added[last].append(Change(kind=ChangeKind.ADDED, new=one.text, section=section, severity=Severity.ERROR))
    return added
