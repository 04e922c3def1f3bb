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
A_MARK = re.compile(r"^(?:#{1,6} |[-*+] |\d+\. |> |```|=+$)|\]\(", re.MULTILINE)


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
    """Tell the kind of a text of which nothing is said."""
    start = text[:STARTS]
    if A_TAG.search(start) or start.lstrip().startswith("<"):
        return HTML
    return MARKDOWN if A_MARK.search(start) else PLAIN
