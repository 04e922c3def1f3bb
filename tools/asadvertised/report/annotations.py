"""What is said at a line of a file, beside a job's log, by those who run it: orders that they heed, and a few of them.

Sources: https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands,
https://learn.microsoft.com/azure/devops/pipelines/scripts/logging-commands
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from asadvertised.outcome import WITHOUT_ANSWER, Outcome
from asadvertised.record.model import Results, ScenarioResult
from asadvertised.record.rollup import number
from asadvertised.report.formats.cases import EXPLORATION, SENTENCES, TEXT, Case, suites_of
from asadvertised.report.words import one_line, shortened

ERROR, WARNING = "error", "warning"
MOST = 10  # of a level; GitHub shows no more of one step
MOST_LINES = 20
OURS = "As Advertised"
GITHUB = {"%": "%25", "\r": "%0D", "\n": "%0A"}
GITHUB_PROPERTY = {**GITHUB, ":": "%3A", ",": "%2C"}
AZURE = {"%": "%AZP25", "\r": "%0D", "\n": "%0A", ";": "%3B", "]": "%5D"}


@dataclass(frozen=True)
class Note:
    """One thing that is said; it is about a line of a feature's file, or about a sentence, where either is known."""

    level: str
    title: str
    text: str
    file: str = ""
    line: int = 0
    sentence: str = ""


Order = Callable[[Note], str]


def notes_of(results: Results) -> list[Note]:
    """Give what is broken, what became of the text, and what could not be told; the gate says what is no error."""
    suites = {suite.name: suite.cases for suite in suites_of(results)}
    told = [*_broken(results, suites.get(SENTENCES, ())), *_homeless(results)]
    told += [_of_text(case) for case in suites.get(TEXT, ()) if case.outcome is Outcome.FAILED and case.told]
    told += [*_untold(results)]
    told += [
        Note(WARNING, f"Could not tell: {case.name}", case.why, sentence=case.id)
        for name in (SENTENCES, TEXT, EXPLORATION)
        for case in suites.get(name, ())
        if case.outcome is Outcome.CANT_TELL and not _is_told(results, case.id)
    ]
    return [replace(note, title=shortened(note.title)) for note in told]


def _level(case: Case) -> str:
    return WARNING if case.let_through else ERROR


def _asking(results: Results, sentence: str) -> list[ScenarioResult]:
    return [one for one in results.scenarios if sentence in one.sentences]


def _is_told(results: Results, sentence: str) -> bool:
    """Say whether what asks a sentence has no answer itself, which is told with its reason."""
    return any(one.outcome in WITHOUT_ANSWER for one in _asking(results, sentence))


def _broken(results: Results, cases: Iterable[Case]) -> Iterator[Note]:
    """Tell each broken sentence once, where the first scenario stands that broke it."""
    for case in cases:
        failing = [one for one in _asking(results, case.id) if one.outcome is Outcome.FAILED]
        if case.outcome is Outcome.FAILED and failing:
            more = [f"and {number(len(failing) - 1, 'more scenario')}"] if len(failing) > 1 else []
            text = "\n".join([*case.told, _seen(failing[0]), *([case.why] if case.let_through else []), *more])
            yield Note(_level(case), f"Broken: {case.name}", text, failing[0].feature, failing[0].line, case.id)


def _homeless(results: Results) -> Iterator[Note]:
    """Tell what is broken of no sentence that the article has."""
    known = {sentence.id for sentence in results.sentences}
    for one in results.scenarios:
        if one.outcome is Outcome.FAILED and known.isdisjoint(one.sentences):
            yield Note(ERROR, f"Broken: {one.name}", _seen(one), one.feature, one.line)


def _seen(scenario: ScenarioResult) -> str:
    return f"{scenario.name}\nPromised: {scenario.promised}\nSeen: {scenario.seen}"


def _of_text(case: Case) -> Note:
    return Note(_level(case), f"Text: {case.name}", "\n".join([case.why, *case.told]), sentence=case.id)


def _untold(results: Results) -> Iterator[Note]:
    """Tell each reason once why there is no answer, where the first scenario stands that has none for it."""
    untold = [one for one in results.scenarios if one.outcome in WITHOUT_ANSWER]
    times = Counter((one.cause, one.reason) for one in untold)
    first = {(one.cause, one.reason): one for one in reversed(untold)}
    for why, count in times.most_common():
        whose = f" ({why[0]})" if why[0] else ""
        title = f"Could not tell{whose}: {number(count, 'scenario')}"
        yield Note(WARNING, title, why[1] or "No reason was given.", first[why].feature, first[why].line)


def bounded(notes: Sequence[Note]) -> Iterator[Note]:
    """Give as many of each level as are shown, the last of which says how many there are more."""
    for level in (ERROR, WARNING):
        told = [note for note in notes if note.level == level]
        room = MOST if len(told) <= MOST else MOST - 1
        yield from told[:room]
        if len(told) > room:
            more = f"{number(len(told) - room, f'more {level}')}, in the report"
            yield Note(level, f"{OURS}: {more}", f"There are {more}.")


def order_of(environment: Mapping[str, str]) -> Order | None:
    """Give how those who run this job are told; nothing where nobody would heed it."""
    if environment.get("GITHUB_ACTIONS") == "true":
        return _github
    return _azure if environment.get("TF_BUILD", "").lower() == "true" else None


def _github(note: Note) -> str:
    place = {"file": note.file, "line": str(note.line)} if note.file else {}
    properties = {**place, "title": one_line(note.title)}
    said = ",".join(f"{name}={_escaped(value, GITHUB_PROPERTY)}" for name, value in properties.items())
    return f"::{note.level} {said}::{_escaped(_lines(note.text), GITHUB)}"


def _azure(note: Note) -> str:
    place = {"sourcepath": note.file, "linenumber": str(note.line)} if note.file else {}
    properties = {"type": note.level, **place}
    said = "".join(f"{name}={_escaped(value, AZURE)};" for name, value in properties.items())
    told = f"{note.title}\n{note.text}"
    return f"##vso[task.logissue {said}]{_escaped(_lines(told), AZURE)}"


def _escaped(text: str, escapes: Mapping[str, str]) -> str:
    return "".join(escapes.get(letter, letter) for letter in text)


def _lines(text: str) -> str:
    """Give the first lines of a text, each visibly and not too long."""
    lines = text.split("\n")
    return "\n".join(shortened(line) for line in [*lines[:MOST_LINES], *(["…"] if lines[MOST_LINES:] else [])])
