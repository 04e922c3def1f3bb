"""How a step gives its verdict: one sentence each, so that a step reads as what it asks."""

from collections.abc import Sequence

from asadvertised.outcome import Broken, DoesNotApply, NotExercised, Side


def promise(kept: object, promised: str, *, seen: str, sides: Sequence[Side] = ()) -> None:
    """Say that the service was seen to break a promise, unless it was kept.

    Raises Broken, with what was promised and what was seen, and by whom where that differs.
    """
    if not kept:
        raise Broken(promised, seen, sides)


def permission(used: object, what: str) -> None:
    """Say that a permission was not seen in use, unless it was; that breaks nothing.

    Raises NotExercised.
    """
    if not used:
        raise NotExercised(f"Not exercised: {what} was not seen.")


def only_where(applies: object, why_not: str) -> None:
    """Leave a scenario whose promise says nothing here.

    Raises DoesNotApply.
    """
    if not applies:
        raise DoesNotApply(why_not)
