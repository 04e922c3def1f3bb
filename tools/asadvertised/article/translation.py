"""Compare a translation of an article with the transcription, which is the original."""

from asadvertised.article.drift import Against, DriftOutcome, Errand, Found, Sides, outcome_of, told
from asadvertised.article.fetching.fetch import fetch_page
from asadvertised.article.fetching.page import HTML
from asadvertised.article.fetching.walls import must_be_the_page
from asadvertised.article.model import Article
from asadvertised.article.passage import passages_of
from asadvertised.article.reading import read
from asadvertised.article.translating import compare_translation
from asadvertised.outcome import CouldNotTell

THERE = 0.5  # of the original's sentences, by number, since none of its words are there


def check_translation(article: Article, source: str, errand: Errand, locale: str) -> Found:
    """Fetch a page in another language and compare what survives translation; no scenario tests its wording."""
    page = None
    try:
        page = fetch_page(source, errand.timeout, errand.way, errand.manners)
        passages = read(page.html, page.media_type, article.page, article, page.url)
        if page.media_type == HTML:
            is_there = len(passages) >= THERE * len(article.sentences)
            must_be_the_page(page, is_there=is_there, locale=locale)
    except CouldNotTell as fault:
        return Found(DriftOutcome.CANT_TELL, source, fault.reason, page=page, against=Against.ORIGINAL)
    ours = passages_of(article)
    differences = compare_translation(ours, passages, locale, article.article.locale)
    changes = told(Sides(article, ours, passages), differences, lambda _: ())
    return Found(outcome_of(changes), source, "", changes, page, tuple(passages), differences, Against.ORIGINAL)
