"""A translation held against its original: a faithful one is quiet, whatever is dropped or changed is told."""

import re
import time
from collections.abc import Sequence
from dataclasses import replace

import pytest
from renderings import ARTICLE, page

from asadvertised.article.change import ChangeKind, Signal
from asadvertised.article.difference import Difference
from asadvertised.article.model import Kind, Link
from asadvertised.article.passage import Passage, passages_of
from asadvertised.article.reading import read_page
from asadvertised.article.translating import compare_translation
from asadvertised.article.translating.languages import language
from asadvertised.article.translating.marks import same_in_any_language
from asadvertised.article.translating.numbers import numbers_of
from asadvertised.article.translating.regions import regions_of

# A line is a block, "|" parts its sentences; "#" is a heading, "!" a panel's, "1." a step, "(" a link after its words.
ENGLISH = """\
# Your tide tables
Harbour shows you a table for each place that you follow. | We update it every 6 hours, and 1,440 places are covered.
If you are under the age of 16 or live in Switzerland, we do not share your boat's position with other people. | \
In Germany and France, the age is 18.
We keep old tables for two years. | They take up 2.5 GB at most. | After that, they are deleted.
## How to follow a place
!Web
1. Log in to Harbour
1. Click the menu at the top
1. Select Places, then click Add a place
1. Enter a name of up to 40 letters
1. Save your changes
!iOS
1. Open the app on your iPhone
1. Tap your picture
1. Tap Places and add one
On devices with iOS 14.5 or above, the app asks you first. | You can change your answer at any time.
## What other services see
Weather services may receive the name of your place. | They never receive your e-mail address. | \
You can read more in our policy(https://help.harbour.example/en/policy).
Visit optout.tides.org to say no to all of them. | Your choice holds for this browser only. | \
If you clear your cookies, you need to choose again.
About 75% of all people leave this on."""
GERMAN = """\
# Ihre Gezeitentafeln
Harbour zeigt Ihnen eine Tafel für jeden Ort, dem Sie folgen. | Wir aktualisieren sie alle 6 Stunden, und 1.440 Orte \
sind abgedeckt.
Wenn Sie jünger als 16 Jahre sind oder in der Schweiz leben, geben wir die Position Ihres Bootes nicht an andere \
Personen weiter. | In Deutschland und Frankreich liegt das Alter bei 18 Jahren.
Wir bewahren alte Tafeln zwei Jahre lang auf. | Sie belegen höchstens 2,5 GB. | Danach werden sie gelöscht.
## So folgen Sie einem Ort
!Web
1. Melden Sie sich bei Harbour an
1. Klicken Sie oben auf das Menü
1. Wählen Sie „Orte“ aus und klicken Sie dann auf „Ort hinzufügen“
1. Geben Sie einen Namen mit bis zu 40 Buchstaben ein
1. Speichern Sie Ihre Änderungen
!iOS
1. Öffnen Sie die App auf Ihrem iPhone
1. Tippen Sie auf Ihr Bild
1. Tippen Sie auf „Orte“ und fügen Sie einen hinzu
Auf Geräten mit iOS 14.5 oder höher fragt die App Sie zuerst. | Sie können Ihre Antwort jederzeit ändern.
## Was andere Dienste sehen
Wetterdienste können den Namen Ihres Ortes erhalten. | Ihre E-Mail-Adresse erhalten sie nie. | \
Mehr darüber lesen Sie in unserer Richtlinie(https://help.harbour.example/de/policy?hl=de).
Besuchen Sie optout.tides.org, um alle abzulehnen. | Ihre Wahl gilt nur für diesen Browser. | \
Wenn Sie Ihre Cookies löschen, müssen Sie erneut wählen.
Etwa 75 % aller Personen lassen dies eingeschaltet."""
SPANISH = """\
# Sus tablas de mareas
Harbour le muestra una tabla para cada lugar que sigue. | La actualizamos cada 6 horas y abarca 1.440 lugares.
Si tiene menos de 16 años o vive en Suiza, no compartimos la posición de su barco con otras personas. | \
En Alemania y Francia, la edad es de 18 años.
Guardamos las tablas antiguas durante dos años. | Ocupan 2,5 GB como máximo. | Después, se eliminan.
## Cómo seguir un lugar
!Web
1. Inicie sesión en Harbour
1. Haga clic en el menú de la parte superior
1. Seleccione Lugares y haga clic en Añadir un lugar
1. Escriba un nombre de hasta 40 letras
1. Guarde los cambios
!iOS
1. Abra la aplicación en su iPhone
1. Toque su foto
1. Toque Lugares y añada uno
En los dispositivos con iOS 14.5 o posterior, la aplicación le pregunta antes. | Puede cambiar su respuesta en \
cualquier momento.
## Qué ven otros servicios
Los servicios meteorológicos pueden recibir el nombre de su lugar. | Nunca reciben su dirección de correo. | \
Puede leer más en nuestra política(https://help.harbour.example/es/policy).
Visite optout.tides.org para rechazarlos todos. | Su elección solo es válida para este navegador. | \
Si borra las cookies, tendrá que elegir de nuevo.
Alrededor del 75 % de las personas lo deja activado."""
TRANSLATIONS = {"de": GERMAN, "es-419": SPANISH}
LINK = re.compile(r"(\w+)\((http[^)]*)\)")


def text_of(source: str) -> list[Passage]:
    found: list[Passage] = []
    section, panel, step = "", "", 0
    for block, line in enumerate(source.splitlines(), start=1):
        words = line.lstrip("#!").removeprefix("1. ").strip()
        heading = line[0] in "#!"
        panel = words if line[0] == "!" else "" if line[0] == "#" or not line.startswith("1.") else panel
        section = words if heading else section
        step = step + 1 if line.startswith("1.") else 0
        kind = Kind.HEADING if heading else Kind.STEP if step else Kind.PARAGRAPH
        level = (3 if line[0] == "!" else line.count("#")) if heading else 0
        for sentence in words.split(" | "):
            links = tuple(Link(text=text, href=href) for text, href in LINK.findall(sentence))
            plain = LINK.sub(r"\1", sentence)
            found.append(Passage(plain, section, heading, kind, level, panel, step, block, links))
    return found


def told(locale: str, new: Sequence[Passage]) -> tuple[Difference, ...]:
    return compare_translation(text_of(ENGLISH), new, locale)


def changed(locale: str, old: str, new: str) -> tuple[Difference, ...]:
    assert old in TRANSLATIONS[locale]
    return told(locale, text_of(TRANSLATIONS[locale].replace(old, new, 1)))


@pytest.mark.parametrize("locale", TRANSLATIONS)
def test_a_faithful_translation_is_quiet(locale: str) -> None:
    assert told(locale, text_of(TRANSLATIONS[locale])) == ()


def test_the_page_itself_is_its_own_faithful_translation() -> None:
    read_ = read_page(page(), ARTICLE.page, ARTICLE)
    assert any(link.href for passage in read_ for link in passage.links)
    assert compare_translation(passages_of(ARTICLE), read_, "en") == ()


def test_a_link_is_new_only_in_a_block_whose_own_links_are_known() -> None:
    known, unknown = Link(text="policy", href="https://a.invalid/p"), Link(text="here")
    new = [Passage("Lesen Sie hier die Richtlinie.", block=1, links=(known,))]
    old = Passage("Read the policy here.", block=1)
    assert compare_translation([replace(old, links=(unknown,))], new, "de") == ()
    [found] = compare_translation([old], new, "de")
    assert (found.signals, found.why) == ((Signal.LINK,), ("the link to a.invalid/p is only in the translation",))


def test_a_translation_in_plain_text_has_lost_no_link() -> None:
    new = text_of(GERMAN)
    [found] = told("de", [replace(one, links=()) for one in new])
    assert found.signals == (Signal.LINK,)
    assert told("de", [replace(one, links=(), bare=True) for one in new]) == ()


@pytest.mark.parametrize("locale", TRANSLATIONS)
def test_each_dropped_sentence_is_told(locale: str) -> None:
    new = text_of(TRANSLATIONS[locale])
    assert len(new) > 25
    missed, misnamed = [], 0
    for number, passage in enumerate(new):
        removed = [d for d in told(locale, new[:number] + new[number + 1 :]) if d.kind is ChangeKind.REMOVED]
        missed += [] if removed else [passage.text]
        misnamed += bool(removed) and all(abs(d.old[0] - number) > 1 for d in removed)
    assert len(missed) / len(new) <= 0.05, missed
    assert misnamed / len(new) <= 0.1


@pytest.mark.parametrize("locale", TRANSLATIONS)
def test_each_changed_number_is_told(locale: str) -> None:
    new, tried = text_of(TRANSLATIONS[locale]), 0
    for number, passage in enumerate(new):
        for digits in re.finditer(r"\d+", passage.text):
            text = f"{passage.text[: digits.start()]}{int(digits[0]) + 1}{passage.text[digits.end() :]}"
            found = told(locale, [*new[:number], replace(passage, text=text), *new[number + 1 :]])
            assert [(d.kind, d.new, d.signals) for d in found] == [
                (ChangeKind.SUBSTANTIVE, (number,), (Signal.NUMBER,)),
            ], text
            tried += 1
    assert tried >= 10


@pytest.mark.parametrize(
    ("locale", "old", "new", "signal"),
    [
        ("de", "zwei Jahre", "drei Jahre", Signal.NUMBER),
        ("de", "zwei Jahre", "3 Jahre", Signal.NUMBER),
        ("de", "2,5 GB", "25 GB", Signal.NUMBER),
        ("de", "Schweiz", "Türkei und Österreich", Signal.REGION),
        ("de", "Deutschland und Frankreich", "Deutschland", Signal.REGION),
        ("de", "Deutschland und Frankreich", "Deutschland, Polen und Frankreich", Signal.REGION),
        ("de", "Bootes nicht an", "Bootes an", Signal.NEGATION),
        ("de", "erhalten sie nie", "erhalten sie", Signal.NEGATION),
        ("de", "können den Namen Ihres Ortes erhalten", "erhalten den Namen Ihres Ortes nicht", Signal.NEGATION),
        ("de", "/de/policy?hl=de", "/de/cookies", Signal.LINK),
        ("de", "optout.tides.org", "tides.org", Signal.LINK),
        ("de", "Geräten mit iOS 14.5", "Geräten mit Harbour 14.5", Signal.LABEL),
        ("es-419", "dos años", "tres años", Signal.NUMBER),
        ("es-419", "Suiza", "Noruega", Signal.REGION),
        ("es-419", "no compartimos", "compartimos", Signal.NEGATION),
        ("es-419", "Nunca reciben", "Reciben", Signal.NEGATION),
        ("es-419", "75 %", "57 %", Signal.NUMBER),
    ],
)
def test_what_says_another_thing_is_told_with_its_signal(locale: str, old: str, new: str, signal: Signal) -> None:
    [found] = changed(locale, old, new)
    assert found.kind is ChangeKind.SUBSTANTIVE
    assert found.signals == (signal,)
    assert found.why
    assert (
        new.rsplit(maxsplit=1)[-1] in text_of(TRANSLATIONS[locale].replace(old, new, 1))[found.new[0]].text
        or "link" in signal
    )


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("1.440 Orte", "1 440 Orte"),
        ("alle 6 Stunden", "alle sechs Stunden"),
        ("zwei Jahre lang", "2 Jahre lang"),
        ("iOS 14.5", "iOS 14,5"),
        ("GB. | Danach", "GB; danach"),
        ("leben, geben", "wohnen, geben"),
        ("erhalten sie nie", "bekommen sie niemals"),
        ("In Deutschland", "Innerhalb Deutschlands"),
        ("https://help.harbour.example/de/policy?hl=de", "https://de.help.harbour.example/policy/"),
    ],
)
def test_what_a_translator_may_choose_is_quiet(old: str, new: str) -> None:
    assert changed("de", old, new) == ()


def test_a_number_in_words_does_not_hide_one_in_digits() -> None:
    old = [Passage("WPA2 is the safest of the three, so use WPA2.", block=1)]
    new = [Passage("WPA3 é a mais segura das três, por isso use WPA2.", block=1)]
    assert [d.signals for d in compare_translation(old, new, "pt-BR")] == [(Signal.NUMBER,)]


def test_an_article_does_not_stand_for_a_digit_that_was_changed() -> None:
    old, new = [Passage("Print page 1 of a copy.", block=1)], [Passage("Drucken Sie Seite 2 einer Kopie.", block=1)]
    assert [d.signals for d in compare_translation(old, new, "de")] == [(Signal.NUMBER,)]
    same = [Passage("Drucken Sie Seite 1 einer Kopie.", block=1)]
    assert compare_translation(old, same, "de") == ()


def test_steps_that_changed_places_are_told() -> None:
    lines = GERMAN.splitlines()
    one, other = (
        next(n for n, line in enumerate(lines) if word in line) for word in ("bei Harbour an", "40 Buchstaben")
    )
    lines[one], lines[other] = lines[other], lines[one]
    found = told("de", text_of("\n".join(lines)))
    assert [(d.kind, d.signals) for d in found] == [(ChangeKind.MOVED, (Signal.ORDER,))] * 2


def test_a_panel_or_a_section_that_is_gone_is_told_whole() -> None:
    whole = text_of(GERMAN)
    panel = [p for p in whole if p.panel == "iOS"]
    assert len(panel) == 4
    found = told("de", [p for p in whole if p.panel != "iOS"])
    assert {text_of(ENGLISH)[d.old[0]].text for d in found if d.kind is ChangeKind.REMOVED} >= {
        "iOS",
        "Tap your picture",
    }


def test_a_heading_of_another_level_and_a_sentence_too_many_are_told() -> None:
    [level] = changed("de", "## Was andere", "### Was andere")
    assert level.signals == (Signal.ORDER,)
    extra = "Außerdem verkaufen wir alle Ihre Daten an den Mond und an die Sterne, und zwar jeden Tag."
    added = changed("de", "Etwa 75 %", f"{extra}\nEtwa 75 %")
    assert [d.kind for d in added] == [ChangeKind.ADDED]


def test_of_a_language_that_nobody_knows_only_what_is_certain_is_told() -> None:
    new = text_of(GERMAN)
    assert told("tlh", new) == told("", new) == ()
    assert told("tlh", text_of(GERMAN.replace("16", "17")))


@pytest.mark.parametrize("locale", ["de", "fr", "ja", "xx", ""])
def test_nothing_against_something_is_all_gone_or_all_new(locale: str) -> None:
    whole = text_of(ENGLISH)
    assert compare_translation([], [], locale) == ()
    gone = compare_translation(whole, [], locale)
    come = compare_translation([], whole, locale)
    assert {d.kind for d in gone} == {ChangeKind.REMOVED}
    assert {d.kind for d in come} == {ChangeKind.ADDED}
    assert sorted(i for d in gone for i in d.old) == sorted(j for d in come for j in d.new) == list(range(len(whole)))


def test_readings_that_tell_of_no_blocks_are_compared_too() -> None:
    new = [replace(passage, block=0, kind=Kind.PARAGRAPH, level=0, panel="") for passage in text_of(GERMAN)]
    assert told("de", new) == ()
    assert told("de", new[:5] + new[6:])


def test_a_long_text_is_compared_in_bounded_time() -> None:
    old, new = ([replace(p, block=p.block + 100 * n) for n in range(20) for p in text_of(s)] for s in (ENGLISH, GERMAN))
    started = time.process_time()
    assert compare_translation(old, new, "de") == ()
    assert time.process_time() - started < 10


@pytest.mark.parametrize(
    ("locale", "text", "values"),
    [
        ("en", "1,000 of 2.5 GB, v1.24.3, 192.168.1.42", ["1000", "2.5", "1.24.3", "192.168.1.42"]),
        ("de", "1.000 von 2,5 GB am 05.03.2024", ["1000", "2.5", "5", "3", "2024"]),
        ("fr", "10\u202f000 et dix-huit", ["10000", "18"]),
        ("ar", "\u0661\u0662", ["12"]),
        ("pt-BR", "duas vezes, 1,3,5", ["1", "3", "5", "2"]),
        ("nl", "MP3 en twaalf", ["3", "12"]),
    ],
)
def test_numbers_are_read_as_each_language_writes_them(locale: str, text: str, values: list[str]) -> None:
    assert [min(number.readings, key=len) for number in numbers_of(text, language(locale))] == values


@pytest.mark.parametrize(
    ("locale", "text", "codes"),
    [
        ("en", "the EEA, United Kingdom, or Switzerland", {"EEA", "GB", "CH"}),
        ("de", "im EWR, im Vereinigten Königreich oder in der Schweiz", {"EEA", "GB", "CH"}),
        ("fr", "dans l’EEE, au Royaume-Uni ou en Suisse", {"EEA", "GB", "CH"}),
        ("it", "negli USA, in Nigeria e nel Niger", {"US", "NG", "NE"}),
        ("en", "Turkey for dinner", set()),
    ],
)
def test_regions_are_known_by_their_names(locale: str, text: str, codes: set[str]) -> None:
    assert set(regions_of(text, locale)) == codes


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://help.example/en/a", "https://help.example/pt-br/a/"),
        ("https://help.example/a?hl=en&x=1", "https://help.example/a?x=1&hl=fr"),
        ("https://en.help.example/a", "https://www.help.example/a"),
    ],
)
def test_addresses_are_the_same_in_any_language(one: str, other: str) -> None:
    assert same_in_any_language(one) == same_in_any_language(other)
    assert same_in_any_language(one) != same_in_any_language(f"{other.split('?', maxsplit=1)[0].rstrip('/')}b")
