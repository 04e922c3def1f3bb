"""What a control stops in one place, and another place goes on using."""

from collections.abc import Iterable
from dataclasses import replace

from asadvertised.reference.model import Browser, Choice, Choices, Purpose, Signal, SignalKind, Surface
from asadvertised.reference.rules import Rules
from asadvertised.reference.variants.catalogue import violates

CHOOSE = "introduction.choose-use-and-sharing"
OPT_OUT = "web-activity.opt-out-of-targeted-ads"
DNT = "turn-off.do-not-track"
OFF = "turn-off.account-settings"
OFF_ALL = "off-pinterest.opt-out-of-all"
OFF_BOTH = "turn-off.on-or-off-pinterest"


def _is_tag_in_app(signal: Signal, surface: Surface) -> bool:
    return signal.kind is SignalKind.TAG and surface is not Surface.WEB


@violates(OFF_ALL, "usable", also=(OFF, OFF_BOTH))
def the_app_uses_the_tag_with_personalization_off(
    self: Rules, signals: Iterable[Signal], purpose: Purpose, chosen: Choices, surface: Surface
) -> list[Signal]:
    """With personalization off, the app still shows ads by what the tag collected in a browser."""
    on = chosen | {Choice.PERSONALIZATION: True}
    return [s for s in signals if self.may_personalize(s, purpose, on if _is_tag_in_app(s, surface) else chosen)]


@violates(CHOOSE, "usable")
def the_app_uses_the_tag_whatever_was_chosen(
    self: Rules, signals: Iterable[Signal], purpose: Purpose, chosen: Choices, surface: Surface
) -> list[Signal]:
    """With information from partners off, the app still shows ads by what the tag collected in a browser."""
    on = chosen | {Choice.PARTNER_INFORMATION: True}
    return [s for s in signals if self.may_personalize(s, purpose, on if _is_tag_in_app(s, surface) else chosen)]


def _as_if(signal: Signal, surface: Surface, **controls: bool) -> Signal:
    if surface is Surface.WEB or not isinstance(signal.origin, Browser):
        return signal
    return replace(signal, origin=replace(signal.origin, **controls))


@violates(OPT_OUT, "usable")
def the_app_uses_the_tag_of_opted_out_browsers(
    self: Rules, signals: Iterable[Signal], purpose: Purpose, chosen: Choices, surface: Surface
) -> list[Signal]:
    """The opt-out of a browser is heeded there; the app shows ads by what the tag collects in it."""
    return [s for s in signals if self.may_personalize(_as_if(s, surface, opted_out=False), purpose, chosen)]


@violates(DNT, "usable", also=(OFF_BOTH,))
def the_app_uses_what_was_not_to_be_tracked(
    self: Rules, signals: Iterable[Signal], purpose: Purpose, chosen: Choices, surface: Surface
) -> list[Signal]:
    """Do Not Track is heeded in the browser; the app uses what is done there."""
    tracked = {"do_not_track": False, "was_do_not_track": False}
    return [s for s in signals if self.may_personalize(_as_if(s, surface, **tracked), purpose, chosen)]


@violates(CHOOSE, "may_personalize")
def the_home_feed_uses_the_tag_whatever_was_chosen(
    self: Rules, signal: Signal, purpose: Purpose, chosen: Choices
) -> bool:
    """With information from partners off, ads make no use of it; the home feed does."""
    if signal.kind is not SignalKind.TAG or purpose is not Purpose.HOME_FEED:
        return Rules.may_personalize(self, signal, purpose, chosen)
    on = chosen | {Choice.PARTNER_INFORMATION: True}
    return Rules.may_personalize(self, signal, Purpose.ADS, on)
