"""Find where two sentences differ, and tell whether a difference is one of wording alone."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import NamedTuple

from rapidfuzz.distance import Indel

from asadvertised.article.comparing.data import exchangeable, word_list
from asadvertised.article.comparing.lexicon import Concept, carries_signal, concepts
from asadvertised.article.comparing.tokens import Token
from asadvertised.article.comparing.typing_errors import mistyped

SHORTEST_STEM = 3
SHORTEST_CLAUSE = 2
LARGEST_TABLE = 10_000_000  # cells of one bit; of longer sentences no part is said to be the same
# fmt: off
AFTER_THAT = frozenset([
    "we", "you", "they", "it", "he", "she", "i", "your", "our", "their", "its", "my", "the", "this", "these", "those",
    "a", "an", "each", "any", "all", "if", "when", "some", "no", "every", "only",
])
SUBORDINATORS = frozenset([
    "if", "when", "whenever", "unless", "once", "while", "because", "although", "after", "before", "depending", "to",
    "until", "since", "in", "at",
])
OTHER_WITH_S = frozenset(["custom", "good", "mean", "glass", "wood", "work", "saving", "arm", "color", "new", "time"])
# fmt: on


class Span(NamedTuple):
    """Words of the old sentence, from one number up to another, and those of the new one in their stead."""

    old: range
    new: range


@dataclass(frozen=True)
class Side:
    """A sentence in words, and in concepts."""

    tokens: tuple[Token, ...]
    concepts: tuple[Concept, ...]
    is_step: bool

    @cached_property
    def keys(self) -> list[str]:
        """What the sentence consists of."""
        return [concept.key for concept in self.concepts]

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The words as they count."""
        return tuple(token.norm for token in self.tokens)


def spans(old: Sequence[str], new: Sequence[str]) -> list[Span]:
    """Give the runs that differ between two sentences, the fewest words that can."""
    found: list[Span] = []
    if len(old) * len(new) > LARGEST_TABLE:
        return [Span(range(len(old)), range(len(new)))]
    for code in Indel.opcodes(old, new):
        if code.tag == "equal":
            continue
        span = Span(range(code.src_start, code.src_end), range(code.dest_start, code.dest_end))
        if found and found[-1].old.stop == span.old.start and found[-1].new.stop == span.new.start:
            last = found.pop()
            span = Span(range(last.old.start, span.old.stop), range(last.new.start, span.new.stop))
        found.append(span)
    return found


def same_meaning(old: Side, new: Side, span: Span) -> bool:
    """Tell whether the concepts of a span differ in nothing that a rule depends on."""
    if len(span.old) == len(span.new) and _pairwise(old, new, span.old, span.new):
        return True
    left, right = list(_weighty(old, span.old)), list(_weighty(new, span.new))
    return len(left) == len(right) and _pairwise(old, new, left, right)


def _pairwise(old: Side, new: Side, left: Sequence[int], right: Sequence[int]) -> bool:
    return all(_stands_for(old, new, i, j) for i, j in zip(left, right, strict=True))


def _stands_for(old: Side, new: Side, i: int, j: int) -> bool:
    one, other = old.concepts[i].key, new.concepts[j].key
    if one == other or any(one in words and other in words for words in exchangeable("places")):
        return True
    first, second = old.tokens[old.concepts[i].start], new.tokens[new.concepts[j].start]
    if old.is_step and any({first.norm, second.norm} <= words for words in exchangeable("at_a_step")):
        return True
    return "~" not in one[0] + other[0] and (inflected(one, other) or mistyped(first, second))


def inflected(one: str, other: str) -> bool:
    """Tell forms of one word: with -s or with -ing. The past is another matter."""
    short, long = sorted((one, other), key=len)
    if (
        (len(short) < SHORTEST_STEM and short != "ad")
        or not (short.isalpha() and long.isalpha())
        or short in OTHER_WITH_S
    ):
        return False
    stem = short.removesuffix("e")
    return long in {f"{short}s", f"{short}es", f"{stem}ing", f"{short}ing", f"{short}{short[-1]}ing"} or (
        short[-1] == "y" and long == f"{short[:-1]}ies"
    )


def _weighty(side: Side, run: range) -> Iterator[int]:
    """Leave out the words that may come or go where they stand."""
    keys = side.keys
    for at in run:
        before, after = keys[at - 1] if at else "", keys[at + 1] if at + 1 < len(keys) else ""
        if keys[at] in word_list("fillers") or (at == 0 and keys[at] == _noting()):
            continue
        if keys[at] == "that" and at and after in AFTER_THAT and not carries_signal(before):
            continue
        if keys[at] in ("is", "are") and _coordinates(side, at - 1):
            continue
        if side.is_step and at == 0 and keys[at] in word_list("sequence"):
            continue
        yield at


@cache
def _noting() -> str:
    """Give what “please note that” is, with which a sentence may begin."""
    return concepts(("note",))[0].key


def _coordinates(side: Side, at: int) -> bool:
    return at > 0 and side.tokens[side.concepts[at].start].norm in ("and", "or")


def rotated(old: Side, new: Side) -> bool:
    """Tell whether a clause only went from the end of a sentence to its beginning, or back."""
    one, other = old.keys, new.keys
    if sorted(one) != sorted(other):
        return False
    return any(
        one[cut:] + one[:cut] == other and (_begins_a_clause(old, 0) or _begins_a_clause(old, cut))
        for cut in range(1, len(one))
        if one[cut] == other[0] and SHORTEST_CLAUSE <= old.concepts[cut].start <= len(old.tokens) - SHORTEST_CLAUSE
    )


def _begins_a_clause(side: Side, at: int) -> bool:
    return side.tokens[side.concepts[at].start].norm in SUBORDINATORS
