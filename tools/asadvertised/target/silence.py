"""Why no answer came, in words, and what helps."""

import socket
import ssl
from collections.abc import Iterator
from dataclasses import dataclass, replace
from http.client import BadStatusLine, LineTooLong, UnknownProtocol

import requests
from urllib3.exceptions import DecodeError, NameResolutionError, NewConnectionError

from asadvertised.outcome import Cause
from asadvertised.target.sending import MAX_BODY, TooLarge


@dataclass(frozen=True)
class Silence:
    """Why no answer came that could be read, what helps, and whose doing it is."""

    why: str
    mend: str
    cause: Cause = Cause.INFRASTRUCTURE


def why_silent(error: requests.RequestException, timeout: float) -> Silence:
    """Say what kind of silence it was; `timeout` is in seconds."""
    causes = list(_causes(error))
    for kind, silence in KINDS:
        if any(isinstance(cause, kind) for cause in causes):
            return replace(silence, why=silence.why.format(timeout=timeout))
    return Silence(type(error).__name__, "look for this request in the service's log")


def _causes(error: BaseException) -> Iterator[BaseException]:
    """Give an error and whatever it was raised for."""
    seen: list[BaseException] = []
    waiting: list[object] = [error]
    while waiting:
        one = waiting.pop(0)
        if isinstance(one, BaseException) and one not in seen:
            seen.append(one)
            yield one
            waiting += [one.__cause__, one.__context__, getattr(one, "reason", None), *one.args]


Kind = type[BaseException] | tuple[type[BaseException], ...]
LOG = "look for this request in the service's log"
KINDS: tuple[tuple[Kind, Silence], ...] = (
    (
        TooLarge,
        Silence(f"its answer is larger than {MAX_BODY // 1_000_000} MB", "let it answer in pages", Cause.TARGET),
    ),
    (
        (NameResolutionError, socket.gaierror),
        Silence("its name cannot be resolved (DNS)", "check the host in the address, and your DNS"),
    ),
    (
        ssl.SSLCertVerificationError,
        Silence(
            "its certificate could not be trusted (TLS)",
            "name its authority by `ca_bundle` in the profile",
        ),
    ),
    (
        (ssl.SSLError, requests.exceptions.SSLError),
        Silence(
            "no secure connection could be made (TLS)", "check http or https, the port, and any client certificate"
        ),
    ),
    (
        requests.exceptions.ProxyError,
        Silence("the proxy did not let it through", "check `proxy` in the profile, and HTTP_PROXY and HTTPS_PROXY"),
    ),
    (ConnectionRefusedError, Silence("it refused the connection", "is it running, and is this its port?")),
    (
        (requests.Timeout, TimeoutError),
        Silence("nothing came within {timeout:g} s", "give it longer with --timeout, or look why it is slow"),
    ),
    (
        (requests.exceptions.ContentDecodingError, DecodeError),
        Silence("its answer could not be unpacked", "its Content-Encoding is not what it says", Cause.TARGET),
    ),
    (
        (BadStatusLine, UnknownProtocol, LineTooLong),
        Silence("its answer is not HTTP", "is this the port of an HTTP service?", Cause.CONFIGURATION),
    ),
    (
        (requests.exceptions.ChunkedEncodingError, ConnectionResetError, BrokenPipeError, ConnectionAbortedError),
        Silence("the answer broke off", "look in its log, and at what stands before it"),
    ),
    (
        (NewConnectionError, requests.ConnectionError),
        Silence("the connection could not be made, or broke", "check the address and the network"),
    ),
)
