"""Give sections and sentences ids: a few telling words, the same whenever the same text is proposed."""

import re
import unicodedata
from collections.abc import Iterable, Iterator

MOST_WORDS, MOST_WORDS_OF_A_SECTION = 4, 3
LONGEST_WORD = 24
LETTERS = str.maketrans(
    {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ł": "l", "ı": "i", "’": "", "'": ""}
)
WORD = re.compile(r"[a-z0-9]+")
# fmt: off
COMMON = frozenset([
    "a", "about", "all", "also", "am", "an", "and", "any", "are", "as", "at", "be", "been", "by", "can", "could",
    "did", "do", "does", "each", "for", "from", "had", "has", "have", "here", "how", "i", "if", "in", "into", "is",
    "it", "its", "like", "may", "might", "more", "most", "must", "of", "on", "or", "our", "please", "s", "shall",
    "should", "so", "some", "such", "than", "that", "the", "their", "them", "then", "there", "these", "they", "this",
    "those", "to", "us", "was", "we", "were", "what", "when", "where", "which", "who", "will", "with", "would", "you",
    "your", "youre", "der", "die", "das", "den", "dem", "des", "ein", "eine", "einen", "einer", "und", "oder", "sie",
    "ihr", "ihre", "zu", "le", "la", "les", "un", "une", "et", "ou", "de", "du", "vous", "votre", "vos", "el", "los",
    "las", "una", "y", "su",
])
# fmt: on


class Names:
    """Hands out each id once, and none that is taken already."""

    def __init__(self, taken: Iterable[str] = ()) -> None:
        self._taken = set(taken)

    def give(self, candidates: Iterator[str]) -> str:
        """Take the first of the candidates that is free; the last one is numbered until it is."""
        last = ""
        for last in candidates:
            if self._take(last):
                return last
        number = 2
        while not self._take(f"{last}-{number}"):
            number += 1
        return f"{last}-{number}"

    def _take(self, name: str) -> bool:
        free = name not in self._taken
        self._taken.add(name)
        return free


def section_names(heading: str, above: str, number: int) -> Iterator[str]:
    """Give the ids a section may have: a few words of its heading, below the section that it stands in."""
    words = telling(heading) or [f"section-{number}"]
    for most in range(MOST_WORDS_OF_A_SECTION, max(len(words), MOST_WORDS_OF_A_SECTION) + 1):
        yield f"{above}.{'-'.join(words[:most])}" if above else "-".join(words[:most])


def sentence_names(text: str, section: str, number: int) -> Iterator[str]:
    """Give the ids a sentence may have; what no Latin letter tells is numbered."""
    words = telling(text) or [f"sentence-{number}"]
    for most in range(MOST_WORDS, max(len(words), MOST_WORDS) + 1):
        yield f"{section}.{'-'.join(words[:most])}"


def telling(text: str) -> list[str]:
    """Give the words of a text that tell it from others; all of its words, where it has but common ones."""
    words = WORD.findall(_latin(text))
    return [word[:LONGEST_WORD] for word in words if word not in COMMON] or words


def _latin(text: str) -> str:
    """Write letters with marks without them; other scripts have no Latin letters, and give none."""
    bare = unicodedata.normalize("NFKD", text.lower().translate(LETTERS))
    return "".join(letter for letter in bare if not unicodedata.combining(letter))
