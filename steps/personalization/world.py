"""What one scenario has made: its people, their browsers and phones, its shops and things."""

from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from secrets import token_hex

from asadvertised.outcome import CouldNotTell
from asadvertised.suite.trying import Experimenter, shuffle
from asadvertised.target.client import Agent, Target
from asadvertised.target.pages.own import OwnBrowser
from asadvertised.target.pages.visitor import Visitor
from asadvertised.target.trials import Trials

TOGETHER = {
    "each twin": ("one twin", "the other twin"),
    "each of the three": (
        "the one who turns 16 tomorrow",
        "the one who turns 16 today",
        "the one who turned 16 yesterday",
    ),
}


def utc_today() -> date:
    """Give the day by which the contract counts ages."""
    return datetime.now(UTC).date()


@dataclass
class Phone:
    """A phone of somebody's, with the app signed in on it."""

    id: str
    advertising_id: str
    app: Agent


@dataclass
class Somebody:
    """A person of the scenario; `browser` and `phone` are the ones in use, the first ones stay at home.

    `role` is what steps call them; several share it where a service is asked by experiment.
    """

    role: str
    name: str
    id: str
    email: str
    password: str
    made_on: date
    browsers: list[Agent] = field(default_factory=list)
    phones: list[Phone] = field(default_factory=list)

    @property
    def browser(self) -> Agent:
        """The browser in use."""
        return self.browsers[-1]

    @property
    def phone(self) -> Phone:
        """The phone in use."""
        return self.phones[-1]


@dataclass
class Shop:
    """An advertiser of the scenario."""

    id: str
    agent: Agent


@dataclass
class World:
    """Everything that a scenario made; it touches nothing else. Of `visitors`, steps speak of the last."""

    service: Target
    trials: Trials = field(default_factory=Trials)
    people: dict[str, Somebody] = field(default_factory=dict)
    shops: list[Shop] = field(default_factory=list)
    mark: str = field(default_factory=lambda: token_hex(6))
    pins: dict[str, str] = field(default_factory=dict)
    noted: dict[str, object] = field(default_factory=dict)
    visitors: list[Visitor] = field(default_factory=list)
    own_browsers: dict[str, OwnBrowser] = field(default_factory=dict)
    panel: str = ""
    layout: str = ""

    def __post_init__(self) -> None:
        self.seam = self.service.agent("the harness")
        self.experimenter = Experimenter(self.service)

    def who(self, who: str) -> list[Somebody]:
        """Give whom a step speaks of, in the order in which they were made.

        Raises LookupError where nobody was made who plays the role.
        """
        roles = TOGETHER.get(who, (who,))
        found = [somebody for somebody in self.people.values() if somebody.role in roles]
        if not found:
            raise LookupError(who)
        return found

    @property
    def twins(self) -> tuple[list[Somebody], list[Somebody]]:
        """The two who are alike in everything but one act, or as many pairs of them as the trials want."""
        return self.who("one twin"), self.who("the other twin")

    @property
    def shop(self) -> Shop:
        """The shop that steps speak of."""
        return self.shops[0]

    def subject(self, thing: str) -> str:
        """Give a subject that no other scenario, run or user knows."""
        return f"{'-'.join(thing.split()[1:])}-{self.mark}"

    def is_own(self, subject: str) -> bool:
        """Tell whether a subject is this scenario's."""
        return subject.endswith(self.mark)

    def make_people(self, *roles: str, **facts: str | None) -> None:
        """Make as many people for each role as the trials want, who are dealt to the roles at random."""
        if self.trials.people == 1:
            names = [(role, role) for role in roles]
        else:
            names = [(role, f"{role}, no. {n + 1}") for role in roles for n in range(self.trials.people)]
            shuffle(names)
        for role, name in names:
            self._make(role, name, facts)

    def make_person(self, name: str, **facts: str | None) -> Somebody:
        """Make a person who is signed in, in a browser of their own."""
        return self._make(name, name, facts)

    def _make(self, role: str, name: str, facts: dict[str, str | None]) -> Somebody:
        made = self.seam.call("createPerson", facts)
        somebody = Somebody(role, name, made["id"], made["email"], made["password"], utc_today())
        self.people[name] = somebody
        self.open_browser(somebody)
        return somebody

    def open_browser(self, somebody: Somebody) -> None:
        """Let somebody sign in, in a browser not used before."""
        number = len(somebody.browsers) + 1
        somebody.browsers.append(self.service.agent(f"{somebody.name}, browser {number}"))
        self.sign_in(somebody)

    def sign_in(self, somebody: Somebody) -> None:
        """Let somebody sign in, in the browser in use."""
        credentials = {"email": somebody.email, "password": somebody.password}
        somebody.browser.token = somebody.browser.call("signInOnWeb", credentials)["token"]

    def make_phone(self, somebody: Somebody, platform: str, os_version: str) -> None:
        """Give somebody a phone with the app on it, and sign them in there."""
        made = self.seam.call("createPhone", {"platform": platform, "os_version": os_version})
        app = self.service.agent(f"{somebody.name}, phone {len(somebody.phones) + 1}")
        credentials = {"email": somebody.email, "password": somebody.password, "phone": made["id"]}
        app.token = app.call("signInInApp", credentials)["token"]
        somebody.phones.append(Phone(made["id"], made["advertising_id"], app))

    def make_shop(self) -> Shop:
        """Make an advertiser."""
        made = self.seam.call("createAdvertiser", {"name": f"shop-{self.mark}"})
        shop = Shop(made["id"], self.service.agent("the shop"))
        shop.agent.token = made["token"]
        self.shops.append(shop)
        return shop

    def leave_pages(self) -> None:
        """Close the browsers in which somebody looked at pages."""
        for visitor in self.visitors:
            visitor.close()

    def remove(self) -> None:
        """Remove the people and the shops again, if the service still answers."""
        with suppress(CouldNotTell):
            self.remove_all()

    def remove_all(self) -> None:
        """Remove the people and the shops again.

        Raises CouldNotTell where that is not possible.
        """
        while self.people:
            self.seam.call("removePerson", person=self.people.popitem()[1].id)
        while self.shops:
            self.seam.call("removeAdvertiser", advertiser=self.shops.pop().id)
