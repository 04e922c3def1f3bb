"""What can be wrong with a signed record, and what was found of one."""

from dataclasses import dataclass
from enum import StrEnum

from asadvertised.record.attesting.model import Statement
from asadvertised.record.model import Results


class Flaw(StrEnum):
    """Why a record is not, or cannot be told to be, what was signed."""

    NO_SIGNATURE = "noSignature"
    SIGNATURE = "signature"
    ANOTHER_KEY = "anotherKey"
    KEY_ID = "keyId"
    PAYLOAD_TYPE = "payloadType"
    STATEMENT = "statement"
    ANOTHER_RUN = "anotherRun"
    RECORD = "record"
    WRITING = "writing"
    CLAIM = "claim"
    OUTLINE = "outline"
    SALTS = "salts"
    WITHHELD = "withheld"
    FILE_CHANGED = "fileChanged"
    FILE_MISSING = "fileMissing"
    FILE_ADDED = "fileAdded"


@dataclass(frozen=True)
class Finding:
    """One thing that is wrong, in words: `where`, and what it `says`; `pointer` is its place in the record, if any."""

    flaw: Flaw
    says: str
    where: str = ""
    pointer: str = ""

    def __str__(self) -> str:
        return f"{self.where}: {self.says}" if self.where else self.says


@dataclass(frozen=True)
class Gone:
    """A value that is withheld: its place in the record, a JSON pointer, and what `kind` of value it is, in words."""

    pointer: str
    kind: str


@dataclass(frozen=True)
class Attested:
    """What was found of a signed record: it is good if there are no findings.

    `statement` is what was signed, where the signature holds, and `results` the record, where it is one. `withheld` are
    values, and `left_out` files: what has gone since, as anybody may let it go.
    """

    key_id: str
    findings: tuple[Finding, ...]
    statement: Statement | None = None
    withheld: tuple[Gone, ...] = ()
    left_out: tuple[str, ...] = ()
    results: Results | None = None

    @property
    def is_good(self) -> bool:
        """Whether the record is what the key's owner has signed."""
        return not self.findings
