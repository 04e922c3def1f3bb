"""The corpus: documents, and edits of their sentences with the label that a careful technical writer would give."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Annotated, Self

from drift.reading import blocks_in, passages_in, soup_of
from pydantic import BaseModel, ConfigDict, Field, model_validator

from asadvertised.article.change import ChangeKind, Signal
from asadvertised.article.ledger import load_ledger
from asadvertised.article.model import Article
from asadvertised.article.passage import Passage, passages_of
from asadvertised.content import own_root

HERE = Path(__file__).parent
OWN = "own"
EVERY = "every"
NOTHING = "nothing"
Words = Annotated[str, Field(min_length=1)]


class Half(StrEnum):
    """The half that may be looked at while rules are made, and the one that is looked at only at the end."""

    DEV = "dev"
    HELD_OUT = "held-out"


class Doing(StrEnum):
    """What is done to a document."""

    REPLACE = "replace"
    INSERT = "insert after"
    DELETE = "delete"
    MOVE = "move after"
    SWAP = "swap with"
    SPLIT = "split"
    MERGE = "merge with next"
    LINK = "link"
    TOGETHER = "together"


class Strict(BaseModel):
    """A table whose unknown keys are mistakes."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Source(Strict):
    """A document that is not ours, with its licence, and where its text stands on its page."""

    file: Words
    title: Words
    make: Words
    source: Words
    licence: Words
    attribution: Words
    excerpt: Words
    content: Words
    ignore: str = ""

    @property
    def text(self) -> str:
        """The file as it is."""
        return (HERE / "documents" / self.file).read_text(encoding="utf-8")

    @property
    def markdown(self) -> bool:
        """Whether it is no page."""
        return self.file.endswith(".md")

    def read(self, text: str) -> list[Passage]:
        """Read this document, or another fetch of it."""
        return numbered(passages_in(blocks_in(soup_of(text, markdown=self.markdown), self.content, self.ignore)))


class Part(Strict):
    """One of the edits of an edit `together`."""

    document: Words
    at: Words
    find: Words
    put: str
    label: ChangeKind


class Edit(Strict):
    """One labelled edit of one document.

    `at` finds the sentence: its id in our article, or words that stand in no other sentence. `given` is a sentence
    that stands after it in the old text too, and is the one that is edited. `find` and `put` are words of the
    sentence; `put` alone is a new sentence or target, `into` several. `to` names another sentence as `at` does.
    """

    id: Words
    document: Words
    kind: Words
    do: Doing = Doing.REPLACE
    at: str = ""
    given: str = ""
    find: str = ""
    put: str = ""
    into: tuple[Words, ...] = ()
    to: str = ""
    everywhere: tuple[tuple[str, str], ...] = ()
    part: tuple[Part, ...] = ()
    label: ChangeKind
    also: tuple[str, ...] = ()
    signals: tuple[Signal, ...] = ()
    why: Words

    @model_validator(mode="after")
    def _honest(self) -> Self:
        if self.label is ChangeKind.SUBSTANTIVE and {"cosmetic", "reworded", NOTHING} & set(self.also):
            raise ValueError(f"{self.id}: what is substantive is never less")
        if not set(self.also) <= {*ChangeKind, NOTHING} or self.label in self.also:
            raise ValueError(f"{self.id}: `also` holds other labels")
        return self

    @property
    def accepted(self) -> frozenset[str]:
        """Every label that can be defended."""
        return frozenset({self.label.value, *self.also})

    @property
    def half(self) -> Half:
        """The half that it belongs to, which nobody chose."""
        return Half.HELD_OUT if sha256(self.id.encode()).digest()[0] % 2 else Half.DEV


@dataclass(frozen=True)
class Pair:
    """An old and a new text, and the numbers of the sentences that an edit touched in each."""

    old: list[Passage]
    new: list[Passage]
    touched_old: frozenset[int]
    touched_new: frozenset[int]


@cache
def article() -> Article:
    """Give our own article."""
    return load_ledger(own_root() / "features" / "personalization").article


@cache
def sources() -> dict[str, Source]:
    """Give the other documents, by name."""
    tables = tomllib.loads((HERE / "documents" / "documents.toml").read_text(encoding="utf-8"))
    return {name: Source(**table) for name, table in tables.items()}


@cache
def passages_by_document() -> dict[str, list[Passage]]:
    """Give the passages of every document, by its name."""
    others = {name: source.read(source.text) for name, source in sources().items()}
    own = numbered(passages_of(article()))
    return {OWN: own, **others, EVERY: numbered([p for passages in (own, *others.values()) for p in passages])}


def numbered(passages: list[Passage]) -> list[Passage]:
    """Give passages whose steps and blocks are counted anew, as a reader of an edited page would count them."""
    found: list[Passage] = []
    for number, passage in enumerate(passages):
        before, last = (passages[number - 1], found[-1]) if number else (None, None)
        same = bool(before and (before.section, before.block) == (passage.section, passage.block))
        block = last.block + (not same) if last else 0
        goes_on = last.step if last and last.section == passage.section else 0
        step = (goes_on if same else goes_on + 1) if passage.step else 0
        found.append(replace(passage, block=block, step=step))
    return found


@cache
def edits() -> tuple[Edit, ...]:
    """Give every edit, in the order of the files."""
    return tuple(edit for file in corpus_files() for edit in edits_in(file))


def corpus_files() -> list[Path]:
    """Give the files of edits."""
    return sorted((HERE / "corpus").rglob("*.toml"))


def edits_in(file: Path) -> Iterator[Edit]:
    """Give the edits of a file."""
    for table in tomllib.loads(file.read_text(encoding="utf-8"))["edit"]:
        yield Edit(**table)
