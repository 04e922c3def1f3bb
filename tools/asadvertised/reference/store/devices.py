"""Browsers and phones."""

from secrets import token_hex

from asadvertised.reference.model import Phone, Platform, Tracking
from asadvertised.reference.store.base import Connection
from asadvertised.reference.store.rows import phone_from


def _advertising_id() -> str:
    return f"advertising-{token_hex(16)}"


class Devices(Connection):
    """Browsers known by their cookie, phones by their id."""

    def add_browser(self) -> str:
        """Keep a browser that was not seen before."""
        browser = f"browser-{token_hex(16)}"
        self._run("INSERT INTO browsers (id) VALUES (?)", browser)
        return browser

    def browser_person(self, browser: str) -> tuple[bool, str | None]:
        """Tell whether a browser is known, and whose it is."""
        row = self._one("SELECT person FROM browsers WHERE id = ?", browser)
        return row is not None, row and row["person"]

    def browser_opted_out(self, browser: str) -> bool:
        """Tell whether a browser has opted out on the choice page."""
        return bool(self._one("SELECT opted_out FROM browsers WHERE id = ?", browser)["opted_out"])

    def set_browser(self, browser: str, *, opted_out: bool | None = None, do_not_track: bool | None = None) -> None:
        """Keep what a browser's controls say now; None leaves one as it is."""
        self._run(
            "UPDATE browsers SET opted_out = coalesce(?, opted_out), do_not_track = coalesce(?, do_not_track)"
            " WHERE id = ?", opted_out, do_not_track, browser,
        )  # fmt: skip

    def add_phone(self, platform: Platform, os_version: tuple[int, int]) -> str:
        """Keep a new phone and give its id."""
        phone = f"phone-{token_hex(8)}"
        self._run(
            "INSERT INTO phones (id, platform, os_major, os_minor, advertising_id, tracking) VALUES (?, ?, ?, ?, ?, ?)",
            phone, platform, *os_version, _advertising_id(), Tracking.NOT_ANSWERED,
        )  # fmt: skip
        return phone

    def phone(self, phone: str) -> tuple[Phone, str] | None:
        """Give a phone as the rules know it, with its advertising identifier."""
        row = self._one("SELECT * FROM phones WHERE id = ?", phone)
        return row and (phone_from(row), row["advertising_id"])

    def reset_advertising_id(self, phone: str) -> None:
        """Give a phone a new advertising identifier."""
        self._run("UPDATE phones SET advertising_id = ? WHERE id = ?", _advertising_id(), phone)

    def set_phone(self, phone: str, *, opted_out: bool | None = None, tracking: Tracking | None = None) -> None:
        """Keep what a phone's settings say now; None leaves one as it is."""
        self._run(
            "UPDATE phones SET opted_out = coalesce(?, opted_out), tracking = coalesce(?, tracking) WHERE id = ?",
            opted_out, tracking, phone,
        )  # fmt: skip
