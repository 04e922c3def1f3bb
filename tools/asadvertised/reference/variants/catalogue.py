"""What a violation and a lawful variant are, and the two lists of them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from starlette.types import ASGIApp

Part = Callable[..., Any]
Function = TypeVar("Function", bound=Part)


@dataclass(frozen=True)
class Violation:
    """A way to break one sentence: `part` of the rules or pages is replaced, and nothing else.

    `also` are the sentences that are broken with it, since they promise the same in other words, or rest on it. Only
    somebody who `looks`, in a browser, sees what style or the keyboard makes of it.
    """

    name: str
    sentence: str
    says: str
    part: str
    replacement: Part
    also: tuple[str, ...] = ()
    looks: bool = False


@dataclass(frozen=True)
class Variant:
    """A way to keep every promise that the reference did not choose; of one that shows on pages, somebody `looks`."""

    name: str
    says: str
    parts: Mapping[str, Part] = field(default_factory=dict)
    around: Callable[[ASGIApp], ASGIApp] | None = None

    @property
    def looks(self) -> bool:
        """Whether a browser sees more of it than other clients do."""
        return any(part == STYLE or part.startswith("page_of_") for part in self.parts)


STYLE = "stylesheet"

# Violations of what pages say, which nobody sees but in a browser: by the keyboard, by scripts, or inside a frame.
TAKES_A_BROWSER = frozenset(
    [
        "more-options-is-out-of-the-keyboards-reach",
        "save-waits-for-a-script",
        "save-is-out-of-the-keyboards-reach",
        "picture-is-out-of-the-keyboards-reach-on-ios",
        "photo-is-at-the-top-right-on-ios",
        "business-photo-is-at-the-bottom-left-on-ios",
        "ellipsis-is-at-the-top-left-on-ios",
        "picture-is-out-of-the-keyboards-reach-on-android",
        "photo-is-at-the-top-right-on-android",
        "business-photo-is-at-the-bottom-left-on-android",
        "ellipsis-is-at-the-top-left-on-android",
        "the-choice-page-embeds-no-way-out",
        "the-choice-page-embeds-nothing",
        "the-choice-page-does-not-list-the-company",
        "the-opt-out-is-refused",
        "the-frame-never-says-opted-out",
        "the-frame-always-says-opted-out",
    ]
)

VIOLATIONS: dict[str, Violation] = {}
LAWFUL: dict[str, Variant] = {}

# Permissions that nothing could overstep, each with the reason.
UNLIMITED = {
    "personalized-ads.right-people": "It says what the use of data is good for; its limits stand with the controls.",
    "personalized-ads.shoes-not-bought": "An ad for what was bought is not forbidden, and nobody need see this one.",
}


def violates(sentence: str, part: str, *, also: tuple[str, ...] = ()) -> Callable[[Function], Function]:
    """Put a function into the catalogue: its name is the violation's, its docstring says what goes wrong."""

    def add(function: Function) -> Function:
        add_violation(function.__name__.replace("_", "-"), sentence, part, function, also)
        return function

    return add


def add_violation(  # noqa: PLR0913, PLR0917  what an entry is made of
    name: str, sentence: str, part: str, function: Part, also: tuple[str, ...] = (), says: str = ""
) -> None:
    """Put a violation into the catalogue; a name is given once."""
    if name in VIOLATIONS:
        raise ValueError(name)
    looks = part == STYLE or name in TAKES_A_BROWSER
    VIOLATIONS[name] = Violation(name, sentence, says or str(function.__doc__), part, function, also, looks)


def keeps(variant: Variant) -> None:
    """Put a lawful variant into the list; a name is given once."""
    if variant.name in LAWFUL:
        raise ValueError(variant.name)
    LAWFUL[variant.name] = variant
