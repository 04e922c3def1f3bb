"""The few words of a language by which a translation is held against its original: numbers, negations, lengths.

Only what is certain stands here: a word that also means something else is left out ("neuf" is nine, and new).
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from babel import Locale, UnknownLocaleError

VALUES = (*range(1, 13), 14, 15, 16, 18, 20, 30)
# fmt: off
NUMBERS = {
    "en": "one|a|an|single|once two|twice|both|pair three four five six seven eight nine ten eleven twelve "
          "fourteen fifteen sixteen eighteen twenty thirty",
    "de": "ein|eine|einen|einem|einer|eines|eins|einmal zwei|zweier|zweimal|beide|beiden drei|dreier|dreimal "
          "vier fünf sechs sieben acht neun zehn elf zwölf vierzehn fünfzehn sechzehn achtzehn zwanzig dreißig",
    "fr": "un|une deux trois quatre cinq six sept huit - dix onze douze quatorze quinze seize dix-huit vingt "
          "trente",
    "es": "un|uno|una dos|ambos|ambas tres cuatro cinco seis siete ocho nueve diez once doce catorce quince "
          "dieciséis dieciocho veinte treinta",
    "it": "un|uno|una due|entrambi|entrambe tre quattro cinque - sette otto nove dieci undici dodici "
          "quattordici quindici sedici diciotto venti trenta",
    "pt": "um|uma dois|duas|ambos|ambas três quatro cinco seis sete oito nove dez onze doze catorze|quatorze "
          "quinze dezesseis|dezasseis dezoito vinte trinta",
    "nl": "een|één|eenmaal twee|beide drie vier vijf zes zeven acht negen tien elf twaalf veertien vijftien "
          "zestien achttien - dertig",
}
# How many letters a translation has for each of an English original, in help pages.
RATES = {
    "de": 1.22, "fr": 1.21, "es": 1.13, "it": 1.14, "nl": 1.13, "pt": 1.12, "pl": 1.01, "sv": 1.03, "da": 1.03,
    "fi": 1.02, "cs": 1.02, "hu": 1.09, "el": 1.21, "ca": 1.14, "ru": 1.09, "uk": 1.18, "ja": 0.58, "zh": 0.37,
    "ko": 0.49,
}
NEGATIONS = {
    "de": r"nicht|nichts|kein\w*|nie|niemals|niemand\w*|ohne|weder|keinesfalls|nirgend\w*",
    "fr": r"pas|jamais|aucun\w*|sans(?! doute)",
    "es": r"no|nunca|jamás|sin|ning[uú]n\w*|nada|nadie|tampoco|ni",
    "it": r"non|mai|senza|nessun\w*|niente|nulla|né|neppure|neanche",
    "pt": r"não|nunca|jamais|sem|nenhum\w*|nada|ninguém|nem|tampouco",
    "nl": r"niet|niets|geen|nooit|zonder|niemand|noch|nergens",
}
# What a translator may say instead of a negation, or a negation instead of.
INSTEAD = {
    "de": r"un(?!d\b|s\b|ter)\w+|in(?:aktiv|kompatib|korrekt)\w*|miss\w+|\w+los\w*|frei\w*|nur|erst|außer\w*|"
          r"statt\w*|anstatt|anstelle|sonst|andernfalls|aus|aus(?:geschalt|genomm|schließ)\w*|ab(?:gelehn|lehn|"
          r"geschalt)\w*|verhinder\w*|vermeid\w*|fehl\w*|verbiet\w*|verboten|verlier\w*|deaktivier\w*|kaum|"
          r"selten|bevor|weiger\w*|lediglich|weg\w*|entf\w+|falsch\w*|schlecht\w*|verweiger\w*|zu (?:viel|wenig|"
          r"groß|klein|alt)\w*|lassen",
    "fr": r"ne|n['’]\w+|ni|non|rien|personne|in(?:act|capa|comp|corr|suff|util|val|vis|dispon)\w*|im(?:poss|"
          r"pru)\w*|irr\w+|illi\w+|dés\w+|mal|seul\w*|uniquement|sauf|plutôt|au lieu|sinon|évit\w*|empêch\w*|"
          r"interdi\w*|manqu\w*|échou\w*|trop|hors|exclu\w*|refus\w*|peu|rarement|à moins",
    "es": r"in(?:act|cap|comp|corr|sufic|útil|vál|vis)\w*|im(?:pos|pid|ped)\w*|des(?:act|hab|con|apar)\w*|"
          r"irr\w+|sólo|solo|solamente|únicamente|salvo|excepto|a menos|lugar|contrario|evit\w*|prohib\w*|"
          r"prohíb\w*|falt\w*|fall\w*|fuera|demasiado|rechaz\w*|exclu\w*|pierd\w*|perd\w*|poc\w+",
    "it": r"in(?:att|cap|comp|corr|suff|util|val|vis|disp)\w*|im(?:poss|ped)\w*|disa\w+|irr\w+|solo|soltanto|"
          r"tranne|invece|altrimenti|evit\w*|viet\w*|manc\w*|fuori|troppo|rifiut\w*|esclu\w*|salvo|a meno|poc\w+",
    "pt": r"in(?:at|cap|comp|corr|sufic|útil|vál|vis|disp)\w*|im(?:poss|ped)\w*|des(?:at|hab|con|apar)\w*|"
          r"irr\w+|só|somente|apenas|exceto|salvo|em vez|evit\w*|proib\w*|falt\w*|falh\w*|fora|demais|recus\w*|"
          r"exclu\w*|perd\w*|a menos|pouc\w+",
    "nl": r"on(?!s\b|ze\b|der|tv|th)\w+|mis\w+|in(?:act|comp|corr)\w*|alleen|slechts|behalve|plaats|anders|"
          r"vermijd\w*|voorkom\w*|verbied\w*|verboden|ontbr\w*|uit|uitgesch\w+|uitgez\w+|weiger\w*|te (?:veel|"
          r"weinig)|enkel|\w+loos|vrij|verlie\w*|fout\w*|kwijt",
}
SOURCE_NEGATION = re.compile(
    r"\b(?:do|does|did|will|would|can|could|should|must)(?:(?: also| still)? not|n[’']t)\b(?!\W*$)|"
    r"\b(?:cannot|won[’']t)\b|\b(?:is|are|be)(?: not|n[’']t) (?:\w+ly )?\w+ed\b|"
    r"\b(?:we|it|they|you|will|is|are) never\b",
    re.IGNORECASE,
)
# A negation that says little by itself, or that is as often said without one.
SOURCE_SOFTLY = re.compile(
    r"\b(?:if|unless|whether|when|why|not only|why not|or not|not (?:all|every|yet|just|only|sure|necessarily)|"
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
    rate: float
    negation: re.Pattern[str] | None = None
    instead: re.Pattern[str] | None = None


@lru_cache(maxsize=32)
def language(locale: str) -> Language:
    """Give what we know of the language of a locale, such as `de` or `pt-BR`."""
    code = re.split(r"[-_]", locale.strip().lower())[0]
    words = NUMBERS.get(code, "").split()
    numbers = {word: value for words_, value in zip(words, VALUES, strict=False) for word in words_.split("|")}
    numbers.pop("-", None)
    return Language(code, numbers, RATES.get(code, 1.0), _words(NEGATIONS.get(code)), _words(INSTEAD.get(code)))


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
