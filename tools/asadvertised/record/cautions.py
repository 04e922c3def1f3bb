"""What a reader should know before taking one of two runs for the other's like."""

from collections.abc import Iterator, Sequence

from asadvertised.outcome import Outcome
from asadvertised.record.fingerprint import asked_by
from asadvertised.record.model import Qualifier, Results

MOST_NAMED = 5


def cautions_of(old: Results, new: Results) -> Iterator[str]:
    """Say where two runs are not alike, and what is weaker in the new one though it is kept."""
    if old.run.id == new.run.id:
        yield "Both are the record of the same run."
    if new.run.started < old.run.started:
        yield "The new run began before the old one: what is called new here is what was first."
    for which, side in (("old", old), ("new", new)):
        if not side.run.complete:
            yield f"The {which} run was cut short: what it did not come to could not be told."
    if old.run.suite_sha256 != new.run.suite_sha256:
        yield "The suites differ: the same scenario may ask otherwise, and one that was renamed is gone and new."
    if old.run.article.sha256 != new.run.article.sha256:
        yield from _of_transcriptions(old, new)
    yield from _of_modalities(old, new)
    yield from _of_repeats(old, new)
    if old.run.versions.asadvertised != new.run.versions.asadvertised:
        yield f"They were made by versions {old.run.versions.asadvertised} and {new.run.versions.asadvertised}."


def _of_transcriptions(old: Results, new: Results) -> Iterator[str]:
    olds, news = ({sentence.id: sentence.text for sentence in side.sentences} for side in (old, new))
    other = sum(olds[name] != news[name] for name in olds.keys() & news.keys())
    gone, added = len(olds.keys() - news.keys()), len(news.keys() - olds.keys())
    yield (
        f"The transcriptions differ, in sentences: {other} with another text, which is not comparable as the same; "
        f"{added} new; {gone} gone."
    )


def _of_modalities(old: Results, new: Results) -> Iterator[str]:
    """Name the sentences that bind otherwise now, as where what must be only may be."""
    before = {sentence.id: sentence.modality for sentence in old.sentences}
    other = [
        f"{one.id} ({before[one.id]} → {one.modality})"
        for one in new.sentences
        if before.get(one.id, one.modality) is not one.modality
    ]
    if other:
        yield f"Sentences of another modality now: {_named(other)}."


def _of_repeats(old: Results, new: Results) -> Iterator[str]:
    kept = {asked_by(one) for one in old.scenarios if one.outcome is Outcome.PASSED and not _is_flaky(one.qualifier)}
    weaker = [one.id for one in new.scenarios if _is_flaky(one.qualifier) and asked_by(one) in kept]
    if weaker:
        yield f"Kept only on a repeat now, and at once before: {_named(weaker)}."


def _is_flaky(qualifier: Qualifier | None) -> bool:
    return qualifier is Qualifier.FLAKY


def _named(names: Sequence[str]) -> str:
    more = f", and {len(names) - MOST_NAMED} more" if len(names) > MOST_NAMED else ""
    return ", ".join(names[:MOST_NAMED]) + more
