"""What changes from fetch to fetch of a page while its readers see the same words, as changes of the HTML."""

import html
import json
import random
import re
from collections.abc import Callable

from bs4 import BeautifulSoup, Comment, NavigableString

Noise = Callable[[str], str]
TAG = re.compile(r"<(/?)([a-zA-Z][\w-]*)((?:\s+[^<>]*?)?)(/?)>")
ATTRIBUTE = re.compile(r"""([\w:-]+)=("[^"]*"|'[^']*')""")
BETWEEN_BLOCKS = re.compile(r"(</(?:p|h[1-6]|div|section|ul|ol|dl)>)(?=\s*<)")


def _other_hex(text: str) -> str:
    """Give other digits for every hash, token and build id."""
    numbers = random.Random(text)  # noqa: S311  tokens, not secrets
    known: dict[str, str] = {}

    def other(match: re.Match[str]) -> str:
        return known.setdefault(match[0], "".join(numbers.choice("0123456789abcdef") for _ in match[0]))

    return re.sub(r"(?<![#\w])(?=[0-9a-f]*[0-9])(?=[0-9a-f]*[a-f])[0-9a-f]{8,}\b", other, text)


def _attributes(text: str, change: Callable[[str], str]) -> str:
    return TAG.sub(lambda tag: f"<{tag[1]}{tag[2]}{change(tag[3])}{tag[4]}>", text)


def _upper_tags(text: str) -> str:
    names = r"(/?)(p|div|li|ul|ol|h[1-6]|a|article|main|section|span|form|legend|label)\b"
    return re.sub(rf"<{names}", lambda m: f"<{m[1]}{m[2].upper()}", text)


def _attribute_case(text: str) -> str:
    def other(attributes: str) -> str:
        return ATTRIBUTE.sub(lambda m: f"{m[1].swapcase() if m[1] in CASELESS else m[1]}={m[2]}", attributes)

    return _attributes(text, other)


CASELESS = {"linkUrl", "href", "class", "slot", "slotname", "title", "tabs", "level"}


def _attributes_turned(text: str) -> str:
    def turned(attributes: str) -> str:
        pairs = ATTRIBUTE.findall(attributes)
        simple = attributes.strip() == " ".join(f"{name}={value}" for name, value in pairs)
        return "".join(f" {name}={value}" for name, value in reversed(pairs)) if simple else attributes

    return _attributes(text, turned)


def _single_quotes(text: str) -> str:
    return _attributes(text, lambda attributes: re.sub(r'="([^"\']*)"', r"='\1'", attributes))


def _comments(text: str) -> str:
    return BETWEEN_BLOCKS.sub(r"\1<!-- cached: we sell everything. -->", text)


def _space_between_tags(text: str) -> str:
    return BETWEEN_BLOCKS.sub("\\1\n\n\t  ", text)


def _wrapped_lines(text: str) -> str:
    """Break the lines of the text elsewhere, but not within tags, scripts or preformatted text."""
    soup = BeautifulSoup(text, "lxml")
    for string in soup.find_all(string=True):
        if type(string) is NavigableString and not string.find_parent(["pre", "script", "style", "textarea"]):
            string.replace_with(re.sub(r" (?=\w)", "\n      ", str(string)))
    return str(soup)


def _serialized_anew(text: str) -> str:
    return str(BeautifulSoup(text, "lxml"))


def _without_comments(text: str) -> str:
    soup = BeautifulSoup(text.replace("<body", "<!-- a --><body", 1), "lxml")
    for comment in soup.find_all(string=lambda string: isinstance(string, Comment)):
        comment.extract()
    return str(soup)


def _entities(text: str) -> str:
    return text.replace("’", "&rsquo;").replace("“", "&#8220;").replace("”", "&#x201D;").replace(" the ", " &#116;he ")


def _script(text: str) -> str:
    return text.replace("</head>", f"<script>var state = {json.dumps('<p>We may sell it.</p>')};</script></head>", 1)


def _style(text: str) -> str:
    return text.replace("</head>", '<style>.theme-night p::after { content: "" }</style></head>', 1)


def _theme(text: str) -> str:
    return re.sub(r"<body([^>]*)>", '<body\\1 data-theme="night" style="--accent: #123456">', text, count=1)


def _meta(text: str) -> str:
    build = '<meta name="build" content="2026-11-24T10:00:00Z"><link rel="preload" href="/x">'
    return text.replace("</head>", f"{build}</head>", 1)


def _paths(text: str) -> str:
    return re.sub(r'((?:src|rel="stylesheet"[^>]* href)=")[^"]*/?([^"/]+")', r"\1/assets/v2/\2", text)


def _data_attributes(text: str) -> str:
    return re.sub(r"<(p|li|div|h[1-6])\b", r'<\1 data-v-3f2a="" data-track="seen"', text)


def _classes(text: str) -> str:
    return re.sub(r"<(p|li)>", r'<\1 class="css-1x2y3z">', text)


def _spans(text: str) -> str:
    return re.sub(r"<p>(\w+) ", r"<p><span>\1</span> ", text)


def _noscript(text: str) -> str:
    return text.replace("</body>", '<noscript><img src="/pixel?id=1" alt="">Switch on scripts.</noscript></body>')


def _consent(text: str) -> str:
    return re.sub(r"(<body[^>]*>)", r'\1<script id="consent" type="application/json">{"shown": true}</script>', text)


def _json_written_otherwise(text: str) -> str:
    """Write the panels that an attribute holds with other white space and other escapes."""

    def other(match: re.Match[str]) -> str:
        panels = json.loads(html.unescape(match[1]))
        written = json.dumps([dict(reversed(panel.items())) for panel in panels], indent=1, ensure_ascii=False)
        return f'tabs="{html.escape(written)}"'

    return re.sub(r'tabs="([^"]*)"', other, text)


EVERY_PAGE: dict[str, Noise] = {
    "upper-case tags": _upper_tags,
    "attribute case": _attribute_case,
    "order of attributes": _attributes_turned,
    "quotes around attributes": _single_quotes,
    "comments": _comments,
    "space between tags": _space_between_tags,
    "lines wrapped elsewhere": _wrapped_lines,
    "written anew by a parser": _serialized_anew,
    "without comments": _without_comments,
    "entities": _entities,
    "another script": _script,
    "another style": _style,
    "another theme": _theme,
    "meta elements": _meta,
    "paths of files": _paths,
    "data attributes": _data_attributes,
    "class names": _classes,
    "words in spans": _spans,
    "a noscript": _noscript,
    "state of the consent": _consent,
    "carriage returns": lambda text: text.replace("\n", "\r\n"),
    "no-break spaces": lambda text: re.sub(r"(\b[a-z]{1,3}) (?=[a-z]+\b[^<>]*</p>)", "\\1\u00a0", text),
    "soft hyphens": lambda text: re.sub(r"\binformation\b(?=[^<>]*<)", "infor\u00admation", text),
}
OUR_PAGE: dict[str, Noise] = {
    **EVERY_PAGE,
    "tokens, hashes and build ids": _other_hex,
    "JSON written otherwise": _json_written_otherwise,
    "order of hreflang": lambda text: "\n".join(sorted(text.split("\n"), key=lambda line: "hreflang" not in line)),
}


def _prose(text: str, change: Noise) -> str:
    """Change the prose of a Markdown file alone, not its fences."""
    parts = re.split(r"(^(`{3,}|~{3,}).*?^\2$)", text, flags=re.MULTILINE | re.DOTALL)
    return "".join(change(part) if number % 3 == 0 else part for number, part in enumerate(parts) if number % 3 != 2)


def _lines(text: str, pattern: str, put: str) -> str:
    """Change the plain lines: no headings, no code, no items and no links."""
    return re.sub(r"^\w[^`#\[\n]*$", lambda line: re.sub(pattern, put, line[0]), text, flags=re.MULTILINE)


def _on_one_line(text: str) -> str:
    return re.sub(r"(?<=[\w,.)])\n(?=[a-z(])", " ", text)


MARKDOWN: dict[str, Noise] = {
    "carriage returns": lambda text: text.replace("\n", "\r\n"),
    "lines wrapped elsewhere": lambda text: _prose(text, lambda p: _lines(p, r"(?<=[a-z]) (?=[a-z]{3})", "\n")),
    "paragraphs on one line": lambda text: _prose(text, _on_one_line),
    "headings closed": lambda text: _prose(text, lambda p: re.sub(r"^(#+) (.*)$", r"\1 \2 \1", p, flags=re.MULTILINE)),
    "more blank lines": lambda text: _prose(text, lambda p: p.replace("\n\n", "\n\n\n")),
    "comments": lambda text: _prose(text, lambda p: p.replace("\n\n#", "\n\n<!-- we sell everything -->\n\n#")),
    "strong words": lambda text: _prose(text, lambda p: _lines(p, r"\b(cache|data)\b(?= )", r"**\1**")),
    "a rule between sections": lambda text: _prose(text, lambda p: p.replace("\n\n## ", "\n\n---\n\n## ")),
}
