"""Edit a page that the reference gives. What is not there to be edited is a fault of ours, and no variant."""

import re

from asadvertised.reference.rendering import Pages


def edited(html: str, *changes: tuple[str, str]) -> str:
    """Put one text in another's place, each wherever it stands.

    Raises LookupError for a text that is not on the page.
    """
    for old, new in changes:
        if old not in html:
            raise LookupError(old)
        html = html.replace(old, new)
    return html


def rewritten(html: str, pattern: str, new: str) -> str:
    """Put something in the place of whatever matches a pattern, whose dots are line ends too.

    Raises LookupError where nothing matches.
    """
    changed, count = re.subn(pattern, new, html, flags=re.DOTALL)
    if not count:
        raise LookupError(pattern)
    return changed


def without_row(html: str, name: str) -> str:
    """Take an entry out of a list of links."""
    return rewritten(html, rf'<li><a class="row" href="[^"]*">{name}<.*?</li>', "")


def restyled(style: str) -> str:
    """Give the stylesheet with rules that come last, and so decide."""
    return f"{Pages.stylesheet()}\n{style}\n"
