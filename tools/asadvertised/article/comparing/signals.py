"""Say which words that a rule could depend on differ between two sentences."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import product
from typing import NamedTuple

from asadvertised.article.change import Signal
from asadvertised.article.comparing.labels import labels
from asadvertised.article.comparing.lexicon import Meaning, meanings
from asadvertised.article.comparing.tokens import Token, tokens
from asadvertised.article.comparing.typing_errors import contrary
from asadvertised.article.comparing.wording import Side

DIGIT = re.compile(r"\d")
ADDRESS = re.compile(r"^[a-z]{2,12}://|.@.|\.[a-z]{2,}|^www\.")
ARTICLES = frozenset(["a", "an", "the"])
OBJECTS = {"us": "we", "them": "they", "him": "he", "me": "i"}
NEAR = 4
DATE_UNITS = frozenset(["day", "week", "month", "year", "hour", "minute", "second"])
AGES = frozenset(["age", "aged", "older", "younger", "old", "years old", "birthday"])
VERSIONS = frozenset(["version", "release", "build", "or above", "or later", "or higher", "or newer"])
SYSTEMS = frozenset(["ios", "android", "macos", "windows", "ipados", "chrome", "safari", "firefox"])


class Told(NamedTuple):
    """A signal, and the words that gave it."""

    signal: Signal
    why: str


class Changed(NamedTuple):
    """The words of a sentence that are not explained by another wording, by number."""

    side: Side
    at: frozenset[int]

    def words(self, start: int, end: int) -> str:
        """Give words as they stand in the text."""
        return " ".join(token.raw or token.norm for token in self.side.tokens[start:end])


def became(old: str, new: str) -> str:
    """Put into words what happened to a few words."""
    if old and new:
        return f"“{old}” became “{new}”"
    return f"“{old}” is gone" if old else f"“{new}” is new"


def signals_of(old: Changed, new: Changed, texts: tuple[str, str]) -> list[Told]:
    """Give what is told by the words that changed; if no list knows them, the words themselves."""
    told = [*_lexical(old, new), *_numbers(old, new), *_addresses(old, new), *_contraries(old, new)]
    told += _labels(*texts)
    told += _names(old, new, told)
    if _in_another_order(old.side, new.side):
        told.append(Told(Signal.ORDER, f"{Signal.ORDER}: the same words stand in another order"))
    told += _rest(old, new, told)
    return list(dict.fromkeys(told))


def _told(signal: Signal, old: Sequence[str], new: Sequence[str]) -> Told:
    return Told(signal, f"{signal}: {became(', '.join(old), ', '.join(new))}")


def _hits(changed: Changed, other: Changed) -> list[tuple[Meaning, str]]:
    """Give what the changed words mean; a pronoun that became a country's name, or was one, is told by the country."""
    named = {f"@{changed.side.words[at]}" for at in changed.at} & {other.side.words[at] for at in other.at}
    return [
        (hit.meaning, changed.words(hit.start, hit.end))
        for hit in meanings(changed.side.words)
        if not changed.at.isdisjoint(range(hit.start, hit.end)) and f"@{changed.side.words[hit.start]}" not in named
    ]


def _lexical(old: Changed, new: Changed) -> Iterator[Told]:
    before, after = _hits(old, new), _hits(new, old)
    gone, come = (Counter(meaning for meaning, _ in hits) for hits in (before, after))
    for signal in dict.fromkeys(meaning.signal for meaning, _ in [*before, *after]):
        lost = [words for meaning, words in before if meaning.signal is signal and gone[meaning] > come[meaning]]
        won = [words for meaning, words in after if meaning.signal is signal and come[meaning] > gone[meaning]]
        if lost or won:
            yield _told(signal, lost, won)


def _numbers(old: Changed, new: Changed) -> Iterator[Told]:
    before, after = ([i for i in sorted(side.at) if DIGIT.search(side.side.words[i])] for side in (old, new))
    gone = Counter(old.side.words[i] for i in before)
    come = Counter(new.side.words[i] for i in after)
    if gone == come:
        return
    lost = [old.words(i, i + 1) for i in before]
    won = [new.words(i, i + 1) for i in after]
    kinds = {_kind(old.side, i) for i in before} | {_kind(new.side, i) for i in after}
    yield _told(Signal.NUMBER, lost, won)
    for signal in sorted(kinds - {Signal.NUMBER}):
        yield _told(signal, lost, won)


def _kind(side: Side, at: int) -> Signal:
    """Say what a number counts, by the words beside it."""
    words = side.words
    if words[at - 1] == "date" or (words[at + 1 :] and words[at + 1] == "date"):
        return Signal.DATE
    near = {hit.meaning for hit in meanings(words[max(0, at - NEAR) : at + NEAR + 1])}
    if any(meaning.entry in AGES for meaning in near if meaning.signal is Signal.AGE):
        return Signal.AGE
    if any(word.removesuffix("s") in DATE_UNITS for word in words[at + 1 : at + 3]):
        return Signal.DATE
    if any(meaning.entry in VERSIONS for meaning in near) or SYSTEMS & set(words[max(0, at - 3) : at]):
        return Signal.VERSION
    return Signal.NUMBER


def _addresses(old: Changed, new: Changed) -> Iterator[Told]:
    lost, won = (
        [side.words(i, i + 1) for i in sorted(side.at) if ADDRESS.search(side.side.words[i])] for side in (old, new)
    )
    if lost or won:
        yield _told(Signal.LINK, lost, won)


def _contraries(old: Changed, new: Changed) -> Iterator[Told]:
    for i, j in product(sorted(old.at)[:20], sorted(new.at)[:20]):
        if contrary(old.side.words[i], new.side.words[j]):
            yield _told(Signal.NEGATION, [old.words(i, i + 1)], [new.words(j, j + 1)])


def _labels(old: str, new: str) -> Iterator[Told]:
    before, after = labels(old), labels(new)
    gone, come = Counter(before) - Counter(after), Counter(after) - Counter(before)
    lost = [" ".join(words) for words in gone if after or not _says(new, words)]
    won = [" ".join(words) for words in come if before or not _says(old, words)]
    if lost or won:
        yield _told(Signal.LABEL, lost, won)


def _says(text: str, words: Sequence[str]) -> bool:
    return set(words) <= {token.norm for token in tokens(text)}


def _names(old: Changed, new: Changed, told: Sequence[Told]) -> Iterator[Told]:
    """Take words in capitals within a sentence for names of somebody, unless they are known to be something else."""
    if any(one.signal in (Signal.LABEL, Signal.REGION, Signal.PLATFORM, Signal.ACTOR) for one in told):
        return
    lost, won = (
        [side.words(i, i + 1) for i in sorted(side.at) if _is_name(side.side.tokens, i)] for side in (old, new)
    )
    if Counter(lost) != Counter(won):
        yield _told(Signal.ACTOR, lost, won)


def _is_name(found: Sequence[Token], at: int) -> bool:
    raw = found[at].raw
    return at > 0 and raw[:1].isupper() and raw.isalpha() and len(raw) > 1 and not meanings((found[at].norm,))


def _in_another_order(old: Side, new: Side) -> bool:
    one, other = ([OBJECTS.get(key, key) for key in side.keys if key not in ARTICLES] for side in (old, new))
    return one != other and sorted(one) == sorted(other)


def _rest(old: Changed, new: Changed, told: Sequence[Told]) -> Iterator[Told]:
    """Name what is left: words that no list knows."""
    lost, won = (_unknown(side) for side in (old, new))
    if Counter(lost) != Counter(won) or not told:
        if not (lost or won):
            lost, won = ([side.words(i, i + 1) for i in sorted(side.at)] for side in (old, new))
        yield _told(Signal.WORDS, [" ".join(lost)] if lost else [], [" ".join(won)] if won else [])


def _unknown(changed: Changed) -> list[str]:
    known = {i for hit in meanings(changed.side.words) for i in range(hit.start, hit.end)}
    return [
        changed.words(i, i + 1)
        for i in sorted(changed.at - known)
        if not DIGIT.search(changed.side.words[i]) and not ADDRESS.search(changed.side.words[i])
    ]
