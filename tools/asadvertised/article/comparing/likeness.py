"""Pair passages that are alike and not equal, by the words that few of them share, and never by a full table."""

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from functools import cached_property

from rapidfuzz.distance import Indel

from asadvertised.article.comparing.clocks import unnumbered
from asadvertised.article.comparing.lines import Gap, Pair
from asadvertised.article.passage import Passage
from asadvertised.article.sentences import plain

ALIKE_IN_WORDS = 0.4
ALIKE_IN_LETTERS = 0.75
ALIKE_ELSEWHERE = 0.7
FEW_WORDS = 4
SHORT = 80
MOST = 1000  # words that are looked at of one passage
ALL_PAIRS = 900
RAREST = 6
COMMON = 24
CANDIDATES = 6
SAME_PLACE = 0.3
WORD = re.compile(r"\w+")


class Text:
    """A passage as it is compared: its words are found once, and only when somebody asks."""

    def __init__(self, passage: Passage) -> None:
        self.passage = passage
        self.plain = plain(passage.text)

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The words in lower case, without marks and the number of a step."""
        return tuple(WORD.findall(unnumbered(self.plain).casefold()))

    @property
    def place(self) -> tuple[str, str]:
        """The headings that it stands under."""
        return self.passage.panel, self.passage.section


def likeness(one: Text, other: Text) -> float:
    """Say how alike two passages are, up to 2; nothing at all is zero, so that it is never worth pairing."""
    if one.passage.heading != other.passage.heading:
        return 0.0
    words = Indel.normalized_similarity(one.words[:MOST], other.words[:MOST], score_cutoff=ALIKE_IN_WORDS)
    if words:
        letters = words
    elif max(len(one.plain), len(other.plain)) <= SHORT:
        letters = Indel.normalized_similarity(one.plain, other.plain, score_cutoff=ALIKE_IN_LETTERS)
    else:
        return 0.0
    return words + letters + (SAME_PLACE if one.place == other.place else 0.0) if words or letters else 0.0


def alike_pairs(old: Sequence[Text], new: Sequence[Text], gap: Gap) -> list[Pair]:
    """Pair the passages of a gap, without crossing, for the greatest sum of likeness."""
    scored = [(i, j, score) for i, j in _candidates(old, new, gap) if (score := likeness(old[i], new[j]))]
    return _heaviest(scored)


def alike_elsewhere(old: Sequence[Text], new: Sequence[Text], gap: Gap) -> list[Pair]:
    """Pair what was changed and moved as well: only if it is hardly another passage; the most alike first."""
    found = [
        (-score, i, j)
        for i, j in _sharing_rare_words(old, new, gap)
        if min(len(old[i].words), len(new[j].words)) >= FEW_WORDS
        and (
            score := Indel.normalized_similarity(old[i].words[:MOST], new[j].words[:MOST], score_cutoff=ALIKE_ELSEWHERE)
        )
        and old[i].passage.heading == new[j].passage.heading
    ]
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for _, i, j in sorted(found):
        if i not in pairs and j not in taken:
            pairs[i] = j
            taken.add(j)
    return sorted(pairs.items())


def _candidates(old: Sequence[Text], new: Sequence[Text], gap: Gap) -> Iterator[Pair]:
    """Give pairs worth a look, by old passage, and within it from the last new one to the first."""
    if len(gap.old) * len(gap.new) <= ALL_PAIRS:
        yield from ((i, j) for i in gap.old for j in reversed(gap.new))
        return
    found: dict[int, set[int]] = defaultdict(set)
    for i, j in _sharing_rare_words(old, new, gap):
        found[i].add(j)
    for number, i in enumerate(gap.old):
        middle = number * len(gap.new) // len(gap.old)
        found[i].update(gap.new[max(0, middle - 1) : middle + 2])
    yield from ((i, j) for i in gap.old for j in sorted(found[i], reverse=True))


def _sharing_rare_words(old: Sequence[Text], new: Sequence[Text], gap: Gap) -> Iterator[Pair]:
    holding: dict[str, list[int]] = defaultdict(list)
    for j in gap.new:
        for word in set(new[j].words):
            holding[word].append(j)
    for i in gap.old:
        rare = sorted((word for word in set(old[i].words) if word in holding), key=lambda w: (len(holding[w]), w))
        shared = Counter(j for word in rare[:RAREST] if len(holding[word]) <= COMMON for j in holding[word])
        yield from ((i, j) for j, _ in sorted(shared.items(), key=lambda item: (-item[1], item[0]))[:CANDIDATES])


def _heaviest(scored: Sequence[tuple[int, int, float]]) -> list[Pair]:
    """Choose pairs that do not cross, for the greatest sum: the best so far, by the number of the last new passage.

    `ends` and `best` rise together, so that one more pair costs a look-up.
    """
    ends: list[int] = []
    best: list[tuple[float, int]] = []
    before: list[int] = []
    for number, (_, j, score) in enumerate(scored):
        at = bisect_left(ends, j)
        total, last = best[at - 1] if at else (0.0, -1)
        before.append(last)
        total += score
        if at < len(ends) and ends[at] == j and best[at][0] >= total:
            continue
        stop = at
        while stop < len(ends) and best[stop][0] <= total:
            stop += 1
        ends[at:stop] = [j]
        best[at:stop] = [(total, number)]
    return _traced(scored, before, best[-1][1] if best else -1)


def _traced(scored: Sequence[tuple[int, int, float]], before: Sequence[int], number: int) -> list[Pair]:
    chain = []
    while number >= 0:
        i, j, _ = scored[number]
        chain.append((i, j))
        number = before[number]
    return chain[::-1]
