"""Templates: what a request says, made of what the operation was given. Jinja2, in its sandbox."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from functools import lru_cache
from typing import Any
from urllib.parse import quote

from jinja2 import StrictUndefined, TemplateError, Undefined, meta, nodes
from jinja2.sandbox import SandboxedEnvironment

from asadvertised.target.profile.reading import ProfileFile

START, END = "{{", "}}"
TABLED = ("to", "keys_to", "values_to")
FAULTS = (
    TemplateError,
    TypeError,
    ValueError,
    LookupError,
    AttributeError,
    ArithmeticError,
    MemoryError,
    RecursionError,
)


class Unfilled(Exception):  # noqa: N818  an error is made of it where its key is known
    """A template could not be filled in with what there was."""


class Templates:
    """The templates of one profile, with its tables of values."""

    def __init__(self, profile: ProfileFile) -> None:
        self._profile = profile
        self._environment = SandboxedEnvironment(
            undefined=StrictUndefined, autoescape=False, keep_trailing_newline=True
        )
        filters: dict[str, Callable[..., Any]] = {
            "to": self._to,
            "keys_to": self._keys_to,
            "values_to": self._values_to,
            "date": _written_date,
        }
        self._environment.filters |= filters
        self._quoting = self._environment.overlay(finalize=_quoted)
        self._compiled = lru_cache(maxsize=None)(self._compile)
        self._address = lru_cache(maxsize=None)(self._quoting.from_string)

    def check(self, template: str, names: Iterable[str], *place: str | int) -> None:
        """Hold a template against the names that it may use.

        Raises ProfileError for one that cannot be read, or uses another name.
        """
        try:
            parsed = self._environment.parse(template)
            used = meta.find_undeclared_variables(parsed)
        except TemplateError as error:
            raise self._profile.error(f"is not a template: {_first_line(error)}", "mend it there", *place) from None
        known = set(names)
        for name in sorted(used - known):
            mend = f"known here are: {', '.join(sorted(known))}"
            raise self._profile.error(f"nothing is called {name!r} here", mend, *place)
        for found in parsed.find_all(nodes.Filter):
            if found.name in TABLED and found.args and isinstance(found.args[0], nodes.Const):
                self.table(str(found.args[0].value), *place)

    def fill(self, value: Any, context: Mapping[str, Any]) -> Any:
        """Fill in a template, or every template in a table or list; what comes to nothing is left out of a table.

        Raises Unfilled.
        """
        if isinstance(value, str):
            return self._filled(value, context) if START in value or "{%" in value else value
        if isinstance(value, Mapping):
            filled = {self.fill(key, context): self.fill(inner, context) for key, inner in value.items()}
            return {key: inner for key, inner in filled.items() if inner is not None}
        if isinstance(value, list | tuple):
            return [self.fill(inner, context) for inner in value]
        return value

    def text(self, template: str, context: Mapping[str, Any]) -> str:
        """Fill in a template whose value goes into a path or a header."""
        value = self.fill(template, context)
        return "" if value is None else str(value)

    def path(self, template: str, context: Mapping[str, Any]) -> str:
        """Fill in a path: each value is quoted, so that none leaves its place."""
        try:
            return self._address(template).render(**context)
        except FAULTS as error:
            raise Unfilled(f"the template {template!r} cannot be filled in: {_first_line(error)}") from None

    def _filled(self, template: str, context: Mapping[str, Any]) -> Any:
        try:
            value = self._compiled(template)(context)
        except FAULTS as error:
            raise Unfilled(f"the template {template!r} cannot be filled in: {_first_line(error)}") from None
        return None if isinstance(value, Undefined) else value

    def _compile(self, template: str) -> Any:
        inner = template.strip()
        if is_single(template):
            expression = self._environment.compile_expression(inner[len(START) : -len(END)], undefined_to_none=False)
            return lambda context: expression(**context)
        whole = self._environment.from_string(template)
        return lambda context: whole.render(**context)

    def table(self, name: str, *place: str | int) -> Mapping[str, Any]:
        """Give a table of values, ours to theirs.

        Raises ProfileError for one that the profile does not have.
        """
        tables = self._profile.profile.values
        if name not in tables:
            mend = f"add it, or name one of: {', '.join(sorted(tables)) or 'none'}"
            raise self._profile.error(f"there is no table values.{name}", mend, *(place or ("values",)))
        return tables[name]

    def _to(self, value: Any, table: str) -> Any:
        """Turn one of our values into theirs; one that the table does not name stays as it is."""
        return self.table(table).get(_key(value), value)

    def _keys_to(self, value: Mapping[str, Any], table: str) -> dict[str, Any]:
        return {str(self._to(key, table)): inner for key, inner in value.items()}

    def _values_to(self, value: Mapping[str, Any], table: str) -> dict[str, Any]:
        return {key: self._to(inner, table) for key, inner in value.items()}


def _first_line(error: Exception) -> str:
    return str(error).partition("\n")[0]


def is_single(template: str) -> bool:
    """Tell a template that is one `{{ … }}`, whose value keeps its type, from a text with gaps."""
    inner = template.strip()
    return inner.startswith(START) and inner.endswith(END) and inner.count(START) == 1


def _quoted(value: Any) -> str:
    return "" if value is None else quote(str(value), safe="")


def _key(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _written_date(value: str | None, pattern: str) -> str | None:
    """Write one of our dates, ISO 8601, in their way (a pattern of strftime)."""
    return date.fromisoformat(value).strftime(pattern) if value else None


def read_date(written: str, pattern: str) -> str:
    """Read one of their dates and give ours.

    Raises ValueError for what is not written so.
    """
    return datetime.strptime(written, pattern).date().isoformat()  # noqa: DTZ007  a date has no zone
