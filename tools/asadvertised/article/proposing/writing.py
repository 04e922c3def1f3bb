"""Write a proposed transcription as the text of an `article.toml`, in the form that people write one."""

from collections.abc import Mapping, Sequence
from typing import Any

import tomlkit
from tomlkit.items import AoT, Table

from asadvertised.article.model import About, Article, PageLayout, Section, Sentence, ServiceFiles
from asadvertised.article.passage import Passage
from asadvertised.article.proposing.outline import outline

CONTRACT = "openapi.yaml"
PREFACE = """\
One help article, sentence by sentence. The wording is its publisher's{publisher}; it stands here once, as quoted data.

Everything below is a proposal, and nothing is accounted for yet. For each sentence:
  read its `id` and its `modality` (must | must-not | may | step | states), and mend them;
  write a scenario that carries the tag @id, and set check = "scenarios";
  or set check = "informative" | "outside-the-service" | "untested", with a `reason` written for an auditor.
`continues = true` joins a sentence to the block of the one before it; `item = true` makes a block a list item."""


def propose(passages: Sequence[Passage], about: About, page: PageLayout) -> str:
    """Give the text of an article.toml that holds every passage; `about.sha256` is worked out here."""
    article = draft(passages, about, page)
    document = tomlkit.document()
    publisher = f", {about.publisher}" if about.publisher else ""
    for line in PREFACE.format(publisher=publisher).splitlines():
        document.add(tomlkit.comment(line))
    document.add(tomlkit.nl())
    document.add("article", _table({**about.model_dump(exclude_none=True), "sha256": article.digest}))
    document.add("service", _table({"contract": CONTRACT}))
    document.add("page", _page(page))
    document.add("section", _sections(article.section))
    return tomlkit.dumps(document)


def draft(passages: Sequence[Passage], about: About, page: PageLayout) -> Article:
    """Give the proposed transcription itself, its wording not yet sealed by a hash."""
    sections = outline(passages, about.locale)
    return Article(article=about, service=ServiceFiles(contract=CONTRACT), page=page, section=sections)


def _table(values: Mapping[str, Any]) -> Table:
    table = tomlkit.table()
    for key, value in values.items():
        table.add(key, value)
    return table


def _page(page: PageLayout) -> Table:
    table = _table({})
    table.comment("where the words of the article are found on its page: CSS selectors, guessed; mend what is not so")
    for key, value in page.model_dump(mode="json", exclude_defaults=True).items():
        table.add(key, _inline(value) if isinstance(value, dict) else value)
    return table


def _inline(values: Mapping[str, Any]) -> Any:
    table = tomlkit.inline_table()
    table.update({key: value for key, value in values.items() if value})
    return table


def _sections(sections: Sequence[Section]) -> AoT:
    return _tables([_section(section) for section in sections])


def _tables(tables: Sequence[Table]) -> AoT:
    found = tomlkit.aot()
    for table in tables:
        found.append(table)
    return found


def _section(section: Section) -> Table:
    flags = {"panel": True} if section.panel else {}
    table = _table({"id": section.id, "level": section.level, **flags})
    table.add("sentence", _tables([_sentence(sentence) for sentence in section.sentence]))
    return table


def _sentence(sentence: Sentence) -> Table:
    flags = {name: True for name in ("continues", "item") if getattr(sentence, name)}
    values = {"id": sentence.id, "kind": sentence.kind.value, **flags, "text": sentence.text}
    table = _table({**values, "modality": sentence.modality.value, "check": sentence.check.value})
    if sentence.links:
        links = [_inline(link.model_dump()) for link in sentence.links]
        table.add("links", tomlkit.array(f"[{', '.join(link.as_string() for link in links)}]"))
    return table
