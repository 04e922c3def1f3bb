"""Choose how a text is read by what it says it is."""

import re
from collections.abc import Collection
from dataclasses import replace

from asadvertised.article.model import Article, PageLayout
from asadvertised.article.passage import Passage
from asadvertised.article.reading.blocks import Splitter, passages_from
from asadvertised.article.reading.markdown import markdown_blocks
from asadvertised.article.reading.page import read_page
from asadvertised.article.reading.plaintext import text_blocks

HTML = frozenset(["text/html", "application/xhtml+xml"])
MARKDOWN = frozenset(["text/markdown", "text/x-markdown", "text/mdx", "text/vnd.daringfireball.markdown"])
LIKE_HTML = re.compile(
    r"\s*(?:<!--.*?-->\s*)*<(?:!doctype|html|head|body|main|article|div|p)\b", re.IGNORECASE | re.DOTALL
)
LIKE_MARKDOWN = re.compile(r"\A\ufeff?(?:---|\+\+\+)[ \t]*$|^#{1,6}[ \t]+\S", re.MULTILINE)


def read(text: str, media_type: str, layout: PageLayout, article: Article, address: str = "") -> list[Passage]:
    """Read an article from whatever it comes as; its links are told as they lead from `address`.

    Raises what `read_page` raises, of what is a page.
    """
    if is_page(text, media_type):
        return read_page(text, layout, article, address)
    known = [sentence.text for sentence in article.sentences]
    return read_text(text, media_type, known, address or article.article.source)


def read_text(text: str, media_type: str, known: Collection[str] = (), address: str = "") -> list[Passage]:
    """Read a draft in Markdown or plain text, with the line that each sentence begins on.

    Servers call Markdown plain text, so that the text has the last word. Raises NoArticle for too large a text.
    """
    is_markdown = _bare(media_type) in MARKDOWN or LIKE_MARKDOWN.search(text)
    blocks = markdown_blocks(text, address) if is_markdown else text_blocks(text, known)
    passages = passages_from(blocks, Splitter([sentence] for sentence in known))
    return passages if is_markdown else [replace(passage, bare=True) for passage in passages]


def is_page(text: str, media_type: str) -> bool:
    """Tell HTML, by its name, or where it has none, by its looks."""
    bare = _bare(media_type)
    return bare in HTML or (not bare and bool(LIKE_HTML.match(text)))


def _bare(media_type: str) -> str:
    return media_type.partition(";")[0].strip().lower()
