"""Comparing the page: whatever changes for a reader is found, and nothing else is."""

import re
from collections.abc import Callable

import pytest
from renderings import WIDTHS, markdown, page, plain_text

from asadvertised.article.change import Change, ChangeKind, Severity, Signal
from asadvertised.article.drift import changes_of
from asadvertised.article.ledger import Ledger, load_ledger
from asadvertised.article.model import Article
from asadvertised.article.reading import read_page, read_text
from asadvertised.content import own_root

LEDGER = load_ledger(own_root() / "features" / "personalization")
ARTICLE = LEDGER.article
SENTENCES = ARTICLE.sentences
TITLE = "title"


def no_scenarios(_: str) -> tuple[str, ...]:
    return ()


def edited(name: str, change: Callable[[str], str]) -> Article:
    """Give the article with one sentence's text changed, as its publisher might."""

    def one(sentence: object) -> object:
        if getattr(sentence, "id", "") != name:
            return sentence
        text = change(sentence.text)  # type: ignore[attr-defined]
        links = tuple(link for link in sentence.links if link.text in text)  # type: ignore[attr-defined]
        return sentence.model_copy(update={"text": text, "links": links})  # type: ignore[attr-defined]

    sections = tuple(
        section.model_copy(update={"sentence": tuple(one(s) for s in section.sentence)}) for section in ARTICLE.section
    )
    about = (
        ARTICLE.article.model_copy(update={"title": change(ARTICLE.article.title)})
        if name == TITLE
        else ARTICLE.article
    )
    return ARTICLE.model_copy(update={"section": sections, "article": about})


def changes(html: str) -> tuple[Change, ...]:
    return changes_of(ARTICLE, read_page(html, ARTICLE.page, ARTICLE), no_scenarios)


@pytest.mark.parametrize("seed", range(5))
def test_a_faithful_page_is_unchanged_whatever_its_tokens(seed: int) -> None:
    html = page(seed=seed)
    assert seed == 0 or html != page()
    assert [p.text for p in read_page(html, ARTICLE.page, ARTICLE)] == [s.text for s in SENTENCES]
    assert changes(html) == ()
    assert (
        changes(html.replace("linkUrl", "linkurl").replace("</head>", "<script>var x='<p>new</p>'</script></head>"))
        == ()
    )
    assert changes(html.replace("<p>", "<p>\n   ").replace(" the ", "  the\u00a0")) == ()


KNOWN = "https://optout.aboutads.info"
LINKED = next(s for s in SENTENCES if any(link.href == KNOWN for link in s.links))


def of_draft(text: str, media_type: str) -> tuple[Change, ...]:
    return changes_of(ARTICLE, read_text(text, media_type, [s.text for s in SENTENCES]), no_scenarios)


def must_be_lost(found: tuple[Change, ...]) -> None:
    [change] = found
    assert (change.kind, change.sentence, change.signals) == (ChangeKind.SUBSTANTIVE, LINKED.id, (Signal.LINK,))
    assert KNOWN in change.why[0]


@pytest.mark.parametrize("target", ["#", "", "javascript:void(0)", " java\nscript:alert(1)"])
def test_a_link_that_leads_nowhere_any_more_is_found(target: str) -> None:
    assert page().count(f'"{KNOWN}"') == 2
    must_be_lost(changes(page().replace(f'"{KNOWN}"', f'"{target}"')))


def test_words_that_are_no_link_any_more_are_found() -> None:
    bare = re.sub(rf'<pin-link linkUrl="{KNOWN}"><a [^>]*>(.*?)</a></pin-link>', r"\1", page())
    assert bare != page()
    must_be_lost(changes(bare))


def test_a_faithful_draft_has_lost_no_link_and_one_in_markdown_may() -> None:
    assert of_draft(markdown(), "text/markdown") == ()
    bare = markdown().replace(f"[optout.aboutads.info]({KNOWN})", "optout.aboutads.info")
    assert bare != markdown()
    must_be_lost(of_draft(bare, "text/markdown"))


@pytest.mark.parametrize("width", WIDTHS)
def test_plain_text_cannot_lose_a_link(width: int) -> None:
    assert of_draft(plain_text(ARTICLE, width), "text/plain") == ()


NOT_SHARED = "sharing.not-under-16-or-eea"


@pytest.mark.parametrize(
    "turned",
    [
        "will \u202enot\u202c be",
        "will \u202dnot be",
        "will <bdo dir=rtl>not</bdo> be",
        "will <BDO class=x DIR=' RTL '><b>not</b></BDO> be",
        "<bdo dir=rtl><!-- --> will not <a href='#'>be</a></bdo>",
    ],
)
def test_words_that_are_shown_backwards_are_found(turned: str) -> None:
    [found] = changes(page().replace("will not be shared with these", f"{turned} shared with these"))
    assert (found.kind, found.sentence) == (ChangeKind.SUBSTANTIVE, NOT_SHARED)
    assert "reading direction" in found.why[0]
    assert re.search("[\u202d\u202e]", found.new)


@pytest.mark.parametrize(
    "seen", ["\u202anot\u202c", "\u2067not\u2069", "n\u200fot", "<bdo>not</bdo><bdo dir=rtl> </bdo>"]
)
def test_marks_of_direction_that_turn_no_letters_around_are_nothing(seen: str) -> None:
    html = page().replace("will not be shared with these", f"will {seen} be shared with these")
    assert html != page()
    assert changes(html) == ()


@pytest.mark.parametrize("name", [s.id for s in SENTENCES])
def test_one_changed_word_in_any_sentence_is_found_and_named(name: str) -> None:
    def change(text: str) -> str:
        first, _, rest = text.partition(" ")
        return f"{first} nowadays {rest}" if rest else f"{text} nowadays"

    [found] = changes(page(edited(name, change)))
    assert (found.kind, found.sentence) == (ChangeKind.SUBSTANTIVE, name)
    assert "nowadays" in found.new
    assert "nowadays" not in found.old


@pytest.mark.parametrize("old_and_new", [("16", "18"), ("may", "will"), ("or", "and"), ("EEA, ", ""), ("not ", "")])
def test_small_words_count(old_and_new: tuple[str, str]) -> None:
    name = "sharing.not-under-16-or-eea"
    text = next(s.text for s in SENTENCES if s.id == name)
    old, new = old_and_new
    if old not in text:
        name = "introduction.partners-may-inform"
    [found] = changes(page(edited(name, lambda words: words.replace(old, new, 1))))
    assert found.sentence == name


@pytest.mark.parametrize("name", [s.id for s in SENTENCES if s.id != TITLE and s.kind != "heading"])
def test_a_sentence_that_is_gone_is_found_and_named(name: str) -> None:
    html = page(edited(name, lambda _: ""))
    assert [(c.kind, c.sentence) for c in changes(html)] == [(ChangeKind.REMOVED, name)]


@pytest.mark.parametrize("tag", ["p", "div", "li", "h3", "section", "span", "new-element", "blockquote", "td"])
def test_a_sentence_that_is_new_is_found_in_whatever_element(tag: str) -> None:
    html = page().replace("</article>", f"<{tag}>We also sell it to the moon.</{tag}></article>")
    [found] = changes(html)
    assert (found.kind, found.new) == (ChangeKind.ADDED, "We also sell it to the moon.")


def test_steps_in_another_order_are_told_as_moved() -> None:
    one, two = (
        next(s.text for s in SENTENCES if s.id == f"settings.web.{name}") for name in ("settings", "privacy-and-data")
    )
    swapped = edited("settings.web.settings", lambda _: two)
    sections = tuple(
        s.model_copy(
            update={
                "sentence": tuple(
                    x.model_copy(update={"text": one}) if x.id == "settings.web.privacy-and-data" else x
                    for x in s.sentence
                )
            }
        )
        for s in swapped.section
    )
    found = changes(page(swapped.model_copy(update={"section": sections})))
    assert found
    assert {c.sentence for c in found} <= {"settings.web.settings", "settings.web.privacy-and-data"}
    assert ChangeKind.MOVED in {c.kind for c in found}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("android", "ios"),
        ("mobile-apps", "web-activity"),
        ("save-button", "personalized-ads"),
        ("turn-off", "settings"),
    ],
)
def test_headings_that_change_places_stand_above_other_sentences(one: str, other: str) -> None:
    names = [f"{name}.heading" for name in (one, other)]
    first, second = (f">{next(s.text for s in SENTENCES if s.id == name)}</pin-heading>" for name in names)
    html = page().replace(first, "><!----></pin-heading>").replace(second, first)
    found = {c.sentence: c for c in changes(html.replace("><!----></pin-heading>", second))}
    for name in names:
        assert (found[name].kind, found[name].severity) == (ChangeKind.MOVED, Severity.ERROR)
        assert found[name].signals == (Signal.ORDER,)
    assert {change.kind for change in found.values()} == {ChangeKind.MOVED}


def test_a_change_in_one_of_two_equal_panels_names_that_panel() -> None:
    for platform in ("ios", "android"):
        [found] = changes(
            page(edited(f"settings.{platform}.business", lambda text: text.replace("top-right", "top-left")))
        )
        assert found.sentence == f"settings.{platform}.business"


def test_changes_name_their_scenarios(ledger: Ledger) -> None:
    asked = {s.id for s in ledger.asking("android.opt-out")}
    html = page(edited("android.opt-out", lambda text: text.replace("allow", "forbid")))
    [found] = changes_of(
        ARTICLE, read_page(html, ARTICLE.page, ARTICLE), lambda name: tuple(s.id for s in ledger.asking(name))
    )
    assert set(found.scenarios) == asked
    assert asked
