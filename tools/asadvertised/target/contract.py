"""The contract: which operations a service must offer to be asked, read from an OpenAPI 3.1 document."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from jsonschema_rs import Draft202012Validator

from asadvertised.errors import ConfigurationError

SAFE = ("GET", "HEAD", "OPTIONS")
METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace")
IN_BODY = "$response.body#"
FORM = "application/x-www-form-urlencoded"


@dataclass(frozen=True)
class Shape:
    """What an answer has to look like: its schema, and the validator that is made of it."""

    schema: dict[str, Any]
    validator: Draft202012Validator

    def misshape(self, document: Any) -> str:
        """Say how a document differs from the schema; nothing if it does not."""
        try:
            if self.validator.is_valid(document):
                return ""
        except ValueError:
            return "it holds what JSON cannot"
        from jsonschema import Draft202012Validator as Explaining
        from jsonschema.exceptions import best_match

        error = best_match(Explaining(self.schema).iter_errors(document))
        return f"{error.json_path}: {error.message}"[:300] if error else "it is not what the schema says"


@dataclass(frozen=True)
class Undo:
    """Which operation removes what another made, and where in the answer its parameters stand (JSON Pointers)."""

    operation: str
    parameters: Mapping[str, str]


@dataclass(frozen=True)
class Operation:
    """One thing that a service can be asked to do."""

    id: str
    method: str
    path: str
    parameters: Mapping[str, str]
    body_type: str
    secured: bool
    answers: Mapping[int, tuple[str, Shape | None]]
    inputs: tuple[str, ...] = ()
    undo: "Undo | None" = None

    @property
    def success(self) -> int:
        """The status that says it was done."""
        return next(iter(self.answers))

    @property
    def media_type(self) -> str:
        """The media type of its answer; nothing where it has no body."""
        return self.answers[self.success][0]

    @property
    def has_shape(self) -> bool:
        """Whether its answer is a document with a schema."""
        return self.answers[self.success][1] is not None

    @property
    def only_looks(self) -> bool:
        """Whether it asks and changes nothing."""
        return self.method in SAFE

    def misshape(self, status: int, document: Any) -> str:
        """Say how a decoded answer differs from the contract's schema; nothing if it does not."""
        _, shape = self.answers[status]
        return shape.misshape(document) if shape else ""


@dataclass(frozen=True)
class Contract:
    """Every operation, by its id."""

    operations: Mapping[str, Operation]

    def operation(self, name: str) -> Operation:
        """Give an operation.

        Raises ConfigurationError for one that the contract does not have.
        """
        if name not in self.operations:
            raise ConfigurationError(f"the contract has no operation {name!r}", mend="call one that it has, or add it")
        return self.operations[name]


def load_contract(file: Path) -> Contract:
    """Read a contract.

    Raises ConfigurationError for a file that is not an OpenAPI document.
    """
    try:
        loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
        document = yaml.load(file.read_text(encoding="utf-8"), Loader=loader)  # noqa: S506  both loaders are safe
        return Contract({op.id: op for op in _operations(document)})
    except (OSError, yaml.YAMLError, KeyError, TypeError, AttributeError) as error:
        raise ConfigurationError(f"is not an OpenAPI document: {error!r}", str(file), "mend it") from None


def _operations(document: dict[str, Any]) -> list[Operation]:
    return [
        _operation(document, path, method, item[method])
        for path, item in document["paths"].items()
        for method in METHODS
        if method in item
    ]


def _operation(document: dict[str, Any], path: str, method: str, spec: dict[str, Any]) -> Operation:
    bodies = spec.get("requestBody", {}).get("content", {})
    return Operation(
        id=spec["operationId"],
        method=method.upper(),
        path=path,
        parameters={parameter["name"]: parameter["in"] for parameter in spec.get("parameters", [])},
        body_type=next(iter(bodies), ""),
        secured=bool(spec.get("security")),
        answers={
            int(status): _answer(document, answer)
            for status, answer in spec["responses"].items()
            if str(status).startswith("2")
        },
        inputs=(*(parameter["name"] for parameter in spec.get("parameters", [])), *_fields(document, bodies)),
        undo=_undo(document, spec["responses"]),
    )


def _fields(document: dict[str, Any], bodies: dict[str, Any]) -> tuple[str, ...]:
    """Give the names of what a body is made of."""
    body: dict[str, Any] = next(iter(bodies.values()), {})
    schema = body.get("schema", {})
    if "$ref" in schema:
        schema = document["components"]["schemas"][schema["$ref"].rpartition("/")[2]]
    return tuple(schema.get("properties", {}))


def _undo(document: dict[str, Any], responses: dict[str, Any]) -> Undo | None:
    """Read the link of an answer that leads to an operation which deletes (OpenAPI's Link Object)."""
    deleting = {item["delete"]["operationId"] for item in document["paths"].values() if "delete" in item}
    for response in responses.values():
        for link in response.get("links", {}).values():
            if link.get("operationId") in deleting:
                where = {name: str(value).removeprefix(IN_BODY) for name, value in link.get("parameters", {}).items()}
                return Undo(link["operationId"], where)
    return None


def _answer(document: dict[str, Any], answer: dict[str, Any]) -> tuple[str, Shape | None]:
    """Give media type and shape of an answer; a document's references resolve within it."""
    for media_type, content in answer.get("content", {}).items():
        schema = content.get("schema")
        if not schema or "json" not in media_type:
            return media_type, None
        rooted = _tolerant({"components": document.get("components", {}), **schema})
        return media_type, Shape(rooted, Draft202012Validator(rooted))
    return "", None


def _tolerant(schema: Any) -> Any:
    """Let answers carry more than the contract names: that is lawful, and a request's strictness is not an answer's."""
    if isinstance(schema, dict):
        kept = {key: _tolerant(value) for key, value in schema.items()}
        if kept.get("additionalProperties") is False:
            del kept["additionalProperties"]
        return kept
    return [_tolerant(value) for value in schema] if isinstance(schema, list) else schema
