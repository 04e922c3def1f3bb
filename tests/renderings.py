"""The article as its publisher might write it: as a page, in Markdown, and as plain text."""

import random
import textwrap
from collections.abc import Iterator

from asadvertised.article.model import Article, Kind, Sentence
from asadvertised.article.transcription import load_article
from asadvertised.content import own_root
from asadvertised.reference.rendering import _template

ARTICLE = load_article(own_root() / "features" / "personalization" / "article.toml")
WIDTHS = (0, 40, 60, 72, 80, 100)


def page(article: Article = ARTICLE, seed: int = 0) -> str:
    """Give the page, with the tokens of one fetch."""
    numbers = random.Random(seed)  # noqa: S311  tokens, not secrets
    return _template("article.html.j2").render(article=article, token=lambda: f"{numbers.getrandbits(64):x}")


def markdown(article: Article = ARTICLE) -> str:
    """Give the article in Markdown, a line for each block."""
    rows = (f"{'#' * level}{mark} {linked(block)}".strip() for level, mark, block in _marked(article, "-"))
    return "\n\n".join(rows) + "\n"


def plain_text(article: Article = ARTICLE, width: int = 72, between: str = "\n\n") -> str:
    """Give the article in plain text, wrapped at a width, or with a line for each block."""
    return between.join(_wrapped(mark, words(block), width) for _, mark, block in _marked(article, "•")) + "\n"


def words(block: tuple[Sentence, ...]) -> str:
    """Give the text of a block."""
    return " ".join(sentence.text for sentence in block)


def linked(block: tuple[Sentence, ...]) -> str:
    """Give the text of a block in Markdown, with its links."""
    text = words(block).replace("_", "\\_")
    for sentence in block:
        for link in sentence.links:
            text = text.replace(link.text, f"[{link.text}]({link.href or '#'})", 1)
    return text


def _marked(article: Article, bullet: str) -> Iterator[tuple[int, str, tuple[Sentence, ...]]]:
    step = 0
    for section in article.section:
        for block in section.blocks:
            is_step = block[0].kind is Kind.STEP and not block[0].item
            step = step + 1 if is_step else 0
            mark = f"{step}." if is_step else bullet if block[0].item else ""
            yield section.level if block[0].kind is Kind.HEADING else 0, mark, block


def _wrapped(mark: str, text: str, width: int) -> str:
    whole = f"{mark} {text}".strip()
    if not width:
        return whole
    indent = " " * (len(mark) + 1) if mark else ""
    return textwrap.fill(whole, width, subsequent_indent=indent, break_on_hyphens=False, break_long_words=False)
