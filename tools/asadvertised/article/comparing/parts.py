"""Find sentences that were split in two or more, or merged."""

from collections.abc import Iterator, Sequence

from rapidfuzz.distance import LCSseq

from asadvertised.article.comparing.likeness import MOST, Text
from asadvertised.article.comparing.lines import Gap

MOST_PARTS = 4
TAKEN_OVER = 0.6
Numbers = tuple[int, ...]


def parted(old: Sequence[Text], new: Sequence[Text], pairs: dict[int, int], left: Gap) -> list[tuple[Numbers, Numbers]]:
    """Add to each pair the neighbours that nobody stands for, if their words come from the other side's sentence."""
    gone, come = set(left.old), set(left.new)
    found: list[tuple[Numbers, Numbers]] = []
    for i, j in pairs.items():
        if old[i].plain == new[j].plain or (not gone and not come):
            found.append(((i,), (j,)))
            continue
        parts = _parts(old[i], new, j, come)
        wholes = _parts(new[j], old, i, gone) if len(parts) == 1 else (i,)
        come.difference_update(parts)
        gone.difference_update(wholes)
        found.append((wholes, parts))
    return found


def _parts(whole: Text, texts: Sequence[Text], first: int, free: set[int]) -> Numbers:
    """Give the passages around the first whose words, in their order, make up the whole."""
    parts = [first]
    for step in (1, -1):
        for at in _neighbours(first, step, free):
            if not _takes_over(whole, texts, parts, at):
                break
            parts = sorted([*parts, at])
    return tuple(parts)


def _neighbours(first: int, step: int, free: set[int]) -> Iterator[int]:
    at = first + step
    while at in free and abs(at - first) < MOST_PARTS:
        yield at
        at += step


def _takes_over(whole: Text, texts: Sequence[Text], parts: Sequence[int], more: int) -> bool:
    if texts[more].passage.heading or texts[more].passage.section != texts[parts[0]].passage.section:
        return False
    before = LCSseq.similarity(whole.words[:MOST], _joined(texts, parts))
    after = LCSseq.similarity(whole.words[:MOST], _joined(texts, sorted([*parts, more])))
    return after - before >= max(2, TAKEN_OVER * len(texts[more].words))


def _joined(texts: Sequence[Text], parts: Sequence[int]) -> list[str]:
    return [word for part in parts for word in texts[part].words][:MOST]
