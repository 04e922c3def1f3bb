"""What the templates need to know of a record, and the record does not say in so many words."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from asadvertised.article.change import Change
from asadvertised.article.model import Check, Kind, Modality
from asadvertised.outcome import Outcome
from asadvertised.record.model import Qualifier, Results, ScenarioResult, SentenceResult
from asadvertised.record.turns import Says


@dataclass(frozen=True)
class Mark:
    """An outcome as readers see it: a word, a sign and the name of a colour."""

    name: str
    word: str
    sign: str


KEPT = Mark("passed", "kept", "✓")
BROKEN = Mark("failed", "broken", "✗")
UNKNOWN = Mark("cant-tell", "could not tell", "?")
UNTESTED = Mark("untested", "not tested", "·")
UNUSED = Mark("not-exercised", "not exercised", "○")
UNOFFERED = Mark("not-offered", "not offered", "–")
FLAKY = Mark("flaky", "kept on a repeat", "↻")
IN_PART = Mark("in-part", "kept in part", "◐")
ELSEWHERE = Mark("inapplicable", "does not apply", "–")
INFORMATIVE = Mark("informative", "not a promise", "")
OUTSIDE = Mark("inapplicable", "outside the service", "–")
CHANGED = Mark("changed", "changed", "~")
EXCUSED = Mark("cant-tell", "does not block", "⚑")
BY_CODE = {
    0: Mark("passed", "passes the gate", "✓"),
    1: Mark("failed", "blocked: broken", "✗"),
    3: Mark("changed", "blocked: the text drifted", "~"),
}
LET_THROUGH = Mark("cant-tell", "let through", "⚑")
NO_ANSWER = Mark("cant-tell", "blocked: could not tell", "?")
CAUGHT = Mark("passed", "rightly caught", "✓")
MISSED = Mark("failed", "missed, or blamed on another", "✗")

WORST_FIRST = (BROKEN, UNKNOWN, UNTESTED, CHANGED, IN_PART, FLAKY, KEPT, UNUSED, UNOFFERED, ELSEWHERE, INFORMATIVE)
BY_QUALIFIER: dict[tuple[Outcome, Qualifier | None], Mark] = {
    (Outcome.INAPPLICABLE, Qualifier.NOT_EXERCISED): UNUSED,
    (Outcome.INAPPLICABLE, Qualifier.NOT_OFFERED): UNOFFERED,
    (Outcome.PASSED, Qualifier.FLAKY): FLAKY,
    (Outcome.PASSED, Qualifier.IN_PART): IN_PART,
}
BY_OUTCOME = {
    Outcome.PASSED: KEPT,
    Outcome.FAILED: BROKEN,
    Outcome.CANT_TELL: UNKNOWN,
    Outcome.UNTESTED: UNTESTED,
    Outcome.INAPPLICABLE: ELSEWHERE,
}

BINDS = {
    Modality.MUST: "It says what the service must do.",
    Modality.MUST_NOT: "It says what the service must not do.",
    Modality.MAY: "It says what the service may do; one that does not breaks nothing.",
    Modality.STEP: "It is a step that its readers are told to take.",
    Modality.STATES: "It states what is so.",
}

BY_CHECK = {Check.INFORMATIVE: INFORMATIVE, Check.OUTSIDE_THE_SERVICE: OUTSIDE}

SAYS = {
    Says.YES: "yes",
    Says.COSMETIC: "yes, but for its looks",
    Says.REWORDED: "in other words",
    Says.CHANGED: "no: changed",
    Says.GONE: "no: gone",
    Says.CANT_TELL: "could not tell",
    Says.NOT_ASKED: "not asked",
}


def mark_of(outcome: Outcome, qualifier: Qualifier | None) -> Mark:
    """Give the mark of an outcome; what it leaves unsaid never makes it look better."""
    return BY_QUALIFIER.get((outcome, qualifier), BY_OUTCOME[outcome])


@dataclass(frozen=True)
class Marks:
    """How sentences and scenarios are marked, and which sentences the page no longer has as they were."""

    changes: dict[str, Change]

    @staticmethod
    def of(result: SentenceResult | ScenarioResult) -> Mark:
        """Give the mark of an outcome; what is left unsaid never makes it look better."""
        if isinstance(result, SentenceResult) and result.check in BY_CHECK:
            return BY_CHECK[result.check]
        return mark_of(result.outcome, result.qualifier)

    @staticmethod
    def all() -> tuple[Mark, ...]:
        """Give every mark, for the key."""
        return (KEPT, IN_PART, FLAKY, BROKEN, UNKNOWN, UNUSED, UNOFFERED, ELSEWHERE, UNTESTED, CHANGED)

    @staticmethod
    def step(outcome: Outcome) -> Mark:
        """Give the mark of a step's outcome."""
        return BY_OUTCOME[outcome]

    def change(self, sentence: SentenceResult) -> Change | None:
        """Give what happened to a sentence's text, if anything."""
        return self.changes.get(sentence.id)

    @staticmethod
    def says(sentence: SentenceResult) -> str:
        """Give the answer to whether the text still says it, in words."""
        return SAYS[sentence.says]

    def count(self, sentences: Iterable[SentenceResult], mark: Mark) -> int:
        """Count the sentences that have a mark."""
        if mark == CHANGED:
            return len(self.changes)
        return sum(self.of(sentence).name == mark.name for sentence in sentences)


def marks_of(results: Results) -> Marks:
    """Give the marks of a record."""
    return Marks({change.sentence: change for change in results.drift.telling if change.sentence})


def tone(results: Results) -> Mark:
    """Give how a whole run looks: never as kept where something that is not kept was let through."""
    code = results.run.exit_code
    return tone_of(code, lets_through=code == 0 and bool(results.gate and results.gate.exit_code_without))


def tone_of(code: int, *, lets_through: bool) -> Mark:
    """Give how a run with an exit code looks."""
    return LET_THROUGH if lets_through else BY_CODE.get(code, NO_ANSWER)


@dataclass(frozen=True)
class Block:
    """A paragraph, heading, list item or label: sentences that stand together; `list` is the kind of list, if any."""

    sentences: tuple[SentenceResult, ...]
    list: str

    @property
    def first(self) -> SentenceResult:
        """The sentence that says what kind of block it is."""
        return self.sentences[0]


@dataclass(frozen=True)
class Group:
    """Blocks that stand together: one alone, or the items of one list."""

    list: str
    blocks: tuple[Block, ...]


def blocks_of(results: Results) -> list[Group]:
    """Give the article as its readers know it: blocks, and runs of list items as lists."""
    blocks = [_block(tuple(run)) for _, run in groupby(results.sentences, key=lambda sentence: sentence.block)]
    groups: list[Group] = []
    for (kind, _), run in groupby(blocks, key=lambda block: (block.list, block.first.section if block.list else "")):
        together = tuple(run)
        groups += [Group(kind, together)] if kind else [Group("", (block,)) for block in together]
    return groups


def _block(sentences: tuple[SentenceResult, ...]) -> Block:
    first = sentences[0]
    if first.item:
        return Block(sentences, "ul")
    return Block(sentences, "ol" if first.kind is Kind.STEP else "")
