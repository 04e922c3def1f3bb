"""What is kept of an exchange: the plain form of one, with what is secret masked before anything is kept."""

from collections.abc import Iterable
from datetime import UTC, datetime

import requests

from asadvertised.target.bodies import text_of
from asadvertised.target.contract import Operation
from asadvertised.target.exchange import Evidence
from asadvertised.target.masking import KEPT_BODY, Mask
from asadvertised.target.sending import Sent
from asadvertised.target.silence import why_silent


def evidence_of(  # noqa: PLR0913, PLR0917  what an exchange is made of
    operation: Operation, agent: str, request: requests.PreparedRequest, sent: Sent, mask: Mask, timeout: float
) -> Evidence:
    """Give an exchange as it was sent and received, masked; `timeout` is in seconds."""
    response = sent.response if sent.error is None else sent.error.response
    body = request.body or b""
    silence = why_silent(sent.error, timeout) if sent.error else None
    text = body if isinstance(body, str) else bytes(body).decode("utf-8", "replace")
    return {
        "operation": operation.id,
        "agent": agent,
        "request": {
            "method": str(request.method),
            "url": mask.by_rule(str(request.url)),
            "headers": mask.headers(request.headers.items()),
            "body": mask.body(text) if text else "",
        },
        "response": _answered(response, mask) if response is not None else None,
        "fault": silence.why if silence else "",
        "cause": silence.cause.value if silence else None,
        "attempt": sent.number,
        "after": sent.after,
        "started": datetime.fromtimestamp(sent.at, UTC).isoformat(timespec="milliseconds"),
        "duration_s": round(sent.duration_s, 6),
    }


def learn_from(request: requests.PreparedRequest, sent: Sent, mask: Mask) -> None:
    """Know the secrets of an exchange that is not kept, for a verdict may quote them."""
    mask.by_rule(str(request.url))
    mask.headers(request.headers.items())
    if sent.response is not None:
        mask.headers(sent.response.headers.items())


def _answered(response: requests.Response, mask: Mask) -> dict[str, object]:
    return {
        "status": response.status_code,
        "headers": mask.headers(_lines_of(response)),
        "body": mask.body(text_of(response)),
        "truncated": len(response.content) > KEPT_BODY,
    }


def _lines_of(response: requests.Response) -> Iterable[tuple[str, str]]:
    """Give the headers as they came: the same name may head several lines."""
    lines = getattr(response.raw, "headers", None)
    return (lines or response.headers).items()
