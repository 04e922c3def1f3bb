"""Understand an answer by the contract, or say whose doing it is that it cannot be."""

import json
from http import HTTPStatus
from typing import Any

import requests

from asadvertised.outcome import Cause
from asadvertised.target.contract import Operation
from asadvertised.target.faults import Refused, UnexpectedAnswer
from asadvertised.target.sending import GATEWAY

LOCKED = (HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN, HTTPStatus.PROXY_AUTHENTICATION_REQUIRED)
NOT_THERE = (HTTPStatus.NOT_FOUND, HTTPStatus.METHOD_NOT_ALLOWED, HTTPStatus.NOT_IMPLEMENTED, HTTPStatus.GONE)
MENDS = {
    Cause.AUTHENTICATION: "check the token, and [auth] in the profile",
    Cause.CONFIGURATION: "check address and path; what a service does not offer its profile says in `without`",
    Cause.INFRASTRUCTURE: "something before the service is overloaded or down; try later, or lower --rate",
    Cause.TARGET: "look for this request in the service's log",
}


def cause_of(status: int) -> Cause:
    """Tell whose doing a status is that the contract does not know."""
    if status in LOCKED:
        return Cause.AUTHENTICATION
    if status in NOT_THERE or HTTPStatus.MULTIPLE_CHOICES <= status < HTTPStatus.BAD_REQUEST:
        return Cause.CONFIGURATION
    if status in GATEWAY or status == HTTPStatus.TOO_MANY_REQUESTS:
        return Cause.INFRASTRUCTURE
    return Cause.TARGET


def understood(operation: Operation, response: requests.Response) -> Any:
    """Give what an answer holds that comes as the contract says.

    Raises Refused or UnexpectedAnswer.
    """
    if response.status_code not in operation.answers:
        raise unexpected(operation, response)
    media_type, _ = operation.answers[response.status_code]
    if "json" not in media_type:
        return response.text
    try:
        document = response.json()
    except (ValueError, RecursionError):
        raise unexpected(operation, response, "JSON") from None
    if misshape := operation.misshape(response.status_code, document):
        raise unexpected(operation, response, f"the contract's shape ({misshape})")
    return document


def unexpected(operation: Operation, response: requests.Response, expected: str = "") -> Refused | UnexpectedAnswer:
    """Make the fault of an answer that is not as it should be."""
    fault = _fault(operation, response, expected)
    fault.status = response.status_code
    return fault


def _fault(operation: Operation, response: requests.Response, expected: str) -> Refused | UnexpectedAnswer:
    url, status = str(response.url).partition("?")[0], response.status_code
    cause = Cause.TARGET if expected else cause_of(status)
    problem = _problem(response)
    if problem and not response.ok and status < HTTPStatus.INTERNAL_SERVER_ERROR:
        told = (str(problem.get("title", "")), str(problem.get("detail", "")), f"({MENDS[cause]})")
        return Refused(operation.id, url, str(problem.get("type", "")), " ".join(filter(None, told)), cause)
    expected = expected or f"status {' or '.join(str(known) for known in operation.answers)}"
    kind = response.headers.get("Content-Type", "no content type").partition(";")[0]
    seen = f"status {status} with {kind}"
    if HTTPStatus.MULTIPLE_CHOICES <= status < HTTPStatus.BAD_REQUEST and "Location" in response.headers:
        seen += f", which leads to {response.headers['Location'][:200]}"
    return UnexpectedAnswer(operation.id, url, expected, seen, cause, MENDS[cause])


def _problem(response: requests.Response) -> dict[str, Any]:
    """Read a problem of RFC 9457, or anything else that an error says in JSON."""
    if "json" not in response.headers.get("Content-Type", ""):
        return {}
    try:
        document = json.loads(response.text)
    except (ValueError, RecursionError):
        return {}
    return document if isinstance(document, dict) else {}
