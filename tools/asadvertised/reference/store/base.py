"""The one connection, and what every part of the store shares."""

import sqlite3
from hashlib import sha256
from pathlib import Path
from typing import Any

SCHEMA = Path(__file__).with_name("schema.sql")


def digest(secret: str) -> str:
    """Give what is kept of a random secret: enough to know it again, not enough to use it."""
    return sha256(secret.encode()).hexdigest()


class Connection:
    """One SQLite connection, used from one thread at a time."""

    def __init__(self, database: str = ":memory:") -> None:
        self._db = sqlite3.connect(database, isolation_level=None, check_same_thread=False)
        self._db.row_factory = sqlite3.Row
        self._db.executescript("PRAGMA foreign_keys = ON; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;")
        self._db.executescript(SCHEMA.read_text(encoding="utf-8"))

    def close(self) -> None:
        """Leave the database in order."""
        self._db.close()

    def _run(self, statement: str, *values: object) -> sqlite3.Cursor:
        return self._db.execute(statement, values)

    def _one(self, statement: str, *values: object) -> Any:
        return self._run(statement, *values).fetchone()
