"""The files that lie beside a record, and are signed with it: its pictures, and the page that was compared."""

from collections.abc import Iterator
from hashlib import file_digest, sha256
from pathlib import Path

from asadvertised.article.fetching.raw import PAGE
from asadvertised.errors import ConfigurationError
from asadvertised.record.model import Results
from asadvertised.record.pictures import pictures_of
from asadvertised.target.picture import FOLDER as PICTURES

FOLDERS = (PAGE, PICTURES)
NO_FILE = ""


def digests_beside(folder: Path) -> dict[str, str]:
    """Give the SHA-256 of each file that lies there, by its name in the folder; of what cannot be read, none."""
    return {file.relative_to(folder).as_posix(): _digest(file) for file in sorted(_files(folder))}


def _files(folder: Path) -> Iterator[Path]:
    for name in FOLDERS:
        yield from (file for file in (folder / name).rglob("*") if not file.is_dir())


def _digest(file: Path) -> str:
    """Read no pipe, which could have no end."""
    try:
        if not file.is_file():
            return NO_FILE
        with file.open("rb") as opened:
            return file_digest(opened, sha256).hexdigest()
    except OSError:
        return NO_FILE


def must_be_whole(folder: Path, results: Results, digests: dict[str, str]) -> None:
    """Refuse, by ConfigurationError, to sign a record without its pictures, or with others."""
    named = {picture.file: digest for digest, picture in pictures_of(results).items()}
    for file in sorted(named.keys() | digests.keys()):
        where = str(folder / file)
        if file not in digests:
            raise ConfigurationError("is named by the record, and is not there", where, "put it back, or ask again")
        if digests[file] == NO_FILE:
            raise ConfigurationError("cannot be read as a file", where, "move it away")
        if file.startswith(f"{PICTURES}/") and digests[file] != named.get(file):
            raise ConfigurationError("is no picture of this record, or is not as it was taken", where, "move it away")
