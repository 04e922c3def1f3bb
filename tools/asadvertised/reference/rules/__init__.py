"""The rules of the article: pure functions, each citing the sentences that it implements.

`Rules` holds them as replaceable parts, so that a subclass can make a service that differs in exactly one of them.
"""

from collections.abc import Iterable
from datetime import date

from asadvertised.reference.model import Browser, Choices, Person, Phone, Purpose, SharedItem, Signal, Surface
from asadvertised.reference.rules import choices, devices, feedback, lists, sharing, showing


class Rules:
    """Every rule by its name."""

    offered_choices = staticmethod(choices.offered_choices)
    choices_on = staticmethod(choices.choices_on)
    choices_after_sign_in = staticmethod(choices.choices_after_sign_in)
    personalizes_at_all = staticmethod(choices.personalizes_at_all)
    choices_allow = staticmethod(choices.choices_allow)
    adjusted = staticmethod(choices.adjusted)
    held_before_save = staticmethod(choices.held_before_save)
    saved = staticmethod(choices.saved)
    adjusted_in_app = staticmethod(choices.adjusted_in_app)
    told_by_page = staticmethod(choices.told_by_page)
    old_enough_to_share = staticmethod(sharing.old_enough_to_share)
    shares_in = staticmethod(sharing.shares_in)
    choices_allow_sharing = staticmethod(sharing.choices_allow_sharing)
    shareable = staticmethod(sharing.shareable)
    third_party_subjects = staticmethod(sharing.third_party_subjects)
    controls_over = staticmethod(devices.controls_over)
    opted_out_by_choice = staticmethod(devices.opted_out_by_choice)
    says_opted_out = staticmethod(devices.says_opted_out)
    opted_out_after_sign_in = staticmethod(devices.opted_out_after_sign_in)
    opt_out_allows = staticmethod(devices.opt_out_allows)
    do_not_track_allows = staticmethod(devices.do_not_track_allows)
    may_personalize_view = staticmethod(devices.may_personalize_view)
    must_ask_permission = staticmethod(devices.must_ask_permission)
    tracking_after = staticmethod(devices.tracking_after)
    tracking_allows = staticmethod(devices.tracking_allows)
    advertising_id_allows = staticmethod(devices.advertising_id_allows)
    identifier_after_reset = staticmethod(devices.identifier_after_reset)
    opted_out_after_reset = staticmethod(devices.opted_out_after_reset)
    same_device = staticmethod(devices.same_device)
    counts_in_measuring = staticmethod(devices.counts_in_measuring)
    is_theirs = staticmethod(showing.is_theirs)
    serves_home_feed = staticmethod(showing.serves_home_feed)
    still_wanted = staticmethod(showing.still_wanted)
    reasons_for_ad = staticmethod(showing.reasons_for_ad)
    reasons_for_pin = staticmethod(showing.reasons_for_pin)
    effect_of = staticmethod(showing.effect_of)
    fingerprint = staticmethod(lists.fingerprint)
    from_a_person = staticmethod(feedback.from_a_person)
    kept_of = staticmethod(feedback.kept_of)

    def usable(self, signals: Iterable[Signal], purpose: Purpose, choices: Choices, surface: Surface) -> list[Signal]:
        """Give the signals that may be used, on whatever surface it would be."""
        del surface
        return [signal for signal in signals if self.may_personalize(signal, purpose, choices)]

    def may_personalize(self, signal: Signal, purpose: Purpose, choices: Choices) -> bool:
        """Tell whether a signal may be used: every control that governs it has to allow it."""
        return (
            self.personalizes_at_all(signal, choices)
            and self.choices_allow(signal, choices)
            and self._origin_allows(signal, purpose)
            and (purpose is Purpose.ADS or self.serves_home_feed(signal))
        )

    def shared(self, person: Person, signals: list[Signal], today: date) -> list[SharedItem]:
        """Give what partners may hold about a person: what may not be shared is withdrawn from them."""
        return self.shareable(signals) if self.may_share(person, today) else []

    def may_share(self, person: Person, today: date) -> bool:
        """Tell whether anything about a person may be shared: place, age and choice have to allow it."""
        return (
            self.shares_in(person.country)
            and self.old_enough_to_share(person.birth_date, today)
            and self.choices_allow_sharing(person)
        )

    def _origin_allows(self, signal: Signal, purpose: Purpose) -> bool:
        if isinstance(signal.origin, Browser):
            return self.opt_out_allows(signal, signal.origin, purpose) and self.do_not_track_allows(signal.origin)
        if isinstance(signal.origin, Phone):
            return self.tracking_allows(signal.origin) and self.advertising_id_allows(signal.origin)
        return True
