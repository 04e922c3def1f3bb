"""Tell what a page counts by itself: when it was last updated, how often it was read, the number of a step."""

import re

from asadvertised.article.comparing.letters import folded

MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
NTH = r"\d{1,2}(?:st|nd|rd|th)?"
DAY = (
    rf"(?:{NTH}\.? (?:of )?{MONTH},? \d{{2,4}}|{MONTH} {NTH},? \d{{2,4}}|{MONTH} \d{{4}}"
    r"|\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4})"
)
TIME = r"(?:,? (?:at )?\d{1,2}:\d{2}(?::\d{2})?(?: ?[ap]\.?m\.?)?(?: ?\(?[a-z]{2,4}\)?)?)?"
MANY = r"(?:\d+|an?|one|two|three|four|five|six|seven|eight|nine|ten|a few|several)"
UNIT = r"(?:seconds?|secs?|minutes?|mins?|hours?|hrs?|days?|weeks?|months?|years?|yrs?)"
AGO = (
    rf"(?:(?:about |over |almost |less than )?{MANY} {UNIT} ago"
    r"|just now|today|yesterday|last (?:week|month|year))"
)
DONE = r"(?:updated?|modified|edited|reviewed|revised|changed|published|posted|created|checked|added)"
THING = r"(?:article|page|document|post|guide|topic|content|help article|faq)"
SUBJECT = rf"(?:(?:this |the )?{THING} (?:was |has been |is )?|it was |date )?"
STAMP = rf"{SUBJECT}(?:(?:last|first|originally) )?{DONE}(?: (?:on|at|date|time))?:? ?(?:{DAY}{TIME}|{AGO})"
COUNT = r"(?:\d[\d.,]*(?: ?(?:[kmb%]|percent|per cent))?\+?|no|one)"
COUNTED = (
    r"(?:(?:page )?views?|reads?|comments?|likes?|shares?|replies|reply|followers?|visits?|votes?|ratings?|reviews?"
    r"|answers?|(?:min|minutes?)[ -]read)"
)
READERS = r"(?:(?:of )?(?:people|users|readers|visitors)|(?:out )?of \d[\d,]*(?: people)?)"
COUNTER = rf"{COUNT}[ -](?:{COUNTED}|{READERS} (?:found|find) this (?:article )?(?:helpful|useful))"
LABELLED = (
    rf"(?:views|reads|comments|likes|shares|followers|viewed|read|reading time):? {COUNT}(?: times| min(?:ute)?s?)?"
)
RIGHTS = r"(?:copyright )?(?:©|\(c\)|copyright) ?\d{4}(?: ?- ?\d{4})?(?P<holder>.*)"
ONE = re.compile(rf"(?:{STAMP}|{COUNTER}|{LABELLED})", re.IGNORECASE)
APART = re.compile(r"\s+[|·•-]\s+|\s*[|·•]\s*")
COPYRIGHT = re.compile(RIGHTS, re.IGNORECASE)
ASIDE = re.compile(rf"\s*[(\[]\s*{STAMP}\s*[)\]]\s*$", re.IGNORECASE)
ENUMERATOR = re.compile(
    r"[*_]*(?:[•‣▪●◦*-]\s+)?(?:(?:step|section|part|chapter)\s+\d{1,3}\s*[:.)-]\s*|\(?\d{1,3}[.)]\s+|\(?[a-zA-Z]\)\s+)?",
    re.IGNORECASE,
)
DECIMAL = re.compile(r"\d{1,2}(?:\.\d{1,2})+\.?\s+(?=[A-Z])")


def clock(text: str) -> str:
    """Say what is left of a line when what it counts is left out; nothing, if it is none of those."""
    line = folded(text).strip(" ()[]*_.")
    if match := COPYRIGHT.fullmatch(line):
        return f"rights{match['holder']}"
    parts = APART.split(line)
    return "clock" * len(parts) if line and all(ONE.fullmatch(part) for part in parts) else ""


def unnumbered(text: str, *, heading: bool = False) -> str:
    """Leave out the number or bullet that a text begins with, and when it was updated, in brackets at its end."""
    text = ASIDE.sub("", text) or text
    bare = DECIMAL.sub("", text, count=1) if heading else text
    return ENUMERATOR.sub("", bare, count=1) or text
