"""Accepting a page's wording: one clean diff, ids kept, and nothing that a person has not looked at passes as kept."""

import difflib
import re
import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from pathlib import Path
from subprocess import CompletedProcess

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from asadvertised.article.accepting.accept import Acceptance, accept
from asadvertised.article.accepting.clearing import clear
from asadvertised.article.accepting.tables import join_tables, split_tables
from asadvertised.article.change import ChangeKind, Severity, Signal
from asadvertised.article.difference import Difference
from asadvertised.article.ledger import load_ledger
from asadvertised.article.model import Accepted, Article, Check, Kind, Link, Modality
from asadvertised.article.passage import Passage, passages_of
from asadvertised.article.reviews import cleared, load_reviews, open_reviews, reviews_toml
from asadvertised.article.transcription import load_article
from asadvertised.errors import ConfigurationError, LedgerError

Run = Callable[..., CompletedProcess[str]]
PAGE = Accepted(date=date(2026, 1, 2), source="https://help.invalid/a", sha256="f" * 64)
TODAY = date(2026, 1, 3)
AGE = "sharing.not-under-16-or-eea"
ASKED = "introduction.may-share-in-certain-countries"
SAVE = "save-button.visit-personalizes-and-measures"
EDITS = ("reword", "remove", "add", "head")
STEPS = ("settings.web.settings", "settings.web.privacy-and-data")


@dataclass
class Desk:
    """An article that may be spoilt, and its page as it is going to be read."""

    folder: Path
    article: Article
    before: str
    reading: list[Passage]

    @property
    def file(self) -> Path:
        """Where the article stands."""
        return self.folder / "article.toml"

    def number(self, name: str) -> int:
        """Give the number of a sentence."""
        return [sentence.id for sentence in self.article.sentences].index(name)

    def text(self, name: str) -> str:
        """Give the wording of a sentence."""
        return self.article.sentences[self.number(name)].text

    def accept(self, *differences: Difference) -> Acceptance:
        """Accept what is going to be read."""
        return accept(load_ledger(self.folder), self.reading, differences, PAGE)

    def touched(self) -> list[str]:
        """Give the lines that are gone, and those that came, but for what every acceptance writes."""
        after = self.file.read_text(encoding="utf-8")
        found = difflib.ndiff(self.before.splitlines(), after.splitlines())
        return [line for line in found if line[0] in "+-" and not line[2:].startswith(("sha256 =", "accepted ="))]

    def is_what_the_page_says(self) -> bool:
        """Say whether the article, read anew, says what was read, in its order."""
        return [sentence.text for sentence in load_article(self.file).sentences] == [one.text for one in self.reading]


@pytest.fixture
def desk(article_folder: Path, tmp_path: Path) -> Desk:
    folder = Path(shutil.copytree(article_folder, tmp_path / "features" / "personalization"))
    article = load_article(folder / "article.toml")
    before = (folder / "article.toml").read_text(encoding="utf-8")
    # Blocks are counted over a whole page.
    passages, block = [], 0
    for earlier, one in pairwise([None, *passages_of(article)]):
        block += (
            earlier is not None and one is not None and (earlier.block, earlier.section) != (one.block, one.section)
        )
        passages.append(replace(one, id="", block=block))
    return Desk(folder, article, before, passages)


def reworded(desk: Desk, name: str, old: str, new: str, *signals: Signal, kind: str = "substantive") -> Difference:
    number = desk.number(name)
    text = desk.reading[number].text.replace(old, new)
    assert old in desk.reading[number].text
    desk.reading[number] = replace(desk.reading[number], text=text)
    severity = Severity.ERROR if kind == "substantive" else Severity.NOTE
    return Difference(ChangeKind(kind), severity, (number,), (number,), signals)


def added(desk: Desk, number: int, *texts: str, heading: bool = False) -> list[Difference]:
    kind = Kind.HEADING if heading else Kind.PARAGRAPH
    news = [
        Passage(text, heading=heading, kind=kind, level=3 * heading, block=1000 + number + n)
        for n, text in enumerate(texts)
    ]
    desk.reading[number:number] = news
    return [Difference(ChangeKind.ADDED, Severity.ERROR, (), (number + n,)) for n in range(len(news))]


def removed(desk: Desk, name: str) -> Difference:
    number = desk.number(name)
    del desk.reading[number]
    return Difference(ChangeKind.REMOVED, Severity.ERROR, (number,), ())


def test_a_changed_word_changes_one_line_and_every_scenario_of_it_is_to_review(desk: Desk) -> None:
    done = desk.accept(reworded(desk, AGE, "16", "18", Signal.AGE))
    gone, come = (line for line in desk.touched() if line[0] in "+-")
    assert gone[2:] == f'text = "{desk.text(AGE)}"'
    assert come[2:] == gone[2:].replace("16", "18")
    assert desk.is_what_the_page_says()
    [review] = done.reviews
    assert (review.sentence, review.old, review.signals) == (AGE, desk.text(AGE), (Signal.AGE,))
    ledger = load_ledger(desk.folder)
    asking = {scenario.outline for scenario in ledger.asking(AGE)}
    assert set(review.open) == asking
    assert len(asking) > 4
    assert all(ledger.to_review(scenario) == (scenario.outline in asking) for scenario in ledger.scenarios)
    assert load_article(desk.file).article.accepted == PAGE


def test_what_was_accepted_last_is_told_once(desk: Desk) -> None:
    desk.accept(reworded(desk, AGE, "16", "18"))
    desk.accept(reworded(desk, AGE, "18", "21"))
    assert desk.file.read_text(encoding="utf-8").count("accepted = ") == 1
    [review] = open_reviews(load_reviews(desk.folder))
    assert review.old == desk.text(AGE), "the scenarios were made for the first wording"


@pytest.mark.parametrize("kind", ["cosmetic", "reworded"])
def test_what_changes_no_rule_leaves_nothing_to_review(desk: Desk, kind: str) -> None:
    done = desk.accept(reworded(desk, AGE, "United Kingdom,", "United Kingdom –", kind=kind))
    assert len(desk.touched()) == 2
    assert done.reviews == ()
    assert not (desk.folder / "reviews.toml").exists()


def test_a_reason_is_to_review_where_no_scenario_asks(desk: Desk) -> None:
    name = "introduction.interesting-content"
    done = desk.accept(reworded(desk, name, "want to", "must"))
    assert [review.open for review in done.reviews] == [(name,)]


def test_a_new_sentence_stands_at_its_place_unaccounted_for(desk: Desk) -> None:
    place = desk.number(AGE) + 1
    done = desk.accept(*added(desk, place, "We never sell your e-mail address.", "You may ask us."))
    assert done.added == ("sharing.never-sell-e-mail", "sharing.ask")
    article = load_article(desk.file)
    one, other = article.sentences[place : place + 2]
    assert (one.check, one.modality, one.kind) == (Check.UNACCOUNTED, Modality.MUST_NOT, Kind.PARAGRAPH)
    assert (other.check, other.modality) == (Check.UNACCOUNTED, Modality.MAY)
    assert desk.is_what_the_page_says()
    assert all(line[0] == "+" for line in desk.touched())


@pytest.mark.parametrize("place", ["first", "middle", "last"])
def test_a_new_heading_opens_a_section(desk: Desk, place: str) -> None:
    number = {"first": 0, "middle": desk.number("personalized-ads.heading"), "last": len(desk.reading)}[place]
    desk.accept(*added(desk, number, "A new part", heading=True))
    article = load_article(desk.file)
    section = next(section for section in article.section if section.id == "new-part")
    assert section.level == 3
    assert section.sentence[0].id == "new-part.heading"
    assert desk.is_what_the_page_says()
    assert len(article.section) == len(desk.article.section) + 1
    assert all(line[0] == "+" for line in desk.touched())


def test_a_sentence_that_is_gone_is_retired_and_its_scenarios_are_to_review(desk: Desk) -> None:
    done = desk.accept(removed(desk, ASKED))
    assert done.retired == (ASKED,)
    article = load_article(desk.file)
    assert [(one.id, one.text, one.date) for one in article.retired] == [(ASKED, desk.text(ASKED), PAGE.date)]
    assert desk.is_what_the_page_says()
    ledger = load_ledger(desk.folder)
    asking = [scenario for scenario in ledger.scenarios if ASKED in scenario.sentences]
    assert asking
    assert all(ledger.to_review(scenario) for scenario in asking)


def test_a_retired_sentence_is_refused_once_it_was_reviewed_and_is_cited_still(desk: Desk) -> None:
    desk.accept(removed(desk, ASKED))
    reviews = cleared(load_reviews(desk.folder), [ASKED], TODAY)
    (desk.folder / "reviews.toml").write_text(reviews_toml(reviews), encoding="utf-8")
    with pytest.raises(LedgerError, match="no longer has"):
        load_ledger(desk.folder)


def test_a_retired_sentence_is_cleared_once_no_scenario_cites_it(desk: Desk) -> None:
    desk.accept(removed(desk, ASKED))
    before, [review] = files(desk.folder), load_reviews(desk.folder)
    for name in (ASKED, review.open[0]):
        with pytest.raises(ConfigurationError, match="cite it still") as error:
            clear(desk.folder, [name], TODAY)
        assert re.search(r"[a-z-]+\.feature:\d+", error.value.what)
        assert f"@{ASKED}" in error.value.mend
        assert "\n" not in str(error.value)
    assert files(desk.folder) == before
    for feature in desk.folder.glob("*.feature"):
        text = feature.read_text(encoding="utf-8").replace(f"@{ASKED}\n", "@title\n").replace(f"@{ASKED} ", "")
        feature.write_text(text.replace(f" @{ASKED}", ""), encoding="utf-8")
    assert open_reviews(clear(desk.folder, [ASKED], TODAY)) == []
    assert open_reviews(load_reviews(desk.folder)) == []


def test_what_may_bind_otherwise_is_told(desk: Desk) -> None:
    done = desk.accept(reworded(desk, ASKED, "may share", "share", Signal.MODALITY))
    assert done.stale == ((ASKED, 'modality = "may"'),)
    assert any(review.sentence == ASKED and review.open for review in load_reviews(desk.folder))


def test_a_reason_for_another_wording_is_told(desk: Desk) -> None:
    sentence = next(one for one in desk.article.sentences if one.reason and one.kind is Kind.PARAGRAPH)
    done = desk.accept(reworded(desk, sentence.id, sentence.text.split()[-1], "otherwise."))
    assert done.stale == ((sentence.id, f'reason = "{sentence.reason}"'),)


def test_what_binds_as_before_is_not_told(desk: Desk) -> None:
    assert desk.accept(reworded(desk, AGE, "16", "18", Signal.AGE)).stale == ()


def test_a_scenario_that_was_taken_away_is_cleared_by_its_name(desk: Desk) -> None:
    desk.accept(removed(desk, "help.contact-us"))
    feature = desk.folder / "help-page.feature"
    text = feature.read_text(encoding="utf-8")
    start, end = text.index("  @help.contact-us"), text.index("  @feedback.was-this-helpful")
    last = text.rindex("\n  @help.contact-us")
    feature.write_text(text[:start] + text[end:last], encoding="utf-8")
    for _ in range(2):
        with pytest.raises(LedgerError, match="--reviewed") as error:
            load_ledger(desk.folder)
        name = error.value.mend.rpartition("--reviewed ")[2].strip("`")
        reviews = cleared(load_reviews(desk.folder), [name], TODAY)
        (desk.folder / "reviews.toml").write_text(reviews_toml(reviews), encoding="utf-8")
    assert load_ledger(desk.folder).reviews[0].open == ()


def test_a_retired_id_is_never_given_to_another(desk: Desk) -> None:
    desk.accept(*added(desk, 3, "Words come."))
    desk.before = desk.file.read_text(encoding="utf-8")
    del desk.reading[3]
    desk.accept(Difference(ChangeKind.REMOVED, Severity.ERROR, (3,), ()))
    done = desk.accept(*added(desk, 3, "Words come."))
    assert done.added == ("introduction.words-come-2",)
    text = desk.file.read_text(encoding="utf-8").replace("words-come-2", "words-come")
    desk.file.write_text(text, encoding="utf-8")
    with pytest.raises(LedgerError, match="retired"):
        load_article(desk.file)


def test_a_clock_neither_comes_nor_goes(desk: Desk) -> None:
    desk.reading.insert(3, Passage("Updated 3 days ago", block=-1))
    come = Difference(ChangeKind.COSMETIC, Severity.NOTE, (), (3,))
    number = desk.number("introduction.interesting-content")
    del desk.reading[number]
    gone = Difference(ChangeKind.COSMETIC, Severity.NOTE, (number,), ())
    new = Difference(ChangeKind.ADDED, Severity.ERROR, (), (3,))
    desk.reading.insert(3, Passage("Words after the clock.", block=-2))
    come = replace(come, new=(2,))
    assert desk.reading[2].text == "Updated 3 days ago"
    done = desk.accept(come, gone, new)
    assert (done.retired, len(done.added)) == ((), 1)
    texts = [sentence.text for sentence in load_article(desk.file).sentences]
    assert desk.text("introduction.interesting-content") in texts
    assert "Updated 3 days ago" not in texts
    assert texts.index("Words after the clock.") == 3


def test_what_moved_and_changed_is_told_by_its_place(desk: Desk) -> None:
    number = desk.number(AGE)
    one = desk.reading.pop(number)
    desk.reading.insert(1, replace(one, text="It stands elsewhere, and says something else."))
    desk.accept(Difference(ChangeKind.SUBSTANTIVE, Severity.ERROR, (number,), (1,)))
    assert desk.is_what_the_page_says()
    assert load_article(desk.file).sentences[1].id == AGE


def test_a_whole_section_may_go(desk: Desk) -> None:
    names = [
        sentence.id for section in desk.article.section if section.id == "save-button" for sentence in section.sentence
    ]
    assert len(names) == 2
    numbers = [desk.number(name) for name in names]
    del desk.reading[numbers[0] : numbers[-1] + 1]
    desk.accept(*(Difference(ChangeKind.REMOVED, Severity.ERROR, (number,), ()) for number in numbers))
    assert "save-button" not in [section.id for section in load_article(desk.file).section]
    assert desk.is_what_the_page_says()


def test_steps_that_change_places_are_to_review(desk: Desk) -> None:
    one, two = (desk.number(name) for name in STEPS)
    assert two == one + 1
    desk.reading[one], desk.reading[two] = desk.reading[two], desk.reading[one]
    done = desk.accept(Difference(ChangeKind.MOVED, Severity.WARNING, (one,), (two,), (Signal.ORDER,)))
    assert [review.sentence for review in done.reviews] == [STEPS[0]]
    assert desk.is_what_the_page_says()
    assert [sentence.id for sentence in load_article(desk.file).sentences][one : two + 1] == [*reversed(STEPS)]
    assert sorted(line[2:] for line in desk.touched() if line[0] == "+") == sorted(
        line[2:] for line in desk.touched() if line[0] == "-"
    )


def test_a_section_that_moves_is_moved_with_its_heading(desk: Desk) -> None:
    numbers = [desk.number("save-button.heading"), desk.number(SAVE)]
    block = [desk.reading[number] for number in numbers]
    del desk.reading[numbers[0] : numbers[1] + 1]
    desk.reading += block
    end = len(desk.reading)
    places = [end - 2, end - 1]
    moves = zip(numbers, places, strict=True)
    desk.accept(*(Difference(ChangeKind.MOVED, Severity.NOTE, (old,), (new,)) for old, new in moves))
    last = load_article(desk.file).section[-1]
    assert (last.id, last.level) == ("save-button", 2)
    assert [sentence.id for sentence in last.sentence] == ["save-button.heading", SAVE]
    assert desk.is_what_the_page_says()


def test_a_sentence_that_is_split_keeps_its_id_with_the_first_part(desk: Desk) -> None:
    number = desk.number(AGE)
    text = desk.reading[number].text
    parts = [replace(desk.reading[number], text=words) for words in ("You are under 16.", "Nothing is shared then.")]
    desk.reading[number : number + 1] = parts
    done = desk.accept(
        Difference(ChangeKind.SUBSTANTIVE, Severity.ERROR, (number,), (number, number + 1), (Signal.SPLIT,))
    )
    first, second = load_article(desk.file).sentences[number : number + 2]
    assert (first.id, first.text, first.check) == (AGE, "You are under 16.", Check.SCENARIOS)
    assert (second.check, second.continues) == (Check.UNACCOUNTED, True)
    assert [review.old for review in done.reviews] == [text]
    assert desk.is_what_the_page_says()


def test_sentences_that_are_merged_keep_the_first_id(desk: Desk) -> None:
    number = desk.number(ASKED)
    both = f"{desk.reading[number].text[:-1]}; {desk.reading[number + 1].text}"
    desk.reading[number : number + 2] = [replace(desk.reading[number], text=both)]
    done = desk.accept(Difference(ChangeKind.COSMETIC, Severity.NOTE, (number, number + 1), (number,), (Signal.MERGE,)))
    assert load_article(desk.file).sentences[number].id == ASKED
    assert done.retired == ("introduction.choose-use-and-sharing",)
    assert [review.sentence for review in done.reviews] == list(done.retired)
    assert desk.is_what_the_page_says()


def test_links_stay_with_their_words_and_what_is_lost_is_told(desk: Desk) -> None:
    done = desk.accept(reworded(desk, SAVE, "Privacy Policy", "Policy"))
    assert done.lost_links == ((SAVE, "Privacy Policy"),)
    assert load_article(desk.file).sentences[desk.number(SAVE)].links == ()


def test_where_a_link_leads_is_taken_over_where_that_changed(desk: Desk) -> None:
    number = desk.number(SAVE)
    link = Link(text="Privacy Policy", href="https://help.invalid/policy")
    desk.reading[number] = replace(desk.reading[number], links=(link,))
    desk.accept(Difference(ChangeKind.SUBSTANTIVE, Severity.ERROR, (number,), (number,), (Signal.LINK,)))
    assert load_article(desk.file).sentences[number].links == (link,)
    gone, come = 'links = [{ text = "Privacy Policy" }]', 'links = [{ text = "Privacy Policy", href = "'
    assert [line[2:] for line in desk.touched()] == [gone, f'{come}https://help.invalid/policy" }}]']


def test_a_new_title_is_the_articles_too(desk: Desk) -> None:
    desk.accept(reworded(desk, "title", "Personalization", "Personalisation", kind="cosmetic"))
    assert load_article(desk.file).article.title == "Personalisation and data"


def test_a_sentence_whose_paragraph_lost_its_beginning_begins_it(desk: Desk) -> None:
    name = "introduction.partners-may-inform"
    desk.accept(removed(desk, name))
    assert not load_article(desk.file).sentences[desk.number(name)].continues
    assert desk.article.sentences[desk.number(name) + 1].continues


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Click Settings", "Click Settings"),
        ('text = "Click Settings"', "text = 'Click Settings' # said so"),
        (
            '[[section.sentence]]\nid = "settings.web.settings"',
            '# a note\n[[ section . sentence ]]\nid = "settings.web.settings"',
        ),
    ],
)
def test_comments_quotes_and_spaces_stay(desk: Desk, old: str, new: str) -> None:
    assert old in desk.before
    desk.before = desk.before.replace(old, new, 1)
    desk.file.write_text(desk.before, encoding="utf-8")
    desk.accept(reworded(desk, STEPS[0], "Settings", "Options"), reworded(desk, AGE, "16", "18"))
    gone, come = ([line[2:] for line in desk.touched() if line[0] == sign] for sign in "-+")
    assert len(gone) == len(come) == 2
    assert [line.replace("Settings", "Options").replace("16", "18") for line in gone] == come


def test_line_ends_stay(desk: Desk) -> None:
    desk.file.write_bytes(desk.before.replace("\n", "\r\n").encode())
    desk.accept(reworded(desk, AGE, "16", "18"), *added(desk, len(desk.reading), "It is new."))
    after = desk.file.read_bytes()
    assert after.count(b"\n") == after.count(b"\r\n") > 900
    assert desk.is_what_the_page_says()


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.mark.parametrize("how", ["unequal", "out of step", "changed meanwhile", "another layout"])
def test_what_is_refused_changes_nothing(desk: Desk, how: str) -> None:
    ledger, difference = load_ledger(desk.folder), reworded(desk, AGE, "16", "18")
    if how == "unequal":
        del desk.reading[0]
    elif how == "out of step":
        desk.reading[1], desk.reading[2] = desk.reading[2], desk.reading[1]
    elif how == "changed meanwhile":
        desk.file.write_text(desk.before.replace('locale = "en"', 'locale = "en-GB"'), encoding="utf-8")
    else:
        table = '[[section.sentence]]\nid = "title"'
        assert table in desk.before
        quoted = desk.before.replace(table, '[["section"."sentence"]]\n"id" = "title"')
        desk.file.write_text(quoted, encoding="utf-8")
        ledger = load_ledger(desk.folder)
    before = files(desk.folder)
    with pytest.raises(ConfigurationError):
        accept(ledger, desk.reading, [difference], PAGE)
    assert files(desk.folder) == before


def test_a_disk_that_fails_leaves_no_half_file(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise OSError("no space")

    difference = reworded(desk, AGE, "16", "18")
    before = files(desk.folder)
    monkeypatch.setattr("asadvertised.article.writing.os.replace", fail)
    with pytest.raises(ConfigurationError, match="no space"):
        desk.accept(difference)
    assert files(desk.folder) == before


def test_an_article_that_is_linked_is_changed_where_it_stands(desk: Desk, tmp_path: Path) -> None:
    stands = desk.file.rename(tmp_path / "elsewhere.toml")
    desk.file.symlink_to(stands)
    desk.accept(reworded(desk, AGE, "16", "18"))
    assert desk.file.is_symlink()
    assert desk.is_what_the_page_says()
    assert stands.read_text(encoding="utf-8") != desk.before


Entry = tuple[int | None, Passage, ChangeKind | None]


def edited(passages: list[Passage], edits: dict[int, str], moves: Sequence[tuple[int, int]]) -> list[Entry]:
    """Edit a page: each entry is the number of our sentence, what the page has, and what became of it."""
    entries: list[Entry] = []
    for number, one in enumerate(passages):
        what = edits.get(number)
        if what in ("add", "head"):
            kind = Kind.HEADING if what == "head" else Kind.NOTE
            new = Passage(f"New “words” \\ 'here' {number}.", heading=what == "head", kind=kind)
            entries.append((None, new, ChangeKind.ADDED))
        if what == "reword":
            entries.append((number, replace(one, text=f'{one.text} “Indeed” "so"'), ChangeKind.SUBSTANTIVE))
        elif what != "remove":
            entries.append((number, one, None))
    for start, end in moves:
        old, one, what = entries.pop(start % len(entries))
        entries.insert(end % len(entries), (old, one, what or ChangeKind.MOVED))
    return entries


def told(entries: Sequence[Entry], olds: int) -> list[Difference]:
    found = [
        Difference(ChangeKind.MOVED if moved else what, Severity.ERROR, () if old is None else (old,), (new,))
        for new, (old, _, what) in enumerate(entries)
        if what and (moved := what is not ChangeKind.ADDED) is not None
    ]
    gone = set(range(olds)) - {old for old, _, _ in entries}
    return found + [Difference(ChangeKind.REMOVED, Severity.ERROR, (old,), ()) for old in gone]


@settings(max_examples=12, deadline=None)
@example(edits={}, moves=[(0, 5)])
@example(edits={0: "head"}, moves=[(0, 83), (7, 0)])
@given(
    edits=st.dictionaries(st.integers(0, 83), st.sampled_from(EDITS), min_size=1, max_size=12),
    moves=st.lists(st.tuples(st.integers(0, 83), st.integers(0, 83)), max_size=3),
)
def test_whatever_was_edited_the_article_says_it_afterwards(
    article_folder: Path,
    tmp_path_factory: pytest.TempPathFactory,
    edits: dict[int, str],
    moves: list[tuple[int, int]],
) -> None:
    folder = Path(shutil.copytree(article_folder, tmp_path_factory.mktemp("edits") / "features" / "personalization"))
    ledger = load_ledger(folder)
    before = {sentence.id: sentence for sentence in ledger.article.sentences}
    entries = edited(passages_of(ledger.article), edits, moves)
    accept(ledger, [one for _, one, _ in entries], told(entries, len(before)), PAGE)
    after = load_ledger(folder).article
    assert [sentence.text for sentence in after.sentences] == [one.text for _, one, _ in entries]
    names = list(before)
    for sentence, (old, one, what) in zip(after.sentences, entries, strict=True):
        if old is None:
            assert sentence.check is Check.UNACCOUNTED
            continue
        assert sentence.id == names[old]
        kept = before[sentence.id].model_copy(update={"text": one.text, "continues": sentence.continues})
        assert what is ChangeKind.SUBSTANTIVE or sentence == kept


def test_tables_joined_again_are_the_file(article_folder: Path) -> None:
    text = (article_folder / "article.toml").read_text(encoding="utf-8")
    tables = split_tables(text)
    assert join_tables(tables) == text
    assert len(tables) > 100
    assert [table.with_values({}) for table in tables[1:]] == tables[1:]


def test_reviews_are_cleared_by_scenario_row_or_sentence(desk: Desk) -> None:
    desk.accept(reworded(desk, AGE, "16", "18"), reworded(desk, ASKED, "may share", "share"))
    reviews = load_reviews(desk.folder)
    one, *others = next(review for review in reviews if review.sentence == AGE).open
    left = cleared(reviews, [f"{one}#3"], TODAY, "It asks the new age.")
    assert [review.open for review in left if review.sentence == AGE] == [tuple(others)]
    done = cleared(left, [AGE, ASKED], TODAY)
    assert open_reviews(done) == []
    seen = next(review for review in done if review.sentence == AGE).cleared
    assert (seen[0].id, seen[0].date, seen[0].note) == (one, TODAY, "It asks the new age.")
    (desk.folder / "reviews.toml").write_text(reviews_toml(done), encoding="utf-8")
    assert list(load_reviews(desk.folder)) == done
    with pytest.raises(ConfigurationError, match="nothing is open"):
        cleared(done, [AGE], TODAY)


def test_a_review_of_what_is_not_there_is_refused(desk: Desk) -> None:
    desk.accept(reworded(desk, AGE, "16", "18"))
    file = desk.folder / "reviews.toml"
    text = file.read_text(encoding="utf-8")
    name = load_reviews(desk.folder)[0].open[0]
    file.write_text(text.replace(name, f"{name}-renamed"), encoding="utf-8")
    with pytest.raises(LedgerError, match="is to review, and is not there"):
        load_ledger(desk.folder)


@pytest.mark.parametrize(
    "text",
    ["[[review", '[[review]]\nsentence = "x"\n', "\x00", "review = 5", "review = ['x']", "[review]"],
)
def test_reviews_that_cannot_be_read_are_one_clear_line(desk: Desk, text: str) -> None:
    (desk.folder / "reviews.toml").write_text(text, encoding="utf-8")
    with pytest.raises(ConfigurationError) as error:
        load_ledger(desk.folder)
    assert "reviews.toml" in error.value.where


def test_reviews_of_another_name_are_no_fewer_reviews(desk: Desk) -> None:
    desk.accept(reworded(desk, AGE, "16", "18"))
    file = desk.folder / "reviews.toml"
    file.write_text(file.read_text(encoding="utf-8").replace("[[review]]", "[[reviews]]"), encoding="utf-8")
    with pytest.raises(ConfigurationError, match="unknown keys: 'reviews'"):
        load_reviews(desk.folder)


@pytest.mark.parametrize("what", ["folder", "link"])
def test_what_is_no_file_of_reviews_is_refused(desk: Desk, what: str) -> None:
    file = desk.folder / "reviews.toml"
    if what == "folder":
        file.mkdir()
    else:
        file.symlink_to("nowhere")
    with pytest.raises(ConfigurationError, match="cannot be read"):
        load_reviews(desk.folder)


def test_reviews_are_no_part_of_the_suite(desk: Desk) -> None:
    desk.accept(reworded(desk, AGE, "16", "18"))
    before = load_ledger(desk.folder).suite_digest
    reviews = cleared(load_reviews(desk.folder), [AGE], TODAY)
    (desk.folder / "reviews.toml").write_text(reviews_toml(reviews), encoding="utf-8")
    assert load_ledger(desk.folder).suite_digest == before
