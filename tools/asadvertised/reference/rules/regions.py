"""Countries that the article's rules speak of, as ISO 3166-1 alpha-2 codes."""

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

NEVER_SHARED = EUROPEAN_ECONOMIC_AREA | {UNITED_KINGDOM, SWITZERLAND}

# The article says "in certain countries" without naming them. Most protective: few, and none by default.
SHARING_COUNTRIES = frozenset({"AR", "AU", "BR", "CA", "CL", "CO", "JP", "MX", "NZ", "US"})
