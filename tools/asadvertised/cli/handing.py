"""Hand what changed to other programs: to code scanning as SARIF, to a pull request as Markdown."""

import os
from dataclasses import dataclass
from pathlib import Path

from asadvertised.article.ledger import Ledger
from asadvertised.article.writing import write_whole
from asadvertised.errors import ConfigurationError
from asadvertised.record.model import Drift
from asadvertised.report.words import visible

STEP_SUMMARY = "GITHUB_STEP_SUMMARY"


@dataclass(frozen=True)
class Formats:
    """Where what changed is written, in which form, if it is."""

    sarif: Path | None = None
    markdown: Path | None = None

    @property
    def outputs(self) -> list[tuple[Path | None, str]]:
        """The files, each with its option."""
        return [(self.sarif, "--sarif"), (self.markdown, "--markdown")]

    def within(self, folder: Path) -> "Formats":
        """Give the same files in a folder, for one service of several."""
        sarif = folder / self.sarif.name if self.sarif else None
        return Formats(sarif, folder / self.markdown.name if self.markdown else None)

    def hand_over(self, drift: Drift, ledger: Ledger, markdown: str, *, is_a_part: bool = False) -> None:
        """Write each form that is wanted; a job of GitHub's has the Markdown of a whole in its own summary too."""
        from asadvertised.report.sarif import sarif_json

        if self.sarif:
            here = Path.cwd()
            root = here if ledger.folder.is_relative_to(here) else ledger.folder.parent.parent
            write_whole(self.sarif, sarif_json(drift, ledger, root))
        markdown = visible(markdown)
        if self.markdown:
            write_whole(self.markdown, markdown)
        if not is_a_part:
            tell_the_job(markdown)


def tell_the_job(markdown: str) -> None:
    """Put Markdown into the summary that a job of GitHub's shows."""
    if summary := os.environ.get(STEP_SUMMARY):
        _append(Path(summary), visible(markdown))


NO_FORMATS = Formats()


def _append(file: Path, text: str) -> None:
    try:
        with file.open("a", encoding="utf-8") as summary:
            summary.write(text)
    except OSError as error:
        what = f"cannot be written: {error.strerror}"
        raise ConfigurationError(what, f"{STEP_SUMMARY}={file}", "name a file, or unset it") from None
