"""The web panel's pages: icons, links, choices and Save that are elsewhere, otherwise called, dead, or not there."""

from dataclasses import replace

from asadvertised.reference.model import Choice, Choices, Surface
from asadvertised.reference.rendering import Pages
from asadvertised.reference.rules import choices
from asadvertised.reference.variants.catalogue import violates
from asadvertised.reference.variants.editing import edited, restyled, rewritten, without_row
from asadvertised.reference.views import HomeView, Place, SettingsView

MORE = "settings.web.more-options"
SETTINGS = "settings.web.settings"
PRIVACY = "settings.web.privacy-and-data"
ADJUST = "settings.web.adjust"
SAVE = "settings.web.save"
OFF = "turn-off.account-settings"
OFF_ALL = "off-pinterest.opt-out-of-all"
OFF_BOTH = "turn-off.on-or-off-pinterest"
RESTS_ON_SETTINGS = ("introduction.choose-use-and-sharing", OFF, OFF_ALL, OFF_BOTH)
ICON = 'aria-label="More options" title="More options"'
BUTTON = '<button class="primary" type="submit">Save</button>'
CHOICES = '<fieldset class="choices">'


@violates(MORE, "stylesheet")
def more_options_is_at_the_top_right() -> str:
    """The More options icon stands at the top right."""
    return restyled(".foot { left: auto; right: 1rem; top: 1rem; bottom: auto; width: auto; height: auto; border: 0; }")


@violates(MORE, "stylesheet")
def more_options_is_at_the_bottom_right() -> str:
    """The More options icon stands at the bottom, on the other side."""
    return restyled(".foot { left: auto; right: 1rem; } .foot .quiet { display: none; }")


@violates(MORE, "stylesheet")
def more_options_is_in_the_middle_of_the_bottom() -> str:
    """The More options icon stands at the bottom, between left and right."""
    return restyled(".more { position: fixed; bottom: .25rem; left: 50%; translate: -50%; }")


@violates(MORE, "stylesheet")
def more_options_is_below_the_screen() -> str:
    """The More options icon stands below the lower edge of the screen, where nobody can scroll to."""
    return restyled(".foot { top: 120vh; bottom: auto; }")


@violates(MORE, "stylesheet")
def more_options_is_missing_on_narrow_screens() -> str:
    """Where the screen is narrow, there is no More options icon."""
    return restyled("@media (max-width: 47.99rem) { .more { display: none; } }")


@violates(MORE, "stylesheet")
def more_options_is_too_small() -> str:
    """The More options icon is eight pixels wide and high."""
    size = "width: 8px; height: 8px; min-width: 0; min-height: 0; padding: 0;"
    return restyled(f".more, .more .icon {{ {size} }}")


@violates(MORE, "stylesheet")
def more_options_is_covered() -> str:
    """Something lies over the More options icon, and takes the click."""
    place = "position: fixed; z-index: 8; left: 0; bottom: 0; width: 12rem; height: 8rem;"
    return restyled(f'.web::after {{ content: "New!"; {place} background: var(--soft); }}')


@violates(MORE, "stylesheet")
def more_options_cannot_be_seen() -> str:
    """The More options icon can be clicked by whoever knows where it is, and not be seen."""
    return restyled(".more { opacity: 0; }")


@violates(MORE, "page_of_web_home")
def more_options_is_called_otherwise(view: HomeView) -> str:
    """The icon at the bottom left is called "Menu"."""
    return edited(Pages.page_of_web_home(view), (ICON, 'aria-label="Menu" title="Menu"'))


@violates(MORE, "page_of_web_home")
def more_options_is_out_of_the_keyboards_reach(view: HomeView) -> str:
    """The More options icon is for those with a mouse: Tab passes it by."""
    return edited(Pages.page_of_web_home(view), (ICON, f'{ICON} tabindex="-1"'))


@violates(MORE, "page_of_web_home")
def more_options_leads_nowhere(view: HomeView) -> str:
    """The More options icon leads to a page that is not there."""
    return edited(Pages.page_of_web_home(view), ('/more-options"', '/more"'))


@violates(SETTINGS, "page_of_more_options")
def settings_is_not_in_the_menu(place: Place) -> str:
    """The menu behind More options has no Settings."""
    return without_row(Pages.page_of_more_options(place), "Settings")


@violates(SETTINGS, "page_of_more_options")
def settings_is_called_preferences(place: Place) -> str:
    """What the article calls Settings is called "Preferences"."""
    return edited(Pages.page_of_more_options(place), (">Settings<", ">Preferences<"))


@violates(PRIVACY, "page_of_more_options")
def settings_leads_to_the_help_page(place: Place) -> str:
    """Settings leads to the article that says to click Settings, where there is no Privacy and data."""
    return edited(Pages.page_of_more_options(place), (f"{place.root}/settings", "/en/article/personalization-and-data"))


@violates(SETTINGS, "stylesheet")
def settings_is_missing_on_narrow_screens() -> str:
    """Where the screen is narrow, the menu has no Settings."""
    return restyled("@media (max-width: 47.99rem) { .menu li:first-child { display: none; } }")


@violates(PRIVACY, "page_of_web_account")
def privacy_and_data_is_missing(place: Place) -> str:
    """The account settings have no Privacy and data."""
    return without_row(Pages.page_of_web_account(place), "Privacy and data")


@violates(PRIVACY, "page_of_web_account")
def privacy_and_data_is_called_otherwise(place: Place) -> str:
    """What the article calls Privacy and data is called "Your information"."""
    return edited(Pages.page_of_web_account(place), (">Privacy and data<", ">Your information<"))


@violates(PRIVACY, "page_of_web_account")
def privacy_and_data_leads_nowhere(place: Place) -> str:
    """Privacy and data leads to a page that is not there."""
    return edited(Pages.page_of_web_account(place), ("/privacy-and-data", "/privacy"))


def _kept(view: SettingsView, *gone: Choice) -> str:
    """Give fields that send choices as they stand, though nobody sees them."""
    on = (row.choice for row in view.rows if row.on and (row.choice in gone or not gone))
    return "".join(f'<input type="hidden" name="choice" value="{choice.value}">' for choice in on)


@violates(ADJUST, "page_of_web_settings", also=RESTS_ON_SETTINGS)
def the_settings_show_no_choices(view: SettingsView) -> str:
    """Privacy and data has a Save button and nothing to adjust."""
    return edited(Pages.page_of_web_settings(replace(view, rows=())), (CHOICES, f"{_kept(view)}{CHOICES}"))


@violates(ADJUST, "page_of_web_settings", also=RESTS_ON_SETTINGS)
def the_choices_are_greyed_out(view: SettingsView) -> str:
    """The choices are shown, and nobody can change them."""
    html = Pages.page_of_web_settings(view)
    return edited(html, ('type="checkbox"', 'type="checkbox" disabled'), (CHOICES, f"{_kept(view)}{CHOICES}"))


@violates(ADJUST, "stylesheet", also=RESTS_ON_SETTINGS)
def the_choices_cannot_be_seen_on_narrow_screens() -> str:
    """Where the screen is narrow, the choices have their names and no boxes to tick."""
    return restyled(
        "@media (max-width: 47.99rem) { .choice input { display: none; } .choice { pointer-events: none; } }"
    )


@violates(ADJUST, "page_of_web_settings", also=(SAVE, *RESTS_ON_SETTINGS))
def the_settings_are_shown_as_they_began(view: SettingsView) -> str:
    """Whatever was saved, every choice is shown as on, and so is what the next Save turns on again."""
    return Pages.page_of_web_settings(replace(view, rows=tuple(replace(row, on=True) for row in view.rows)))


@violates(OFF, "page_of_web_settings", also=(ADJUST, OFF_ALL, OFF_BOTH))
def the_settings_leave_personalization_out(view: SettingsView) -> str:
    """Privacy and data offers every choice but the one that turns personalization off."""
    rows = tuple(row for row in view.rows if row.choice is not Choice.PERSONALIZATION)
    kept = _kept(view, Choice.PERSONALIZATION)
    return edited(Pages.page_of_web_settings(replace(view, rows=rows)), (CHOICES, f"{kept}{CHOICES}"))


@violates(SAVE, "page_of_web_settings", also=(ADJUST, *RESTS_ON_SETTINGS))
def save_is_missing(view: SettingsView) -> str:
    """Privacy and data has no Save button."""
    return edited(Pages.page_of_web_settings(view), (BUTTON, ""))


@violates(SAVE, "page_of_web_settings", also=(ADJUST,))
def save_is_called_otherwise(view: SettingsView) -> str:
    """What the article calls Save is called "Done"."""
    return edited(Pages.page_of_web_settings(view), (BUTTON, BUTTON.replace("Save", "Done")))


@violates(SAVE, "page_of_web_settings", also=(ADJUST, *RESTS_ON_SETTINGS))
def save_is_greyed_out(view: SettingsView) -> str:
    """The Save button is there, and cannot be clicked."""
    return edited(Pages.page_of_web_settings(view), ('type="submit">Save', 'type="submit" disabled>Save'))


@violates(SAVE, "page_of_web_settings", also=RESTS_ON_SETTINGS)
def save_waits_for_a_script(view: SettingsView) -> str:
    """The Save button sends nothing: the script that would is gone."""
    return edited(Pages.page_of_web_settings(view), ('type="submit">Save', 'type="button">Save'))


@violates(SAVE, "page_of_web_settings")
def save_is_out_of_the_keyboards_reach(view: SettingsView) -> str:
    """Tab passes the Save button by."""
    return edited(Pages.page_of_web_settings(view), ('type="submit">Save', 'type="submit" tabindex="-1">Save'))


@violates(SAVE, "stylesheet", also=RESTS_ON_SETTINGS)
def save_is_missing_on_narrow_screens() -> str:
    """Where the screen is narrow, there is no Save button."""
    return restyled("@media (max-width: 47.99rem) { .decide .primary { display: none; } }")


@violates(SAVE, "page_of_web_settings")
def leaving_the_page_saves(view: SettingsView) -> str:
    """The way to leave without saving saves."""
    button = '<button class="quiet" type="submit">Leave without saving</button>'
    return rewritten(Pages.page_of_web_settings(view), '<a class="quiet" [^>]*>Leave without saving</a>', button)


@violates(SAVE, "page_of_web_settings")
def the_page_does_not_wait_for_save(view: SettingsView) -> str:
    """On the web, as in the app, each choice is a switch that holds at once, though nobody clicked Save."""
    html = Pages.page_of_web_settings(replace(view, rows=()))
    switches = "".join(_switch(view, row.choice) for row in view.rows)
    form = f'<form method="post" action="{view.place.root}/settings/privacy-and-data"'
    return edited(html, (form, f'<div class="switches">{switches}</div>{form}'), (CHOICES, f"{_kept(view)}{CHOICES}"))


def _switch(view: SettingsView, choice: Choice) -> str:
    [row] = [row for row in view.rows if row.choice is choice]
    turned = replace(view, rows=tuple(replace(one, on=one.on is not (one is row)) for one in view.rows))
    on = "true" if row.on else "false"
    return (
        f'<form class="switch" method="post" action="{view.place.root}/settings/privacy-and-data">'
        f'<input type="hidden" name="form_token" value="{view.place.form_token}">'
        f'<input type="hidden" name="version" value="{view.version}">{_kept(turned)}'
        f'<button type="submit" role="switch" aria-checked="{on}"><span>{row.label}</span>'
        '<span class="track" aria-hidden="true"></span></button></form>'
    )


def _told(surface: Surface, stand: Choices, wanted: Choices) -> Choices:
    return choices.told_by_page(surface, stand, wanted)


@violates(SAVE, "told_by_page", also=(ADJUST, *RESTS_ON_SETTINGS))
def the_page_only_says_saved(surface: Surface, stand: Choices, wanted: Choices) -> Choices:
    """On the web the page says "Saved", and keeps nothing."""
    return {} if surface is Surface.WEB else _told(surface, stand, wanted)


@violates(SAVE, "told_by_page", also=(ADJUST, *RESTS_ON_SETTINGS))
def the_page_saves_what_is_turned_on(surface: Surface, stand: Choices, wanted: Choices) -> Choices:
    """On the web the page saves what was turned on, and drops what was turned off."""
    told = _told(surface, stand, wanted)
    return {choice: on for choice, on in told.items() if on} if surface is Surface.WEB else told


@violates(SAVE, "told_by_page", also=(ADJUST,))
def the_page_saves_one_change_at_a_time(surface: Surface, stand: Choices, wanted: Choices) -> Choices:
    """On the web whoever changes two choices, and clicks Save, has changed the first."""
    told = _told(surface, stand, wanted)
    return dict(list(told.items())[:1]) if surface is Surface.WEB else told
