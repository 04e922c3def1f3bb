"""Start the reference: `python -m asadvertised.reference`."""

import argparse
import os
import socket
import sys
import threading

import uvicorn

from asadvertised.reference.http.app import create_app
from asadvertised.reference.rules import Rules
from asadvertised.reference.service import Pinterest
from asadvertised.reference.store import Store


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="asadvertised serve", description="Serve the reference on loopback.")
    parser.add_argument("--port", type=int, default=0, help="0 takes a free one")
    parser.add_argument("--database", default=":memory:", help="an SQLite file to keep everything in")
    parser.add_argument("--until-stdin-closes", action="store_true", help="stop with the process that started this one")
    return parser.parse_args()


def _stop_with_parent() -> None:
    sys.stdin.buffer.read()
    os._exit(0)


def _listen(port: int) -> socket.socket:
    """Listen on loopback; asyncio spares us Nagle's 40 ms an answer only where the protocol is named."""
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listener.bind(("127.0.0.1", port))
    listener.listen(2048)
    return listener


def main() -> None:
    """Listen, say where in one line, and serve."""
    arguments = _arguments()
    if arguments.until_stdin_closes:
        threading.Thread(target=_stop_with_parent, daemon=True).start()
    listener = _listen(arguments.port)
    store = Store(arguments.database)
    config = uvicorn.Config(create_app(Pinterest(store, Rules())), log_level="warning", access_log=False, ws="none")
    print(f"http://127.0.0.1:{listener.getsockname()[1]}", flush=True)
    uvicorn.Server(config).run(sockets=[listener])
    store.close()


if __name__ == "__main__":
    main()
