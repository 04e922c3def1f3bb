"""Read an answer's body: as JSON whatever its header says of letters, as a page the way browsers do."""

import json
from typing import Any

import requests
from bs4.dammit import EncodingDetector
from requests.utils import get_encoding_from_headers

DEEPEST = 100


class NotJson(Exception):  # noqa: N818  a fault is made of it where the operation is known
    """A body cannot be read as JSON; `expected` says what was."""

    def __init__(self, expected: str) -> None:
        super().__init__(expected)
        self.expected = expected


def is_html(response: requests.Response) -> bool:
    """Tell a page for people by its content type."""
    return "html" in response.headers.get("Content-Type", "")


def json_of(response: requests.Response) -> Any:
    """Read JSON, which is UTF-8 (RFC 8259, 8.1) whatever charset the header names.

    Raises NotJson.
    """
    try:
        document = json.loads(response.content)
        if b"\\u" in response.content:
            json.dumps(document, ensure_ascii=False).encode()
    except UnicodeDecodeError:
        raise NotJson("JSON in UTF-8") from None
    except UnicodeEncodeError:
        raise NotJson("JSON of whole characters") from None
    except (ValueError, RecursionError):
        raise NotJson("JSON") from None
    if response.content.count(b"[") + response.content.count(b"{") > DEEPEST and _deeper_than(document, DEEPEST):
        raise NotJson(f"JSON of at most {DEEPEST} levels")
    return document


def _deeper_than(value: Any, levels: int) -> bool:
    if not isinstance(value, dict | list):
        return False
    inner = value.values() if isinstance(value, dict) else value
    return not levels or any(_deeper_than(one, levels - 1) for one in inner)


def text_of(response: requests.Response) -> str:
    """Decode a body: by the charset of its header, else the one that a page declares, else as UTF-8."""
    body = response.content
    said = "charset" in response.headers.get("Content-Type", "")
    named = get_encoding_from_headers(response.headers) if said else None
    if named is None and is_html(response):
        named = EncodingDetector.find_declared_encoding(body, is_html=True)
    try:
        return body.decode(named or "utf-8", "replace")
    except (LookupError, UnicodeError):
        return body.decode("utf-8", "replace")
