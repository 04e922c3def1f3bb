"""Find the words of a sentence that stand on a button, a menu or a page: what a reader looks for on the screen."""

import re
from functools import lru_cache

from asadvertised.article.comparing.tokens import tokens

LONGEST = 5000
VERB = (
    r"(?:[Cc]lick|[Tt]ap|[Ss]elect|[Cc]hoose|[Pp]ress|[Oo]pen|[Hh]it|[Cc]heck|[Uu]ncheck|[Tt]oggle|[Ff]ind|[Vv]isit"
    r"|[Gg]o to|[Nn]avigate to|[Tt]urn o(?:n|ff)|[Ss]witch o(?:n|ff))(?:ing)?"
)
CAPITAL = r"[A-Z][\w'’&-]*"
# A label goes on with words in capitals, and ends with small ones only where the sentence or the thing named ends too.
RUN = (
    rf"{CAPITAL}(?:\s(?:and|of|or|to|for|the|in|on|your|&)\s{CAPITAL}|\s(?:and|or)\s\w+(?=\s*$|[.,])"
    rf"|\s?[>›→/]\s?{CAPITAL}|\s{CAPITAL}|\s[a-z]+(?=\s*$|[.,]|\s(?:icon|button|link|tab|menu|option)))*"
)
AFTER_VERB = re.compile(rf"\b{VERB}\s(?:on\s)?(?:the\s|your\s)?(?P<label>{RUN})")
THEN = re.compile(rf",?\s(?:and\s)?then\s(?P<label>{RUN})")
QUOTED = re.compile(r"“(?P<a>[^”]{1,60})”|\"(?P<b>[^\"]{1,60})\"|\*\*(?P<c>[^*]{1,60})\*\*")


@lru_cache(maxsize=2048)
def labels(text: str) -> tuple[tuple[str, ...], ...]:
    """Give the labels that a sentence names, in words as they count."""
    found = [(match.start(), match.group(match.lastgroup or 0)) for match in QUOTED.finditer(text[:LONGEST])]
    found += [(match.start(), match["label"]) for match in AFTER_VERB.finditer(text[:LONGEST])]
    if found:
        found += [(match.start(), match["label"]) for match in THEN.finditer(text[:LONGEST])]
    return tuple(tuple(token.norm for token in tokens(words)) for _, words in sorted(found))
