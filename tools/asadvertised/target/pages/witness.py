"""What somebody at a page in a browser is told, noted as evidence; or told again from notes, without a browser."""

import inspect
from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import asdict, dataclass, is_dataclass
from functools import wraps
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from asadvertised.outcome import CouldNotTell
from asadvertised.target.exchange import Evidence
from asadvertised.target.masking import MASK, Mask, is_secret
from asadvertised.target.pages.visitor import Look

if TYPE_CHECKING:
    from collections.abc import Iterator

Visiting = TypeVar("Visiting")
Given = dict[str, Any]


@dataclass(frozen=True)
class Act:
    """What somebody does at a page, and with what."""

    agent: str
    name: str
    given: Given


class Witness(Protocol):
    """Sees what comes of an act."""

    def see(self, act: Act, do: Callable[[], Any]) -> Any:
        """Give what came of an act."""


class Onlooker:
    """Lets things be done, and notes what came of them; what is done within another act is a part of that."""

    def __init__(self, mask: Mask, hear: Callable[[Evidence], None] | None) -> None:
        self._mask = mask
        self._hear = hear
        self._is_within = False

    def see(self, act: Act, do: Callable[[], Any]) -> Any:
        """Do it, and note it."""
        if self._is_within or self._hear is None:
            return do()
        try:
            with self._within():
                came = do()
        except CouldNotTell as error:
            self._hear(self._noted(act, None, {"reason": self._mask.text(error.reason), "cause": error.cause.value}))
            raise
        self._hear(self._noted(act, came, None))
        return came

    @contextmanager
    def _within(self) -> "Iterator[None]":
        self._is_within = True
        try:
            yield
        finally:
            self._is_within = False

    def _noted(self, act: Act, came: Any, trouble: dict[str, str] | None) -> Evidence:
        given = given_without_secrets(act.given, self._mask)
        return {"agent": act.agent, "act": act.name, "given": given, "came": told(came, self._mask), "trouble": trouble}


def witnessed(*names: str) -> Callable[[type[Visiting]], type[Visiting]]:
    """Let the witness of a visitor's target see these of its methods."""

    def over(visitor: type[Visiting]) -> type[Visiting]:
        for name in names:
            setattr(visitor, name, _seen(getattr(visitor, name)))
        return visitor

    return over


def _seen(method: Callable[..., Any]) -> Callable[..., Any]:
    parameters = inspect.signature(method)

    @wraps(method)
    def see(self: Any, *arguments: Any, **named: Any) -> Any:
        given = dict(parameters.bind(self, *arguments, **named).arguments)
        del given["self"]
        act = Act(self._name, method.__name__, given)
        return self._target.witness.see(act, lambda: method(self, *arguments, **named))

    return see


def given_without_secrets(given: Given, mask: Mask) -> Given:
    """Give with what something was done, as plain values; what is written into a field of secrets is one."""
    plain: Given = masked(given, mask)
    return plain | ({"text": MASK} if "text" in plain and is_secret(str(plain["words"])) else {})


def told(came: Any, mask: Mask) -> Any:
    """Give what came of an act as plain values, without secrets."""
    return masked(asdict(came) if is_dataclass(came) and not isinstance(came, type) else came, mask)


def masked(value: Any, mask: Mask) -> Any:
    """Mask every text in plain values; a header's by its name."""
    if isinstance(value, str):
        return mask.text(value)
    if isinstance(value, dict):
        [*headers] = mask.headers((name, inner) for name, inner in value.items() if isinstance(inner, str))
        hidden = {header["name"]: mask.text(header["value"]) for header in headers}
        return {name: hidden.get(name, masked(inner, mask)) for name, inner in value.items()}
    return [masked(inner, mask) for inner in value] if isinstance(value, list | tuple) else value


def as_it_came(act: str, came: Any) -> Any:
    """Give what came of an act as whoever did it knows it."""
    if act == "look_at":
        return Look(**{**came, "screen": tuple(came["screen"])})
    return came
