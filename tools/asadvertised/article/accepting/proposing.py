"""What a person may change later: the id of a new sentence, from its words, and how strongly it seems to bind."""

import re
import unicodedata
from collections.abc import Collection
from itertools import chain, count

from asadvertised.article.model import Kind, Modality

WORDS_OF_AN_ID = 5
# fmt: off
EMPTY = frozenset([
    "a", "an", "the", "and", "or", "of", "to", "in", "on", "at", "for", "with", "by", "from", "that", "this", "these",
    "those", "it", "its", "is", "are", "be", "was", "were", "as", "if", "we", "us", "our", "you", "your", "will", "may",
    "can", "must",
])
# fmt: on
FORBIDDEN = re.compile(
    r"\b(?:never|no longer|cannot|(?:must|will|shall|do|does|may|can) not|(?:wo|do|does|ca)n[’']t)\b"
)
ALLOWED = re.compile(r"\b(?:may|might|can|could)\b")
BOUND = re.compile(r"\b(?:must|will|shall|always|only)\b")


def propose_id(text: str, section: str, taken: Collection[str]) -> str:
    """Make an id of a section's id and the words that carry a sentence, unlike any that is taken."""
    letters = unicodedata.normalize("NFKD", text.lower()).encode("ascii", "ignore").decode()
    words = re.findall(r"[a-z0-9]+", letters.replace("'", ""))
    telling = [word for word in words if word not in EMPTY] or words or ["sentence"]
    stem = ".".join(filter(None, (section, "-".join(telling[:WORDS_OF_AN_ID]))))
    names = chain([stem], (f"{stem}-{number}" for number in count(2)))
    return next(name for name in names if name not in taken)


def propose_modality(text: str, kind: Kind) -> Modality:
    """Guess how strongly a sentence binds; whoever accounts for it decides."""
    if kind is Kind.HEADING:
        return Modality.STATES
    if kind in (Kind.STEP, Kind.LABEL):
        return Modality.STEP
    lower = text.lower()
    rules = ((FORBIDDEN, Modality.MUST_NOT), (ALLOWED, Modality.MAY), (BOUND, Modality.MUST))
    return next((modality for rule, modality in rules if rule.search(lower)), Modality.STATES)
