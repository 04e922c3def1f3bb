"""What a job is told beside its log: what went wrong, at its line; and nothing that others wrote is ever an order."""

import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest
from format_records import RECORDS, UNREADABLE, UNTOLD, about, asked, judged, with_texts
from hypothesis import given
from hypothesis import strategies as st
from services import violating
from small_records import change, drifted, found, record_of, scenario

from asadvertised.article.change import Severity
from asadvertised.article.ledger import Ledger
from asadvertised.cli.annotating import annotate
from asadvertised.outcome import Cause, Outcome
from asadvertised.record.model import Results
from asadvertised.report.annotations import MOST, Note, bounded, notes_of, order_of
from asadvertised.report.summary import render_summary
from asadvertised.report.words import inert, visible

Run = Callable[..., CompletedProcess[str]]
GITHUB, AZURE = {"GITHUB_ACTIONS": "true"}, {"TF_BUILD": "True"}
ORDER = re.compile(r"::(?P<name>error|warning) (?P<properties>.*?)::(?P<data>.*)")
# How a runner finds an order in a line: at its start, blanks aside, or anywhere.
AT_THE_START, ANYWHERE = re.compile(r"\s*::"), re.compile(r"##(?:vso|teamcity)?\[")
NASTY = "50%\r\n::error file=x::owned\n##[error]x\n##vso[task.complete result=Succeeded;]x, a:b; c] \x1b[2J\u2028::x"


def heeded(text: str) -> list[str]:
    """Give the lines of a log that would be taken for orders."""
    return [line for line in re.split("[\n\r]", text) if AT_THE_START.match(line) or ANYWHERE.search(line)]


def read(order: str) -> dict[str, str]:
    """Read an order as GitHub's runner does."""
    parts = ORDER.fullmatch(order)
    assert parts, order
    pairs = (pair.split("=", 1) for pair in parts["properties"].split(","))
    properties = {name: _unescaped(value, ("%0D", "%0A", "%3A", "%2C", "%25")) for name, value in pairs}
    return {"level": parts["name"], "data": _unescaped(parts["data"], ("%0D", "%0A", "%25")), **properties}


def _unescaped(text: str, escapes: tuple[str, ...]) -> str:
    for escape in escapes:
        text = text.replace(escape, chr(int(escape[1:], 16)))
    return text


def github(results: Results) -> list[dict[str, str]]:
    said = order_of(GITHUB)
    assert said
    return [read(said(note)) for note in bounded(notes_of(results))]


def test_only_those_who_heed_orders_are_given_any() -> None:
    assert order_of({}) is None
    assert order_of({"GITHUB_ACTIONS": "false", "CI": "true"}) is None
    assert order_of(GITHUB) is not order_of(AZURE) is not None


def test_a_broken_sentence_is_an_error_where_its_scenario_stands() -> None:
    [told] = github(about(asked(Outcome.FAILED, reason="x"), asked(Outcome.FAILED, name="It is away")))
    assert (told["level"], told["file"], told["line"]) == ("error", "some/thing.feature", "7")
    assert told["title"] == "Broken: a"
    assert told["data"].splitlines() == [
        "“Words of a.”",
        "It is off",
        "Promised: it is off",
        "Seen: it is on",
        "and 1 more scenario",
    ]


@pytest.mark.parametrize(
    ("results", "level", "title"),
    [
        (RECORDS["waived"], "warning", "Broken: a"),
        (RECORDS["homeless"], "error", "Broken: homeless"),
        (about(drift=drifted(change())), "error", "Text: substantive 1: a"),
        (RECORDS["drifted a little"], "warning", "Text: substantive 1: a"),
        (about(drift=UNREADABLE), "warning", "Could not tell: the page"),
        (about(UNTOLD), "warning", "Could not tell (target): 1 scenario"),
        (RECORDS["untested"], "warning", "Could not tell: 1 scenario"),
        (RECORDS["to review"], "warning", "Could not tell: a"),
        (RECORDS["unaccounted for"], "warning", "Could not tell: a"),
    ],
)
def test_each_trouble_is_told_once(results: Results, level: str, title: str) -> None:
    told = github(results)
    assert (told[0]["level"], told[0]["title"]) == (level, title)
    assert len({one["title"] for one in told}) == len(told)


@pytest.mark.parametrize("record", ["passed", "flaky", "inapplicable", "not compared"])
def test_what_is_no_trouble_is_not_told(record: str) -> None:
    assert notes_of(RECORDS[record]) == []


def test_one_reason_is_told_once_and_says_how_many_it_concerns() -> None:
    untold = [asked(Outcome.CANT_TELL, f"s{n}", cause=Cause.TARGET, reason="It answered 500.") for n in range(30)]
    assert [(one["title"], one["data"]) for one in github(about(*untold))] == [
        ("Could not tell (target): 30 scenarios", "It answered 500.")
    ]


@pytest.mark.parametrize(("many", "shown"), [(1, 1), (MOST, MOST), (MOST + 1, MOST), (300, MOST)])
def test_no_more_are_given_than_are_shown_and_the_last_says_how_many_there_are(many: int, shown: int) -> None:
    notes = [Note(level, str(n), "x") for n in range(many) for level in ("error", "warning")]
    for level in ("error", "warning"):
        told = [note for note in bounded(notes) if note.level == level]
        assert len(told) == shown
        if many > MOST:
            assert told[-1].title == f"As Advertised: {many - MOST + 1} more {level}s, in the report"
        assert [note.title for note in told[: MOST - 1]] == [str(n) for n in range(min(many, MOST - 1))]


def test_what_others_wrote_orders_nothing_and_comes_whole() -> None:
    results = with_texts(NASTY, *(f"{NASTY} {n}" for n in range(30)))
    for environment in (GITHUB, AZURE):
        said = order_of(environment)
        assert said
        orders = [said(note) for note in bounded(notes_of(results))]
        assert len(orders) >= MOST
        for order in orders:
            assert "\n" not in order
            assert "\r" not in order
            assert len(order) < 10_000
    for told in github(results):
        assert set(told) <= {"level", "data", "title", "file", "line"}
    assert "50%" in github(results)[0]["data"]
    assert "::error file=x::owned" in github(results)[0]["data"]


def test_azure_is_told_in_its_own_words() -> None:
    said = order_of(AZURE)
    assert said
    order = said(Note("warning", "A; b]", "50%\nx", "a;b]/f.feature", 3))
    place = "sourcepath=a%3Bb%5D/f.feature;linenumber=3;"
    assert order == f"##vso[task.logissue type=warning;{place}]A%3B b%5D%0A50%AZP25%0Ax"


@given(
    st.text()
    | st.lists(st.sampled_from(["::", "##", "#", "[", "vso[", " ", "\n", "\r", "\u3000", "x", ":"])).map("".join)
)
def test_a_line_of_a_log_is_never_an_order(text: str) -> None:
    said = inert(visible(text))
    assert heeded(said) == []
    assert said.replace("\\", "") == visible(text).replace("\\", "")


def test_the_test_sees_orders() -> None:
    for order in ("::error::x", "  ::add-mask::x", "a ##[error]x", "x ##vso[task.complete]", "##teamcity[x]"):
        assert heeded(f"a\n{order}\n") == [order]


def test_no_line_of_a_summary_is_an_order() -> None:
    results = with_texts(NASTY)
    summary = results.summary.model_copy(update={"verdict": NASTY})
    text = render_summary(results.model_copy(update={"summary": summary}), "::error::x")
    assert heeded(text)
    assert heeded(inert(visible(text))) == []


SAYING = r"""
import sys
from asadvertised.cli.streams import lasting_streams, order, say
with lasting_streams():
    say("::error::one\n")
    order("::error::ours\n")
    sys.stderr.write("a\n ::error::two\n##[error]x\n")
"""


def test_neither_stream_passes_an_order_on_but_ours() -> None:
    run = subprocess.run([sys.executable, "-c", SAYING], capture_output=True, text=True, check=True, timeout=60)
    assert run.stdout == "\\::error::one\n::error::ours\n"
    assert run.stderr == "a\n\\ ::error::two\n#\\#[error]x\n"


def test_a_fault_that_quotes_others_orders_nothing(asadvertised: Run, tmp_path: Path) -> None:
    (tmp_path / "own").mkdir()
    run = asadvertised("check", "--content", "own\n::error::x", **GITHUB)
    assert run.returncode == 2
    assert heeded(run.stdout + run.stderr) == []


def test_a_check_annotates_where_somebody_heeds_it(small_check: Run, tmp_path: Path, small_content: Path) -> None:
    feature = "features/personalization/help-page.feature"
    workspace = {**GITHUB, "GITHUB_WORKSPACE": str(small_content)}
    with violating("robots-are-heard") as url:
        heard = small_check("--target", url, "--no-article", **workspace)
        elsewhere = small_check("--target", url, "--no-article", **{**GITHUB, "GITHUB_WORKSPACE": str(tmp_path)})
        quiet = small_check("--target", url, "--no-article", "--quiet", **workspace)
    assert (heard.returncode, elsewhere.returncode, quiet.returncode) == (1, 1, 1)
    [order] = heeded(heard.stdout)
    told = read(order)
    line = (small_content / feature).read_text(encoding="utf-8").splitlines()[int(told["line"]) - 1]
    assert (told["level"], told["file"], told["title"]) == ("error", feature, "Broken: feedback.leave-blank")
    assert line.strip() == f"Scenario: {told['data'].splitlines()[1]}"
    assert set(read(heeded(elsewhere.stdout)[0])) == {"level", "data", "title"}
    assert heeded(quiet.stdout + quiet.stderr) == []


def test_a_change_of_the_text_stands_at_its_sentence(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    monkeypatch.setenv("GITHUB_WORKSPACE", str(ledger.folder))
    name = ledger.article.sentences[3].id
    kept = scenario("kept", Outcome.PASSED, name)
    annotate(ledger, [record_of(found(kept, drift=drifted(change(sentence=name))))])
    told = read(capsys.readouterr().out.strip())
    lines = (ledger.folder / "article.toml").read_text(encoding="utf-8").splitlines()
    assert told["file"] == "article.toml"
    assert f'id = "{name}"' in lines[int(told["line"])]
    assert told["data"].splitlines()[:3] == ["The text was changed: substantive.", "It was: “Old.”", "It is: “New.”"]


def test_several_services_share_what_is_shown_and_each_is_named(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    one = judged(*(scenario(f"b{n}", Outcome.FAILED, f"s{n}") for n in range(8)))
    other = one.model_copy(update={"run": one.run.model_copy(update={"name": "other"})})
    annotate(ledger, [one, other])
    orders = capsys.readouterr().out.splitlines()
    assert len(orders) == MOST
    assert read(orders[0])["title"] == "Broken: s0 (then)"
    assert read(orders[8])["title"] == "Broken: s0 (other)"
    assert read(orders[9])["title"] == "As Advertised: 7 more errors, in the report"


def test_elsewhere_nothing_is_said(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("GITHUB_ACTIONS", "TF_BUILD"):
        monkeypatch.delenv(name, raising=False)
    annotate(ledger, [RECORDS["failed"], about(drift=drifted(change(severity=Severity.ERROR)))])
    assert capsys.readouterr().out == ""
