"""Read an article as its readers meet it, from a page, a draft in Markdown, or plain text."""

from asadvertised.article.reading.choosing import read, read_text
from asadvertised.article.reading.faults import LayoutNotFound, NoArticle
from asadvertised.article.reading.guessing import guess_layout
from asadvertised.article.reading.page import read_page, read_unknown_page
from asadvertised.article.reading.selecting import digest_of_layout

__all__ = [
    "LayoutNotFound",
    "NoArticle",
    "digest_of_layout",
    "guess_layout",
    "read",
    "read_page",
    "read_text",
    "read_unknown_page",
]
