"""The choice page, cookies and Do Not Track: opt-outs that leak, are lost, kept too long, or not heeded."""

from collections.abc import Iterable
from dataclasses import replace

from asadvertised.reference.model import (
    Browser,
    Choices,
    Devices,
    Origin,
    Phone,
    Purpose,
    ShopEvent,
    Signal,
    SignalKind,
    Surface,
    Tracking,
)
from asadvertised.reference.rules import Rules, devices
from asadvertised.reference.variants.catalogue import violates

PROVIDES = "web-activity.provides-opt-out"
OPT_OUT = "web-activity.opt-out-of-targeted-ads"
ONLY_THE_TAG = "web-activity.only-the-tag-in-this-browser"
NOT_OTHERS = "web-activity.not-apps-or-other-browsers"
COOKIES = "web-activity.cleared-cookies"
EACH = "off-pinterest.each-control-where-implemented"
DNT = "turn-off.do-not-track"
OFF_BOTH = "turn-off.on-or-off-pinterest"
ON_PINTEREST = (SignalKind.PIN_CLICK, SignalKind.BOARD, SignalKind.PURCHASE_ON_PINTEREST)


@violates(PROVIDES, "opted_out_by_choice", also=(OPT_OUT, COOKIES))
def the_opt_out_is_not_kept(*, before: bool) -> bool:
    """The choice page thanks, and keeps nothing."""
    return before


@violates(PROVIDES, "opted_out_by_choice")
def opting_out_twice_opts_in(*, before: bool) -> bool:
    """The opt-out is a switch: whoever clicks it again is back in."""
    return not before


@violates(PROVIDES, "says_opted_out", also=(COOKIES, NOT_OTHERS))
def everybody_counts_as_opted_out(*, opted_out: bool) -> bool:
    """The choice page says "opted out" to a browser that never opted out."""
    del opted_out
    return True


@violates(PROVIDES, "says_opted_out", also=(OPT_OUT, COOKIES))
def nobody_counts_as_opted_out(*, opted_out: bool) -> bool:
    """The choice page never says that a browser has opted out."""
    del opted_out
    return False


@violates(OPT_OUT, "opt_out_allows")
def the_opt_out_is_not_heeded(signal: Signal, browser: Browser, purpose: Purpose) -> bool:
    """The opt-out is kept, and not looked at."""
    del signal, browser, purpose
    return True


@violates(OPT_OUT, "opt_out_allows")
def the_opt_out_governs_only_new_data(signal: Signal, browser: Browser, purpose: Purpose) -> bool:
    """What the tag had collected before the opt-out targets ads as before."""
    return not browser.was_opted_out or devices.opt_out_allows(signal, browser, purpose)


@violates(OPT_OUT, "opt_out_allows")
def the_opt_out_governs_only_old_data(signal: Signal, browser: Browser, purpose: Purpose) -> bool:
    """The opt-out clears what the tag had collected; what it collects next is used."""
    return browser.was_opted_out or devices.opt_out_allows(signal, browser, purpose)


@violates(OPT_OUT, "opt_out_allows")
def the_opt_out_spares_check_outs(signal: Signal, browser: Browser, purpose: Purpose) -> bool:
    """Shoes that were left in the cart come back as an ad, opted out or not."""
    return signal.event is ShopEvent.CHECK_OUT or devices.opt_out_allows(signal, browser, purpose)


@violates(OPT_OUT, "opted_out_after_sign_in")
def signing_in_ends_the_opt_out(browser: Browser, others: tuple[Browser, ...]) -> bool:
    """The opt-out lasts until the next sign-in."""
    del browser, others
    return False


@violates(OPT_OUT, "usable")
def reasons_hide_what_was_used(
    self: Rules, signals: Iterable[Signal], purpose: Purpose, chosen: Choices, surface: Surface
) -> list[Signal]:
    """What an opted-out browser's tag collects is used, and a board that was never made is given as the reason."""
    del surface
    return [
        replace(signal, kind=SignalKind.BOARD) if _opted_out_tag(signal) else signal
        for signal in signals
        if _opted_out_tag(signal) or self.may_personalize(signal, purpose, chosen)
    ]


def _opted_out_tag(signal: Signal) -> bool:
    return signal.kind is SignalKind.TAG and isinstance(signal.origin, Browser) and signal.origin.opted_out


@violates(ONLY_THE_TAG, "opt_out_allows")
def the_opt_out_covers_site_visits(signal: Signal, browser: Browser, purpose: Purpose) -> bool:
    """The opt-out also stops the use of visits to sites with the Save button."""
    too = browser.opted_out and signal.kind is SignalKind.SITE_VISIT
    return not too and devices.opt_out_allows(signal, browser, purpose)


@violates(ONLY_THE_TAG, "opt_out_allows")
def the_opt_out_covers_pinterest(signal: Signal, browser: Browser, purpose: Purpose) -> bool:
    """The opt-out also stops the use of what is done on Pinterest in that browser."""
    too = browser.opted_out and signal.kind in ON_PINTEREST
    return not too and devices.opt_out_allows(signal, browser, purpose)


@violates(ONLY_THE_TAG, "opt_out_allows")
def the_opt_out_covers_the_home_feed(signal: Signal, browser: Browser, purpose: Purpose) -> bool:
    """The opt-out from targeted ads also empties the home feed."""
    return not (browser.opted_out and purpose is Purpose.HOME_FEED) and devices.opt_out_allows(signal, browser, purpose)


@violates(NOT_OTHERS, "controls_over", also=(EACH, COOKIES))
def the_opt_out_covers_every_browser(origin: Origin, owned: Devices) -> Origin:
    """Opting out in one browser opts every other browser of the person out."""
    anywhere = any(browser.opted_out for browser in owned.browsers)
    return replace(origin, opted_out=anywhere) if isinstance(origin, Browser) else origin


@violates(NOT_OTHERS, "controls_over")
def the_opt_out_covers_apps(origin: Origin, owned: Devices) -> Origin:
    """What apps send is treated like what the tag collects: the browser's opt-out stops its use."""
    anywhere = any(browser.opted_out for browser in owned.browsers)
    return replace(origin, opted_out=origin.opted_out or anywhere) if isinstance(origin, Phone) else origin


@violates(OPT_OUT, "controls_over", also=())
def the_opt_out_waits_for_every_browser(origin: Origin, owned: Devices) -> Origin:
    """An opt-out counts only once every browser of the person has opted out."""
    everywhere = all(browser.opted_out for browser in owned.browsers)
    return replace(origin, opted_out=origin.opted_out and everywhere) if isinstance(origin, Browser) else origin


@violates(COOKIES, "opted_out_after_sign_in", also=(EACH, NOT_OTHERS))
def the_opt_out_survives_cleared_cookies(browser: Browser, others: tuple[Browser, ...]) -> bool:
    """The opt-out is kept with the account, so that it is still there once the cookies are cleared."""
    return browser.opted_out or any(other.opted_out for other in others)


@violates(EACH, "controls_over")
def a_phones_opt_out_covers_browsers(origin: Origin, owned: Devices) -> Origin:
    """Opting out on a phone stops the use of what browsers' tags collect."""
    anywhere = any(phone.opted_out for phone in owned.phones)
    return replace(origin, opted_out=origin.opted_out or anywhere) if isinstance(origin, Browser) else origin


@violates(EACH, "controls_over")
def an_iphones_answer_covers_browsers(origin: Origin, owned: Devices) -> Origin:
    """“Ask App Not to Track” on a phone stops the use of what browsers' tags collect."""
    refused = any(phone.tracking is Tracking.ASK_APP_NOT_TO_TRACK for phone in owned.phones)
    return replace(origin, opted_out=origin.opted_out or refused) if isinstance(origin, Browser) else origin


@violates(EACH, "controls_over")
def do_not_track_covers_every_browser(origin: Origin, owned: Devices) -> Origin:
    """Do Not Track in one browser is taken for every browser of the person."""
    anywhere = any(browser.do_not_track for browser in owned.browsers)
    return replace(origin, do_not_track=anywhere) if isinstance(origin, Browser) else origin


@violates(EACH, "controls_over")
def do_not_track_covers_apps(origin: Origin, owned: Devices) -> Origin:
    """Do Not Track in a browser silences the person's apps."""
    anywhere = any(browser.do_not_track for browser in owned.browsers)
    return replace(origin, opted_out=origin.opted_out or anywhere) if isinstance(origin, Phone) else origin


@violates(DNT, "do_not_track_allows", also=(OFF_BOTH,))
def do_not_track_is_not_heeded(browser: Browser) -> bool:
    """The browser's Do Not Track is not looked at."""
    del browser
    return True


@violates(DNT, "do_not_track_allows", also=(OFF_BOTH,))
def do_not_track_governs_only_new_data(browser: Browser) -> bool:
    """What was done before Do Not Track was on is used as before, in the very browser that asks not to be tracked."""
    return not browser.was_do_not_track


@violates(DNT, "controls_over", also=(OFF_BOTH,))
def do_not_track_waits_for_every_browser(origin: Origin, owned: Devices) -> Origin:
    """What was done with Do Not Track on is used as soon as the person signs in, in a browser that has it off."""
    if not isinstance(origin, Browser) or all(browser.do_not_track for browser in owned.browsers):
        return origin
    return replace(origin, do_not_track=False, was_do_not_track=False)


@violates(DNT, "may_personalize", also=(OFF_BOTH,))
def do_not_track_spares_purchases(self: Rules, signal: Signal, purpose: Purpose, chosen: Choices) -> bool:
    """Purchases on Pinterest are exempt from Do Not Track too, as they are from the account's setting."""
    if signal.kind is not SignalKind.PURCHASE_ON_PINTEREST or not isinstance(signal.origin, Browser):
        return Rules.may_personalize(self, signal, purpose, chosen)
    tracked = replace(signal.origin, do_not_track=False, was_do_not_track=False)
    return Rules.may_personalize(self, replace(signal, origin=tracked), purpose, chosen)


@violates(DNT, "may_personalize", also=(OFF_BOTH,))
def do_not_track_covers_pinterest_only(self: Rules, signal: Signal, purpose: Purpose, chosen: Choices) -> bool:
    """Do Not Track is heeded on Pinterest itself; what other sites report is used."""
    if signal.kind in ON_PINTEREST or not isinstance(signal.origin, Browser):
        return Rules.may_personalize(self, signal, purpose, chosen)
    tracked = replace(signal.origin, do_not_track=False, was_do_not_track=False)
    return Rules.may_personalize(self, replace(signal, origin=tracked), purpose, chosen)


@violates(DNT, "may_personalize", also=(OFF_BOTH,))
def do_not_track_covers_other_sites_only(self: Rules, signal: Signal, purpose: Purpose, chosen: Choices) -> bool:
    """Do Not Track is heeded for what other sites report; what is done on Pinterest is used."""
    if signal.kind not in ON_PINTEREST or not isinstance(signal.origin, Browser):
        return Rules.may_personalize(self, signal, purpose, chosen)
    tracked = replace(signal.origin, do_not_track=False, was_do_not_track=False)
    return Rules.may_personalize(self, replace(signal, origin=tracked), purpose, chosen)
