"""What a person may choose under "Privacy and data", and what that choice governs."""

from asadvertised.reference.model import Choice, Choices, Person, Phone, Signal, SignalKind, Surface
from asadvertised.reference.rules.citation import implements
from asadvertised.reference.rules.regions import SHARING_COUNTRIES

GOVERNED_BY = {
    SignalKind.PIN_CLICK: Choice.PINTEREST_ACTIVITY,
    SignalKind.BOARD: Choice.PINTEREST_ACTIVITY,
    SignalKind.SITE_VISIT: Choice.SITE_VISITS,
    SignalKind.TAG: Choice.PARTNER_INFORMATION,
    SignalKind.APP_EVENT: Choice.PARTNER_INFORMATION,
    SignalKind.CUSTOMER_LIST: Choice.PARTNER_INFORMATION,
}


@implements("introduction.choose-use-and-sharing", "settings.ios.business", "settings.android.business")
def offered_choices(person: Person, surface: Surface) -> tuple[Choice, ...]:
    """Give the choices that a person is offered: the same for either kind of account, and wherever they sign in.

    Which ones depend on location is not said. Most protective: whatever Pinterest could do where the person is, the
    person may refuse, and a person whose country is unknown may refuse everything.
    """
    del surface
    shares_there = person.country is None or person.country in SHARING_COUNTRIES
    return tuple(choice for choice in Choice if choice is not Choice.SHARE_WITH_PARTNERS or shares_there)


@implements("introduction.choose-use-and-sharing", "settings.web.save")
def choices_on(surface: Surface, choices: Choices) -> Choices:
    """Give what a person's choices mean where they are signed in: the same everywhere."""
    del surface
    return choices


@implements("introduction.choose-use-and-sharing")
def choices_after_sign_in(choices: Choices) -> Choices:
    """Give what a person's choices are once they sign in again, anywhere: what they were."""
    return choices


@implements("off-pinterest.opt-out-of-all", "turn-off.on-or-off-pinterest", "turn-off.account-settings")
def personalizes_at_all(signal: Signal, choices: Choices) -> bool:
    """Tell whether anything at all may be used; off covers activity on and off Pinterest, and what is known already.

    Whether that covers purchases is not clear beside settings.not-purchases. Most protective: it does.
    """
    del signal
    return choices[Choice.PERSONALIZATION]


@implements("introduction.choose-use-and-sharing", "settings.not-purchases")
def choices_allow(signal: Signal, choices: Choices) -> bool:
    """Tell whether the person's choices let a signal be used, no matter when it came; purchases have no choice."""
    governing = GOVERNED_BY.get(signal.kind)
    return governing is None or choices[governing]


@implements("settings.web.adjust")
def adjusted(choices: Choices, wanted: Choices) -> Choices:
    """Give the choices after an adjustment: what is not named stays as it was."""
    return choices | wanted


@implements("settings.web.save")
def held_before_save(choices: Choices, draft: Choices) -> Choices:
    """Give what holds while an adjustment on the web is not saved: what held before."""
    del draft
    return choices


@implements("settings.web.save")
def saved(choices: Choices, draft: Choices) -> Choices:
    """Give what holds once an adjustment on the web is saved."""
    return choices | draft


@implements("settings.ios.adjust", "settings.android.adjust")
def adjusted_in_app(choices: Choices, wanted: Choices, phone: Phone) -> Choices:
    """Give what holds once choices are adjusted in the app: the adjustment, at once, on either system."""
    del phone
    return choices | wanted


@implements("settings.web.adjust", "settings.web.save", "settings.ios.adjust", "settings.android.adjust")
def told_by_page(surface: Surface, stand: Choices, wanted: Choices) -> Choices:
    """Give what a page tells of the choices made on it: every one that is to change, on the web and in the app."""
    del surface
    return {choice: on for choice, on in wanted.items() if on != stand[choice]}
