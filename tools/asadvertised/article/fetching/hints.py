"""Answers after what is said before them."""

from http import HTTPStatus
from http.client import HTTPResponse


class PastHints(HTTPResponse):
    """An answer after what was said before it (RFC 9110, 15.2): the library passes over 100 alone, not 102 or 103."""

    def _read_status(self) -> tuple[str, int, str]:
        version, status, reason = super()._read_status()  # type: ignore[misc]
        before = HTTPStatus.SWITCHING_PROTOCOLS < status < HTTPStatus.OK
        return version, HTTPStatus.CONTINUE if before else status, reason
