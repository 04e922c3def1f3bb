"""What the parts of a page are to a person: their role and their accessible name, as far as HTML alone tells.

After https://www.w3.org/TR/accname-1.2/ and https://www.w3.org/TR/html-aam-1.0/, without style.
"""

from collections.abc import Iterator

from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString

from asadvertised.target.pages.doors import Thing

CLICKED = (
    "a[href], button, summary, input:is([type=submit], [type=button], [type=image]), "
    ":is([role=link], [role=button], [role=menuitem], [role=tab])"
)
SWITCHED = (
    "input:is([type=checkbox], [type=radio]), "
    ":is([role=switch], [role=checkbox], [role=radio], [role=menuitemcheckbox], [role=menuitemradio])"
)
FILLED = "input:not([type=hidden], [type=submit], [type=button], [type=image], [type=checkbox], [type=radio]), textarea"
LABELLED = f"{SWITCHED}, {FILLED}, select"
HIDDEN = "[hidden], [aria-hidden=true], [inert], template, script, style, input[type=hidden]"
HIDING = ("display:none", "visibility:hidden")
PASSED_OVER = ("script", "style", "template")


def all_called(page: BeautifulSoup, thing: Thing, kind: str) -> list[Tag]:
    """Give what a page has of a kind (a selector) that a person would take for this thing, in the page's order."""
    if thing.css:
        return [tag for tag in page.select(thing.css) if not is_hidden(tag)]
    wanted = {plain(name) for name in thing.names}
    return [tag for tag in page.select(kind) if plain(name_of(tag)) in wanted and not is_hidden(tag)]


def plain(name: str) -> str:
    """Give a name as people compare them: case, spaces and what trails off aside."""
    return " ".join(name.split()).casefold().rstrip(" .…:*").strip()


def is_hidden(tag: Tag) -> bool:
    """Tell whether the document itself hides something from everybody."""
    return any(_hides(one) for one in (tag, *tag.parents) if isinstance(one, Tag))


def _hides(tag: Tag) -> bool:
    style = str(tag.get("style", "")).replace(" ", "").lower()
    return tag.css.match(HIDDEN) or any(hiding in style for hiding in HIDING)


def name_of(tag: Tag) -> str:
    """Give the accessible name of a part of a page."""
    page = next((one for one in reversed(list(tag.parents)) if isinstance(one, BeautifulSoup)), None)
    candidates = (
        _texts(_named_by(tag, page)),
        str(tag.get("aria-label", "")),
        _texts(_labels(tag, page)) if tag.css.match(LABELLED) else "",
        str(tag.get("value" if tag.get("type") != "image" else "alt", "")) if tag.name == "input" else "",
        "" if tag.name in ("input", "textarea", "select") else text_of(tag),
        str(tag.get("title", "")),
        str(tag.get("placeholder", "")),
    )
    return next((" ".join(found.split()) for found in candidates if found.strip()), "")


def _named_by(tag: Tag, page: BeautifulSoup | None) -> list[Tag]:
    ids = str(tag.get("aria-labelledby", "")).split()
    return [found for each in ids if page and (found := page.find(id=each)) and isinstance(found, Tag)]


def _labels(tag: Tag, page: BeautifulSoup | None) -> list[Tag]:
    own = page.find_all("label", attrs={"for": tag["id"]}) if page and tag.get("id") else []
    around = tag.find_parent("label")
    return [label for label in (*own, around) if isinstance(label, Tag)]


def _texts(tags: list[Tag]) -> str:
    return " ".join(text_of(tag) for tag in tags)


def text_of(tag: Tag) -> str:
    """Give what a part of a page says; pictures say what stands for them."""
    return " ".join(" ".join(_said(tag)).split())


def _said(tag: Tag) -> Iterator[str]:
    for child in tag.children:
        if isinstance(child, Tag):
            if child.name in PASSED_OVER or child.get("aria-hidden") == "true" or child.has_attr("hidden"):
                continue
            if child.name == "img" or child.get("aria-label"):
                yield str(child.get("aria-label") or child.get("alt", ""))
            else:
                yield from _said(child)
        elif type(child) is NavigableString:
            yield str(child)
