"""One request and what came of it, as evidence: what is secret is masked before anything is kept."""

from collections.abc import Callable
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, JsonValue

from asadvertised.outcome import Cause


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
    """One request and what came of it: an answer, or the fault that took its place, and whose doing that is.

    `started` is RFC 3339 in UTC. `attempt` counts how often it was sent, and `after` says why it was sent again.
    """

    operation: str
    agent: str
    request: Request
    response: Response | None = None
    fault: str = ""
    cause: Cause | None = None
    attempt: Annotated[int, Field(ge=1)] = 1
    after: str = ""
    started: str = ""
    duration_s: Annotated[float, Field(ge=0)]


class Trouble(Part):
    """Why somebody at a page could not tell what is there, and whose doing that is."""

    reason: str
    cause: Cause


class Observation(Part):
    """What somebody did at a page in a browser, with what, and what came of it; secrets are masked.

    `came` is what a step was told, and `trouble` is why it was told nothing.
    """

    agent: str
    act: str
    given: dict[str, JsonValue] = Field(default_factory=dict)
    came: JsonValue = None
    trouble: Trouble | None = None


# What a run keeps of an exchange or an observation: the plain form, since models are dear where thousands are made.
Evidence = dict[str, Any]


def over_texts(value: Any, change: Callable[[str], str]) -> Any:
    """Change every text in plain values."""
    if isinstance(value, str):
        return change(value)
    if isinstance(value, dict):
        return {key: over_texts(inner, change) for key, inner in value.items()}
    return [over_texts(inner, change) for inner in value] if isinstance(value, list | tuple) else value
