"""Browsers and phones."""

from secrets import token_hex

from asadvertised.reference.model import Browser, Devices, Phone, Platform, Tracking
from asadvertised.reference.store.base import Connection
from asadvertised.reference.store.rows import browser_from, phone_from


class Hardware(Connection):
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

    def browser(self, browser: str) -> Browser:
        """Give a browser as the rules know it."""
        return browser_from(self._one("SELECT * FROM browsers WHERE id = ?", browser))

    def devices_of(self, person: str, *, but: str = "") -> Devices:
        """Give the browsers and phones of a person, but one."""
        browsers = self._run("SELECT * FROM browsers WHERE person = ? AND id != ?", person, but)
        phones = self._run("SELECT * FROM phones WHERE person = ? AND id != ?", person, but)
        return Devices(tuple(browser_from(row) for row in browsers), tuple(phone_from(row) for row in phones))

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
            phone, platform, *os_version, self.fresh_identifier(), Tracking.NOT_ANSWERED,
        )  # fmt: skip
        return phone

    def phone(self, phone: str) -> tuple[Phone, str] | None:
        """Give a phone as the rules know it, with its advertising identifier."""
        row = self._one("SELECT * FROM phones WHERE id = ?", phone)
        return row and (phone_from(row), row["advertising_id"])

    @staticmethod
    def fresh_identifier() -> str:
        """Give an advertising identifier that no phone has had."""
        return f"advertising-{token_hex(16)}"

    def set_advertising_id(self, phone: str, identifier: str) -> None:
        """Keep a phone's advertising identifier."""
        self._run("UPDATE phones SET advertising_id = ? WHERE id = ?", identifier, phone)

    def set_phone(self, phone: str, *, opted_out: bool | None = None, tracking: Tracking | None = None) -> None:
        """Keep what a phone's settings say now; None leaves one as it is."""
        self._run(
            "UPDATE phones SET opted_out = coalesce(?, opted_out), tracking = coalesce(?, tracking) WHERE id = ?",
            opted_out, tracking, phone,
        )  # fmt: skip
