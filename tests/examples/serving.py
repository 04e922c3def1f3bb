"""Serve an example in a thread: as it is, or with one of the promises broken."""

import importlib
import socket
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import uvicorn

from asadvertised.reference.http.app import create_app
from asadvertised.reference.store import Store
from asadvertised.reference.variants.building import with_parts

FOLDER = Path(__file__).parent
EXAMPLES = ("enveloped", "forms")
ENVIRONMENT = {"EXAMPLE_KEY": "example-admin-key", "EXAMPLE_PASSWORD": "example-password"}


def profile_of(example: str) -> Path:
    """Give an example's profile."""
    return FOLDER / f"{example}.toml"


@contextmanager
def serving(example: str, parts: Mapping[str, Any]) -> Iterator[dict[str, str]]:
    """Serve an example, or else the reference, with some parts replaced; give the environment that a profile reads."""
    build = importlib.import_module(f"examples.{example}").create_app if example else create_app
    app = with_parts(Store(), parts, build)
    # Where the protocol is named, asyncio spares us Nagle's 40 ms an answer.
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listener.bind(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(app, log_level="critical", ws="none"))
    thread = threading.Thread(target=server.run, args=([listener],), daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    try:
        yield {**ENVIRONMENT, "EXAMPLE_URL": f"http://127.0.0.1:{listener.getsockname()[1]}"}
    finally:
        server.should_exit = True
        thread.join(10)
        listener.close()
