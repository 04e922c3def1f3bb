"""Ask an operation of the contract as a profile says: by the service's own calls, in its own words."""

from collections.abc import Iterable, Mapping
from typing import Any, Protocol

from asadvertised.outcome import Cause
from asadvertised.target.bodies import NotJson, text_of
from asadvertised.target.contract import Contract, Operation
from asadvertised.target.faults import UnexpectedAnswer
from asadvertised.target.profile.answers import Answer
from asadvertised.target.profile.auth import CookieAuth
from asadvertised.target.profile.calling import Asker, Caller, Unaccepted, token_for, unreadable
from asadvertised.target.profile.finding import Finder, Place
from asadvertised.target.profile.model import Call, Find, Finding, OperationProfile
from asadvertised.target.profile.reading import ProfileFile
from asadvertised.target.profile.table import Table
from asadvertised.target.profile.templates import Templates, Unfilled

ALWAYS = ("token",)
FOUND = ("found",)


class Speaker(Asker, Protocol):
    """Somebody who asks, with a token, and what the service told them to remember."""

    token: str
    headers: dict[str, str]
    noted: dict[str, Any]


class Mapped:
    """The operations of one profile."""

    def __init__(self, profile: ProfileFile, contract: Contract, url: str) -> None:
        self._profile = profile
        self._templates = Templates(profile)
        self._finder = Finder(profile, self._templates)
        self._caller = Caller(profile, url, self._templates, self._finder)
        self._kept = {name for op in profile.profile.operations.values() for call in op.in_order for name in call.keep}
        for name, table in profile.profile.values.items():
            self._tell_apart(name, table)
        for name, text in profile.profile.person.headers.items():
            self._templates.check(text, ("token",), "person", "headers", name)
        self._check_signing_in()
        for name, known in profile.profile.operations.items():
            self._check(known, contract.operation(name))

    def _tell_apart(self, name: str, table: Mapping[str, Any]) -> None:
        """Refuse a table by which two of ours become one of theirs: what only one of them does would not be seen."""
        ours_by_theirs: dict[str, str] = {}
        for ours, theirs in table.items():
            other = ours_by_theirs.setdefault(str(theirs), ours)
            if other != ours:
                what = f"{other!r} and {ours!r} are the same there, so that neither could be told from the other"
                raise self._profile.error(what, "give each a word of its own", "values", name, ours)

    def knows(self, operation: Operation) -> bool:
        """Tell whether the profile says how an operation is asked; else it is asked by the contract's own letter."""
        return operation.id in self._profile.profile.operations

    def person_headers(self, token: str) -> dict[str, str]:
        """Give the headers by which somebody who signed in is known."""
        headers = self._profile.profile.person.headers
        try:
            return {name: self._templates.text(text, {"token": token}) for name, text in headers.items()}
        except Unfilled as error:
            raise self._profile.error(str(error), "mend it there", "person", "headers") from None

    def ask(
        self, speaker: Speaker, operation: Operation, body: Mapping[str, Any] | None, parameters: Mapping[str, str]
    ) -> Any:
        """Ask an operation, and give what the contract's answer would hold.

        Raises what an agent's call raises, and NotAsProfiled.
        """
        try:
            return self._made_of(speaker, operation, body or {}, parameters)
        except Unfilled as error:
            raise self._profile.error(str(error), "mend it there", "operations", operation.id) from None

    def _made_of(
        self, speaker: Speaker, operation: Operation, body: Mapping[str, Any], parameters: Mapping[str, str]
    ) -> Any:
        known = self._profile.profile.operations[operation.id]
        taken = [name for call in known.in_order for name in call.take]
        context: dict[str, Any] = dict.fromkeys((*operation.inputs, *self._kept, *taken))
        context |= {**speaker.headers, **speaker.noted, **body, **parameters, "token": speaker.token}
        try:
            document = self._document(known, operation, self._asked(speaker, known, operation, context), context)
        except Unaccepted as other:
            document = self._instead(known, other, context)
        speaker.learn(document)
        return self.as_the_contract(operation, document)

    def call(self, speaker: Speaker, operation: Operation, call: Call, place: Place) -> Answer:
        """Make one call that belongs to no operation of the contract, and give whatever came of it."""
        try:
            return self._caller.call(speaker, operation, call, {}, place)
        except Unaccepted as other:
            return other.answer
        except Unfilled as error:
            raise self._profile.error(str(error), "mend it there", *place) from None

    def _asked(
        self, speaker: Speaker, known: OperationProfile, operation: Operation, context: dict[str, Any]
    ) -> Answer:
        answer: Answer | None = None
        for number, call in enumerate(known.in_order):
            if call.when is not None and not self._templates.fill(call.when, context):
                continue
            place = _place(operation, known, number)
            answer = self._caller.call(speaker, operation, call, context, place)
            taken = self._found(call.take, operation, answer, context, (*place, "take"))
            context |= taken
            kept = self._found(call.keep, operation, answer, context, (*place, "keep"))
            speaker.noted |= kept
            context |= kept
            speaker.learn({**taken, **kept})
        if answer is None:
            what, mend = "none of its calls was made", "let `when` leave at least one"
            raise self._profile.error(what, mend, "operations", operation.id)
        return answer

    def _found(
        self,
        sought: Mapping[str, Finding],
        operation: Operation,
        answer: Answer,
        context: Mapping[str, Any],
        place: Place,
    ) -> dict[str, Any]:
        try:
            return self._finder.fields(sought, answer, context, place) if sought else {}
        except NotJson as error:
            raise unreadable(operation, answer, error) from None

    def _document(
        self, known: OperationProfile, operation: Operation, answer: Answer, context: Mapping[str, Any]
    ) -> Any:
        place = ("operations", operation.id)
        if isinstance(known.answer, str):
            shared = self._profile.profile.answers[known.answer]
            return self._found(shared, operation, answer, context, ("answers", known.answer))
        if known.answer:
            return self._found(known.answer, operation, answer, context, (*place, "answer"))
        if known.document is not None:
            found = self._found({"document": known.document}, operation, answer, context, place)
            return found["document"]
        if not operation.has_shape:
            return text_of(answer.response) if operation.media_type else None
        try:
            return answer.document
        except NotJson as error:
            raise unreadable(operation, answer, error) from None

    def _instead(self, known: OperationProfile, other: Unaccepted, context: Mapping[str, Any]) -> Any:
        status = str(other.answer.response.status_code)
        if status not in known.instead:
            raise other.fault() from None
        place = ("operations", other.operation.id, "instead")
        return self._found({status: known.instead[status]}, other.operation, other.answer, context, place)[status]

    def as_the_contract(self, operation: Operation, document: Any) -> Any:
        """Hold what was made of an answer against the contract.

        Raises UnexpectedAnswer where it is of another shape.
        """
        misshape = operation.misshape(operation.success, document)
        if misshape:
            where = self._profile.where("operations", operation.id)
            expected, mend = f"the contract's shape ({misshape})", f"mend the answer's mapping at {where}"
            known = self._profile.profile.operations.get(operation.id)
            made = known is not None and (known.answer or known.document is not None)
            cause = Cause.CONFIGURATION if made else Cause.TARGET
            raise UnexpectedAnswer(operation.id, where, expected, "what the profile makes of it", cause, mend)
        return document

    def _check_signing_in(self) -> None:
        auth, csrf = self._profile.profile.auth, self._profile.profile.csrf
        if isinstance(auth, CookieAuth):
            for key, template in _strings({"page": auth.page, "form": auth.form}):
                self._templates.check(template, (), "auth", *key)
            self._templates.check(csrf.page if csrf else "", (), "csrf", "page")

    def _check(self, known: OperationProfile, operation: Operation) -> None:
        names = {*operation.inputs, *self._kept, *ALWAYS}
        for number, call in enumerate(known.in_order):
            place = _place(operation, known, number)
            for key, template in _templates_of(call):
                self._templates.check(template, names, *place, *key)
            if csrf := token_for(call, self._profile.profile.csrf):
                self._templates.check(csrf.page, names, "csrf", "page")
            names |= {*call.take, *call.keep}
            looks = {"until": call.until and call.until.find, "pages": call.pages and call.pages.next}
            for key, template in _templates_found({"take": call.take, "keep": call.keep, **looks}):
                self._templates.check(template, {*names, *FOUND}, *place, *key)
        place = ("operations", operation.id)
        found = {"answer": known.answer, "instead": known.instead, "document": known.document}
        self._check_found(found, {*names, *FOUND}, place)
        if isinstance(known.answer, str):
            shared = self._profile.profile.answers
            if known.answer not in shared:
                mend = f"add it, or name one of: {', '.join(sorted(shared)) or 'none'}"
                raise self._profile.error(f"there is no answers.{known.answer}", mend, *place, "answer")
            self._check_found(shared[known.answer], {*names, *FOUND}, ("answers", known.answer))
        for key, table in _tables_named(known):
            self._templates.table(table, *place, *key)

    def _check_found(self, found: object, names: set[str], place: Place) -> None:
        for key, template in _templates_found(found):
            self._templates.check(template, names, *place, *key)
        for key, table in _tables_named(found):
            self._templates.table(table, *place, *key)


def _place(operation: Operation, known: OperationProfile, number: int) -> Place:
    return ("operations", operation.id, *(("calls", number) if known.calls else ()))


def _templates_of(call: Call) -> Iterable[tuple[Place, str]]:
    """Give every template of a call, with the key that it stands under."""
    parts = {"path": call.path, "headers": call.headers, "query": call.query, "json": call.json_, "form": call.form}
    yield from _strings({**parts, "when": call.when, "csrf": call.csrf if isinstance(call.csrf, str) else None})


def _strings(value: object, place: Place = ()) -> Iterable[tuple[Place, str]]:
    if isinstance(value, str):
        yield place, value
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            yield from _strings(inner, (*place, key))
            yield from _strings(key, (*place, key))
    elif isinstance(value, list | tuple):
        for number, inner in enumerate(value):
            yield from _strings(inner, (*place, number))


def _templates_found(value: object, place: Place = ()) -> Iterable[tuple[Place, str]]:
    if isinstance(value, Find):
        if value.template is not None:
            yield (*place, "template"), value.template
        yield from _templates_found({"item": value.item, "key": value.key, **value.fields}, place)
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            yield from _templates_found(inner, (*place, key))


def _tables_named(value: object, place: Place = ()) -> Iterable[tuple[Place, str]]:
    """Give every table of values by which something that is found is turned into ours."""
    if isinstance(value, Find):
        yield from (((*place, key), table) for key in ("keys", "values") if (table := getattr(value, key)) is not None)
    if isinstance(value, Table):
        value = {name: getattr(value, name) for name in value.model_fields_set}
    if isinstance(value, Mapping):
        for key, inner in value.items():
            yield from _tables_named(inner, (*place, key))
    elif isinstance(value, tuple):
        for number, inner in enumerate(value):
            yield from _tables_named(inner, (*place, number))
