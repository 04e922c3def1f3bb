"""Reading pages and drafts: what a reader sees, all of it, in order, and nothing else, whatever the page is like."""

import itertools
import json
import re
import resource
import time
from collections.abc import Callable
from html import escape
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st
from renderings import ARTICLE, WIDTHS, markdown, page, plain_text

from asadvertised.article.model import Kind, Link, PageLayout, Panels, Select
from asadvertised.article.passage import Passage, passages_of
from asadvertised.article.reading import (
    LayoutNotFound,
    NoArticle,
    digest_of_layout,
    guess_layout,
    read,
    read_page,
    read_text,
    read_unknown_page,
)
from asadvertised.article.transcription import load_article
from asadvertised.errors import ConfigurationError
from asadvertised.outcome import Cause

SENTENCES = [sentence.text for sentence in ARTICLE.sentences]
LAYOUT = ARTICLE.page
ADDRESS = "https://example.org/en/article/pets"
PLAIN = PageLayout(
    path="/",
    title=Select(select="h1"),
    content="body",
    ignore=("script", "nav", "h1"),
    heading="h2, h3",
    block="p, li",
    panels=Panels(select="x-tabs", attribute="tabs", id="id", heading="heading", body="body"),
)


def plainly(html: str, address: str = ADDRESS) -> list[Passage]:
    return read_unknown_page(f"<h1>Pets</h1>{html}", PLAIN, address)


def texts(html: str) -> list[str]:
    return [passage.text for passage in plainly(html)[1:]]


def of_page(html: str) -> list[str]:
    return [passage.text for passage in read_page(html, LAYOUT, ARTICLE)]


def within_article(html: str) -> str:
    return page().replace("</article>", f"{html}</article>")


def test_a_page_without_a_body_tag_is_read() -> None:
    html = "<html lang=en><title>Bills</title><main><h1>Bills</h1><p>We never sell your data.</p></main></html>"
    assert [one.text for one in read_unknown_page(html, guess_layout(html))] == ["Bills", "We never sell your data."]


def test_a_page_of_another_make_is_read_with_its_own_selectors() -> None:
    html = "<nav>Home</nav><h2>Dogs</h2><p>They <b>bark</b>. They run.<ul><li>One<li>Two</ul>Loose<table><td>Cell"
    assert texts(html) == ["Dogs", "They bark.", "They run.", "One", "Two", "Loose", "Cell"]
    assert {p.section for p in plainly(html)[1:]} == {"Dogs"}


def test_the_structure_of_the_page_is_the_transcriptions() -> None:
    for read_, known in zip(read_page(page(), LAYOUT, ARTICLE), passages_of(ARTICLE), strict=True):
        assert (read_.text, read_.level, read_.panel) == (known.text, known.level, known.panel)
        assert read_.section == known.section or not known.section
        sentence = next(s for s in ARTICLE.sentences if s.id == known.id)
        if not sentence.item:  # a bullet says nothing of steps
            assert (read_.kind, read_.step) == (known.kind, known.step)


def test_the_sentences_of_one_paragraph_share_its_block() -> None:
    blocks = [list(group) for _, group in itertools.groupby(read_page(page(), LAYOUT, ARTICLE), lambda p: p.block)]
    known = [block for section in ARTICLE.section for block in section.blocks]
    assert [[p.text for p in block] for block in blocks] == [[s.text for s in block] for block in known]


def test_the_sections_are_the_pages_headings() -> None:
    read_ = read_page(page(), LAYOUT, ARTICLE)
    assert {p.section for p in read_} == {s.text for s in ARTICLE.sentences if s.kind == "heading"}


def test_steps_count_within_their_own_list() -> None:
    html = "<ol><li>One<ul><li>Any</ul><ol><li>Inner</ol><li><p>Two</p><p>Note: it hurts.</p></ol><ol><li>First</ol>"
    assert [(p.text, p.step, p.kind.value) for p in plainly(html)[1:]] == [
        ("One", 1, "step"),
        ("Any", 1, "step"),
        ("Inner", 1, "step"),
        ("Two", 2, "step"),
        ("Note: it hurts.", 0, "note"),
        ("First", 1, "step"),
    ]


def test_notes_and_labels_are_told_from_paragraphs() -> None:
    html = "<aside><p>Ask first.</aside><div role=note>Or not.</div><form><p>Was it good?</p></form><label>Name</label>"
    html += "<x-button>Send</x-button><p>Text"
    kinds = [p.kind for p in plainly(html)[1:]]
    assert kinds == [Kind.NOTE, Kind.NOTE, Kind.LABEL, Kind.LABEL, Kind.LABEL, Kind.PARAGRAPH]


def test_an_articles_own_selectors_say_what_a_step_a_note_and_a_label_are() -> None:
    layout = PLAIN.model_copy(update={"step": ".s", "note": ".n", "label": ".l"})
    html = "<h1>T</h1><ol><li>No step</ol><p class=s>Step</p><p class=n>Note</p><p class=l>Label</p><aside>None</aside>"
    read_ = read_unknown_page(html, layout)
    assert [p.kind.value for p in read_[1:]] == ["paragraph", "step", "note", "label", "paragraph"]


def links(html: str, address: str = ADDRESS) -> list[tuple[str, tuple[tuple[str, str], ...]]]:
    return [(p.text, tuple((k.text, k.href) for k in p.links)) for p in plainly(html, address)[1:]]


def test_links_stand_with_their_sentence_and_their_target() -> None:
    html = (
        "<p>Go here. Click <a href='/a'>here</a> or <x-link linkUrl='b?c#d'><a href='e'> there</a></x-link>. <a>No</a>."
    )
    assert links(html) == [
        ("Go here.", ()),
        ("Click here or there.", (("here", "https://example.org/a"), ("there", "https://example.org/en/article/e"))),
        ("No.", ()),
    ]


@pytest.mark.parametrize(
    ("base", "target"),
    [
        ("", "https://example.org/en/article/x"),
        ("<base href='/de/'>", "https://example.org/de/x"),
        ("<base target=_top><base href='https://evil.test/'><base href='/de/'>", "https://evil.test/x"),
        ("<base href='data:text/html,'>", "https://example.org/en/article/x"),
        ("<base href='javascript:1'>", "https://example.org/en/article/x"),
        ("<base href='http://[x'>", "https://example.org/en/article/x"),
    ],
)
def test_relative_links_lead_where_a_browser_goes(base: str, target: str) -> None:
    [(_, [(_, found)])] = links(f"{base}<p><a href=' x\n'>Go</a>")
    assert found == target


@pytest.mark.parametrize("nowhere", ["#", "", "javascript:void(0)", " JavaScript:x"])
def test_a_link_that_leads_nowhere_has_no_target(nowhere: str) -> None:
    assert links(f"<p><x-l href='{nowhere}' linkurl='{nowhere}'>Go</x-l>") in (
        [("Go", (("Go", ""),))],
        [("Go", ())],
    )


def test_a_link_around_blocks_leads_from_each_of_them() -> None:
    there = "https://example.org/a"
    assert links("<a href=/a><div>One</div><p>Two</p></a><p>Three") == [
        ("One", (("One", there),)),
        ("Two", (("Two", there),)),
        ("Three", ()),
    ]


def test_the_pages_links_are_told_as_they_are_published() -> None:
    found = {link for p in read_page(page(), LAYOUT, ARTICLE) for link in p.links}
    assert Link(text="Contact us", href="https://help.pinterest.com/en/contact") in found
    assert Link(text="Privacy Policy") in found
    elsewhere = {link for p in read_page(page(), LAYOUT, ARTICLE, "http://127.0.0.1/a/") for link in p.links}
    assert Link(text="Contact us", href="http://127.0.0.1/en/contact") in elsewhere


GONE = "A sentence that was here before."
UNSEEN = {
    "hidden": f"<p hidden>{GONE}</p>",
    "display": f"<div style='color:red; DISPLAY : none'><p>{GONE}</p></div>",
    "important": f"<div style='display:none!important'>{GONE}</div>",
    "commented style": f"<div style='display:/**/none'>{GONE}</div>",
    "visibility": f"<p style='visibility:hidden'>{GONE}</p>",
    "faint": f"<p style='opacity:0'>{GONE}</p><p style='font-size:0px;'>{GONE}</p>",
    "template": f"<template><p>{GONE}</p></template>",
    "noscript": f"<noscript><p>{GONE}</p></noscript>",
    "comment": f"<!-- <p>{GONE}</p> -->",
    "script": f"<script type='text/x'><p>{GONE}</p></script>",
    "style": f"<style>/* {GONE} */</style>",
    "attribute": f"<p title='{GONE}' aria-label='{GONE}' data-x='{GONE}'></p>",
    "dialog": f"<dialog><p>{GONE}</p></dialog>",
    "struck out": f"<p><del>{GONE}</del></p><p><s>{GONE}</s></p>",
    "fallback": f"<video><p>{GONE}</p></video><iframe>{GONE}</iframe>",
    "cdata": f"<p><![CDATA[{GONE}]]></p>",
    "nested": f"<div hidden><div style='display:block'><p>{GONE}</p></div></div>",
    "label": f"<div hidden><label>{GONE}</label></div>",
}


@pytest.mark.parametrize("way", UNSEEN)
def test_what_no_reader_sees_is_not_read(way: str) -> None:
    assert GONE in UNSEEN[way]
    assert texts(f"<p>Before</p>{UNSEEN[way]}<p>After</p>") == ["Before", "After"]


@pytest.mark.parametrize("way", UNSEEN)
def test_a_removed_sentence_is_not_kept_by_what_no_reader_sees(way: str) -> None:
    sentence = next(text for text in SENTENCES if text.startswith("Advertisers may still"))
    html = page().replace(sentence, "", 1)
    assert sentence not in html
    cloaked = html.replace("</article>", UNSEEN[way].replace(GONE, sentence) + "</article>")
    assert of_page(cloaked) == [text for text in SENTENCES if text != sentence]


@pytest.mark.parametrize(
    "html",
    [
        "<p aria-hidden=true>Seen.",
        "<p hidden=until-found>Seen.",
        "<div style='visibility:hidden'><p style='visibility:visible'>Seen.</p></div>",
        "<button aria-controls='a b'></button><div id=b hidden><p>Seen.</div>",
        "<div role=tabpanel style='display:none'><p>Seen.</div>",
        "<details><p>Seen.</details>",
        "<p class=visually-hidden>Seen.",
        "<dialog open><p>Seen.</dialog>",
        "<p style='background:url(display-none.png)'>Seen.",
    ],
)
def test_what_a_reader_can_come_to_see_is_read(html: str) -> None:
    assert texts(html) == ["Seen."]


def test_a_forms_hidden_label_is_part_of_the_form_and_no_sentence() -> None:
    label = "Leave this field blank"
    html = page().replace('<div class="trap">', '<div class="trap" style="display: none !important">')
    assert html != page()
    assert of_page(html) == SENTENCES
    assert label in SENTENCES


def tabs(*panels: dict[str, str]) -> str:
    return f"<x-tabs tabs='{escape(json.dumps(panels))}'></x-tabs>"


def test_panels_are_read_in_their_order_from_their_slots_or_their_attribute() -> None:
    set_ = tabs(
        {"id": "a", "heading": "Web", "body": "<p>Old."},
        {"id": "b", "heading": "iOS", "body": "<ol><li>Tap.</ol>"},
        {"id": "c", "heading": "Android", "body": "<p>From it."},
    )
    html = (
        f"<div slot=c></div><h2>Steps</h2>{set_}<div slot=b hidden><ol><li>Press.</ol></div><div slot=a><p>Click.</div>"
    )
    read_ = plainly(f"{html}<p>After.")[1:]
    assert [(p.text, p.panel, p.section, p.level, p.step) for p in read_] == [
        ("Steps", "", "Steps", 2, 0),
        ("Web", "Web", "Web", 3, 0),
        ("Click.", "Web", "Web", 0, 0),
        ("iOS", "iOS", "iOS", 3, 0),
        ("Press.", "iOS", "iOS", 0, 1),
        ("Android", "Android", "Android", 3, 0),
        ("From it.", "Android", "Android", 0, 0),
        ("After.", "", "Steps", 0, 0),
    ]


def test_two_sets_may_name_their_panels_alike() -> None:
    one, other = tabs({"id": "p", "heading": "One", "body": ""}), tabs({"id": "p", "heading": "Other", "body": ""})
    html = f"{one}<div slot=p><p>First.</div>{other}<div slot=p><p>Second.</div>"
    assert [(p.text, p.panel) for p in plainly(html)[1:] if not p.heading] == [("First.", "One"), ("Second.", "Other")]


@pytest.mark.parametrize(
    "value", ["[1]", "{", "[" * 100_000, '[{"id": 1}]', "null", '{"id":1}', '[{"heading":1,"id":1}]']
)
def test_panels_that_cannot_be_read_are_an_error_of_ours(value: str) -> None:
    with pytest.raises(LayoutNotFound) as error:
        plainly(f"<x-tabs tabs='{value}'></x-tabs><p>Text")
    assert (error.value.part, error.value.cause) == ("panels", Cause.CONFIGURATION)


def test_halves_of_letters_in_a_panel_can_be_written_down() -> None:
    [_, _, read_] = plainly(
        """<x-tabs tabs='[{"id": "a", "heading": "\\ud800", "body": "<p>\\ud83d\\ude00 \\udfff"}]'>"""
    )
    assert read_.text == "\U0001f600 ?"


def test_panels_within_panels_end() -> None:
    html = "<p>Core"
    for number in range(30):
        html = tabs({"id": f"{number}", "heading": f"{number}", "body": html})
        assert len(html) < 10_000_000
        if number == 6:
            assert texts(html)[-1] == "Core"
        if number > 10:
            break
    with pytest.raises(LayoutNotFound, match="without end"):
        plainly(html)


BROKEN: dict[str, Callable[[str], str]] = {
    "content": lambda html: html.replace("<main", "<div").replace("</main", "</div"),
    "title": lambda html: html.replace("<pin-page-header", "<new-header"),
    "half of the text": lambda html: html.replace("</article>", "").replace(
        '<div data-entity-type="text" id="section-8"',
        '</article></main></main><div data-entity-type="text" id="section-8"',
    ),
    "headings": lambda html: html.replace("pin-heading", "new-title"),
    "steps": lambda html: html.replace("<li", "<div").replace("</li", "</div"),
    "panels": lambda html: html.replace("pin-accordion", "new-accordion"),
    "panels' attribute": lambda html: html.replace("tabs=", "panes="),
}


@pytest.mark.parametrize("name", BROKEN)
def test_selectors_that_find_far_less_are_an_error_of_ours(name: str) -> None:
    html = BROKEN[name](page())
    assert html != page()
    with pytest.raises(LayoutNotFound) as error:
        read_page(html, LAYOUT, ARTICLE)
    assert error.value.cause is Cause.CONFIGURATION
    assert error.value.selector in error.value.reason


def test_a_page_in_another_language_is_read_and_not_blamed_on_the_selectors() -> None:
    translated = [
        section.model_copy(
            update={
                "sentence": tuple(
                    sentence.model_copy(update={"text": f"{sentence.text[::-1]} Wort", "links": ()})
                    for sentence in section.sentence
                )
            }
        )
        for section in ARTICLE.section
    ]
    html = page(ARTICLE.model_copy(update={"section": tuple(translated)}))
    assert len(of_page(html)) > 60
    assert set(of_page(html)) & set(SENTENCES) == {ARTICLE.article.title}


def test_what_is_nowhere_on_the_page_is_a_change_of_the_page() -> None:
    html = page()
    start, end = html.index('<div data-entity-type="text" id="section-8"'), html.index("</article>")
    left = of_page(html[:start] + html[end:])
    assert 20 < len(left) < len(SENTENCES) - 20
    following = iter(SENTENCES)
    assert all(text in following for text in left)


def test_text_that_is_only_cloaked_elsewhere_is_a_change_of_the_page() -> None:
    html = page()
    start, end = html.index('<div data-entity-type="text" id="section-8"'), html.index("</article>")
    cloaked = f"{html[:start]}{html[end:]}".replace("</body>", f"<div hidden>{html[start:end]}</div></body>")
    assert len(of_page(cloaked)) < len(SENTENCES) - 20


def test_one_sentence_that_moved_out_of_the_article_is_no_error_of_ours() -> None:
    sentence = next(text for text in SENTENCES if text.startswith("Advertisers may still"))
    html = page().replace(sentence, "", 1).replace("<body", f"<body><p>{sentence}</p><div", 1)
    assert of_page(html) == [text for text in SENTENCES if text != sentence]


@pytest.mark.parametrize("html", ["", "<h1></h1>", "<h1>Only a title</h1>", "<p>No title</p>", "\0\0", "<" * 5000])
def test_a_page_without_the_article_is_an_error_and_no_drift(html: str) -> None:
    with pytest.raises(LayoutNotFound):
        read_page(html, LAYOUT, ARTICLE)


def test_content_that_is_hidden_is_no_content() -> None:
    with pytest.raises(LayoutNotFound):
        read_page(page().replace("<body", "<body hidden", 1), LAYOUT, ARTICLE)


@pytest.mark.parametrize("content", ["0; url=https://x.test/a", "5;URL='https://x.test/a'"])
def test_a_page_that_only_refreshes_elsewhere_says_so(content: str) -> None:
    html = f'<meta http-equiv="Refresh" content="{content}"><p>Moved.'
    with pytest.raises(NoArticle, match=r"sends its readers on to https://x\.test/a") as error:
        read_page(html, LAYOUT, ARTICLE)
    assert error.value.cause is Cause.TARGET


def test_a_page_that_refreshes_but_has_the_article_is_read() -> None:
    html = page().replace("<head>", '<head><meta http-equiv="refresh" content="600; url=/a">')
    assert of_page(html) == SENTENCES


BAD_SELECTOR = dict.fromkeys(("content", "heading", "block", "step", "note", "label"), '"p["') | {
    "title": '{ select = "p[" }',
    "ignore": '["p", "p["]',
    "panels": '{ select = "p[", attribute = "a", id = "a", heading = "a", body = "a" }',
}


@pytest.mark.parametrize("key", BAD_SELECTOR)
def test_a_bad_selector_is_told_at_load_with_file_and_key(article_folder: Path, tmp_path: Path, key: str) -> None:
    source = (article_folder / "article.toml").read_text(encoding="utf-8")
    before, _, rest = source.partition("[page]\n")
    table, _, after = rest.partition("\n[[section]]")
    table = re.sub(r"ignore = \[.*?^\]$", 'ignore = ["nav"]', table, flags=re.DOTALL | re.MULTILINE)
    lines = [line for line in table.splitlines() if not line.startswith(f"{key} =")]
    lines.append(f"{key} = {BAD_SELECTOR[key]}")
    file = tmp_path / "article.toml"
    file.write_text("\n".join([f"{before}[page]", *lines, f"[[section]]{after}"]), encoding="utf-8")
    with pytest.raises(ConfigurationError) as error:
        load_article(file)
    assert error.value.where == str(file)
    assert f"page.{key}" in error.value.what
    assert "\n" not in str(error.value)


def test_a_bad_selector_is_told_at_each_run() -> None:
    for key in ("content", "heading", "block"):
        with pytest.raises(ConfigurationError):
            read_unknown_page("<h1>T</h1><p>Text", PLAIN.model_copy(update={key: "p:nonsense("}))


@pytest.mark.parametrize(
    "selector",
    ["p", ".a", "#b", "p.a", "p:not(.a, :has(> b))", "div > p", "p, .a", "[title='x, (y']", "P", ":is(p, li)"],
)
def test_a_selector_matches_what_the_library_says(selector: str) -> None:
    html = "<div><p>1<p class='a z'>2<p id=b><b>3</b></p><i class=a>4</i><p title='x, (y'>5</p><ul><li>6</ul></div>"
    soup = BeautifulSoup(f"<h1>T</h1>{html}", "lxml")
    ignored = {piece for tag in soup.select(selector) for piece in tag.stripped_strings}
    layout = PLAIN.model_copy(update={"ignore": (selector,)})
    try:
        left = {p.text for p in read_unknown_page(f"<h1>T</h1>{html}", layout)[1:]}
    except LayoutNotFound:
        left = set()
    assert ignored
    assert set("".join(left)) == set("123456") - ignored


def test_the_digest_tells_layouts_apart() -> None:
    assert digest_of_layout(PLAIN) == digest_of_layout(PLAIN.model_copy())
    changed = [PLAIN.model_copy(update={key: "q"}) for key in ("content", "heading", "block", "step", "note", "label")]
    assert len({digest_of_layout(layout) for layout in [PLAIN, *changed]}) == 7


# Odd and hostile pages.


def test_a_homoglyph_stays_the_letter_that_it_is() -> None:
    assert texts("<p>Р\u0430y m\u0435.") == ["Р\u0430y m\u0435."]
    assert texts("<p>Р\u0430y m\u0435.") != ["Pay me."]


def test_marks_that_nobody_sees_are_dropped() -> None:
    assert texts("<p>On\u200bly\u00ad \u202athis\u202c\ufeff \u2066one\u2069.") == ["Only this one."]
    assert of_page(page().replace("Pinterest", "Pin\u00adter\u200best")) == SENTENCES


def test_nul_bytes_are_passed_over() -> None:
    assert texts("<p>O\0ne\0</p>\0<p>T&#0;wo") == ["One", "T\ufffdwo"]


def test_references_are_read_as_browsers_read_them() -> None:
    assert texts("<p>&#8220;&#147;a&#148; &#150; &#x80; &nbsp; &amp;lt; &hellip;") == ["““a” – € &lt; …"]


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>One<p>Two<x-paragraph>Three</x-paragrah><p>Four", ["One", "Two", "Three", "Four"]),
        ("<b><p>One</b> more</p></i></div>Two", ["One more", "Two"]),
        ("<table><tr><td>1<table><tr><td>2<table><td>3</table></table>4", ["1", "2", "3", "4"]),
        ("<h2>Dogs<h2>Cats</h2><p>Text", ["Dogs", "Cats", "Text"]),
        ("<h2><div>Dogs</div></h2>", ["Dogs"]),
        ("<p a=1 a=2 <b>bold</b>", ["bold"]),
        ("<frameset><frame src=x><noframes>No</noframes></frameset><p>Yes", ["Yes"]),
        ("<ul><li>1<li>2<ul><li>3</ul></ul>", ["1", "2", "3"]),
        ("<p>a<x-icon name=x></x-icon>b <x-b><i>c</i></x-b>d", ["ab cd"]),
        ("a<br>b<p>c<wbr>d<hr>e", ["a b", "cd", "e"]),
        ("<select><option>One<option>Two</select>", ["One", "Two"]),
        ("<svg><title>No</title><text>Yes</text></svg>", ["Yes"]),
    ],
)
def test_broken_markup_loses_no_word(html: str, expected: list[str]) -> None:
    assert texts(html) == expected


def attributes(number: int) -> str:
    return " ".join(f"a{n}='{n}'" for n in range(number))


HOSTILE = {
    "10,000 nested divs": lambda: "<div>" * 10_000 + "text" + "</div>" * 10_000,
    "10,000 nested spans": lambda: "<p>" + "<span>" * 10_000 + "text" + "</span>" * 10_000,
    "10,000 nested custom elements": lambda: "<x-y>" * 10_000 + "text" + "</x-y>" * 10_000,
    "3,000 nested lists": lambda: "<ul><li>text" * 3_000,
    "3,000 nested tables": lambda: "<table><tr><td>text" * 3_000,
    "3,000 nested links": lambda: "<x-a href=/b>text" * 3_000,
    "30,000 items": lambda: "<ol>" + "<li>text" * 30_000,
    "100,000 attributes": lambda: f"<p {attributes(100_000)}>text",
    "a long attribute": lambda: f"<p title='{'x' * 5_000_000}'>text",
    "a long class": lambda: f"<p class='{'x ' * 500_000}'>text",
    "20,000 links in a paragraph": lambda: "<p>" + "text <a href=/a>b</a> " * 20_000,
    "20,000 headings": lambda: "<h2>a</h2><p>text" * 20_000,
    "20,000 hidden": lambda: "<p hidden id=a>a" * 20_000 + "<p>text",
    "20,000 slots": lambda: (
        tabs(*({"id": f"s{n}", "heading": "a", "body": ""} for n in range(20_000)))
        + "".join(f"<div slot=s{n}>text</div>" for n in range(20_000))
    ),
    "20,000 bases": lambda: "<base href=/a>" * 20_000 + "<p>text",
    "5 MB of one word": lambda: "<p>text" + "x" * 5_000_000 + " text",
    "5 MB of white space": lambda: "<p>" + " \n" * 2_500_000 + "text",
    "5 MB of unseen marks": lambda: "<p>" + "\u200b" * 5_000_000 + "text",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_reading_ends_in_bounded_time_whatever_the_page(name: str) -> None:
    html = HOSTILE[name]()
    started = time.process_time()
    for read_ in (plainly(html), read_page(within_article(html), LAYOUT, ARTICLE)):
        assert any("text" in p.text for p in read_)
    assert time.process_time() - started < 30


FIFTY: dict[str, Callable[[], str]] = {
    "scripts": lambda: f"<script>{'x' * 49_000_000}</script><p>text",
    "attributes": lambda: f"<p title='{'x' * 490}'></p>" * 95_000 + "<p>text",
    "text": lambda: f"<p>{'Lorem ipsum dolor sit. ' * 90}" * 24_000,
}


@pytest.mark.parametrize("name", FIFTY)
def test_fifty_megabytes_end_in_bounded_time_and_memory(name: str) -> None:
    html = FIFTY[name]()
    assert len(html) > 45_000_000
    before, started = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.process_time()
    if name == "text":
        with pytest.raises(NoArticle, match="letters"):
            plainly(html)
    else:
        assert texts(html) == ["text"]
    assert time.process_time() - started < 60
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 2_000_000


@pytest.mark.parametrize("html", ["<b>" * 2_000_000, "x" * 70_000_000])
def test_more_than_can_be_read_in_bounds_is_refused_at_once(html: str) -> None:
    started = time.monotonic()
    with pytest.raises(NoArticle):
        read_page(html, LAYOUT, ARTICLE)
    assert time.monotonic() - started < 10


@given(st.text(st.sampled_from("<>/abp h1='\"!-[]&#;\0\n"), max_size=80))
def test_reading_never_fails_otherwise(html: str) -> None:
    assert plainly(f"<p>Begin.</p>{html}")[1].text == "Begin."


# Drafts.


def test_the_article_in_markdown_is_the_article() -> None:
    for known in (SENTENCES, []):
        read_ = read_text(markdown(), "text/markdown; charset=utf-8", known)
        assert [p.text for p in read_] == SENTENCES


def test_the_structure_of_markdown_is_read() -> None:
    read_ = read_text(markdown(), "text/markdown", SENTENCES)
    for passage, known in zip(read_, passages_of(ARTICLE), strict=True):
        sentence = next(s for s in ARTICLE.sentences if s.id == known.id)
        if known.kind is not Kind.LABEL and not sentence.item:
            assert (passage.kind, passage.level, passage.step) == (known.kind, known.level, known.step)
        assert [k.text for k in passage.links] == [k.text for k in sentence.links]


def test_markdown_knows_its_lines() -> None:
    source = "---\ntitle: Pets\n---\n\n# Dogs\n\nThey bark. They\nrun. And\n*eat*.\n\n1. One\n2. Two\n   lines. End.\n"
    found = {p.text: p.line for p in read_text(source, "text/markdown")}
    assert found == {
        "Pets": 1,
        "Dogs": 5,
        "They bark.": 7,
        "They run.": 7,
        "And eat.": 8,
        "One": 11,
        "Two lines.": 12,
        "End.": 13,
    }
    lines = markdown().splitlines()
    for passage in read_text(markdown(), "text/markdown", SENTENCES):
        assert passage.text.split()[0] in lines[passage.line - 1].replace("\\", "").replace("[", "")


@pytest.mark.parametrize("between", ["\n\n", "\n"])
@pytest.mark.parametrize("width", WIDTHS)
def test_the_article_in_plain_text_is_the_article(width: int, between: str) -> None:
    read_ = read_text(plain_text(ARTICLE, width, between), "text/plain", SENTENCES)
    assert [p.text for p in read_] == SENTENCES


@pytest.mark.parametrize("width", WIDTHS)
def test_plain_text_is_read_without_knowing_what_it_should_say(width: int) -> None:
    read_ = read_text(plain_text(ARTICLE, width), "text/plain")
    assert [p.text for p in read_] == SENTENCES


def test_the_structure_of_plain_text_is_read() -> None:
    text = "Pets\n====\n\nDogs\n----\nThey bark and\nrun, too. Note\nthis.\n\n"
    text += "To feed one\n\n1. Open it\n2. Give\n   it all\n\n- Any\n- Other\n\nNote: it bites.\n"
    assert [(p.text, p.kind.value, p.level, p.step, p.section, p.line) for p in read_text(text, "text/plain")] == [
        ("Pets", "heading", 1, 0, "Pets", 1),
        ("Dogs", "heading", 2, 0, "Dogs", 4),
        ("They bark and run, too.", "paragraph", 0, 0, "Dogs", 6),
        ("Note this.", "paragraph", 0, 0, "Dogs", 7),
        ("To feed one", "heading", 2, 0, "To feed one", 10),
        ("Open it", "step", 0, 1, "To feed one", 12),
        ("Give it all", "step", 0, 2, "To feed one", 13),
        ("Any", "paragraph", 0, 0, "To feed one", 16),
        ("Other", "paragraph", 0, 0, "To feed one", 17),
        ("Note: it bites.", "note", 0, 0, "To feed one", 19),
    ]


def test_what_a_typesetter_reads_is_not_read() -> None:
    text = (
        "Pets\n====\n\n.. _label:\n\n.. note::\n   It bites.\n\n.. image:: dog.png\n   :alt: Dog\n\nIt is\nnot mine.\n"
    )
    assert [p.text for p in read_text(text, "text/x-rst")] == ["Pets", "It bites.", "It is not mine."]


def marked(text: str) -> list[tuple[str, str]]:
    return [(p.text, p.kind.value) for p in read_text(text, "text/markdown")]


DIALECTS = {
    "front matter": ("---\ntitle: 'A: b'\nx: [\n---\n# A", [("A", "heading")]),
    "front matter's title": ("---\ntitle: Pets\n---\nText.", [("Pets", "heading"), ("Text.", "paragraph")]),
    "the same title twice": ("---\ntitle: Pets\n---\n# Pets\nText.", [("Pets", "heading"), ("Text.", "paragraph")]),
    "TOML": ("+++\ntitle = 'Pets'\n+++\nText.", [("Pets", "heading"), ("Text.", "paragraph")]),
    "no front matter": ("---\n\nText.", [("Text.", "paragraph")]),
    "a container": (
        ":::warning[Mind]\nIt *bites*.\n:::\nSo.",
        [("Mind", "note"), ("It bites.", "note"), ("So.", "paragraph")],
    ),
    "an indented note": (
        '!!! note "Mind"\n    It bites.\n\n    Hard.\n\nSo.',
        [("Mind", "note"), ("It bites.", "note"), ("Hard.", "note"), ("So.", "paragraph")],
    ),
    "a fenced note": (
        "```{note} Mind\nIt bites.\n```\nSo.",
        [("Mind", "note"), ("It bites.", "note"), ("So.", "paragraph")],
    ),
    "an alert": ("> [!NOTE]\n> It bites.\n\n> So.", [("It bites.", "note"), ("So.", "paragraph")]),
    "liquid": (
        "{% note %}\n\nIt bites.\n\n{% endnote %}\n\n{% ifversion x %}\nSo.\n{% endif %}",
        [("It bites.", "note"), ("So.", "paragraph")],
    ),
    "liquid within": ("On {{ site }}, click.", [("On {{ site }}, click.", "paragraph")]),
    "hugo": ("{{< note >}}\nIt bites.\n{{< /note >}}\nSo.", [("It bites.", "note"), ("So.", "paragraph")]),
    "MDX": (
        "import X from 'x';\nexport const y = 1;\n\n# Pets\n\n{/* no */}\n\n<X a={1} />\n\nText.",
        [("Pets", "heading"), ("Text.", "paragraph")],
    ),
    "a component on many lines": (
        "<Tabs\n  values={[\n    {label: 'A'},\n  ]}\n  on={() => 1}>\n\nClick.\n\n</Tabs>",
        [("Click.", "paragraph")],
    ),
    "components shown from code": (
        "```mdx-code-block\n<Tabs>\nClick.\n</Tabs>\n```\nSo.",
        [("Click.", "paragraph"), ("So.", "paragraph")],
    ),
    "components": (
        '<Tabs>\n<TabItem value="web" label="Web">\n\nClick.\n\n</TabItem>\n</Tabs>',
        [("Web", "heading"), ("Click.", "paragraph")],
    ),
    "tabs": (
        '# Pets\n=== "Web"\n\n    1. Click.\n\nSo.',
        [("Pets", "heading"), ("Web", "heading"), ("Click.", "step"), ("So.", "paragraph")],
    ),
    "ids": ("## Pets {#pets}\n{: .no_toc }\nText.\n\n[[toc]]", [("Pets", "heading"), ("Text.", "paragraph")]),
    "code": (
        "```js\nimport x from 'y';\n:::note\n```\n\nSo.",
        [("import x from 'y'; :::note", "paragraph"), ("So.", "paragraph")],
    ),
    "HTML": (
        "<details>\n<summary>More</summary>\n\nIt *bites*.\n\n</details>\n\n<div hidden>No.</div>\n<!-- no -->",
        [("More", "paragraph"), ("It bites.", "paragraph")],
    ),
    "a table": (
        "| A | B |\n|---|---|\n| c | d |",
        [("A", "paragraph"), ("B", "paragraph"), ("c", "paragraph"), ("d", "paragraph")],
    ),
    "struck out": ("It ~~never~~ bites.", [("It bites.", "paragraph")]),
    "quotes": ("He said \"no\" -- it's 'so'...", [("He said \"no\" -- it's 'so'...", "paragraph")]),
    "emptiness": ("", []),
    "nothing but front matter": ("---\ntitle: Pets\n---\n", [("Pets", "heading")]),
}


@pytest.mark.parametrize("name", DIALECTS)
def test_markdown_of_any_dialect_is_read(name: str) -> None:
    source, expected = DIALECTS[name]
    assert marked(source) == expected


@pytest.mark.parametrize(
    "source",
    [
        "> " * 5_000 + "text",
        "- " * 3_000 + "text",
        "[" * 20_000 + "text",
        "*a " * 20_000 + "text",
        "`" * 20_000 + "text",
    ],
)
def test_hostile_markdown_ends(source: str) -> None:
    started = time.process_time()
    read_text(source, "text/markdown")
    assert time.process_time() - started < 30


@pytest.mark.parametrize("media_type", ["text/markdown", "text/plain"])
def test_more_of_a_draft_than_can_be_read_in_bounds_is_refused(media_type: str) -> None:
    with pytest.raises(NoArticle, match="letters"):
        read_text("Some words.\n\n" * 6_000_000, media_type)


@given(st.text(st.sampled_from("#-*1. `>:!={}[]|<a/\n\"'\t~+"), max_size=60))
def test_drafts_never_fail(text: str) -> None:
    for media_type in ("text/markdown", "text/plain"):
        assert all(p.text for p in read_text(text, media_type, ["a"]))


@pytest.mark.parametrize(
    ("source", "media_type"),
    [
        (page(), "text/html; charset=utf-8"),
        (page(), "application/xhtml+xml"),
        (page(), ""),
        (markdown(), "text/markdown"),
        (markdown(), "text/plain"),
        (markdown(), ""),
        (plain_text(), "text/plain"),
        (plain_text(), ""),
    ],
)
def test_a_text_is_read_as_what_it_is(source: str, media_type: str) -> None:
    assert [p.text for p in read(source, media_type, LAYOUT, ARTICLE)] == SENTENCES


# Pages that nobody has described.


def test_the_layout_of_the_articles_own_page_is_guessed() -> None:
    layout = guess_layout(page())
    assert layout.panels == LAYOUT.panels
    read_ = [p.text for p in read_unknown_page(page(), layout, ADDRESS)]
    furniture = {s.text for section in ARTICLE.section if section.furniture for s in section.sentence}
    assert read_ == [text for text in SENTENCES if text not in furniture]


TEXT = "<p>" + "They bark and run. " * 20
NAVIGATION = "<nav>" + "<a href=/x>Another page</a> " * 40 + "</nav>"


@pytest.mark.parametrize(
    ("html", "content"),
    [
        (f"{NAVIGATION}<main><h1>Pets</h1>{TEXT}</main>", "main"),
        (f"<div id=top>{NAVIGATION}</div><div id=body><h1>Pets</h1>{TEXT}</div>", "#body"),
        (
            f"<h1>Site</h1><div><div class=c123>{NAVIGATION}</div><div class='doc x'><h1>Pets</h1>{TEXT}</div></div>",
            "div.doc",
        ),
        (f"<main><article><h1>Pets</h1>{TEXT}</article><article>Short</article></main>", "article"),
        (
            f"<div>{NAVIGATION}</div><div><h1>Pets</h1>{TEXT}</div>",
            "html:nth-of-type(1) > body:nth-of-type(1) > div:nth-of-type(2)",
        ),
        (f"<h1>Pets</h1>{TEXT}", "body"),
    ],
)
def test_the_container_of_the_text_is_guessed(html: str, content: str) -> None:
    layout = guess_layout(html)
    assert layout.content == content
    read_ = read_unknown_page(html, layout)
    assert read_[0].text == "Pets"
    assert len(read_) == 21


@pytest.mark.parametrize(
    ("head", "title"),
    [("<meta property='og:title' content='Pets'>", "Pets"), ("<title>Pets | Help</title>", "Pets | Help")],
)
def test_a_title_is_found_where_there_is_no_heading(head: str, title: str) -> None:
    html = f"<head>{head}</head><body>{TEXT}"
    assert read_unknown_page(html, guess_layout(html))[0].text == title


@pytest.mark.parametrize("html", ["", "<p></p>", "<p>No title", "<h1></h1><p>Text"])
def test_a_page_without_title_or_text_has_no_layout(html: str) -> None:
    with pytest.raises(LayoutNotFound):
        guess_layout(html)


@given(st.text(st.sampled_from("<>/abp h1='\"!-[]{}:,&#;\n"), max_size=80))
def test_guessing_never_fails_otherwise(html: str) -> None:
    assert guess_layout(f"<h1>Pets</h1><p>Text</p>{html}").content


def test_guessing_ends_however_deep_the_page() -> None:
    html = "<h1>Pets</h1>" + "<div>" * 10_000 + "text"
    started = time.process_time()
    assert read_unknown_page(html, guess_layout(html))[-1].text == "text"
    assert time.process_time() - started < 30
