"""Cut a sentence into what counts: words in one spelling, numbers in one form, and the signs that mean something."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from asadvertised.article.comparing.letters import american, folded

TOKEN = re.compile(
    r"""
    (?P<address>(?:\b[a-z]{2,12}://|\bwww\.)[^\s<>"“”]+|(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+
        |(?<![\w-])[a-z0-9-]{0,63}[a-z][a-z0-9-]{0,63}(?:\.[a-z0-9-]{1,63})*\.[a-z]{2,24}(?![\w])(?:/[^\s<>"“”]*)?
        |(?<![\w-])[A-Z0-9-]{0,63}[A-Z][A-Z0-9-]{0,63}(?:\.[A-Z0-9-]{1,63})*\.[A-Z]{2,24}(?![\w]))
    |(?P<dotted>(?<![\w])(?:[^\W\d_]\.){2,}(?:[^\W\d_]\b)?|(?<![\w])[^\W\d_]\.[^\W\d_]\b)
    |(?P<ordinal>\d+(?:st|nd|rd|th)\b)
    |(?P<number>(?:(?<![\w)\]])-)?\d+(?:[.,:]\d+)*)
    |(?P<word>[^\W\d_]+(?:'[^\W\d_]+)*'?)
    |(?P<sign>[%$€£¥₹&°\u2600-\u27bf\U0001f1e6-\U0001f1ff\U0001f300-\U0001faff]|(?<=[\d])\+|[<>≤≥](?=\s?\d)|(?<=\w)\s?/\s?(?=\w))
    """,
    re.VERBOSE,
)
# fmt: off
MONTHS = [
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
]
# fmt: on
SHORT_MONTHS = r"(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec)\b\.?"
MONTH = f"(?P<{{}}>{SHORT_MONTHS}|{'|'.join(name.title() for name in MONTHS)})"
DATE = re.compile(
    rf"\b(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?\s(?:of\s)?{MONTH.format('m1')}(?:,?\s(?P<y1>\d{{4}}))?\b"
    rf"|\b{MONTH.format('m2')}\s(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?(?:,?\s(?P<y2>\d{{4}}))?\b"
    r"|\b(?P<y3>\d{4})-(?P<m3>\d{2})-(?P<d3>\d{2})\b"
)
MAY = re.compile(
    r"(?<=\b(?:in|by) )May\b|(?<=\b(?:from|last|next) )May\b|(?<=\b(?:since|until|after|early) )May\b"
    r"|\bMay(?= \d{4})"
)
RANGE = re.compile(r"(?<=\d)\s?-\s?(?=\d)")
THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")
SPACED = re.compile(r"(?<![\d.,])(\d{1,3})((?: \d{3})+)(?![\d])")
# fmt: off
SMALL = [
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty",
]
TENS = ["thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
NUMBERS = {word: str(number) for number, word in enumerate(SMALL)} | {
    word: str(number * 10) for number, word in enumerate(TENS, 3)
}
# “Second” is left out: it is a time as well.
ORDINALS = {
    "first": "1st", "third": "3rd", "fourth": "4th", "fifth": "5th", "sixth": "6th", "seventh": "7th",
    "eighth": "8th", "ninth": "9th", "tenth": "10th",
}
NEGATED = [
    "do", "does", "did", "is", "are", "was", "were", "has", "have", "had", "could", "would", "should", "must", "might",
    "need",
]
BARE_NOT = {f"{word}nt": word for word in NEGATED} | {"cant": "can", "wont": "will"}
HAVE = {
    "youre": "you are", "theyre": "they are", "weve": "we have", "youve": "you have", "theyve": "they have",
    "youll": "you will", "theyll": "they will", "thats": "that is", "im": "i am", "ive": "i have",
    "cannot": "can not",
}
LONGEST_ACRONYM = 3
ENDS = {"ll": "will", "ve": "have", "re": "are", "m": "am", "d": "'d"}
PRONOUNS = frozenset([
    "it", "he", "she", "that", "this", "there", "here", "what", "who", "where", "when", "how", "why", "let",
    "everyone", "somebody",
])
# fmt: on
SIGNS = {"&": "and", "%": "percent", "+": "+", "/": "/"}


class Token(NamedTuple):
    """A word as it counts, and as it stands in the text."""

    norm: str
    raw: str


@lru_cache(maxsize=4096)
def tokens(text: str) -> tuple[Token, ...]:
    """Give the words, numbers and signs of a text, in order."""
    readable = MAY.sub("May.month", _with_numbers(folded(text)))
    shouting = len(text) > LONGEST_ACRONYM and sum(map(str.isupper, text)) > sum(map(str.islower, text))
    found = [token for match in TOKEN.finditer(readable) for token in _token(match, shouting=shouting)]
    return tuple(_joined(found))


def _with_numbers(text: str) -> str:
    """Write dates, ranges and thousands in one form; the hyphens of a date make no range."""
    if not any(map(str.isdigit, text)):
        return text
    text = DATE.sub(lambda match: _iso(match) if match["y3"] else match[0], text)
    text = DATE.sub(_iso, RANGE.sub(" to ", text))
    return SPACED.sub(lambda match: match[0].replace(" ", ""), text)


def _iso(match: re.Match[str]) -> str:
    day = match["d1"] or match["d2"] or match["d3"]
    if match["m3"]:
        month = int(match["m3"])
    else:
        month = next(i for i, name in enumerate(MONTHS, 1) if name.startswith((match["m1"] or match["m2"])[:3].lower()))
    year = match["y1"] or match["y2"] or match["y3"] or ""
    return f"{year}.date:{month}:{int(day)}"


def _token(match: re.Match[str], *, shouting: bool) -> Iterator[Token]:
    raw = match[0].strip()
    match match.lastgroup:
        case "address":
            yield Token(_address(raw), raw)
        case "dotted":
            yield _word(raw.replace(".", ""), raw, shouting=False)
        case "number":
            yield Token(raw.replace(",", "") if THOUSANDS.fullmatch(raw.lstrip("-")) else raw, raw)
        case "ordinal":
            yield Token(raw.lower(), raw)
        case "sign":
            yield Token(SIGNS.get(raw, raw), raw)
        case _:
            yield from _words(raw, shouting=shouting)


def _address(raw: str) -> str:
    return raw.rstrip(".,;:!?)'\"").lower().rstrip("/")


def _words(raw: str, *, shouting: bool) -> Iterator[Token]:
    if "'" in raw:
        yield from _contracted(raw, shouting=shouting)
        return
    lower = raw.lower()
    if lower in BARE_NOT:
        yield Token(BARE_NOT[lower], raw)
        yield Token("not", "")
    elif lower in HAVE:
        first, second = HAVE[lower].split()
        yield from (Token(first, raw), Token(second, ""))
    else:
        yield _word(raw, raw, shouting=shouting)


def _contracted(raw: str, *, shouting: bool) -> Iterator[Token]:
    """Write contractions in full; a possessive keeps its s, and loses its apostrophe."""
    stem, _, end = raw.lower().partition("'")
    if end == "t" and stem.endswith("n"):
        yield Token({"ca": "can", "wo": "will", "sha": "shall", "ai": "is"}.get(stem[:-1], stem[:-1]), raw)
        yield Token("not", "")
    elif end in ENDS:
        yield from (_word(stem, raw, shouting=True), Token(ENDS[end], ""))
    elif end == "s" and stem in PRONOUNS:
        yield from (Token(stem, raw), Token("us" if stem == "let" else "is", ""))
    else:
        yield _word(raw.replace("'", ""), raw, shouting=shouting)


def _word(word: str, raw: str, *, shouting: bool) -> Token:
    """Give a word in one spelling; US and IT are no pronouns, unless all is in capitals."""
    if word in ("US", "IT") and not shouting:
        return Token(f"@{word.lower()}", raw)
    lower = word.lower()
    return Token(NUMBERS.get(lower) or ORDINALS.get(lower) or american(lower), raw)


def _joined(found: Sequence[Token]) -> Iterator[Token]:
    """Join what is one: twenty-one, per cent."""
    skip = False
    for one, two in zip(found, [*found[1:], Token("", "")], strict=False):
        if skip:
            skip = False
        elif one.raw.isalpha() and two.raw.isalpha() and _tens(one) and _unit(two):
            yield Token(str(int(one.norm) + int(two.norm)), f"{one.raw}-{two.raw}")
            skip = True
        elif (one.norm, two.norm) == ("per", "cent"):
            yield Token("percent", "per cent")
            skip = True
        else:
            yield one


def _tens(token: Token) -> bool:
    return len(token.norm) == 2 and token.norm.isdigit() and token.norm[0] > "1" and token.norm[1] == "0"  # noqa: PLR2004


def _unit(token: Token) -> bool:
    return len(token.norm) == 1 and token.norm.isdigit() and token.norm != "0"
