"""The rules of the article: pure functions, each citing the sentences that it implements.

`Rules` holds them as replaceable parts, so that a subclass can make a service that differs in exactly one of them.
"""

from datetime import date

from asadvertised.reference.model import Browser, Choices, Person, Phone, Purpose, Signal
from asadvertised.reference.rules import choices, devices, feedback, lists, sharing, showing


class Rules:
    """Every rule by its name."""

    offered_choices = staticmethod(choices.offered_choices)
    personalizes_at_all = staticmethod(choices.personalizes_at_all)
    choices_allow = staticmethod(choices.choices_allow)
    adjusted = staticmethod(choices.adjusted)
    old_enough_to_share = staticmethod(sharing.old_enough_to_share)
    shares_in = staticmethod(sharing.shares_in)
    choices_allow_sharing = staticmethod(sharing.choices_allow_sharing)
    shareable = staticmethod(sharing.shareable)
    third_party_subjects = staticmethod(sharing.third_party_subjects)
    opt_out_allows = staticmethod(devices.opt_out_allows)
    do_not_track_allows = staticmethod(devices.do_not_track_allows)
    may_personalize_view = staticmethod(devices.may_personalize_view)
    must_ask_permission = staticmethod(devices.must_ask_permission)
    tracking_allows = staticmethod(devices.tracking_allows)
    advertising_id_allows = staticmethod(devices.advertising_id_allows)
    same_device = staticmethod(devices.same_device)
    counts_in_measuring = staticmethod(devices.counts_in_measuring)
    serves_home_feed = staticmethod(showing.serves_home_feed)
    still_wanted = staticmethod(showing.still_wanted)
    reasons_for_ad = staticmethod(showing.reasons_for_ad)
    reasons_for_pin = staticmethod(showing.reasons_for_pin)
    fingerprint = staticmethod(lists.fingerprint)
    on_list = staticmethod(lists.on_list)
    from_a_person = staticmethod(feedback.from_a_person)
    worth_keeping = staticmethod(feedback.worth_keeping)

    def may_personalize(self, signal: Signal, purpose: Purpose, choices: Choices) -> bool:
        """Tell whether a signal may be used: every control that governs it has to allow it."""
        return (
            self.personalizes_at_all(choices)
            and self.choices_allow(signal, choices)
            and self._origin_allows(signal, purpose)
            and (purpose is Purpose.ADS or self.serves_home_feed(signal))
        )

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
