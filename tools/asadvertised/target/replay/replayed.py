"""A service that is told again from a record: what was answered then is answered now, and nobody is asked."""

from collections.abc import Callable
from email.message import Message
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

import requests
from requests.cookies import extract_cookies_to_jar

from asadvertised.outcome import Cause, CouldNotTell, NotLookedAt
from asadvertised.target.client import Agent, Target
from asadvertised.target.contract import Operation
from asadvertised.target.evidence import evidence_of
from asadvertised.target.exchange import Evidence
from asadvertised.target.faults import Unreachable
from asadvertised.target.pages.witness import Act, as_it_came, given_without_secrets
from asadvertised.target.replay.tape import OffTheRecord, Tape
from asadvertised.target.sending import Sent

if TYPE_CHECKING:
    from http.cookiejar import CookieJar


class Replayed(Target):
    """Answers from the tape of the scenario that is asked; between scenarios nothing is on record."""

    tape: Tape | None = None

    def rewind(self, tape: Tape) -> None:
        """Answer from another tape from here on."""
        self.tape = tape
        self.witness = Retold(self)
        self.settle_s = 0.0
        self._silences.clear()

    def send(
        self,
        operation: Operation,
        agent: Agent,
        request: requests.PreparedRequest,
        *,
        repeatable: bool | None = None,  # noqa: ARG002  it was decided then
    ) -> requests.Response:
        """Give what came of a request then.

        Raises Unreachable as it was then, and OffTheRecord where another request was sent.
        """
        told = None
        for told in self._tape.attempts(agent.name, self._asked(operation, agent, request)):
            if told["after"] and self.hearers.repeat:
                self.hearers.repeat(told["after"])
        assert told is not None  # noqa: S101  there is always a first attempt
        if told["fault"]:
            cause = Cause(told["cause"] or Cause.INFRASTRUCTURE)
            raise Unreachable(operation.id, str(request.url), told["fault"], cause=cause)
        response = _answer(request, self._tape.likeness.told_now(told["response"]), agent.session.cookies)
        self._note(operation, request, Sent(told["attempt"], told["after"], 0.0, told["duration_s"], response))
        return response

    @property
    def _tape(self) -> Tape:
        if self.tape is None:
            raise OffTheRecord("something outside of any scenario", "")
        return self.tape

    def _asked(self, operation: Operation, agent: Agent, request: requests.PreparedRequest) -> Evidence:
        nothing_yet = Sent(1, "", 0.0, 0.0)
        kept = evidence_of(operation, agent.name, request, nothing_yet, self.mask, self.reach.timeout)
        asked: Evidence = kept["request"]
        return asked


class Retold:
    """Tells what came of an act at a page then; there is no page now."""

    def __init__(self, target: Replayed) -> None:
        self._target = target

    def see(self, act: Act, do: Callable[[], Any]) -> Any:  # noqa: ARG002  it was done then
        """Give what came of it then.

        Raises CouldNotTell as it was then, and OffTheRecord where something else was done.
        """
        tape = self._target.tape
        if tape is None:
            raise OffTheRecord(act.name, "")
        if tape.not_looked_at and act.name == "begin":
            raise NotLookedAt(tape.not_looked_at)
        told = tape.observation(act.agent, act.name, given_without_secrets(act.given, self._target.mask))
        if told["trouble"]:
            raise CouldNotTell(told["trouble"]["reason"], Cause(told["trouble"]["cause"]))
        return as_it_came(act.name, tape.likeness.told_now(told["came"]))


def _answer(request: requests.PreparedRequest, told: Evidence, cookies: "CookieJar") -> requests.Response:
    """Make an answer of what is kept of one, which is in UTF-8 whatever it came in."""
    response = requests.Response()
    response.status_code = told["status"]
    response.reason = HTTPStatus(told["status"]).phrase if told["status"] in set(HTTPStatus) else ""
    response.url, response.request = str(request.url), request
    for header in told["headers"]:
        before = response.headers.get(header["name"])
        response.headers[header["name"]] = f"{before}, {header['value']}" if before else header["value"]
    kind = response.headers.get("Content-Type", "")
    if "charset" in kind or "html" in kind:
        response.headers["Content-Type"] = f"{kind.partition(';')[0]}; charset=utf-8"
    response._content = told["body"].encode()  # noqa: SLF001  requests offers no other way
    for jar in (response.cookies, cookies):
        extract_cookies_to_jar(jar, request, _Raw(told["headers"]))  # type: ignore[no-untyped-call]
    return response


class _Raw:
    """As much of an answer off the wire as a jar of cookies looks at."""

    def __init__(self, headers: list[Evidence]) -> None:
        self._original_response = self
        self.msg = Message()
        for header in headers:
            self.msg.add_header(header["name"], header["value"])
