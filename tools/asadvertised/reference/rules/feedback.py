"""The feedback form under the article."""

from asadvertised.reference.model import Answer
from asadvertised.reference.rules.citation import implements


@implements("feedback.leave-blank")
def from_a_person(trap: str) -> bool:
    """Tell whether an answer is a person's: only robots fill in the field that is to be left blank."""
    return trap == ""


@implements("feedback.was-this-helpful", "feedback.how-better")
def kept_of(answer: Answer) -> tuple[Answer, ...]:
    """Give what is kept of an answer: all of it, once, unless it says nothing at all."""
    return (answer,) if answer.helpful or answer.text.strip() else ()
