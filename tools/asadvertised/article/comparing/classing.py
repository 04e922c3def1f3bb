"""Class the change from one wording to another: how it looks, how it says it, or what it says."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from asadvertised.article.change import ChangeKind, Signal
from asadvertised.article.comparing.clocks import clock, unnumbered
from asadvertised.article.comparing.labels import labels
from asadvertised.article.comparing.letters import OVERRIDE, lookalike, unadorned
from asadvertised.article.comparing.lexicon import carries_signal, concepts
from asadvertised.article.comparing.signals import Changed, Told, signals_of
from asadvertised.article.comparing.tokens import Token, tokens
from asadvertised.article.comparing.typing_errors import look_alike
from asadvertised.article.comparing.wording import Side, Span, rotated, same_meaning, spans
from asadvertised.article.model import Kind
from asadvertised.article.passage import Passage
from asadvertised.article.sentences import plain

# fmt: off
ASKS = frozenset([
    "what", "who", "whose", "why", "how", "where", "when", "which", "is", "are", "was", "were", "do", "does", "did",
    "can", "could", "will", "would", "should", "may", "have", "has", "still", "need",
])
SUBJECTS = frozenset(["it", "they", "this", "we", "you", "he", "she", "these"])
# fmt: on
BEFORE_A_PAUSE = re.compile(r"(?<!if )(?<!or )(?<!why )(?<!whether )\b(?:no|not)\b(?=\s?[,;:])", re.IGNORECASE)
PROSE = (Kind.PARAGRAPH, Kind.NOTE, Kind.STEP)


@dataclass(frozen=True)
class Judgement:
    """The class of a change, and what it was judged by."""

    kind: ChangeKind
    signals: tuple[Signal, ...] = ()
    why: tuple[str, ...] = ()


def class_of_parts(whole: Passage, parts: Sequence[Passage], joined: Passage, *, split: bool) -> Judgement:
    """Class a split or a merger: cutting at “and”, or naming the subject again, is another wording."""
    best = _class_of_joined(whole, joined, split=split)
    for word in ("and", "and also"):
        for subject in (False, True):
            text = word.join(f" {part} " for part in _clauses(parts, without_subject=subject))
            other = _class_of_joined(whole, replace(joined, text=text), split=split)
            if best.kind is ChangeKind.SUBSTANTIVE and other.kind is not ChangeKind.SUBSTANTIVE:
                best = Judgement(ChangeKind.REWORDED, why=other.why)
    return best


def _class_of_joined(whole: Passage, joined: Passage, *, split: bool) -> Judgement:
    return class_of(whole, joined) if split else class_of(joined, whole)


def _clauses(parts: Sequence[Passage], *, without_subject: bool) -> Iterator[str]:
    for number, part in enumerate(parts):
        text = part.text.rstrip(" .")
        first, _, rest = text.partition(" ")
        yield rest if number and without_subject and first.lower() in SUBJECTS else text


def judged(kind: ChangeKind, told: Sequence[Told]) -> Judgement:
    """Put together what was told, each signal once."""
    return Judgement(kind, tuple(dict.fromkeys(one.signal for one in told)), tuple(one.why for one in told))


def class_of(old: Passage, new: Passage) -> Judgement:
    """Class the change from one text to another that is not the same; in doubt, it is one of substance."""
    if OVERRIDE.search(old.text + new.text) and OVERRIDE.findall(old.text) != OVERRIDE.findall(new.text):
        return _of_words("letters that turn the reading direction around came or went")
    one, other = clock(old.text), clock(new.text)
    if one and one == other:
        return Judgement(ChangeKind.COSMETIC, why=("only a clock or a counter went on",))
    heading = old.heading and new.heading
    texts = _bare(old.text, heading=heading), _bare(new.text, heading=heading)
    is_step = Kind.STEP in (old.kind, new.kind) or (old.step > 0 and new.step > 0)
    sides = _side(texts[0], is_step=is_step), _side(texts[1], is_step=is_step)
    if _look_the_same(*sides):
        return _punctuated(old, new, texts)
    return _reworded(*sides, texts) or _substantive(*sides, texts)


def _bare(text: str, *, heading: bool) -> str:
    shown = plain(text)
    return unnumbered(unadorned(shown) or shown, heading=heading)


def _of_words(reason: str) -> Judgement:
    return Judgement(ChangeKind.SUBSTANTIVE, (Signal.WORDS,), (f"{Signal.WORDS}: {reason}",))


def _side(text: str, *, is_step: bool) -> Side:
    found = tuple(_said_once(tokens(text)))
    return Side(found, concepts(tuple(token.norm for token in found)), is_step)


def _said_once(found: Sequence[Token]) -> Iterator[Token]:
    """Leave out a word that was typed twice."""
    for before, token in zip([None, *found], found, strict=False):
        if before is None or before.norm != token.norm or not token.norm.isalpha() or carries_signal(token.norm):
            yield token


def _look_the_same(old: Side, new: Side) -> bool:
    return old.words == new.words or all(
        look_alike(old.tokens[span.old.start : span.old.stop], new.tokens[span.new.start : span.new.stop])
        for span in spans(old.words, new.words)
    )


def _punctuated(old: Passage, new: Passage, texts: tuple[str, str]) -> Judgement:
    """Class what differs in marks alone, of which some turn a sentence around."""
    if BEFORE_A_PAUSE.findall(texts[0]) != BEFORE_A_PAUSE.findall(texts[1]):
        why = f"{Signal.NEGATION}: a pause after “no” or “not” came or went"
        return Judgement(ChangeKind.SUBSTANTIVE, (Signal.NEGATION,), (why,))
    if ("?" in texts[0]) != ("?" in texts[1]) and _is_statement(old, new, texts[0]):
        return _of_words("a question became a statement, or a statement a question")
    return Judgement(ChangeKind.COSMETIC, why=(_look(texts),))


def _is_statement(old: Passage, new: Passage, text: str) -> bool:
    first = next(iter(tokens(text)), None)
    in_prose = old.kind in PROSE and new.kind in PROSE and not (old.heading or new.heading)
    return in_prose and first is not None and first.norm not in ASKS


def _look(texts: tuple[str, str]) -> str:
    old, new = texts
    if old == new:
        return "only the number or the mark before it differs"
    if old.casefold() == new.casefold():
        return "only the case of letters differs"
    letters = ["".join(filter(str.isalnum, text)).casefold() for text in texts]
    return "only marks and spaces differ" if letters[0] == letters[1] else "only the spelling differs"


def _reworded(old: Side, new: Side, texts: tuple[str, str]) -> Judgement | None:
    if not _same_labels(*texts):
        return None
    if rotated(old, new):
        return Judgement(ChangeKind.REWORDED, why=("a clause went to the other end of the sentence",))
    found = spans(old.keys, new.keys)
    if all(same_meaning(old, new, span) for span in found):
        return Judgement(ChangeKind.REWORDED, why=_wordings(old, new))
    return None


def _same_labels(old: str, new: str) -> bool:
    """Tell whether what a reader looks for on the screen is still called the same, a typing error aside."""
    one, other = labels(old), labels(new)
    if not (one and other):
        return True
    gone, come = set(one) - set(other), set(other) - set(one)
    return not (gone and come) or all(_mistyped(x, come) for x in gone)


def _mistyped(words: tuple[str, ...], others: set[tuple[str, ...]]) -> bool:
    return any(look_alike(tokens(" ".join(words)), tokens(" ".join(other))) for other in others)


def _wordings(old: Side, new: Side) -> tuple[str, ...]:
    told = []
    for span in spans(old.words, new.words):
        words = (_raw(old, span.old), _raw(new, span.new))
        told.append(
            f"“{words[0]}” and “{words[1]}” say the same" if all(words) else f"“{''.join(words)}” says nothing more"
        )
    return tuple(told)


def _raw(side: Side, run: range) -> str:
    return " ".join(token.raw or token.norm for token in side.tokens[run.start : run.stop])


def _substantive(old: Side, new: Side, texts: tuple[str, str]) -> Judgement:
    if tokens(lookalike(texts[0])) == tokens(lookalike(texts[1])):
        return _of_words("letters of another script look the same, and are not")
    unexplained = [span for span in spans(old.keys, new.keys) if not same_meaning(old, new, span)]
    told = signals_of(_changed(old, unexplained, 0), _changed(new, unexplained, 1), texts)
    return judged(ChangeKind.SUBSTANTIVE, told)


def _changed(side: Side, unexplained: Sequence[Span], which: int) -> Changed:
    numbers = (at for span in unexplained for at in span[which])
    return Changed(side, frozenset(i for at in numbers for i in range(side.concepts[at].start, side.concepts[at].end)))
