"""Write the formats that were asked for beside the report."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from asadvertised.article.writing import write_whole
from asadvertised.report.formats import Format, chosen

if TYPE_CHECKING:
    from asadvertised.record.model import Results


@dataclass(frozen=True)
class Renderings:
    """The formats in which a record is written, too."""

    formats: tuple[Format, ...] = ()

    @classmethod
    def of(cls, said: list[str] | None) -> "Renderings":
        """Read what an option said.

        Raises ConfigurationError for a name that no format has.
        """
        return cls(chosen(said or ()))

    def outputs(self, folder: Path) -> list[tuple[Path, str]]:
        """Give the files in a folder, each with what was said to have it."""
        return [(folder / one.file, one.option) for one in self.formats]

    def write(self, results: "Results", folder: Path) -> None:
        """Write each format into a folder."""
        for one in self.formats:
            write_whole(folder / one.file, one.render(results))


NO_RENDERINGS = Renderings()
