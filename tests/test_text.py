"""Reading the page and comparing it: whatever changes for a reader is found, and nothing else is."""

import itertools
import random
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from services import answering, silence

from asadvertised.article.change import Change, ChangeKind
from asadvertised.article.drift import DriftOutcome, check_drift, compare
from asadvertised.article.fetch import fetch_page
from asadvertised.article.ledger import Ledger, load_ledger
from asadvertised.article.model import Article, PageLayout, Select
from asadvertised.article.page import LayoutNotFound, Passage, read_page
from asadvertised.article.sentences import split_sentences
from asadvertised.content import own_root
from asadvertised.errors import ConfigurationError
from asadvertised.outcome import Cause
from asadvertised.reference.rendering import _template

LEDGER = load_ledger(own_root() / "features" / "personalization")
ARTICLE = LEDGER.article
SENTENCES = ARTICLE.sentences
TITLE = "title"


def no_scenarios(_: str) -> tuple[str, ...]:
    return ()


def page(article: Article = ARTICLE, seed: int = 0) -> str:
    numbers = random.Random(seed)  # noqa: S311  tokens, not secrets
    return _template("article.html.j2").render(article=article, token=lambda: f"{numbers.getrandbits(64):x}")


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
    return compare(ARTICLE, read_page(html, ARTICLE.page, ARTICLE), no_scenarios)


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


def test_a_change_in_one_of_two_equal_panels_names_that_panel() -> None:
    for platform in ("ios", "android"):
        [found] = changes(
            page(edited(f"settings.{platform}.business", lambda text: text.replace("top-right", "top-left")))
        )
        assert found.sentence == f"settings.{platform}.business"


def test_changes_name_their_scenarios(ledger: Ledger) -> None:
    asked = {s.id for s in ledger.asking("android.opt-out")}
    html = page(edited("android.opt-out", lambda text: text.replace("allow", "forbid")))
    [found] = compare(
        ARTICLE, read_page(html, ARTICLE.page, ARTICLE), lambda name: tuple(s.id for s in ledger.asking(name))
    )
    assert set(found.scenarios) == asked
    assert asked


@given(st.lists(st.sampled_from([s.text for s in SENTENCES] + ["Something new.", "And more of it."]), max_size=90))
def test_comparing_never_fails_and_accounts_for_everything(texts: list[str]) -> None:
    found = compare(ARTICLE, [Passage(text, "here") for text in texts], no_scenarios)
    gone = sum(c.kind is ChangeKind.REMOVED for c in found)
    come = sum(c.kind is ChangeKind.ADDED for c in found)
    assert len(SENTENCES) - gone == len(texts) - come
    assert (found == ()) == (texts == [s.text for s in SENTENCES])


PLAIN = PageLayout(
    path="/",
    title=Select(select="h1"),
    content="body",
    ignore=("script", "nav", "h1"),
    heading="h2, h3",
    block="p, li",
)


def test_a_page_of_another_make_is_read_with_its_own_selectors() -> None:
    html = "<nav>Home</nav><h1>Pets</h1><h2>Dogs</h2><p>They <b>bark</b>. They run.<ul><li>One<li>Two</ul>"
    html += "Loose<table><td>Cell"
    read = read_page(html, PLAIN, ARTICLE)
    assert [p.text for p in read] == ["Pets", "Dogs", "They bark.", "They run.", "One", "Two", "Loose", "Cell"]
    assert {p.section for p in read[1:]} == {"Dogs"}


@pytest.mark.parametrize("html", ["", "<h1></h1>", "<h1>Only a title</h1>", "<p>No title</p>", "\0\0", "<" * 5000])
def test_a_page_without_the_article_is_an_error_and_no_drift(html: str) -> None:
    with pytest.raises(LayoutNotFound):
        read_page(html, ARTICLE.page, ARTICLE)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Go to optout.aboutads.info. On that site you can.", ["Go to optout.aboutads.info.", "On that site you can."]),
        ("On iOS version 14.5 or above, ask.", ["On iOS version 14.5 or above, ask."]),
        ("Use it, e.g. Chrome, often. Then stop.", ["Use it, e.g. Chrome, often.", "Then stop."]),
        ("In the U.S. you may. In the U.K. not.", ["In the U.S. you may.", "In the U.K. not."]),
        ("He said “No.” Then he left.", ["He said “No.”", "Then he left."]),
        ("Is it (really?) so? Yes!", ["Is it (really?) so?", "Yes!"]),
        ("Wait... what? Fine.", ["Wait... what?", "Fine."]),
        ("Dr. No met Mr. Yes. They talked.", ["Dr. No met Mr. Yes.", "They talked."]),
        ("One. 2 follows. three.", ["One.", "2 follows. three."]),
        ("", []),
        ("\u00ad\u200b ", []),
    ],
)
def test_splitting(text: str, expected: list[str]) -> None:
    assert split_sentences(text) == expected


@given(st.text(st.sampled_from("ab AB.!?“”()1…\n"), max_size=60))
def test_splitting_loses_no_word(text: str) -> None:
    assert "".join("".join(split_sentences(text)).split()) == "".join(text.split())


def test_a_known_sentence_is_left_whole() -> None:
    assert split_sentences("Tap. Then go.", {"Tap. Then go."}) == ["Tap. Then go."]


HTML = ("text/html", b"<html></html>")
UNAVAILABLE = {
    "500": (lambda *_: (500, *HTML), Cause.TARGET),
    "404": (lambda *_: (404, *HTML), Cause.TARGET),
    "JSON": (lambda *_: (200, "application/json", b"{}"), Cause.TARGET),
    "a redirect loop": (lambda *_: (302, *HTML), Cause.TARGET),
    "too large": (lambda *_: (200, "text/html", b"x" * 11_000_000), Cause.TARGET),
    "silence": (silence(5), Cause.INFRASTRUCTURE),
}


@pytest.mark.parametrize("name", UNAVAILABLE)
def test_a_page_that_cannot_be_had_is_could_not_tell(name: str) -> None:
    answer, _ = UNAVAILABLE[name]
    started = time.monotonic()
    with answering(answer) as url:
        found = check_drift(ARTICLE, url, 2.0, no_scenarios)
    assert found.outcome is DriftOutcome.CANT_TELL
    assert found.reason
    assert time.monotonic() - started < 10


def test_nobody_there() -> None:
    assert check_drift(ARTICLE, "http://127.0.0.1:9/", 2.0, no_scenarios).outcome is DriftOutcome.CANT_TELL


def test_a_file_that_is_not_there_is_wrong_usage(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError):
        check_drift(ARTICLE, str(tmp_path / "missing.html"), 2.0, no_scenarios)


@pytest.mark.parametrize(
    ("content_type", "body", "text"),
    [
        ("text/html; charset=iso-8859-1", "<p>é".encode("latin-1"), "<p>é"),
        ("text/html", "<meta charset=windows-1252>\u201d".encode("cp1252"), "<meta charset=windows-1252>\u201d"),
        ("text/html; charset=nonsense", "<p>é".encode(), "<p>é"),
        ("text/html", "<p>é".encode(), "<p>é"),
    ],
)
def test_the_declared_charset_is_heeded(content_type: str, body: bytes, text: str) -> None:
    with answering(lambda *_: (200, content_type, body)) as url:
        assert fetch_page(url, 5.0).html == text


def test_reading_ends_in_bounded_time_however_deep_the_page() -> None:
    started = time.monotonic()
    deep = "<div>" * 10_000 + "text" + "</div>" * 10_000
    for html in (deep, page().replace("</article>", deep + "</article>")):
        with suppress(LayoutNotFound):
            assert len(read_page(html, ARTICLE.page, ARTICLE)) >= len(SENTENCES)
    assert time.monotonic() - started < 20


def test_the_sections_are_the_pages_headings() -> None:
    read = read_page(page(), ARTICLE.page, ARTICLE)
    sections = [key for key, _ in itertools.groupby(p.section for p in read)]
    assert set(sections) == {s.text for s in SENTENCES if s.kind == "heading"}
