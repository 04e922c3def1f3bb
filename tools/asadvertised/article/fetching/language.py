"""Which language a page is in: what it says of itself, and, only where that is certain, what its words are."""

import re
import unicodedata
from collections import Counter
from urllib.parse import urljoin

from asadvertised.article.fetching.page import HTML, Page

HEAD = 200_000
COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
ROOT = re.compile(r"<html\b([^>]{0,3000})>", re.IGNORECASE)
LINK = re.compile(r"<link\b([^>]{1,3000})>", re.IGNORECASE)
ATTRIBUTE = re.compile(r"""([a-z:-]{1,40})\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE)
TAG = re.compile(r"^[a-z]{2,3}(?:[-_][a-z0-9]{2,8})*$", re.IGNORECASE)
WORD = re.compile(r"[^\W\d_]+")
SAME = {"nb": "no", "nn": "no", "iw": "he", "in": "id", "fil": "tl"}
TRADITIONAL = ("tw", "hk", "mo", "hant")
FEWEST_WORDS = 60
COMMON, CLEARLY = 0.12, 2.5
# fmt: off
STOPWORDS = {
    "en": "the and of to in is you that your for with are or can may not this we it when from our if be",
    "de": "der die das und ist nicht sie du ein eine mit auf für den dem von wir zu oder kannst im wenn deine werden",
    "fr": "le la les des et est vous que une dans pour pas nous sur avec vos du votre ou ce qui sont peut",
    "es": "el los las que una del por para con como está tus puedes su más pero al lo no se y tu",
    "it": "il che di una per non con sono della puoi nel alla gli delle tuo questo come più dei tua si",
    "pt": "os uma não para com você seu sua que do da em dos das ou pode são como mais nos ao",
    "nl": "het een van je niet dat zijn voor met op aan door ook wordt als kunt jouw naar bij worden deze",
    "pl": "nie się na że jest jak aby lub możesz są które twoje przez oraz dla od po tych może",
    "sv": "och att det som en är på för inte med av du kan till om din vi har eller från",
    "da": "og at det er en på for ikke med af du kan til om din vi har eller fra der dine",
    "tr": "ve bir bu için ile da de daha olarak veya çok olan gibi kadar sizin en bizim ne",
    "id": "yang dan di untuk dengan ini anda dari tidak pada atau dapat akan kami ke dalam adalah",
}
SCRIPTS = {
    "HIRAGANA": "ja", "KATAKANA": "ja", "HANGUL": "ko", "CJK": "zh", "ARABIC": "ar", "HEBREW": "he", "THAI": "th",
    "GREEK": "el", "DEVANAGARI": "hi", "CYRILLIC": "ru",
}
SHARING = {"ru": ("ru", "uk", "bg", "sr", "be", "mk", "kk"), "ar": ("ar", "fa", "ur"), "hi": ("hi", "mr", "ne")}
# fmt: on
KNOWN = {*STOPWORDS, *SCRIPTS.values(), *(name for names in SHARING.values() for name in names)}


def declared_language(page: Page) -> str:
    """Give the language that a page says it is in: by its root, else its header, else its place among the others."""
    head = COMMENT.sub("", page.html[:HEAD]) if page.media_type == HTML else ""
    root = ROOT.search(head)
    said = _attributes(root[1]) if root else {}
    found = [said.get("lang", ""), said.get("xml:lang", ""), page.header("Content-Language").strip()]
    return next((one for one in found if TAG.match(one)), "") or _among_others(page, head)


def _attributes(text: str) -> dict[str, str]:
    return {found[1].lower(): found[2] or found[3] or found[4] or "" for found in ATTRIBUTE.finditer(text)}


def _among_others(page: Page, head: str) -> str:
    links = [_attributes(found[1]) for found in LINK.finditer(head)]
    own = next((link.get("href", "") for link in links if link.get("rel", "").lower() == "canonical"), page.url)
    own = urljoin(page.url, own)
    named = [
        link["hreflang"] for link in links if urljoin(page.url, link.get("href", "")) == own and "hreflang" in link
    ]
    tags = [tag for tag in named if TAG.match(tag) and tag.lower() != "x-default"]
    return tags[0] if len({_primary(tag) for tag in tags}) == 1 else ""


def is_other(found: str, expected: str) -> bool:
    """Tell two languages apart; a region makes none, but for Chinese, which two scripts write."""
    if not found or not expected:
        return False
    return _primary(found) != _primary(expected) or (
        _primary(found) == "zh" and _has_region(found) and _has_region(expected) and _script(found) != _script(expected)
    )


def _primary(tag: str) -> str:
    first = re.split("[-_]", tag.lower())[0]
    return SAME.get(first, first)


def _has_region(tag: str) -> bool:
    return len(re.split("[-_]", tag)) > 1


def _script(tag: str) -> bool:
    return any(part in TRADITIONAL for part in re.split("[-_]", tag.lower()))


def spoken_other(text: str, expected: str) -> str:
    """Give the language of a text's words if it is certainly another than the expected one; else nothing."""
    words = [word.lower() for word in WORD.findall(text[:HEAD])]
    found = _by_script(words) or _by_stopwords(words, expected)
    return found if found and _primary(expected) not in SHARING.get(found, (found,)) else ""


def _by_script(words: list[str]) -> str:
    letters = "".join(words)[:20_000]
    counts = Counter(unicodedata.name(letter, "").partition(" ")[0] for letter in letters)
    if counts["HIRAGANA"] + counts["KATAKANA"] > len(letters) / 10:
        return "ja"
    script, most = max(((name, counts[name]) for name in SCRIPTS), key=lambda pair: pair[1])
    return SCRIPTS[script] if len(letters) >= FEWEST_WORDS and most > len(letters) / 2 else ""


def _by_stopwords(words: list[str], expected: str) -> str:
    """Count the commonest words; the expected language must have none to speak of."""
    if len(words) < FEWEST_WORDS or _primary(expected) not in KNOWN:
        return ""
    shares = {
        name: sum(word in common for word in words) / len(words)
        for name, common in ((name, frozenset(said.split())) for name, said in STOPWORDS.items())
    }
    best = max(shares, key=lambda name: shares[name])
    return best if shares[best] >= COMMON and shares[best] > CLEARLY * shares.get(_primary(expected), 0) else ""
