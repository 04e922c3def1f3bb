"""Tell a typing error, and another look of the same words, from other words."""

from collections.abc import Sequence

from rapidfuzz.distance import OSA

from asadvertised.article.comparing.data import prefixes
from asadvertised.article.comparing.lexicon import carries_signal, is_english
from asadvertised.article.comparing.tokens import Token

SHORTEST = 3
LONGEST_WORD = 45
ENOUGH_TO_MISS_A_LETTER = 4
ENOUGH_FOR_TWO_ERRORS = 8
ENOUGH_FOR_A_NAME = 7
LONGEST_ACRONYM = 5
OTHER_WITHOUT_APOSTROPHE = frozenset(["well", "were", "ill", "shell", "hell", "id", "wed", "shed", "cant", "wont"])
# fmt: off
NEVER_JOINED = frozenset([
    "may", "can", "must", "not", "no", "all", "any", "some", "every", "each", "never", "with", "without", "off", "as",
    "@us", "@it",
])
NEVER_A_PREFIX = frozenset(["in", "a", "an", "un", "dis", "non", "re", "de", "if", "on"])
# fmt: on
SHORT_FOR = {"is": {"has"}, "'d": {"would", "had", "did"}}


def look_alike(old: Sequence[Token], new: Sequence[Token]) -> bool:
    """Tell whether readers take both runs for the same words: joined, with an apostrophe less, or mistyped."""
    if _joined_otherwise(old, new):
        return True
    return len(old) == len(new) > 0 and all(
        one.norm == other.norm or _short_for(one, other) or mistyped(one, other)
        for one, other in zip(old, new, strict=True)
    )


def _joined_otherwise(old: Sequence[Token], new: Sequence[Token]) -> bool:
    one, other = ("".join(token.raw for token in side) for side in (old, new))
    if _letters(one) != _letters(other) or any(map(str.isdigit, one)) or "." in one + other or not _letters(one):
        return False
    if "'" in one + other and not {"@us", "@it"} & {token.norm for token in [*old, *new]}:
        return _letters(one) not in OTHER_WITHOUT_APOSTROPHE
    pieces = max(old, new, key=len)
    return pieces[0].norm not in NEVER_A_PREFIX and not any(token.norm in NEVER_JOINED for token in [*old, *new])


def _letters(raw: str) -> str:
    return "".join(filter(str.isalnum, raw)).casefold()


def _short_for(one: Token, other: Token) -> bool:
    """Tell it's, which may be it has, from it is."""
    short, full = (one, other) if not one.raw else (other, one)
    return not short.raw and full.norm in SHORT_FOR.get(short.norm, ())


def mistyped(one: Token, other: Token) -> bool:
    """Tell whether one is no word, and hardly differs from the other; two words that both exist are two words."""
    a, b = _written(one), _written(other)
    if (
        a == b
        or not (_is_plain_word(a) and _is_plain_word(b))
        or max(len(a), len(b)) > LONGEST_WORD
        or min(len(a), len(b)) < SHORTEST
        or derived(a, b)
    ):
        return False
    known = [is_english(word) or carries_signal(word) for word in (a, b)]
    if all(known):
        return False
    if not any(known):
        return _mistyped_name(one, other)
    return _hardly_differs(a, b, b if known[1] else a)


def _is_plain_word(word: str) -> bool:
    return word.isalpha() and word.isascii()


def _written(token: Token) -> str:
    """Give a word as it was typed: its American spelling may be no word."""
    return token.raw.lower() if token.raw.isalpha() else token.norm


def _hardly_differs(a: str, b: str, word: str) -> bool:
    distance = OSA.distance(a, b)
    if sorted(a) == sorted(b) and distance == 1:
        return True
    if a[0] != b[0] or len(word) < ENOUGH_TO_MISS_A_LETTER:
        return False
    return distance == 1 or (distance == 2 and len(word) >= ENOUGH_FOR_TWO_ERRORS)  # noqa: PLR2004  two errors


def _mistyped_name(one: Token, other: Token) -> bool:
    a, b = _written(one), _written(other)
    if all(token.raw.removesuffix("'s").isupper() for token in (one, other)) and max(len(a), len(b)) <= LONGEST_ACRONYM:
        return set(a) == set(b)
    named = one.raw[:1].isupper() and other.raw[:1].isupper()
    return named and a[0] == b[0] and min(len(a), len(b)) >= ENOUGH_FOR_A_NAME and OSA.distance(a, b) == 1


def derived(a: str, b: str) -> bool:
    """Tell a word from the same with an ending or a prefix more, which is another word."""
    short, long = sorted((a, b), key=len)
    return contrary(a, b) or (
        long.startswith(short) and long[len(short) :] in ("s", "es", "ed", "d", "ing", "er", "less")
    )


def contrary(a: str, b: str) -> bool:
    """Tell a word from the same with a prefix that turns it around."""
    short, long = sorted((a, b), key=len)
    return any(long == prefix + short for prefix in prefixes("negative")) or (
        {a[:2], b[:2]} == {"en", "di"}
        and a.removeprefix("en").removeprefix("dis") == b.removeprefix("en").removeprefix("dis")
    )
