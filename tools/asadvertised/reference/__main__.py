"""Start the reference: `python -m asadvertised.reference`."""

import argparse
import json
import os
import socket
import sqlite3
import sys
import threading

import uvicorn
import yaml

from asadvertised.reference.http.app import create_app
from asadvertised.reference.rendering import Pages
from asadvertised.reference.rules import Rules
from asadvertised.reference.service import Pinterest
from asadvertised.reference.store import Store
from asadvertised.reference.variants import LAWFUL, VIOLATIONS
from asadvertised.reference.variants.building import build_app
from asadvertised.reference.variants.catalogue import Variant, Violation

WRONG_USAGE = 2
CONTRACT_HEAD = """\
# What a service must offer to be asked whether it keeps the article's promises.
# Written by `make contract`; a test holds it equal to the reference's own document.
"""


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="asadvertised serve", description="Serve the reference on loopback.")
    parser.add_argument("--port", type=int, default=0, help="0 takes a free one")
    parser.add_argument("--database", default=":memory:", help="an SQLite file to keep everything in")
    parser.add_argument("--print-contract", action="store_true", help="print the OpenAPI document and stop")
    variant = parser.add_mutually_exclusive_group()
    variant.add_argument("--violate", metavar="NAME", help="serve a violation of one sentence")
    variant.add_argument("--vary", metavar="NAME", help="serve a lawful variant")
    parser.add_argument("--variants", action="store_true", help="print all violations and variants as JSON and stop")
    parser.add_argument("--until-stdin-closes", action="store_true", help="stop with the process that started this one")
    return parser.parse_args()


def _stop_with_parent() -> None:
    while os.read(sys.stdin.fileno(), 1024):  # the buffered reader's lock would be held at the end
        pass
    os._exit(0)


def _listen(port: int) -> socket.socket:
    """Listen on loopback; asyncio spares us Nagle's 40 ms an answer only where the protocol is named."""
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listener.bind(("127.0.0.1", port))
    listener.listen(2048)
    return listener


def _wrong(what: str, mend: str) -> int:
    sys.stderr.write(f"asadvertised: {what} ({mend})\n")
    return WRONG_USAGE


def contract() -> str:
    """Give the reference's own OpenAPI document, as the contract is written."""
    described = create_app(Pinterest(Store(), Rules()), Pages()).openapi()
    return CONTRACT_HEAD + yaml.safe_dump(described, sort_keys=False, allow_unicode=True, width=110)


def _variants() -> str:
    told = ("name", "sentence", "also", "says", "looks")
    violations = [{key: getattr(violation, key) for key in told} for violation in VIOLATIONS.values()]
    lawful = [{"name": v.name, "says": v.says, "looks": v.looks} for v in LAWFUL.values()]
    return json.dumps({"violations": violations, "lawful": lawful}) + "\n"


def _wanted(arguments: argparse.Namespace) -> Violation | Variant | None:
    """Give the variant that is asked for; exits where there is none of that name."""
    for option, known in (("violate", VIOLATIONS), ("vary", LAWFUL)):
        name = getattr(arguments, option)
        if name is not None and name not in known:
            sys.exit(
                _wrong(f"--{option}: there is none called {name!r}", "`asadvertised serve --violations` lists them")
            )
        if name is not None:
            return known[name]
    return None


def _printed(arguments: argparse.Namespace) -> str:
    if arguments.print_contract:
        return contract()
    return _variants() if arguments.variants else ""


def main() -> None:
    """Listen, say where in one line, and serve."""
    arguments = _arguments()
    if printed := _printed(arguments):
        sys.stdout.write(printed)
        return
    variant = _wanted(arguments)
    if arguments.until_stdin_closes:
        threading.Thread(target=_stop_with_parent, daemon=True).start()
    try:
        listener, store = _listen(arguments.port), Store(arguments.database)
    except OSError as error:
        sys.exit(_wrong(f"port {arguments.port}: {error.strerror}", "give another --port"))
    except sqlite3.Error as error:
        sys.exit(_wrong(f"{arguments.database}: {error}", "give a --database file of the reference's own"))
    config = uvicorn.Config(build_app(store, variant), log_level="warning", access_log=False, ws="none")
    try:
        sys.stdout.write(f"http://127.0.0.1:{listener.getsockname()[1]}\n")
        sys.stdout.flush()
    except BrokenPipeError:
        os._exit(0)  # whoever started this one is gone
    uvicorn.Server(config).run(sockets=[listener])
    store.close()


if __name__ == "__main__":
    main()
