"""What became of a text, in one line: of which text, compared with what; and what nobody looked at."""

from collections.abc import Iterator

from asadvertised.article.change import Change
from asadvertised.article.drift import Against, DriftOutcome
from asadvertised.record.model import Drift, Results
from asadvertised.report.words import one_line, shortened

SAME = {
    Against.TRANSCRIPTION: "The page says what was transcribed",
    Against.FETCH: "The page says the same in both fetches",
    Against.ORIGINAL: "The translation says what the original does, as far as that survives translation",
}
OTHER = {
    Against.TRANSCRIPTION: "The page's text drifted",
    Against.FETCH: "The page's text changed between the two fetches",
    Against.ORIGINAL: "The translation departs from the original",
}


def headline(drift: Drift) -> str:
    """Say what became of a text."""
    if drift.outcome is DriftOutcome.CANT_TELL:
        return "The page's text could not be compared"
    if drift.outcome is DriftOutcome.NOT_ASKED:
        return "The page's text was not compared"
    if drift.outcome is DriftOutcome.DRIFTED:
        return OTHER[drift.against]
    return SAME[drift.against] + (", if written a little differently" if drift.changes else "")


def not_looked_at(results: Results) -> Iterator[str]:
    """Say how many scenarios ended since nobody could look, and why."""
    for reason, count in results.summary.not_looked_at.items():
        yield f"Not looked at: {count} scenario{'' if count == 1 else 's'}: {reason}"


def place_of(change: Change) -> str:
    """Say which sentence a change is of, and where it stands."""
    return one_line(f"{change.sentence or 'a new sentence'} (section {change.section})")


def wordings_of(change: Change) -> Iterator[str]:
    """Give both wordings, and why they are no longer the same, a line each."""
    if change.old:
        yield f"  - {one_line(change.old)}"
    if change.new and change.new != change.old:
        yield f"  + {one_line(change.new)}"
    yield from (f"  because {shortened(why)}" for why in change.why)
