"""What other programs are handed: SARIF that its schema allows, and Markdown in which no words of a page are alive."""

import json
import re
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token
from pydantic_sarif.model import StaticAnalysisResultsFormatSarifVersion210JsonSchema as Sarif

from asadvertised.article.change import Change, ChangeKind, Severity, Signal
from asadvertised.article.drift import DriftOutcome
from asadvertised.article.ledger import Ledger
from asadvertised.cli.handing import Formats
from asadvertised.cli.pages import Fetching
from asadvertised.errors import ConfigurationError
from asadvertised.record.build import Circumstances, build_results
from asadvertised.record.model import Drift
from asadvertised.report.markdown import LONGEST, drift_markdown, results_markdown
from asadvertised.report.sarif import RULES, sarif_json

Run = Callable[..., CompletedProcess[str]]
NOW = datetime(2026, 1, 1, tzinfo=UTC)
AGE = "sharing.not-under-16-or-eea"
HOSTILE = (
    "</code></pre><script>alert(1)</script> <img src=x> [a](https://evil.invalid) ![b](//evil.invalid) | a | b |\n"
    "# big\n```\n~~~\n`````` @somebody #1 GH-1 https://evil.invalid www.evil.invalid a@evil.invalid "
    "<https://evil.invalid> &lt; &#64;you {0} {{x}} \\[ \x1b[31m \x00 \u202e \u2028- [x] :tada: $x$ ::set-output"
)
words = st.text(max_size=60) | st.sampled_from([HOSTILE, "`", "``", "```", " ` ", "\\", "```diff\n", ""])


def change(kind: ChangeKind = ChangeKind.SUBSTANTIVE, **more: Any) -> Change:
    known: dict[str, Any] = {"sentence": AGE, "old": "Old words.", "new": "New words.", "severity": Severity.ERROR}
    return Change(kind=kind, **{**known, **more})


def drifted(*changes: Change, reason: str = "", source: str = "https://help.invalid") -> Drift:
    return Drift(outcome=DriftOutcome.DRIFTED, source=source, reason=reason, changes=changes)


def log(drift: Drift, ledger: Ledger) -> Any:
    text = sarif_json(drift, ledger, ledger.folder.parent.parent)
    Sarif.model_validate_json(text)
    [run] = json.loads(text)["runs"]
    return run


def every_kind(ledger: Ledger) -> list[Change]:
    asking = tuple(scenario.id for scenario in ledger.asking(AGE))
    return [
        change(kind, signals=(Signal.AGE,), why=("age: 16, now 18",), scenarios=asking, section="personalized-ads")
        if kind is not ChangeKind.ADDED
        else change(kind, sentence=None, old="", section="personalized-ads")
        for kind in ChangeKind
    ]


def line(ledger: Ledger, location: Any) -> str:
    place = location["physicalLocation"]
    assert place["artifactLocation"]["uriBaseId"] == "%SRCROOT%"
    file = ledger.folder.parent.parent / place["artifactLocation"]["uri"]
    return file.read_text(encoding="utf-8").splitlines()[place["region"]["startLine"] - 1]


def test_the_schema_refuses_what_is_no_sarif(ledger: Ledger) -> None:
    document = json.loads(sarif_json(drifted(change()), ledger, ledger.folder))
    Sarif.model_validate(document)
    document["runs"][0]["results"][0]["surprise"] = 1
    with pytest.raises(ValueError, match="surprise"):
        Sarif.model_validate(document)


def test_each_change_marks_the_lines_of_its_sentence_and_of_its_scenarios(ledger: Ledger) -> None:
    run = log(drifted(*every_kind(ledger)), ledger)
    assert [one["ruleId"] for one in run["results"]] == [kind.value for kind in ChangeKind]
    text = next(sentence.text for sentence in ledger.article.sentences if sentence.id == AGE)
    for one in run["results"]:
        rule = run["tool"]["driver"]["rules"][one["ruleIndex"]]
        assert rule["id"] == one["ruleId"]
        assert rule["help"]["text"]
        [location] = one["locations"]
        if one["ruleId"] == "added":
            assert "Personalized Ads" in line(ledger, location)
            assert "relatedLocations" not in one
            continue
        assert line(ledger, location) == f'text = "{text}"'
        related = [line(ledger, place) for place in one["relatedLocations"]]
        assert len(related) == len(ledger.asking(AGE))
        assert all(re.match(r"\s+(\||Scenario)", words) for words in related)
    assert set(RULES) == set(ChangeKind)


def test_levels_are_the_severities(ledger: Ledger) -> None:
    changes = [change(ChangeKind.REWORDED, severity=severity) for severity in Severity]
    assert [one["level"] for one in log(drifted(*changes), ledger)["results"]] == ["note", "warning", "error"]


def test_fingerprints_stay_where_lines_move_and_differ_where_changes_do(ledger: Ledger) -> None:
    changes = [change(), change(new="Other words."), change(old="Other words."), change(sentence="title")]
    prints = [one["partialFingerprints"]["change/v1"] for one in log(drifted(*changes), ledger)["results"]]
    assert len(set(prints)) == 4
    again = change(section="elsewhere", why=("x",), scenarios=())
    assert log(drifted(again), ledger)["results"][0]["partialFingerprints"]["change/v1"] == prints[0]


def test_a_comparison_that_could_not_be_made_did_not_succeed(ledger: Ledger) -> None:
    run = log(Drift(outcome=DriftOutcome.CANT_TELL, reason="It [was](not) {there}."), ledger)
    assert run["results"] == []
    [invocation] = run["invocations"]
    assert not invocation["executionSuccessful"]
    [notice] = invocation["toolExecutionNotifications"]
    assert notice["message"]["text"] == r"It \[was\](not) {{there}}."
    assert log(Drift(outcome=DriftOutcome.UNCHANGED), ledger)["invocations"] == [{"executionSuccessful": True}]


@given(words, words, words)
def test_sarif_messages_hold_no_links_and_no_places_to_fill(ledger: Ledger, old: str, new: str, section: str) -> None:
    run = log(drifted(change(old=old, new=new, section=section, why=(section,))), ledger)
    text = run["results"][0]["message"]["text"]
    assert not re.search(r"(?<!\\)(?:\\\\)*[\[\]]", text)
    assert "{" not in text.replace("{{", "")
    assert "}" not in text.replace("}}", "")


def tokens(markdown: str) -> list[Token]:
    """Read Markdown as pull requests do, as far as that can turn words into anything else."""
    reader = MarkdownIt("gfm-like", {"linkify": False, "html": True})
    return [inner for token in reader.parse(markdown) for inner in (token, *(token.children or ()))]


def alive(markdown: str) -> str:
    """Give the words that do not stand in code."""
    return "\n".join(token.content for token in tokens(markdown) if token.type == "text")


ALIVE = re.compile(r"[<>@#|\[\]\\]|https?:|www\.|&")


@given(words, words, words, st.sampled_from(ChangeKind))
def test_nothing_that_the_page_says_is_alive_in_markdown(old: str, new: str, other: str, kind: ChangeKind) -> None:
    told = change(kind, old=old, new=new, section=other, why=(other,), scenarios=("a:b",))
    markdown = drift_markdown(drifted(told, reason=other, source=other or "x"))
    kinds = {token.type for token in tokens(markdown)}
    assert not kinds & {"html_inline", "html_block", "link_open", "image", "table_open", "hr", "code_block"}
    assert [token.tag for token in tokens(markdown) if token.type == "heading_open"] == ["h2", "h3"]
    assert len([token for token in tokens(markdown) if token.type == "fence"]) == 1
    assert not ALIVE.search(alive(markdown))
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f\u202a-\u202e\u2028]", markdown)


def test_the_readers_eyes_are_open() -> None:
    assert ALIVE.search(alive("Hello @somebody"))
    assert "link_open" in {token.type for token in tokens("[a](https://b.invalid)")}
    assert "html_inline" in {token.type for token in tokens("a <img src=x>")}


def test_what_changed_is_told_in_words() -> None:
    told = change(
        old="under the age of 16", new="under the age of 18", why=("age: 16, now 18",), scenarios=("a:b", "a:c")
    )
    markdown = drift_markdown(drifted(told))
    for line in (
        "- under the age of 16",
        "+ under the age of 18",
        "  under the age of [-16-]{+18+}",
        "# age: 16, now 18",
    ):
        assert f"\n{line}\n" in markdown
    assert "Scenarios that test the old wording: 2, such as `a:b`." in markdown


def test_it_is_never_longer_than_a_comment_and_the_worst_comes_first(ledger: Ledger) -> None:
    notes = [change(ChangeKind.COSMETIC, old="a" * 5_000, new=HOSTILE * 50, severity=Severity.NOTE)] * 400
    for markdown in (
        drift_markdown(drifted(*notes, change(new="The worst."), source="x" * 90_000, reason="y" * 90_000)),
        results_markdown(
            build_results(ledger, {}, drifted(*notes, change(new="The worst.")), Circumstances("x" * 90_000, NOW))
        ),
    ):
        assert 50_000 < len(markdown) <= LONGEST
        assert markdown.index("+ The worst.") < markdown.index("cosmetic:")
        assert re.search(r"And \d+ more changes, in the report\.\n$", markdown)


def test_a_whole_run_is_told_by_its_verdict_and_what_is_to_settle(ledger: Ledger) -> None:
    records = {scenario.id: {"outcome": "failed"} for scenario in ledger.asking(AGE)}
    found = build_results(ledger, records, drifted(change()), Circumstances("http://x", NOW))
    markdown = results_markdown(found)
    assert f"`{found.summary.verdict}`" in markdown
    assert f"Broken: `{AGE}`" in markdown or f"`{AGE}`" in markdown.split("Broken: ")[1].split("\n")[0]
    assert "### The page's text drifted" in markdown


def test_a_job_has_it_in_its_own_summary(ledger: Ledger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    summary = tmp_path / "summary.md"
    summary.write_text("before\n", encoding="utf-8")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(summary))
    Formats().hand_over(drifted(), ledger, "after\n")
    assert summary.read_text(encoding="utf-8") == "before\nafter\n"
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(tmp_path))
    with pytest.raises(ConfigurationError, match="cannot be written"):
        Formats().hand_over(drifted(), ledger, "after\n")


def test_several_services_have_files_of_their_own(tmp_path: Path) -> None:
    formats = Formats(Path("a.sarif"), Path("b.md")).within(tmp_path)
    assert formats == Formats(tmp_path / "a.sarif", tmp_path / "b.md")
    assert Formats().within(tmp_path) == Formats()
    assert Fetching(warc=Path("c.warc")).within(tmp_path) == Fetching(warc=tmp_path / "c.warc")
    assert Fetching().within(tmp_path) == Fetching()


def test_drift_writes_both(asadvertised: Run, tmp_path: Path, page: str) -> None:
    (tmp_path / "page.html").write_text(page.replace("under the age of 16 or", "under the age of 18 or"), "utf-8")
    run = asadvertised("drift", "--article", "page.html", "--sarif", "out/a.sarif", "--markdown", "out/b.md")
    assert run.returncode == 3, run.stderr
    text = (tmp_path / "out" / "a.sarif").read_text(encoding="utf-8")
    Sarif.model_validate_json(text)
    [result] = json.loads(text)["runs"][0]["results"]
    [location] = result["locations"]
    assert location["physicalLocation"]["artifactLocation"]["uri"] == "features/personalization/article.toml"
    assert "[-16-]{+18+}" in (tmp_path / "out" / "b.md").read_text(encoding="utf-8")
    refused = asadvertised("drift", "--article", "page.html", "--sarif", ".")
    assert refused.returncode == 2
    assert "--sarif" in refused.stderr
