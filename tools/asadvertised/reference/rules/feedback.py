"""The feedback form under the article."""

from asadvertised.reference.rules.citation import implements


@implements("feedback.leave-blank")
def from_a_person(trap: str) -> bool:
    """Tell whether an answer is a person's: only robots fill in the field that is to be left blank."""
    return trap == ""


@implements("feedback.was-this-helpful", "feedback.how-better")
def worth_keeping(helpful: str, text: str) -> bool:
    """Tell whether an answer says anything at all."""
    return bool(helpful or text.strip())
