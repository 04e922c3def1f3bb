"""The lists beside this module, read once, when the first change is classed."""

import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent


def _toml(name: str) -> Any:
    return tomllib.loads((HERE / name).read_text(encoding="utf-8"))


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#")]


def _apart(line: str) -> list[str]:
    return [words.strip() for words in line.split("|") if words.strip()]


@cache
def spellings() -> dict[str, str]:
    """Give the American spelling of each British one that no rule gives."""
    pairs = [pair.split("=") for pair in _toml("spelling.toml")["pairs"].split()]
    return {british: american for british, american in pairs if british != american}


@cache
def english() -> frozenset[str]:
    """Give the words that are English, to tell a typing error from another word."""
    return frozenset(
        word for line in _lines((HERE / "english.txt").read_text(encoding="utf-8")) for word in line.split()
    )


def signal_entries() -> Iterator[tuple[str, list[str]]]:
    """Give each entry of the lexicon with its signal: words and phrases that mean the same."""
    for signal, text in _toml("lexicon.toml")["signals"].items():
        for line in _lines(text):
            yield signal, _apart(line)


def regions() -> list[list[str]]:
    """Give the names of each place."""
    return [_apart(line.partition("=")[2]) for line in _lines((HERE / "regions.txt").read_text(encoding="utf-8"))]


@cache
def prefixes(name: str) -> tuple[str, ...]:
    """Give what makes a word of a word: of the same sort if `common`, its contrary if `negative`."""
    return tuple(_toml("lexicon.toml")["prefixes"][name])


@cache
def _paraphrases() -> dict[str, str]:
    return dict(_toml("paraphrases.toml"))


def groups() -> list[list[str]]:
    """Give the groups of wordings that may stand for one another; of verbs, one for each form."""
    plain = [_apart(line) for line in _lines(_paraphrases()["groups"])]
    return [*plain, *(forms for line in _lines(_paraphrases()["verbs"]) for forms in _conjugated(line))]


def _conjugated(line: str) -> Iterator[list[str]]:
    """Cut each verb's words into its five forms; a verb of two words has ten."""
    verbs = [verb.split() for verb in _apart(line)]
    for form in range(5):
        yield [" ".join(words[form * (n := len(words) // 5) : (form + 1) * n]) for words in verbs]


@cache
def word_list(name: str) -> frozenset[str]:
    """Give one of the lists of single words: `fillers` or `sequence`."""
    return frozenset(_paraphrases()[name].split())


@cache
def exchangeable(name: str) -> tuple[frozenset[str], ...]:
    """Give the sets of words that may take each other's place: anywhere, or where a step begins."""
    return tuple(frozenset(line.split()) for line in _lines(_paraphrases()[name]))
