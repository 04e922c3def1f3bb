"""The transcription's file, rewritten to say what the page says."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise

from asadvertised.article.accepting.standing import Standing
from asadvertised.article.accepting.tables import (
    RETIRED,
    SECTION,
    SENTENCE,
    Sheet,
    Table,
    join_tables,
    new_table,
    split_tables,
)
from asadvertised.article.change import Signal
from asadvertised.article.difference import Difference
from asadvertised.article.model import Accepted, Article, Check, Kind, Link, Sentence
from asadvertised.article.passage import Passage
from asadvertised.article.proposing.modality import modality_of
from asadvertised.article.proposing.naming import Names, section_names, sentence_names
from asadvertised.article.sentences import plain
from asadvertised.errors import ConfigurationError


@dataclass
class Rewriting:
    """One rewriting of one file: `sheet` becomes the new one, `names` the id of each passage of the page."""

    article: Article
    reading: Sequence[Passage]
    differences: Sequence[Difference]
    stands: Standing
    sheet: Sheet
    names: dict[int, str] = field(default_factory=dict)
    lost_links: list[tuple[str, str]] = field(default_factory=list)

    def rewrite(self, accepted: Accepted) -> str:
        """Give the file's new text, but for the digest of its sentences."""
        sentences = self.article.sentences
        self.names = {new: sentences[old].id for new, old in self.stands.old_of.items()}
        for difference in self.differences:
            if difference.old and difference.new:
                self._reword(sentences[difference.old[0]], self.reading[difference.new[0]], difference)
        self._retire(accepted.date)
        self._lay_out()
        self._drop_empty_sections()
        self._join_blocks()
        self._tell_where_from(accepted)
        return join_tables(self.sheet.tables)

    def _reword(self, sentence: Sentence, passage: Passage, difference: Difference) -> None:
        place = self.sheet.place(SENTENCE, sentence.id)
        text = plain(passage.text)
        values: dict[str, object] = {} if text == sentence.text else {"text": text}
        links = self._links(sentence, passage, text, anew=Signal.LINK in difference.signals)
        if links != sentence.links:
            values["links"] = [link.model_dump(exclude_defaults=True) for link in links] or None
        if values:
            self.sheet.tables[place] = self.sheet.tables[place].with_values(values)

    def _links(self, sentence: Sentence, passage: Passage, text: str, *, anew: bool) -> tuple[Link, ...]:
        """Keep the links whose words are still there; where the links themselves changed, take the page's."""
        if anew:
            return passage.links
        self.lost_links += [(sentence.id, link.text) for link in sentence.links if link.text not in text]
        return tuple(link for link in sentence.links if link.text in text)

    def _retire(self, when: date) -> None:
        """Take out what is gone, and keep its id and its last words, so that the id is never given to another."""
        sentences = self.article.sentences
        for number in self.stands.gone:
            sentence = sentences[number]
            self.sheet.take(self.sheet.place(SENTENCE, sentence.id))
            last = len(self.sheet.tables) - 1
            self.sheet.put_after(last, new_table(RETIRED, {"id": sentence.id, "text": sentence.text, "date": when}))

    def _lay_out(self) -> None:
        """Put what is new, or stands elsewhere now, behind what comes before it on the page."""
        lifted = {j: self._lift(self.names[j]) for j in sorted(self.stands.moved)}
        for j, passage in enumerate(self.reading):
            tables = lifted.get(j) or (self._written(j, passage) if j in self.stands.new else [])
            if tables:
                self.sheet.put_after(self._end_of(j - 1) - (j == 0 and len(tables) > 1), *tables)

    def _drop_empty_sections(self) -> None:
        """Take out each section that has no sentence any more."""
        tables = self.sheet.tables
        for number in reversed(range(len(tables))):
            last = number + 1 == len(tables)
            if tables[number].name == SECTION and (last or tables[number + 1].name != SENTENCE):
                self.sheet.take(number)

    def _lift(self, name: str) -> list[Table]:
        """Take a sentence out, and with a heading the section that it opens, but for the first: all else needs one."""
        place = self.sheet.place(SENTENCE, name)
        first = next(n for n, table in enumerate(self.sheet) if table.name == SECTION)
        heading = any(one.id == name and one.kind is Kind.HEADING for one in self.article.sentences)
        opens = heading and place - 1 > first and self.sheet.tables[place - 1].name == SECTION
        section = [self.sheet.tables[place - 1]] if opens else []
        lifted = [*section, self.sheet.take(place)]
        if section:
            self.sheet.take(place - 1)
        return lifted

    def _end_of(self, j: int) -> int:
        """Give the table behind which the next passage is put: that of a passage, or the first section's own."""
        while j in self.stands.passing:
            j -= 1
        if j < 0:
            return next(n for n, table in enumerate(self.sheet) if table.name == SECTION)
        return self.sheet.place(SENTENCE, self.names[j])

    def _written(self, j: int, passage: Passage) -> list[Table]:
        text = plain(passage.text)
        kind = Kind.HEADING if passage.heading else passage.kind
        names = Names(self._taken())
        section = names.give(section_names(text, "", j + 1)) if passage.heading else ""
        name = f"{section}.heading" if passage.heading else names.give(sentence_names(text, self._kin_of(j), j + 1))
        self.names[j] = name
        values = {
            "id": name,
            "kind": kind.value,
            "text": text,
            "modality": modality_of(text, kind, self.article.article.locale).value,
            "check": Check.UNACCOUNTED.value,
        }
        links = [link.model_dump(exclude_defaults=True) for link in passage.links]
        sentence = new_table(SENTENCE, values | ({"links": links} if links else {}))
        opening = new_table(SECTION, {"id": section, "level": passage.level or 2})
        return [opening, sentence] if passage.heading else [sentence]

    def _taken(self) -> set[str]:
        """Give every id that is, or was, somebody's; a section's takes that of its heading with it."""
        return {table.id.removesuffix(".heading") for table in self.sheet if table.id}

    def _kin_of(self, j: int) -> str:
        """Give the first part of a new id: that of the sentence before it, or else its section's."""
        place = self._end_of(j - 1)
        kin = self.sheet.tables[place].id.rpartition(".")[0]
        return kin or next(table.id for table in reversed(self.sheet.tables[: place + 1]) if table.name == SECTION)

    def _join_blocks(self) -> None:
        """Let a sentence whose neighbour before it is another now continue a block only if it does so on the page.

        A reading that has each passage in a block of its own tells nothing of blocks.
        """
        if len({passage.block for passage in self.reading}) == len(self.reading):
            return
        before = {b.id: a.id for a, b in pairwise(self.article.sentences)}
        continued = {sentence.id for sentence in self.article.sentences if sentence.continues}
        for i, j in pairwise(sorted(self.names)):
            name = self.names[j]
            if before.get(name) == self.names[i]:
                continue
            continues = self.reading[j].block == self.reading[i].block and not self.reading[j].heading
            if continues != (name in continued):
                place = self.sheet.place(SENTENCE, name)
                self.sheet.tables[place] = self.sheet.tables[place].with_values({"continues": continues or None})

    def _tell_where_from(self, accepted: Accepted) -> None:
        values: dict[str, object] = {"accepted": accepted.model_dump()}
        old, new = self.article.sentences[0], plain(self.reading[0].text)
        if self.names.get(0) == old.id and self.article.article.title == old.text != new:
            values["title"] = new
        place = next(n for n, table in enumerate(self.sheet) if table.name == "article")
        self.sheet.tables[place] = self.sheet.tables[place].with_values(values)


def opened(source: str, article: Article, where: str) -> Sheet:
    """Open a file to be rewritten.

    Raises ConfigurationError for one that is laid out otherwise than table by table.
    """
    tables = split_tables(source)
    found = [table.id for table in tables if table.name == SENTENCE]
    if found != [sentence.id for sentence in article.sentences]:
        what = "is not laid out as a [[section.sentence]] table for each sentence"
        raise ConfigurationError(what, where, "lay it out so, or change it by hand")
    return Sheet(tables)
