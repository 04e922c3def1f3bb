"""The pages and the words that people read: pure functions, as replaceable as the rules."""

from functools import cache
from pathlib import Path
from secrets import token_hex
from zlib import crc32

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from asadvertised.article.model import Article
from asadvertised.reference.model import Choice, ReasonKind
from asadvertised.reference.views import (
    BoardsView,
    ChoiceView,
    DeviceView,
    ElsewhereView,
    HomeView,
    PinView,
    Place,
    ProblemView,
    SearchView,
    SettingsView,
    SignInView,
)

TEMPLATES = Path(__file__).resolve().parent / "pages"
HUES = 8

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
NAMES = {
    Choice.PERSONALIZATION: "Personalization",
    Choice.PINTEREST_ACTIVITY: "Activity on Pinterest",
    Choice.SITE_VISITS: "Visits to sites with the Save button",
    Choice.PARTNER_INFORMATION: "Information from partners",
    Choice.SHARE_WITH_PARTNERS: "Sharing with partners",
}
EXPLAINED = {
    Choice.PERSONALIZATION: "Off means that nothing you do, on Pinterest or off it, is used for your feed or your ads.",
    Choice.PINTEREST_ACTIVITY: "Pins you click and boards you create.",
    Choice.SITE_VISITS: "Pages off Pinterest that have the Save button or a widget.",
    Choice.PARTNER_INFORMATION: "What advertisers and other partners tell us about you.",
    Choice.SHARE_WITH_PARTNERS: "What we tell partners about you, for third-party ads.",
}


def _hue(subject: str) -> int:
    """Give a colour's number to a subject: the same one each time."""
    return crc32(subject.encode()) % HUES


@cache
def _template(name: str) -> Template:
    loader = FileSystemLoader(TEMPLATES)
    environment = Environment(loader=loader, autoescape=True, undefined=StrictUndefined)
    environment.filters["hue"] = _hue
    return environment.get_template(name)


@cache
def site_file(name: str) -> str:
    """Give a file that pages refer to."""
    return (TEMPLATES / "site" / name).read_text(encoding="utf-8")


def _of_site(name: str, view: object) -> str:
    return _template(f"site/{name}.html.j2").render(view=view, place=getattr(view, "place", None))


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

    @staticmethod
    def words_of_choice(choice: Choice) -> str:
        """Name a choice."""
        return NAMES[choice]

    @staticmethod
    def stylesheet() -> str:
        """Give the stylesheet of all pages: it decides where things are, which the article promises too."""
        return site_file("style.css")

    @staticmethod
    def page_of_sign_in(view: SignInView) -> str:
        """Give the form to sign in with, on the web or in the app."""
        return _of_site("sign_in", view)

    @staticmethod
    def page_of_web_home(view: HomeView) -> str:
        """Give the home feed on the web."""
        return _of_site("home", view)

    @staticmethod
    def page_of_app_home(view: HomeView) -> str:
        """Give the home feed in the app."""
        return _of_site("home", view)

    @staticmethod
    def page_of_search(view: SearchView) -> str:
        """Give what a search found."""
        return _of_site("search", view)

    @staticmethod
    def page_of_pin(view: PinView) -> str:
        """Give one Pin."""
        return _of_site("pin", view)

    @staticmethod
    def page_of_boards(view: BoardsView) -> str:
        """Give a person's boards."""
        return _of_site("boards", view)

    @staticmethod
    def page_of_more_options(place: Place) -> str:
        """Give the menu behind the icon at the bottom left, on the web."""
        return _template("site/more_options.html.j2").render(place=place)

    @staticmethod
    def page_of_web_account(place: Place) -> str:
        """Give the account settings on the web, which hold "Privacy and data"."""
        return _template("site/web_account.html.j2").render(place=place)

    @staticmethod
    def page_of_web_settings(view: SettingsView) -> str:
        """Give "Privacy and data" on the web: nothing holds before Save."""
        return _of_site("web_settings", view)

    @staticmethod
    def page_of_stale_settings(view: SettingsView) -> str:
        """Give what a person sees who saves a form that was opened before the choices changed elsewhere."""
        return _of_site("stale_settings", view)

    @staticmethod
    def page_of_permission(view: DeviceView) -> str:
        """Give the question whether the app may track, as the phone asks it."""
        return _of_site("permission", view)

    @staticmethod
    def page_of_app_profile(place: Place) -> str:
        """Give a person's own profile in the app, from which their settings are reached."""
        return _template("site/app_profile.html.j2").render(place=place)

    @staticmethod
    def page_of_app_account(place: Place) -> str:
        """Give the account settings in the app, which hold "Privacy and data"."""
        return _template("site/app_account.html.j2").render(place=place)

    @staticmethod
    def page_of_app_settings(view: SettingsView) -> str:
        """Give "Privacy and data" in the app: each switch holds at once."""
        return _of_site("app_settings", view)

    @staticmethod
    def page_of_device(view: DeviceView) -> str:
        """Give the first screen of a phone's own settings."""
        return _of_site("device", view)

    @staticmethod
    def page_of_device_privacy(view: DeviceView) -> str:
        """Give the screen Privacy of a phone's own settings."""
        return _of_site("device_privacy", view)

    @staticmethod
    def page_of_device_ads(view: DeviceView) -> str:
        """Give the screen on which a phone's advertising identifier is reset, and its use opted out of."""
        return _of_site("device_ads", view)

    @staticmethod
    def page_of_device_tracking(view: DeviceView) -> str:
        """Give the screen Tracking of an iPhone, with a switch for each app."""
        return _of_site("device_tracking", view)

    @staticmethod
    def page_of_choices(view: ElsewhereView) -> str:
        """Give the choice page, which stands in for the DAA's and embeds what each company says of the browser."""
        return _of_site("choices", view)

    @staticmethod
    def page_of_framed_choice(view: ChoiceView) -> str:
        """Give what the choice page embeds: how this browser stands, and the way to opt out."""
        return _of_site("framed_choice", view)

    @staticmethod
    def page_of_other_site(view: ElsewhereView) -> str:
        """Give a page of somebody else's with the Save button or a widget."""
        return _of_site("other_site", view)

    @staticmethod
    def page_of_framed_feature(view: ElsewhereView) -> str:
        """Give the Save button or the widget that other sites embed."""
        return _of_site("framed_feature", view)

    @staticmethod
    def page_of_shop(view: ElsewhereView) -> str:
        """Give a page of a shop that has the tag: a thing, the check-out, or the thanks for buying."""
        return _of_site("shop", view)

    @staticmethod
    def page_of_problem(view: ProblemView) -> str:
        """Say to a person what went wrong, and where to go from there."""
        return _of_site("problem", view)
