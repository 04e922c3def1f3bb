"""Services for tests to ask: the reference with one part replaced, and servers that answer badly or not at all."""

import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import dataclass, field
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from random import Random
from typing import Any

import uvicorn
from starlette.types import ASGIApp

from asadvertised.reference import rules
from asadvertised.reference.http.app import create_app
from asadvertised.reference.model import Ad, Shown, SignalKind
from asadvertised.reference.rendering import Pages
from asadvertised.reference.rules import Rules
from asadvertised.reference.service import Pinterest, Viewer
from asadvertised.reference.store import Store
from asadvertised.reference.variants import VIOLATIONS
from asadvertised.reference.variants.building import with_parts

Answer = tuple[int, str, bytes]
PROMPTLY_S = 0.02  # how often a server looks whether it is to end


def reasons_that_lie(ad: Any, signals: Any) -> Shown:
    """Show the ad, and give another reason for it than what was used."""
    used = rules.showing.reasons_for_ad(ad, signals)
    return (SignalKind.BOARD,) if used else ()  # type: ignore[return-value]


def violating(name: str) -> AbstractContextManager[str]:
    """Serve a violation of the catalogue."""
    return reference_with({VIOLATIONS[name].part: VIOLATIONS[name].replacement})


@dataclass(frozen=True)
class ShowsAdsAtRandom(Pinterest):
    """Shows every shop's ad to anybody, now and then and for no reason, beside those that it has a reason for."""

    random: Random = field(default_factory=lambda: Random(1))  # noqa: S311  the same each time

    def ads_for(self, viewer: Viewer) -> list[tuple[Ad, Shown]]:
        """Give the ads that there is a reason for, and some others."""
        shops = [row["id"] for row in self.store._run("SELECT id FROM advertisers")]  # noqa: SLF001
        others = [(ad, ()) for ad in self.store.ads_about([], shops) if self.random.random() < 1 / 2]
        return [*super().ads_for(viewer), *others]


def shuffling(violation: str = "", leak: float = 0) -> AbstractContextManager[str]:
    """Serve ads at random; in so many of the answers, do what a violation of the catalogue does."""
    parts = {}
    if violation:
        found = VIOLATIONS[violation]
        lawful, draw = getattr(Rules, found.part), Random(2)  # noqa: S311  the same each time

        def now_and_then(*given: Any) -> Any:
            return (found.replacement if draw.random() < leak else lawful)(*given)

        parts = {found.part: staticmethod(now_and_then)}
    rules = type("OtherRules", (Rules,), parts)()
    return serving(create_app(ShowsAdsAtRandom(Store(), rules), Pages()))


def reference_with(parts: Mapping[str, Callable[..., Any]]) -> AbstractContextManager[str]:
    """Serve the reference with some of its parts replaced."""
    return serving(with_parts(Store(), parts))


@contextmanager
def serving(app: ASGIApp) -> Iterator[str]:
    """Serve an application."""
    server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=0, log_level="critical", ws="none"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    try:
        yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join(10)


@contextmanager
def answering(answer: Callable[[str, str], Answer]) -> Iterator[str]:
    """Serve whatever a function of method and path says."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def handle_one_request(self) -> None:
            self.raw_requestline = self.rfile.readline(65537)
            if not self.raw_requestline or not self.parse_request():
                self.close_connection = True
                return
            self.rfile.read(int(self.headers.get("Content-Length") or 0))
            status, content_type, body = answer(self.command, self.path)
            self.send_response(status)
            self.send_header("Content-Type", content_type)
            self.send_header("Content-Length", str(len(body)))
            if 300 <= status < 400:
                self.send_header("Location", self.path)
            self.end_headers()
            with suppress(BrokenPipeError, ConnectionResetError):  # who asked may have read enough
                self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, args=(PROMPTLY_S,), daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


@dataclass(frozen=True)
class Asked:
    """A request as a site got it."""

    path: str
    headers: Mapping[str, str]


@dataclass(frozen=True)
class Told:
    """What a site says to it."""

    body: bytes = b""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=lambda: {"Content-Type": "text/html"})


@dataclass
class Site:
    """Pages by their paths, and what was asked of them; what is not there is not found."""

    pages: dict[str, Told | Callable[[Asked], Told]]
    asked: list[Asked] = field(default_factory=list)
    url: str = ""

    @property
    def paths(self) -> list[str]:
        """The paths that were asked for, in order."""
        return [asked.path for asked in self.asked]

    def tell(self, asked: Asked) -> Told:
        """Answer a request."""
        self.asked.append(asked)
        page = self.pages.get(asked.path, Told(b"not here", 404))
        return page if isinstance(page, Told) else page(asked)


@contextmanager
def hosting(pages: dict[str, Told | Callable[[Asked], Told]]) -> Iterator[Site]:
    """Serve a site; a page may look at the headers that it is asked with, and choose its own."""
    site = Site(pages)

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            told = site.tell(Asked(self.path, self.headers))
            self.send_response(told.status)
            for name, value in told.headers.items():
                self.send_header(name, value)
            if told.status != HTTPStatus.NOT_MODIFIED:
                self.send_header("Content-Length", str(len(told.body)))
            self.end_headers()
            with suppress(BrokenPipeError, ConnectionResetError):  # who asked may have read enough
                self.wfile.write(told.body)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, args=(PROMPTLY_S,), daemon=True).start()
    site.url = f"http://127.0.0.1:{server.server_port}"
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()


def silence(seconds: float) -> Callable[[str, str], Answer]:
    """Answer only after a while."""

    def wait(_: str, __: str) -> Answer:
        time.sleep(seconds)
        return 200, "text/html", b""

    return wait
