"""What a browser's or a phone's own controls say about the signals that come from it."""

from asadvertised.reference.model import (
    Browser,
    Devices,
    Origin,
    Phone,
    Platform,
    Purpose,
    Signal,
    SignalKind,
    Tracking,
)
from asadvertised.reference.rules.citation import implements

FIRST_IOS_THAT_ASKS = (14, 5)


@implements(
    "off-pinterest.each-control-where-implemented",
    "web-activity.not-apps-or-other-browsers",
    "mobile-apps.only-that-device",
    "mobile-apps.each-device-separately",
)
def controls_over(origin: Origin, devices: Devices) -> Origin:
    """Give the controls over what came from a browser or a phone: its own, whatever the person's others say."""
    del devices
    return origin


@implements("web-activity.provides-opt-out")
def opted_out_by_choice(*, before: bool) -> bool:
    """Tell how a browser stands once its person opts out on the choice page: opted out, and still so if repeated."""
    del before
    return True


@implements("web-activity.provides-opt-out")
def says_opted_out(*, opted_out: bool) -> bool:
    """Tell what the choice page says of a browser: how it stands."""
    return opted_out


@implements("web-activity.not-apps-or-other-browsers", "web-activity.cleared-cookies")
def opted_out_after_sign_in(browser: Browser, others: tuple[Browser, ...]) -> bool:
    """Tell whether a browser is opted out once a person signs in: as it was, whatever their other browsers are.

    A browser whose cookies were cleared is another one, which has not opted out.
    """
    del others
    return browser.opted_out


@implements(
    "web-activity.opt-out-of-targeted-ads",
    "web-activity.only-the-tag-in-this-browser",
)
def opt_out_allows(signal: Signal, browser: Browser, purpose: Purpose) -> bool:
    """Tell whether the DAA opt-out of the browser lets a signal be used.

    It governs what the tag collects there, for targeted ads. What is opted out of is the use, and not the collecting:
    so it also covers what the tag had collected before, and it is data of that browser wherever ads are shown. Whether
    it stays with those data when the cookies are cleared is not said; most protective: it does.
    """
    return not (browser.opted_out and signal.kind is SignalKind.TAG and purpose is Purpose.ADS)


@implements("turn-off.do-not-track")
def do_not_track_allows(browser: Browser) -> bool:
    """Tell whether the browser's Do Not Track lets a signal from it be used, on or off Pinterest.

    It keeps Pinterest "from using this info", whenever that came and wherever it would be used. Purchases are included:
    only the account's setting does not apply to them. Whether what was done with it on may be used once it is off again
    is not said; most protective: it may not.
    """
    return not (browser.do_not_track or browser.was_do_not_track)


@implements("turn-off.do-not-track", "off-pinterest.each-control-where-implemented")
def may_personalize_view(*, do_not_track: bool) -> bool:
    """Tell whether a browser may show what rests on data from elsewhere: a control applies to its own data only."""
    del do_not_track
    return True


@implements("ios.must-ask-permission")
def must_ask_permission(phone: Phone) -> bool:
    """Tell whether the app has to ask before it uses what other companies' apps and websites saw on the phone."""
    return (
        phone.platform is Platform.IOS
        and phone.os_version >= FIRST_IOS_THAT_ASKS
        and phone.tracking is Tracking.NOT_ANSWERED
    )


@implements("ios.adjust-any-time")
def tracking_after(phone: Phone, answer: Tracking) -> Tracking:
    """Give what an iPhone says once its person answers, or changes the answer: what they chose last."""
    del phone
    return answer


@implements("ios.allow", "ios.ask-not-to-track", "ios.only-once-disconnected", "ios.must-ask-permission")
def tracking_allows(phone: Phone) -> bool:
    """Tell whether the answer on an iPhone lets its signals be used; none yet is no. Below 14.5 nothing is asked."""
    asks = phone.platform is Platform.IOS and phone.os_version >= FIRST_IOS_THAT_ASKS
    return not asks or phone.tracking is Tracking.ALLOW


@implements("android.opt-out", "mobile-apps.only-that-device", "mobile-apps.each-device-separately")
def advertising_id_allows(phone: Phone) -> bool:
    """Tell whether the phone's opt-out lets what came under its advertising identifier be used for targeted ads."""
    return not phone.opted_out


@implements("android.resettable-identifier")
def identifier_after_reset(before: str, fresh: str) -> str:
    """Give the identifier of a phone once it is reset: one that was not seen before."""
    del before
    return fresh


@implements("android.opt-out", "mobile-apps.only-that-device")
def opted_out_after_reset(phone: Phone) -> bool:
    """Tell whether a phone is opted out once its identifier is reset: as it was.

    The choice applies to the device, which stays the same one. Of cookies the article says that clearing them ends the
    opt-out; it says nothing like it of the identifier.
    """
    return phone.opted_out


@implements("android.resettable-identifier")
def same_device(event_advertising_id: str, phone_advertising_id: str) -> bool:
    """Tell whether an event belongs to a phone. What came under an identifier since reset belongs to none."""
    return event_advertising_id == phone_advertising_id


@implements("save-button.visit-personalizes-and-measures", "ios.only-once-disconnected")
def counts_in_measuring(signal: Signal) -> bool:
    """Tell whether a signal counts, as a number without a person, in measuring ad effectiveness.

    The DAA opt-out and the phone's controls speak of targeted ads only. Do Not Track speaks of personalization;
    whether of measuring too is not said; most protective: it does.
    """
    return not isinstance(signal.origin, Browser) or do_not_track_allows(signal.origin)
