"""Choices under "Privacy and data" that are not offered, lost, or not heeded."""

from collections.abc import Iterable

from asadvertised.reference.model import (
    Account,
    Choice,
    Choices,
    Person,
    Phone,
    Platform,
    Purpose,
    ShopEvent,
    Signal,
    SignalKind,
    Surface,
    Tracking,
    everything_on,
)
from asadvertised.reference.rules import Rules, choices
from asadvertised.reference.variants.catalogue import add_violation, violates

CHOOSE = "introduction.choose-use-and-sharing"
OFF = "turn-off.account-settings"
OFF_ALL = "off-pinterest.opt-out-of-all"
OFF_BOTH = "turn-off.on-or-off-pinterest"
WEB_ADJUST = "settings.web.adjust"
WEB_SAVE = "settings.web.save"
PURCHASES = "settings.not-purchases"
RESTS_ON_SAVE = (CHOOSE, OFF, OFF_ALL, OFF_BOTH)
ON_PINTEREST = (SignalKind.PIN_CLICK, SignalKind.BOARD, SignalKind.PURCHASE_ON_PINTEREST)
FORGOTTEN = {
    SignalKind.PIN_CLICK: "clicks on Pins",
    SignalKind.BOARD: "boards",
    SignalKind.SITE_VISIT: "visits to sites with the Save button",
    SignalKind.TAG: "what the tag collects",
    SignalKind.APP_EVENT: "what apps send",
    SignalKind.CUSTOMER_LIST: "customer lists, which are still matched",
}


@violates(CHOOSE, "choices_allow")
def use_whatever_was_chosen(signal: Signal, chosen: Choices) -> bool:
    """The choices about use are kept, and not looked at."""
    del signal, chosen
    return True


@violates(CHOOSE, "choices_allow")
def choices_govern_only_new_data(signal: Signal, chosen: Choices) -> bool:
    """What was known before a choice is used as before."""
    return choices.choices_allow(signal, chosen) or choices.choices_allow(signal, signal.then)


@violates(CHOOSE, "choices_allow")
def choices_govern_only_old_data(signal: Signal, chosen: Choices) -> bool:
    """What is known is cleared once, and what comes after the choice is used again."""
    return choices.choices_allow(signal, chosen) or not choices.choices_allow(signal, signal.then)


def _forgets(kind: SignalKind, signal: Signal, chosen: Choices) -> bool:
    return signal.kind is kind or choices.choices_allow(signal, chosen)


for forgotten, thing in FORGOTTEN.items():

    def spares(signal: Signal, chosen: Choices, kind: SignalKind = forgotten) -> bool:
        """Leave one kind of signal to no choice."""
        return _forgets(kind, signal, chosen)

    add_violation(
        f"choices-forget-{forgotten.value}", CHOOSE, "choices_allow", spares, says=f"The choices forget {thing}."
    )


@violates(PURCHASES, "choices_allow", also=(CHOOSE,))
def check_outs_count_as_purchases(signal: Signal, chosen: Choices) -> bool:
    """The exemption of purchases on Pinterest is stretched to what was checked out in shops."""
    return signal.event is ShopEvent.CHECK_OUT or choices.choices_allow(signal, chosen)


@violates("ios.allow", "choices_allow", also=(CHOOSE,))
def allow_overrides_the_account(signal: Signal, chosen: Choices) -> bool:
    """“Allow” on the phone is taken for leave that the account's settings refuse."""
    allowed = isinstance(signal.origin, Phone) and signal.origin.tracking is Tracking.ALLOW
    return allowed or choices.choices_allow(signal, chosen)


@violates(CHOOSE, "choices_after_sign_in", also=(WEB_SAVE,))
def choices_are_lost_at_sign_in(chosen: Choices) -> Choices:
    """The next sign-in brings every choice back to where it began."""
    return everything_on() | {Choice.PERSONALIZATION: chosen[Choice.PERSONALIZATION]}


@violates(CHOOSE, "choices_on")
def the_app_does_not_heed_the_choices(surface: Surface, chosen: Choices) -> Choices:
    """What was chosen holds in browsers; the app goes on as before."""
    on = everything_on() | {Choice.PERSONALIZATION: chosen[Choice.PERSONALIZATION]}
    return chosen if surface is Surface.WEB else on


@violates(CHOOSE, "offered_choices")
def offers_no_choice_about_sharing(person: Person, surface: Surface) -> tuple[Choice, ...]:
    """Nobody, anywhere, is offered a choice about sharing."""
    offered = choices.offered_choices(person, surface)
    return tuple(choice for choice in offered if choice is not Choice.SHARE_WITH_PARTNERS)


@violates(CHOOSE, "offered_choices", also=(OFF,))
def offers_no_choice_about_use(person: Person, surface: Surface) -> tuple[Choice, ...]:
    """Nobody, anywhere, is offered a choice about use."""
    del person, surface
    return (Choice.SHARE_WITH_PARTNERS,)


@violates(OFF, "personalizes_at_all", also=(OFF_ALL, OFF_BOTH))
def personalization_stays_on(signal: Signal, chosen: Choices) -> bool:
    """Personalization can be turned off, and goes on."""
    del signal, chosen
    return True


@violates(OFF, "offered_choices")
def some_countries_cannot_turn_it_off(person: Person, surface: Surface) -> tuple[Choice, ...]:
    """Where nothing is shared with partners, the account settings offer no choice at all."""
    offered = choices.offered_choices(person, surface)
    return offered if Choice.SHARE_WITH_PARTNERS in offered else ()


@violates(OFF, "choices_after_sign_in", also=(OFF_BOTH, WEB_SAVE))
def personalization_comes_back_at_sign_in(chosen: Choices) -> Choices:
    """The next sign-in turns personalization on again."""
    return chosen | {Choice.PERSONALIZATION: True}


@violates(OFF_ALL, "personalizes_at_all", also=(OFF, OFF_BOTH))
def off_governs_only_new_data(signal: Signal, chosen: Choices) -> bool:
    """Turning personalization off leaves what was known in use."""
    return chosen[Choice.PERSONALIZATION] or signal.then[Choice.PERSONALIZATION]


@violates(OFF_ALL, "personalizes_at_all", also=(OFF, OFF_BOTH))
def off_governs_only_old_data(signal: Signal, chosen: Choices) -> bool:
    """Turning personalization off clears what was known, and collecting goes on."""
    return chosen[Choice.PERSONALIZATION] or not signal.then[Choice.PERSONALIZATION]


@violates(OFF_ALL, "personalizes_at_all", also=(OFF, OFF_BOTH))
def off_spares_customer_lists(signal: Signal, chosen: Choices) -> bool:
    """Customer lists are still matched once personalization is off."""
    return signal.kind is SignalKind.CUSTOMER_LIST or chosen[Choice.PERSONALIZATION]


@violates(OFF_BOTH, "personalizes_at_all", also=(OFF, OFF_ALL))
def off_covers_pinterest_only(signal: Signal, chosen: Choices) -> bool:
    """Turning personalization off covers what is done on Pinterest, and nothing else."""
    return signal.kind not in ON_PINTEREST or chosen[Choice.PERSONALIZATION]


@violates(OFF_BOTH, "personalizes_at_all", also=(OFF, OFF_ALL))
def off_covers_other_sites_only(signal: Signal, chosen: Choices) -> bool:
    """Turning personalization off covers what is done off Pinterest, and nothing else."""
    return signal.kind in ON_PINTEREST or chosen[Choice.PERSONALIZATION]


@violates(OFF_BOTH, "usable", also=(OFF, OFF_ALL))
def off_spares_the_home_feed(
    self: Rules, signals: Iterable[Signal], purpose: Purpose, chosen: Choices, surface: Surface
) -> list[Signal]:
    """Turning personalization off changes the ads; the home feed goes on as before."""
    del surface
    own = chosen | {Choice.PERSONALIZATION: chosen[Choice.PERSONALIZATION] or purpose is Purpose.HOME_FEED}
    return [signal for signal in signals if self.may_personalize(signal, purpose, own)]


@violates(WEB_ADJUST, "adjusted", also=(WEB_SAVE, *RESTS_ON_SAVE))
def adjustments_on_the_web_are_ignored(chosen: Choices, wanted: Choices) -> Choices:
    """Nothing that is adjusted on the web reaches Save."""
    del wanted
    return chosen


@violates(WEB_ADJUST, "adjusted")
def adjusting_one_choice_resets_the_others(chosen: Choices, wanted: Choices) -> Choices:
    """Whatever is not named in an adjustment on the web is turned on again."""
    del chosen
    return everything_on() | wanted


@violates(WEB_ADJUST, "adjusted")
def the_first_adjustment_wins(chosen: Choices, wanted: Choices) -> Choices:
    """Whoever thinks twice before Save gets what they thought first."""
    return wanted | chosen


@violates(WEB_SAVE, "saved", also=(WEB_ADJUST, *RESTS_ON_SAVE))
def save_does_not_save(chosen: Choices, draft: Choices) -> Choices:
    """Save closes the page, and nothing is kept."""
    del draft
    return chosen


@violates(WEB_SAVE, "held_before_save")
def adjustments_hold_without_save(chosen: Choices, draft: Choices) -> Choices:
    """What is adjusted on the web holds at once, though nobody clicked Save."""
    return chosen | draft


@violates(WEB_SAVE, "saved", also=(WEB_ADJUST, *RESTS_ON_SAVE))
def save_only_ever_turns_on(chosen: Choices, draft: Choices) -> Choices:
    """Save keeps what was turned on, and drops what was turned off."""
    return chosen | {choice: on for choice, on in draft.items() if on}


def _ignored_on(platform: Platform, chosen: Choices, wanted: Choices, phone: Phone) -> Choices:
    return chosen if phone.platform is platform else choices.adjusted_in_app(chosen, wanted, phone)


@violates("settings.ios.adjust", "adjusted_in_app", also=("settings.ios.business",))
def the_ios_app_waits_for_a_save(chosen: Choices, wanted: Choices, phone: Phone) -> Choices:
    """In the app on iOS an adjustment waits for a Save that is not there."""
    return _ignored_on(Platform.IOS, chosen, wanted, phone)


@violates("settings.android.adjust", "adjusted_in_app", also=("settings.android.business",))
def the_android_app_waits_for_a_save(chosen: Choices, wanted: Choices, phone: Phone) -> Choices:
    """In the app on Android an adjustment waits for a Save that is not there."""
    return _ignored_on(Platform.ANDROID, chosen, wanted, phone)


@violates("settings.ios.adjust", "adjusted_in_app")
def the_ios_app_resets_the_other_choices(chosen: Choices, wanted: Choices, phone: Phone) -> Choices:
    """In the app on iOS whatever is not named in an adjustment is turned on again."""
    return (everything_on() if phone.platform is Platform.IOS else chosen) | wanted


@violates("settings.android.adjust", "adjusted_in_app")
def the_android_app_cannot_turn_on_again(chosen: Choices, wanted: Choices, phone: Phone) -> Choices:
    """In the app on Android what was turned off stays off."""
    if phone.platform is not Platform.ANDROID:
        return chosen | wanted
    return chosen | {choice: on and chosen[choice] for choice, on in wanted.items()}


def _nothing_for_business(surface: Surface, person: Person, where: Surface) -> tuple[Choice, ...]:
    without = person.account is Account.BUSINESS and where is surface
    return () if without else choices.offered_choices(person, where)


@violates("settings.ios.business", "offered_choices")
def business_accounts_have_no_settings_on_ios(person: Person, surface: Surface) -> tuple[Choice, ...]:
    """In the app on iOS a business account is offered nothing to adjust."""
    return _nothing_for_business(Surface.IOS, person, surface)


@violates("settings.android.business", "offered_choices")
def business_accounts_have_no_settings_on_android(person: Person, surface: Surface) -> tuple[Choice, ...]:
    """In the app on Android a business account is offered nothing to adjust."""
    return _nothing_for_business(Surface.ANDROID, person, surface)
