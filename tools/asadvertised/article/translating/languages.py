"""The few words of a language by which a translation is held against its original: numbers, negations, months' parts.

Only what is certain stands here: a word that also means something else is left out ("neuf" is nine, and new).
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from babel import Locale, UnknownLocaleError

VALUES = (*range(1, 13), 14, 15, 16, 18, 20, 30)
# fmt: off
NUMBERS = {
    "en": "one|a|an|single|once two|twice|both|pair three four five six seven eight nine ten eleven twelve fourteen "
          "fifteen sixteen eighteen twenty thirty",
    "de": "ein|eine|einen|einem|einer|eines|eins|einmal zwei|zweier|zweimal|beide|beiden drei|dreier|dreimal vier fünf "
          "sechs sieben acht neun zehn elf zwölf vierzehn fünfzehn sechzehn achtzehn zwanzig dreißig",
    "fr": "un|une deux trois quatre cinq six sept huit - dix onze douze quatorze quinze seize dix-huit vingt trente",
    "es": "un|uno|una dos|ambos|ambas tres cuatro cinco seis siete ocho nueve diez once doce catorce quince dieciséis "
          "dieciocho veinte treinta",
    "it": "un|uno|una due|entrambi|entrambe tre quattro cinque - sette otto nove dieci undici dodici quattordici quindici "
          "sedici diciotto venti trenta",
    "pt": "um|uma dois|duas|ambos|ambas três quatro cinco seis sete oito nove dez onze doze catorze|quatorze quinze "
          "dezesseis|dezasseis dezoito vinte trinta",
    "nl": "een|één|eenmaal twee|beide drie vier vijf zes zeven acht negen tien elf twaalf veertien vijftien zestien "
          "achttien twintig dertig",
}
NEGATIONS = {
    "de": r"nicht|nichts|kein\w*|nie|niemals|niemand\w*|ohne|weder|keinesfalls|nirgend\w*",
    "fr": r"ne|n['’]\w+|pas|jamais|aucun\w*|sans|rien|personne|ni",
    "es": r"no|nunca|jamás|sin|ning[uú]n\w*|nada|nadie|tampoco|ni",
    "it": r"non|mai|senza|nessun\w*|niente|nulla|né|neppure|neanche",
    "pt": r"não|nunca|jamais|sem|nenhum\w*|nada|ninguém|nem|tampouco",
    "nl": r"niet|niets|geen|nooit|zonder|niemand|noch|nergens",
}
# What a translator may say instead of a negation, or a negation instead of.
INSTEAD = {
    "de": r"un\w+|in(?:aktiv|kompatib|korrekt)\w*|miss\w+|\w*los\w*|\w*frei\w*|nur|erst|außer\w*|statt\w*|anstatt|anstelle|"
          r"sonst|andernfalls|aus\w*|ab\w*|verhinder\w*|vermeid\w*|fehl\w*|verbiet\w*|verboten|verlier\w*|deaktivier\w*|"
          r"kaum|selten|bevor|lass\w*|weiger\w*|zu|lediglich|weg\w*|ent\w+|falsch\w*|schlecht\w*|über\w*|verweiger\w*",
    "fr": r"in\w+|im\w+|ir\w+|il\w+|dé\w+|més\w+|mal\w*|seul\w*|uniquement|que|sauf|plutôt|au lieu|sinon|évite\w*|"
          r"empêch\w*|interdi\w*|manqu\w*|échou\w*|avant|trop|hors|exclu\w*|impossible\w*|refus\w*|peu|rarement|moins",
    "es": r"in\w+|im\w+|des\w+|dis\w+|ir\w+|sólo|solo|solamente|únicamente|salvo|excepto|menos|lugar|contrario|evit\w*|"
          r"impid\w*|impedir\w*|prohíb\w*|falt\w*|fall\w*|antes|fuera|demasiado|rechaz\w*|imposible\w*|exclu\w*|pierd\w*|perd\w*",
    "it": r"in\w+|im\w+|ir\w+|il\w+|dis\w+|s\w+|solo|soltanto|tranne|invece|altrimenti|evit\w*|imped\w*|viet\w*|manc\w*|"
          r"prima|fuori|troppo|rifiut\w*|esclu\w*|salvo|meno",
    "pt": r"in\w+|im\w+|ir\w+|des\w+|dis\w+|só|somente|apenas|exceto|salvo|vez|caso|evit\w*|imped\w*|proib\w*|falt\w*|"
          r"falh\w*|antes|fora|demais|recus\w*|exclu\w*|perd\w*|menos",
    "nl": r"on\w+|mis\w+|in\w+|alleen|slechts|behalve|plaats|anders|vermijd\w*|voorkom\w*|verbied\w*|verboden|ontbr\w*|"
          r"uit\w*|voordat|zonder|weiger\w*|te|enkel|\w*loos|\w*vrij|verlie\w*|fout\w*|af\w*|kwijt",
}
SOURCE_NEGATION = re.compile(
    r"(?:\b(?:is|are|was|were|do|does|did|will|would|can|could|should|must|may|has|have)(?: also| still)? not|"
    r"\w+n[’']t|\bcannot|\b(?:we|it|they|you|will|is|are) never)\b",
    re.IGNORECASE,
)
# A negation that says little by itself, or that is as often said without one.
SOURCE_SOFTLY = re.compile(
    r"\b(?:if|unless|whether|when|why|where|not only|why not|or not|not (?:all|every|yet|just|only|sure|necessarily)|"
    r"forget|want|need|have to|worry|mind|until|but|nothing|without|even|so that|that)\b",
    re.IGNORECASE,
)
SOURCE_INSTEAD = re.compile(
    r"\b(?:not|no|none|nor|neither|never|cannot|\w+n[’']t|without|nothing|nobody|only|except|unless|instead|rather|other|"
    r"otherwise|off|out|avoid\w*|prevent\w*|stop\w*|fail\w*|lack\w*|miss\w*|lose\w*|lost|disab\w*|un\w+|in\w+|im\w+|dis\w+|"
    r"ir\w+|hardly|rarely|few\w*|little|less|too|free|before|until|just|still|hidden|hide\w*|away|\w+less|refus\w*|reject\w*|"
    r"forb\w*|prohib\w*|block\w*|different\w*|ignor\w*|even|any|anything|wrong\w*|problem\w*|leave\w*|keep\w*)\b",
    re.IGNORECASE,
)
# fmt: on


@dataclass(frozen=True)
class Language:
    """What is known of a language; of one that we do not know, nothing is said but what digits and structure say."""

    code: str
    numbers: dict[str, int]
    negation: re.Pattern[str] | None = None
    instead: re.Pattern[str] | None = None


@lru_cache(maxsize=32)
def language(locale: str) -> Language:
    """Give what we know of the language of a locale, such as `de` or `pt-BR`."""
    code = re.split(r"[-_]", locale.strip().lower())[0]
    words = NUMBERS.get(code, "").split()
    numbers = {word: value for words_, value in zip(words, VALUES, strict=False) for word in words_.split("|")}
    numbers.pop("-", None)
    return Language(code, numbers, _words(NEGATIONS.get(code)), _words(INSTEAD.get(code)))


def babel_locale(locale: str) -> Locale | None:
    """Give Babel's data of a locale, or of its language; None where Babel has none."""
    for name in (locale.replace("-", "_"), re.split(r"[-_]", locale)[0]):
        try:
            return Locale.parse(name)
        except (UnknownLocaleError, ValueError):
            continue
    return None


def _words(pattern: str | None) -> re.Pattern[str] | None:
    return re.compile(rf"(?<!\w)(?:{pattern})(?!\w)", re.IGNORECASE) if pattern else None
