"""Find a value in an answer, and turn it into one of ours."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from asadvertised.outcome import Cause
from asadvertised.target.faults import NotAsProfiled, NothingThere
from asadvertised.target.masking import MASK, WITHHELD, is_secret
from asadvertised.target.profile.answers import MISSING, Answer, Node, NotAPath, element, every, first, within
from asadvertised.target.profile.model import Find, Finding, ValueType
from asadvertised.target.profile.reading import ProfileFile
from asadvertised.target.profile.templates import Templates, read_date

TRUE = frozenset({"true", "yes", "on", "1", "checked"})
FALSE = frozenset({"false", "no", "off", "0", ""})
Place = tuple[str | int, ...]


@dataclass(frozen=True)
class Seeking:
    """Where something is sought: an answer, a node of it, and what templates may use."""

    answer: Answer
    node: Node
    context: Mapping[str, Any]

    def at(self, node: Node) -> "Seeking":
        """Seek in a part of it."""
        return Seeking(self.answer, node, self.context)


class Finder:
    """Finds what a profile says of answers."""

    def __init__(self, profile: ProfileFile, templates: Templates) -> None:
        self._profile = profile
        self._templates = templates

    def find(self, finding: Finding, answer: Answer, context: Mapping[str, Any], place: Place) -> Any:
        """Give a value.

        Raises NotAsProfiled where it is not there, or is not what the profile says it is.
        """
        return self._find(finding, Seeking(answer, answer.node, context), place)

    def fields(
        self, findings: Mapping[str, Finding], answer: Answer, context: Mapping[str, Any], place: Place
    ) -> dict[str, Any]:
        """Give an object, found field by field."""
        return self._fields(findings, Seeking(answer, answer.node, context), place)

    def _fields(self, findings: Mapping[str, Finding], seeking: Seeking, place: Place) -> dict[str, Any]:
        return {name: self._find(finding, seeking, (*place, name)) for name, finding in findings.items()}

    def _find(self, finding: Finding, seeking: Seeking, place: Place) -> Any:
        find = _at(finding) if isinstance(finding, str) else finding
        try:
            if find.each is not None:
                return self._each(find, seeking, place)
            value = self._part(find, seeking) if find.fields else self._sought(find, seeking)
        except NotAPath as error:
            raise self._fault(str(error), place) from None
        return self._made_of(find, value, seeking, place)

    def _made_of(self, find: Find, value: Any, seeking: Seeking, place: Place) -> Any:
        """Give what a finding makes of the value that stands there."""
        if find.present:
            return value is not MISSING and value is not None
        if self._profile.is_masked and is_secret(str(place[-1])) and value in {MISSING, MASK, WITHHELD}:
            return MASK
        if value is MISSING or (value is None and "default" in find.model_fields_set):
            if "default" not in find.model_fields_set:
                raise self._fault("nothing stands there in the answer", place, NothingThere)
            return find.default
        if find.fields:
            return self._fields(find.fields, seeking.at(value), (*place, "fields"))
        return self._converted(find, value, place)

    @staticmethod
    def _part(find: Find, seeking: Seeking) -> Any:
        """Give the part of an answer in which fields are sought."""
        path = find.css or find.at or ""
        return first(seeking.node, path) if _is_page(seeking.node) else within(seeking.node, path)

    def _each(self, find: Find, seeking: Seeking, place: Place) -> list[Any] | dict[str, Any]:
        whole = seeking.node is seeking.answer.node
        nodes = list(seeking.answer.nodes()) if whole else [seeking.node]
        lists = [every(node, str(find.each)) for node in nodes]
        if any(one is MISSING for one in lists):
            if "default" not in find.model_fields_set:
                raise self._fault("no list stands there in the answer", place)
            return find.default  # type: ignore[no-any-return]
        places = [seeking.at(node) for one in lists for node in one]
        found = [self._one_of(find, there, place) for there in places]
        if find.key is None:
            return found
        keys = [str(self._find(find.key, there, (*place, "key"))) for there in places]
        return dict(zip(keys, found, strict=True))

    def _one_of(self, find: Find, seeking: Seeking, place: Place) -> Any:
        """Find what `each` makes of one place."""
        if find.fields:
            return self._fields(find.fields, seeking, (*place, "fields"))
        item = find.item if find.item is not None else Find(css="") if _is_page(seeking.node) else Find(at="")
        return self._find(item, seeking, (*place, "item"))

    def _sought(self, find: Find, seeking: Seeking) -> Any:
        response = seeking.answer.response
        if "is_" in find.model_fields_set:
            return find.is_
        if find.template is not None:
            value = self._templates.fill(find.template, {**seeking.context, "found": seeking.node})
            return MISSING if value is None else value
        if find.header is not None:
            return response.headers.get(find.header, MISSING)
        if find.cookie is not None:
            return response.cookies.get(find.cookie, MISSING)
        if find.css is not None or _is_page(seeking.node):
            return element(seeking.node, find.css or find.at or "", find.attribute)
        return within(seeking.node, find.at or "")

    def _converted(self, find: Find, value: Any, place: Place) -> Any:
        if isinstance(value, dict):
            inner = {key: self._converted(find, one, place) for key, one in value.items()}
            return {self._ours(find.keys, key): one for key, one in inner.items()} if find.keys else inner
        if isinstance(value, list):
            return [self._converted(find, one, place) for one in value]
        try:
            value = _cut_out(find.pattern, value) if find.pattern else value
            value = self._ours(find.values, value) if find.values else value
            value = read_date(str(value), find.date) if find.date else value
            return _typed(find.type, value) if find.type else value
        except (ValueError, TypeError) as error:
            raise self._fault(f"what stands there is something else: {error}", place) from None

    def _ours(self, table: str, theirs: Any) -> Any:
        known = {str(value): ours for ours, value in self._profile.profile.values[table].items()}
        return known.get(str(theirs), theirs)

    def _fault(self, what: str, place: Place, kind: type[NotAsProfiled] = NotAsProfiled) -> NotAsProfiled:
        key = ".".join(str(part) for part in place)
        return kind(key, self._profile.where(*place), what, Cause.CONFIGURATION)


@cache
def _at(path: str) -> Find:
    return Find(at=path)


def _is_page(node: Node) -> bool:
    return hasattr(node, "select_one")


def _cut_out(pattern: str, value: Any) -> str:
    found = re.search(pattern, str(value))
    if not found:
        raise ValueError(f"{pattern!r} is not in it")
    return found[1] if found.groups() else found[0]


def _typed(wanted: ValueType, value: Any) -> Any:
    if wanted is ValueType.STRING:
        return str(value)
    if wanted is ValueType.INTEGER:
        return int(value)
    if wanted is ValueType.NUMBER:
        return float(value)
    word = str(value).strip().lower()
    if word not in TRUE | FALSE:
        raise ValueError("neither true nor false")
    return word in TRUE
