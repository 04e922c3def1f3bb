"""A writer hears of each change that matters, and of nothing else: alignment, classes, signals, time."""

import random
import re
import time
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from asadvertised.article.change import ChangeKind, Severity, Signal
from asadvertised.article.comparing import compare, data
from asadvertised.article.comparing.lexicon import meanings
from asadvertised.article.comparing.tokens import tokens
from asadvertised.article.difference import Difference
from asadvertised.article.drift import DriftOutcome, changes_of, outcome_of
from asadvertised.article.ledger import load_ledger
from asadvertised.article.model import Kind, Link
from asadvertised.article.passage import Passage, passages_of
from asadvertised.content import own_root

ARTICLE = load_ledger(own_root() / "features" / "personalization").article
OURS = passages_of(ARTICLE)
PLACE = {passage.id: number for number, passage in enumerate(OURS)}
STEPS = ("Click", "Tap", "Select", "Choose", "Go ", "Then", "Log", "Open", "Step", "1. ")

COSMETIC = """
We use “cookies”. | We use "cookies".
We don't sell it. | We do not sell it.
They’ll share it; we won’t. | They will share it. We will not.
We favour “organised” catalogues. | We favor "organized" catalogs.
You cancelled the programme and travelled to the centre. | You canceled the program and traveled to the center.
Use A, B and C. | Use A, B, and C.
If you click it, we show it. | If you click it we show it
PRIVACY POLICY | Privacy Policy
CONTACT US | Contact us
Click Settings | Click settings
We respect your privcy. | We respect your privacy.
your persnoal data | your personal data
personalised advertsing | personalized advertising
the DAA's tool | the DDA's tool
It's fine | Its fine
the users' data | the user's data
Still need help? | Still need help
See our **Privacy Policy**. | See our Privacy Policy.
We ﬁnd it. | We find it.
the e-mail address | the email address
opt-out tool | opt out tool
Log in to your account | Login to your account
sixteen days | 16 days
twenty-one days | 21 days
1000 items | 1,000 items
ten percent | 10 %
3 March 2025 is the day | March 3, 2025 is the day
1. Click Settings | 2. Click Settings
Step 2: Click Save | Step 3: Click Save
• Click Save | - Click Save
Last updated 1 day ago | last updated 2 days ago
Last updated: 3 March 2025 | Last updated: 7 May 2025
Privacy Policy (last updated 3 March 2025) | Privacy Policy (last updated 7 May 2025)
1,234 views | 1,240 views
12 people found this helpful | 14 people found this helpful
5 min read · Updated yesterday | 6 min read · Updated 2 weeks ago
© 2024 Acme Inc. | © 2025 Acme Inc.
We use the the data. | We use the data.
U.S. law | US law
"""
REWORDED = """
We use information like your activity. | We use information such as your activity.
Please keep in mind that this setting stays. | Please note that this setting stays.
It never changes and is composed of letters. | It is permanent and composed of letters.
the Pins you click | the Pin you click
If you are under 16, we do nothing. | We do nothing if you are under 16.
We use the info. | We utilize the information.
You can buy shoes. | You can purchase shoes.
Log in to your account | Sign in to your account
Click Save | Tap Save
Then, tap Save | Tap Save
Turn off tracking | Disable tracking
You can learn more about that here. | You can find out more about that here.
each device | every device
under the age of 16 | younger than 16
the United Kingdom | the UK
We delete it prior to sharing. | We delete it before sharing.
remember that your choice applies | remember your choice applies
your profile photo | your profile picture
use as well as share | use and share
In order to opt out, go there. | To opt out, go there.
"""
SUBSTANTIVE = """
modality | We may use it | We will use it
modality | We may use it | We can use it
modality | You should read | You must read
negation | activity on and off the site | activity on the site
negation | We never sell it | We sell it
negation | You can opt out. | You can't opt out.
negation | It is enabled | It is disabled
negation | you opted in | you opted out
negation | personalized ads | unpersonalized ads
negation | No purchases count | No, purchases count
negation | without your consent | with your consent
negation date | It is not enabled | It is now enabled
number | the first 16 items | the first 61 items
number | We keep 1.5 of them | We keep 1,5 of them
number age | under the age of 16 | under the age of 18
number age | At least 16 years old | At least thirteen years old
number date | within 30 days | within 60 days
date | within 30 days | within 30 weeks
date | before sharing | after sharing
date | on 3 March 2025 | on 4 March 2025
date | We keep it for 30 days. | We keep it.
version | iOS 14.5 or above | iOS 145 or above
version | iOS 14.5 or above | iOS 14.5 or below
region | in the EEA, UK or Switzerland | in the EEA or Switzerland
region | contact us | contact US
region | California residents | residents
platform | on Android | on iOS
platform | This applies to mobile apps. | This applies to mobile apps and browsers.
actor | your data | their data
actor | our partners | our advertisers
actor | We share it with Acme. | We share it with Ajax.
order | We share with partners. | Partners share with us.
order | Data about you is shared with partners. | Data about partners is shared with you.
condition | Data is shared (except purchases). | Data is shared.
condition | only if you agree | if you agree
condition | if you agree | unless you agree
quantifier | all of it | some of it
quantifier | We also share it. | We only share it.
order | We will only use it for ads. | We will use it for ads only.
conjunction | EEA, UK or Switzerland | EEA, UK and Switzerland
label | Click Settings | Click Preferences
label | Click More options | Click Additional options
label | Tap “Allow” | Tap “Accept”
label | Click Setting | Click Settings
position | at the top left | at the top right
position | above the list | below the list
link | Go to a.example.com | Go to b.example.com
words | with these partners | with partners
words | We shared data | We share data
words | IDFA is used | IDFV is used
words | accept cookies | except cookies
words | from partners | to partners
words | We share аll data | We share all data
words | You agree. | You agree?
"""


def passage(text: str) -> Passage:
    """Give a sentence on its own; those that begin as steps do are steps."""
    return Passage(text, kind=Kind.STEP if text.startswith(STEPS) else Kind.PARAGRAPH)


def pairs(cases: str) -> list[list[str]]:
    return [line.split(" | ") for line in cases.strip().splitlines()]


def only(old: str, new: str) -> Difference:
    [found] = compare([passage(old)], [passage(new)])
    return found


def edited(name: str, change: Callable[[str], str]) -> list[Passage]:
    """Give our passages with one text changed."""
    at = PLACE[name]
    assert change(OURS[at].text) != OURS[at].text
    return [*OURS[:at], replace(OURS[at], text=change(OURS[at].text)), *OURS[at + 1 :]]


@pytest.mark.parametrize(("old", "new"), pairs(COSMETIC))
def test_looks_alone_are_cosmetic(old: str, new: str) -> None:
    for one, other in ((old, new), (new, old)):
        found = only(one, other)
        assert (found.kind, found.severity, found.signals) == (ChangeKind.COSMETIC, Severity.NOTE, ()), found.why
        assert found.why


@pytest.mark.parametrize(("old", "new"), pairs(REWORDED))
def test_other_words_for_the_same_are_reworded(old: str, new: str) -> None:
    for one, other in ((old, new), (new, old)):
        found = only(one, other)
        assert (found.kind, found.severity, found.signals) == (ChangeKind.REWORDED, Severity.WARNING, ()), found.why
        assert found.why


@pytest.mark.parametrize(("signals", "old", "new"), pairs(SUBSTANTIVE))
def test_what_a_rule_depends_on_is_substantive_and_its_signal_told(signals: str, old: str, new: str) -> None:
    for one, other in ((old, new), (new, old)):
        found = only(one, other)
        assert (found.kind, found.severity) == (ChangeKind.SUBSTANTIVE, Severity.ERROR)
        assert {Signal(name) for name in signals.split()} <= set(found.signals), found.signals
        assert {signal.value for signal in found.signals} == {words.partition(":")[0] for words in found.why}


def test_the_signals_of_these_cases_are_all_there_are() -> None:
    told = {Signal(name) for signals, _, _ in pairs(SUBSTANTIVE) for name in signals.split()}
    assert told | {Signal.SPLIT, Signal.MERGE} == set(Signal)


def test_a_reason_names_the_words() -> None:
    assert only("We may use it.", "We will use it.").why == ("modality: “may” became “will”",)


@pytest.mark.parametrize("old_and_new", [("all", "аll"), ("ask", "а\u0455k")])
def test_letters_that_only_look_the_same_are_told_so(old_and_new: tuple[str, str]) -> None:
    old, new = old_and_new
    assert "look the same" in only(f"We {old} you.", f"We {new} you.").why[0]


def test_a_country_in_capitals_is_a_region_and_nothing_else() -> None:
    for old, new in (("contact us", "contact US"), ("contact US", "contact us")):
        assert only(old, new).signals == (Signal.REGION,)
    assert Signal.LINK in only("Write to a@b.example", "Write to c@b.example").signals


def test_reading_direction_turned_around_is_substantive() -> None:
    assert only("Under 16", "Under \u202e16").kind is ChangeKind.SUBSTANTIVE


@pytest.mark.parametrize("text", ["a  b", "a\u00a0b\u200b", "a\u00ad b\n"])
def test_what_no_reader_sees_is_no_difference(text: str) -> None:
    assert compare([Passage("a b")], [Passage(text)]) == ()


def test_no_difference_to_itself() -> None:
    assert compare(OURS, OURS) == ()


AMERICAN = {"Personaliz": "Personalis", "personaliz": "personalis", "customiz": "customis", "summariz": "summaris"}
LOOKS: list[Callable[[str], str]] = [
    lambda text: text.replace("’", "'").replace("“", '"').replace("”", '"'),
    partial(unicodedata.normalize, "NFD"),
    lambda text: text.replace(" ", "\u00a0 ", 2),
    lambda text: text[:4] + "\u00ad" + text[4:],
    lambda text: text.rstrip(".:"),
    lambda text: f"{text}." if text[-1].isalpha() else text,
    str.upper,
    str.lower,
    lambda text: text.replace(", or", " or").replace(", and", " and"),
    lambda text: text.replace(" - ", " — ").replace("-", "\u2011"),
    lambda text: text.replace("n’t", "n't").replace("n't", " not").replace("’ll", " will").replace("’ve", " have"),
    lambda text: text.replace("under the age of 16", "under the age of sixteen"),
    lambda text: f"**{text}**",
    lambda text: text.replace("fi", "ﬁ"),
    lambda text: f"3. {text}",
    lambda text: text.replace("opt out", "opt-out"),
    lambda text: re.sub("|".join(AMERICAN), lambda match: AMERICAN[match[0]], text),
    lambda text: text.replace("information", "infromation", 1),
    lambda text: text.replace("advertising", "adverstising", 1),
]


@given(st.sampled_from(OURS), st.lists(st.sampled_from(LOOKS), min_size=1, max_size=5, unique=True))
@settings(max_examples=400, deadline=None)
def test_looks_in_any_mix_are_never_more_than_cosmetic(ours: Passage, looks: Sequence[Callable[[str], str]]) -> None:
    text = ours.text
    for look in looks:
        text = look(text)
    found = compare([ours], [replace(ours, text=text)])
    assert all(difference.kind is ChangeKind.COSMETIC for difference in found), (text, found)


WORDS = sorted({phrase for _, phrases in data.signal_entries() for phrase in phrases})


@given(st.sampled_from(OURS), st.sampled_from(WORDS), st.data())
@settings(max_examples=600, deadline=None)
def test_no_signal_comes_or_goes_unnoticed_in_any_sentence(ours: Passage, word: str, more: st.DataObject) -> None:
    words = ours.text.split()
    at = more.draw(st.integers(0, len(words)))
    longer = replace(ours, text=" ".join([*words[:at], word, *words[at:]]))
    for old, new in ((ours, longer), (longer, ours)):
        assert {d.kind for d in compare([old], [new])} & {
            ChangeKind.SUBSTANTIVE,
            ChangeKind.ADDED,
            ChangeKind.REMOVED,
        }, longer.text


@pytest.mark.parametrize("ours", OURS, ids=lambda ours: ours.id)
def test_each_word_with_a_signal_is_missed_when_it_goes(ours: Passage) -> None:
    found = tokens(ours.text)
    for hit in meanings(tuple(token.norm for token in found)):
        raw = " ".join(token.raw for token in found[hit.start : hit.end])
        text = re.sub(rf"(?<!\w){re.escape(raw)}(?!\w)", "", ours.text, count=1)
        if all(token.raw for token in found[hit.start : hit.end]) and text.strip() and text != ours.text:
            kinds = {difference.kind for difference in compare([ours], [replace(ours, text=text)])}
            assert not kinds & {ChangeKind.COSMETIC, ChangeKind.REWORDED}, (raw, text)


def test_two_hundred_spellings_do_not_hide_three_changes_of_a_rule() -> None:
    old = [Passage(f"Behaviour {n}: we may personalise colour {n}.") for n in range(203)]
    new = [
        Passage(f"Behavior {n}: we {'can' if n in (7, 99, 150) else 'may'} personalize color {n}.") for n in range(203)
    ]
    found = compare(old, new)
    assert len(found) == 203
    assert [d.old[0] for d in found if d.kind is not ChangeKind.COSMETIC] == [7, 99, 150]


def test_equal_sentences_of_two_panels_stay_with_their_own() -> None:
    for name in ("settings.ios.business", "settings.android.business"):
        [found] = compare(OURS, edited(name, lambda text: text.replace("top-right", "top-left")))
        assert found.old == found.new == (PLACE[name],)
        assert found.signals == (Signal.POSITION,)
    for name in ("settings.web.adjust", "settings.ios.adjust", "settings.android.adjust"):
        [found] = compare(OURS, [ours for ours in OURS if ours.id != name])
        assert (found.kind, found.old) == (ChangeKind.REMOVED, (PLACE[name],))


def test_a_dropped_step_is_removed_and_the_renumbered_ones_are_nothing_more() -> None:
    old = [Passage(f"{n}. Click item {name}", kind=Kind.STEP, step=n) for n, name in enumerate("ABCDE", 1)]
    new = [Passage(f"{n}. Click item {name}", kind=Kind.STEP, step=n) for n, name in enumerate("ACDE", 1)]
    found = compare(old, new)
    assert [(d.kind, d.old) for d in found if d.kind is not ChangeKind.COSMETIC] == [(ChangeKind.REMOVED, (1,))]


def swapped(one: str, other: str) -> list[Passage]:
    moved = list(OURS)
    moved[PLACE[one]], moved[PLACE[other]] = OURS[PLACE[other]], OURS[PLACE[one]]
    return moved


def test_steps_out_of_order_matter_more_than_a_paragraph_elsewhere() -> None:
    [steps] = compare(OURS, swapped("settings.web.settings", "settings.web.privacy-and-data"))
    assert (steps.kind, steps.severity, steps.signals) == (ChangeKind.MOVED, Severity.ERROR, (Signal.ORDER,))
    [prose] = compare(OURS, swapped("personalized-ads.right-people", "personalized-ads.shoes-not-bought"))
    assert (prose.kind, prose.severity, prose.signals) == (ChangeKind.MOVED, Severity.WARNING, ())


def test_a_sentence_that_changes_its_panel_is_said_of_another_platform() -> None:
    ours = OURS[PLACE["settings.web.save"]]
    rest = [one for one in OURS if one != ours]
    at = next(n for n, one in enumerate(rest) if one.id == "settings.ios.adjust")
    found = compare(OURS, [*rest[: at + 1], replace(ours, panel="iOS", section="iOS"), *rest[at + 1 :]])
    assert {(d.kind, d.severity) for d in found} == {(ChangeKind.MOVED, Severity.ERROR)}
    assert Signal.PLATFORM in found[0].signals


def section(name: str) -> list[Passage]:
    return [ours for ours in OURS if ours.id.rpartition(".")[0] == name]


def elsewhere(moved: Sequence[Passage], after: str) -> list[Passage]:
    """Give our passages with some of them behind another, and told to stand under its heading unless they head."""
    rest = [ours for ours in OURS if ours not in moved]
    at = next(n for n, one in enumerate(rest, 1) if one.id == after)
    under = rest[at - 1].section
    return [*rest[:at], *(one if moved[0].heading else replace(one, section=under) for one in moved), *rest[at:]]


def test_a_heading_that_leaves_what_stood_under_it_is_no_small_move() -> None:
    [found] = compare(OURS, elsewhere(section("android")[:1], section("ios")[-1].id))
    assert (found.kind, found.severity, found.signals) == (ChangeKind.MOVED, Severity.ERROR, (Signal.ORDER,))
    assert found.old == (PLACE["android.heading"],)
    assert any("heading" in why for why in found.why)


def test_a_section_that_moves_as_a_whole_is_a_small_move() -> None:
    found = compare(OURS, elsewhere(section("android"), section("ios")[-1].id))
    assert [d.old[0] for d in found] == [PLACE[ours.id] for ours in section("android")]
    assert {(d.kind, d.severity, d.signals) for d in found} == {(ChangeKind.MOVED, Severity.WARNING, ())}


@pytest.mark.parametrize(
    ("name", "after", "signals"),
    [
        ("android.opt-out", "ios.heading", (Signal.PLATFORM, Signal.ORDER)),
        ("android.opt-out", "turn-off.heading", ()),
        ("off-pinterest.heading", "personalized-ads.heading", ()),
    ],
)
def test_a_sentence_that_goes_to_another_platforms_section_is_no_small_move(
    name: str, after: str, signals: tuple[Signal, ...]
) -> None:
    moved = [ours for ours in OURS if ours.id == name and not ours.heading] or section("off-pinterest")[1:2]
    [found] = compare(OURS, elsewhere(moved, after))
    severity = Severity.ERROR if signals else Severity.WARNING
    assert (found.kind, found.severity, found.signals) == (ChangeKind.MOVED, severity, signals)


def test_what_moved_and_changed_is_told_both() -> None:
    ours = OURS[PLACE["personalized-ads.customer-list"]]
    rest = [one for one in OURS if one != ours]
    [found] = compare(OURS, [*rest, replace(ours, text=ours.text.replace("might", "will"), section="")])
    assert (found.kind, found.old, found.new) == (ChangeKind.SUBSTANTIVE, (PLACE[ours.id],), (len(rest),))
    assert found.signals == (Signal.MODALITY,)
    assert "elsewhere" in found.why[-1]


def halves(word: str) -> tuple[list[Passage], list[Passage]]:
    old = [Passage("A first one."), Passage("We collect your email address, and we may share it with partners.")]
    new = [Passage("A first one."), Passage("We collect your email address."), Passage(f"We {word} share it.")]
    return old, [*new[:2], replace(new[2], text=f"We {word} share it with partners.")]


def test_one_sentence_made_two_is_a_split_and_the_reverse_a_merger() -> None:
    old, new = halves("may")
    [split] = compare(old, new)
    assert (split.kind, split.old, split.new, split.signals) == (ChangeKind.REWORDED, (1,), (1, 2), (Signal.SPLIT,))
    [merger] = compare(new, old)
    assert (merger.kind, merger.old, merger.new, merger.signals) == (
        ChangeKind.REWORDED,
        (1, 2),
        (1,),
        (Signal.MERGE,),
    )


def test_a_split_hides_no_change() -> None:
    old, new = halves("will")
    [found] = compare(old, new)
    assert found.kind is ChangeKind.SUBSTANTIVE
    assert {Signal.MODALITY, Signal.SPLIT} <= set(found.signals)


def linked(href: str) -> list[Passage]:
    return [Passage("Read the policy.", links=(Link(text="policy", href=href),))]


@pytest.mark.parametrize("href", ["http://A.example/p/", "https://a.example/p?utm_source=x", "/p"])
def test_the_same_target_written_otherwise_is_nothing(href: str) -> None:
    assert compare(linked("https://a.example/p"), linked(href)) == ()


@pytest.mark.parametrize(
    "href", ["https://a.example/q", "https://b.example/p", "https://a.example/p?id=1", "mailto:a@a.example", "//[p"]
)
def test_another_target_is_substantive(href: str) -> None:
    [found] = compare(linked("https://a.example/p"), linked(href))
    assert (found.kind, found.signals) == (ChangeKind.SUBSTANTIVE, (Signal.LINK,))


@pytest.mark.parametrize("links", [(), (Link(text="policy"),), (Link(text="Read"),)])
def test_a_known_link_that_leads_nowhere_now_is_substantive(links: tuple[Link, ...]) -> None:
    old = linked("https://a.example/p")
    [found] = compare(old, [replace(old[0], links=links)])
    assert (found.kind, found.severity, found.signals) == (ChangeKind.SUBSTANTIVE, Severity.ERROR, (Signal.LINK,))
    assert found.why == ("link: “policy” leads nowhere now, no longer to “https://a.example/p”",)


def test_one_of_two_links_that_is_lost_is_told() -> None:
    policy, tool = Link(text="policy", href="https://a.example/p"), Link(text="tool", href="https://a.example/t")
    old = Passage("Read the policy or use the tool.", links=(policy, tool))
    for kept, lost in ((policy, tool), (tool, policy)):
        [found] = compare([old], [replace(old, links=(kept,))])
        assert lost.href in found.why[0]
        assert kept.href not in found.why[0]
    assert compare([old], [replace(old, links=(tool, policy))]) == ()


def test_links_of_the_same_words_are_told_apart_by_their_target() -> None:
    one, other = Link(text="here", href="https://a.example/1"), Link(text="here", href="https://a.example/2")
    old = Passage("Look here or here.", links=(one, other))
    assert compare([old], [replace(old, links=(other, one))]) == ()
    [found] = compare([old], [replace(old, links=(other,))])
    assert "“https://a.example/1”" in found.why[0]


@pytest.mark.parametrize("links", [(), (Link(text="policy"),), (Link(text="policy", href="https://a.example/p"),)])
def test_where_ours_leads_nobody_knows_or_has_no_link_nothing_is_told(links: tuple[Link, ...]) -> None:
    for ours in (linked(""), [Passage("Read the policy.")]):
        assert compare(ours, [replace(ours[0], links=links)]) == ()


def test_plain_text_tells_nothing_of_links() -> None:
    assert compare(linked("https://a.example/p"), [Passage("Read the policy.", bare=True)]) == ()


@pytest.mark.parametrize("text", ["Last updated 2 days ago", "1,234 views", "—", ""])
def test_a_clock_that_comes_or_goes_is_cosmetic(text: str) -> None:
    for old, new in (([], [Passage(text)]), ([Passage(text)], [])):
        [found] = compare(old, new)
        assert (found.kind, found.severity) == (ChangeKind.COSMETIC, Severity.NOTE)


def test_another_kind_or_level_without_other_words_is_nothing() -> None:
    assert compare([Passage("Settings", heading=True, level=2)], [Passage("Settings", heading=True, level=3)]) == ()
    assert compare([Passage("Settings", heading=True, level=2)], [Passage("Settings")]) == ()


TEXTS = [ours.text for ours in OURS] + ["Something new.", "And more of it.", "", "—", "Last updated 1 day ago"]


@given(st.lists(st.sampled_from(TEXTS), max_size=90))
@settings(deadline=None)
def test_comparing_never_fails_and_accounts_for_each_passage_once(texts: list[str]) -> None:
    new = [Passage(text) for text in texts]
    found = compare(OURS, new)
    gone, come = [i for d in found for i in d.old], [j for d in found for j in d.new]
    assert len(set(gone)) == len(gone)
    assert len(set(come)) == len(come)
    assert len(OURS) - len(set(gone)) == len(texts) - len(set(come))
    assert compare(OURS, new) == found


def test_changes_carry_what_they_mean_for_the_suite() -> None:
    new = edited("sharing.not-under-16-or-eea", lambda text: text.replace("16", "18"))
    new.insert(PLACE["android.opt-out"] + 1, Passage("All of it ends.", section="Android"))
    changed, added = changes_of(ARTICLE, new, lambda name: (f"asks {name}",))
    assert (changed.kind, changed.sentence) == (ChangeKind.SUBSTANTIVE, "sharing.not-under-16-or-eea")
    assert changed.section == next(s.id for s in ARTICLE.section for x in s.sentence if x.id == changed.sentence)
    assert changed.scenarios == ("asks sharing.not-under-16-or-eea",)
    assert (added.kind, added.new, added.scenarios) == (ChangeKind.ADDED, "All of it ends.", ())
    assert outcome_of((changed,)) is DriftOutcome.DRIFTED


def test_looks_are_listed_and_no_drift() -> None:
    found = changes_of(ARTICLE, [replace(ours, text=ours.text.upper()) for ours in OURS], lambda _: ())
    assert len(found) == len([ours for ours in OURS if ours.text != ours.text.upper()])
    assert outcome_of(found) is DriftOutcome.UNCHANGED


def many(count: int, seed: int) -> list[Passage]:
    numbers = random.Random(seed)  # noqa: S311  sentences, not secrets
    english = sorted(data.english())
    return [
        Passage(" ".join(numbers.choices(english, k=numbers.randint(6, 25))), section=f"{at // 20}")
        for at in range(count)
    ]


def with_edits(passages: Sequence[Passage], every: int) -> list[Passage]:
    return [replace(p, text=f"{p.text} today") if at % every == 0 else p for at, p in enumerate(passages)]


def seconds(old: Sequence[Passage], new: Sequence[Passage]) -> float:
    started = time.process_time()
    assert compare(old, new)
    return time.process_time() - started


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (many(3_000, 1), many(3_000, 2)),
        (many(1_500, 1), with_edits(many(1_500, 1), 1)),
        ([Passage("Learn more.")] * 10_000, [Passage("Learn more.")] * 9_000),
        ([Passage("Learn more.")] * 10_000, [Passage("Read this now, please.")] * 10_000),
        (many(4_000, 3), many(4_000, 3)[::-1]),
    ],
    ids=["all different", "all edited", "all equal", "two sentences", "backwards"],
)
def test_the_worst_cases_are_bounded(old: list[Passage], new: list[Passage]) -> None:
    assert seconds(old, new) < 20


@pytest.mark.parametrize(
    "text",
    ["a" * 300_000, "may " * 30_000, "Click A " * 15_000, "1,1" * 60_000, "a.b" * 60_000, "(" * 200_000, "“a" * 45_000],
)
def test_one_huge_sentence_is_compared_in_bounded_time(text: str) -> None:
    started = time.process_time()
    assert compare([Passage(f"one {text} not")], [Passage(f"two {text}")])
    assert compare([Passage(text)], [Passage(f"{text} more")])
    assert time.process_time() - started < 20


@pytest.mark.parametrize(
    ("old", "new", "kind"),
    [
        ("We thank you for it \U0001f49a", "We thank you for it.", ChangeKind.COSMETIC),
        ("\U0001f389 You can turn it off.", "You can turn it off.", ChangeKind.COSMETIC),
        ("You can turn it off ❤\ufe0f.", "You can turn it off.", ChangeKind.COSMETIC),
        ("\u2705 Sold to partners", "\u274c Sold to partners", ChangeKind.SUBSTANTIVE),
        ("Ads \U0001f514", "Ads \U0001f515", ChangeKind.SUBSTANTIVE),
        ("Only in \U0001f1e9\U0001f1ea", "Only in \U0001f1eb\U0001f1f7", ChangeKind.SUBSTANTIVE),
    ],
)
def test_an_ornament_is_looks_and_a_sign_is_not(old: str, new: str, kind: ChangeKind) -> None:
    [found] = compare([Passage(old)], [Passage(new)])
    assert found.kind is kind


def test_an_ornament_that_comes_alone_is_no_new_sentence() -> None:
    [found] = compare([Passage("We care.")], [Passage("We care."), Passage("\U0001f49a")])
    assert found.severity is Severity.NOTE
