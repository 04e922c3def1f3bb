"""What happened: Pins, signals, and answers to the feedback form."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from secrets import token_hex

from asadvertised.reference.model import Answer, Pin, ShopEvent, Signal, SignalKind
from asadvertised.reference.store.base import Connection
from asadvertised.reference.store.rows import browser_of_signal, phone_of_signal, signal_from


@dataclass(frozen=True)
class Event:
    """Something that happened, on its way to becoming a signal; whose it is may only be known by the phone's id."""

    kind: SignalKind
    subject: str
    event: ShopEvent | None = None
    person: str | None = None
    advertiser: str | None = None
    browser: str | None = None
    advertising_id: str | None = None


class Activity(Connection):
    """Everything that people did, on Pinterest and off it."""

    def add_pin(self, subject: str) -> str:
        """Keep a new Pin and give its id."""
        pin = f"pin-{token_hex(8)}"
        self._run("INSERT INTO pins VALUES (?, ?)", pin, subject)
        return pin

    def pin(self, pin: str) -> Pin | None:
        """Give a Pin."""
        row = self._one("SELECT * FROM pins WHERE id = ?", pin)
        return row and Pin(row["id"], row["subject"])

    def add_event(self, event: Event, *, do_not_track: bool = False) -> None:
        """Keep something that happened, with the controls that stood then."""
        self._run(
            "INSERT INTO signals (kind, subject, event, person, advertiser, browser, was_do_not_track, advertising_id,"
            " phone, was_opted_out, was_tracking, choices_then)"
            " SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, p.id, coalesce(b.opted_out, p.opted_out, 0), p.tracking,"
            " (SELECT choices FROM people WHERE id = coalesce(?4, p.person))"
            " FROM (SELECT 1) LEFT JOIN browsers b ON b.id = ?6 LEFT JOIN phones p ON p.advertising_id = ?8",
            event.kind, event.subject, event.event, event.person, event.advertiser, event.browser, do_not_track,
            event.advertising_id,
        )  # fmt: skip

    def boards_of(self, person: str) -> list[str]:
        """Give what a person's boards are about, oldest first."""
        rows = self._run(
            "SELECT subject FROM signals WHERE person = ? AND kind = ? ORDER BY number", person, SignalKind.BOARD
        )
        return [row["subject"] for row in rows]

    def signals_near(self, person: str) -> list[Signal]:
        """Give what was done under a person's account, or in a browser where they are signed in, by whomever."""
        rows = self._run(
            "SELECT s.*, b.opted_out, b.do_not_track FROM signals s LEFT JOIN browsers b ON b.id = s.browser"
            " WHERE s.number IN (SELECT number FROM signals WHERE person = ?1 UNION SELECT number FROM signals"
            " WHERE browser IN (SELECT browser FROM sessions WHERE person = ?1)) ORDER BY s.number", person,
        )  # fmt: skip
        return [signal_from(row, browser_of_signal(row)) for row in rows]

    def app_events_of(self, person: str) -> list[tuple[Signal, str, str]]:
        """Give what apps sent about the phones of a person, each with its advertising identifier and the phone's."""
        rows = self._run(
            "SELECT s.*, s.advertising_id AS sent_under, p.platform, p.os_major, p.os_minor, p.opted_out, p.tracking,"
            " p.advertising_id AS current FROM phones p JOIN signals s"
            " ON s.phone = p.id WHERE p.person = ? ORDER BY s.number", person,
        )  # fmt: skip
        return [(signal_from(row, phone_of_signal(row)), row["sent_under"], row["current"]) for row in rows]

    def signals_about(self, advertiser: str) -> list[Signal]:
        """Give what is known of an advertiser's shop."""
        rows = self._run(
            "SELECT s.*, coalesce(b.opted_out, p.opted_out) AS opted_out, b.do_not_track, p.platform, p.os_major,"
            " p.os_minor, p.tracking FROM signals s LEFT JOIN browsers b ON b.id = s.browser"
            " LEFT JOIN phones p ON p.id = s.phone WHERE s.advertiser = ?", advertiser,
        )  # fmt: skip
        return [signal_from(row, phone_of_signal(row) if row["phone"] else browser_of_signal(row)) for row in rows]

    def pins_about(self, subjects: Iterable[str]) -> list[Pin]:
        """Give the Pins about any of the subjects, oldest first."""
        wanted = json.dumps(list(subjects))
        rows = self._run("SELECT * FROM pins WHERE subject IN (SELECT value FROM json_each(?)) ORDER BY rowid", wanted)
        return [Pin(row["id"], row["subject"]) for row in rows]

    def first_use(self, form: str) -> bool:
        """Note that a form was sent, and tell whether it was for the first time."""
        return self._run("INSERT OR IGNORE INTO forms VALUES (?)", form).rowcount > 0

    def add_feedback(self, answer: Answer) -> None:
        """Keep an answer to the article's form."""
        self._run("INSERT INTO feedback (helpful, text) VALUES (?, ?)", answer.helpful, answer.text)

    def feedback(self, text: str) -> list[str]:
        """Give, for each answer with this text, whether the article was helpful."""
        return [row["helpful"] for row in self._run("SELECT helpful FROM feedback WHERE text = ?", text)]
