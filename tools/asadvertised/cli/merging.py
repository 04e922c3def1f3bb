"""Put the records of shards together in a folder."""

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from asadvertised.article.fetching.raw import PAGE
from asadvertised.article.writing import write_whole
from asadvertised.cli.check import MADE_OF_A_RECORD, REPORT, hand_over
from asadvertised.cli.handing import tell_the_job
from asadvertised.cli.outputs import must_differ
from asadvertised.cli.rendering import NO_RENDERINGS, Renderings
from asadvertised.cli.terms import terms_of
from asadvertised.errors import ConfigurationError
from asadvertised.record.files import RESULTS, prepare_folder, read_results
from asadvertised.record.growing import growing
from asadvertised.record.merging import in_order, merged
from asadvertised.record.model import Results
from asadvertised.record.pictures import read_pictures, write_pictures
from asadvertised.report.markdown import results_markdown

FAR_APART = timedelta(hours=24)


@dataclass(frozen=True)
class Wanted:
    """What the command line asked for."""

    records: tuple[Path, ...]
    out: Path
    gate: Path | None = None
    baseline: Path | None = None
    renderings: Renderings = NO_RENDERINGS
    quiet: bool = False


def run_merge(wanted: Wanted) -> int:
    """Merge, and give the exit code of the whole."""
    files = [file for path in wanted.records for file in _records_in(path)]
    ours = [(wanted.out / name, "--out") for name in (RESULTS, REPORT)]
    must_differ([*ours, *wanted.renderings.outputs(wanted.out)], [*files, wanted.gate, wanted.baseline])
    shards = in_order([(file, read_results(file)) for file in files])
    article = shards[0][1].run.article
    results = merged(shards, terms_of(wanted.gate, wanted.baseline, article.name, article.locale))
    _tell_if_far_apart(results, [shard for _, shard in shards])
    prepare_folder(wanted.out)
    with growing(wanted.out, MADE_OF_A_RECORD) as record:
        record.clear()
        for file, shard in shards:
            write_pictures(wanted.out, results, read_pictures(file.parent, shard))
        _take_page(shards[0][0].parent / PAGE, wanted.out / PAGE)
        tell_the_job(results_markdown(results))
        return hand_over(results, wanted.out, renderings=wanted.renderings, quiet=wanted.quiet)


def _records_in(path: Path) -> list[Path]:
    if not path.is_dir():
        return [path]
    found = sorted(path.rglob(RESULTS))
    if not found:
        raise ConfigurationError(f"has no {RESULTS}", str(path), "name the folder of a shard, or one that holds them")
    return found


def _tell_if_far_apart(whole: Results, shards: Sequence[Results]) -> None:
    """Say that shards may be of different days, since a service may have changed in between."""
    last = max(datetime.fromisoformat(shard.run.started) for shard in shards)
    apart = last - datetime.fromisoformat(whole.run.started)
    if apart > FAR_APART:
        hours = round(apart.total_seconds() / 3600)
        sys.stderr.write(f"asadvertised: the shards were begun {hours} hours apart: was it the same service?\n")


def _take_page(theirs: Path, ours: Path) -> None:
    """Copy the page that the first shard compared."""
    for file in sorted(theirs.glob("page*")):
        write_whole(ours / file.name, file.read_bytes())
