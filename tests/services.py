"""Services for tests to ask: the reference with one part replaced, and servers that answer badly or not at all."""

import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import uvicorn

from asadvertised.reference import rules
from asadvertised.reference.model import Shown, SignalKind
from asadvertised.reference.store import Store
from asadvertised.reference.variants import VIOLATIONS
from asadvertised.reference.variants.building import with_parts

Answer = tuple[int, str, bytes]


def reasons_that_lie(ad: Any, signals: Any) -> Shown:
    """Show the ad, and give another reason for it than what was used."""
    used = rules.showing.reasons_for_ad(ad, signals)
    return (SignalKind.BOARD,) if used else ()  # type: ignore[return-value]


def violating(name: str) -> AbstractContextManager[str]:
    """Serve a violation of the catalogue."""
    return reference_with({VIOLATIONS[name].part: VIOLATIONS[name].replacement})


@contextmanager
def reference_with(parts: Mapping[str, Callable[..., Any]]) -> Iterator[str]:
    """Serve the reference with some of its parts replaced."""
    app = with_parts(Store(), parts)
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
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


def silence(seconds: float) -> Callable[[str, str], Answer]:
    """Answer only after a while."""

    def wait(_: str, __: str) -> Answer:
        time.sleep(seconds)
        return 200, "text/html", b""

    return wait
