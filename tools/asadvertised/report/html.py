"""The report as one self-contained page, which holds every verdict without JavaScript.

Nothing that a target sent is trusted: everything is escaped, no link is made of it, and the page's own policy forbids
whatever is not its style and its script, and that script to make markup of any text.
"""

import base64
import re
from collections.abc import Mapping
from functools import cache
from hashlib import sha256
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from asadvertised.article.change import suspects
from asadvertised.article.redline import redline
from asadvertised.content import templates
from asadvertised.record.model import Results, ScenarioResult
from asadvertised.report import packing, table, view
from asadvertised.report.asked import Asked, asked_of, is_told_in_full, weight_of
from asadvertised.report.curl import curl_line, repeats_in_full
from asadvertised.report.failing import broken_step, repeating, side_by_side
from asadvertised.report.gallery import gallery_of
from asadvertised.report.gate_words import beside_the_gate, decision, excuse
from asadvertised.report.view import Marks, blocks_of, marks_of
from asadvertised.report.words import chance, visible

STYLE = "report.css"
SCRIPT = "report.js"
IN_FULL = 200  # scenarios whose evidence a browser lays out at once; of all others it does when they are opened


def render_html(results: Results, images: Mapping[str, bytes] | None = None) -> str:
    """Give the whole page; `images` are the bytes of the record's pictures, by their hash."""
    asked = asked_of(results)
    return (
        environment()
        .get_template("report.html.j2")
        .render(
            results=results,
            run=results.run,
            marks=marks_of(results),
            blocks=blocks_of(results),
            pictures=gallery_of(results, images or {}),
            asked=asked,
            pack=packing.pack(_opened_on_demand(asked), scenario_anchor),
            in_full=IN_FULL,
            rows=packing.squeeze(_ledger(results, asked)),
            ledger_marks=_marks_in_use([Marks.of(sentence) for sentence in results.sentences]),
            scenario_marks=_marks_in_use([Marks.of(scenario) for scenario in results.scenarios]),
            **style_of(),
            **script_of(),
        )
    )


def _opened_on_demand(asked: Asked) -> list[ScenarioResult]:
    """Give the scenarios whose evidence is laid out when they are opened; the others stand in the page as they are."""
    return [one for place, one in enumerate(asked.scenarios) if place >= IN_FULL or not is_told_in_full(one)]


def _marks_in_use(found: list[view.Mark]) -> list[view.Mark]:
    return sorted({mark.word: mark for mark in found}.values(), key=weight_of)


def _ledger(results: Results, asked: Asked) -> list[Any]:
    """Give the lines of the ledger's table, by the row of the page that each belongs to."""
    rows = table.rows_of(results, asked)
    return [table.header(), [(anchor(f"row {sentence}"), *lines) for sentence, lines in rows]]


def style_of() -> dict[str, str]:
    """Give a page's style, and the hash by which the page's own policy allows it."""
    return _allowed("style", STYLE)


def script_of() -> dict[str, str]:
    """Give a page's script, and the hash by which the page's own policy allows it."""
    return _allowed("script", SCRIPT)


@cache
def _allowed(what: str, file: str) -> dict[str, str]:
    text = (templates() / file).read_text(encoding="utf-8")
    return {what: text, f"{what}_hash": base64.b64encode(sha256(text.encode()).digest()).decode()}


def environment() -> Environment:
    """Give what templates are rendered with: everything escaped, nothing undefined."""
    environment = Environment(
        loader=FileSystemLoader(templates()),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {
        "anchor": anchor,
        "scenario_anchor": scenario_anchor,
        "visible": visible,
        "chance": chance,
        "weight": weight_of,
    }
    environment.globals |= _known_to_templates()
    return environment


def _known_to_templates() -> dict[str, Any]:
    functions = (redline, suspects, curl_line, repeats_in_full, side_by_side, broken_step, repeating, is_told_in_full)
    messages = (packing.told, packing.message, packing.answer_of)
    marks = {name: getattr(view, name) for name in ("Marks", "CHANGED", "CAUGHT", "MISSED", "EXCUSED", "tone")}
    gate = (decision, beside_the_gate, excuse)
    named = {function.__name__: function for function in (*functions, *messages, *gate)}
    return marks | named | {"binds": view.BINDS}


@cache
def anchor(name: str) -> str:
    """Give an id that a link within the page can name, whatever it is made of."""
    return f"{re.sub(r'[^a-z0-9]+', '-', name.lower()).strip('-')}-{sha256(name.encode()).hexdigest()[:6]}"


@cache
def scenario_anchor(name: str) -> str:
    """Give the id of a scenario within the page: short, since thousands of links name one."""
    return f"s-{sha256(name.encode()).hexdigest()[:12]}"
