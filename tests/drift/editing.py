"""Apply an edit of the corpus to the passages of its document."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache

from drift.corpus import EVERY, OWN, Doing, Edit, Pair, Part, numbered, passages_by_document

from asadvertised.article.change import ChangeKind
from asadvertised.article.passage import Passage


class NotOnceError(ValueError):
    """What an edit names stands nowhere, or more than once."""

    def __init__(self, edit: str, words: str, times: int) -> None:
        super().__init__(f"{edit}: {words!r} stands {times} times")


@dataclass
class Draft:
    """A text that is being edited: passages with the numbers that they had, and which of them were touched."""

    rows: list[tuple[int, Passage]]
    touched: set[int]

    def place(self, number: int) -> int:
        """Give where a passage of the old text stands now."""
        return next(place for place, (old, _) in enumerate(self.rows) if old == number)

    def put(self, place: int, passage: Passage) -> None:
        """Put another passage in the place of one."""
        self.rows[place] = (self.rows[place][0], passage)
        self.touched.add(self.rows[place][0])

    def insert(self, place: int, passage: Passage) -> None:
        """Insert a passage that is new."""
        self.rows.insert(place, (-1, passage))


@cache
def pair_of(edit: Edit) -> Pair:
    """Give the old and the new text of an edit.

    Raises NotOnceError where the edit does not name one sentence, or one place in it.
    """
    old = _given(edit, passages_by_document()[EVERY if edit.do is Doing.TOGETHER else edit.document])
    draft = Draft(list(enumerate(old)), set())
    DEEDS[edit.do](edit, draft, old)
    new = numbered([passage for _, passage in draft.rows])
    touched_new = {place for place, (number, _) in enumerate(draft.rows) if number < 0 or number in draft.touched}
    return Pair(old, new, frozenset(draft.touched), frozenset(touched_new))


def number_of(edit: Edit, at: str, passages: list[Passage], document: str = "") -> int:
    """Give the number of the sentence that `at` names."""
    own = (document or edit.document) == OWN
    found = [n for n, p in enumerate(passages) if (p.id == at if own else at in p.text)]
    if len(found) != 1:
        raise NotOnceError(edit.id, at, len(found))
    return found[0]


def target_of(edit: Edit, old: list[Passage]) -> int:
    """Give the number of the edited sentence: the given one, where there is one."""
    return number_of(edit, edit.at, old) + bool(edit.given)


def with_words(edit: Edit | Part, name: str, text: str) -> str:
    """Give a sentence with the words of an edit replaced; all of it where the edit finds nothing."""
    if not edit.find:
        return edit.put
    if text.count(edit.find) != 1:
        raise NotOnceError(name, edit.find, text.count(edit.find))
    return text.replace(edit.find, edit.put)


def said(passage: Passage, text: str, words: tuple[str, str] = ("", "")) -> Passage:
    """Give a passage that says another text, with the links whose words are left, or stand in other words now."""
    find, put = words
    links = [
        link.model_copy(update={"text": link.text.replace(find, put)}) if find and link.text not in text else link
        for link in passage.links
    ]
    return replace(passage, text=text, links=tuple(link for link in links if link.text and link.text in text))


def _given(edit: Edit, passages: list[Passage]) -> list[Passage]:
    if not edit.given:
        return passages
    number = number_of(edit, edit.at, passages)
    given = _new(passages[number], edit.given)
    return numbered([*passages[: number + 1], given, *passages[number + 1 :]])


def _new(beside: Passage, text: str) -> Passage:
    """Give a new passage beside one: a step or an item of its own, or a further sentence of the paragraph."""
    goes_on = not beside.step and not beside.heading and beside.text.endswith((".", "!", "?"))
    block = beside.block if goes_on else -1
    return replace(beside, text=text, id="", links=(), heading=False, level=0, block=block)


def _replace(edit: Edit, draft: Draft, old: list[Passage]) -> None:
    number = target_of(edit, old)
    text = with_words(edit, edit.id, old[number].text)
    draft.put(number, said(old[number], text, (edit.find, edit.put)))
    if old[number].heading:
        draft.rows = [(n, _under(text, old[number], number, n, p)) for n, p in draft.rows]


def _under(text: str, heading: Passage, number: int, place: int, passage: Passage) -> Passage:
    """Give a passage under a heading that has another text now."""
    below = place >= number and passage.section == heading.section
    panel = text if passage.panel and below else passage.panel
    return replace(passage, section=text, panel=panel) if below else passage


def _insert(edit: Edit, draft: Draft, old: list[Passage]) -> None:
    number = target_of(edit, old)
    draft.insert(number + 1, _new(old[number], edit.put))


def _delete(edit: Edit, draft: Draft, old: list[Passage]) -> None:
    number = target_of(edit, old)
    draft.rows.pop(number)
    draft.touched.add(number)


def _move(edit: Edit, draft: Draft, old: list[Passage]) -> None:
    number = target_of(edit, old)
    row = draft.rows.pop(number)
    place = draft.place(number_of(edit, edit.to, old))
    beside = draft.rows[place][1]
    draft.rows.insert(place + 1, (number, replace(row[1], section=beside.section, panel=beside.panel)))
    draft.touched.add(number)


def _swap(edit: Edit, draft: Draft, old: list[Passage]) -> None:
    one, two = target_of(edit, old), number_of(edit, edit.to, old)
    draft.rows[one], draft.rows[two] = draft.rows[two], draft.rows[one]
    draft.touched |= {one, two}


def _split(edit: Edit, draft: Draft, old: list[Passage]) -> None:
    number = target_of(edit, old)
    draft.put(number, said(old[number], edit.into[0]))
    for count, text in enumerate(edit.into[1:], start=1):
        draft.insert(number + count, replace(said(old[number], text), id=""))


def _merge(edit: Edit, draft: Draft, old: list[Passage]) -> None:
    number = target_of(edit, old)
    links = (*old[number].links, *old[number + 1].links)
    draft.put(number, said(replace(old[number], links=links), edit.put))
    draft.rows.pop(number + 1)
    draft.touched.add(number + 1)


def _link(edit: Edit, draft: Draft, old: list[Passage]) -> None:
    number = target_of(edit, old)
    target = {"href": edit.put}
    links = [link.model_copy(update=target) if link.text == edit.find else link for link in old[number].links]
    if tuple(links) == old[number].links:
        raise NotOnceError(edit.id, edit.find, 0)
    draft.put(number, replace(old[number], links=tuple(links)))


def _together(edit: Edit, draft: Draft, old: list[Passage]) -> None:
    for number, passage in enumerate(old):
        if (text := spelled(edit, passage.text)) != passage.text:
            links = tuple(link.model_copy(update={"text": spelled(edit, link.text)}) for link in passage.links)
            draft.put(number, replace(passage, text=text, links=links))
    for number, part in zip(part_numbers(edit, old), edit.part, strict=True):
        text = draft.rows[number][1].text
        draft.put(number, said(draft.rows[number][1], with_words(part, edit.id, text), (part.find, part.put)))


def spelled(edit: Edit, text: str) -> str:
    """Give a text with the edit's spellings."""
    for old, new in edit.everywhere:
        text = text.replace(old, new)
    return text


def part_numbers(edit: Edit, old: list[Passage]) -> list[int]:
    """Give the number of the sentence of each part."""
    return [number_of(edit, part.at, old, part.document) for part in edit.part]


def labels_of(edit: Edit, pair: Pair) -> dict[int, ChangeKind]:
    """Give the label of each old sentence that was touched."""
    others = ChangeKind.COSMETIC if edit.do is Doing.TOGETHER else edit.label
    labels = dict.fromkeys(pair.touched_old, others)
    parts = zip(part_numbers(edit, pair.old), edit.part, strict=True) if edit.part else ()
    return labels | {number: part.label for number, part in parts}


DEEDS: dict[Doing, Callable[[Edit, Draft, list[Passage]], None]] = {
    Doing.REPLACE: _replace,
    Doing.INSERT: _insert,
    Doing.DELETE: _delete,
    Doing.MOVE: _move,
    Doing.SWAP: _swap,
    Doing.SPLIT: _split,
    Doing.MERGE: _merge,
    Doing.LINK: _link,
    Doing.TOGETHER: _together,
}
