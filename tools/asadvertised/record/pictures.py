"""Pictures on disk: beside the record that names them, each once."""

import re
from collections.abc import Mapping
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from asadvertised.article.writing import write_whole
from asadvertised.record.model import Picture, Results
from asadvertised.target.picture import FOLDER

OURS = re.compile(r"[0-9a-f]{16}\.(webp|png|jpg)")


def pictures_of(results: Results) -> dict[str, Picture]:
    """Give each picture of a record once, by its hash."""
    steps = [step for scenario in results.scenarios for step in scenario.steps]
    return {picture.sha256: picture for step in steps for picture in step.pictures}


def write_pictures(folder: Path, results: Results, images: Mapping[str, bytes]) -> None:
    """Write those images, known by their hash, that a record names.

    Raises ConfigurationError where nothing can be written.
    """
    for digest, picture in pictures_of(results).items():
        if digest in images:
            write_whole(folder / picture.file, images[digest])


def remove_others(folder: Path, results: Results) -> None:
    """Remove the pictures of an earlier run that a record does not name; what we did not name so ourselves stays."""
    named = {Path(picture.file).name for picture in pictures_of(results).values()}
    with suppress(OSError):  # what stays there harms nobody
        for file in (folder / FOLDER).iterdir():
            if OURS.fullmatch(file.name) and file.name not in named:
                file.unlink()
        if not named:
            (folder / FOLDER).rmdir()


def read_pictures(folder: Path, results: Results) -> dict[str, bytes]:
    """Give the bytes that lie where a record's pictures should, whatever they are, by the hash they ought to have."""
    found = {}
    for digest, picture in pictures_of(results).items():
        with suppress(OSError):
            found[digest] = _regular(folder / picture.file).read_bytes()
    return found


def is_genuine(digest: str, image: bytes) -> bool:
    """Tell whether an image is the one that was taken."""
    return sha256(image).hexdigest() == digest


def _regular(file: Path) -> Path:
    """Give a file back unless reading it could have no end, as of a pipe; raises FileNotFoundError then."""
    if not file.is_file():
        raise FileNotFoundError(file)
    return file
