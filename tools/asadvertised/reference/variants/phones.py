"""Phones: opt-outs and answers that leak to other phones, are lost, or are not heeded."""

from collections.abc import Callable
from dataclasses import replace

from asadvertised.reference.model import Devices, Origin, Phone, Platform, Tracking
from asadvertised.reference.rules import devices
from asadvertised.reference.rules.devices import FIRST_IOS_THAT_ASKS
from asadvertised.reference.variants.catalogue import violates

ONE_DEVICE = "mobile-apps.only-that-device"
SEPARATELY = "mobile-apps.each-device-separately"
RESET = "android.resettable-identifier"
OPT_OUT = "android.opt-out"
MUST_ASK = "ios.must-ask-permission"
REFUSED = "ios.ask-not-to-track"
DISCONNECTED = "ios.only-once-disconnected"
ANY_TIME = "ios.adjust-any-time"


def _phones_together(origin: Origin, owned: Devices, together: Callable[[list[bool]], bool]) -> Origin:
    if not isinstance(origin, Phone):
        return origin
    return replace(origin, opted_out=together([phone.opted_out for phone in owned.phones]))


@violates(SEPARATELY, "controls_over", also=(ONE_DEVICE,))
def one_opt_out_covers_every_phone(origin: Origin, owned: Devices) -> Origin:
    """Opting out on one phone opts every other phone of the person out."""
    return _phones_together(origin, owned, any)


@violates(ONE_DEVICE, "controls_over")
def an_opt_out_waits_for_every_phone(origin: Origin, owned: Devices) -> Origin:
    """An opt-out counts only once every phone of the person has opted out."""
    return _phones_together(origin, owned, all)


@violates(ONE_DEVICE, "controls_over")
def the_newest_phone_speaks_for_all(origin: Origin, owned: Devices) -> Origin:
    """Whatever the newest phone says holds for the older ones."""
    return _phones_together(origin, owned, lambda opted_out: opted_out[-1])


@violates(ONE_DEVICE, "controls_over")
def an_android_opt_out_covers_iphones(origin: Origin, owned: Devices) -> Origin:
    """Opting out on an Android phone silences the same person's iPhone."""
    anywhere = any(phone.opted_out for phone in owned.phones if phone.platform is Platform.ANDROID)
    if not isinstance(origin, Phone) or origin.platform is not Platform.IOS:
        return origin
    return replace(origin, opted_out=anywhere)


@violates(ONE_DEVICE, "controls_over", also=(ANY_TIME,))
def an_iphones_refusal_covers_every_phone(origin: Origin, owned: Devices) -> Origin:
    """“Ask App Not to Track” on one phone stops the use of what is sent about the others."""
    refused = any(phone.tracking is Tracking.ASK_APP_NOT_TO_TRACK for phone in owned.phones)
    return replace(origin, opted_out=origin.opted_out or refused) if isinstance(origin, Phone) else origin


@violates(RESET, "same_device")
def a_reset_forgets_nothing(sent_under: str, now: str) -> bool:
    """What came under the old identifier is used once it is reset."""
    del sent_under, now
    return True


@violates(RESET, "identifier_after_reset")
def a_reset_changes_nothing(before: str, fresh: str) -> str:
    """A reset gives the phone the identifier that it had."""
    del fresh
    return before


@violates(OPT_OUT, "advertising_id_allows", also=(ONE_DEVICE, SEPARATELY))
def a_phones_opt_out_is_not_heeded(phone: Phone) -> bool:
    """The phone's opt-out is not looked at."""
    del phone
    return True


@violates(OPT_OUT, "advertising_id_allows")
def a_phones_opt_out_governs_only_new_data(phone: Phone) -> bool:
    """What came before the phone's opt-out targets ads as before."""
    return not phone.opted_out or not phone.was_opted_out


@violates(OPT_OUT, "advertising_id_allows", also=(ONE_DEVICE, SEPARATELY))
def a_phones_opt_out_governs_only_old_data(phone: Phone) -> bool:
    """The phone's opt-out clears what was known; what comes next is used."""
    return not phone.opted_out or phone.was_opted_out


@violates(OPT_OUT, "advertising_id_allows")
def an_old_phones_opt_out_is_not_heeded(phone: Phone) -> bool:
    """The opt-out of Android 9 stands elsewhere, and is not looked at."""
    return phone.os_version < (10, 0) or not phone.opted_out


@violates(OPT_OUT, "opted_out_after_reset")
def a_reset_ends_the_opt_out(phone: Phone) -> bool:
    """A reset of the identifier opts the phone in again."""
    del phone
    return False


@violates(MUST_ASK, "must_ask_permission")
def the_app_never_asks(phone: Phone) -> bool:
    """The app asks nobody."""
    del phone
    return False


@violates(MUST_ASK, "must_ask_permission")
def the_app_asks_from_ios_15(phone: Phone) -> bool:
    """The app asks from iOS 15 on, and not from 14.5."""
    return phone.os_version >= (15, 0) and devices.must_ask_permission(phone)


@violates(MUST_ASK, "must_ask_permission")
def the_app_asks_above_14_5(phone: Phone) -> bool:
    """The app asks above iOS 14.5, and not on it."""
    return phone.os_version > FIRST_IOS_THAT_ASKS and devices.must_ask_permission(phone)


@violates(MUST_ASK, "must_ask_permission")
def versions_are_compared_as_text(phone: Phone) -> bool:
    """Versions are compared as text, so that 14.10 comes before 14.5."""
    version = ".".join(str(part) for part in phone.os_version)
    return version >= "14.5" and devices.must_ask_permission(phone)


@violates(MUST_ASK, "tracking_allows")
def no_answer_counts_as_allow(phone: Phone) -> bool:
    """Whoever was not asked yet is taken to have allowed."""
    return phone.tracking is Tracking.NOT_ANSWERED or devices.tracking_allows(phone)


@violates(REFUSED, "tracking_allows", also=(DISCONNECTED, ANY_TIME))
def ask_not_to_track_changes_nothing(phone: Phone) -> bool:
    """Both answers bring the same ads."""
    answered = phone.tracking is not Tracking.NOT_ANSWERED
    return answered or devices.tracking_allows(phone)


@violates(DISCONNECTED, "tracking_allows")
def a_refusal_governs_only_new_data(phone: Phone) -> bool:
    """What was sent before “Ask App Not to Track” is used as before."""
    refused = phone.tracking is Tracking.ASK_APP_NOT_TO_TRACK
    return (refused and phone.was_tracking is Tracking.ALLOW) or devices.tracking_allows(phone)


@violates(DISCONNECTED, "tracking_allows", also=(REFUSED, ANY_TIME))
def a_refusal_governs_only_old_data(phone: Phone) -> bool:
    """“Ask App Not to Track” clears what was known; what is sent next is used, connected as it is."""
    return phone.was_tracking is Tracking.ASK_APP_NOT_TO_TRACK or devices.tracking_allows(phone)


@violates(DISCONNECTED, "tracking_allows")
def a_refusal_is_heeded_from_ios_15(phone: Phone) -> bool:
    """“Ask App Not to Track” is heeded from iOS 15 on; on 14.5 what is sent is used, connected as it is."""
    early = phone.platform is Platform.IOS and phone.os_version < (15, 0)
    return (early and phone.tracking is Tracking.ASK_APP_NOT_TO_TRACK) or devices.tracking_allows(phone)


@violates(ANY_TIME, "tracking_after", also=(DISCONNECTED,))
def the_first_answer_is_final(phone: Phone, answer: Tracking) -> Tracking:
    """Whoever has answered once cannot change it."""
    return answer if phone.tracking is Tracking.NOT_ANSWERED else phone.tracking


@violates(ANY_TIME, "tracking_after", also=(DISCONNECTED,))
def allow_cannot_be_taken_back(phone: Phone, answer: Tracking) -> Tracking:
    """Whoever allowed once has allowed for good."""
    return phone.tracking if phone.tracking is Tracking.ALLOW else answer


@violates(ANY_TIME, "tracking_after")
def a_refusal_cannot_be_taken_back(phone: Phone, answer: Tracking) -> Tracking:
    """Whoever refused once has refused for good."""
    return phone.tracking if phone.tracking is Tracking.ASK_APP_NOT_TO_TRACK else answer


@violates(ANY_TIME, "controls_over")
def one_answer_covers_every_iphone(origin: Origin, owned: Devices) -> Origin:
    """The newest iPhone's answer is taken for the answer on the others."""
    iphones = [phone.tracking for phone in owned.phones if phone.platform is Platform.IOS]
    return replace(origin, tracking=iphones[-1]) if isinstance(origin, Phone) and iphones else origin
