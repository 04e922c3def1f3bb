"""Countries that the article's rules speak of, as ISO 3166-1 alpha-2 codes.

Seven territories of the European Union have codes of their own: six outermost regions of France, and Åland. The article
says "are in the EEA" without a list; most protective: whoever is there is in it. Svalbard and Jan Mayen is not, since
Norway's protocol to the EEA agreement leaves it out; Gibraltar is no part of the United Kingdom.
"""

EUROPEAN_UNION = frozenset(
    {
        "AT",
        "BE",
        "BG",
        "CY",
        "CZ",
        "DE",
        "DK",
        "EE",
        "ES",
        "FI",
        "FR",
        "GR",
        "HR",
        "HU",
        "IE",
        "IT",
        "LT",
        "LU",
        "LV",
        "MT",
        "NL",
        "PL",
        "PT",
        "RO",
        "SE",
        "SI",
        "SK",
    }
)
EUROPEAN_ECONOMIC_AREA = EUROPEAN_UNION | {"IS", "LI", "NO"}
UNITED_KINGDOM = "GB"
SWITZERLAND = "CH"

TERRITORIES_OF_THE_UNION = frozenset({"AX", "GF", "GP", "MF", "MQ", "RE", "YT"})

NEVER_SHARED = EUROPEAN_ECONOMIC_AREA | TERRITORIES_OF_THE_UNION | {UNITED_KINGDOM, SWITZERLAND}

# The article says "in certain countries" without naming them. Most protective: few, and none by default.
SHARING_COUNTRIES = frozenset({"AR", "AU", "BR", "CA", "CL", "CO", "JP", "MX", "NZ", "US"})
