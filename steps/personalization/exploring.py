"""Twins who do anything in any order, held against the model.

Two people of whom the same may be used have to see the same, whatever else they did. Where the article is silent,
nothing is compared, so that a service may do as it likes there.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from asadvertised.outcome import Broken, Side
from asadvertised.target.client import Target

from . import controls, off_pinterest, on_pinterest, people, phones, shops  # noqa: F401  the acts that they define
from .comparing import side_by_side
from .modelling import ALLOW, CHOICES, PERSONALIZATION, REFUSE, SHARING, Browser, Modelled, Phone
from .seeing import APP, BROWSER, Seen, in_the_ads, in_the_home_feed
from .settings import CHOICES as NAMED
from .settings import settings_of
from .sharing import shared_about
from .words import perform
from .world import TOGETHER, World

THING = "a pair of shoes"
ONE, EACH = "one twin", "each twin"
ACTING = (ONE, EACH)
MOST_PHONES = 2  # two tell each from the other
SYSTEMS = ("Android 14", "iOS 14.4", "iOS 17.0")
DONE = (
    ("clicks a Pin for {}", "pin"),
    ("creates a board for {}", "board"),
    ("visits a page about {} that has the Save button", "site"),
    ("looks at {} in the shop", "tag"),
    ("checks out {} in the shop", "tag"),
    ("buys {} on Pinterest", "purchase"),
    ("is on the shop's customer list", "list"),
)
DONE_IN_APPS = (
    ("looks at {} in the shop's app", "app"),
    ("checks out {} in the shop's app", "app"),
    ("clicks a Pin for {} in the app", "pin"),
)
LEAK = "off-pinterest.each-control-where-implemented"
THE_OPT_OUT, THE_COOKIES = "the opt-out", "the cookies"


@dataclass(frozen=True)
class Move:
    """What can be done next: the words of the steps, whom they are about, and what it means in the model.

    `sets` names what it is meant to change of what a page says, such as a choice that is saved.
    """

    who: str
    words: tuple[str, ...]
    means: Callable[[Modelled], object]
    sets: str = ""

    def sets_for(self, name: str) -> str:
        """Give what it is meant to change for one of the twins."""
        return self.sets if name in TOGETHER.get(self.who, (self.who,)) else ""


class Explorer:
    """The twins, on the service and in the model."""

    opening = ("twins", "a shop that advertises a pair of shoes", f"each twin has a phone with {SYSTEMS[0]}")

    def __init__(self, service: Target) -> None:
        self.world = World(service)
        self.model = {name: Modelled(phones=[Phone(SYSTEMS[0])]) for name in TOGETHER[EACH]}
        self.compared = 0
        self._offered: list[str] = []
        self._last: Move | None = None
        self._blamed: set[str] = set()

    def open(self) -> None:
        """Make the twins and the shop."""
        for words in self.opening:
            perform(self.world, words)
        offered = settings_of(self.world.people[ONE])["offered"]
        self._offered = [choice for choice in CHOICES if NAMED[choice] in offered]

    def close(self) -> None:
        """Remove them again."""
        self.world.remove()

    def possible(self) -> list[list[Move]]:
        """Give everything that can be done next, in groups that are tried equally often, the simplest first."""
        return [group for group in zip_groups(self._moves_of(who) for who in ACTING) if group]

    def perform(self, words: str) -> None:
        """Do one step on the service."""
        perform(self.world, words)

    def note(self, move: Move) -> None:
        """Let the model do what is done on the service."""
        self._last = move
        for name in TOGETHER.get(move.who, (move.who,)):
            move.means(self.model[name])

    def _moves_of(self, who: str) -> tuple[list[Move], ...]:
        doers = [self.model[name] for name in TOGETHER.get(who, (who,))]
        return (
            list(_signals(who, DONE)),
            list(_browser_moves(who)),
            list(_choices(who, self._offered)),
            list(_signals(who, DONE_IN_APPS, in_app=True)),
            list(_phone_moves(who, {person.phones[-1].system.split()[0] for person in doers})),
            list(_new_phones(who)) if all(len(person.phones) < MOST_PHONES for person in doers) else [],
        )

    def check(self) -> None:
        """Hold the service against the model.

        Raises Broken, which names what was promised and seen; `blamed` then tells which sentences.
        """
        for name, modelled in self.model.items():
            self._states(name, modelled)
        self._alike(THING)

    def blamed(self) -> tuple[str, ...]:
        """Give the sentences that the last check found broken."""
        return tuple(sorted(self._blamed))

    def _promise(self, kept: object, promised: str, seen: str, *blamed: str, sides: Sequence[Side] = ()) -> None:
        self.compared += 1
        if not kept:
            self._blamed = set(blamed)
            raise Broken(promised, seen, sides)

    def _states(self, name: str, modelled: Modelled) -> None:
        somebody = self.world.people[name]
        now = settings_of(somebody)["choices"]
        for choice in self._offered:
            wanted = "on" if modelled.choices[choice] else "off"
            seen = f"it is {'on' if now[NAMED[choice]] else 'off'}"
            kept = now[NAMED[choice]] == modelled.choices[choice]
            self._promise(kept, f"{choice} is {wanted} for {name}", seen, _about_choosing(choice, self._set_for(name)))
        opted_out = somebody.browser.call("getOptOut")["opted_out"]
        stands = "opted out" if modelled.browser.opted_out else "not opted out"
        promised = f"the choice page says that the browser of {name} has {stands}"
        blamed = _about_opting_out(modelled, self._set_for(name))
        self._promise(opted_out == modelled.browser.opted_out, promised, "it says otherwise", *blamed)
        if not modelled.choices[SHARING]:
            shared = shared_about(self.world, somebody)
            promised = f"nothing about {name} is shared with partners"
            self._promise(not shared, promised, ", ".join(shared), "introduction.choose-use-and-sharing")

    def _set_for(self, name: str) -> str:
        return self._last.sets_for(name) if self._last else ""

    def _alike(self, thing: str) -> None:
        twins = [self.world.people[name] for name in self.model]
        one, other = self.model.values()
        if one.choices != other.choices or one.usable(thing) is None or one.usable(thing) != other.usable(thing):
            return
        blamed = one.reasons(thing) | other.reasons(thing) or {LEAK}
        for place in self._comparable():
            for what, look in (("ads", in_the_ads), ("home feed", in_the_home_feed)):
                first, second = (_about(look(self.world, twin, [place]), thing) for twin in twins)
                promised = f"the twins see the same about {thing} in the {what}, in the {place}"
                seen = f"one twin: {_in_words(first)}; the other twin: {_in_words(second)}"
                self._promise(first == second, promised, seen, *blamed, sides=side_by_side(first, second))

    def _comparable(self) -> Iterator[str]:
        """Give the places where the twins' own controls stand alike."""
        one, other = self.model.values()
        if one.browser == other.browser and not one.browser.do_not_track:
            yield BROWSER
        if one.phones and other.phones and one.phones[-1] == other.phones[-1]:
            yield APP


def zip_groups(moves_of_each: Iterable[tuple[list[Move], ...]]) -> list[list[Move]]:
    """Put the moves of one kind together, whoever makes them."""
    return [list(chain.from_iterable(kind)) for kind in zip(*moves_of_each, strict=True)]


def _signals(who: str, done: Iterable[tuple[str, str]], *, in_app: bool = False) -> Iterator[Move]:
    for words, kind in done:
        thing = "" if kind == "list" else THING
        act = f"{who} {words.format(THING)}"
        yield Move(who, (act,), lambda m, k=kind, t=thing: m.does(k, t, in_app=in_app))


def _choices(who: str, offered: Iterable[str]) -> Iterator[Move]:
    for choice in offered:
        for state in ("off", "on"):
            words = f"{who} turns {choice} {state} in the account settings"
            yield Move(who, (words,), lambda m, c=choice, on=state == "on": m.choices.update({c: on}), choice)


def _new_phones(who: str) -> Iterator[Move]:
    for system in SYSTEMS if who == EACH else ():
        words = f"{who} has another phone with {system}"
        yield Move(who, (words,), lambda m, system=system: m.phones.append(Phone(system)))


def _browser_moves(who: str) -> Iterator[Move]:
    words = f"{who} opts out on the choice page"
    yield Move(who, (words,), lambda m: setattr(m.browser, "opted_out", True), THE_OPT_OUT)
    for state in ("on", "off"):
        words = f"{who} turns the browser's Do Not Track {state}"
        yield Move(who, (words,), lambda m, on=state == "on": setattr(m.browser, "do_not_track", on))
    yield Move(who, (f"{who} signs in again",), lambda _: None)
    yield Move(who, (f"{who} signs in, in another browser",), lambda m: m.browsers.append(Browser()))
    words = f"{who} goes back to the first browser"
    yield Move(who, (words,), lambda m: m.browsers.append(m.browsers.pop(0)))
    words = f"{who} clears the browser's cookies"
    yield Move(who, (words, f"{who} signs in again"), _clears_cookies, THE_COOKIES)


def _clears_cookies(somebody: Modelled) -> None:
    somebody.browser.forgotten = True
    somebody.browsers[-1] = Browser(do_not_track=somebody.browser.do_not_track)


def _phone_moves(who: str, systems: set[str]) -> Iterator[Move]:
    if systems == {"Android"}:
        yield Move(who, (f"{who} opts out on the phone",), lambda m: setattr(m.phones[-1], "opted_out", True))
        words = f"{who} resets the phone's advertising identifier"
        yield Move(who, (words,), lambda m: setattr(m.phones[-1], "resets", m.phones[-1].resets + 1))
    for answer in (ALLOW, REFUSE) if systems == {"iOS"} else ():
        words = f"{who} selects “{answer}”"
        yield Move(who, (words,), lambda m, a=answer: setattr(m.phones[-1], "answer", a))


def _about_choosing(choice: str, last_set: str) -> str:
    """Give the sentence that a choice breaks which stands wrong after what was done last."""
    if last_set == choice:
        return "settings.web.save"
    if last_set in CHOICES:
        return "settings.web.adjust"
    return "turn-off.account-settings" if choice == PERSONALIZATION else "introduction.choose-use-and-sharing"


def _about_opting_out(modelled: Modelled, last_set: str) -> tuple[str, ...]:
    """Give the sentences that the choice page breaks which says the opposite after what was done last."""
    if modelled.browser.opted_out:
        kept_before = last_set != THE_OPT_OUT
        return ("web-activity.opt-out-of-targeted-ads" if kept_before else "web-activity.provides-opt-out",)
    if last_set == THE_COOKIES:
        return ("web-activity.cleared-cookies",)
    elsewhere = any(browser.opted_out for browser in modelled.browsers)
    return ("web-activity.not-apps-or-other-browsers" if elsewhere else "web-activity.provides-opt-out",)


def _about(seen: Seen, thing: str) -> Seen:
    subject = "-".join(thing.split()[1:])
    return {one for one in seen if one[1] == subject and not one[0].startswith("third-party")}


def _in_words(seen: Seen) -> str:
    return (
        "; ".join(sorted(f"{what}, because of {', '.join(sorted(why)) or 'nothing'}" for what, _, why in seen))
        or "none"
    )
