"""The choice page, and the form and the link under the article: what a browser shows of them, and what they send."""

from asadvertised.article.model import Article
from asadvertised.reference.rendering import Pages
from asadvertised.reference.variants.catalogue import violates
from asadvertised.reference.variants.editing import edited, restyled, rewritten
from asadvertised.reference.views import ChoiceView, ElsewhereView

PROVIDES = "web-activity.provides-opt-out"
OPT_OUT = "web-activity.opt-out-of-targeted-ads"
COOKIES = "web-activity.cleared-cookies"
NOT_OTHERS = "web-activity.not-apps-or-other-browsers"
RESTS_ON_OPT_OUT = (OPT_OUT, COOKIES)
CONTACT = "help.contact-us"
HELPFUL = "feedback.was-this-helpful"
BETTER = "feedback.how-better"
BLANK = "feedback.leave-blank"
TEXT = 'name="additional_response"'
TRAP = 'name="homepage" type="text" value=""'


@violates(PROVIDES, "page_of_framed_choice", also=RESTS_ON_OPT_OUT)
def the_choice_page_embeds_no_way_out(view: ChoiceView) -> str:
    """The choice page says how the browser stands, and offers no opt out."""
    return rewritten(Pages.page_of_framed_choice(view), "<form.*?</form>", "")


@violates(PROVIDES, "page_of_framed_choice", also=RESTS_ON_OPT_OUT)
def the_choice_page_embeds_nothing(view: ChoiceView) -> str:
    """What the choice page embeds stays empty."""
    return rewritten(Pages.page_of_framed_choice(view), '(<main id="content">).*?(</main>)', r"\1\2")


@violates(PROVIDES, "page_of_choices", also=RESTS_ON_OPT_OUT)
def the_choice_page_does_not_list_the_company(view: ElsewhereView) -> str:
    """The choice page lists companies that take part, and this one is not among them."""
    html = rewritten(Pages.page_of_choices(view), "<iframe.*?</iframe>", "<p>None at the moment.</p>")
    return rewritten(html, '<p class="small">.*?</p>', "")


@violates(PROVIDES, "page_of_framed_choice", also=RESTS_ON_OPT_OUT)
def the_opt_out_is_refused(view: ChoiceView) -> str:
    """The button "Opt out" leads to a refusal."""
    return rewritten(Pages.page_of_framed_choice(view), 'name="form_token" value="[^"]*"', 'name="form_token" value=""')


@violates(PROVIDES, "page_of_framed_choice", also=RESTS_ON_OPT_OUT)
def the_frame_never_says_opted_out(view: ChoiceView) -> str:
    """Whoever opts out on the page is told that they have not."""
    return Pages.page_of_framed_choice(ChoiceView(view.place, opted_out=False))


@violates(PROVIDES, "page_of_framed_choice", also=(COOKIES, NOT_OTHERS))
def the_frame_always_says_opted_out(view: ChoiceView) -> str:
    """Whoever opens the page is told that this browser has opted out."""
    return Pages.page_of_framed_choice(ChoiceView(view.place, opted_out=True))


@violates(CONTACT, "stylesheet")
def contact_us_cannot_be_seen() -> str:
    """The link "Contact us" is on the page, and not shown."""
    return restyled("pin-button { display: none; }")


@violates(CONTACT, "stylesheet")
def contact_us_is_covered() -> str:
    """Something lies over the link "Contact us", and takes the click."""
    return restyled(
        'pin-button { position: relative; } pin-button::after { content: ""; position: absolute; inset: 0; }'
    )


@violates(HELPFUL, "page_of_article", also=(BETTER,))
def yes_sends_no(article: Article) -> str:
    """Whoever clicks "Yes" has answered "no", and the reverse."""
    changes = (('value="yes"', 'value="-"'), ('value="no"', 'value="yes"'), ('value="-"', 'value="no"'))
    return edited(Pages.page_of_article(article), *changes)


@violates(HELPFUL, "page_of_article", also=(BETTER,))
def the_feedback_form_leads_nowhere(article: Article) -> str:
    """The feedback form is sent to a page that is not there."""
    return edited(Pages.page_of_article(article), ('/feedback" method', '/opinion" method'))


@violates(HELPFUL, "page_of_article", also=(BETTER,))
def the_feedback_form_cannot_be_sent(article: Article) -> str:
    """The button that sends the feedback form cannot be clicked."""
    return edited(Pages.page_of_article(article), ('<input type="submit"', '<input type="submit" disabled'))


@violates(BETTER, "page_of_article", also=(HELPFUL,))
def the_form_asks_nothing_further(article: Article) -> str:
    """The form asks how to make the article better, and has no field for it."""
    return rewritten(Pages.page_of_article(article), "<textarea.*?</textarea>", "")


@violates(BETTER, "stylesheet", also=(HELPFUL,))
def the_further_field_cannot_be_seen() -> str:
    """The field for what would make the article better is never shown."""
    return restyled(".further textarea { display: none; }")


@violates(BETTER, "page_of_article", also=(HELPFUL,))
def the_further_field_is_not_read(article: Article) -> str:
    """The field has a name that nobody reads, so that what a reader writes is lost."""
    return edited(Pages.page_of_article(article), (TEXT, 'name="comment"'))


@violates(BETTER, "page_of_article", also=(HELPFUL,))
def the_further_field_is_short(article: Article) -> str:
    """The field takes ten letters."""
    return edited(Pages.page_of_article(article), ('maxlength="5000"', 'maxlength="10"'))


@violates(BLANK, "page_of_article")
def the_trap_is_not_read(article: Article) -> str:
    """The field that is to be left blank has a name that nobody reads, so that robots are heard."""
    return edited(Pages.page_of_article(article), (TRAP, TRAP.replace("homepage", "website")))


@violates(BLANK, "page_of_article", also=(HELPFUL, BETTER))
def the_trap_is_filled_in_already(article: Article) -> str:
    """The field that is to be left blank is not blank, so that nobody is heard."""
    return edited(Pages.page_of_article(article), (TRAP, TRAP.replace('value=""', 'value="https://"')))


@violates(BLANK, "page_of_article")
def people_fall_into_the_trap(article: Article) -> str:
    """People see the field, called "Your homepage"; whoever fills it in, as asked, is not heard."""
    changes = (('<div class="trap">', '<div class="fields">'), (">Leave this field blank<", ">Your homepage<"))
    return edited(Pages.page_of_article(article), *changes)
