"""Begin a new article: read a page, and write a folder that holds each of its sentences, none accounted for."""

import re
import shutil
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from tempfile import mkdtemp

from asadvertised.article.fetching.fetch import fetch_page
from asadvertised.article.fetching.page import HTML, Page
from asadvertised.article.fetching.walls import must_be_the_page
from asadvertised.article.ledger import Ledger, load_ledger
from asadvertised.article.model import Modality
from asadvertised.article.proposing import CONTRACT, propose
from asadvertised.article.proposing.arriving import Arrived, arrive
from asadvertised.cli.pages import ANY_FETCHING, Fetching
from asadvertised.cli.streams import say
from asadvertised.content import PACKAGE, own_root
from asadvertised.errors import ConfigurationError
from asadvertised.outcome import CouldNotTell
from asadvertised.record.files import prepare_folder
from asadvertised.record.rollup import COULD_NOT_TELL, KEPT
from asadvertised.report.words import one_line
from asadvertised.target.masking import EMAIL, JWT

NAME = re.compile(r"[a-z][a-z0-9]*(?:[-_][a-z0-9]+)*")
SKELETON = """\
# What a service has to offer to be asked: an operation for each thing that the scenarios do or look at, with what it
# means. Operations tagged `test seams` make the people and things that a scenario needs.
openapi: 3.1.0
info: {title: TITLE, version: "0"}
paths: {}
"""


@dataclass(frozen=True)
class Wanted:
    """What the command line asked for."""

    source: str
    name: str
    content: Path | None
    timeout: float
    fetching: Fetching = ANY_FETCHING


def run_new(wanted: Wanted) -> int:
    """Write the folder, say what is in it and what to do next, and give the exit code."""
    root = (wanted.content or _own_content()).resolve()
    folder = _free(root, wanted.name)
    try:
        arrived = arrive(_fetched(wanted), wanted.name)
    except CouldNotTell as fault:
        sys.stderr.write(f"asadvertised: {one_line(fault.reason)}\n")
        return COULD_NOT_TELL
    _refuse_secrets(arrived, wanted.source)
    ledger = _write(root, folder, arrived)
    say(_said(ledger, folder, wanted))
    return KEPT


def _fetched(wanted: Wanted) -> Page:
    errand = wanted.fetching.errand(wanted.source, wanted.timeout, "")
    page = fetch_page(wanted.source, errand.timeout, errand.way, errand.manners)
    if page.media_type == HTML:
        must_be_the_page(page, is_there=False)
    return page


def _own_content() -> Path:
    """Give the checkout that we run from; an installed package is no place to write to."""
    return Path.cwd() if own_root() == PACKAGE else own_root()


def _free(root: Path, name: str) -> Path:
    if not NAME.fullmatch(name):
        raise ConfigurationError(f"{name!r} cannot name a folder of tests", "--name", "use a-z, 0-9 and single hyphens")
    folder = root / "features" / name
    if folder.exists() or folder.is_symlink():
        raise ConfigurationError("is there already, and is not overwritten", str(folder), "give another --name")
    return folder


def _refuse_secrets(arrived: Arrived, source: str) -> None:
    if any(JWT.search(passage.text) for passage in arrived.passages):
        mend = "read the page as nobody in particular sees it"
        raise ConfigurationError("the text holds what looks like an access token", source, mend)


def _write(root: Path, folder: Path, arrived: Arrived) -> Ledger:
    """Write beside, look whether it can be loaded, and put it in its place at once."""
    prepare_folder(root, "--content")
    draft = Path(mkdtemp(prefix=f".{folder.name}.", dir=root))
    try:
        text = propose(arrived.passages, arrived.about, arrived.layout)
        (draft / "article.toml").write_text(text, encoding="utf-8")
        (draft / CONTRACT).write_text(SKELETON.replace("TITLE", folder.name), encoding="utf-8")
        ledger = load_ledger(draft)
        draft.chmod(0o755)
        prepare_folder(folder.parent, "--content")
        draft.rename(folder)
    except OSError as error:
        raise ConfigurationError(
            f"cannot be written: {error.strerror}", str(folder), "give another --content"
        ) from None
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    return ledger


def _said(ledger: Ledger, folder: Path, wanted: Wanted) -> str:
    sentences = ledger.article.sentences
    counts = Counter(sentence.modality for sentence in sentences)
    modalities = " · ".join(f"{counts[modality]} {modality.value}" for modality in Modality if counts[modality])
    mails = sum(EMAIL.search(sentence.text) is not None for sentence in sentences)
    where = f" --content {wanted.content}" if wanted.content else ""
    lines = [
        f"{folder}: {len(ledger.article.section)} sections, {len(sentences)} sentences, {len(sentences)} unaccounted",
        f"proposed: {modalities}",
        *([f"{mails} with an e-mail address: keep them only if the address is the publisher's own"] if mails else []),
        f"Next: asadvertised drift --name {wanted.name}{where} --article {wanted.source}",
        f"Then account for each sentence in {folder / 'article.toml'}; its first lines say how.",
    ]
    return "\n".join(lines) + "\n"
