"""The report: complete, and inert whatever a target sends."""

import base64
import re
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

import pytest
from bs4 import BeautifulSoup

from asadvertised.article.change import Change, ChangeKind, Severity, Signal
from asadvertised.article.drift import DriftOutcome
from asadvertised.article.ledger import Ledger
from asadvertised.article.redline import marked, redline
from asadvertised.record.build import Circumstances, build_results
from asadvertised.record.model import Drift, Results
from asadvertised.record.proof import ProofSummary, SentenceProof
from asadvertised.report.html import render_html
from asadvertised.report.summary import render_drift, render_summary
from asadvertised.report.words import visible

HOSTILE = (
    "<script>alert(1)</script></style></pre></details>\"'><img src=x onerror=alert(1)>"
    "javascript:alert(1) {{ 7*7 }} {% raw %} \x1b[31mred\x1b[0m \x00 \u202egnp.exe"
)
NOW = datetime(2026, 1, 1, tzinfo=UTC)


def exchange(words: str) -> dict[str, Any]:
    header = {"name": words, "value": words}
    request = {"method": words, "url": words, "headers": [header], "body": words}
    answer = {"status": 200, "headers": [header], "body": words}
    return {
        "operation": words,
        "agent": words,
        "request": request,
        "response": answer,
        "fault": words,
        "duration_s": 0.1,
    }


def results(small_ledger: Ledger, words: str) -> Results:
    """Make a record with every outcome in it, and the same words in every field that a target controls."""
    kinds: list[dict[str, Any]] = [
        {"outcome": "passed"},
        {"outcome": "failed", "reason": words, "promised": words, "seen": words},
        {"outcome": "cantTell", "reason": words, "cause": "target"},
        {"outcome": "cantTell", "reason": words, "cause": "harness"},
        {"outcome": "inapplicable", "reason": words, "qualifier": "notExercised"},
        {"outcome": "inapplicable", "reason": words},
    ]
    records = {}
    for number, scenario in enumerate(small_ledger.scenarios[:-3]):
        step = {
            "keyword": "Given",
            "text": words,
            "outcome": "passed",
            "duration_s": 0.1,
            "exchanges": [exchange(words)],
        }
        records[scenario.id] = {**kinds[number % len(kinds)], "steps": [step]}
    changes = (
        Change(
            kind=ChangeKind.SUBSTANTIVE,
            sentence="sharing.learn-more",
            old="You may.",
            new=words,
            section=words,
            signals=(Signal.WORDS,),
            why=(words,),
            severity=Severity.ERROR,
        ),
        Change(kind=ChangeKind.ADDED, new=words, section=words, severity=Severity.ERROR),
        Change(
            kind=ChangeKind.REMOVED,
            sentence="android.opt-out",
            old="Gone.",
            scenarios=(small_ledger.scenarios[0].id,),
            severity=Severity.ERROR,
        ),
    )
    drift = Drift(outcome=DriftOutcome.DRIFTED, source=words, reason=words, changes=changes)
    return build_results(small_ledger, records, drift, Circumstances(words, NOW, page=words))


@pytest.fixture(scope="module")
def hostile(small_ledger: Ledger) -> BeautifulSoup:
    """Give the page of a record that is hostile in every field."""
    return BeautifulSoup(render_html(results(small_ledger, HOSTILE)), "lxml")


def test_nothing_that_a_target_sent_is_alive(hostile: BeautifulSoup) -> None:
    assert hostile.find_all(["img", "iframe", "object", "embed", "link", "form", "base", "svg"]) == []
    assert [script.get("type") for script in hostile.find_all("script")][-1] is None
    assert {script.get("type") for script in hostile.find_all("script")[:-1]} == {"application/json"}
    assert all(re.fullmatch(r"[A-Za-z0-9+/=]*", script.get_text()) for script in hostile.find_all("script")[:-1])
    assert len(hostile.find_all("style")) == 1
    assert len(hostile.find_all("a")) > 500
    for tag in hostile.find_all(name=True):
        assert not [name for name in tag.attrs if name.startswith("on") or name in ("src", "style", "action")]
    assert all(link["href"].startswith("#") for link in hostile.find_all("a"))


def test_what_a_target_sent_is_shown_as_it_is(hostile: BeautifulSoup) -> None:
    text = hostile.get_text()
    assert "<script>alert(1)</script>" in text
    assert "{{ 7*7 }}" in text
    assert "␛[31m" in text
    assert "␀" in text
    assert "\\u202e" in text
    assert not re.search("[\x00-\x08\x0b-\x1f\u202a-\u202e\u2066-\u2069]", text)


def test_the_policy_allows_the_style_and_the_script_and_nothing_else(hostile: BeautifulSoup) -> None:
    policy = hostile.find("meta", attrs={"http-equiv": "Content-Security-Policy"})
    assert policy
    for name, part in (("style", hostile.find("style")), ("script", hostile.find_all("script")[-1])):
        assert part
        digest = base64.b64encode(sha256(part.get_text().encode()).digest()).decode()
        assert f"{name}-src 'sha256-{digest}';" in str(policy["content"])
    assert "default-src 'none'" in str(policy["content"])
    assert "require-trusted-types-for 'script'; trusted-types 'none'" in str(policy["content"])


def test_every_link_leads_somewhere_and_every_id_is_one(hostile: BeautifulSoup) -> None:
    ids = [tag["id"] for tag in hostile.find_all(id=True)]
    assert len(ids) == len(set(ids)) > 200
    assert {str(link["href"])[1:] for link in hostile.find_all("a")} <= set(ids)


def test_every_sentence_and_every_scenario_is_there(small_ledger: Ledger) -> None:
    page = BeautifulSoup(render_html(results(small_ledger, "words")), "lxml")
    paper = page.select_one(".paper")
    assert paper
    text = " ".join(paper.get_text(" ", strip=True).split())
    for sentence in small_ledger.article.sentences:
        assert sentence.text in text
    assert len(page.select("#ledger tbody tr")) == len(small_ledger.article.sentences)
    assert len(page.select("details.scenario")) == len(small_ledger.scenarios)
    assert [tag.name for tag in page.find_all(re.compile("^h1$"))] == ["h1"]
    assert page.html
    assert page.html["lang"] == "en"


def test_the_article_stands_as_its_readers_know_it(small_ledger: Ledger) -> None:
    page = BeautifulSoup(render_html(results(small_ledger, "words")), "lxml")
    assert [len(steps.find_all("li")) for steps in page.select(".paper ol")] == [6, 5, 5]
    assert [len(items.find_all("li")) for items in page.select(".paper ul")] == [3, 2, 2]
    sharing = [p for p in page.select(".paper p") if "third-party ads" in p.get_text()]
    assert len(sharing) == 2
    assert len(sharing[1].select(".sentence")) == 3


def test_outcomes_are_told_in_words_and_signs(small_ledger: Ledger) -> None:
    page = BeautifulSoup(render_html(results(small_ledger, "words")), "lxml")
    for name, word in (("passed", "✓ kept"), ("failed", "✗ broken"), ("cant-tell", "? could not tell")):
        mark = page.select_one(f".mark.{name}")
        assert mark
        assert mark.get_text() == word
    assert "A fault of ours" in page.get_text()
    assert "No verdict, because of the target" in page.get_text()


def test_what_was_not_kept_comes_first(small_ledger: Ledger) -> None:
    page = BeautifulSoup(render_html(results(small_ledger, "words")), "lxml")
    kinds = [next(c for c in tag["class"] if c != "scenario") for tag in page.select("details.scenario")]
    calm = ("passed", "inapplicable", "not-exercised")
    first_calm = next(i for i, kind in enumerate(kinds) if kind in calm)
    assert first_calm > 0
    assert all(kind in calm for kind in kinds[first_calm:])
    assert page.select("details.scenario")[0].has_attr("open")


def test_the_summary_says_what_broke_and_drifted_and_why_not(small_ledger: Ledger) -> None:
    said = render_summary(results(small_ledger, "words"), "there/index.html")
    for words in (
        "BROKEN",
        "promised: words",
        "seen:     words",
        "SUBSTANTIVE sharing.learn-more",
        "ADDED a new sentence",
    ):
        assert words in said
    assert "COULD NOT TELL" in said
    assert "(harness)" in said
    assert "Report: there/index.html" in said
    assert len(said.splitlines()) < 400


def test_the_summary_is_fit_for_a_terminal(small_ledger: Ledger) -> None:
    found = results(small_ledger, HOSTILE)
    for said in (render_summary(found, "x"), render_drift(found.drift)):
        assert not re.search("[\x00-\x09\x0b-\x1f\x7f\u202a-\u202e]", said)


def test_a_redline_gives_both_wordings_back() -> None:
    old, new = "under the age of 16 or are", "under the age of 18 or is"
    runs = redline(old, new)
    assert "".join(run.words for run in runs if run.part != "insert") == old
    assert "".join(run.words for run in runs if run.part != "delete") == new
    assert marked(runs) == "under the age of [-16-]{+18+} or [-are-]{+is+}"


def test_what_only_the_profile_says_is_told(small_ledger: Ledger) -> None:
    found = results(small_ledger, "words")
    says = "service.toml:7: operations.listAds.answer.items is always []"
    run = found.run.model_copy(update={"presumed": (says,)})
    assert says not in render_summary(found, "") + render_html(found)
    found = found.model_copy(update={"run": run})
    assert says in render_summary(found, "")
    assert says in BeautifulSoup(render_html(found), "lxml").get_text()


def test_line_breaks_stay() -> None:
    assert visible("a\n\tb\r") == "a\n\tb␍"


def with_proof(small_ledger: Ledger, *, holds: bool, complete: bool) -> Results:
    proof = ProofSummary(
        proven=holds and complete,
        reason="" if holds and complete else "It is not so.",
        holds=holds,
        complete=complete,
        score=1.0 if holds else 0.5,
        caught=2,
        rightly=2 if holds else 1,
        seeded=2,
        lawful=5,
        lawful_passed=5 if holds else 4,
        sentences={"android.opt-out": SentenceProof(rightly=1, seeded=2)},
    )
    return results(small_ledger, "words").model_copy(update={"proof": proof})


def test_a_proof_is_told_as_it_is(small_ledger: Ledger) -> None:
    found = with_proof(small_ledger, holds=True, complete=True)
    assert "Suite: 2 of 2 seeded violations rightly caught, 5 of 5 lawful variants kept all" in render_summary(
        found, ""
    )
    page = render_html(found)
    assert "all of 2 seeded violations" in page
    assert "Not proven." not in page
    assert "1 of 2</td>" in page


@pytest.mark.parametrize(("holds", "complete"), [(False, True), (True, False), (False, False)])
def test_a_proof_that_fails_or_is_a_part_is_not_told_as_one(small_ledger: Ledger, holds: bool, complete: bool) -> None:
    found = with_proof(small_ledger, holds=holds, complete=complete)
    said, page = render_summary(found, ""), render_html(found)
    assert "Suite: not proven. It is not so." in said
    assert f"{4 + holds} of 5 lawful variants kept all" in said
    assert "Not proven." in page
    assert "This suite rightly catches" not in page
    assert f"{4 + holds} of 5 lawful variants kept all" in page
    assert ("1 of 2</td>" in page) == complete
