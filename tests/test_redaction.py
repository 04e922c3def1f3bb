"""Values that are withheld: gone from every file, not to be guessed, and the signature holds for all else."""

import base64
import gzip
import html
import json
import re
import shutil
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any, get_args, get_origin
from urllib.parse import quote, quote_plus

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonpointer import resolve_pointer
from pydantic import BaseModel
from signed_records import DIGEST, IMAGE, PERSON, PICTURE, TOKEN, edit, everything_in, record, write_run, write_signed

from asadvertised.cli.redacting import redact_record
from asadvertised.errors import ConfigurationError
from asadvertised.record.attesting.attest import attest
from asadvertised.record.attesting.check import check_attestation
from asadvertised.record.attesting.choosing import Chosen, Spot, Wanted, choose
from asadvertised.record.attesting.digests import Digests, Openings
from asadvertised.record.attesting.fields import FIELD, WITHHELD, fields_of
from asadvertised.record.attesting.files import attestation_of, openings_in, read_attestation, write_attestation
from asadvertised.record.attesting.keys import PrivateKey, make_pair, read_private
from asadvertised.record.attesting.leaves import (
    DEEPEST,
    NotPlain,
    json_leaves,
    leaves_of_address,
    leaves_of_body,
)
from asadvertised.record.attesting.salts import Salts, above, ways_to
from asadvertised.record.attesting.withhold import without, without_salts
from asadvertised.record.files import read_results, to_json
from asadvertised.record.model import Results
from asadvertised.report.har import har_json
from asadvertised.report.html import render_html
from asadvertised.target.masking import Mask

RECORD = to_json(record())
OPEN = {  # texts that say what was asked, how, and what came of it: nobody but the suite and its user writes them
    "/schema",
    "/summary/verdict",
    "/run/profile",
    "/run/shards/0",
    "/scenarios/0/seed",
    *(f"/scenarios/0/steps/0/observations/0/{name}" for name in ("agent", "act")),
    *(f"/run/versions/{name}" for name in ("asadvertised", "python", "pytest", "pytest_bdd")),
    *(f"/run/article/{name}" for name in ("name", "title", "publisher", "source", "locale", "page_sha256")),
    *(f"/sentences/0/{name}" for name in ("id", "section", "text", "scenarios/0")),
    *(f"/scenarios/0/{name}" for name in ("id", "feature", "name", "sentences/0", "capability", "sides/0/who")),
    *(f"/scenarios/0/{name}" for name in ("experiments/0/what", "steps/0/keyword", "steps/0/text", "seed")),
    *(f"/scenarios/0/steps/0/observations/0/{name}" for name in ("agent", "act")),
    *(f"/scenarios/0/steps/0/exchanges/0/{name}" for name in ("operation", "agent", "started", "request/method")),
    *(f"/scenarios/0/steps/0/exchanges/0/{side}/headers/0/name" for side in ("request", "response")),
    *(f"/drift/changes/0/{name}" for name in ("sentence", "old", "scenarios/0")),
    *(f"/boundaries/0/{name}" for name in ("says", "outlines/0")),
    *(f"/reviews/0/{name}" for name in ("kind", "old", "open/0", "cleared/0/id", "cleared/0/note")),
    *(f"/proof/{name}" for name in ("catalogue_sha256", "reason")),
    *(f"/proof/violations/0/{name}" for name in ("name", "sentence", "says")),
    *(f"/gate/{name}" for name in ("policy/file", "policy/table", "baseline/file", "rules/0/says", "rules/0/found")),
    *(f"/waivers/0/{name}" for name in ("sentence", "ticket", "observations/0", "why/0", "seen/0")),
}


@pytest.fixture(scope="module")
def key(tmp_path_factory: pytest.TempPathFactory) -> PrivateKey:
    file = tmp_path_factory.mktemp("keys") / "ours"
    make_pair(file)
    return read_private(file)


@pytest.fixture(scope="module")
def signed_once(tmp_path_factory: pytest.TempPathFactory, key: PrivateKey) -> Path:
    return write_signed(tmp_path_factory.mktemp("signed"), key).parent


@pytest.fixture
def signed(signed_once: Path, tmp_path: Path) -> Path:
    """Give a signed record in a folder of its own."""
    return Path(shutil.copytree(signed_once, tmp_path / "run")) / "results.json"


def spots() -> list[Spot]:
    """Give everything that can be withheld of the record."""
    fields = list(fields_of(RECORD))
    return [spot for one in fields for spot in (Spot(one), *(Spot(one, leaf) for leaf in one.leaves()))]


def take(file: Path, *chosen: Spot) -> None:
    """Withhold just these, whatever else says the same."""
    text, known = file.read_text(encoding="utf-8"), read_attestation(file)
    wanted = Chosen(chosen, len(chosen), Mask())
    file.write_text(without(text, wanted), encoding="utf-8")
    write_attestation(file, without_salts(known, file.read_text(encoding="utf-8"), wanted))


def test_there_is_something_of_every_kind_to_withhold() -> None:
    pointers = [spot.pointer for spot in spots()]
    assert len(pointers) == len(set(pointers)) > 80
    general = {re.sub(r"/\d+(?=/|$)", "/*", pointer) for pointer in pointers}
    steps = "/scenarios/*/steps/*"
    assert general >= {
        "/run/profile_text",
        "/drift/changes/*/new",
        "/scenarios/*/sides/*/sees/*",
        f"{steps}/pictures/*/about",
        f"{steps}/exchanges/*/request/url",
        f"{steps}/exchanges/*/request/url/path/*",
        f"{steps}/exchanges/*/request/url/query/*/token",
        f"{steps}/exchanges/*/request/body/*/token",
        f"{steps}/exchanges/*/response/body/who/a~1b~0c",
        f"{steps}/exchanges/*/response/headers/*/value",
    }


@pytest.mark.parametrize("spot", spots(), ids=lambda spot: spot.pointer)
def test_whatever_is_withheld_goes_and_the_rest_can_be_checked(signed: Path, key: PrivateKey, spot: Spot) -> None:
    take(signed, spot)
    attested = check_attestation(signed, key.public)
    assert attested.findings == ()
    assert [gone.pointer for gone in attested.withheld] == [spot.pointer]
    document = json.loads(signed.read_text(encoding="utf-8"))
    assert WITHHELD in resolve_pointer(document, spot.field.pointer)
    _assert_unguessable(signed, spot)
    _assert_the_rest_is_checked(signed, key, spot)


def _assert_the_rest_is_checked(signed: Path, key: PrivateKey, spot: Spot) -> None:
    """Change every field that is not withheld, one after the other."""
    text = signed.read_text(encoding="utf-8")
    others = [one for one in fields_of(text) if one.pointer != spot.field.pointer]
    assert len(others) > 40
    for one in others[:: len(others) // 2]:
        signed.write_text(f'{text[: one.start]}"other"{text[one.end :]}', encoding="utf-8")
        assert not check_attestation(signed, key.public).is_good, one.pointer
    signed.write_text(text, encoding="utf-8")


def _assert_unguessable(signed: Path, spot: Spot) -> None:
    """Try whatever is left beside the signature as a seed of each place on the way, and as the salt."""
    beside = read_attestation(signed).asadvertised
    left = openings_in(beside)
    assert spot.pointer not in left.salts.seeds
    assert left.salts.seed(spot.pointer) is None
    assert left.salts.own_salt(spot.pointer) is None
    way = [spot.pointer]
    while way[-1]:
        way.append(above(way[-1]))
    known = {*left.salts.seeds.values(), *left.salts.own.values()}
    assert known
    for seed in known:
        for place in way:
            guess = Digests(Openings(Salts({place: seed}, {spot.pointer: seed})))
            assert _digest(guess, spot).hex() != beside.withheld[spot.pointer]


def _digest(digests: Digests, spot: Spot) -> bytes:
    return digests.of_leaf(spot.field, spot.leaf) if spot.leaf else digests.of_field(spot.field)


def test_who_has_the_salts_can_guess_what_was_withheld_and_nobody_else(signed: Path) -> None:
    before = openings_in(read_attestation(signed).asadvertised)
    [spot] = [
        one for one in spots() if one.pointer.endswith("exchanges/0/response/body/on") and "scenarios/0" in one.pointer
    ]
    take(signed, spot)
    kept = read_attestation(signed).asadvertised.withheld[spot.pointer]
    assert _digest(Digests(before), spot).hex() == kept
    assert sha256(b"true").hexdigest() != kept


def test_all_can_be_withheld_together(signed: Path, key: PrivateKey) -> None:
    fields = [spot for spot in spots() if not spot.leaf]
    take(signed, *fields)
    attested = check_attestation(signed, key.public)
    assert attested.findings == ()
    assert len(attested.withheld) == len(fields) > 40
    beside = read_attestation(signed).asadvertised
    assert (beside.seeds, beside.salts) == ({}, {})
    results = read_results(signed)
    assert {header.value for exchange in _exchanges(results) for header in exchange.request.headers} == {WITHHELD}


def test_all_values_within_can_be_withheld_together_and_the_rest_after_them(signed: Path, key: PrivateKey) -> None:
    take(signed, *(spot for spot in spots() if spot.leaf))
    assert check_attestation(signed, key.public).is_good
    assert read_attestation(signed).asadvertised.salts
    withheld = read_attestation(signed).asadvertised.withheld
    text = signed.read_text(encoding="utf-8")
    take(signed, *(Spot(one) for one in fields_of(text) if one.pointer not in withheld))
    assert check_attestation(signed, key.public).is_good
    assert read_attestation(signed).asadvertised.seeds == {}


@settings(deadline=None, max_examples=20)
@given(st.randoms(use_true_random=False))
def test_in_whatever_order_things_are_withheld_the_same_is_left(
    tmp_path_factory: pytest.TempPathFactory, signed_once: Path, key: PrivateKey, random: Any
) -> None:
    chosen = random.sample([spot for spot in spots() if spot.leaf], 6)
    ways = []
    for together in (True, False):
        folder = Path(shutil.copytree(signed_once, tmp_path_factory.mktemp("order") / "run"))
        for part in [chosen] if together else [[spot] for spot in chosen]:
            names = [spot.pointer for spot in part]
            text = (folder / "results.json").read_text(encoding="utf-8")
            again = [
                spot for one in fields_of(text) for leaf in one.leaves() if (spot := Spot(one, leaf)).pointer in names
            ]
            take(folder / "results.json", *again)
        assert check_attestation(folder / "results.json", key.public).is_good
        ways.append(everything_in(folder))
    assert ways[0] == ways[1]


def _exchanges(results: Results) -> Iterator[Any]:
    for one in results.scenarios:
        for step in one.steps:
            yield from step.exchanges


def test_what_is_named_goes_wherever_else_it_is_said() -> None:
    """Name each place in turn: what stood there stands nowhere any more, if it is long and no word of the suite."""
    hunted = 0
    for spot in spots():
        chosen = choose(RECORD, Wanted((spot.pointer,)))
        redacted = without(RECORD, chosen)
        assert chosen.mask.known(redacted) == redacted
        assert to_json(Results.model_validate_json(redacted)) == redacted
        hunted += len(chosen.spots) > chosen.named
    assert hunted > 20


def words_of(folder: Path) -> str:
    """Give all that can be read in a folder: its files, and what is packed in the report."""
    texts = [body.decode("utf-8", "replace") for body in everything_in(folder).values()]
    packed = re.findall(r"H4sI[A-Za-z0-9+/=]{20,}", "".join(texts))
    assert packed
    return "".join([*texts, *(gzip.decompress(base64.b64decode(part)).decode() for part in packed)])


def redact(file: Path, *fields: str, values: tuple[str, ...] = (), **more: Any) -> Path:
    """Withhold as the command does, and give the copy's record."""
    out = more.pop("out", file.parent.with_name("out"))
    redact_record(file, Wanted(fields, values), more.pop("leave_out", ()), out, in_place=False)
    return Path(out) / file.name


@pytest.mark.parametrize("wanted", [Wanted(("token",)), Wanted((), (TOKEN,))], ids=["by name", "by value"])
def test_a_secret_is_in_no_file_of_the_copy(signed: Path, key: PrivateKey, wanted: Wanted) -> None:
    (signed.parent / "run.har").write_text(har_json(record()), encoding="utf-8")
    (signed.parent / "index.html").write_text(render_html(record()), encoding="utf-8")
    before = everything_in(signed.parent)
    assert TOKEN in words_of(signed.parent)
    copy = redact(signed, *wanted.fields, values=wanted.values)
    assert everything_in(signed.parent) == before
    assert TOKEN not in words_of(copy.parent)
    assert PERSON in words_of(copy.parent)
    assert {*everything_in(copy.parent)} == {*before} - {"run.har"}
    assert check_attestation(copy, key.public).is_good
    assert TOKEN not in har_json(read_results(copy))


def test_a_value_goes_in_every_way_that_it_is_written() -> None:
    secret = 'sec/ret "7" +x'
    forms = [
        secret,
        quote(secret, safe=""),
        quote_plus(secret),
        base64.b64encode(secret.encode()).decode(),
        html.escape(secret),
    ]
    bodies = [
        *forms,
        json.dumps({"a": {"deep": secret, "on": True}}),
        json.dumps({secret: 1, "on": True}),
        json.dumps([[secret]]),
    ]
    run = record()
    step = run.scenarios[0].steps[0]
    exchanges = tuple(
        step.exchanges[0].model_copy(update={"request": step.exchanges[0].request.model_copy(update={"body": body})})
        for body in bodies
    )
    told = run.scenarios[0].model_copy(update={"steps": (step.model_copy(update={"exchanges": exchanges}),)})
    redacted = without(
        text := to_json(run.model_copy(update={"scenarios": (told,)})), choose(text, Wanted((), (secret,)))
    )
    [scenario] = Results.model_validate_json(redacted).scenarios
    left = [exchange.request.body for exchange in scenario.steps[0].exchanges]
    assert all(secret not in body for body in left)
    assert left[: len(forms)] == [WITHHELD] * len(forms)
    assert left[len(forms) :] == ['{"a": {"deep": "[withheld]", "on": true}}', WITHHELD, '[["[withheld]"]]']


def test_what_the_suite_says_itself_is_no_secret_and_is_not_hunted() -> None:
    run = record()
    told = run.scenarios[1].model_copy(update={"seen": "somebody who is signed in"})
    text = to_json(run.model_copy(update={"scenarios": (run.scenarios[0], told, run.scenarios[2])}))
    chosen = choose(text, Wanted(("/scenarios/1/seen",)))
    assert [spot.pointer for spot in chosen.spots] == ["/scenarios/1/seen"]
    redacted = Results.model_validate_json(without(text, chosen))
    assert redacted.scenarios[1].seen == WITHHELD
    assert redacted.scenarios[0].steps[0].text == "somebody who is signed in"


REFUSED = {
    "a name that is not there": (Wanted(("X-Nothing",)), r"--field X-Nothing: is not in the record"),
    "one of two names": (Wanted(("token", "nothing")), r"--field nothing: is not in the record"),
    "a place that is not there": (Wanted(("/scenarios/7/seen",)), r"--field /scenarios/7/seen: is not in the record"),
    "a verdict": (
        Wanted(("/scenarios/1/outcome",)),
        r"says what was asked and what came of it, which is never withheld",
    ),
    "all of a scenario's steps' words": (Wanted(("/scenarios/0/name",)), r"never withheld"),
    "a short value": (Wanted((), ("no",)), r"--value: is a value of fewer than 8 letters"),
    "a value that is not there": (
        Wanted((), ("tok-0000000",)),
        r"--value: is a value that stands nowhere in the record",
    ),
    "a value that the suite says too": (
        Wanted((), ("one of two",)),
        r"--value: .* nowhere in the record where one can be",
    ),
    "nothing": (Wanted(), r"nothing is to be withheld"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_withheld_is_said_in_one_line_and_nothing_is_written(signed: Path, name: str) -> None:
    wanted, says = REFUSED[name]
    before = everything_in(signed.parent.parent)
    with pytest.raises(ConfigurationError, match=says) as caught:
        redact(signed, *wanted.fields, values=wanted.values)
    assert "\n" not in str(caught.value)
    assert not any(value in str(caught.value) for value in wanted.values if len(value) > 8)
    assert everything_in(signed.parent.parent) == before


def test_a_value_that_stands_in_the_verdict_too_cannot_go(signed: Path) -> None:
    edit(signed, lambda document: document["scenarios"][1].update(seen="somebody who is signed in"))
    attestation_of(signed).unlink()
    with pytest.raises(ConfigurationError, match=r"--value: stands also in .*, which says what was asked"):
        redact(signed, values=("somebody who is signed in",))


def test_a_name_means_headers_keys_and_parameters_and_a_pointer_all_that_is_below() -> None:
    def named(*names: str) -> set[str]:
        return {spot.pointer for spot in choose(RECORD, Wanted(names)).spots[: choose(RECORD, Wanted(names)).named]}

    assert len(named("content-type")) == len(named("Content-Type")) > 3
    assert {pointer.rpartition("/")[2] for pointer in named("who")} == {"note", "a~1b~0c"}
    assert named("page") == {
        f"/scenarios/{n}/steps/{s}/exchanges/0/request/url/query/1/page" for n, s in ((0, 1), (1, 0))
    }
    assert named("/scenarios/1/sides") == {"/scenarios/1/sides/0/sees/0", "/scenarios/1/sides/0/more/0"}
    assert named("/scenarios/0/steps/1/exchanges/0/response/body/offered") == {
        f"/scenarios/0/steps/1/exchanges/0/response/body/offered/{number}" for number in (0, 1)
    }


def test_a_record_that_is_not_signed_can_be_redacted_too(tmp_path: Path) -> None:
    copy = redact(write_run(tmp_path / "run"), "token")
    assert {*everything_in(copy.parent)} == {"results.json", "index.html", PICTURE, "page/page.html", "page/page.json"}
    assert TOKEN not in words_of(copy.parent)


def test_a_record_that_is_not_what_was_signed_is_not_redacted(signed: Path) -> None:
    edit(signed, lambda document: document["scenarios"][1].update(outcome="passed"))
    with pytest.raises(ConfigurationError, match="is not the record that the attestation beside it is of"):
        redact(signed, "token")
    assert not signed.parent.with_name("out").exists()


def test_what_is_withheld_twice_is_withheld_once(signed: Path, key: PrivateKey) -> None:
    once = redact(signed, "token", out=signed.parent.with_name("once"))
    with pytest.raises(ConfigurationError, match="--field token: is not in the record, or is withheld already"):
        redact(once, "token")
    twice = redact(once, "X-Request-Id", "person", out=signed.parent.with_name("twice"))
    attested = check_attestation(twice, key.public)
    assert attested.is_good
    kinds = {gone.kind for gone in attested.withheld}
    assert kinds >= {"body's token", "parameter token", "header X-Request-Id", "body's person", "address", "seen"}


def test_a_page_that_says_it_is_left_out_of_the_copy_and_that_is_told(
    tmp_path: Path, key: PrivateKey, capsys: pytest.CaptureFixture[str]
) -> None:
    file = write_run(tmp_path / "run")
    (file.parent / "page" / "page.html").write_text(f"<p>{TOKEN}</p>", encoding="utf-8")
    write_attestation(file, attest(file, key))
    copy = redact(file, "token")
    assert "Left out: page/page.html." in capsys.readouterr().out
    assert not (copy.parent / "page" / "page.html").exists()
    attested = check_attestation(copy, key.public)
    assert (attested.is_good, attested.left_out) == (True, ("page/page.html",))


def test_a_picture_can_be_left_out_and_others_are_named_as_they_may_show_it(
    signed: Path, key: PrivateKey, capsys: pytest.CaptureFixture[str]
) -> None:
    redact(signed, "token", out=signed.parent.with_name("all"))
    may_show_it = "Pictures and the page may still show it; look, and leave out with --without: "
    page = "page/page.html, page/page.json"
    assert f"{may_show_it}{page}, {PICTURE}.\n" in capsys.readouterr().out
    copy = redact(signed, leave_out=(PICTURE,))
    assert f"{may_show_it}{page}.\n" in capsys.readouterr().out
    assert not (copy.parent / PICTURE).exists()
    assert check_attestation(copy, key.public).left_out == (PICTURE,)
    with pytest.raises(ConfigurationError, match=r"--without index\.html: is no picture and no page"):
        redact(signed, leave_out=("index.html",), out=signed.parent.with_name("again"))


def test_in_place_nothing_that_can_be_read_still_holds_it(
    signed: Path, key: PrivateKey, capsys: pytest.CaptureFixture[str]
) -> None:
    har = signed.parent / "run.har"
    har.write_text(har_json(record()), encoding="utf-8")
    (signed.parent / "index.html").write_text(render_html(record()), encoding="utf-8")
    before = everything_in(signed.parent)
    with pytest.raises(ConfigurationError, match=r"run\.har: holds what is to be withheld"):
        redact_record(signed, Wanted(("token",)), (), None, in_place=True)
    assert everything_in(signed.parent) == before
    har.write_text("{}", encoding="utf-8")
    redact_record(signed, Wanted(("token",)), (PICTURE,), None, in_place=True)
    assert TOKEN not in words_of(signed.parent)
    assert base64.b64encode(IMAGE).decode() in render_html(record(), {DIGEST: IMAGE})
    assert base64.b64encode(IMAGE).decode() not in (signed.parent / "index.html").read_text(encoding="utf-8")
    assert not (signed.parent / PICTURE).exists()
    assert "Look yourself whether these still hold it: run.har." in capsys.readouterr().out
    assert check_attestation(signed, key.public).is_good


@pytest.mark.parametrize("name", ["sub/results.json", "sub/deeper/index.html"])
def test_in_place_a_folder_within_is_looked_into(signed: Path, name: str) -> None:
    other = signed.parent / name
    other.parent.mkdir(parents=True)
    other.write_text(signed.read_text(encoding="utf-8"), encoding="utf-8")
    (signed.parent / "sub" / "back").symlink_to(signed.parent)
    (signed.parent / "back").symlink_to(signed.parent)
    before = signed.read_bytes()
    with pytest.raises(ConfigurationError, match=f"{name}: holds what is to be withheld"):
        redact_record(signed, Wanted(("token",)), (), None, in_place=True)
    assert signed.read_bytes() == before
    other.unlink()
    redact_record(signed, Wanted(("token",)), (), None, in_place=True)
    assert TOKEN not in signed.read_text(encoding="utf-8")


def test_what_is_below_the_folder_is_named_where_a_copy_is_made(
    signed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (signed.parent / "sub").mkdir()
    redact(signed, "token")
    assert "Not copied: sub." in capsys.readouterr().out


def test_a_copy_goes_into_no_folder_that_has_something_in_it(signed: Path) -> None:
    with pytest.raises(ConfigurationError, match="is there already, and has something in it"):
        redact(signed, "token", out=signed.parent)
    with pytest.raises(ConfigurationError, match="a copy is not made in place"):
        redact_record(signed, Wanted(("token",)), (), signed.parent, in_place=True)


def test_every_text_of_a_record_can_be_withheld_or_is_known_to_say_what_was_found() -> None:
    """Decide, whenever the record gets a new text, whether a service or a page could say it."""
    texts = set(_texts(Results, ""))
    assert len(texts) > 80
    maskable = {text for text in texts if FIELD.fullmatch(text)}
    assert texts - maskable == OPEN
    assert len(maskable) == 31


def _texts(shape: Any, pointer: str) -> Iterator[str]:
    """Give where a record's shape has texts that are no digests, times or names of a fixed list."""
    if shape is str:
        yield pointer
    elif isinstance(shape, type) and issubclass(shape, BaseModel):
        for name, known in shape.model_fields.items():
            if not any(hasattr(one, "pattern") and one.pattern for one in known.metadata):
                yield from _texts(known.annotation, f"{pointer}/{known.alias or name}")
    else:
        items = "/0" if get_origin(shape) is tuple else ""
        for part in get_args(shape) if get_origin(shape) is not dict else ():
            yield from _texts(part, f"{pointer}{items}")


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    ),
    st.booleans(),
    st.sampled_from([None, 1]),
)
def test_the_values_of_json_are_found_where_they_stand(document: Any, ascii_only: bool, indent: int | None) -> None:
    text = json.dumps(document, ensure_ascii=ascii_only, indent=indent)
    leaves = list(json_leaves(text))
    assert [json.loads(text[leaf.start : leaf.end]) for leaf in leaves] == [
        resolve_pointer(document, leaf.pointer) for leaf in leaves
    ]
    assert len(leaves) == _count(document)
    assert len({leaf.pointer for leaf in leaves}) == len(leaves)


def _count(document: Any) -> int:
    if isinstance(document, dict | list):
        return sum(map(_count, document.values() if isinstance(document, dict) else document))
    return 1


BODIES = {
    "": [],
    "hello": [],
    "{": [],
    '{"a":1}x': [],
    '{"a":NaN}': [],
    '{"a":1,"a":2}': [],
    '{"a":1,"\\u0061":2}': [],
    '"a"': [],
    "[" * (DEEPEST + 1) + "]" * (DEEPEST + 1): [],
    "[" * 100_000: [],
    "{}": [],
    '{"a": {"b": [1, "x"]}}': ["1", '"x"'],
    '{"\\ud800": 1, "b": 2}': ["1", "2"],
    "a=1&b=&c=%20x": ["1", "", "%20x"],
    "a=1&b": [],
    "see https://example.org/?a=1": [],
    "[withheld]": [],
}


@pytest.mark.parametrize("body", BODIES)
def test_a_body_is_taken_apart_only_where_that_is_certain(body: str) -> None:
    assert [body[leaf.start : leaf.end] for leaf in leaves_of_body(body)] == BODIES[body]


ADDRESSES = {
    "http://a:1/b/c?d=e&f#g": ["b", "c", "e", "f", "g"],
    "http://a": [],
    "/b?c=": ["b", ""],
    "//a/b": ["b"],
    "?a=1&a=2": ["1", "2"],
    "http://a/?a[0]=[withheld]": ["[withheld]"],
    "\n": ["\n"],
}


@pytest.mark.parametrize("address", ADDRESSES)
def test_an_address_is_taken_apart_to_the_letter(address: str) -> None:
    leaves = leaves_of_address(address)
    assert [address[leaf.start : leaf.end] for leaf in leaves] == ADDRESSES[address]
    assert len({leaf.pointer for leaf in leaves}) == len(leaves)


def test_a_record_that_says_something_twice_is_not_taken_apart() -> None:
    with pytest.raises(NotPlain):
        list(json_leaves('{"a": {"b": 1, "b": 2}}'))


names = st.sampled_from(["a", "b", "c", ""])
places = st.lists(st.lists(names, min_size=1, max_size=4).map(lambda parts: "".join(f"/{part}" for part in parts)))


@given(places, st.data())
def test_what_is_left_of_the_salts_tells_those_that_are_kept_and_no_other(
    found: list[str], data: st.DataObject
) -> None:
    ends = {place for place in found if not any(other.startswith(f"{place}/") for other in found)}
    withheld = set(data.draw(st.lists(st.sampled_from(sorted(ends)), unique=True))) if ends else set()
    whole = Salts.new()
    left = whole.without(withheld, ends - withheld)
    again = Salts(dict(left.seeds), dict(left.own))
    assert {place: again.seed(place) for place in ends - withheld} == {
        place: whole.seed(place) for place in ends - withheld
    }
    assert [again.seed(place) or again.own_salt(place) for place in withheld] == [None] * len(withheld)
    assert not {*left.seeds.values()} & {whole.seed(place) for place in ways_to(withheld)}
    assert again.without(withheld, ends - withheld) == left
    assert len({whole.seed(place) for place in ways_to(ends)}) == len(ways_to(ends))
