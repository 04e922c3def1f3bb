"""Why no answer came, in words, and what helps."""

import socket
import ssl
from dataclasses import dataclass, replace
from http.client import BadStatusLine, HTTPException, LineTooLong, RemoteDisconnected, UnknownProtocol

import requests
from urllib3.exceptions import (
    ConnectTimeoutError,
    DecodeError,
    InvalidHeader,
    LocationValueError,
    NameResolutionError,
    NewConnectionError,
)

from asadvertised.article.fetching.causes import causes_of
from asadvertised.outcome import Cause

MAX_BODY = 5_000_000
LOG = "look for this request in the service's log"
HEADERS = "let it send fewer and shorter headers"


class TooLarge(requests.RequestException):
    """An answer's body is larger than any that is read."""


@dataclass(frozen=True)
class Silence:
    """Why no answer came that could be read, what helps, and whose doing it is.

    `reached` says that the service may have acted; `may_pass`, that another attempt may fare better.
    """

    why: str
    mend: str
    cause: Cause = Cause.INFRASTRUCTURE
    reached: bool = True
    may_pass: bool = True


def why_silent(error: requests.RequestException, timeout: float) -> Silence:
    """Say what kind of silence it was; `timeout` is in seconds."""
    causes = list(causes_of(error))
    for kind, silence in KINDS:
        if any(isinstance(cause, kind) for cause in causes):
            found = next((cause for cause in causes if isinstance(cause, ssl.SSLError)), None)
            told = _of_tls(found, silence) if found else silence
            return replace(told, why=told.why.format(timeout=timeout))
    return Silence(f"its answer could not be read ({type(error).__name__})", LOG)


def _of_tls(error: ssl.SSLError, silence: Silence) -> Silence:
    """Say more where the error itself says more."""
    if isinstance(error, ssl.SSLCertVerificationError):
        return CERTIFICATES.get(error.verify_code, silence)
    told = str(error.reason or "")
    if "ALERT" in told and any(word in told for word in OF_CERTIFICATES):
        return TURNED_AWAY
    return NO_TLS if told in SPOKEN_PLAIN else silence


Kind = type[BaseException] | tuple[type[BaseException], ...]
EXPIRED, NOT_YET_VALID, OTHER_NAME, OTHER_ADDRESS = 10, 9, 62, 64  # OpenSSL's X509_V_ERR_…
OF_CERTIFICATES = ("CERTIFICATE", "UNKNOWN_CA", "ACCESS_DENIED")
SPOKEN_PLAIN = ("WRONG_VERSION_NUMBER", "HTTP_REQUEST", "RECORD_LAYER_FAILURE")
TURNED_AWAY = Silence(
    "it refused our client certificate, or wants one (TLS)",
    "check `certificate` and `certificate_key` in the profile",
    Cause.AUTHENTICATION,
    reached=False,
    may_pass=False,
)
NO_TLS = Silence(
    "it does not speak TLS there", "is it http:// and not https://, or another port?", reached=False, may_pass=False
)
CERTIFICATES = {
    EXPIRED: Silence("its certificate has expired (TLS)", "let it be renewed", reached=False, may_pass=False),
    NOT_YET_VALID: Silence(
        "its certificate is not valid yet (TLS)", "check the clocks, and the certificate", reached=False, may_pass=False
    ),
    **dict.fromkeys(
        (OTHER_NAME, OTHER_ADDRESS),
        Silence(
            "its certificate is another host's (TLS)", "check the host in the address", reached=False, may_pass=False
        ),
    ),
}
KINDS: tuple[tuple[Kind, Silence], ...] = (
    (
        TooLarge,
        Silence(
            f"its answer is larger than {MAX_BODY // 1_000_000} MB",
            "let it answer in pages",
            Cause.TARGET,
            may_pass=False,
        ),
    ),
    (
        requests.exceptions.ProxyError,
        Silence(
            "the proxy did not let it through",
            "check `proxy` in the profile, and HTTP_PROXY and HTTPS_PROXY",
            reached=False,
        ),
    ),
    (
        (NameResolutionError, socket.gaierror),
        Silence("its name cannot be resolved (DNS)", "check the host in the address, and your DNS", reached=False),
    ),
    (
        (LocationValueError, UnicodeError, requests.exceptions.InvalidURL),
        Silence(
            "the address cannot be used",
            "check the address, and what the profile makes of it",
            Cause.CONFIGURATION,
            reached=False,
            may_pass=False,
        ),
    ),
    (
        ssl.SSLCertVerificationError,
        Silence(
            "its certificate could not be trusted (TLS)",
            "name its authority by `ca_bundle` in the profile",
            reached=False,
            may_pass=False,
        ),
    ),
    (
        (ssl.SSLError, requests.exceptions.SSLError),
        Silence(
            "no secure connection could be made (TLS)", "check http or https, the port, and any client certificate"
        ),
    ),
    (
        ConnectionRefusedError,
        Silence("it refused the connection", "is it running, and is this its port?", reached=False),
    ),
    (
        ConnectTimeoutError,
        Silence(
            "no connection came about within {timeout:g} s",
            "check the address, and any firewall on the way",
            reached=False,
        ),
    ),
    (
        (requests.Timeout, TimeoutError),
        Silence("nothing came within {timeout:g} s", "give it longer with --timeout, or look why it is slow"),
    ),
    (
        (requests.exceptions.ContentDecodingError, DecodeError),
        Silence(
            "its answer could not be unpacked",
            "its Content-Encoding is not what it says",
            Cause.TARGET,
            may_pass=False,
        ),
    ),
    (
        requests.exceptions.ChunkedEncodingError,
        Silence("the answer broke off", "look in its log, and at what stands before it"),
    ),
    (
        (RemoteDisconnected, ConnectionResetError, BrokenPipeError, ConnectionAbortedError),
        Silence("it hung up without an answer", f"is it https:// and not http://? else {LOG}"),
    ),
    (LineTooLong, Silence("a line of its headers is too long to be read", HEADERS, Cause.TARGET, may_pass=False)),
    (
        (BadStatusLine, UnknownProtocol),
        Silence(
            "its answer is not HTTP",
            "is this the port of an HTTP service, and is it https?",
            Cause.CONFIGURATION,
            may_pass=False,
        ),
    ),
    (
        (InvalidHeader, requests.exceptions.InvalidHeader),
        Silence("a header of its answer cannot be read", LOG, Cause.TARGET, may_pass=False),
    ),
    (HTTPException, Silence("its headers are too many to be read", HEADERS, Cause.TARGET, may_pass=False)),
    (
        NewConnectionError,
        Silence("no connection could be made", "check the address and the network", reached=False),
    ),
    (
        requests.ConnectionError,
        Silence("the connection could not be made, or broke", "check the address and the network"),
    ),
)
