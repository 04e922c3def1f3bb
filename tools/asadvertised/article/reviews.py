"""What a person has to look at again, since the wording that it was made for was changed and accepted.

It stands beside the article, in `reviews.toml`: it says nothing about what is asked, so it is no part of the suite.
"""

from collections.abc import Collection, Iterable
from datetime import date
from pathlib import Path
from typing import Annotated

import tomlkit
from pydantic import StringConstraints, ValidationError
from tomlkit.items import Array, InlineTable, Table

from asadvertised.article.change import Signal
from asadvertised.article.model import SentenceId, Strict
from asadvertised.article.toml import NotToml, read_toml
from asadvertised.errors import ConfigurationError

REVIEWS = "reviews.toml"
ABOUT = """\
# What has to be looked at again: the wording of these sentences was changed on the page, and accepted.
# `asadvertised accept --reviewed ID` clears a scenario, or all that is open of a sentence.
"""


class Cleared(Strict):
    """A scenario that a person has looked at since, or the reason why none asks the sentence."""

    id: str
    date: date
    note: str = ""


class Review(Strict):
    """One sentence; `old` is the wording that all its open scenarios were made for, the new one is the article's.

    `open` names scenarios without the numbers of rows, or the sentence itself where a reason stands for scenarios.
    """

    sentence: SentenceId
    accepted: date
    kind: str
    signals: tuple[Signal, ...] = ()
    old: Annotated[str, StringConstraints(min_length=1)]
    open: tuple[str, ...] = ()
    cleared: tuple[Cleared, ...] = ()


class Reviews(Strict):
    """The whole file."""

    review: tuple[Review, ...] = ()


def load_reviews(folder: Path) -> tuple[Review, ...]:
    """Read the reviews of an article; without a file, there are none.

    Raises ConfigurationError for a file that cannot be used.
    """
    file = folder / REVIEWS
    if not file.exists() and not file.is_symlink():
        return ()
    try:
        return Reviews.model_validate(read_toml(file.read_text(encoding="utf-8"))).review
    except ValidationError as error:
        raise _unusable(file, error) from None
    except OSError as error:
        raise ConfigurationError(f"cannot be read: {error.strerror}", str(file), "mend or remove it") from None
    except (UnicodeError, NotToml) as error:
        raise ConfigurationError(f"is not TOML: {error}", str(file), "mend the line it names") from None


def _unusable(file: Path, error: ValidationError) -> ConfigurationError:
    first = error.errors()[0]
    if first["type"] == "extra_forbidden" and len(first["loc"]) == 1:
        unknown = ", ".join(repr(one["loc"][0]) for one in error.errors() if len(one["loc"]) == 1)
        return ConfigurationError(f"has unknown keys: {unknown}", str(file), "each table is a [[review]]")
    what = f"{'.'.join(str(part) for part in first['loc'])}: {first['msg']}"
    return ConfigurationError(what, str(file), "mend this table")


def open_reviews(reviews: Iterable[Review]) -> list[Review]:
    """Give those that have something open still."""
    return [review for review in reviews if review.open]


def with_reviews(known: Iterable[Review], more: Iterable[Review]) -> list[Review]:
    """Add reviews; what is open of a sentence already stays open, for its scenarios were made for the older wording."""
    reviews = list(known)
    for review in more:
        place = next((n for n, one in enumerate(reviews) if one.sentence == review.sentence and one.open), None)
        if place is None:
            reviews.append(review)
        else:
            reviews[place] = _joined(reviews[place], review)
    return reviews


def _joined(earlier: Review, later: Review) -> Review:
    return later.model_copy(
        update={
            "old": earlier.old,
            "signals": tuple(dict.fromkeys((*earlier.signals, *later.signals))),
            "open": tuple(dict.fromkeys((*earlier.open, *later.open))),
            "cleared": earlier.cleared,
        }
    )


def cleared(reviews: Iterable[Review], ids: Collection[str], when: date, note: str = "") -> list[Review]:
    """Clear what is open of some scenarios or sentences.

    Raises ConfigurationError for an id of which nothing is open.
    """
    reviews, wanted = list(reviews), {name.partition("#")[0]: name for name in ids}
    found = {name for one in open_reviews(reviews) for name in (one.sentence, *one.open)}
    for stem, name in wanted.items():
        if stem not in found:
            raise ConfigurationError("nothing is open of it", name, "name a scenario or a sentence that is to review")
    return [_without(review, set(wanted), when, note) for review in reviews]


def _without(review: Review, ids: Collection[str], when: date, note: str) -> Review:
    done = [name for name in review.open if name in ids or review.sentence in ids]
    seen = tuple(Cleared(id=name, date=when, note=note) for name in done)
    left = tuple(name for name in review.open if name not in done)
    return review.model_copy(update={"open": left, "cleared": (*review.cleared, *seen)})


def reviews_toml(reviews: Iterable[Review]) -> str:
    """Write the file."""
    document, tables = tomlkit.parse(ABOUT), tomlkit.aot()
    for review in reviews:
        tables.append(_table(review))
    document.append("review", tables)
    return tomlkit.dumps(document)


def _table(review: Review) -> Table:
    table = tomlkit.table()
    for key, value in review.model_dump(exclude_defaults=True).items():
        table[key] = _lines(value) if isinstance(value, tuple) else str(value) if isinstance(value, str) else value
    return table


def _lines(values: Collection[object]) -> Array:
    array = tomlkit.array().multiline(multiline=not all(isinstance(one, Signal) for one in values))
    array.extend([_cleared(one) if isinstance(one, dict) else str(one) for one in values])
    return array


def _cleared(values: dict[str, object]) -> InlineTable:
    table = tomlkit.inline_table()
    table.update(values)
    return table
