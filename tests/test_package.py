"""What people install: the wheel, tried from an empty folder, and every command that the papers show."""

import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import CHECKOUT
from thorough import first_at_once

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel."""
    out = tmp_path_factory.mktemp("dist")
    subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--outdir", str(out), str(CHECKOUT)], check=True, capture_output=True
    )
    [built] = out.glob("*.whl")
    return built


def content(folder: str) -> set[str]:
    root = CHECKOUT / folder
    return {
        path.relative_to(CHECKOUT).as_posix()
        for path in root.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }


def test_the_wheel_holds_all_of_it_and_nothing_else(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        inside = {name for name in archive.namelist() if ".dist-info/" not in name}
    machinery = {name.removeprefix("tools/") for name in content("tools")}
    parts = {f"asadvertised/{name}" for part in ("features", "steps", "reports") for name in content(part)}
    assert len(parts) > 30
    assert inside == machinery | parts


def test_the_wheel_works_in_an_empty_environment_from_an_empty_folder(wheel: Path, tmp_path: Path) -> None:
    environment, empty = tmp_path / "venv", tmp_path / "empty"
    empty.mkdir()
    subprocess.run([sys.executable, "-m", "venv", str(environment)], check=True)
    python = environment / "bin" / "python"
    subprocess.run([python, "-m", "pip", "install", "--quiet", f"{wheel}[browser]"], check=True, capture_output=True)
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "PYTEST"))}
    check = subprocess.run(
        [environment / "bin" / "asadvertised", "check", "--no-browser"],
        cwd=empty,
        env=clean,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert check.returncode == 4, check.stdout + check.stderr
    found = json.loads((empty / "asadvertised-report" / "results.json").read_text(encoding="utf-8"))["summary"]
    counts = found["scenarios"]
    assert (counts["failed"], counts["cantTell"]) == (0, 0)
    assert 0 < counts["untested"] == sum(found["not_looked_at"].values()) < counts["passed"]
    subprocess.run(
        [python, "-c", "import asadvertised.target.pages.seen, playwright"], cwd=empty, env=clean, check=True
    )
    assert (empty / "asadvertised-report" / "index.html").is_file()
    assert [path.name for path in empty.iterdir()] == ["asadvertised-report"]


def commands(paper: str) -> list[str]:
    text = (CHECKOUT / paper).read_text(encoding="utf-8")
    blocks = re.findall(r"```console\n(.*?)```", text, re.DOTALL)
    return [line for block in blocks for line in block.splitlines() if line.strip()]


def test_the_readmes_commands_are_the_makefiles_and_ours() -> None:
    shown = commands("README.md")
    assert "make check" in shown
    assert "make test" in shown
    targets = re.findall(r"^([a-z-]+):", (CHECKOUT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    for line in shown:
        assert (line.startswith("make ") and line.split()[1] in targets) or line.startswith("asadvertised ")


def own(paper: str) -> list[str]:
    return [line for line in commands(paper) if line.startswith("asadvertised ")]


def test_the_readme_shows_each_job() -> None:
    assert {line.split()[1] for line in own("README.md")} >= {"check", "doctor", "explore", "prove", "new"}


OF_RECORDS = ("report", "compare", "history", "keygen", "attest", "redact", "merge", "plan")
PAGE = "<html lang=en><title>Bills</title><main><h1>Bills</h1><p>We never sell your data.</p></main></html>"


@pytest.mark.parametrize(
    "paper",
    first_at_once(
        [
            "README.md",
            "docs/profiles.md",
            "docs/attestation.md",
            "docs/verify.md",
            "docs/evidence.md",
            "docs/formats.md",
            "docs/history.md",
        ],
        at_once=1,
    ),
)
def test_what_the_papers_show_works(
    asadvertised: Run, small_content: Path, reference_url: str, tmp_path: Path, paper: str
) -> None:
    assert own(paper)
    for line in own(paper):
        arguments = [reference_url if part.startswith("http://") else part for part in line.split()[1:]]
        for profile in (part for part in arguments if part.endswith(".toml")):
            (tmp_path / profile).write_text(f'[service]\nurl = "{reference_url}"\n', encoding="utf-8")
        for page in (part for part in arguments if part.endswith(".html")):
            (tmp_path / page).write_text(PAGE, encoding="utf-8")
        for record in (part for part in arguments if part.endswith("results.json") and arguments[0] == "compare"):
            (tmp_path / record).parent.mkdir(exist_ok=True)
            shutil.copy(tmp_path / "asadvertised-report" / "results.json", tmp_path / record)
        own_content = tmp_path / "own" if "billing" in arguments else small_content
        content = [] if arguments[0] in OF_RECORDS else ["--content", str(own_content)]
        run = asadvertised(*arguments, *content)
        assert run.returncode == 0, f"{line}\n{run.stdout}{run.stderr}"


@pytest.mark.parametrize("paper", ["README.md", "docs/history.md"])
def test_a_history_that_is_shown_has_runs_in_folders_of_their_own(paper: str) -> None:
    [folder] = [line.split()[2] for line in own(paper) if line.startswith("asadvertised history ")]
    outs = {line.partition(" --out ")[2] for line in own(paper) if line.startswith("asadvertised check ")}
    assert len([out for out in outs if out.startswith(f"{folder}/")]) > 1


def test_every_command_and_option_is_in_the_readme_and_in_its_help(asadvertised: Run) -> None:
    readme = (CHECKOUT / "README.md").read_text(encoding="utf-8")
    names = re.findall(r"^  ([a-z]+)  ", asadvertised("--help").stdout, re.MULTILINE)
    assert {
        "accept",
        "attest",
        "check",
        "clean",
        "compare",
        "doctor",
        "drift",
        "explore",
        "keygen",
        "ledger",
        "merge",
        "history",
        "new",
        "plan",
        "prove",
        "redact",
        "report",
        "serve",
        "verify",
        "waive",
    } == set(names)
    for name in names:
        help_text = asadvertised(name, "--help", COLUMNS="200").stdout
        assert f"`asadvertised {name}" in readme
        options = set(re.findall(r"(?<!-)--[a-z-]+", help_text)) - {"--help"}
        assert options
        for option in options:
            assert option in readme, f"{name} {option}"


def test_the_exit_codes_are_in_help_and_readme(asadvertised: Run) -> None:
    readme = (CHECKOUT / "README.md").read_text(encoding="utf-8")
    said = " ".join(asadvertised("--help").stdout.split())
    for code, words in ((1, "a promise is broken"), (2, "wrong usage"), (3, "the text drifted"), (4, "could not tell")):
        assert f"| {code} | {words}" in readme
        assert f"{code} {words}" in said


@pytest.mark.parametrize(
    "selected",
    first_at_once([["-m", "feedback.leave-blank", "-n", "2"], ["-m", "android.opt-out"], ["-k", "sixteenth"]]),
)
def test_pytest_does_what_people_who_know_it_expect(selected: list[str], reference_url: str, tmp_path: Path) -> None:
    report = tmp_path / "junit.xml"
    arguments = ["steps", "--target", reference_url, *selected, f"--junitxml={report}", "-q", "-p", "no:cacheprovider"]
    run = subprocess.run(
        [sys.executable, "-m", "pytest", *arguments],
        cwd=CHECKOUT,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert run.returncode == 0, run.stdout
    assert re.search(r"\b[1-9]\d* passed", run.stdout)
    assert "testcase" in report.read_text(encoding="utf-8")
