"""What was asked, as Cucumber's messages have it: a feature's text, its tree, and a pickle of each scenario.

The record keeps no files, so the text is made anew; lines are those of the file that it names, and a step has its
scenario's.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Any

from asadvertised.record.model import ScenarioResult, Step
from asadvertised.report.formats.telling import line_of

MEDIA_TYPE = "text/x.cucumber.gherkin+plain"
LANGUAGE = "en"
ABOUT = "# Made from the record of a run, which keeps no files. The lines that messages name are those of the file.\n"
NO_TAG = re.compile(r"[\s@#]+")
UNKNOWN, CONJUNCTION = "Unknown", "Conjunction"
TYPES = {"Given": "Context", "When": "Action", "Then": "Outcome", "And": CONJUNCTION, "But": CONJUNCTION}
Object = dict[str, Any]


def feature_messages(file: str, scenarios: Sequence[tuple[str, ScenarioResult]]) -> Iterator[Object]:
    """Give the messages of a feature; each scenario comes with the id that messages know it by."""
    uri = line_of(file)
    yield {"source": {"uri": uri, "mediaType": MEDIA_TYPE, "data": _text(uri, [one for _, one in scenarios])}}
    feature = {
        "location": {"line": 1},
        "tags": [],
        "language": LANGUAGE,
        "keyword": "Feature",
        "name": uri,
        "description": "",
        "children": [{"scenario": _node(name, one)} for name, one in scenarios],
    }
    yield {"gherkinDocument": {"uri": uri, "feature": feature, "comments": []}}
    yield from ({"pickle": _pickle(name, uri, one)} for name, one in scenarios)


def pickle_of(name: str) -> str:
    """Give the id of a scenario's pickle."""
    return f"{name}-pickle"


def pickle_steps_of(name: str, scenario: ScenarioResult) -> list[str]:
    """Give the id of each step of a scenario's pickle."""
    return [f"{name}-pickle-step-{place}" for place in range(1, len(scenario.steps) + 1)]


def _text(uri: str, scenarios: Sequence[ScenarioResult]) -> str:
    return f"{ABOUT}Feature: {uri}\n{''.join(map(_scenario_text, scenarios))}"


def _scenario_text(scenario: ScenarioResult) -> str:
    tags = f"\n  {' '.join(_tags(scenario))}" if scenario.sentences else ""
    steps = "".join(f"    {line_of(f'{step.keyword} {step.text}')}\n" for step in scenario.steps)
    return f"{tags}\n  Scenario: {line_of(scenario.name)}\n{steps}"


def _tags(scenario: ScenarioResult) -> list[str]:
    return [f"@{NO_TAG.sub('_', line_of(name))}" for name in scenario.sentences]


def _node(name: str, scenario: ScenarioResult) -> Object:
    place = _place(scenario)
    steps = [
        {"id": node, "location": place, "keyword": f"{line_of(step.keyword)} ", "text": line_of(step.text), **kind}
        for node, step, kind in zip(_nodes(name, scenario), scenario.steps, map(_kind, scenario.steps), strict=True)
    ]
    tags = [
        {"id": f"{name}-tag-{number}", "name": tag, "location": place}
        for number, tag in enumerate(_tags(scenario), start=1)
    ]
    named = {"keyword": "Scenario", "name": line_of(scenario.name), "description": ""}
    return {"id": name, "location": place, "tags": tags, **named, "steps": steps, "examples": []}


def _pickle(name: str, uri: str, scenario: ScenarioResult) -> Object:
    steps = [
        {"id": identity, "text": line_of(step.text), "type": kind, "astNodeIds": [node]}
        for identity, step, kind, node in zip(
            pickle_steps_of(name, scenario),
            scenario.steps,
            _pickle_kinds(scenario.steps),
            _nodes(name, scenario),
            strict=True,
        )
    ]
    tags = [{"name": tag, "astNodeId": f"{name}-tag-{number}"} for number, tag in enumerate(_tags(scenario), start=1)]
    return {
        "id": pickle_of(name),
        "uri": uri,
        "location": _place(scenario),
        "name": line_of(scenario.name),
        "language": LANGUAGE,
        "steps": steps,
        "tags": tags,
        "astNodeIds": [name],
    }


def _place(scenario: ScenarioResult) -> Object:
    return {"line": max(scenario.line, 1)}


def _nodes(name: str, scenario: ScenarioResult) -> list[str]:
    return [f"{name}-step-{place}" for place in range(1, len(scenario.steps) + 1)]


def _kind(step: Step) -> Object:
    return {"keywordType": TYPES.get(step.keyword, UNKNOWN)}


def _pickle_kinds(steps: Sequence[Step]) -> Iterator[str]:
    """Give what each step is for; one that goes on with another is for the same."""
    last = UNKNOWN
    for step in steps:
        kind = TYPES.get(step.keyword, UNKNOWN)
        last = last if kind == CONJUNCTION else kind
        yield last
