"""The ledger: every sentence has scenarios or a reason, every scenario has sentences, and nothing is left over."""

from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from asadvertised.article.model import Article, Boundary, Check, Sentence
from asadvertised.article.scenarios import Scenario, read_features
from asadvertised.article.transcription import load_article, sentence_lines
from asadvertised.errors import LedgerError

NO_PART = {"__pycache__", "proof.json"}  # what is made of a suite, or says of it that it is proven


@dataclass(frozen=True)
class Ledger:
    """An article and the scenarios that ask it, which account for each other in full."""

    folder: Path
    article: Article
    scenarios: tuple[Scenario, ...]
    suite_digest: str

    def asking(self, sentence: Sentence | str) -> list[Scenario]:
        """Give the scenarios that ask a sentence."""
        name = sentence if isinstance(sentence, str) else sentence.id
        return [scenario for scenario in self.scenarios if name in scenario.sentences]

    def rows_of(self, boundary: Boundary) -> list[Scenario]:
        """Give the scenarios that are the rows of a table of combinations."""
        return [scenario for scenario in self.scenarios if scenario.outline in boundary.outlines]


def load_ledger(folder: Path) -> Ledger:
    """Load an article with its scenarios.

    Raises LedgerError, naming file and line, unless they account for each other in full.
    """
    file = folder / "article.toml"
    article = load_article(file)
    scenarios = read_features(folder)
    _scenarios_cite_sentences(folder, article, scenarios)
    _sentences_are_cited(file, article, scenarios)
    _boundaries_are_asked(file, article, scenarios)
    return Ledger(folder, article, tuple(scenarios), suite_digest(folder))


def suite_digest(folder: Path) -> str:
    """Give the SHA-256 over everything that decides what is asked: article, features, contract and steps."""
    steps = folder.parent.parent / "steps" / folder.name
    files = [*folder.rglob("*"), *steps.rglob("*.py")]
    whole = sha256()
    for file in sorted(file for file in files if file.is_file() and not NO_PART & {file.name, *file.parts}):
        whole.update(f"{file.relative_to(folder.parent.parent).as_posix()}\0".encode())
        whole.update(sha256(file.read_bytes()).digest())
    return whole.hexdigest()


def _scenarios_cite_sentences(folder: Path, article: Article, scenarios: list[Scenario]) -> None:
    known = {sentence.id: sentence for sentence in article.sentences}
    for scenario in scenarios:
        place = f"{folder / scenario.feature}:{scenario.line}"
        if not scenario.sentences:
            raise LedgerError(f"scenario {scenario.name!r} cites no sentence", place, "tag it with @<sentence id>")
        for name in scenario.sentences:
            if name not in known:
                what = f"scenario {scenario.name!r} cites {name!r}, which the article does not have"
                raise LedgerError(what, place, "cite an id from article.toml")
            if known[name].check is not Check.SCENARIOS:
                what = f"scenario {scenario.name!r} cites {name!r}, for which the article gives a reason not to ask"
                raise LedgerError(what, place, 'set check = "scenarios" there, or do not cite it')


def _sentences_are_cited(file: Path, article: Article, scenarios: list[Scenario]) -> None:
    cited = {name for scenario in scenarios for name in scenario.sentences}
    for sentence in article.sentences:
        if sentence.check is Check.SCENARIOS and sentence.id not in cited:
            line = sentence_lines(file.read_text(encoding="utf-8"))[sentence.id]
            what = f"no scenario cites {sentence.id!r}"
            raise LedgerError(what, f"{file}:{line}", f"tag one with @{sentence.id}, or give a reason")


def _boundaries_are_asked(file: Path, article: Article, scenarios: list[Scenario]) -> None:
    known = {scenario.outline for scenario in scenarios}
    for boundary in article.boundary:
        for outline in boundary.outlines:
            if outline not in known:
                what = f"the boundary {boundary.says!r} names {outline!r}, which no scenario is a row of"
                raise LedgerError(what, str(file), "name outlines by the part of their id before the #")
