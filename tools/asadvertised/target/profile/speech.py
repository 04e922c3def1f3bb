"""Everything that a profile does for those who ask: mapping, credentials, and a class of the service's own."""

from collections.abc import Mapping
from typing import Any, Protocol

import requests

from asadvertised.errors import ConfigurationError
from asadvertised.target.bodies import is_html
from asadvertised.target.contract import Contract, Operation
from asadvertised.target.credentials import Credentials
from asadvertised.target.faults import NotSignedIn
from asadvertised.target.profile.answers import Answer
from asadvertised.target.profile.auth import CookieAuth
from asadvertised.target.profile.calling import OK
from asadvertised.target.profile.mapping import Mapped, Speaker
from asadvertised.target.profile.model import Call
from asadvertised.target.profile.reading import ProfileFile

ENTRY_POINTS = "asadvertised.targets"


class Adapter(Protocol):
    """What no mapping can say: a class of this shape, offered as an entry point of the group `asadvertised.targets`.

    It is made with the profile's `[options]`. `operations` names those that it asks; the others go by the profile.
    `ask` gives what the contract's answer would hold, or raises CouldNotTell; it sends by `speaker.prepared` and
    `speaker.sent`, so that what it does is evidence like all else.
    """

    operations: frozenset[str]

    def ask(self, speaker: Speaker, operation: Operation, body: Any, parameters: Mapping[str, str]) -> Any:
        """Ask an operation of the contract."""


class Speech:
    """A profile at work."""

    def __init__(self, profile: ProfileFile, contract: Contract, url: str, credentials: Credentials) -> None:
        self._profile = profile
        self._mapped = Mapped(profile, contract, url)
        self._credentials = credentials
        self._adapter = _adapter(profile)

    def knows(self, operation: Operation) -> bool:
        """Tell whether an operation is asked otherwise than by the contract's letter."""
        own = self._adapter is not None and operation.id in self._adapter.operations
        return own or self._mapped.knows(operation)

    def shows_at_once(self, operation: Operation) -> bool:
        """Tell whether what an operation shows needs no time to settle."""
        known = self._profile.profile.operations.get(operation.id)
        return known is not None and known.at_once

    def ask(self, speaker: Speaker, operation: Operation, body: Any, parameters: Mapping[str, str]) -> Any:
        """Ask an operation by the service's own class, or as the profile maps it."""
        if self._adapter is not None and operation.id in self._adapter.operations:
            document = self._adapter.ask(speaker, operation, body, parameters)
            return self._mapped.as_the_contract(operation, document)
        return self._mapped.ask(speaker, operation, body, parameters)

    def person_headers(self, token: str) -> dict[str, str]:
        """Give the headers by which somebody who signed in is known."""
        return self._mapped.person_headers(token)

    def harness_headers(self, speaker: Speaker, operation: Operation) -> dict[str, str]:
        """Give the headers that let the harness in, where nobody signed in; sign it in first where cookies do that."""
        if operation is SIGNING_IN or not self._credentials.apply_to(operation.id, secured=operation.secured):
            return {}
        if self._credentials.form is not None:
            self._sign_in(speaker, self._credentials.form)
            return {}
        return self._credentials.headers()

    def renewed(self, speaker: Speaker, operation: Operation, request: requests.PreparedRequest) -> bool:
        """Renew the harness's credentials in a request that was refused; tell whether that was possible."""
        applies = operation is not SIGNING_IN and self._credentials.apply_to(operation.id, secured=operation.secured)
        if not applies or not self._credentials.can_be_renewed:
            return False
        self._credentials.forget()
        speaker.noted.pop(SIGNED_IN, None)
        request.headers.update(self.harness_headers(speaker, operation))
        if self._credentials.form is not None:
            request.headers.pop("Cookie", None)
            request.prepare_cookies(speaker.session.cookies)
        return True

    def _sign_in(self, speaker: Speaker, auth: CookieAuth) -> None:
        if speaker.noted.get(SIGNED_IN):
            return
        call = Call(method="POST", path=auth.page, form=auth.form, follow=True)
        answer = self._mapped.call(speaker, SIGNING_IN, call, ("auth",))
        status = answer.response.status_code
        if status not in OK:
            what = f"the sign-in form at {auth.page} answered {status}"
            raise NotSignedIn(self._credentials.where("page"), what, "check page and form, and try them in a browser")
        if _asks_again(answer, auth):
            what = f"the sign-in form at {auth.page} answered {status}, with the same form again"
            raise NotSignedIn(self._credentials.where("form"), what, "check its user and password")
        speaker.noted[SIGNED_IN] = True


def _asks_again(answer: Answer, auth: CookieAuth) -> bool:
    """Tell a page that wants the same password again, which is how many a service says that it was wrong."""
    if not is_html(answer.response):
        return False
    fields = {str(field.get("name")) for field in answer.node.select("form input[type=password]")}
    return bool(fields & set(auth.form))


SIGNED_IN = " signed in"  # no template can name it
SIGNING_IN = Operation("signing in", "POST", "", {}, "", secured=False, answers={200: ("text/html", None)})


def _adapter(profile: ProfileFile) -> Adapter | None:
    name = profile.profile.service.adapter
    if not name:
        return None
    from importlib.metadata import entry_points

    found = list(entry_points(group=ENTRY_POINTS, name=name))
    if not found:
        mend = f"install the package that offers it as an entry point of {ENTRY_POINTS}"
        raise profile.error(f"there is no adapter {name!r}", mend, "service", "adapter")
    try:
        adapter: Adapter = found[0].load()(dict(profile.profile.options))
    except ConfigurationError:
        raise
    except Exception as error:  # noqa: BLE001  whatever the service's own class does wrong
        what = f"the adapter {name!r} does not start: {type(error).__name__}: {error}"
        raise profile.error(what, "mend it, or its [options]", "service", "adapter") from None
    return adapter
