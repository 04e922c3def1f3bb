"""The ledger: every sentence has scenarios or a reason, every scenario has sentences, and nothing is left over."""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from asadvertised.article.model import Article, Boundary, Check, Sentence
from asadvertised.article.reviews import REVIEWS, Review, load_reviews
from asadvertised.article.scenarios import Scenario, read_features
from asadvertised.article.transcription import load_article, sentence_lines
from asadvertised.errors import LedgerError

NO_PART = {"__pycache__", "proof.json", REVIEWS}  # what is made of a suite, or says what is known of it


@dataclass(frozen=True)
class Ledger:
    """An article and the scenarios that ask it, which account for each other in full.

    `reviews` says which scenarios were made for a wording that the article no longer has.
    """

    folder: Path
    article: Article
    scenarios: tuple[Scenario, ...]
    suite_digest: str
    reviews: tuple[Review, ...] = ()

    def asking(self, sentence: Sentence | str) -> list[Scenario]:
        """Give the scenarios that ask a sentence."""
        name = sentence if isinstance(sentence, str) else sentence.id
        return [scenario for scenario in self.scenarios if name in scenario.sentences]

    def to_review(self, scenario: Scenario) -> bool:
        """Say whether a scenario was made for another wording, and nobody has looked at it since."""
        return any(scenario.outline in review.open for review in self.reviews)

    def is_retired(self, scenario: Scenario) -> bool:
        """Say whether a scenario asks only what the article no longer says."""
        return {retired.id for retired in self.article.retired}.issuperset(scenario.sentences)

    def rows_of(self, boundary: Boundary) -> list[Scenario]:
        """Give the scenarios that are the rows of a table of combinations."""
        return [scenario for scenario in self.scenarios if scenario.outline in boundary.outlines]


def load_ledger(folder: Path) -> Ledger:
    """Load an article with its scenarios.

    Raises LedgerError, naming file and line, unless they account for each other in full.
    """
    file = folder / "article.toml"
    article, reviews, scenarios = load_article(file), load_reviews(folder), read_features(folder)
    must_account(file, article, scenarios, reviews)
    return Ledger(folder, article, tuple(scenarios), suite_digest(folder), reviews)


def must_account(file: Path, article: Article, scenarios: list[Scenario], reviews: Sequence[Review]) -> None:
    """Hold an article and its scenarios against each other; `file` is the article's, whose folder has the scenarios.

    Raises LedgerError, naming file and line, for the first thing that is unaccounted for.
    """
    _scenarios_cite_sentences(file.parent, article, scenarios, reviews)
    _sentences_are_cited(file, article, scenarios)
    _boundaries_are_asked(file, article, scenarios)
    _reviews_are_of_something(file.parent / REVIEWS, article, scenarios, reviews)


def suite_digest(folder: Path) -> str:
    """Give the SHA-256 over everything that decides what is asked: article, features, contract and steps."""
    steps = folder.parent.parent / "steps" / folder.name
    files = [*folder.rglob("*"), *steps.rglob("*.py")]
    whole = sha256()
    for file in sorted(file for file in files if file.is_file() and not NO_PART & {file.name, *file.parts}):
        whole.update(f"{file.relative_to(folder.parent.parent).as_posix()}\0".encode())
        whole.update(sha256(file.read_bytes()).digest())
    return whole.hexdigest()


def _scenarios_cite_sentences(
    folder: Path, article: Article, scenarios: list[Scenario], reviews: Sequence[Review]
) -> None:
    """Refuse what the article does not have; what is retired may be cited until a person has looked at the scenario."""
    known = {sentence.id: sentence for sentence in article.sentences}
    retired = {sentence.id for sentence in article.retired}
    reviewed = {review.sentence: review.open for review in reviews if review.sentence in retired}
    for scenario in scenarios:
        place = f"{folder / scenario.feature}:{scenario.line}"
        if not scenario.sentences:
            raise LedgerError(f"scenario {scenario.name!r} cites no sentence", place, "tag it with @<sentence id>")
        for name in scenario.sentences:
            if scenario.outline in reviewed.get(name, ()):
                continue
            if name not in known:
                has = "no longer has" if name in retired else "does not have"
                what = f"scenario {scenario.name!r} cites {name!r}, which the article {has}"
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


def _reviews_are_of_something(
    file: Path, article: Article, scenarios: list[Scenario], reviews: Sequence[Review]
) -> None:
    """Refuse a review of what is not there any more, which could never be seen to, nor be missed."""
    said = {sentence.id for sentence in article.sentences} | {sentence.id for sentence in article.retired}
    known = said | {scenario.outline for scenario in scenarios}
    for review in reviews:
        for name in (review.sentence, *review.open) if review.open else ():
            if name not in known:
                mend = f"name it as it is called now; or clear it with `asadvertised accept --reviewed {name}`"
                raise LedgerError(f"{name!r} is to review, and is not there", str(file), mend)


def _boundaries_are_asked(file: Path, article: Article, scenarios: list[Scenario]) -> None:
    known = {scenario.outline for scenario in scenarios}
    for boundary in article.boundary:
        for outline in boundary.outlines:
            if outline not in known:
                what = f"the boundary {boundary.says!r} names {outline!r}, which no scenario is a row of"
                raise LedgerError(what, str(file), "name outlines by the part of their id before the #")
