"""What came of judging a run again, in lines and as JSON."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict

from asadvertised.record.rejudging import Aspect, Difference, Rejudged
from asadvertised.record.rollup import number
from asadvertised.report.words import one_line

MOST_TOLD = 20
LONGEST = 400
ABOUT = {
    Aspect.OUTCOME: "another outcome",
    Aspect.EVIDENCE: "other evidence than the scenario asks for",
    Aspect.TEXT: "the page says otherwise",
    Aspect.RECORD: "said otherwise",
}


def said(rejudged: Rejudged) -> Iterator[str]:
    """Say whether the evidence comes to what the record says, a line each; where not, at first what differs."""
    asked, of = number(rejudged.scenarios, "scenario"), number(rejudged.sentences, "sentence")
    if rejudged.differences:
        yield f"Judged again, the evidence comes to something else in {number(len(rejudged.differences), 'place')}:"
        yield from _listed([_told(difference) for difference in rejudged.differences])
    else:
        text = f"; the page is {rejudged.text}, as it says" if rejudged.text else ""
        yield f"Judged again from the evidence: {asked} and {of} come to the same outcomes{text}."
    if rejudged.part:
        yield f"It is a part, {rejudged.part}: nothing is said of the whole."
    if not rejudged.text and not rejudged.untold:
        yield "The text was not compared in this run."
    if rejudged.untold:
        yield f"Could not be judged again, {number(len(rejudged.untold), 'thing')}:"
        yield from _listed([f"{name}: {why}" for name, why in rejudged.untold.items()])
    if rejudged.nothing_asked:
        yield f"Nothing to judge: {number(rejudged.nothing_asked, 'scenario')} that nobody asked."


def as_json(rejudged: Rejudged) -> str:
    """Give all of it as JSON."""
    return json.dumps(asdict(rejudged), indent=1, ensure_ascii=False) + "\n"


def _listed(lines: Sequence[str]) -> Iterator[str]:
    yield from (f"- {one_line(line)[:LONGEST]}" for line in lines[:MOST_TOLD])
    if len(lines) > MOST_TOLD:
        yield f"- and {len(lines) - MOST_TOLD} more"


def _told(one: Difference) -> str:
    return (
        f"{one.about}: {ABOUT[one.aspect]}: the record says {one.recorded or 'nothing'}; now {one.judged or 'nothing'}"
    )
