"""What the parts of a page are to a person: their role and their accessible name, as far as HTML alone tells.

After https://www.w3.org/TR/accname-1.2/ and https://www.w3.org/TR/html-aam-1.0/, without style sheets.
"""

import re
from collections.abc import Iterator

from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString

from asadvertised.target.pages.doors import Thing

CLICKED = (
    "a[href], area[href], button, summary, input:is([type=submit i], [type=button i], [type=reset i], [type=image i]), "
    ":is([role=link], [role=button], [role=menuitem], [role=tab])"
)
SWITCHED = (
    "input:is([type=checkbox i], [type=radio i]), "
    ":is([role=switch], [role=checkbox], [role=radio], [role=menuitemcheckbox], [role=menuitemradio])"
)
FILLED = (
    "input:not([type=hidden i], [type=submit i], [type=button i], [type=reset i], [type=image i], "
    "[type=checkbox i], [type=radio i], [type=file i]), textarea"
)
LABELLED = f"input:not([type=hidden i]), textarea, select, button, {SWITCHED}"
UNSEEN = (
    "[hidden], [inert], template, script, style, input[type=hidden i], dialog:not([open]), [popover], "
    "details:not([open]) > :not(summary:first-of-type)"
)
HIDDEN = f"{UNSEEN}, [aria-hidden=true]"
HIDING = re.compile(r"(?:^|;)(?:display:none|visibility:(?:hidden|collapse))(?:!important)?(?:;|$)")
PASSED_OVER = ("script", "style", "template", "textarea", "select")
INLINE = re.compile(
    "a|abbr|b|bdi|bdo|cite|code|data|del|dfn|em|font|i|img|ins|kbd|label|mark|q|s|samp|small|span|strong|sub|sup|svg|"
    "time|title|tt|u|var"
)
WITHOUT_VALUE = {"submit": "Submit", "image": "Submit", "reset": "Reset"}
BY_KIND = {  # https://html.spec.whatwg.org/multipage/form-control-infrastructure.html#autofill
    "email": "input:is([type=email i], [autocomplete~=email i], [autocomplete~=username i])",
    "password": "input[type=password i]",
}
TRAILING = r"\s.…:*"
TRAILS_OFF = re.compile(rf"[{TRAILING}]+$")


def all_called(page: BeautifulSoup, thing: Thing, kind: str, *, hidden: bool = False) -> list[Tag]:
    """Give what a page has of a kind (a selector) that a person would take for this thing, in the page's order.

    With `hidden`, what nobody sees comes after what is seen. A field that everybody knows by
    what it is for may be called anything.
    """
    known = field_of(thing) if FILLED in kind else None
    return _called(page, thing, kind, hidden=hidden) or (_called(page, known, kind, hidden=hidden) if known else [])


def field_of(thing: Thing) -> Thing | None:
    """Give by what else the field of an address or of a password is known than its name; nothing for other things."""
    found = [BY_KIND[name] for name in map(plain, thing.names) if name in BY_KIND]
    return Thing(css=found[0]) if found and not thing.css else None


def _called(page: BeautifulSoup, thing: Thing, kind: str, *, hidden: bool) -> list[Tag]:
    wanted = {plain(name) for name in thing.names} - {""}
    every = page.select(thing.css or kind)
    found = every if thing.css else [tag for tag in every if plain(name_of(tag)) in wanted]
    hides = UNSEEN if thing.css else HIDDEN
    shown = [tag for tag in found if not is_hidden(tag, hides)]
    return shown + [tag for tag in found if hidden and tag not in shown]


def plain(name: str) -> str:
    """Give a name as people compare them: case, spaces and what trails off aside."""
    return TRAILS_OFF.sub("", " ".join(name.split())).casefold()


def is_hidden(tag: Tag, hides: str = HIDDEN) -> bool:
    """Tell whether the document itself hides something from everybody."""
    return any(_hides(one, hides) for one in (tag, *tag.parents) if not isinstance(one, BeautifulSoup))


def _hides(tag: Tag, hides: str) -> bool:
    return tag.css.match(hides) or HIDING.search("".join(str(tag.get("style", "")).split()).lower()) is not None


def name_of(tag: Tag) -> str:
    """Give the accessible name of a part of a page."""
    page = next((one for one in tag.parents if isinstance(one, BeautifulSoup)), None)
    candidates = (
        _texts(_named_by(tag, page)),
        str(tag.get("aria-label", "")),
        _texts(_labels(tag, page)) if tag.css.match(LABELLED) else "",
        _of_itself(tag),
        str(tag.get("title", "")),
        str(tag.get("placeholder", "")),
    )
    return next((" ".join(found.split()) for found in candidates if found.strip()), "")


def _of_itself(tag: Tag) -> str:
    """Give the name that something has by what it holds: a field has none."""
    kind = str(tag.get("type", "")).lower()
    if tag.name == "area" or (tag.name == "input" and kind == "image" and tag.get("alt")):
        return str(tag.get("alt", ""))
    if tag.name == "input" and kind in {*WITHOUT_VALUE, "button"}:
        return str(tag.get("value") or tag.get("title") or WITHOUT_VALUE.get(kind, ""))
    return "" if tag.name in {"input", "textarea", "select"} else text_of(tag)


def _named_by(tag: Tag, page: BeautifulSoup | None) -> list[Tag]:
    ids = str(tag.get("aria-labelledby", "")).split()
    return [found for each in ids if page and (found := page.find(id=each)) and isinstance(found, Tag)]


def _labels(tag: Tag, page: BeautifulSoup | None) -> list[Tag]:
    own = page.find_all("label", attrs={"for": tag["id"]}) if page and tag.get("id") else []
    around = tag.find_parent("label")
    is_its = around is not None and not around.get("for") and _is_first(tag, around)
    return [label for label in (*own, around if is_its else None) if isinstance(label, Tag)]


def _is_first(tag: Tag, label: Tag) -> bool:
    """Tell whether this is what a label is around for: the first that can be labelled, or what has but a role."""
    return tag in label.select(LABELLED)[:1]


def _texts(tags: list[Tag]) -> str:
    return " ".join(str(tag.get("aria-label") or text_of(tag)) for tag in tags)


def text_of(tag: Tag) -> str:
    """Give what a part of a page says; pictures say what stands for them."""
    return " ".join("".join(_said(tag, HIDDEN)).split())


def shown_by(page: BeautifulSoup) -> str:
    """Give what a page says to whoever looks at it."""
    return " ".join("".join(_said(page.body or page, UNSEEN)).split())


def _said(tag: Tag, hides: str) -> Iterator[str]:
    for child in tag.children:
        if isinstance(child, Tag):
            if child.name in PASSED_OVER or _hides(child, hides):
                continue
            apart = "" if INLINE.fullmatch(child.name) else " "
            stands_for = child.get("aria-label") or child.get("alt") if hides == HIDDEN or child.name == "img" else ""
            said = str(stands_for or "".join(_said(child, hides)))
            if hides == HIDDEN:
                said = said if said.strip() else str(child.get("title", ""))
            yield f"{apart}{said}{apart}"
        elif type(child) is NavigableString:
            yield str(child)
