"""How well edits are told apart: the confusion matrix, every miss, and the three bounds that have to hold.

`make drift-score` runs this. Rows are labels, columns are answers. An answer to an edit is right if it is the label, or
another that can be defended, and no sentence that was left alone is reported.
"""

import argparse
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from drift.company import companies, company_pair
from drift.corpus import NOTHING, OWN, Doing, Edit, Half, Pair, article, edits, passages_by_document, sources
from drift.editing import labels_of, pair_of
from drift.noise import EVERY_PAGE, MARKDOWN, OUR_PAGE
from drift.pages import own_as_read, own_page, page_pair, read_own

from asadvertised.article.change import ChangeKind, Severity
from asadvertised.article.difference import Difference
from asadvertised.article.passage import Passage
from asadvertised.article.sentences import plain

Classify = Callable[[list[Passage], list[Passage]], Sequence[Difference]]
LABELS = ("cosmetic", "reworded", "substantive", "added", "removed", "moved")
ANSWERS = (NOTHING, *LABELS)
WEIGHT = (NOTHING, "cosmetic", "reworded", "moved", "added", "removed", "substantive")
SLIGHT = {NOTHING, "cosmetic", "reworded", "moved"}
COSMETIC_RAISED = 0.02
READ_OTHERWISE = "is read otherwise"
WHERE = {"text": "edits of the text", "page": "edits of the page", "company": "edits among others"}


@dataclass(frozen=True)
class Judged:
    """What was answered to one edit, and what is wrong with it."""

    edit: Edit
    where: str
    answer: str
    alarms: int
    faults: tuple[str, ...] = ()


@dataclass(frozen=True)
class Score:
    """What came of a part of the corpus."""

    name: str
    judged: tuple[Judged, ...]
    noise: tuple[str, ...] = ()

    @property
    def missed(self) -> list[Judged]:
        """The substantive edits that were taken for less."""
        return [j for j in self.judged if j.edit.label is ChangeKind.SUBSTANTIVE and j.answer in SLIGHT]

    @property
    def cosmetic(self) -> list[Judged]:
        """The cosmetic edits."""
        return [j for j in self.judged if j.edit.label is ChangeKind.COSMETIC]

    @property
    def raised(self) -> list[Judged]:
        """The cosmetic edits that were taken for substantive."""
        return [j for j in self.cosmetic if j.answer == "substantive" and "substantive" not in j.edit.also]

    @property
    def unchanged_reported(self) -> int:
        """How many pages with noise alone, and how many sentences beside an edit, were reported."""
        return len(self.noise) + sum(j.alarms for j in self.judged)

    @property
    def holds(self) -> bool:
        """Whether all bounds hold."""
        few = len(self.raised) <= COSMETIC_RAISED * len(self.cosmetic)
        return bool(self.judged) and not self.missed and few and not self.unchanged_reported


def score(half: Half | None, classify: Classify) -> Score:
    """Judge the answers to a half of the corpus, or to all of it with the noise."""
    asked = [edit for edit in edits() if half in (None, edit.half)]
    alone = (found for edit in asked for found in judgements(edit, classify))
    judged = (*alone, *(found for company in companies(asked) for found in in_company(company, classify)))
    noise = () if half is Half.HELD_OUT else tuple(noise_reported(classify))
    return Score(half or "together", judged, noise)


def judgements(edit: Edit, classify: Classify) -> Iterator[Judged]:
    """Judge the answers to an edit of the text and, where it can be made there, of the page."""
    pair = pair_of(edit)
    yield judge(edit, pair, "text", classify)
    if pages := page_pair(edit):
        faults = [side for side in ("old", "new") if _texts(getattr(pages, side)) != _texts(getattr(pair, side))]
        if faults:
            yield Judged(edit, "page", NOTHING, 0, tuple(f"the {side} page {READ_OTHERWISE}" for side in faults))
        else:
            yield judge(edit, pages, "page", classify)


def in_company(company: list[Edit], classify: Classify) -> Iterator[Judged]:
    """Judge the answers to edits that were made to a document together; the first answers for false alarms."""
    old, new, shares = company_pair(company)
    found = classify(old, new)
    alarms = [d for d in found if not any(set(d.old) <= before and set(d.new) <= after for _, before, after in shares)]
    for number, (edit, before, after) in enumerate(shares):
        told = [d for d in found if before & set(d.old) or after & set(d.new)]
        answer = _heaviest(told)
        strange = alarms if number == 0 else []
        faults = (*_faults(edit, answer, told), *(f"unchanged, but {_said(d, old, new)}" for d in strange))
        yield Judged(edit, "company", answer, len(strange), faults)


def _texts(passages: Iterable[Passage]) -> list[str]:
    return [plain(passage.text) for passage in passages]


def judge(edit: Edit, pair: Pair, where: str, classify: Classify) -> Judged:
    """Judge the answer to a pair of texts."""
    found = classify(pair.old, pair.new)
    alarms = [d for d in found if not (set(d.old) <= pair.touched_old and set(d.new) <= pair.touched_new)]
    if edit.do is Doing.TOGETHER:
        answer, faults = _together(edit, pair, found)
    else:
        told = [d for d in found if pair.touched_old & set(d.old) or pair.touched_new & set(d.new)]
        answer = _heaviest(told)
        faults = _faults(edit, answer, told)
    return Judged(
        edit, where, answer, len(alarms), (*faults, *(f"unchanged, but {_said(d, pair.old, pair.new)}" for d in alarms))
    )


def _faults(edit: Edit, answer: str, told: list[Difference]) -> list[str]:
    if answer not in edit.accepted:
        return [f"{edit.label}, but {answer}"]
    signals = {signal for difference in told for signal in difference.signals}
    if edit.signals and answer == edit.label and not signals & set(edit.signals):
        return [f"none of {', '.join(edit.signals)} in its signals ({', '.join(sorted(signals)) or 'none'})"]
    return []


def _together(edit: Edit, pair: Pair, found: Sequence[Difference]) -> tuple[str, list[str]]:
    """Judge many edits as one: the answer is the slightest of those to the edits that are hidden."""
    labels = labels_of(edit, pair)
    answers = {number: _heaviest([d for d in found if number in d.old]) for number in labels}
    wrong = {n: answer for n, answer in answers.items() if answer not in _allowed(labels[n])}
    hidden = [answers[number] for number, label in labels.items() if label == edit.label]
    faults = [f"{labels[n]}, but {answer}: {pair.new[n].text[:60]}" for n, answer in wrong.items()]
    return min(hidden, key=WEIGHT.index), faults


def _allowed(label: ChangeKind) -> set[str]:
    return {"cosmetic", "reworded"} if label is ChangeKind.COSMETIC else {label.value}


def _heaviest(differences: Iterable[Difference]) -> str:
    return max((_answer(difference) for difference in differences), key=WEIGHT.index, default=NOTHING)


def _answer(difference: Difference) -> str:
    """Give the class of an answer: steps out of order are substantive by their severity."""
    if difference.kind is ChangeKind.MOVED and difference.severity is Severity.ERROR:
        return ChangeKind.SUBSTANTIVE.value
    return difference.kind.value


def _said(difference: Difference, old: list[Passage], new: list[Passage]) -> str:
    texts = [old[n].text for n in difference.old] or [new[n].text for n in difference.new]
    return f"{difference.kind}: {' / '.join(texts)[:60]}"


def noise_reported(classify: Classify) -> list[str]:
    """Give every fetch that differs in noise alone, and of which a change was told."""
    return [name for name, old, new in fetches() if classify(old, new)]


@cache
def fetches() -> tuple[tuple[str, list[Passage], list[Passage]], ...]:
    """Give what is read of each page, and of another fetch of it that differs in noise alone."""
    page = own_page(article())
    own = {f"tokens of fetch {seed}": own_page(article(), seed) for seed in range(1, 4)}
    own |= {name: noise(page) for name, noise in OUR_PAGE.items()}
    others = (
        (f"{name}: {kind}", passages_by_document()[name], source.read(noise(source.text)))
        for name, source in sources().items()
        for kind, noise in (MARKDOWN if source.markdown else EVERY_PAGE).items()
    )
    same = ((f"{name}: itself", passages, list(passages)) for name, passages in passages_by_document().items())
    return (*((f"{OWN}: {name}", own_as_read(), read_own(html)) for name, html in own.items()), *others, *same)


def lines_of(found: Score) -> Iterator[str]:
    """Give the report of a score."""
    for where, name in WHERE.items():
        judged = [j for j in found.judged if j.where == where]
        wrong = [j for j in judged if j.faults]
        yield f"{found.name}, {name}: {len(judged)}, answered rightly {len(judged) - len(wrong)}"
        yield from _matrix(judged)
        yield from (f"  miss {j.edit.id} ({where}): {fault}" for j in wrong for fault in j.faults)
    yield from (f"  noise reported: {name}" for name in found.noise)
    raised, cosmetic = len(found.raised), len(found.cosmetic)
    share = raised / max(1, cosmetic)
    yield f"{found.name}: substantive missed {len(found.missed)} (0 allowed)"
    yield f"{found.name}: cosmetic raised to substantive {raised} of {cosmetic}, {share:.1%} (2 % allowed)"
    yield f"{found.name}: unchanged reported {found.unchanged_reported} (0 allowed)"


def _matrix(judged: list[Judged]) -> Iterator[str]:
    cells = Counter((j.edit.label.value, j.answer) for j in judged)
    yield f"{'':14}" + "".join(f"{answer:>13}" for answer in ANSWERS)
    for label in LABELS:
        yield f"  {label:12}" + "".join(f"{cells[label, answer] or '·':>13}" for answer in ANSWERS)


def main() -> None:
    """Print the scores; exit with 1 where a bound is broken."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--half", choices=[*Half, "both"], default="both")
    half = arguments.parse_args().half
    from asadvertised.article.comparing import compare

    parts = [*Half, None] if half == "both" else [Half(half)]
    scores = [score(part, compare) for part in parts]
    for found in scores:
        print("\n".join(lines_of(found)), end="\n\n")
    sys.exit(0 if all(found.holds for found in scores) else 1)


if __name__ == "__main__":
    main()
