"""An end to every answer: a service that sends a byte now and then would otherwise hold a run for ever.

Time-outs of sockets bound the silence between two bytes, not the whole. A watch shuts the socket once its time is over.
"""

import contextlib
import socket
import threading
import time
from typing import Any

from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool

LOOKS_EVERY_S = 0.05


class Watch:
    """Shuts the one socket that is waited for when its time is over; `struck` says that it did."""

    def __init__(self) -> None:
        self._lock = threading.Condition()
        self._end: float | None = None
        self._socket: socket.socket | None = None
        self._thread: threading.Thread | None = None
        self.struck = False

    def start(self, seconds: float) -> None:
        """Begin to watch an exchange."""
        with self._lock:
            self._end, self._socket, self.struck = time.monotonic() + seconds, None, False
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="deadline", daemon=True)
                self._thread.start()
            self._lock.notify()

    def hold(self, held: socket.socket | None) -> None:
        """Name the socket of the exchange."""
        self._socket = held

    def stop(self) -> None:
        """Let the exchange be."""
        self._end, self._socket = None, None

    def _run(self) -> None:
        while True:
            with self._lock:
                while self._end is None:
                    self._lock.wait()
            end, held = self._end, self._socket
            if end is not None and time.monotonic() > end and held is not None:
                self.struck = True
                self._end = None
                with contextlib.suppress(OSError):
                    socket.socket.shutdown(held, socket.SHUT_RDWR)  # not TLS's, which another thread is reading by
            time.sleep(LOOKS_EVERY_S)


def watched_adapter(watch: Watch, **settings: Any) -> HTTPAdapter:
    """Give an adapter whose connections tell a watch which socket they wait for."""

    class Plain(HTTPConnection):
        def getresponse(self) -> Any:
            watch.hold(self.sock)
            return super().getresponse()

    class Secure(HTTPSConnection):
        def getresponse(self) -> Any:
            watch.hold(self.sock)
            return super().getresponse()

    class PlainPool(HTTPConnectionPool):
        ConnectionCls = Plain

    class SecurePool(HTTPSConnectionPool):
        ConnectionCls = Secure

    class Watched(HTTPAdapter):
        def init_poolmanager(self, *arguments: Any, **options: Any) -> None:
            super().init_poolmanager(*arguments, **options)
            self.poolmanager.pool_classes_by_scheme = {"http": PlainPool, "https": SecurePool}

    return Watched(**settings)
