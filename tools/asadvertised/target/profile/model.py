"""The shape of a profile; its published JSON Schema is made from these classes.

A template is Jinja2, in a sandbox; one that is a single `{{ … }}` keeps its value's type. A path into a JSON answer is
a JSON Pointer (RFC 6901) where it begins with a slash, and JMESPath otherwise; into an HTML answer, a CSS selector.
"""

import re
from enum import StrEnum
from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, model_validator

DURATION = re.compile(r"(\d+(?:\.\d+)?)(ms|s|m)")
UNITS = {"ms": 0.001, "s": 1.0, "m": 60.0}
LONGEST_WAIT_S = 3600.0

Template = str
Path = str


def seconds(text: object) -> float:
    """Read a duration such as 250ms, 5s or 2m, or a number of seconds, and give seconds."""
    if isinstance(text, int | float) and not isinstance(text, bool):
        return float(text)
    found = DURATION.fullmatch(str(text))
    if not found:
        raise ValueError('a duration is written like "250ms", "5s" or "2m"')
    return float(found[1]) * UNITS[found[2]]


def _within_reason(value: float) -> float:
    if not 0 <= value <= LONGEST_WAIT_S:
        raise ValueError(f"a duration is at most {LONGEST_WAIT_S:g} s")
    return value


Duration = Annotated[
    float,
    BeforeValidator(seconds),
    AfterValidator(_within_reason),
    Field(json_schema_extra={"type": ["string", "number"]}),
]
Status = Annotated[int, Field(ge=100, le=599)]


class Table(BaseModel):
    """A table whose unknown keys are mistakes."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


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
    list: of `item` or `fields` for each place that it names. What is not there is `default`, if that is given.
    """

    at: Path | None = None
    css: str | None = None
    attribute: str | None = None
    header: str | None = None
    cookie: str | None = None
    template: Template | None = None
    is_: Any = Field(default=None, alias="is")
    each: Path | None = None
    item: "Finding | None" = None
    fields: dict[str, "Finding"] = Field(default_factory=dict)
    pattern: str | None = None
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

    `answer` finds each field of the contract's answer, `document` the whole; without either, the last answer is it.
    `instead` says, by status, what another answer means.
    """

    calls: tuple[Call, ...] = ()
    answer: dict[str, Finding] = Field(default_factory=dict)
    document: Finding | None = None
    instead: dict[str, Finding] = Field(default_factory=dict)
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


class NoAuth(Table):
    """The service lets the harness in as it is."""

    kind: Literal["none"] = "none"
    on: tuple[str, ...] | None = None


class HeaderAuth(Table):
    """A header that never changes, such as an API key; `token_command` prints what the file must not hold."""

    kind: Literal["header"]
    name: str = "Authorization"
    prefix: str = ""
    token: str = ""
    token_command: str | tuple[str, ...] = ""
    on: tuple[str, ...] | None = None

    @model_validator(mode="after")
    def _one_source(self) -> Self:
        if bool(self.token) == bool(self.token_command):
            raise ValueError("give either `token`, as ${NAME}, or `token_command`")
        return self


class BasicAuth(Table):
    """HTTP Basic (RFC 7617)."""

    kind: Literal["basic"]
    user: str
    password: str
    on: tuple[str, ...] | None = None


class OAuth2(Table):
    """OAuth 2 (RFC 6749), by client credentials or by a refresh token."""

    kind: Literal["oauth2"]
    token_url: str
    client_id: str
    client_secret: str = ""
    refresh_token: str = ""
    scope: str = ""
    on: tuple[str, ...] | None = None


class CookieAuth(Table):
    """A form that the harness signs in with, on a page of the service's own; `[csrf]` applies to it as to any form."""

    kind: Literal["cookies"]
    page: str
    form: dict[str, str]
    on: tuple[str, ...] | None = None


Auth = Annotated[NoAuth | HeaderAuth | BasicAuth | OAuth2 | CookieAuth, Field(discriminator="kind")]


class Person(Table):
    """How those who signed in are known: headers made with their `token`."""

    headers: dict[str, Template] = Field(default_factory=lambda: {"Authorization": "Bearer {{ token }}"})


class Csrf(Table):
    """Where a token against forged requests is found, and how it is sent back with every form."""

    page: Template = ""
    css: str = ""
    attribute: str = "value"
    cookie: str = ""
    field: str = ""
    header: str = ""

    @model_validator(mode="after")
    def _there_and_back(self) -> Self:
        if bool(self.css) == bool(self.cookie) or bool(self.field) == bool(self.header):
            raise ValueError("give one of `css` and `cookie`, and one of `field` and `header`")
        return self


class Profile(Table):
    """A service as it is asked: what is not said here is as the contract says."""

    service: Service
    auth: Auth = NoAuth()
    person: Person = Person()
    csrf: Csrf | None = None
    values: dict[str, dict[str, Any]] = Field(default_factory=dict)
    operations: dict[str, OperationProfile] = Field(default_factory=dict)
    options: dict[str, Any] = Field(default_factory=dict)


def json_schema() -> dict[str, Any]:
    """Give the JSON Schema of profiles."""
    return Profile.model_json_schema(by_alias=True)
