"""Packed bodies that end too early, which the library hands over as if they were whole."""

from typing import Any

import requests
from requests.exceptions import ChunkedEncodingError


def must_be_whole(response: requests.Response, body: bytes) -> None:
    """Hold that a body was unpacked to its end; one that is cut short would be taken for all that there is.

    Raises ChunkedEncodingError, as for a body that ends before its length.
    """
    if response.raw.tell() and any(map(_waits_for_more, _decoders(getattr(response.raw, "_decoder", None)))):
        response._content = body  # noqa: SLF001  what came of it is evidence
        raise ChunkedEncodingError("packed bytes end too early", response=response)


def _decoders(decoder: Any) -> list[Any]:
    return getattr(decoder, "_decoders", [decoder])


def _waits_for_more(decoder: Any) -> bool:
    """Tell whether a decoder is within its first member; after it, clients put up with anything."""
    packed = getattr(decoder, "_obj", None)
    if finished := getattr(packed, "is_finished", None):  # Brotli's name for it
        return not finished()
    return not getattr(decoder, "_state", 0) and getattr(packed, "eof", True) is False
