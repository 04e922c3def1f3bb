"""People and their sessions."""

import json
from dataclasses import dataclass
from datetime import date
from secrets import token_hex, token_urlsafe

from asadvertised.reference.model import Account, Choices, Person, everything_on
from asadvertised.reference.store.base import Connection, digest
from asadvertised.reference.store.rows import choices_from


@dataclass(frozen=True)
class Session:
    """A signed-in person, and the browser or the phone they are signed in on."""

    token_digest: str
    person: str
    browser: str | None
    phone: str | None
    draft: Choices


class Accounts(Connection):
    """People, and where they are signed in."""

    def add_person(
        self, email: str, password: str, birth_date: date | None, country: str | None, account: Account
    ) -> str:
        """Keep a new person and give their id."""
        person = f"person-{token_hex(8)}"
        self._run(
            "INSERT INTO people VALUES (?, ?, ?, ?, ?, ?, ?)",
            person, email, digest(password), birth_date and birth_date.isoformat(), country, account,
            json.dumps(everything_on()),
        )  # fmt: skip
        return person

    def remove_person(self, person: str) -> bool:
        """Forget a person and all that is theirs; tell whether there was one."""
        return self._run("DELETE FROM people WHERE id = ?", person).rowcount > 0

    def person(self, person: str) -> Person | None:
        """Give what the rules may know of a person."""
        row = self._one("SELECT * FROM people WHERE id = ?", person)
        if row is None:
            return None
        born = row["birth_date"] and date.fromisoformat(row["birth_date"])
        return Person(row["id"], born or None, row["country"], choices_from(row["choices"]), Account(row["account"]))

    def person_by_password(self, email: str, password: str) -> str | None:
        """Give the id of the person with this address and password."""
        row = self._one("SELECT id FROM people WHERE email = ? AND password_digest = ?", email, digest(password))
        return str(row["id"]) if row else None

    def email(self, person: str) -> str:
        """Give a person's address, for matching only."""
        return str(self._one("SELECT email FROM people WHERE id = ?", person)["email"])

    def set_choices(self, person: str, choices: Choices) -> None:
        """Keep a person's choices."""
        self._run("UPDATE people SET choices = ? WHERE id = ?", json.dumps(choices), person)

    def open_session(self, person: str, browser: str | None = None, phone: str | None = None) -> str:
        """Sign a person in on a browser or a phone, which is theirs from now on, and give the token."""
        token = token_urlsafe(24)
        self._run("INSERT INTO sessions VALUES (?, ?, ?, ?, '{}')", digest(token), person, browser, phone)
        self._run("UPDATE browsers SET person = ? WHERE id = ?", person, browser)
        self._run("UPDATE phones SET person = ? WHERE id = ?", person, phone)
        return token

    def session(self, token: str) -> Session | None:
        """Give the session that a token stands for."""
        row = self._one("SELECT * FROM sessions WHERE token_digest = ?", digest(token))
        return row and Session(
            row["token_digest"], row["person"], row["browser"], row["phone"], choices_from(row["draft"])
        )

    def close_session(self, session: Session) -> None:
        """Sign out."""
        self._run("DELETE FROM sessions WHERE token_digest = ?", session.token_digest)

    def set_draft(self, session: Session, draft: Choices) -> None:
        """Keep what was adjusted on the web and not saved yet."""
        self._run("UPDATE sessions SET draft = ? WHERE token_digest = ?", json.dumps(draft), session.token_digest)
