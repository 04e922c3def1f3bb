"""The tables of a TOML file as pieces of its text, so that what is not touched stays as it is, to the byte."""

import re
from collections.abc import Iterator, MutableMapping
from dataclasses import dataclass, field, replace
from itertools import pairwise
from statistics import mode
from typing import Any

import tomlkit
from tomlkit.items import AoT, Item, String

HEADER = re.compile(r"""^[ \t]*\[{1,2}[\w\s."'-]+\]{1,2}[ \t]*(?:\#.*)?$""", re.ASCII)
SENTENCE = "section.sentence"
SECTION = "section"
RETIRED = "retired"


@dataclass(frozen=True)
class Table:
    """One table: the comment right above it, its header and keys, and what stands apart between it and the next.

    `name` is its header's without brackets, and empty for what stands before the first table.
    """

    name: str
    text: str
    tail: str = ""
    id: str = ""

    def with_values(self, values: dict[str, object]) -> "Table":
        """Give the table with some of its values replaced, in the style that they had; None takes a key out."""
        above, own = _above(self.text)
        document = tomlkit.parse(own)
        table = _innermost(document)
        for key, value in values.items():
            if value is None:
                table.pop(key, None)
            else:
                table[key] = _in_style(value, table.get(key))
        return replace(self, text=above + tomlkit.dumps(document))


def split_tables(source: str) -> list[Table]:
    """Split a file into its tables; joined again, they are the file."""
    pieces: list[list[str]] = [[]]
    for line in source.splitlines(keepends=True):
        if HEADER.match(line.rstrip("\r\n")):
            above = _attached(pieces[-1]) if len(pieces) > 1 else []
            pieces.append([*above, line])
        else:
            pieces[-1].append(line)
    return [_table(piece) for piece in pieces]


def join_tables(tables: list[Table]) -> str:
    """Give the text of a file again."""
    return "".join(table.text + table.tail for table in tables)


def new_table(name: str, values: dict[str, object]) -> Table:
    """Write a table; nothing stands below it yet."""
    document = tomlkit.document()
    for key, value in values.items():
        document[key] = _in_style(value, None)
    return Table(name, f"[[{name}]]\n{tomlkit.dumps(document)}", id=str(values.get("id", "")))


@dataclass
class Sheet:
    """Tables that are put in another order, taken out and added, each space between two staying a space."""

    tables: list[Table] = field(default_factory=list)

    def place(self, name: str, identity: str) -> int:
        """Give the number of the table with this header and this id."""
        return next(i for i, table in enumerate(self.tables) if (table.name, table.id) == (name, identity))

    def put_after(self, number: int, *tables: Table) -> None:
        """Put tables behind another; what stood apart behind that one stands behind them."""
        before = self.tables[number]
        rows = [replace(before, text=_ended(before.text)), *tables]
        spaced = [replace(row, tail=self._space_above(below.name)) for row, below in pairwise(rows)]
        self.tables[number : number + 1] = [*spaced, replace(rows[-1], tail=before.tail)]

    def _space_above(self, name: str) -> str:
        """Give the blank lines that mostly stand above tables with this header."""
        spaces = [above.tail for above, table in pairwise(self.tables) if table.name == name and not above.tail.strip()]
        return mode(spaces) if spaces else "\n"

    def take(self, number: int) -> Table:
        """Take a table out; the greater of the spaces around it stays, and so does each comment that stands apart."""
        taken, before = self.tables.pop(number), self.tables[number - 1]
        tail = before.tail + taken.tail if "#" in before.tail else taken.tail or before.tail
        self.tables[number - 1] = replace(before, tail=tail)
        return replace(taken, tail="")

    def __iter__(self) -> Iterator[Table]:
        return iter(self.tables)


def _table(lines: list[str]) -> Table:
    end = len(lines)
    while end and _is_apart(lines[end - 1]):
        end -= 1
    apart = lines[end:]
    held = next((n for n, line in enumerate(apart) if not line.strip()), len(apart))
    text = "".join(lines[: end + held])
    header = next((line for line in lines if HEADER.match(line.rstrip("\r\n"))), "")
    name = re.sub(r"""#.*|[\s"'\[\]]""", "", header)
    found = re.search(r"""^[ \t]*id[ \t]*=[ \t]*["']([^"']*)["']""", text, re.MULTILINE)
    return Table(name, text, "".join(apart[held:]), found[1] if found and name else "")


def _is_apart(line: str) -> bool:
    return not line.strip() or line.lstrip().startswith("#")


def _attached(lines: list[str]) -> list[str]:
    """Take the comment that stands right above a header from the end of what came before."""
    start = len(lines)
    while start and lines[start - 1].lstrip().startswith("#"):
        start -= 1
    if not start or lines[start - 1].strip():
        return []
    attached = lines[start:]
    del lines[start:]
    return attached


def _above(text: str) -> tuple[str, str]:
    lines = text.splitlines(keepends=True)
    header = next((n for n, line in enumerate(lines) if HEADER.match(line.rstrip("\r\n"))), 0)
    return "".join(lines[:header]), "".join(lines[header:])


def _innermost(document: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Give the one table that a piece of a file opens."""
    inner: Any = document
    while len(inner) == 1 and isinstance(only := next(iter(inner.values())), MutableMapping | AoT):
        inner = only[0] if isinstance(only, AoT) else only
    found: MutableMapping[str, Any] = inner
    return found


def _ended(text: str) -> str:
    return text if text.endswith("\n") else f"{text}\n"


def _in_style(value: object, old: object) -> Item:
    """Write a value as its predecessor was written: quotes, brackets and the comment beside it."""
    if isinstance(value, str):
        return _quoted(value, old.as_string() if isinstance(old, String) else "")
    if isinstance(value, dict):
        pairs = (f"{key} = {_in_style(one, None).as_string()}" for key, one in value.items())
        return tomlkit.value(f"{{ {', '.join(pairs)} }}")
    if isinstance(value, list):
        array = tomlkit.array()
        array.extend([_in_style(one, None) for one in value])
        return array
    return tomlkit.item(value)


def _quoted(value: str, old: str) -> Item:
    return tomlkit.string(value, literal=old.startswith("'") and not set("'\n") & set(value))
