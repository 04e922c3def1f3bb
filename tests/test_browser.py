"""The reference's pages in a real browser: accessible, in their places, and third parties to each other."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal
from urllib.parse import quote

import pytest
from chromium import ARGUMENTS, SIZES, chromium, opened, playwright, the_browser, violations_of
from playwright.sync_api import BrowserContext, Page, Playwright
from thorough import first_at_once

from asadvertised.target.client import Target

__all__ = ["chromium", "opened", "playwright"]  # the fixtures of the browser

Role = Literal["button", "link", "switch"]
ARTICLE = "/en/article/personalization-and-data"
# The publisher's own page nests one `main` in another, and so has ours.
NESTED = {"landmark-main-is-top-level", "landmark-no-duplicate-main"}
SMALLEST = 44
TOO_SMALL = """smallest => [...document.querySelectorAll("a, button, summary, [type=submit]")]
  .filter(found => found.checkVisibility() && getComputedStyle(found).display !== "inline")
  .filter(found => !found.matches(".visually-hidden, .skip"))
  .map(found => [found.textContent.trim(), found.getBoundingClientRect()])
  .filter(([_, box]) => box.width < smallest || box.height < smallest)
  .map(([name, box]) => `${name}: ${box.width} x ${box.height}`)"""


def click(page: Page, role: Role, name: str) -> None:
    """Click something that leads to another page, and wait until that one is there."""
    with page.expect_navigation():
        page.get_by_role(role, name=name, exact=True).click()


@dataclass
class World:
    """A service with something on its pages, and one person who can sign in."""

    target: Target
    email: str
    password: str
    shop: str
    pin: str
    subject: str

    @property
    def url(self) -> str:
        """Give the service's address."""
        return self.target.url

    def elsewhere(self, name: str, path: str) -> str:
        """Give the address of a page under another name of this machine."""
        return f"{self.url.replace('127.0.0.1', f'{name}.localhost')}{path}"

    def phone(self, platform: str, version: str) -> str:
        """Give a new phone."""
        made = self.target.agent("seam").call("createPhone", {"platform": platform, "os_version": version})
        return str(made["id"])

    def signs_in(self, page: Page) -> None:
        """Fill in the form that is open."""
        page.get_by_label("Email").fill(self.email)
        page.get_by_label("Password").fill(self.password)
        click(page, "button", "Log in")


def world_of(target: Target, **facts: str) -> World:
    seam, owner = target.agent("seam"), target.agent("owner")
    person = seam.call("createPerson", {"country": "US", "birth_date": "1990-01-01", **facts})
    subject = f"shoes of {person['id']}"
    made = seam.call("createAdvertiser", {"name": "Fine Shoes"})
    owner.token = made["token"]
    owner.call("createAd", {"subject": subject})
    pin = seam.call("publishPin", {"subject": subject})["id"]
    return World(target, person["email"], person["password"], made["id"], pin, subject)


@pytest.fixture
def world(target: Target) -> World:
    return world_of(target)


def on_the_web(world: World, page: Page) -> Iterator[str]:
    """Walk through the web layout, and name each page."""
    page.goto(f"{world.url}/site")
    yield "sign-in"
    world.signs_in(page)
    for path in (f"search?about={quote(world.subject)}", f"pins/{world.pin}", "boards", "home"):
        page.goto(f"{world.url}/site/{path}")
        yield path
    page.locator("summary").first.click()
    yield "home, with a reason"
    for name in ("More options", "Settings", "Privacy and data"):
        click(page, "link", name)
        yield name
    other = page.context.new_page()
    other.goto(page.url)
    other.get_by_label("Information from partners").uncheck()
    click(other, "button", "Save")
    other.close()
    page.get_by_label("Sharing with partners").uncheck()
    click(page, "button", "Save")
    yield "a form that was old"
    click(page, "button", "Save")
    yield "saved"
    page.goto(f"{world.url}/site/nowhere")
    yield "nowhere"


def in_the_app(world: World, page: Page, platform: str, photo: tuple[str, ...]) -> Iterator[str]:
    """Walk through the app's layout, and name each page."""
    root = f"{world.url}/app/{platform}/{world.phone(platform, '17.0')}"
    page.goto(root)
    if platform == "ios":
        yield "ios: permission"
        click(page, "button", "Allow")
    yield f"{platform}: sign-in"
    world.signs_in(page)
    yield f"{platform}: home"
    for name in (*photo, "Privacy and data"):
        click(page, "link", name)
        yield f"{platform}: {name}"
    click(page, "switch", "Personalization")
    yield f"{platform}: switched"
    page.goto(f"{root}/boards")
    yield f"{platform}: boards"


def on_the_phone(world: World, page: Page, phone: str, name: str) -> Iterator[str]:
    """Walk through a phone's own settings, and name each page."""
    page.goto(f"{world.url}/device/{phone}")
    yield "device"
    click(page, "link", "Privacy")
    yield "device: privacy"
    click(page, "link", name)
    yield f"device: {name}"


def off_pinterest(world: World, page: Page) -> Iterator[str]:
    """Open the pages of others, what they embed, and the help pages, and name each."""
    about = f"?about={quote(world.subject)}"
    for name, path in (
        ("choices", "/choices"),
        ("pages", f"/others/pages/save-button{about}"),
        ("pages", f"/others/pages/widget{about}"),
        *(("shop", f"/others/shop/{world.shop}{step}{about}") for step in ("", "/check-out", "/thanks")),
    ):
        page.goto(world.elsewhere(name, path))
        yield path
    for path in ("/embedded/choice", f"/embedded/save-button{about}", f"/embedded/widget{about}", "/en/contact"):
        page.goto(world.url + path)
        yield path
    page.goto(world.url + ARTICLE)
    yield ARTICLE
    page.get_by_label("No").check()
    yield f"{ARTICLE}, answered"
    click(page, "button", "Submit")
    yield "thanks"


def every_page(world: World, page: Page) -> Iterator[str]:
    """Open every page of the reference, and name each."""
    yield from on_the_web(world, page)
    yield from in_the_app(world, page, "ios", ("Your profile picture", "Your profile photo"))
    business = world_of(world.target, account="business")
    yield from in_the_app(business, page, "android", ("Your profile photo", "More options (ellipsis)"))
    for platform, version, name in (
        ("android", "14", "Ads"),
        ("ios", "17.0", "Tracking"),
        ("ios", "14.4", "Advertising"),
    ):
        yield from on_the_phone(world, page, world.phone(platform, version), name)
    yield from off_pinterest(world, page)


@pytest.mark.parametrize(
    ("size", "scheme"), first_at_once([("desktop", "light"), ("tablet", "dark"), ("phone", "light")])
)
def test_every_page_is_accessible(opened: Callable[..., Page], world: World, size: str, scheme: str) -> None:
    page, looked_at, found = opened(size, color_scheme=scheme), 0, []
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    for name in every_page(world, page):
        lawful = NESTED if name.startswith(ARTICLE) else set()
        found += [f"{name}: {rule} {html}" for rule, html in violations_of(page) if rule not in lawful]
        found += [f"{name}: too small: {small}" for small in page.evaluate(TOO_SMALL, SMALLEST)]
        found += [f"{name}: wider than the screen"] * page.evaluate("document.documentElement.scrollWidth > innerWidth")
        looked_at += 1
    assert looked_at > 40
    assert found == []
    assert [text for text in said if "status of 40" not in text] == []


@pytest.mark.parametrize("size", SIZES)
def test_things_are_where_the_article_says(opened: Callable[..., Page], world: World, size: str) -> None:
    page = opened(size)
    page.goto(f"{world.url}/site")
    world.signs_in(page)
    assert corner_of(page, "More options") == "bottom left"
    page.goto(f"{world.url}/app/android/{world.phone('android', '14')}")
    world.signs_in(page)
    assert corner_of(page, "Your profile picture") == "bottom right"
    click(page, "link", "Your profile picture")
    assert corner_of(page, "Your profile photo") == "top left"
    business = world_of(world.target, account="business")
    page.goto(f"{world.url}/app/android/{world.phone('android', '14')}")
    business.signs_in(page)
    assert corner_of(page, "Your profile photo") == "bottom right"
    click(page, "link", "Your profile photo")
    assert corner_of(page, "More options (ellipsis)") == "top right"


def corner_of(page: Page, name: str) -> str:
    """Tell in which corner a link is: all of it within a hundred pixels of both edges."""
    box, screen = page.get_by_role("link", name=name, exact=True).bounding_box(), page.viewport_size
    assert box is not None
    assert screen is not None
    right, bottom = screen["width"] - box["x"] - box["width"], screen["height"] - box["y"] - box["height"]
    down = "top" if box["y"] < 20 else "bottom" if 0 <= bottom < 20 else "middle"
    across = "left" if box["x"] < 20 else "right" if 0 <= right < 20 else "middle"
    return f"{down} {across}"


@pytest.fixture
def profiled(playwright: Playwright, tmp_path: Path) -> Iterator[Callable[..., Page]]:
    contexts: list[BrowserContext] = []

    def open_page(**preferences: object) -> Page:
        folder = tmp_path / f"profile-{len(contexts)}"
        (folder / "Default").mkdir(parents=True)
        (folder / "Default" / "Preferences").write_text(json.dumps(preferences), encoding="utf-8")
        launch = playwright.chromium.launch_persistent_context
        contexts.append(launch(folder, executable_path=the_browser(), args=ARGUMENTS))
        return contexts[-1].new_page()

    yield open_page
    for context in contexts:
        context.close()


THIRD_PARTY_COOKIES = {"cookie_controls_mode": 0}


def subjects(world: World, page: Page) -> list[str]:
    page.goto(f"{world.url}/site/home")
    return [card.inner_text() for card in page.locator("[data-ad] .subject").all()]


def in_the_shop(world: World, page: Page) -> None:
    """Look at something in the shop, whose tag is a third party there."""
    page.goto(world.elsewhere("shop", f"/others/shop/{world.shop}?about={quote(world.subject)}"))
    page.wait_for_load_state("networkidle")


@pytest.mark.parametrize("do_not_track", [False, True])
def test_the_tag_is_a_third_party_and_heeds_the_browsers_own_header(
    profiled: Callable[..., Page], world: World, do_not_track: bool
) -> None:
    page = profiled(profile=THIRD_PARTY_COOKIES, enable_do_not_track=do_not_track)
    page.goto(f"{world.url}/site")
    world.signs_in(page)
    in_the_shop(world, page)
    assert (world.subject in subjects(world, page)) is not do_not_track


def test_a_browser_without_third_party_cookies_is_not_known_to_the_tag(
    profiled: Callable[..., Page], world: World
) -> None:
    page = profiled()
    page.goto(f"{world.url}/site")
    world.signs_in(page)
    in_the_shop(world, page)
    assert world.subject not in subjects(world, page)


def test_the_choice_page_opts_out_until_cookies_are_cleared(profiled: Callable[..., Page], world: World) -> None:
    page = profiled(profile=THIRD_PARTY_COOKIES)
    page.goto(f"{world.url}/site")
    world.signs_in(page)
    in_the_shop(world, page)
    page.goto(world.elsewhere("choices", "/choices"))
    frame = page.frame_locator("iframe")
    frame.get_by_role("button", name="Opt out").click()
    frame.get_by_text("This browser has opted out.").wait_for()
    assert world.subject not in subjects(world, page)
    assert not [one for one in page.context.cookies() if "choices" in str(one["domain"])]
    page.context.clear_cookies()
    page.goto(world.elsewhere("choices", "/choices"))
    frame.get_by_text("This browser has not opted out.").wait_for()


def test_where_third_party_cookies_are_blocked_the_frame_leads_to_a_page_that_works(
    profiled: Callable[..., Page], world: World
) -> None:
    page = profiled()
    page.goto(world.elsewhere("choices", "/choices"))
    frame = page.frame_locator("iframe")
    frame.get_by_role("button", name="Opt out").click()
    frame.get_by_role("heading", name="Nothing was changed").wait_for()
    frame.get_by_role("link", name="Open it on a page of its own").click()
    page.wait_for_url(f"{world.url}/embedded/choice")
    click(page, "button", "Opt out")
    page.get_by_text("This browser has opted out.").wait_for()


def test_a_page_that_was_gone_back_to_shows_what_holds(opened: Callable[..., Page], world: World) -> None:
    page = opened("desktop")
    page.goto(f"{world.url}/site/settings/privacy-and-data")
    world.signs_in(page)
    page.get_by_label("Activity on Pinterest").uncheck()
    click(page, "button", "Save")
    page.goto(f"{world.url}/site/home")
    for _ in range(2):
        page.go_back()
        assert page.get_by_label("Activity on Pinterest").is_checked() is False


def test_the_panels_can_be_followed_by_keyboard(opened: Callable[..., Page], world: World) -> None:
    page = opened("desktop")
    page.goto(f"{world.url}/site")
    world.signs_in(page)
    for name in ("More options", "Settings", "Privacy and data"):
        reach(page, name)
        with page.expect_navigation():
            page.keyboard.press("Enter")
    reach(page, "Activity on Pinterest")
    page.keyboard.press("Space")
    reach(page, "Save")
    page.keyboard.press("Enter")
    page.get_by_role("status").wait_for()
    assert page.get_by_label("Activity on Pinterest").is_checked() is False


def reach(page: Page, name: str) -> None:
    """Press Tab until something of this name has the focus, which has to be seen."""
    named = "e.ariaLabel || e.labels?.[0]?.textContent || e.textContent.trim()"
    focused = f"(e => [{named}, getComputedStyle(e).outlineStyle])(document.activeElement)"
    for _ in range(30):
        page.keyboard.press("Tab")
        found, outline = page.evaluate(focused)
        if found == name:
            assert outline == "solid"
            return
    pytest.fail(f"{name} is out of the keyboard's reach")
