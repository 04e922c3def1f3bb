"""What a reader takes for the same letters: folded forms of characters, and spellings of one word."""

import re
import unicodedata
from functools import lru_cache

from asadvertised.article.comparing.data import spellings
from asadvertised.article.sentences import UNSEEN

# fmt: off
APOSTROPHES = {ord(mark): "'" for mark in "\u2018\u2019\u201b\u02bc\u2032\u00b4\u0060\uff07"}
DASHES = {ord(mark): "-" for mark in "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d"}
FOLDED = APOSTROPHES | DASHES
RAISED = re.compile("([\u00b2\u00b3\u00b9\u2070-\u209c\u2460-\u24ff\u00bc-\u00be\u2150-\u218b]+)")
# Faces, hearts, plants and parties; not what tells something: signs, arrows, ticks, locks, bells, flags, thumbs.
ORNAMENT = (
    "\u2665\u2728\u2763\u2764\u2b50\U0001f31f\U0001f330-\U0001f33f\U0001f381-\U0001f38a\U0001f393-\U0001f397"
    "\U0001f44b\U0001f44f\U0001f490-\U0001f49f\U0001f4ab\U0001f600-\U0001f64f\U0001f680\U0001f90d-\U0001f90e"
    "\U0001f917-\U0001f97a\U0001f9e1"
)
AT_THE_EDGES = re.compile(rf"^[{ORNAMENT}\ufe0f\s]+|\s*[{ORNAMENT}\ufe0f\s]+(?=[.!?…]*$)")
OVERRIDE = re.compile("[\u202d\u202e]")
LOOKALIKES = dict(zip(map(ord,
    "аеорсухіјѕԁһӏвкмнтАВЕКМНОРСТУХІЈЅαοιρνκτυχΑΒΕΖΗΙΚΜΝΟΡΤΥΧ"),
    "aeopcyxijsdhlbkmhtABEKMHOPCTYXIJSaoipvktuxABEZHIKMNOPTYX", strict=True))
# fmt: on

OUR = re.compile(
    r"^([a-z]{2,}[^aeiou\W]|[a-z]*[aeiou][^aeiou\W]+|od)our(s|ed|ing|al|ally|able|ably|ite|ites|ful|er|ers|hood|less|ly)?$"
)
NOT_OUR = frozenset(["hour", "hours", "four", "your", "yours", "tour", "pour", "sour", "flour", "scour"])
ISE = re.compile(r"^([a-z]{3,})(?:is|ys)(e|es|ed|er|ers|ing|ation|ations|able|ational)$")
DOUBLED = re.compile(r"^([a-z]*[aeiou][a-z]*[^aeiou\W][aeiou])ll(ed|ing|er|ers|ation|ations|able)$")
NOT_DOUBLED = frozenset(
    ["refill", "appall", "fulfill", "enroll", "install", "reinstall", "control", "unroll", "retell"]
)
SHORTEST, LONGEST = 4, 30  # no spelling of a shorter word differs, and no English word is longer
ENDINGS = ("s", "d", "r", "rs", "ed", "ing")


def folded(text: str) -> str:
    """Fold ligatures, wide letters, apostrophes and dashes, and drop what no reader sees; raised digits stay apart."""
    apart = RAISED.sub(r" \1 ", text)
    return OVERRIDE.sub("", UNSEEN.sub("", unicodedata.normalize("NFKC", apart))).translate(FOLDED)


def unadorned(text: str) -> str:
    """Leave out the ornaments that a text begins or ends with; nothing is left of one that is no more than that."""
    return AT_THE_EDGES.sub("", text)


def lookalike(text: str) -> str:
    """Give the Latin letters that the letters of other scripts look like."""
    return text.translate(LOOKALIKES)


@lru_cache(maxsize=65536)
def american(word: str) -> str:
    """Give one spelling for the British and the American one of a lower-case word, by rule or table."""
    if not SHORTEST <= len(word) <= LONGEST:
        return word
    if known := _by_table(word):
        return known
    if word not in NOT_OUR and (match := OUR.match(word)):
        return f"{match[1]}or{match[2] or ''}"
    if match := ISE.match(word):
        return f"{match[1]}{'yz' if word[len(match[1])] == 'y' else 'iz'}{match[2]}"
    match = DOUBLED.match(word)
    return f"{match[1]}l{match[2]}" if match and f"{match[1]}ll" not in NOT_DOUBLED else word


def _by_table(word: str) -> str:
    table = spellings()
    if word in table:
        return table[word]
    for ending in ENDINGS:
        if word.endswith(ending) and word[: -len(ending)] in table:
            return table[word[: -len(ending)]] + ending
    if word.endswith("ing") and f"{word[:-3]}e" in table:
        return table[f"{word[:-3]}e"].removesuffix("e") + "ing"
    return ""
