"""Remove what runs made: at the end of a run, however it ends, or later, by a command of its own."""

import shlex
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from asadvertised.article.ledger import Ledger
from asadvertised.cli.common import load
from asadvertised.cli.streams import say
from asadvertised.errors import ConfigurationError
from asadvertised.report.words import one_line
from asadvertised.target.journal import JOURNAL, Journal, left_in, name_of
from asadvertised.target.masking import MASK
from asadvertised.target.opening import Wishes, look_at, open_target

if TYPE_CHECKING:
    from asadvertised.target.cleaning import Cleaned

CLEAN, NOT_CLEAN = 0, 4
MOST_NAMED = 3


@dataclass(frozen=True)
class Wanted:
    """What the command line asked for."""

    target: str
    out: Path
    timeout: float | None
    name: str | None
    content: Path | None


def run_clean(wanted: Wanted) -> int:
    """Remove what is left, say what could not be, and give the exit code."""
    if wanted.target:
        look_at(wanted.target)
    _, ledger = load(wanted.name, wanted.content)
    file = wanted.out / JOURNAL
    chosen = name_of(wanted.target) if wanted.target else ""
    places = {removal.target for removal in left_in(file) if not chosen or removal.target == chosen}
    dirty = [place for place in sorted(places) if not _cleaned(wanted.target or place, ledger, file, wanted.timeout)]
    elsewhere = {removal.target for removal in left_in(file)} - places
    for place in sorted(elsewhere):
        say(f"Of other runs something is left at {place}.\n")
    if not dirty:
        there = " there" if elsewhere else ""
        say(f"Nothing is left{there}.\n" if not places else f"All that was left{there} is removed.\n")
    return NOT_CLEAN if dirty else CLEAN


@contextmanager
def cleaning(
    target: str, out: Path, ledger: Ledger, timeout: float | None, *, quiet: bool = False
) -> Iterator[Path | None]:
    """Give the file in which a run notes what it makes, and remove what it left when it ends, however it ends.

    What an earlier run left at the same service is removed first. Without a target there is nothing to remove, for
    our own reference goes when the run does. `timeout` is in seconds; when `quiet`, only what stays is told.
    """
    if not target:
        yield None
        return
    file = out / JOURNAL
    if not quiet:
        _tell_of_earlier(target, file)
    _cleaned(target, ledger, file, timeout)
    try:
        yield file
    finally:
        _cleaned(target, ledger, file, timeout)


def _tell_of_earlier(target: str, file: Path) -> None:
    for place in sorted({removal.target for removal in left_in(file)}):
        told = "it is removed first" if place == name_of(target) else f"it is kept ({_how(place, file)})"
        sys.stderr.write(f"An earlier run left something at {place}: {told}\n")


def _cleaned(target: str, ledger: Ledger, file: Path, timeout: float | None) -> bool:
    """Remove what is left at a target, and tell whether nothing is left there."""
    from asadvertised.target.cleaning import Cleaned, forget_if_done

    journal = Journal(file, target)
    left = tuple(journal.left())
    if not left:
        forget_if_done(journal)
        return True
    try:
        done = _asked_to_remove(target, ledger, journal, timeout)
    except ConfigurationError as error:
        done = Cleaned(0, left, str(error))
    if done.left:
        sys.stderr.write(f"{one_line(_told(done, journal))}\n")
    return not done.left


def _asked_to_remove(target: str, ledger: Ledger, journal: Journal, timeout: float | None) -> "Cleaned":
    from asadvertised.target.cleaning import clean
    from asadvertised.target.contract import load_contract

    if MASK in target:
        raise ConfigurationError("its address holds a secret, which is not kept", mend="name it with --target")
    contract = load_contract(ledger.folder / ledger.article.service.contract)
    service = open_target(target, contract, ledger.article.capability, Wishes(timeout))
    try:
        return clean(service, journal)
    finally:
        service.close()


def _told(done: "Cleaned", journal: Journal) -> str:
    things = [f"{one.operation} {' '.join(value for _, value in one.parameters)}" for one in done.left]
    more = f" and {len(things) - MOST_NAMED} more" if len(things) > MOST_NAMED else ""
    named = f"{', '.join(things[:MOST_NAMED])}{more}"
    return f"Left at {journal.target}: {named}: {done.why} (later: {_how(journal.target, journal.file)})"


def _how(place: str, file: Path) -> str:
    shown = "…" if MASK in place else shlex.quote(place)
    return f"asadvertised clean --target {shown} --out {shlex.quote(str(file.parent))}"
