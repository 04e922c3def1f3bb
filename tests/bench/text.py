"""Measure what the text costs, as ratios to bare work and to a peer in the same run: a part of `make bench`.

Texts are compared beside difflib, which only aligns them; pages are read beside the parser alone, and beside
inscriptis, by which changedetection.io extracts text; blocks are split beside one regular expression. CPU time, the
best of a few rounds, taken in turns.
"""

import gc
import random
import re
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bs4 import BeautifulSoup
from drift.corpus import passages_by_document, sources
from inscriptis import get_text
from renderings import ARTICLE, page

from asadvertised.article.comparing import compare
from asadvertised.article.passage import Passage
from asadvertised.article.reading import read_page
from asadvertised.article.sentences import split_sentences

ROUNDS = 4
SIZES = (2_500, 5_000, 10_000, 20_000)
EDITED = 0.05
PAGE_LETTERS = 1_000_000
SENTENCES = 10_000
PER_PARAGRAPH = 4
MOST_TIMES_WHEN_DOUBLED = 2.5
MOST_TIMES_THE_PARSER = 2.5
BARE_SPLIT = re.compile(r"(?<=[.!?])\s+(?=[A-Z])")

Work = Callable[[], object]


def words() -> list[str]:
    """Give the words of the documents of the corpus, as often as they stand there."""
    found = [word for name in sources() for p in passages_by_document()[name] for word in p.text.split()]
    assert len(found) > SIZES[0], "the documents have too few words to make a text of"
    return found


def text_of(count: int, numbers: random.Random) -> list[Passage]:
    """Make sentences of the documents' words."""
    known = words()
    return [
        Passage(" ".join(numbers.choices(known, k=numbers.randint(6, 25))), section=f"{at // 20}")
        for at in range(count)
    ]


def edited(old: Sequence[Passage], numbers: random.Random) -> list[Passage]:
    """Give the text with a word of some sentences replaced, some sentences gone, and some new."""
    known, new = words(), list(old)
    for at in sorted(numbers.sample(range(len(old)), round(EDITED * len(old))), reverse=True):
        parts = old[at].text.split()
        parts[numbers.randrange(len(parts))] = numbers.choice(known)
        changed = replace(old[at], text=" ".join(parts))
        new[at : at + 1] = numbers.choice([[changed], [changed], [changed], [], [old[at], changed]])
    return new


def best(*works: Work) -> list[float]:
    """Give the least CPU time that each took, in seconds, asked in turns so that all meet the same machine."""
    found = [float("inf")] * len(works)
    for _ in range(ROUNDS):
        for number, work in enumerate(works):
            gc.collect()
            started = time.process_time()
            assert work()
            found[number] = min(found[number], time.process_time() - started)
    return found


def comparing() -> float:
    """Compare texts of growing size; give by how much the time grows when the size doubles, on average."""
    say(f"comparing, {EDITED:.0%} edited", "ours", "times the size before", "difflib", "times difflib")
    took: list[float] = []
    for count in SIZES:
        numbers = random.Random(count)  # noqa: S311  sentences, not secrets
        old = text_of(count, numbers)
        new = edited(old, numbers)
        texts = [p.text for p in old], [p.text for p in new]
        ours, bare = best(partial(compare, old, new), partial(aligned, *texts))
        growth = f"{ours / took[-1]:.2f}" if took else ""
        say(f"{count:,} sentences", seconds(ours), growth, seconds(bare), f"{ours / bare:.1f}")
        took.append(ours)
    return (took[-1] / took[0]) ** (1 / (len(took) - 1))


def aligned(old: list[str], new: list[str]) -> object:
    """Align texts by difflib alone."""
    return SequenceMatcher(None, old, new, autojunk=False).get_opcodes()


def our_page() -> str:
    """Give our page with its article as often as makes it large."""
    html = page()
    start, end = html.index("<article"), html.index("</article>")
    return html[:start] + html[start:end] * (PAGE_LETTERS // (end - start) + 1) + html[end:]


def dense_page() -> str:
    """Give our page with paragraphs in which each word has tags of its own."""
    mark = ("<b>{}</b>", "<i><span class=a>{}</span></i>", "<a href=/b>{}</a>", "<code>{}</code>")
    known, said, at = words(), [], 0
    while sum(map(len, said)) < PAGE_LETTERS:
        said += [f"<p>{' '.join(mark[n % 4].format(known[(at + n) % len(known)]) for n in range(20))}.</p>"] * 20
        at += 20
    return page().replace("</article>", "".join(said) + "</article>")


def reading() -> Iterator[float]:
    """Read large pages; give the ratio to the parser alone."""
    say("reading", "ours", "times the parser", "inscriptis", "times inscriptis")
    for name, html in (("our page, many times", our_page()), ("a page dense with tags", dense_page())):
        works = (partial(read_page, html, ARTICLE.page, ARTICLE), partial(parsed, html), partial(get_text, html))
        ours, parser, peer = best(*works)
        size = f"{len(html) / 1e6:.1f} MB"
        say(f"{name}, {size}", seconds(ours), f"{ours / parser:.2f}", seconds(peer), f"{ours / peer:.1f}")
        yield ours / parser


def parsed(html: str) -> object:
    """Parse a page, and do nothing with it."""
    return BeautifulSoup(html, "lxml").contents


def splitting() -> None:
    """Split paragraphs into sentences."""
    sentences = [p.text for name in sources() for p in passages_by_document()[name] if p.text.endswith(".")]
    many = (sentences * (SENTENCES // len(sentences) + 1))[:SENTENCES]
    blocks = [" ".join(many[at : at + PER_PARAGRAPH]) for at in range(0, SENTENCES, PER_PARAGRAPH)]
    ours, bare = best(
        lambda: [split_sentences(block) for block in blocks], lambda: [BARE_SPLIT.split(block) for block in blocks]
    )
    say("splitting", "ours", "", "a bare regex", "times the regex")
    say(f"{SENTENCES:,} sentences", seconds(ours), "", seconds(bare), f"{ours / bare:.0f}")


def seconds(value: float) -> str:
    """Write seconds."""
    return f"{value:.3f} s"


def say(*cells: str) -> None:
    """Print a row."""
    sys.stdout.write(f"{cells[0]:32}" + "".join(f"{cell:>23}" for cell in cells[1:]).rstrip() + "\n")
    sys.stdout.flush()


def main() -> int:
    """Measure, and say the ratios; exit with 1 where one is too large."""
    growth = comparing()
    parser = max(reading())
    splitting()
    say(f"comparing, growth when the size doubles, on average: {growth:.2f} (at most {MOST_TIMES_WHEN_DOUBLED})")
    say(f"reading / parser, the larger: {parser:.2f} (at most {MOST_TIMES_THE_PARSER})")
    return int(growth > MOST_TIMES_WHEN_DOUBLED or parser > MOST_TIMES_THE_PARSER)


if __name__ == "__main__":
    sys.exit(main())
