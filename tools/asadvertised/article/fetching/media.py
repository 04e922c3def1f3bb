"""What kind of text a page is: HTML, Markdown or plain, by what is said of it, else by its name, else by its look."""

import re
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from asadvertised.article.fetching.page import HTML, MARKDOWN, PLAIN

KINDS = {
    "text/html": HTML,
    "application/xhtml+xml": HTML,
    "text/markdown": MARKDOWN,
    "text/x-markdown": MARKDOWN,
    "text/plain": PLAIN,
}
SUFFIXES = {
    ".html": HTML,
    ".htm": HTML,
    ".xhtml": HTML,
    ".md": MARKDOWN,
    ".markdown": MARKDOWN,
    ".mdown": MARKDOWN,
    ".txt": PLAIN,
    ".text": PLAIN,
}
STARTS = 4096
A_TAG = re.compile(r"<(?:!doctype|!--|html|head|body|main|article|div|p|h[1-6]|ul|ol|table|section)\b", re.IGNORECASE)
BEGINS_AS_HTML = re.compile(
    r"\ufeff?\s*(?:<!--(?:(?!-->).)*-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL
)
FRONT_MATTER = re.compile(r"\ufeff?(---|\+\+\+)[ \t]*\r?\n.*?^\1[ \t]*$", re.MULTILINE | re.DOTALL)
OF_MARKDOWN = re.compile(
    r"""
    ^\ {0,3}\#{1,6}[ ]\S                                        # a heading
    | (?:\A|\n[ \t]*\r?\n)\ {0,3}(?:```|~~~)                     # fenced code, where no heading is underlined
    | \]\(                                                      # a link
    | (?<![\w*])(\*{1,3})(?![\s*])[^*\n]{0,200}(?<!\s)\1(?![\w*])  # emphasis
    | (?<![\w_])(_{1,3})(?![\s_])[^_\n]{0,200}(?<!\s)\2(?![\w_])
    """,
    re.MULTILINE | re.VERBOSE,
)


def said_of(content_type: str) -> str:
    """Give the media type that a header names, without its parameters."""
    return content_type.partition(";")[0].strip().lower()


def kind_of(content_type: str, name: str) -> str:
    """Give the kind by the header, or by the name where the header says nothing, or no more than that it is text.

    Nothing where neither tells; what cannot be read is given as the header names it.
    """
    said = said_of(content_type)
    kind = KINDS.get(said, said)
    by_name = SUFFIXES.get(PurePosixPath(urlsplit(name).path if "://" in name else name).suffix.lower(), "")
    return by_name or kind if kind in ("", PLAIN, "application/octet-stream") else kind


def looks_like(text: str) -> str:
    """Tell the kind of a text of which nothing is said; a list, or a line under a heading, is plain text's as well."""
    start = text[:STARTS]
    if A_TAG.search(start) or start.lstrip().startswith("<"):
        return HTML
    return MARKDOWN if FRONT_MATTER.match(text) or OF_MARKDOWN.search(text) else PLAIN


def is_html_by_its_beginning(text: str) -> bool:
    """Tell HTML that a server calls plain text."""
    return BEGINS_AS_HTML.match(text) is not None
