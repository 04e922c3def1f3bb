"""Split a block of text into sentences."""

import re
from collections.abc import Collection

ABBREVIATIONS = frozenset(
    {"e.g", "i.e", "etc", "vs", "cf", "approx", "no", "nos", "art", "sec", "fig", "mr", "mrs", "ms", "dr", "prof"}
    | {"st", "inc", "ltd", "co", "corp", "dept", "est", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept"}
    | {"oct", "nov", "dec", "a.m", "p.m"}
)
NEVER_LAST = frozenset({"e.g", "i.e", "vs", "cf", "approx", "mr", "mrs", "ms", "dr", "prof"})
END = re.compile(r"[.!?…]+[\"'”’»)\]]*(?=\s+[\"'“‘«(\[]*\S)")
LAST_WORD = re.compile(r"([^\s(\[“‘\"']+?)\.[\"'”’»)\]]*$")
NEXT_LETTER = re.compile(r"\s+[\"'“‘«(\[]*(\S)")


def plain(text: str) -> str:
    """Fold white space, and drop what no reader sees: soft hyphens, zero-width marks and their like."""
    return " ".join(re.sub("[\u00ad\u200b-\u200f\u2060\ufeff\u202a-\u202e\u2066-\u2069]", "", text).split())


def split_sentences(text: str, known: Collection[str] = ()) -> list[str]:
    """Split a block of text; one that is `known` as a sentence already is left whole."""
    text = plain(text)
    if not text:
        return []
    if text in known:
        return [text]
    cuts = [match.end() for match in END.finditer(text) if _ends(text, match.end())]
    edges = [0, *cuts, len(text)]
    return [text[a:b].strip() for a, b in zip(edges, edges[1:], strict=False)]


def _ends(text: str, end: int) -> bool:
    """Tell a full stop from the dot of an abbreviation, an initial or an ellipsis."""
    following = NEXT_LETTER.match(text, end)
    upper = bool(following and (following[1].isupper() or following[1].isdigit()))
    word = LAST_WORD.search(text[:end])
    if not word:
        return text[end - 1] != "…" or upper
    name = word[1].lower()
    if name in NEVER_LAST or re.fullmatch(r"[a-z]", name):
        return False
    if name in ABBREVIATIONS or re.fullmatch(r"(?:[a-z]\.)+[a-z]", name) or text[:end].rstrip("\"'”’»)]").endswith(".."):
        return upper
    return upper or not (following and following[1].islower())
