"""What an answer means to whoever asked for a page: a file to keep, or a page that leads on by itself."""

import re

import requests
from bs4 import BeautifulSoup

REFRESH = re.compile(r"^\s*([\d.]+)\s*[;,]?\s*(?:url\s*=\s*)?[\"']?([^\"']*)", re.IGNORECASE)
SHOWN = ("text/", "application/json", "application/xhtml+xml", "application/xml", "image/", "+json", "+xml")
SOON_S = 0.5


def is_a_file(response: requests.Response) -> bool:
    """Tell what a browser would save, and not show."""
    kind = response.headers.get("Content-Type", "text/html").lower()
    saved = response.headers.get("Content-Disposition", "").lower().startswith("attachment")
    return saved or not any(shown in kind for shown in SHOWN)


def at_once(page: BeautifulSoup) -> str | None:
    """Give where a page leads by itself as soon as it is there; None where it stays."""
    told = page.select_one("meta[http-equiv=refresh i]")
    found = REFRESH.match(str(told.get("content", ""))) if told else None
    return found[2].strip() if found and found[2].strip() and float(found[1].strip(".") or 0) < SOON_S else None
