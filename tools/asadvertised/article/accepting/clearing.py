"""Clear what was to review, without asking whether all else is in order, so that what is in no order can be mended."""

from collections.abc import Collection, Iterable, Iterator
from datetime import date
from pathlib import Path

from asadvertised.article.reviews import REVIEWS, Review, cleared, load_reviews, open_reviews, reviews_toml
from asadvertised.article.scenarios import read_features
from asadvertised.article.transcription import load_article
from asadvertised.article.writing import write_whole
from asadvertised.errors import ConfigurationError

MOST_NAMED = 5


def clear(folder: Path, ids: Collection[str], when: date, note: str = "") -> list[Review]:
    """Clear some scenarios or sentences in the file of an article's reviews, and give all reviews.

    Raises ConfigurationError, and changes nothing, for an id of which nothing is open, and for a sentence that is gone
    while scenarios cite it still, which only their open reviews allow.
    """
    before = load_reviews(folder)
    after = cleared(before, ids, when, note)
    gone = {retired.id for retired in load_article(folder / "article.toml").retired}
    lost = {pair for pair in _open(before) - _open(after) if pair[0] in gone}
    if lost and (cited := sorted(set(_citing(folder, lost)))):
        names = ", ".join(f"@{name}" for name in sorted({name for _, _, name in cited}))
        places = [f"{feature}:{line}" for feature, line, _ in cited]
        more = f" and {len(places) - MOST_NAMED} more" if len(places) > MOST_NAMED else ""
        what = f"the article no longer has it, and scenarios cite it still: {', '.join(places[:MOST_NAMED])}{more}"
        raise ConfigurationError(what, f"--reviewed {' '.join(ids)}", f"take off the tags first: {names}")
    write_whole(folder / REVIEWS, reviews_toml(after))
    return after


def _open(reviews: Iterable[Review]) -> set[tuple[str, str]]:
    return {(review.sentence, name) for review in open_reviews(reviews) for name in review.open}


def _citing(folder: Path, pairs: Collection[tuple[str, str]]) -> Iterator[tuple[str, int, str]]:
    """Give the feature and line of each scenario that cites a sentence as a pair says, with the sentence."""
    for scenario in read_features(folder):
        for name in scenario.sentences:
            if (name, scenario.outline) in pairs:
                yield scenario.feature, scenario.template_line, name
