"""The shape of a profile; its published JSON Schema is made from these classes.

A template is Jinja2, in a sandbox; one that is a single `{{ … }}` keeps its value's type. A path into a JSON answer is
a JSON Pointer (RFC 6901) where it begins with a slash, and JMESPath otherwise; into an HTML answer, a CSS selector.
"""

import json
from enum import StrEnum
from typing import Annotated, Any, Literal, Self

from pydantic import Field, StringConstraints, model_validator

from asadvertised.target.pages.doors import Doors
from asadvertised.target.profile.auth import Auth, Csrf, NoAuth, Person
from asadvertised.target.profile.table import Css, Duration, Path, Pattern, Status, Table, Template

# A status that an operation may know the meaning of; to be shut out, or to find the service down, means nothing else.
Other = Annotated[str, StringConstraints(pattern=r"^(2\d\d|3\d\d|400|402|40[4-9]|41\d|42[0-8]|43\d|4[4-9]\d)$")]


class Reads(StrEnum):
    """As what an answer is read; without a word, its content type decides."""

    JSON = "json"
    HTML = "html"
    TEXT = "text"


class ValueType(StrEnum):
    """What a value that was found is turned into."""

    STRING = "string"
    INTEGER = "integer"
    NUMBER = "number"
    BOOLEAN = "boolean"


class Find(Table):
    """Where a value is found, and how it becomes one of ours.

    One of `at`, `css`, `header`, `cookie`, `template` and `is` says where; none means the whole answer. `each` makes a
    list: of `item` or `fields` for each place that it names; with `key`, an object whose keys that finds. `pattern`,
    `values`, `date` and `type` turn each value of a list or an object, `keys` its keys. What is not there is `default`,
    if that is given.
    """

    at: Path | None = None
    css: Css | None = None
    attribute: str | None = None
    header: str | None = None
    cookie: str | None = None
    template: Template | None = None
    is_: Any = Field(default=None, alias="is")
    each: Path | None = None
    item: "Finding | None" = None
    key: "Finding | None" = None
    fields: dict[str, "Finding"] = Field(default_factory=dict)
    pattern: Pattern | None = None
    keys: str | None = None
    values: str | None = None
    date: str | None = None
    type: ValueType | None = None
    present: bool = False
    default: Any = None

    @model_validator(mode="after")
    def _one_place(self) -> Self:
        places = self.model_fields_set & {"at", "css", "header", "cookie", "template", "is_"}
        if len(places) > 1:
            raise ValueError(f"says twice where the value is: {', '.join(sorted(places))}")
        if self.item is not None and (self.each is None or self.fields):
            raise ValueError("`item` goes with `each`, and without `fields`")
        if self.key is not None and self.each is None:
            raise ValueError("`key` goes with `each`")
        if self.attribute and self.css is None:
            raise ValueError("`attribute` goes with `css`")
        return self


Finding = Path | Find


class Pages(Table):
    """How a long answer goes on: `next` finds the next page's address, or what `query` has to say to get it."""

    next: Finding
    query: str = ""
    most: int = Field(default=50, ge=1, le=1000)


class Until(Table):
    """What an answer has to say before the next thing is done; it is asked again until then, within a bound."""

    find: Finding
    equals: Any = True
    within: Duration = 10.0
    every: Duration = 0.2


class Call(Table):
    """One request of the service's own, and what is taken from its answer."""

    method: Literal["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"] = "GET"
    path: Template = ""
    headers: dict[str, Template] = Field(default_factory=dict)
    query: dict[str, Template] = Field(default_factory=dict)
    json_: Any = Field(default=None, alias="json")
    form: dict[str, Template] | Template | None = None
    accept: tuple[Status, ...] = ()
    reads: Reads | None = None
    follow: bool = False
    csrf: bool | Template | None = None
    take: dict[str, Finding] = Field(default_factory=dict)
    keep: dict[str, Finding] = Field(default_factory=dict)
    when: Template | None = None
    pages: Pages | None = None
    until: Until | None = None
    repeatable: bool | None = None

    @model_validator(mode="after")
    def _one_body(self) -> Self:
        if self.json_ is not None and self.form is not None:
            raise ValueError("a request has one body: `json` or `form`")
        return self


class OperationProfile(Call):
    """How one operation of the contract is asked: as one call, or as several that follow each other.

    `answer` finds each field of the contract's answer, or names one of the profile's `answers`; `document` finds the
    whole. Without either, the last answer is it.
    `instead` says, by status, what another answer means.
    """

    calls: tuple[Call, ...] = ()
    answer: dict[str, Finding] | str = Field(default_factory=dict)
    document: Finding | None = None
    instead: dict[Other, Finding] = Field(default_factory=dict)
    at_once: bool = False

    @model_validator(mode="after")
    def _one_way(self) -> Self:
        if bool(self.path) == bool(self.calls):
            raise ValueError("give either `path`, or `calls` that have one each")
        if not all(call.path for call in self.calls):
            raise ValueError("each call needs a `path`")
        if self.answer and self.document is not None:
            raise ValueError("`answer` and `document` say the same thing twice")
        return self

    @property
    def in_order(self) -> tuple[Call, ...]:
        """The calls, one or several."""
        return self.calls or (self,)


class Service(Table):
    """The service itself: where it is, how it is reached, and what it does not offer."""

    url: str
    name: str = ""
    settle: Duration = 0.0
    timeout: Annotated[Duration, Field(gt=0)] = 10.0
    retries: int = Field(default=2, ge=0, le=10)
    rate: float | None = Field(default=None, gt=0)
    trials: int = Field(default=1, ge=1, le=1000)
    looks: int = Field(default=1, ge=1, le=1000)
    without: tuple[str, ...] = ()
    adapter: str = ""
    proxy: str = ""
    ca_bundle: str = ""
    certificate: str = ""
    certificate_key: str = ""
    clock_tolerance: Duration = 60.0


class Profile(Table):
    """A service as it is asked: what is not said here is as the contract says."""

    service: Service
    auth: Auth = NoAuth()
    person: Person = Person()
    csrf: Csrf | None = None
    values: dict[str, dict[str, Any]] = Field(default_factory=dict)
    answers: dict[str, dict[str, Finding]] = Field(default_factory=dict)
    operations: dict[str, OperationProfile] = Field(default_factory=dict)
    pages: Doors = Doors()
    options: dict[str, Any] = Field(default_factory=dict)


def json_schema() -> str:
    """Give the published JSON Schema of profiles."""
    schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", **Profile.model_json_schema(by_alias=True)}
    return json.dumps(schema, indent=1, ensure_ascii=False) + "\n"
