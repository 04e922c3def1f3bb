"""Start the reference with identifiers that come in the same order each time, so that requests can be replayed."""

import itertools
import secrets
from hashlib import sha256

_numbers = itertools.count(1)


def _hex(size: int) -> str:
    return sha256(str(next(_numbers)).encode()).hexdigest()[: size * 2]


def _urlsafe(size: int) -> str:
    return _hex(size)


if __name__ == "__main__":
    secrets.token_hex, secrets.token_urlsafe = _hex, _urlsafe  # type: ignore[assignment]
    from asadvertised.reference.__main__ import main

    main()
