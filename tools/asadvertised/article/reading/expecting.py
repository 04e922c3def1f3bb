"""Hold a reading against what the transcription lets expect: selectors that die silently must not pass for drift."""

from collections.abc import Callable, Sequence
from collections.abc import Set as AbstractSet

from asadvertised.article.model import Article, Kind, PageLayout
from asadvertised.article.reading.blocks import Block
from asadvertised.article.reading.faults import LayoutNotFound
from asadvertised.article.sentences import plain

LONG = 25  # letters of a sentence that stands nowhere by chance
TRIED = 200
STRAYED = 0.1  # of the transcription: one sentence may have been moved away, a tenth of them was not


def hold_to(article: Article, layout: PageLayout, blocks: Sequence[Block], all_text: Callable[[], str]) -> None:
    """Compare what was read with what was to be expected; `all_text` is what readers see of the page in all.

    Raises LayoutNotFound where words are on the page that the selectors miss, or take for something else.
    """
    _nothing_outside(article, layout, " ".join(block.text for block in blocks), all_text)
    texts = {block.text for block in blocks}
    _headings(article, layout, texts, {block.text for block in blocks if block.kind is Kind.HEADING})
    _steps(article, layout, texts, {block.text for block in blocks if block.item})
    _panels(article, layout, texts, {block.under.panel for block in blocks})


def _nothing_outside(article: Article, layout: PageLayout, taken: str, all_text: Callable[[], str]) -> None:
    long = [text for sentence in article.sentences if len(text := plain(sentence.text)) >= LONG]
    tried = long[:: len(long) // TRIED + 1]
    missing = [text for text in tried if text not in taken]
    if len(missing) <= STRAYED * len(tried):
        return
    everything = all_text()
    outside = sum(text in everything for text in missing)
    if outside > STRAYED * len(tried):
        seen = f"{outside} of {len(tried)} sentences are on the page, but not"
        raise LayoutNotFound("text", layout.content, seen)


def _headings(article: Article, layout: PageLayout, texts: AbstractSet[str], found: AbstractSet[str]) -> None:
    sections = (section for section in article.section if section.level > 1 and not section.panel)
    wanted = {plain(s.text) for section in sections for s in section.sentence if s.kind is Kind.HEADING}
    _not_most(wanted, (texts - found), "headings", layout.heading)


def _steps(article: Article, layout: PageLayout, texts: AbstractSet[str], found: AbstractSet[str]) -> None:
    wanted = {plain(s.text) for s in article.sentences if s.kind is Kind.STEP}
    _not_most(wanted, (texts - found), "steps", layout.step or layout.block)


def _panels(article: Article, layout: PageLayout, texts: AbstractSet[str], found: AbstractSet[str]) -> None:
    if layout.panels and found == {""}:
        within = {plain(s.text) for section in article.section if section.panel for s in section.sentence}
        _not_most(within, texts, "panels", layout.panels.select)


def _not_most(wanted: AbstractSet[str], lost: AbstractSet[str], part: str, selector: str) -> None:
    if wanted and len(wanted & lost) * 2 > len(wanted):
        raise LayoutNotFound(part, selector, f"Of {len(wanted)} {part}, {len(wanted & lost)} are on the page, but not")
