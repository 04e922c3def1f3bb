"""What is told of a page as a whole: drift, no drift, or that it could not be told."""

from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import Run
from renderings import page
from services import answering

from asadvertised.article.change import ChangeKind
from asadvertised.article.drift import AnotherText, DriftOutcome, Errand, check_drift
from asadvertised.article.ledger import load_ledger
from asadvertised.content import own_root
from asadvertised.outcome import Cause

ARTICLE = load_ledger(own_root() / "features" / "personalization").article
Edit = Callable[[str], str]


def check(tmp_path: Path, text: str, name: str = "page.html") -> tuple[DriftOutcome, str]:
    file = tmp_path / name
    file.write_text(text, encoding="utf-8")
    found = check_drift(ARTICLE, str(file), Errand(5.0), lambda _: ())
    return found.outcome, found.reason


OTHER = "".join(f"<p>The tide of harbour {number} comes in every six hours, and goes.</p>" for number in range(40))
UNTOLD: dict[str, tuple[str, Edit, str]] = {
    "a page that breaks off": ("page.html", lambda html: html[: len(html) // 2], "breaks off"),
    "readers are sent on": (
        "page.html",
        lambda html: html.replace("<head>", '<head><meta http-equiv="refresh" content="0; url=/other">'),
        "sends its readers on",
    ),
    "another draft": ("other.md", lambda _: "# Tides\n\nThe table is made every six hours.\n", "another text"),
    "another page of the same make": (
        "page.html",
        lambda html: f"{html.partition('<article')[0]}<article>{OTHER}</article></main></main></body></html>",
        "another text",
    ),
}


@pytest.mark.parametrize("name", UNTOLD)
def test_what_is_not_the_whole_article_is_no_drift(tmp_path: Path, name: str) -> None:
    file, edit, reason = UNTOLD[name]
    outcome, told = check(tmp_path, edit(page()), file)
    assert outcome is DriftOutcome.CANT_TELL, told
    assert reason in told
    assert "\n" not in told


TOLD: dict[str, tuple[Edit, DriftOutcome]] = {
    "a page that is refreshed after a while": (
        lambda html: html.replace("<head>", '<head><meta http-equiv="refresh" content="300; url=/other">'),
        DriftOutcome.UNCHANGED,
    ),
    "a page without its last tags": (
        lambda html: html.replace("</html>", "").replace("</body>", ""),
        DriftOutcome.UNCHANGED,
    ),
    "a page whose text ends earlier": (
        lambda html: html.replace("Leave this field blank", ""),
        DriftOutcome.DRIFTED,
    ),
    "half of it rewritten": (
        lambda html: html.replace(" you ", " we all ").replace("Pinterest", "it"),
        DriftOutcome.DRIFTED,
    ),
}


@pytest.mark.parametrize("name", TOLD)
def test_what_is_the_article_is_compared(tmp_path: Path, name: str) -> None:
    edit, expected = TOLD[name]
    outcome, told = check(tmp_path, edit(page()))
    assert outcome is expected, told


def test_another_text_says_how_much_of_the_article_is_not_there() -> None:
    fault = AnotherText("x.md", 84, 84)
    assert (fault.gone, fault.known, fault.cause) == (84, 84, Cause.TARGET)


def test_looks_are_listed_and_exit_0_unless_they_are_not_to_be(asadvertised: Run, tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(page().replace("We want", "WE want"), encoding="utf-8")
    run = asadvertised("drift", "--article", "page.html")
    assert run.returncode == 0
    assert "written a little differently" in run.stdout
    assert "COSMETIC introduction.interesting-content" in run.stdout
    strict = asadvertised("drift", "--article", "page.html", "--fail-on", "cosmetic")
    assert strict.returncode == 3


def test_only_what_matters_fails_where_only_that_is_to(asadvertised: Run, tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(page().replace("information like your", "information such as your"), "utf-8")
    for least, code in (("reworded", 3), ("substantive", 0)):
        run = asadvertised("drift", "--article", "page.html", "--fail-on", least)
        assert run.returncode == code, run.stdout
    assert ChangeKind.REWORDED.upper() in run.stdout


def test_robots_are_heeded_and_it_is_said_where_they_were_not(asadvertised: Run) -> None:
    def answer(_: str, path: str) -> tuple[int, str, bytes]:
        if path == "/robots.txt":
            return 200, "text/plain", b"User-agent: *\nDisallow: /"
        return 200, "text/html", page().encode()

    with answering(answer) as url:
        refused = asadvertised("drift", "--article", f"{url}/help")
        assert refused.returncode == 4
        assert "robots.txt" in refused.stdout
        asked = asadvertised("drift", "--article", f"{url}/help", "--ignore-robots")
    assert asked.returncode == 0, asked.stdout
    assert "NOTE robots.txt was not asked" in asked.stdout
