"""Two questions side by side: does the text still say it, does the service still do it; and whose turn it is then."""

from collections.abc import Iterable
from enum import StrEnum

from asadvertised.article.change import Change, ChangeKind, Severity, suspects
from asadvertised.article.drift import DriftOutcome
from asadvertised.outcome import Outcome


class Says(StrEnum):
    """Whether the text still says what the scenarios of a sentence were made for."""

    YES = "yes"
    COSMETIC = "cosmetic"
    REWORDED = "reworded"
    CHANGED = "changed"
    GONE = "gone"
    CANT_TELL = "cantTell"
    NOT_ASKED = "notAsked"


class Turn(StrEnum):
    """Who has to do something next: who writes the article, or who builds and tests the service."""

    NOBODY = "nobody"
    WRITER = "writer"
    ENGINEER = "engineer"
    BOTH = "both"


WORST_FIRST = (Says.GONE, Says.CHANGED, Says.REWORDED, Says.COSMETIC)
SERVICE = (Outcome.PASSED, Outcome.FAILED, Outcome.CANT_TELL, Outcome.UNTESTED, Outcome.INAPPLICABLE, None)
_N, _W, _E, _B = Turn
# fmt: off
TURNS = {
    #                 kept  broken  cannot tell  not tested  does not apply  nobody asks it
    Says.YES:        (_N,   _E,     _E,          _E,         _N,             _N),
    Says.COSMETIC:   (_N,   _E,     _E,          _E,         _N,             _N),
    Says.REWORDED:   (_W,   _B,     _B,          _B,         _W,             _W),
    Says.CHANGED:    (_B,   _E,     _B,          _B,         _B,             _B),
    Says.GONE:       (_W,   _E,     _B,          _B,         _W,             _W),
    Says.CANT_TELL:  (_E,   _E,     _E,          _E,         _E,             _E),
    Says.NOT_ASKED:  (_N,   _E,     _E,          _N,         _N,             _N),
}
# fmt: on


def whose_turn(text: Says, service: Outcome | None) -> Turn:
    """Say whose turn it is; `service` is None where the service is not asked, for a reason that the ledger gives.

    The text says it still, but for looks: what is not kept, or could not be told, is the engineer's.
    It is reworded: the writer confirms that the same is meant; what else is wrong stays the engineer's.
    It is changed and the old promise is kept: the writer says whether a new one was meant, and the engineer asks it.
    It is changed and the old promise is broken: they seem to have moved together; the engineer asks the new one.
    It is gone: what the service does still, only the writer can say whether it was to go unsaid; where it does it no
    longer, the engineer takes the scenarios away.
    The page could not be read: somebody mends that first, and it is no work of writing.
    The page was not read: as though it said it; where nothing was asked at all, nobody can be told anything.
    """
    return TURNS[text][SERVICE.index(service)]


def says_still(drift: DriftOutcome, changes: Iterable[Change], *, to_review: bool) -> Says:
    """Say whether the text still says it; what was accepted and nobody has looked at since counts as changed."""
    found = {_said(change) for change in changes} | ({Says.CHANGED} if to_review else set())
    untold = {DriftOutcome.CANT_TELL: Says.CANT_TELL, DriftOutcome.NOT_ASKED: Says.NOT_ASKED}.get(drift, Says.YES)
    return next((says for says in WORST_FIRST if says in found), untold)


def _said(change: Change) -> Says:
    if change.kind is ChangeKind.REMOVED:
        return Says.GONE
    if suspects(change.kind, change.severity):
        return Says.CHANGED
    return Says.REWORDED if change.severity is Severity.WARNING or change.kind is ChangeKind.REWORDED else Says.COSMETIC
