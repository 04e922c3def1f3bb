"""Open a target: by its address alone, or by its profile."""

import ssl
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from http import HTTPStatus
from pathlib import Path
from typing import TYPE_CHECKING, Literal, TypeVar
from urllib.parse import urlsplit

import requests

from asadvertised.article.model import Capability
from asadvertised.errors import ConfigurationError
from asadvertised.outcome import Cause
from asadvertised.target.address import check_proxy, check_url
from asadvertised.target.client import Missing, Target
from asadvertised.target.contract import FORM, Contract, Operation
from asadvertised.target.hearing import Hearers
from asadvertised.target.journal import Journal
from asadvertised.target.masking import Mask
from asadvertised.target.pages.doors import Doors
from asadvertised.target.sending import Reach
from asadvertised.target.trials import Trials
from asadvertised.target.understanding import cause_of, unexpected

if TYPE_CHECKING:
    from asadvertised.target.credentials import Credentials, Send
    from asadvertised.target.profile.reading import ProfileFile

Made = TypeVar("Made", bound=Target)
PROFILE = ".toml"
NAME_A_FILE = "name one beside the profile, or by its full path"
TOKEN = Operation("getting a token", "POST", "", {}, FORM, secured=False, answers={200: ("application/json", None)})


@dataclass(frozen=True)
class Wishes:
    """What a run says of reaching a service, over what its profile says; seconds, and requests a second.

    `asked` is how many scenarios share what the run may spend on false alarms. Without `browser`, none is used.
    """

    timeout: float | None = None
    rate: float | None = None
    journal: Path | None = None
    people: int | None = None
    looks: int | None = None
    asked: int = 1
    browser: bool = True

    def over(self, reach: Reach) -> Reach:
        """Give what holds."""
        return replace(reach, timeout=self.timeout or reach.timeout, rate=self.rate or reach.rate)

    def trials(self, people: int = 1, looks: int = 1) -> Trials:
        """Give how often the same is asked."""
        return Trials(self.people or people, self.looks or looks, self.asked)


def is_profile(target: str) -> bool:
    """Tell a profile's file from an address."""
    return target.endswith(PROFILE) and "://" not in target


@dataclass(frozen=True)
class Named:
    """A target as the command line names it: `spec` is the address or the profile's path, `name` is for people.

    `presumed` is what its profile says in its stead, and `text` all that the profile says, as it was read.
    """

    spec: str
    url: str
    name: str
    profile: str = ""
    clock_tolerance_s: float = 60.0
    presumed: tuple[str, ...] = ()
    text: str = field(default="", repr=False)


def look_at(target: str) -> Named:
    """Look at an address, or read a profile, before anything else is done.

    Raises ConfigurationError for one that cannot be used.
    """
    if not is_profile(target):
        url = check_url(target)
        return Named(url, url, urlsplit(url).netloc.rpartition("@")[2])
    from asadvertised.target.profile.presumed import presumed
    from asadvertised.target.profile.reading import read_profile

    profile = read_profile(Path(target))
    service = profile.profile.service
    name = service.name or profile.file.stem
    says = presumed(profile)
    return Named(target, _url_of(profile), name, profile.file.name, service.clock_tolerance, says, profile.text)


def mask_of(target: str) -> Mask:
    """Give a mask that knows the secrets by which an address or a profile lets the harness in.

    Raises ConfigurationError for a profile that cannot be read.
    """
    if is_profile(target):
        from asadvertised.target.profile.reading import read_profile

        return Mask(read_profile(Path(target)).secrets)
    mask = Mask()
    mask.text(target)
    return mask


def reach_of(target: str) -> Reach:
    """Give how a service is reached, by its profile if it has one."""
    if not is_profile(target):
        return Reach()
    from asadvertised.target.profile.reading import read_profile

    return _reach(read_profile(Path(target)))


def open_target(  # noqa: PLR0913, PLR0917  what a target is made of
    target: str,
    contract: Contract,
    capabilities: Iterable[Capability] = (),
    wishes: Wishes | None = None,
    hearers: Hearers | None = None,
    doors: Doors | None = None,
) -> Target:
    """Open the service that an address or a profile names; `doors` is where its pages usually are, if they matter.

    Raises ConfigurationError, and ProfileError with file, line and key.
    """
    wishes, hearers = wishes or Wishes(), hearers or Hearers()
    journal = Journal(wishes.journal, target) if wishes.journal else None
    if not is_profile(target):
        reach = wishes.over(Reach())
        found = Target(check_url(target), contract, reach, hearers, journal=journal, browser=wishes.browser)
        found.trials, found.doors = wishes.trials(), doors or Doors()
        return found
    return _by_profile(Path(target), contract, list(capabilities), wishes, hearers, journal, doors)


def _by_profile(  # noqa: PLR0913, PLR0917  what a target is made of
    file: Path,
    contract: Contract,
    capabilities: list[Capability],
    wishes: Wishes,
    hearers: Hearers,
    journal: Journal | None,
    doors: Doors | None,
) -> Target:
    from asadvertised.target.credentials import Credentials
    from asadvertised.target.profile.reading import read_profile

    profile = read_profile(file)
    found = made_by(profile, contract, capabilities, wishes, hearers, doors, Target, Credentials)
    found.journal = journal
    return found


def made_by(  # noqa: PLR0913, PLR0917  what a target is made of
    profile: "ProfileFile",
    contract: Contract,
    capabilities: list[Capability],
    wishes: Wishes,
    hearers: Hearers,
    doors: Doors | None,
    kind: type[Made],
    credentials: "type[Credentials]",
) -> Made:
    """Make a target of some kind by a profile that was read.

    Raises ProfileError.
    """
    from asadvertised.target.profile.reading import names_are_known
    from asadvertised.target.profile.speech import Speech

    names_are_known(profile, contract.operations, (capability.id for capability in capabilities), doors)
    service = profile.profile.service
    url = _url_of(profile)
    found = kind(url, contract, wishes.over(_reach(profile)), hearers, browser=wishes.browser)
    found.doors = profile.profile.pages.over(doors or Doors())
    found.missing = _missing(capabilities, service.without)
    found.missing_pages = _missing(capabilities, service.without, "pages")
    found.settle_s = service.settle
    found.trials = wishes.trials(service.trials, service.looks)
    for secret in profile.secrets:
        found.mask.remember(secret)
    found.speech = Speech(profile, contract, url, credentials(profile, _posting(found, url), found.mask.remember))
    return found


def _posting(found: Target, url: str) -> "Send":
    """Let credentials post a form to an address, or to a path of the service."""

    def post(address: str, body: str, headers: Mapping[str, str]) -> requests.Response:
        agent = found.agent("the harness")
        form = {"Content-Type": FORM, **headers}
        there = address if urlsplit(address).scheme else f"{url}/{address.removeprefix('/')}"
        request = requests.PreparedRequest()
        request.prepare("POST", there, {**agent.session.headers, **form}, data=body)
        response = found.send(TOKEN, agent, request, repeatable=True)
        if not response.ok and cause_of(response.status_code) is not Cause.AUTHENTICATION and not _refuses(response):
            raise unexpected(TOKEN, response)
        return response

    return post


def _refuses(response: requests.Response) -> bool:
    """Tell whether a token endpoint says by its 400 that it does not know us (RFC 6749, 5.2)."""
    return response.status_code == HTTPStatus.BAD_REQUEST


def _url_of(profile: "ProfileFile") -> str:
    try:
        return check_url(profile.profile.service.url)
    except ConfigurationError as error:
        raise profile.error(error.what, error.mend, "service", "url") from None


def _reach(profile: "ProfileFile") -> Reach:
    service = profile.profile.service
    for key in ("ca_bundle", "certificate", "certificate_key"):
        name = getattr(service, key)
        if name and not Path(profile.beside(name)).is_file():
            raise profile.error(f"there is no file {name}", NAME_A_FILE, "service", key)
    _can_be_used(profile)
    if service.proxy:
        try:
            check_proxy(service.proxy, "proxy")
        except ConfigurationError as error:
            raise profile.error(error.what, error.mend, "service", "proxy") from None
    certificate = profile.beside(service.certificate) if service.certificate else None
    its_key = profile.beside(service.certificate_key) if service.certificate_key else None
    return Reach(
        timeout=service.timeout,
        retries=service.retries,
        rate=service.rate,
        proxies={"http": service.proxy, "https": service.proxy} if service.proxy else {},
        verify=profile.beside(service.ca_bundle) if service.ca_bundle else True,
        certificate=(certificate, its_key) if certificate and its_key else certificate,
    )


def _can_be_used(profile: "ProfileFile") -> None:
    """Hold that certificates are some, before a request would fail for it or ask for a passphrase."""
    service = profile.profile.service
    context = ssl.create_default_context()
    try:
        if service.ca_bundle:
            context.load_verify_locations(profile.beside(service.ca_bundle))
    except OSError:
        raise profile.error("holds no certificate", "give a file in PEM", "service", "ca_bundle") from None
    try:
        if service.certificate:
            its_key = profile.beside(service.certificate_key) if service.certificate_key else None
            context.load_cert_chain(profile.beside(service.certificate), its_key, password="")
    except OSError:
        mend = "give both in PEM, made for each other, the key without a passphrase"
        raise profile.error("there is no certificate with its key", mend, "service", "certificate") from None


def _missing(
    capabilities: list[Capability], without: Iterable[str], part: Literal["operations", "pages"] = "operations"
) -> dict[str, Missing]:
    absent = set(without)
    return {
        name: Missing(capability.id, capability.says)
        for capability in capabilities
        if capability.id in absent
        for name in getattr(capability, part)
    }
