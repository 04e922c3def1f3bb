"""The pages and the words that people read: pure functions, as replaceable as the rules."""

from functools import cache
from pathlib import Path
from secrets import token_hex

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from asadvertised.article.model import Article
from asadvertised.reference.model import ReasonKind

TEMPLATES = Path(__file__).resolve().parent / "pages"

WORDS = {
    ReasonKind.PIN_CLICK: "You clicked a Pin about this.",
    ReasonKind.BOARD: "You created a board about this.",
    ReasonKind.SITE_VISIT: "You visited a site with the Save button or a widget.",
    ReasonKind.TAG: "You were in this advertiser's shop.",
    ReasonKind.APP_EVENT: "You used this advertiser's app.",
    ReasonKind.CUSTOMER_LIST: "You are a customer of this advertiser.",
    ReasonKind.PURCHASE_ON_PINTEREST: "You bought this on Pinterest.",
    ReasonKind.SHARED_WITH_PARTNER: "A partner was told of your activity.",
}


@cache
def _template(name: str) -> Template:
    loader = FileSystemLoader(TEMPLATES)
    return Environment(loader=loader, autoescape=True, undefined=StrictUndefined).get_template(name)


class Pages:
    """Every page and wording by its name."""

    @staticmethod
    def page_of_article(article: Article) -> str:
        """Give the help article; its build tokens change from fetch to fetch, as the real one's do."""
        return _template("article.html.j2").render(article=article, token=lambda: token_hex(8))

    @staticmethod
    def page_of_contact() -> str:
        """Give the page that "Contact us" leads to."""
        return _template("contact.html.j2").render()

    @staticmethod
    def page_of_thanks(article: Article) -> str:
        """Give the page that follows the feedback form."""
        return _template("thanks.html.j2").render(article=article)

    @staticmethod
    def words_of_reason(kind: ReasonKind) -> str:
        """Say to a person why something is shown."""
        return WORDS[kind]
