"""Read `article.toml`, and name file and line when it cannot be used."""

import re
from collections import Counter
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from asadvertised.article.model import Article
from asadvertised.article.reading.selecting import refuse_bad_selectors
from asadvertised.article.toml import NotToml, read_toml
from asadvertised.errors import ConfigurationError, LedgerError

SECTION = re.compile(r"^\s*\[\[\s*section\s*\]\]", re.MULTILINE)
SENTENCE = re.compile(r"^\s*\[\[\s*section\s*\.\s*sentence\s*\]\]", re.MULTILINE)


def load_article(file: Path) -> Article:
    """Read and check a transcription.

    Raises ConfigurationError for a file that is not one, LedgerError for one that contradicts itself.
    """
    source = _read(file)
    try:
        article = Article.model_validate(_parse(file, source))
    except ValidationError as error:
        raise _first_error(file, source, error) from None
    refuse_bad_selectors(article.page, str(file))
    _refuse_doubles(file, source, article)
    _refuse_other_wording(file, article)
    return article


def sentence_lines(source: str) -> dict[str, int]:
    """Give the line on which each sentence's table opens, by sentence id."""
    tables = read_toml(source).get("section", [])
    ids = [sentence.get("id", "") for section in tables for sentence in section.get("sentence", [])]
    return dict(zip(ids, _lines(SENTENCE, source), strict=True))


def _read(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except (OSError, UnicodeError) as error:
        raise ConfigurationError(f"cannot be read: {error}", str(file), "give a UTF-8 TOML file") from None


def _parse(file: Path, source: str) -> dict[str, Any]:
    try:
        return read_toml(source)
    except NotToml as error:
        raise ConfigurationError(f"is not TOML: {error}", str(file), "mend the line it names") from None


def _lines(table: re.Pattern[str], source: str) -> list[int]:
    return [source.count("\n", 0, match.end()) + 1 for match in table.finditer(source)]


def _first_error(file: Path, source: str, error: ValidationError) -> LedgerError:
    first = error.errors()[0]
    path = first["loc"]
    keys = ".".join(str(part) for part in path if not isinstance(part, int))
    return LedgerError(f"{keys}: {first['msg']}", f"{file}:{_line_of(source, path)}", "mend this table")


def _line_of(source: str, path: tuple[int | str, ...]) -> int:
    """Give the line of the table that a validation error lies in."""
    if path[:1] != ("section",) or len(path) < 2:  # noqa: PLR2004  the word and an index
        return 1
    sections, index = _lines(SECTION, source), int(path[1])
    start = sections[index]
    if len(path) < 4 or path[2] != "sentence":  # noqa: PLR2004  two words and two indices
        return start
    following = [line for line in _lines(SENTENCE, source) if line > start]
    return following[int(path[3])]


def _refuse_doubles(file: Path, source: str, article: Article) -> None:
    ids = Counter([sentence.id for sentence in article.sentences])
    for name, times in ids.items():
        if times > 1:
            line = sentence_lines(source)[name]
            raise LedgerError(f"the id {name!r} stands {times} times", f"{file}:{line}", "give each sentence its own")
    for retired in article.retired:
        if retired.id in ids:
            line = sentence_lines(source)[retired.id]
            what = f"the id {retired.id!r} was that of a sentence that is retired"
            raise LedgerError(what, f"{file}:{line}", "give the sentence another")


def _refuse_other_wording(file: Path, article: Article) -> None:
    if article.article.sha256 != article.digest:
        raise LedgerError(
            "article.sha256 is not that of the sentences",
            str(file),
            f'if the wording was changed on purpose, set sha256 = "{article.digest}"',
        )
