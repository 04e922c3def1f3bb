"""Files are written whole or not at all."""

import os
from pathlib import Path
from tempfile import NamedTemporaryFile

ANYBODY_READS = 0o644


def write_whole(file: Path, text: str) -> None:
    """Replace a file at once, so that nobody ever reads half of it; it may be read as widely as before."""
    mode = file.stat().st_mode & 0o777 if file.exists() else ANYBODY_READS
    with NamedTemporaryFile(
        "w", encoding="utf-8", newline="", dir=file.parent, prefix=f".{file.name}.", delete=False
    ) as draft:
        draft.write(text)
    try:
        Path(draft.name).chmod(mode)
        os.replace(draft.name, file)  # noqa: PTH105  replaces at once on every system
    except OSError:
        Path(draft.name).unlink()
        raise
