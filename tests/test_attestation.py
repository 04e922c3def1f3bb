"""A signed record: no change of it goes unseen, and whoever checks it is told where it was made."""

import base64
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import rfc8785
from hypothesis import assume, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from signed_records import (
    HTML,
    PICTURE,
    SETTINGS,
    TOKEN,
    Change,
    edit,
    edit_attestation,
    everything_in,
    record,
    write_signed,
)

from asadvertised.cli.verify import check_signature
from asadvertised.errors import ConfigurationError
from asadvertised.record.attesting.attest import attest, outline_digest
from asadvertised.record.attesting.check import check_attestation
from asadvertised.record.attesting.choosing import Wanted, choose
from asadvertised.record.attesting.digests import Openings, framed
from asadvertised.record.attesting.envelope import decoded, encoded, pae, signature_of
from asadvertised.record.attesting.files import attestation_of, openings_in, read_attestation, write_attestation
from asadvertised.record.attesting.flaws import Attested, Flaw
from asadvertised.record.attesting.keys import PrivateKey, make_pair, read_private, read_public
from asadvertised.record.attesting.model import Attestation
from asadvertised.record.attesting.salts import Salts
from asadvertised.record.attesting.skeleton import skeleton_of
from asadvertised.record.attesting.withhold import without, without_salts
from asadvertised.record.model import Results

Tampering = Callable[[Path], object]
ANOTHER = "ab" * 32


@pytest.fixture(scope="module")
def keys(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a folder with a key that signs, another one, and their public halves."""
    folder = tmp_path_factory.mktemp("keys")
    make_pair(folder / "ours")
    make_pair(folder / "theirs")
    return folder


@pytest.fixture(scope="module")
def key(keys: Path) -> PrivateKey:
    return read_private(keys / "ours")


@pytest.fixture(scope="module")
def signed_once(tmp_path_factory: pytest.TempPathFactory, key: PrivateKey) -> Path:
    return write_signed(tmp_path_factory.mktemp("signed"), key).parent


@pytest.fixture
def signed(signed_once: Path, tmp_path: Path) -> Path:
    """Give a signed record in a folder of its own."""
    return Path(shutil.copytree(signed_once, tmp_path / "run")) / "results.json"


def withhold(file: Path, *fields: str) -> None:
    """Withhold values of a record where it lies."""
    text = file.read_text(encoding="utf-8")
    known = read_attestation(file)
    chosen = choose(text, Wanted(fields), known.asadvertised.withheld)
    file.write_text(without(text, chosen), encoding="utf-8")
    write_attestation(file, without_salts(known, file.read_text(encoding="utf-8"), chosen))


def test_what_was_signed_is_told_to_be(
    signed: Path, key: PrivateKey, keys: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    attested = check_attestation(signed, key.public)
    assert attested.findings == ()
    assert attested.statement
    names = [subject.name for subject in attested.statement.subject]
    assert names == ["results.json", "page/page.html", "page/page.json", PICTURE]
    assert attested.statement.predicate.run.exit_code == record().run.exit_code == 1
    assert check_signature(signed, keys / "ours.pub") == 0
    said = capsys.readouterr().out
    assert said.startswith("The record is what was signed.\n")
    assert key.public.id in said


def test_the_statement_is_canonical_and_in_an_envelope_as_the_sources_have_it(signed: Path) -> None:
    file = json.loads(attestation_of(signed).read_text(encoding="utf-8"))
    payload = base64.b64decode(file["payload"])
    statement = json.loads(payload)
    assert rfc8785.dumps(statement) == payload
    assert (file["payloadType"], statement["_type"]) == (
        "application/vnd.in-toto+json",
        "https://in-toto.io/Statement/v1",
    )
    assert statement["predicateType"] == "https://asadvertised.example/attestation/record/v1"
    assert pae("http://example.com/HelloWorld", b"hello world") == (
        b"DSSEv1 29 http://example.com/HelloWorld 11 hello world"  # the example of the protocol
    )


def scenarios(change: Change) -> Tampering:
    return lambda file: edit(file, lambda document: change(document["scenarios"]))


def exchanges(change: Change) -> Tampering:
    return scenarios(lambda all_of: change(all_of[0]["steps"][0]["exchanges"]))


def settings(old: str, new: str) -> Tampering:
    """Change the body in which the service told the settings."""
    assert SETTINGS.count(old) == 1

    def told(all_of: Any) -> None:
        answer = all_of[0]["steps"][1]["exchanges"][0]["response"]
        answer["body"] = answer["body"].replace(old, new)

    return scenarios(told)


def letters(old: str, new: str) -> Tampering:
    """Change how the file is written."""

    def write(file: Path) -> None:
        text = file.read_text(encoding="utf-8")
        assert old in text
        file.write_text(text.replace(old, new, 1), encoding="utf-8")

    return write


def swap(items: list[Any]) -> None:
    items[0], items[1] = items[1], items[0]


def put(*path: str | int, value: Any) -> Tampering:
    """Say something else at a place of the record."""

    def change(document: Any) -> None:
        for name in path[:-1]:
            document = document[name]
        assert document[path[-1]] != value
        document[path[-1]] = value

    return lambda file: edit(file, change)


FIRST = ("scenarios", 0, "steps", 0, "exchanges", 0)
LOOK = ("scenarios", 0, "steps", 1, "exchanges", 0)
IN_THE_RECORD: dict[str, tuple[Tampering, Flaw]] = {
    "a byte of the file": (letters("one of two", "one or two"), Flaw.RECORD),
    "an outcome": (put("scenarios", 1, "outcome", value="passed"), Flaw.RECORD),
    "a sentence's outcome": (put("sentences", 1, "outcome", value="passed"), Flaw.RECORD),
    "a sentence's words": (put("sentences", 0, "text", value="Words of b."), Flaw.RECORD),
    "an exchange dropped": (exchanges(lambda items: items.pop(0)), Flaw.RECORD),
    "an exchange added": (exchanges(lambda items: items.append(items[0])), Flaw.RECORD),
    "two exchanges swapped": (exchanges(swap), Flaw.RECORD),
    "two scenarios swapped": (scenarios(swap), Flaw.RECORD),
    "a scenario dropped": (scenarios(lambda items: items.pop()), Flaw.RECORD),
    "a step dropped": (scenarios(lambda items: items[0]["steps"].pop()), Flaw.RECORD),
    "a step's words": (put("scenarios", 0, "steps", 0, "text", value="nobody"), Flaw.RECORD),
    "a scenario's name": (put("scenarios", 0, "name", value="another"), Flaw.RECORD),
    "a summary's count": (put("summary", "sentences", "failed", value=0), Flaw.CLAIM),
    "the verdict": (put("summary", "verdict", value="Every promise that was asked is kept."), Flaw.CLAIM),
    "the exit code": (put("run", "exit_code", value=0), Flaw.CLAIM),
    "the gate's exit code": (put("gate", "exit_code", value=0), Flaw.RECORD),
    "when it ended": (put("run", "finished", value="2026-05-01T00:00:02+00:00"), Flaw.CLAIM),
    "the suite's digest": (put("run", "suite_sha256", value=ANOTHER), Flaw.CLAIM),
    "the run's id": (put("run", "id", value="1" * 32), Flaw.ANOTHER_RUN),
    "the target": (put("run", "target", value="http://now"), Flaw.RECORD),
    "the profile": (put("run", "profile_text", value=""), Flaw.RECORD),
    "a method": (put(*FIRST, "request", "method", value="GET"), Flaw.RECORD),
    "a status": (put(*FIRST, "response", "status", value=500), Flaw.RECORD),
    "an answer gone": (put(*FIRST, "response", value=None), Flaw.RECORD),
    "a fault": (put("scenarios", 0, "steps", 0, "exchanges", 1, "fault", value=""), Flaw.RECORD),
    "a header's name": (put(*FIRST, "response", "headers", 0, "name", value="X-Type"), Flaw.RECORD),
    "a header's value": (put(*FIRST, "response", "headers", 0, "value", value="text/html"), Flaw.RECORD),
    "a header dropped": (exchanges(lambda items: items[0]["response"]["headers"].pop()), Flaw.RECORD),
    "two headers swapped": (exchanges(lambda items: swap(items[0]["response"]["headers"])), Flaw.RECORD),
    "an address's path": (put(*FIRST, "request", "url", value="http://127.0.0.1:8000/sign-out"), Flaw.RECORD),
    "an address's query": (
        exchanges(lambda items: items[0]["request"].update(url=items[0]["request"]["url"] + "?a=1")),
        Flaw.RECORD,
    ),
    "a form's value": (put(*FIRST, "request", "body", value=f"name=bob&token={TOKEN}&empty="), Flaw.RECORD),
    "a body's text": (
        put("scenarios", 0, "steps", 1, "exchanges", 1, "response", "body", value=HTML.upper()),
        Flaw.RECORD,
    ),
    "a body gone": (put(*LOOK, "response", "body", value=""), Flaw.RECORD),
    "a body's leaf": (settings("true", "false"), Flaw.RECORD),
    "a body's key": (settings('"on"', '"off"'), Flaw.RECORD),
    "the order of a body's keys": (settings('"on": true, "age": 16', '"age": 16, "on": true'), Flaw.RECORD),
    "a body's white space": (settings('"on": true', '"on":true'), Flaw.RECORD),
    "a body's number, written otherwise": (settings("1.0", "1"), Flaw.RECORD),
    "a body's letter, written otherwise": (settings("\\u00e9", "é"), Flaw.RECORD),
    "a body's list, in another order": (
        settings('"personalization", "sharing"', '"sharing", "personalization"'),
        Flaw.RECORD,
    ),
    "a body's key, twice": (settings('"on": true', '"on": false, "on": true'), Flaw.RECORD),
    "what was seen": (put("scenarios", 1, "seen", value="nothing"), Flaw.RECORD),
    "what somebody sees": (put("scenarios", 1, "sides", 0, "sees", value=[]), Flaw.RECORD),
    "a reason": (put("scenarios", 2, "reason", value="it was late"), Flaw.RECORD),
    "what a picture shows": (put("scenarios", 0, "steps", 1, "pictures", 0, "about", value="Home"), Flaw.RECORD),
    "a change of the text": (put("drift", "changes", value=[]), Flaw.RECORD),
    "a number of the record, written otherwise": (letters('"duration_s": 1.0', '"duration_s": 1'), Flaw.RECORD),
    "a letter of the record, written otherwise": (letters('"one of two"', '"\\u006fne of two"'), Flaw.WRITING),
    "a letter of a value, written otherwise": (letters('"request-0001"', '"\\u0072equest-0001"'), Flaw.WRITING),
    "white space": (letters('"run": {', '"run":  {'), Flaw.WRITING),
    "the end of the last line": (lambda file: file.write_bytes(file.read_bytes().rstrip()), Flaw.WRITING),
    "a key of the record, twice": (letters('"exit_code": 1', '"exit_code": 0,\n  "exit_code": 1'), Flaw.WRITING),
    "the order of the record's keys": (
        letters(
            '"keyword": "Given",\n     "text": "somebody who is signed in"',
            '"text": "somebody who is signed in",\n     "keyword": "Given"',
        ),
        Flaw.RECORD,
    ),
    "what is no record": (lambda file: file.write_text("{}", encoding="utf-8"), Flaw.RECORD),
    "what is no text": (lambda file: file.write_bytes(b"\xff" + file.read_bytes()), Flaw.RECORD),
    "a mark where nothing was withheld": (
        put(*FIRST, "response", "headers", 1, "value", value="[withheld]"),
        Flaw.WITHHELD,
    ),
    "a mark in a body where nothing was withheld": (settings("true", '"[withheld]"'), Flaw.WITHHELD),
    "a mark for a whole body": (put(*LOOK, "response", "body", value="[withheld]"), Flaw.WITHHELD),
}


@pytest.mark.parametrize("name", IN_THE_RECORD)
def test_a_change_of_the_record_is_seen(
    name: str, signed: Path, keys: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    tamper, flaw = IN_THE_RECORD[name]
    _is_seen(signed, tamper, flaw, keys, capsys)


def _is_seen(signed: Path, tamper: Tampering, flaw: Flaw, keys: Path, capsys: pytest.CaptureFixture[str]) -> Attested:
    before = everything_in(signed.parent)
    tamper(signed)
    assert everything_in(signed.parent) != before
    attested = check_attestation(signed, read_public(keys / "ours.pub"))
    assert flaw in {finding.flaw for finding in attested.findings}, attested.findings
    assert check_signature(signed, keys / "ours.pub") == 1
    said = capsys.readouterr().out
    assert said.startswith("The record is not what was signed:\n- ")
    assert len(said.splitlines()) == 1 + len(attested.findings)
    return attested


def attestation(change: Change) -> Tampering:
    return lambda file: edit_attestation(file, change)


def signature(**known: str) -> Tampering:
    return attestation(lambda document: document["signatures"][0].update(known))


def beside(change: Change) -> Tampering:
    """Change what goes with the signature, and is not signed."""
    return attestation(lambda document: change(document["asadvertised"]))


def statement(change: Change) -> Tampering:
    """Change what the payload says, and leave the signature as it is."""

    def say(document: Any) -> None:
        said = json.loads(base64.b64decode(document["payload"]))
        change(said)
        document["payload"] = base64.b64encode(rfc8785.dumps(said)).decode()

    return attestation(say)


def signed_of_another_run(file: Path) -> None:
    """Put the signature of another run of the same suite beside the record."""
    other = record()
    other = other.model_copy(update={"run": other.run.model_copy(update={"id": "2" * 32})})
    _lay_beside(file, other)


def signed_of_a_kinder_record(file: Path) -> None:
    """Put the signature of the same run beside the record, made when it said something else."""
    other = record()
    other = other.model_copy(update={"summary": other.summary.model_copy(update={"verdict": "All is well."})})
    _lay_beside(file, other)


def _lay_beside(file: Path, other: Results) -> None:
    folder = file.parent.with_name("other")
    key = read_private(file.parent.with_name("key"))
    shutil.copy(attestation_of(write_signed(folder, key, other)), attestation_of(file))


def signed_by_another(file: Path) -> None:
    attestation_of(file).unlink()
    make_pair(theirs := file.parent.with_name("theirs"))
    write_attestation(file, attest(file, read_private(theirs)))


def one_more_byte(name: str) -> Tampering:
    return lambda file: (file.parent / name).write_bytes((file.parent / name).read_bytes() + b" ")


def withheld_first(*fields: str, then: Tampering) -> Tampering:
    """Withhold something, as anybody may, and then tamper."""

    def tamper(file: Path) -> None:
        withhold(file, *fields)
        assert check_attestation(file, read_private(file.parent.with_name("key")).public).is_good
        then(file)

    return tamper


def withheld_by(change: Callable[[dict[str, str]], object]) -> Tampering:
    return beside(lambda document: change(document["withheld"]))


ID = "/scenarios/0/steps/0/exchanges/0/response/headers/1/value"
ROOT = base64.b64encode(bytes(32)).decode()
BESIDE_THE_RECORD: dict[str, tuple[Tampering, Flaw]] = {
    "another key": (signed_by_another, Flaw.ANOTHER_KEY),
    "the signature of another run": (signed_of_another_run, Flaw.ANOTHER_RUN),
    "the signature of a kinder record": (signed_of_a_kinder_record, Flaw.CLAIM),
    "a signature's byte": (signature(sig=base64.b64encode(bytes(64)).decode()), Flaw.SIGNATURE),
    "a signature that is none": (signature(sig="-"), Flaw.SIGNATURE),
    "a key id that is another's": (signature(keyid=ANOTHER), Flaw.KEY_ID),
    "no signatures": (attestation(lambda document: document["signatures"].clear()), Flaw.NO_SIGNATURE),
    "the payload's type": (attestation(lambda document: document.update(payloadType="text/plain")), Flaw.PAYLOAD_TYPE),
    "the payload's byte": (statement(lambda said: said["predicate"]["run"].update(exit_code=0)), Flaw.SIGNATURE),
    "the payload, in another order": (
        attestation(
            lambda document: document.update(payload=base64.b64encode(json.dumps(_said(document)).encode()).decode())
        ),
        Flaw.SIGNATURE,
    ),
    "the digest of the record": (
        statement(lambda said: said["subject"][0]["digest"].update({"asadvertised-skeleton-sha256": ANOTHER})),
        Flaw.SIGNATURE,
    ),
    "a payload that is none": (attestation(lambda document: document.update(payload="?")), Flaw.SIGNATURE),
    "the salts": (beside(lambda known: known["seeds"].update({"": ROOT})), Flaw.RECORD),
    "the salts gone": (beside(lambda known: known["seeds"].clear()), Flaw.SALTS),
    "a salt too short": (beside(lambda known: known["seeds"].update({"": "AAAA"})), Flaw.SALTS),
    "a salt too many": (beside(lambda known: known["seeds"].update({"/run": ROOT})), Flaw.SALTS),
    "an own salt too many": (beside(lambda known: known["salts"].update({"/run/target": ROOT})), Flaw.SALTS),
    "the outline": (beside(lambda known: known["outline"].pop("/run")), Flaw.OUTLINE),
    "a picture's byte": (one_more_byte(PICTURE), Flaw.FILE_CHANGED),
    "a picture gone": (lambda file: (file.parent / PICTURE).unlink(), Flaw.FILE_MISSING),
    "all pictures gone": (lambda file: shutil.rmtree(file.parent / "pictures"), Flaw.FILE_MISSING),
    "a picture added": (
        lambda file: (file.parent / "pictures" / "0123456789abcdef.webp").write_bytes(b"RIFF"),
        Flaw.FILE_ADDED,
    ),
    "the page's byte": (one_more_byte("page/page.html"), Flaw.FILE_CHANGED),
    "the page gone": (lambda file: (file.parent / "page" / "page.html").unlink(), Flaw.FILE_MISSING),
    "a page added": (lambda file: (file.parent / "page" / "page.rendered.html").write_bytes(b"<p>"), Flaw.FILE_ADDED),
    "a picture changed that is said to be left out": (
        lambda file: (one_more_byte(PICTURE)(file), beside(lambda known: known.update(left_out=[PICTURE]))(file)),
        Flaw.FILE_CHANGED,
    ),
    "a value said to be withheld that stands there": (
        withheld_by(lambda withheld: withheld.update({ID: ANOTHER})),
        Flaw.WITHHELD,
    ),
    "something withheld that the record does not have": (
        withheld_by(lambda withheld: withheld.update({"/scenarios/9/reason": ANOTHER})),
        Flaw.WITHHELD,
    ),
    "the digest of what is withheld": (
        withheld_first("X-Request-Id", then=withheld_by(lambda withheld: withheld.update({ID: ANOTHER}))),
        Flaw.RECORD,
    ),
    "the digest of what is withheld gone": (
        withheld_first("X-Request-Id", then=withheld_by(lambda withheld: withheld.pop(ID))),
        Flaw.SALTS,
    ),
    "another value for what is withheld": (
        withheld_first("X-Request-Id", then=letters('"[withheld]"', '"request-0002"')),
        Flaw.WITHHELD,
    ),
    "the mark of what is withheld, written otherwise": (
        withheld_first("X-Request-Id", then=letters('"[withheld]"', '"\\u005bwithheld]"')),
        Flaw.WITHHELD,
    ),
    "another value in a body for what is withheld": (
        withheld_first("person", then=letters('\\"[withheld]\\"', '\\"person-00000000\\"')),
        Flaw.WITHHELD,
    ),
    "another value in an address for what is withheld": (
        withheld_first("page", then=letters("page=[withheld]", "page=3")),
        Flaw.WITHHELD,
    ),
    "a salt for what is withheld": (
        withheld_first("X-Request-Id", then=beside(lambda known: known["seeds"].update({ID: ROOT}))),
        Flaw.SALTS,
    ),
    "one salt of many": (
        withheld_first("X-Request-Id", then=beside(lambda known: known["seeds"].update({"/run": ROOT}))),
        Flaw.RECORD,
    ),
    "one salt of many gone": (
        withheld_first("X-Request-Id", then=beside(lambda known: known["seeds"].pop("/run"))),
        Flaw.SALTS,
    ),
    "a value beside what is withheld": (
        withheld_first("X-Request-Id", then=put("scenarios", 2, "reason", value="it was late")),
        Flaw.RECORD,
    ),
}


def _said(document: Any) -> Any:
    return json.loads(base64.b64decode(document["payload"]))


@pytest.mark.parametrize("name", BESIDE_THE_RECORD)
def test_a_change_beside_the_record_is_seen(
    name: str, signed: Path, keys: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copy(keys / "ours", signed.parent.with_name("key"))
    tamper, flaw = BESIDE_THE_RECORD[name]
    _is_seen(signed, tamper, flaw, keys, capsys)


WHERE = {
    "an outcome": "scenario 2 (broken), outcome: is not what was signed",
    "a sentence's words": "sentence 1 (a), text: is not what was signed",
    "an exchange dropped": "scenario 1 (kept#1), step 1, exchange 2: is gone",
    "an exchange added": "scenario 1 (kept#1), step 1, exchange 3 (signIn): was not there when it was signed",
    "two scenarios swapped": "scenario 1 (broken), id: is not what was signed",
    "a header's value": "scenario 1 (kept#1), step 1, exchange 1 (signIn), response, header 1 (Content-Type): is not",
    "a body's leaf": "scenario 1 (kept#1), step 2, exchange 1 (getSettings), response, body: is not what was signed",
    "the exit code": "exit_code: 1 was signed, and the record says otherwise",
    "a summary's count": "sentences: failed 1 was signed, and the record says otherwise",
    "a mark where nothing was withheld": "header 2 (X-Request-Id): has the mark of what is withheld, and was not",
}


@pytest.mark.parametrize("name", WHERE)
def test_it_is_said_where_a_record_was_changed(
    name: str, signed: Path, keys: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    tamper, flaw = IN_THE_RECORD[name]
    attested = _is_seen(signed, tamper, flaw, keys, capsys)
    assert WHERE[name] in "\n".join(map(str, attested.findings))


def test_a_value_that_stands_where_it_is_said_to_be_withheld_is_named(signed: Path, key: PrivateKey) -> None:
    edit_attestation(signed, lambda document: document["asadvertised"]["withheld"].update({ID: ANOTHER}))
    findings = "\n".join(map(str, check_attestation(signed, key.public).findings))
    assert "header 2 (X-Request-Id): is said to be withheld, and something stands there" in findings
    assert "is no place in the record" not in findings


def test_the_skeleton_alone_tells_each_way_of_writing_and_where_each_text_ends() -> None:
    openings = Openings(Salts({"": bytes(32)}))
    texts = [
        '{"run": {"target": "abc"}}',
        '{"run": {"target": "\\u0061bc"}}',
        '{"run":  {"target": "abc"}}',
        '{"run": {"target": "abc"}} ',
        '{"run": {"target": "ab"}}',
        '{"run": {"target": null}}',
    ]
    assert len({skeleton_of(text, openings).sha256 for text in texts}) == len(texts)
    assert framed("a") + framed("b") != framed("ab") + framed("")


def test_no_more_than_five_places_are_told_of_a_record_that_differs_in_many(signed: Path, key: PrivateKey) -> None:
    edit(signed, lambda document: [one.update(line=7) for one in (*document["scenarios"], *[])])
    edit(signed, lambda document: [one.update(text="No.") for one in document["sentences"]])
    edit(signed, lambda document: document["drift"].update(notes=[], source=""))
    findings = check_attestation(signed, key.public).findings
    assert [finding.flaw for finding in findings] == [Flaw.RECORD] * 6
    assert str(findings[-1]) == "1 more parts of the record are not what was signed"


@hypothesis_settings(deadline=None, max_examples=100)
@given(st.data())
def test_whichever_letter_of_the_attestation_is_changed_that_is_seen_or_says_the_same(
    tmp_path_factory: pytest.TempPathFactory, signed_once: Path, key: PrivateKey, data: st.DataObject
) -> None:
    folder = Path(shutil.copytree(signed_once, tmp_path_factory.mktemp("changed") / "run"))
    file = attestation_of(folder / "results.json")
    before, text = read_attestation(folder / "results.json"), file.read_text(encoding="utf-8")
    place = data.draw(st.integers(0, len(text) - 1))
    file.write_text(text[:place] + data.draw(st.sampled_from('A0"\\ ,:{}=/')) + text[place + 1 :], encoding="utf-8")
    found = checked(folder / "results.json", key)
    if isinstance(found, ConfigurationError):
        assert "is no attestation" in found.what
    elif found.is_good:
        assert _meaning(read_attestation(folder / "results.json")) == _meaning(before)


def checked(file: Path, key: PrivateKey) -> Attested | ConfigurationError:
    try:
        return check_attestation(file, key.public)
    except ConfigurationError as error:
        return error


def _meaning(one: Attestation) -> Any:
    """Give what an attestation says, however its base64 ends."""
    signatures = [(signature.keyid, decoded(signature.sig)) for signature in one.signatures]
    return decoded(one.payload), signatures, openings_in(one.asadvertised), one.asadvertised.outline


NONSENSE = {
    "no pointer": ("withheld", {"run": ANOTHER}),
    "a pointer of a thousand names": ("withheld", {"/a" * 1000: ANOTHER}),
    "a pointer that is escaped wrongly": ("withheld", {"/~9/headers/0/value": ANOTHER}),
    "a pointer with a very long number": ("withheld", {f"/scenarios/{'9' * 5000}/seen": ANOTHER}),
    "a place that is no list": ("withheld", {"/run/0/headers/0/value": ANOTHER}),
    "a seed for no pointer": ("seeds", {"run": ROOT}),
    "an outline of nothing": ("outline", {f"/scenarios/{'9' * 5000}": "AAAA", "/run": "AA==", "/x~9": ""}),
    "a file of another folder": ("left_out", ["../key", "\x1b[31m"]),
}


@pytest.mark.parametrize("name", NONSENSE)
def test_who_signs_nonsense_is_told_so_and_breaks_nothing(
    name: str, signed: Path, keys: Path, key: PrivateKey, capsys: pytest.CaptureFixture[str]
) -> None:
    where, what = NONSENSE[name]
    known = read_attestation(signed)
    said = json.loads(decoded(known.payload) or b"")
    said["predicate"]["outline_sha256"] = (
        outline_digest(what) if where == "outline" else outline_digest(known.asadvertised.outline)
    )
    said["subject"][0]["digest"]["asadvertised-skeleton-sha256"] = ANOTHER
    payload = rfc8785.dumps(said)
    edit_attestation(signed, lambda document: document["asadvertised"].update({where: what}))
    edit_attestation(
        signed,
        lambda document: document.update(
            payload=encoded(payload), signatures=[signature_of(payload, key).model_dump()]
        ),
    )
    found = checked(signed, key)
    if isinstance(found, ConfigurationError):
        assert "is no attestation" in found.what
    else:
        assert check_signature(signed, keys / "ours.pub") == 1
        assert "\x1b" not in capsys.readouterr().out


@hypothesis_settings(deadline=None, max_examples=60)
@given(st.data())
def test_whichever_letter_of_the_file_is_changed_that_is_seen(
    tmp_path_factory: pytest.TempPathFactory, signed_once: Path, key: PrivateKey, data: st.DataObject
) -> None:
    text = (signed_once / "results.json").read_text(encoding="utf-8")
    place = data.draw(st.integers(0, len(text) - 1))
    letter = data.draw(st.sampled_from('x0"\\ ,:{}[]\né'))
    assume(text[place] != letter)
    folder = tmp_path_factory.mktemp("changed") / "run"
    shutil.copytree(signed_once, folder)
    (folder / "results.json").write_text(text[:place] + letter + text[place + 1 :], encoding="utf-8")
    assert not check_attestation(folder / "results.json", key.public).is_good
