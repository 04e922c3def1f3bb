"""What documentation systems write into Markdown beside the text: components, tags, notes, tabs, imports."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

NOTES = r"note|tip|info|important|warning|caution|danger|attention|hint|seealso|admonition|callout|notice"
FENCE = re.compile(r"\s{0,3}(?:[-*+>]\s+)*(?P<fence>`{3,}|~{3,})\s*(?:\{(?P<name>[\w-]+)\})?(?P<title>.*)$")
CONTAINER = re.compile(r"\s*:{3,}\s*\{?\.?(?P<name>[\w-]+)?\}?\s*\[?(?P<title>[^\]{}]*)\]?.*$")
INDENTED = re.compile(r"""(?P<indent>\s*)(?:!!!|\?\?\?\+?)\s+(?P<name>[\w-]+)[^"]*(?:"(?P<title>[^"]*)")?\s*$""")
TAB = re.compile(r"""(?P<indent>\s*)===[+!]*\s+"(?P<title>[^"]+)"\s*$""")
TAG = re.compile(r"\s*(?:\{%-?\s*(?P<liquid>[\w/]+)[^%]*%\}|\{\{[<%]\s*(?P<hugo>/?\s*[\w-]+)[^{}]*[>%]\}\})\s*$")
COMPONENT = re.compile(r"""\s*</?[A-Z][\w.]*(?:\s(?:[^<>"'{}]|"[^"]*"|'[^']*'|\{[^{}]*\})*)?/?>\s*$""")
OPENING = re.compile(r"\s*<[A-Z][\w.]*(?:\s[^<>]*(?:=>[^<>]*)*)?$")
OPENED = re.compile(r"(?:.*[^=])?>\s*$")
SHOWN = "mdx-code-block"
SAID = re.compile(r"""\s(?:label|title)=(?:"([^"]*)"|'([^']*)'|\{["']([^"']*)["']\})""")
MODULE = re.compile(r"""import\s(?:.*\sfrom\s)?\s*['"].*['"];?\s*$|export\s+(?:const|default|function|let|\{|\*).*$""")
NOTHING = re.compile(r"\s*(?:\{:[^}]*\}|\[\[?toc\]?\]|--8<--.*|<!--.*-->)\s*$", re.IGNORECASE)
HEADING = re.compile(r"(?P<marks>#{1,6})\s")
ANCHOR = re.compile(r"\s*\{[#:.][^}]*\}\s*$")
JSX_COMMENT = re.compile(r"\{/\*.*?\*/\}")
NOTE = re.compile(rf"(?:{NOTES})$", re.IGNORECASE)
OPEN, CLOSE = '<div role="note">', "</div>"
TAB_STOP = 4
LOWEST_LEVEL = 6


class Line(NamedTuple):
    """A line and its number in the file."""

    number: int
    text: str


def without_directives(lines: Sequence[Line]) -> Iterator[Line]:
    """Give the lines as plain Markdown, with notes as HTML; what no reader sees is left out."""
    writer = _Writer()
    for line in lines:
        yield from (Line(line.number, text) for text in writer.written(line.text))
    yield from (Line(lines[-1].number, text) for text in writer.ended(0))


class _Writer:
    def __init__(self) -> None:
        self._fence = ""
        self._is_note = False
        self._is_opening = self._is_shown = False
        self._level = 1
        self._indents: list[tuple[int, str]] = []

    def written(self, text: str) -> Iterator[str]:
        """Give what a line becomes."""
        if text.strip() and not self._fence:
            yield from self.ended(len(text) - len(text.lstrip()))
        text = self._dedented(text)
        fence = FENCE.match(text)
        if fence and fence["title"].strip() == SHOWN:
            self._is_shown = True
        elif self._is_shown and fence and not fence["title"].strip():
            self._is_shown = False
        elif self._fence or fence:
            yield from self._fenced(text, fence)
        else:
            yield from self._unopened(JSX_COMMENT.sub("", text))

    def ended(self, indent: int) -> Iterator[str]:
        """Close what was opened by an indent, where a line stands out of it."""
        while self._indents and indent < self._indents[-1][0]:
            _, closing = self._indents.pop()
            yield from ("", closing, "") if closing else ()

    def _dedented(self, text: str) -> str:
        depth = self._indents[-1][0] if self._indents else 0
        return text[depth:] if not text[:depth].strip() else text

    def _fenced(self, text: str, fence: re.Match[str] | None) -> Iterator[str]:
        """Pass code on as it is, but not a note that is written like code."""
        if not self._fence and fence:
            self._fence, self._is_note = fence["fence"], bool(fence["name"])
            yield from _opened(fence["title"]) if self._is_note else (text,)
        elif fence and fence["fence"].startswith(self._fence) and not fence["title"].strip():
            self._fence = ""
            yield from ("", CLOSE, "") if self._is_note else (text,)
        elif not (self._is_note and re.match(r"\s*:[\w-]+:", text)):
            yield text

    def _unopened(self, text: str) -> Iterator[str]:
        """Pass over the lines of a component's opening tag; an empty line ends what was none."""
        if self._is_opening:
            self._is_opening = bool(text.strip()) and not OPENED.match(text)
            yield ""
        elif OPENING.match(text):
            self._is_opening = True
            yield ""
        else:
            yield from self._plain(text)

    def _plain(self, text: str) -> Iterator[str]:
        if heading := HEADING.match(text):
            self._level = len(heading["marks"])
            yield ANCHOR.sub("", text)
        elif tab := TAB.match(text):
            yield from self._tab(tab["title"], tab["indent"])
        elif note := INDENTED.match(text):
            self._indents.append((self._depth(note["indent"]), CLOSE))
            yield from _opened(note["title"] or "")
        elif container := CONTAINER.match(text):
            yield from _opened(container["title"]) if container["name"] else ("", CLOSE, "")
        elif tag := TAG.match(text):
            yield from _tagged((tag["liquid"] or tag["hugo"]).replace(" ", ""))
        elif COMPONENT.match(text):
            yield from self._component(text)
        elif MODULE.match(text) or NOTHING.match(text):
            yield ""
        else:
            yield text

    def _depth(self, indent: str) -> int:
        return (self._indents[-1][0] if self._indents else 0) + len(indent) + TAB_STOP

    def _tab(self, title: str, indent: str) -> Iterator[str]:
        self._indents.append((self._depth(indent), ""))
        yield from ("", f"{'#' * min(self._level + 1, LOWEST_LEVEL)} {title}", "")

    def _component(self, text: str) -> Iterator[str]:
        """Show what a component is called; its content follows by itself, and the rest of it is code."""
        said = SAID.search(text)
        if said:
            yield from ("", f"{'#' * min(self._level + 1, LOWEST_LEVEL)} {next(filter(None, said.groups()), '')}")
        yield ""


def _opened(title: str) -> Iterator[str]:
    yield from ("", OPEN, "")
    if title.strip():
        yield from (title.strip(), "")


def _tagged(name: str) -> Iterator[str]:
    """Make notes of tags that say so, and nothing of any other that has a line of its own."""
    if NOTE.match(name):
        yield from _opened("")
    elif NOTE.match(name.removeprefix("end").removeprefix("/")):
        yield from ("", CLOSE, "")
    else:
        yield ""
