"""The app panels' pages, on either system: pictures in the wrong corner, dead switches, no way in, no question."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from asadvertised.reference.model import Account, Choices, Surface
from asadvertised.reference.rendering import Pages
from asadvertised.reference.rules import choices
from asadvertised.reference.variants.catalogue import Part, add_violation, violates
from asadvertised.reference.variants.editing import edited, restyled, rewritten, without_row
from asadvertised.reference.variants.site import RESTS_ON_SETTINGS
from asadvertised.reference.views import DeviceView

SYSTEMS = {Surface.IOS: "iOS", Surface.ANDROID: "Android"}
LOG_IN = {Surface.WEB: "settings.web.log-in"} | {system: f"settings.{system.value}.open-app" for system in SYSTEMS}
MUST_ASK = "ios.must-ask-permission"
REFUSED = "ios.ask-not-to-track"
PICTURE = 'aria-label="Your profile picture"'
PHOTO = 'aria-label="Your profile photo"'
ELLIPSIS = 'aria-label="More options (ellipsis)"'
TURN = r'<input type="hidden" name="turn"[^>]*>\s*'
SWITCH = rf'{TURN}<button type="submit" role="switch" aria-checked="(\w+)"([^>]*)>(.*?)</button>'
SUBMIT = 'type="submit"'
SIGN_UP = [(">Log in to Pinterest<", ">Join Pinterest<"), (">Log in<", ">Sign up<")]
ANYBODY = tuple(Account)
PERSONAL = (Account.PERSONAL,)
BUSINESS = (Account.BUSINESS,)
NARROWEST = "@media (max-width: 380px)"
TOO_SMALL = "width: 8px; height: 8px; min-width: 0; min-height: 0; padding: 0;"


@dataclass(frozen=True)
class _Slip:
    """A page of the app that goes wrong for some accounts; `step` and `also` are ends of sentence ids."""

    name: str
    step: str
    says: str
    part: str
    change: Callable[[str, Any], str]
    whose: tuple[Account, ...] = ANYBODY
    also: tuple[str, ...] = ()
    rests: tuple[str, ...] = ()


def _picture_gone(html: str, _: object) -> str:
    return rewritten(html, rf"<a [^>]*{PICTURE}>.*?</a>", "")


def _photo_gone(html: str, _: object) -> str:
    return rewritten(html, rf"<a [^>]*{PHOTO}>.*?</a>", "")


def _ellipsis_gone(html: str, _: object) -> str:
    return rewritten(html, r"<a [^>]*\(ellipsis\)\">.*?</a>", "")


def _photo_first(html: str, _: object) -> str:
    return rewritten(html, rf'(<nav class="tabs"[^>]*>)(.*)(<a [^>]*{PHOTO}>.*?</a>)', r"\1\3\2")


def _corners_swapped(html: str, _: object) -> str:
    corner = r'(<div class="corner">.*?</div>)'
    return rewritten(html, rf'{corner}(\s*<p class="where">.*?</p>\s*){corner}', r"\3\2\1")


def _waits_for_save(html: str, _: object) -> str:
    box = r'<label>\3 <input type="checkbox" role="switch" name="turn" value="on" data-on="\1"\2></label>'
    html = rewritten(
        html, SWITCH, rf'<input type="hidden" name="turn" value="off">{box}<button type="submit">Save</button>'
    )
    return html.replace('data-on="true"', "checked").replace(' data-on="false"', "")


def _shown_the_other_way(html: str, _: object) -> str:
    html = html.replace('aria-checked="true"', "was-on").replace('aria-checked="false"', 'aria-checked="true"')
    return html.replace("was-on", 'aria-checked="false"')


def _as_it_began(_: str, view: Any) -> str:
    return Pages.page_of_app_settings(replace(view, rows=tuple(replace(row, on=True) for row in view.rows)))


def _nothing_offered(_: str, view: Any) -> str:
    return Pages.page_of_app_settings(replace(view, rows=()))


def _edits(*changes: tuple[str, str]) -> Callable[[str, Any], str]:
    return lambda html, _: edited(html, *changes)


HOME, PROFILE, ACCOUNT, SWITCHES = (
    "page_of_app_home",
    "page_of_app_profile",
    "page_of_app_account",
    "page_of_app_settings",
)
SLIPS = (
    _Slip("picture-is-called-otherwise", "profile-picture", 'The profile picture is called "Menu"', HOME,
          _edits((PICTURE, 'aria-label="Menu"')), PERSONAL),
    _Slip("picture-is-missing", "profile-picture", "The home feed has no profile picture", HOME,
          _picture_gone, PERSONAL),
    _Slip("picture-leads-nowhere", "profile-picture", "The profile picture leads to a page that is not there", HOME,
          _edits(('/profile"', '/me"')), PERSONAL),
    _Slip("picture-is-out-of-the-keyboards-reach", "profile-picture", "Tab passes the profile picture by", HOME,
          _edits((PICTURE, f'{PICTURE} tabindex="-1"')), PERSONAL),
    _Slip("photo-is-at-the-top-right", "profile-photo", "The profile photo stands at the top right", PROFILE,
          _corners_swapped, PERSONAL),
    _Slip("photo-is-missing", "profile-photo", "The profile has no photo that leads on", PROFILE,
          _photo_gone, PERSONAL),
    _Slip("photo-is-called-otherwise", "profile-photo", 'The profile photo is called "Menu"', PROFILE,
          _edits((PHOTO, 'aria-label="Menu"')), PERSONAL),
    _Slip("photo-leads-nowhere", "profile-photo", "The profile photo leads to a page that is not there", PROFILE,
          _edits(('/settings"', '/preferences"')), PERSONAL),
    _Slip("privacy-is-missing", "privacy-and-data", "The account settings have no Privacy and data", ACCOUNT,
          lambda html, _: without_row(html, "Privacy and data"), also=("business",)),
    _Slip("privacy-is-called-otherwise", "privacy-and-data", 'Privacy and data is called "Your information"', ACCOUNT,
          _edits((">Privacy and data<", ">Your information<")), also=("business",)),
    _Slip("privacy-leads-nowhere", "privacy-and-data", "Privacy and data leads to a page that is not there", ACCOUNT,
          _edits(("/privacy-and-data", "/privacy")), also=("business",)),
    _Slip("switches-wait-for-save", "adjust", "A switch holds only once a Save button is clicked", SWITCHES,
          _waits_for_save, also=("business",), rests=RESTS_ON_SETTINGS),
    _Slip("switches-show-the-other-state", "adjust", "What is on is shown as off, and the reverse", SWITCHES,
          _shown_the_other_way, also=("business",), rests=RESTS_ON_SETTINGS),
    _Slip("switches-show-what-was", "adjust", "Whatever was chosen, here or on the web, all is shown as on", SWITCHES,
          _as_it_began, also=("business",), rests=RESTS_ON_SETTINGS),
    _Slip("switches-are-greyed-out", "adjust", "The switches are shown, and nobody can turn them", SWITCHES,
          _edits(('role="switch"', 'role="switch" disabled')), also=("business",), rests=RESTS_ON_SETTINGS),
    _Slip("switches-are-missing", "adjust", "Privacy and data has nothing to adjust", SWITCHES,
          _nothing_offered, also=("business",), rests=RESTS_ON_SETTINGS),
    _Slip("business-photo-is-at-the-bottom-left", "business", "A business account's photo stands at the bottom left",
          HOME, _photo_first, BUSINESS),
    _Slip("business-photo-is-called-otherwise", "business", 'A business account\'s photo is called "Menu"', HOME,
          _edits((PHOTO, 'aria-label="Menu"')), BUSINESS),
    _Slip("ellipsis-is-missing", "business", "A business account's profile has no ellipsis", PROFILE,
          _ellipsis_gone, BUSINESS),
    _Slip("ellipsis-is-at-the-top-left", "business", "The ellipsis stands at the top left", PROFILE,
          _corners_swapped, BUSINESS),
    _Slip("ellipsis-is-called-otherwise", "business", 'The ellipsis is called "Tools"', PROFILE,
          _edits((ELLIPSIS, 'aria-label="Tools"')), BUSINESS),
    _Slip("ellipsis-leads-nowhere", "business", "The ellipsis leads to a page that is not there", PROFILE,
          _edits(('/settings"', '/preferences"')), BUSINESS),
)  # fmt: skip
# Where the picture is; a business account's photo is in the same place.
STYLES = {
    "picture-is-at-the-bottom-left": (
        "The profile picture stands at the bottom left",
        ".{0} .tabs {{ flex-direction: row-reverse; }}",
    ),
    "picture-is-in-the-middle-of-the-bottom": (
        "The profile picture stands between the other tabs",
        ".{0} .tabs .tile:last-child {{ order: -1; margin: 0 auto; }} .{0} .tabs .tile:first-child {{ order: -2; }}",
    ),
    "picture-is-missing-on-the-narrowest-phones": (
        "Where the screen is narrowest, there is no profile picture",
        f"{NARROWEST} {{{{ .{{0}} .tabs .tile:last-child {{{{ display: none; }}}} }}}}",
    ),
    "picture-is-too-small": (
        "The profile picture is eight pixels wide and high",
        f".{{0}} .tabs .tile:last-child, .{{0}} .tabs .portrait {{{{ {TOO_SMALL} }}}}",
    ),
    "picture-is-covered": (
        "Something lies over the profile picture, and takes the tap",
        '.{0}::after {{ content: ""; position: fixed; z-index: 8; right: 0; bottom: 0; width: 6rem; height: 6rem; }}',
    ),
}

LOG_INS = (
    ("the-right-password-is-refused", "Nobody's password is right", [('name="password"', 'name="passphrase"')]),
    ("the-log-in-is-greyed-out", "The button to log in cannot be clicked", [(SUBMIT, f"{SUBMIT} disabled")]),
    ("there-is-no-log-in", "The page to log in with only lets people sign up", SIGN_UP),
)


def _slipping(slip: _Slip, system: Surface) -> Part:
    page = getattr(Pages, slip.part)

    def show(view: Any) -> str:
        place = getattr(view, "place", view)
        html = str(page(view))
        return slip.change(html, view) if place.surface is system and place.account in slip.whose else html

    return show


def _styled(style: str, system: Surface) -> Part:
    return lambda: restyled(style.format(system.value))


def _taking(system: Surface, kept: Callable[[bool], bool]) -> Part:
    def told_by_page(surface: Surface, stand: Choices, wanted: Choices) -> Choices:
        told = choices.told_by_page(surface, stand, wanted)
        return {choice: on for choice, on in told.items() if surface is not system or kept(on)}

    return told_by_page


def _signing_in(surface: Surface, *changes: tuple[str, str]) -> Part:
    def show(view: Any) -> str:
        html = Pages.page_of_sign_in(view)
        return edited(html, *changes) if view.place.surface is surface else html

    return show


for _system, _named in SYSTEMS.items():
    _ids, _where = f"settings.{_system.value}", f"in the app on {_named}"
    _business = f"{_ids}.business"
    for _slip in SLIPS:
        _also = (*(f"{_ids}.{end}" for end in _slip.also), *_slip.rests)
        _says, _name = f"{_slip.says}, {_where}.", f"{_slip.name}-on-{_system.value}"
        add_violation(_name, f"{_ids}.{_slip.step}", _slip.part, _slipping(_slip, _system), _also, _says)
    for _name, (_says, _style) in STYLES.items():
        _part, _says = _styled(_style, _system), f"{_says}, {_where}."
        add_violation(
            f"{_name}-on-{_system.value}", f"{_ids}.profile-picture", "stylesheet", _part, (_business,), _says
        )
    _also = (_business, *RESTS_ON_SETTINGS)
    for _name, _says, _kept in (
        ("switches-do-nothing", "The page of switches keeps nothing", lambda _: False),
        ("switches-turn-on-only", "The page of switches keeps what is turned on, and nothing else", lambda on: on),
    ):
        _part = _taking(_system, _kept)
        add_violation(
            f"{_name}-on-{_system.value}", f"{_ids}.adjust", "told_by_page", _part, _also, f"{_says}, {_where}."
        )

for _surface, _sentence in LOG_IN.items():
    _also = () if _surface is Surface.WEB else (f"settings.{_surface.value}.business",)
    _where = "on the web" if _surface is Surface.WEB else f"in the app on {SYSTEMS[_surface]}"
    for _name, _says, _changes in LOG_INS:
        _part = _signing_in(_surface, *_changes)
        add_violation(f"{_name}-on-{_surface.value}", _sentence, "page_of_sign_in", _part, _also, f"{_says}, {_where}.")


@violates(MUST_ASK, "page_of_permission", also=(REFUSED, "settings.ios.open-app"))
def the_app_welcomes_instead_of_asking(view: DeviceView) -> str:
    """Where the app should ask, it welcomes people, and takes "Continue" for leave to track."""
    html = rewritten(Pages.page_of_permission(view), "<h1>.*?</p>", "<h1>Welcome to Pinterest</h1>")
    return rewritten(html, '<button [^>]*value="ask.*?</button>(.*)>Allow</button>', r"\1>Continue</button>")


@violates(MUST_ASK, "page_of_permission", also=(REFUSED,))
def the_app_takes_no_answer_but_allow(view: DeviceView) -> str:
    """The app asks, and "Allow" is the only answer."""
    return rewritten(Pages.page_of_permission(view), '<button [^>]*value="ask.*?</button>', "")


@violates(REFUSED, "page_of_permission", also=(MUST_ASK, "ios.only-once-disconnected"))
def the_app_takes_no_for_yes(view: DeviceView) -> str:
    """Whoever taps "Ask App Not to Track" has allowed it."""
    return edited(Pages.page_of_permission(view), ('value="ask-app-not-to-track"', 'value="allow"'))
