"""Hide secrets in what is kept: by the key or header they stand under, by their shape, and by value once seen."""

import base64
import html
import json
import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any
from urllib.parse import quote, quote_plus, unquote_plus

MASK = "[masked]"
WITHHELD = "[withheld]"  # later, from a record
WORDS = r"token|password|passwd|passphrase|secret|api[_-]?key|session|credential|authorization|cookie|csrf|xsrf|e-?mail"
SECRET_KEY = re.compile(WORDS, re.IGNORECASE)
COOKIES = ("cookie", "set-cookie")
COOKIE_ATTRIBUTES = frozenset({"path", "domain", "expires", "max-age", "samesite", "priority"})
COOKIE = re.compile(r'([^=;,\s]+)=("[^"]*"|[^;,]*)')
EMAIL = re.compile(r"[A-Za-z0-9._%+-]{1,64}(?:@|%40)[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63})+")
USERINFO = re.compile(r"(?<=://)[^/?#\s@\"'<>]{1,400}(?=@)")
JWT = re.compile(r"eyJ[\w-]{5,}\.[\w-]{5,}(?:\.[\w-]+)*")
SCHEME = re.compile(r"(?<=\b(?:Bearer|Digest) )[\w.~+/=-]{8,}|(?<=\bBasic )[\w.~+/=-]{8,}")
PAIR = re.compile(
    rf"((?:{WORDS})[\w.\[\]%-]{{0,40}}[\"']?\s{{0,3}}(?::\s{{0,3}}(?=[\"'])|=\s{{0,3}}))"
    r"(\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\]|\\.)*'|[^&;\s\"'<>#,)\[]+)",
    re.IGNORECASE,
)
TAG = re.compile(r"<(?:input|meta|button|option)\b[^>]*>", re.IGNORECASE)
VALUE = re.compile(r"(\b(?:value|content)\s*=\s*)(\"[^\"]*\"|'[^']*'|[^\s>]+)", re.IGNORECASE)
PLAIN = re.compile(r"[A-Za-z0-9_.~-]*")
RUN = re.compile(r"[^\s\"<>\\]{8,}")
SHORTEST_SECRET = 8
SHORTEST_BEGINNING = 12  # of a secret that was cut off; less of it tells little, and may be an innocent word
KEPT_BODY = 100_000
MARGIN = 1000  # what is cut off in its midst would not be known as a secret


@lru_cache(maxsize=1000)
def is_secret(name: str) -> bool:
    """Tell whether what stands under such a key, field or header is a secret."""
    return SECRET_KEY.search(name) is not None


class Alike:
    """Secrets that begin alike: a look among them costs the same however many they are."""

    def __init__(self) -> None:
        self._whole: set[str] = set()
        self._lengths: set[int] = set()
        self._in_order: list[str] = []

    def add(self, secret: str) -> None:
        """Know one more."""
        self._whole.add(secret)
        self._lengths.add(len(secret))

    def longest(self, run: str) -> int:
        """Give the length of the longest that a run begins with, be it that the run ends before the secret does."""
        if len(run) >= SHORTEST_BEGINNING:
            if len(self._in_order) < len(self._whole):
                self._in_order = sorted(self._whole)
            place = bisect_left(self._in_order, run)
            if place < len(self._in_order) and self._in_order[place].startswith(run):
                return len(run)
        return max((length for length in self._lengths if run[:length] in self._whole), default=0)


class Mask:
    """Knows the secrets that were seen, in every form that they are written in.

    What is kept of an exchange is masked by rule at once, and by value when all is known: see `again`.
    """

    def __init__(self, secrets: Iterable[str] = ()) -> None:
        self._secrets: set[str] = set()
        self._by_beginning: dict[str, Alike] = {}
        self._broken_up: list[str] = []
        self._news: list[str] = []
        self._not_noted: list[str] = []
        for secret in secrets:
            self.remember(secret)

    def news(self) -> list[str]:
        """Give the secrets that were learnt since this was last asked, for another process to know."""
        news, self._news = self._news, []
        return news

    def headers(self, headers: Iterable[tuple[str, str]]) -> list[dict[str, str]]:
        """Mask a message's headers by rule."""
        return [{"name": name, "value": self._header(name, value)} for name, value in headers]

    def body(self, body: str) -> str:
        """Mask a message's body by rule, JSON or not, and keep no more of it than evidence needs."""
        try:
            document = json.loads(body)
            masked = self._document(document)
            if masked != document or "\\" in body or is_secret(body):
                body = json.dumps(masked, ensure_ascii=False).encode("utf-8", "backslashreplace").decode()
        except (ValueError, RecursionError):
            body = self._markup(body[: KEPT_BODY + MARGIN])
        body = self.by_rule(body[: KEPT_BODY + MARGIN])
        return body if len(body) <= KEPT_BODY else self.known(body)[:KEPT_BODY]

    def learn(self, document: Any) -> None:
        """Remember what stands in a document under the key of a secret."""
        self._document(document)

    def text(self, text: str) -> str:
        """Mask what is secret by its shape, or was seen as a secret."""
        return self.known(self.by_rule(text))

    def by_rule(self, text: str) -> str:
        """Mask what is secret by its shape, or by the name that it follows."""
        if "=" in text:
            text = PAIR.sub(self._pair, text)
        if "@" in text or "%40" in text:
            text = EMAIL.sub(MASK, USERINFO.sub(self._userinfo, text))
        if "eyJ" in text:
            text = JWT.sub(self._whole, text)
        if "Bearer " in text or "Basic " in text or "Digest " in text:
            text = SCHEME.sub(self._whole_if_random, text)
        return text

    def again(self, texts: Iterable[str]) -> dict[str, str]:
        """Give those of many texts that hold a secret which was not known when they were masked, masked."""
        self._note()
        distinct = set(texts)
        runs = {run for text in distinct for run in RUN.findall(text)}
        hit = {run for run in runs if self._run(run) != run}
        return {
            text: self.known(text)
            for text in distinct
            if (hit and not hit.isdisjoint(RUN.findall(text))) or any(one in text for one in self._broken_up)
        }

    def known(self, text: str) -> str:
        """Mask only what was seen as a secret; what has but the shape of one stays."""
        self._note()
        for secret in self._broken_up:
            text = text.replace(secret, MASK)
        return RUN.sub(lambda found: self._run(found.group()), text) if self._by_beginning else text

    def _run(self, run: str) -> str:
        """Mask the secrets in a run of letters; a look at each place costs the same however many were seen."""
        place, beginnings = 0, self._by_beginning
        while place <= len(run) - SHORTEST_SECRET:
            known = beginnings.get(run[place : place + SHORTEST_SECRET])
            length = known.longest(run[place:]) if known else 0
            if length:
                run = run[:place] + MASK + run[place + length :]
            place += len(MASK) if length else 1
        return run

    def _header(self, name: str, value: str) -> str:
        if name.lower() in COOKIES:
            return COOKIE.sub(self._cookie, value) if "=" in value else self._hidden(value)
        if is_secret(name) and value:
            return self._credentials(value)
        return self.by_rule(value)

    def _credentials(self, value: str) -> str:
        scheme, _, rest = value.partition(" ")
        self.remember(rest or scheme)
        if scheme.lower() == "basic":
            self.remember(_decoded(rest).partition(":")[2])
        return MASK

    def _cookie(self, found: re.Match[str]) -> str:
        if found[1].lower() in COOKIE_ATTRIBUTES:
            return found[0]
        return f"{found[1]}={self._hidden(found[2].strip(chr(34)))}"

    def _document(self, value: Any, *, secret: bool = False) -> Any:
        if isinstance(value, dict):
            return {name: self._document(inner, secret=secret or is_secret(name)) for name, inner in value.items()}
        if isinstance(value, list):
            return [self._document(inner, secret=secret) for inner in value]
        if secret:
            return self._hidden(value)
        return self._within(value) if isinstance(value, str) and value[:1] in {"{", "["} else value

    def _within(self, text: str) -> str:
        """Mask a document that stands as a text in another."""
        try:
            document = json.loads(text)
            masked = self._document(document)
            return text if masked == document else json.dumps(masked, ensure_ascii=False)
        except (ValueError, RecursionError):
            return text

    def _hidden(self, value: Any) -> Any:
        """Hide a value, and know it again; what is true, false or nothing is no secret."""
        if value in {"", None} or isinstance(value, bool):
            return value
        self.remember(str(value))
        return MASK

    def _markup(self, text: str) -> str:
        if not is_secret(text):
            return text
        return PAIR.sub(self._pair, TAG.sub(self._tag, text))

    def _tag(self, found: re.Match[str]) -> str:
        return VALUE.sub(self._pair, found[0]) if is_secret(VALUE.sub("", found[0])) else found[0]

    def _pair(self, found: re.Match[str]) -> str:
        mark = found[2][0] if found[2][0] in "\"'" else ""
        value = found[2][1:-1] if mark else unquote_plus(found[2])
        if value not in {"", MASK}:
            self.remember(_unescaped(value))
        return f"{found[1]}{mark}{MASK}{mark}" if value else found[0]

    def _userinfo(self, found: re.Match[str]) -> str:
        self.remember(unquote_plus(found[0].partition(":")[2] or found[0]))
        return MASK

    def _whole(self, found: re.Match[str]) -> str:
        self.remember(found[0])
        return MASK

    def _whole_if_random(self, found: re.Match[str]) -> str:
        """Mask what follows the name of a scheme, unless it is a word of a sentence."""
        return self._whole(found) if any(letter.isdigit() for letter in found[0]) else found[0]

    def remember(self, secret: str) -> None:
        """Hide a value wherever it is seen from now on, however it is written there."""
        if len(secret) < SHORTEST_SECRET or secret in self._secrets or secret == MASK:
            return
        self._secrets.add(secret)
        self._news.append(secret)
        self._not_noted.append(secret)

    def _note(self) -> None:
        """Note the forms of what was learnt, which is dear, and is not needed before something is masked by value."""
        learnt, self._not_noted = self._not_noted, []
        for form in {form for secret in learnt for form in _forms(secret)}:
            if RUN.fullmatch(form):
                self._by_beginning.setdefault(form[:SHORTEST_SECRET], Alike()).add(form)
            else:
                self._broken_up.append(form)
        if learnt:
            self._broken_up.sort(key=len, reverse=True)


def _forms(secret: str) -> Iterator[str]:
    """Give the ways in which a value is written: in a URL, a form, JSON, markup, and within base64."""
    yield secret
    if not PLAIN.fullmatch(secret):
        for encoded in (quote(secret, safe=""), quote(secret), quote_plus(secret)):
            yield encoded
            yield re.sub(r"%[0-9A-F]{2}", lambda found: found[0].lower(), encoded)
        for text in (json.dumps(secret)[1:-1], json.dumps(secret, ensure_ascii=False)[1:-1]):
            yield text
            yield text.replace("/", "\\/")
        yield html.escape(secret)
        yield html.escape(secret).replace("&#x27;", "&#39;").replace("&quot;", "&#34;")
        yield html.escape(secret, quote=False)
    yield from _within_base64(secret.encode())


def _within_base64(secret: bytes) -> Iterator[str]:
    """Give what a value looks like in base64 wherever it begins: the letters that do not depend on what is around."""
    for before, spoilt in ((0, 0), (1, 2), (2, 3)):
        encoded = base64.b64encode(b"\0" * before + secret).decode()[spoilt : (before + len(secret)) * 8 // 6]
        if len(encoded) >= SHORTEST_SECRET:
            yield encoded
            yield encoded.translate(URL_SAFE)


URL_SAFE = str.maketrans("+/", "-_")


def _decoded(text: str) -> str:
    try:
        return base64.b64decode(text, validate=True).decode("utf-8", "replace")
    except ValueError:
        return ""


def _unescaped(value: str) -> str:
    if "\\" in value:
        try:
            return str(json.loads(f'"{value}"'))
        except ValueError:
            return value
    return html.unescape(value)
