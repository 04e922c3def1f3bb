"""Countries and regions by name, in the original's language and in the translation's."""

import re
from collections import defaultdict
from functools import lru_cache

from asadvertised.article.translating.languages import babel_locale, language

AMBIGUOUS = frozenset(
    ["GE", "JO", "TD", "JE", "TR", "GN", "ML", "TG", "OM", "MO", "CU", "XA", "XB", "ZZ", "QO", "UN", "RE", "IM"]
)
STEM = 5
UNDECLINED = frozenset(["en", "fr", "es", "it", "pt", "nl", "sv", "da", "nb"])
OF_A_COUNTRY = 2
# Names and letters that stand for a region beside the one that Babel gives; a star stands for any ending.
ALSO = {
    "US": "USA, U.S., U.S.A., EE. UU., EE.UU., EE UU, É.-U., EUA, VS, United States",
    "GB": "UK, U.K., Great Britain, Großbritannien*, Royaume-Uni, Reino Unido, Regno Unito, Verenigd Koninkrijk",
    "EU": "EU, UE, European Union, Europäische* Union",
    "EEA": "EEA, EWR, EEE, SEE, EER, European Economic Area, Europäische* Wirtschaftsraum*, Espace économique "
    "européen, espace économique européen, Espacio Económico Europeo, Spazio economico europeo, Espaço "
    "Económico Europeu, Espaço Econômico Europeu, Europese Economische Ruimte",
    "NL": "Netherlands, Niederlande*, Pays-Bas, Países Bajos, Países Baixos, Paesi Bassi, Nederland, Holland",
    "CZ": "Czech Republic, Czechia, Tschechien, Tschechische* Republik, Tchéquie, République tchèque, Chequia, Cechia, "
    "República Checa, Tsjechië",
    "KR": "South Korea, Südkorea, Corée du Sud, Corea del Sur, Corea del Sud, Coreia do Sul, Zuid-Korea",
}
SPACE = r"\s+"
CAPITAL = re.compile(r"(?<![\w.])[^\W\d_]")
Named = tuple[re.Pattern[str], str]


@lru_cache(maxsize=16)
def _names(locale: str) -> dict[str, list[Named]]:
    """Give patterns of names with the codes of their regions, by the two letters that a name begins with."""
    data = babel_locale(locale)
    territories = data.territories if data else {}
    countries = {code: name for code, name in territories.items() if len(code) == OF_A_COUNTRY}
    named = [(name, code) for code, name in countries.items() if code not in AMBIGUOUS]
    named += [(name.strip(), code) for code, names in ALSO.items() for name in names.split(",")]
    declined = language(locale).code not in UNDECLINED
    found = defaultdict(list)
    for name, code in sorted(named, key=lambda one: -len(one[0])):
        found[name[:2]].append((_pattern(name, declined=declined), code))
    return found


def knows_regions(locale: str) -> bool:
    """Tell whether the names of the regions in a language are known."""
    return babel_locale(locale) is not None


def _pattern(name: str, *, declined: bool) -> re.Pattern[str]:
    """Take a name as it is declined: its long words may end otherwise."""
    words = [_declined(word) if declined else re.escape(word.rstrip("*")) for word in name.split()]
    return re.compile(rf"{SPACE.join(words)}(?!\w)")


def _declined(word: str) -> str:
    if len(word) > STEM and word[0].isupper() and "." not in word:
        return rf"{re.escape(word.rstrip('*')[:-1])}\w*"
    return re.escape(word.rstrip("*")) + (r"\w*" if word.endswith("*") else "")


def regions_of(text: str, locale: str) -> dict[str, str]:
    """Give the regions that a text names, with their names there."""
    names, found, end = _names(locale), dict[str, str](), 0
    for start in (match.start() for match in CAPITAL.finditer(text)):
        for pattern, code in names.get(text[start : start + 2], ()) if start >= end else ():
            if match := pattern.match(text, start):
                found[code], end = match[0], match.end()
                break
    return found
