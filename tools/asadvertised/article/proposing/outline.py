"""Group passages into the sections of a transcription, and propose how each of their sentences is held to account."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from asadvertised.article.model import Check, Kind, Section, Sentence
from asadvertised.article.passage import Passage
from asadvertised.article.proposing.modality import modality_of
from asadvertised.article.proposing.naming import Names, section_names, sentence_names

FIRST, HEADING, TITLE, AFTER = "introduction", "heading", "title", "afterwards"
DEEPEST = 6


@dataclass
class Part:
    """A heading's passages; what stands before the first heading, or after a set of panels, has none of its own."""

    level: int
    heading: str = ""
    panel: bool = False
    passages: list[Passage] = field(default_factory=list)


def outline(passages: Sequence[Passage], locale: str) -> tuple[Section, ...]:
    """Give the sections of a transcription, with an id for each of its sentences."""
    sections, sentences = Names(), Names()
    found: list[Section] = []
    for number, part in enumerate(_parts(passages), start=1):
        above = _above(found, part)
        wanted = iter([FIRST]) if not found else section_names(part.heading or AFTER, above, number)
        name = sections.give(wanted)
        inside = tuple(_sentences(part, name, sentences, locale))
        found.append(Section(id=name, level=part.level, panel=part.panel, sentence=inside))
    return tuple(found)


def _parts(passages: Sequence[Passage]) -> Iterator[Part]:
    part = Part(level=1)
    for passage in passages:
        if passage.heading:
            yield from [part] if part.passages else []
            part = Part(_level(passage, part), heading=passage.text, panel=passage.panel == passage.text)
        elif part.panel and not passage.panel:
            yield part
            part = Part(part.level)
        part.passages.append(passage)
    yield from [part] if part.passages else []


def _level(passage: Passage, before: Part) -> int:
    """Give a heading's level; the title's is 1, and one that no reader could tell is the second."""
    return min(passage.level or (1 if not before.passages else 2), DEEPEST)


def _above(found: Sequence[Section], part: Part) -> str:
    """Give the section that a part stands in; those below the title stand side by side."""
    for section in reversed(found[1:]):
        if section.level < part.level:
            return section.id
    return ""


def _sentences(part: Part, section: str, names: Names, locale: str) -> Iterator[Sentence]:
    block = None
    for number, passage in enumerate(part.passages, start=1):
        continues = not passage.heading and passage.block == block and bool(block)
        block = passage.block
        wanted = _heading_names(section) if passage.heading else sentence_names(passage.text, section, number)
        yield _sentence(passage, names.give(wanted), continues=continues, locale=locale)


def _heading_names(section: str) -> Iterator[str]:
    return iter([TITLE] if section == FIRST else [f"{section}.{HEADING}"])


def _sentence(passage: Passage, name: str, *, continues: bool, locale: str) -> Sentence:
    kind = Kind.HEADING if passage.heading else passage.kind
    return Sentence(
        id=name,
        kind=kind,
        text=passage.text,
        modality=modality_of(passage.text, kind, locale),
        check=Check.UNACCOUNTED,
        continues=continues,
        item=kind is Kind.PARAGRAPH and passage.step > 0 and not continues,
        links=passage.links,
    )
