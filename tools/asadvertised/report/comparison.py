"""A comparison of two runs as people read it: in a terminal, and as a page; what got worse comes first."""

from collections import Counter
from collections.abc import Iterator

from asadvertised.article.change import Change
from asadvertised.record.comparison import (
    BROKEN_NOW,
    Became,
    Comparison,
    ScenarioComparison,
    SentenceComparison,
    Side,
    Standing,
)
from asadvertised.record.rollup import number
from asadvertised.report import view
from asadvertised.report.headlines import place_of, wordings_of
from asadvertised.report.html import environment, style_of
from asadvertised.report.view import Mark
from asadvertised.report.words import one_line, shortened

MOST_SCENARIOS = 3
ABSENT = Mark("inapplicable", "not there", "–")
WORDS = {
    Became.NEWLY_BROKEN: "newly broken",
    Became.BROKEN_OTHERWISE: "broken otherwise",
    Became.UNTOLD_NOW: "cannot be told any more",
    Became.NO_LONGER_ASKED: "no longer asked",
    Became.NEWLY_UNTOLD: "new, and could not be told",
    Became.OTHER_TEXT: "with another text",
    Became.MENDED_IN_PART: "mended in part",
    Became.MENDED: "mended",
    Became.TOLD_NOW: "told now",
    Became.NEWLY_ASKED: "newly asked",
    Became.STILL_BROKEN: "still broken",
    Became.STILL_UNTOLD: "could be told in neither",
    Became.SAME: "as before",
}
COLOURS = {
    Became.NEWLY_BROKEN: "failed",
    Became.BROKEN_OTHERWISE: "failed",
    Became.STILL_BROKEN: "failed",
    Became.UNTOLD_NOW: "cant-tell",
    Became.NO_LONGER_ASKED: "cant-tell",
    Became.NEWLY_UNTOLD: "cant-tell",
    Became.MENDED: "passed",
    Became.TOLD_NOW: "passed",
}
WORSE = (*BROKEN_NOW, Became.UNTOLD_NOW, Became.NO_LONGER_ASKED, Became.NEWLY_UNTOLD)
BETTER = (Became.OTHER_TEXT, Became.MENDED, Became.MENDED_IN_PART, Became.TOLD_NOW, Became.NEWLY_ASKED)
APART = (Became.STILL_BROKEN, Became.STILL_UNTOLD)
LISTED = (*WORSE, *BETTER, *APART)
IN_PART = "what failed is kept now, and the rest could be told in neither run"


def verdict_of(comparison: Comparison) -> str:
    """Say in one line what got worse."""
    text = comparison.text
    worse = [
        *_counted(comparison, WORSE),
        *_counted_homeless(comparison, WORSE),
        *([f"the text newly drifted in {number(len(text.new), 'place')}"] if text.new else []),
        *(["the text can no longer be compared"] if text.untold_now else []),
        *([f"{number(comparison.suspect, 'sentence')} newly suspect"] if comparison.suspect else []),
    ]
    return _sentence(worse or ["nothing got worse"])


def besides_of(comparison: Comparison) -> str:
    """Say in one line what else became of it, or nothing."""
    gone = len(comparison.text.gone)
    of_text = [f"{number(gone, 'change')} of the text gone"] if gone else []
    better, apart = ([*_counted(comparison, kinds), *_counted_homeless(comparison, kinds)] for kinds in (BETTER, APART))
    other = [*better, *of_text, *apart]
    return f"Besides: {_sentence(other)}" if other else ""


def render_comparison(comparison: Comparison, page: str = "") -> str:
    """Give the comparison as plain lines, fit for a terminal; `page` is where it was written as one."""
    lines = [
        f"{verdict_of(comparison)} {besides_of(comparison)}".rstrip(),
        *(f"{which}: {_of_side(side)}" for which, side in (("Old", comparison.old), ("New", comparison.new))),
        *(f"NOTE {one_line(note)}" for note in comparison.notes),
    ]
    for became in (*WORSE, *BETTER):
        for sentence in comparison.having(became):
            lines += _told(sentence)
    lines += [f"\nNEWLY SUSPECT {one_line(one.id)}: {_why_suspect(one)}" for one in comparison.sentences if one.suspect]
    lines += [*_homeless(comparison), *_text(comparison), *_still(comparison), *([f"\nPage: {page}"] if page else [])]
    return "\n".join(lines) + "\n"


def render_comparison_page(comparison: Comparison) -> str:
    """Give the comparison as one self-contained page."""
    groups = [(became, sentences) for became in LISTED if (sentences := list(comparison.having(became)))]
    return (
        environment()
        .get_template("compare.html.j2")
        .render(
            comparison=comparison,
            verdict=verdict_of(comparison),
            besides=besides_of(comparison),
            groups=groups,
            suspects=[one for one in comparison.sentences if one.suspect],
            words=WORDS,
            colour=lambda became: COLOURS.get(became, "inapplicable"),
            mark_of=mark_of,
            counts_of=_of_scenarios,
            broken=_broken,
            in_part=IN_PART,
            why_suspect=_why_suspect,
            **style_of(),
        )
    )


def mark_of(standing: Standing | None) -> Mark:
    """Give the mark of how something stood in a record, or was not there."""
    if standing is None:
        return ABSENT
    return view.mark_of(standing.outcome, standing.qualifier)


def _counted(comparison: Comparison, kinds: tuple[Became, ...]) -> list[str]:
    found = [(became, comparison.counts.get(became, 0)) for became in kinds]
    return [f"{number(count, 'sentence')} {WORDS[became]}" for became, count in found if count]


def _counted_homeless(comparison: Comparison, kinds: tuple[Became, ...]) -> list[str]:
    counts = Counter(scenario.became for scenario in comparison.homeless)
    return [f"{number(counts[one], 'scenario')} of no sentence {WORDS[one]}" for one in kinds if counts[one]]


def _sentence(parts: list[str]) -> str:
    line = "; ".join(parts)
    return f"{line[0].upper()}{line[1:]}."


def _of_side(side: Side) -> str:
    where = side.name if side.name in side.target else f"{side.name} at {side.target}"
    return f"{one_line(where)}, {one_line(side.started[:19].replace('T', ' '))} UTC: {one_line(side.verdict)}"


def _told(sentence: SentenceComparison) -> Iterator[str]:
    yield f"\n{WORDS[sentence.became].upper()} {one_line(sentence.id)}: “{one_line(sentence.text)}”"
    if sentence.old_text:
        yield f"  its text was another: “{one_line(sentence.old_text)}”"
    yield f"  {mark_of(sentence.before).word} → {mark_of(sentence.after).word}{_in_brackets(_of_scenarios(sentence))}"
    if sentence.became is Became.MENDED_IN_PART:
        yield f"  {IN_PART}"
    chosen = [one for one in sentence.scenarios if one.became is sentence.became and one.became in WORSE]
    chosen = chosen or _broken(sentence)
    for scenario in chosen[:MOST_SCENARIOS]:
        yield from _scenario(scenario)
    if len(chosen) > MOST_SCENARIOS:
        yield f"  and {len(chosen) - MOST_SCENARIOS} more scenarios"


def _homeless(comparison: Comparison) -> Iterator[str]:
    """Give the scenarios that cite no sentence of the article: what they find counts all the same."""
    for scenario in comparison.homeless:
        yield f"\n{WORDS[scenario.became].upper()}, citing no sentence of the article:"
        yield from _scenario(scenario)


def _scenario(scenario: ScenarioComparison) -> Iterator[str]:
    yield f"  {one_line(scenario.feature)}:{scenario.line} {one_line(scenario.name)}"
    yield from _why(scenario)


def _still(comparison: Comparison) -> Iterator[str]:
    """Give what is broken still, a line each, apart from all that is news."""
    for place, sentence in enumerate(comparison.having(Became.STILL_BROKEN)):
        yield f"{'' if place else chr(10)}STILL BROKEN {one_line(sentence.id)}{_in_brackets(_of_scenarios(sentence))}"


def _why(scenario: ScenarioComparison) -> Iterator[str]:
    if scenario.became in BROKEN_NOW:
        yield f"    promised: {shortened(scenario.promised)}"
        yield f"    seen:     {shortened(scenario.seen)}"
    elif scenario.became in WORSE and scenario.reason:
        yield f"    {shortened(scenario.reason)}"


def _broken(sentence: SentenceComparison) -> list[ScenarioComparison]:
    return [one for one in sentence.scenarios if one.became in BROKEN_NOW]


def _of_scenarios(sentence: SentenceComparison) -> str:
    """Say what became of the scenarios that ask a sentence, where anything did."""
    counts = Counter(scenario.became for scenario in sentence.scenarios)
    told = [f"{counts[became]} {WORDS[became]}" for became in Became if counts[became]]
    return f"scenarios: {', '.join(told)}" if told else ""


def _in_brackets(words: str) -> str:
    return f" ({words})" if words else ""


def _why_suspect(sentence: SentenceComparison) -> str:
    if sentence.to_review:
        return "its new text was accepted, and its scenarios are to review"
    return "the page says something else; its scenarios test the old wording"


def _text(comparison: Comparison) -> Iterator[str]:
    text = comparison.text
    if text.untold_now:
        yield f"\nTEXT no longer compared: {shortened(text.reason)}"
    for which, changes in (("NEW CHANGE", text.new), ("CHANGE GONE", text.gone)):
        for change in changes:
            yield from _change(which, change)


def _change(which: str, change: Change) -> Iterator[str]:
    yield f"\n{which} {change.kind} {place_of(change)}"
    yield from wordings_of(change)
