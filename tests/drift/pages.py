"""Edit the pages themselves: our own article's as its publisher would write it, another document's in its source."""

import random
import re
from dataclasses import replace
from functools import cache

from bs4 import NavigableString
from drift.corpus import OWN, Doing, Edit, Pair, Source, article, passages_by_document, sources
from drift.editing import pair_of, target_of
from drift.reading import blocks_in, sentences_of, soup_of

from asadvertised.article.model import Article, Check, Kind, Modality, Sentence
from asadvertised.article.passage import Passage
from asadvertised.article.reading import read_page
from asadvertised.reference.rendering import _template

WHOLE_PAGES = {Doing.REPLACE, Doing.INSERT, Doing.DELETE, Doing.MOVE, Doing.SPLIT, Doing.MERGE}
IN_SOURCE = {Doing.REPLACE, Doing.INSERT, Doing.DELETE}


def own_page(of: Article, seed: int = 0) -> str:
    """Give the page of our article."""
    numbers = random.Random(seed)  # noqa: S311  tokens, not secrets
    return str(_template("article.html.j2").render(article=of, token=lambda: f"{numbers.getrandbits(64):x}"))


def read_own(html: str) -> list[Passage]:
    """Read the page of our article. What the reader does not tell is not compared."""
    kinds = {True: Kind.HEADING, False: Kind.PARAGRAPH}
    read = read_page(html, article().page, article())
    return [Passage(p.text, p.section, p.heading, kinds[p.heading], block=n) for n, p in enumerate(read)]


@cache
def own_as_read() -> list[Passage]:
    """Give what is read of the page of our article as it is."""
    return read_own(own_page(article()))


@cache
def page_pair(edit: Edit) -> Pair | None:
    """Give what is read of the page before and after an edit, or nothing where the edit is not made to pages."""
    if edit.given:
        return None
    pair = pair_of(edit)
    if edit.document == OWN and edit.do in WHOLE_PAGES:
        return replace(pair, old=own_as_read(), new=read_own(own_page(article_saying(pair.new))))
    source = sources().get(edit.document)
    if source is None or edit.do not in IN_SOURCE:
        return None
    text = source_edited(edit, source, pair)
    return replace(pair, new=source.read(text)) if text else None


def article_saying(passages: list[Passage]) -> Article:
    """Give our article with these passages in the place of its own."""
    home = {sentence.id: section.id for section in article().section for sentence in section.sentence}
    kept = {sentence.id: sentence for sentence in article().sentences}
    found: dict[str, list[Sentence]] = {section.id: [] for section in article().section}
    section, block = "", -1
    for number, passage in enumerate(passages):
        section = home.get(passage.id, section) if passage.heading or not _moved(passage, home) else section
        continues = passage.block == block and bool(found[section])
        found[section].append(_sentence(passage, kept.get(passage.id), number, continues=continues))
        block = passage.block
    sections = tuple(s.model_copy(update={"sentence": tuple(found[s.id])}) for s in article().section)
    about = article().article.model_copy(update={"title": passages[0].text})
    return article().model_copy(update={"article": about, "section": sections})


def _moved(passage: Passage, home: dict[str, str]) -> bool:
    """Tell whether a sentence stands under another heading than it did."""
    before = next((p for p in passages_by_document()[OWN] if p.id == passage.id), passage)
    return passage.id in home and before.section != passage.section


def _sentence(passage: Passage, kept: Sentence | None, number: int, *, continues: bool) -> Sentence:
    update = {"text": passage.text, "links": passage.links, "continues": continues}
    if kept:
        return kept.model_copy(update=update)
    reason = "It is new."
    new = {"id": f"new.{number}", "kind": passage.kind, "modality": Modality.STATES, "check": Check.INFORMATIVE}
    return Sentence.model_construct(**new, reason=reason, item=False, **update)


def source_edited(edit: Edit, source: Source, pair: Pair) -> str:
    """Give a document's file with an edit made, or nothing where its words do not stand there as one run."""
    old = pair.old[target_of(edit, pair.old)].text
    if edit.do is Doing.INSERT and not old.endswith("."):
        return ""
    find, put = _words(edit, old)
    if source.markdown:
        return replaced_once(find, put, source.text) or ""
    soup = soup_of(source.text, markdown=False)
    blocks = blocks_in(soup, source.content, source.ignore)
    strings = [s for block in blocks if old in sentences_of(block) for s in block.strings]
    made = [(string, text) for string in strings if (text := replaced_once(find, put, str(string)))]
    if len(made) != 1:
        return ""
    made[0][0].replace_with(NavigableString(made[0][1]))
    return str(soup)


def _words(edit: Edit, old: str) -> tuple[str, str]:
    """Give the words that an edit takes away, and those that it puts there."""
    whole = {Doing.INSERT: f"{old} {edit.put}", Doing.DELETE: ""}
    return (old, whole[edit.do]) if edit.do in whole else (edit.find or old, edit.put)


def replaced_once(find: str, put: str, text: str) -> str | None:
    """Give a text with words replaced, however its lines are wrapped, or nothing unless they stand there once."""
    pattern = re.compile(r"\s+".join(map(re.escape, re.split(r"\s+", find))))
    found = list(pattern.finditer(text))
    if len(found) != 1 or "\n\n" in found[0][0]:
        return None
    return text[: found[0].start()] + put + text[found[0].end() :]
