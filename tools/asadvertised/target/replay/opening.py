"""Open a service that is told again: by what the record says of it, and without what only its real one needs."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from asadvertised.article.model import Capability
from asadvertised.article.toml import NotToml, read_toml
from asadvertised.errors import ConfigurationError
from asadvertised.target.contract import Contract
from asadvertised.target.credentials import Credentials
from asadvertised.target.exchange import Evidence
from asadvertised.target.hearing import Hearers
from asadvertised.target.masking import MASK
from asadvertised.target.opening import Wishes, made_by
from asadvertised.target.pages.doors import Doors
from asadvertised.target.profile.auth import HeaderAuth, OAuth2
from asadvertised.target.profile.reading import ProfileFile, profile_in
from asadvertised.target.replay.replayed import Replayed

OF_THE_WAY = ("ca_bundle", "certificate", "certificate_key", "proxy")


def open_replayed(  # noqa: PLR0913, PLR0917  what a target is made of
    run: Evidence,
    contract: Contract,
    capabilities: Iterable[Capability],
    wishes: Wishes,
    hearers: Hearers,
    doors: Doors,
) -> Replayed:
    """Open the service of a run, by its address or by its profile's words.

    Raises ProfileError where those cannot be used.
    """
    if not run["profile_text"]:
        found = Replayed(run["target"], contract, hearers=hearers)
        found.trials, found.doors = wishes.trials(), doors
        return found
    profile = _profile_of(run)
    return made_by(profile, contract, list(capabilities), wishes, hearers, doors, Replayed, Placeholders)


def _profile_of(run: Evidence) -> ProfileFile:
    """Read the words of a profile.

    Raises ConfigurationError where they are none.
    """
    try:
        raw = read_toml(run["profile_text"])
        service = dict(raw["service"])
    except (NotToml, KeyError, TypeError, ValueError):
        what = "has a profile_text that is no profile"
        raise ConfigurationError(what, "the record", "give the record as `check` wrote it") from None
    raw["service"] = {key: value for key, value in service.items() if key not in OF_THE_WAY}
    raw["service"]["url"] = run["target"]
    return replace(profile_in(Path(run["profile"]), run["profile_text"], raw, Masked()), is_masked=True)


class Masked(Mapping[str, str]):
    """An environment in which every variable is set, and holds what a mask leaves of it."""

    def __getitem__(self, name: str) -> str:
        return MASK

    def __iter__(self) -> Iterator[str]:
        return iter(())

    def __len__(self) -> int:
        return 0


class Placeholders(Credentials):
    """The harness's credentials as a record shows them; nothing is run or asked for."""

    def _make(self) -> dict[str, str]:
        if isinstance(self._auth, HeaderAuth):
            return {self._auth.name: self._auth.prefix + MASK}
        return {"Authorization": f"Bearer {MASK}"} if isinstance(self._auth, OAuth2) else super()._make()
