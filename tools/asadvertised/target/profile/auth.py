"""How the harness, and those who sign in, are let in: the part of a profile that has to do with trust."""

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from asadvertised.target.profile.table import Css, HeaderName, Table, Template


class NoAuth(Table):
    """The service lets the harness in as it is."""

    kind: Literal["none"] = "none"
    on: tuple[str, ...] | None = None


class HeaderAuth(Table):
    """A header that never changes, such as an API key; `token_command` prints what the file must not hold."""

    kind: Literal["header"]
    name: HeaderName = "Authorization"
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

    headers: dict[HeaderName, Template] = Field(default_factory=lambda: {"Authorization": "Bearer {{ token }}"})


class Csrf(Table):
    """Where a token against forged requests is found, and how it is sent back with every form."""

    page: Template = ""
    css: Css = ""
    attribute: str = "value"
    cookie: str = ""
    field: str = ""
    header: HeaderName | Literal[""] = ""

    @model_validator(mode="after")
    def _there_and_back(self) -> Self:
        if bool(self.css) == bool(self.cookie) or bool(self.field) == bool(self.header):
            raise ValueError("give one of `css` and `cookie`, and one of `field` and `header`")
        return self
