"""Advertisers, their ads and their customers."""

import json
from collections.abc import Iterable
from secrets import token_hex, token_urlsafe

from asadvertised.reference.model import Ad
from asadvertised.reference.store.base import Connection, digest


class Shops(Connection):
    """Advertisers and what is theirs."""

    def add_advertiser(self, name: str) -> tuple[str, str]:
        """Keep a new advertiser; give id and token."""
        advertiser, token = f"advertiser-{token_hex(8)}", token_urlsafe(24)
        self._run("INSERT INTO advertisers VALUES (?, ?, ?)", advertiser, name, digest(token))
        return advertiser, token

    def remove_advertiser(self, advertiser: str) -> bool:
        """Forget an advertiser and all that is theirs; tell whether there was one."""
        return self._run("DELETE FROM advertisers WHERE id = ?", advertiser).rowcount > 0

    def advertiser_by_token(self, token: str) -> str | None:
        """Give the id of the advertiser that a token stands for."""
        row = self._one("SELECT id FROM advertisers WHERE token_digest = ?", digest(token))
        return str(row["id"]) if row else None

    def has_advertiser(self, advertiser: str) -> bool:
        """Tell whether there is such an advertiser."""
        return self._one("SELECT 1 FROM advertisers WHERE id = ?", advertiser) is not None

    def advertiser_name(self, advertiser: str) -> str | None:
        """Give the name of an advertiser."""
        row = self._one("SELECT name FROM advertisers WHERE id = ?", advertiser)
        return str(row["name"]) if row else None

    def add_ad(self, advertiser: str, subject: str) -> str:
        """Keep a new ad and give its id."""
        ad = f"ad-{token_hex(8)}"
        self._run("INSERT INTO ads (id, advertiser, subject) VALUES (?, ?, ?)", ad, advertiser, subject)
        return ad

    def add_customers(self, advertiser: str, fingerprints: Iterable[str]) -> None:
        """Keep the fingerprints of an advertiser's customers."""
        rows = [(advertiser, fingerprint) for fingerprint in fingerprints]
        self._db.executemany("INSERT OR IGNORE INTO customers VALUES (?, ?)", rows)

    def listed_by(self, fingerprint: str) -> list[str]:
        """Give the advertisers that list a customer with this fingerprint."""
        rows = self._run("SELECT advertiser FROM customers WHERE fingerprint = ?", fingerprint)
        return [row["advertiser"] for row in rows]

    def every_ad(self) -> list[Ad]:
        """Give the ads of all advertisers, oldest first."""
        rows = self._run("SELECT id, advertiser, subject FROM ads ORDER BY rowid")
        return [Ad(row["id"], row["advertiser"], row["subject"]) for row in rows]

    def ads_about(self, subjects: Iterable[str], advertisers: Iterable[str]) -> list[Ad]:
        """Give the ads about any of the subjects or by any of the advertisers, oldest first."""
        rows = self._run(
            "SELECT id, advertiser, subject FROM ads WHERE subject IN (SELECT value FROM json_each(?))"
            " OR advertiser IN (SELECT value FROM json_each(?)) ORDER BY rowid",
            json.dumps(list(subjects)), json.dumps(list(advertisers)),
        )  # fmt: skip
        return [Ad(row["id"], row["advertiser"], row["subject"]) for row in rows]

    def ads_of(self, advertiser: str) -> list[tuple[Ad, int]]:
        """Give an advertiser's ads, each with how often it was shown."""
        rows = self._run("SELECT * FROM ads WHERE advertiser = ? ORDER BY rowid", advertiser)
        return [(Ad(row["id"], row["advertiser"], row["subject"]), row["views"]) for row in rows]

    def count_views(self, ads: Iterable[str]) -> None:
        """Note that ads were shown once more."""
        self._db.executemany("UPDATE ads SET views = views + 1 WHERE id = ?", [(ad,) for ad in ads])
