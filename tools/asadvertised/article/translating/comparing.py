"""Hold a translation against its original: what is left out, what was added, and what says another thing."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import groupby

from asadvertised.article.change import ChangeKind, Severity, Signal
from asadvertised.article.difference import Difference
from asadvertised.article.model import Kind
from asadvertised.article.passage import Passage
from asadvertised.article.translating.aligning import Bead, Costs, Unit, align
from asadvertised.article.translating.findings import Finding, findings, negation
from asadvertised.article.translating.marks import Marks, marks_of

ORIGINAL = "en"
OF_BLOCKS = Costs(gone=7.0, come=7.0, merge=9.0, split=9.0, apart=8.0)
OF_SENTENCES = Costs(gone=5.0, come=8.0, merge=6.5, split=2.0)
JOINT = re.compile(r"[;:(–—]|,\s|\b(?:und|sowie|et|y|e|en|ed|and)\b")
STEP = "step"
USUAL = 1500  # letters
Block = tuple[int, ...]


def compare_translation(
    old: Sequence[Passage], new: Sequence[Passage], locale: str, original: str = ORIGINAL
) -> tuple[Difference, ...]:
    """Give what a translation into a locale leaves out, adds or changes; a faithful one gives nothing.

    Sentences may be split and joined, and names translated. What is not certain is not told.
    """
    return tuple(_Comparing(_Side(old, original), _Side(new, locale)).differences())


@dataclass(frozen=True)
class _Side:
    """One of the two texts."""

    passages: Sequence[Passage]
    locale: str
    _known: dict[Block, Marks] = field(default_factory=dict)

    def marks(self, numbers: Block) -> Marks:
        if numbers not in self._known:
            self._known[numbers] = marks_of([self.passages[i] for i in numbers], self.locale)
        return self._known[numbers]

    @cached_property
    def tells_blocks(self) -> bool:
        return any(passage.block for passage in self.passages)

    def blocks(self, *, told: bool) -> list[Block]:
        """Give the passages of each block; each by itself, where a reading tells of no blocks."""
        keys = [(p.block, p.heading) if told else (n, p.heading) for n, p in enumerate(self.passages)]
        return [tuple(numbers) for _, numbers in groupby(range(len(keys)), key=lambda i: keys[i])]

    @cached_property
    def letters(self) -> int:
        return sum(len(passage.text) for passage in self.passages)

    @cached_property
    def has_steps(self) -> bool:
        return any(passage.kind is Kind.STEP for passage in self.passages)

    @cached_property
    def has_panels(self) -> bool:
        return any(passage.panel for passage in self.passages)

    @cached_property
    def whole(self) -> Marks:
        return self.marks(tuple(range(len(self.passages))))


class _Comparing:
    def __init__(self, old: _Side, new: _Side) -> None:
        self._old, self._new = old, new
        self._rate = _rate(old, new)
        self._steps = old.has_steps and new.has_steps
        self._panels = old.has_panels and new.has_panels
        self._kept = _kept(old.whole, new.whole)

    def differences(self) -> Iterator[Difference]:
        told = self._old.tells_blocks and self._new.tells_blocks
        old, new = self._old.blocks(told=told), self._new.blocks(told=told)
        units = [[self._unit(side, block) for block in blocks] for side, blocks in ((self._old, old), (self._new, new))]
        beads = align(units[0], units[1], self._rate, OF_BLOCKS if told else OF_SENTENCES)
        moved = _moved(beads, units[0], units[1])
        for bead in beads:
            before = tuple(i for block in bead.old for i in old[block])
            after = tuple(j for block in bead.new for j in new[block])
            yield from [_out_of_order(before, after)] if bead in moved else self._block(before, after)

    def _unit(self, side: _Side, numbers: Block) -> Unit:
        marks, first = side.marks(numbers), side.passages[numbers[0]]
        kind = "heading" if first.heading else STEP if self._steps and first.kind is Kind.STEP else ""
        digits = {reading for number in marks.numbers if not number.in_words for reading in number.readings}
        level = {f"level {first.level}"} if first.level else set[str]()
        anchors = frozenset(digits | marks.domains | set(marks.links) | (marks.words & self._kept) | level)
        return Unit(len(marks.text), kind, anchors, len(numbers), len(JOINT.findall(marks.text)))

    def _block(self, old: Block, new: Block) -> Iterator[Difference]:
        beads = self._sentences(old, new)
        for bead in beads:
            if not bead.new:
                yield _gone(bead.old, len(old), len(new))
            elif not bead.old:
                yield _come(bead.new)
        yield from self._changed([bead for bead in beads if bead.old and bead.new])

    def _sentences(self, old: Block, new: Block) -> list[Bead]:
        if len(old) == len(new) == 1:
            return [Bead(old, new)]
        one = [self._unit(self._old, (i,)) for i in old]
        other = [self._unit(self._new, (j,)) for j in new]
        beads = align(one, other, self._rate, OF_SENTENCES)
        return [Bead(tuple(old[i] for i in bead.old), tuple(new[j] for j in bead.new)) for bead in beads]

    def _changed(self, beads: Sequence[Bead]) -> Iterator[Difference]:
        """Compare a block as a whole, so that what moved within it is quiet, and name the sentence that differs."""
        whole = self._found(tuple(i for b in beads for i in b.old), tuple(j for b in beads for j in b.new))
        for bead in beads:
            found = whole & self._found(bead.old, bead.new) if whole else frozenset[Finding]()
            whole -= found
            if len(bead.old) == len(bead.new) == 1:
                found |= self._denied(bead) | self._placed(bead)
            if found:
                yield _substantive(bead, found)
        if whole and beads:
            yield _substantive(beads[0], whole)

    def _found(self, old: Block, new: Block) -> frozenset[Finding]:
        return findings(self._old.marks(old), self._new.marks(new), self._kept) if old and new else frozenset()

    def _denied(self, bead: Bead) -> frozenset[Finding]:
        found = negation(self._old.marks(bead.old), self._new.marks(bead.new))
        return frozenset([found] if found else [])

    def _placed(self, bead: Bead) -> frozenset[Finding]:
        one, other = self._old.passages[bead.old[0]], self._new.passages[bead.new[0]]
        found = set()
        if one.level and other.level and one.level != other.level:
            found.add(Finding(Signal.ORDER, f"a heading of level {one.level} became one of level {other.level}"))
        if self._panels and bool(one.panel) != bool(other.panel):
            found.add(Finding(Signal.ORDER, "it stands in a panel in one language only"))
        return frozenset(found)


def _moved(beads: Sequence[Bead], old: Sequence[Unit], new: Sequence[Unit]) -> set[Bead]:
    """Give the steps that have changed places, as far as what no translation changes tells them apart."""
    steps = [b for b in beads if len(b.old) == len(b.new) == 1 and old[b.old[0]].kind == STEP]
    said = {bead: (old[bead.old[0]].anchors, new[bead.new[0]].anchors) for bead in steps}
    changed = [bead for bead in steps if said[bead][0] != said[bead][1]]
    return {one for one in changed for other in changed if all(said[one]) and said[one] == said[other][::-1]}


def _rate(old: _Side, new: _Side) -> float:
    """Say how much longer the translation is; what is usual counts, so that what a short text lacks is not."""
    usual = new.whole.language.rate / old.whole.language.rate
    return (new.letters + USUAL * usual) / (old.letters + USUAL)


def _out_of_order(old: Block, new: Block) -> Difference:
    why = ("it changed places with another step",)
    return Difference(ChangeKind.MOVED, Severity.ERROR, old, new, (Signal.ORDER,), why)


def _kept(old: Marks, new: Marks) -> frozenset[str]:
    """Give the names that a translation leaves as they are: they stand in both, and never in small letters."""
    small = {word for marks in (old, new) for word in marks.words if word.islower()}
    return frozenset(word for word in old.names & new.words if word.lower() not in small)


def _gone(numbers: Block, before: int, after: int) -> Difference:
    why = "nothing stands for it in the translation"
    if after:
        why = f"the {before} sentences that stand there became {after}, and what they say is too little for all of them"
    return Difference(ChangeKind.REMOVED, Severity.ERROR, old=numbers, why=(why,))


def _come(numbers: Block) -> Difference:
    return Difference(ChangeKind.ADDED, Severity.WARNING, new=numbers, why=("it stands for nothing in the original",))


def _substantive(bead: Bead, found: frozenset[Finding]) -> Difference:
    ordered = sorted(found, key=lambda one: (one.signal, one.why))
    signals = tuple(sorted({one.signal for one in ordered}, key=list(Signal).index))
    why = tuple(one.why for one in ordered)
    return Difference(ChangeKind.SUBSTANTIVE, Severity.ERROR, bead.old, bead.new, signals, why)
