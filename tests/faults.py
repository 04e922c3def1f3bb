"""Servers that go wrong in one way each, on loopback only, and the certificates that some of them need."""

import gzip
import json
import socket
import ssl
import struct
import subprocess
import threading
import time
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from email.utils import formatdate
from itertools import count
from pathlib import Path
from typing import Any

import uvicorn
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from asadvertised.reference.store import Store
from asadvertised.reference.variants.building import with_parts

DAY_S = 86_400
BLOCK = bytes(1_000_000)
Conversation = Callable[[socket.socket], None]


@contextmanager
def speaking(say: Conversation, tls: ssl.SSLContext | None = None) -> Iterator[str]:
    """Serve a conversation: it is given each connection once its request was read; give `host:port`."""
    listener = socket.create_server(("127.0.0.1", 0))

    def converse(one: socket.socket) -> None:
        with suppress(OSError), one:
            if tls is None:
                heard(one)
                say(one)
                return
            with tls.wrap_socket(one, server_side=True, do_handshake_on_connect=False) as secured:
                try:
                    secured.do_handshake()
                except ssl.SSLError:
                    time.sleep(0.3)  # or what was said of it would be lost with the connection
                    return
                heard(secured)
                say(secured)

    def serve() -> None:
        with suppress(OSError):
            while True:
                threading.Thread(target=converse, args=(listener.accept()[0],), daemon=True).start()

    threading.Thread(target=serve, daemon=True).start()
    try:
        yield f"127.0.0.1:{listener.getsockname()[1]}"
    finally:
        listener.close()


def heard(one: socket.socket) -> bytes:
    """Read a request to its end."""
    read = b""
    while b"\r\n\r\n" not in read:
        more = one.recv(65536)
        if not more:
            return read
        read += more
    head, _, body = read.partition(b"\r\n\r\n")
    lengths = [line.split(b":")[1] for line in head.split(b"\r\n") if line.lower().startswith(b"content-length:")]
    while lengths and len(body) < int(lengths[0]):
        body += one.recv(65536)
    return head


def saying(*parts: bytes, pause_s: float = 0.0) -> Conversation:
    """Say some parts, one after the other, and hang up."""

    def say(one: socket.socket) -> None:
        for part in parts:
            one.sendall(part)
            time.sleep(pause_s)

    return say


def answer(
    body: bytes, *headers: str, status: int = 201, kind: str = "application/json", length: int | None = None
) -> bytes:
    """Give an answer as it goes over the wire; `length` lies about its length."""
    lines = [
        f"HTTP/1.1 {status} As It Is",
        f"Content-Type: {kind}",
        f"Content-Length: {len(body) if length is None else length}",
        "Connection: close",
        *headers,
    ]
    return "\r\n".join(lines).encode("latin-1") + b"\r\n\r\n" + body


def without_end(head: str, part: bytes, pause_s: float = 0.0) -> Conversation:
    """Say a head, and then one part for ever."""

    def say(one: socket.socket) -> None:
        one.sendall(head.encode("latin-1"))
        while True:
            one.sendall(part)
            time.sleep(pause_s)

    return say


def silent(one: socket.socket) -> None:
    """Say nothing, and hold on."""
    one.recv(1)


def half_closed(one: socket.socket) -> None:
    """Close our half of the connection, and listen on."""
    one.shutdown(socket.SHUT_WR)
    one.recv(1)


def resetting(one: socket.socket) -> None:
    """Begin an answer, and reset the connection."""
    one.sendall(answer(b"{", length=100))
    time.sleep(0.05)
    one.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))


def gzip_bomb(one: socket.socket) -> None:
    """Send zeros for ever, a thousandth of their size on the way."""
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    one.sendall(b"HTTP/1.1 201 x\r\nContent-Type: application/json\r\nContent-Encoding: gzip\r\n\r\n")
    one.sendall(packer.compress(BLOCK) + packer.flush(zlib.Z_FULL_FLUSH))
    block = packer.compress(BLOCK) + packer.flush(zlib.Z_FULL_FLUSH)
    while True:
        one.sendall(block * 64)


def twice_packed() -> bytes:
    """Give a bomb within a bomb: a few kB that unpack to 1 GB."""
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    inner = b"".join(packer.compress(BLOCK) for _ in range(300)) + packer.flush()
    return answer(gzip.compress(inner), "Content-Encoding: gzip, gzip")


Turn = Callable[[int, Scope], tuple[int, dict[str, str], bytes] | None]


class Misbehaving:
    """Wraps an application: for each request, by its number from 1, something else may be answered."""

    def __init__(self, app: ASGIApp, turn: Turn) -> None:
        self._app = app
        self._turn = turn
        self._numbers = count(1)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or let the application."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        other = self._turn(next(self._numbers), scope)
        if other is None:
            await self._app(scope, receive, send)
            return
        while (await receive()).get("more_body"):
            pass
        status, headers, body = other
        raw = [(name.encode(), value.encode()) for name, value in {"content-type": "text/plain", **headers}.items()]
        start: Message = {"type": "http.response.start", "status": status, "headers": raw}
        await send(start)
        await send({"type": "http.response.body", "body": body})


class CutShort:
    """Wraps an application whose pages under a path are packed, and end half way."""

    def __init__(self, app: ASGIApp, path: str) -> None:
        self._app = app
        self._path = path

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer with half of it."""
        start: dict[str, Any] = {}

        async def halved(message: Message) -> None:
            if message["type"] == "http.response.start":
                start.update(message)
                return
            packed = gzip.compress(message["body"])
            half = packed[: len(packed) // 2]
            headers = [pair for pair in start["headers"] if pair[0].lower() != b"content-length"]
            headers += [(b"content-encoding", b"gzip"), (b"content-length", str(len(half)).encode())]
            await send({**start, "headers": headers})
            await send({**message, "body": half})

        wanted = scope["type"] == "http" and scope["path"].startswith(self._path)
        await self._app(scope, receive, halved if wanted else send)


class Dated:
    """Wraps an application whose clock is off."""

    def __init__(self, app: ASGIApp, ahead_s: float) -> None:
        self._app = app
        self._ahead_s = ahead_s

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer with another date."""

        async def dated(message: Message) -> None:
            if message["type"] == "http.response.start":
                date = formatdate(time.time() + self._ahead_s, usegmt=True).encode()
                message = {**message, "headers": [*message["headers"], (b"date", date)]}
            await send(message)

        await self._app(scope, receive, dated)


@contextmanager
def reference(around: Callable[[ASGIApp], ASGIApp] = lambda app: app, **settings: Any) -> Iterator[str]:
    """Serve the reference with something around it; give `host:port`."""
    app = around(with_parts(Store(), {}))
    config = uvicorn.Config(
        app, host="127.0.0.1", port=0, log_level="critical", ws="none", date_header=False, **settings
    )
    server = uvicorn.Server(config)
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)  # named, it spares 40 ms an answer
    listener.bind(("127.0.0.1", 0))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    try:
        yield f"127.0.0.1:{listener.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join(10)


def misbehaving(turn: Turn) -> Callable[[ASGIApp], ASGIApp]:
    """Give what `reference` puts around the application."""
    return lambda app: Misbehaving(app, turn)


def token_endpoint(lives_for: int) -> Turn:
    """Hand out tokens, each good for so many requests, and let nobody make people without one."""
    state = {"token": 0, "left": 0}

    def turn(_: int, scope: Scope) -> tuple[int, dict[str, str], bytes] | None:
        if scope["path"] == "/oauth/token":
            state.update(token=state["token"] + 1, left=lives_for)
            told = {"access_token": f"token-{state['token']}", "token_type": "Bearer", "expires_in": 3600}
            return 200, {"content-type": "application/json"}, json.dumps(told).encode()
        if not scope["path"].startswith("/test/"):
            return None
        state["left"] -= 1
        shown = dict(scope["headers"]).get(b"authorization", b"").decode()
        return None if shown == f"Bearer token-{state['token']}" and state["left"] >= 0 else (401, {}, b"expired")

    return turn


@dataclass(frozen=True)
class Certificates:
    """An authority of our own, and what it signed: a server's certificate, one that has expired, and a client's."""

    folder: Path

    @property
    def authority(self) -> Path:
        """Its own certificate."""
        return self.folder / "ca.pem"

    def of_server(self, name: str = "server", clients: bool = False) -> ssl.SSLContext:  # noqa: FBT002  a test's own
        """Give a server's context; one that wants clients to show a certificate, if that is asked."""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(self.folder / f"{name}.pem", self.folder / f"{name}.key")
        if clients:
            context.verify_mode = ssl.CERT_REQUIRED
            context.load_verify_locations(self.authority)
        return context


CA_SETTINGS = """\
[ca]
default_ca = own
[own]
new_certs_dir = .
database = index.txt
serial = serial
default_md = sha256
policy = any
copy_extensions = copy
x509_extensions = leaf
unique_subject = no
[leaf]
authorityKeyIdentifier = keyid
subjectKeyIdentifier = hash
[any]
commonName = supplied
"""
NEW_KEY = ("openssl", "req", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes")
SIGN = ("openssl", "ca", "-batch", "-notext", "-config", "ca.cnf")
VALID = ("250101000000Z", "491231235959Z")
OVER = ("200101000000Z", "210101000000Z")
ELSEWHERE = "DNS:elsewhere.example"
HERE = "DNS:localhost,IP:127.0.0.1"


def make_certificates(folder: Path) -> Certificates:
    """Make them with OpenSSL."""

    def run(*command: str) -> None:
        subprocess.run(command, cwd=folder, check=True, capture_output=True)

    (folder / "ca.cnf").write_text(CA_SETTINGS, encoding="utf-8")
    (folder / "index.txt").touch()
    (folder / "serial").write_text("1000\n", encoding="utf-8")
    for authority in ("ca", "stranger-ca"):
        run(*NEW_KEY, "-x509", *_out(authority), "-addext", "keyUsage=critical,keyCertSign")
    for name, authority, alternative, (start, end) in (
        ("server", "ca", HERE, VALID),
        ("expired", "ca", HERE, OVER),
        ("elsewhere", "ca", ELSEWHERE, VALID),
        ("client", "ca", HERE, VALID),
        ("stranger", "stranger-ca", HERE, VALID),
    ):
        run(*NEW_KEY, *_out(name, "csr"), "-addext", f"subjectAltName={alternative}")
        signed_by = ("-cert", f"{authority}.pem", "-keyfile", f"{authority}.key")
        within = ("-startdate", start, "-enddate", end)
        run(*SIGN, *signed_by, "-in", f"{name}.csr", "-out", f"{name}.pem", *within)
    return Certificates(folder)


def _out(name: str, kind: str = "pem") -> tuple[str, ...]:
    return ("-keyout", f"{name}.key", "-out", f"{name}.{kind}", "-subj", f"/CN={name}")
