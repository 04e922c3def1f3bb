"""A client of the service that is asked: agents, each with its own cookies, token and headers."""

import time
from collections.abc import Callable, Mapping
from contextlib import nullcontext, suppress
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urljoin, urlsplit

import requests
from requests.utils import get_environ_proxies, select_proxy

from asadvertised import __version__
from asadvertised.outcome import Cause, CouldNotTell, NotOffered
from asadvertised.target.address import check_proxy
from asadvertised.target.contract import FORM, Contract, Operation
from asadvertised.target.evidence import evidence_of, learn_from
from asadvertised.target.faults import NotAsked, Unreachable
from asadvertised.target.hearing import Hearers
from asadvertised.target.masking import Mask
from asadvertised.target.pages.browsers import Browsers
from asadvertised.target.pages.doors import Doors
from asadvertised.target.pages.witness import Onlooker, Witness
from asadvertised.target.picture import Picture
from asadvertised.target.sending import Courier, Reach, Sent
from asadvertised.target.silence import why_silent
from asadvertised.target.stopping import stops_wait
from asadvertised.target.trials import Trials
from asadvertised.target.understanding import MENDS, understood

if TYPE_CHECKING:
    from asadvertised.target.journal import Journal
    from asadvertised.target.profile.speech import Speech

USER_AGENT = f"asadvertised/{__version__}"
SILENCES_BEFORE_GIVING_UP = 3


@dataclass(frozen=True)
class Missing:
    """A capability that the service says it does not offer, and what it is in words."""

    capability: str
    says: str


@dataclass
class Target:
    """The service: its address, its contract, how it is reached, and what its profile says of it, if it has one.

    `settle_s` is how long what was changed may take to show (seconds); `missing` holds operations not offered. What
    was made need not be removed from one that `ends_with_the_run`. Its pages are behind `doors`, and looked at in a
    `browser` too, if that is wanted.
    """

    url: str
    contract: Contract
    reach: Reach = field(default_factory=Reach)
    hearers: Hearers = field(default_factory=Hearers)
    mask: Mask = field(default_factory=Mask)
    speech: "Speech | None" = None
    missing: Mapping[str, Missing] = field(default_factory=dict)
    settle_s: float = 0.0
    journal: "Journal | None" = None
    ends_with_the_run: bool = False
    trials: Trials = field(default_factory=Trials)
    doors: Doors = field(default_factory=Doors)
    missing_pages: Mapping[str, Missing] = field(default_factory=dict)
    browser: bool = True

    def __post_init__(self) -> None:
        proxies = get_environ_proxies(self.url)
        if proxies and not self.reach.proxies:
            if proxy := select_proxy(self.url, proxies):
                check_proxy(proxy, "HTTP_PROXY, HTTPS_PROXY or ALL_PROXY")
            self.reach = Reach(**{**vars(self.reach), "proxies": proxies})
        self._courier = Courier(self.reach)
        self.witness: Witness = Onlooker(self.mask, self.hearers.observed)
        self._silences: list[Unreachable] = []
        self._changed: float | None = None
        self.browsers = Browsers(wanted=self.browser, proxies=self.reach.proxies)
        self.cameras: list[Callable[[], Picture | None]] = []

    def take_pictures(self) -> None:
        """Show what stands on every page that is open in a browser."""
        hear = self.hearers.picture
        for camera in self.cameras if hear else ():
            with suppress(Exception):  # a camera's trouble keeps no other from its picture
                if hear and (picture := camera()):
                    hear(picture)

    def agent(self, name: str) -> "Agent":
        """Give somebody who asks: a browser, a phone, a company. It shares nothing with others but connections."""
        return Agent(self, name, self._session())

    def close(self) -> None:
        """Close every connection and browser."""
        self.browsers.close()
        self._courier.adapter.close()

    def operation(self, name: str) -> Operation:
        """Give an operation that the service offers.

        Raises NotOffered for one that it says it does not.
        """
        if name in self.missing:
            raise NotOffered(self.missing[name].capability, self.missing[name].says)
        return self.contract.operation(name)

    def let_settle(self, operation: Operation) -> None:
        """Wait before a look until what was changed has had its time to show."""
        if self._changed is None or not operation.only_looks or (self.speech and self.speech.shows_at_once(operation)):
            return
        time.sleep(max(0.0, self._changed + self.settle_s - time.monotonic()))
        self._changed = None

    def note_change(self, operation: Operation) -> None:
        """Note when something was changed: the time to show begins once the service has said so."""
        if not operation.only_looks:
            self._changed = time.monotonic()

    def _session(self) -> requests.Session:
        session = requests.Session()
        session.trust_env = False  # the environment is read once, above, and not at each call
        session.headers.update({"User-Agent": USER_AGENT, "Accept": "application/json, text/html;q=0.9"})
        session.mount("http://", self._courier.adapter)
        session.mount("https://", self._courier.adapter)
        return session

    def send(
        self,
        operation: Operation,
        agent: "Agent",
        request: requests.PreparedRequest,
        *,
        repeatable: bool | None = None,
    ) -> requests.Response:
        """Send a request, again where that is safe and may help, and keep each attempt as evidence.

        Raises Unreachable, and NotAsked once the service has stopped answering.
        """
        if len(self._silences) >= SILENCES_BEFORE_GIVING_UP:
            raise NotAsked(self._silences[0])
        sent = None
        for sent in self._courier.attempts(agent.session, request, repeatable=repeatable):
            self._keep(operation, agent, request, sent)
        assert sent is not None  # noqa: S101  there is always a first attempt
        if sent.error is not None:
            raise self._silent(operation, request, sent.error)
        self._note(operation, request, sent)
        assert sent.response is not None  # noqa: S101  an attempt has an answer or an error
        return sent.response

    def _silent(
        self, operation: Operation, request: requests.PreparedRequest, error: requests.RequestException
    ) -> Unreachable:
        silence = why_silent(error, self.reach.timeout)
        url = self.mask.text(str(request.url))
        fault = Unreachable(operation.id, url, silence.why, silence.mend, silence.cause)
        if silence.cause is Cause.INFRASTRUCTURE:
            self._silences.append(fault)
        return fault

    def _note(self, operation: Operation, request: requests.PreparedRequest, sent: Sent) -> None:
        """Note whether the service answered, or only said that it cannot; who says so for ever is asked no more."""
        if not sent.trouble:
            self._silences.clear()
            return
        url = self.mask.text(str(request.url))
        why = f"{sent.trouble}, after {sent.number} attempt{'s' if sent.number > 1 else ''}"
        self._silences.append(Unreachable(operation.id, url, why, MENDS[Cause.INFRASTRUCTURE]))

    def _keep(self, operation: Operation, agent: "Agent", request: requests.PreparedRequest, sent: Sent) -> None:
        if sent.after and self.hearers.repeat:
            self.hearers.repeat(sent.after)
        if self.hearers.exchange is None:
            learn_from(request, sent, self.mask)
            return
        self.hearers.exchange(evidence_of(operation, agent.name, request, sent, self.mask, self.reach.timeout))


@dataclass
class Agent:
    """Somebody who asks, with cookies, headers and a token of their own; `noted` is what a profile has to remember."""

    target: Target
    name: str
    session: requests.Session
    token: str = ""
    headers: dict[str, str] = field(default_factory=dict)
    noted: dict[str, Any] = field(default_factory=dict)

    def with_the_same_cookies(self, name: str) -> "Agent":
        """Give somebody else who asks through this same browser, and brings nothing of their own."""
        other = self.target.agent(name)
        other.session.cookies.update(self.session.cookies)
        return other

    def clear_cookies(self) -> None:
        """Forget every cookie, as a browser does when it is told to."""
        self.session.cookies.clear()

    def call(self, name: str, body: Any = None, **parameters: str) -> Any:
        """Ask for an operation of the contract, and give what the answer holds.

        Raises NotOffered where the service has no such thing; Unreachable, NotAsked, Refused, UnexpectedAnswer,
        NotSignedIn or NotAsProfiled, none of which is a verdict.
        """
        operation = self.target.operation(name)
        self.target.let_settle(operation)
        self.target.mask.learn(body)
        journal = self.target.journal
        with stops_wait() if journal and operation.undo else nullcontext():
            document = self._asked(operation, body, parameters)
            if journal:
                journal.note(operation, document, parameters)
        self.target.note_change(operation)
        self.target.mask.learn(document)
        return document

    def _asked(self, operation: Operation, body: Any, parameters: Mapping[str, str]) -> Any:
        speech = self.target.speech
        if speech is not None and speech.knows(operation):
            return speech.ask(self, operation, body, parameters)
        return self.to_the_letter(operation, body, parameters)

    def learn(self, document: Any) -> None:
        """Take note of secrets that stand under names of the service's own."""
        self.target.mask.learn(document)

    def to_the_letter(self, operation: Operation, body: Any, parameters: Mapping[str, str]) -> Any:
        """Ask an operation as the contract says."""
        return understood(operation, self.sent(operation, self._request(operation, body, parameters)))

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
        response = self.sent(link, self.prepared(link, "GET", url, {}))
        if response.status_code in (HTTPStatus.NOT_FOUND, HTTPStatus.GONE):
            return None
        return str(understood(link, response))

    def _request(self, operation: Operation, body: Any, parameters: Mapping[str, str]) -> requests.PreparedRequest:
        path, query = operation.path, {}
        for name, value in parameters.items():
            if operation.parameters.get(name) == "path":
                path = path.replace(f"{{{name}}}", quote(value, safe=""))
            else:
                query[name] = value
        payload = {"data": body} if operation.body_type == FORM else {"json": body}
        return self.prepared(operation, operation.method, self.target.url + path, {}, params=query, **payload)

    def prepared(
        self, operation: Operation, method: str, url: str, headers: Mapping[str, str], **more: Any
    ) -> requests.PreparedRequest:
        """Prepare a request with the agent's own headers and cookies, and what lets the harness or a person in."""
        own = {name: value for name, value in self.headers.items() if name in operation.parameters}
        if operation.secured and self.token:
            speech = self.target.speech
            self.target.mask.remember(self.token)
            own |= speech.person_headers(self.token) if speech else {"Authorization": f"Bearer {self.token}"}
        if self.target.speech is not None:
            own |= self.target.speech.harness_headers(self, operation)
        request = requests.PreparedRequest()
        request.prepare(method, url, {**self.session.headers, **own, **headers}, cookies=self.session.cookies, **more)
        return request

    def sent(
        self, operation: Operation, request: requests.PreparedRequest, *, repeatable: bool | None = None
    ) -> requests.Response:
        """Send a request; where the harness was not let in, once more with credentials that were renewed."""
        response = self.target.send(operation, self, request, repeatable=repeatable)
        speech = self.target.speech
        if response.status_code == HTTPStatus.UNAUTHORIZED and speech and speech.renewed(self, operation, request):
            response = self.target.send(operation, self, request, repeatable=repeatable)
        return response
