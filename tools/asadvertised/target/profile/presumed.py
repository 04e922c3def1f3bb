"""What a profile says in the service's stead, which a reader of verdicts has to know: nobody saw the service say it."""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from asadvertised.target.profile.lines import Place, line_of
from asadvertised.target.profile.model import Find
from asadvertised.target.profile.reading import ProfileFile


def presumed(profile: ProfileFile) -> tuple[str, ...]:
    """Give each part of an answer that the profile makes up, always or where the service is silent, with its line."""
    whole = profile.profile
    answers: list[tuple[Place, Mapping[str, Any]]] = [
        (("answers", name), fields) for name, fields in whole.answers.items()
    ]
    for name, known in whole.operations.items():
        place = ("operations", name)
        answers += [((*place, "answer"), known.answer if isinstance(known.answer, Mapping) else {})]
        answers += [(place, {"document": known.document} if known.document is not None else {})]
        answers += [((*place, "instead"), known.instead)]
    return tuple(
        f"{profile.file.name}:{line_of(profile.text, place)}: {says}"
        for where, fields in answers
        for place, says in _in(fields, where)
    )


def _in(value: Any, place: Place) -> Iterator[tuple[Place, str]]:
    if isinstance(value, Mapping):
        for key, inner in value.items():
            yield from _in(inner, (*place, key))
    if isinstance(value, Find):
        yield from _said(value, place)
        yield from _in({"item": value.item, **value.fields} if value.item else value.fields, place)


def _said(find: Find, place: Place) -> Iterable[tuple[Place, str]]:
    key = ".".join(map(str, place))
    if "is_" in find.model_fields_set:
        yield place, f"{key} is always {json.dumps(find.is_)}"
    if "default" in find.model_fields_set:
        yield place, f"{key} is {json.dumps(find.default)} where nothing is found"
