"""The labelled corpus is well formed, and its score counts whatever is wrong."""

from collections import Counter
from collections.abc import Callable
from itertools import zip_longest

import pytest
from drift.company import companies, company_pair
from drift.corpus import (
    EVERY,
    HERE,
    OWN,
    Doing,
    Edit,
    Half,
    article,
    edits,
    edits_in,
    numbered,
    passages_by_document,
    sources,
)
from drift.editing import NotOnceError, labels_of, number_of, pair_of
from drift.noise import EVERY_PAGE, MARKDOWN, OUR_PAGE
from drift.pages import own_as_read, own_page, read_own
from drift.score import READ_OTHERWISE, Score, judge, judgements, lines_of, noise_reported, score
from pydantic import ValidationError
from thorough import first_at_once

from asadvertised.article.change import ChangeKind, Severity, Signal
from asadvertised.article.difference import Difference
from asadvertised.article.passage import Passage

EDITS = edits()
BY_ID = {edit.id: edit for edit in EDITS}
LICENCES = {"MIT", "MIT OR Apache-2.0", "BSD-3-Clause", "Public domain"}
Classifier = Callable[[list[Passage], list[Passage]], list[Difference]]


def always(kind: ChangeKind) -> Classifier:
    """Give a classifier that pairs sentences by their place, and says the same of all that differ."""

    def classify(old: list[Passage], new: list[Passage]) -> list[Difference]:
        pairs = enumerate(zip_longest(old, new))
        different = [n for n, (a, b) in pairs if not (a and b) or (a.text, a.links) != (b.text, b.links)]
        return [
            Difference(kind, Severity.ERROR, (n,) if n < len(old) else (), (n,) if n < len(new) else ())
            for n in different
        ]

    return classify


def replacing(edit: Edit) -> bool:
    return edit.do is Doing.REPLACE and not edit.given


def test_there_are_enough_edits_with_ids_of_their_own() -> None:
    assert len(EDITS) >= 150
    assert len(BY_ID) == len(EDITS)


def test_the_halves_are_given_by_the_hash_and_stand_apart() -> None:
    for half in Half:
        files = sorted((HERE / "corpus" / half).glob("*.toml"))
        assert {file.stem for file in files} == {OWN, EVERY, *sources()}
        for file in files:
            assert {edit.half for edit in edits_in(file)} == {half}, file
            assert {edit.document for edit in edits_in(file)} == {file.stem}, file
            first = file.read_text(encoding="utf-8").splitlines()[0]
            assert ("only at the end" in first) == (half is Half.HELD_OUT)
    dev, held_out = (sum(edit.half is half for edit in EDITS) for half in Half)
    assert max(dev, held_out) < 1.25 * min(dev, held_out)


@pytest.mark.parametrize("half", Half)
def test_each_half_has_every_label_signal_deed_and_kind(half: Half) -> None:
    mine = [edit for edit in EDITS if edit.half is half]
    assert {edit.label for edit in mine} == {*ChangeKind}
    assert {signal for edit in mine for signal in edit.signals} == {*Signal}
    assert {edit.do for edit in mine} == {*Doing}
    assert {edit.kind for edit in mine} == {edit.kind for edit in EDITS}


def test_each_document_has_a_licence_that_lets_us_carry_it() -> None:
    assert len(sources()) == 5
    notices = (HERE / "documents" / "LICENSES.md").read_text(encoding="utf-8")
    for source in sources().values():
        assert source.licence in LICENCES
        assert source.source.startswith("https://")
        assert f"`{source.file}`: {source.licence.split()[0]}" in notices.replace("in the public", "Public")
    files = {file.name for file in (HERE / "documents").iterdir()}
    assert files == {source.file for source in sources().values()} | {"documents.toml", "LICENSES.md"}


@pytest.mark.parametrize("document", [OWN, *sources()])
def test_each_document_is_read_whole_and_counted_alike(document: str) -> None:
    passages = passages_by_document()[document]
    assert 40 <= len(passages) <= 150
    assert numbered(passages) == passages
    assert len([edit for edit in EDITS if edit.document == document]) >= 30


@pytest.mark.parametrize("edit", EDITS, ids=lambda edit: edit.id)
def test_an_edit_names_one_place_and_changes_it_alone(edit: Edit) -> None:
    pair = pair_of(edit)
    kept = [p.text for n, p in enumerate(pair.old) if n not in pair.touched_old]
    assert kept == [p.text for n, p in enumerate(pair.new) if n not in pair.touched_new]
    assert (pair.touched_old or pair.touched_new) != frozenset()
    assert pair.old != pair.new
    added = edit.label is ChangeKind.ADDED
    removed = edit.label is ChangeKind.REMOVED
    assert (not pair.touched_old, not pair.touched_new) == (added, removed)


def test_what_is_substantive_has_signals_and_is_never_less() -> None:
    told = [edit for edit in EDITS if edit.label is ChangeKind.SUBSTANTIVE and edit.do is not Doing.TOGETHER]
    assert len(told) > 100
    assert [edit.id for edit in told if not edit.signals] == []
    with pytest.raises(ValidationError, match="never less"):
        Edit(**{**told[0].model_dump(), "also": ("reworded",)})


def test_two_hundred_spellings_hide_three_changes() -> None:
    edit = BY_ID["every.two-hundred-spellings-hide-three"]
    pair = pair_of(edit)
    labels = Counter(labels_of(edit, pair).values())
    assert labels[ChangeKind.SUBSTANTIVE] == 3
    assert labels[ChangeKind.COSMETIC] > 100
    texts = "\n".join(passage.text for passage in pair.old)
    assert sum(texts.count(old) for old, _ in edit.everywhere) >= 200


def test_words_that_stand_nowhere_or_twice_are_refused() -> None:
    passages = passages_by_document()["caching"]
    for words in ("pip cache", "never in there"):
        with pytest.raises(NotOnceError):
            number_of(BY_ID["caching.expired"], words, passages)


def test_each_kind_of_noise_changes_bytes_and_no_word() -> None:
    page = own_page(article())
    assert len(OUR_PAGE) >= 15
    for name, noise in OUR_PAGE.items():
        assert noise(page) != page, name
        assert read_own(noise(page)) == own_as_read(), name
    for kinds, markdown in ((EVERY_PAGE, False), (MARKDOWN, True)):
        texts = [source.text for source in sources().values() if source.markdown is markdown]
        assert {name for name, noise in kinds.items() for text in texts if noise(text) != text} == {*kinds}


def test_edits_in_company_stand_apart_and_touch_what_they_touch_alone() -> None:
    asked = [edit for edit in EDITS if edit.half is Half.DEV]
    found = list(companies(asked))
    assert len(found) < 0.5 * sum(map(len, found))
    assert sum(map(len, found)) > 0.6 * len(asked)
    for company in found:
        old, new, shares = company_pair(company)
        gone = frozenset[int]().union(*(before for _, before, _ in shares))
        come = frozenset[int]().union(*(after for _, _, after in shares))
        assert [p.text for n, p in enumerate(old) if n not in gone] == [
            p.text for n, p in enumerate(new) if n not in come
        ]
        for edit, before, after in shares:
            pair = pair_of(edit)
            assert before == pair.touched_old
            assert [new[n].text for n in sorted(after)] == [pair.new[n].text for n in sorted(pair.touched_new)]


def scored(classify: Classifier, *ids: str) -> Score:
    return Score("some", tuple(found for name in ids for found in judgements(BY_ID[name], classify)))


def test_everything_cosmetic_misses_each_substantive_edit() -> None:
    asked = [edit for edit in EDITS if replacing(edit) and edit.document == "telemetry"]
    found = Score("telemetry", tuple(judge(e, pair_of(e), "text", always(ChangeKind.COSMETIC)) for e in asked))
    substantive = [edit for edit in asked if edit.label is ChangeKind.SUBSTANTIVE]
    assert [judged.edit for judged in found.missed] == substantive
    assert substantive
    assert found.raised == []
    assert not found.holds
    assert "substantive missed" in "\n".join(lines_of(found))


def test_everything_substantive_raises_each_cosmetic_edit() -> None:
    asked = [edit for edit in EDITS if replacing(edit) and edit.document == "telemetry"]
    found = Score("telemetry", tuple(judge(e, pair_of(e), "text", always(ChangeKind.SUBSTANTIVE)) for e in asked))
    cosmetic = [edit for edit in asked if edit.label is ChangeKind.COSMETIC]
    assert [judged.edit for judged in found.raised] == cosmetic
    assert cosmetic
    assert found.missed == []
    assert not found.holds


def test_a_sentence_beside_the_edit_is_a_false_alarm() -> None:
    found = scored(always(ChangeKind.REMOVED), "own.step-dropped-settings")
    assert found.unchanged_reported > 0
    assert not found.holds
    assert any("unchanged, but" in line for line in lines_of(found))


def test_silence_misses_what_is_hidden_among_spellings() -> None:
    found = scored(lambda *_: [], "every.two-hundred-spellings-hide-three")
    assert [judged.answer for judged in found.missed] == ["nothing"]
    assert len(found.judged[0].faults) > 100


def test_a_wrong_signal_is_told_but_breaks_no_bound() -> None:
    found = scored(always(ChangeKind.SUBSTANTIVE), "own.age-18")
    assert found.holds
    assert all("in its signals" in judged.faults[0] for judged in found.judged)


def test_steps_out_of_order_are_substantive_by_their_severity() -> None:
    found = scored(always(ChangeKind.MOVED), "own.steps-swapped-web")
    assert found.judged[0].answer == "substantive"
    assert found.missed == []


def test_noise_that_is_reported_breaks_a_bound() -> None:
    found = noise_reported(lambda *_: [Difference(ChangeKind.COSMETIC, Severity.NOTE, (0,), (0,))])
    assert len(found) > 60
    assert not Score("noise", scored(always(ChangeKind.SUBSTANTIVE), "own.age-18").judged, tuple(found)).holds
    assert noise_reported(always(ChangeKind.COSMETIC)) == []


def test_nothing_judged_holds_nothing() -> None:
    assert not Score("empty", ()).holds


@pytest.mark.parametrize("half", first_at_once(Half))
def test_the_bounds_hold(half: Half) -> None:
    from asadvertised.article.comparing import compare

    found = score(half, compare)
    assert found.holds, "\n".join(lines_of(found))
    on_pages = [judged for judged in found.judged if judged.where == "page"]
    assert [fault for judged in on_pages for fault in judged.faults if fault.endswith(READ_OTHERWISE)] == []
    assert len(on_pages) > 0.7 * sum(edit.half is half for edit in EDITS)
    assert {judged.edit.document for judged in on_pages} == {OWN, *sources()}
