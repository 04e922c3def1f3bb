"""Understand an answer by the contract, or say whose doing it is that it cannot be."""

import re
from http import HTTPStatus
from typing import Any

import requests

from asadvertised.article.fetching.patience import asked_to_wait
from asadvertised.outcome import Cause
from asadvertised.target.bodies import NotJson, is_html, json_of, text_of
from asadvertised.target.contract import Operation
from asadvertised.target.faults import Refused, UnexpectedAnswer
from asadvertised.target.sending import GATEWAY

LOCKED = (HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN, HTTPStatus.PROXY_AUTHENTICATION_REQUIRED)
NOT_THERE = (HTTPStatus.NOT_FOUND, HTTPStatus.METHOD_NOT_ALLOWED, HTTPStatus.NOT_IMPLEMENTED, HTTPStatus.GONE)
PASSWORD = re.compile(rb"""<input[^>]{0,500}type\s*=\s*["']?password""", re.IGNORECASE)
SIGN_IN_PAGE = "that is a sign-in page: check [auth] in the profile"
A_PAGE = "that is a page for people: check the address and path, and [auth] in the profile"
PROXY = "name the proxy's user and password in `proxy` in the profile, or in HTTP_PROXY and HTTPS_PROXY"
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
        return text_of(response)
    try:
        document = json_of(response)
    except NotJson as error:
        raise unexpected(operation, response, error.expected) from None
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
    mend = PROXY if status == HTTPStatus.PROXY_AUTHENTICATION_REQUIRED else MENDS[cause]
    if response.ok and "json" in operation.media_type and is_html(response):
        cause, mend = (Cause.AUTHENTICATION, SIGN_IN_PAGE) if PASSWORD.search(response.content) else (cause, A_PAGE)
    problem = _problem(response)
    if problem and not response.ok and status < HTTPStatus.INTERNAL_SERVER_ERROR:
        told = (str(problem.get("title", "")), str(problem.get("detail", "")), _waiting(response), f"({mend})")
        return Refused(operation.id, url, str(problem.get("type", "")), " ".join(filter(None, told)), cause)
    expected = expected or f"status {' or '.join(str(known) for known in operation.answers)}"
    kind = response.headers.get("Content-Type", "no content type").partition(";")[0]
    seen = f"status {status} with {kind}{_waiting(response)}"
    if HTTPStatus.MULTIPLE_CHOICES <= status < HTTPStatus.BAD_REQUEST and "Location" in response.headers:
        seen += f", which leads to {response.headers['Location'][:200]}"
    return UnexpectedAnswer(operation.id, url, expected, seen, cause, mend)


def _waiting(response: requests.Response) -> str:
    asked = asked_to_wait(response)
    return "" if asked is None else f", which asks to wait {asked:.0f} s"


def _problem(response: requests.Response) -> dict[str, Any]:
    """Read a problem of RFC 9457, or anything else that an error says in JSON."""
    if "json" not in response.headers.get("Content-Type", ""):
        return {}
    try:
        document = json_of(response)
    except NotJson:
        return {}
    return document if isinstance(document, dict) else {}
