"""How the harness itself is let in, where it does not ask as somebody who signed in."""

import shlex
import subprocess
import time
from collections.abc import Callable, Mapping
from http import HTTPStatus

import requests
from oauthlib.oauth2 import BackendApplicationClient, OAuth2Error
from requests.auth import _basic_auth_str

from asadvertised.target.faults import NotSignedIn
from asadvertised.target.profile.auth import BasicAuth, CookieAuth, HeaderAuth, NoAuth, OAuth2
from asadvertised.target.profile.reading import ProfileFile

COMMAND_TIMEOUT_S = 30
EARLY_S = 10.0

Send = Callable[[str, str, Mapping[str, str]], requests.Response]


class Credentials:
    """The harness's own credentials, by the profile; `send` posts a form to an address."""

    def __init__(self, profile: ProfileFile, send: Send, remember: Callable[[str], None]) -> None:
        self._profile = profile
        self._auth = profile.profile.auth
        self._send = send
        self._remember = remember
        self._headers: dict[str, str] | None = None
        self._expires = float("inf")

    def apply_to(self, operation: str, *, secured: bool) -> bool:
        """Tell whether an operation is asked with these credentials: by their own list, or where nobody signed in."""
        if isinstance(self._auth, NoAuth):
            return False
        return operation in self._auth.on if self._auth.on is not None else not secured

    def headers(self) -> dict[str, str]:
        """Give the headers that let the harness in.

        Raises NotSignedIn where none can be had.
        """
        if self._headers is None or time.monotonic() > self._expires:
            self._headers = self._sendable(self._make())
            for value in self._headers.values():
                self._remember(value.partition(" ")[2] or value)
        return self._headers

    @property
    def can_be_renewed(self) -> bool:
        """Whether asking again may bring other credentials."""
        return isinstance(self._auth, OAuth2 | CookieAuth) or bool(getattr(self._auth, "token_command", ""))

    def forget(self) -> None:
        """Ask for new credentials the next time."""
        self._headers = None

    @property
    def form(self) -> CookieAuth | None:
        """The form that lets the harness in, if it is one."""
        return self._auth if isinstance(self._auth, CookieAuth) else None

    def where(self, *key: str) -> str:
        """Say where the credentials stand in the profile."""
        return self._profile.where("auth", *key)

    def _make(self) -> dict[str, str]:
        auth = self._auth
        if isinstance(auth, HeaderAuth):
            return {auth.name: auth.prefix + (auth.token or self._by_command(auth))}
        if isinstance(auth, BasicAuth):
            return {"Authorization": _basic_auth_str(auth.user, auth.password)}
        if isinstance(auth, OAuth2):
            return {"Authorization": f"Bearer {self._by_oauth2(auth)}"}
        return {}

    def _sendable(self, headers: dict[str, str]) -> dict[str, str]:
        for value in headers.values():
            if not (value.isascii() and value.isprintable()):
                what = "the token holds a line break, or another letter that no header can carry"
                raise NotSignedIn(self.where(), what, "look where it comes from; a file's last line break is no part")
        return headers

    def _by_command(self, auth: HeaderAuth) -> str:
        command = shlex.split(auth.token_command) if isinstance(auth.token_command, str) else list(auth.token_command)
        mend = "try the command by hand"
        try:
            done = subprocess.run(  # noqa: S603  the user's own command
                command, capture_output=True, text=True, errors="replace", check=False, timeout=COMMAND_TIMEOUT_S
            )
        except (OSError, subprocess.TimeoutExpired) as error:
            raise NotSignedIn(self.where("token_command"), f"token_command did not run: {error}", mend) from None
        if done.returncode or not done.stdout.strip():
            what = f"token_command printed no token and ended with {done.returncode}"
            raise NotSignedIn(self.where("token_command"), what, mend)
        return done.stdout.strip()

    def _by_oauth2(self, auth: OAuth2) -> str:
        client = BackendApplicationClient(auth.client_id)
        if auth.refresh_token:
            body = client.prepare_refresh_body(refresh_token=auth.refresh_token, scope=auth.scope or None)
        else:
            body = client.prepare_request_body(scope=auth.scope or None)
        authorization = {"Authorization": _basic_auth_str(auth.client_id, auth.client_secret)}
        response = self._send(auth.token_url, body, authorization)
        try:
            token = client.parse_request_body_response(response.text)
            lives = float(token.get("expires_in") or "inf")
        except (OAuth2Error, ValueError, TypeError, AttributeError) as error:
            told = str(error) if isinstance(error, OAuth2Error) else "its answer is not of the shape of RFC 6749"
            what = f"the token endpoint answered {response.status_code} and no token: {told}"
            raise NotSignedIn(self.where("token_url"), what, "check client_id, client_secret and scope") from None
        if response.status_code != HTTPStatus.OK:
            what = f"the token endpoint answered {response.status_code}"
            raise NotSignedIn(self.where("token_url"), what, "check client_id, client_secret and scope")
        self._expires = time.monotonic() + lives - EARLY_S
        return str(token["access_token"])
