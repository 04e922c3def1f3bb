"""Many runs as people read them in a terminal: what changed in the last one, and what held at a moment."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from asadvertised.record.rollup import number
from asadvertised.record.runs import PastRun, Told
from asadvertised.record.timeline import OTHERWISE, Line, Standing, notes_of
from asadvertised.report.moments import second, span
from asadvertised.report.strip import mark_of_told, worst_first
from asadvertised.report.view import BY_CHECK, Mark
from asadvertised.report.words import shortened

NO_WHOLE_RUN = "Could not tell: there is no whole run; put its parts together by `merge`."
LOOPBACK = ("127.0.0.1", "localhost", "::1")


@dataclass(frozen=True)
class Moment:
    """What was asked of a moment, as it was `said`; `now` is when it was asked."""

    said: str
    when: datetime
    now: datetime


def render_history(lines: Sequence[Line], page: str) -> str:
    """Give a summary of many runs as plain lines; `page` is where all of it was written."""
    told = [line for one in lines for line in (*_of_line(one), "")]
    told += _of_ports(lines)
    return "\n".join([*told, f"Page: {page}"]) + "\n"


def render_standing(lines: Sequence[Line], moment: Moment, page: str) -> str:
    """Say which promises held at a moment, by plain lines."""
    told = [line for one in lines for line in (*_at(one, moment), "")] or [NO_WHOLE_RUN, ""]
    return "\n".join([*told, f"Page: {page}"]) + "\n"


def headline(line: Line) -> str:
    """Say how many runs there are, of what, and since when."""
    return f"{number(len(line.runs), 'run')} of {asked(line)}, since {second(line.runs[0].started)}"


def asked(line: Line) -> str:
    """Say which article was asked of which target."""
    article = line.runs[-1].about.article
    told = f"“{shortened(article.title)}” ({shortened(article.name)}, {shortened(article.locale)})"
    return f"{told} at {shortened(line.target)}"


def headline_of_change(line: Line) -> str:
    """Say how much the last run told otherwise than the one before."""
    if len(line.runs) == 1:
        return "There is no run before to hold it against."
    changed = line.changed
    counted = [f"{len(names)} newly {word}" for word, names in changes_of(line) if names]
    counted += [f"{len(changed.not_come_to)} not come to"] if changed.not_come_to else []
    return f"Against the one before: {', '.join(counted) or 'nothing changed'}."


def changes_of(line: Line) -> list[tuple[str, tuple[str, ...]]]:
    """Give what became of which sentences in the last run, the worst first."""
    changed = line.changed
    return [("broken", changed.broken), ("could not tell", changed.untold), ("kept", changed.kept)]


def headline_of_standing(line: Line, standing: Standing | None) -> str:
    """Say what an answer about a moment rests on, or that there is none."""
    if standing is None:
        first = second(min(run.finished for run in line.runs))
        return f"could not tell: no run had finished by then; the first finished {first}."
    about = standing.run.about
    rests = f"run {about.id} at {shortened(about.target)}, which finished {second(standing.run.finished)}"
    rests += f", {span(standing.age)} before"
    if not standing.holds:
        return f"could not tell: no complete run had finished by then. What one that was cut short had seen: {rests}."
    return f"by {rests}."


def standings_of(standing: Standing) -> list[tuple[Mark, list[Told]]]:
    """Give what a run told of each sentence, by its mark, the worst first."""
    found: dict[Mark, list[Told]] = {}
    for told in standing.run.sentences.values():
        found.setdefault(mark_of_told(told), []).append(told)
    return sorted(found.items(), key=lambda one: worst_first(one[0]))


def said_otherwise(told: Told) -> bool:
    """Tell whether the page did not say a sentence as it was asked."""
    return told.says in OTHERWISE


def in_future(run: PastRun, now: datetime) -> bool:
    """Tell a record that was made by a clock ahead of ours."""
    return run.finished > now


def _of_line(line: Line) -> Iterator[str]:
    last = line.runs[-1]
    yield f"{headline(line)}."
    cut = "" if last.about.complete else " It was cut short."
    yield f"The last began {second(last.started)}, exit code {last.about.exit_code}: {shortened(last.verdict)}{cut}"
    yield headline_of_change(line)
    for word, names in changes_of(line):
        yield from (_named(f"NEWLY {word.upper()}", last.sentences[name]) for name in names)
    known = {past.id: past.last for past in line.sentences}
    yield f"Flaky: {number(len(line.flaky), 'sentence')}." if line.flaky else "Flaky: none."
    yield from (_named("FLAKY", known[name]) for name in line.flaky)
    counts = Counter(note for _, note in notes_of(line))
    yield from (f"NOTE {number(count, 'run')}: {shortened(note)}" for note, count in counts.items())


def _named(what: str, told: Told) -> str:
    return f"  {what} {shortened(told.id)}: “{shortened(told.text)}”"


def _at(line: Line, moment: Moment) -> Iterator[str]:
    standing = line.at(moment.when, moment.now)
    yield f"As of {moment.said}, {asked(line)}: {headline_of_standing(line, standing)}"
    if standing:
        yield "  " + ", ".join(f"{len(found)} {mark.word}" for mark, found in standings_of(standing))
        for mark, found in standings_of(standing):
            yield from (_standing(mark, told) for told in found if told.check not in BY_CHECK)


def _standing(mark: Mark, told: Told) -> str:
    otherwise = " (the page said otherwise)" if said_otherwise(told) else ""
    return f"{_named(mark.word.upper(), told)}{otherwise}"


def _of_ports(lines: Sequence[Line]) -> list[str]:
    """Say why runs of one service on this machine may stand apart."""
    alone = [line for line in lines if _is_port(line.target)]
    if len(alone) < 2:  # noqa: PLR2004  two are what could be one
        return []
    mend = "a profile's [service] name keeps together what is asked at other ports"
    return [f"NOTE {number(len(alone), 'target')} of this machine are known by their ports alone: {mend}"]


def _is_port(target: str) -> bool:
    try:
        return urlsplit(f"//{target.rpartition('//')[2]}").hostname in LOOPBACK
    except ValueError:
        return False
