"""What differs between sentences and their translation, as far as it is certain."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from asadvertised.article.change import Signal
from asadvertised.article.translating.languages import SOURCE_INSTEAD, SOURCE_NEGATION, SOURCE_SOFTLY
from asadvertised.article.translating.marks import Marks
from asadvertised.article.translating.numbers import ONE, Number, unmatched
from asadvertised.article.translating.regions import knows_regions

BOTH_WAYS = re.compile(r"\b(?:oder|ou|o|of) (?:nicht|non|no|não|niet)\b|\b(?:ob|si|se)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Finding:
    """One thing that differs, and the words that say so."""

    signal: Signal
    why: str


def findings(old: Marks, new: Marks, kept: frozenset[str]) -> frozenset[Finding]:
    """Compare what any translation keeps; `kept` are the names that this one leaves as they are."""
    return frozenset([*_numbers(old, new), *_links(old, new), *_regions(old, new), *_names(old, new, kept)])


def _numbers(old: Marks, new: Marks) -> Iterator[Finding]:
    left, right = unmatched(old.numbers, new.numbers)
    gone = [number for number in left if not number.in_words]
    come = [number for number in right if not number.in_words]
    if not (gone and come):
        gone = [number for number in gone if _absent(number, new)]
        come = [number for number in come if _absent(number, old)]
    yield from (Finding(Signal.NUMBER, f"{one.shown} is not in the translation") for one in gone)
    yield from (Finding(Signal.NUMBER, f"{one.shown} is only in the translation") for one in come)
    said = [number for number in left if number.in_words and number.readings != ONE and _absent(number, new)]
    heard = [number for number in right if number.readings != ONE and _absent(number, old)]
    if said and heard:
        yield Finding(Signal.NUMBER, f"“{said[0].shown}” became “{heard[0].shown}”")


def _absent(number: Number, marks: Marks) -> bool:
    return not any(number.readings & other.readings for other in marks.numbers)


def _links(old: Marks, new: Marks) -> Iterator[Finding]:
    """Compare where links lead; one that leads nobody knows where may be any that only the translation has."""
    for gone in Counter(old.links) - Counter(new.links) if not new.bare else ():
        yield Finding(Signal.LINK, f"the link to {gone} is not in the translation")
    for come in Counter(new.links) - Counter(old.links) if not old.leads_anywhere else ():
        yield Finding(Signal.LINK, f"the link to {come} is only in the translation")
    for gone in old.domains - new.domains:
        yield Finding(Signal.LINK, f"the address {gone} is not in the translation")
    for come in new.domains - old.domains:
        yield Finding(Signal.LINK, f"the address {come} is only in the translation")


def _regions(old: Marks, new: Marks) -> Iterator[Finding]:
    if not (knows_regions(old.locale) and knows_regions(new.locale)):
        return
    for code in old.regions.keys() - new.regions.keys():
        yield Finding(Signal.REGION, f"{old.regions[code]} is not in the translation")
    for code in new.regions.keys() - old.regions.keys():
        yield Finding(Signal.REGION, f"{new.regions[code]} is only in the translation")


def _names(old: Marks, new: Marks, kept: frozenset[str]) -> Iterator[Finding]:
    """Tell one kept name that stands where another stood; one that is merely gone may be said by a pronoun."""
    gone, come = sorted((old.words & kept) - new.words), sorted((new.words & kept) - old.words)
    if gone and come:
        yield Finding(Signal.LABEL, f"“{', '.join(gone)}” became “{', '.join(come)}”")


def negation(old: Marks, new: Marks) -> Finding | None:
    """Tell a negation that only one of two sentences has, where neither says it in another way."""
    if not new.language.negation or not new.language.instead:
        return None
    said = SOURCE_NEGATION.search(old.text) if old.text.endswith(".") else None
    clause = re.split(r"[,;:]", old.text[: said.start()])[-1] + old.text[said.start() :] if said else ""
    denied = new.language.negation.search(new.text)
    if said and not denied and not SOURCE_SOFTLY.search(clause) and not new.language.instead.search(new.text):
        return Finding(Signal.NEGATION, f"“{said[0]}” has no counterpart in the translation")
    alone = denied and "," not in new.text and not BOTH_WAYS.search(new.text)
    if denied and alone and not SOURCE_INSTEAD.search(old.text):
        return Finding(Signal.NEGATION, f"“{denied[0]}” is only in the translation")
    return None
