"""Times and spans as people read them, in UTC."""

from datetime import datetime, timedelta

UNITS = (("day", 86_400), ("hour", 3_600), ("minute", 60), ("second", 1))


def minute(moment: datetime) -> str:
    """Give a moment to the minute."""
    return moment.isoformat(" ")[:16]


def second(moment: datetime) -> str:
    """Give a moment to the second."""
    return f"{moment.isoformat(' ')[:19]} UTC"


def span(time: timedelta) -> str:
    """Give a span of time in the largest unit that it has two of, rounded down."""
    seconds = int(time.total_seconds())
    name, size = next(((name, size) for name, size in UNITS if seconds >= 2 * size), UNITS[-1])
    count = seconds // size
    return f"{count} {name}{'' if count == 1 else 's'}"
