"""Compare two readings of a text: the differences, in the order of the old one."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from asadvertised.article.change import ChangeKind, Severity, Signal
from asadvertised.article.comparing.alignment import Match, align
from asadvertised.article.comparing.classing import Judgement, class_of, class_of_parts
from asadvertised.article.comparing.clocks import clock
from asadvertised.article.comparing.headings import headings_apart, other_platform
from asadvertised.article.comparing.letters import unadorned
from asadvertised.article.comparing.likeness import Text
from asadvertised.article.comparing.links import changed_links
from asadvertised.article.comparing.order import steps_out_of_order
from asadvertised.article.comparing.signals import became
from asadvertised.article.comparing.tokens import tokens
from asadvertised.article.difference import Difference
from asadvertised.article.passage import Passage
from asadvertised.article.sentences import plain

SEVERITY = {
    ChangeKind.COSMETIC: Severity.NOTE,
    ChangeKind.REWORDED: Severity.WARNING,
    ChangeKind.MOVED: Severity.WARNING,
}
WEIGHT = {ChangeKind.COSMETIC: 0, ChangeKind.REWORDED: 1, ChangeKind.SUBSTANTIVE: 2}


def compare(old: Sequence[Passage], new: Sequence[Passage]) -> tuple[Difference, ...]:
    """Give every difference between two readings, in the order of the old one; what is new comes after what it follows.

    White space and what no reader sees make no difference.
    """
    matches = align([Text(passage) for passage in old], [Text(passage) for passage in new])
    return tuple(_Comparison(old, new, matches).differences())


class _Comparison:
    """What is known of both readings, once their passages are paired."""

    def __init__(self, old: Sequence[Passage], new: Sequence[Passage], matches: Sequence[Match]) -> None:
        self._old = old
        self._new = new
        self._matches = matches
        self._panels = {passage.panel for passage in old} & {passage.panel for passage in new} - {""}
        self._out_of_order = steps_out_of_order(old, matches)
        self._apart = headings_apart(old, new, matches)

    def differences(self) -> Iterator[Difference]:
        """Give the differences, in order."""
        added = self._added()
        by_old = {match.old[0]: match for match in self._matches}
        within = {i for match in self._matches for i in match.old[1:]}
        yield from added[-1]
        for i, passage in enumerate(self._old):
            if i in by_old:
                yield from self._difference(by_old[i])
            elif i not in within:
                yield Difference(*_lonely(ChangeKind.REMOVED, passage), old=(i,))
            yield from added[i]

    def _added(self) -> dict[int, list[Difference]]:
        standing = {j: match.old[-1] for match in self._matches for j in match.new if not match.moved}
        come = {j for match in self._matches for j in match.new}
        added, last = defaultdict(list), -1
        for j, passage in enumerate(self._new):
            last = max(last, standing.get(j, -1))
            if j not in come:
                added[last].append(Difference(*_lonely(ChangeKind.ADDED, passage), new=(j,)))
        return added

    def _difference(self, match: Match) -> Iterator[Difference]:
        judgement = self._judgement(match)
        if judgement is None:
            return
        severity = SEVERITY.get(judgement.kind, Severity.ERROR)
        if {Signal.ORDER, Signal.PLATFORM} & set(judgement.signals) and judgement.kind is ChangeKind.MOVED:
            severity = Severity.ERROR
        yield Difference(judgement.kind, severity, match.old, match.new, judgement.signals, judgement.why)

    def _judgement(self, match: Match) -> Judgement | None:
        olds, news = [self._old[i] for i in match.old], [self._new[j] for j in match.new]
        old, new = _joined(olds), _joined(news)
        same = old.text == new.text or plain(old.text) == plain(new.text)
        judgement = None if same else _class_of(olds, news, old, new)
        judgement = _with_links(judgement, old, new)
        judgement = _with_parts(judgement, match)
        judgement = self._with_panel(judgement, old, new)
        return self._with_move(judgement, match)

    def _with_panel(self, judgement: Judgement | None, old: Passage, new: Passage) -> Judgement | None:
        """Tell what left its panel for another that was there before, or is still there: it is said of others now."""
        if old.panel == new.panel or not (old.panel and new.panel) or not {old.panel, new.panel} & self._panels:
            return judgement
        why = f"{Signal.PLATFORM}: it stands under “{new.panel}” now, no longer under “{old.panel}”"
        kind = ChangeKind.SUBSTANTIVE if judgement and WEIGHT[judgement.kind] > 1 else ChangeKind.MOVED
        return _more(judgement, kind, Signal.PLATFORM, why)

    def _with_move(self, judgement: Judgement | None, match: Match) -> Judgement | None:
        apart = match.old[0] in self._apart
        if not (match.moved or apart):
            return judgement
        substantive = judgement is not None and judgement.kind is ChangeKind.SUBSTANTIVE
        kind = ChangeKind.SUBSTANTIVE if substantive else ChangeKind.MOVED
        if apart:
            why = f"{Signal.ORDER}: the heading no longer stands above the same sentences"
            return _more(judgement, kind, Signal.ORDER, why)
        if match.old[0] in self._out_of_order:
            return _more(judgement, kind, Signal.ORDER, f"{Signal.ORDER}: the steps come in another order")
        judgement = _more(judgement, kind, None, "it stands elsewhere now")
        old, new = self._old[match.old[0]], self._new[match.new[0]]
        return judgement if old.heading else _with_platform(judgement, old.section, new.section)


def _more(judgement: Judgement | None, kind: ChangeKind, signal: Signal | None, why: str) -> Judgement:
    """Add a signal, and what gave it, to what is known of a change."""
    known = judgement or Judgement(kind)
    signals = (*known.signals, signal) if signal and signal not in known.signals else known.signals
    return Judgement(kind, signals, (*known.why, why))


def _with_platform(judgement: Judgement, old: str, new: str) -> Judgement:
    """Tell what moved to the heading of another platform; what left its panel has been told so."""
    if Signal.PLATFORM in judgement.signals or not other_platform(old, new):
        return judgement
    why = f"{Signal.PLATFORM}: it stands under “{new}” now, no longer under “{old}”"
    judgement = _more(judgement, judgement.kind, Signal.PLATFORM, why)
    return _more(judgement, judgement.kind, Signal.ORDER, f"{Signal.ORDER}: it went to another section")


def _with_links(judgement: Judgement | None, old: Passage, new: Passage) -> Judgement | None:
    if old.links == new.links or new.bare:
        return judgement
    for led in changed_links(old.links, new.links):
        now = became(led.old, led.new) if led.new else f"“{led.words}” leads nowhere now, no longer to “{led.old}”"
        judgement = _more(judgement, ChangeKind.SUBSTANTIVE, Signal.LINK, f"{Signal.LINK}: {now}")
    return judgement


def _with_parts(judgement: Judgement | None, match: Match) -> Judgement | None:
    if len(match.old) == len(match.new) == 1:
        return judgement
    known = judgement or Judgement(ChangeKind.COSMETIC)
    if len(match.new) > 1:
        return _more(known, known.kind, Signal.SPLIT, f"{Signal.SPLIT}: one sentence became {len(match.new)}")
    return _more(known, known.kind, Signal.MERGE, f"{Signal.MERGE}: {len(match.old)} sentences became one")


def _class_of(olds: Sequence[Passage], news: Sequence[Passage], old: Passage, new: Passage) -> Judgement:
    if len(olds) == len(news) == 1:
        return class_of(old, new)
    return class_of_parts(old, news, new, split=True) if len(olds) == 1 else class_of_parts(new, olds, old, split=False)


def _joined(parts: Sequence[Passage]) -> Passage:
    if len(parts) == 1:
        return parts[0]
    links = tuple(link for part in parts for link in part.links)
    return replace(parts[0], text=" ".join(part.text for part in parts), links=links)


def _lonely(kind: ChangeKind, passage: Passage) -> tuple[ChangeKind, Severity]:
    """Tell a sentence that came or went from a clock, a counter, and from nothing that can be seen."""
    shown = unadorned(passage.text)
    if clock(shown) or not (tokens(shown) or any(map(str.isalnum, shown))):
        return ChangeKind.COSMETIC, Severity.NOTE
    return kind, Severity.ERROR
