"""Accept what a page says, on purpose: the redline is shown, a person agrees, the article's file is written."""

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from rich.console import Console
from rich.text import Text

from asadvertised.article.accepting.accept import Acceptance, accept
from asadvertised.article.accepting.clearing import clear
from asadvertised.article.change import Change
from asadvertised.article.drift import DriftOutcome, Found, check_drift
from asadvertised.article.ledger import Ledger
from asadvertised.article.model import Accepted
from asadvertised.article.redline import MARKS, Part, redline
from asadvertised.article.reviews import open_reviews
from asadvertised.cli.common import folder_of, load, scenarios_of, shown
from asadvertised.cli.pages import ANY_FETCHING, Fetching
from asadvertised.cli.streams import say
from asadvertised.errors import ConfigurationError
from asadvertised.record.rollup import COULD_NOT_TELL, DRIFTED, KEPT
from asadvertised.report.words import one_line, visible
from asadvertised.target.masking import Mask

STYLES = {Part.EQUAL: "", Part.DELETE: "red strike", Part.INSERT: "green underline"}


@dataclass(frozen=True)
class Wanted:
    """What the command line asked for."""

    article: str | None
    reviewed: tuple[str, ...]
    note: str
    yes: bool
    timeout: float
    name: str | None
    content: Path | None
    fetching: Fetching = ANY_FETCHING


def run_accept(wanted: Wanted) -> int:
    """Accept a page's wording, or clear what was to review, and give the exit code."""
    if wanted.reviewed:
        return _clear(wanted)
    _, ledger = load(wanted.name, wanted.content)
    source = wanted.article or ledger.article.article.source
    errand = wanted.fetching.errand(source, wanted.timeout, ledger.article.article.locale)
    found = check_drift(ledger.article, source, errand, partial(scenarios_of, ledger))
    if found.outcome is DriftOutcome.CANT_TELL:
        say(f"Nothing is accepted: {one_line(shown(found, Mask()).reason)}\n")
        return COULD_NOT_TELL
    if not found.changes:
        say(f"Nothing to accept: the page says what was transcribed: {one_line(Mask().text(source))}\n")
        return KEPT
    _show(shown(found, Mask()).changes)
    if not (wanted.yes or _agreed(ledger)):
        say("Nothing was accepted.\n")
        return DRIFTED if found.outcome is DriftOutcome.DRIFTED else KEPT
    say("".join(f"{line}\n" for line in _told(ledger, _accepted(ledger, found))))
    return KEPT


def _accepted(ledger: Ledger, found: Found) -> Acceptance:
    today = datetime.now(UTC).date()
    source = found.source if "://" in found.source else Path(found.source).name
    page = Accepted(date=today, source=Mask().text(source), sha256=found.page_sha256)
    return accept(ledger, found.reading, found.differences, page)


def _clear(wanted: Wanted) -> int:
    if wanted.article:
        raise ConfigurationError("is one thing, and --reviewed another", "--article", "say one at a time")
    folder = folder_of(wanted.name, wanted.content)
    reviews = clear(folder, wanted.reviewed, datetime.now(UTC).date(), wanted.note)
    left = sum(len(review.open) for review in open_reviews(reviews))
    say(f"Cleared: {', '.join(wanted.reviewed)}. Still to review: {left}\n")
    return KEPT


def _show(changes: Sequence[Change]) -> None:
    console = Console(highlight=False, soft_wrap=True)
    for change in changes:
        name = one_line(change.sentence or "a new sentence")
        console.print(Text(f"\n{change.kind.upper()} {name} ({change.severity})", style="bold"))
        console.print(Text("  ").append_text(_redlined(change)))
        for why in change.why:
            console.print(Text(f"  {one_line(why)}", style="dim"))
        if change.scenarios:
            asked = f"asked by {len(change.scenarios)} scenarios, such as {change.scenarios[0]}"
            console.print(Text(f"  {one_line(asked)}"))


def _redlined(change: Change) -> Text:
    line = Text()
    for run in redline(one_line(change.old), one_line(change.new)):
        line.append(MARKS[run.part].format(visible(run.words)), style=STYLES[run.part])
    return line


def _agreed(ledger: Ledger) -> bool:
    """Ask, where somebody is there to be asked."""
    if not (sys.stdin and sys.stdin.isatty()):
        raise ConfigurationError("nobody is there to be asked", "accept", "add --yes once the changes were looked at")
    say(f"\nTake all of this into {ledger.folder / 'article.toml'}? [y/N] ")
    return sys.stdin.readline().strip().lower() in ("y", "yes")


def _told(ledger: Ledger, done: Acceptance) -> Iterator[str]:
    yield f"\nAccepted into {ledger.folder / 'article.toml'}."
    for name in done.retired:
        yield f"RETIRED {name}"
    for name in done.added:
        yield f"UNACCOUNTED {name}: say how it is held to account"
    for name, words in done.lost_links:
        yield f"LINK LOST {name}: “{one_line(words)}” is no longer in it"
    for name, says in done.stale:
        yield f"STILL SAYS {name}: {one_line(says)}: mend it if it binds otherwise now"
    for review in done.reviews:
        yield f"TO REVIEW {review.sentence}: {', '.join(review.open)}"
    if done.reviews or done.added:
        yield "`asadvertised check` fails until that is seen to; clear reviews with --reviewed ID."
