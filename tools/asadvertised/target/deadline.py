"""An end to every answer: a service that sends a byte now and then would otherwise hold a run for ever.

Time-outs of sockets bound the silence between two bytes, not the whole. A watch shuts the socket once its time is over.
"""

import contextlib
import os
import socket
import threading
import time
from typing import Any

from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection

from asadvertised.article.fetching.hints import PastHints
from asadvertised.article.fetching.pooling import PooledAdapter

LOOKS_EVERY_S = 0.05
RESTS_AFTER_S = 2.0


class Watch:
    """Shuts the connection that is waited for when its time is over; `struck` says that it did.

    Its thread looks now and then, and is never woken: to wake it at each exchange would cost as much as the exchange.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._end: float | None = None
        self._held: socket.socket | None = None
        self._thread: threading.Thread | None = None
        self.struck = False

    def start(self, seconds: float) -> None:
        """Begin to watch an exchange."""
        with self._lock:
            self._end, self.struck = time.monotonic() + seconds, False
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="deadline", daemon=True)
                self._thread.start()

    def hold(self, waited_for: socket.socket) -> None:
        """Name the connection of the exchange; a duplicate is held, for TLS takes the socket itself away."""
        with self._lock:
            self._let_go()
            self._held = socket.socket(fileno=os.dup(waited_for.fileno()))

    def stop(self) -> None:
        """Let the exchange be."""
        with self._lock:
            self._end = None
            self._let_go()

    def _let_go(self) -> None:
        if self._held is not None:
            self._held.close()
            self._held = None

    def _run(self) -> None:
        busy = time.monotonic()
        while True:
            time.sleep(LOOKS_EVERY_S)
            with self._lock:
                now = time.monotonic()
                busy = busy if self._end is None else now
                if now - busy > RESTS_AFTER_S:
                    self._thread = None
                    return
                self._strike(now)

    def _strike(self, now: float) -> None:
        if self._end is not None and now > self._end and self._held is not None:
            self.struck, self._end = True, None
            with contextlib.suppress(OSError):
                self._held.shutdown(socket.SHUT_RDWR)


def watched_adapter(watch: Watch, **settings: Any) -> HTTPAdapter:
    """Give an adapter whose connections tell a watch which socket they wait for."""

    class Plain(HTTPConnection):
        response_class = PastHints

        def _new_conn(self) -> socket.socket:
            made = super()._new_conn()
            watch.hold(made)
            return made

        def request(self, *arguments: Any, **options: Any) -> None:
            if self.sock is not None:
                watch.hold(self.sock)
            super().request(*arguments, **options)

    return PooledAdapter(Plain, **settings)
