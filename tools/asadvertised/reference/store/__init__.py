"""Storage: SQLite, in memory or in a file. It knows no rule and no HTTP."""

from asadvertised.reference.store.accounts import Accounts, Session
from asadvertised.reference.store.activity import Activity, Event
from asadvertised.reference.store.devices import Hardware
from asadvertised.reference.store.shops import Shops

__all__ = ["Event", "Session", "Store"]


class Store(Accounts, Hardware, Shops, Activity):
    """Everything the reference remembers. Every method is one statement or one transaction."""
