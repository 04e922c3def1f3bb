"""Remove what a run made and did not remove itself, by the service's own operations."""

from dataclasses import dataclass
from http import HTTPStatus

from asadvertised.errors import ConfigurationError
from asadvertised.outcome import Verdict
from asadvertised.target.client import Target
from asadvertised.target.journal import Journal, Removal, left_in

GONE = (HTTPStatus.NOT_FOUND, HTTPStatus.GONE)
CLEANER = "the harness"


@dataclass(frozen=True)
class Cleaned:
    """How much was removed, and what could not be, with the first reason."""

    removed: int = 0
    left: tuple[Removal, ...] = ()
    why: str = ""


def clean(target: Target, journal: Journal) -> Cleaned:
    """Remove what a journal says is left at a target; the file goes once nothing is left anywhere."""
    cleaner = target.agent(CLEANER)
    target.journal = journal
    removals, left, why = journal.left(), [], ""
    for removal in removals:
        try:
            cleaner.call(removal.operation, **dict(removal.parameters))
        except (Verdict, ConfigurationError) as error:
            status = getattr(error, "status", 0)
            if status in GONE:
                journal.removed(removal.operation, dict(removal.parameters))
                continue
            left.append(removal)
            # What a service says may quote secrets of a run that nobody knows any more.
            why = why or (f"it answered with status {status}" if status else target.mask.text(str(error)))
    forget_if_done(journal)
    return Cleaned(len(removals) - len(left), tuple(left), why)


def forget_if_done(journal: Journal) -> None:
    """Delete a journal by which nothing is left to be removed."""
    if not left_in(journal.file):
        journal.file.unlink(missing_ok=True)
