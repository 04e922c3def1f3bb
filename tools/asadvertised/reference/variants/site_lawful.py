"""Pages that keep every promise and are not the reference's: other words, looks, orders and elements."""

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from asadvertised.reference.rendering import Pages
from asadvertised.reference.variants.catalogue import Part, Variant, keeps
from asadvertised.reference.variants.editing import edited, restyled, rewritten
from asadvertised.reference.views import DeviceView, HomeView, Place, SettingsView, SignInView

HELP = "/en/article/personalization-and-data"
MENUS = ("page_of_more_options", "page_of_web_account", "page_of_app_account")
WAYS = (*MENUS, "page_of_web_home", "page_of_app_home", "page_of_app_profile")
NAMED = ("More options", "Settings", "Privacy and data", "Your profile picture", "Your profile photo")
SAVE = '<button class="primary" type="submit">Save</button>'
LINK = r'<a class="((?:row|tile)[^"]*)" href="([^"]*)"([^>]*)>(.*?)</a>'


def _changed(names: tuple[str, ...], change: Callable[[str], str]) -> dict[str, Part]:
    def of(name: str) -> Part:
        return lambda view: change(getattr(Pages, name)(view))

    return {name: of(name) for name in names}


def _in_other_words(page: Callable[[SettingsView], str]) -> Part:
    def show(view: SettingsView) -> str:
        rows = (replace(row, explained=f"About this: {row.label.lower()}, on or off.") for row in view.rows)
        return edited(page(replace(view, rows=tuple(rows))), ("does not apply to", "leaves out"))

    return show


def _with_more_entries(html: str) -> str:
    rows = re.findall(r'<li><a class="row".*?</li>', html, re.DOTALL)
    more = [f'<li><a class="row" href="{HELP}?about={name}">{name}</a></li>' for name in ("Your data", "Profile")]
    return rewritten(html, r'(<ul class="rows">).*?(</ul>)', r"\1" + "".join([more[0], *rows[::-1], more[1]]) + r"\2")


def _in_capitals(html: str) -> str:
    for name in NAMED:
        html = html.replace(f'"{name}', f'"{name.upper()}').replace(f">{name}<", f">{name.title()}<")
    return html


def _as_buttons(html: str) -> str:
    button = r'<form method="get" action="\2"><button type="submit" class="\1"\3>\4</button></form>'
    return rewritten(html, LINK, button)


def _as_a_menu(html: str) -> str:
    html = rewritten(html, r'<ul class="rows">', '<ul class="rows" role="menu" aria-labelledby="menu">')
    return edited(html, ('<li><a class="row"', '<li role="none"><a role="menuitem" class="row"'))


def _with_a_banner(html: str) -> str:
    banner = f'<aside class="notice" aria-label="Cookies">We use cookies. <a href="{HELP}">More about them</a></aside>'
    return rewritten(html, '(<main id="content">.*?)(</main>)', rf"\1{banner}\2")


def _greets_at_log_in(view: SignInView) -> str:
    words = ((">Log in to Pinterest<", ">Welcome back<"), (">Email<", ">Your email address<"))
    return edited(Pages.page_of_sign_in(view), *words, (">Password<", ">Your password<"))


def _says_nothing(page: Callable[[SettingsView], str]) -> Part:
    return lambda view: page(replace(view, changed=False))


def _with_switches(view: SettingsView) -> str:
    return edited(Pages.page_of_web_settings(view), ('type="checkbox"', 'type="checkbox" role="switch"'))


def _saves_above(view: SettingsView) -> str:
    html = edited(Pages.page_of_web_settings(view), (SAVE, ""))
    return edited(html, ('<fieldset class="choices">', f'{SAVE}<fieldset class="choices">'))


def _asks_in_another_order(view: DeviceView) -> str:
    return rewritten(Pages.page_of_permission(view), r"(<button.*?</button>)\s*(<button.*?</button>)", r"\2\1")


def _menu_on_the_page(view: HomeView) -> str:
    decoration: dict[str, Any] = {"ads": view.ads[::-1], "pins": view.pins[::-1]}
    return _with_a_banner(Pages.page_of_web_home(replace(view, **decoration)))


def _with_a_hint(place: Place) -> str:
    return rewritten(
        Pages.page_of_app_profile(place), "(<main[^>]*>)", r"\1<p>Tap to see your profile photo large.</p>"
    )


OTHER_COLOURS = (
    ":root { --ground: #fffbe8; --raised: #fffdf4; --soft: #f3ecd0; --line: #c9bf95; --accent: #14532d; } "
    "@media (prefers-color-scheme: dark) { :root { --ground: #0b1220; --soft: #17223b; --accent: #8be0a8; } } "
    "body { font-family: Georgia, serif; } button, .button, .row, .tile { border-radius: .25rem; }"
)
SHIFTED = (
    ".foot { left: 1.75rem; bottom: 1.75rem; } .tabs { padding: 0 1.5rem; } .bar { padding: .3rem 1.25rem; } "
    "@media (max-width: 47.99rem) { .foot { left: 0; bottom: 0; padding: 0 1.5rem; } }"
)
AS_BUTTONS = (
    "form:has(> .row, > .tile) { display: contents; } button.tile { background: none; } button.row { width: 100%; }"
)
SHOWN_TRAP = ".trap { display: block; }"
SETTINGS_IN_OTHER_WORDS: dict[str, Part] = {
    "page_of_web_settings": _in_other_words(Pages.page_of_web_settings),
    "page_of_app_settings": _in_other_words(Pages.page_of_app_settings),
}
SAYS_NOTHING: dict[str, Part] = {
    "page_of_web_settings": _says_nothing(Pages.page_of_web_settings),
    "page_of_app_settings": _says_nothing(Pages.page_of_app_settings),
}
BUTTONS = _changed(WAYS, _as_buttons) | {"stylesheet": lambda: restyled(AS_BUTTONS)}
DECORATED: dict[str, Part] = {"page_of_web_home": _menu_on_the_page, "page_of_app_profile": _with_a_hint}

for variant in (
    Variant("explains-choices-otherwise", "Explains the choices in other words.", SETTINGS_IN_OTHER_WORDS),
    Variant("greets-at-log-in", "Greets whoever logs in, in other words.", {"page_of_sign_in": _greets_at_log_in}),
    Variant("has-other-colours", "Other colours and letters.", {"stylesheet": lambda: restyled(OTHER_COLOURS)}),
    Variant("shifts-icons", "Icons somewhat further in.", {"stylesheet": lambda: restyled(SHIFTED)}),
    Variant("writes-in-capitals", "Names in capitals, by style.", {"stylesheet": lambda: restyled(
        "a, button, label { text-transform: uppercase; }")}),
    Variant("names-in-capitals", "Names with other capitals.", _changed(WAYS, _in_capitals)),
    Variant("has-longer-menus", "More entries, in another order.", _changed(MENUS, _with_more_entries)),
    Variant("has-a-menu-for-a-list", "The menu is a menu by its role.", _changed(MENUS[:1], _as_a_menu)),
    Variant("has-buttons-for-links", "Buttons where links were.", BUTTONS),
    Variant("decorates-pages", "A cookie banner, a hint, and the feed in another order.", DECORATED),
    Variant("has-switches-on-the-web", "Switches for boxes on the web.", {"page_of_web_settings": _with_switches}),
    Variant("saves-above", "The Save button before the choices.", {"page_of_web_settings": _saves_above}),
    Variant("says-nothing-of-saving", "Saves and switches without a word.", SAYS_NOTHING),
    Variant("asks-in-another-order", "“Allow” comes first.", {"page_of_permission": _asks_in_another_order}),
    Variant("shows-the-trap", "People see the field, and its words.", {"stylesheet": lambda: restyled(SHOWN_TRAP)}),
):  # fmt: skip
    keeps(variant)
