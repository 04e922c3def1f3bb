"""The history of a page: what became of it between two fetches, and what only our reading made."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import Run
from renderings import page

from asadvertised.article.drift import DriftOutcome, Errand, check_drift
from asadvertised.article.fetching.archive import Archive
from asadvertised.article.fetching.fetch import Manners
from asadvertised.article.history import History
from asadvertised.article.ledger import load_ledger
from asadvertised.content import own_root
from asadvertised.errors import ConfigurationError

ARTICLE = load_ledger(own_root() / "features" / "personalization").article
WORDS = ("under the age of 16", "under the age of 18")


@pytest.fixture
def history(tmp_path: Path) -> History:
    """Give the history of a page that was fetched twice, and said another age the second time."""
    archive, file = Archive(tmp_path / "history"), tmp_path / "page.html"
    kept = History(archive, ARTICLE, str(file))
    for html in (page(), page(seed=1).replace(*WORDS)):
        file.write_text(html, encoding="utf-8")
        found = check_drift(ARTICLE, str(file), Errand(5.0, manners=Manners(archive=archive)), lambda _: ())
        assert found.page
    return kept


def asked(name: str) -> tuple[str, ...]:
    return (f"asks {name}",)


def test_two_fetches_are_compared_by_the_names_of_our_sentences(history: History) -> None:
    old, new = history.since("2020-01-01")
    versions = history.between(old, new, asked)
    [change] = versions.found.changes
    assert (change.sentence, change.scenarios) == (
        "sharing.not-under-16-or-eea",
        ("asks sharing.not-under-16-or-eea",),
    )
    assert versions.found.outcome is DriftOutcome.DRIFTED
    assert versions.of_ours == 0
    [back] = history.between(new, old, asked).found.changes
    assert back.sentence == "sharing.not-under-16-or-eea"
    assert history.between(old, old, asked).found.outcome is DriftOutcome.UNCHANGED


@pytest.mark.parametrize("name", ["hash", "date", "moment"])
def test_a_fetch_is_named_by_its_hash_or_a_date(history: History, name: str) -> None:
    old, new = history.since("2020-01-01")
    names: dict[str, Callable[[str, str], str]] = {
        "hash": lambda sha256, _: sha256[:8],
        "date": lambda _, at: at[:10],
        "moment": lambda _, at: at,
    }
    assert history.first(names[name](old.sha256, old.at.isoformat())) == old
    assert history.last(names[name](new.sha256, new.at.isoformat())) == new


@pytest.mark.parametrize("name", ["2019-12-31", "abcdef0", "yesterday"])
def test_what_was_never_fetched_is_said_so(history: History, name: str) -> None:
    with pytest.raises(ConfigurationError) as told:
        history.last(name)
    assert name in str(told.value)


def test_what_other_selectors_made_of_a_page_is_no_change_of_it(history: History, tmp_path: Path) -> None:
    old, _ = history.since("2020-01-01")
    [file] = (tmp_path / "history" / "readings").glob(f"{old.sha256}.*.json")
    read = json.loads(file.read_text(encoding="utf-8"))
    other = file.with_name(f"{old.sha256}.{'0' * 16}.json")
    other.write_text(json.dumps(read[:-3]), encoding="utf-8")
    versions = history.between(old, old, asked)
    assert versions.of_ours == 3
    assert versions.found.outcome is DriftOutcome.UNCHANGED


def test_a_damaged_reading_tells_nothing(history: History, tmp_path: Path) -> None:
    old, new = history.since("2020-01-01")
    for file in (tmp_path / "history" / "readings").iterdir():
        file.with_name(f"{file.name[:64]}.{'1' * 16}.json").write_text("[{", encoding="utf-8")
    assert history.between(old, new, asked).of_ours == 0


def test_drift_keeps_each_fetch_and_looks_back(asadvertised: Run, tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    for html, code in ((page(), 0), (page(seed=2).replace(*WORDS), 3)):
        file.write_text(html, encoding="utf-8")
        run = asadvertised("drift", "--article", "page.html")
        assert run.returncode == code, run.stderr
    since = asadvertised("drift", "--article", "page.html", "--since", "2020-01-01", "--json", "d.json")
    assert since.returncode == 3, since.stderr
    found = json.loads((tmp_path / "d.json").read_text(encoding="utf-8"))
    assert [change["sentence"] for change in found["changes"]] == ["sharing.not-under-16-or-eea"]
    assert "two fetches were compared" in found["notes"][0]
    none = asadvertised("drift", "--article", "other.html", "--between", "2020-01-01", "2020-01-02")
    assert none.returncode == 2
    assert "nothing is kept of it yet" in none.stderr
    assert "Traceback" not in none.stderr
