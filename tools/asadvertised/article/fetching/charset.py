"""Which characters a page's bytes are: what is declared, unless the bytes show that it cannot be so.

Declarations count as browsers count them: the byte order mark, the header, then the page's own.
Source: https://encoding.spec.whatwg.org/#names-and-labels
"""

import codecs
import re
from dataclasses import dataclass
from email.message import Message

from bs4.dammit import EncodingDetector
from charset_normalizer import from_bytes

# fmt: off
READ_AS = {
    "ascii": "cp1252", "iso8859-1": "cp1252", "iso8859-9": "cp1254", "iso8859-11": "cp874", "tis-620": "cp874",
    "gb2312": "gb18030", "gbk": "gb18030", "shift_jis": "cp932", "euc_kr": "cp949", "big5": "big5hkscs",
    "utf-8-sig": "utf-8",
}
MANY_BYTES = frozenset([
    "utf-8", "utf-16", "utf-16-le", "utf-16-be", "gb18030", "cp932", "cp949", "big5hkscs", "euc_jp", "iso2022_jp",
])
ONE_BYTE = frozenset([
    "cp1250", "cp1251", "cp1252", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "cp1258", "cp866", "cp874",
    "koi8-r", "koi8-u", "mac-roman", "mac-cyrillic", "iso8859-2", "iso8859-3", "iso8859-4", "iso8859-5", "iso8859-6",
    "iso8859-7", "iso8859-8", "iso8859-10", "iso8859-13", "iso8859-14", "iso8859-15", "iso8859-16",
])
# fmt: on
WIDE = ("utf-16", "utf-16-le", "utf-16-be")
TAG = re.compile(rb"<[^<>]{0,2000}>")
LOOKED_AT = 200_000
FEW, FAR_FEWER = 0.12, 0.3
WESTERN = "cp1252"
SHORTEST_WIDE = 32
FEWEST_LETTERS = 20
LAST_ASCII = 0x7F


@dataclass(frozen=True)
class Decoded:
    """A text, the charset that it was read in, and what was wrong with the declared one."""

    text: str
    charset: str
    note: str = ""


def decoded(body: bytes, content_type: str) -> Decoded:
    """Decode a body; no reader sees NUL characters, and parsers end at them, so they are left out."""
    text, marked = EncodingDetector.strip_byte_order_mark(body)
    said = marked or _of_header(content_type) or EncodingDetector.find_declared_encoding(text, is_html=True) or ""
    charset, note = _real(text, said, is_certain=bool(marked), in_header=bool(marked or _of_header(content_type)))
    return Decoded(text.decode(charset, "replace").replace("\0", ""), charset, note)


def _of_header(content_type: str) -> str:
    header = Message()
    header["Content-Type"] = content_type.replace("\n", " ").replace("\r", " ")
    return str(header.get_param("charset", "") or "")


def _real(body: bytes, said: str, *, is_certain: bool, in_header: bool) -> tuple[str, str]:
    declared = _known(said)
    if is_certain:
        return declared or "utf-8", ""
    if declared in WIDE and not in_header:  # it could not have been read, were it so
        declared = "utf-8"
    if not said or not declared:
        found = _guessed(body)
        note = f"its charset {said[:40]!r} is unknown" if said else "it says no charset"
        return found, f"{note}; read as {found}" if said or found != "utf-8" else ""
    if _is_possible(body, declared):
        return declared, ""
    found = _guessed(body)
    note = f"it says that its charset is {said[:40]}, but is {found}" if found != declared else ""
    return found, note


def _known(said: str) -> str:
    try:
        name = codecs.lookup(said.strip()).name if said else ""
    except (LookupError, ValueError):
        return ""
    name = READ_AS.get(name, name)
    return name if name in MANY_BYTES or name in ONE_BYTE else ""


def _is_possible(body: bytes, declared: str) -> bool:
    """Tell whether the bytes can be what is declared; a few that are broken do not make it another charset."""
    if declared in ONE_BYTE:
        return not _is_utf8(body) and not (declared == WESTERN and _share_beyond(body) > FAR_FEWER)
    if _reads_whole(body, declared):
        return True
    text = body.decode(declared, "replace")
    broken = text.count("\ufffd")
    return broken == 0 or broken * 3 < sum(letter > "\x7f" for letter in text) - broken


def _is_utf8(body: bytes) -> bool:
    """Tell bytes that are UTF-8 and not merely ASCII; others are that by chance only once in a blue moon."""
    return not body.isascii() and _reads_whole(body, "utf-8")


def _reads_whole(body: bytes, charset: str) -> bool:
    try:
        body.decode(charset)
    except UnicodeDecodeError:
        return False
    return True


def _guessed(body: bytes) -> str:
    if wide := _wide(body):
        return wide
    if body.isascii() or _is_possible(body, "utf-8"):
        return "utf-8"
    return _by_letters(body)


def _wide(body: bytes) -> str:
    """Recognise UTF-16 without a mark by the empty halves of its Latin letters and tags."""
    start = body[:LOOKED_AT]
    half = len(start) // 2 if len(start) >= SHORTEST_WIDE else 0
    empty = [start[0::2].count(0), start[1::2].count(0)]
    if half and max(empty) > half * 0.4 and min(empty) < half * 0.1:
        return "utf-16-be" if empty[0] > empty[1] else "utf-16-le"
    return ""


def _by_letters(body: bytes) -> str:
    """Take a text with few letters beyond ASCII for a western one, as browsers do; weigh the others."""
    if _share_beyond(body) <= FEW:
        return WESTERN
    for charset in ("euc_jp", "cp932"):
        if _reads_whole(body, charset) and _is_japanese(body[:LOOKED_AT].decode(charset, "replace")):
            return charset
    best = from_bytes(_words(body)[:20_000]).best()
    return (_known(best.encoding) if best else "") or WESTERN


def _words(body: bytes) -> bytes:
    return TAG.sub(b" ", body[:LOOKED_AT])


def _share_beyond(body: bytes) -> float:
    """Say how much of a text's letters is beyond ASCII; in no western one is it a third. A few say nothing."""
    words = _words(body)
    beyond = sum(byte > LAST_ASCII for byte in words)
    if beyond < FEWEST_LETTERS:
        return 0
    return beyond / (beyond + sum(chr(byte).isalpha() for byte in words if byte <= LAST_ASCII))


def _is_japanese(text: str) -> bool:
    beyond = [letter for letter in text if letter > "\x7f"]
    return sum("\u3041" <= letter <= "\u30fa" for letter in beyond) > len(beyond) / 5
