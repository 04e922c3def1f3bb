"""Read Markdown: rendered as its readers would meet it, and read as a page, each sentence with its line."""

import re
from collections.abc import Iterable, Sequence

from markdown_it import MarkdownIt
from markdown_it.token import Token

from asadvertised.article.model import Kind, PageLayout, Select
from asadvertised.article.reading.blocks import Block, Under
from asadvertised.article.reading.directives import Line, without_directives
from asadvertised.article.reading.faults import NoArticle
from asadvertised.article.reading.frontmatter import without_front_matter
from asadvertised.article.reading.parsing import base_of, parsed
from asadvertised.article.reading.signs import Signs
from asadvertised.article.reading.walking import Around, Walk

MOST_MARKDOWN = 2_000_000  # letters, which take seconds
DEEPEST = 60
LINE = "data-line-of-the-file"
ALERT = re.compile(r"\[!(?:NOTE|TIP|IMPORTANT|WARNING|CAUTION)\]\s*", re.IGNORECASE)
BREAKS = ("softbreak", "hardbreak")
GENERIC = PageLayout(
    path="/",
    title=Select(select="h1"),
    content="body",
    ignore=("script", "style", "template", "noscript", "svg", "nav", "textarea", "input", ".headerlink", ".anchor"),
    heading="h1, h2, h3, h4, h5, h6",
    block="p, li, dt, dd, td, th, pre, blockquote, caption, figcaption, summary, label, legend, button",
)


def markdown_blocks(text: str, address: str = "") -> list[Block]:
    """Give the blocks of a Markdown text, its title first where only its front matter has it.

    Raises NoArticle for more than can be read in bounds.
    """
    if len(text) > MOST_MARKDOWN:
        raise NoArticle(f"it has more than {MOST_MARKDOWN} letters")
    title, lines = without_front_matter(text)
    soup = parsed(f"<body>{_rendered(list(without_directives(lines)))}</body>")
    signs = Signs(GENERIC)
    signs.look(soup)
    blocks = Walk(signs, Around(base_of(soup, address), line_attribute=LINE), title).blocks(soup)
    if not title or any(block.text == title and block.kind is Kind.HEADING for block in blocks):
        return blocks
    return [Block(title, Under(title, 1), Kind.HEADING, 1, lines=((0, 1),)), *blocks]


def _rendered(lines: Sequence[Line]) -> str:
    parser = MarkdownIt("commonmark", {"maxNesting": DEEPEST}).enable(["table", "strikethrough"])
    numbers = [line.number for line in lines]
    tokens = parser.parse("\n".join(line.text for line in lines))
    for at, token in enumerate(tokens):
        _number(token, numbers)
        if token.type == "inline" and token.children and token.map:
            _mark_alert(token.children[0], tokens[max(at - 2, 0)])
            token.children = list(_with_lines(token.children, numbers, token.map[0]))
    return str(parser.renderer.render(tokens, parser.options, {}))


def _number(token: Token, numbers: Sequence[int]) -> None:
    """Say on which line a block begins; raw HTML cannot say so itself."""
    if token.map is None or token.nesting < 0 or token.type == "inline":
        return
    line = numbers[min(token.map[0], len(numbers) - 1)]
    if token.type == "html_block":
        token.content = f'<wbr {LINE}="{line}">{token.content}'
    else:
        token.attrSet(LINE, str(line))


def _mark_alert(first: Token, around: Token) -> None:
    """Make a note of a quotation that begins as one does where alerts are written so."""
    if around.type == "blockquote_open" and first.type == "text" and ALERT.match(first.content):
        around.attrSet("role", "note")
        first.content = ALERT.sub("", first.content, count=1)


def _with_lines(children: Iterable[Token], numbers: Sequence[int], at: int) -> Iterable[Token]:
    """Say after each break of a line which line follows."""
    for child in children:
        yield child
        broken = 1 if child.type in BREAKS else child.content.count("\n")
        at += broken
        if broken and at < len(numbers):
            yield Token("html_inline", "", 0, content=f'<wbr {LINE}="{numbers[at]}">')
