"""Write the report of a record again."""

import sys
from pathlib import Path

from asadvertised.article.writing import write_whole
from asadvertised.record.files import prepare_folder, read_results
from asadvertised.report.har import har_json
from asadvertised.report.html import render_html
from asadvertised.report.summary import render_summary


def run_report(file: Path, out: Path | None, har: Path | None = None) -> int:
    """Render a record, as an archive of its exchanges too if one is wanted, and give the exit code of its run."""
    results = read_results(file)
    folder = out or file.parent
    prepare_folder(folder)
    page = folder / "index.html"
    write_whole(page, render_html(results))
    if har:
        prepare_folder(har.parent, "--har")
        write_whole(har, har_json(results))
    sys.stdout.write(render_summary(results, str(page)))
    return results.run.exit_code
