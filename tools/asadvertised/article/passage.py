"""One sentence as a reader meets it, whether it comes from a page, a draft or the transcription."""

from dataclasses import dataclass

from asadvertised.article.model import Article, Kind, Link, Section, Sentence


@dataclass(frozen=True)
class Passage:
    """A sentence, heading, step, note or label, and where it stands.

    `section` and `panel` are the headings above it; `step` counts from 1 within its list, `block` over the whole text,
    so that the sentences of one paragraph share it. `id` and `line` are known on our side, or in a file. `bare` is a
    passage of plain text, in which no link can be written.
    """

    text: str
    section: str = ""
    heading: bool = False
    kind: Kind = Kind.PARAGRAPH
    level: int = 0
    panel: str = ""
    step: int = 0
    block: int = 0
    links: tuple[Link, ...] = ()
    id: str = ""
    line: int = 0
    bare: bool = False


def passages_of(article: Article) -> list[Passage]:
    """Give the transcription as passages, to be compared with another reading of the same article."""
    found: list[Passage] = []
    for section in article.section:
        found += _section(section, found[-1].block + 1 if found else 0)
    return found


def _section(section: Section, first: int) -> list[Passage]:
    heading = next((sentence.text for sentence in section.sentence if sentence.kind is Kind.HEADING), "")
    panel, steps, found = heading if section.panel else "", 0, []
    for number, block in enumerate(section.blocks, first):
        steps = steps + 1 if block[0].kind is Kind.STEP else 0
        found += [_passage(sentence, section, heading, panel, (steps, number)) for sentence in block]
    return found


def _passage(sentence: Sentence, section: Section, heading: str, panel: str, place: tuple[int, int]) -> Passage:
    is_heading = sentence.kind is Kind.HEADING
    return Passage(
        text=sentence.text,
        section=heading,
        heading=is_heading,
        kind=sentence.kind,
        level=section.level if is_heading else 0,
        panel=panel,
        step=place[0],
        block=place[1],
        links=sentence.links,
        id=sentence.id,
    )
