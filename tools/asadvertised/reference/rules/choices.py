"""What a person may choose under "Privacy and data", and what that choice governs."""

from asadvertised.reference.model import Choice, Choices, Signal, SignalKind
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
def offered_choices(country: str | None) -> tuple[Choice, ...]:
    """Give the choices that a person is offered, personal or business account alike.

    Which ones depend on location is not said. Most protective: whatever Pinterest could do where the person is, the
    person may refuse, and a person whose country is unknown may refuse everything.
    """
    shares_there = country is None or country in SHARING_COUNTRIES
    return tuple(choice for choice in Choice if choice is not Choice.SHARE_WITH_PARTNERS or shares_there)


@implements("off-pinterest.opt-out-of-all", "turn-off.on-or-off-pinterest", "turn-off.account-settings")
def personalizes_at_all(choices: Choices) -> bool:
    """Tell whether anything at all may be used; off covers activity on and off Pinterest, and what is known already.

    Whether that covers purchases is not clear beside settings.not-purchases. Most protective: it does.
    """
    return choices[Choice.PERSONALIZATION]


@implements("introduction.choose-use-and-sharing", "settings.not-purchases")
def choices_allow(signal: Signal, choices: Choices) -> bool:
    """Tell whether the person's choices let a signal be used, no matter when it came; purchases have no choice."""
    governing = GOVERNED_BY.get(signal.kind)
    return governing is None or choices[governing]


@implements("settings.web.adjust", "settings.web.save", "settings.ios.adjust", "settings.android.adjust")
def adjusted(choices: Choices, wanted: Choices) -> Choices:
    """Give the choices after an adjustment: what is not named stays as it was."""
    return choices | wanted
