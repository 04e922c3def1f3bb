"""A small model of the article: what may be used of what somebody did, what may not, and what it does not say."""

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum

PERSONALIZATION, SHARING = "personalization", "sharing with partners"
PINTEREST, SITES, PARTNERS = (
    "activity on Pinterest",
    "visits to sites with the Save button",
    "information from partners",
)
CHOICES = (PERSONALIZATION, PINTEREST, SITES, PARTNERS, SHARING)
GOVERNED_BY = {"pin": PINTEREST, "board": PINTEREST, "site": SITES, "tag": PARTNERS, "app": PARTNERS, "list": PARTNERS}
ALLOW, REFUSE = "Allow", "Ask App Not to Track"


class Use(Enum):
    """What the article says of using a signal."""

    MAY = "may"
    MUST_NOT = "must not"
    SILENT = "does not say"


@dataclass
class Browser:
    """A browser's own controls."""

    opted_out: bool = False
    do_not_track: bool = False
    forgotten: bool = False


@dataclass
class Phone:
    """A phone's own controls; `resets` counts those of the advertising identifier."""

    system: str
    opted_out: bool = False
    answer: str = ""
    resets: int = 0

    @property
    def has_to_ask(self) -> bool:
        """Whether the app has to ask on this system; only the versions that are explored are known."""
        return self.system == "iOS 17.0"


@dataclass
class Signal:
    """Something that somebody did, where, and which sentence forbade its use then, if one did."""

    kind: str
    thing: str
    browser: Browser | None = None
    phone: Phone | None = None
    resets: int = 0
    untracked: bool = False
    forbidden_then: str = ""


@dataclass
class Modelled:
    """One of the twins, as far as the article is concerned; what is in use stands last in its list."""

    choices: dict[str, bool] = field(default_factory=lambda: dict.fromkeys(CHOICES, True))
    browsers: list[Browser] = field(default_factory=lambda: [Browser()])
    phones: list[Phone] = field(default_factory=list)
    signals: list[Signal] = field(default_factory=list)

    @property
    def browser(self) -> Browser:
        """The browser in use."""
        return self.browsers[-1]

    def does(self, kind: str, thing: str, *, in_app: bool = False) -> None:
        """Note what they do in the browser, or in an app on the phone."""
        phone = self.phones[-1] if in_app else None
        browser = None if in_app or kind == "list" else self.browser
        untracked = browser is not None and browser.do_not_track
        signal = Signal(kind, thing, browser, phone, phone.resets if phone else 0, untracked)
        signal.forbidden_then = self.forbidden(signal)
        self.signals.append(signal)

    def forbidden(self, signal: Signal) -> str:
        """Give the sentence that forbids using a signal now, if one does."""
        return next((sentence for forbids, sentence in RULES if forbids(self, signal)), "")

    def use(self, signal: Signal) -> Use:
        """Tell what the article says of using a signal now."""
        if self.forbidden(signal):
            return Use.MUST_NOT
        return Use.SILENT if signal.forbidden_then or _unsaid(self, signal) else Use.MAY

    def usable(self, thing: str) -> tuple[str, ...] | None:
        """Give the kinds of signals about a thing that may be used; None where the article does not say."""
        about = [(signal, self.use(signal)) for signal in self.signals if signal.thing in (thing, "")]
        if any(use is Use.SILENT for _, use in about):
            return None
        return tuple(sorted(signal.kind for signal, use in about if use is Use.MAY))

    def reasons(self, thing: str) -> set[str]:
        """Give the sentences that forbid using what was done about a thing."""
        return {self.forbidden(signal) for signal in self.signals if signal.thing in (thing, "")} - {""}


def _unsaid(somebody: Modelled, signal: Signal) -> bool:
    """Tell where the article does not say what a control means for a signal that it does not forbid."""
    browser, phone = signal.browser, signal.phone
    if signal.kind == "purchase" and not somebody.choices[PERSONALIZATION]:
        return True
    if browser and (browser.do_not_track or (browser.forgotten and browser.opted_out)):
        return True
    return bool(phone and signal.kind != "app" and (phone.opted_out or (phone.has_to_ask and phone.answer != ALLOW)))


def _opted_out(_: Modelled, signal: Signal) -> bool:
    browser = signal.browser
    return signal.kind == "tag" and browser is not None and browser.opted_out and not browser.forgotten


def _from_a_phone(signal: Signal, forbids: Callable[[Phone], bool]) -> bool:
    return signal.kind == "app" and signal.phone is not None and forbids(signal.phone)


RULES: tuple[tuple[Callable[[Modelled, Signal], bool], str], ...] = (
    (lambda m, s: not m.choices[PERSONALIZATION] and s.kind != "purchase", "off-pinterest.opt-out-of-all"),
    (lambda m, s: s.kind != "purchase" and not m.choices[GOVERNED_BY[s.kind]], "introduction.choose-use-and-sharing"),
    (lambda _, s: s.untracked and s.browser is not None and s.browser.do_not_track, "turn-off.do-not-track"),
    (_opted_out, "web-activity.opt-out-of-targeted-ads"),
    (lambda _, s: _from_a_phone(s, lambda phone: phone.opted_out), "android.opt-out"),
    (lambda _, s: _from_a_phone(s, lambda phone: phone.resets > s.resets), "android.resettable-identifier"),
    (
        lambda _, s: _from_a_phone(s, lambda phone: phone.has_to_ask and phone.answer != ALLOW),
        "ios.only-once-disconnected",
    ),
)
