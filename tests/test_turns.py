"""The two questions side by side, and the gate: what tests another wording is never told as kept, and not more."""

import json
import re
import shutil
from collections.abc import Callable
from datetime import UTC, date, datetime
from hashlib import sha256
from io import StringIO
from pathlib import Path
from subprocess import CompletedProcess

import pytest
from bs4 import BeautifulSoup

from asadvertised.article.change import Change, ChangeKind, Severity, Signal
from asadvertised.article.drift import DriftOutcome
from asadvertised.article.ledger import Ledger, load_ledger
from asadvertised.article.reviews import Review, reviews_toml
from asadvertised.cli.accept import Wanted, _redlined, run_accept
from asadvertised.outcome import Outcome
from asadvertised.record.build import Circumstances, build_results
from asadvertised.record.model import Drift, Results
from asadvertised.record.turns import Says, Turn, says_still, whose_turn
from asadvertised.report.html import render_html
from asadvertised.report.markdown import results_markdown
from asadvertised.report.summary import render_summary

Run = Callable[..., CompletedProcess[str]]
NOW = datetime(2026, 1, 1, tzinfo=UTC)
AGE = "sharing.not-under-16-or-eea"
STATED = "introduction.interesting-content"
N, W, E, B = Turn.NOBODY, Turn.WRITER, Turn.ENGINEER, Turn.BOTH
ASKED = (Outcome.PASSED, Outcome.FAILED, Outcome.CANT_TELL, Outcome.UNTESTED, Outcome.INAPPLICABLE, None)
CELLS = [
    (Says.YES, (N, E, E, E, N, N)),
    (Says.COSMETIC, (N, E, E, E, N, N)),
    (Says.REWORDED, (W, B, B, B, W, W)),
    (Says.CHANGED, (B, E, B, B, B, B)),
    (Says.GONE, (W, E, B, B, W, W)),
    (Says.CANT_TELL, (E, E, E, E, E, E)),
    (Says.NOT_ASKED, (N, E, E, N, N, N)),
]


def change(kind: ChangeKind, severity: Severity = Severity.ERROR, sentence: str = AGE) -> Change:
    return Change(kind=kind, sentence=sentence, old="Old.", new="New.", severity=severity)


def test_every_cell_of_the_table() -> None:
    assert {says for says, _ in CELLS} == set(Says)
    assert set(ASKED) == {*Outcome, None}
    for says, row in CELLS:
        for outcome, turn in zip(ASKED, row, strict=True):
            assert whose_turn(says, outcome) is turn, (says, outcome)


@pytest.mark.parametrize(
    ("kind", "severity", "expected"),
    [
        (ChangeKind.COSMETIC, Severity.NOTE, Says.COSMETIC),
        (ChangeKind.REWORDED, Severity.WARNING, Says.REWORDED),
        (ChangeKind.REWORDED, Severity.NOTE, Says.REWORDED),
        (ChangeKind.SUBSTANTIVE, Severity.ERROR, Says.CHANGED),
        (ChangeKind.REMOVED, Severity.ERROR, Says.GONE),
        (ChangeKind.MOVED, Severity.NOTE, Says.COSMETIC),
        (ChangeKind.MOVED, Severity.WARNING, Says.REWORDED),
        (ChangeKind.MOVED, Severity.ERROR, Says.CHANGED),
    ],
)
def test_what_the_text_says_still(kind: ChangeKind, severity: Severity, expected: Says) -> None:
    assert says_still(DriftOutcome.DRIFTED, [change(kind, severity)], to_review=False) is expected
    worse = [change(ChangeKind.COSMETIC, Severity.NOTE), change(kind, severity)]
    assert says_still(DriftOutcome.DRIFTED, worse, to_review=False) is expected
    reviewed = says_still(DriftOutcome.DRIFTED, [change(kind, severity)], to_review=True)
    assert reviewed is (Says.GONE if expected is Says.GONE else Says.CHANGED)


@pytest.mark.parametrize(
    ("drift", "expected"),
    [
        (DriftOutcome.UNCHANGED, Says.YES),
        (DriftOutcome.DRIFTED, Says.YES),
        (DriftOutcome.CANT_TELL, Says.CANT_TELL),
        (DriftOutcome.NOT_ASKED, Says.NOT_ASKED),
    ],
)
def test_what_did_not_change_is_said_only_where_the_page_was_read(drift: DriftOutcome, expected: Says) -> None:
    assert says_still(drift, [], to_review=False) is expected
    assert says_still(drift, [], to_review=True) is Says.CHANGED


def results(ledger: Ledger, *changes: Change) -> Results:
    records = {one.id: {"outcome": Outcome.PASSED, "duration_s": 0.1} for one in ledger.scenarios}
    outcome = DriftOutcome.DRIFTED if changes else DriftOutcome.UNCHANGED
    return build_results(ledger, records, Drift(outcome=outcome, changes=changes), Circumstances("http://x", NOW))


@pytest.mark.parametrize(("kind", "suspect"), [(ChangeKind.SUBSTANTIVE, True), (ChangeKind.COSMETIC, False)])
def test_scenarios_are_suspect_only_where_their_sentence_promises_something_else(
    ledger: Ledger, kind: ChangeKind, suspect: bool
) -> None:
    asking = tuple(scenario.id for scenario in ledger.asking(AGE))
    severity = Severity.ERROR if suspect else Severity.NOTE
    found = results(ledger, change(kind, severity).model_copy(update={"scenarios": asking}))
    assert len(asking) > 4
    assert [one.id for one in found.scenarios if one.suspect] == ([*asking] if suspect else [])
    [told] = [sentence for sentence in found.sentences if sentence.id == AGE]
    assert (told.says, told.turn) == ((Says.CHANGED, Turn.BOTH) if suspect else (Says.COSMETIC, Turn.NOBODY))
    assert found.summary.turns == ({Turn.BOTH: 1} if suspect else {})


@pytest.fixture
def copy(article_folder: Path, tmp_path: Path) -> Path:
    """Give a copy of the article that a test may change."""
    return Path(shutil.copytree(article_folder, tmp_path / "features" / "personalization"))


def review(folder: Path, sentence: str, *names: str, old: str = "Old words.") -> None:
    one = Review(
        sentence=sentence, accepted=date(2026, 1, 2), kind="substantive", signals=(Signal.AGE,), old=old, open=names
    )
    (folder / "reviews.toml").write_text(reviews_toml([one]), encoding="utf-8")


def test_an_open_review_fails_the_gate_though_all_is_kept(ledger: Ledger, copy: Path) -> None:
    name = ledger.asking(AGE)[0].outline
    review(copy, AGE, name)
    found = results(load_ledger(copy))
    assert (found.run.exit_code, found.summary.to_review) == (4, 1)
    assert found.summary.verdict == "1 question to review."
    assert {one.id.partition("#")[0] for one in found.scenarios if one.to_review} == {name}
    [told] = [sentence for sentence in found.sentences if sentence.to_review]
    assert (told.id, told.says, told.turn) == (AGE, Says.CHANGED, Turn.BOTH)
    said, markdown = render_summary(found, "x"), results_markdown(found)
    assert f"TO REVIEW {AGE}" in said
    assert f"accept --reviewed {AGE}" in said
    assert f"To review: `{AGE}`" in markdown
    page = BeautifulSoup(render_html(found), "lxml")
    verdict, row = page.select_one("#verdict"), page.find("tr", id=lambda name: bool(name and "not-under-16" in name))
    assert verdict
    assert row
    assert "What a person has to settle" in verdict.get_text()
    assert "Old words." in verdict.get_text()
    assert [cell.get_text(" ", strip=True) for cell in row.find_all("td")][1:4] == [
        "~ no: changed ? to review",
        "✓ kept",
        "both",
    ]
    assert "It tests the old wording" in page.get_text()


def test_a_sentence_that_nobody_accounts_for_fails_the_gate(copy: Path) -> None:
    file = copy / "article.toml"
    text = file.read_text(encoding="utf-8")
    start = text.index('check = "informative"', text.index(STATED))
    end = text.index("\n\n", start)
    file.write_text(f'{text[:start]}check = "unaccounted"{text[end:]}', encoding="utf-8")
    found = results(load_ledger(copy))
    assert (found.run.exit_code, found.summary.unaccounted) == (4, 1)
    assert found.summary.verdict == "1 sentence unaccounted for."
    [told] = [sentence for sentence in found.sentences if sentence.check == "unaccounted"]
    assert (told.outcome, told.turn) == (Outcome.UNTESTED, Turn.ENGINEER)
    assert f"UNACCOUNTED {STATED}" in render_summary(found, "x")
    assert "Unaccounted for:" in render_html(found)


def test_nothing_left_to_settle_is_not_told(ledger: Ledger) -> None:
    found = results(ledger)
    assert found.run.exit_code == 0
    assert {sentence.turn for sentence in found.sentences if sentence.check != "untested"} == {Turn.NOBODY}
    for told in (render_summary(found, "x"), render_html(found), results_markdown(found)):
        assert not [
            words for words in ("TO REVIEW", "To review since", "has to settle", "Whose turn it is") if words in told
        ]


@pytest.mark.parametrize("outcome", [Outcome.FAILED, Outcome.PASSED])
def test_what_the_article_no_longer_says_is_never_blamed(copy: Path, outcome: Outcome) -> None:
    file = copy / "article.toml"
    text = file.read_text(encoding="utf-8")
    start = text.index('[[section.sentence]]\nid = "help.contact-us"')
    end = text.index("\n\n", start)
    gone = load_ledger(copy)
    retired = '\n[[retired]]\nid = "help.contact-us"\ntext = "Contact us"\ndate = 2026-01-02\n'
    rest = f"{text[:start]}{text[end:].lstrip()}{retired}"
    digest = sha256("".join(f"{s.text}\n" for s in gone.article.sentences if s.id != "help.contact-us").encode())
    file.write_text(rest.replace(gone.article.article.sha256, digest.hexdigest()), encoding="utf-8")
    asking = [scenario for scenario in gone.scenarios if "help.contact-us" in scenario.sentences]
    review(copy, "help.contact-us", *{scenario.outline for scenario in asking})
    ledger = load_ledger(copy)
    records = {one.id: {"outcome": Outcome.PASSED} for one in ledger.scenarios}
    records |= {one.id: {"outcome": outcome, "promised": "a", "seen": "b"} for one in asking}
    found = build_results(ledger, records, Drift(outcome=DriftOutcome.UNCHANGED), Circumstances("http://x", NOW))
    assert found.run.exit_code == 4
    told = [one for one in found.scenarios if one.id == asking[0].id]
    assert [(one.outcome, one.promised, one.to_review) for one in told] == [(Outcome.INAPPLICABLE, "", True)]


def moved_in(content: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(content, tmp_path / "content"))


def test_a_page_is_accepted_only_if_a_person_says_so(
    asadvertised: Run, small_content: Path, tmp_path: Path, page: str
) -> None:
    content = moved_in(small_content, tmp_path)
    folder = content / "features" / "personalization"
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    (tmp_path / "page.html").write_text(page.replace("under the age of 16 or", "under the age of 18 or"), "utf-8")
    arguments = ("accept", "--content", str(content), "--article", "page.html")
    refused = asadvertised(*arguments)
    assert refused.returncode == 2
    assert len(refused.stderr.splitlines()) == 1
    assert "--yes" in refused.stderr
    assert "[-16-]{+18+}" in refused.stdout
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before
    accepted = asadvertised(*arguments, "--yes")
    assert accepted.returncode == 0, accepted.stderr
    assert f"TO REVIEW {AGE}" in accepted.stdout
    assert asadvertised("drift", *arguments[1:]).returncode == 0
    again = asadvertised(*arguments)
    assert (again.returncode, "Nothing to accept" in again.stdout) == (0, True)


class Terminal(StringIO):
    """Somebody who answers."""

    def isatty(self) -> bool:
        """Say that somebody is there."""
        return True


@pytest.mark.parametrize("answer", ["y\n", "YES\n", "n\n", "\n", ""])
def test_somebody_who_is_there_is_asked(
    copy: Path, tmp_path: Path, page: str, monkeypatch: pytest.MonkeyPatch, answer: str
) -> None:
    code = 0 if answer[:1].lower() == "y" else 3
    file = tmp_path / "page.html"
    file.write_text(page.replace("under the age of 16 or", "under the age of 18 or"), encoding="utf-8")
    before = (copy / "article.toml").read_bytes()
    monkeypatch.setattr("sys.stdin", Terminal(answer))
    wanted = Wanted(str(file), (), "", yes=False, timeout=10, name=None, content=tmp_path)
    assert run_accept(wanted) == code
    assert ((copy / "article.toml").read_bytes() == before) == (code == 3)
    assert (copy / "reviews.toml").exists() == (code == 0)


def test_the_gate_fails_until_what_was_accepted_is_reviewed(
    asadvertised: Run, small_content: Path, tmp_path: Path, page: str, reference_url: str
) -> None:
    content = moved_in(small_content, tmp_path)
    (tmp_path / "page.html").write_text(page.replace("under the age of 16 or", "under the age of 18 or"), "utf-8")
    at = ("--content", str(content))
    where = (*at, "--article", "page.html")
    assert asadvertised("accept", *where, "--yes").returncode == 0
    gate = asadvertised("check", *where, "--target", reference_url, "--markdown", "told.md")
    assert gate.returncode == 4, gate.stdout + gate.stderr
    found = json.loads((tmp_path / "asadvertised-report" / "results.json").read_text(encoding="utf-8"))
    assert {one["outcome"] for one in found["scenarios"]} == {"passed"}
    assert [one["sentence"] for one in found["reviews"]] == [AGE]
    assert f"To review: `{AGE}`" in (tmp_path / "told.md").read_text(encoding="utf-8")
    cleared = asadvertised("accept", *at, "--reviewed", AGE, "--note", "Asks the new age.")
    assert (cleared.returncode, "Still to review: 0" in cleared.stdout) == (0, True)
    gate = asadvertised("check", *where, "--target", reference_url)
    assert gate.returncode == 0, gate.stdout + gate.stderr


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--reviewed", "nothing:here"), (2, "nothing is open of it")),
        (("--reviewed", "a", "--article", "b"), (2, "say one at a time")),
        (("--article", "nowhere.html"), (2, "cannot be read")),
        (("--article", "empty.html", "--yes"), (4, "Nothing is accepted")),
    ],
)
def test_what_cannot_be_accepted(
    asadvertised: Run, small_content: Path, tmp_path: Path, arguments: tuple[str, ...], told: tuple[int, str]
) -> None:
    (tmp_path / "empty.html").write_text("<title>x</title>", encoding="utf-8")
    run = asadvertised("accept", "--content", str(small_content), *arguments)
    assert run.returncode == told[0]
    assert told[1] in run.stdout + run.stderr
    assert len((run.stderr or run.stdout).splitlines()) == 1


def test_a_colourless_terminal_reads_the_redline_too() -> None:
    told = _redlined(change(ChangeKind.SUBSTANTIVE).model_copy(update={"old": "a 16 b", "new": "a\x1b[31m 18 b"}))
    assert told.plain == "a[- 16-]{+␛[31m 18+} b"
    assert {str(span.style) for span in told.spans} == {"red strike", "green underline"}


def test_what_the_file_says_of_another_wording_is_told(
    asadvertised: Run, small_content: Path, tmp_path: Path, page: str
) -> None:
    content = moved_in(small_content, tmp_path)
    assert "countries, we may share" in page
    (tmp_path / "page.html").write_text(page.replace("countries, we may share", "countries, we must share"), "utf-8")
    run = asadvertised("accept", "--content", str(content), "--article", "page.html", "--yes")
    assert run.returncode == 0, run.stderr
    assert re.search(r'^STILL SAYS \S+: modality = "may": mend it if it binds otherwise now$', run.stdout, re.MULTILINE)
