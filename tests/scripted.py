"""A service of a few lines for tests of profiles: it answers as a function says, and remembers what it was asked."""

import json
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import yaml

from asadvertised.article.model import Capability
from asadvertised.target.client import Agent
from asadvertised.target.contract import load_contract
from asadvertised.target.hearing import Hearers
from asadvertised.target.opening import open_target

ANYTHING = {"200": {"description": "", "content": {"application/json": {"schema": {"title": "Anything"}}}}}
THING = [
    {"name": "thing", "in": "path", "required": True, "schema": {"type": "string"}},
    {"name": "DNT", "in": "header", "schema": {"type": "string"}},
]
FIELDS = ("name", "born", "on", "choices", "tags")
BODY = {"content": {"application/json": {"schema": {"properties": {name: {} for name in FIELDS}}}}}
CONTRACT = {
    "openapi": "3.1.0",
    "paths": {
        "/things/{thing}": {"get": {"operationId": "look", "parameters": THING, "responses": ANYTHING}},
        "/things": {"post": {"operationId": "make", "requestBody": BODY, "responses": ANYTHING}},
        "/mine": {"get": {"operationId": "mine", "security": [{"person": []}], "responses": ANYTHING}},
    },
}
CAPABILITIES = [Capability(id="making", says="things that are made", operations=("make",))]


@dataclass(frozen=True)
class Asked:
    """A request as it came."""

    method: str
    path: str
    query: dict[str, str]
    headers: Mapping[str, str]
    body: bytes

    @property
    def form(self) -> dict[str, str]:
        """What a form says."""
        return dict(parse_qsl(self.body.decode(), keep_blank_values=True))

    @property
    def json(self) -> Any:
        """What a body says."""
        return json.loads(self.body)


@dataclass
class Reply:
    """What is answered: a document, or text where `content_type` says so."""

    body: Any = None
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    content_type: str = "application/json"


def page(html: str, **more: Any) -> Reply:
    return Reply(html, content_type="text/html", **more)


def leading_to(place: str, **headers: str) -> Reply:
    return Reply("", 303, {"Location": place, **headers}, "text/plain")


Replies = Callable[[Asked], Reply]


@contextmanager
def scripted(replies: Replies) -> Iterator[tuple[str, list[Asked]]]:
    """Serve what a function of the request says."""
    seen: list[Asked] = []

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def answer(self) -> None:
            parts = urlsplit(self.path)
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            asked = Asked(self.command, parts.path, dict(parse_qsl(parts.query)), self.headers, body)
            seen.append(asked)
            reply = replies(asked)
            text = json.dumps(reply.body) if reply.content_type == "application/json" else str(reply.body)
            self.send_response(reply.status)
            for name, value in {"Content-Type": reply.content_type, **reply.headers}.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(text.encode())))
            self.end_headers()
            with suppress(BrokenPipeError, ConnectionResetError):
                self.wfile.write(text.encode())

        do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = answer  # noqa: N815  the library's names

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", seen
    finally:
        server.shutdown()
        server.server_close()


def write_profile(folder: Path, text: str, url: str = "http://127.0.0.1:9") -> Path:
    """Write a profile; one that says nothing of its service gets an address."""
    file = folder / "service.toml"
    head = "" if "[service]" in text else f'service.url = "{url}"\n'
    file.write_text(head + text.replace("URL", url), encoding="utf-8")
    return file


def open_agent(folder: Path, text: str, url: str = "http://127.0.0.1:9", hearers: Hearers | None = None) -> Agent:
    """Open a profile, and give somebody who asks by it."""
    contract = folder / "openapi.yaml"
    contract.write_text(yaml.safe_dump(CONTRACT), encoding="utf-8")
    file = write_profile(folder, text, url)
    return open_target(str(file), load_contract(contract), CAPABILITIES, hearers=hearers).agent("somebody")
