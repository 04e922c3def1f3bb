"""What a run of the suite sends, scenario by scenario and step by step, so that others can send the same."""

import json
from dataclasses import asdict, dataclass, field
from http.cookiejar import DefaultCookiePolicy
from pathlib import Path
from typing import Any

import requests

AFTER = -1


@dataclass
class Sent:
    """One request as it was sent, without the service's address."""

    method: str
    path: str
    headers: dict[str, str]
    body: str | None
    agent: str


@dataclass
class Asked:
    """One scenario: its steps in words, and what each step sent; what followed the last stands under AFTER."""

    name: str
    steps: list[tuple[str, str]]
    sent: dict[int, list[Sent]] = field(default_factory=dict)

    def in_order(self) -> list[Sent]:
        """Give everything that was sent."""
        order = [*range(len(self.steps)), AFTER]
        return [sent for step in order for sent in self.sent.get(step, [])]


def write(file: Path, scenarios: list[Asked]) -> None:
    """Keep a capture."""
    file.write_text(json.dumps([asdict(one) for one in scenarios]), encoding="utf-8")


def read(file: Path) -> list[Asked]:
    """Read a capture."""
    return [_asked(one) for one in json.loads(file.read_text(encoding="utf-8"))]


def _asked(one: dict[str, Any]) -> Asked:
    sent = {int(step): [Sent(**each) for each in every] for step, every in one["sent"].items()}
    return Asked(one["name"], [tuple(step) for step in one["steps"]], sent)


def a_session() -> requests.Session:
    """Give a session that keeps no cookies of its own, since each request brings the ones it was sent with."""
    session = requests.Session()
    session.cookies.set_policy(DefaultCookiePolicy(allowed_domains=[]))
    return session


def send(session: requests.Session, url: str, sent: Sent) -> requests.Response:
    """Send a request again, and give its answer once the body was read."""
    body = sent.body.encode() if sent.body is not None else None
    return session.request(
        sent.method, url + sent.path, headers=sent.headers, data=body, timeout=10, allow_redirects=False
    )
