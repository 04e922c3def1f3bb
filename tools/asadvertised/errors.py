"""What can be wrong with our input, as opposed to with the service that is asked."""

from dataclasses import dataclass


@dataclass
class ConfigurationError(Exception):
    """Something the user gave us cannot be used: one line saying what, where and how to mend it."""

    what: str
    where: str = ""
    mend: str = ""

    def __str__(self) -> str:
        place = f"{self.where}: " if self.where else ""
        return f"{place}{self.what}" + (f" ({self.mend})" if self.mend else "")


@dataclass
class LedgerError(ConfigurationError):
    """An article and its scenarios do not account for each other."""
