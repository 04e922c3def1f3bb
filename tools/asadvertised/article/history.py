"""Compare two kept fetches of a page, and tell changes of the page from those that our reading of it has made."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from asadvertised.article.comparing import compare
from asadvertised.article.drift import Against, DriftOutcome, Found, ScenariosOf, Sides, outcome_of, read_article, told
from asadvertised.article.fetching.archive import Archive
from asadvertised.article.fetching.kept import KeptFetch
from asadvertised.article.fetching.reading import read_kept
from asadvertised.article.model import Article
from asadvertised.article.passage import Passage, passages_of
from asadvertised.article.readings import other_readings
from asadvertised.errors import ConfigurationError
from asadvertised.outcome import CouldNotTell

HASH = re.compile(r"[0-9a-fA-F]{6,64}")
DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
END_OF_DAY = "T23:59:59.999999"


@dataclass(frozen=True)
class Versions:
    """What became of a page between two fetches; `of_ours` counts the differences that only our reading made."""

    old: KeptFetch
    new: KeptFetch
    found: Found
    of_ours: int = 0


class History:
    """What is kept of an article's page."""

    def __init__(self, archive: Archive, article: Article, source: str) -> None:
        self._archive = archive
        self._article = article
        self._source = source

    def since(self, when: str) -> tuple[KeptFetch, KeptFetch]:
        """Give the page as it was at a moment, or as it was first seen after it, and as it was seen last."""
        new = self._archive.latest(self._source)
        if new is None:
            raise self._nothing(when)
        return self.first(when), new

    def first(self, name: str) -> KeptFetch:
        """Give the fetch that a date, or the beginning of a SHA-256, names; of a date, the page as the day began.

        Raises ConfigurationError where there is none.
        """
        found = self._by_hash(name) or self._archive.at(name, self._source)
        found = found or next(iter(self._archive.since(name, self._source)), None)
        if found is None:
            raise self._nothing(name)
        return found

    def last(self, name: str) -> KeptFetch:
        """Give the fetch that a date, or the beginning of a SHA-256, names; of a date, the page as the day ended.

        Raises ConfigurationError where there is none.
        """
        end = f"{name}{END_OF_DAY}" if DATE.fullmatch(name) else name
        found = self._by_hash(name) or self._archive.at(end, self._source)
        if found is None:
            raise self._nothing(name)
        return found

    def _by_hash(self, name: str) -> KeptFetch | None:
        known = reversed(self._archive.fetches(self._source)) if HASH.fullmatch(name) else ()
        return next((kept for kept in known if kept.sha256.startswith(name.lower())), None)

    def between(self, old: KeptFetch, new: KeptFetch, scenarios_of: ScenariosOf) -> Versions:
        """Read both as they are read today, and compare them."""
        try:
            before, after = (self._read(kept) for kept in (old, new))
        except CouldNotTell as fault:
            return Versions(old, new, Found(DriftOutcome.CANT_TELL, self._source, fault.reason, against=Against.FETCH))
        sides = Sides(self._article, self._with_ids(before), after)
        changes = told(sides, compare(sides.old, sides.new), scenarios_of)
        found = Found(outcome_of(changes), self._source, changes=changes, against=Against.FETCH)
        read = {old.sha256: (old, before), new.sha256: (new, after)}
        return Versions(old, new, found, sum(self._of_ours(*each) for each in read.values()))

    def _read(self, kept: KeptFetch) -> list[Passage]:
        return read_article(self._article, read_kept(self._archive, kept))

    def _with_ids(self, passages: Sequence[Passage]) -> list[Passage]:
        """Give a reading's passages the ids of the sentences that they are."""
        ours = passages_of(self._article)
        changed = compare(ours, passages)
        gone, come = ({i for one in changed for i in one.old}, {j for one in changed for j in one.new})
        pairs = dict(
            zip(
                (j for j in range(len(passages)) if j not in come),
                (i for i in range(len(ours)) if i not in gone),
                strict=True,
            )
        )
        pairs |= {one.new[0]: one.old[0] for one in changed if one.new and one.old}
        return [replace(one, id=ours[pairs[j]].id if j in pairs else "") for j, one in enumerate(passages)]

    def _of_ours(self, kept: KeptFetch, now: Sequence[Passage]) -> int:
        """Count what another reader, or other selectors, had made of the same bytes."""
        others = other_readings(self._archive, self._article.page, kept.sha256)
        return max((len(compare(other, now)) for other in others), default=0)

    def _nothing(self, when: str) -> ConfigurationError:
        known = self._archive.fetches(self._source)
        kept = f"kept from {known[0].at:%Y-%m-%d} to {known[-1].at:%Y-%m-%d}" if known else "nothing is kept of it yet"
        return ConfigurationError(f"no fetch of {when!r}", f"the history of {self._source}", kept)
