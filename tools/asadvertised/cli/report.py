"""Write the report of a record again."""

from pathlib import Path

from asadvertised.article.writing import write_whole
from asadvertised.cli.outputs import must_differ, prepare_outputs
from asadvertised.cli.rendering import NO_RENDERINGS, Renderings
from asadvertised.cli.streams import say
from asadvertised.record.files import prepare_folder, read_results
from asadvertised.record.pictures import read_pictures
from asadvertised.report.har import har_json
from asadvertised.report.html import render_html
from asadvertised.report.summary import render_summary


def run_report(file: Path, out: Path | None, har: Path | None = None, renderings: Renderings = NO_RENDERINGS) -> int:
    """Render a record, in other forms too if they are wanted, and give the exit code of its run."""
    folder = out or file.parent
    page = folder / "index.html"
    named = [*renderings.outputs(folder), (har, "--har")]
    must_differ([(page, "--out"), *named], [file])
    results = read_results(file)
    prepare_folder(folder)
    prepare_outputs(named)
    write_whole(page, render_html(results, read_pictures(file.parent, results)))
    if har:
        write_whole(har, har_json(results))
    renderings.write(results, folder)
    say(render_summary(results, str(page)))
    return results.run.exit_code
