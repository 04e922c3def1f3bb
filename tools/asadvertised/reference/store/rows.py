"""From rows to the values that the rules know."""

import json
import sqlite3

from asadvertised.reference.model import (
    Browser,
    Choice,
    Choices,
    Phone,
    Platform,
    ShopEvent,
    Signal,
    SignalKind,
    Tracking,
)


def choices_from(text: str) -> Choices:
    """Read choices as they are kept."""
    return {Choice(name): bool(on) for name, on in json.loads(text).items()}


def signal_from(row: sqlite3.Row, origin: Browser | Phone | None) -> Signal:
    """Give a signal, with where it came from."""
    event = row["event"] and ShopEvent(row["event"])
    return Signal(SignalKind(row["kind"]), row["subject"], row["advertiser"] or "", event or None, origin)


def browser_from(row: sqlite3.Row) -> Browser | None:
    """Give the browser of a signal, if it came from one."""
    if row["browser"] is None:
        return None
    return Browser(bool(row["opted_out"]), bool(row["do_not_track"]), bool(row["was_do_not_track"]))


def phone_from(row: sqlite3.Row) -> Phone:
    """Give a phone."""
    version = (row["os_major"], row["os_minor"])
    return Phone(Platform(row["platform"]), version, bool(row["opted_out"]), Tracking(row["tracking"]))
