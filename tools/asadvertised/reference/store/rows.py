"""From rows to the values that the rules know."""

import json
import sqlite3
from dataclasses import replace

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
    everything_on,
)


def choices_from(text: str) -> Choices:
    """Read choices as they are kept."""
    return {Choice(name): bool(on) for name, on in json.loads(text).items()}


def signal_from(row: sqlite3.Row, origin: Browser | Phone | None) -> Signal:
    """Give a signal, with where it came from; what an app sent has no other name for its actor than the phone's."""
    event = row["event"] and ShopEvent(row["event"])
    then = choices_from(row["choices_then"]) if row["choices_then"] else everything_on()
    actor = row["person"] or row["advertising_id"] or ""
    return Signal(SignalKind(row["kind"]), row["subject"], row["advertiser"] or "", event or None, origin, actor, then)


def browser_of_signal(row: sqlite3.Row) -> Browser | None:
    """Give the browser of a signal, if it came from one."""
    if row["browser"] is None:
        return None
    was = (bool(row["was_opted_out"]), bool(row["was_do_not_track"]))
    return Browser(bool(row["opted_out"]), bool(row["do_not_track"]), *was)


def phone_of_signal(row: sqlite3.Row) -> Phone:
    """Give the phone of a signal."""
    was = Tracking(row["was_tracking"]) if row["was_tracking"] else Tracking.NOT_ANSWERED
    return replace(phone_from(row), was_opted_out=bool(row["was_opted_out"]), was_tracking=was)


def phone_from(row: sqlite3.Row) -> Phone:
    """Give a phone."""
    version = (row["os_major"], row["os_minor"])
    return Phone(Platform(row["platform"]), version, bool(row["opted_out"]), Tracking(row["tracking"]))


def browser_from(row: sqlite3.Row) -> Browser:
    """Give a browser."""
    return Browser(bool(row["opted_out"]), bool(row["do_not_track"]))
