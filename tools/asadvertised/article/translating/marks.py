"""What a translation keeps of a sentence: numbers, links, addresses, regions, and names that nobody translates."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit

from asadvertised.article.passage import Passage
from asadvertised.article.translating.languages import Language, babel_locale, language
from asadvertised.article.translating.numbers import Number, numbers_of
from asadvertised.article.translating.regions import regions_of

TOP = (
    r"com|org|net|info|edu|gov|int|io|app|dev|me|co|biz|eu|uk|de|fr|es|it|pt|br|nl|be|ch|at|pl|se|no|dk|fi|ie|us|ca|au"
)
DOMAIN = re.compile(
    rf"(?<![\w.@/-])(?:https?://)?((?:[a-z0-9-]+\.)+(?:{TOP})\b(?:/[^\s,;)\"'”»]*[^\s,;.)\"'”»])?)", re.IGNORECASE
)
NAME = re.compile(r"(?<![\w/])[^\W\d_][\w+]*(?:[-.'’/][\w+]+)*")
OF_LANGUAGES = frozenset(["hl", "lang", "locale", "language", "l", "lc", "setlang"])
SENTENCE_OPENS = 1


@dataclass(frozen=True)
class Marks:
    """The marks of some sentences that stand together, in one language.

    `leads_anywhere` says that a link's target is not known, `bare` that links cannot be written there.
    """

    text: str
    links: tuple[str, ...]
    locale: str
    leads_anywhere: bool = False
    bare: bool = False

    @property
    def language(self) -> Language:
        """What is known of the language."""
        return language(self.locale)

    @cached_property
    def numbers(self) -> tuple[Number, ...]:
        """Its numbers."""
        return tuple(numbers_of(self.text, self.language))

    @cached_property
    def regions(self) -> dict[str, str]:
        """The countries and regions it names."""
        return regions_of(self.text, self.locale)

    @cached_property
    def domains(self) -> frozenset[str]:
        """The addresses that stand in its words."""
        return frozenset(same_in_any_language(found) for found in DOMAIN.findall(self.text) if _is_domain(found))

    @cached_property
    def words(self) -> frozenset[str]:
        """All of its words that could be names: two letters or more, as they are written."""
        return frozenset(word for word in NAME.findall(self.text) if len(word) > 1)

    @cached_property
    def names(self) -> frozenset[str]:
        """The words that are names by their shape: capitals or digits within, or a capital within a sentence."""
        return frozenset(word for word in self.words if any(_odd(letter) for letter in word[1:])) | self._capitals

    @cached_property
    def _capitals(self) -> frozenset[str]:
        inner = NAME.findall(self.text)[SENTENCE_OPENS:]
        return frozenset(word for word in inner if word[0].isupper() and len(word) > 1)


def marks_of(passages: Sequence[Passage], locale: str) -> Marks:
    """Give the marks of passages that stand together."""
    links = tuple(same_in_any_language(link.href) for passage in passages for link in passage.links if link.href)
    leads_anywhere = any(not link.href for passage in passages for link in passage.links)
    text, bare = " ".join(passage.text for passage in passages), any(passage.bare for passage in passages)
    return Marks(text, links, locale, leads_anywhere, bare)


def _odd(letter: str) -> bool:
    return letter.isupper() or letter.isdigit()


def _is_domain(found: str) -> bool:
    """Tell an address from two sentences that lack the space between them, and from one that is made up."""
    host = found.split("/", maxsplit=1)[0]
    return host == host.lower() and len(host.split(".")[0]) > 1 and "example" not in host


def same_in_any_language(address: str) -> str:
    """Give an address without what says in which language it is to be shown."""
    parts = urlsplit(address.strip())
    host = ".".join(part for n, part in enumerate(parts.netloc.lower().split(".")) if n or not _is_locale(part))
    path = "/".join(part for part in unquote(parts.path).rstrip("/").split("/") if not _is_locale(part))
    query = [(key, value) for key, value in parse_qsl(parts.query) if key.lower() not in OF_LANGUAGES]
    return f"{host.removeprefix('www.')}{path}{'?' if query else ''}{urlencode(query)}"


@lru_cache(maxsize=4096)
def _is_locale(part: str) -> bool:
    if not re.fullmatch(r"[a-z]{2}(?:[-_][A-Za-z]{2,4})?", part):
        return False
    return babel_locale(part) is not None
