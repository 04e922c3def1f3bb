"""The policy of a gate, in TOML: what blocks a release, and which broken sentences somebody answers for, until when."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal, InvalidOperation
from difflib import get_close_matches
from enum import StrEnum
from hashlib import sha256
from pathlib import Path
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, StringConstraints, ValidationError, field_validator

from asadvertised.article.change import Severity
from asadvertised.article.model import Modality, SentenceId, Strict
from asadvertised.article.toml import NotToml, read_toml
from asadvertised.errors import ConfigurationError
from asadvertised.record.shapes import Digest
from asadvertised.target.profile.lines import line_of

Place = tuple[str | int, ...]
SHARED_FILE = "pyproject.toml"
TABLE: Place = ("tool", "asadvertised")
LONGEST = timedelta(days=366)
LONGEST_SHOWN = 80
PERCENT = 100
WRONG = {  # what pydantic refuses, in words, and how to mend it
    "enum": ("is none of those that there are", "write {expected}"),
    "too_short": ("is empty", "name at least one"),
    "tuple_type": ("is no list", "write it in brackets, each in quotes"),
    "model_type": ("is no table", "write its keys below its name in brackets"),
    "string_type": ("is no text", "put it in quotes"),
    "string_too_short": ("is empty", "say it in words"),
    "string_pattern_mismatch": ("is not as it has to be", "`asadvertised waive` prints a waiver as it has to be"),
    "date_type": ("is no day", "write it without quotes, such as 2026-12-31"),
}


def today() -> date:
    """Give the day by which waivers are judged, in UTC; asked once for a run, which may end on another."""
    return datetime.now(UTC).date()


def _share(value: Any) -> float:
    """Read "90%" or 0.9; a bare 90 could be meant either way."""
    mend = 'write a percentage such as "90%", or a share such as 0.9, above 0 and at most 1'
    percent = isinstance(value, str) and value.strip().endswith("%")
    if not percent and not isinstance(value, float):
        raise ValueError(f"{_shown(value)} is no share of the sentences: {mend}")
    try:
        share = Decimal(str(value).strip().removesuffix("%")) / (PERCENT if percent else 1)
    except InvalidOperation:
        raise ValueError(f"{_shown(value)} is no number: {mend}") from None
    except ArithmeticError:
        raise ValueError(f"{_shown(value)} is out of bounds: {mend}") from None
    if not (share.is_finite() and float(share) > 0 and share <= 1):
        raise ValueError(f"{_shown(value)} is out of bounds: {mend}")
    return float(share)


def _shown(value: Any) -> str:
    """Show the beginning of what stands in a policy; not even all that can be read can be written."""
    try:
        return repr(value)[:LONGEST_SHOWN]
    except (ValueError, RecursionError):
        return "what stands there"


class Untold(StrEnum):
    """What is done about what could not be told: it blocks, or is only said. It is never kept."""

    BLOCK = "block"
    WARN = "warn"


class Settings(Strict):
    """The table [gate]; as it stands here, it gives the exit codes that there are without a policy.

    A broken sentence blocks by its modality (`broken`), a change of the text by its severity (`text`). `min_asked` is
    the least share of the sentences held by scenarios that must have an answer. `cant_tell` is about scenarios that
    were asked and have no verdict, `untested` about those that were not asked, `text_cant_tell` about the page.
    """

    broken: Annotated[tuple[Modality, ...], Field(min_length=1)] = tuple(Modality)
    text: tuple[Severity, ...] = tuple(Severity)
    min_asked: Annotated[float, BeforeValidator(_share)] | None = None
    cant_tell: Untold = Untold.BLOCK
    untested: Untold = Untold.BLOCK
    text_cant_tell: Untold = Untold.BLOCK


Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Fingerprint = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{16}$")]


class Waiver(Strict):
    """One broken sentence that somebody answers for: these failures of it, of this text, until that day has passed."""

    sentence: SentenceId
    owner: Words
    reason: Words
    ticket: Words
    expires: Annotated[date, Field(strict=True)]
    sentence_sha256: Digest
    observations: Annotated[tuple[Fingerprint, ...], Field(min_length=1)]


class Policy(Strict):
    """The whole policy."""

    gate: Settings = Settings()
    waiver: tuple[Waiver, ...] = ()

    @field_validator("waiver")
    @classmethod
    def _each_once(cls, waivers: tuple[Waiver, ...]) -> tuple[Waiver, ...]:
        names = [waiver.sentence for waiver in waivers]
        twice = next((name for name in names if names.count(name) > 1), None)
        if twice:
            raise ValueError(f"{twice!r} is waived twice: put all its observations into one [[waiver]]")
        return waivers


@dataclass(frozen=True)
class PolicyFile:
    """A policy, and where it came from; `table` is where it stands in a file that others use too."""

    policy: Policy
    name: str
    sha256: str
    table: str = ""


@dataclass
class PolicyError(ConfigurationError):
    """A policy cannot be used; `key` is the dotted way to what is wrong."""

    key: str = ""


def read_policy(file: Path, day: date) -> PolicyFile:
    """Read a policy, of which pyproject.toml has it under [tool.asadvertised]; `day` bounds how far waivers reach.

    Raises PolicyError, naming file, line and key.
    """
    try:
        content = file.read_bytes()
        text = content.decode()
        raw = read_toml(text)
    except OSError as error:
        raise PolicyError(f"cannot be read: {error.strerror}", str(file), "give the policy of a gate") from None
    except UnicodeDecodeError:
        raise PolicyError("is not UTF-8", str(file), "save it as UTF-8") from None
    except NotToml as error:
        raise PolicyError(f"is not TOML: {error}", str(file), "mend it there") from None
    place: Place = TABLE if file.name == SHARED_FILE else ()
    policy = _Reader(str(file), text, place).read(_within(raw, place), day)
    return PolicyFile(policy, file.name, sha256(content).hexdigest(), ".".join(map(str, place)))


def _within(raw: Any, place: Place) -> Any:
    for part in place:
        raw = raw.get(part, {}) if isinstance(raw, dict) else {}
    return raw


@dataclass(frozen=True)
class _Reader:
    """Reads the tables of a policy, which stand at a place of a file."""

    file: str
    text: str
    base: Place

    def read(self, raw: Any, day: date) -> Policy:
        if not raw:
            table = self._key(("gate",))
            raise PolicyError("has no policy", self.file, f"begin it with [{table}]", table)
        try:
            policy = Policy.model_validate(raw)
        except ValidationError as error:
            raise self._wrong(error) from None
        for number, waiver in enumerate(policy.waiver):
            if waiver.expires - day > LONGEST:
                mend = f"a waiver is for a while: say a day up to {day + LONGEST}"
                what = f"{waiver.expires} is more than {LONGEST.days} days ahead"
                raise self._error(what, mend, ("waiver", number, "expires"))
        return policy

    def _wrong(self, error: ValidationError) -> PolicyError:
        first: Mapping[str, Any] = error.errors()[0]
        place: Place = tuple(first["loc"])
        if first["type"] == "extra_forbidden":
            return self._error("is not a key of a policy", _nearest(str(place[-1]), _keys_at(place[:-1])), place)
        if first["type"] == "missing":
            return self._error("is missing", "a waiver has to say it", place)
        if first["type"] == "value_error":
            what, _, mend = str(first["msg"]).removeprefix("Value error, ").partition(": ")
            return self._error(what, mend, place)
        if place == ("waiver",):
            return self._error("is one table, and each waiver its own", f"write [[{self._key(place)}]]", place)
        what, mend = WRONG.get(first["type"], (first["msg"], "mend it there"))
        return self._error(f"{_shown(first['input'])} {what}", mend.format(**first.get("ctx", {})), place)

    def _error(self, what: str, mend: str, place: Place) -> PolicyError:
        key = self._key(place)
        return PolicyError(f"{key}: {what}", f"{self.file}:{line_of(self.text, (*self.base, *place))}", mend, key)

    def _key(self, place: Place) -> str:
        return ".".join(map(str, (*self.base, *place)))


def _keys_at(place: Place) -> Sequence[str]:
    tables: dict[Place, type[Strict]] = {(): Policy, ("gate",): Settings}
    return list(tables.get(place, Waiver).model_fields)


def _nearest(name: str, known: Sequence[str]) -> str:
    near = get_close_matches(name, known, n=1)
    return f"did you mean {near[0]!r}?" if near else f"known are: {', '.join(known)}"


def lies_unused(folder: Path) -> bool:
    """Say whether a folder's pyproject.toml has a policy; what cannot be read there is none of ours."""
    try:
        raw = read_toml((folder / SHARED_FILE).read_text(encoding="utf-8"))
    except (OSError, UnicodeError, NotToml):
        return False
    return bool(_within(raw, TABLE))
