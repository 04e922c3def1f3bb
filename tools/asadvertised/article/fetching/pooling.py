"""Connections of our own kind in the library's pools, for whoever has to see each one made."""

from typing import Any

from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool


class PooledAdapter(HTTPAdapter):
    """An adapter all of whose connections are of one kind, with TLS and without."""

    def __init__(self, plain: type[HTTPConnection], **settings: Any) -> None:
        secure = type("Secure", (plain, HTTPSConnection), {})
        self._pools = {
            "http": type("PlainPool", (HTTPConnectionPool,), {"ConnectionCls": plain}),
            "https": type("SecurePool", (HTTPSConnectionPool,), {"ConnectionCls": secure}),
        }
        super().__init__(**settings)

    def init_poolmanager(self, *arguments: Any, **options: Any) -> None:
        """Have the pools made of that kind."""
        super().init_poolmanager(*arguments, **options)
        self.poolmanager.pool_classes_by_scheme = self._pools
