"""The rules of the house, each with its check."""

import ast
import re
import statistics
import subprocess
from pathlib import Path

import pytest
from conftest import CHECKOUT

from asadvertised.article.ledger import Ledger

MACHINERY = sorted((CHECKOUT / "tools").rglob("*.py"))
STEPS = sorted((CHECKOUT / "steps").rglob("*.py"))
CODE = [*MACHINERY, *STEPS]
AT_THE_TOP = {
    *("README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md", "LICENSE", "Makefile", "pyproject.toml"),
    *("features", "steps", "tools", "reports", "docs", "tests", ".ci", ".gitignore"),
    "action.yml",  # GitHub looks for an action there, and `uses: owner/name@v1` names no other place
    ".pre-commit-hooks.yaml",  # pre-commit looks nowhere else
}
TEXT = (
    ".py",
    ".md",
    ".j2",
    ".css",
    ".toml",
    ".feature",
    ".yaml",
    ".yml",
    ".sql",
    ".ini",
    ".json",
    "Makefile",
    "run",
    "Dockerfile",
)


def files() -> list[Path]:
    found = [
        path
        for part in ("tools", "steps", "reports", "features", "tests", ".ci", "docs")
        for path in (CHECKOUT / part).rglob("*")
        if path.name.endswith(TEXT) and "__pycache__" not in path.parts
    ]
    found += [path for path in CHECKOUT.iterdir() if path.name.endswith(TEXT)]
    assert len(found) > 80
    return found


def functions(file: Path) -> list[ast.FunctionDef | ast.AsyncFunctionDef]:
    tree = ast.parse(file.read_text(encoding="utf-8"))
    return [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]


def own_lines(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    body = function.body[1:] if ast.get_docstring(function) else function.body
    return sum((node.end_lineno or node.lineno) - node.lineno + 1 for node in body)


def test_modules_stay_under_300_lines() -> None:
    assert CODE
    long = {file.name: n for file in CODE if (n := len(file.read_text(encoding="utf-8").splitlines())) >= 300}
    assert long == {}


def test_functions_are_short() -> None:
    lengths = [own_lines(function) for file in CODE for function in functions(file)]
    assert len(lengths) > 300
    assert statistics.median(lengths) < 10
    assert max(lengths) <= 40


def test_steps_and_suite_never_import_the_reference() -> None:
    suite = sorted((CHECKOUT / "tools" / "asadvertised" / "suite").rglob("*.py"))
    assert STEPS
    assert suite
    for file in [*STEPS, *suite]:
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            names = [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            names += [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            assert not [name for name in names if "reference" in name], file


def test_no_url_and_no_status_code_in_steps() -> None:
    for file in STEPS:
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                assert "://" not in node.value or node.value.endswith(".invalid"), f"{file.name}: {node.value}"
                assert not re.match(r"/[a-z]", node.value), f"{file.name}: {node.value}"
            if isinstance(node, ast.Constant) and type(node.value) is int:
                assert not 100 <= node.value < 600, f"{file.name}: {node.value}"


def test_the_top_holds_what_is_looked_for_there_and_nothing_else() -> None:
    """Whatever else there is has a folder; a copy without its history has what is there instead."""
    listed = subprocess.run(["git", "ls-files"], cwd=CHECKOUT, capture_output=True, text=True, check=False).stdout
    kept = {line.split("/")[0] for line in listed.splitlines()}
    made = {line.strip("/") for line in (CHECKOUT / ".gitignore").read_text(encoding="utf-8").splitlines()}
    there = kept or {path.name for path in CHECKOUT.iterdir() if not any(path.match(one) for one in (*made, ".git"))}
    assert there == AT_THE_TOP


def test_no_python_among_the_reports() -> None:
    found = [path for path in (CHECKOUT / "reports").rglob("*") if path.is_file()]
    assert len(found) > 5
    assert not [path for path in found if path.suffix == ".py"]


def test_the_machinery_knows_no_article(ledger: Ledger) -> None:
    about = ledger.article.article
    for file in MACHINERY:
        if "reference" in file.parts:
            continue
        text = file.read_text(encoding="utf-8").lower()
        for word in (about.publisher.lower(), about.name.lower(), "pin-", "twin"):
            assert word not in text, f"{file}: {word}"
        for name in (sentence.id for sentence in ledger.article.sentences if "." in sentence.id):
            assert name not in text, f"{file}: {name}"


def test_the_articles_wording_stands_once(ledger: Ledger) -> None:
    long = [sentence.text for sentence in ledger.article.sentences if len(sentence.text) > 60]
    assert len(long) > 30
    for file in files():
        text = file.read_text(encoding="utf-8")
        times = [words for words in long if words in text]
        assert not times or file == ledger.folder / "article.toml", f"{file}: {times[0]}"


def test_every_step_is_used_and_none_is_defined_twice(ledger: Ledger) -> None:
    import importlib

    from pytest_bdd.steps import step_function_context_registry

    conftest = importlib.import_module("steps.personalization.conftest")
    contexts = [
        step_function_context_registry[fixture._get_wrapped_function()]  # noqa: SLF001  there is no public way
        for name, fixture in vars(conftest).items()
        if name.startswith("pytestbdd_stepdef")
    ]
    texts = {text for scenario in ledger.scenarios for _, text in scenario.steps}
    assert len(contexts) > 40
    used = {id(context.step_func) for context in contexts if any(context.parser.is_matching(t) for t in texts)}
    unused = [context.parser.name for context in contexts if id(context.step_func) not in used]
    assert unused == []
    for text in texts:
        matching = {id(context.step_func) for context in contexts if context.parser.is_matching(text)}
        assert len(matching) == 1, text


def test_nothing_says_where_it_was_made() -> None:
    forbidden = re.compile(r"/(?:work|farm|root|home|Users)/|pythonhosted|pypi\.org|localhost:\d", re.IGNORECASE)
    for file in files():
        if file != Path(__file__):
            found = forbidden.search(file.read_text(encoding="utf-8"))
            assert not found, f"{file}: {found}"


@pytest.mark.parametrize("name", ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md"])
def test_every_file_that_the_papers_name_is_there(name: str) -> None:
    text = (CHECKOUT / name).read_text(encoding="utf-8")
    for link in re.findall(r"\]\((?!https?:)([^)#]+)\)", text):
        assert (CHECKOUT / link).exists(), link
