"""Read what the .feature files ask: each scenario, each row of its examples, and the sentences it cites."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from gherkin.errors import CompositeParserException, ParserError
from gherkin.parser import Parser

from asadvertised.errors import LedgerError


@dataclass(frozen=True)
class Scenario:
    """One question that is asked: a scenario, or one row of a scenario outline's examples."""

    id: str
    feature: str
    line: int
    name: str
    sentences: tuple[str, ...]
    template_line: int
    steps: tuple[tuple[str, str], ...]
    example: dict[str, str] = field(default_factory=dict)

    @property
    def outline(self) -> str:
        """The id without the number of a row."""
        return self.id.partition("#")[0]


def read_features(folder: Path) -> list[Scenario]:
    """Read every .feature file of an article.

    Raises LedgerError for a file that is not Gherkin, and for two scenarios of one name in one file, which the
    runner would silently make one.
    """
    return [scenario for file in sorted(folder.glob("**/*.feature")) for scenario in _read_feature(folder, file)]


def _read_feature(folder: Path, file: Path) -> list[Scenario]:
    feature = _parse(file).get("feature")
    if not feature:
        raise LedgerError("holds no feature", str(file), "write one, or remove the file")
    templates = list(_templates(feature))
    _refuse_same_names(file, templates)
    relative = file.relative_to(folder).as_posix()
    return [one for steps, tags, scenario in templates for one in _rows(relative, steps, tags, scenario)]


def _parse(file: Path) -> dict[str, Any]:
    try:
        document: Any = Parser().parse(file.read_text(encoding="utf-8"))
    except CompositeParserException as error:
        raise _not_gherkin(file, error.errors[0]) from None
    except ParserError as error:
        raise _not_gherkin(file, error) from None
    return dict(document)


def _not_gherkin(file: Path, error: ParserError) -> LedgerError:
    line = (getattr(error, "location", None) or {"line": 1})["line"]
    return LedgerError(f"is not Gherkin: {error}", f"{file}:{line}", "mend that line")


Template = tuple[list[Any], list[str], dict[str, Any]]


def _templates(feature: dict[str, Any]) -> Iterator[Template]:
    """Give each scenario with the background steps and tags that it inherits."""
    yield from _children(feature["children"], [], _tags(feature))


def _children(children: list[Any], background: list[Any], tags: list[str]) -> Iterator[Template]:
    for child in children:
        if "background" in child:
            background = [*background, *child["background"]["steps"]]
        elif "rule" in child:
            yield from _children(child["rule"]["children"], background, tags + _tags(child["rule"]))
        else:
            yield background, tags + _tags(child["scenario"]), child["scenario"]


def _tags(node: dict[str, Any]) -> list[str]:
    return [tag["name"].removeprefix("@") for tag in node["tags"]]


def _refuse_same_names(file: Path, templates: list[Template]) -> None:
    seen: dict[str, int] = {}
    for _, _, scenario in templates:
        name, line = scenario["name"], scenario["location"]["line"]
        if not name:
            raise LedgerError("a scenario has no name", f"{file}:{line}", "give it one")
        if name in seen:
            what = f"two scenarios are called {name!r}, the first on line {seen[name]}"
            raise LedgerError(what, f"{file}:{line}", "the runner would keep only one: rename it")
        seen[name] = line


def _rows(file: str, background: list[Any], tags: list[str], scenario: dict[str, Any]) -> Iterator[Scenario]:
    line, name = scenario["location"]["line"], scenario["name"]
    identity = f"{file.removesuffix('.feature')}:{_slug(name)}"
    steps = tuple((step["keyword"].strip(), step["text"]) for step in [*background, *scenario["steps"]])
    if not steps:
        raise LedgerError(f"scenario {name!r} asks nothing", f"{file}:{line}", "write its steps")
    if not scenario["examples"]:
        yield Scenario(identity, file, line, name, tuple(tags), line, steps)
        return
    for number, (row, example, more) in enumerate(_examples(scenario), start=1):
        filled = tuple((keyword, _fill(text, example)) for keyword, text in steps)
        title = f"{name} ({', '.join(example.values())})"
        yield Scenario(f"{identity}#{number}", file, row, title, tuple(tags + more), line, filled, example)


def _examples(scenario: dict[str, Any]) -> Iterator[tuple[int, dict[str, str], list[str]]]:
    for table in scenario["examples"]:
        header = [cell["value"] for cell in table["tableHeader"]["cells"]] if table.get("tableHeader") else []
        for row in table.get("tableBody", []):
            values = [cell["value"] for cell in row["cells"]]
            yield row["location"]["line"], dict(zip(header, values, strict=True)), _tags(table)


def _fill(text: str, example: dict[str, str]) -> str:
    for name, value in example.items():
        text = text.replace(f"<{name}>", value)
    return text


def _slug(name: str) -> str:
    words = "".join(letter if letter.isalnum() else " " for letter in name.lower()).split()
    return "-".join(words)
