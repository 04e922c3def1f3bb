"""Many edits of one document at once, as a real new version has them; each is judged by its own sentences still."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from drift.corpus import Doing, Edit, Pair, numbered, passages_by_document
from drift.editing import pair_of

from asadvertised.article.passage import Passage

LOCAL = {Doing.REPLACE, Doing.INSERT, Doing.DELETE, Doing.SPLIT, Doing.MERGE, Doing.LINK}
APART = 2
Share = tuple[Edit, frozenset[int], frozenset[int]]


def companies(edits: Iterable[Edit]) -> Iterator[list[Edit]]:
    """Part edits into companies of one document each, whose members stand apart."""
    left = [edit for edit in edits if edit.do in LOCAL and not edit.given and not _of_a_heading(edit)]
    while left:
        company: list[Edit] = []
        for edit in left:
            if all(edit.document == other.document and _apart(edit, other) for other in company):
                company.append(edit)
        left = [edit for edit in left if edit not in company]
        yield sorted(company, key=lambda edit: span_of(edit)[0])


def _of_a_heading(edit: Edit) -> bool:
    pair = pair_of(edit)
    return any(pair.old[number].heading for number in pair.touched_old)


def _apart(one: Edit, two: Edit) -> bool:
    (a, b), (c, d) = span_of(one), span_of(two)
    return b + APART <= c or d + APART <= a


def span_of(edit: Edit) -> tuple[int, int]:
    """Give where the edited sentences begin and end in the old text; what is inserted has no length."""
    pair = pair_of(edit)
    start = min(pair.touched_old or pair.touched_new)
    return start, start + len(pair.touched_old)


def company_pair(company: list[Edit]) -> tuple[list[Passage], list[Passage], list[Share]]:
    """Give the old text, the text with every edit, and the sentences that each edit touched in both."""
    old = passages_by_document()[company[0].document]
    new: list[Passage] = []
    shares: list[Share] = []
    done = 0
    for number, edit in enumerate(company):
        start, end = span_of(edit)
        new += old[done:start]
        put = _put(pair_of(edit), (start, end), number)
        shares.append((edit, frozenset(range(start, end)), frozenset(range(len(new), len(new) + len(put)))))
        new += put
        done = end
    return old, numbered([*new, *old[done:]]), shares


def _put(pair: Pair, span: tuple[int, int], number: int) -> list[Passage]:
    """Give what stands in the place of the edited sentences, in the old text's blocks or in one of its own."""
    start, end = span
    length = end - start + len(pair.new) - len(pair.old)
    beside = pair.old[start if end > start else start - 1]
    before = pair.new[start - 1] if start else pair.new[start]
    own = end == start and pair.new[start].block != before.block
    block = -1 - number if own else beside.block
    return [replace(passage, block=block) for passage in pair.new[start : start + length]]
