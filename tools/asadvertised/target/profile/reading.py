"""Read a profile: what cannot be used is one error that names file, line and key."""

import os
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from asadvertised.article.toml import NotToml, read_toml
from asadvertised.errors import ConfigurationError
from asadvertised.target.pages.doors import Doors
from asadvertised.target.profile.lines import line_of
from asadvertised.target.profile.model import Profile, Service

VARIABLE = re.compile(r"\$\{([A-Za-z_][A-Za-z0-9_]*)\}")
SECRETS = ("token", "password", "client_secret", "refresh_token")
SECRET_FIELD = re.compile(r"token|pass|secret|key|credential", re.IGNORECASE)
PUBLIC = "service"
PROXY = "proxy"  # its address may hold a password


@dataclass
class ProfileError(ConfigurationError):
    """A profile cannot be used; `key` is the dotted way to what is wrong."""

    key: str = ""


@dataclass(frozen=True)
class ProfileFile:
    """A profile, and the file it was read from; `secrets` are the values that must never be shown.

    One that `is_masked` is read for answers whose secrets are hidden.
    """

    file: Path
    text: str
    profile: Profile
    secrets: tuple[str, ...] = field(default=(), repr=False)
    is_masked: bool = False

    def where(self, *place: str | int) -> str:
        """Say where a key of the profile stands: file and line."""
        return f"{self.file}:{line_of(self.text, place)}"

    def error(self, what: str, mend: str, *place: str | int) -> ProfileError:
        """Make the error of a key."""
        return ProfileError(f"{_dotted(place)}: {what}", self.where(*place), mend, _dotted(place))

    def beside(self, name: str) -> str:
        """Give the path of a file that the profile names, which stands beside it unless it says otherwise."""
        return str((self.file.parent / name).resolve())


def read_profile(file: Path) -> ProfileFile:
    """Read a profile.

    Raises ProfileError, naming file, line and key.
    """
    try:
        text = file.read_text(encoding="utf-8")
        raw = read_toml(text)
    except OSError as error:
        raise ProfileError(f"cannot be read: {error.strerror}", str(file), "give the profile of a service") from None
    except UnicodeDecodeError:
        raise ProfileError("is not UTF-8", str(file), "save it as UTF-8") from None
    except NotToml as error:
        raise ProfileError(f"is not TOML: {error}", str(file), "mend it there") from None
    _no_secrets(_unread(file, text), raw.get("auth", {}))
    return profile_in(file, text, raw, os.environ)


def _unread(file: Path, text: str) -> ProfileFile:
    return ProfileFile(file, text, Profile.model_construct(service=Service.model_construct(url="")))


def profile_in(file: Path, text: str, raw: dict[str, Any], environment: Mapping[str, str]) -> ProfileFile:
    """Make a profile of what stands in a file, and of the variables of an environment.

    Raises ProfileError.
    """
    unread = _unread(file, text)
    variables: dict[str, str] = {}
    filled = _filled(raw, (), _environment(unread, variables, environment))
    if isinstance(filled.get("auth"), dict):
        filled["auth"].setdefault("kind", "")
    try:
        profile = Profile.model_validate(filled)
    except ValidationError as error:
        raise _deepest_of(unread, filled, error) from None
    return ProfileFile(file, text, profile, tuple(variables.values()))


def _no_secrets(profile: ProfileFile, auth: Any) -> None:
    if not isinstance(auth, dict):
        return
    form = auth.get("form")
    fields = [(("form", key), form[key]) for key in form if SECRET_FIELD.search(key)] if isinstance(form, dict) else []
    for place, value in [*(((key,), auth.get(key)) for key in SECRETS), *fields]:
        if value and not VARIABLE.fullmatch(str(value)):
            mend = "write ${NAME} and set NAME in the environment, or use token_command"
            raise profile.error("a secret stands in the file", mend, "auth", *place)


def _environment(
    profile: ProfileFile, used: dict[str, str], environment: Mapping[str, str]
) -> Callable[[str, tuple[str | int, ...]], str]:
    def fill(text: str, place: tuple[str | int, ...]) -> str:
        for name in VARIABLE.findall(text):
            if name not in environment:
                raise profile.error(f"${{{name}}} is not set in the environment", f"set {name}", *place)
            if place[0] != PUBLIC or PROXY in place:
                used[name] = environment[name]
        return VARIABLE.sub(lambda found: environment[found[1]], text)

    return fill


def _filled(value: Any, place: tuple[str | int, ...], fill: Callable[[str, tuple[str | int, ...]], str]) -> Any:
    if isinstance(value, dict):
        return {key: _filled(inner, (*place, key), fill) for key, inner in value.items()}
    if isinstance(value, list):
        return [_filled(inner, (*place, index), fill) for index, inner in enumerate(value)]
    return fill(value, place) if isinstance(value, str) else value


def _deepest_of(profile: ProfileFile, raw: dict[str, Any], error: ValidationError) -> ProfileError:
    """Tell what is wrong furthest inside: where a value may have several shapes, that is of the one that was meant."""
    found = [(_place(raw, first["loc"], missing=first["type"] == "missing"), first) for first in error.errors()]
    place, told = max(found, key=lambda one: (len(one[0]), not one[1]["type"].endswith("_type")))
    known = {"extra_forbidden": "is not a key that a profile has here", "missing": "is missing"}
    what = known.get(told["type"], told["msg"].removeprefix("Value error, "))
    mend = "see the published schema of profiles" if told["type"] in known else "mend it there"
    if told["type"] == "extra_forbidden" and (near := get_close_matches(str(place[-1]), _keys_beside(raw, place), n=1)):
        mend = f"did you mean {near[0]!r}?"
    return profile.error(what, mend, *place)


def _keys_beside(raw: Any, place: Sequence[str | int]) -> set[str]:
    """Give the keys of the table that is most like the one in which a key stands, or else has one that is like it."""
    for part in place[:-1]:
        raw = raw[part]
    schema = Profile.model_json_schema()
    tables = [set(table.get("properties", ())) for table in (schema, *schema["$defs"].values())]
    return max(tables, key=lambda keys: (len(keys & set(raw)), len(get_close_matches(str(place[-1]), keys, n=1))))


def _place(raw: Any, loc: Iterable[str | int], *, missing: bool) -> tuple[str | int, ...]:
    """Give the way to an error in the file, without the names of ours that a choice of shapes puts on it."""
    place: list[str | int] = []
    parts = list(loc)
    for part in parts:
        known = part in raw if isinstance(raw, dict) else isinstance(raw, list) and part in range(len(raw))
        if known:
            raw = raw[part]
        if known or (missing and part is parts[-1]):
            place.append(part)
    return tuple(place)


def names_are_known(
    profile: ProfileFile, operations: Iterable[str], capabilities: Iterable[str], doors: Doors | None = None
) -> None:
    """Hold a profile's names against the contract's operations, and the article's capabilities, layouts and things.

    What it says of pages is not looked at without `doors`. Raises ProfileError for a name that neither has.
    """
    known, offered = list(operations), list(capabilities)
    for name in profile.profile.operations:
        if name not in known:
            raise profile.error("the contract has no such operation", _nearest(name, known), "operations", name)
    for name in profile.profile.auth.on or ():
        if name not in known:
            raise profile.error(f"the contract has no operation {name!r}", _nearest(name, known), "auth", "on")
    for name in profile.profile.service.without:
        if name not in offered:
            raise profile.error(f"there is no capability {name!r}", _nearest(name, offered), "service", "without")
    if doors is not None:
        _pages_are_known(profile, doors)


def _pages_are_known(profile: ProfileFile, doors: Doors) -> None:
    own = profile.profile.pages
    kinds = (("layout", own.layout, doors.layout), ("thing", own.thing, doors.thing), ("place", own.place, doors.place))
    for kind, said, usual in kinds:
        known = list(usual)
        for name in said:
            if name.casefold() not in map(str.casefold, known):
                what = f"no step of this article has a {kind} of the name {name!r}"
                raise profile.error(what, _nearest(name, known), "pages", kind, name)
    pages = [*doors.layout, *doors.place]
    for name in own.without:
        if name not in pages:
            what = f"no step of this article has a layout or a place of the name {name!r}"
            raise profile.error(what, _nearest(name, pages), "pages", "without")


def _nearest(name: str, known: Iterable[str]) -> str:
    near = get_close_matches(name, list(known), n=1, cutoff=0.5)
    return f"did you mean {near[0]!r}?" if near else f"known are: {', '.join(sorted(known)) or 'none'}"


def _dotted(place: Iterable[str | int]) -> str:
    return ".".join(str(part) for part in place) or "the file"
