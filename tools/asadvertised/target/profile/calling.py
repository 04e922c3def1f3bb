"""Make one call of a service's own: its request, its token against forgery, its redirects, its pages, its waiting."""

import time
from collections.abc import Mapping
from typing import Any, Protocol
from urllib.parse import urljoin, urlsplit

import requests

from asadvertised.outcome import Cause, CouldNotTell
from asadvertised.target.bodies import NotJson
from asadvertised.target.contract import Operation
from asadvertised.target.faults import NotAsProfiled, NothingThere, UnexpectedAnswer
from asadvertised.target.profile.answers import MISSING, Answer, element
from asadvertised.target.profile.auth import Csrf
from asadvertised.target.profile.finding import Finder, Place
from asadvertised.target.profile.model import Call, Pages, Reads, Until
from asadvertised.target.profile.reading import ProfileFile
from asadvertised.target.profile.templates import Templates, is_single
from asadvertised.target.understanding import unexpected

MOST_REDIRECTS = 10
SAFE = ("GET", "HEAD")
OK = range(200, 300)
REDIRECTS = range(300, 400)
Context = Mapping[str, Any]


class Asker(Protocol):
    """What a call needs of whoever asks."""

    session: requests.Session

    def prepared(
        self, operation: Operation, method: str, url: str, headers: Mapping[str, str], **more: Any
    ) -> requests.PreparedRequest:
        """Prepare a request with what the agent brings, and the harness where nobody signed in."""

    def sent(
        self, operation: Operation, request: requests.PreparedRequest, *, repeatable: bool | None = None
    ) -> requests.Response:
        """Send a request and keep it as evidence."""

    def learn(self, document: Any) -> None:
        """Take note of secrets that stand under names of the service's own."""


class Caller:
    """Makes the calls of one profile."""

    def __init__(self, profile: ProfileFile, url: str, templates: Templates, finder: Finder) -> None:
        self._profile = profile
        self._url = url
        self._templates = templates
        self._finder = finder

    def call(self, asker: Asker, operation: Operation, call: Call, context: Context, place: Place) -> Answer:
        """Make a call, and again until its answer says what it has to.

        Raises what an agent's call raises, NotAsProfiled, Unaccepted and Unfilled.
        """
        url = self._address(call.path, context, place)
        answer = self._once(asker, operation, call, context, url)
        try:
            if call.until:
                answer = self._waited(asker, operation, call, call.until, context, answer, place)
            if call.pages:
                self._go_on(asker, operation, call, call.pages, context, answer, place)
        except NotJson as error:
            raise unreadable(operation, answer, error) from None
        return answer

    def _once(self, asker: Asker, operation: Operation, call: Call, context: Context, url: str, **query: str) -> Answer:
        headers = {name: self._templates.text(text, context) for name, text in call.headers.items()}
        body = self._body(asker, operation, call, context, headers)
        asked = {**_plain(self._templates.fill(call.query, context)), **query}
        try:
            request = asker.prepared(operation, call.method, url, headers, params=asked, **body)
        except (requests.exceptions.InvalidHeader, requests.exceptions.InvalidURL, TypeError) as error:
            what = f"no request can be made of it: {error}"
            raise self._profile.error(what, "mend it there", "operations", operation.id) from None
        response = asker.sent(operation, request, repeatable=call.repeatable)
        if call.follow:
            response = self._followed(asker, operation, response)
        accepted = call.accept or OK
        if response.status_code not in accepted:
            raise Unaccepted(Answer(response, call.reads), operation)
        return Answer(response, call.reads)

    def _address(self, path: str, context: Context, place: Place) -> str:
        """Give the address of a path, or one that the service gave whole, which has to be its own."""
        if is_single(path):
            return self._own(f"{self._url}/", self._templates.text(path, context), (*place, "path"))
        return f"{self._url}/{self._templates.path(path, context).removeprefix('/')}"

    def _own(self, base: str, address: str, place: Place) -> str:
        url = urljoin(base, address)
        if urlsplit(url)[:2] != urlsplit(self._url)[:2]:
            what = f"it leads to another site, {url[:200]}, which is not ours to ask"
            raise NotAsProfiled(str(place[-1]), self._profile.where(*place), what, Cause.CONFIGURATION)
        return url

    def _body(
        self, asker: Asker, operation: Operation, call: Call, context: Context, headers: dict[str, str]
    ) -> dict[str, Any]:
        if call.json_ is not None:
            body: dict[str, Any] = {"json": self._templates.fill(call.json_, context)}
        else:
            form = self._templates.fill(call.form, context)
            body = {"data": _plain(form)} if form is not None else {}
        if csrf := token_for(call, self._profile.profile.csrf):
            self._with_token(csrf, asker, operation, call, context, headers, body)
        return body

    def _with_token(  # noqa: PLR0913, PLR0917  a token goes from one answer into another request
        self,
        csrf: Csrf,
        asker: Asker,
        operation: Operation,
        call: Call,
        context: Context,
        headers: dict[str, str],
        body: dict[str, Any],
    ) -> None:
        page = call.csrf if isinstance(call.csrf, str) else csrf.page or call.path
        token = self._token(csrf, asker, operation, self._address(page, context, ("csrf",)))
        if csrf.header:
            headers[csrf.header] = token
        else:
            body.setdefault("data", {})[csrf.field] = token

    def _token(self, csrf: Csrf, asker: Asker, operation: Operation, page: str) -> str:
        held = asker.session.cookies.get(csrf.cookie) if csrf.cookie else None
        if held:
            return str(held)
        response = asker.sent(operation, asker.prepared(operation, "GET", page, {}))
        if csrf.cookie:
            found: Any = asker.session.cookies.get(csrf.cookie, MISSING)
        else:
            found = element(Answer(response, Reads.HTML).node, csrf.css, csrf.attribute)
        if found is MISSING:
            what = f"the token is not on {page} (status {response.status_code})"
            raise NotAsProfiled("csrf", self._profile.where("csrf"), what, Cause.CONFIGURATION)
        asker.learn({"token": found})
        return str(found)

    def _followed(self, asker: Asker, operation: Operation, response: requests.Response) -> requests.Response:
        """Go where an answer leads, within the service, and look there."""
        for _ in range(MOST_REDIRECTS):
            if response.status_code not in REDIRECTS or "Location" not in response.headers:
                return response
            url = urljoin(str(response.url), response.headers["Location"])
            if urlsplit(url).netloc != urlsplit(str(response.url)).netloc:
                raise unexpected(operation, response)
            response = asker.sent(operation, asker.prepared(operation, "GET", url, {}))
        seen = f"more than {MOST_REDIRECTS} redirects, the last to {response.headers.get('Location', '')[:200]}"
        mend = "the service redirects in a circle; look at it with a browser"
        raise UnexpectedAnswer(operation.id, str(response.url), "an answer", seen, Cause.TARGET, mend)

    def _waited(  # noqa: PLR0913, PLR0917  what waiting is made of
        self,
        asker: Asker,
        operation: Operation,
        call: Call,
        until: Until,
        context: Context,
        answer: Answer,
        place: Place,
    ) -> Answer:
        end, url = time.monotonic() + until.within, self._address(call.path, context, place)
        while self._finder.find(until.find, answer, context, (*place, "until", "find")) != until.equals:
            if time.monotonic() > end:
                where = self._profile.where(*place, "until")
                what = f"the answer did not become {until.equals!r} within {until.within:g} s"
                raise CouldNotTell(f"{where}: {what} (give it longer, or look why it does not)", Cause.TARGET)
            time.sleep(until.every)
            answer = self._once(asker, operation, call, context, url)
        return answer

    def _go_on(  # noqa: PLR0913, PLR0917  what a long answer is made of
        self,
        asker: Asker,
        operation: Operation,
        call: Call,
        pages: Pages,
        context: Context,
        first: Answer,
        place: Place,
    ) -> None:
        answer, url = first, self._address(call.path, context, place)
        elsewhere = call.model_copy(update={"query": {}})
        while following := self._next(pages, answer, context, place):
            if len(first.further) + 1 >= pages.most:
                what = f"there are more than {pages.most} pages"
                raise NotAsProfiled("pages.most", self._profile.where(*place, "pages"), what, Cause.CONFIGURATION)
            if pages.query:
                answer = self._once(asker, operation, call, context, url, **{pages.query: str(following)})
            else:
                there = self._own(str(answer.response.url), str(following), (*place, "pages"))
                answer = self._once(asker, operation, elsewhere, context, there)
            first.further.append(answer)

    def _next(self, pages: Pages, answer: Answer, context: Context, place: Place) -> Any:
        try:
            return self._finder.find(pages.next, answer, context, (*place, "pages", "next"))
        except NothingThere:
            return None  # the last page names no other


def token_for(call: Call, csrf: Csrf | None) -> Csrf | None:
    """Say where the token against forged requests is found that a call has to bring, if it has to."""
    return csrf if csrf and call.csrf is not False and call.method not in SAFE else None


def _plain(fields: Mapping[str, Any]) -> dict[str, Any]:
    """Write true and false as the web does."""
    return {name: str(value).lower() if isinstance(value, bool) else value for name, value in fields.items()}


class Unaccepted(Exception):  # noqa: N818  the operation may know what this answer means
    """An answer came with a status that its call does not accept."""

    def __init__(self, answer: Answer, operation: Operation) -> None:
        super().__init__(operation.id, answer.response.status_code)
        self.answer = answer
        self.operation = operation

    def fault(self) -> CouldNotTell:
        """Say whose doing it is, as of any answer that is not the contract's."""
        return unexpected(self.operation, self.answer.response)


def unreadable(operation: Operation, answer: Answer, error: NotJson) -> UnexpectedAnswer:
    """Make the fault of an answer that is not what it is read as."""
    kind = answer.response.headers.get("Content-Type", "no content type").partition(";")[0]
    seen = f"status {answer.response.status_code} with {kind}"
    mend = "say what it is with `reads`, or look for this request in the service's log"
    return UnexpectedAnswer(operation.id, str(answer.response.url), error.expected, seen, Cause.TARGET, mend)
