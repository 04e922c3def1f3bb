"""An article as data: sections of sentences, each held to account in one declared way."""

from datetime import date
from enum import StrEnum
from hashlib import sha256
from itertools import pairwise
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

SentenceId = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+([.-][a-z0-9]+)*$")]


class Kind(StrEnum):
    """What a sentence is on the page."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    STEP = "step"
    NOTE = "note"
    LABEL = "label"


class Modality(StrEnum):
    """How strongly a sentence binds the service (after RFC 2119)."""

    MUST = "must"
    MUST_NOT = "must-not"
    MAY = "may"
    STEP = "step"
    STATES = "states"


class Check(StrEnum):
    """How a sentence is held to account: by scenarios, by a reason why not, or not yet at all."""

    SCENARIOS = "scenarios"
    INFORMATIVE = "informative"
    OUTSIDE_THE_SERVICE = "outside-the-service"
    UNTESTED = "untested"
    UNACCOUNTED = "unaccounted"


class Strict(BaseModel):
    """A table whose unknown keys are mistakes."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Link(Strict):
    """Words of a sentence that lead somewhere; `href` is empty where the capture lost it."""

    text: str
    href: str = ""


class Sentence(Strict):
    """One sentence, heading, step, note or label, in the publisher's words."""

    id: SentenceId
    kind: Kind
    text: Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
    modality: Modality
    check: Check
    reason: str = ""
    continues: bool = False
    item: bool = False
    links: tuple[Link, ...] = ()

    @model_validator(mode="after")
    def _accounted(self) -> Self:
        if self.check is Check.SCENARIOS and self.reason:
            raise ValueError("a sentence that scenarios ask needs no reason: remove `reason`, or change `check`")
        if self.check is Check.UNACCOUNTED and self.reason:
            raise ValueError("a sentence with a `reason` is accounted for: say by which `check`")
        if self.check not in (Check.SCENARIOS, Check.UNACCOUNTED) and not self.reason.strip():
            raise ValueError(f"check = {self.check.value!r} needs a `reason`, written for an auditor")
        return self


class Section(Strict):
    """A part of the page under one heading; `level` is the heading's, 1 for the title."""

    id: SentenceId
    level: int = Field(ge=1, le=6)
    panel: bool = False
    furniture: bool = False
    sentence: tuple[Sentence, ...]

    @property
    def blocks(self) -> list[tuple[Sentence, ...]]:
        """The sentences, grouped as the page groups them into paragraphs, items, steps and labels."""
        starts = [i for i, sentence in enumerate(self.sentence) if not (sentence.continues and i)]
        return [self.sentence[a:b] for a, b in pairwise([*starts, len(self.sentence)])]


class Select(Strict):
    """Where a value stands on the page: a CSS selector and, if not in the text, an attribute."""

    select: str
    attribute: str = ""


class Panels(Select):
    """Where the panels of an accordion are named: an attribute that lists them in JSON, and the keys of an entry.

    A panel's body stands in the element whose `slot` is the entry's `id`, or only in the entry itself, as HTML.
    """

    attribute: Annotated[str, StringConstraints(min_length=1)]
    id: str
    heading: str
    body: str


class PageLayout(Strict):
    """How the article is found on its page; CSS selectors, which belong to the article and not to us.

    Where `step`, `note` and `label` are silent, custom decides: items of ordered lists, asides, what is in forms.
    """

    path: str
    title: Select
    content: str
    ignore: tuple[str, ...] = ()
    heading: str
    block: str
    step: str = ""
    note: str = ""
    label: str = ""
    panels: Panels | None = None


class ServiceFiles(Strict):
    """What a service must offer to be asked, and the module that starts our own reference, if there is one.

    `pages` names the file that says where the pages are which people use.
    """

    contract: str
    pages: str = ""
    reference: str = ""


class Coverage(StrEnum):
    """How much of a table of combinations is asked."""

    FULL_PRODUCT = "full product"
    PAIRWISE = "pairwise"


class Boundary(Strict):
    """A table of combinations that scenarios ask: what is combined, how far, and which outlines hold its rows."""

    says: Annotated[str, StringConstraints(min_length=1)]
    coverage: Coverage
    outlines: Annotated[tuple[str, ...], Field(min_length=1)]


class Capability(Strict):
    """Something that a service may or may not offer: what it is in words, and the operations that it consists of.

    `pages` are the layouts and single pages, by name, that belong to it.
    """

    id: SentenceId
    says: Annotated[str, StringConstraints(min_length=1)]
    operations: tuple[str, ...] = ()
    pages: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _is_something(self) -> Self:
        if not self.operations and not self.pages:
            raise ValueError("a capability consists of `operations`, or of `pages`")
        return self


class Accepted(Strict):
    """Which page the wording was last taken from, when, and the SHA-256 of its bytes."""

    date: date
    source: str
    sha256: str


class Retired(Strict):
    """A sentence that the page no longer has; its id is never given to another."""

    id: SentenceId
    text: str
    date: date


class About(Strict):
    """Where the wording comes from."""

    name: str
    title: str
    publisher: str
    source: str
    locale: str
    capture: str
    sha256: str
    accepted: Accepted | None = None


class Article(Strict):
    """A transcribed article."""

    article: About
    service: ServiceFiles
    page: PageLayout
    section: tuple[Section, ...]
    boundary: tuple[Boundary, ...] = ()
    capability: tuple[Capability, ...] = ()
    retired: tuple[Retired, ...] = ()

    @property
    def sentences(self) -> list[Sentence]:
        """Every sentence, in the order of the page."""
        return [sentence for section in self.section for sentence in section.sentence]

    @property
    def digest(self) -> str:
        """The SHA-256 of the sentences, one a line, in UTF-8."""
        return sha256("".join(f"{sentence.text}\n" for sentence in self.sentences).encode()).hexdigest()
