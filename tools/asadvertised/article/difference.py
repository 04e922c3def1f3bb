"""A difference between two readings, by the numbers of the passages; what it means for a suite is told elsewhere."""

from dataclasses import dataclass

from asadvertised.article.change import ChangeKind, Severity, Signal


@dataclass(frozen=True)
class Difference:
    """Which old passages became which new ones: none on a side, or several where one was split or merged."""

    kind: ChangeKind
    severity: Severity
    old: tuple[int, ...] = ()
    new: tuple[int, ...] = ()
    signals: tuple[Signal, ...] = ()
    why: tuple[str, ...] = ()
