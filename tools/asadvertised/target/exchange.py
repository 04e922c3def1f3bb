"""One request and what came of it, as evidence: what is secret is masked before anything is kept."""

import json
import re
from collections.abc import Iterable
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field

MASK = "[masked]"
SECRET_HEADERS = frozenset(
    {"authorization", "proxy-authorization", "cookie", "set-cookie", "x-api-key", "x-csrf-token"}
)
SECRET_KEY = re.compile(
    r"token|password|passwd|secret|api[_-]?key|session|credential|authorization|cookie", re.IGNORECASE
)
EMAIL = re.compile(r"[A-Za-z0-9._%+-]{1,64}(?:@|%40)[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63})+")
JSON_SECRET = re.compile(r'("[^"]{0,60}(?:token|password|secret)[^"]{0,60}"\s*:\s*")[^"]*', re.IGNORECASE)
FORM_SECRET = re.compile(r"(?<=[?&;])([^=&;\s]*(?:token|password|secret)[^=&;\s]*=)[^&;\s]*", re.IGNORECASE)
SHORTEST_SECRET = 8
MOST_HARMLESS = 100
RUN = re.compile(r"[\w.~+/=%-]{8,}")
KEPT_BODY = 20_000
MARGIN = 1000  # what is cut off in its midst would not be known as a secret


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

    `attempt` counts how often it was sent, and `after` says why it was sent again.
    """

    operation: str
    agent: str
    request: Request
    response: Response | None = None
    fault: str = ""
    attempt: Annotated[int, Field(ge=1)] = 1
    after: str = ""
    duration_s: Annotated[float, Field(ge=0)]


# What a run keeps of an exchange: the plain form of one, since models are dear where thousands are made.
Evidence = dict[str, Any]


class Mask:
    """Hides secrets: by the header or key they stand under, e-mail addresses by shape, and by value once seen."""

    def __init__(self) -> None:
        self._seen: dict[str, list[str]] = {}
        self._spaced: list[str] = []
        self._harmless: set[str] = set()

    def headers(self, headers: Iterable[tuple[str, str]]) -> list[dict[str, str]]:
        """Mask a message's headers."""
        return [{"name": name, "value": self._header(name, value)} for name, value in headers]

    def body(self, body: str) -> str:
        """Mask a message's body, JSON or not, and keep no more of it than evidence needs."""
        try:
            escaped = "\\u" in body
            body = json.dumps(self._document(json.loads(body)), ensure_ascii=False)
            if escaped:  # half a character can be said in JSON, and be written nowhere
                body = body.encode("utf-8", "backslashreplace").decode()
        except (ValueError, RecursionError):
            body = JSON_SECRET.sub(rf"\g<1>{MASK}", body[: KEPT_BODY + MARGIN])
        return self.text(body[: KEPT_BODY + MARGIN])[:KEPT_BODY]

    def text(self, text: str) -> str:
        """Mask what is secret by its shape, or was seen as a secret before."""
        if "=" in text:
            text = FORM_SECRET.sub(rf"\g<1>{MASK}", f"&{text}")[1:]
        if self._seen:
            text = RUN.sub(self._run, text)
        for secret in self._spaced:
            text = text.replace(secret, MASK)
        return EMAIL.sub(MASK, text) if "@" in text or "%40" in text else text

    def _run(self, found: re.Match[str]) -> str:
        """Mask the secrets in a run of letters; a look at each place costs the same however many were seen."""
        run, place = found.group(), 0
        while place <= len(run) - SHORTEST_SECRET:
            known = self._seen.get(run[place : place + SHORTEST_SECRET], ())
            secret = next((one for one in known if run.startswith(one, place)), None)
            if secret:
                run = run[:place] + MASK + run[place + len(secret) :]
                place += len(MASK)
            else:
                place += 1
        return run

    def _header(self, name: str, value: str) -> str:
        if value in self._harmless:
            return value
        if name.lower() not in SECRET_HEADERS:
            return self._known_or_masked(value)
        self.remember(value.removeprefix("Bearer ").split(";")[0].partition("=")[2] or value.removeprefix("Bearer "))
        return MASK

    def _known_or_masked(self, value: str) -> str:
        """Mask a value, and know it again if it says the same in every message, as most headers do."""
        masked = self.text(value)
        if masked == value and len(self._harmless) < MOST_HARMLESS:
            self._harmless.add(value)
        return masked

    def _document(self, value: Any, key: str = "") -> Any:
        if isinstance(value, dict):
            return {name: self._document(inner, name) for name, inner in value.items()}
        if isinstance(value, list):
            return [self._document(inner, key) for inner in value]
        if isinstance(value, str) and value and SECRET_KEY.search(key):
            self.remember(value)
            return MASK
        return value

    def remember(self, secret: str) -> None:
        """Hide a value wherever it is seen from now on."""
        if len(secret) < SHORTEST_SECRET or secret in self._seen.get(secret[:SHORTEST_SECRET], ()):
            return
        self._harmless = {value for value in self._harmless if secret not in value}
        if not RUN.fullmatch(secret):
            self._spaced = sorted({*self._spaced, secret}, key=len, reverse=True)
            return
        alike = self._seen.setdefault(secret[:SHORTEST_SECRET], [])
        alike.append(secret)
        alike.sort(key=len, reverse=True)
