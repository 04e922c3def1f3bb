"""Put the records of shards together in a folder."""

from pathlib import Path

from asadvertised.article.writing import write_whole
from asadvertised.cli.asking import PAGE
from asadvertised.cli.check import REPORT, hand_over
from asadvertised.cli.outputs import must_differ
from asadvertised.cli.terms import terms_of
from asadvertised.errors import ConfigurationError
from asadvertised.record.files import RESULTS, prepare_folder, read_results
from asadvertised.record.growing import growing
from asadvertised.record.merging import in_order, merged
from asadvertised.record.pictures import read_pictures, write_pictures


def run_merge(named: list[Path], out: Path, gate: Path | None, baseline: Path | None, *, quiet: bool) -> int:
    """Merge, and give the exit code of the whole."""
    files = [file for path in named for file in _records_in(path)]
    must_differ([(out / name, "--out") for name in (RESULTS, REPORT)], [*files, gate, baseline])
    shards = in_order([(file, read_results(file)) for file in files])
    article = shards[0][1].run.article
    results = merged(shards, terms_of(gate, baseline, article.name, article.locale))
    prepare_folder(out)
    with growing(out):
        for file, shard in shards:
            write_pictures(out, results, read_pictures(file.parent, shard))
        _take_page(shards[0][0].parent / PAGE, out / PAGE)
        return hand_over(results, out, quiet=quiet)


def _records_in(path: Path) -> list[Path]:
    if not path.is_dir():
        return [path]
    found = sorted(path.rglob(RESULTS))
    if not found:
        raise ConfigurationError(f"has no {RESULTS}", str(path), "name the folder of a shard, or one that holds them")
    return found


def _take_page(theirs: Path, ours: Path) -> None:
    """Copy the page that the first shard compared."""
    for file in sorted(theirs.glob("page*")):
        write_whole(ours / file.name, file.read_bytes())
