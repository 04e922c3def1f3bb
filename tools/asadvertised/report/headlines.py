"""What became of a text, in one line: of which text, compared with what."""

from asadvertised.article.drift import Against, DriftOutcome
from asadvertised.record.model import Drift

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
