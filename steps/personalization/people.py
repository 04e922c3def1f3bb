"""Who there is: a person, or twins who are alike in everything."""

from datetime import date, timedelta

from pytest_bdd import given, parsers

from .words import act
from .world import TOGETHER, World, utc_today

GROWN_UP = "1990-06-15"
HOME = "US"
TWINS = TOGETHER["each twin"]


def born(years: int, days: int = 0) -> str:
    """Give the birth date of somebody who turns so many years old so many days from today."""
    day = utc_today() + timedelta(days=days)
    try:
        return day.replace(year=day.year - years).isoformat()
    except ValueError:
        return date(day.year - years, 3, 1).isoformat()


@act("a person")
def _(world: World) -> None:
    world.make_person("the person", birth_date=GROWN_UP, country=HOME)


@given(parsers.re(r"a person with an? (?P<account>personal|business) account$"))
def _(world: World, account: str) -> None:
    world.make_person("the person", birth_date=GROWN_UP, country=HOME, account=account)


@given(parsers.re(r"a person with a business account in (?P<country>.+) \((?P<code>[A-Z]{2})\)$"))
def _(world: World, code: str) -> None:
    world.make_person("the person", birth_date=GROWN_UP, country=code, account="business")


@given(parsers.re(r"a person in (?P<country>.+) \((?P<code>[A-Z]{2})\)$"))
def _(world: World, code: str) -> None:
    world.make_person("the person", birth_date=GROWN_UP, country=code)


@given(parsers.re(r"a person of (?P<age>\d+) in (?P<country>.+) \((?P<code>[A-Z]{2})\)$"))
def _(world: World, age: str, code: str) -> None:
    world.make_person("the person", birth_date=born(int(age)), country=code)


@given(parsers.re(r"a person of (?P<age>\d+) with a business account in (?P<country>.+) \((?P<code>[A-Z]{2})\)$"))
def _(world: World, age: str, code: str) -> None:
    world.make_person("the person", birth_date=born(int(age)), country=code, account="business")


@given(
    parsers.re(r"a person who turns (?P<age>\d+) (?P<when>today|tomorrow) in (?P<country>.+) \((?P<code>[A-Z]{2})\)$")
)
def _(world: World, age: str, when: str, code: str) -> None:
    world.make_person("the person", birth_date=born(int(age), int(when == "tomorrow")), country=code)


@given(parsers.re(r"a person of unknown age in (?P<country>.+) \((?P<code>[A-Z]{2})\)$"))
def _(world: World, code: str) -> None:
    world.make_person("the person", country=code)


@given("a person whose country is unknown")
def _(world: World) -> None:
    world.make_person("the person", birth_date=GROWN_UP)


@given(
    parsers.re(
        r"three people in (?P<country>.+) \((?P<code>[A-Z]{2})\):"
        r" one turns 16 tomorrow, one turns 16 today, one did yesterday$"
    )
)
def _(world: World, code: str) -> None:
    for name, days in zip(TOGETHER["each of the three"], (1, 0, -1), strict=True):
        world.make_person(name, birth_date=born(16, days), country=code)


@given("a guest")
def _(world: World) -> None:
    world.make_people("the guest", birth_date=GROWN_UP, country=HOME)


@act("twins")
def _(world: World) -> None:
    world.make_people(*TWINS, birth_date=GROWN_UP, country=HOME)


@given(parsers.re(r"twins in (?P<country>.+) \((?P<code>[A-Z]{2})\)$"))
def _(world: World, code: str) -> None:
    world.make_people(*TWINS, birth_date=GROWN_UP, country=code)


@given(parsers.re(r"twins of (?P<age>\d+) in (?P<country>.+) \((?P<code>[A-Z]{2})\)$"))
def _(world: World, age: str, code: str) -> None:
    world.make_people(*TWINS, birth_date=born(int(age)), country=code)


@act("WHO signs in, in another browser")
def _(world: World, who: str) -> None:
    for somebody in world.who(who):
        world.open_browser(somebody)


@act("WHO goes back to the first browser")
def _(world: World, who: str) -> None:
    for somebody in world.who(who):
        somebody.browsers.append(somebody.browsers.pop(0))


@act("WHO signs in again")
def _(world: World, who: str) -> None:
    for somebody in world.who(who):
        world.sign_in(somebody)


@act("the guest signs in, in the browser of WHO")
def _(world: World, who: str) -> None:
    for guest, somebody in zip(world.who("the guest"), world.who(who), strict=True):
        guest.browsers.append(somebody.browser.with_the_same_cookies(f"the guest, in {somebody.browser.name}"))
        world.sign_in(guest)
