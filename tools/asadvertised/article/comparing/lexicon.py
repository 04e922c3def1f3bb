"""What words mean to us: the signals they carry, and which wordings may stand for one another."""

from collections import defaultdict
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from asadvertised.article.change import Signal
from asadvertised.article.comparing import data
from asadvertised.article.comparing.phrases import Hit, Phrases

SHORTEST_STEM = 4


class Meaning(NamedTuple):
    """A signal, and the entry of its list: two words of one entry mean the same."""

    signal: Signal
    entry: str


class Concept(NamedTuple):
    """A word, or a phrase that may stand for others, and the run of words that it was found in."""

    key: str
    start: int
    end: int


@cache
def _signals() -> dict[Signal, Phrases[Meaning]]:
    tables: dict[Signal, list[tuple[str, Meaning]]] = defaultdict(list)
    for name, phrases in data.signal_entries():
        tables[Signal(name)] += [(phrase, Meaning(Signal(name), phrases[0])) for phrase in phrases]
    places = [(name, Meaning(Signal.REGION, names[0])) for names in data.regions() for name in names]
    tables[Signal.REGION] += [*places, ("US", Meaning(Signal.REGION, "United States"))]
    return {signal: Phrases(entries) for signal, entries in tables.items()}


@cache
def _concepts() -> Phrases[str]:
    paraphrases = [(phrase, f"~{number}") for number, group in enumerate(data.groups()) for phrase in group]
    places = [(name, f"~{names[0]}") for names in data.regions() if len(names) > 1 for name in names]
    return Phrases([*paraphrases, *places])


@lru_cache(maxsize=4096)
def meanings(words: tuple[str, ...]) -> tuple[Hit[Meaning], ...]:
    """Give everything in a run of words that a rule could depend on; a word may carry several signals."""
    present = set(words)
    return tuple(hit for table in _signals().values() if table.may_find(present) for hit in table.find(words))


@lru_cache(maxsize=4096)
def concepts(words: tuple[str, ...]) -> tuple[Concept, ...]:
    """Write a run of words so that wordings which may stand for one another are the same."""
    found: list[Concept] = []
    for hit in _concepts().find(words):
        found += _single(words, found[-1].end if found else 0, hit.start)
        found.append(Concept(hit.meaning, hit.start, hit.end))
    return (*found, *_single(words, found[-1].end if found else 0, len(words)))


def _single(words: Sequence[str], start: int, end: int) -> list[Concept]:
    return [Concept(words[at], at, at + 1) for at in range(start, end)]


def carries_signal(word: str) -> bool:
    """Tell whether a single word is on any list of the lexicon."""
    return bool(meanings((word,)))


def is_english(word: str) -> bool:
    """Tell a word, its plural, or what a common prefix makes of it, from what is none."""
    if _listed(word):
        return True
    return any(
        word.startswith(prefix) and len(word) - len(prefix) >= SHORTEST_STEM and _listed(word[len(prefix) :])
        for prefix in data.prefixes("common")
    )


def _listed(word: str) -> bool:
    words = data.english()
    return word in words or (word.endswith("s") and (word[:-1] in words or word.removesuffix("es") in words))
