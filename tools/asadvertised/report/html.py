"""The report as one self-contained page, without JavaScript.

Nothing that a target sent is trusted: everything is escaped, no link is made of it, and the page's own policy forbids
whatever is not its style.
"""

import base64
import json
import re
from collections.abc import Mapping
from hashlib import sha256
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from asadvertised.article.change import suspects
from asadvertised.article.redline import redline
from asadvertised.content import templates
from asadvertised.record.model import Results
from asadvertised.report.curl import curl_line, repeats_in_full
from asadvertised.report.gallery import gallery_of
from asadvertised.report.view import Marks, blocks_of, marks_of
from asadvertised.report.words import chance, visible

STYLE = "report.css"


def render_html(results: Results, images: Mapping[str, bytes] | None = None) -> str:
    """Give the whole page; `images` are the bytes of the record's pictures, by their hash."""
    return (
        environment()
        .get_template("report.html.j2")
        .render(
            results=results,
            run=results.run,
            marks=marks_of(results),
            blocks=blocks_of(results),
            pictures=gallery_of(results, images or {}),
            scenarios=sorted(results.scenarios, key=lambda scenario: scenario.outcome in ("passed", "inapplicable")),
            **style_of(),
        )
    )


def style_of() -> dict[str, str]:
    """Give a page's style, and the hash by which the page's own policy allows it."""
    style = (templates() / STYLE).read_text(encoding="utf-8")
    return {"style": style, "style_hash": base64.b64encode(sha256(style.encode()).digest()).decode()}


def environment() -> Environment:
    """Give what templates are rendered with: everything escaped, nothing undefined."""
    environment = Environment(
        loader=FileSystemLoader(templates()),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {"anchor": _anchor, "pretty": _pretty, "visible": visible, "chance": chance}
    environment.globals |= {
        "Marks": Marks,
        "redline": redline,
        "suspects": suspects,
        "curl_line": curl_line,
        "repeats_in_full": repeats_in_full,
    }
    return environment


def _anchor(name: str) -> str:
    """Give an id that a link within the page can name, whatever it is made of."""
    return f"{re.sub(r'[^a-z0-9]+', '-', name.lower()).strip('-')}-{sha256(name.encode()).hexdigest()[:6]}"


def _pretty(body: str) -> str:
    """Lay a JSON body out; leave any other as it is, with what cannot be seen made visible."""
    try:
        document: Any = json.loads(body)
    except (ValueError, RecursionError):
        return visible(body)
    return visible(json.dumps(document, indent=2, ensure_ascii=False))
