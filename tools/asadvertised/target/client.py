"""A client of the service that is asked: agents, each with its own cookies, token and headers."""

import json
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any
from urllib.parse import quote, urljoin, urlsplit

import requests
from requests.adapters import HTTPAdapter
from requests.utils import get_environ_proxies

from asadvertised import __version__
from asadvertised.errors import ConfigurationError
from asadvertised.outcome import Cause, CouldNotTell
from asadvertised.target.contract import FORM, Contract, Operation
from asadvertised.target.exchange import KEPT_BODY, Evidence, Mask
from asadvertised.target.faults import NotAsked, Refused, UnexpectedAnswer, Unreachable
from asadvertised.target.trials import Measurement, Trials

USER_AGENT = f"asadvertised/{__version__}"
MAX_BODY = 5_000_000
SILENCES_BEFORE_GIVING_UP = 3
GATEWAY = (HTTPStatus.BAD_GATEWAY, HTTPStatus.SERVICE_UNAVAILABLE, HTTPStatus.GATEWAY_TIMEOUT)
LOCKED = (HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN)


def check_url(url: str) -> str:
    """Give a target's address without a trailing slash.

    Raises ConfigurationError for what is not an http(s) address.
    """
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        mend = "give an address such as http://127.0.0.1:8000"
        raise ConfigurationError(f"{url!r} is not an http or https address", "--target", mend)
    return url.rstrip("/")


@dataclass
class Target:
    """The service: its address, its contract, and how long to wait for it (seconds)."""

    url: str
    contract: Contract
    timeout: float = 10.0
    listener: Callable[[Evidence], None] | None = None
    mask: Mask = field(default_factory=Mask)
    trials: Trials = field(default_factory=Trials)
    measured: Callable[[Measurement], None] | None = None

    def __post_init__(self) -> None:
        self._adapter = HTTPAdapter(pool_connections=4, pool_maxsize=16)
        self._proxies = get_environ_proxies(self.url)
        self._silences: list[Unreachable] = []

    def agent(self, name: str) -> "Agent":
        """Give somebody who asks: a browser, a phone, a company. It shares nothing with others but connections."""
        return Agent(self, name, self._session())

    def close(self) -> None:
        """Close every connection."""
        self._adapter.close()

    def _session(self) -> requests.Session:
        session = requests.Session()
        session.trust_env = False  # the environment is read once, above, and not at each call
        session.proxies.update(self._proxies)
        session.headers.update({"User-Agent": USER_AGENT, "Accept": "application/json, text/html;q=0.9"})
        session.mount("http://", self._adapter)
        session.mount("https://", self._adapter)
        return session

    def send(self, operation: Operation, agent: "Agent", request: requests.PreparedRequest) -> requests.Response:
        """Send one request and keep what came of it as evidence."""
        if len(self._silences) >= SILENCES_BEFORE_GIVING_UP:
            raise NotAsked(self._silences[0])
        started = time.perf_counter()
        try:
            response = self._exchange(agent, request, started)
        except requests.RequestException as error:
            fault = Unreachable(operation.id, self.mask.text(str(request.url)), _why(error, self.timeout))
            self._silences.append(fault)
            self._keep(operation, agent, request, time.perf_counter() - started, fault=fault.why)
            raise fault from None
        self._silences.clear()
        self._keep(operation, agent, request, time.perf_counter() - started, response)
        return response

    def _exchange(self, agent: "Agent", request: requests.PreparedRequest, started: float) -> requests.Response:
        response = agent.session.send(
            request, timeout=self.timeout, allow_redirects=False, stream=True, proxies=self._proxies
        )
        body = bytearray()
        for chunk in response.iter_content(65536):
            body += chunk
            if time.perf_counter() - started > self.timeout:
                response.close()
                raise requests.ReadTimeout
            if len(body) > MAX_BODY:
                response.close()
                break
        response._content = bytes(body)  # noqa: SLF001  requests offers no other way to bound a body
        return response

    def _keep(  # noqa: PLR0913, PLR0917  an exchange has this many sides
        self,
        operation: Operation,
        agent: "Agent",
        request: requests.PreparedRequest,
        duration_s: float,
        response: requests.Response | None = None,
        fault: str = "",
    ) -> None:
        if self.listener is None:
            return
        sent = request.body or b""
        body = sent if isinstance(sent, str) else bytes(sent).decode("utf-8", "replace")
        self.listener(
            {
                "operation": operation.id,
                "agent": agent.name,
                "request": {
                    "method": str(request.method),
                    "url": self.mask.text(str(request.url)),
                    "headers": self.mask.headers(request.headers.items()),
                    "body": self.mask.body(body) if body else "",
                },
                "response": self._answered(response) if response is not None else None,
                "fault": fault,
                "duration_s": round(duration_s, 6),
            }
        )

    def _answered(self, response: requests.Response) -> dict[str, object]:
        return {
            "status": response.status_code,
            "headers": self.mask.headers(response.headers.items()),
            "body": self.mask.body(response.text),
            "truncated": len(response.content) > KEPT_BODY,
        }


@dataclass
class Agent:
    """Somebody who asks, with cookies, headers and a token of their own."""

    target: Target
    name: str
    session: requests.Session
    token: str = ""
    headers: dict[str, str] = field(default_factory=dict)

    def with_the_same_cookies(self, name: str) -> "Agent":
        """Give somebody else who asks through this same browser, and brings nothing of their own."""
        other = self.target.agent(name)
        other.session.cookies.update(self.session.cookies)
        return other

    def clear_cookies(self) -> None:
        """Forget every cookie, as a browser does when it is told to."""
        self.session.cookies.clear()

    def call(self, name: str, body: object = None, **parameters: str) -> Any:
        """Ask for an operation of the contract, and give what the answer holds.

        Raises Unreachable, NotAsked, Refused or UnexpectedAnswer, none of which is a verdict.
        """
        operation = self.target.contract.operation(name)
        response = self.target.send(operation, self, self._request(operation, body, parameters))
        return _understood(operation, response)

    def follow(self, href: str) -> str | None:
        """Go where a link of the service's own pages leads; None where there is no page.

        Raises Unreachable, NotAsked or UnexpectedAnswer, none of which is a verdict.
        """
        url = urljoin(f"{self.target.url}/", href)
        if urlsplit(url).netloc != urlsplit(self.target.url).netloc:
            raise CouldNotTell(f"The link leads to another site, {url}, which is not ours to ask.", Cause.CONFIGURATION)
        link = Operation(
            "a link", "GET", urlsplit(url).path, {}, "", secured=False, answers={HTTPStatus.OK: ("text/html", None)}
        )
        response = self.target.send(link, self, self._prepared("GET", url, {}))
        if response.status_code in (HTTPStatus.NOT_FOUND, HTTPStatus.GONE):
            return None
        return str(_understood(link, response))

    def _request(self, operation: Operation, body: object, parameters: Mapping[str, str]) -> requests.PreparedRequest:
        path, query = operation.path, {}
        for name, value in parameters.items():
            if operation.parameters.get(name) == "path":
                path = path.replace(f"{{{name}}}", quote(value, safe=""))
            else:
                query[name] = value
        headers = {name: value for name, value in self.headers.items() if name in operation.parameters}
        if operation.secured and self.token:
            headers["Authorization"] = f"Bearer {self.token}"
        payload = {"data": body} if operation.body_type == FORM else {"json": body}
        return self._prepared(operation.method, self.target.url + path, headers, params=query, **payload)

    def _prepared(self, method: str, url: str, headers: Mapping[str, str], **more: Any) -> requests.PreparedRequest:
        """Prepare a request with the agent's own headers and cookies, which are all that a session would add."""
        request = requests.PreparedRequest()
        request.prepare(method, url, {**self.session.headers, **headers}, cookies=self.session.cookies, **more)
        return request


def _why(error: requests.RequestException, timeout: float) -> str:
    """Say in words what kind of silence it was."""
    if isinstance(error, requests.Timeout):
        return f"nothing came within {timeout:g} s"
    if isinstance(error, requests.exceptions.SSLError):
        return "its certificate could not be trusted"
    if isinstance(error, requests.exceptions.ChunkedEncodingError):
        return "the answer broke off"
    if isinstance(error, requests.ConnectionError):
        return "the connection could not be made, or broke"
    return type(error).__name__


def _understood(operation: Operation, response: requests.Response) -> Any:
    if response.status_code not in operation.answers:
        raise _unexpected(operation, response)
    media_type, _ = operation.answers[response.status_code]
    if "json" not in media_type:
        return response.text
    try:
        document = response.json()
    except ValueError:
        raise _unexpected(operation, response, "JSON") from None
    if misshape := operation.misshape(response.status_code, document):
        raise _unexpected(operation, response, f"the contract's shape ({misshape})")
    return document


def _unexpected(operation: Operation, response: requests.Response, expected: str = "") -> Refused | UnexpectedAnswer:
    url, status = str(response.url).partition("?")[0], response.status_code
    cause = Cause.AUTHENTICATION if status in LOCKED else Cause.INFRASTRUCTURE if status in GATEWAY else Cause.TARGET
    problem = _problem(response)
    if problem and response.ok is False and status < HTTPStatus.INTERNAL_SERVER_ERROR:
        detail = " ".join(filter(None, (str(problem.get("title", "")), str(problem.get("detail", "")))))
        return Refused(operation.id, url, str(problem.get("type", "")), detail, cause)
    expected = expected or f"status {' or '.join(str(known) for known in operation.answers)}"
    kind = response.headers.get("Content-Type", "no content type").partition(";")[0]
    return UnexpectedAnswer(operation.id, url, expected, f"status {status} with {kind}", cause)


def _problem(response: requests.Response) -> dict[str, Any]:
    if "json" not in response.headers.get("Content-Type", ""):
        return {}
    try:
        document = json.loads(response.text)
    except ValueError:
        return {}
    return document if isinstance(document, dict) else {}
