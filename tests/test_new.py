"""A new article: all of a page is written down, nothing is accounted for, and nothing is left half written."""

import re
import subprocess
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

from asadvertised.article.drift import DriftOutcome, Errand, check_drift
from asadvertised.article.fetching.page import Page
from asadvertised.article.ledger import Ledger, load_ledger
from asadvertised.article.model import About, Check, Kind, Link, Modality, PageLayout, Select
from asadvertised.article.passage import Passage, passages_of
from asadvertised.article.proposing import propose
from asadvertised.article.proposing.arriving import arrive
from asadvertised.article.proposing.modality import modality_of
from asadvertised.article.transcription import load_article

Run = Callable[..., subprocess.CompletedProcess[str]]
LAYOUT = PageLayout(path="/help", title=Select(select="h1"), content="main", heading="h2", block="p")
PAGE = """<!doctype html><html lang="en-GB"><head><title>Tide tables · Harbour help</title>
<meta property="og:site_name" content="Harbour"><link rel="canonical" href="https://help.example/tides?session=s3cr3t#top">
</head><body><nav>Home</nav><main><h1>Tide tables</h1>
<p>We update the table every 6 hours. We never show it to third parties.</p>
<h2>Get a table</h2><ol><li>Open Settings</li><li>Select Tides</li></ol>
<ul><li>1. Tide tables</li><li>How far? Tide tables</li></ul>
<h3>On a phone</h3><p>You can turn it off at any time. You can turn it off at any time.</p>
<h2>Get a table</h2><p>Questions? Write to help@harbour.example.</p></main></body></html>"""


def about(locale: str = "en") -> About:
    return About(name="n", title="t", publisher="p", source="s", locale=locale, capture="c", sha256="")


def proposed(passages: list[Passage], locale: str = "en") -> dict[str, dict[str, object]]:
    tables = tomllib.loads(propose(passages, about(locale), LAYOUT))["section"]
    return {sentence["id"]: sentence for section in tables for sentence in section["sentence"]}


def write(folder: Path, page: str = PAGE) -> Path:
    file = folder / "tides.html"
    file.write_text(page, encoding="utf-8")
    return file


def test_the_ledger_is_total_from_the_first_minute(asadvertised: Run, tmp_path: Path) -> None:
    page, content = write(tmp_path), tmp_path / "own"
    run = asadvertised("new", str(page), "--name", "tides", "--content", str(content))
    assert run.returncode == 0, run.stderr
    ledger = load_ledger(content / "features" / "tides")
    sentences = ledger.article.sentences
    assert len(sentences) == 15
    assert {sentence.check for sentence in sentences} == {Check.UNACCOUNTED}
    assert "4 sections, 15 sentences, 15 unaccounted" in run.stdout
    assert "1 with an e-mail address" in run.stdout
    told = asadvertised("drift", "--content", str(content), "--article", str(page))
    assert told.returncode == 0, told.stdout
    assert sorted(path.name for path in content.iterdir()) == ["features"]
    other = write(tmp_path, PAGE.replace("6 hours", "8 hours"))
    assert asadvertised("drift", "--content", str(content), "--article", str(other)).returncode == 3


def test_a_check_of_what_nobody_accounted_for_is_no_fault_of_ours(asadvertised: Run, tmp_path: Path) -> None:
    page, content = write(tmp_path), tmp_path / "own"
    assert asadvertised("new", str(page), "--name", "tides", "--content", str(content)).returncode == 0
    run = asadvertised("check", "--content", str(content), "--target", "http://127.0.0.1:9", "--article", str(page))
    assert "fault of ours" not in run.stderr
    assert "15 not tested" in run.stdout


def test_the_page_says_whose_it_is_and_nothing_of_its_reader() -> None:
    arrived = arrive(Page("/srv/somebody/tides.html", PAGE, ""), "tides")
    assert arrived.about.title == "Tide tables"
    assert arrived.about.publisher == "Harbour"
    assert arrived.about.locale == "en-GB"
    assert arrived.about.source == "https://help.example/tides"
    unnamed = arrive(Page("/srv/somebody/tides.html", PAGE.replace("canonical", "other"), ""), "tides")
    assert unnamed.about.source == "tides.html"
    given = arrive(Page("https://me:pw@help.example/a?hl=en&auth_token=x", PAGE, ""), "tides")
    assert given.about.source == "https://help.example/a?hl=en"


@pytest.mark.parametrize(
    ("page", "name", "says"),
    [
        (PAGE, "Tides!", "--name: 'Tides!' cannot name a folder of tests"),
        (PAGE, "../tides", "cannot name a folder"),
        (PAGE.replace("Questions?", "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.abc123?"), "tides", "access token"),
        ("<p>no title</p>", "tides", "nothing readable"),
        ("", "tides", "it is empty"),
    ],
)
def test_what_cannot_be_used_is_one_line_and_leaves_nothing(
    asadvertised: Run, tmp_path: Path, page: str, name: str, says: str
) -> None:
    content = tmp_path / "own"
    run = asadvertised("new", str(write(tmp_path, page)), "--name", name, "--content", str(content))
    assert run.returncode in (2, 4)
    assert says in run.stderr
    assert len(run.stderr.splitlines()) == 1
    assert not content.exists() or list(content.rglob("*")) == []


def test_nothing_is_overwritten(asadvertised: Run, tmp_path: Path) -> None:
    content = tmp_path / "own"
    mine = content / "features" / "tides" / "article.toml"
    mine.parent.mkdir(parents=True)
    mine.write_text("mine", encoding="utf-8")
    run = asadvertised("new", str(write(tmp_path)), "--name", "tides", "--content", str(content))
    assert run.returncode == 2
    assert len(run.stderr.splitlines()) == 1
    assert mine.read_text(encoding="utf-8") == "mine"


def test_proposing_the_first_article_again_gives_it_back(ledger: Ledger, tmp_path: Path) -> None:
    known = ledger.article
    file = tmp_path / "article.toml"
    file.write_text(propose(passages_of(known), known.article, known.page), encoding="utf-8")
    again = load_article(file)
    assert again.page == known.page
    old, new = known.sentences, again.sentences
    assert [(s.text, s.kind, s.continues, s.links) for s in new] == [
        (s.text, s.kind, s.continues, s.links) for s in old
    ]
    assert sum(s.panel for s in again.section) == sum(s.panel for s in known.section) > 0
    agreed = sum(one.modality == other.modality for one, other in zip(old, new, strict=True))
    assert agreed / len(old) > 0.8


def test_a_page_with_its_real_traits_is_unchanged_after_it_was_proposed(tmp_path: Path) -> None:
    arrived = arrive(Page("x", PAGE, ""), "tides")
    file = tmp_path / "article.toml"
    file.write_text(propose(arrived.passages, arrived.about, arrived.layout), encoding="utf-8")
    found = check_drift(load_article(file), str(write(tmp_path)), Errand(5.0), lambda _: ())
    assert found.outcome is DriftOutcome.UNCHANGED


def test_ids_tell_where_a_sentence_stands_and_stay() -> None:
    arrived = arrive(Page("x", PAGE, ""), "tides")
    ids = list(proposed(list(arrived.passages)))
    assert ids[:3] == ["title", "introduction.update-table-every-6", "introduction.never-show-third-parties"]
    assert {"get-table.heading", "get-table.open-settings"} <= set(ids)
    assert sum("phone.turn-off-time" in name for name in ids) == 2
    assert "get-table-2.heading" in ids
    more = [Passage("Tide tables", heading=True, level=1), Passage("One new sentence.", block=1), *arrived.passages[1:]]
    assert set(ids) <= set(proposed(more))


def test_sections_are_nested_as_their_headings_are() -> None:
    headings = [("Tides", 1), ("Settings", 2), ("On a phone", 3), ("Old ones", 4), ("Web", 3), ("Web", 2), ("Web", 3)]
    passages = [Passage(text, heading=True, level=level) for text, level in headings]
    tables = tomllib.loads(propose(passages, about(), LAYOUT))["section"]
    assert [table["id"] for table in tables] == [
        *("introduction", "settings", "settings.phone", "settings.phone.old-ones", "settings.web", "web", "web.web"),
    ]


@pytest.mark.parametrize("text", ["Настройки", "设置", "…", "Über uns", "the"])
def test_every_script_gets_an_id(text: str) -> None:
    passages = [Passage(text, heading=True, level=1), Passage(text, heading=True, level=2), Passage(f"{text} {text}.")]
    ids = list(proposed(passages))
    assert len(ids) == 3
    assert all(re.fullmatch(r"[a-z0-9]+([.-][a-z0-9]+)*", name) for name in ids)


def test_blocks_items_panels_and_links_are_kept() -> None:
    link = Link(text="here", href="https://help.example/more")
    passages = [
        Passage("Tides", heading=True, level=1),
        Passage("One.", block=1, step=1),
        Passage("Two, see here.", block=1, step=1, links=(link,)),
        Passage("Web", heading=True, level=3, panel="Web", block=2),
        Passage("Open it", kind=Kind.STEP, panel="Web", step=1, block=3),
        Passage("After all panels.", block=4),
    ]
    text = propose(passages, about(), LAYOUT)
    tables = tomllib.loads(text)["section"]
    assert [(table["id"], table.get("panel", False)) for table in tables] == [
        ("introduction", False),
        ("web", True),
        ("afterwards", False),
    ]
    one, two = tables[0]["sentence"][1:]
    assert one["item"]
    assert two["continues"]
    assert two["links"] == [{"text": "here", "href": "https://help.example/more"}]
    assert text.startswith("# One help article, sentence by sentence. The wording is its publisher's, p;")


def test_a_link_made_for_one_person_keeps_its_words_only() -> None:
    page = Page("x", PAGE, "")
    from asadvertised.article.proposing.arriving import _public

    given = Passage("Leave here.", links=(Link(text="here", href="https://help.example/leave?token=abc"),))
    assert arrive(page, "tides").passages
    assert _public(given).links == (Link(text="here"),)


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("We won’t sell your data.", Modality.MUST_NOT),
        ("Your e-mail address is never shown to other people.", Modality.MUST_NOT),
        ("We only use this to send you tide tables.", Modality.MUST_NOT),
        ("You can turn this off at any time.", Modality.MUST),
        ("This setting lets you choose who sees your boat.", Modality.MUST),
        ("If you don't sign in, we may show you other tables.", Modality.MAY),
        ("Partners might send us information.", Modality.MAY),
        ("We will delete your data within 30 days.", Modality.MUST),
        ("Deleted boats are always removed.", Modality.MUST),
        ("Click Save.", Modality.STEP),
        ("To change this, go to your settings.", Modality.STEP),
        ("Please select Tides.", Modality.STEP),
        ("You can learn more in our guide.", Modality.STATES),
        ("You don’t need to do anything.", Modality.STATES),
        ("Tides come and go.", Modality.STATES),
        ("For example, when the moon is full:", Modality.STATES),
        ("Can we help?", Modality.STATES),
    ],
)
def test_modalities_are_read_as_help_pages_are_meant(text: str, modality: Modality) -> None:
    assert modality_of(text, Kind.PARAGRAPH, "en") is modality


def test_of_another_language_only_steps_are_proposed() -> None:
    assert modality_of("We will never.", Kind.PARAGRAPH, "de") is Modality.STATES
    assert modality_of("Öffnen", Kind.STEP, "de") is Modality.STEP
