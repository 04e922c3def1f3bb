"""The ledger is total: whatever is unaccounted for is refused, with file and line."""

import shutil
from pathlib import Path

import pytest

from asadvertised.article.ledger import Ledger, load_ledger, suite_digest
from asadvertised.article.model import Check, Modality
from asadvertised.article.transcription import load_article
from asadvertised.errors import ConfigurationError, LedgerError

FEATURE = "introduction.feature"


@pytest.fixture
def copy(article_folder: Path, tmp_path: Path) -> Path:
    """Give a copy of the article that a test may spoil."""
    return Path(shutil.copytree(article_folder, tmp_path / "features" / "personalization"))


def spoil(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def line_of(file: Path, words: str) -> int:
    return file.read_text(encoding="utf-8").split(words)[0].count("\n") + 1


def table(file: Path, sentence: str) -> str:
    """Name the line on which a sentence's table opens."""
    return f"{file}:{line_of(file, f'id = {chr(34)}{sentence}{chr(34)}') - 1}"


def test_the_ledger_is_total(ledger: Ledger) -> None:
    asked = {name for scenario in ledger.scenarios for name in scenario.sentences}
    for sentence in ledger.article.sentences:
        assert (sentence.id in asked) == (sentence.check is Check.SCENARIOS)
        assert bool(sentence.reason) != (sentence.check is Check.SCENARIOS)
    assert len(ledger.article.sentences) == 84


def test_no_sentence_is_left_untested(ledger: Ledger) -> None:
    assert [s.id for s in ledger.article.sentences if s.check in (Check.UNTESTED, Check.UNACCOUNTED)] == []


def test_every_step_of_a_panel_is_followed_by_both_drivers(ledger: Ledger) -> None:
    steps = [s for s in ledger.article.sentences if s.id.startswith("settings.") and s.modality is Modality.STEP]
    assert len(steps) == 18
    for sentence in steps:
        asked = [text for scenario in ledger.asking(sentence) for _, text in scenario.steps]
        for how in ("over plain HTTP", "in a browser"):
            assert any(how in text for text in asked), f"{sentence.id} {how}"


def test_every_sentence_that_binds_is_asked(ledger: Ledger) -> None:
    binding = (Modality.MUST, Modality.MUST_NOT, Modality.MAY)
    left = [s.id for s in ledger.article.sentences if s.modality in binding and s.check is not Check.SCENARIOS]
    assert left == []


def test_a_sentence_without_scenario_or_reason(copy: Path) -> None:
    file = copy / "article.toml"
    spoil(file, 'check = "informative"\nreason = "The title', 'check = "scenarios"\nnote = "The title')
    with pytest.raises(LedgerError) as error:
        load_ledger(copy)
    assert error.value.where == table(file, "title")
    spoil(
        file, 'note = "The title names the article and promises nothing; its wording is compared with the page."\n', ""
    )
    with pytest.raises(LedgerError) as error:
        load_ledger(copy)
    assert error.value.where == table(file, "title")
    assert "'title'" in error.value.what


def test_a_reason_that_is_missing(copy: Path) -> None:
    file = copy / "article.toml"
    spoil(file, 'check = "informative"\nreason = "The title', 'check = "informative"\nreason = ""\n#')
    with pytest.raises(LedgerError) as error:
        load_ledger(copy)
    assert error.value.where == table(file, "title")


def test_a_sentence_that_nobody_has_accounted_for_yet(copy: Path) -> None:
    file = copy / "article.toml"
    reason = 'reason = "The title names the article and promises nothing; its wording is compared with the page."\n'
    spoil(file, f'check = "informative"\n{reason}', f'check = "unaccounted"\n{reason}')
    with pytest.raises(LedgerError, match="accounted for") as error:
        load_ledger(copy)
    assert error.value.where == table(file, "title")
    spoil(file, f'check = "unaccounted"\n{reason}', 'check = "unaccounted"\n')
    assert load_ledger(copy).article.sentences[0].check is Check.UNACCOUNTED


@pytest.mark.parametrize("tag", ["sharing.nobody-wrote-this", "title"])
def test_a_scenario_that_cites_what_it_cannot(copy: Path, tag: str) -> None:
    file = copy / FEATURE
    spoil(file, "@introduction.partners-may-inform", f"@introduction.partners-may-inform @{tag}")
    with pytest.raises(LedgerError) as error:
        load_ledger(copy)
    line = line_of(file, "Scenario: Advertisers'")
    assert error.value.where == f"{file}:{line}"
    assert tag in error.value.what


def test_a_sentence_that_no_scenario_cites(copy: Path) -> None:
    spoil(copy / FEATURE, "@introduction.partners-may-inform\n", "@introduction.choose-use-and-sharing\n")
    with pytest.raises(LedgerError) as error:
        load_ledger(copy)
    file = copy / "article.toml"
    assert error.value.where == table(file, "introduction.partners-may-inform")


def test_a_scenario_that_cites_nothing(copy: Path) -> None:
    spoil(copy / FEATURE, "  @introduction.partners-may-inform\n", "")
    with pytest.raises(LedgerError, match="cites no sentence"):
        load_ledger(copy)


def test_two_scenarios_of_one_name_in_one_file(copy: Path) -> None:
    file = copy / FEATURE
    text = file.read_text(encoding="utf-8")
    one, other = "Scenario: Nothing more is shared once sharing is turned off", "Scenario: What was shared before"
    assert one in text
    spoil(file, "Scenario: What was shared before is withdrawn once sharing is turned off", one)
    assert other not in file.read_text(encoding="utf-8")
    with pytest.raises(LedgerError) as error:
        load_ledger(copy)
    assert error.value.where.startswith(f"{file}:")
    assert "two scenarios" in error.value.what


def test_a_scenario_without_steps(copy: Path) -> None:
    (copy / "empty.feature").write_text("Feature: Empty\n  @title\n  Scenario: Nothing\n", encoding="utf-8")
    with pytest.raises(LedgerError, match="asks nothing"):
        load_ledger(copy)


def test_what_is_not_gherkin(copy: Path) -> None:
    (copy / "broken.feature").write_text("Feature: Broken\n  Scenario: X\n    Given a\n  nonsense\n", encoding="utf-8")
    with pytest.raises(LedgerError) as error:
        load_ledger(copy)
    assert error.value.where == f"{copy / 'broken.feature'}:4"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('modality = "may"', 'modality = "might"'),
        ('id = "title"', 'id = "Title!"'),
        ('id = "title"', 'id = "title"\nsurprise = 1'),
        ('kind = "step"', 'kind = "dance"'),
        ('text = "Click Settings"', 'text = ""'),
    ],
)
def test_a_table_that_is_wrong(copy: Path, old: str, new: str) -> None:
    file = copy / "article.toml"
    line = line_of(file, old)
    spoil(file, old, new)
    with pytest.raises(LedgerError) as error:
        load_article(file)
    named = int(error.value.where.rpartition(":")[2])
    assert 0 <= line - named <= 6


def test_an_id_that_stands_twice(copy: Path) -> None:
    spoil(copy / "article.toml", 'id = "introduction.interesting-content"', 'id = "title"')
    with pytest.raises(LedgerError, match="stands 2 times"):
        load_article(copy / "article.toml")


def test_wording_that_is_not_the_digests(copy: Path) -> None:
    spoil(copy / "article.toml", "Click Settings", "Click Setting")
    with pytest.raises(LedgerError) as error:
        load_article(copy / "article.toml")
    assert "sha256" in error.value.mend


@pytest.mark.parametrize("content", [b"[article", b"\xff\xfe", b""])
def test_what_is_no_article_at_all(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "article.toml"
    file.write_bytes(content)
    with pytest.raises(ConfigurationError) as error:
        load_article(file)
    assert str(file) in error.value.where


def test_the_suites_digest_changes_with_what_is_asked(copy: Path) -> None:
    before = suite_digest(copy)
    assert before == suite_digest(copy)
    spoil(copy / FEATURE, "Given twins", "Given  twins")
    assert suite_digest(copy) != before
