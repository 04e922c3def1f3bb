"""The pages of a service that calls everything otherwise are walked by its profile alone, by both drivers."""

import json
import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from chromium import the_browser
from conftest import CHECKOUT
from examples import forms_pages
from examples.serving import profile_of, serving
from thorough import first_at_once

from asadvertised.article.ledger import Ledger
from asadvertised.target.contract import load_contract
from asadvertised.target.opening import open_target
from asadvertised.target.pages.doors import Doors, Layout, Table, Thing, load_doors
from asadvertised.target.profile.reading import ProfileError

Records = dict[str, dict[str, Any]]
Ask = Callable[..., Records]
ASKING = """
import json, sys
from asadvertised.suite.run import run_suite
from pathlib import Path
root, target, *more = sys.argv[1:]
run = run_suite(Path(root), "personalization", target, timeout=10, workers=1, listener=lambda _: None, more=more)
json.dump(run.records or run.troubles, sys.stdout)
"""
PANEL = "panels:"
WAYS = ("over plain HTTP", "in a browser")
SECTION = re.compile(r"^## Pages\n.*?(?=^## )", re.MULTILINE | re.DOTALL)
SAID = re.compile(r"# Pages: .*?(?=# Help\.)", re.DOTALL)


@pytest.fixture
def ask(small_pages: Path) -> Ask:
    """Give what asks the service of forms, by a profile of it, what cites a sentence."""

    def asked(profile: Path, sentence: str, *more: str) -> Records:
        with serving("forms", {}) as environment:
            command = [sys.executable, "-c", ASKING, str(small_pages), str(profile), "-m", sentence, *more]
            run = subprocess.run(
                command, capture_output=True, text=True, check=True, timeout=240, env={**os.environ, **environment}
            )
        return dict(json.loads(run.stdout))

    return asked


@pytest.fixture
def own(tmp_path: Path) -> Callable[[str], Path]:
    """Give a profile of the service of forms that says something else of its pages."""

    def changed(pages: str) -> Path:
        text = profile_of("forms").read_text(encoding="utf-8")
        assert len(SAID.findall(text)) == 1
        (tmp_path / "own.toml").write_text(SAID.sub(lambda _: pages, text), encoding="utf-8")
        return tmp_path / "own.toml"

    return changed


def said() -> str:
    """Give what the profile of the service of forms says of its pages."""
    found = SAID.search(profile_of("forms").read_text(encoding="utf-8"))
    assert found
    return found[0]


def outcomes(records: Records, part: str = PANEL) -> set[str]:
    found = {record["outcome"] for name, record in records.items() if name.startswith(part)}
    assert found, "nothing was asked"
    return found


@pytest.mark.parametrize("sentence", first_at_once(["settings.web.save", "settings.web.more-options"]))
def test_both_drivers_walk_the_panel_to_its_end(ask: Ask, sentence: str) -> None:
    the_browser()
    found = ask(profile_of("forms"), sentence)
    walked = {name: record for name, record in found.items() if record["capability"] != "mobile-app"}
    assert outcomes(walked) == {"passed"}
    assert any("in-a-browser" in name for name in walked)
    assert any("in-a-browser" not in name for name in walked if name.startswith(PANEL))


def test_nothing_of_it_has_the_names_that_the_article_has() -> None:
    things = tomllib.loads(profile_of("forms").read_text(encoding="utf-8"))["pages"]["thing"]
    usual = load_doors(CHECKOUT / "features" / "personalization", "pages.toml").thing
    assert len(things) > 15
    for thing, names in things.items():
        assert not {name.casefold() for name in names} & {name.casefold() for name in usual[thing].names}


@pytest.mark.parametrize(
    ("page", "label", "sentence", "step"),
    first_at_once(
        [
            ("account", "Privatsphäre und Daten", "settings.web.privacy-and-data", "Privacy and data"),
            ("more", "Einstellungen", "settings.web.settings", "Settings"),
        ]
    ),
)
def test_what_the_service_calls_otherwise_is_blamed_on_its_own_sentence(  # noqa: PLR0913, PLR0917  a table's columns
    ask: Ask, monkeypatch: pytest.MonkeyPatch, page: str, label: str, sentence: str, step: str
) -> None:
    bodies: dict[str, str] = vars(forms_pages.ENVIRONMENT.loader)["mapping"]
    assert f">{label}</a>" in bodies[page]
    monkeypatch.setitem(bodies, page, bodies[page].replace(f">{label}</a>", ">Allerlei</a>"))
    found = ask(profile_of("forms"), sentence, "--no-browser")
    [blamed] = [record for record in found.values() if record["outcome"] == "failed"]
    assert f"“{step}”" in blamed["promised"]
    after = ask(profile_of("forms"), "settings.web.save", "--no-browser")
    assert "failed" not in outcomes(after)
    assert "notReached" in {record["qualifier"] for record in after.values()}


def test_pages_that_need_scripts_are_walked_in_a_browser(ask: Ask, own: Callable[[str], Path]) -> None:
    profile = own(f"[pages]\nscripts = true\n{said()}")
    assert outcomes(ask(profile, "settings.web.log-in", "--no-browser")) == {"untested"}
    the_browser()
    assert outcomes(ask(profile, "settings.web.log-in")) == {"passed"}


@pytest.mark.parametrize(
    ("without", "sentence", "part"),
    first_at_once(
        [
            ("help", "feedback.how-better", "help-page:what"),
            ("shop", "turn-off.do-not-track", "turn-off:in-a-browser-of"),
        ]
    ),
)
def test_a_single_page_may_not_be_there(
    ask: Ask, own: Callable[[str], Path], without: str, sentence: str, part: str
) -> None:
    if without == "shop":
        the_browser()
    found = ask(own(f'[pages]\nwithout = ["{without}"]\n{said()}'), sentence)
    assert outcomes({name: one for name, one in found.items() if one["capability"]}, part) == {"inapplicable"}
    assert f"pages: {without}" in {record["capability"] for record in found.values()}
    assert "passed" in {record["outcome"] for record in found.values()}


@pytest.mark.parametrize(
    ("pages", "line", "key", "mend"),
    [
        ("[pages.layout.wbe]\nentry = '/'", 3, "pages.layout.wbe", "did you mean 'web'?"),
        ("[pages.thing]\n'yes' = ['Ja']\n'Setings' = ['x']", 5, "pages.thing.Setings", "did you mean 'Settings'?"),
        ("[pages.place]\nchoice = '/c'", 4, "pages.place.choice", "did you mean 'choices'?"),
        ("[pages]\nwithout = ['shops']", 4, "pages.without", "did you mean 'shop'?"),
        ("[pages]\nscript = true", 4, "pages.script", "did you mean 'scripts'?"),
    ],
)
def test_a_name_that_no_step_knows_is_refused(  # noqa: PLR0913, PLR0917  a table's columns
    ledger: Ledger, tmp_path: Path, pages: str, line: int, key: str, mend: str
) -> None:
    file = tmp_path / "own.toml"
    file.write_text(f"[service]\nurl = 'http://127.0.0.1:9'\n{pages}\n", encoding="utf-8")
    contract = load_contract(ledger.folder / ledger.article.service.contract)
    doors = load_doors(ledger.folder, ledger.article.service.pages)
    with pytest.raises(ProfileError) as refused:
        open_target(str(file), contract, ledger.article.capability, doors=doors)
    assert (refused.value.where, refused.value.key, refused.value.mend) == (f"{file}:{line}", key, mend)


def test_what_asks_for_no_page_does_not_mind_what_a_profile_says_of_them(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("EXAMPLE_URL", "EXAMPLE_PASSWORD"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    contract = load_contract(ledger.folder / ledger.article.service.contract)
    opened = open_target(str(profile_of("forms")), contract, ledger.article.capability)
    assert opened.doors.layout["web"].entry == "/start"
    opened.close()


def section() -> str:
    found = SECTION.search((CHECKOUT / "docs" / "profiles.md").read_text(encoding="utf-8"))
    assert found
    return found[0]


@pytest.mark.parametrize("table", [Doors, Layout, Thing])
def test_the_paper_names_every_key(table: type[Table]) -> None:
    assert table.model_fields
    for key in table.model_fields:
        assert re.search(rf"`{key}|^\[pages\.{key}|^{key} = ", section(), re.MULTILINE), key


def test_what_the_paper_shows_walks_the_panel(ask: Ask, own: Callable[[str], Path]) -> None:
    [shown] = re.findall(r"```toml\n(.*?)```", section(), re.DOTALL)
    assert outcomes(ask(own(shown), "settings.web.privacy-and-data", "--no-browser")) == {"passed", "untested"}
