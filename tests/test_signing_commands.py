"""Keys, signing, checking and withholding as their users meet them, and all that is refused in one line."""

import os
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
)
from signed_records import TOKEN, edit, everything_in, write_run

from asadvertised.cli.attest import run_attest
from asadvertised.cli.verify import check_signature
from asadvertised.errors import ConfigurationError
from asadvertised.record.attesting.files import attestation_of
from asadvertised.record.attesting.keys import make_pair, read_private, read_public

Run = Callable[..., CompletedProcess[str]]
ELLIPTIC = generate_private_key(SECP256R1())
ED25519 = Ed25519PrivateKey.generate()
PEM, PKCS8 = Encoding.PEM, PrivateFormat.PKCS8
SPKI = PublicFormat.SubjectPublicKeyInfo


def refused(run: CompletedProcess[str], says: str) -> None:
    assert run.returncode == 2, run.stdout + run.stderr
    assert says in run.stderr
    assert (run.stdout, len(run.stderr.splitlines())) == ("", 1)


def test_a_record_is_signed_checked_and_given_away(asadvertised: Run, tmp_path: Path) -> None:
    write_run(tmp_path / "run")
    assert asadvertised("keygen", "--out", "signing.key").returncode == 0
    signed = asadvertised("attest", "run/results.json", "--key", "signing.key")
    assert signed.returncode == 0, signed.stderr
    refused(asadvertised("attest", "run/results.json", "--key", "signing.key"), "is there already, and would be lost")
    good = asadvertised("verify", "run/results.json", "--key", "signing.key.pub", "--only-signature")
    assert (good.returncode, good.stdout.splitlines()[0]) == (0, "The record is what was signed.")
    given = asadvertised("redact", "run/results.json", "--field", "token")
    assert given.returncode == 0, given.stderr
    assert "give away" in given.stdout
    copy = tmp_path / "run-redacted"
    assert TOKEN.encode() not in b"".join(everything_in(copy).values())
    again = asadvertised("verify", "run-redacted/results.json", "--key", "signing.key.pub", "--only-signature")
    assert again.returncode == 0
    assert "Withheld since: body's token, " in again.stdout
    assert asadvertised("report", "run-redacted/results.json").returncode == 1  # as its run did
    edit(copy / "results.json", lambda document: document["run"].update(exit_code=0))
    bad = asadvertised("verify", "run-redacted/results.json", "--key", "signing.key.pub", "--only-signature")
    assert (bad.returncode, bad.stdout.splitlines()[0]) == (1, "The record is not what was signed:")
    assert "- exit_code: 1 was signed, and the record says otherwise" in bad.stdout


def test_values_are_read_from_standard_input(tmp_path: Path) -> None:
    write_run(tmp_path / "run")
    command = [sys.executable, "-m", "asadvertised", "redact", "run/results.json", "--value", "-"]
    run = subprocess.run(command, cwd=tmp_path, input=f"{TOKEN}\n", capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    assert TOKEN.encode() not in b"".join(everything_in(tmp_path / "run-redacted").values())


@pytest.mark.parametrize("umask", [0o000, 0o022, 0o077])
def test_a_private_key_is_its_owners_alone_whatever_the_umask(tmp_path: Path, umask: int) -> None:
    before = os.umask(umask)
    try:
        public = make_pair(tmp_path / "key")
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "key").stat().st_mode) == 0o600
    assert stat.S_IMODE((tmp_path / "key.pub").stat().st_mode) == 0o644 & ~umask
    assert (tmp_path / "key").read_text(encoding="utf-8").startswith("-----BEGIN PRIVATE KEY-----\n")
    assert (tmp_path / "key.pub").read_text(encoding="utf-8").startswith("-----BEGIN PUBLIC KEY-----\n")
    assert read_private(tmp_path / "key").public.id == read_public(tmp_path / "key.pub").id == public.id


def a_file(place: Path) -> None:
    place.write_text("mine", encoding="utf-8")


def a_link_to_nothing(place: Path) -> None:
    place.symlink_to(place.with_name("nothing"))


@pytest.mark.parametrize("name", ["key", "key.pub"])
@pytest.mark.parametrize("lay", [a_file, a_link_to_nothing, Path.mkdir])
def test_no_key_replaces_what_is_there(tmp_path: Path, name: str, lay: Callable[[Path], None]) -> None:
    lay(tmp_path / name)
    before = sorted(tmp_path.iterdir())
    with pytest.raises(ConfigurationError, match="is there already"):
        make_pair(tmp_path / "key")
    assert sorted(tmp_path.iterdir()) == before
    assert not (tmp_path / "nothing").exists()


def test_no_key_is_made_where_nothing_can_be_written(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="cannot be written: No such file"):
        make_pair(tmp_path / "no" / "key")
    assert list(tmp_path.iterdir()) == []


NO_PRIVATE_KEYS = {
    "nothing": (b"", "is no private key in PEM"),
    "words": (b"my key", "is no private key in PEM"),
    "half a key": (ED25519.private_bytes(PEM, PKCS8, NoEncryption())[:60], "is no private key in PEM"),
    "a public key": (ED25519.public_key().public_bytes(PEM, SPKI), "is no private key in PEM"),
    "another kind": (ELLIPTIC.private_bytes(PEM, PKCS8, NoEncryption()), "is a private key, but not of Ed25519"),
    "a locked one": (ED25519.private_bytes(PEM, PKCS8, BestAvailableEncryption(b"word")), "is locked by a passphrase"),
}
NO_PUBLIC_KEYS = {
    "nothing": (b"", "is no public key in PEM"),
    "a private key": (ED25519.private_bytes(PEM, PKCS8, NoEncryption()), "is a private key, which is for nobody but"),
    "another kind": (ELLIPTIC.public_key().public_bytes(PEM, SPKI), "is a public key, but not of Ed25519"),
    "a key of ssh": (
        ED25519.public_key().public_bytes(Encoding.OpenSSH, PublicFormat.OpenSSH),
        "is no public key in PEM",
    ),
}


@pytest.mark.parametrize("name", NO_PRIVATE_KEYS)
def test_what_is_no_private_key_signs_nothing(tmp_path: Path, name: str) -> None:
    body, says = NO_PRIVATE_KEYS[name]
    (tmp_path / "key").write_bytes(body)
    (tmp_path / "key").chmod(0o600)
    with pytest.raises(ConfigurationError, match=says):
        read_private(tmp_path / "key")


@pytest.mark.parametrize("name", NO_PUBLIC_KEYS)
def test_what_is_no_public_key_checks_nothing(tmp_path: Path, name: str) -> None:
    body, says = NO_PUBLIC_KEYS[name]
    (tmp_path / "key").write_bytes(body)
    with pytest.raises(ConfigurationError, match=says):
        read_public(tmp_path / "key")


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o620, 0o666])
def test_a_private_key_that_others_can_read_signs_nothing(asadvertised: Run, tmp_path: Path, mode: int) -> None:
    write_run(tmp_path / "run")
    make_pair(tmp_path / "key")
    (tmp_path / "key").chmod(mode)
    with pytest.raises(ConfigurationError, match=f"can be read by others than its owner .its mode is {mode:04o}"):
        read_private(tmp_path / "key")
    if mode == 0o640:
        refused(asadvertised("attest", "run/results.json", "--key", "key"), "can be read by others than its owner")
        assert not attestation_of(tmp_path / "run" / "results.json").exists()


def no_picture(run: Path) -> None:
    [picture] = (run / "pictures").iterdir()
    picture.unlink()


def another_picture(run: Path) -> None:
    [picture] = (run / "pictures").iterdir()
    picture.write_bytes(b"another")


def one_more_picture(run: Path) -> None:
    (run / "pictures" / "0123456789abcdef.webp").write_bytes(b"one more")


def a_pipe(run: Path) -> None:
    os.mkfifo(run / "page" / "pipe")


def no_record(run: Path) -> None:
    (run / "results.json").write_text("{}", encoding="utf-8")


def rewritten(run: Path) -> None:
    file = run / "results.json"
    file.write_text(file.read_text(encoding="utf-8").replace("{", "{ ", 1), encoding="utf-8")


def said_twice(run: Path) -> None:
    file = run / "results.json"
    file.write_text(
        file.read_text(encoding="utf-8").replace('"exit_code": 1', '"exit_code": 0,\n  "exit_code": 1', 1),
        encoding="utf-8",
    )


def spoilt(run: Path) -> None:
    attestation_of(run / "results.json").write_text("{}", encoding="utf-8")


NOT_SIGNED = {
    no_picture: "is named by the record, and is not there",
    another_picture: "is no picture of this record, or is not as it was taken",
    one_more_picture: "is no picture of this record, or is not as it was taken",
    a_pipe: "cannot be read as a file",
    no_record: "is not a record",
    rewritten: "is not as a run writes it",
    said_twice: "is not as a run writes it",
    spoilt: "is no attestation",
}


@pytest.mark.parametrize("spoil", NOT_SIGNED, ids=lambda spoil: spoil.__name__)
def test_what_is_no_whole_record_is_not_signed(tmp_path: Path, spoil: Callable[[Path], None]) -> None:
    file = write_run(tmp_path / "run")
    make_pair(tmp_path / "key")
    spoil(tmp_path / "run")
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(ConfigurationError, match=NOT_SIGNED[spoil]):
        run_attest(file, tmp_path / "key")
    assert sorted(tmp_path.rglob("*")) == before


def test_what_a_killed_run_left_is_neither_signed_nor_redacted(asadvertised: Run, tmp_path: Path) -> None:
    file = write_run(tmp_path / "run")
    make_pair(tmp_path / "key")
    edit(file, lambda document: document["run"].update(unfinished=True, complete=False))
    before = everything_in(tmp_path)
    says = "run/results.json: is of a run that was cut off, whose evidence lies in results.partial.jsonl"
    refused(asadvertised("attest", "run/results.json", "--key", "key"), says)
    refused(asadvertised("redact", "run/results.json", "--field", "token"), says)
    refused(asadvertised("redact", "run/results.json", "--field", "token", "--in-place"), says)
    assert everything_in(tmp_path) == before


def test_the_signature_of_an_earlier_run_in_the_same_folder_gives_way(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = write_run(tmp_path / "run")
    make_pair(tmp_path / "key")
    assert run_attest(file, tmp_path / "key") == 0
    edit(file, lambda document: document["run"].update(id="3" * 32))
    assert check_signature(file, tmp_path / "key.pub") == 1
    assert "the signature is of the run" in capsys.readouterr().out
    assert run_attest(file, tmp_path / "key") == 0
    assert check_signature(file, tmp_path / "key.pub") == 0


NO_ATTESTATIONS = {
    "none": None,
    "no JSON": "{",
    "another shape": "{}",
    "a key twice": '{"payload": "", "payload": ""}',
    "nested without end": "[" * 100_000,
}


@pytest.mark.parametrize("name", NO_ATTESTATIONS)
def test_without_an_attestation_there_is_nothing_to_check(tmp_path: Path, name: str) -> None:
    file = write_run(tmp_path / "run")
    make_pair(tmp_path / "key")
    if said := NO_ATTESTATIONS[name]:
        attestation_of(file).write_text(said, encoding="utf-8")
    says = "is no attestation" if said else "is not there: the record was not signed"
    with pytest.raises(ConfigurationError, match=says):
        check_signature(file, tmp_path / "key.pub")


def test_an_attestation_that_says_something_twice_is_none(tmp_path: Path) -> None:
    file = write_run(tmp_path / "run")
    make_pair(tmp_path / "key")
    run_attest(file, tmp_path / "key")
    text = attestation_of(file).read_text(encoding="utf-8")
    attestation_of(file).write_text(text.replace("{", '{"payload": "",', 1), encoding="utf-8")
    with pytest.raises(ConfigurationError, match="is no attestation: a key stands there twice"):
        check_signature(file, tmp_path / "key.pub")


def test_a_record_that_is_not_there_is_wrong_usage(asadvertised: Run, tmp_path: Path) -> None:
    make_pair(tmp_path / "key")
    for run, key in ((check_signature, "key.pub"), (run_attest, "key")):
        with pytest.raises(ConfigurationError, match=r"no\.json: cannot be read: No such file or directory"):
            run(tmp_path / "no.json", tmp_path / key)
    refused(asadvertised("redact", "no.json", "--field", "x"), "no.json: cannot be read: No such file or directory")


def test_the_commands_are_known_without_loading_what_is_not_needed() -> None:
    code = "import sys, asadvertised.cli.app; print(*sorted(sys.modules))"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert "typer" in loaded
    assert not {"cryptography", "rfc8785", "pydantic"} & set(loaded)
