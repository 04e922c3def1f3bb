"""One request and what came of it, as evidence: what is secret is masked before anything is kept."""

from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field


class Part(BaseModel):
    """A part of the record; unknown keys are refused so that a reader never overlooks one."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Header(Part):
    """One header line of a message; secrets are masked."""

    name: str
    value: str


class Request(Part):
    """A request as it was sent; secrets are masked."""

    method: str
    url: str
    headers: tuple[Header, ...] = ()
    body: str = ""


class Response(Part):
    """An answer as it came; secrets are masked. `truncated` says that the body was longer."""

    status: int
    headers: tuple[Header, ...] = ()
    body: str = ""
    truncated: bool = False


class Exchange(Part):
    """One request and what came of it: an answer, or the fault that took its place.

    `started` is RFC 3339 in UTC. `attempt` counts how often it was sent, and `after` says why it was sent again.
    """

    operation: str
    agent: str
    request: Request
    response: Response | None = None
    fault: str = ""
    attempt: Annotated[int, Field(ge=1)] = 1
    after: str = ""
    started: str = ""
    duration_s: Annotated[float, Field(ge=0)]


# What a run keeps of an exchange: the plain form of one, since models are dear where thousands are made.
Evidence = dict[str, Any]
