"""The verdict of a run as Markdown, as `--markdown` writes it."""

from asadvertised.record.model import Results
from asadvertised.report.markdown import results_markdown
from asadvertised.report.words import visible


def render(results: Results) -> str:
    """Give a record as Markdown."""
    return visible(results_markdown(results))
