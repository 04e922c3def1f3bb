"""The help page: a link that is gone or leads nowhere, a form that loses or bends what it is told."""

from asadvertised.article.model import Article
from asadvertised.reference.model import Answer
from asadvertised.reference.rendering import Pages
from asadvertised.reference.rules import feedback
from asadvertised.reference.variants.catalogue import violates

CONTACT = "help.contact-us"
HELPFUL = "feedback.was-this-helpful"
BETTER = "feedback.how-better"
BLANK = "feedback.leave-blank"


@violates(CONTACT, "page_of_article")
def contact_us_leads_nowhere(article: Article) -> str:
    """The link "Contact us" leads to a page that was moved away."""
    return Pages.page_of_article(article).replace("/en/contact", "/en/contact-form")


@violates(CONTACT, "page_of_article")
def contact_us_is_gone(article: Article) -> str:
    """The words "Contact us" are still there; the link is not."""
    return Pages.page_of_article(article).replace('href="/en/contact"', "")


@violates(HELPFUL, "kept_of", also=(BETTER,))
def everybody_was_helped(answer: Answer) -> tuple[Answer, ...]:
    """Whatever a reader answers, "yes" is kept."""
    return feedback.kept_of(Answer("yes", answer.text))


@violates(HELPFUL, "kept_of", also=(BETTER,))
def a_no_is_not_kept(answer: Answer) -> tuple[Answer, ...]:
    """Only those who were helped are heard."""
    return feedback.kept_of(answer) if answer.helpful == "yes" else ()


@violates(HELPFUL, "kept_of", also=(BETTER,))
def answers_are_kept_twice(answer: Answer) -> tuple[Answer, ...]:
    """Each answer is counted twice."""
    return feedback.kept_of(answer) * 2


@violates(BETTER, "kept_of", also=(HELPFUL,))
def what_readers_say_is_dropped(answer: Answer) -> tuple[Answer, ...]:
    """The answer is kept; what the reader wrote is not."""
    return feedback.kept_of(Answer(answer.helpful, ""))


@violates(BETTER, "kept_of", also=(HELPFUL,))
def what_readers_say_is_cut_short(answer: Answer) -> tuple[Answer, ...]:
    """Only the first ten letters of what the reader wrote are kept."""
    return feedback.kept_of(Answer(answer.helpful, answer.text[:10]))


@violates(BLANK, "from_a_person")
def robots_are_heard(trap: str) -> bool:
    """What robots send is kept like anything else."""
    del trap
    return True


@violates(BLANK, "from_a_person", also=(HELPFUL, BETTER))
def the_trap_is_upside_down(trap: str) -> bool:
    """Robots are heard, and people are not."""
    return trap != ""
