"""Accept what a page says: the article's file and its reviews, both written whole, or nothing at all."""

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

from asadvertised.article.accepting.rewriting import Rewriting, opened
from asadvertised.article.accepting.standing import Standing, standing
from asadvertised.article.accepting.tables import Table, join_tables, split_tables
from asadvertised.article.change import ChangeKind, Signal, suspects
from asadvertised.article.difference import Difference
from asadvertised.article.ledger import Ledger, must_account
from asadvertised.article.model import Accepted, Article, Check, Kind, Sentence
from asadvertised.article.passage import Passage
from asadvertised.article.reviews import REVIEWS, Review, reviews_toml, with_reviews
from asadvertised.article.sentences import plain
from asadvertised.article.transcription import load_article
from asadvertised.article.writing import write_whole
from asadvertised.errors import ConfigurationError

BINDING = frozenset([Signal.MODALITY, Signal.NEGATION])
ALONE_ON_LF = re.compile(r"(?<!\r)\n")


@dataclass(frozen=True)
class Acceptance:
    """What was taken over: the new sentences, which nobody accounts for yet, those that are gone, what is to review.

    `lost_links` are words that were a link, by sentence, and are no longer in it; `stale` is what we say of sentences,
    and was said of another wording.
    """

    added: tuple[str, ...]
    retired: tuple[str, ...]
    reviews: tuple[Review, ...]
    lost_links: tuple[tuple[str, str], ...]
    stale: tuple[tuple[str, str], ...] = ()


def accept(
    ledger: Ledger, reading: Sequence[Passage], differences: Sequence[Difference], accepted: Accepted
) -> Acceptance:
    """Take the wording of a page into the article's file, with ids, comments and order kept.

    `reading` is the page's text, and the numbers of the `differences` count in it and in the transcription.

    Raises ConfigurationError, and leaves everything as it was, where the file cannot be written so that it says what
    the page says, and so that the ledger still accounts for it.
    """
    file, article = ledger.folder / "article.toml", ledger.article
    if load_article(file) != article:
        raise ConfigurationError("was changed while the page was compared", str(file), "compare it again")
    source = file.read_bytes().decode()
    said, says = [sentence.text for sentence in article.sentences], [passage.text for passage in reading]
    stands = standing(said, says, differences)
    rewriting = Rewriting(article, reading, differences, stands, opened(_unix(source), article, str(file)))
    text = _with_digest(rewriting.rewrite(accepted))
    reviews = list(_reviews(ledger, differences, stands, accepted))
    every = with_reviews(ledger.reviews, reviews)
    becomes, spared = _tried(text), {article.sentences[i].id for i in stands.spared}
    _must_say(becomes, _expected(article, reading, differences, stands), spared)
    must_account(file, becomes, list(ledger.scenarios), every)
    if reviews:
        write_whole(ledger.folder / REVIEWS, reviews_toml(every))
    write_whole(file, text if ALONE_ON_LF.search(source) else text.replace("\n", "\r\n"))
    added = tuple(rewriting.names[j] for j in sorted(stands.new))
    sentences = article.sentences
    retired = tuple(sentences[i].id for i in stands.gone)
    stale = tuple(_stale(sentences, differences, stands))
    return Acceptance(added, retired, tuple(reviews), tuple(rewriting.lost_links), stale)


def _unix(source: str) -> str:
    return source if ALONE_ON_LF.search(source) else source.replace("\r\n", "\n")


def _with_digest(text: str) -> str:
    sections = tomllib.loads(text)["section"]
    words = "".join(f"{sentence['text']}\n" for section in sections for sentence in section["sentence"])
    digest = sha256(words.encode()).hexdigest()
    return join_tables([_noted(table, digest) for table in split_tables(text)])


def _noted(table: Table, digest: str) -> Table:
    return table.with_values({"sha256": digest}) if table.name == "article" else table


def _reviews(
    ledger: Ledger, differences: Sequence[Difference], stands: Standing, accepted: Accepted
) -> Iterator[Review]:
    """Say what is to be looked at again: what was made for a wording that no longer binds as it did."""
    gone, sentences = set(stands.gone), ledger.article.sentences
    for difference in differences:
        for number in difference.old:
            sentence = sentences[number]
            grave = number in gone or _is_grave(difference, sentence)
            asks = tuple(dict.fromkeys(scenario.outline for scenario in ledger.asking(sentence)))
            stays = (sentence.id,) if number not in gone and sentence.check is not Check.UNACCOUNTED else ()
            if grave and (asks or stays):
                kind = ChangeKind.REMOVED if number in gone else difference.kind
                yield Review(
                    sentence=sentence.id,
                    accepted=accepted.date,
                    kind=kind.value,
                    signals=difference.signals,
                    old=sentence.text,
                    open=asks or stays,
                )


def _stale(
    sentences: Sequence[Sentence], differences: Sequence[Difference], stands: Standing
) -> Iterator[tuple[str, str]]:
    """Give what the file still says of sentences that may bind otherwise now, in the file's own words."""
    gone = set(stands.gone)
    for difference in differences:
        for sentence in (sentences[number] for number in difference.old if number not in gone):
            if BINDING.intersection(difference.signals):
                yield sentence.id, f'modality = "{sentence.modality}"'
            if sentence.reason and _is_grave(difference, sentence):
                yield sentence.id, f'reason = "{sentence.reason}"'


def _is_grave(difference: Difference, sentence: Sentence) -> bool:
    """Say whether the sentence now promises something else; steps that change places do, whoever compared them."""
    out_of_order = difference.kind is ChangeKind.MOVED and sentence.kind is Kind.STEP
    return out_of_order or suspects(difference.kind, difference.severity)


def _expected(
    article: Article, reading: Sequence[Passage], differences: Sequence[Difference], stands: Standing
) -> list[str]:
    """Give what the article's sentences have to be afterwards: the page's, and ours where no difference was told."""
    told, sentences = {new for one in differences for new in one.new}, article.sentences
    return [
        plain(passage.text) if j in told else sentences[stands.old_of[j]].text
        for j, passage in enumerate(reading)
        if j not in stands.passing
    ]


def _tried(text: str) -> Article:
    """Load the new file before it is written."""
    with TemporaryDirectory() as folder:
        draft = Path(folder) / "article.toml"
        draft.write_text(text, encoding="utf-8")
        return load_article(draft)


def _must_say(article: Article, expected: list[str], spared: set[str]) -> None:
    if [sentence.text for sentence in article.sentences if sentence.id not in spared] != expected:
        what = "the new file would not say what the page says"
        raise ConfigurationError(what, article.article.name, "a fault of ours: change it by hand")
