"""The words that two wordings share, and those that one has and the other has not, as data for whoever shows them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

TOKENS = re.compile(r"\s+|\w+|[^\w\s]")
LONGEST = 2_000  # tokens of one wording that are still told apart word by word


class Part(StrEnum):
    """What became of some words."""

    EQUAL = "equal"
    DELETE = "delete"
    INSERT = "insert"


@dataclass(frozen=True)
class Run:
    """Words that stand together and had the same fate."""

    part: Part
    words: str


MARKS = {Part.EQUAL: "{}", Part.DELETE: "[-{}-]", Part.INSERT: "{{+{}+}}"}


def redline(old: str, new: str) -> list[Run]:
    """Give the runs of two wordings; a space between two changed words is a part of the change."""
    olds, news = TOKENS.findall(old), TOKENS.findall(new)
    if max(len(olds), len(news)) > LONGEST:
        return list(_runs(old, new, ""))
    return [run for stretch in _stretches(olds, news) for run in _runs(*stretch)]


def marked(runs: Sequence[Run]) -> str:
    """Write runs so that they can be read without colour, as `wdiff` does."""
    return "".join(MARKS[run.part].format(run.words) for run in runs)


def _stretches(olds: list[str], news: list[str]) -> Iterator[tuple[str, str, str]]:
    """Give what is gone, what came in its place, and the words after it that stay."""
    gone = come = ""
    for tag, a, b, c, d in SequenceMatcher(None, olds, news, autojunk=False).get_opcodes():
        same = "".join(olds[a:b]) if tag == "equal" else ""
        if tag != "equal" or ((gone or come) and same.isspace() and b < len(olds)):
            gone, come = gone + "".join(olds[a:b]), come + "".join(news[c:d])
        else:
            yield gone, come, same
            gone = come = ""
    yield gone, come, ""


def _runs(gone: str, come: str, same: str) -> Iterator[Run]:
    for part, words in ((Part.DELETE, gone), (Part.INSERT, come), (Part.EQUAL, same)):
        if words:
            yield Run(part, words)
